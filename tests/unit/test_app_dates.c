/* The agenda and what is due: spans, repetitions, terms with and without a valid extension. */
#include "app_help.h"

#include "app/dates.h"
#include "app/rules.h"
#include "app/today.h"
#include "base/mem.h"
#include "base/path.h"

struct heard {
	char lines[64][160];
	size_t n;
};

static bool hear(void *ctx, const struct app_entry *en)
{
	struct heard *h = ctx;
	char date[11], until[11];
	date_iso(en->date, date);
	date_iso(en->until, until);
	snprintf(h->lines[h->n], sizeof h->lines[0], "%s%s%s %d %s: %s%s%s%s%s", date, en->until > en->date ? ".." : "",
	    en->until > en->date ? until : "", en->starts, en->category, en->title, en->deadline ? " deadline" : "",
	    en->done ? " done" : "", en->cancelled ? " cancelled" : "", en->overdue ? " overdue" : "");
	return ++h->n < 64;
}

static struct heard agenda(struct app *a, const char *from, const char *to)
{
	struct heard h = {.n = 0};
	assert_ok(app_agenda(a, app_help_day(from), app_help_day(to), hear, &h, e));
	return h;
}

static bool hear_due(void *ctx, const struct app_attention *t)
{
	struct heard *h = ctx;
	char date[11];
	if (!t->id || t->date == DATE_NONE)
		return true;
	date_iso(t->date, date);
	snprintf(h->lines[h->n], sizeof h->lines[0], "%s -1 %s: %s deadline%s", date, t->category, t->title,
	    t->warn ? " overdue" : "");
	return ++h->n < 64;
}

static struct heard due(struct app *a, int days)
{
	struct heard h = {.n = 0};
	assert_ok(app_attention(a, days, true, 0, hear_due, &h, NULL, e));
	return h;
}

static void dates__agenda__in_order(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-25", "starts=18:00", NULL);
	app_help_add(a, KIND_event, "title=Toată ziua", "date=2026-11-25", NULL);
	app_help_add(a, KIND_meeting, "title=Consiliu", "date=2026-11-25", "starts=10:00", "status=cancelled", NULL);
	app_help_add(a, KIND_step, "what=Sună", "until=2026-11-22", NULL);
	app_help_add(a, KIND_step, "what=Scrie", "until=2026-11-22", "done_on=2026-11-20", NULL);
	app_help_add(a, KIND_event, "title=Altă lună", "date=2026-12-25", NULL);
	const struct heard h = agenda(a, "2026-11-22", "2026-11-30");
	assert_int_equal(h.n, 5);
	assert_string_equal(h.lines[0], "2026-11-22 -1 Task: Scrie deadline done");
	assert_string_equal(h.lines[1], "2026-11-22 -1 Task: Sună deadline overdue");
	assert_string_equal(h.lines[2], "2026-11-25 -1 Event: Toată ziua");
	assert_string_equal(h.lines[3], "2026-11-25 600 Meeting: Consiliu done cancelled");
	assert_string_equal(h.lines[4], "2026-11-25 1080 Workshop: Presa");
}

static void dates__agenda__spans_that_touch(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_event, "title=Tabără", "date=2026-11-20", "until=2026-11-24", NULL);
	assert_int_equal(agenda(a, "2026-11-24", "2026-11-30").n, 1);
	assert_string_equal(agenda(a, "2026-11-24", "2026-11-30").lines[0], "2026-11-20..2026-11-24 -1 Event: Tabără");
	assert_int_equal(agenda(a, "2026-11-25", "2026-11-30").n, 0);
	assert_int_equal(agenda(a, "2026-11-01", "2026-11-19").n, 0);
}

static void dates__agenda__repeated(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_meeting, "title=Grupul", "date=2026-11-05", "starts=19:00",
	    "repeat=FREQ=WEEKLY;BYDAY=TH\n-2026-11-19\n2026-11-26>2026-11-27T20:00", NULL);
	const struct heard h = agenda(a, "2026-11-10", "2026-12-05");
	assert_int_equal(h.n, 3);
	assert_string_equal(h.lines[0], "2026-11-12 1140 Meeting: Grupul");
	assert_string_equal(h.lines[1], "2026-11-27 1200 Meeting: Grupul");
	assert_string_equal(h.lines[2], "2026-12-03 1140 Meeting: Grupul");
	struct heard open = {.n = 0};
	assert_ok(app_agenda(a, DATE_NONE, DATE_NONE, hear, &open, e)); /* ends, though the rule does not */
	assert_true(open.n >= 52);
}

static int64_t letter(struct app *a, const char *rule, const char *registered)
{
	char r[64], d[64];
	snprintf(r, sizeof r, "rule=%s", rule);
	snprintf(d, sizeof d, "registered_on=%s", registered);
	return app_help_add(a, KIND_letter, "subject=Semafor", "sent_on=2026-01-05", r, d, NULL);
}

static void dates__letter__end_of_the_term(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = letter(a, "info.answer", "2026-11-10"); /* 10 days: Friday 20 November */
	assert_string_equal(
	    agenda(a, "2026-11-18", "2026-11-22").lines[0], "2026-11-20 -1 Term: Semafor deadline overdue");
	assert_int_equal(agenda(a, "2026-11-10", "2026-11-10").n, 0); /* the day of registration is no entry */
	app_help_set(a, KIND_letter, id, "closed_on", "2026-11-19");
	assert_string_equal(
	    agenda(a, "2026-11-18", "2026-11-22").lines[0], "2026-11-20 -1 Term: Semafor deadline done");
	assert_int_equal(due(a, 7).n, 0);
}

static void dates__letter__extension_must_be_valid(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = letter(a, "info.answer", "2026-11-10");
	app_help_set(a, KIND_letter, id, "extended_on", "2026-11-18");
	assert_string_equal(due(a, 0).lines[0], "2026-11-20 -1 Term: Semafor deadline overdue"); /* no reasons */
	app_help_set(a, KIND_letter, id, "extension_reasons", "cerere complexă");
	assert_int_equal(due(a, 0).n, 0);
	assert_string_equal(due(a, 7).lines[0], "2026-11-27 -1 Term: Semafor deadline"); /* 20 + 7 */
	app_help_set(a, KIND_letter, id, "extended_on", "2026-11-21");
	assert_string_equal(due(a, 7).lines[0], "2026-11-20 -1 Term: Semafor deadline overdue"); /* too late */
	app_help_set(a, KIND_letter, id, "extended_on", "2026-11-20");
	assert_string_equal(due(a, 7).lines[0], "2026-11-27 -1 Term: Semafor deadline");
}

static void dates__letter__no_clock_without_registration(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_letter, "subject=Trimisă", "sent_on=2026-10-01", "rule=petition.answer", NULL);
	assert_int_equal(due(a, 365).n, 0);
}

static void dates__due__worst_first(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_step, "what=Mâine", "until=2026-11-24", NULL);
	app_help_add(a, KIND_step, "what=De mult", "until=2026-10-01", NULL);
	app_help_add(a, KIND_step, "what=Ieri", "until=2026-11-22", NULL);
	app_help_add(a, KIND_step, "what=Azi", "until=2026-11-23", NULL);
	app_help_add(a, KIND_step, "what=Peste o lună", "until=2026-12-23", NULL);
	app_help_add(a, KIND_event, "title=Nu e termen", "date=2026-11-20", NULL);
	app_help_add(a, KIND_problem, "title=Groapa", "recheck_on=2026-11-21", NULL);
	app_help_add(a, KIND_problem, "title=Rezolvată", "recheck_on=2026-11-21", "state=solved", NULL);
	app_help_add(a, KIND_observation, "text=Banii", "kind=promise", "until=2026-11-20", NULL);
	app_help_add(a, KIND_observation, "text=Ținută", "kind=promise", "until=2026-11-20", "kept=kept", NULL);
	app_help_add(a, KIND_observation, "text=Fapt", "kind=fact", "until=2026-11-20", NULL);
	const struct heard h = due(a, 1);
	assert_int_equal(h.n, 6);
	assert_string_equal(h.lines[0], "2026-11-20 -1 Promise: Banii deadline overdue"); /* theirs before ours */
	assert_string_equal(h.lines[1], "2026-10-01 -1 Task: De mult deadline overdue");
	assert_string_equal(h.lines[2], "2026-11-21 -1 Re-check: Groapa deadline overdue");
	assert_string_equal(h.lines[3], "2026-11-22 -1 Task: Ieri deadline overdue");
	assert_string_equal(h.lines[4], "2026-11-23 -1 Task: Azi deadline");
	assert_string_equal(h.lines[5], "2026-11-24 -1 Task: Mâine deadline");
}

static void dates__holidays__group_additions(void **state)
{
	struct app *a = app_help_app(state);
	const struct holidays *h = app_holidays(a, NULL);
	assert_non_null(h);
	assert_true(holiday_is_off(h, app_help_day("2026-10-14")));
	assert_false(holiday_is_off(h, app_help_day("2026-11-24")));
	assert_ok(app_set_hram(a, "no", e));
	app_help_add(a, KIND_dayoff, "date=2026-11-24", "state=off", NULL);
	h = app_holidays(a, NULL);
	assert_false(holiday_is_off(h, app_help_day("2026-10-14")));
	assert_true(holiday_is_off(h, app_help_day("2026-11-24")));
}

static void dates__term__says_why_none_runs(void **state)
{
	struct app *a = app_help_app(state);
	struct record *r = app_help_get(a, KIND_letter, letter(a, "info.answer", "2026-11-10"));
	struct term_end end;
	bool extended = true;
	assert_ok(app_term(a, r, &end, &extended, e));
	assert_true(end.end == app_help_day("2026-11-20"));
	assert_false(extended);
	record_clear(r, letter_registered_on);
	assert_refused(ERR_INVALID, app_term(a, r, &end, &extended, e));
	record_free(r);
	r = record_new(kind_get(KIND_person));
	assert_refused(ERR_INVALID, app_term(a, r, &end, &extended, e));
	record_free(r);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

/* ---- moving */

static void move(struct app *a, int64_t id, const char *on, const char *to, int starts, enum app_move_scope scope)
{
	const struct app_move m = {kind_get(KIND_event), id, app_help_day(on), app_help_day(to), starts, scope};
	assert_ok(app_move_entry(a, &m, e));
}

static void expect_days(struct app *a, const char *days)
{
	const struct heard h = agenda(a, "2026-11-01", "2026-12-31");
	char all[1024] = "";
	for (size_t i = 0; i < h.n; i++)
		snprintf(all + strlen(all), sizeof all - strlen(all), "%s%.*s", i ? " | " : "",
		    (int)strcspn(h.lines[i] + 5, "E") - 1, h.lines[i] + 5);
	assert_string_equal(all, days);
}

static int64_t weekly(struct app *a, const char *rule)
{
	return app_help_add(a, KIND_event, "title=Ceai", "date=2026-11-05", "starts=18:00", "ends=20:00", rule, NULL);
}

static void dates__move__one_day_and_hour(void **state)
{
	struct app *a = app_help_app(state);
	int64_t id = app_help_add(
	    a, KIND_event, "title=Ceai", "date=2026-11-05", "until=2026-11-06", "starts=23:00", "ends=01:00", NULL);
	move(a, id, "2026-11-05", "2026-11-09", 1290, MOVE_ALL);
	struct record *r = app_help_get(a, KIND_event, id);
	assert_int_equal(record_date(r, event_date), app_help_day("2026-11-09"));
	assert_int_equal(record_date(r, event_until), app_help_day("2026-11-10"));
	assert_int_equal(record_int(r, event_starts), 1290);
	assert_int_equal(record_int(r, event_ends), 1410);
	record_free(r);
	struct app_undone un;
	assert_ok(app_undo(a, &un, e));
	r = app_help_get(a, KIND_event, id);
	assert_int_equal(record_date(r, event_date), app_help_day("2026-11-05"));
	record_free(r);
}

static void dates__move_repeated__only_this(void **state)
{
	struct app *a = app_help_app(state);
	int64_t id = weekly(a, "repeat=FREQ=WEEKLY;COUNT=3");
	move(a, id, "2026-11-12", "2026-11-13", 600, MOVE_ONE);
	expect_days(a, "11-05 1080 | 11-13 600 | 11-19 1080");
	move(a, id, "2026-11-13", "2026-11-14", -1, MOVE_ONE);
	expect_days(a, "11-05 1080 | 11-14 600 | 11-19 1080");
}

static void dates__move_repeated__this_and_following(void **state)
{
	struct app *a = app_help_app(state);
	int64_t id = weekly(a, "repeat=FREQ=WEEKLY;BYDAY=TH;COUNT=4");
	move(a, id, "2026-11-12", "2026-11-13", 600, MOVE_FOLLOWING);
	expect_days(a, "11-05 1080 | 11-13 600 | 11-20 600 | 11-27 600");
	struct app_undone un;
	assert_ok(app_undo(a, &un, e));
	expect_days(a, "11-05 1080 | 11-12 1080 | 11-19 1080 | 11-26 1080");
}

static void dates__move_repeated__all(void **state)
{
	struct app *a = app_help_app(state);
	int64_t id = weekly(a, "repeat=FREQ=WEEKLY;BYDAY=TH;UNTIL=20261119");
	move(a, id, "2026-11-12", "2026-11-10", 600, MOVE_ALL);
	expect_days(a, "11-03 600 | 11-10 600 | 11-17 600");
}

static void dates__move_repeated__monthly_weekday(void **state)
{
	struct app *a = app_help_app(state);
	int64_t id = weekly(a, "repeat=FREQ=MONTHLY;BYDAY=1TH");
	move(a, id, "2026-12-03", "2026-12-11", -1, MOVE_FOLLOWING);
	expect_days(a, "11-05 1080 | 12-11 1080");
}

static void dates__move__by_law_refused(void **state)
{
	struct app *a = app_help_app(state);
	const struct app_move m = {kind_get(KIND_letter), 1, 0, 1, -1, MOVE_ALL};
	assert_refused(ERR_INVALID, app_move_entry(a, &m, e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(dates__agenda__in_order),
	    T(dates__agenda__spans_that_touch),
	    T(dates__agenda__repeated),
	    T(dates__letter__end_of_the_term),
	    T(dates__letter__extension_must_be_valid),
	    T(dates__letter__no_clock_without_registration),
	    T(dates__due__worst_first),
	    T(dates__holidays__group_additions),
	    T(dates__term__says_why_none_runs),
	    T(dates__move__one_day_and_hour),
	    T(dates__move_repeated__only_this),
	    T(dates__move_repeated__this_and_following),
	    T(dates__move_repeated__all),
	    T(dates__move_repeated__monthly_weekday),
	    T(dates__move__by_law_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
