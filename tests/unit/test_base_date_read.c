/* Dates, times and durations as people type them. Today is Monday, 23 November 2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/date.h"

static date_t day(const char *iso)
{
	date_t d = 0;

	assert_true(date_parse_iso(iso, &d));
	return d;
}

static void assert_reads_on(const char *today, const char *typed, const char *wanted)
{
	date_t d = 0;
	char got[11] = "nothing";

	if (date_parse(typed, day(today), &d))
		date_iso(d, got);
	if (strcmp(got, wanted) != 0)
		fail_msg("on %s \"%s\" is %s, not %s", today, typed, got, wanted);
}

static void assert_reads(const char *typed, const char *wanted)
{
	assert_reads_on("2026-11-23", typed, wanted);
}

struct row {
	const char *typed, *iso;
};

static void assert_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_reads(rows[i].typed, rows[i].iso);
}

#define ASSERT_ROWS(rows) assert_rows(rows, sizeof(rows) / sizeof *(rows))

static void date_parse__reads__near_days(void **state)
{
	static const struct row rows[] = {{".", "2026-11-23"}, {"azi", "2026-11-23"}, {"astăzi", "2026-11-23"},
	    {"AZI", "2026-11-23"}, {"mâine", "2026-11-24"}, {"mîine", "2026-11-24"}, {"maine", "2026-11-24"},
	    {"Miine", "2026-11-24"}, {"poimâine", "2026-11-25"}, {"poimaine", "2026-11-25"}, {"ieri", "2026-11-22"},
	    {"alaltăieri", "2026-11-21"}, {"сегодня", "2026-11-23"}, {"Завтра", "2026-11-24"},
	    {"послезавтра", "2026-11-25"}, {"вчера", "2026-11-22"}, {"позавчера", "2026-11-21"},
	    {"today", "2026-11-23"}, {"tomorrow", "2026-11-24"}, {"yesterday", "2026-11-22"},
	    {"day after tomorrow", "2026-11-25"}, {"the day before yesterday", "2026-11-21"}, {"acum", "2026-11-23"}};

	(void)state;
	ASSERT_ROWS(rows);
}

static void date_parse__reads__weekdays(void **state)
{
	static const struct row rows[] = {{"luni", "2026-11-30"}, {"marți", "2026-11-24"}, {"marti", "2026-11-24"},
	    {"mar", "2026-11-24"}, {"miercuri", "2026-11-25"}, {"joi", "2026-11-26"}, {"vineri", "2026-11-27"},
	    {"sâmbătă", "2026-11-28"}, {"sîmbătă", "2026-11-28"}, {"simbata", "2026-11-28"}, {"sambata", "2026-11-28"},
	    {"duminică", "2026-11-29"}, {"duminica", "2026-11-29"}, {"пн", "2026-11-30"}, {"вс", "2026-11-29"},
	    {"понедельник", "2026-11-30"}, {"в пятницу", "2026-11-27"}, {"во вторник", "2026-11-24"},
	    {"в среду", "2026-11-25"}, {"mon", "2026-11-30"}, {"on Friday", "2026-11-27"}, {"sunday", "2026-11-29"},
	    {"lunea viitoare", "2026-11-30"}, {"next mon", "2026-11-30"}, {"next monday", "2026-11-30"},
	    {"vinerea trecută", "2026-11-20"}, {"last friday", "2026-11-20"}, {"в прошлую пятницу", "2026-11-20"},
	    {"lunea trecută", "2026-11-16"}, {"vinerea asta", "2026-11-27"}, {"в эту пятницу", "2026-11-27"},
	    {"vi", "2026-11-27"}, {"Сб", "2026-11-28"}};

	(void)state;
	ASSERT_ROWS(rows);
}

static void date_parse__reads__so_many_days_away(void **state)
{
	static const struct row rows[] = {{"+3", "2026-11-26"}, {"+3z", "2026-11-26"}, {"+2s", "2026-12-07"},
	    {"+1l", "2026-12-23"}, {"+2w", "2026-12-07"}, {"+2н", "2026-12-07"}, {"+3д", "2026-11-26"},
	    {"+1м", "2026-12-23"}, {"-1", "2026-11-22"}, {"−1", "2026-11-22"}, {"-2s", "2026-11-09"},
	    {"+0", "2026-11-23"}, {"+ 3 zile", "2026-11-26"}, {"+1a", "2027-11-23"}, {"peste 3 zile", "2026-11-26"},
	    {"peste 2 săptămâni", "2026-12-07"}, {"peste 2 saptamani", "2026-12-07"},
	    {"peste două săptămâni", "2026-12-07"}, {"peste o săptămână", "2026-11-30"}, {"peste o luna", "2026-12-23"},
	    {"peste 2 luni", "2027-01-23"}, {"acum 2 zile", "2026-11-21"}, {"acum o săptămână", "2026-11-16"},
	    {"3 zile în urmă", "2026-11-20"}, {"peste 20 de zile", "2026-12-13"}, {"через 3 дня", "2026-11-26"},
	    {"через 2 недели", "2026-12-07"}, {"через неделю", "2026-11-30"}, {"через месяц", "2026-12-23"},
	    {"через день", "2026-11-24"}, {"2 дня назад", "2026-11-21"}, {"неделю назад", "2026-11-16"},
	    {"in 3 days", "2026-11-26"}, {"in a week", "2026-11-30"}, {"2 days ago", "2026-11-21"},
	    {"a week ago", "2026-11-16"}, {"în 3 zile", "2026-11-26"}, {"3 zile", "2026-11-26"},
	    {"săptămâna viitoare", "2026-11-30"}, {"next month", "2026-12-23"}, {"на следующей неделе", "2026-11-30"},
	    {"luna trecută", "2026-10-23"}, {"next year", "2027-11-23"}};

	(void)state;
	ASSERT_ROWS(rows);
}

static void date_parse__reads__ends(void **state)
{
	static const struct row rows[] = {{"eom", "2026-11-30"}, {"sfârșitul lunii", "2026-11-30"},
	    {"sfirsitul lunii", "2026-11-30"}, {"sf. lunii", "2026-11-30"}, {"sf lunii", "2026-11-30"},
	    {"конец месяца", "2026-11-30"}, {"в конце месяца", "2026-11-30"}, {"end of month", "2026-11-30"},
	    {"end of the month", "2026-11-30"}, {"ultima zi a lunii", "2026-11-30"},
	    {"last day of the month", "2026-11-30"}, {"sfârșitul săptămânii", "2026-11-29"},
	    {"sfârșitul lunii viitoare", "2026-12-31"}, {"end of next month", "2026-12-31"},
	    {"конец следующего месяца", "2026-12-31"}, {"конец года", "2026-12-31"}};

	(void)state;
	ASSERT_ROWS(rows);
}

static void date_parse__reads__dates(void **state)
{
	static const struct row rows[] = {{"27", "2026-11-27"}, {"23", "2026-11-23"}, {"20", "2026-12-20"},
	    {"31", "2026-12-31"}, {"27.", "2026-11-27"}, {"27.11", "2026-11-27"}, {"27.11.", "2026-11-27"},
	    {"7.12", "2026-12-07"}, {"27/11", "2026-11-27"}, {"27-11", "2026-11-27"}, {"27,11", "2026-11-27"},
	    {"20.11", "2026-11-20"}, {"27.01", "2027-01-27"}, {"27.11.26", "2026-11-27"}, {"27.11.2026", "2026-11-27"},
	    {"27/11/2026", "2026-11-27"}, {"27-11-2026", "2026-11-27"}, {"27 11 2026", "2026-11-27"},
	    {"2026-11-27", "2026-11-27"}, {"2026/11/27", "2026-11-27"}, {"2026.11.27", "2026-11-27"},
	    {"20261127", "2026-11-27"}, {"27112026", "2026-11-27"}, {"05.03.85", "1985-03-05"},
	    {"27 nov", "2026-11-27"}, {"27nov", "2026-11-27"}, {"27 noi", "2026-11-27"}, {"27 noiembrie", "2026-11-27"},
	    {"27 NOIEMBRIE 2026", "2026-11-27"}, {"27 noiembrie 26", "2026-11-27"}, {"27-nov-2026", "2026-11-27"},
	    {"27 ноя", "2026-11-27"}, {"27 ноября", "2026-11-27"}, {"27 ноября 2027 г.", "2027-11-27"},
	    {"27 ноября 2027 года", "2027-11-27"}, {"27.11.2027 г.", "2027-11-27"}, {"27-го ноября", "2026-11-27"},
	    {"9 мая 2027", "2027-05-09"}, {"1 sept", "2026-09-01"}, {"Nov 27", "2026-11-27"},
	    {"November 27, 2027", "2027-11-27"}, {"27th of November", "2026-11-27"}, {"pe 27 noiembrie", "2026-11-27"},
	    {"în 27 noiembrie", "2026-11-27"}, {"1 mai 2027", "2027-05-01"}, {"întâi mai 2027", "2027-05-01"},
	    {"vineri, 27 noiembrie 2026", "2026-11-27"}, {"vineri 27", "2026-11-27"}, {"duminică 27", "2026-12-27"},
	    {"27.11 (vineri)", "2026-11-27"}, {"lun 23 nov", "2026-11-23"}, {"mar 24 nov", "2026-11-24"},
	    {"понедельник, 23 ноября 2026", "2026-11-23"}, {"joi, 27 nov 2026", "2026-11-27"},
	    {"29.02.2028", "2028-02-29"}, {"29.02", "2028-02-29"}, {" 27.11 ", "2026-11-27"},
	    {"27.11.2026, vineri", "2026-11-27"}};

	(void)state;
	ASSERT_ROWS(rows);
	assert_reads_on("2027-01-05", "15.12", "2026-12-15");
	assert_reads_on("2027-01-31", "+1l", "2027-02-28");
	assert_reads_on("2026-12-25", "24", "2027-01-24");
	assert_reads_on("2027-01-30", "29", "2027-03-29");
}

static void date_parse__refuses__what_is_no_date(void **state)
{
	static const char *const typed[] = {"", " ", "31.02", "31.02.2026", "30 feb", "29.02.2026", "32", "0", "00.11",
	    "27.13", "11/27/2026", "2026-13-01", "2026-02-30", "1582-12-31", "10000-01-01", "27.11.1500", "27.11.126",
	    "vnieri", "27 xyz", "+", "-", "..", "+99999999999", "+999999999s", "9999999999999", "27.11.2026.5", "luna",
	    "peste", "acum 3", "27 nov 2026 18:00", "#", "27;11", "\xff\xfe", "next", "end", "1e3", "٣",
	    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "+5x", "27 nov 2026 x"};

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		assert_reads(typed[i], "nothing");
}

static void date_readings__gives__the_other_meaning_second(void **state)
{
	date_t d[4];
	date_t today = day("2026-11-23");

	(void)state;
	assert_int_equal(date_readings("vineri", today, d, 4), 2);
	assert_int_equal(d[0], day("2026-11-27"));
	assert_int_equal(d[1], day("2026-12-04"));
	assert_int_equal(date_readings("20", today, d, 4), 2);
	assert_int_equal(d[1], day("2026-11-20"));
	assert_int_equal(date_readings("27.01", today, d, 4), 2);
	assert_int_equal(d[1], day("2026-01-27"));
	assert_int_equal(date_readings("27.11.2026", today, d, 4), 1);
	assert_int_equal(date_readings("vineri", today, d, 1), 1);
	assert_int_equal(date_readings("vineri", today, d, 0), 0);
	assert_int_equal(date_readings("next fri", today, d, 4), 2);
	assert_int_equal(d[0], day("2026-12-04"));
	assert_int_equal(d[1], day("2026-11-27"));
}

static void date_parse__reads_back__what_is_shown(void **state)
{
	date_t today = day("2026-11-23"), got;

	(void)state;
	for (date_t d = today - 2000; d < today + 2000; d += 13) {
		for (int l = 0; l < LANG_COUNT; l++) {
			static const enum date_style styles[] = {DATE_SHORT, DATE_LONG, DATE_FULL, DATE_NUMERIC};

			for (size_t s = 0; s < 4; s++) {
				struct buf b = BUF_INIT;

				date_text(d, (enum lang)l, styles[s], &b);
				if (!date_parse(buf_str(&b), today, &got) || got != d)
					fail_msg("%s", buf_str(&b));
				buf_clear(&b);
				date_distance(d, today, (enum lang)l, &b);
				if (!date_parse(buf_str(&b), today, &got) || got != d)
					fail_msg("%s", buf_str(&b));
				buf_free(&b);
			}
		}
	}
}

static void date_readings__survives__noise(void **state)
{
	static const char *const bits[] = {"27", ".", "11", "-", " ", "luni", "peste", "o", "a", "/", "next", "+", "s",
	    "2026", "нед", "sf", "nov", "\xd0", "в", ",", "mar", "of", "day", "after", "99999"};
	date_t out[8];

	(void)state;
	srand(7);
	for (int round = 0; round < 30000; round++) {
		struct buf b = BUF_INIT;

		for (int n = rand() % 9; n >= 0; n--)
			buf_text(&b, bits[(size_t)rand() % (sizeof bits / sizeof *bits)]);
		size_t n = date_readings(buf_str(&b), day("2026-11-23"), out, 8);
		assert_true(n <= 8);
		for (size_t i = 0; i < n; i++)
			assert_true(out[i] >= day("1583-01-01") && out[i] <= day("9999-12-31"));
		n = date_readings(buf_str(&b), day("9999-12-31"), out, 8);
		int minutes = 0;
		if (time_parse(buf_str(&b), &minutes))
			assert_in_range(minutes, 0, 1439);
		if (duration_parse(buf_str(&b), &minutes))
			assert_in_range(minutes, 0, 144000);
		buf_free(&b);
	}
}

struct minutes_row {
	const char *typed;
	int minutes;
};

static void time_parse__reads__times_of_day(void **state)
{
	static const struct minutes_row rows[] = {{"18", 1080}, {"1830", 1110}, {"18:30", 1110}, {"18.30", 1110},
	    {"18,30", 1110}, {"830", 510}, {"0600", 360}, {"0", 0}, {"6 seara", 1080}, {"6 pm", 1080}, {"6pm", 1080},
	    {"6:30 p.m.", 1110}, {"6 вечера", 1080}, {"9 dimineața", 540}, {"9 утра", 540}, {"2 дня", 840},
	    {"12 дня", 720}, {"12 ночи", 0}, {"2 ночи", 120}, {"12 am", 0}, {"12 pm", 720}, {"18h30", 1110},
	    {"18h", 1080}, {"ora 18", 1080}, {"la 18:30", 1110}, {"в 18:30", 1110}, {"18 ч", 1080}, {"18:30:00", 1110},
	    {"18 seara", 1080}, {"noon", 720}, {"полдень", 720}, {"midnight", 0}, {"23:59", 1439},
	    {"18 ore și 30 minute", 1110}, {"6 și jumătate seara", 1110}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int got = -1;

		if (!time_parse(rows[i].typed, &got) || got != rows[i].minutes)
			fail_msg("%s is %d", rows[i].typed, got);
	}
}

static void time_parse__refuses__what_is_no_time(void **state)
{
	static const char *const typed[] = {"", "24", "24:00", "18:60", "2460", "18:5", "18:", ":30", "abc", "18:30 x",
	    "-1", "123456", "18 dimineața", "18:30:15", "seara", "18 30 20", "1:2:3:4"};

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		int got = -1;

		if (time_parse(typed[i], &got))
			fail_msg("%s is %d", typed[i], got);
	}
}

static void time_text__reads_back(void **state)
{
	char text[6];

	(void)state;
	for (int m = 0; m < 1440; m++) {
		int got = -1;

		time_text(m, text);
		assert_int_equal(strlen(text), 5);
		assert_true(time_parse(text, &got));
		assert_int_equal(got, m);
	}
}

static void duration_parse__reads__durations(void **state)
{
	static const struct minutes_row rows[] = {{"2h", 120}, {"90", 90}, {"1:30", 90}, {"2ч", 120}, {"1h30", 90},
	    {"1h 30m", 90}, {"30 min", 30}, {"30 мин", 30}, {"2 ore", 120}, {"o oră", 60}, {"1,5 h", 90}, {"1.5h", 90},
	    {"2 часа", 120}, {"45 минут", 45}, {"1 oră 30 minute", 90}, {"1 oră și jumătate", 90},
	    {"jumătate de oră", 30}, {"half an hour", 30}, {"полчаса", 30}, {"2 zile", 2880}, {"an hour", 60},
	    {"1.30", 90}, {"0", 0}, {"1.25h", 75}};
	static const char *const refused[] = {
	    "", "x", "-5", "1:60", "1:5", "2h 70m", "999999999", "2h2h", "h", "1.5.5h", "2 luni"};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int got = -1;

		if (!duration_parse(rows[i].typed, &got) || got != rows[i].minutes)
			fail_msg("%s is %d", rows[i].typed, got);
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		int got = -1;

		if (duration_parse(refused[i], &got))
			fail_msg("%s is %d", refused[i], got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(date_parse__reads__near_days),
	    cmocka_unit_test(date_parse__reads__weekdays),
	    cmocka_unit_test(date_parse__reads__so_many_days_away),
	    cmocka_unit_test(date_parse__reads__ends),
	    cmocka_unit_test(date_parse__reads__dates),
	    cmocka_unit_test(date_parse__refuses__what_is_no_date),
	    cmocka_unit_test(date_readings__gives__the_other_meaning_second),
	    cmocka_unit_test(date_parse__reads_back__what_is_shown),
	    cmocka_unit_test(date_readings__survives__noise),
	    cmocka_unit_test(time_parse__reads__times_of_day),
	    cmocka_unit_test(time_parse__refuses__what_is_no_time),
	    cmocka_unit_test(time_text__reads_back),
	    cmocka_unit_test(duration_parse__reads__durations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
