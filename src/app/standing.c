/* app/standing.c - which kinds have something to say about where they stand: one row each. Knows no law. */
#include "app/standing_lines.h"

#include <string.h>

#include "base/lang.h"
#include "store/read.h"

void standing_say(struct standing *st, const char *label, struct buf *text, bool warn)
{
	if (text->len && !st->over)
		st->over = !st->each(st->ctx, &(struct app_stand){tr(label), buf_str(text), warn});
	buf_clear(text);
}

void near_date(struct app *a, date_t d, struct buf *out)
{
	int year, now, month, day;
	date_split(d, &year, &month, &day);
	date_split(clock_today(&a->clock), &now, &month, &day);
	date_text(d, lang_now(), year == now ? DATE_DAY : DATE_SHORT, out);
}

/* Of an action: its letter that waits longest for an answer. */

struct waiting {
	struct record *first; /* owned */
};

static bool keep_open(void *ctx, const struct record *r)
{
	struct waiting *w = ctx;
	const char *direction = record_text(r, letter_direction);
	if ((direction && strcmp(direction, "in") == 0) || record_has(r, letter_closed_on) ||
	    !record_has(r, letter_rule) || record_has(r, letter_answers))
		return true;
	w->first = record_copy(r);
	return false;
}

static void action_standing(struct standing *st, const struct record *r)
{
	struct waiting w = {NULL};
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, kind_get(KIND_letter));
	ref_value(&q.kind->fields[letter_action], r->id, &v);
	query_filter_add(&q, letter_action, QUERY_IS, &v, NULL);
	q.sort = letter_sent_on;
	q.down = false;
	value_clear(&v);
	if (r->id && store_each(st->app->store, &q, 0, keep_open, &w, NULL) && w.first)
		letter_standing(st, w.first);
	record_free(w.first);
	query_free(&q);
}

static const struct {
	enum kind_number kind;
	void (*say)(struct standing *st, const struct record *r);
} rows[] = {
    {KIND_letter, letter_standing},
    {KIND_action, action_standing},
    {KIND_meeting, meeting_standing},
    {KIND_problem, problem_standing},
};

void app_standing(struct app *a, const struct record *r, bool (*each)(void *ctx, const struct app_stand *s), void *ctx)
{
	struct standing st = {a, each, ctx, false};
	struct err ignored = ERR_INIT;
	if (!app_store(a, &ignored))
		return;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (kind_get(rows[i].kind) == r->kind)
			rows[i].say(&st, r);
}
