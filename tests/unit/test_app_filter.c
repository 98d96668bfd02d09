/* Saved filters as questions: came to two of the last three, a group whose members answer one. */
#include "app_help.h"

#include "base/mem.h"
#include "model/query.h"

static void workshops(struct app *a)
{
	static const char *const days[] = {"date=2026-11-02", "date=2026-11-09", "date=2026-11-16", "date=2026-11-20"};
	static const char *const marks[4][3] = {/* Albu, Bujor, Cires */
	    {"mark=present", "mark=present", "mark=present"}, {"mark=absent", "mark=late", "mark=present"},
	    {"mark=present", "mark=absent", "mark=present"}, {"mark=absent", "mark=present", "mark=excused"}};
	static const char *const people[] = {"person=Albu", "person=Bujor", "person=Cireș"};
	app_help_add(a, KIND_person, "surname=Albu", "sector=Botanica", NULL);
	app_help_add(a, KIND_person, "surname=Bujor", "sector=Botanica", NULL);
	app_help_add(a, KIND_person, "surname=Cireș", "sector=Centru", NULL);
	for (int w = 0; w < 4; w++) {
		char *title = mem_print("title=Atelier %d", w), *of = mem_print("workshop=Atelier %d", w);
		app_help_add(a, KIND_workshop, title, days[w], "status=held", NULL);
		for (int p = 0; p < 3; p++)
			app_help_add(a, KIND_attendance, of, people[p], marks[w][p], NULL);
		free(title);
		free(of);
	}
	app_help_add(a, KIND_workshop, "title=Viitor", "date=2026-12-20", NULL); /* not held yet: not among the last */
}

static int64_t count(struct app *a, const char *first, const char *second)
{
	struct query q;
	query_init(&q, kind_get(KIND_person));
	assert_ok(query_filter_parse(&q, first, app_types(a), e));
	if (second)
		assert_ok(query_filter_parse(&q, second, app_types(a), e));
	const int64_t n = app_count(a, &q);
	query_free(&q);
	return n;
}

static void question__came_and_missed__counted(void **state)
{
	struct app *a = app_help_app(state);
	workshops(a);
	assert_int_equal(count(a, "came=1/3", NULL), 3);
	assert_int_equal(count(a, "came=2/3", NULL), 2); /* Bujor, Cireș */
	assert_int_equal(count(a, "came=2/3", "sector=Botanica"), 1);
	assert_int_equal(count(a, "came=3/3", NULL), 0);
	assert_int_equal(count(a, "missed=2/3", NULL), 1); /* Albu */
	assert_int_equal(count(a, "missed=1/1", NULL), 2); /* Albu, Cireș */
}

static void question__nonsense__refused(void **state)
{
	static const char *const wrong[] = {
	    "came=", "came=3/2", "came=0/3", "came=2", "came=2/3x", "came=2/99999", "came=a/b"};
	struct app *a = app_help_app(state);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct query q;
		query_init(&q, kind_get(KIND_person));
		assert_refused(ERR_USAGE, query_filter_parse(&q, wrong[i], app_types(a), e));
		query_free(&q);
	}
}

static void question__text_and_expression__the_same_again(void **state)
{
	struct query q;
	struct buf text = BUF_INIT, expr = BUF_INIT;
	(void)state;
	query_init(&q, kind_get(KIND_person));
	assert_ok(query_filter_parse(&q, "came=2/3", app_types(app_help_app(state)), e));
	query_filter_text(&q, 0, app_types(app_help_app(state)), &text);
	query_filter_expr(&q, 0, &expr);
	assert_string_equal(buf_str(&text), "Came to the last workshops: 2/3");
	assert_string_equal(buf_str(&expr), "came=2/3");
	query_free(&q);
	buf_free(&text);
	buf_free(&expr);
}

static int64_t members(struct app *a, bool now)
{
	struct query q;
	query_init(&q, kind_get(KIND_membership));
	if (now)
		assert_ok(query_filter_parse(&q, "to=", app_types(a), e));
	const int64_t n = app_count(a, &q);
	query_free(&q);
	return n;
}

static void group__by_its_question__joins_and_leaves_in_one_step(void **state)
{
	struct app *a = app_help_app(state);
	size_t joined, left;
	struct app_undone undone;
	workshops(a);
	app_help_add(a, KIND_filter, "name=Vin des", "list=person", "conditions=came=2/3", NULL);
	const int64_t group = app_help_add(a, KIND_group, "name=Cei care vin", "question=Vin des", NULL);
	app_help_add(a, KIND_membership, "group=Cei care vin", "person=Albu", NULL);
	assert_ok(app_group_refresh(a, group, &joined, &left, e));
	assert_int_equal(joined, 2);
	assert_int_equal(left, 1);
	assert_int_equal(members(a, true), 2);
	assert_int_equal(members(a, false), 3); /* that Albu was there is not forgotten */
	assert_ok(app_group_refresh(a, group, &joined, &left, e));
	assert_int_equal(joined + left, 0);
	assert_ok(app_undo(a, &undone, e));
	assert_int_equal(members(a, true), 1);
	const int64_t other = app_help_add(a, KIND_group, "name=Alta", NULL);
	assert_refused(ERR_INVALID, app_group_refresh(a, other, &joined, &left, e));
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(question__came_and_missed__counted),
	    T(question__nonsense__refused),
	    T(question__text_and_expression__the_same_again),
	    T(group__by_its_question__joins_and_leaves_in_one_step),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
