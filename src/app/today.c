/* app/today.c - the tasks of the first screen, and four weeks in figures. */
#include "app/today.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/figures.h"
#include "store/read.h"

enum { TASK_DAYS = 14, WEEKS_DAYS = 28 };

/* ---- tasks */

struct task {
	struct record *record; /* owned */
	bool mine, done;
};
struct tasks {
	struct app *app;
	struct task *all;
	size_t n, room;
	int64_t me; /* 0: nobody knows who I am */
	date_t today;
};

static bool keep_task(void *ctx, const struct record *r)
{
	struct tasks *t = ctx;
	const int64_t who = record_int(r, step_who);
	if (t->n == t->room) {
		t->room = t->room ? t->room * 2 : 32;
		t->all = mem_resize(t->all, t->room, sizeof *t->all);
	}
	t->all[t->n++] =
	    (struct task){record_copy(r), !t->me || !who || who == t->me, record_date(r, step_done_on) != DATE_NONE};
	return true;
}

/* Open ones that end soon, or that have no day; then those done today. */
static bool read_tasks(struct tasks *t, struct err *e)
{
	struct value v = VALUE_INIT;
	char soon[11], today[11];
	bool ok = true;
	date_iso(t->today + TASK_DAYS + 1, soon);
	date_iso(t->today, today);
	for (int way = 0; ok && way < 3; way++) {
		struct query q;
		query_init(&q, kind_get(KIND_step));
		value_set_text(&v, way == 0 ? soon : today);
		ok = way == 2 ? query_filter_add(&q, step_done_on, QUERY_IS, &v, e)
		              : query_filter_add(&q, step_done_on, QUERY_EMPTY, NULL, e);
		if (ok && way < 2)
			ok = query_filter_add(
			    &q, step_until, way == 0 ? QUERY_BELOW : QUERY_EMPTY, way == 0 ? &v : NULL, e);
		ok = ok && store_each(t->app->store, &q, 200, keep_task, t, e);
		query_free(&q);
	}
	value_clear(&v);
	return ok;
}

static int mine_first(const void *x, const void *y)
{
	const struct task *a = x, *b = y;
	const date_t da = record_date(a->record, step_until), db = record_date(b->record, step_until);
	if (a->mine != b->mine)
		return a->mine ? -1 : 1;
	if (da != db)
		return da == DATE_NONE ? 1 : db == DATE_NONE ? -1 : da < db ? -1 : 1;
	return (a->record->id > b->record->id) - (a->record->id < b->record->id);
}

static bool tell_task(
    struct tasks *t, const struct task *x, bool (*each)(void *ctx, const struct app_task *t), void *ctx)
{
	struct buf title = BUF_INIT, who = BUF_INIT;
	const date_t until = record_date(x->record, step_until);
	record_title(x->record, app_types(t->app), &title);
	if (record_has(x->record, step_who))
		app_title(t->app, kind_get(KIND_person), record_int(x->record, step_who), &who);
	const struct app_task told = {x->record->id, buf_str(&title), buf_str(&who), until, x->mine, x->done,
	    !x->done && until != DATE_NONE && until < t->today};
	const bool more = each(ctx, &told);
	buf_free(&title);
	buf_free(&who);
	return more;
}

static int64_t me(struct app *a)
{
	const char *who = app_conf(a, "who", NULL);
	struct err ignored = ERR_INIT;
	int64_t id = 0;
	return who && *who && app_resolve(a, kind_get(KIND_person), who, &id, &ignored) ? id : 0;
}

bool app_tasks(struct app *a, bool (*each)(void *ctx, const struct app_task *t), void *ctx, struct err *e)
{
	struct tasks t = {.app = a, .today = clock_today(&a->clock)};
	if (!app_store(a, e))
		return false;
	t.me = me(a);
	const bool ok = read_tasks(&t, e);
	if (t.n)
		qsort(t.all, t.n, sizeof *t.all, mine_first);
	bool more = true;
	for (size_t i = 0; i < t.n; i++) {
		more = more && ok && tell_task(&t, &t.all[i], each, ctx);
		record_free(t.all[i].record);
	}
	free(t.all);
	return ok;
}

bool app_task_tick(struct app *a, int64_t id, bool *done, struct err *e)
{
	struct record *base = NULL;
	if (!app_get(a, kind_get(KIND_step), id, &base, e))
		return false;
	struct record *r = record_copy(base);
	char iso[11];
	date_iso(clock_today(&a->clock), iso);
	*done = !record_has(base, step_done_on);
	if (*done)
		record_set_text(r, step_done_on, iso);
	else
		record_clear(r, step_done_on);
	const bool ok = app_save(a, r, base, NULL, e);
	record_free(r);
	record_free(base);
	return ok;
}

/* ---- four weeks */

bool app_four_weeks(struct app *a, bool (*each)(void *ctx, const struct app_weeks *w), void *ctx, struct err *e)
{
	const date_t today = clock_today(&a->clock);
	size_t n;
	const struct week_figure *all = week_figures(&n);
	if (!app_store(a, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		int64_t part, whole, before, of;
		if (!week_figure_run(a->store, &all[i], today - WEEKS_DAYS + 1, today, &part, &whole, e) ||
		    !week_figure_run(
		        a->store, &all[i], today - 2 * WEEKS_DAYS + 1, today - WEEKS_DAYS, &before, &of, e))
			return false;
		if (!all[i].share)
			whole = part > before ? part : before;
		const struct app_weeks w = {
		    tr(all[i].label), kind_find(all[i].kind), part, whole, before, all[i].share};
		if (!each(ctx, &w))
			break;
	}
	return true;
}
