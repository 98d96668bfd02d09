/* civic/ladder.c - what can be done about a letter from where it stands: the rows of data/ladder.tsv whose conditions
 * hold, each with the last day on which it may be done. Knows no letter and no law of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "civic/term_count.h"
#include "civic/thread.h"
#include "civic/tsv.h"

struct ladder {
	struct ladder_step *list;
	size_t n;
};

static const struct {
	const char *word;
	enum thread_state state;
} states[] = {
    {"draft", THREAD_DRAFT},
    {"sent", THREAD_SENT},
    {"waiting", THREAD_WAITING},
    {"longer", THREAD_LONGER},
    {"still", THREAD_STILL},
    {"overdue", THREAD_OVERDUE},
    {"answered", THREAD_ANSWERED},
    {"refused", THREAD_REFUSAL},
};

#define COUNT_OF(a) (sizeof(a) / sizeof *(a))

/* ---- conditions */

static bool is_council(const struct thread_facts *f, const struct thread *t)
{
	(void)t;
	return f->council_act;
}

static bool is_not_council(const struct thread_facts *f, const struct thread *t)
{
	(void)t;
	return !f->council_act;
}

static bool has_bad_extension(const struct thread_facts *f, const struct thread *t)
{
	(void)f;
	return t->extension != EXTENSION_NONE && t->extension != EXTENSION_VALID;
}

static bool is_electronic(const struct thread_facts *f, const struct thread *t)
{
	(void)t;
	return f->electronic;
}

static const struct {
	const char *word;
	bool (*holds)(const struct thread_facts *f, const struct thread *t);
} conditions[] = {
    {"council", is_council},
    {"not_council", is_not_council},
    {"bad_extension", has_bad_extension},
    {"electronic", is_electronic},
};

/* ---- from which day a step's own term runs */

static date_t from_end(const struct thread_facts *f, const struct thread *t, date_t today)
{
	(void)f, (void)today;
	return t->end.end;
}

static date_t from_answer(const struct thread_facts *f, const struct thread *t, date_t today)
{
	(void)f, (void)today;
	return t->answered;
}

static date_t from_sent(const struct thread_facts *f, const struct thread *t, date_t today)
{
	(void)t, (void)today;
	return f->sent;
}

static date_t from_today(const struct thread_facts *f, const struct thread *t, date_t today)
{
	(void)f, (void)t;
	return today;
}

static const struct {
	const char *word;
	date_t (*day)(const struct thread_facts *f, const struct thread *t, date_t today);
} beginnings[] = {{"end", from_end}, {"answered", from_answer}, {"sent", from_sent}, {"today", from_today}};

/* ---- reading */

/* Each word of a cell; false: one was refused. */
static bool words_each(const char *cell, bool (*take)(void *ctx, const char *word, size_t n), void *ctx)
{
	for (const char *p = cell; *p;) {
		p += strspn(p, " ");
		const size_t n = strcspn(p, " ");
		if (n && !take(ctx, p, n))
			return false;
		p += n;
	}
	return true;
}

static bool same_word(const char *known, const char *word, size_t n)
{
	return strlen(known) == n && memcmp(known, word, n) == 0;
}

static bool take_state(void *ctx, const char *word, size_t n)
{
	unsigned *bits = ctx;
	for (size_t i = 0; i < COUNT_OF(states); i++)
		if (same_word(states[i].word, word, n)) {
			*bits |= 1u << states[i].state;
			return true;
		}
	return false;
}

static bool known_condition(void *ctx, const char *word, size_t n)
{
	(void)ctx;
	for (size_t i = 0; i < COUNT_OF(conditions); i++)
		if (same_word(conditions[i].word, word, n))
			return true;
	return false;
}

static bool known_beginning(const char *cell)
{
	for (size_t i = 0; i < COUNT_OF(beginnings); i++)
		if (strcmp(beginnings[i].word, cell) == 0)
			return true;
	return !*cell;
}

static bool plain_name(const char *cell)
{
	return strspn(cell, "abcdefghijklmnopqrstuvwxyz0123456789._-") == strlen(cell) && !strstr(cell, "..");
}

static const char *fault_of(const struct tsv_row *row, struct ladder_step *s)
{
	if (!*tsv_cell(row, "id") || !plain_name(tsv_cell(row, "id")))
		return "id";
	if (!words_each(tsv_cell(row, "states"), take_state, &s->states) || !s->states)
		return "states";
	if (!words_each(tsv_cell(row, "when"), known_condition, NULL))
		return "when";
	if (!known_beginning(tsv_cell(row, "from")))
		return "from";
	if (!plain_name(tsv_cell(row, "template"))) /* it names a file */
		return "template";
	return NULL;
}

static void step_free(struct ladder_step *s)
{
	char **texts[] = {&s->id, &s->family, &s->when, &s->after, &s->rule, &s->from, &s->kind, &s->letter_rule,
	    &s->template, &s->law, &s->confidence};
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		free(*texts[i]);
	for (int l = 0; l < LANG_COUNT; l++) {
		free(s->name[l]);
		free(s->why[l]);
	}
}

static void take_texts(struct ladder_step *s, const struct tsv_row *row)
{
	const struct {
		char **to;
		const char *heading;
	} texts[] = {{&s->id, "id"}, {&s->family, "family"}, {&s->when, "when"}, {&s->after, "after"},
	    {&s->rule, "rule"}, {&s->from, "from"}, {&s->kind, "kind"}, {&s->letter_rule, "letter_rule"},
	    {&s->template, "template"}, {&s->law, "law"}, {&s->confidence, "confidence"}};
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i].to = mem_copy_text(tsv_cell(row, texts[i].heading));
	tsv_languages(row, "name", s->name);
	tsv_languages(row, "why", s->why);
}

static bool take_row(void *ctx, const struct tsv_row *row, char *why, size_t size)
{
	struct ladder *l = ctx;
	struct ladder_step s = {0};
	const char *fault = fault_of(row, &s);
	if (fault) {
		snprintf(why, size, _("column %s: “%.60s” is not understood"), fault, tsv_cell(row, fault));
		return false;
	}
	take_texts(&s, row);
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->list[i].id, s.id) == 0) {
			step_free(&l->list[i]);
			l->list[i] = s;
			return true;
		}
	l->list = mem_resize(l->list, l->n + 1, sizeof *l->list);
	l->list[l->n++] = s;
	return true;
}

bool ladder_read(
    struct ladder **ladder, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct ladder *into = *ladder ? *ladder : mem_alloc(sizeof *into);
	struct tsv_reader reader = {take_row, into, say, ctx};
	bool ok = tsv_read(path, &reader, e);
	if (!ok && !*ladder) {
		ladder_free(into);
		return false;
	}
	*ladder = into;
	return ok;
}

void ladder_free(struct ladder *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->n; i++)
		step_free(&l->list[i]);
	free(l->list);
	free(l);
}

const struct ladder_step *ladder_find(const struct ladder *l, const char *id)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->list[i].id, id) == 0)
			return &l->list[i];
	return NULL;
}

/* ---- which are open */

struct asking {
	const struct thread_facts *f;
	const struct thread *t;
};

static bool condition_holds(void *ctx, const char *word, size_t n)
{
	const struct asking *a = ctx;
	for (size_t i = 0; i < COUNT_OF(conditions); i++)
		if (same_word(conditions[i].word, word, n))
			return conditions[i].holds(a->f, a->t);
	return false;
}

/* The letter's rule is of the step's family: "petition" of "petition.answer". */
static bool of_family(const struct ladder_step *s, const struct thread_facts *f)
{
	const size_t n = strlen(s->family);
	const char *rule = f->rule ? f->rule : "";
	return n == 0 || (strncmp(rule, s->family, n) == 0 && (rule[n] == '.' || !rule[n]));
}

static bool run_out(const struct ladder_step *s, const struct thread_facts *f, const struct term_rules *rules,
    const struct holidays *h, date_t today)
{
	const struct term_rule *r = *s->after ? term_rules_find(rules, s->after) : NULL;
	struct term_end end;
	return !r || f->sent == DATE_NONE || (term_compute(r, f->sent, h, &end, NULL) && today > end.end);
}

static date_t beginning(const struct ladder_step *s, const struct thread_facts *f, const struct thread *t, date_t today)
{
	for (size_t i = 0; i < COUNT_OF(beginnings); i++)
		if (strcmp(beginnings[i].word, s->from) == 0)
			return beginnings[i].day(f, t, today);
	return DATE_NONE;
}

static date_t last_day(const struct ladder_step *s, const struct asking *a, const struct term_rules *rules,
    const struct holidays *h, date_t today)
{
	const struct term_rule *r = *s->rule ? term_rules_find(rules, s->rule) : NULL;
	const date_t from = r ? beginning(s, a->f, a->t, today) : DATE_NONE;
	struct term_end end;
	return from != DATE_NONE && term_compute(r, from, h, &end, NULL) ? end.end : DATE_NONE;
}

void ladder_each(const struct ladder *l, const struct thread_facts *f, const struct thread *t,
    const struct term_rules *rules, const struct holidays *h, date_t today,
    bool (*each)(void *ctx, const struct ladder_step *s, date_t last), void *ctx)
{
	struct asking a = {f, t};
	for (size_t i = 0; i < l->n; i++) {
		const struct ladder_step *s = &l->list[i];
		if (!(s->states & 1u << t->state) || !of_family(s, f) || !words_each(s->when, condition_holds, &a) ||
		    !run_out(s, f, rules, h, today))
			continue;
		const date_t last = last_day(s, &a, rules, h, today);
		if ((last == DATE_NONE || last >= today) && !each(ctx, s, last))
			return;
	}
}
