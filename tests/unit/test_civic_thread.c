/* test_civic_thread.c - where a letter stands and what can be done next: cases counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "civic/thread.h"

static struct term_rules *rules;
static struct holidays *days;
static struct ladder *ladder;

static date_t day(const char *iso)
{
	date_t d = DATE_NONE;
	assert_true(!*iso || date_parse_iso(iso, &d));
	return d;
}

static void say_wrong(void *ctx, const char *line)
{
	(void)ctx;
	fail_msg("%s", line);
}

static int setup(void **state)
{
	(void)state;
	struct err e = ERR_INIT;
	const char *data = getenv("OBSTE_DATA");
	char *r = path_join(data, "rules.tsv"), *h = path_join(data, "holidays.tsv"),
	     *l = path_join(data, "ladder.tsv");
	bool ok = term_rules_read(&rules, r, say_wrong, NULL, &e) && holidays_read(&days, h, say_wrong, NULL, &e) &&
	          ladder_read(&ladder, l, say_wrong, NULL, &e);
	free(r);
	free(h);
	free(l);
	return ok ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	term_rules_free(rules);
	holidays_free(days);
	ladder_free(ladder);
	return 0;
}

struct event_text {
	enum thread_what what;
	const char *on, *until;
	bool reasons;
};
static const struct kase {
	const char *name, *rule, *sent, *registered;
	struct event_text events[4];
	const char *today;
	enum thread_state state;
	const char *end;
	int left;
	enum thread_extension extension;
} cases[] = {
    {"draft", "petition.answer", "", "", {{0}}, "2026-11-24", THREAD_DRAFT, "", 0, 0},
    {"sent", "petition.answer", "2026-10-21", "", {{0}}, "2026-11-24", THREAD_SENT, "", 0, 0},
    /* 30 days from Thursday 22 October end on Saturday 21 November: Monday 23 */
    {"last day", "petition.answer", "2026-10-21", "2026-10-22", {{0}}, "2026-11-23", THREAD_WAITING, "2026-11-23", 0,
        0},
    {"the day after", "petition.answer", "2026-10-21", "2026-10-22", {{0}}, "2026-11-24", THREAD_OVERDUE, "2026-11-23",
        -1, 0},
    {"extended", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_EXTENDED, "2026-11-20", "", true}},
        "2026-11-24", THREAD_LONGER, "2026-12-08", 14, EXTENSION_VALID},
    {"extended on the last day", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_EXTENDED, "2026-11-23", "", true}}, "2026-12-08", THREAD_LONGER, "2026-12-08", 0, EXTENSION_VALID},
    {"extended and over", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_EXTENDED, "2026-11-20", "", true}},
        "2026-12-09", THREAD_OVERDUE, "2026-12-08", -1, EXTENSION_VALID},
    {"extended too late", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_EXTENDED, "2026-11-24", "", true}},
        "2026-11-25", THREAD_OVERDUE, "2026-11-23", -2, EXTENSION_LATE},
    {"without reasons", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_EXTENDED, "2026-11-10", "", false}},
        "2026-11-20", THREAD_WAITING, "2026-11-23", 3, EXTENSION_NO_REASONS},
    {"without a date", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_EXTENDED, "", "", true}}, "2026-11-20",
        THREAD_WAITING, "2026-11-23", 3, EXTENSION_NO_DATE},
    {"a shorter one", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_EXTENDED, "2026-11-10", "2026-11-30", true}}, "2026-11-24", THREAD_LONGER, "2026-11-30", 6,
        EXTENSION_VALID},
    /* 90 days from 22 October: 20 January */
    {"exceptional", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_EXTENDED, "2026-11-10", "2027-01-15", true}}, "2026-12-20", THREAD_LONGER, "2027-01-15", 26,
        EXTENSION_VALID},
    {"longer than the law permits", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_EXTENDED, "2026-11-10", "2027-03-01", true}}, "2027-01-21", THREAD_OVERDUE, "2027-01-20", -1,
        EXTENSION_TOO_LONG},
    {"a second, valid one counts", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_EXTENDED, "2026-11-10", "", false}, {THREAD_EXTENDED, "2026-11-12", "", true}}, "2026-11-24",
        THREAD_LONGER, "2026-12-08", 14, EXTENSION_VALID},
    {"stands still", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_SUSPENDED, "2026-11-02", "", false}},
        "2026-12-24", THREAD_STILL, "", 0, 0},
    {"went on after ten days", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_RESUMED, "2026-11-12", "", false}, {THREAD_SUSPENDED, "2026-11-02", "", false}}, "2026-11-24",
        THREAD_WAITING, "2026-12-01", 7, 0},
    {"stopped twice", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_SUSPENDED, "2026-11-02", "", false}, {THREAD_RESUMED, "2026-11-05", "", false},
            {THREAD_SUSPENDED, "2026-11-10", "", false}, {THREAD_RESUMED, "2026-11-12", "", false}},
        "2026-11-24", THREAD_WAITING, "2026-11-26", 2, 0},
    {"stopped after its end: nothing to stop", "petition.answer", "2026-10-21", "2026-10-22",
        {{THREAD_SUSPENDED, "2026-11-25", "", false}}, "2026-11-26", THREAD_OVERDUE, "2026-11-23", -3, 0},
    {"sent on", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_REDIRECTED, "2026-10-27", "", false}},
        "2026-11-24", THREAD_WAITING, "2026-11-26", 2, 0},
    {"an extension of before counts no more", "petition.answer", "2026-09-21", "2026-09-22",
        {{THREAD_EXTENDED, "2026-10-10", "", true}, {THREAD_REDIRECTED, "2026-10-27", "", false}}, "2026-11-24",
        THREAD_WAITING, "2026-11-26", 2, 0},
    {"answered", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_REPLIED, "2026-11-10", "", false}},
        "2026-12-24", THREAD_ANSWERED, "2026-11-23", -31, 0},
    {"refused", "petition.answer", "2026-10-21", "2026-10-22", {{THREAD_REFUSED, "2026-11-10", "", false}},
        "2026-11-12", THREAD_REFUSAL, "2026-11-23", 11, 0},
    {"information", "info.answer", "2026-11-15", "2026-11-16", {{THREAD_EXTENDED, "2026-11-24", "", true}},
        "2026-11-27", THREAD_LONGER, "2026-12-03", 6, EXTENSION_VALID},
    {"information, no exceptional term", "info.answer", "2026-11-15", "2026-11-16",
        {{THREAD_EXTENDED, "2026-11-24", "2026-12-20", true}}, "2026-11-27", THREAD_LONGER, "2026-12-03", 6,
        EXTENSION_TOO_LONG},
    {"working days stand still too", "info.after_payment", "2026-11-19", "2026-11-20",
        {{THREAD_SUSPENDED, "2026-11-23", "", false}, {THREAD_RESUMED, "2026-11-25", "", false}}, "2026-11-30",
        THREAD_WAITING, "2026-12-01", 1, 0},
    {"no rule", "", "2026-11-19", "2026-11-20", {{0}}, "2026-11-30", THREAD_WAITING, "", 0, 0},
    {"a rule that is not there", "petition.gone", "2026-11-19", "2026-11-20", {{0}}, "2026-11-30", THREAD_WAITING, "",
        0, 0},
    {"not foreseen", "info.register", "2026-11-19", "2026-11-20", {{THREAD_EXTENDED, "2026-11-20", "", true}},
        "2026-11-23", THREAD_WAITING, "2026-11-23", 0, EXTENSION_NOT_FORESEEN},
    {"the end of counting", "petition.answer", "9999-12-20", "9999-12-20", {{0}}, "9999-12-21", THREAD_WAITING, "", 0,
        0},
};

static struct thread_event events[4];

static struct thread_facts facts_of(const struct kase *k)
{
	struct thread_facts f = {
	    .rule = k->rule, .sent = day(k->sent), .registered = day(k->registered), .closed = DATE_NONE};
	for (size_t i = 0; i < 4 && k->events[i].on; i++, f.n++)
		events[i] = (struct thread_event){.what = k->events[i].what,
		    .on = day(k->events[i].on),
		    .until = day(k->events[i].until),
		    .reasons = k->events[i].reasons};
	f.events = events;
	return f;
}

static void thread_look__each_case__counts_as_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct kase *k = &cases[i];
		struct thread_facts f = facts_of(k);
		struct thread t;
		char got[11] = "", want[11] = "";
		thread_look(&f, rules, days, day(k->today), &t, NULL);
		if (t.end.end != DATE_NONE)
			date_iso(t.end.end, got);
		snprintf(want, sizeof want, "%s", k->end);
		if (t.state != k->state || strcmp(got, want) != 0 || t.days_left != k->left ||
		    t.extension != k->extension)
			fail_msg("%s: state %d, end %s, left %d, extension %d", k->name, t.state, got, t.days_left,
			    t.extension);
	}
}

static void thread_look__an_answer__tells_its_days_without_those_stood_still(void **state)
{
	(void)state;
	const struct kase k = {"", "petition.answer", "2026-10-21", "2026-10-22",
	    {{THREAD_SUSPENDED, "2026-11-02", "", false}, {THREAD_RESUMED, "2026-11-12", "", false},
	        {THREAD_REPLIED, "2026-11-20", "", false}},
	    "2026-12-01", 0, "", 0, 0};
	struct thread_facts f = facts_of(&k);
	struct thread t;
	const char *odd;
	thread_look(&f, rules, days, day("2026-12-01"), &t, &odd);
	assert_int_equal(t.answer_days, 19);
	assert_null(odd);
}

static void thread_look__contradictions__are_told(void **state)
{
	(void)state;
	const struct kase wrong[] = {
	    {"", "petition.answer", "2026-10-22", "2026-10-21", {{0}}, "", 0, "", 0, 0},
	    {"", "petition.answer", "2026-10-20", "2026-10-21", {{THREAD_REPLIED, "2026-10-01", "", false}}, "", 0, "",
	        0, 0},
	    {"", "petition.answer", "2026-10-20", "2026-10-21", {{THREAD_RESUMED, "2026-10-30", "", false}}, "", 0, "",
	        0, 0},
	    {"", "petition.answer", "2026-10-20", "2026-10-21", {{THREAD_EXTENDED, "2026-10-01", "", true}}, "", 0, "",
	        0, 0},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct thread_facts f = facts_of(&wrong[i]);
		struct thread t;
		const char *odd;
		thread_look(&f, rules, days, day("2026-11-24"), &t, &odd);
		assert_non_null(odd);
	}
}

/* ---- the ladder */

static bool add_step(void *ctx, const struct ladder_step *s, date_t last)
{
	char *out = ctx, iso[11] = "";
	if (last != DATE_NONE)
		date_iso(last, iso);
	const size_t n = strlen(out);
	snprintf(out + n, 600 - n, "%s%s%s%s", n ? " " : "", s->id, *iso ? "=" : "", iso);
	return true;
}

static void steps_are(const struct kase *k, bool council, bool electronic, const char *want)
{
	struct thread_facts f = facts_of(k);
	struct thread t;
	char got[600] = "";
	f.council_act = council;
	f.electronic = electronic;
	thread_look(&f, rules, days, day(k->today), &t, NULL);
	ladder_each(ladder, &f, &t, rules, days, day(k->today), add_step, got);
	assert_string_equal(got, want);
}

static void ladder_each__by_state__offers_what_the_law_leaves_open(void **state)
{
	(void)state;
	struct kase k = {"", "petition.answer", "2026-10-21", "2026-10-22", {{0}}, "2026-11-10", 0, "", 0, 0};
	steps_are(&k, false, false, "");
	k.today = "2026-11-24";
	steps_are(&k, false, false, "remind hearing prior.silence=2027-11-23 ombudsman");
	steps_are(&k, true, false, "remind hearing court.council.silence=2027-11-23 ombudsman");
	k.today = "2027-11-24"; /* a year has gone */
	steps_are(&k, false, false, "remind hearing ombudsman");
	k.today = "2026-11-25";
	k.events[0] = (struct event_text){THREAD_EXTENDED, "2026-11-24", "", true};
	steps_are(&k, false, false, "object.extension remind hearing prior.silence=2027-11-23 ombudsman");
	k.events[0] = (struct event_text){THREAD_REFUSED, "2026-11-10", "", false};
	steps_are(&k, false, false, "hearing prior.refusal=2026-12-10 prior.no_remedies=2027-11-10 ombudsman");
	k.today = "2026-12-11";
	steps_are(&k, false, false, "hearing prior.no_remedies=2027-11-10 ombudsman");
	k = (struct kase){"", "prior.answer", "2026-10-30", "2026-11-02", {{0}}, "2026-11-24", 0, "", 0, 0};
	/* 15 days end on Tuesday 17 November; 30 more on Thursday 17 December */
	steps_are(&k, false, false, "remind hearing court.prior.silence=2026-12-17 ombudsman");
	k = (struct kase){"", "info.answer", "2026-11-01", "2026-11-02", {{0}}, "2026-11-24", 0, "", 0, 0};
	steps_are(&k, false, false, "remind hearing court.info.silence=2027-11-12 ombudsman");
}

static void ladder_each__no_number_told__offers_to_ask_after_the_term(void **state)
{
	(void)state;
	struct kase k = {"", "petition.answer", "2026-11-19", "", {{0}}, "2026-11-23", 0, "", 0, 0};
	/* two days from Thursday end on Saturday: Monday */
	steps_are(&k, false, true, "");
	k.today = "2026-11-24";
	steps_are(&k, false, true, "ask.number");
	steps_are(&k, false, false, "");
}

static void ladder_data__each_row__names_rules_that_exist(void **state)
{
	(void)state;
	const char *ids[] = {"ask.number", "complete", "object.extension", "remind", "hearing", "prior.silence",
	    "prior.refusal", "prior.no_remedies", "court.prior.silence", "court.prior.reply", "court.council",
	    "court.council.silence", "court.info.silence", "court.info.reply", "ombudsman"};
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		const struct ladder_step *s = ladder_find(ladder, ids[i]);
		assert_non_null(s);
		assert_true(!*s->rule || term_rules_find(rules, s->rule));
		assert_true(!*s->after || term_rules_find(rules, s->after));
		assert_true(!*s->letter_rule || term_rules_find(rules, s->letter_rule));
		for (int l = 0; l < LANG_COUNT; l++)
			assert_true(*s->name[l] && *s->why[l]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(thread_look__each_case__counts_as_by_hand),
	    cmocka_unit_test(thread_look__an_answer__tells_its_days_without_those_stood_still),
	    cmocka_unit_test(thread_look__contradictions__are_told),
	    cmocka_unit_test(ladder_each__by_state__offers_what_the_law_leaves_open),
	    cmocka_unit_test(ladder_each__no_number_told__offers_to_ask_after_the_term),
	    cmocka_unit_test(ladder_data__each_row__names_rules_that_exist),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
