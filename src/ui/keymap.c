/* ui/keymap.c - key specs of the action tables ("n F7 ^Z") as codes, and codes as words. Knows no screen. */
#include "ui/keymap.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

static const struct {
	const char *name; /* in specs */
	int code;
	uint32_t ch;
	const char *shown; /* NC_("key"); NULL: the name itself */
} named[] = {
    {"Enter", K_ENTER, 0, NULL},
    {"Esc", K_ESC, 0, NULL},
    {"Space", 0, ' ', NC_("key", "Space")},
    {"Tab", K_TAB, 0, NULL},
    {"S-Tab", K_BTAB, 0, NULL},
    {"Backspace", K_BACKSPACE, 0, NC_("key", "Backspace")},
    {"Up", KEY_UP, 0, "↑"},
    {"Down", KEY_DOWN, 0, "↓"},
    {"Left", KEY_LEFT, 0, "←"},
    {"Right", KEY_RIGHT, 0, "→"},
    {"PgUp", KEY_PPAGE, 0, NULL},
    {"PgDn", KEY_NPAGE, 0, NULL},
    {"Home", KEY_HOME, 0, NULL},
    {"End", KEY_END, 0, NULL},
    {"Insert", KEY_IC, 0, NULL},
    {"Delete", KEY_DC, 0, NULL},
    {"Menu", K_MENU, 0, NULL},
    {"C-Left", K_CTRL_LEFT, 0, "^←"},
    {"C-Right", K_CTRL_RIGHT, 0, "^→"},
    {"C-Up", K_CTRL_UP, 0, "^↑"},
    {"C-Down", K_CTRL_DOWN, 0, "^↓"},
};
enum { NAMED = sizeof named / sizeof *named };

static bool parse_function_key(const char *s, struct key *out)
{
	if (s[0] != 'F' || s[1] < '1' || s[1] > '9')
		return false;
	out->code = KEY_F(atoi(s + 1));
	return true;
}

static bool parse_one(const char *s, struct key *out)
{
	memset(out, 0, sizeof *out);
	for (size_t i = 0; i < NAMED; i++)
		if (strcmp(named[i].name, s) == 0) {
			out->code = named[i].code;
			out->ch = named[i].ch;
			return true;
		}
	if (s[0] == '^' && s[1]) {
		out->code = CTRL(s[1]);
		out->ch = (unsigned char)s[1];
		return true;
	}
	if (s[1] && parse_function_key(s, out))
		return true;
	const char *p = s;
	out->ch = text_next(&p, s + strlen(s));
	return *p == '\0' && out->ch != 0;
}

/* The nth word of a spec. */
static bool word_at(const char *keys, int n, char out[24])
{
	while (keys && *keys) {
		size_t len = strcspn(keys, " ");
		if (n-- == 0 && len > 0 && len < 24) {
			memcpy(out, keys, len);
			out[len] = '\0';
			return true;
		}
		keys += len + strspn(keys + len, " ");
	}
	return false;
}

bool keymap_spec(const char *keys, int n, struct key *out)
{
	char word[24];
	return word_at(keys, n, word) && parse_one(word, out);
}

/* ---- tables */

static struct keymap *parse_table(const struct action *actions)
{
	struct keymap *m = mem_alloc(sizeof *m);
	m->actions = actions;
	for (const struct action *a = actions; a && a->name; a++) {
		struct key k;
		for (int i = 0; keymap_spec(a->keys, i, &k); i++) {
			m->entries = mem_resize(m->entries, m->n + 1, sizeof *m->entries);
			m->entries[m->n++] = (struct keymap_entry){k.code, k.ch, a};
		}
	}
	return m;
}

const struct keymap *keymap_of(struct keymap **list, const struct action *actions)
{
	for (struct keymap *m = *list; m; m = m->next)
		if (m->actions == actions)
			return m;
	struct keymap *m = parse_table(actions);
	m->next = *list;
	*list = m;
	return m;
}

void keymap_forget(struct keymap **list, const struct action *actions)
{
	for (struct keymap **p = list; *p; p = &(*p)->next)
		if ((*p)->actions == actions) {
			struct keymap *m = *p;
			*p = m->next;
			free(m->entries);
			free(m);
			return;
		}
}

void keymap_free(struct keymap **list)
{
	while (*list)
		keymap_forget(list, (*list)->actions);
}

static const struct action *find_exact(const struct keymap *m, int code, uint32_t ch, int nth)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->entries[i].code == code && (code != 0 || m->entries[i].ch == ch) && nth-- == 0)
			return m->entries[i].action;
	return NULL;
}

const struct action *keymap_find(const struct keymap *m, const struct key *k, int nth)
{
	if (k->code != 0 || find_exact(m, 0, k->ch, 0))
		return find_exact(m, k->code, k->ch, nth);
	return find_exact(m, 0, term_latin(k->ch), nth);
}

/* ---- words */

static void name_of(const char *word, struct buf *out)
{
	for (size_t i = 0; i < NAMED; i++)
		if (strcmp(named[i].name, word) == 0 && named[i].shown) {
			buf_text(out, tr_ctx("key", named[i].shown));
			return;
		}
	buf_text(out, word);
}

bool keymap_name(const char *keys, int n, struct buf *out)
{
	char word[24];
	if (!word_at(keys, n, word))
		return false;
	name_of(word, out);
	return true;
}

bool keymap_moves(const char *keys)
{
	static const char *const moves[] = {
	    "Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Tab", "S-Tab", "^U", "^D"};
	char word[24];
	if (!word_at(keys, 0, word))
		return false;
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (strcmp(moves[i], word) == 0)
			return true;
	return false;
}

int keymap_function(const char *keys)
{
	char word[24];
	for (int i = 0; word_at(keys, i, word); i++)
		if (word[0] == 'F' && word[1] >= '1' && word[1] <= '9')
			return i;
	return -1;
}

void keymap_names(const char *keys, struct buf *out)
{
	char word[24];
	for (int i = 0; word_at(keys, i, word); i++) {
		buf_text(out, i > 0 ? " " : "");
		name_of(word, out);
	}
}

void keymap_pressed(const struct key *k, struct buf *out)
{
	for (size_t i = 0; i < NAMED; i++)
		if (named[i].code == k->code && named[i].ch == (k->code ? 0 : k->ch)) {
			name_of(named[i].name, out);
			return;
		}
	if (k->code == 0)
		buf_code(out, k->ch);
	else if (k->code > K_CTRL && k->code < K_ALT)
		buf_print(out, "^%c", (char)k->ch);
	else if (k->code > K_ALT && k->code < K_CTRL_LEFT)
		buf_print(out, "Alt+%c", (char)k->ch);
	else if (k->code > KEY_F0 && k->code <= KEY_F(63))
		buf_print(out, "F%d", k->code - KEY_F0);
	else
		buf_char(out, '?');
}
