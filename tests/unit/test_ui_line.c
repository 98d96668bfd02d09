/* tests/unit/test_ui_line.c - editing a text: characters, words, undo, rows; and the tables of keys. No terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <curses.h>
#undef clear
#undef erase

#include "ui/keymap.h"
#include "ui/line.h"

static void press(struct line *l, int code)
{
	line_key(l, &(struct key){.code = code, .ch = code > K_CTRL && code < K_ALT ? (uint32_t)(code - K_CTRL) : 0});
}

static void type(struct line *l, const char *ascii)
{
	for (; *ascii; ascii++)
		line_key(l, &(struct key){.ch = (unsigned char)*ascii});
}

static void line__typed_in_the_middle__kept_whole(void **state)
{
	(void)state;
	struct line l;
	line_init(&l, false, "țară");
	press(&l, KEY_HOME);
	press(&l, KEY_RIGHT);
	line_key(&l, &(struct key){.ch = 0x219});
	assert_string_equal(line_text(&l), "țșară");
	press(&l, K_BACKSPACE);
	press(&l, K_BACKSPACE);
	assert_string_equal(line_text(&l), "ară");
	press(&l, K_BACKSPACE);
	assert_string_equal(line_text(&l), "ară");
	press(&l, KEY_DC);
	assert_string_equal(line_text(&l), "ră");
	line_free(&l);
}

static void line__combining_mark__goes_with_its_letter(void **state)
{
	(void)state;
	struct line l;
	line_init(&l, false, "as\xCC\xA6");
	press(&l, KEY_LEFT);
	assert_int_equal(l.caret, 1);
	press(&l, KEY_END);
	press(&l, K_BACKSPACE);
	assert_string_equal(line_text(&l), "a");
	line_free(&l);
}

static void line__undo__run_of_letters_at_once(void **state)
{
	(void)state;
	struct line l;
	line_init(&l, false, "");
	type(&l, "ion rusu");
	press(&l, CTRL('Z'));
	assert_string_equal(line_text(&l), "ion ");
	press(&l, CTRL('Y'));
	assert_string_equal(line_text(&l), "ion rusu");
	for (int i = 0; i < 9; i++)
		press(&l, CTRL('Z'));
	assert_string_equal(line_text(&l), "");
	for (int i = 0; i < 9; i++)
		press(&l, CTRL('Y'));
	assert_string_equal(line_text(&l), "ion rusu");
	line_free(&l);
}

static void line__words__left_right_and_clear(void **state)
{
	(void)state;
	struct line l;
	line_init(&l, false, "str. Hristo Botev 9");
	press(&l, K_CTRL_LEFT);
	assert_string_equal(line_text(&l) + l.caret, "9");
	press(&l, K_CTRL_LEFT);
	assert_string_equal(line_text(&l) + l.caret, "Botev 9");
	press(&l, CTRL('U'));
	assert_string_equal(line_text(&l), "Botev 9");
	press(&l, K_CTRL_RIGHT);
	assert_string_equal(line_text(&l) + l.caret, "9");
	line_free(&l);
}

static void line__paste__one_line_has_no_newline(void **state)
{
	(void)state;
	struct line l;
	line_init(&l, false, "");
	line_key(&l, &(struct key){.code = K_PASTE, .paste = "a\nb\tc"});
	assert_null(strchr(line_text(&l), '\n'));
	line_free(&l);
	line_init(&l, true, "");
	line_key(&l, &(struct key){.code = K_PASTE, .paste = "a\nb"});
	assert_non_null(strchr(line_text(&l), '\n'));
	line_free(&l);
}

static void line__rows__wrapped_behind_blanks(void **state)
{
	(void)state;
	struct line l;
	line_init(&l, true, "unu doi trei\npatru\n");
	assert_int_equal(line_rows(&l, 80), 3);
	assert_int_equal(line_rows(&l, 8), 4);
	assert_int_equal(line_rows(&l, 1), 17 + 1);
	line_set(&l, "");
	assert_int_equal(line_rows(&l, 10), 1);
	line_free(&l);
}

static void line__up_down__keeps_to_the_edge(void **state)
{
	(void)state;
	struct line l;
	line_init(&l, true, "unu\ndoi\ntrei");
	l.width = 40;
	assert_false(line_key(&l, &(struct key){.code = KEY_DOWN}));
	assert_true(line_key(&l, &(struct key){.code = KEY_UP}));
	assert_true(line_key(&l, &(struct key){.code = KEY_UP}));
	assert_false(line_key(&l, &(struct key){.code = KEY_UP}));
	line_free(&l);
}

/* ---- keys */

static void layout__russian__gives_the_physical_key(void **state)
{
	(void)state;
	static const struct {
		uint32_t from;
		char to;
	} cases[] = {{0x442, 'n'}, {0x422, 'N'}, {0x443, 'e'}, {0x431, ','}, {0x44E, '.'}, {0x416, ':'}, {0x439, 'q'},
	    {0x419, 'Q'}, {0x103, '['}, {0x219, ';'}, {'n', 'n'}, {0x4E00, 0}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(term_latin(cases[i].from), cases[i].to ? (uint32_t)cases[i].to : cases[i].from);
}

static void keymap__specs__parsed_and_named(void **state)
{
	(void)state;
	struct key k;
	struct buf b = BUF_INIT;
	assert_true(keymap_spec("n F7 ^Z Space", 0, &k) && k.code == 0 && k.ch == 'n');
	assert_true(keymap_spec("n F7 ^Z Space", 1, &k) && k.code == KEY_F(7));
	assert_true(keymap_spec("n F7 ^Z Space", 2, &k) && k.code == CTRL('Z'));
	assert_true(keymap_spec("n F7 ^Z Space", 3, &k) && k.code == 0 && k.ch == ' ');
	assert_false(keymap_spec("n F7 ^Z Space", 4, &k));
	assert_false(keymap_spec("", 0, &k));
	keymap_names("Up k ^K", &b);
	assert_string_equal(buf_str(&b), "↑ k ^K");
	buf_free(&b);
}

/* Nothing lies on keys that a Romanian or Gagauz layout does not have; every spec is understood; names are unique. */
static void global_actions__keys__usable_everywhere(void **state)
{
	(void)state;
	for (const struct action *a = ui_actions_global(); a->name; a++) {
		struct key k;
		int n = 0;
		for (const char *p = a->keys; *p; p += strcspn(p, " ") + strspn(p + strcspn(p, " "), " "))
			n++;
		for (int i = 0; i < n; i++) {
			if (!keymap_spec(a->keys, i, &k))
				fail_msg("%s: %s", a->name, a->keys);
			if (k.code == 0 && strchr("[]\\;'`", (int)k.ch))
				fail_msg("%s is on a key that other layouts lack", a->name);
		}
		for (const struct action *o = ui_actions_global(); o < a; o++)
			assert_string_not_equal(o->name, a->name);
		assert_non_null(a->help);
	}
}

static void keymap__find__rows_in_order(void **state)
{
	(void)state;
	static const struct action rows[] = {
	    {.name = "a", .keys = "x Down"}, {.name = "b", .keys = "Down"}, {.name = NULL}};
	struct keymap *list = NULL;
	const struct keymap *m = keymap_of(&list, rows);
	assert_ptr_equal(keymap_of(&list, rows), m);
	assert_string_equal(keymap_find(m, &(struct key){.code = KEY_DOWN}, 0)->name, "a");
	assert_string_equal(keymap_find(m, &(struct key){.code = KEY_DOWN}, 1)->name, "b");
	assert_null(keymap_find(m, &(struct key){.code = KEY_DOWN}, 2));
	assert_string_equal(keymap_find(m, &(struct key){.ch = 0x447}, 0)->name, "a"); /* ч */
	keymap_free(&list);
	assert_null(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(line__typed_in_the_middle__kept_whole),
	    cmocka_unit_test(line__combining_mark__goes_with_its_letter),
	    cmocka_unit_test(line__undo__run_of_letters_at_once),
	    cmocka_unit_test(line__words__left_right_and_clear),
	    cmocka_unit_test(line__paste__one_line_has_no_newline),
	    cmocka_unit_test(line__rows__wrapped_behind_blanks),
	    cmocka_unit_test(line__up_down__keeps_to_the_edge),
	    cmocka_unit_test(layout__russian__gives_the_physical_key),
	    cmocka_unit_test(keymap__specs__parsed_and_named),
	    cmocka_unit_test(global_actions__keys__usable_everywhere),
	    cmocka_unit_test(keymap__find__rows_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
