/* test_civic_holiday.c - Easter against an independent method, the days off of two years, the switches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/path.h"
#include "civic/holiday.h"

static char *data;

static date_t day(int y, int m, int d)
{
	date_t out;
	assert_true(date_make(y, m, d, &out));
	return out;
}

static struct holidays *holidays(void)
{
	struct holidays *h = NULL;
	struct err e = ERR_INIT;
	char *path = path_join(data, "holidays.tsv");
	if (!holidays_read(&h, path, NULL, NULL, &e))
		fail_msg("%s", e.what);
	free(path);
	return h;
}

/* ---- Easter by the tables of the Church: the Sunday after the full moon of the golden number, in the Julian calendar.
 * Full moons by the nineteen-year table (21 March .. 18 April), Julian days by Julian day numbers: nothing in common
 * with the formula that the program uses. */
static date_t easter_by_tables(int year)
{
	static const int moon[19] = {5, 25, 13, 2, 22, 10, 30, 18, 7, 27, 15, 4, 24, 12, 1, 21, 9, 29, 17};
	/* days in March/April: value v < 19 or so is April v; 21..31 of March are written as themselves */
	static const bool march[19] = {false, true, false, false, true, false, true, false, false, true, false, false,
	    true, false, false, true, false, true, false};
	int golden = year % 19;
	int month = march[golden] ? 3 : 4, dom = moon[golden];
	/* Julian day number of a Julian calendar date */
	int a = (14 - month) / 12, y = year + 4800 - a, m = month + 12 * a - 3;
	int jdn = dom + (153 * m + 2) / 5 + 365 * y + y / 4 - 32083;
	do /* the Sunday strictly after the full moon; JDN 0 was a Monday */
		jdn++;
	while (jdn % 7 != 6);
	return jdn - 2440588; /* JDN of 1970-01-01 */
}

static void easter__compute__agrees_with_the_tables(void **state)
{
	(void)state;
	for (int year = 1583; year <= 9999; year++) {
		date_t easter = easter_orthodox(year);
		if (easter != easter_by_tables(year))
			fail_msg("Easter of %d differs", year);
		assert_int_equal(date_weekday(easter), 6);
	}
	assert_int_equal(easter_orthodox(1582), DATE_NONE);
	assert_int_equal(easter_orthodox(10000), DATE_NONE);
	assert_int_equal(easter_orthodox(-5), DATE_NONE);
}

static void easter__compute__known_years(void **state)
{
	static const int known[][3] = {{2015, 4, 12}, {2016, 5, 1}, {2017, 4, 16}, {2018, 4, 8}, {2019, 4, 28},
	    {2020, 4, 19}, {2021, 5, 2}, {2022, 4, 24}, {2023, 4, 16}, {2024, 5, 5}, {2025, 4, 20}, {2026, 4, 12},
	    {2027, 5, 2}, {2028, 4, 16}, {2029, 4, 8}, {2030, 4, 28}, {2031, 4, 13}, {2032, 5, 2}, {2033, 4, 24},
	    {2034, 4, 9}, {2035, 4, 29}, {2036, 4, 20}, {2037, 4, 5}, {2038, 4, 25}, {2039, 4, 17}, {2040, 5, 6}};
	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_int_equal(easter_orthodox(known[i][0]), day(known[i][0], known[i][1], known[i][2]));
}

/* ---- the list */

static void write_day(void *ctx, date_t d, const char *key)
{
	char iso[11];
	date_iso(d, iso);
	buf_print(ctx, "%s %s\n", iso + 5, key);
}

static void holidays__list__year_in_order(void **state)
{
	struct holidays *h = holidays();
	struct buf b = BUF_INIT;
	(void)state;
	holidays_each(h, 2026, write_day, &b);
	assert_string_equal(buf_str(&b),
	    "01-01 new_year\n01-07 christmas_old\n01-08 christmas_old_2\n03-08 women\n04-12 easter\n"
	    "04-13 easter_2\n04-20 blajini\n05-01 labour\n05-09 europe\n05-09 victory\n"
	    "06-01 children\n08-27 independence\n08-31 language\n10-14 hram\n12-25 christmas_new\n");
	buf_clear(&b);
	holidays_set_hram(h, NULL);
	holidays_add_moved(h, day(2027, 1, 4), true);
	holidays_add_moved(h, day(2027, 1, 16), false);
	holidays_each(h, 2027, write_day, &b);
	assert_non_null(strstr(buf_str(&b), "01-04 moved\n"));
	assert_null(strstr(buf_str(&b), "01-16"));
	assert_null(strstr(buf_str(&b), "hram"));
	assert_non_null(strstr(buf_str(&b), "05-10 blajini"));
	buf_free(&b);
	holidays_free(h);
}

static void named(const struct holidays *h, date_t d, enum lang lang, const char *want)
{
	struct buf b = BUF_INIT;
	assert_int_equal(holiday_name(h, d, lang, &b), *want != '\0');
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
}

static void holidays__name__two_on_one_day(void **state)
{
	struct holidays *h = holidays();
	(void)state;
	named(h, day(2026, 5, 9), LANG_EN, "Victory and Commemoration Day · Europe Day");
	named(h, day(2026, 4, 20), LANG_RO, "Paștele Blajinilor");
	named(h, day(2026, 6, 1), LANG_RU, "День ребёнка");
	named(h, day(2016, 5, 1), LANG_EN, "Easter Sunday · Labour Day");
	named(h, day(2026, 11, 23), LANG_EN, "");
	assert_true(*holiday_note(h, "hram", LANG_RO) != '\0');
	assert_string_equal(holiday_note(h, "easter", LANG_RO), "");
	holidays_free(h);
}

static void holidays__off__weekends_list_and_switches(void **state)
{
	struct holidays *h = holidays();
	(void)state;
	assert_true(holiday_is_off(h, day(2026, 11, 21)));  /* Saturday */
	assert_false(holiday_is_off(h, day(2026, 11, 23))); /* Monday */
	assert_false(holiday_is_off(h, day(2026, 4, 10)));  /* Good Friday is worked */
	assert_false(holiday_is_off(h, day(2026, 1, 2)));
	assert_true(holiday_is_off(h, day(2026, 6, 1)));
	assert_true(holiday_is_off(h, day(2026, 10, 14)));
	holidays_set_hram(h, NULL);
	assert_false(holiday_is_off(h, day(2026, 10, 14)));
	holidays_set_hram(h, "11-21");
	assert_true(holiday_is_off(h, day(2028, 11, 21)));
	assert_false(holiday_is_off(h, day(2026, 10, 14)));
	holidays_set_hram(h, "13-99"); /* no such day: nothing changes */
	assert_true(holiday_is_off(h, day(2028, 11, 21)));
	holidays_add_moved(h, day(2026, 11, 23), true);
	holidays_add_moved(h, day(2026, 11, 21), false);
	assert_true(holiday_is_off(h, day(2026, 11, 23)));
	assert_false(holiday_is_off(h, day(2026, 11, 21)));
	holidays_add_moved(h, day(2026, 11, 23), false);
	assert_false(holiday_is_off(h, day(2026, 11, 23)));
	holidays_free(h);
	holidays_free(NULL);
}

static void count_told(void *ctx, const char *line)
{
	assert_true(*line != '\0');
	++*(int *)ctx;
}

/* A wrong line is told and left out: the others count. */
static void holidays__a_file_with_wrong_lines__keeps_the_good_ones(void **state)
{
	static const char text[] = "key\trule\tname_ro\tname_ru\tname_en\tnote_ro\tnote_ru\tnote_en\n"
	                           "good\t05-01\tZiua muncii\tx\tx\t\t\t\n"
	                           "month\t13-01\tX\tx\tx\t\t\t\n"
	                           "day\t02-31\tX\tx\tx\t\t\t\n"
	                           "words\tthe first Monday\tX\tx\tx\t\t\t\n"
	                           "easter\teaster+many\tX\tx\tx\t\t\t\n"
	                           "monday\teaster+1\tLunea\tx\tx\t\t\t\n";
	char path[] = "/tmp/obste-holidays-XXXXXX";
	int fd = mkstemp(path), told = 0;
	struct holidays *h = NULL;
	struct err e = ERR_INIT;
	(void)state;
	assert_true(fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)(sizeof text - 1));
	close(fd);
	assert_true(holidays_read(&h, path, count_told, &told, &e));
	assert_int_equal(told, 4);
	assert_true(holiday_is_off(h, day(2026, 5, 1)));
	assert_true(holiday_is_off(h, day(2026, 4, 13)));
	assert_false(holiday_is_off(h, day(2026, 1, 7)));
	holidays_free(h);
	unlink(path);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(easter__compute__agrees_with_the_tables),
	    cmocka_unit_test(easter__compute__known_years),
	    cmocka_unit_test(holidays__list__year_in_order),
	    cmocka_unit_test(holidays__name__two_on_one_day),
	    cmocka_unit_test(holidays__off__weekends_list_and_switches),
	    cmocka_unit_test(holidays__a_file_with_wrong_lines__keeps_the_good_ones),
	};
	(void)argc;
	data = path_program_data(argv[0]);
	char *words = path_locale_dir(argv[0]);
	lang_start(words, LANG_EN);
	free(words);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(data);
	return failed;
}
