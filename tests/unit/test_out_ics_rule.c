/* Rules of repetition: what is taken and how it goes out, what is refused, and on which days it happens. */
#include "out_help.h"

#include "base/mem.h"
#include "out/ics.h"

struct taken {
	const char *rule, *start;
	int starts;
	const char *out; /* NULL: refused */
};

static const struct taken rules[] = {
    {"FREQ=DAILY", "2026-11-23", -1, "FREQ=DAILY"},
    {"RRULE:freq=daily;interval=2", "2026-11-23", -1, "FREQ=DAILY;INTERVAL=2"},
    {"FREQ=WEEKLY", "2026-11-23", -1, "FREQ=WEEKLY;BYDAY=MO"},
    {"FREQ=WEEKLY;BYDAY=TH,MO;WKST=MO", "2026-11-23", -1, "FREQ=WEEKLY;BYDAY=MO,TH"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU", "2026-11-23", -1, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "2026-11-23", -1, NULL},
    {"FREQ=WEEKLY;BYDAY=TU", "2026-11-23", -1, NULL},
    {"FREQ=WEEKLY;BYDAY=1MO", "2026-11-02", -1, NULL},
    {"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23", -1, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
    {"FREQ=DAILY;BYDAY=TU", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;INTERVAL=2;BYDAY=MO", "2026-11-23", -1, NULL},
    {"FREQ=MONTHLY", "2026-11-23", -1, "FREQ=MONTHLY;BYMONTHDAY=23"},
    {"FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30", -1, "FREQ=MONTHLY;BYMONTHDAY=-1"},
    {"FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-29", -1, NULL},
    {"FREQ=MONTHLY;BYMONTHDAY=23,24", "2026-11-23", -1, "FREQ=MONTHLY;BYMONTHDAY=23,24"},
    {"FREQ=MONTHLY;BYMONTHDAY=24", "2026-11-23", -1, NULL},
    {"FREQ=MONTHLY;BYDAY=4MO", "2026-11-23", -1, "FREQ=MONTHLY;BYDAY=4MO"},
    {"FREQ=MONTHLY;BYDAY=+4MO", "2026-11-23", -1, "FREQ=MONTHLY;BYDAY=4MO"},
    {"FREQ=MONTHLY;BYDAY=-1MO", "2026-11-30", -1, "FREQ=MONTHLY;BYDAY=-1MO"},
    {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=4", "2026-11-23", -1, "FREQ=MONTHLY;BYDAY=4MO"},
    {"FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "2026-11-02", -1, NULL},
    {"FREQ=MONTHLY;BYDAY=3MO", "2026-11-23", -1, NULL},
    {"FREQ=MONTHLY;BYDAY=MO", "2026-11-23", -1, NULL},
    {"FREQ=MONTHLY;BYDAY=4MO;BYMONTHDAY=23", "2026-11-23", -1, NULL},
    {"FREQ=YEARLY", "2026-11-23", -1, "FREQ=YEARLY"},
    {"FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23", "2026-11-23", -1, "FREQ=YEARLY"},
    {"FREQ=YEARLY", "2028-02-29", -1, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"},
    {"FREQ=YEARLY;BYMONTH=12", "2026-11-23", -1, NULL},
    {"FREQ=YEARLY;BYMONTHDAY=23", "2026-11-23", -1, NULL}, /* every month, says RFC 5545 */
    {"FREQ=YEARLY;BYDAY=4MO;BYMONTH=11", "2026-11-23", -1, NULL},
    /* the end */
    {"FREQ=DAILY;UNTIL=20261225", "2026-11-23", -1, "FREQ=DAILY;UNTIL=20261225"},
    {"FREQ=DAILY;UNTIL=20261225", "2026-11-23", 1080, "FREQ=DAILY;UNTIL=20261225T160000Z"},
    {"FREQ=DAILY;UNTIL=20261225T160000Z", "2026-11-23", 1080, "FREQ=DAILY;UNTIL=20261225T160000Z"},
    {"FREQ=DAILY;UNTIL=20261225T155900Z", "2026-11-23", 1080, "FREQ=DAILY;UNTIL=20261224T160000Z"},
    {"FREQ=DAILY;UNTIL=20260701T235959", "2026-06-23", 1080, "FREQ=DAILY;UNTIL=20260701T150000Z"},
    {"FREQ=DAILY;UNTIL=20261225T220000Z", "2026-11-23", 60, "FREQ=DAILY;UNTIL=20261224T230000Z"},
    {"FREQ=DAILY;UNTIL=20261225T235959Z", "2026-11-23", -1, "FREQ=DAILY;UNTIL=20261225"},
    {"FREQ=DAILY;UNTIL=20261122", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;UNTIL=20270230", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;UNTIL=20271301", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;UNTIL=tomorrow", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;COUNT=1", "2026-11-23", -1, "FREQ=DAILY;UNTIL=20261123"},
    {"FREQ=DAILY;COUNT=10", "2026-11-23", -1, "FREQ=DAILY;UNTIL=20261202"},
    {"FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", "2026-11-23", 1080, "FREQ=WEEKLY;UNTIL=20261203T160000Z;BYDAY=MO,TH"},
    {"FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", "2026-12-31", -1, "FREQ=MONTHLY;UNTIL=20270331;BYMONTHDAY=31"},
    {"FREQ=DAILY;COUNT=0", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;COUNT=99999", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;COUNT=3;UNTIL=20261225", "2026-11-23", -1, NULL},
    /* never */
    {"", "2026-11-23", -1, NULL},
    {"DAILY", "2026-11-23", -1, NULL},
    {"INTERVAL=2", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;FREQ=WEEKLY", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;INTERVAL=0", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;INTERVAL=99999999999999", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;INTERVAL=", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;X-PART=1", "2026-11-23", -1, NULL},
    {"FREQ=DAILY;BYHOUR=10", "2026-11-23", 600, NULL},
    {"FREQ=DAILY;RSCALE=CHINESE", "2026-11-23", -1, NULL},
    {"FREQ=HOURLY", "2026-11-23", 600, NULL},
    {"FREQ=MINUTELY;BYDAY=MO", "2026-11-23", 600, NULL},
    {"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-23", 600, NULL},
    {"FREQ=WEEKLY;BYDAY=XX", "2026-11-23", -1, NULL},
    {"FREQ=WEEKLY;BYDAY=MO,", "2026-11-23", -1, NULL},
    {"FREQ=WEEKLY;WKST=XX", "2026-11-23", -1, NULL},
    {"FREQ=MONTHLY;BYDAY=6MO", "2026-11-23", -1, NULL},
    {"FREQ=MONTHLY;BYDAY=0MO", "2026-11-23", -1, NULL},
    {"FREQ=MONTHLY;BYMONTHDAY=32", "2026-11-23", -1, NULL},
    {"FREQ=DAILY\r\nATTENDEE:x", "2026-11-23", -1, NULL},
};

static void ics__rule__taken_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct buf out = BUF_INIT;
		struct err e = ERR_INIT;
		bool fine = ics_rule_check(rules[i].rule, out_help_day(rules[i].start), rules[i].starts, &out, &e);
		if (fine != (rules[i].out != NULL))
			fail_msg("%s from %s: %s", rules[i].rule, rules[i].start, fine ? buf_str(&out) : e.what);
		if (fine)
			assert_string_equal(buf_str(&out), rules[i].out);
		else
			assert_true(e.code == ERR_INVALID && e.what[0] && e.hint[0]);
		buf_free(&out);
	}
}

/* What went out comes in again as the same: checking twice changes nothing. */
static void ics__rule__twice_is_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct buf out = BUF_INIT;
		struct err e = ERR_INIT;
		if (rules[i].out) {
			assert_true(
			    ics_rule_check(rules[i].out, out_help_day(rules[i].start), rules[i].starts, &out, &e));
			assert_string_equal(buf_str(&out), rules[i].out);
		}
		buf_free(&out);
	}
}

/* ---- days */

/* Days as text, "2026-11-23 2026-11-30"; owned. */
static char *days(const struct ics_event *ev, const char *from, const char *to, size_t max)
{
	struct buf b = BUF_INIT;
	date_t found[64];
	size_t n = ics_occurrences(ev, out_help_day(from), out_help_day(to), found, max);
	for (size_t i = 0; i < n; i++) {
		char iso[11];
		date_iso(found[i], iso);
		buf_print(&b, "%s%s", i ? " " : "", iso);
	}
	return b.len ? buf_take(&b) : mem_copy_text("");
}

#define assert_days(ev, from, to, max, wanted)                                                                         \
	do {                                                                                                           \
		char *got_ = days(ev, from, to, max);                                                                  \
		assert_string_equal(got_, wanted);                                                                     \
		free(got_);                                                                                            \
	} while (0)

static struct ics_event weekly(void)
{
	return (struct ics_event){.uid = "a",
	    .date = out_help_day("2026-11-24"),
	    .until = DATE_NONE,
	    .starts = 1080,
	    .ends = 1200,
	    .rule = "FREQ=WEEKLY;UNTIL=20261222"};
}

static void ics__occurrences__once(void **state)
{
	(void)state;
	struct ics_event ev = weekly();
	ev.rule = NULL;
	assert_days(&ev, "2026-11-01", "2026-11-30", 64, "2026-11-24");
	assert_days(&ev, "2026-11-25", "2026-11-30", 64, "");
}

static void ics__occurrences__window_and_most(void **state)
{
	(void)state;
	struct ics_event ev = weekly();
	assert_days(&ev, "2026-01-01", "2027-12-31", 64, "2026-11-24 2026-12-01 2026-12-08 2026-12-15 2026-12-22");
	assert_days(&ev, "2026-12-01", "2026-12-08", 64, "2026-12-01 2026-12-08");
	assert_days(&ev, "2026-01-01", "2027-12-31", 2, "2026-11-24 2026-12-01");
	assert_days(&ev, "2028-01-01", "2028-12-31", 64, "");
}

static void ics__occurrences__exceptions_and_moves(void **state)
{
	(void)state;
	struct ics_event ev = weekly();
	const date_t except[] = {out_help_day("2026-12-15"), out_help_day("2026-12-01")};
	const struct ics_moved moved[] = {
	    {out_help_day("2026-12-08"), out_help_day("2026-11-30"), -1, -1}, /* before its neighbours */
	    {out_help_day("2026-12-22"), out_help_day("2027-01-05"), -1, -1}, /* after the last day */
	    {out_help_day("2026-12-10"), out_help_day("2026-12-11"), -1, -1}, /* of a day that is none */
	};
	ev.except = except;
	ev.excepts = 2;
	ev.moved = moved;
	ev.moves = 3;
	assert_days(&ev, "2026-01-01", "2027-12-31", 64, "2026-11-24 2026-11-30 2027-01-05");
	/* The day itself lies outside what is asked, where it went lies inside. */
	assert_days(&ev, "2026-11-29", "2026-11-30", 64, "2026-11-30");
	assert_days(&ev, "2026-12-01", "2026-12-31", 64, "");
}

static void ics__occurrences__spans_that_touch(void **state)
{
	(void)state;
	struct ics_event ev = weekly();
	ev.starts = ev.ends = -1;
	ev.until = ev.date + 2;
	assert_days(&ev, "2026-11-26", "2026-12-01", 64, "2026-11-24 2026-12-01");
	assert_days(&ev, "2026-11-27", "2026-11-30", 64, "");
}

static void ics__occurrences__hostile(void **state)
{
	(void)state;
	struct ics_event ev = weekly();
	ev.rule = "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30";
	assert_days(&ev, "2026-01-01", "2027-12-31", 64, "");
	ev.rule = "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29";
	ev.date = out_help_day("2028-02-29");
	assert_days(&ev, "2026-01-01", "2040-12-31", 64, "2028-02-29 2032-02-29 2036-02-29 2040-02-29");
	ev.rule = "FREQ=DAILY";
	ev.date = out_help_day("1583-01-01");
	assert_days(&ev, "9999-01-01", "9999-12-31", 64, "");
}

/* Libical's clock must not reach the days: over both clock changes and the year's end. */
static void ics__occurrences__every_day_once(void **state)
{
	(void)state;
	struct ics_event ev = weekly();
	date_t found[1000];
	ev.rule = "FREQ=DAILY";
	ev.starts = 150;
	size_t n = ics_occurrences(&ev, ev.date, ev.date + 999, found, 1000);
	assert_int_equal(n, 1000);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(found[i], ev.date + (date_t)i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ics__rule__taken_or_refused),
	    cmocka_unit_test(ics__rule__twice_is_once),
	    cmocka_unit_test(ics__occurrences__once),
	    cmocka_unit_test(ics__occurrences__window_and_most),
	    cmocka_unit_test(ics__occurrences__exceptions_and_moves),
	    cmocka_unit_test(ics__occurrences__spans_that_touch),
	    cmocka_unit_test(ics__occurrences__hostile),
	    cmocka_unit_test(ics__occurrences__every_day_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
