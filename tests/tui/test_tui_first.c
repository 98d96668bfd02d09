/* tests/tui/test_tui_first.c - from no database at all: three screens, a table that comes in, the first steps ticked by
 * what is there, the sample as a visit, a safety copy a day. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static struct tui *first(const char *lang)
{
	return tui_start(&(struct tui_options){.lang = lang, .first = true});
}

static void write_file(struct tui *t, const char *name, const char *bytes)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", tui_home(t), name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(bytes, f);
	fclose(f);
}

static int copies(struct tui *t)
{
	char pattern[512];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/obste-backups/obste-*.db", tui_home(t));
	int n = glob(pattern, 0, NULL, &found) == 0 ? (int)found.gl_pathc : 0;
	globfree(&found);
	return n;
}

static void first__empty__steps_are_ticked(void **state)
{
	(void)state;
	struct tui *t = first("en");
	tui_keys(t, "3");
	tui_type(t, "Vecinii");
	tui_keys(t, "Enter Enter Enter Enter");
	tui_expect(t, "[ ] 1  Add the first people");
	tui_keys(t, "Enter");
	tui_type(t, "Mierlă");
	tui_keys(t, "^S");
	tui_expect(t, "[x] 1  Add the first people");
	tui_keys(t, "Down Enter");
	tui_type(t, "Presa");
	tui_keys(t, "^S");
	tui_expect(t, "[x] 3  Plan a workshop");
	tui_expect(t, "Presa"); /* and in the week */
	tui_keys(t, "8 x Enter 1");
	tui_expect_soon(t, "[x] 4  Write the calendar");
	tui_keys(t, "X");
	tui_expect_not(t, "First steps");
	stop(t);
}

static void first__esc__back_without_losing(void **state)
{
	(void)state;
	struct tui *t = first("en");
	tui_keys(t, "3");
	tui_type(t, "Vecinii");
	tui_keys(t, "Esc");
	tui_expect(t, "Limba");
	tui_keys(t, "2");
	tui_expect(t, "[ Vecinii");
	tui_expect(t, "С чего начнём?");
	tui_keys(t, "Esc Esc");
	assert_int_equal(tui_wait_end(t), 0);
	tui_stop(t);
}

static void first__table__shown_corrected_imported_undone(void **state)
{
	(void)state;
	struct tui *t = first("en");
	/* Windows-1251: Фамилия;Имя;Тел;Цвет / Кузнецова;Ольга;069000022;синий / Балан;Василий;abc; */
	write_file(t, "oameni.csv",
	    "\xD4\xE0\xEC\xE8\xEB\xE8\xFF;\xC8\xEC\xFF;\xD2\xE5\xEB;\xD6\xE2\xE5\xF2\r\n"
	    "\xCA\xF3\xE7\xED\xE5\xF6\xEE\xE2\xE0;\xCE\xEB\xFC\xE3\xE0;069000022;\xF1\xE8\xED\xE8\xE9\r\n"
	    "\xC1\xE0\xEB\xE0\xED;\xC2\xE0\xF1\xE8\xEB\xE8\xE9;abc;\r\n");
	tui_keys(t, "3");
	tui_type(t, "Vecinii");
	tui_keys(t, "Enter Enter Enter Down Down Enter");
	tui_expect(t, "step 3 of 3");
	tui_expect(t, "oameni.csv");
	tui_keys(t, "o Tab Enter");
	tui_expect(t, "WINDOWS-1251 (guessed)");
	tui_expect(t, "Кузнецова");
	tui_expect(t, "1 new");
	tui_expect(t, "1 with a fault");
	tui_keys(t, "r");
	tui_expect(t, "abc");
	tui_keys(t, "Esc Down Down Down e"); /* the colour becomes notes */
	tui_type(t, "notes");
	tui_keys(t, "Enter");
	tui_expect(t, "Notes");
	tui_keys(t, "Enter");
	tui_expect(t, "Imported: 1 new");
	tui_expect(t, "[x] 1  Add the first people");
	assert_non_null(strstr(tui_command(t, "list person --json"), "синий"));
	tui_keys(t, "u");
	tui_expect(t, "[ ] 1  Add the first people");
	stop(t);
}

static void import__esc_everywhere__nothing_made(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	write_file(t, "oameni.csv", "surname,given\nMierla,Ana\n");
	tui_keys(t, "2 I Esc");
	tui_expect(t, "People · 0");
	tui_keys(t, "I Enter");
	tui_expect(t, "Import: oameni.csv");
	tui_keys(t, "Esc");
	tui_expect(t, "People · 0");
	tui_keys(t, "I Enter Enter");
	tui_expect(t, "People · 1");
	stop(t);
}

static void first__sample__opened_and_marked(void **state)
{
	(void)state;
	struct tui *t = first("en");
	tui_keys(t, "3 Down Down Down Down");
	tui_expect(t, "> ( ) With sample data");
	tui_keys(t, "Enter");
	tui_expect(t, "SAMPLE DATA");
	tui_expect_not(t, "First steps");
	stop(t);
}

static void tip__first_visit__once(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .tips = true});
	tui_keys(t, "2");
	tui_expect(t, "Tip: / searches as you type");
	tui_keys(t, "3 2");
	tui_expect_not(t, "Tip: / searches");
	stop(t);
}

static void copy__daily__once_a_day_when_changed(void **state)
{
	(void)state;
	struct tui_options o = {.lang = "en", .empty = true};
	struct tui *t = tui_start(&o);
	tui_command(t, "add person surname=Vântu");
	tui_keys(t, "2");
	assert_int_equal(copies(t), 0);
	struct tui *again = tui_start(&(struct tui_options){.lang = "en", .empty = true, .home = tui_home(t)});
	tui_keys(again, "2");
	stop(again);
	assert_int_equal(copies(t), 1);
	stop(t);
}

/* A new laptop and the copy on a stick, sealed: its people are here, and who sits here is told apart. */
static void first__copy__put_in_place(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	char command[2000];
	tui_command(t, "add person surname=Vântu");
	write_file(t, "word", "teiul din curte\n");
	snprintf(command, sizeof command, "backup --set-passphrase --passphrase-file %s/word", tui_home(t));
	assert_non_null(strstr(tui_command(t, command), ".db.sealed"));
	struct tui *other = first("en");
	snprintf(command, sizeof command, "mkdir %s/obste-backups && cp %s/obste-backups/*.sealed %s/obste-backups",
	    tui_home(other), tui_home(t), tui_home(other));
	assert_int_equal(system(command), 0);
	tui_keys(other, "3 Down Down");
	tui_type(other, "Ilinca");
	tui_keys(other, "Down Down Down Down");
	tui_expect(other, "> ( ) I have a safety copy");
	tui_keys(other, "Enter Down Enter");
	tui_expect(other, "The passphrase of the copy");
	tui_keys(other, "Esc"); /* nothing is made */
	tui_expect(other, "I have a safety copy");
	tui_keys(other, "Enter Down Enter");
	tui_type(other, "teiul din curte");
	tui_keys(other, "Enter");
	tui_expect(other, "The copy is in place");
	tui_keys(other, "2");
	tui_expect(other, "Vântu");
	stop(other);
	stop(t);
}

/* ---- from nothing to the first workshop with somebody present, by one way of pressing alone. Names are typed. */

struct way {
	const char *lang;
	int rows, cols;
	const char *choose, *begin, *step, *save, *to_workshops, *roll, *walk_in, *leave;
};

/* The first place of the words, in cells. */
static bool find(struct tui *t, const char *words, int *row, int *col, int rows)
{
	for (*row = 0; *row < rows; ++*row) {
		const char *line = tui_row(t, *row), *at = strstr(line, words);
		if (!at)
			continue;
		*col = 0;
		for (const char *c = line; c < at; c++)
			*col += ((unsigned char)*c & 0xC0) != 0x80;
		return true;
	}
	return false;
}

static void click(struct tui *t, const char *words, int times)
{
	for (int i = 0; i < times; i++) {
		char bytes[64];
		int row = 0, col = 0;
		if (!find(t, words, &row, &col, 24))
			fail_msg("nothing to press: %s\n%s", words, tui_text(t));
		snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1, col + 1, row + 1);
		tui_burst_raw(t, bytes);
	}
}

static void first_hour(const struct way *w)
{
	struct tui *t =
	    tui_start(&(struct tui_options){.lang = w->lang, .first = true, .rows = w->rows, .cols = w->cols});
	tui_keys(t, w->choose);
	tui_type(t, "Vecinii");
	tui_keys(t, w->begin);
	tui_expect(t, "[ ] 1 ");
	tui_keys(t, w->step);
	tui_type(t, "Mierlă");
	tui_keys(t, w->save);
	tui_expect(t, "[x] 1 ");
	tui_keys(t, "Down"); /* what is done stays behind */
	tui_keys(t, w->step);
	tui_type(t, "Presa");
	tui_keys(t, w->save);
	tui_expect(t, "[x] 3 ");
	tui_keys(t, w->to_workshops);
	tui_expect(t, "Presa");
	tui_keys(t, w->roll);
	tui_keys(t, w->walk_in);
	tui_type(t, "mierla");
	tui_keys(t, "Down Enter");
	tui_keys(t, w->leave);
	if (!strstr(tui_command(t, "list attendance --json"), "\"mark\":\"present\""))
		fail_msg("nobody is present\n%s", tui_text(t));
	if (!strstr(tui_command(t, "list workshop --json"), "Presa"))
		fail_msg("no workshop\n%s", tui_text(t));
	stop(t);
}

/* To the last field, and Enter there saves: no chord is needed. */
#define TABS "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab "
static void first_hour__keyboard__small_and_usual_window(void **state)
{
	(void)state;
	static const struct way ways[] = {
	    {"ro", 24, 80, "1", "Enter Enter Enter Enter", "Enter", "^S", "6", "P", "+", "Esc"},
	    {"ro", 20, 60, "1", "Enter Enter Enter Enter", "Enter", "^S", "6", "P", "+", "Esc"},
	    {"ru", 24, 80, "2", "Enter Enter Enter Enter", "Enter", "^S", "6", "З", "+", "Esc"},
	    {"ru", 20, 60, "2", "Enter Enter Enter Enter", "Enter", "^S", "6", "З", "+", "Esc"}};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		first_hour(&ways[i]);
}

static void first_hour__letters_only__no_chord_and_no_function_key(void **state)
{
	(void)state;
	static const struct way way = {
	    "ro", 24, 80, "1", "Enter Enter Enter Enter", "Enter", TABS TABS TABS "Enter", "6", "P", "+", "Esc"};
	first_hour(&way);
}

static void first_hour__function_keys_only(void **state)
{
	(void)state;
	static const struct way way = {"ro", 24, 80, "Enter", "F2", "F3", "F2", "F9 Down Down Down Down Down Enter",
	    "F9 prezen Enter", "+", "Esc"};
	first_hour(&way);
}

/* Each press on what is seen: the language, lines, tabs, hints. */
static void first_hour__mouse_only(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro", .first = true});
	click(t, "Română", 1);
	tui_type(t, "Vecinii");
	click(t, "Gol, cu o listă", 2);
	tui_expect(t, "[ ] 1 ");
	click(t, "[ ] 1 ", 1);
	tui_type(t, "Mierlă");
	click(t, "^S Salvează", 1);
	tui_expect(t, "[x] 1 ");
	click(t, "[ ] 3 ", 2);
	tui_type(t, "Presa");
	click(t, "^S Salvează", 1);
	click(t, "6 Atel", 1);
	tui_expect(t, "Presa");
	click(t, "P Prezență", 1);
	click(t, "+ De la ușă", 1);
	tui_type(t, "mierla");
	click(t, "Mierlă", 1);
	tui_wait(t);
	if (!strstr(tui_command(t, "list attendance --json"), "\"mark\":\"present\""))
		fail_msg("nobody is present\n%s", tui_text(t));
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(first__empty__steps_are_ticked),
	    cmocka_unit_test(first__esc__back_without_losing),
	    cmocka_unit_test(first__table__shown_corrected_imported_undone),
	    cmocka_unit_test(import__esc_everywhere__nothing_made),
	    cmocka_unit_test(first__sample__opened_and_marked),
	    cmocka_unit_test(first__copy__put_in_place),
	    cmocka_unit_test(tip__first_visit__once),
	    cmocka_unit_test(copy__daily__once_a_day_when_changed),
	    cmocka_unit_test(first_hour__keyboard__small_and_usual_window),
	    cmocka_unit_test(first_hour__letters_only__no_chord_and_no_function_key),
	    cmocka_unit_test(first_hour__function_keys_only),
	    cmocka_unit_test(first_hour__mouse_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
