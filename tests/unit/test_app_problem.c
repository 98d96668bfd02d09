/* test_app_problem.c - the way of a problem and the chain of what happened about it. The clock stands at 2026-11-23. */
#include "unit/app_help.h"

#include "app/problem.h"
#include "app/standing.h"
#include "base/lang.h"

static const char *ref(const char *key, int64_t id)
{
	static char text[4][48];
	static int n;
	n = (n + 1) % 4;
	snprintf(text[n], sizeof text[0], "%s=%lld", key, (long long)id);
	return text[n];
}

static void expect(struct app *a, int64_t id, int field, const char *text)
{
	struct record *r = app_help_get(a, KIND_problem, id);
	const char *is = record_text(r, field);
	if (strcmp(is ? is : "", text) != 0)
		fail_msg("%s: %s", r->kind->fields[field].key, is ? is : "(empty)");
	record_free(r);
}

static void problem__forward__goes_its_way_and_notes_the_days(void **state)
{
	static const char *const way[] = {"verified", "sent", "planned", "solved_said", "solved", "closed"};
	struct app *a = app_help_app(state);
	const int64_t id = app_help_add(a, KIND_problem, "title=Trecere", NULL);
	struct buf told = BUF_INIT;
	for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
		assert_ok(app_problem_forward(a, id, &told, e));
		expect(a, id, problem_state, way[i]);
	}
	assert_refused(ERR_INVALID, app_problem_forward(a, id, &told, e));
	expect(a, id, problem_said_on, "2026-11-23");
	expect(a, id, problem_solved_on, "2026-11-23");
	expect(a, id, problem_recheck_on, "2026-12-23"); /* of "planned": it was still ahead */
	struct app_undone u;
	assert_ok(app_undo(a, &u, e));
	expect(a, id, problem_state, "solved");
	buf_free(&told);
}

/* What they say and what members saw are two things, by whichever way the state was changed. */
static void problem__states_set_by_hand__bear_their_days(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = app_help_add(a, KIND_problem, "title=Trecere", "state=sent", NULL);
	app_help_set(a, KIND_problem, id, "state", "solved_said");
	expect(a, id, problem_said_on, "2026-11-23");
	expect(a, id, problem_solved_on, "");
	app_help_set(a, KIND_problem, id, "said_on", "2026-11-02");
	app_help_set(a, KIND_problem, id, "supporters", "3");
	expect(a, id, problem_said_on, "2026-11-02");
	app_help_set(a, KIND_problem, id, "said_on", "");
	app_help_set(a, KIND_problem, id, "supporters", "4");
	expect(a, id, problem_said_on, ""); /* nobody wrote it, and it did not come to this state today */
}

static bool keep(void *ctx, const struct app_link *l)
{
	char iso[11] = "-";
	if (l->on != DATE_NONE)
		date_iso(l->on, iso);
	buf_print(ctx, "%s %s\n", iso, l->kind->key);
	return true;
}

static void chain__a_problem__tells_all_in_the_order_of_the_days(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p =
	    app_help_add(a, KIND_problem, "title=Trecere", "reported_on=2026-09-01", "said_on=2026-11-20", NULL);
	const int64_t act =
	    app_help_add(a, KIND_action, "title=Semafor", ref("problem", p), "starts_on=2026-09-10", NULL);
	const int64_t letter =
	    app_help_add(a, KIND_letter, "subject=Petiție", ref("action", act), "sent_on=2026-10-01", NULL);
	app_help_add(a, KIND_letter, "subject=Răspuns", "kind=reply", "direction=in", ref("answers", letter),
	    "sent_on=2026-10-20", NULL);
	const int64_t meeting = app_help_add(a, KIND_meeting, "title=Consiliu", "date=2026-11-05", NULL);
	const int64_t item = app_help_add(
	    a, KIND_item, "title=Semafor", ref("meeting", meeting), ref("action", act), "result=approved", NULL);
	app_help_add(a, KIND_observation, "text=La iarnă", "kind=promise", ref("meeting", meeting), ref("item", item),
	    "at=2026-11-05 10:30", "until=2026-12-20", NULL);
	app_help_add(a, KIND_media, "title=Articol", "on=2026-11-07", ref("problem", p), NULL);
	app_help_add(a, KIND_problem, "title=Alta", NULL);
	struct buf told = BUF_INIT;
	assert_ok(app_chain(a, kind_get(KIND_problem), p, keep, &told, e));
	assert_string_equal(buf_str(&told),
	    "2026-09-01 problem\n2026-09-10 action\n2026-10-01 letter\n2026-10-20 letter\n2026-11-05 item\n"
	    "2026-11-05 observation\n2026-11-07 media\n2026-11-20 problem\n");
	buf_clear(&told);
	assert_refused(ERR_NOT_FOUND, app_chain(a, kind_get(KIND_problem), 77, keep, &told, e));
	buf_free(&told);
}

static bool count_warnings(void *ctx, const struct app_stand *s)
{
	*(int *)ctx += s->warn;
	return true;
}

static int warnings(struct app *a, int64_t id)
{
	int n = 0;
	struct record *r = app_help_get(a, KIND_problem, id);
	app_standing(a, r, count_warnings, &n);
	record_free(r);
	return n;
}

static void standing__a_problem__warns_of_what_is_open(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t who = app_help_add(a, KIND_person, "surname=Mierlă", NULL);
	const int64_t id = app_help_add(a, KIND_problem, "title=Trecere", NULL);
	assert_int_equal(warnings(a, id), 1); /* nobody follows it */
	app_help_set(a, KIND_problem, id, "responsible", strchr(ref("x", who), '=') + 1);
	assert_int_equal(warnings(a, id), 0);
	app_help_set(a, KIND_problem, id, "recheck_on", "2026-11-20");
	assert_int_equal(warnings(a, id), 1);
	app_help_add(
	    a, KIND_observation, "text=La toamnă", "kind=promise", ref("problem", id), "until=2026-11-10", NULL);
	assert_int_equal(warnings(a, id), 2);
	app_help_set(a, KIND_problem, id, "state", "solved");
	assert_int_equal(warnings(a, id), 1); /* the promise alone */
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(problem__forward__goes_its_way_and_notes_the_days),
	    T(problem__states_set_by_hand__bear_their_days),
	    T(chain__a_problem__tells_all_in_the_order_of_the_days),
	    T(standing__a_problem__warns_of_what_is_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
