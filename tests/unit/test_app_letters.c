/* test_app_letters.c - letters and what came of them: the chain of letters, the draft, the answer that closes. The
 * clock stands at Monday 2026-11-23. */
#include "unit/app_help.h"

#include "app/dates.h"
#include "app/letters.h"
#include "app/standing.h"

static const struct kind *k(void)
{
	return kind_get(KIND_letter);
}

static int64_t add(struct app *a, const char *kind, const char *answers, const char *date, const char *more)
{
	const bool out = !*answers;
	char what[40], of[64], day[64];
	snprintf(what, sizeof what, "kind=%s", kind);
	snprintf(of, sizeof of, "answers=%s", answers);
	snprintf(day, sizeof day, "%s=%s", out ? "registered_on" : "received_on", date);
	return app_help_add(a, KIND_letter, "subject=Semafor la gimnaziu", what, of, day,
	    out ? "direction=out" : "direction=in", more, NULL);
}

static struct thread look(struct app *a, int64_t id)
{
	struct thread t;
	struct record *r = app_help_get(a, KIND_letter, id);
	assert_ok(app_letter_look(a, r, &t, NULL, e));
	record_free(r);
	return t;
}

static const char *num(int64_t id)
{
	static char text[2][24];
	static int n;
	snprintf(text[n ^= 1], sizeof text[0], "%lld", (long long)id);
	return text[n];
}

static const char *mem_answers(int64_t id)
{
	static char text[40];
	snprintf(text, sizeof text, "answers=%s", num(id));
	return text;
}

static void letters__answers__move_the_term(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add(a, "petition", "", "2026-10-20", "rule=petition.answer"); /* 19 November */
	assert_int_equal(look(a, id).state, THREAD_OVERDUE);
	const int64_t longer = add(a, "extension", num(id), "2026-11-18", "extension_reasons=expertiză");
	assert_int_equal(look(a, id).state, THREAD_LONGER);
	assert_true(look(a, id).end.end == app_help_day("2026-12-04"));
	app_help_set(a, KIND_letter, longer, "received_on", "2026-11-20"); /* a day too late */
	assert_int_equal(look(a, id).extension, EXTENSION_LATE);
	assert_ok(app_bin(a, k(), &longer, 1, e)); /* it was another letter's */
	assert_int_equal(look(a, id).extension, EXTENSION_NONE);
	add(a, "redirect", num(id), "2026-11-02", NULL);
	assert_true(look(a, id).end.end == app_help_day("2026-12-02"));
	add(a, "defects", num(id), "2026-11-10", NULL);
	assert_int_equal(look(a, id).state, THREAD_STILL);
}

static void letters__an_answer__closes_what_it_answers_and_undo_opens_it(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add(a, "petition", "", "2026-10-20", "rule=petition.answer");
	add(a, "reply", num(id), "2026-11-12", NULL);
	struct record *r = app_help_get(a, KIND_letter, id);
	assert_string_equal(record_text(r, letter_closed_on), "2026-11-12");
	record_free(r);
	struct app_undone u;
	assert_ok(app_undo(a, &u, e));
	r = app_help_get(a, KIND_letter, id);
	assert_false(record_has(r, letter_closed_on));
	record_free(r);
}

static bool first_step(void *ctx, const struct app_letter_step *s)
{
	char iso[11] = "";
	if (s->last != DATE_NONE)
		date_iso(s->last, iso);
	snprintf(ctx, 64, "%s %s", s->step->id, iso);
	return false;
}

static void letters__to_a_council__go_straight_to_court(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t council = app_help_add(a, KIND_authority, "name=Consiliul municipal", "kind=council", NULL);
	char to[40], step[64] = "";
	snprintf(to, sizeof to, "authority=%s", num(council));
	const int64_t id = app_help_add(a, KIND_letter, "subject=Act", "kind=petition", "registered_on=2026-10-20", to,
	    "rule=petition.answer", NULL);
	add(a, "refusal", num(id), "2026-11-12", NULL);
	struct record *r = app_help_get(a, KIND_letter, id), *draft = NULL;
	assert_ok(app_letter_steps(a, r, first_step, step, e));
	assert_string_equal(step, "hearing ");
	assert_ok(app_letter_draft(a, r, "court.council", LANG_RO, &draft, e));
	assert_false(record_has(draft, letter_authority)); /* the court is another addressee */
	record_free(draft);
	assert_refused(ERR_NOT_FOUND, app_letter_draft(a, r, "no.such", LANG_RO, &draft, e));
	record_free(r);
}

static void letters__a_draft__is_filled_and_starts_its_own_term(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add(a, "petition", "", "2026-10-20", "rule=petition.answer");
	app_help_set(a, KIND_letter, id, "number", "1043");
	struct record *r = app_help_get(a, KIND_letter, id), *draft = NULL;
	for (int l = 0; l < 2; l++) {
		assert_ok(app_letter_draft(a, r, "prior.silence", l ? LANG_RU : LANG_RO, &draft, e));
		const char *text = record_text(draft, letter_text);
		assert_non_null(strstr(text, "1043"));
		assert_non_null(strstr(text, "20.10.2026"));
		assert_non_null(strstr(text, "19.11.2026"));
		assert_null(strchr(text, '{'));
		assert_string_equal(record_text(draft, letter_rule), "prior.answer");
		assert_true(record_int(draft, letter_answers) == id);
		assert_ok(app_save(a, draft, NULL, NULL, e));
		record_free(draft);
	}
	record_free(r);
}

static void letters__each_step__has_its_templates(void **state)
{
	struct app *a = app_help_app(state);
	const char *const steps[] = {"write.petition", "write.information", "write.assembly", "ask.number",
	    "ask.number.info", "complete", "object.extension", "remind", "hearing", "prior.silence", "prior.refusal",
	    "prior.no_remedies", "court.prior.silence", "court.prior.reply", "court.council", "court.council.silence",
	    "court.info.silence", "court.info.reply", "ombudsman"};
	struct record *r = app_help_get(a, KIND_letter, add(a, "petition", "", "2026-10-20", "rule=petition.answer"));
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (enum lang l = 0; l < LANG_COUNT; l++) {
			struct record *draft = NULL;
			assert_ok(app_letter_draft(a, r, steps[i], l, &draft, e));
			const char *text = record_text(draft, letter_text);
			for (const char *p = text; (p = strchr(p, '{')); p++)
				fail_msg("%s: a word that nobody fills: %.20s", steps[i], p);
			record_free(draft);
		}
	record_free(r);
}

static void letters__sent_to_several__are_a_thread_each(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add(a, "petition", "", "2026-10-20", "rule=petition.answer");
	app_help_set(a, KIND_letter, id, "number", "1043");
	const int64_t to[] = {app_help_add(a, KIND_authority, "name=Pretura", NULL),
	    app_help_add(a, KIND_authority, "name=Lumteh", NULL)};
	size_t made = 0;
	assert_ok(app_letter_send_to(a, id, to, 2, &made, e));
	assert_int_equal(made, 2);
	assert_int_equal(app_help_count(a, KIND_letter), 3);
	struct app_undone u;
	assert_ok(app_undo(a, &u, e));
	assert_int_equal(app_help_count(a, KIND_letter), 1);
}

struct proposed {
	char first[64];
	int taken;
};

static bool first_open(void *ctx, const struct app_letter_step *s)
{
	struct proposed *p = ctx;
	p->taken += s->taken;
	if (!s->taken && !p->first[0])
		snprintf(p->first, sizeof p->first, "%s", s->step->id);
	return true;
}

static struct proposed propose(struct app *a, int64_t id)
{
	struct proposed p = {"", 0};
	struct record *r = app_help_get(a, KIND_letter, id);
	assert_ok(app_letter_steps(a, r, first_open, &p, e));
	record_free(r);
	return p;
}

static int64_t take(struct app *a, int64_t id, const char *step)
{
	struct record *r = app_help_get(a, KIND_letter, id), *draft = NULL;
	assert_ok(app_letter_draft(a, r, step, LANG_RO, &draft, e));
	assert_ok(app_save(a, draft, NULL, NULL, e));
	const int64_t made = draft->id;
	record_free(draft);
	record_free(r);
	return made;
}

/* The step that is proposed is the first that nobody took; a draft in the bin took none. */
static void letters__a_step_taken__gives_way_to_the_next(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add(a, "petition", "", "2026-10-20", "rule=petition.answer");
	assert_string_equal(propose(a, id).first, "remind");
	const int64_t reminder = take(a, id, "remind");
	assert_string_equal(propose(a, id).first, "hearing");
	take(a, id, "hearing");
	assert_string_equal(propose(a, id).first, "prior.silence");
	app_help_add(a, KIND_letter, "subject=Cerere prealabilă", "kind=prior", "direction=out", mem_answers(id), NULL);
	assert_string_equal(propose(a, id).first, "ombudsman");
	assert_ok(app_bin(a, k(), &reminder, 1, e));
	assert_string_equal(propose(a, id).first, "remind");
}

static bool keep_stand(void *ctx, const struct app_stand *s)
{
	buf_print(ctx, "%s|%d\n", s->text, s->warn);
	return true;
}

/* A lawful extension is never shown as overdue; one without reasons is, and is said to be an argument. */
static void letters__standing__an_extension_lawful_and_not(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add(a, "petition", "", "2026-10-20", "rule=petition.answer");
	app_help_set(a, KIND_letter, id, "sent_on", "2026-10-19");
	app_help_set(a, KIND_letter, id, "extended_on", "2026-11-18");
	for (int lawful = 0; lawful < 2; lawful++) {
		struct buf told = BUF_INIT;
		if (lawful)
			app_help_set(a, KIND_letter, id, "extension_reasons", "expertiză");
		struct record *r = app_help_get(a, KIND_letter, id);
		app_standing(a, r, keep_stand, &told);
		assert_true((strstr(buf_str(&told), "|1") == NULL) == (lawful == 1));
		assert_int_equal(look(a, id).state, lawful ? THREAD_LONGER : THREAD_OVERDUE);
		record_free(r);
		buf_free(&told);
	}
}

static void keep_line(void *ctx, const char *text)
{
	buf_print(ctx, "%s\n", text);
}

/* The screen tells the term as `obste deadline` does, and then the extension by its own rule. */
static void letters__explain__is_the_computation_of_deadline(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add(a, "petition", "", "2026-10-20", "rule=petition.answer");
	struct buf told = BUF_INIT, term = BUF_INIT;
	app_help_set(a, KIND_letter, id, "extended_on", "2026-11-18");
	app_help_set(a, KIND_letter, id, "extension_reasons", "expertiză");
	struct record *r = app_help_get(a, KIND_letter, id);
	assert_ok(app_letter_explain(a, r, keep_line, &told, e));
	const struct term_rules *rules = app_rules(a, NULL);
	assert_ok(term_explain(term_rules_find(rules, "petition.answer"), app_help_day("2026-10-20"),
	    app_holidays(a, NULL), lang_now(), keep_line, &term, e));
	assert_non_null(strstr(buf_str(&told), buf_str(&term)));
	buf_clear(&term);
	assert_ok(term_explain(term_rules_find(rules, "petition.extension"), app_help_day("2026-11-19"),
	    app_holidays(a, NULL), lang_now(), keep_line, &term, e));
	assert_non_null(strstr(buf_str(&told), buf_str(&term)));
	record_free(r);
	buf_free(&told);
	buf_free(&term);
}

static void letters__a_new_one_of_ours__starts_the_term_of_its_kind(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t r_id = add(a, "information", "", "2026-11-20", NULL);
	struct record *r = app_help_get(a, KIND_letter, r_id);
	assert_string_equal(record_text(r, letter_rule), "info.answer");
	record_free(r);
	r = app_help_get(a, KIND_letter, add(a, "reply", num(r_id), "2026-11-20", NULL));
	assert_false(record_has(r, letter_rule));
	record_free(r);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(letters__answers__move_the_term),
	    T(letters__an_answer__closes_what_it_answers_and_undo_opens_it),
	    T(letters__to_a_council__go_straight_to_court),
	    T(letters__a_draft__is_filled_and_starts_its_own_term),
	    T(letters__each_step__has_its_templates),
	    T(letters__sent_to_several__are_a_thread_each),
	    T(letters__a_step_taken__gives_way_to_the_next),
	    T(letters__standing__an_extension_lawful_and_not),
	    T(letters__explain__is_the_computation_of_deadline),
	    T(letters__a_new_one_of_ours__starts_the_term_of_its_kind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
