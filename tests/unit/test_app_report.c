/* Every report in every format: whole files, aligned text, JSON that can be read, HTML that cannot be broken into. */
#include "app_help.h"

#include "app/report.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#define EVIL "<script>alert(\"x\")</script> & =1+1"

static const struct app_period always = {DATE_NONE, DATE_NONE, 0};

static void fill(struct app *a)
{
	app_help_add(a, KIND_person, "surname=Rusu", "given=Ion", "sector=" EVIL, NULL);
	app_help_add(a, KIND_person, "surname=Țurcanu", "given=Ștefan", "sector=Botanica", NULL);
	app_help_add(a, KIND_workshop, "title=" EVIL, "date=2026-11-20", "status=held", NULL);
	app_help_add(a, KIND_attendance, "workshop=" EVIL, "person=Rusu", "mark=present", NULL);
	app_help_add(a, KIND_attendance, "workshop=" EVIL, "person=Țurcanu", "mark=absent", NULL);
	app_help_add(a, KIND_problem, "title=Groapa", "sector=" EVIL, "reported_on=2026-11-02", NULL);
	app_help_add(a, KIND_action, "title=" EVIL, "type=collection", NULL);
	app_help_add(
	    a, KIND_ledger, "action=" EVIL, "what=Donații", "amount=1250.50", "kind=income", "on=2026-11-10", NULL);
	app_help_add(a, KIND_signature, "action=" EVIL, "name=Balan", "on=2026-11-10", NULL);
}

/* The file's text, owned. */
static char *written(void **state, size_t i, enum app_report_format f, bool excel)
{
	char *path = app_help_path(state, "report.out");
	assert_ok(app_report_write(app_help_app(state), i, &always, f, excel, path, e));
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	assert_int_equal(remove(path), 0);
	free(path);
	return buf_take(&b);
}

static void report__all__have_names_and_columns(void **state)
{
	(void)state;
	assert_true(app_report_count() >= 5);
	for (size_t i = 0; i < app_report_count(); i++) {
		size_t found = 99;
		struct app_report_column c[APP_REPORT_COLUMNS];
		assert_true(app_report_find(app_report_name(i), &found));
		assert_int_equal(found, i);
		assert_true(*app_report_label(i));
		const size_t n = app_report_columns(i, c);
		assert_true(n > 0 && n <= APP_REPORT_COLUMNS);
		for (size_t j = 0; j < n; j++)
			assert_true(*c[j].key && *c[j].label);
	}
	size_t none;
	assert_false(app_report_find("nothing", &none));
	assert_string_equal(app_report_name(999), "");
}

static void report__html__escaped_and_self_contained(void **state)
{
	fill(app_help_app(state));
	bool seen = false;
	for (size_t i = 0; i < app_report_count(); i++) {
		char *html = written(state, i, REPORT_HTML, false);
		assert_null(strstr(html, "<script"));
		assert_null(strstr(html, "http"));
		assert_non_null(strstr(html, "</html>"));
		seen = seen || strstr(html, "&lt;script&gt;");
		free(html);
	}
	assert_true(seen);
}

struct json {
	size_t rows;
	bool version;
};

static bool one_row(void *ctx, const char *json)
{
	(void)json;
	++*(size_t *)ctx;
	return true;
}

static bool one_member(void *ctx, const char *key, const char *json)
{
	struct json *j = ctx;
	if (strcmp(key, "rows") == 0)
		assert_ok(json_elements(json, one_row, &j->rows, e));
	if (strcmp(key, "version") == 0)
		j->version = strcmp(json, "1") == 0;
	return true;
}

static bool count_row(void *ctx, const char *const *cells)
{
	(void)cells;
	++*(size_t *)ctx;
	return true;
}

static void report__json__readable_with_all_rows(void **state)
{
	struct app *a = app_help_app(state);
	fill(a);
	for (size_t i = 0; i < app_report_count(); i++) {
		struct json j = {0, false};
		size_t rows = 0;
		char *text = written(state, i, REPORT_JSON, false);
		assert_ok(json_members(text, one_member, &j, e));
		assert_ok(app_report_run(a, i, &always, true, count_row, &rows, e));
		assert_true(j.version);
		assert_int_equal(j.rows, rows);
		free(text);
	}
}

static void report__csv__keys_for_programs_mark_for_excel(void **state)
{
	fill(app_help_app(state));
	for (size_t i = 0; i < app_report_count(); i++) {
		char *plain = written(state, i, REPORT_CSV, false), *excel = written(state, i, REPORT_CSV, true);
		struct app_report_column c[APP_REPORT_COLUMNS];
		app_report_columns(i, c);
		assert_int_equal(strncmp(plain, c[0].key, strlen(c[0].key)), 0);
		assert_int_equal(strncmp(excel, "\xEF\xBB\xBF", 3), 0);
		free(plain);
		free(excel);
	}
}

static void report__text__aligned(void **state)
{
	fill(app_help_app(state));
	for (size_t i = 0; i < app_report_count(); i++) {
		char *text = written(state, i, REPORT_TEXT, false), *rest = NULL;
		assert_non_null(strstr(text, app_report_label(i)));
		int rule = 0;
		for (char *l = strtok_r(text, "\n", &rest); l; l = strtok_r(NULL, "\n", &rest)) {
			if (strncmp(l, "--", 2) == 0)
				rule = text_width(l);
			else if (rule)
				assert_true(text_width(l) <= rule);
		}
		free(text);
	}
}

static bool euro_seen(void *ctx, const char *const *cells)
{
	for (size_t i = 0; cells[i] && i < 3; i++)
		if (strcmp(cells[i], "EUR") == 0)
			for (size_t j = i; j < i + 3; j++)
				*(bool *)ctx = *(bool *)ctx || strcmp(cells[j], "12.50 EUR") == 0;
	return true;
}

static void report__money__in_its_own_currency(void **state)
{
	struct app *a = app_help_app(state);
	size_t i;
	bool seen = false;
	fill(a);
	app_help_add(a, KIND_ledger, "action=" EVIL, "what=Grant", "amount=12.50", "currency=EUR", "kind=income", NULL);
	assert_true(app_report_find("money", &i));
	assert_ok(app_report_run(a, i, &always, false, euro_seen, &seen, e));
	assert_true(seen);
}

static void report__write__nothing_half_done(void **state)
{
	struct app *a = app_help_app(state);
	assert_refused(ERR_NOT_FOUND, app_report_write(a, 999, &always, REPORT_TEXT, false, NULL, e));
	char *path = app_help_path(state, "no/such/folder/report.csv");
	struct err why = ERR_INIT;
	assert_false(app_report_write(a, 0, &always, REPORT_CSV, false, path, &why));
	free(path);
	app_close(a);
	path = app_help_path(state, "report.csv");
	assert_refused(ERR_NOT_FOUND, app_report_write(a, 0, &always, REPORT_CSV, false, path, e));
	assert_false(path_exists(path));
	free(path);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(report__all__have_names_and_columns),
	    T(report__html__escaped_and_self_contained),
	    T(report__json__readable_with_all_rows),
	    T(report__csv__keys_for_programs_mark_for_excel),
	    T(report__text__aligned),
	    T(report__money__in_its_own_currency),
	    T(report__write__nothing_half_done),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
