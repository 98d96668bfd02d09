/* app/report_response.c - how fast authorities answer. A letter's term, extensions and pauses are civic/thread.h's:
 * this only adds up. The days on which an authority waited for the group do not count as its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/letter_facts.h"
#include "app/letters.h"
#include "app/report_internal.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

const struct figure_column report_response_columns[] = {
    {.key = "authority", .label = N_("Authority"), .form = COLUMN_TEXT, .width = 34},
    {.key = "letters", .label = N_("Letters"), .form = COLUMN_NUMBER, .width = 8},
    {.key = "answered", .label = N_("Were answered"), .form = COLUMN_NUMBER, .width = 10},
    {.key = "in_time", .label = N_("In time"), .form = COLUMN_NUMBER, .width = 8},
    {.key = "rate", .label = N_("In time, of those due"), .form = COLUMN_PERCENT, .width = 9},
    {.key = "average", .label = N_("Days on average"), .form = COLUMN_SCORE, .width = 9},
    {.key = "longest", .label = N_("Longest, days"), .form = COLUMN_NUMBER, .width = 8},
    {.key = "overdue", .label = N_("Overdue now"), .form = COLUMN_NUMBER, .width = 8},
    {0},
};

struct answers {
	int64_t authority; /* 0: none is named */
	char *name;        /* owned */
	int64_t letters, answered, in_time, overdue, days, longest;
};
struct adding {
	struct app *app;
	const struct figure_period *period;
	struct answers *all; /* owned */
	size_t n;
	struct err *e;
	bool ok;
};

static struct answers *answers_of(struct adding *w, int64_t authority)
{
	struct buf name = BUF_INIT;
	for (size_t i = 0; i < w->n; i++)
		if (w->all[i].authority == authority)
			return &w->all[i];
	if (authority)
		app_title(w->app, kind_get(KIND_authority), authority, &name);
	w->all = mem_resize(w->all, w->n + 1, sizeof *w->all);
	w->all[w->n] = (struct answers){.authority = authority, .name = buf_take(&name)};
	return &w->all[w->n++];
}

static bool in_period(const struct adding *w, date_t d)
{
	return (w->period->from == DATE_NONE || d >= w->period->from) &&
	       (w->period->to == DATE_NONE || d <= w->period->to);
}

static bool of_group(const struct adding *w, const struct record *letter)
{
	struct record *action = NULL;
	if (!w->period->group)
		return true;
	const bool is =
	    record_has(letter, letter_action) &&
	    store_get(w->app->store, kind_get(KIND_action), record_int(letter, letter_action), &action, NULL) &&
	    record_int(action, action_group) == w->period->group;
	record_free(action);
	return is;
}

/* Only letters whose term runs: an acknowledgement or an opinion asks for no answer. */
static void add_thread(struct adding *w, const struct record *r, const struct thread *t)
{
	struct answers *a = answers_of(w, record_int(r, letter_authority));
	a->letters++;
	a->overdue += t->state == THREAD_OVERDUE;
	if (t->answer_days < 0)
		return;
	a->answered++;
	a->in_time += t->answered <= t->end.end;
	a->days += t->answer_days;
	a->longest = t->answer_days > a->longest ? t->answer_days : a->longest;
}

static bool add_letter(void *ctx, const struct record *r)
{
	struct adding *w = ctx;
	const char *direction = record_text(r, letter_direction);
	const date_t registered = record_date(r, letter_registered_on);
	struct thread t;
	if ((direction && strcmp(direction, "in") == 0) || registered == DATE_NONE || !in_period(w, registered) ||
	    !of_group(w, r))
		return true;
	w->ok = app_letter_look(w->app, r, &t, NULL, w->e);
	if (w->ok && t.rule)
		add_thread(w, r, &t);
	if (w->ok && app_asked_to_stop(w->app))
		w->ok = app_interrupted(w->e);
	return w->ok;
}

static int by_letters(const void *x, const void *y)
{
	const struct answers *a = x, *b = y;
	if (a->letters != b->letters)
		return a->letters < b->letters ? 1 : -1;
	return strcmp(a->name, b->name);
}

/* authority, letters, answered, in time, share of those that were due, average, longest, overdue */
static void add_answers(struct report_part *p, const struct answers *a)
{
	char n[7][32], key[24];
	const int64_t due = a->answered + a->overdue;
	snprintf(n[0], sizeof n[0], "%lld", (long long)a->letters);
	snprintf(n[1], sizeof n[1], "%lld", (long long)a->answered);
	snprintf(n[2], sizeof n[2], "%lld", (long long)a->in_time);
	snprintf(n[3], sizeof n[3], "%lld", due ? (long long)((100 * a->in_time + due / 2) / due) : 0);
	snprintf(n[4], sizeof n[4], "%.2f", a->answered ? (double)a->days / (double)a->answered : 0.0);
	snprintf(n[5], sizeof n[5], "%lld", (long long)a->longest);
	snprintf(n[6], sizeof n[6], "%lld", (long long)a->overdue);
	snprintf(key, sizeof key, "%lld", (long long)a->authority);
	const char *cells[] = {*a->name ? a->name : NULL, n[0], n[1], n[2], due ? n[3] : NULL,
	    a->answered ? n[4] : NULL, a->answered ? n[5] : NULL, n[6]};
	report_add_row(p, a->authority ? key : NULL, cells);
}

bool report_make_response(struct app_report *r, struct report_part *p, struct err *e)
{
	struct adding w = {.app = r->app, .period = &r->period, .e = e, .ok = true};
	struct query q;
	query_init(&q, kind_get(KIND_letter));
	q.by_id = true;
	const bool ok = store_each(r->app->store, &q, 0, add_letter, &w, e) && w.ok;
	query_free(&q);
	if (ok && w.n)
		qsort(w.all, w.n, sizeof *w.all, by_letters);
	for (size_t i = 0; ok && i < w.n; i++)
		add_answers(p, &w.all[i]);
	for (size_t i = 0; i < w.n; i++)
		free(w.all[i].name);
	free(w.all);
	return ok;
}
