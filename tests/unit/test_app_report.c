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
	assert_ok(app_report_write(
	    app_help_app(state), i, &always, &(struct app_report_as){.format = f, .excel = excel}, path, e));
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
		assert_true(app_report_find(app_report_name(i), &found));
		assert_int_equal(found, i);
		assert_true(*app_report_label(i));
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

static bool one_member(void *ctx, const char *key, const char *json);

static bool one_part(void *ctx, const char *json)
{
	assert_ok(json_members(json, one_member, ctx, e));
	return true;
}

static bool one_member(void *ctx, const char *key, const char *json)
{
	struct json *j = ctx;
	if (strcmp(key, "rows") == 0)
		assert_ok(json_elements(json, one_row, &j->rows, e));
	if (strcmp(key, "parts") == 0)
		assert_ok(json_elements(json, one_part, j, e));
	if (strcmp(key, "version") == 0)
		j->version = strcmp(json, "1") == 0;
	return true;
}

static size_t rows_of(struct app *a, size_t i)
{
	struct app_report *r;
	size_t rows = 0;
	assert_ok(app_report_read(a, i, &always, false, &r, e));
	for (size_t t = 0; t < app_report_tables(r); t++)
		rows += app_report_table(r, t)->nrows - app_report_table(r, t)->total;
	app_report_free(r);
	return rows;
}

static void report__json__readable_with_all_rows(void **state)
{
	struct app *a = app_help_app(state);
	fill(a);
	for (size_t i = 0; i < app_report_count(); i++) {
		struct json j = {0, false};
		char *text = written(state, i, REPORT_JSON, false);
		assert_ok(json_members(text, one_member, &j, e));
		assert_true(j.version);
		assert_int_equal(j.rows, rows_of(a, i));
		free(text);
	}
}

static void report__csv__keys_for_programs_mark_for_excel(void **state)
{
	fill(app_help_app(state));
	for (size_t i = 0; i < app_report_count(); i++) {
		char *plain = written(state, i, REPORT_CSV, false), *excel = written(state, i, REPORT_CSV, true);
		assert_true(plain[0] >= 'a' && plain[0] <= 'z');
		assert_null(strchr(plain, (char)0xEF));
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
			else if (rule && strstr(l, "█") == NULL && strstr(l, "░") == NULL)
				assert_true(text_width(l) <= rule);
			if (strncmp(l, "==", 2) == 0)
				break; /* the next part of several */
		}
		free(text);
	}
}

static void report__money__in_its_own_currency(void **state)
{
	fill(app_help_app(state));
	app_help_add(app_help_app(state), KIND_ledger, "action=" EVIL, "what=Grant", "amount=12.50", "currency=EUR",
	    "kind=income", NULL);
	size_t i;
	assert_true(app_report_find("money", &i));
	char *text = written(state, i, REPORT_TEXT, false);
	assert_non_null(strstr(text, "12.50 EUR"));
	free(text);
}

/* ---- outside the group */

static char *outside(void **state, const char *name, enum app_report_format f)
{
	char *path = app_help_path(state, "report.out");
	size_t i;
	struct buf b = BUF_INIT;
	assert_true(app_report_find(name, &i));
	assert_ok(app_report_write(
	    app_help_app(state), i, &always, &(struct app_report_as){.format = f, .outside = true}, path, e));
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	assert_int_equal(remove(path), 0);
	free(path);
	return buf_take(&b);
}

static void many_people(struct app *a)
{
	for (int i = 0; i < 30; i++) {
		char *name = mem_print("surname=Om%02d", i);
		app_help_add(a, KIND_person, name,
		    i < 15   ? "sector=Botanica"
		    : i < 27 ? "sector=Centru"
		             : "sector=Ciocana",
		    NULL);
		free(name);
	}
}

static void report__outside__small_counts_hidden_and_one_more(void **state)
{
	many_people(app_help_app(state));
	char *csv = outside(state, "people_sector", REPORT_CSV);
	assert_non_null(strstr(csv, "Botanica,15,0"));
	assert_non_null(strstr(csv, "Centru,*,0")); /* else 30 - 15 - 12 tells the three */
	assert_non_null(strstr(csv, "Ciocana,<5,0"));
	assert_non_null(strstr(csv, "total,30,0"));
	free(csv);
	char *html = outside(state, "people_sector", REPORT_HTML);
	assert_non_null(strstr(html, "&lt;5"));
	assert_null(strstr(html, ">12<"));
	assert_null(strstr(html, "width=\"240\"")); /* nor as the length of a bar */
	free(html);
}

static void report__outside__people_by_name_stay_inside(void **state)
{
	size_t i;
	struct app_report *r;
	fill(app_help_app(state));
	assert_true(app_report_find("attendance_people", &i));
	assert_true(app_report_names_people(i));
	assert_refused(ERR_USAGE, app_report_read(app_help_app(state), i, &always, true, &r, e));
	assert_true(app_report_find("funder", &i));
	assert_ok(app_report_read(app_help_app(state), i, &always, true, &r, e));
	for (size_t t = 0; t < app_report_tables(r); t++) {
		size_t part;
		assert_true(app_report_find(app_report_table(r, t)->name, &part));
		assert_false(app_report_names_people(part));
	}
	app_report_free(r);
}

/* ---- kept as submitted */

static bool add_difference(void *ctx, const struct app_report_difference *d)
{
	buf_print(ctx, "%s: %s > %s\n%s", d->where, d->before, d->now, d->why);
	return true;
}

static char *differences(struct app *a, int64_t snapshot)
{
	struct buf b = BUF_INIT;
	assert_ok(app_report_differences(a, snapshot, add_difference, &b, e));
	return buf_take(&b);
}

static void report__kept__differences_told_with_their_changes(void **state)
{
	struct app *a = app_help_app(state);
	size_t i;
	int64_t kept;
	many_people(a);
	assert_true(app_report_find("people_sector", &i));
	assert_ok(app_report_freeze(a, i, &always, &kept, e));
	char *none = differences(a, kept);
	assert_string_equal(none, "");
	free(none);
	int64_t moved;
	assert_ok(app_resolve(a, kind_get(KIND_person), "Om03", &moved, e));
	app_help_set(a, KIND_person, moved, "sector", "Centru");
	app_help_add(a, KIND_person, "surname=Nou", "sector=Rîșcani", NULL);
	char *text = differences(a, kept);
	assert_non_null(strstr(text, "People by sector · Botanica · People: 15 > 14\n  - Om03\n"));
	assert_non_null(strstr(text, "People by sector · Centru · People: 12 > 13\n  + Om03\n"));
	assert_non_null(strstr(text, "Sector: Botanica"));
	assert_non_null(strstr(text, "People by sector · Rîșcani · People:  > 1\n  + Nou\n"));
	assert_non_null(strstr(text, "In all · People: 30 > 31"));
	free(text);
}

static void report__write__nothing_half_done(void **state)
{
	static const struct app_report_as as = {.format = REPORT_CSV};
	struct app *a = app_help_app(state);
	assert_refused(ERR_NOT_FOUND, app_report_write(a, 999, &always, &as, NULL, e));
	char *path = app_help_path(state, "no/such/folder/report.csv");
	struct err why = ERR_INIT;
	assert_false(app_report_write(a, 0, &always, &as, path, &why));
	free(path);
	app_close(a);
	path = app_help_path(state, "report.csv");
	assert_refused(ERR_NOT_FOUND, app_report_write(a, 0, &always, &as, path, e));
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
	    T(report__outside__small_counts_hidden_and_one_more),
	    T(report__outside__people_by_name_stay_inside),
	    T(report__kept__differences_told_with_their_changes),
	    T(report__write__nothing_half_done),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
