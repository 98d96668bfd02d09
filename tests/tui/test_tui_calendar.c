/* tests/tui/test_tui_calendar.c - the calendar by keys: three views and the place kept, moving an entry, a new one at
 * the hour one stands at, what is shown written to a file. */
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

static void expect_file(struct tui *t, const char *name, const char *words, bool there)
{
	const char *text = tui_file(t, name);
	if ((strstr(text, words) != NULL) != there)
		fail_msg("%s: %s\n%s", words, there ? "is not there" : "is there", text);
}

static void views__v__place_is_kept(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Ceai date=2026-11-26 starts=18:00 ends=19:30");
	tui_keys(t, "8 Right Right Right");
	tui_expect(t, "[26]");
	tui_keys(t, "v");
	tui_expect(t, "week 48, 23–29 Nov");
	tui_expect(t, "[Th 26]");
	tui_expect(t, "Thursday, 26 November 2026, 18:00–19:30");
	tui_keys(t, "v");
	tui_expect(t, "> Thu 26 Nov 18:00–19:30");
	tui_keys(t, "v");
	tui_expect(t, "[26]");
	stop(t);
}

static void move__arrows_enter__stored_and_undone(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Ceai date=2026-11-26 starts=18:00 ends=19:30");
	tui_keys(t, "8 v Tab M Right Up +");
	tui_expect(t, "to: Fri 27 Nov, 17:15–18:45");
	tui_keys(t, "Enter");
	tui_expect(t, "Moved: Ceai");
	assert_non_null(
	    strstr(tui_command(t, "list event --columns date,starts,ends --csv"), "2026-11-27,17:15,18:45"));
	tui_keys(t, "u");
	assert_non_null(
	    strstr(tui_command(t, "list event --columns date,starts,ends --csv"), "2026-11-26,18:00,19:30"));
	stop(t);
}

static void move__esc__as_before(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Ceai date=2026-11-26 starts=18:00");
	tui_keys(t, "8 Right Right Right M Down PgDn");
	tui_expect(t, "[10]");
	tui_keys(t, "Esc");
	tui_expect(t, "[26]");
	assert_non_null(strstr(tui_command(t, "list event --columns date --csv"), "2026-11-26"));
	stop(t);
}

static void move__repeated__asked_which(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Ceai date=2026-11-26 starts=18:00 repeat=FREQ=WEEKLY");
	tui_keys(t, "8 Right Right Right M Right Enter");
	tui_expect(t, "Only this one");
	tui_keys(t, "Enter v v");
	tui_expect(t, "Fri 27 Nov 18:00");
	tui_expect(t, "Thu 3 Dec  18:00");
	stop(t);
}

static void move__by_law__says_why(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "8 M");
	tui_expect(t, "counted by law");
	stop(t);
}

static void new__in_the_week__at_that_hour(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_keys(t, "8 v Right");
	tui_expect(t, "Tuesday, 24 November 2026, 18:00");
	tui_keys(t, "Up n Enter");
	tui_type(t, "Ceai");
	tui_keys(t, "^S");
	assert_non_null(
	    strstr(tui_command(t, "list event --columns title,date,starts --csv"), "Ceai,2026-11-24,17:00"));
	tui_expect(t, "■ Ceai");
	stop(t);
}

static void night__over_midnight__on_both_days(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Veghe date=2026-11-24 starts=22:00 ends=01:30");
	tui_command(t, "add event title=Tabără date=2026-11-25 until=2026-11-27");
	tui_keys(t, "8 v");
	tui_expect(t, "■ Veghe");
	tui_expect(t, "00:00                     │ Veghe");
	tui_expect(t, "Tabără ───────");
	stop(t);
}

static void same_hour__two__both_are_readable(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Unu date=2026-11-24 starts=10:00 ends=11:00");
	tui_command(t, "add event title=Doi date=2026-11-24 starts=10:30 ends=11:30");
	tui_keys(t, "8 v");
	tui_expect(t, "■ Unu");
	tui_expect(t, "■ Doi");
	stop(t);
}

static void filter__deadlines__only_these(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Ceai date=2026-11-24");
	tui_command(t, "add step what=Pancarte until=2026-11-24");
	tui_keys(t, "8 v v f Down Enter");
	tui_expect(t, "Shown: deadlines");
	tui_expect(t, "! Task: Pancarte");
	tui_expect_not(t, "Ceai");
	tui_keys(t, "x Enter");
	expect_file(t, "obste.ics", "Pancarte", true);
	expect_file(t, "obste.ics", "Ceai", false);
	stop(t);
}

static void search__agenda__found_far_away(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Țurcanu date=2027-10-24");
	tui_command(t, "add event title=Ceai date=2026-11-24");
	tui_keys(t, "8 v v / turcanu");
	tui_expect(t, "Event: Țurcanu");
	tui_expect_not(t, "Ceai");
	tui_keys(t, "Enter Enter");
	tui_expect(t, "Țurcanu");
	tui_keys(t, "Esc Esc");
	tui_expect(t, "Ceai");
	stop(t);
}

static void export__month__only_that_month(void **state)
{
	(void)state;
	struct tui *t = start();
	tui_command(t, "add event title=Ceai date=2026-11-24");
	tui_command(t, "add event title=Cafea date=2026-12-24");
	tui_keys(t, "8 x");
	tui_expect(t, "obste-2026-11.ics");
	tui_keys(t, "Enter");
	expect_file(t, "obste-2026-11.ics", "Ceai", true);
	expect_file(t, "obste-2026-11.ics", "Cafea", false);
	stop(t);
}

static void day_off__shown_in_every_view(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true, .rows = 36, .cols = 120});
	tui_keys(t, "8 PgDn Right Right");
	tui_expect(t, "Christmas");
	tui_keys(t, "v");
	tui_expect(t, "Christmas");
	tui_keys(t, "v");
	tui_expect(t, "day off");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(views__v__place_is_kept),
	    cmocka_unit_test(move__arrows_enter__stored_and_undone),
	    cmocka_unit_test(move__esc__as_before),
	    cmocka_unit_test(move__repeated__asked_which),
	    cmocka_unit_test(move__by_law__says_why),
	    cmocka_unit_test(new__in_the_week__at_that_hour),
	    cmocka_unit_test(night__over_midnight__on_both_days),
	    cmocka_unit_test(same_hour__two__both_are_readable),
	    cmocka_unit_test(filter__deadlines__only_these),
	    cmocka_unit_test(search__agenda__found_far_away),
	    cmocka_unit_test(export__month__only_that_month),
	    cmocka_unit_test(day_off__shown_in_every_view),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
