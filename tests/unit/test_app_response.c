/* test_app_response.c - reports that are counted letter by letter or promise by promise, against figures counted by
 * hand. The clock stands at Monday 2026-11-23. */
#include "unit/app_help.h"

#include "app/report.h"
#include "base/path.h"

/* Rows as "cell;cell", as people read them. */
static void read_report(struct app *a, const char *name, const struct app_period *p, char *text)
{
	struct app_report *r = NULL;
	size_t i;
	assert_true(app_report_find(name, &i));
	assert_ok(app_report_read(a, i, p, false, &r, e));
	const struct app_report_table *t = app_report_table(r, 0);
	text[0] = '\0';
	for (size_t row = 0; row < t->nrows; row++)
		for (size_t c = 0; c < t->ncolumns; c++)
			snprintf(text + strlen(text), 600 - strlen(text), "%s%s", app_report_cell(r, 0, row, c),
			    c + 1 < t->ncolumns ? ";" : "\n");
	app_report_free(r);
}

static int64_t letter(
    struct app *a, const char *subject, const char *authority, const char *registered, const char *rule)
{
	char s[80], of[80], day[40], r[40];
	snprintf(s, sizeof s, "subject=%s", subject);
	snprintf(of, sizeof of, "authority=%s", authority);
	snprintf(day, sizeof day, "registered_on=%s", registered);
	snprintf(r, sizeof r, "rule=%s", rule);
	return app_help_add(a, KIND_letter, s, of, day, "kind=petition", r, NULL);
}

static void answer(struct app *a, const char *kind, const char *to, const char *on)
{
	char k[40], of[80], day[40];
	const bool out = strcmp(kind, "completion") == 0;
	snprintf(k, sizeof k, "kind=%s", kind);
	snprintf(of, sizeof of, "answers=%s", to);
	snprintf(day, sizeof day, "%s=%s", out ? "sent_on" : "received_on", on);
	app_help_add(a, KIND_letter, "subject=Răspuns", k, of, day, out ? "direction=out" : "direction=in", NULL);
}

/* Primăria. A: registered 1 Sep, answered 21 Sep: 20 days, in time (until 1 Oct). B: registered 1 Sep; on 7 Sep it
 * asked us to complete, we did so on 17 Sep (ours: 10 days); answered 6 Oct: 35 - 10 = 25 days, in time (1 Oct + 10
 * days). C: registered 1 Sep, answered 12 Oct: 41 days, late. D: registered 2 Oct, never answered: over since 2 Nov. E:
 * registered 10 Nov, still runs. Of four that were due two came in time: 50%. On average (20 + 25 + 41) / 3 = 28.67.
 * Pretura: an information request registered 2 Nov, answered 9 Nov: 7 days, until 12 Nov. An opinion without a term and
 * the answers themselves are no letters that wait. */
static void response__counted__as_by_hand(void **state)
{
	struct app *a = app_help_app(state);
	char text[600] = "";
	size_t i;
	app_help_add(a, KIND_authority, "name=Primăria", NULL);
	app_help_add(a, KIND_authority, "name=Pretura", NULL);
	letter(a, "A", "Primăria", "2026-09-01", "petition.answer");
	answer(a, "reply", "A", "2026-09-21");
	letter(a, "B", "Primăria", "2026-09-01", "petition.answer");
	answer(a, "defects", "B", "2026-09-07");
	answer(a, "completion", "B", "2026-09-17");
	answer(a, "reply", "B", "2026-10-06");
	letter(a, "C", "Primăria", "2026-09-01", "petition.answer");
	answer(a, "refusal", "C", "2026-10-12");
	letter(a, "D", "Primăria", "2026-10-02", "petition.answer");
	letter(a, "E", "Primăria", "2026-11-10", "petition.answer");
	letter(a, "F", "Pretura", "2026-11-02", "info.answer");
	answer(a, "reply", "F", "2026-11-09");
	app_help_add(
	    a, KIND_letter, "subject=G", "authority=Pretura", "registered_on=2026-11-02", "kind=opinion", NULL);
	const struct app_period all = {DATE_NONE, DATE_NONE, 0};
	lang_switch(LANG_EN);
	read_report(a, "response", &all, text);
	assert_string_equal(text, "Primăria;5;3;2;50%;28.67;41;1\nPretura;1;1;1;100%;7.00;7;0\n");
	const struct app_period autumn = {app_help_day("2026-10-01"), app_help_day("2026-10-31"), 0};
	read_report(a, "response", &autumn, text);
	assert_string_equal(text, "Primăria;1;0;0;0%;;;1\n");
	assert_true(app_report_find("response", &i));
	static const enum app_report_format formats[] = {REPORT_TEXT, REPORT_CSV, REPORT_JSON, REPORT_HTML};
	for (size_t f = 0; f < 4; f++) {
		char *path = app_help_path(state, "r");
		struct buf b = BUF_INIT;
		assert_ok(app_report_write(a, i, &all, &(struct app_report_as){.format = formats[f]}, path, e));
		assert_ok(path_read_all(path, 1 << 16, &b, e));
		assert_non_null(strstr(buf_str(&b), "Primăria"));
		assert_true(strstr(buf_str(&b), "28.67") || strstr(buf_str(&b), "28,67"));
		buf_free(&b);
		free(path);
	}
}

static void promises__by_authority__of_the_meeting_too(void **state)
{
	struct app *a = app_help_app(state);
	char text[600] = "";
	app_help_add(a, KIND_authority, "name=Primăria", NULL);
	app_help_add(a, KIND_meeting, "title=Ședința", "date=2026-11-02", "authority=Primăria", NULL);
	app_help_add(
	    a, KIND_observation, "kind=promise", "text=Unu", "meeting=Ședința", "kept=kept", "until=2026-11-10", NULL);
	app_help_add(a, KIND_observation, "kind=promise", "text=Doi", "authority=Primăria", "kept=broken",
	    "until=2026-11-10", NULL);
	app_help_add(a, KIND_observation, "kind=promise", "text=Trei", "authority=Primăria", "kept=kept",
	    "until=2026-11-12", NULL);
	app_help_add(a, KIND_observation, "kind=promise", "text=Patru", "authority=Primăria", "until=2026-12-10", NULL);
	app_help_add(a, KIND_observation, "kind=fact", "text=Nimic", "authority=Primăria", NULL);
	const struct app_period all = {DATE_NONE, DATE_NONE, 0};
	read_report(a, "promises_authority", &all, text);
	assert_int_equal(strncmp(text, "Primăria;4;2;1;1\n", strlen("Primăria;4;2;1;1\n")), 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(response__counted__as_by_hand),
	    T(promises__by_authority__of_the_meeting_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
