/* app/attention_loose.c - what is nobody's: problems that no one follows, people who stay away, meetings whose notice
 * is late or not known. */
#include <stdlib.h>
#include <string.h>

#include "app/attention.h"
#include "app/council.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/figures.h"
#include "store/read.h"

enum { MEETING_DAYS = 30, MOST_IDS = 200 };

/* ---- meetings ahead */

struct meeting_look {
	struct noticing *n;
	const struct record *meeting;
};

/* The earliest that is wrong: one line a meeting. */
static bool take_notice(void *ctx, const struct notice *x)
{
	struct meeting_look *m = ctx;
	if (x->state != NOTICE_MISSING && x->state != NOTICE_LATE)
		return true;
	if (x->state == NOTICE_LATE && app_meeting_is_noted(m->n->app, m->meeting->id, x))
		return true;
	struct noticed *t = notice_add(m->n, RANK_NOTICE, KIND_meeting, m->meeting->id, x->last);
	t->why = mem_print(x->state == NOTICE_LATE ? _("%s: late, not written down as a breach yet (F)")
	                                           : _("%s: should be public by now; write the day down"),
	    x->rule->name[lang_now()]);
	t->warn = true;
	return false;
}

static bool take_meeting(void *ctx, const struct record *r)
{
	struct meeting_look m = {ctx, r};
	const char *status = record_text(r, meeting_status);
	if (!status || strcmp(status, "cancelled") != 0)
		app_meeting_notices(m.n->app, r, take_notice, &m, NULL);
	return true;
}

bool attention_meetings(struct noticing *n, struct err *e)
{
	return store_dated(
	    n->app->store, kind_get(KIND_meeting), n->today, n->today + MEETING_DAYS, take_meeting, n, e);
}

/* ---- problems without anybody */

static const char *const nobody[] = {"responsible=", "state!=solved", "state!=closed", "state!=duplicate", NULL};

static bool add_problems(struct noticing *n, struct err *e)
{
	struct query q;
	bool ok = true;
	query_init(&q, kind_get(KIND_problem));
	for (size_t i = 0; ok && nobody[i]; i++)
		ok = query_filter_parse(&q, nobody[i], app_types(n->app), e);
	const int64_t count = ok ? store_count(n->app->store, &q) : 0;
	query_free(&q);
	if (count > 0) {
		struct noticed *x = notice_add(n, RANK_LOOSE, KIND_problem, 0, DATE_NONE);
		x->words = mem_print(
		    tr_n("%lld problem that nobody follows", "%lld problems that nobody follows", (unsigned long)count),
		    (long long)count);
		x->filters = nobody;
		x->warn = true;
	}
	return ok;
}

/* ---- people who stayed away from their last three workshops */

struct away {
	int64_t ids[MOST_IDS];
	size_t n;
};

static bool take_away(void *ctx, int64_t id)
{
	struct away *w = ctx;
	w->ids[w->n++] = id;
	return w->n < MOST_IDS;
}

static bool add_people(struct noticing *n, struct err *e)
{
	struct away w = {.n = 0};
	if (!store_stayed_away(n->app->store, n->today, take_away, &w, e))
		return false;
	if (w.n == 0)
		return true;
	struct noticed *x = notice_add(n, RANK_LOOSE, KIND_person, 0, DATE_NONE);
	x->words = mem_print(tr_n("%zu person absent from the last 3 workshops",
	                         "%zu people absent from the last 3 workshops", (unsigned long)w.n),
	    w.n);
	x->ids = mem_array(w.n, sizeof *x->ids);
	memcpy(x->ids, w.ids, w.n * sizeof *x->ids);
	x->nids = w.n;
	return true;
}

bool attention_loose(struct noticing *n, struct err *e)
{
	return add_problems(n, e) && add_people(n, e);
}
