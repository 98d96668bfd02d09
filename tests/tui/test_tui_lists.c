/* tests/tui/test_tui_lists.c - lists by keys alone: views, groups, the board, work on the marked rows, filters that are
 * saved, columns, nothing found. Each change is taken back by one u. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static struct tui *start(const char *lang, int rows, int cols)
{
	return tui_start(&(struct tui_options){.lang = lang, .rows = rows, .cols = cols});
}

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static int count(const char *text, const char *words)
{
	int n = 0;
	for (const char *p = text; (p = strstr(p, words)); p += strlen(words))
		n++;
	return n;
}

static int rows_of(struct tui *t, const char *args)
{
	return count(tui_command(t, args), "\"id\":");
}

/* ---- how much is shown */

static void width__decides__how_many_panels(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 60);
	tui_keys(t, "2 Down");
	tui_expect_not(t, "om06@example.org");
	tui_resize(t, 24, 80);
	tui_wait(t);
	tui_expect(t, "om06@example.org");
	tui_expect_not(t, "│");
	tui_resize(t, 24, 120);
	tui_wait(t);
	tui_expect(t, "om06@example.org");
	tui_expect(t, "│");
	tui_keys(t, "Tab"); /* to the detail: the list stays where it is */
	int row, col;
	tui_cursor(t, &row, &col);
	assert_true(col > 60);
	tui_keys(t, "Down Down S-Tab");
	tui_resize(t, 30, 150);
	tui_wait(t);
	tui_expect(t, "Activity");
	tui_keys(t, "Tab Tab Down Enter"); /* something that happened: its page */
	tui_expect_not(t, "People · 40");
	tui_keys(t, "Esc Tab");
	tui_resize(t, 24, 120);
	tui_wait(t);
	tui_cursor(t, &row, &col);
	assert_int_equal(col, 0);
	tui_expect(t, "om06@example.org");
	stop(t);
}

static void narrow__people__name_phone_and_attendance(void **state)
{
	(void)state;
	struct tui *t = start("en", 20, 60);
	tui_keys(t, "2");
	assert_non_null(strstr(tui_row(t, 3), "Phone"));
	assert_non_null(strstr(tui_row(t, 3), "Att."));
	assert_null(strstr(tui_row(t, 3), "Sector"));
	stop(t);
}

/* ---- views */

static void board__card_moved__one_change_undone(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "4 v Enter");
	tui_expect(t, "reported · 2");
	tui_expect(t, "verified · 1");
	int before = rows_of(t, "list problem --filter state=sent --json");
	tui_keys(t, "Right"); /* wherever the card is, two steps on are another state */
	tui_keys(t, "Home M Right Right Esc");
	assert_int_equal(rows_of(t, "list problem --filter state=sent --json"), before);
	tui_keys(t, "Left Left Left M Right Right Enter");
	tui_expect(t, "> sent to the authority");
	assert_int_equal(rows_of(t, "list problem --filter state=sent --json"), before + 1);
	tui_keys(t, "u");
	assert_int_equal(rows_of(t, "list problem --filter state=sent --json"), before);
	stop(t);
}

static void board__new_card__has_the_state_of_its_column(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "4 v Enter Left Left Left Left Right n");
	tui_type(t, "Groapă");
	tui_keys(t, "^S");
	tui_expect(t, "verified · 2");
	stop(t);
}

static void view__chosen__remembered_by_kind(void **state)
{
	(void)state;
	struct tui_options o = {.lang = "en"};
	struct tui *t = tui_start(&o);
	tui_keys(t, "4 v Enter v Enter"); /* the list, the board, by sector */
	tui_expect(t, "Botanica · ");
	tui_keys(t, "5");
	tui_expect(t, "View: List");
	t = tui_again(t, 9, &o);
	tui_keys(t, "4");
	tui_expect(t, "Botanica · ");
	tui_keys(t, "2 v Enter"); /* under one heading by name */
	tui_expect(t, "Centru · 7");
	tui_expect(t, ">  Amsel Heinrich");
	tui_keys(t, "v list Enter 4 s Home Enter"); /* another order: headings would be no use */
	tui_expect_not(t, "Botanica · ");
	stop(t);
}

static void actions__as_calendar__only_they(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "5 v");
	tui_type(t, "calendar");
	tui_keys(t, "Enter");
	tui_expect(t, "[8 Cal]");
	tui_expect_not(t, "Workshop:");
	stop(t);
}

/* ---- groups */

static void groups__folded__children_hidden(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "3");
	tui_expect(t, "- Botanica");
	tui_expect(t, "Scara din Viilor");
	tui_keys(t, "Left");
	tui_expect(t, "+ Botanica");
	tui_expect_not(t, "Scara din Viilor");
	tui_keys(t, "Right");
	tui_expect(t, "Scara din Viilor");
	tui_keys(t, "Down Left"); /* from a child to its parent */
	tui_expect(t, "> - Botanica");
	stop(t);
}

static void groups__people__added_listed_removed(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	int before = rows_of(t, "list membership --json");
	tui_keys(t, "3 End A");
	tui_type(t, "cimbru");
	tui_keys(t, "Tab"); /* marked; the next name begins anew */
	tui_type(t, "amsel");
	tui_keys(t, "Tab Enter");
	tui_expect(t, "2 people added");
	assert_int_equal(rows_of(t, "list membership --json"), before + 2);
	tui_keys(t, "Enter");
	tui_expect(t, "Cimbru Sava");
	tui_expect(t, "Amsel Heinrich");
	tui_expect_not(t, "Busuioc Natalia");
	tui_keys(t, "a R"); /* the first of them out of the group, not out of the database */
	tui_expect_not(t, "Amsel Heinrich");
	tui_keys(t, "u");
	tui_expect(t, "Amsel Heinrich");
	tui_keys(t, "Esc R");
	tui_expect_not(t, "Busuioc Natalia");
	tui_type(t, "amsel");
	tui_keys(t, "Enter");
	assert_int_equal(rows_of(t, "list membership --json"), before + 1);
	tui_keys(t, "u u");
	assert_int_equal(rows_of(t, "list membership --json"), before);
	stop(t);
}

/* ---- the marked rows */

static void marked__invited__one_command(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	int before = rows_of(t, "list attendance --json");
	tui_keys(t, "2 Space Space Space a");
	tui_expect(t, "3 chosen records");
	tui_expect(t, "It is done to all 3; one u undoes it.");
	tui_keys(t, "w");
	tui_type(t, "scriem");
	tui_keys(t, "Enter");
	tui_expect(t, "added");
	int after = rows_of(t, "list attendance --json");
	assert_true(after > before && after <= before + 3);
	tui_keys(t, "u");
	assert_int_equal(rows_of(t, "list attendance --json"), before);
	stop(t);
}

static void marked__tags__added_and_taken_away(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "2 Space Space a t");
	tui_type(t, "proba");
	tui_keys(t, "Enter");
	assert_int_equal(rows_of(t, "list person --filter tags=proba --json"), 2);
	tui_keys(t, "a T");
	tui_type(t, "proba");
	tui_keys(t, "Enter");
	assert_int_equal(rows_of(t, "list person --filter tags=proba --json"), 0);
	tui_keys(t, "u");
	assert_int_equal(rows_of(t, "list person --filter tags=proba --json"), 2);
	tui_keys(t, "u");
	assert_int_equal(rows_of(t, "list person --filter tags=proba --json"), 0);
	stop(t);
}

static void marked__role_changed__one_undo(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	int before = rows_of(t, "list person --filter role=trainer --json");
	tui_keys(t, "2 + a f");
	tui_type(t, "role");
	tui_keys(t, "Enter");
	tui_type(t, "trainer");
	tui_keys(t, "Enter");
	assert_int_equal(rows_of(t, "list person --filter role=trainer --json"), 40);
	tui_keys(t, "u");
	assert_int_equal(rows_of(t, "list person --filter role=trainer --json"), before);
	stop(t);
}

static void marked__deleted__one_undo(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "2 Space Space Space a d");
	tui_expect(t, "People · 37");
	tui_keys(t, "u");
	tui_expect(t, "People · 40");
	stop(t);
}

/* ---- one more like this, the clipboard */

static void workshop__duplicated__without_its_day_and_people(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	int before = rows_of(t, "list attendance --json");
	tui_keys(t, "6 / drepturile Enter Esc D");
	tui_expect(t, "New workshop");
	tui_expect(t, "Drepturile noastre");
	tui_expect(t, "< planned >");
	tui_keys(t, "^S"); /* the day is asked for */
	tui_keys(t, "Esc Esc");
	assert_int_equal(rows_of(t, "list attendance --json"), before);
	stop(t);
}

static void copy__person__the_phone_first(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "2 Down y");
	tui_expect(t, "> 069 000 016");
	tui_keys(t, "Down Enter");
	tui_expect(t, "Copied: om06@example.org");
	tui_keys(t, "Right Right y"); /* under the column cursor */
	tui_expect(t, "Copied: Botanica");
	stop(t);
}

static void cell__typed__goes_down_and_right(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "2 Down Right Right i ^U");
	tui_type(t, "Ciocana");
	tui_keys(t, "Tab"); /* saved; the role is next */
	assert_int_equal(rows_of(t, "list person --filter sector=Ciocana --filter surname=Arțar --json"), 1);
	tui_keys(t, "Esc u");
	assert_int_equal(rows_of(t, "list person --filter sector=Ciocana --filter surname=Arțar --json"), 0);
	stop(t);
}

/* ---- filters, columns */

static void filter__several_values__saved_applied_renamed(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "2 f");
	tui_type(t, "sector");
	tui_keys(t, "Enter Enter");
	tui_type(t, "botanica");
	tui_keys(t, "Tab");
	tui_type(t, "centru");
	tui_keys(t, "Tab Enter");
	tui_expect(t, "Sector = Botanica, Sector = Centru");
	int shown = rows_of(t, "list person --filter sector=Botanica --filter sector=Centru --json");
	char title[64];
	snprintf(title, sizeof title, "%d of 40 shown", shown);
	tui_expect(t, title);
	tui_keys(t, "f");
	tui_type(t, "save these");
	tui_keys(t, "Enter");
	tui_type(t, "Aproape");
	tui_keys(t, "Enter Esc");
	tui_expect_not(t, "shown");
	tui_keys(t, "f Enter");
	tui_expect(t, title);
	assert_int_equal(rows_of(t, "list filter --json"), 1);
	tui_keys(t, "u");
	assert_int_equal(rows_of(t, "list filter --json"), 0);
	stop(t);
}

static void filter__dates__from_and_to(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "4 f");
	tui_type(t, "reported on");
	tui_keys(t, "Enter Down Down Down Down Down Enter"); /* from … to … */
	tui_type(t, "2026-11-01");
	tui_keys(t, "Enter");
	tui_type(t, "20.11.2026");
	tui_keys(t, "Enter");
	int shown =
	    rows_of(t, "list problem --filter 'reported_on>=2026-11-01' --filter 'reported_on<=2026-11-20' --json");
	char title[64];
	snprintf(title, sizeof title, "%d of 9 shown", shown);
	tui_expect(t, title);
	stop(t);
}

static void columns__moved_widened_hidden__remembered(void **state)
{
	(void)state;
	struct tui_options o = {.lang = "en"};
	struct tui *t = tui_start(&o);
	tui_keys(t, "2 c Down Space"); /* no phone */
	assert_null(strstr(tui_row(t, 3), "Phone"));
	tui_keys(t, "Up M Down M Esc"); /* the name after the sector */
	const char *head = tui_row(t, 3);
	assert_true(strstr(head, "Sector") < strstr(head, "Name"));
	t = tui_again(t, 9, &o);
	tui_keys(t, "2");
	head = tui_row(t, 3);
	assert_true(strstr(head, "Sector") < strstr(head, "Name"));
	tui_keys(t, "c R Esc");
	assert_non_null(strstr(tui_row(t, 3), "Phone"));
	stop(t);
}

/* ---- nothing found */

static void nothing_found__offers__found_elsewhere_and_new(void **state)
{
	(void)state;
	struct tui *t = start("en", 24, 80);
	tui_keys(t, "4 /");
	tui_type(t, "petiție");
	tui_expect(t, "Nothing fits \"petiție\" in Problems (9)");
	tui_expect(t, "Search for \"petiție\" in: Workshops");
	tui_expect(t, "+ New problem: \"petiție\"");
	tui_keys(t, "Down Down Down Down Down Down Down Down Down Enter");
	tui_expect(t, "New problem");
	tui_expect(t, "[ petiție");
	stop(t);
}

static void empty_section__opened__says_what_for(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	static const char *const sections[] = {"2", "3", "4", "5", "6", "7"};
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		tui_keys(t, sections[i]);
		tui_expect(t, "Nothing here yet.");
		tui_expect(t, "n  New ");
	}
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(width__decides__how_many_panels),
	    cmocka_unit_test(narrow__people__name_phone_and_attendance),
	    cmocka_unit_test(board__card_moved__one_change_undone),
	    cmocka_unit_test(board__new_card__has_the_state_of_its_column),
	    cmocka_unit_test(view__chosen__remembered_by_kind),
	    cmocka_unit_test(actions__as_calendar__only_they),
	    cmocka_unit_test(groups__folded__children_hidden),
	    cmocka_unit_test(groups__people__added_listed_removed),
	    cmocka_unit_test(marked__invited__one_command),
	    cmocka_unit_test(marked__tags__added_and_taken_away),
	    cmocka_unit_test(marked__role_changed__one_undo),
	    cmocka_unit_test(marked__deleted__one_undo),
	    cmocka_unit_test(workshop__duplicated__without_its_day_and_people),
	    cmocka_unit_test(copy__person__the_phone_first),
	    cmocka_unit_test(cell__typed__goes_down_and_right),
	    cmocka_unit_test(filter__several_values__saved_applied_renamed),
	    cmocka_unit_test(filter__dates__from_and_to),
	    cmocka_unit_test(columns__moved_widened_hidden__remembered),
	    cmocka_unit_test(nothing_found__offers__found_elsewhere_and_new),
	    cmocka_unit_test(empty_section__opened__says_what_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
