/* tests/unit/test_ui_keys.c - every action of every screen, from the tables that dispatch: its keys are ones that
 * arrive, letters and F-keys stand together, and no two rows of a table want the same key. No terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <curses.h>
#undef clear
#undef erase

#include "ui/shown.h"
#include "ui/ui_internal.h"

/* Tables, the global one last; NULL after it. */
static const struct action *table_at(size_t n, const char **name)
{
	const struct screen_class *c = screen_class_at(n);
	*name = c ? c->name : "everywhere";
	return c ? c->actions : n > 0 && screen_class_at(n - 1) ? ui_actions_global() : NULL;
}

static int bad;

#define complain(table, a, ...)                                                                                        \
	do {                                                                                                           \
		print_error("%s: %s \"%s\": ", table, (a)->name, (a)->keys);                                           \
		print_error(__VA_ARGS__);                                                                              \
		print_error("\n");                                                                                     \
		bad++;                                                                                                 \
	} while (0)

typedef void look(const char *table, const struct action *all, const struct action *a);

static void each_action(look *f)
{
	const char *name;
	const struct action *t;
	const struct record_action *r;
	bad = 0;
	for (size_t i = 0; (t = table_at(i, &name)); i++)
		for (const struct action *a = t; a->name; a++)
			f(name, t, a);
	for (size_t i = 0; (r = record_action_at(i)); i++)
		f("records", &r->action, &r->action);
	if (bad)
		fail_msg("%d rows are wrong", bad);
}

static bool has(const struct action *a, const char *key)
{
	struct key want, k;
	assert_true(keymap_spec(key, 0, &want));
	for (int i = 0; keymap_spec(a->keys, i, &k); i++)
		if (k.code == want.code && (k.code || k.ch == want.ch))
			return true;
	return false;
}

/* ---- each row */

static size_t words_in(const char *keys)
{
	size_t n = 0;
	for (keys += strspn(keys, " "); *keys; keys += strspn(keys, " ")) {
		keys += strcspn(keys, " ");
		n++;
	}
	return n;
}

static void look_words(const char *table, const struct action *all, const struct action *a)
{
	struct key k;
	size_t n = 0;
	(void)all;
	while (keymap_spec(a->keys, (int)n, &k))
		n++;
	if (n != words_in(a->keys))
		complain(table, a, "key %zu is not understood", n + 1);
	if (!a->help || !*a->help)
		complain(table, a, "no help: neither the palette nor a menu could show it");
	if (a->hint && (n == 0 || a->priority <= 0))
		complain(table, a, "a hint without a key or a priority");
}

static void every_action__keys__understood_and_named(void **state)
{
	(void)state;
	each_action(look_words);
}

/* ---- keys that do not arrive (layouts, terminals, multiplexers, browsers) */

static void look_forbidden(const char *table, const struct action *all, const struct action *a)
{
	static const char *const never[] = {
	    "[", "]", "\\", ";", "'", "`", "^A", "^B", "^W", "^N", "^T", "^H", "^I", "^J", "^M", "F11", "F12"};
	struct key k;
	(void)all;
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (has(a, never[i]))
			complain(table, a, "%s does not arrive everywhere", never[i]);
	for (int i = 0; keymap_spec(a->keys, i, &k); i++)
		if (k.code >= K_ALT && k.code < K_CTRL_LEFT)
			complain(table, a, "Alt does not arrive everywhere");
}

static void every_action__keys__arrive_everywhere(void **state)
{
	(void)state;
	each_action(look_forbidden);
}

/* ---- a letter or a plain key where no text is typed: Ctrl does not arrive on every layout */

static void look_plain(const char *table, const struct action *all, const struct action *a)
{
	struct key k;
	bool plain = false;
	(void)all;
	for (int i = 0; keymap_spec(a->keys, i, &k); i++)
		plain = plain || !(k.code > K_CTRL && k.code < K_ALT);
	/* the palette's row (":") and, while a text is typed, F9's menu have every row that has a help */
	if (!plain && a->hint && !a->in_text)
		complain(table, a, "only with Ctrl");
}

static void every_action__keys__one_without_ctrl(void **state)
{
	(void)state;
	each_action(look_plain);
}

/* ---- what belongs together */

static void look_pairs(const char *table, const struct action *all, const struct action *a)
{
	static const char *const pairs[][2] = {{"^S", "F2"}, {"F2", "^S"}, {"^C", "y"}, {"y", "^C"}, {"n", "F7"},
	    {"F7", "n"}, {"n", "Insert"}, {"e", "F4"}, {"d", "F8"}, {"d", "Delete"}, {"F8", "d"}, {"D", "F5"},
	    {"s", "F6"}, {"Home", "g"}, {"End", "G"}, {"G", "End"}, {"/", "."}, {"?", ","}, {"F1", "^G"}};
	(void)all;
	if (a->in_text || strcmp(a->name, "settings.change") == 0 || strcmp(a->name, "copy.none") == 0)
		return;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (has(a, pairs[i][0]) && !has(a, pairs[i][1]))
			complain(table, a, "%s without %s", pairs[i][0], pairs[i][1]);
}

static void every_action__letter__has_its_other_key(void **state)
{
	(void)state;
	each_action(look_pairs);
}

static void look_lists(const char *table, const struct action *all, const struct action *a)
{
	static const char *const both[][2] = {
	    {"Up", "Down"}, {"PgUp", "PgDn"}, {"Home", "End"}, {"Left", "Right"}, {"^U", "^D"}};
	if (a->in_text)
		return; /* there Home may be something of its own */
	for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
		bool other = false;
		for (const struct action *b = all; has(a, both[i][0]) && !other && b->name; b++)
			other = has(b, both[i][1]);
		if (has(a, both[i][0]) && !other)
			complain(table, a, "nothing has %s", both[i][1]);
	}
}

static void every_table__movement__both_ways(void **state)
{
	const char *name;
	const struct action *t;
	(void)state;
	bad = 0;
	for (size_t i = 0; (t = table_at(i, &name)); i++)
		for (const struct action *a = t; a->name; a++)
			look_lists(name, t, a);
	if (bad)
		fail_msg("%d rows are wrong", bad);
}

/* ---- one key, one meaning */

static void look_twice(const char *table, const struct action *all, const struct action *a)
{
	struct key k;
	for (const struct action *b = a + 1; b->name; b++)
		for (int i = 0; keymap_spec(b->keys, i, &k); i++) {
			char word[24] = "";
			snprintf(word, sizeof word, "%.*s", (int)strcspn(b->keys, " "), b->keys);
			struct key other;
			for (int j = 0; keymap_spec(a->keys, j, &other); j++)
				if (k.code == other.code && (k.code || k.ch == other.ch) && !a->can)
					complain(table, a, "always, so that %s never has its key %d", b->name, i + 1);
		}
	for (const struct action *b = a + 1; b->name; b++)
		if (strcmp(a->name, b->name) == 0)
			complain(table, a, "twice");
	(void)all;
}

static void every_table__one_key__not_twice_without_condition(void **state)
{
	const char *name;
	const struct action *t;
	(void)state;
	bad = 0;
	for (size_t i = 0; (t = table_at(i, &name)); i++)
		for (const struct action *a = t; a->name; a++)
			look_twice(name, t, a);
	if (bad)
		fail_msg("%d rows are wrong", bad);
}

/* May one of its kinds be shown as a board? */
static bool has_board(const struct record_action *r)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		const char *views = shown_of(&all[i])->views;
		if (record_action_fits(r, &all[i]) && views && strstr(views, "board:"))
			return true;
	}
	return false;
}

/* What can be done with a record stands before the list's own rows: it may not take a letter from them. */
static void record_action__its_letter__free_in_lists_and_pages(void **state)
{
	const struct record_action *r, *q;
	static const struct screen_class *const joined[] = {&screen_list, &screen_record, &screen_today};
	struct key k;
	(void)state;
	bad = 0;
	for (size_t i = 0; (r = record_action_at(i)); i++) {
		char first[24];
		if (!*r->action.keys)
			continue; /* by the palette and the menus */
		snprintf(first, sizeof first, "%.*s", (int)strcspn(r->action.keys, " "), r->action.keys);
		for (size_t s = 0; s < sizeof joined / sizeof *joined; s++)
			for (const struct action *a = joined[s]->actions; a->name; a++)
				/* Today's first steps stand where no record is; cards move on boards only */
				if (has(a, first) && !(joined[s] == &screen_today && a->can) &&
				    !(strcmp(a->name, "card.move") == 0 && !has_board(r)))
					complain(joined[s]->name, a, "%s has the letter too", r->action.name);
		for (size_t j = i + 1; (q = record_action_at(j)); j++) {
			size_t n;
			const struct kind *all = kinds_all(&n);
			for (size_t m = 0; m < n; m++)
				if (has(&q->action, first) && record_action_fits(r, &all[m]) &&
				    record_action_fits(q, &all[m]))
					complain(all[m].key, &r->action, "%s has the letter too", q->action.name);
		}
		assert_true(keymap_spec(r->action.keys, 0, &k));
		if (k.code != 0 || !((k.ch >= 'A' && k.ch <= 'Z') || k.ch == 'p'))
			complain("records", &r->action, "capital letters belong to the screens");
	}
	if (bad)
		fail_msg("%d rows are wrong", bad);
}

/* ---- every layout */

static bool some_letter_gives(uint32_t latin)
{
	for (uint32_t ch = 0x400; ch < 0x460; ch++)
		if (term_latin(ch) == latin)
			return true;
	return false;
}

static void look_layout(const char *table, const struct action *all, const struct action *a)
{
	struct key k;
	(void)all;
	for (int i = 0; keymap_spec(a->keys, i, &k); i++) {
		bool letter = (k.ch >= 'a' && k.ch <= 'z') || (k.ch >= 'A' && k.ch <= 'Z') || k.ch == ':';
		if (k.code == 0 && letter && !some_letter_gives(k.ch))
			complain(table, a, "no key of the Russian layout gives %c", (char)k.ch);
	}
}

static void every_action__letter__on_the_russian_layout(void **state)
{
	(void)state;
	each_action(look_layout);
}

/* Romanian standard and Gagauz: the keys, and the same with Shift. */
static void layouts__romanian_and_gagauz__same_physical_keys(void **state)
{
	static const struct {
		uint32_t from, to;
	} rows[] = {{0x103, '['}, {0xEE, ']'}, {0xE2, '\\'}, {0x219, ';'}, {0x21B, '\''}, {0x163, 'q'}, {0xEA, 'w'},
	    {0xE7, 'x'}, {0xF6, '['}, {0xFC, ']'}, {0x15F, ';'}, {0x131, '\''}, {0x102, '{'}, {0xCE, '}'}, {0xC2, '|'},
	    {0x218, ':'}, {0x21A, '"'}, {0x162, 'Q'}, {0xCA, 'W'}, {0xC7, 'X'}, {0xD6, '{'}, {0xDC, '}'}, {0x15E, ':'},
	    {0x130, 'I'}, {0x451, '`'}, {0x401, '~'}, {0x416, ':'}, {0x439, 'q'}, {0x419, 'Q'}, {0x44E, '.'},
	    {0x431, ','}, {'a', 'a'}, {0x452, 0x452}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (term_latin(rows[i].from) != rows[i].to)
			fail_msg("U+%04X gives U+%04X", (unsigned)rows[i].from, (unsigned)term_latin(rows[i].from));
}

/* ---- screens.md 3.1 and 3.2: each key of the two tables on every screen and in every dialog where it has a sense */

enum {
	ROWS_ = 1,    /* rows or lines that one goes over */
	TYPED = 2,    /* letters, Home and End belong to a text */
	OPENS = 4,    /* a row is something that opens */
	RECORDS = 8,  /* the rows are records */
	ANSWERS = 16, /* it is filled in and then taken as a whole */
	PAGES = 32,   /* Tab goes to another panel, tab or field */
	SIDES = 64,   /* Left and Right do something */
	FINDS = 128   /* one can search here */
};

static const struct {
	const char *screen;
	int is;
} screens[] = {
    {"today", ROWS_ | OPENS | PAGES | SIDES},
    {"list", ROWS_ | OPENS | RECORDS | PAGES | SIDES | FINDS},
    {"record", ROWS_ | OPENS | PAGES | SIDES | FINDS},
    {"form", TYPED | ANSWERS | PAGES},
    {"cell", TYPED | ANSWERS | PAGES},
    {"big", TYPED | ANSWERS},
    {"calendar", ROWS_ | OPENS | PAGES | SIDES | FINDS},
    {"given", ROWS_ | OPENS},
    {"reading", ROWS_},
    {"notes", TYPED},
    {"guide", ROWS_ | OPENS | PAGES | SIDES | FINDS},
    {"rollcall", TYPED},
    {"signatures", TYPED | PAGES},
    {"reports", ROWS_ | PAGES},
    {"other", ROWS_ | OPENS},
    {"settings", ROWS_ | PAGES | SIDES | FINDS},
    {"history", ROWS_ | OPENS | FINDS},
    {"import", ROWS_ | ANSWERS | PAGES},
    {"conflicts", ROWS_ | OPENS},
    {"merge", ROWS_ | ANSWERS},
    {"start", TYPED | ANSWERS | PAGES},
    {"palette", ROWS_ | TYPED},
    {"help", ROWS_ | TYPED | PAGES},
    {"menu", ROWS_ | TYPED},
    {"pick", ROWS_ | TYPED},
    {"date", TYPED | SIDES},
    {"columns", ROWS_ | SIDES},
    {"prompt", TYPED | ANSWERS},
    {"path", ROWS_ | TYPED | ANSWERS},
    {"confirm", ROWS_},
    {"pager", ROWS_},
    {"trouble", ROWS_},
    {"walkin", TYPED | ANSWERS | PAGES},
    {"feedback", TYPED | ANSWERS | PAGES},
};

/* The key on a screen that is all of `needs` and nothing of `not`. */
static const struct {
	const char *keys;
	int needs, not ;
} rules[] = {
    /* 3.1 */
    {"F1 ^G ^K F9 ^Q F10 ^L Esc ^C", 0, 0},
    {"? , : m q Backspace u ^Z U ^Y H y", 0, TYPED},
    {"1 2 3 4 5 6 7 8 9 0", 0, TYPED},
    {"Tab S-Tab", PAGES, TYPED},
    {"^S F2", ANSWERS, 0},
    /* 3.2 */
    {"Up Down PgUp PgDn", ROWS_, 0},
    {"k j ^U ^D Home g End G", ROWS_, TYPED},
    {"Left Right", SIDES, 0},
    {"h l", SIDES, TYPED},
    {"Enter F3", OPENS, 0},
    {"/ ^F .", FINDS, 0},
    {"n F7 Insert e F4 i D F5 d F8 Delete Space + * - a f s F6 c v t x o", RECORDS, 0},
};

static bool in_any_row(const struct action *t, const char *key, bool typed)
{
	for (; t && t->name; t++)
		if (has(t, key) && (!typed || t->in_text))
			return true;
	return false;
}

static const char *next_word(const char *from, char word[24])
{
	from += strspn(from, " ");
	size_t n = strcspn(from, " ");
	snprintf(word, 24, "%.*s", (int)n, from);
	return from + n;
}

static void check_screen(const struct screen_class *c, int is)
{
	for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
		char key[24];
		if ((is & rules[r].needs) != rules[r].needs || (is & rules[r].not ))
			continue;
		for (const char *at = next_word(rules[r].keys, key); *key; at = next_word(at, key)) {
			const bool typed = is & TYPED;
			if (in_any_row(c->actions, key, typed) || in_any_row(ui_actions_global(), key, typed))
				continue;
			print_error("%s: nothing has the key %s\n", c->name, key);
			bad++;
		}
	}
}

static void key_tables__every_screen_and_dialog__has_what_applies(void **state)
{
	const struct screen_class *c;
	(void)state;
	bad = 0;
	for (size_t i = 0; (c = screen_class_at(i)); i++) {
		int is = -1;
		for (size_t s = 0; s < sizeof screens / sizeof *screens; s++)
			if (strcmp(screens[s].screen, c->name) == 0)
				is = screens[s].is;
		if (is < 0) /* at least what works everywhere */
			is = c->typing ? TYPED : 0;
		check_screen(c, is);
	}
	if (bad)
		fail_msg("%d keys are missing", bad);
}

/* Some keys mean leaving, help and the palette everywhere: no row may take them for something else, always. */
static void key_tables__help_palette_leaving__never_taken(void **state)
{
	static const char *const keys[] = {"F1", "^K", "F9", "^Q", "F10", "^L", "?", ":", "^G"};
	const struct screen_class *c;
	(void)state;
	bad = 0;
	for (size_t i = 0; (c = screen_class_at(i)); i++)
		for (const struct action *a = c->actions; a->name; a++)
			for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
				if (has(a, keys[k]) && !strstr(a->name, ".close"))
					complain(c->name, a, "%s is another's", keys[k]);
	if (bad)
		fail_msg("%d rows are wrong", bad);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_action__keys__understood_and_named),
	    cmocka_unit_test(every_action__keys__arrive_everywhere),
	    cmocka_unit_test(every_action__keys__one_without_ctrl),
	    cmocka_unit_test(every_action__letter__has_its_other_key),
	    cmocka_unit_test(every_table__movement__both_ways),
	    cmocka_unit_test(every_table__one_key__not_twice_without_condition),
	    cmocka_unit_test(record_action__its_letter__free_in_lists_and_pages),
	    cmocka_unit_test(every_action__letter__on_the_russian_layout),
	    cmocka_unit_test(layouts__romanian_and_gagauz__same_physical_keys),
	    cmocka_unit_test(key_tables__every_screen_and_dialog__has_what_applies),
	    cmocka_unit_test(key_tables__help_palette_leaving__never_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
