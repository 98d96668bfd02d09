/* app/attention.c - what needs attention now, the worst first: rights of ours that end, answers that are owed, notice
 * that came late, what we let pass, what ends soon, what nobody follows. Letters are counted all at once; what they
 * mean is civic's work. */
#include "app/today.h"

#include <stdlib.h>
#include <string.h>

#include "app/attention.h"
#include "app/dates.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

struct noticed *notice_add(struct noticing *n, enum app_rank rank, enum kind_number kind, int64_t id, date_t date)
{
	if (n->n == n->room) {
		n->room = n->room ? n->room * 2 : 128;
		n->list = mem_resize(n->list, n->room, sizeof *n->list);
	}
	n->list[n->n] = (struct noticed){.rank = rank, .kind = kind_get(kind), .id = id, .date = date};
	return &n->list[n->n++];
}

/* ---- what ends by a day that somebody wrote: promises, re-checks, tasks */

struct dated {
	struct noticing *n;
	const struct kind *kind;
};

static bool take_dated(void *ctx, const struct store_row *row)
{
	struct dated *d = ctx;
	date_t on;
	if (!row->cells[0].text || !date_parse_iso(row->cells[0].text, &on))
		return true;
	const bool past = on < d->n->today;
	/* a promise that has passed is theirs */
	const bool theirs = d->kind == kind_get(KIND_observation);
	struct noticed *x = notice_add(d->n,
	    !past    ? RANK_SOON
	    : theirs ? RANK_ANSWER
	             : RANK_OVERDUE,
	    (enum kind_number)kind_number(d->kind), row->id, on);
	x->task = d->kind->task;
	x->warn = past;
	return true;
}

/* Not done and not closed, until the last day asked for. */
static bool open_query(struct app *a, const struct kind *k, date_t until, struct query *q, struct err *e)
{
	const struct kind_calendar *c = &k->calendar;
	struct value v = VALUE_INIT;
	char iso[11];
	query_init(q, k);
	date_iso(until + 1, iso);
	value_set_text(&v, iso);
	bool ok = query_filter_add(q, c->date, QUERY_BELOW, &v, e);
	if (ok && c->done != NO_FIELD)
		ok = query_filter_add(q, c->done, QUERY_EMPTY, NULL, e);
	for (const struct choice *ch = c->status == NO_FIELD ? NULL : k->fields[c->status].choices;
	     ok && ch && ch->code; ch++)
		if (ch->closed) {
			value_set_text(&v, ch->code);
			ok = query_filter_add(q, c->status, QUERY_NOT, &v, e);
		}
	if (ok && c->only_when)
		ok = query_filter_parse(q, c->only_when, app_types(a), e);
	value_clear(&v);
	return ok;
}

static bool add_dated(struct noticing *n, struct err *e)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		const struct kind_calendar *c = &all[i].calendar;
		struct dated d = {n, &all[i]};
		struct query q;
		if (!c->has || !c->deadline || c->rule != NO_FIELD || (all[i].task && !n->tasks))
			continue;
		ok = open_query(n->app, &all[i], n->today + n->days, &q, e) &&
		     store_scan(n->app->store, &q, (const int[]){c->date}, 1, take_dated, &d, e);
		query_free(&q);
	}
	return ok;
}

/* ---- in order */

static int worst_first(const void *x, const void *y)
{
	const struct noticed *a = x, *b = y;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* The words of one: made only for those that are told. */
static void fill(struct noticing *n, const struct noticed *x, struct app_attention *t, struct buf *title)
{
	struct record *r = NULL;
	const struct kind_calendar *c = &x->kind->calendar;
	if (x->words) {
		buf_text(title, x->words);
	} else if (x->id && store_get(n->app->store, x->kind, x->id, &r, NULL)) {
		record_title(r, app_types(n->app), title);
	}
	record_free(r);
	*t = (struct app_attention){.rank = x->rank,
	    .kind = x->kind,
	    .id = x->id,
	    .category = x->id && c->has ? tr(c->category) : "",
	    .title = buf_str(title),
	    .why = x->why ? x->why : "",
	    .next = "",
	    .date = x->date,
	    .warn = x->warn,
	    .task = x->task,
	    .filters = x->filters,
	    .ids = x->ids,
	    .n = x->nids};
}

/* The answer owed: how long, and what can be done. */
static void fill_letter(
    struct noticing *n, const struct noticed *x, struct app_attention *t, struct buf *why, struct buf *next)
{
	struct record *r = NULL;
	if (x->kind != kind_get(KIND_letter) || x->why || x->date == DATE_NONE)
		return;
	const int over = n->today - x->date;
	if (over > 0)
		buf_print(
		    why, tr_n("the answer is %d day over", "the answer is %d days over", (unsigned long)over), over);
	if (over > 0 && store_get(n->app->store, x->kind, x->id, &r, NULL))
		letter_propose(n->app, r, next);
	record_free(r);
	t->why = buf_str(why);
	t->next = buf_str(next);
}

static bool tell(
    struct noticing *n, const struct noticed *x, bool (*each)(void *ctx, const struct app_attention *t), void *ctx)
{
	struct app_attention t;
	struct buf title = BUF_INIT, why = BUF_INIT, next = BUF_INIT;
	fill(n, x, &t, &title);
	fill_letter(n, x, &t, &why, &next);
	const bool more = each(ctx, &t);
	buf_free(&title);
	buf_free(&why);
	buf_free(&next);
	return more;
}

static void noticing_free(struct noticing *n)
{
	for (size_t i = 0; i < n->n; i++) {
		free(n->list[i].words);
		free(n->list[i].why);
		free(n->list[i].ids);
	}
	free(n->list);
}

bool app_attention(struct app *a, int days, bool tasks, size_t max,
    bool (*each)(void *ctx, const struct app_attention *t), void *ctx, size_t *left, struct err *e)
{
	struct noticing n = {.app = a, .today = clock_today(&a->clock), .days = days, .tasks = tasks};
	if (!app_store(a, e))
		return false;
	app_types(a);
	const bool ok = attention_letters(&n, e) && add_dated(&n, e) && attention_actions(&n, e) &&
	                attention_meetings(&n, e) && attention_loose(&n, e);
	if (ok && n.n)
		qsort(n.list, n.n, sizeof *n.list, worst_first);
	size_t told = 0;
	while (ok && told < n.n && (max == 0 || told < max) && tell(&n, &n.list[told], each, ctx))
		told++;
	if (left)
		*left = ok ? n.n - told : 0;
	noticing_free(&n);
	return ok;
}
