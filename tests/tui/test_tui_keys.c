/* tests/tui/test_tui_keys.c - keys do what the hint bar says, in every layout, and the cursor stands on the focus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static int cursor_row(struct tui *t)
{
	int row, col;
	tui_cursor(t, &row, &col);
	return row;
}

/* The selected row: ">" in its first cell, the cursor on it. */
static void expect_cursor_on_selected(struct tui *t)
{
	int row, col;
	tui_cursor(t, &row, &col);
	if (tui_row(t, row)[col] != '>' || !tui_reversed(t, row, col))
		fail_msg("the cursor is at %d,%d, not on the selected row\n%s", row, col, tui_text(t));
}

static void list__move__cursor_on_selected_row(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	int first = cursor_row(t);
	static const char *const keys[] = {
	    "Down", "j", "PgDn", "End", "Up", "k", "PgUp", "Home", "G", "g", "^D", "^U", "Space"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		tui_keys(t, keys[i]);
		expect_cursor_on_selected(t);
	}
	tui_keys(t, "Home Down Down");
	assert_int_equal(cursor_row(t), first + 2);
	stop(t);
}

static void every_section__open__cursor_is_not_lost(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	static const char *const sections[] = {"2", "3", "4", "5", "6", "7"};
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		tui_keys(t, sections[i]);
		expect_cursor_on_selected(t);
		tui_keys(t, "Down Enter"); /* of a group Enter shows the people */
		tui_expect(t, strcmp(sections[i], "3") == 0 ? " · People" : "[Activity]");
		tui_keys(t, "Esc");
		expect_cursor_on_selected(t);
	}
	stop(t);
}

static void dialogs__open__cursor_inside(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	static const char *const keys[] = {"?", "^K", "F9", "m", "f", "s", "c", "a", "x"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		int row, col;
		tui_keys(t, keys[i]);
		tui_cursor(t, &row, &col);
		if (row < 3 || col == 0)
			fail_msg("after %s the cursor is at %d,%d\n%s", keys[i], row, col, tui_text(t));
		tui_keys(t, "Esc");
		expect_cursor_on_selected(t);
	}
	stop(t);
}

static void russian_layout__commands__same_physical_keys(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	int first = cursor_row(t);
	tui_keys(t, "о"); /* j */
	assert_int_equal(cursor_row(t), first + 1);
	tui_keys(t, "л"); /* k */
	assert_int_equal(cursor_row(t), first);
	tui_keys(t, "а"); /* f */
	tui_expect(t, "Show only where");
	tui_keys(t, "Esc б"); /* , is ? */
	tui_expect(t, "Search:");
	tui_expect(t, "Here");
	tui_keys(t, "Esc Ж"); /* : */
	tui_expect(t, "What would you like to do?");
	tui_keys(t, "Esc ю ana"); /* . is / */
	tui_expect(t, "[ana");
	stop(t);
}

static void unknown_key__pressed__says_so(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "ђ");
	tui_expect(t, "ђ");
	tui_expect(t, "does nothing here");
	tui_keys(t, "2");
	tui_expect_not(t, "does nothing here");
	stop(t);
}

static void delete__then_undo__comes_back(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	tui_expect(t, "People · 40");
	tui_keys(t, "Down d");
	tui_expect(t, "People · 39");
	tui_keys(t, "^Z");
	tui_expect(t, "People · 40");
	tui_keys(t, "U");
	tui_expect(t, "People · 39");
	tui_keys(t, "u");
	tui_expect(t, "People · 40");
	stop(t);
}

static void search__typed__narrows_and_esc_widens(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 / ana");
	tui_expect(t, "1 of 40 shown");
	tui_keys(t, "Esc");
	tui_expect_not(t, "of 40 shown");
	tui_keys(t, "Esc Down");
	expect_cursor_on_selected(t);
	tui_keys(t, "/ q1w2e3");
	tui_expect(t, "Nothing fits");
	stop(t);
}

static void marks__bulk__one_undo(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 Space Space Space");
	tui_expect(t, "3 marked");
	tui_keys(t, "a Up Up Enter"); /* wherever it stops, a menu line is done or refused, never a crash */
	tui_keys(t, "Esc");
	tui_keys(t, "-");
	tui_expect_not(t, "3 marked");
	tui_keys(t, "+");
	tui_expect(t, "40 marked");
	tui_keys(t, "*");
	tui_expect_not(t, "40 marked");
	stop(t);
}

static void palette__typed__does_action_and_finds_records(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "^K");
	tui_burst(t, "settings Enter");
	tui_expect(t, "Language");
	tui_keys(t, "Esc ^K");
	tui_expect(t, "Last done");
	tui_burst(t, "rândunel");
	tui_expect(t, "Rândunel Ana");
	tui_keys(t, "Enter");
	tui_expect(t, "[Activity]");
	stop(t);
}

static void help__filtered__runs_the_line(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 ?");
	tui_burst(t, "columns");
	tui_keys(t, "Enter");
	tui_expect(t, "[x] Phone");
	stop(t);
}

static void paste__into_search__is_text(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 /");
	static const char pasted[] = "\033[200~ana\nq\033[201~";
	tui_raw(t, pasted, sizeof pasted - 1);
	tui_wait(t);
	assert_true(tui_alive(t));
	tui_expect(t, "[ana q");
	stop(t);
}

static void language__changed_in_settings__at_once(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, "^K Esc :");
	tui_burst(t, "setări Enter");
	tui_keys(t, "Tab Tab Right Right");
	tui_expect(t, "2 People");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(list__move__cursor_on_selected_row),
	    cmocka_unit_test(every_section__open__cursor_is_not_lost),
	    cmocka_unit_test(dialogs__open__cursor_inside),
	    cmocka_unit_test(russian_layout__commands__same_physical_keys),
	    cmocka_unit_test(unknown_key__pressed__says_so),
	    cmocka_unit_test(delete__then_undo__comes_back),
	    cmocka_unit_test(search__typed__narrows_and_esc_widens),
	    cmocka_unit_test(marks__bulk__one_undo),
	    cmocka_unit_test(palette__typed__does_action_and_finds_records),
	    cmocka_unit_test(help__filtered__runs_the_line),
	    cmocka_unit_test(paste__into_search__is_text),
	    cmocka_unit_test(language__changed_in_settings__at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
