/* The roll: who is on it, in which order, marks, walk-ins, the paper sheet. */
#include "app_help.h"

#include "app/workshop.h"
#include "base/mem.h"

struct group {
	int64_t workshop, group;
	int64_t people[5];
};

static const char *const names[5][2] = {
    {"Țurcanu", "Ștefan"}, {"Arseni", "Doina"}, {"Кузнецова", "Ольга"}, {"Șerban", "Mihaela"}, {"Rusu", "Ion"}};

static int64_t join(struct app *a, int64_t group, int64_t person, const char *to)
{
	struct record *r = record_new(kind_get(KIND_membership));
	record_set_int(r, membership_group, group);
	record_set_int(r, membership_person, person);
	if (to)
		assert_ok(record_parse(r, membership_to, to, app_types(a), e));
	assert_ok(app_save(a, r, NULL, NULL, e));
	const int64_t id = r->id;
	record_free(r);
	return id;
}

static struct group invited(struct app *a, const char *date)
{
	struct group g = {.group = app_help_add(a, KIND_group, "name=Botanica", NULL)};
	char day[32];
	snprintf(day, sizeof day, "date=%s", date);
	for (int i = 0; i < 5; i++) {
		char surname[64], given[64];
		snprintf(surname, sizeof surname, "surname=%s", names[i][0]);
		snprintf(given, sizeof given, "given=%s", names[i][1]);
		g.people[i] = app_help_add(a, KIND_person, surname, given, NULL);
		join(a, g.group, g.people[i], NULL);
	}
	g.workshop = app_help_add(a, KIND_workshop, "title=Presa", day, "groups=Botanica", NULL);
	return g;
}

static struct app_roll open_roll(struct app *a, const struct group *g)
{
	struct app_roll roll;
	assert_ok(app_roll_open(a, kind_get(KIND_workshop), g->workshop, &roll, e));
	return roll;
}

/* "Arseni Doina expected, ..." */
static const char *line(const struct app_roll *roll, size_t i)
{
	static char text[128];
	char at[16] = "";
	if (roll->rows[i].arrived >= 0)
		snprintf(at, sizeof at, " %02d:%02d", roll->rows[i].arrived / 60 % 24, roll->rows[i].arrived % 60);
	snprintf(text, sizeof text, "%s %s%s%s", roll->rows[i].name, roll->rows[i].mark, at,
	    roll->rows[i].walk_in ? " walk-in" : "");
	return text;
}

static void roll__open__by_surname(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	struct app_roll roll = open_roll(a, &g);
	assert_int_equal(roll.n, 5);
	assert_string_equal(line(&roll, 0), "Arseni Doina expected");
	assert_string_equal(line(&roll, 1), "Rusu Ion expected");
	assert_string_equal(line(&roll, 2), "Șerban Mihaela expected");
	assert_string_equal(line(&roll, 3), "Țurcanu Ștefan expected");
	assert_string_equal(line(&roll, 4), "Кузнецова Ольга expected");
	assert_true(roll.rows[0].attendance == 0);
	app_roll_close(&roll);
	assert_int_equal(app_help_count(a, KIND_attendance), 0); /* reading stores nothing */
}

static void roll__open__who_is_not_expected(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	join(a, g.group, g.people[0], "2026-11-01"); /* left the group */
	join(a, g.group, g.people[1], "2026-11-30"); /* leaves later */
	app_help_set(a, KIND_person, g.people[2], "status", "left");
	assert_ok(app_bin(a, kind_get(KIND_person), &g.people[3], 1, e));
	struct app_roll roll = open_roll(a, &g);
	assert_int_equal(roll.n, 2);
	assert_string_equal(line(&roll, 0), "Arseni Doina expected");
	assert_string_equal(line(&roll, 1), "Rusu Ion expected");
	app_roll_close(&roll);
}

static void roll__open__groups_of_the_series_too_once(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	const int64_t other = app_help_add(a, KIND_group, "name=Centru", NULL);
	join(a, other, g.people[0], NULL); /* in both */
	join(a, other, app_help_add(a, KIND_person, "surname=Balan", NULL), NULL);
	app_help_add(a, KIND_series, "title=Toamna", "groups=Centru", NULL);
	app_help_set(a, KIND_workshop, g.workshop, "series", "Toamna");
	struct app_roll roll = open_roll(a, &g);
	assert_int_equal(roll.n, 6);
	assert_string_equal(line(&roll, 1), "Balan expected");
	app_roll_close(&roll);
}

static void roll__open__who_joined_later_stays_off_old_rolls(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-02");
	struct app_roll roll = open_roll(a, &g);
	assert_ok(app_roll_mark(a, &roll, 0, "present", e));
	app_roll_close(&roll);
	const int64_t late = app_help_add(a, KIND_person, "surname=Nou", NULL);
	app_help_add(a, KIND_membership, "group=Botanica", "person=Nou", "from=2026-11-20", NULL);
	(void)late;
	roll = open_roll(a, &g);
	assert_int_equal(roll.n, 5);
	app_roll_close(&roll);
}

static void roll__mark__on_disk_at_once(void **state)
{
	struct app *a = app_help_app(state), *b = app_help_other(state);
	const struct group g = invited(a, "2026-11-23");
	struct app_roll roll = open_roll(a, &g);
	assert_ok(app_roll_mark(a, &roll, 1, "present", e));
	assert_string_equal(line(&roll, 1), "Rusu Ion present 18:05");
	assert_true(roll.rows[1].attendance > 0);
	struct app_roll theirs = open_roll(b, &g);
	assert_string_equal(line(&theirs, 1), "Rusu Ion present 18:05");
	assert_ok(app_roll_mark(b, &theirs, 1, "late", e));
	assert_ok(app_roll_mark(a, &roll, 1, "absent", e)); /* the later one wins, one row stays */
	assert_string_equal(line(&roll, 1), "Rusu Ion absent");
	assert_int_equal(app_help_count(a, KIND_attendance), 1);
	assert_ok(app_roll_mark(a, &roll, 1, "untouched", e));
	assert_string_equal(line(&roll, 1), "Rusu Ion untouched");
	assert_ok(app_undo(a, NULL, e));
	app_roll_close(&roll);
	roll = open_roll(a, &g);
	assert_string_equal(line(&roll, 1), "Rusu Ion absent");
	assert_refused(ERR_INVALID, app_roll_mark(a, &roll, 1, "asleep", e));
	assert_refused(ERR_INVALID, app_roll_mark(a, &roll, 1, NULL, e));
	assert_refused(ERR_NOT_FOUND, app_roll_mark(a, &roll, 99, "present", e));
	app_roll_close(&theirs);
	app_roll_close(&roll);
	app_stop(b);
}

static void roll__mark__no_arrival_on_another_day(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-20");
	struct app_roll roll = open_roll(a, &g);
	assert_ok(app_roll_mark(a, &roll, 0, "present", e));
	assert_string_equal(line(&roll, 0), "Arseni Doina present");
	app_roll_close(&roll);
}

static void roll__mark__present_then_late_keeps_the_minute(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	struct app_roll roll = open_roll(a, &g);
	assert_ok(app_roll_mark(a, &roll, 0, "present", e));
	app_help_set(a, KIND_attendance, roll.rows[0].attendance, "arrived", "17:52");
	assert_ok(app_roll_mark(a, &roll, 0, "late", e));
	assert_string_equal(line(&roll, 0), "Arseni Doina late 17:52");
	app_roll_close(&roll);
}

static void roll__mark_all__the_untouched_in_one_step(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	struct app_roll roll = open_roll(a, &g);
	assert_ok(app_roll_mark(a, &roll, 1, "absent", e));
	assert_ok(app_roll_mark(a, &roll, 2, "untouched", e));
	size_t marked = 0;
	assert_ok(app_roll_mark_all(a, &roll, "present", &marked, e));
	assert_int_equal(marked, 4);
	assert_string_equal(line(&roll, 1), "Rusu Ion absent");
	assert_string_equal(line(&roll, 2), "Șerban Mihaela present 18:05");
	assert_ok(app_roll_mark_all(a, &roll, "present", &marked, e));
	assert_int_equal(marked, 0);
	assert_ok(app_undo(a, NULL, e));
	app_roll_close(&roll);
	roll = open_roll(a, &g);
	assert_string_equal(line(&roll, 0), "Arseni Doina expected");
	assert_string_equal(line(&roll, 1), "Rusu Ion absent");
	app_roll_close(&roll);
}

static void roll__walk_in__person_and_mark_in_one_step(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	struct app_roll roll = open_roll(a, &g);
	size_t row = 99;
	assert_ok(app_roll_walk_in(
	    a, &roll, &(struct app_walk_in){.name = "  Guțu  Maria ", .phone = "069000011", .consent = true}, &row, e));
	assert_int_equal(row, 5); /* walk-ins last, so the printed numbers stay */
	assert_string_equal(line(&roll, 5), "Guțu Maria present 18:05 walk-in");
	struct record *p = app_help_get(a, KIND_person, roll.rows[5].person);
	assert_string_equal(record_text(p, person_surname), "Guțu");
	assert_string_equal(record_text(p, person_given), "Maria");
	assert_string_equal(record_text(p, person_phone), "+37369000011");
	record_free(p);
	assert_refused(ERR_INVALID, app_roll_walk_in(a, &roll, &(struct app_walk_in){.name = ""}, NULL, e));
	assert_refused(ERR_INVALID,
	    app_roll_walk_in(a, &roll, &(struct app_walk_in){.name = "Popa", .phone = "12", .consent = true}, NULL, e));
	assert_int_equal(app_help_count(a, KIND_person), 6);
	assert_ok(app_roll_walk_in(
	    a, &roll, &(struct app_walk_in){.known = g.people[4]}, &row, e)); /* was expected: no second row */
	assert_int_equal(roll.n, 6);
	assert_string_equal(line(&roll, row), "Rusu Ion present 18:05");
	assert_ok(app_undo(a, NULL, e));
	assert_ok(app_undo(a, NULL, e));
	assert_int_equal(app_help_count(a, KIND_person), 5);
	assert_int_equal(app_help_count(a, KIND_attendance), 0);
	app_roll_close(&roll);
}

static void roll__sheet__marks_what_differs(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	struct app_roll roll = open_roll(a, &g);
	size_t marked = 0;
	assert_ok(app_roll_sheet(a, &roll, "1-2, !3 ?4\n~5", &marked, e));
	assert_int_equal(marked, 5);
	assert_string_equal(line(&roll, 0), "Arseni Doina present"); /* copied afterwards: no minute */
	assert_string_equal(line(&roll, 2), "Șerban Mihaela absent");
	assert_string_equal(line(&roll, 3), "Țurcanu Ștefan excused");
	assert_string_equal(line(&roll, 4), "Кузнецова Ольга late");
	assert_ok(app_roll_sheet(a, &roll, "1–2 2 !3 4", &marked, e));
	assert_int_equal(marked, 1);
	assert_ok(app_roll_sheet(a, &roll, "  ", &marked, e));
	assert_int_equal(marked, 0);
	app_roll_close(&roll);
}

static void roll__sheet__refused_whole(void **state)
{
	static const char *const wrong[] = {"1 0", "1 6", "5-3", "1 !1", "1-3 ?2", "x", "1-", "-3", "!", "! 1", "1--2",
	    "1-2-3", "99999999999999999999", "1-99999999999", "!?1", "1 \xff", "1.5",
	    "11111111111111111111111111111111111111111111111111111111111111111111111111111111"};
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	struct app_roll roll = open_roll(a, &g);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		size_t marked = 9;
		assert_refused(ERR_INVALID, app_roll_sheet(a, &roll, wrong[i], &marked, e));
		assert_int_equal(marked, 0);
	}
	assert_int_equal(app_help_count(a, KIND_attendance), 0);
	app_roll_close(&roll);
}

static void roll__open__meetings_and_actions_but_nothing_else(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = invited(a, "2026-11-23");
	const int64_t m = app_help_add(a, KIND_meeting, "title=Consiliu", "date=2026-11-23", NULL);
	struct app_roll roll;
	assert_ok(app_roll_open(a, kind_get(KIND_meeting), m, &roll, e));
	assert_int_equal(roll.n, 0);
	assert_ok(app_roll_walk_in(a, &roll, &(struct app_walk_in){.known = g.people[0]}, NULL, e));
	assert_int_equal(roll.n, 1);
	app_roll_close(&roll);
	assert_refused(ERR_USAGE, app_roll_open(a, kind_get(KIND_person), g.people[0], &roll, e));
	assert_int_equal(roll.n, 0);
	assert_refused(ERR_NOT_FOUND, app_roll_open(a, kind_get(KIND_workshop), 77, &roll, e));
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(roll__open__by_surname),
	    T(roll__open__who_is_not_expected),
	    T(roll__open__groups_of_the_series_too_once),
	    T(roll__open__who_joined_later_stays_off_old_rolls),
	    T(roll__mark__on_disk_at_once),
	    T(roll__mark__no_arrival_on_another_day),
	    T(roll__mark__present_then_late_keeps_the_minute),
	    T(roll__mark_all__the_untouched_in_one_step),
	    T(roll__walk_in__person_and_mark_in_one_step),
	    T(roll__sheet__marks_what_differs),
	    T(roll__sheet__refused_whole),
	    T(roll__open__meetings_and_actions_but_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
