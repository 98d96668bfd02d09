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
	tui_expect(t, "[x] 4  Write the calendar");
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
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
