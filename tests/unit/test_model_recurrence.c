/* test_model_recurrence.c - repetition: typed in words of three languages, kept as safe rules, shown, refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "model/kind.h"
#include "model/recurrence.h"

static const struct field repeat = {.key = "repeat", .type = &ft_recurrence, .label = "Repeats"};

static struct type_ctx context(void)
{
	struct type_ctx ctx = {.lang = lang_now()};
	date_make(2026, 11, 23, &ctx.today);
	return ctx;
}

/* "" refused; owned */
static char *kept(const char *typed)
{
	struct type_ctx ctx = context();
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	bool ok = repeat.type->parse(&repeat, typed, &ctx, &v, &e);
	if (ok && !repeat.type->validate(&repeat, &v, &e))
		fail_msg("\"%s\" became \"%s\", which is then refused", typed, v.text);
	char *text = strdup(ok && v.text ? v.text : "");
	if (!ok && !e.what[0])
		fail_msg("\"%s\" is refused without a word", typed);
	value_clear(&v);
	return text;
}

static int differ(const char *typed, const char *want)
{
	char *text = kept(typed);
	int bad = strcmp(text, want) != 0;
	if (bad)
		print_error("\"%s\": \"%s\", expected \"%s\"\n", typed, text, want);
	free(text);
	return bad;
}

static void try_all(const char *const (*rows)[2], size_t n)
{
	int bad = 0;
	for (size_t i = 0; i < n; i++)
		bad += differ(rows[i][0], rows[i][1]);
	assert_int_equal(bad, 0);
}
#define TRY(rows) try_all(rows, sizeof(rows) / sizeof *(rows))

static void recurrence__parse__romanian(void **state)
{
	static const char *const rows[][2] = {
	    {"zilnic", "FREQ=DAILY"},
	    {"în fiecare zi", "FREQ=DAILY"},
	    {"săptămânal", "FREQ=WEEKLY"},
	    {"saptamanal", "FREQ=WEEKLY"},
	    {"în fiecare joi", "FREQ=WEEKLY;BYDAY=TH"},
	    {"in fiecare joi", "FREQ=WEEKLY;BYDAY=TH"},
	    {"joia", "FREQ=WEEKLY;BYDAY=TH"},
	    {"în fiecare luni", "FREQ=WEEKLY;BYDAY=MO"},
	    {"luni și miercuri", "FREQ=WEEKLY;BYDAY=MO,WE"},
	    {"marți, vineri", "FREQ=WEEKLY;BYDAY=TU,FR"},
	    {"săptămânal, sâmbăta", "FREQ=WEEKLY;BYDAY=SA"},
	    {"zile lucrătoare", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
	    {"în fiecare zi lucrătoare", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
	    {"în fiecare a doua luni", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"},
	    {"la două săptămâni", "FREQ=WEEKLY;INTERVAL=2"},
	    {"o dată la două săptămâni, joi", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"},
	    {"din două în două săptămâni", "FREQ=WEEKLY;INTERVAL=2"},
	    {"la 3 zile", "FREQ=DAILY;INTERVAL=3"},
	    {"lunar", "FREQ=MONTHLY"},
	    {"în fiecare lună", "FREQ=MONTHLY"},
	    {"la 2 luni", "FREQ=MONTHLY;INTERVAL=2"},
	    {"la două luni", "FREQ=MONTHLY;INTERVAL=2"},
	    {"a doua joi a lunii", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"a 2-a joi a lunii", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"prima luni a lunii", "FREQ=MONTHLY;BYDAY=1MO"},
	    {"a doua luni a lunii", "FREQ=MONTHLY;BYDAY=2MO"},
	    {"ultima vineri din lună", "FREQ=MONTHLY;BYDAY=-1FR"},
	    {"pe 15 a lunii", "FREQ=MONTHLY;BYMONTHDAY=15"},
	    {"lunar, pe 15", "FREQ=MONTHLY;BYMONTHDAY=15"},
	    {"ultima zi a lunii", "FREQ=MONTHLY;BYMONTHDAY=-1"},
	    {"anual", "FREQ=YEARLY"},
	    {"în fiecare an", "FREQ=YEARLY"},
	    {"la 4 ani", "FREQ=YEARLY;INTERVAL=4"},
	    {"în fiecare joi până la 31.12.2026", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231"},
	    {"săptămânal pana la 2026-12-31", "FREQ=WEEKLY;UNTIL=20261231"},
	    {"în fiecare joi, până la 31.12.2026, fără 24.12.2026", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231\n-2026-12-24"},
	    {"joi până la 31.12.2026 fără 24.12.2026, 10.12.2026",
	        "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231\n-2026-12-10\n-2026-12-24"},
	    {"zilnic de 10 ori", "FREQ=DAILY;COUNT=10"},
	};
	(void)state;
	try_all(rows, sizeof rows / sizeof *rows);
}

static void recurrence__parse__russian(void **state)
{
	static const char *const rows[][2] = {
	    {"ежедневно", "FREQ=DAILY"},
	    {"каждый день", "FREQ=DAILY"},
	    {"каждый второй день", "FREQ=DAILY;INTERVAL=2"},
	    {"еженедельно", "FREQ=WEEKLY"},
	    {"раз в неделю", "FREQ=WEEKLY"},
	    {"каждый четверг", "FREQ=WEEKLY;BYDAY=TH"},
	    {"каждую среду", "FREQ=WEEKLY;BYDAY=WE"},
	    {"каждое воскресенье", "FREQ=WEEKLY;BYDAY=SU"},
	    {"по понедельникам и средам", "FREQ=WEEKLY;BYDAY=MO,WE"},
	    {"пн, ср, пт", "FREQ=WEEKLY;BYDAY=MO,WE,FR"},
	    {"по будням", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
	    {"раз в две недели", "FREQ=WEEKLY;INTERVAL=2"},
	    {"каждую вторую неделю", "FREQ=WEEKLY;INTERVAL=2"},
	    {"каждый второй четверг", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"},
	    {"второй четверг месяца", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"каждый второй четверг месяца", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"2-й четверг каждого месяца", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"последняя пятница месяца", "FREQ=MONTHLY;BYDAY=-1FR"},
	    {"каждые 2 месяца", "FREQ=MONTHLY;INTERVAL=2"},
	    {"ежемесячно", "FREQ=MONTHLY"},
	    {"раз в месяц", "FREQ=MONTHLY"},
	    {"15 числа каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=15"},
	    {"15-го числа", "FREQ=MONTHLY;BYMONTHDAY=15"},
	    {"последний день месяца", "FREQ=MONTHLY;BYMONTHDAY=-1"},
	    {"ежегодно", "FREQ=YEARLY"},
	    {"каждый четверг до 31.12.2026", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231"},
	    {"каждый четверг, кроме 24.12.2026", "FREQ=WEEKLY;BYDAY=TH\n-2026-12-24"},
	    {"еженедельно, 10 раз", "FREQ=WEEKLY;COUNT=10"},
	};
	(void)state;
	TRY(rows);
}

static void recurrence__parse__english(void **state)
{
	static const char *const rows[][2] = {
	    {"daily", "FREQ=DAILY"},
	    {"every 3 days", "FREQ=DAILY;INTERVAL=3"},
	    {"weekly", "FREQ=WEEKLY"},
	    {"every Thursday", "FREQ=WEEKLY;BYDAY=TH"},
	    {"every second week", "FREQ=WEEKLY;INTERVAL=2"},
	    {"every other week", "FREQ=WEEKLY;INTERVAL=2"},
	    {"every second Thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"},
	    {"every 2 weeks on Mon and Wed", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"},
	    {"working days", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
	    {"monthly", "FREQ=MONTHLY"},
	    {"every 2 months", "FREQ=MONTHLY;INTERVAL=2"},
	    {"second Thursday of the month", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"2nd Thursday of every month", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR"},
	    {"on the 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=15"},
	    {"the first day of the month", "FREQ=MONTHLY;BYMONTHDAY=1"},
	    {"yearly", "FREQ=YEARLY"},
	    {"every Thursday until 31.12.2026 except 24.12.2026", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231\n-2026-12-24"},
	    {"weekly, 10 times", "FREQ=WEEKLY;COUNT=10"},
	    {"weekly, except 31.12.2026 > 30.12.2026 19:00", "FREQ=WEEKLY\n2026-12-31>2026-12-30T19:00"},
	};
	(void)state;
	TRY(rows);
}

static void recurrence__parse__refuses_what_it_cannot_keep(void **state)
{
	static const char *const rows[][2] = {
	    {"hello", ""},
	    {"every hour", ""},
	    {"la 2 ore", ""},
	    {"every", ""},
	    {"second", ""},
	    {"15", ""},
	    {"on the 32 of the month", ""},
	    {"every 0 days", ""},
	    {"every 1000 days", ""},
	    {"weekly until", ""},
	    {"weekly until never", ""},
	    {"daily weekly", ""},
	    {"weekly, 10 times, until 31.12.2026", ""},
	    {"monthly Monday", ""},
	};
	(void)state;
	TRY(rows);
}

static void recurrence__parse__rules(void **state)
{
	static const char *const rows[][2] = {
	    {"FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231"},
	    {"RRULE:FREQ=weekly;byday=th,mo;interval=1;WKST=MO", "FREQ=WEEKLY;BYDAY=MO,TH"},
	    {"FREQ=WEEKLY;UNTIL=20261231T215959Z", "FREQ=WEEKLY;UNTIL=20261231"},
	    {"FREQ=WEEKLY;UNTIL=20261231T220000Z", "FREQ=WEEKLY;UNTIL=20270101"}, /* midnight here */
	    {"FREQ=MONTHLY;BYDAY=TH;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=2TH"},
	    {"FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"},
	    {"FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"},
	    {"FREQ=DAILY;INTERVAL=2;COUNT=5", "FREQ=DAILY;INTERVAL=2;COUNT=5"},
	    {"FREQ=WEEKLY\n2026-12-31>2027-01-02\n-2026-12-24\n-2026-12-24",
	        "FREQ=WEEKLY\n-2026-12-24\n2026-12-31>2027-01-02"},
	    {"FREQ=SECONDLY", ""},
	    {"FREQ=MINUTELY;BYSECOND=1", ""},
	    {"FREQ=HOURLY", ""},
	    {"FREQ=DAILY;BYHOUR=1,2", ""},
	    {"FREQ=DAILY;BYDAY=MO", ""},
	    {"FREQ=WEEKLY;BYDAY=2TH", ""},
	    {"FREQ=YEARLY;BYDAY=MO", ""},
	    {"FREQ=YEARLY;BYMONTH=13", ""},
	    {"FREQ=MONTHLY;BYDAY=6MO", ""},
	    {"FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", ""},
	    {"FREQ=MONTHLY;BYMONTHDAY=0", ""},
	    {"FREQ=MONTHLY;BYMONTHDAY=1,15", ""},
	    {"FREQ=WEEKLY;WKST=SU;INTERVAL=2", ""},
	    {"FREQ=WEEKLY;INTERVAL=0", ""},
	    {"FREQ=WEEKLY;INTERVAL=99999999999", ""},
	    {"FREQ=WEEKLY;COUNT=5;UNTIL=20261231", ""},
	    {"FREQ=WEEKLY;UNTIL=20260230", ""},
	    {"FREQ=WEEKLY;UNTIL=2026", ""},
	    {"FREQ=WEEKLY;FREQ=DAILY", ""},
	    {"FREQ=WEEKLY;X-OTHER=1", ""},
	    {"FREQ=WEEKLY;RSCALE=HEBREW", ""},
	    {"FREQ=", ""},
	    {"FREQ=WEEKLY\n-2026-02-30", ""},
	    {"FREQ=WEEKLY\n2026-12-31>2026-12-30T25:00", ""},
	    {"FREQ=WEEKLY\n2026-12-31>2026-12-30T19:00x", ""},
	    {"FREQ=WEEKLY\nDTSTART:20260101", ""},
	};
	(void)state;
	TRY(rows);
}

/* What is shown in a language is understood again in it. */
static void recurrence__show__reads_back_in_every_language(void **state)
{
	static const char *const rules[] = {"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY",
	    "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2",
	    "FREQ=MONTHLY;BYDAY=2TH", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
	    "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=4",
	    "FREQ=WEEKLY;COUNT=10",
	    "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231\n-2026-12-10\n2026-12-24>2026-12-23T19:00\n2026-12-31>2026-12-30"};
	int bad = 0;
	(void)state;
	for (enum lang l = 0; l < LANG_COUNT; l++) {
		lang_switch(l);
		struct type_ctx ctx = context();
		for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
			struct value v = VALUE_INIT;
			struct buf words = BUF_INIT;
			value_set_text(&v, rules[i]);
			repeat.type->format(&repeat, &v, &ctx, FOR_SCREEN, &words);
			assert_null(strstr(buf_str(&words), "FREQ"));
			bad += differ(buf_str(&words), rules[i]);
			value_clear(&v);
			buf_free(&words);
		}
	}
	lang_switch(LANG_EN);
	assert_int_equal(bad, 0);
}

static void recurrence__read__gives_parts(void **state)
{
	struct recurrence r;
	struct buf b = BUF_INIT;
	date_t d;
	(void)state;
	assert_true(
	    recurrence_read("FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231\n-2026-12-24\n2026-12-31>2026-12-30T19:00", &r));
	assert_int_equal(r.every, REPEAT_WEEKLY);
	assert_int_equal(r.days, 1U << 3);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.exceptions[0].to, DATE_NONE);
	date_make(2026, 12, 30, &d);
	assert_int_equal(r.exceptions[1].to, d);
	assert_int_equal(r.exceptions[1].starts, 19 * 60);
	recurrence_rule(&r, &b);
	assert_string_equal(buf_str(&b), "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231");
	recurrence_free(&r);
	assert_false(recurrence_read(NULL, &r));
	assert_false(recurrence_read("", &r));
	recurrence_free(&r);
	buf_free(&b);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(recurrence__parse__romanian),
	    cmocka_unit_test(recurrence__parse__russian),
	    cmocka_unit_test(recurrence__parse__english),
	    cmocka_unit_test(recurrence__parse__refuses_what_it_cannot_keep),
	    cmocka_unit_test(recurrence__parse__rules),
	    cmocka_unit_test(recurrence__show__reads_back_in_every_language),
	    cmocka_unit_test(recurrence__read__gives_parts),
	};
	(void)argc;
	char *words = path_locale_dir(argv[0]);
	lang_start(words, LANG_EN);
	free(words);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
