/* What lists show beside the fields, many joined to one, the people of a group, filters written and read again. */
#include "app_help.h"

#include "app/facts.h"
#include "app/join.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/facts.h"

static int64_t person(struct app *a, const char *surname)
{
	char text[64];
	snprintf(text, sizeof text, "surname=%s", surname);
	return app_help_add(a, KIND_person, text, NULL);
}

static struct app_join in_group(int64_t group)
{
	return (struct app_join){kind_get(KIND_membership), membership_group, membership_person, group};
}

static const char *fact(struct app *a, enum kind_number kind, const char *key, int64_t id)
{
	static char text[256];
	struct buf b = BUF_INIT;
	const struct kind *k = kind_get(kind);
	int n = app_fact_find(k, key);
	assert_true(n >= 0);
	app_fact_text(a, k, n, id, &b);
	snprintf(text, sizeof text, "%s", buf_str(&b));
	buf_free(&b);
	return text;
}

static int64_t count_people(struct app *a, int64_t group)
{
	struct query q;
	struct app_join j = in_group(group);
	query_init(&q, kind_get(KIND_person));
	q.via = j.kind;
	q.via_from = j.to;
	q.via_to = j.member;
	q.via_until = app_join_until(j.kind);
	q.via_id = group;
	q.via_day = app_types(a)->today;
	int64_t n = app_count(a, &q);
	query_free(&q);
	return n;
}

static void facts__every_row__can_be_asked(void **state)
{
	struct app *a = app_help_app(state);
	size_t kinds;
	const struct kind *all = kinds_all(&kinds);
	for (size_t i = 0; i < kinds; i++)
		for (int f = 0; f < app_fact_count(&all[i]); f++) {
			struct buf b = BUF_INIT;
			struct app_fact got = app_fact_get(&all[i], f);
			assert_int_equal(app_fact_find(&all[i], got.key), f);
			app_fact_text(a, &all[i], f, 1, &b);
			buf_free(&b);
		}
}

static bool no_row(void *ctx, const char *const *cells)
{
	(void)ctx;
	(void)cells;
	return true;
}

/* The screens take a fact that cannot be read for unknown: so here each SQL text is run as it is. */
static void facts__sql__runs(void **state)
{
	struct app *a = app_help_app(state);
	struct store *s = NULL;
	size_t n;
	const struct fact *rows = fact_rows(&n);
	struct store_options o = {.path = app_db_path(a), .readonly = true, .clock = *app_clock(a)};
	assert_ok(store_open(&o, &s, e));
	for (size_t i = 0; i < n; i++) {
		assert_non_null(kind_find(rows[i].kind));
		assert_ok(fact_run(s, &rows[i], 1, app_types(a)->today, no_row, NULL, e));
	}
	store_close(s);
}

static void join__several__one_undo_and_none_twice(void **state)
{
	struct app *a = app_help_app(state);
	int64_t group = app_help_add(a, KIND_group, "name=Botanica", NULL);
	int64_t people[3] = {person(a, "Salcâm"), person(a, "Mierlă"), person(a, "Лещина")};
	struct app_join j = in_group(group);
	size_t added;
	assert_ok(app_join(a, "Added to a group", &j, people, 2, &added, e));
	assert_int_equal(added, 2);
	assert_string_equal(fact(a, KIND_group, "people", group), "2");
	assert_ok(app_join(a, "Added to a group", &j, people, 3, &added, e));
	assert_int_equal(added, 1);
	assert_int_equal(count_people(a, group), 3);
	struct app_undone un;
	assert_ok(app_undo(a, &un, e));
	assert_int_equal(count_people(a, group), 2);
}

static void leave__and_join_again__comes_back(void **state)
{
	struct app *a = app_help_app(state);
	int64_t group = app_help_add(a, KIND_group, "name=Parcuri", NULL), one = person(a, "Salcâm");
	struct app_join j = in_group(group);
	size_t n;
	assert_ok(app_join(a, "Added to a group", &j, &one, 1, &n, e));
	assert_ok(app_leave(a, "Removed from a group", &j, &one, 1, &n, e));
	assert_int_equal(n, 1);
	assert_int_equal(count_people(a, group), 0);
	assert_string_equal(fact(a, KIND_person, "groups", one), "");
	assert_ok(app_leave(a, "Removed from a group", &j, &one, 1, &n, e));
	assert_int_equal(n, 0);
	assert_ok(app_join(a, "Added to a group", &j, &one, 1, &n, e));
	assert_int_equal(n, 1);
	assert_string_equal(fact(a, KIND_person, "groups", one), "Parcuri");
}

/* Who has left is no longer of the group; who is joined again has not. */
static void ended__membership__not_counted(void **state)
{
	struct app *a = app_help_app(state);
	int64_t group = app_help_add(a, KIND_group, "name=Transport", NULL), one = person(a, "Salcâm");
	char g[40], p[40];
	size_t n;
	snprintf(g, sizeof g, "group=%lld", (long long)group);
	snprintf(p, sizeof p, "person=%lld", (long long)one);
	app_help_add(a, KIND_membership, g, p, "from=2025-01-01", "to=2026-01-01", NULL);
	assert_int_equal(count_people(a, group), 0);
	assert_string_equal(fact(a, KIND_group, "people", group), "0");
	struct app_join j = in_group(group);
	assert_ok(app_join(a, "Added to a group", &j, &one, 1, &n, e));
	assert_int_equal(count_people(a, group), 1);
}

static void attendance__of_a_person__came_of_asked(void **state)
{
	struct app *a = app_help_app(state);
	int64_t one = person(a, "Salcâm");
	static const char *const days[] = {"date=2026-11-06", "date=2026-11-20", "date=2026-12-10"};
	static const char *const marks[] = {"mark=present", "mark=absent", "mark=expected"};
	assert_string_equal(fact(a, KIND_person, "came", one), "0/0");
	assert_string_equal(fact(a, KIND_person, "last", one), "");
	for (int i = 0; i < 3; i++) {
		char w[40], p[40];
		int64_t workshop = app_help_add(a, KIND_workshop, "title=Presa", days[i], NULL);
		snprintf(w, sizeof w, "workshop=%lld", (long long)workshop);
		snprintf(p, sizeof p, "person=%lld", (long long)one);
		app_help_add(a, KIND_attendance, w, p, marks[i], NULL);
	}
	/* what is still to come is no absence */
	assert_string_equal(fact(a, KIND_person, "came", one), "1/2");
	assert_string_equal(fact(a, KIND_person, "last", one), "6 Nov");
}

static void progress__of_an_action__in_the_words_of_its_type(void **state)
{
	struct app *a = app_help_app(state);
	int64_t petition = app_help_add(a, KIND_action, "title=Semafor", "type=petition", "target=500", NULL);
	int64_t campaign = app_help_add(a, KIND_action, "title=Hartă", "type=campaign", NULL);
	char to[40];
	assert_string_equal(fact(a, KIND_action, "progress", petition), "0/500");
	assert_string_equal(fact(a, KIND_action, "progress", campaign), "");
	snprintf(to, sizeof to, "action=%lld", (long long)campaign);
	app_help_add(a, KIND_step, "what=Afișe", to, "done_on=2026-11-20", NULL);
	app_help_add(a, KIND_step, "what=Întâlnire", to, "until=2026-12-01", NULL);
	assert_string_equal(fact(a, KIND_action, "progress", campaign), "1/2 steps");
	assert_string_equal(fact(a, KIND_action, "next", campaign), "1 Dec Întâlnire");
	snprintf(to, sizeof to, "action=%lld", (long long)petition);
	app_help_add(a, KIND_signature, to, "name=Salcâm Tudor", NULL);
	assert_string_equal(fact(a, KIND_action, "progress", petition), "1/500");
}

/* A saved filter is what the command line reads. */
static void filter__written__reads_the_same(void **state)
{
	struct app *a = app_help_app(state);
	static const char *const exprs[] = {"sector=Botanica", "status!=left", "since>2025-01-01", "since<2026-01-01",
	    "skills~foto", "email=", "phone!=", "role=trainer"};
	struct query q, again;
	query_init(&q, kind_get(KIND_person));
	query_init(&again, kind_get(KIND_person));
	for (int i = 0; i < (int)(sizeof exprs / sizeof *exprs); i++) {
		struct buf b = BUF_INIT;
		assert_ok(query_filter_parse(&q, exprs[i], app_types(a), e));
		query_filter_expr(&q, i, &b);
		assert_string_equal(buf_str(&b), exprs[i]);
		assert_ok(query_filter_parse(&again, buf_str(&b), app_types(a), e));
		assert_int_equal(again.filters[i].op, q.filters[i].op);
		assert_true(value_equal(&again.filters[i].value, &q.filters[i].value));
		buf_free(&b);
	}
	query_free(&q);
	query_free(&again);
}

/* Equals stand by title, page after page, in both directions. */
static void then_title__paged__by_name_under_each_heading(void **state)
{
	struct app *a = app_help_app(state);
	static const char *const names[] = {"Zambilă", "Arțar", "Mierlă", "Лещина", "Brad", "Țiglean"};
	for (int i = 0; i < 24; i++) {
		char surname[64];
		snprintf(surname, sizeof surname, "surname=%s%02d", names[i % 6], i);
		app_help_add(a, KIND_person, surname,
		    i % 3 == 0   ? "sector=Botanica"
		    : i % 3 == 1 ? "sector=Centru"
		                 : "notes=x",
		    i % 2 ? "role=trainer" : "role=member", NULL);
	}
	static const enum person_field fields[] = {person_sector, person_role};
	for (int n = 0; n < 2; n++) {
		struct query q;
		struct record *page[5], *anchor = NULL, *before = NULL;
		size_t got = 5, seen = 0;
		query_init(&q, kind_get(KIND_person));
		q.sort = (int)fields[n];
		q.then_title = true;
		while (got == 5) {
			assert_ok(app_page(a, &q, anchor, false, 5, page, &got, e));
			for (size_t i = 0; i < got; i++, seen++) {
				const char *x = before ? record_text(before, q.sort) : NULL,
				           *y = record_text(page[i], q.sort);
				if (before && ((!x && !y) || (x && y && strcmp(x, y) == 0)))
					assert_true(text_compare(record_text(before, person_surname),
					                record_text(page[i], person_surname)) < 0);
				record_free(before);
				before = record_copy(page[i]);
			}
			record_free(anchor);
			anchor = got ? record_copy(page[got - 1]) : NULL;
			for (size_t i = 0; i < got; i++)
				record_free(page[i]);
		}
		assert_int_equal(seen, 24);
		record_free(anchor);
		record_free(before);
		query_free(&q);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(facts__every_row__can_be_asked),
	    TEST(facts__sql__runs),
	    TEST(join__several__one_undo_and_none_twice),
	    TEST(leave__and_join_again__comes_back),
	    TEST(ended__membership__not_counted),
	    TEST(attendance__of_a_person__came_of_asked),
	    TEST(progress__of_an_action__in_the_words_of_its_type),
	    TEST(then_title__paged__by_name_under_each_heading),
	    TEST(filter__written__reads_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
