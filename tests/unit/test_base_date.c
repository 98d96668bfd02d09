/* Civil dates over every day, the clock of Chisinau, how dates are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/date.h"

static date_t day(const char *iso)
{
	date_t d = 0;

	assert_true(date_parse_iso(iso, &d));
	return d;
}

static void date_make__counts__every_day_1583_to_2400(void **state)
{
	date_t before = 0, d = 0;
	int y, m, dd, weekday = 5; /* 1583-01-01 was a Saturday */

	(void)state;
	assert_true(date_make(1583, 1, 1, &before));
	before--;
	for (int year = 1583; year <= 2400; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int n = 1; n <= date_month_days(year, month); n++) {
				char iso[11];

				assert_true(date_make(year, month, n, &d));
				assert_int_equal(d, before + 1);
				assert_int_equal(date_weekday(d), weekday);
				date_split(d, &y, &m, &dd);
				assert_true(y == year && m == month && dd == n);
				date_iso(d, iso);
				assert_true(date_parse_iso(iso, &before) && before == d);
				weekday = (weekday + 1) % 7;
			}
		}
	}
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("2026-11-23"), 20780);
}

static void date_make__refuses__days_that_are_not(void **state)
{
	static const int bad[][3] = {{1582, 12, 31}, {10000, 1, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 2, 29},
	    {1900, 2, 29}, {2026, 4, 31}, {2026, 1, 0}, {2026, 1, 32}, {-1, 1, 1}};
	static const char *const texts[] = {"", "2026-1-1", "2026-11-2", "2026-11-233", "20261123", "2026/11/23",
	    "+026-11-23", "2026-11- 3", "2026-02-30"};
	date_t d = 77;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(date_make(bad[i][0], bad[i][1], bad[i][2], &d));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(date_parse_iso(texts[i], &d));
	assert_int_equal(d, 77);
	assert_true(date_make(2000, 2, 29, &d) && date_make(9999, 12, 31, &d));
}

static void date_iso_week__follows__the_thursday(void **state)
{
	int year;

	(void)state;
	assert_int_equal(date_iso_week(day("2026-11-23"), &year), 48);
	assert_int_equal(date_iso_week(day("2027-01-03"), &year), 53);
	assert_int_equal(year, 2026);
	assert_int_equal(date_iso_week(day("2024-12-30"), &year), 1);
	assert_int_equal(year, 2025);
	assert_int_equal(date_iso_week(day("2026-01-01"), NULL), 1);
}

static void date_add_months__ends__in_the_month_meant(void **state)
{
	(void)state;
	assert_int_equal(date_add_months(day("2026-01-31"), 1), day("2026-02-28"));
	assert_int_equal(date_add_months(day("2024-01-31"), 1), day("2024-02-29"));
	assert_int_equal(date_add_months(day("2026-11-23"), 14), day("2028-01-23"));
	assert_int_equal(date_add_months(day("2026-03-31"), -1), day("2026-02-28"));
	assert_int_equal(date_add_months(day("2026-01-15"), -13), day("2024-12-15"));
	assert_int_equal(date_add_months(day("9999-12-31"), 1), DATE_NONE);
	assert_int_equal(date_add_months(day("2026-01-31"), 2000000000), DATE_NONE);
}

static void assert_shown(const char *iso, enum lang l, enum date_style style, const char *wanted)
{
	struct buf b = BUF_INIT;

	date_text(day(iso), l, style, &b);
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void date_text__speaks__three_languages(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_shown("2026-11-23", LANG_RO, DATE_SHORT, "23 nov 2026");
	assert_shown("2026-11-23", LANG_RU, DATE_SHORT, "23 ноя 2026");
	assert_shown("2026-11-23", LANG_EN, DATE_SHORT, "23 Nov 2026");
	assert_shown("2026-11-23", LANG_RO, DATE_DAY, "23 nov");
	assert_shown("2026-11-23", LANG_RO, DATE_LONG, "23 noiembrie 2026");
	assert_shown("2026-11-23", LANG_RU, DATE_LONG, "23 ноября 2026");
	assert_shown("2026-11-23", LANG_RO, DATE_FULL, "luni, 23 noiembrie 2026");
	assert_shown("2026-11-03", LANG_RO, DATE_NUMERIC, "03.11.2026");
	assert_shown("2026-11-23", LANG_RO, DATE_WEEKDAY, "lun 23 nov");
	assert_string_equal(date_weekday_short(5, LANG_RO), "Sâ");
	assert_string_equal(date_month_name(11, LANG_RU, false), "ноябрь");
	date_text(DATE_NONE, LANG_RO, DATE_FULL, &b);
	assert_int_equal(b.len, 0);
	buf_free(&b);
}

static void assert_distance(int days, enum lang l, const char *wanted)
{
	struct buf b = BUF_INIT;

	date_distance(day("2026-11-23") + days, day("2026-11-23"), l, &b);
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void date_distance__counts__with_the_right_plural(void **state)
{
	(void)state;
	assert_distance(0, LANG_RO, "azi");
	assert_distance(1, LANG_RO, "mâine");
	assert_distance(2, LANG_RO, "poimâine");
	assert_distance(-1, LANG_RO, "ieri");
	assert_distance(4, LANG_RO, "peste 4 zile");
	assert_distance(20, LANG_RO, "peste 20 de zile");
	assert_distance(101, LANG_RO, "peste 101 zile");
	assert_distance(-3, LANG_RO, "acum 3 zile");
	assert_distance(21, LANG_RU, "через 21 день");
	assert_distance(3, LANG_RU, "через 3 дня");
	assert_distance(-11, LANG_RU, "11 дней назад");
	assert_distance(4, LANG_EN, "in 4 days");
	assert_distance(-2, LANG_EN, "2 days ago");
}

static struct local_time at(const char *iso, int hour, int minute)
{
	return (struct local_time){day(iso), hour, minute, 0};
}

static void local_time__follows__the_european_rule(void **state)
{
	int64_t spring = local_to_ms(at("2026-03-29", 2, 59)), autumn = local_to_ms(at("2026-10-25", 3, 30));
	struct local_time t;

	(void)state;
	assert_int_equal(local_offset_minutes(spring), 120);
	t = local_from_ms(spring + 60000);
	assert_int_equal(t.hour, 4); /* 03:00 does not exist */
	assert_int_equal(local_offset_minutes(spring + 60000), 180);
	assert_int_equal(local_offset_minutes(autumn), 180); /* the first of the two 03:30 */
	t = local_from_ms(autumn + 3600000);
	assert_int_equal(t.hour, 3);
	assert_int_equal(local_offset_minutes(autumn + 3600000), 120);
	t = local_from_ms(local_to_ms(at("2026-03-29", 3, 30)));
	assert_int_equal(t.hour, 4);
	assert_int_equal(t.minute, 30);
}

static void local_time__comes_back__every_half_hour(void **state)
{
	(void)state;
	for (int64_t ms = -86400000LL * 400; ms < 86400000LL * 25000; ms += 1800000 * 7) {
		struct local_time t = local_from_ms(ms);
		int64_t back = local_to_ms(t);

		assert_true(back == ms || back == ms - 3600000); /* the doubled hour */
	}
}

static void clock_from_env__stands_still__when_told(void **state)
{
	struct clock c;

	(void)state;
	setenv("OBSTE_NOW", "2026-11-23T18:05", 1);
	c = clock_from_env();
	assert_true(c.fixed);
	assert_int_equal(clock_today(&c), day("2026-11-23"));
	assert_int_equal(clock_minute(&c), 18 * 60 + 5);
	assert_int_equal(clock_ms(&c), 1795449900000);
	setenv("OBSTE_NOW", "2026-07-01", 1);
	c = clock_from_env();
	assert_int_equal(clock_today(&c), day("2026-07-01"));
	assert_int_equal(clock_minute(&c), 0);
	setenv("OBSTE_NOW", "2026-07-01T10:11:12", 1);
	c = clock_from_env();
	assert_int_equal(clock_minute(&c), 611);
	for (size_t i = 0; i < 5; i++) {
		static const char *const bad[] = {
		    "", "tomorrow", "2026-13-01", "2026-07-01T25:00", "2026-07-01T10:11:12Z"};

		setenv("OBSTE_NOW", bad[i], 1);
		assert_false(clock_from_env().fixed);
	}
	unsetenv("OBSTE_NOW");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(date_make__counts__every_day_1583_to_2400),
	    cmocka_unit_test(date_make__refuses__days_that_are_not),
	    cmocka_unit_test(date_iso_week__follows__the_thursday),
	    cmocka_unit_test(date_add_months__ends__in_the_month_meant),
	    cmocka_unit_test(date_text__speaks__three_languages),
	    cmocka_unit_test(date_distance__counts__with_the_right_plural),
	    cmocka_unit_test(local_time__follows__the_european_rule),
	    cmocka_unit_test(local_time__comes_back__every_half_hour),
	    cmocka_unit_test(clock_from_env__stands_still__when_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
