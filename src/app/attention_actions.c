/* app/attention_actions.c - what the law asks for before an action: the assembly's notice, the last day of a
 * consultation, until the letter is sent. */
#include <stdlib.h>

#include "app/attention.h"
#include "app/plan.h"
#include "base/mem.h"
#include "store/read.h"

enum { REACH = 100 }; /* so far from its action's day a term by law may lie */

static bool take_action(void *ctx, const struct record *r)
{
	struct noticing *n = ctx;
	struct app_action_term t;
	const struct choice *stage = choice_find(&r->kind->fields[action_stage], record_text(r, action_stage));
	if ((stage && stage->closed) || !app_action_term(n->app, r, &t) || t.done || t.last > n->today + n->days)
		return true;
	const bool past = t.last < n->today;
	if (past && record_date(r, action_starts_on) < n->today)
		return true; /* the action is over too: nothing can be done */
	struct buf words = BUF_INIT;
	buf_print(&words, "%s: ", t.name);
	record_title(r, app_types(n->app), &words);
	struct noticed *x = notice_add(n, past ? RANK_OVERDUE : RANK_SOON, KIND_action, r->id, t.last);
	x->words = buf_take(&words);
	x->warn = past;
	return true;
}

bool attention_actions(struct noticing *n, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	char iso[11];
	query_init(&q, kind_get(KIND_action));
	date_iso(n->today - REACH, iso);
	value_set_text(&v, iso);
	const bool ok = query_filter_add(&q, action_starts_on, QUERY_ABOVE, &v, e) &&
	                store_each(n->app->store, &q, 0, take_action, n, e);
	value_clear(&v);
	query_free(&q);
	return ok;
}
