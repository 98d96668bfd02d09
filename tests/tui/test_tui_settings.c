/* tests/tui/test_tui_settings.c - settings that act at once and go back, safety copies, history and bin, the few
 * questions that are asked, the palette and the help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static struct tui *start(void)
{
	return tui_start(&(struct tui_options){.lang = "en", .empty = true});
}

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static bool said(struct tui *t, const char *args, const char *words)
{
	return strstr(tui_command(t, args), words) != NULL;
}

/* ---- settings */

static void language__switched__every_screen_at_once(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 Down 4 7 8 9 0 Enter Tab Tab");
	tui_expect(t, "> Language");
	tui_keys(t, "Left");
	tui_expect(t, "Настройки");
	static const char *const tabs[] = {"1 Дом", "2 Люди", "Пробл", "Календарь"}, *const keys[] = {
	                                                                                 "1", "2", "4", "8"};
	for (int i = 0; i < 4; i++) {
		tui_keys(t, keys[i]);
		tui_expect(t, tabs[i]);
		tui_expect_not(t, "Phone");
		tui_expect_not(t, "Search");
	}
	tui_keys(t, "2");
	tui_expect(t, "Телефон");
	stop(t);
}

static void settings__u__back_in_order(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "0 Enter Tab Right Down Right");
	tui_expect(t, "Theme                    < light >");
	tui_expect(t, "Signs                    < Unicode >");
	tui_keys(t, "u u");
	tui_expect(t, "Theme                    < auto >");
	tui_expect(t, "Signs                    < auto >");
	tui_keys(t, "u");
	tui_expect(t, "No setting was changed here.");
	tui_keys(t, "Right Right R");
	tui_expect(t, "Theme                    < auto >");
	stop(t);
}

static void settings__search__jumps_to_the_row(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "0 Enter / hram");
	tui_keys(t, "Enter");
	tui_expect(t, "> Local holiday");
	tui_keys(t, "Enter");
	tui_type(t, "31.02");
	tui_keys(t, "Enter");
	tui_expect(t, "is not a day");
	tui_keys(t, "Enter");
	tui_type(t, "14.10");
	tui_keys(t, "Enter");
	tui_expect(t, "[ 10-14 ]");
	stop(t);
}

static void settings__keys__act(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "0 Enter Tab Down Down Down Right");
	tui_expect(t, "F1 Help"); /* the key bar names function keys */
	tui_keys(t, "Down Right Up k");
	tui_expect(t, "The key \"k\" does nothing here");
	stop(t);
}

/* ---- safety copies */

static void copy__made_and_put_back__asked_with_another_key(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add person surname=Vântu");
	tui_keys(t, "0 Enter Tab Tab Tab Down Down Down");
	tui_expect(t, "last: none yet");
	tui_keys(t, "Enter");
	tui_expect_soon(t, "last: 23 Nov 2026, 18:05");
	tui_keys(t, "Down Enter Enter"); /* nothing was changed since: nothing is asked */
	tui_expect(t, "The copy is in place");
	tui_keys(t, "2");
	tui_expect(t, "Vântu");
	stop(t);
}

static void make_older(struct tui *t)
{
	char command[1200];
	snprintf(
	    command, sizeof command, "cd %s/obste-backups && mv obste-*.db obste-2026-11-20-120000.db", tui_home(t));
	assert_int_equal(system(command), 0);
}

static void copy__older_than_the_data__asked_with_another_key(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add person surname=Vântu");
	tui_command(t, "backup");
	make_older(t);
	tui_command(t, "add person surname=Nou");
	tui_keys(t, "0 Enter Tab Tab Tab Down Down Down Down Enter Enter");
	tui_expect(t, "not in it");
	tui_keys(t, "Enter"); /* the safe answer */
	assert_true(said(t, "list person --csv", "Nou"));
	tui_keys(t, "Enter Enter y");
	tui_expect(t, "The copy is in place");
	assert_false(said(t, "list person --csv", "Nou"));
	assert_true(said(t, "list person --csv", "Vântu"));
	stop(t);
}

/* Set by two equal words, long enough; asked again until it is the right one, and only when a copy is put back. */
static void copy__sealed__opens_with_its_passphrase_only(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add person surname=Vântu");
	tui_keys(t, "0 Enter Tab Tab Tab Down Down Down Down Down");
	tui_expect(t, "open to whoever finds them");
	tui_keys(t, "Enter");
	tui_type(t, "scurt");
	tui_keys(t, "Enter");
	tui_expect(t, "too short");
	tui_keys(t, "Esc Enter");
	tui_type(t, "teiul din curte");
	tui_expect_not(t, "teiul");
	tui_keys(t, "Enter");
	tui_expect(t, "Who forgets it loses the copies");
	tui_type(t, "teiul din curtE");
	tui_keys(t, "Enter");
	tui_expect(t, "not the same");
	tui_keys(t, "Enter");
	tui_type(t, "teiul din curte");
	tui_keys(t, "Enter");
	tui_type(t, "teiul din curte");
	tui_keys(t, "Enter");
	tui_expect(t, "sealed with a passphrase");
	tui_keys(t, "Up Up Enter");
	tui_expect_soon(t, "last: 23 Nov 2026, 18:05");
	assert_true(said(t, "backup", ".db.sealed"));
	tui_keys(t, "Down Enter Enter");
	tui_expect(t, "The passphrase of the copy");
	tui_type(t, "altul cu totul");
	tui_keys(t, "Enter");
	tui_expect(t, "is not the one");
	tui_keys(t, "Esc");
	tui_type(t, "teiul din curte");
	tui_keys(t, "Enter");
	tui_expect(t, "The copy is in place");
	tui_keys(t, "2");
	tui_expect(t, "Vântu");
	tui_keys(t, "0 Enter Tab Tab Tab Down Down Down Down Down Enter Down Enter");
	tui_expect(t, "open to whoever finds them");
	stop(t);
}

/* ---- the questions */

static void bin__emptied__only_with_y(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add person surname=Vântu");
	tui_keys(t, "2 d 0 Down Down Down Enter empty Enter");
	tui_expect(t, "1 record will be erased");
	tui_expect(t, "> No, leave it as it is");
	tui_keys(t, "Down Enter");
	tui_expect(t, "Enter is not enough");
	tui_keys(t, "y");
	tui_expect(t, "The bin is empty: 1 record");
	stop(t);
}

static void person__erased__asked_and_gone(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add person surname=Vântu");
	tui_keys(t, "2 ^K");
	tui_type(t, "erase this");
	tui_keys(t, "Enter");
	tui_expect(t, "Erase this person?");
	tui_keys(t, "Enter");
	tui_expect(t, "Vântu");
	tui_keys(t, "^K");
	tui_type(t, "erase this");
	tui_keys(t, "Enter y");
	tui_expect(t, "Erased for good");
	assert_false(said(t, "list person --csv", "Vântu"));
	stop(t);
}

static void sample__changed__asked_before_it_goes(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_command(t, "add person surname=Vântu");
	tui_keys(t, "0 Enter Tab Up");
	tui_expect(t, "> Delete the sample data");
	tui_keys(t, "Enter");
	tui_expect(t, "You made 1 change in the sample data");
	tui_keys(t, "y");
	tui_expect(t, "Limba"); /* there is no group of one's own yet: the first run */
	tui_keys(t, "Esc");
	assert_int_equal(tui_wait_end(t), 0);
	tui_stop(t);
}

/* ---- history */

static void history__up_to_here__one_step(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "2 n Unu ^S n Doi ^S n Trei ^S");
	assert_true(said(t, "list person --csv", "Trei"));
	tui_keys(t, "9 H Down");
	tui_expect(t, "T takes back everything down to here: 2 changes");
	tui_keys(t, "T");
	tui_expect(t, "2 changes taken back");
	assert_true(said(t, "list person --csv", "Unu"));
	assert_false(said(t, "list person --csv", "Doi"));
	assert_false(said(t, "list person --csv", "Trei"));
	tui_keys(t, "U");
	assert_true(said(t, "list person --csv", "Doi"));
	assert_true(said(t, "list person --csv", "Trei"));
	stop(t);
}

static void history__one_change__before_and_now(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "2 n Unu ^S e End x ^S 9 H");
	tui_expect(t, "Unu > Unux");
	tui_keys(t, "Down");
	tui_expect(t, "1 later change of the same fields stays");
	tui_keys(t, "/ unu Enter");
	tui_expect(t, "Unu > Unux");
	tui_keys(t, "u");
	tui_expect(t, "Undone");
	tui_keys(t, "Esc f people Enter");
	tui_expect(t, "People (f)");
	stop(t);
}

static void undo__of_another_section__says_where(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "2 n Unu ^S 4 u");
	tui_expect(t, "[People]. U does it again");
	tui_keys(t, "U");
	tui_expect(t, "u takes it back");
	stop(t);
}

/* ---- palette and help */

static void palette__setting__opened_at_its_row(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "^K");
	tui_type(t, "mouse");
	tui_expect(t, "Screen and keys > Mouse");
	tui_keys(t, "Down Enter");
	tui_expect(t, "> Mouse");
	stop(t);
}

static void help__key_typed__found_and_done(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add person surname=Vântu");
	tui_keys(t, "2 ? +");
	tui_expect(t, "mark all that are listed");
	tui_expect_not(t, "new record");
	tui_keys(t, "Enter");
	tui_expect(t, "* Vântu");
	tui_keys(t, "? Tab Down");
	tui_expect(t, "what to do now");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(language__switched__every_screen_at_once),
	    cmocka_unit_test(settings__u__back_in_order),
	    cmocka_unit_test(settings__search__jumps_to_the_row),
	    cmocka_unit_test(settings__keys__act),
	    cmocka_unit_test(copy__made_and_put_back__asked_with_another_key),
	    cmocka_unit_test(copy__older_than_the_data__asked_with_another_key),
	    cmocka_unit_test(copy__sealed__opens_with_its_passphrase_only),
	    cmocka_unit_test(bin__emptied__only_with_y),
	    cmocka_unit_test(person__erased__asked_and_gone),
	    cmocka_unit_test(sample__changed__asked_before_it_goes),
	    cmocka_unit_test(history__up_to_here__one_step),
	    cmocka_unit_test(history__one_change__before_and_now),
	    cmocka_unit_test(undo__of_another_section__says_where),
	    cmocka_unit_test(palette__setting__opened_at_its_row),
	    cmocka_unit_test(help__key_typed__found_and_done),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
