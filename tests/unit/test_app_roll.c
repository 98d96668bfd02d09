/* The roll beside its marks: answers and places, who came last time, time taken part, who is known but was not invited,
 * who gave no consent. */
#include "app_help.h"

#include "app/exchange.h"
#include "app/workshop.h"
#include "base/mem.h"
#include "base/path.h"
#include "model/query.h"

#define WORKSHOP kind_get(KIND_workshop)

static int64_t person(struct app *a, const char *surname)
{
	char *pair = mem_print("surname=%s", surname);
	const int64_t id = app_help_add(a, KIND_person, pair, NULL);
	free(pair);
	return id;
}

/* A group of these people, invited to a workshop that the pairs describe further. */
static int64_t group_of(struct app *a, const char *const *surnames)
{
	const int64_t group = app_help_add(a, KIND_group, "name=Botanica", NULL);
	for (; *surnames; surnames++) {
		char *who = mem_print("person=%lld", (long long)person(a, *surnames));
		app_help_add(a, KIND_membership, "group=Botanica", who, NULL);
		free(who);
	}
	return group;
}

static struct app_roll opened(struct app *a, int64_t workshop)
{
	struct app_roll roll;
	assert_ok(app_roll_open(a, WORKSHOP, workshop, &roll, e));
	return roll;
}

static size_t row_of(const struct app_roll *roll, const char *name)
{
	for (size_t i = 0; i < roll->n; i++)
		if (strncmp(roll->rows[i].name, name, strlen(name)) == 0)
			return i;
	fail_msg("%s is not on the roll", name);
	return 0;
}

static const struct app_roll_row *at(const struct app_roll *roll, const char *name)
{
	return &roll->rows[row_of(roll, name)];
}

static bool stands(const struct app_roll *roll, const char *name)
{
	for (size_t i = 0; i < roll->n; i++)
		if (strncmp(roll->rows[i].name, name, strlen(name)) == 0)
			return true;
	return false;
}

static void answer(struct app *a, struct app_roll *roll, const char *name, enum app_roll_said said)
{
	assert_ok(app_roll_answer(a, roll, row_of(roll, name), said, e));
}

/* The same by a program started at another moment. */
static void answer_at(void **state, const char *now, struct app_roll *roll, const char *name, enum app_roll_said said)
{
	setenv("OBSTE_NOW", now, 1);
	struct app *a = app_help_other(state);
	answer(a, roll, name, said);
	app_stop(a);
	setenv("OBSTE_NOW", "2026-11-23T18:05", 1);
}

/* ---- answers and places */

static const char *const four[] = {"Arseni", "Balan", "Cuc", "Dumbravă", NULL};

static void places__in_the_order_of_the_answers(void **state)
{
	struct app *a = app_help_app(state);
	group_of(a, four);
	const int64_t w =
	    app_help_add(a, KIND_workshop, "title=Presa", "date=2026-12-03", "groups=Botanica", "capacity=2", NULL);
	struct app_roll roll = opened(a, w);
	answer_at(state, "2026-11-20T10:00", &roll, "Dumbravă", ROLL_SAID_YES);
	answer_at(state, "2026-11-20T11:00", &roll, "Arseni", ROLL_SAID_YES);
	answer_at(state, "2026-11-20T12:00", &roll, "Balan", ROLL_SAID_YES);
	answer_at(state, "2026-11-20T12:10", &roll, "Cuc", ROLL_SAID_NO);
	assert_int_equal(at(&roll, "Dumbravă")->waiting, 0);
	assert_int_equal(at(&roll, "Arseni")->waiting, 0);
	assert_int_equal(at(&roll, "Balan")->waiting, 1);
	assert_int_equal(at(&roll, "Cuc")->waiting, 0);
	/* A place becomes free: the first who waits has it. Yes once more comes last. */
	answer_at(state, "2026-11-20T12:20", &roll, "Dumbravă", ROLL_SAID_NO);
	assert_int_equal(at(&roll, "Balan")->waiting, 0);
	answer_at(state, "2026-11-20T13:00", &roll, "Dumbravă", ROLL_SAID_YES);
	assert_int_equal(at(&roll, "Dumbravă")->waiting, 1);
	app_roll_close(&roll);
	roll = opened(a, w); /* as stored, the same */
	assert_int_equal(at(&roll, "Dumbravă")->waiting, 1);
	assert_int_equal(at(&roll, "Balan")->said, ROLL_SAID_YES);
	app_help_set(a, KIND_workshop, w, "capacity", "");
	app_roll_close(&roll);
	roll = opened(a, w);
	assert_int_equal(at(&roll, "Dumbravă")->waiting, 0); /* no number of places: nobody waits */
	app_roll_close(&roll);
}

static void places__a_trainer_takes_none__a_mark_keeps_the_answer(void **state)
{
	struct app *a = app_help_app(state);
	group_of(a, four);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "groups=Botanica",
	    "capacity=1", "trainers=Arseni", NULL);
	struct app_roll roll = opened(a, w);
	answer(a, &roll, "Arseni", ROLL_SAID_YES);
	answer(a, &roll, "Balan", ROLL_SAID_YES);
	assert_true(at(&roll, "Arseni")->trainer);
	assert_int_equal(at(&roll, "Balan")->waiting, 0);
	assert_ok(app_roll_mark(a, &roll, row_of(&roll, "Balan"), "absent", e));
	assert_int_equal(at(&roll, "Balan")->said, ROLL_SAID_YES);
	answer(a, &roll, "Cuc", ROLL_SAID_YES);
	answer(a, &roll, "Cuc", ROLL_SAID_NOTHING);
	assert_int_equal(at(&roll, "Cuc")->said, ROLL_SAID_NOTHING);
	assert_string_equal(at(&roll, "Cuc")->mark, "expected");
	app_roll_close(&roll);
}

/* ---- who came last time in the series */

static void expected__who_came_last_time(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t dalia = person(a, "Dalia"), ema = person(a, "Ema"), fane = person(a, "Fane"),
	              gone = person(a, "Gone");
	app_help_add(a, KIND_series, "title=Toamna", NULL);
	const int64_t first = app_help_add(a, KIND_workshop, "title=Unu", "date=2026-11-02", "series=Toamna", NULL);
	const int64_t second = app_help_add(a, KIND_workshop, "title=Doi", "date=2026-11-09", "series=Toamna", NULL);
	const int64_t third = app_help_add(a, KIND_workshop, "title=Trei", "date=2026-11-30", "series=Toamna", NULL);
	app_help_add(a, KIND_workshop, "title=Căzut", "date=2026-11-16", "series=Toamna", "status=cancelled", NULL);
	const struct app_walk_in who[] = {{.known = dalia}, {.known = ema}, {.known = gone}};
	size_t row;
	struct app_roll roll = opened(a, first);
	assert_ok(app_roll_walk_in(a, &roll, &(struct app_walk_in){.known = fane}, &row, e));
	app_roll_close(&roll);
	roll = opened(a, second);
	assert_false(stands(&roll, "Dalia"));
	for (int i = 0; i < 3; i++)
		assert_ok(app_roll_walk_in(a, &roll, &who[i], &row, e));
	assert_ok(app_roll_mark(a, &roll, row_of(&roll, "Ema"), "absent", e));
	app_roll_close(&roll);
	app_help_set(a, KIND_person, gone, "status", "left");
	roll = opened(a, third); /* of the second; the cancelled one is none */
	assert_int_equal(roll.n, 1);
	assert_string_equal(roll.rows[0].mark, "expected");
	assert_true(stands(&roll, "Dalia"));
	app_roll_close(&roll);
	assert_int_equal(app_help_count(a, KIND_attendance), 4); /* reading stores nothing */
}

/* ---- time taken part */

static void time__counted_from_the_start_or_from_when_one_came(void **state)
{
	struct app *a = app_help_app(state);
	group_of(a, four);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "starts=17:00", "ends=21:00",
	    "groups=Botanica", "counted=hours", NULL);
	struct app_roll roll = opened(a, w); /* it is 18:05 */
	assert_non_null(roll.counted);
	assert_ok(app_roll_mark(a, &roll, 0, "present", e));
	assert_ok(app_roll_mark(a, &roll, 1, "late", e));
	assert_ok(app_roll_mark(a, &roll, 2, "absent", e));
	assert_int_equal(roll.rows[0].minutes, 240);
	assert_int_equal(roll.rows[1].minutes, 175);
	assert_int_equal(roll.rows[2].minutes, -1);
	assert_ok(app_roll_minutes(a, &roll, 0, 120, e)); /* left in the middle */
	assert_int_equal(roll.rows[0].minutes, 120);
	assert_ok(app_roll_minutes(a, &roll, 0, -1, e));
	assert_int_equal(roll.rows[0].minutes, -1);
	assert_ok(app_roll_mark(a, &roll, 1, "excused", e));
	assert_int_equal(roll.rows[1].minutes, -1);
	app_roll_close(&roll);
	app_help_set(a, KIND_workshop, w, "counted", "");
	roll = opened(a, w);
	assert_ok(app_roll_mark(a, &roll, 3, "present", e));
	assert_int_equal(roll.rows[3].minutes, -1); /* not asked: not kept */
	app_roll_close(&roll);
}

/* ---- known, but not invited */

static void others__found_by_their_name_only(void **state)
{
	struct app *a = app_help_app(state);
	group_of(a, four);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "groups=Botanica", NULL);
	app_help_add(a, KIND_person, "surname=Кузнецова", "given=Ольга", "sector=Centru", NULL);
	app_help_add(a, KIND_person, "surname=Zmeu", "notes=vara kuznețovei", NULL);
	struct app_roll roll = opened(a, w);
	struct app_roll_known found[4];
	assert_int_equal(app_roll_find_others(a, &roll, "kuz", found, 4), 1);
	assert_string_equal(found[0].name, "Кузнецова Ольга");
	assert_string_equal(found[0].sector, "Centru");
	assert_int_equal(app_roll_find_others(a, &roll, "лгя", found, 4), 1);    /* kuz on the other layout */
	assert_int_equal(app_roll_find_others(a, &roll, "Arseni", found, 4), 0); /* on the roll */
	assert_int_equal(app_roll_find_known(a, &roll, "Arseni", found, 4), 1);
	assert_int_equal(app_roll_find_others(a, &roll, "  ", found, 4), 0);
	app_roll_close(&roll);
}

static void others__marked_answered_undone(void **state)
{
	struct app *a = app_help_app(state);
	group_of(a, four);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "groups=Botanica", NULL);
	const int64_t zoe = person(a, "Zoe"), yon = person(a, "Yon"), xen = person(a, "Xen"), wim = person(a, "Wim");
	struct app_roll roll = opened(a, w);
	size_t row = 99;
	assert_ok(app_roll_add(a, &roll, zoe, "late", ROLL_SAID_NOTHING, &row, e));
	assert_string_equal(roll.rows[row].name, "Zoe");
	assert_string_equal(roll.rows[row].mark, "late");
	assert_true(roll.rows[row].walk_in); /* simply came */
	assert_ok(app_roll_add(a, &roll, yon, "absent", ROLL_SAID_NOTHING, &row, e));
	assert_false(roll.rows[row].walk_in); /* was expected after all */
	assert_ok(app_roll_add(a, &roll, xen, NULL, ROLL_SAID_YES, &row, e));
	assert_int_equal(roll.rows[row].said, ROLL_SAID_YES);
	assert_int_equal(roll.n, 7);
	assert_int_equal(app_help_count(a, KIND_attendance), 3);
	assert_refused(ERR_INVALID, app_roll_add(a, &roll, wim, "asleep", ROLL_SAID_NOTHING, &row, e));
	assert_int_equal(roll.n, 7);
	app_roll_close(&roll);
	roll = opened(a, w);
	assert_true(stands(&roll, "Xen")); /* who said yes is expected */
	app_roll_close(&roll);
	assert_ok(app_undo(a, NULL, e));
	roll = opened(a, w);
	assert_false(stands(&roll, "Xen"));
	app_roll_close(&roll);
}

/* ---- while somebody else works */

static int64_t people(struct app *a, const char *filter, const char *search)
{
	struct query q;
	query_init(&q, kind_get(KIND_person));
	if (filter)
		assert_ok(query_filter_parse(&q, filter, app_types(a), e));
	q.search = mem_copy_text(search);
	const int64_t n = app_count(a, &q);
	query_free(&q);
	return n;
}

static void roll__workshop_erased_meanwhile__said_and_nothing_half(void **state)
{
	struct app *a = app_help_app(state), *b = app_help_other(state);
	group_of(a, four);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "groups=Botanica", NULL);
	const int64_t zoe = person(a, "Zoe");
	struct app_roll roll = opened(a, w);
	size_t row;
	assert_ok(app_bin(b, WORKSHOP, &w, 1, e));
	assert_ok(app_roll_mark(a, &roll, 0, "present", e)); /* in the bin it can still be taken back */
	assert_ok(app_empty_bin(b, NULL, e));
	assert_refused(ERR_INVALID, app_roll_mark(a, &roll, 1, "present", e));
	assert_refused(ERR_INVALID, app_roll_add(a, &roll, zoe, "late", ROLL_SAID_NOTHING, &row, e));
	assert_refused(ERR_INVALID, app_roll_walk_in(a, &roll, &(struct app_walk_in){.name = "Nou"}, &row, e));
	assert_refused(ERR_INVALID, app_roll_sheet(a, &roll, "1-3", NULL, e));
	assert_int_equal(people(a, NULL, NULL), 5); /* no walk-in was left behind */
	assert_int_equal(people(a, "status=guest", NULL), 0);
	app_roll_close(&roll);
	assert_refused(ERR_NOT_FOUND, app_roll_open(a, WORKSHOP, w, &roll, e));
	assert_ok(app_check(a, NULL, NULL, e));
	app_stop(b);
}

static void roll__person_erased_meanwhile__said(void **state)
{
	struct app *a = app_help_app(state), *b = app_help_other(state);
	group_of(a, four);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "groups=Botanica", NULL);
	struct app_roll roll = opened(a, w);
	const int64_t gone = roll.rows[1].person;
	assert_ok(app_bin(b, kind_get(KIND_person), &gone, 1, e));
	assert_ok(app_empty_bin(b, NULL, e));
	assert_refused(ERR_INVALID, app_roll_mark(a, &roll, 1, "present", e));
	assert_ok(app_roll_mark(a, &roll, 0, "present", e));
	app_roll_close(&roll);
	roll = opened(a, w);
	assert_int_equal(roll.n, 3);
	app_roll_close(&roll);
	app_stop(b);
}

/* ---- who gave no consent */

static bool in_file(void **state, const char *name, const char *words)
{
	char *path = app_help_path(state, name);
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	const bool yes = strstr(buf_str(&b), words) != NULL;
	buf_free(&b);
	free(path);
	return yes;
}

static void guest__counted_and_in_no_list(void **state)
{
	struct app *a = app_help_app(state);
	group_of(a, four);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "groups=Botanica", NULL);
	struct app_roll roll = opened(a, w);
	size_t row;
	assert_ok(
	    app_roll_walk_in(a, &roll, &(struct app_walk_in){.name = "Potârniche Lia", .phone = "069000077"}, &row, e));
	const int64_t guest = roll.rows[row].person;
	assert_int_equal(roll.n, 5);
	/* In no list, count, search or choice; asked for, there. */
	assert_int_equal(people(a, NULL, NULL), 4);
	assert_int_equal(people(a, NULL, "potarniche"), 0);
	assert_int_equal(people(a, "status=guest", NULL), 1);
	assert_int_equal(people(a, "status=guest", "potarniche"), 1);
	assert_int_equal(people(a, "status!=left", NULL), 4);
	struct app_hit hit;
	size_t n = 9;
	assert_ok(app_find(a, "Potârniche", NULL, &hit, 1, &n, e));
	assert_int_equal(n, 0);
	struct app_roll_known known[2]; /* but at this event the same person is offered again */
	assert_int_equal(app_roll_find_known(a, &roll, "potarniche", known, 2), 1);
	assert_true(known[0].person == guest);
	app_roll_close(&roll);
	/* The whole list as a table has not the name; all records as JSON, which give everything back, have. */
	char *csv = app_help_path(state, "people.csv"), *json = app_help_path(state, "all.json");
	const struct app_csv_out o = {.path = csv};
	assert_ok(app_export_csv(a, kind_get(KIND_person), &o, NULL, e));
	assert_ok(app_export_json(a, NULL, json, NULL, e));
	assert_true(in_file(state, "people.csv", "Arseni"));
	assert_false(in_file(state, "people.csv", "Potârniche"));
	assert_true(in_file(state, "all.json", "Potârniche"));
	free(csv);
	free(json);
	/* No contact data, wherever it is written. */
	struct record *r = app_help_get(a, KIND_person, guest), *base = record_copy(r);
	assert_null(record_text(r, person_phone));
	assert_null(record_text(r, person_language));
	record_set_text(r, person_phone, "+37369000077");
	assert_refused(ERR_INVALID, app_save(a, r, base, NULL, e));
	record_set_text(r, person_status, "active"); /* with consent: a person like the others */
	assert_ok(app_save(a, r, base, NULL, e));
	record_free(base);
	record_free(r);
	assert_int_equal(people(a, NULL, NULL), 5);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(places__in_the_order_of_the_answers),
	    T(places__a_trainer_takes_none__a_mark_keeps_the_answer),
	    T(expected__who_came_last_time),
	    T(time__counted_from_the_start_or_from_when_one_came),
	    T(others__found_by_their_name_only),
	    T(others__marked_answered_undone),
	    T(roll__workshop_erased_meanwhile__said_and_nothing_half),
	    T(roll__person_erased_meanwhile__said),
	    T(guest__counted_and_in_no_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
