/* app/letter_set.c - every letter's dates and what names what, read once. Counting is not done here. */
#include "app/letter_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/read.h"

struct letter_set {
	struct letter_brief *all; /* by id */
	size_t n, room;
	size_t *answers; /* positions of those that answer another, by what they answer */
	size_t nanswers;
	char **words; /* rules, steps and kinds, each once; owned */
	size_t nwords;
};

/* ---- one letter */

static bool is_word(const char *text, const char *word)
{
	return text && strcmp(text, word) == 0;
}

static bool is_electronic(const char *channel)
{
	return is_word(channel, "email") || is_word(channel, "online");
}

void letter_brief_of(const struct record *r, struct letter_brief *b)
{
	*b = (struct letter_brief){.id = r->id,
	    .answers = record_int(r, letter_answers),
	    .action = record_int(r, letter_action),
	    .authority = record_int(r, letter_authority),
	    .sequence = r->sequence,
	    .rule = record_text(r, letter_rule),
	    .step = record_text(r, letter_step),
	    .kind = record_text(r, letter_kind),
	    .sent = record_date(r, letter_sent_on),
	    .registered = record_date(r, letter_registered_on),
	    .received = record_date(r, letter_received_on),
	    .closed = record_date(r, letter_closed_on),
	    .extended_on = record_date(r, letter_extended_on),
	    .extended_to = record_date(r, letter_extended_to),
	    .out = is_word(record_text(r, letter_direction), "out"),
	    .electronic = is_electronic(record_text(r, letter_channel)),
	    .reasons = record_has(r, letter_extension_reasons),
	    .deleted = r->deleted != 0};
}

/* ---- all of them */

enum {
	ANSWERS,
	ACTION,
	AUTHORITY,
	RULE,
	STEP,
	KIND,
	SENT,
	REGISTERED,
	RECEIVED,
	CLOSED,
	EXTENDED_ON,
	EXTENDED_TO,
	DIRECTION,
	CHANNEL,
	REASONS
};
static const int fields[] = {[ANSWERS] = letter_answers,
    [ACTION] = letter_action,
    [AUTHORITY] = letter_authority,
    [RULE] = letter_rule,
    [STEP] = letter_step,
    [KIND] = letter_kind,
    [SENT] = letter_sent_on,
    [REGISTERED] = letter_registered_on,
    [RECEIVED] = letter_received_on,
    [CLOSED] = letter_closed_on,
    [EXTENDED_ON] = letter_extended_on,
    [EXTENDED_TO] = letter_extended_to,
    [DIRECTION] = letter_direction,
    [CHANNEL] = letter_channel,
    [REASONS] = letter_extension_reasons};

/* There are few of them: rules, steps, kinds of letter. */
static const char *word(struct letter_set *s, const char *text)
{
	if (!text)
		return NULL;
	for (size_t i = 0; i < s->nwords; i++)
		if (strcmp(s->words[i], text) == 0)
			return s->words[i];
	s->words = mem_resize(s->words, s->nwords + 1, sizeof *s->words);
	return s->words[s->nwords++] = mem_copy_text(text);
}

static date_t day(const struct store_cell *c)
{
	date_t d;
	return c->text && date_parse_iso(c->text, &d) ? d : DATE_NONE;
}

static bool take(void *ctx, const struct store_row *row)
{
	struct letter_set *s = ctx;
	const struct store_cell *c = row->cells;
	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 256;
		s->all = mem_resize(s->all, s->room, sizeof *s->all);
	}
	s->nanswers += c[ANSWERS].num != 0;
	s->all[s->n++] = (struct letter_brief){.id = row->id,
	    .answers = c[ANSWERS].num,
	    .action = c[ACTION].num,
	    .authority = c[AUTHORITY].num,
	    .sequence = row->sequence,
	    .rule = word(s, c[RULE].text),
	    .step = word(s, c[STEP].text),
	    .kind = word(s, c[KIND].text),
	    .sent = day(&c[SENT]),
	    .registered = day(&c[REGISTERED]),
	    .received = day(&c[RECEIVED]),
	    .closed = day(&c[CLOSED]),
	    .extended_on = day(&c[EXTENDED_ON]),
	    .extended_to = day(&c[EXTENDED_TO]),
	    .out = is_word(c[DIRECTION].text, "out"),
	    .electronic = is_electronic(c[CHANNEL].text),
	    .reasons = c[REASONS].text != NULL,
	    .deleted = row->deleted};
	return true;
}

static int by_id(const void *x, const void *y)
{
	const struct letter_brief *a = x, *b = y;
	return (a->id > b->id) - (a->id < b->id);
}

struct position {
	int64_t answers;
	size_t at;
};

static int by_answers(const void *x, const void *y)
{
	const struct position *a = x, *b = y;
	if (a->answers != b->answers)
		return a->answers < b->answers ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

static void sort_answers(struct letter_set *s)
{
	struct position *p = mem_array(s->nanswers + 1, sizeof *p);
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->all[i].answers)
			p[n++] = (struct position){s->all[i].answers, i};
	if (n)
		qsort(p, n, sizeof *p, by_answers);
	s->answers = mem_array(n + 1, sizeof *s->answers);
	for (size_t i = 0; i < n; i++)
		s->answers[i] = p[i].at;
	free(p);
}

bool letter_set_read(struct app *a, struct letter_set **out, struct err *e)
{
	struct letter_set *s = mem_alloc(sizeof *s);
	struct query q;
	query_init(&q, kind_get(KIND_letter));
	q.bin = QUERY_BOTH;
	const bool ok = store_scan(a->store, &q, fields, sizeof fields / sizeof *fields, take, s, e);
	query_free(&q);
	*out = NULL;
	if (!ok) {
		letter_set_free(s);
		return false;
	}
	if (s->n)
		qsort(s->all, s->n, sizeof *s->all, by_id);
	sort_answers(s);
	*out = s;
	return true;
}

void letter_set_free(struct letter_set *s)
{
	for (size_t i = 0; s && i < s->nwords; i++)
		free(s->words[i]);
	if (s) {
		free(s->words);
		free(s->answers);
		free(s->all);
	}
	free(s);
}

const struct letter_brief *letter_set_all(const struct letter_set *s, size_t *n)
{
	*n = s->n;
	return s->all;
}

/* The first position whose letter answers `id` or a later one. */
static size_t first_answer(const struct letter_set *s, int64_t id)
{
	size_t low = 0, high = s->nanswers;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (s->all[s->answers[middle]].answers < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const size_t *letter_set_answers(const struct letter_set *s, int64_t id, size_t *n)
{
	const size_t first = first_answer(s, id);
	*n = 0;
	while (first + *n < s->nanswers && s->all[s->answers[first + *n]].answers == id)
		++*n;
	return s->answers + first;
}

void letter_set_hold(struct app *a)
{
	struct err ignored = ERR_INIT;
	if (a->letters_held++ == 0 && a->store)
		letter_set_read(a, &a->letters, &ignored);
}

void letter_set_let_go(struct app *a)
{
	if (--a->letters_held > 0)
		return;
	letter_set_free(a->letters);
	a->letters = NULL;
}
