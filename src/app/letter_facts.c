/* app/letter_facts.c - what is known about a letter's term: its own fields, and the letters that name it. Which kind of
 * letter does what to a term is the table below; what counts is civic's work. */
#include "app/letter_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/change.h"
#include "store/read.h"

static const struct meaning {
	const char *kind;
	enum thread_what what;
	bool closes; /* the letter that it answers is answered */
} meanings[] = {
    {"acknowledgement", THREAD_ACKNOWLEDGED, false},
    {"extension", THREAD_EXTENDED, false},
    {"defects", THREAD_SUSPENDED, false},
    {"suspension", THREAD_SUSPENDED, false},
    {"completion", THREAD_RESUMED, false},
    {"resumption", THREAD_RESUMED, false},
    {"redirect", THREAD_REDIRECTED, false},
    {"reply", THREAD_REPLIED, true},
    {"refusal", THREAD_REFUSED, true},
};

static const struct meaning *meaning_of(const char *kind)
{
	for (size_t i = 0; kind && i < sizeof meanings / sizeof *meanings; i++)
		if (strcmp(meanings[i].kind, kind) == 0)
			return &meanings[i];
	return NULL;
}

static bool text_is(const struct record *r, int field, const char *code)
{
	const char *text = record_text(r, field);
	return text && strcmp(text, code) == 0;
}

static date_t first_of(date_t a, date_t b, date_t c)
{
	return a != DATE_NONE ? a : b != DATE_NONE ? b : c;
}

/* When it took effect: what comes to us when we have it, what we send when it was registered; what was sent on, when it
 * reached the competent authority. */
static date_t day_of(const struct letter_brief *b, enum thread_what what)
{
	if (what == THREAD_REDIRECTED)
		return first_of(b->registered, b->received, b->sent);
	if (what == THREAD_EXTENDED && b->extended_on != DATE_NONE)
		return b->extended_on;
	return b->out ? first_of(b->registered, b->sent, b->received) : first_of(b->received, b->sent, b->registered);
}

static struct thread_event *add_event(struct letter_facts *f)
{
	f->events = mem_resize(f->events, f->facts.n + 1, sizeof *f->events);
	f->facts.events = f->events;
	struct thread_event *ev = &f->events[f->facts.n++];
	*ev = (struct thread_event){.on = DATE_NONE, .until = DATE_NONE};
	return ev;
}

/* A letter of ours that names this one took a step of the ladder. */
static void take_step(struct letter_facts *f, const struct letter_brief *b)
{
	if (b->deleted || !b->out)
		return;
	char *more =
	    mem_print("%s %s kind:%s ", f->taken ? f->taken : "", b->step ? b->step : "", b->kind ? b->kind : "");
	free(f->taken);
	f->taken = more;
}

static bool has_word(const char *list, const char *before, const char *word)
{
	char *wanted = list ? mem_print(" %s%s ", before, word) : NULL;
	const bool found = list && strstr(list, wanted);
	free(wanted);
	return found;
}

bool letter_step_taken(const struct letter_facts *f, const struct ladder_step *s)
{
	const bool own_kind = *s->kind && strcmp(s->kind, "other") != 0 && strcmp(s->kind, "self") != 0;
	return has_word(f->taken, "", s->id) || (own_kind && has_word(f->taken, "kind:", s->kind));
}

static const struct {
	const char *kind, *rule;
} usual[] = {{"petition", "petition.answer"}, {"proposal", "petition.answer"}, {"information", "info.answer"},
    {"prior", "prior.answer"}};

void letter_begin(struct record *r)
{
	const char *kind = record_text(r, letter_kind);
	if (r->id || record_has(r, letter_rule) || text_is(r, letter_direction, "in") || !kind)
		return;
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (strcmp(usual[i].kind, kind) == 0)
			record_set_text(r, letter_rule, usual[i].rule);
}

static void take_answer(struct letter_facts *f, const struct letter_brief *b)
{
	const struct meaning *m = meaning_of(b->kind);
	take_step(f, b);
	f->changes += m ? b->sequence + 1 + b->deleted : 0;
	if (m && !b->deleted)
		*add_event(f) = (struct thread_event){.what = m->what,
		    .on = day_of(b, m->what),
		    .until = b->extended_to,
		    .reasons = b->reasons,
		    .letter = b->id};
}

static bool take_record(void *ctx, const struct record *r)
{
	struct letter_brief b;
	letter_brief_of(r, &b);
	take_answer(ctx, &b);
	return true;
}

/* An extension typed into the letter itself. */
static void take_own(struct letter_facts *f, const struct letter_brief *b)
{
	if (b->extended_on == DATE_NONE && !b->reasons && b->extended_to == DATE_NONE)
		return;
	struct thread_event *ev = add_event(f);
	ev->what = THREAD_EXTENDED;
	ev->on = b->extended_on;
	ev->until = b->extended_to;
	ev->reasons = b->reasons;
}

bool letter_to_council(struct app *a, const struct record *letter)
{
	const int64_t authority = record_int(letter, letter_authority);
	struct record *r = NULL;
	const bool is = authority && store_get(a->store, kind_get(KIND_authority), authority, &r, NULL) &&
	                text_is(r, authority_kind, "council");
	record_free(r);
	return is;
}

static void begin_facts(const struct letter_brief *b, struct letter_facts *f)
{
	f->facts = (struct thread_facts){.rule = b->rule,
	    .sent = b->sent,
	    .registered = b->registered,
	    .closed = b->closed,
	    .electronic = b->electronic};
	take_own(f, b);
}

void letter_facts_of(const struct letter_set *s, const struct letter_brief *b, struct letter_facts *f)
{
	size_t all, n;
	const struct letter_brief *briefs = letter_set_all(s, &all);
	const size_t *answers = letter_set_answers(s, b->id, &n);
	memset(f, 0, sizeof *f);
	begin_facts(b, f);
	for (size_t i = 0; i < n; i++)
		take_answer(f, &briefs[answers[i]]);
}

static bool ask_answers(struct app *a, const struct record *r, struct letter_facts *f, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, r->kind);
	q.bin = QUERY_BOTH;
	q.by_id = true;
	ref_value(&r->kind->fields[letter_answers], r->id, &v);
	query_filter_add(&q, letter_answers, QUERY_IS, &v, NULL);
	value_clear(&v);
	const bool ok = store_each(a->store, &q, 0, take_record, f, e);
	query_free(&q);
	return ok;
}

bool letter_facts_read(struct app *a, const struct record *r, struct letter_facts *f, struct err *e)
{
	const struct kind_calendar *c = &r->kind->calendar;
	struct letter_brief b;
	memset(f, 0, sizeof *f);
	if (r->kind != kind_get(KIND_letter)) { /* another kind with a rule: its term and nothing else */
		f->facts = (struct thread_facts){.rule = c->rule == NO_FIELD ? NULL : record_text(r, c->rule),
		    .sent = DATE_NONE,
		    .registered = record_date(r, c->date),
		    .closed = DATE_NONE};
		return true;
	}
	letter_brief_of(r, &b);
	if (a->letters) {
		letter_facts_of(a->letters, &b, f);
		return true;
	}
	begin_facts(&b, f);
	return !r->id || ask_answers(a, r, f, e);
}

void letter_facts_free(struct letter_facts *f)
{
	free(f->events);
	free(f->taken);
	f->events = NULL;
	f->taken = NULL;
}

/* An answer closes the letter that it answers, in the same command: lists, reports and figures read "answered on"
 * there. What a person typed in stays. */
bool letter_follow(struct app *a, struct command *c, const struct record *r, struct err *e)
{
	const struct meaning *m =
	    r->kind == kind_get(KIND_letter) && !r->deleted ? meaning_of(record_text(r, letter_kind)) : NULL;
	const int64_t root = m && m->closes ? record_int(r, letter_answers) : 0;
	struct record *first = NULL;
	struct letter_brief b;
	if (!root)
		return true;
	if (!store_get(a->store, r->kind, root, &first, e))
		return false;
	letter_brief_of(r, &b);
	const date_t on = day_of(&b, m->what);
	bool ok = true;
	if (!record_has(first, letter_closed_on) && on != DATE_NONE) {
		char iso[11];
		date_iso(on, iso);
		record_set_text(first, letter_closed_on, iso);
		ok = command_put(c, first, NULL, NULL, NULL, e);
	}
	record_free(first);
	return ok;
}
