/* A series planned from its programme: a workshop for each module, one a week, once. */
#include "app_help.h"

#include "app/programme.h"
#include "base/mem.h"

static bool add_line(void *ctx, const struct record *r)
{
	buf_print(ctx, "%s %s %s|", record_text(r, workshop_date), record_text(r, workshop_title),
	    record_text(r, workshop_place) ? record_text(r, workshop_place) : "-");
	return true;
}

static void assert_planned(struct app *a, const char *want)
{
	struct query q;
	struct buf b = BUF_INIT;
	query_init(&q, kind_get(KIND_workshop));
	q.down = true; /* the kind's own order is the newest first */
	assert_ok(app_each(a, &q, 0, add_line, &b, e));
	assert_string_equal(buf_str(&b), want);
	query_free(&q);
	buf_free(&b);
}

static int64_t series(struct app *a, const char *programme)
{
	char *lines = mem_print("programme=%s", programme);
	const int64_t id =
	    app_help_add(a, KIND_series, "title=Toamna", "place=Casa mare", "starts_on=2026-12-07", lines, NULL);
	free(lines);
	return id;
}

static date_t next_day(struct app *a, int64_t id)
{
	struct record *r = app_help_get(a, KIND_series, id);
	const date_t d = app_programme_next(a, r);
	record_free(r);
	return d;
}

#define SIX                                                                                                             \
	"2026-12-07 Orașul Casa mare|2026-12-14 Petiția Casa mare|2026-12-21 Presa Casa mare|2026-12-28 Ședințele " \
	"Casa mare|2027-01-04 Bugetul Casa mare|2027-01-11 Planul Casa mare|"

static void programme__six_modules__one_a_week_in_one_step(void **state)
{
	struct app *a = app_help_app(state);
	size_t made = 0;
	const int64_t id = series(a, "1. Orașul\n2) Petiția\n - Presa\n\nȘedințele\n5.  Bugetul\nPlanul\n");
	assert_int_equal(next_day(a, id), app_help_day("2026-12-07"));
	assert_ok(app_programme_plan(a, id, "7.12.2026", &made, e));
	assert_int_equal(made, 6);
	assert_planned(a, SIX);
	assert_int_equal(next_day(a, id), app_help_day("2027-01-18"));
	assert_ok(app_undo(a, NULL, e));
	assert_planned(a, "");
	assert_ok(app_redo(a, NULL, e));
	assert_planned(a, SIX);
}

/* Again: nothing twice. A module more: that one. One whose workshop was renamed is known by its module. */
static void programme__again__only_what_is_missing(void **state)
{
	struct app *a = app_help_app(state);
	size_t made = 9;
	const int64_t id = series(a, "Orașul\nPetiția");
	assert_ok(app_programme_plan(a, id, "7 dec", &made, e));
	assert_refused(ERR_INVALID, app_programme_plan(a, id, "14 dec", &made, e));
	assert_int_equal(made, 0);
	app_help_set(a, KIND_series, id, "programme", "ORASUL\nPetiția\nPresa");
	assert_ok(app_programme_plan(a, id, "4.01.2027", &made, e));
	assert_int_equal(made, 1);
	assert_planned(a, "2026-12-07 Orașul Casa mare|2026-12-14 Petiția Casa mare|2027-01-04 Presa Casa mare|");
	app_help_add(
	    a, KIND_workshop, "title=Seara întrebărilor", "module=Bugetul", "date=2027-02-01", "series=Toamna", NULL);
	app_help_set(a, KIND_series, id, "programme", "Bugetul");
	assert_refused(ERR_INVALID, app_programme_plan(a, id, "8.02.2027", &made, e));
}

static void programme__nothing_to_go_by__said(void **state)
{
	struct app *a = app_help_app(state);
	size_t made = 9;
	const int64_t id = series(a, "Orașul");
	assert_refused(ERR_INVALID, app_programme_plan(a, id, "", &made, e));
	assert_refused(ERR_INVALID, app_programme_plan(a, id, "vnieri", &made, e));
	assert_refused(ERR_NOT_FOUND, app_programme_plan(a, 77, "7.12.2026", &made, e));
	app_help_set(a, KIND_series, id, "programme", "");
	assert_refused(ERR_INVALID, app_programme_plan(a, id, "7.12.2026", &made, e));
	assert_int_equal(made, 0);
	assert_planned(a, "");
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(programme__six_modules__one_a_week_in_one_step),
	    T(programme__again__only_what_is_missing),
	    T(programme__nothing_to_go_by__said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
