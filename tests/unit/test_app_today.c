/* test_app_today.c - what needs attention, in its order; tasks; notes of a meeting. The clock stands at 2026-11-23. */
#include "unit/app_help.h"

#include "app/council.h"
#include "app/dates.h"
#include "app/letters.h"
#include "app/notes.h"
#include "app/standing.h"
#include "app/today.h"

static const char *ref(const char *key, int64_t id)
{
	static char text[4][48];
	static int n;
	n = (n + 1) % 4;
	snprintf(text[n], sizeof text[0], "%s=%lld", key, (long long)id);
	return text[n];
}

static bool keep(void *ctx, const struct app_attention *t)
{
	static const char *const ranks[] = {"right", "answer", "notice", "overdue", "soon", "loose"};
	buf_print(ctx, "%s %s%s\n", ranks[t->rank], t->id ? t->title : t->kind->key, t->warn ? "!" : "");
	return true;
}

static void expect(struct app *a, bool tasks, const char *text)
{
	struct buf b = BUF_INIT;
	assert_ok(app_attention(a, 14, tasks, 0, keep, &b, NULL, e));
	assert_string_equal(buf_str(&b), text);
	buf_free(&b);
}

static bool keep_stand(void *ctx, const struct app_stand *s)
{
	buf_text(ctx, s->text);
	return true;
}

static void keep_line(void *ctx, const char *text)
{
	buf_text(ctx, text);
}

static void attention__sorted_by_what_is_lost(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t me = app_help_add(a, KIND_person, "surname=Mierlă", NULL);
	app_help_add(a, KIND_step, "what=Afișe", "until=2026-11-20", NULL);
	app_help_add(a, KIND_step, "what=Apel", "until=2026-11-25", NULL);
	app_help_add(a, KIND_step, "what=Gata", "until=2026-11-20", "done_on=2026-11-19", NULL);
	app_help_add(a, KIND_problem, "title=Rampa", ref("responsible", me), "recheck_on=2026-11-21", NULL);
	app_help_add(a, KIND_problem, "title=Banca", NULL);
	app_help_add(a, KIND_observation, "text=La toamnă", "kind=promise", "until=2026-11-01", NULL);
	app_help_add(a, KIND_observation, "text=Ținută", "kind=promise", "until=2026-11-02", "kept=kept", NULL);
	app_help_add(a, KIND_letter, "subject=Restantă", "kind=petition", "sent_on=2026-10-01",
	    "registered_on=2026-10-02", NULL);
	app_help_add(
	    a, KIND_letter, "subject=Curge", "kind=petition", "sent_on=2026-10-26", "registered_on=2026-10-28", NULL);
	app_help_add(
	    a, KIND_letter, "subject=Departe", "kind=petition", "sent_on=2026-11-20", "registered_on=2026-11-20", NULL);
	app_help_add(a, KIND_letter, "subject=Răspunsă", "kind=petition", "sent_on=2026-10-01",
	    "registered_on=2026-10-02", "closed_on=2026-10-20", NULL);
	const int64_t refused = app_help_add(a, KIND_letter, "subject=Refuzată", "kind=petition", "sent_on=2026-10-01",
	    "registered_on=2026-10-02", NULL);
	app_help_add(a, KIND_letter, "subject=Refuz", "kind=refusal", "direction=in", ref("answers", refused),
	    "received_on=2026-11-02", NULL);
	app_help_add(a, KIND_meeting, "title=Consiliul", "body=council", "date=2026-11-26", NULL);
	expect(a, true,
	    "right Refuzată!\nanswer La toamnă!\nanswer Restantă!\nnotice Consiliul!\noverdue Afișe!\noverdue Rampa!\n"
	    "soon Apel\nsoon Curge\nloose problem!\n");
	expect(a, false,
	    "right Refuzată!\nanswer La toamnă!\nanswer Restantă!\nnotice Consiliul!\noverdue Rampa!\nsoon Curge\n"
	    "loose problem!\n");
	/* the right is used: it is no longer lost */
	app_help_add(a, KIND_letter, "subject=Cerere prealabilă", "kind=prior", "direction=out",
	    ref("answers", refused), "sent_on=2026-11-20", "registered_on=2026-11-21", NULL);
	struct buf b = BUF_INIT;
	assert_ok(app_attention(a, 14, false, 0, keep, &b, NULL, e));
	assert_null(strstr(buf_str(&b), "Refuzată"));
	buf_free(&b);
}

static void attention__an_extension_lawful__is_never_overdue(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = app_help_add(
	    a, KIND_letter, "subject=Petiție", "kind=petition", "sent_on=2026-10-19", "registered_on=2026-10-20", NULL);
	app_help_add(a, KIND_letter, "subject=Prelungire", "kind=extension", "direction=in", ref("answers", id),
	    "received_on=2026-11-18", "extension_reasons=expertiză", NULL);
	expect(a, true, "soon Petiție\n");
}

static bool count(void *ctx, const struct app_attention *t)
{
	(void)t;
	++*(int *)ctx;
	return true;
}

static void attention__at_most__the_rest_is_counted(void **state)
{
	struct app *a = app_help_app(state);
	int told = 0;
	size_t left = 0;
	for (int i = 0; i < 7; i++)
		app_help_add(a, KIND_step, "what=Afișe", "until=2026-11-20", NULL);
	assert_ok(app_attention(a, 14, true, 3, count, &told, &left, e));
	assert_int_equal(told, 3);
	assert_int_equal(left, 4);
}

static void attention__three_workshops_missed__are_told_once(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t away = app_help_add(a, KIND_person, "surname=Pelin", NULL);
	const int64_t here = app_help_add(a, KIND_person, "surname=Salcâm", NULL);
	for (int i = 0; i < 4; i++) {
		char day[32];
		snprintf(day, sizeof day, "date=2026-10-%02d", 5 + 7 * i);
		const int64_t w = app_help_add(a, KIND_workshop, "title=Atelier", day, "status=held", NULL);
		app_help_add(a, KIND_attendance, ref("workshop", w), ref("person", away),
		    i ? "mark=absent" : "mark=present", NULL);
		app_help_add(a, KIND_attendance, ref("workshop", w), ref("person", here),
		    i == 2 ? "mark=present" : "mark=absent", NULL);
	}
	expect(a, true, "loose person\n");
}

/* One reading of all letters counts as asking for each does. */
static bool same_term(void *ctx, const struct app_entry *en)
{
	struct app *a = ctx;
	if (en->kind != kind_get(KIND_letter))
		return true;
	struct record *r = app_help_get(a, KIND_letter, en->id);
	struct thread t;
	assert_ok(app_letter_look(a, r, &t, NULL, e));
	assert_true(t.end.end == en->date);
	record_free(r);
	return true;
}

static bool same_thread(void *ctx, int64_t id, const struct thread *t)
{
	struct record *r = app_help_get(ctx, KIND_letter, id);
	struct thread one;
	assert_ok(app_letter_look(ctx, r, &one, NULL, e));
	assert_memory_equal(&one, t, sizeof one);
	record_free(r);
	return true;
}

static void letters__all_at_once__end_as_one_by_one(void **state)
{
	static const char *const kinds[] = {
	    "extension", "redirect", "defects", "completion", "reply", "acknowledgement"};
	struct app *a = app_help_app(state);
	for (int i = 0; i < 40; i++) {
		char day[40], on[40], kind[40];
		snprintf(day, sizeof day, "registered_on=2026-%02d-%02d", 8 + i % 4, 1 + i % 28);
		const int64_t id = app_help_add(a, KIND_letter, "subject=Petiție",
		    i % 3 ? "kind=petition" : "kind=information", "sent_on=2026-08-01", day, NULL);
		for (int j = 0; j < i % 4; j++) {
			snprintf(kind, sizeof kind, "kind=%s", kinds[(i + j) % 6]);
			snprintf(on, sizeof on, "received_on=2026-%02d-%02d", 9 + (i + j) % 3, 1 + (i * 5 + j) % 28);
			app_help_add(a, KIND_letter, "subject=Venită", kind, "direction=in", ref("answers", id), on,
			    j % 2 ? "extension_reasons=da" : "sent_on=", NULL);
		}
	}
	assert_ok(app_agenda(a, app_help_day("2026-01-01"), app_help_day("2027-12-31"), same_term, a, e));
	assert_ok(app_letter_terms(a, same_thread, a, e));
}

static void tasks__ticked__and_back(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = app_help_add(a, KIND_step, "what=Afișe", "until=2026-11-25", NULL);
	bool done = false;
	assert_ok(app_task_tick(a, id, &done, e));
	assert_true(done);
	struct record *r = app_help_get(a, KIND_step, id);
	assert_string_equal(record_text(r, step_done_on), "2026-11-23");
	record_free(r);
	assert_ok(app_task_tick(a, id, &done, e));
	assert_false(done);
}

static void notes__a_vote__goes_into_the_item_and_back_with_one_undo(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t m = app_help_add(a, KIND_meeting, "title=Consiliul", "date=2026-11-23", NULL);
	const int64_t item = app_help_add(a, KIND_item, "title=Semafor", ref("meeting", m), NULL);
	bool voted = false;
	int64_t id = 0;
	assert_ok((id = app_note(a, m, item, 0, "vote", "pentru 7, contra 1, abțineri 2: aprobat", &voted, e)) != 0);
	assert_true(voted);
	struct record *r = app_help_get(a, KIND_item, item);
	assert_true(record_int(r, item_in_favour) == 7 && record_int(r, item_against) == 1 &&
	            record_int(r, item_abstained) == 2);
	assert_string_equal(record_text(r, item_result), "approved");
	record_free(r);
	struct app_undone u;
	assert_ok(app_undo(a, &u, e));
	r = app_help_get(a, KIND_item, item);
	assert_false(record_has(r, item_in_favour));
	record_free(r);
	assert_int_equal(app_help_count(a, KIND_observation), 0);
}

static void notes__a_promise__runs_and_stands_in_the_calendar(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = app_help_add(a, KIND_problem, "title=Trecere", NULL);
	const int64_t m = app_help_add(a, KIND_meeting, "title=Consiliul", "body=group", "date=2026-11-23", NULL);
	const int64_t item = app_help_add(a, KIND_item, "title=Semafor", ref("meeting", m), ref("problem", p), NULL);
	int64_t id = 0;
	assert_ok((id = app_note(a, m, item, 0, "promise", "Banii în decembrie", NULL, e)) != 0);
	assert_ok(app_note_promise(a, id, "șeful direcției", DATE_NONE, e));
	assert_ok(app_note_promise(a, id, NULL, app_help_day("2026-12-01"), e));
	struct record *r = app_help_get(a, KIND_observation, id);
	assert_string_equal(record_text(r, observation_kept), "running");
	assert_string_equal(record_text(r, observation_who), "șeful direcției");
	assert_true(record_int(r, observation_problem) == p);
	record_free(r);
	assert_ok((id = app_note(a, m, 0, id, "promise", "Banii în decembrie, sigur", NULL, e)) != 0);
	r = app_help_get(a, KIND_observation, id);
	assert_string_equal(record_text(r, observation_text), "Banii în decembrie, sigur");
	assert_true(record_int(r, observation_item) == item);
	record_free(r);
	assert_int_equal(app_help_count(a, KIND_observation), 1);
	expect(a, true, "soon Banii în decembrie, sigur\nloose problem!\n");
}

/* Years that are not counted, an answer before the registration, an extension without a day, 600 items: nothing of it
 * stops the first screen. */
static void bad_input__is_told_or_refused(void **state)
{
	struct app *a = app_help_app(state);
	struct buf told = BUF_INIT;
	const int64_t far = app_help_add(
	    a, KIND_letter, "subject=Departe", "kind=petition", "sent_on=9999-12-01", "registered_on=9999-12-20", NULL);
	const int64_t before = app_help_add(a, KIND_letter, "subject=Întâi", "kind=petition", "sent_on=2026-11-10",
	    "registered_on=2026-11-09", "closed_on=2026-11-01", NULL);
	const int64_t undated = app_help_add(a, KIND_letter, "subject=Fără zi", "kind=petition", "sent_on=2026-11-01",
	    "registered_on=2026-11-02", "extension_reasons=expertiză", NULL);
	struct record *r = app_help_get(a, KIND_letter, far);
	assert_refused(ERR_INVALID, record_parse(r, letter_registered_on, "1582-10-04", app_types(a), e));
	assert_refused(ERR_INVALID, record_parse(r, letter_registered_on, "10000-01-01", app_types(a), e));
	record_set_text(r, letter_rule, "no.such");
	assert_refused(ERR_INVALID, app_save(a, r, NULL, NULL, e));
	record_free(r);
	const int64_t all[] = {far, before, undated};
	for (size_t i = 0; i < 3; i++) {
		r = app_help_get(a, KIND_letter, all[i]);
		buf_clear(&told);
		app_standing(a, r, keep_stand, &told);
		assert_true(told.len > 0);
		assert_ok(app_letter_explain(a, r, keep_line, &told, e));
		record_free(r);
	}
	r = app_help_get(a, KIND_letter, undated);
	struct thread t;
	const char *odd;
	assert_ok(app_letter_look(a, r, &t, &odd, e));
	assert_int_equal(t.extension, EXTENSION_NO_DATE);
	record_free(r);
	r = app_help_get(a, KIND_letter, before);
	assert_ok(app_letter_look(a, r, &t, &odd, e));
	assert_non_null(odd);
	record_free(r);
	expect(a, true, "soon Fără zi\n");
	buf_free(&told);
}

static void agenda__600_items__stored_as_one_change_and_undone(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t m = app_help_add(a, KIND_meeting, "title=Consiliul", "date=2026-11-26", NULL);
	struct buf text = BUF_INIT;
	for (int i = 1; i <= 600; i++)
		buf_print(&text, "%d. Punctul %d al ordinii de zi\n", i, i);
	assert_ok(app_meeting_items(a, m, buf_str(&text), false, NULL, NULL, e));
	assert_int_equal(app_help_count(a, KIND_item), 600);
	assert_ok(app_meeting_items(a, m, buf_str(&text), false, NULL, NULL, e)); /* again: nothing new */
	assert_int_equal(app_help_count(a, KIND_item), 600);
	struct app_undone u;
	assert_ok(app_undo(a, &u, e));
	assert_int_equal(app_help_count(a, KIND_item), 0);
	assert_refused(ERR_INVALID, app_meeting_items(a, m, " \n\n", false, NULL, NULL, e));
	buf_free(&text);
}

static int64_t observers(struct app *a, int64_t meeting)
{
	struct record *r = app_help_get(a, KIND_meeting, meeting);
	const char *text = record_text(r, meeting_observers);
	const int64_t id = text ? atoll(text) : record_int(r, meeting_observers);
	record_free(r);
	return id;
}

static void rota__meetings_ahead__go_to_whoever_watched_least(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t one = app_help_add(a, KIND_person, "surname=Graur", NULL);
	const int64_t two = app_help_add(a, KIND_person, "surname=Scatiu", NULL);
	size_t given = 0;
	const int64_t first = app_help_add(a, KIND_meeting, "title=Întâi", "date=2026-11-26", NULL);
	assert_ok(app_meeting_rota(a, &given, e)); /* nobody has watched one yet */
	assert_int_equal(given, 0);
	app_help_add(a, KIND_meeting, "title=A", "date=2026-11-05", ref("observers", one), NULL);
	app_help_add(a, KIND_meeting, "title=B", "date=2026-11-12", ref("observers", one), NULL);
	app_help_add(a, KIND_meeting, "title=C", "date=2026-11-19", ref("observers", two), NULL);
	const int64_t second = app_help_add(a, KIND_meeting, "title=Doi", "date=2026-12-03", NULL);
	const int64_t third = app_help_add(a, KIND_meeting, "title=Trei", "date=2026-12-10", NULL);
	const int64_t ours = app_help_add(a, KIND_meeting, "title=Noi", "body=group", "date=2026-12-10", NULL);
	assert_ok(app_meeting_rota(a, &given, e));
	assert_int_equal(given, 3);
	assert_true(observers(a, first) == two);
	assert_true(observers(a, second) == one); /* each has two now: whoever went longest ago */
	assert_true(observers(a, third) == two);
	assert_true(observers(a, ours) == 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(attention__sorted_by_what_is_lost),
	    T(attention__an_extension_lawful__is_never_overdue),
	    T(attention__at_most__the_rest_is_counted),
	    T(attention__three_workshops_missed__are_told_once),
	    T(letters__all_at_once__end_as_one_by_one),
	    T(tasks__ticked__and_back),
	    T(notes__a_vote__goes_into_the_item_and_back_with_one_undo),
	    T(notes__a_promise__runs_and_stands_in_the_calendar),
	    T(bad_input__is_told_or_refused),
	    T(agenda__600_items__stored_as_one_change_and_undone),
	    T(rota__meetings_ahead__go_to_whoever_watched_least),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
