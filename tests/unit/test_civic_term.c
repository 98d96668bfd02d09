/* test_civic_term.c - legal terms: the vectors that were counted by hand, what every rule of data/rules.tsv must
 * satisfy, the explanation, and tables with mistakes in them. */
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
#include "civic/term.h"

static char *data; /* folder of the program's data */

static date_t day(const char *iso)
{
	date_t d;
	assert_true(date_parse_iso(iso, &d));
	return d;
}

static void say_wrong(void *ctx, const char *line)
{
	print_error("%s\n", line);
	++*(int *)ctx;
}

static struct holidays *holidays(void)
{
	struct holidays *h = NULL;
	struct err e = ERR_INIT;
	int wrong = 0;
	char *path = path_join(data, "holidays.tsv");
	if (!holidays_read(&h, path, say_wrong, &wrong, &e))
		fail_msg("%s", e.what);
	assert_int_equal(wrong, 0);
	free(path);
	return h;
}

static struct term_rules *rules(void)
{
	struct term_rules *r = NULL;
	struct err e = ERR_INIT;
	int wrong = 0;
	char *path = path_join(data, "rules.tsv");
	if (!term_rules_read(&r, path, say_wrong, &wrong, &e))
		fail_msg("%s", e.what);
	assert_int_equal(wrong, 0);
	free(path);
	return r;
}

static struct term_rule rule_of(int amount, enum term_unit unit, enum term_direction direction)
{
	static char nothing[] = "";
	return (struct term_rule){.id = nothing,
	    .name = {nothing, nothing, nothing},
	    .law = nothing,
	    .from = {nothing, nothing, nothing},
	    .amount = amount,
	    .unit = unit,
	    .direction = direction,
	    .extension = nothing,
	    .source = nothing,
	    .text_date = nothing,
	    .confidence = nothing,
	    .counting = nothing};
}

/* ---- vectors, each counted by hand */

static const struct vector {
	int amount;
	enum term_unit unit;
	enum term_direction direction;
	const char *from, *raw, *end;
} vectors[] = {
    {30, TERM_CALENDAR_DAY, TERM_AFTER, "2026-03-02", "2026-04-01", "2026-04-01"},
    {30, TERM_CALENDAR_DAY, TERM_AFTER, "2026-03-13", "2026-04-12", "2026-04-14"},
    {30, TERM_CALENDAR_DAY, TERM_AFTER, "2026-03-21", "2026-04-20", "2026-04-21"},
    {30, TERM_CALENDAR_DAY, TERM_AFTER, "2026-11-25", "2026-12-25", "2026-12-28"},
    {30, TERM_CALENDAR_DAY, TERM_AFTER, "2027-12-08", "2028-01-07", "2028-01-10"},
    {30, TERM_CALENDAR_DAY, TERM_AFTER, "2027-04-02", "2027-05-02", "2027-05-04"},
    {10, TERM_CALENDAR_DAY, TERM_AFTER, "2026-04-02", "2026-04-12", "2026-04-14"},
    {10, TERM_CALENDAR_DAY, TERM_AFTER, "2026-12-28", "2027-01-07", "2027-01-11"},
    {15, TERM_CALENDAR_DAY, TERM_AFTER, "2026-08-16", "2026-08-31", "2026-09-01"},
    {5, TERM_WORKING_DAY, TERM_AFTER, "2026-04-09", NULL, "2026-04-17"},
    {5, TERM_WORKING_DAY, TERM_AFTER, "2026-05-29", NULL, "2026-06-08"},
    {5, TERM_WORKING_DAY, TERM_AFTER, "2026-08-26", NULL, "2026-09-04"},
    {5, TERM_WORKING_DAY, TERM_AFTER, "2026-10-12", NULL, "2026-10-20"},
    {10, TERM_WORKING_DAY, TERM_AFTER, "2026-04-03", NULL, "2026-04-21"},
    {15, TERM_WORKING_DAY, TERM_AFTER, "2026-12-18", NULL, "2027-01-14"},
    {3, TERM_WORKING_DAY, TERM_BEFORE, "2026-04-23", NULL, "2026-04-17"},
    {3, TERM_WORKING_DAY, TERM_BEFORE, "2026-06-04", NULL, "2026-05-29"},
    /* months and years: the same-numbered day, else the month's last */
    {1, TERM_MONTH, TERM_AFTER, "2026-01-31", "2026-02-28", "2026-03-02"},
    {1, TERM_MONTH, TERM_AFTER, "2028-01-31", "2028-02-29", "2028-02-29"},
    {3, TERM_MONTH, TERM_EVERY, "2026-11-26", "2027-02-26", "2027-02-26"},
    {1, TERM_YEAR, TERM_AFTER, "2028-02-29", "2029-02-28", "2029-02-28"},
    {1, TERM_YEAR, TERM_AFTER, "2026-01-07", "2027-01-07", "2027-01-11"},
    /* before: exact, never moved; hours: as days, never moved */
    {5, TERM_CALENDAR_DAY, TERM_BEFORE, "2026-11-28", "2026-11-23", "2026-11-23"},
    {5, TERM_CALENDAR_DAY, TERM_BEFORE, "2026-11-27", "2026-11-22", "2026-11-22"},
    {72, TERM_HOUR, TERM_MAX_AFTER, "2026-11-25", "2026-11-28", "2026-11-28"},
    {73, TERM_HOUR, TERM_MAX_AFTER, "2026-11-25", "2026-11-29", "2026-11-29"},
    {15, TERM_CALENDAR_DAY, TERM_ADD, "2026-04-01", "2026-04-16", "2026-04-16"},
    {90, TERM_CALENDAR_DAY, TERM_MAX_TOTAL, "2026-03-02", "2026-05-31", "2026-06-02"},
};

static void term__compute__vectors(void **state)
{
	struct holidays *h = holidays();
	int bad = 0;
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		const struct vector *v = &vectors[i];
		struct term_rule rule = rule_of(v->amount, v->unit, v->direction);
		struct term_end end;
		struct err e = ERR_INIT;
		char raw[11] = "", iso[11] = "";
		if (!term_compute(&rule, day(v->from), h, &end, &e))
			fail_msg("%s: %s", v->from, e.what);
		date_iso(end.end, iso);
		if (end.raw != DATE_NONE)
			date_iso(end.raw, raw);
		if (strcmp(iso, v->end) != 0 || strcmp(raw, v->raw ? v->raw : "") != 0) {
			print_error("%d from %s: %s (raw %s), expected %s (raw %s)\n", v->amount, v->from, iso, raw,
			    v->end, v->raw ? v->raw : "none");
			bad++;
		}
	}
	assert_int_equal(bad, 0);
	holidays_free(h);
}

static void term__compute__hram_and_moved_days(void **state)
{
	struct holidays *h = holidays();
	struct term_rule five = rule_of(5, TERM_WORKING_DAY, TERM_AFTER);
	struct term_end end;
	struct err e = ERR_INIT;
	(void)state;
	holidays_set_hram(h, NULL);
	assert_true(term_compute(&five, day("2026-10-12"), h, &end, &e));
	assert_int_equal(end.end, day("2026-10-19"));
	holidays_add_moved(h, day("2026-10-17"), false); /* a Saturday is worked */
	assert_true(term_compute(&five, day("2026-10-12"), h, &end, &e));
	assert_int_equal(end.end, day("2026-10-17"));
	holidays_add_moved(h, day("2026-10-17"), true);
	holidays_add_moved(h, day("2026-10-19"), true);
	assert_true(term_compute(&five, day("2026-10-12"), h, &end, &e));
	assert_int_equal(end.end, day("2026-10-20"));
	holidays_free(h);
}

/* By another way: every day looked at, one by one, from a list of working days. */
static date_t slow_working(date_t from, int amount, const struct holidays *h)
{
	date_t d = from;
	while (amount > 0) {
		d++;
		if (!holiday_is_off(h, d))
			amount--;
	}
	return d;
}

static void term__compute__every_start_of_twelve_years(void **state)
{
	struct holidays *h = holidays();
	struct term_rule calendar = rule_of(30, TERM_CALENDAR_DAY, TERM_AFTER),
	                 working = rule_of(5, TERM_WORKING_DAY, TERM_AFTER),
	                 before = rule_of(3, TERM_WORKING_DAY, TERM_BEFORE);
	struct term_end end;
	struct err e = ERR_INIT;
	(void)state;
	for (date_t d = day("2024-01-01"); d < day("2036-01-01"); d++) {
		assert_true(term_compute(&calendar, d, h, &end, &e));
		assert_int_equal(end.raw, d + 30);
		assert_false(holiday_is_off(h, end.end));
		for (date_t between = end.raw; between < end.end; between++)
			assert_true(holiday_is_off(h, between));
		assert_true(term_compute(&working, d, h, &end, &e));
		assert_int_equal(end.end, slow_working(d, 5, h));
		assert_true(term_compute(&before, d, h, &end, &e));
		int n = 0;
		for (date_t between = end.end; between < d; between++)
			n += !holiday_is_off(h, between);
		assert_int_equal(n, 3);
	}
	holidays_free(h);
}

static void term__compute__refuses_what_has_no_end(void **state)
{
	struct holidays *h = holidays();
	const struct term_rule open = rule_of(0, TERM_OPEN, TERM_AFTER),
	                       threshold = rule_of(20, TERM_HOUR_PER_MONTH, TERM_THRESHOLD),
	                       thirty = rule_of(30, TERM_CALENDAR_DAY, TERM_AFTER),
	                       years = rule_of(100, TERM_YEAR, TERM_AFTER),
	                       back = rule_of(30, TERM_CALENDAR_DAY, TERM_BEFORE),
	                       work = rule_of(2000, TERM_WORKING_DAY, TERM_AFTER);
	const struct {
		const struct term_rule *rule;
		date_t from;
	} rows[] = {{&open, day("2026-11-23")}, {&threshold, day("2026-11-23")}, {&thirty, DATE_NONE},
	    {&thirty, INT32_MAX}, {&thirty, day("9999-12-20")}, {&years, day("9950-01-01")}, {&back, day("1583-01-10")},
	    {&work, day("9999-01-01")}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct term_end end;
		struct err e = ERR_INIT;
		assert_false(term_compute(rows[i].rule, rows[i].from, h, &end, &e));
		assert_int_equal(e.code, ERR_INVALID);
		assert_true(e.what[0] != '\0');
		assert_int_equal(end.end, DATE_NONE);
	}
	holidays_free(h);
}

/* ---- the table */

static void rules__read__all_are_whole(void **state)
{
	struct term_rules *r = rules();
	(void)state;
	assert_in_range(term_rules_count(r), 49, 200);
	for (size_t i = 0; i < term_rules_count(r); i++) {
		const struct term_rule *rule = term_rules_at(r, i);
		assert_ptr_equal(term_rules_find(r, rule->id), rule);
		assert_true(*rule->law && *rule->source && *rule->text_date && *rule->confidence && *rule->counting);
		for (int l = 0; l < LANG_COUNT; l++)
			assert_true(*rule->name[l] && *rule->from[l]);
		char list[200], *rest = NULL;
		snprintf(list, sizeof list, "%s", rule->extension);
		for (char *id = strtok_r(list, " ", &rest); id; id = strtok_r(NULL, " ", &rest))
			assert_non_null(term_rules_find(r, id));
	}
	const struct term_rule *answer = term_rules_find(r, "petition.answer");
	assert_int_equal(answer->amount, 30);
	assert_int_equal(answer->unit, TERM_CALENDAR_DAY);
	assert_int_equal(term_rules_find(r, "prior.answer")->amount, 15);
	assert_int_equal(term_rules_find(r, "info.answer")->amount, 10);
	assert_int_equal(term_rules_find(r, "referendum.collection")->amount_max, 60);
	assert_null(term_rules_find(r, "nosuch"));
	term_rules_free(r);
}

struct told {
	struct buf text;
	size_t lines;
};

static void hear(void *ctx, const char *text)
{
	struct told *t = ctx;
	buf_print(&t->text, "%s\n", text);
	t->lines++;
}

static void rules__explain__every_rule_in_every_language(void **state)
{
	struct term_rules *r = rules();
	struct holidays *h = holidays();
	(void)state;
	for (enum lang l = 0; l < LANG_COUNT; l++) {
		lang_switch(l);
		for (size_t i = 0; i < term_rules_count(r); i++) {
			const struct term_rule *rule = term_rules_at(r, i);
			struct told told = {BUF_INIT, 0};
			struct term_end end;
			struct err e = ERR_INIT;
			struct buf last = BUF_INIT;
			bool ends = term_compute(rule, day("2026-11-23"), h, &end, &e);
			assert_int_equal(term_explain(rule, day("2026-11-23"), h, l, hear, &told, &e), ends);
			if (ends) {
				date_text(end.end, l, DATE_FULL, &last);
				assert_non_null(strstr(buf_str(&told.text), buf_str(&last)));
				assert_non_null(strstr(buf_str(&told.text), rule->law));
				assert_non_null(strstr(buf_str(&told.text), "legis.md"));
				assert_null(strstr(buf_str(&told.text), "%d"));
				assert_in_range(told.lines, 5, 140);
			} else {
				assert_int_equal(told.lines, 0);
			}
			buf_free(&told.text);
			buf_free(&last);
		}
	}
	lang_switch(LANG_EN);
	term_rules_free(r);
	holidays_free(h);
}

static void rules__explain__names_the_holidays(void **state)
{
	struct term_rules *r = rules();
	struct holidays *h = holidays();
	struct told told = {BUF_INIT, 0};
	struct err e = ERR_INIT;
	(void)state;
	assert_true(
	    term_explain(term_rules_find(r, "petition.answer"), day("2026-03-13"), h, LANG_EN, hear, &told, &e));
	const char *text = buf_str(&told.text);
	static const char *const parts[] = {"Answer to a petition", "30 calendar days", "Easter Sunday",
	    "Easter Monday", "Tuesday, 14 April 2026", "art. 60", "not counted", "day 30", "Codul civil", "legis.md"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strstr(text, parts[i]))
			fail_msg("\"%s\" is not said in:\n%s", parts[i], text);
	buf_free(&told.text);
	term_rules_free(r);
	holidays_free(h);
}

/* ---- a group's own table, with mistakes */

static char *write_file(const char *text)
{
	char name[] = "/tmp/obste-rules.XXXXXX";
	const char *folder = getenv("TMPDIR");
	char *path = path_join(folder ? folder : "/tmp", name + 5);
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	return path;
}

static void count_lines(void *ctx, const char *line)
{
	assert_true(strchr(line, ':') != NULL);
	++*(int *)ctx;
}

#define HEADER "id\tname_ro\tlaw\tamount\tunit\tdirection\n"

static void rules__read__own_file_replaces_and_mistakes_are_told(void **state)
{
	struct term_rules *r = rules();
	struct err e = ERR_INIT;
	size_t before = term_rules_count(r);
	int wrong = 0;
	char *path =
	    write_file("\xEF\xBB\xBF# ours\r\n" HEADER "petition.answer\tRăspuns\tCod\t20\tworking_day\tafter\r\n"
	               "our.rule\tA noastră\tStatut\t7\tcalendar_day\tbefore\n"
	               "\n"
	               "Bad Id\tX\tY\t7\tcalendar_day\tafter\n"
	               "no.unit\tX\tY\t7\tfortnight\tafter\n"
	               "no.direction\tX\tY\t7\tmonth\tsideways\n"
	               "no.amount\tX\tY\t\tmonth\tafter\n"
	               "zero\tX\tY\t0\tmonth\tafter\n"
	               "huge\tX\tY\t99999\tmonth\tafter\n"
	               "negative\tX\tY\t-5\tmonth\tafter\n"
	               "range\tX\tY\t60-30\tcalendar_day\trange\n"
	               "plus\tX\tY\t5x\tmonth\tafter\n"
	               "open\tX\tY\t5\topen\tafter\n"
	               "utf\t\xff\xfe\tY\t5\tmonth\tafter\n"
	               "wide\tX\tY\t5\tmonth\tafter\tmore\n"
	               "nameless\t\tY\t5\tmonth\tafter\n");
	(void)state;
	assert_true(term_rules_read(&r, path, count_lines, &wrong, &e));
	assert_int_equal(wrong, 13);
	assert_int_equal(term_rules_count(r), before + 1);
	assert_int_equal(term_rules_find(r, "petition.answer")->amount, 20);
	assert_string_equal(term_rules_find(r, "petition.answer")->name[LANG_RU], "Răspuns");
	assert_int_equal(term_rules_find(r, "our.rule")->direction, TERM_BEFORE);
	unlink(path);
	free(path);
	path = write_file(HEADER "nothing good here\n");
	assert_false(term_rules_read(&r, path, NULL, NULL, &e));
	assert_int_equal(e.code, ERR_INVALID);
	assert_int_equal(term_rules_count(r), before + 1); /* what was there stays */
	struct term_rules *none = NULL;
	assert_false(term_rules_read(&none, path, NULL, NULL, &e));
	assert_null(none);
	unlink(path);
	assert_false(term_rules_read(&none, path, NULL, NULL, &e));
	assert_int_equal(e.code, ERR_NOT_FOUND);
	free(path);
	term_rules_free(r);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(term__compute__vectors),
	    cmocka_unit_test(term__compute__hram_and_moved_days),
	    cmocka_unit_test(term__compute__every_start_of_twelve_years),
	    cmocka_unit_test(term__compute__refuses_what_has_no_end),
	    cmocka_unit_test(rules__read__all_are_whole),
	    cmocka_unit_test(rules__explain__every_rule_in_every_language),
	    cmocka_unit_test(rules__explain__names_the_holidays),
	    cmocka_unit_test(rules__read__own_file_replaces_and_mistakes_are_told),
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
