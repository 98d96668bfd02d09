/* test_app_plan.c - lists of steps into an action and out of it, the term by law before an action, the practice. The
 * clock stands at Monday 2026-11-23. */
#include "unit/app_help.h"

#include "app/dates.h"
#include "app/plan.h"

static const struct record *step_named(struct app *a, const char *what, struct record **kept)
{
	struct query q;
	struct record *rows[50];
	size_t n = 0;
	query_init(&q, kind_get(KIND_step));
	assert_ok(app_page(a, &q, NULL, false, 50, rows, &n, e));
	query_free(&q);
	record_free(*kept);
	*kept = NULL;
	for (size_t i = 0; i < n; i++)
		if (!*kept && strcmp(record_text(rows[i], step_what), what) == 0)
			*kept = rows[i];
		else
			record_free(rows[i]);
	if (!*kept)
		fail_msg("no step \"%s\"", what);
	return *kept;
}

static bool count_plan(void *ctx, const struct app_plan *p)
{
	assert_true(p->steps > 0 && *p->name);
	++*(int *)ctx;
	return true;
}

static void plan__every_type__has_a_list(void **state)
{
	struct app *a = app_help_app(state);
	const struct choice *c = kind_get(KIND_action)->fields[action_type].choices;
	for (; c->code; c++) {
		int n = 0;
		assert_ok(app_plans(a, c->code, count_plan, &n, e));
		if (n == 0 && strcmp(c->code, "other") != 0)
			fail_msg("no list of steps for %s", c->code);
	}
}

static void plan__dates__before_after_and_by_law(void **state)
{
	struct app *a = app_help_app(state);
	lang_switch(LANG_EN);
	const int64_t id = app_help_add(a, KIND_action, "title=Pichet", "type=direct", "starts_on=2026-12-14", NULL);
	struct record *r = NULL;
	size_t made;
	assert_ok(app_plan_apply(a, id, 0, "direct", &made, e));
	assert_true(made > 10);
	assert_string_equal(record_text(step_named(a, "Invite the press", &r), step_until), "2026-12-09");
	/* by the rule, not by a number in the list: five days before */
	assert_string_equal(
	    record_text(step_named(a, "Assembly notice to the city hall", &r), step_until), "2026-12-09");
	assert_string_equal(record_text(step_named(a, "First aid", &r), step_part), "role");
	assert_false(record_has(r, step_until));
	assert_string_equal(record_text(step_named(a, "First-aid kit and water", &r), step_part), "safety");
	/* what should have been done already is for today */
	app_help_set(a, KIND_action, id, "starts_on", "2026-11-25");
	assert_refused(ERR_INVALID, app_plan_apply(a, id, 0, "direct", &made, e)); /* all are there */
	int64_t step = step_named(a, "Invite the press", &r)->id;
	assert_ok(app_bin(a, kind_get(KIND_step), &step, 1, e));
	assert_ok(app_plan_apply(a, id, 0, "direct", &made, e));
	assert_int_equal(made, 1);
	assert_string_equal(record_text(step_named(a, "Invite the press", &r), step_until), "2026-11-23");
	struct app_undone undone;
	assert_ok(app_undo(a, &undone, e));
	record_free(r);
}

static void plan__own__typed_kept_and_put_in(void **state)
{
	struct app *a = app_help_app(state);
	lang_switch(LANG_RO);
	const int64_t own = app_help_add(a, KIND_template, "title=A noastră", "type=petition",
	    "steps=-3 Scara\n\n rol: cine ține dosarul\nsafety: 3D în hol\n+2 Depunerea\n3D hartă", NULL);
	const int64_t id = app_help_add(a, KIND_action, "title=Rampă", "type=petition", "starts_on=2026-12-01", NULL);
	struct record *r = NULL, *kept = NULL;
	size_t made;
	assert_ok(app_plan_apply(a, id, own, NULL, &made, e));
	assert_int_equal(made, 5);
	assert_string_equal(record_text(step_named(a, "Scara", &r), step_until), "2026-11-28");
	assert_string_equal(record_text(step_named(a, "cine ține dosarul", &r), step_part), "role");
	assert_string_equal(record_text(step_named(a, "3D în hol", &r), step_part), "safety");
	assert_false(record_has(step_named(a, "3D hartă", &r), step_until));
	assert_ok(app_plan_keep(a, id, &kept, e));
	assert_non_null(strstr(record_text(kept, template_steps), "-3 Scara"));
	assert_non_null(strstr(record_text(kept, template_steps), "rol: cine ține dosarul"));
	record_free(kept);
	record_free(r);
}

static date_t notice(struct app *a, int64_t id, bool *needed, bool *done)
{
	struct app_action_term t;
	struct record *r = app_help_get(a, KIND_action, id);
	*needed = app_action_term(a, r, &t);
	*done = t.done;
	record_free(r);
	return t.last;
}

static void term__assembly__needs_notice_above_fifty(void **state)
{
	struct app *a = app_help_app(state);
	bool needed, done;
	const int64_t id =
	    app_help_add(a, KIND_action, "title=Marș", "type=direct", "starts_on=2026-12-14", "expected=51", NULL);
	assert_true(notice(a, id, &needed, &done) == app_help_day("2026-12-09"));
	assert_true(needed && !done);
	app_help_set(a, KIND_action, id, "expected", "50"); /* at most fifty: fifty included */
	notice(a, id, &needed, &done);
	assert_false(needed);
	app_help_set(a, KIND_action, id, "expected", "");
	notice(a, id, &needed, &done);
	assert_true(needed); /* nobody knows how many: rather warned */
	struct record *l = NULL;
	assert_ok(app_action_letter(a, id, &l, e));
	assert_string_equal(record_text(l, letter_kind), "assembly");
	assert_string_equal(record_text(l, letter_rule), "assembly.notice");
	record_set_text(l, letter_sent_on, "2026-11-23");
	assert_ok(app_save(a, l, NULL, NULL, e));
	record_free(l);
	notice(a, id, &needed, &done);
	assert_true(needed && done);
}

static void practice__made_from_the_action_once(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_problem, "title=Gropi", "description=Pe toată strada", NULL);
	const int64_t id = app_help_add(a, KIND_action, "title=Harta", "type=campaign", "problem=Gropi",
	    "outcome=23 astupate", "lessons=Lista completă ajută", NULL);
	app_help_add(a, KIND_step, "action=Harta", "what=Fotografii", "done_on=2026-11-01", NULL);
	struct record *p = NULL;
	assert_ok(app_action_practice(a, id, &p, e));
	assert_int_equal(p->id, 0);
	assert_string_equal(record_text(p, practice_situation), "Pe toată strada");
	assert_string_equal(record_text(p, practice_done), "Fotografii");
	assert_string_equal(record_text(p, practice_result), "23 astupate");
	assert_string_equal(record_text(p, practice_lesson), "Lista completă ajută");
	assert_ok(app_save(a, p, NULL, NULL, e));
	const int64_t made = p->id;
	record_free(p);
	assert_ok(app_action_practice(a, id, &p, e));
	assert_int_equal(p->id, made);
	record_free(p);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(plan__every_type__has_a_list),
	    T(plan__dates__before_after_and_by_law),
	    T(plan__own__typed_kept_and_put_in),
	    T(term__assembly__needs_notice_above_fifty),
	    T(practice__made_from_the_action_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
