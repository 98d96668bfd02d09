/* app/rota.c - who goes to which meeting: those who watched meetings before take turns, whoever watched least first. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/council.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

enum { YEAR_DAYS = 365, AHEAD_DAYS = 60 };

struct watcher {
	int64_t person;
	size_t times;
	date_t last;
};
struct rota {
	struct app *app;
	struct watcher *all;
	size_t n;
	struct record **open; /* meetings ahead without anybody; owned */
	size_t nopen;
	date_t today, day; /* day: of the meeting whose observers are being read */
};

static bool take_watcher(void *ctx, int64_t person)
{
	struct rota *r = ctx;
	size_t i = 0;
	while (i < r->n && r->all[i].person != person)
		i++;
	if (i == r->n) {
		r->all = mem_resize(r->all, r->n + 1, sizeof *r->all);
		r->all[r->n++] = (struct watcher){person, 0, DATE_NONE};
	}
	r->all[i].times++;
	if (r->day > r->all[i].last)
		r->all[i].last = r->day;
	return true;
}

static bool is(const struct record *m, int field, const char *code)
{
	const char *text = record_text(m, field);
	return text && strcmp(text, code) == 0;
}

static bool take_meeting(void *ctx, const struct record *m)
{
	struct rota *r = ctx;
	r->day = record_date(m, meeting_date);
	if (is(m, meeting_body, "group") || is(m, meeting_status, "cancelled"))
		return true;
	if (record_has(m, meeting_observers)) {
		refs_each(record_text(m, meeting_observers), take_watcher, r);
	} else if (r->day >= r->today) {
		r->open = mem_resize(r->open, r->nopen + 1, sizeof *r->open);
		r->open[r->nopen++] = record_copy(m);
	}
	return true;
}

static struct watcher *whose_turn(struct rota *r)
{
	struct watcher *found = NULL;
	for (size_t i = 0; i < r->n; i++) {
		struct watcher *w = &r->all[i];
		if (!found || w->times < found->times || (w->times == found->times && w->last < found->last))
			found = w;
	}
	return found;
}

static bool give(struct rota *r, struct record *m, struct err *e)
{
	struct watcher *w = whose_turn(r);
	char *id = mem_print("%lld", (long long)w->person);
	const bool ok = record_parse(m, meeting_observers, id, app_types(r->app), e);
	free(id);
	w->times++;
	w->last = record_date(m, meeting_date);
	return ok;
}

bool app_meeting_rota(struct app *a, size_t *given, struct err *e)
{
	struct rota r = {.app = a, .today = clock_today(&a->clock)};
	bool ok = app_store_write(a, e) && store_dated(a->store, kind_get(KIND_meeting), r.today - YEAR_DAYS,
	                                       r.today + AHEAD_DAYS, take_meeting, &r, e);
	for (size_t i = 0; ok && r.n && i < r.nopen; i++)
		ok = give(&r, r.open[i], e);
	if (given)
		*given = ok && r.n ? r.nopen : 0;
	if (ok && r.n && r.nopen)
		ok = app_save_many(a, N_("Rota of observers"), r.open, r.nopen, e);
	for (size_t i = 0; i < r.nopen; i++)
		record_free(r.open[i]);
	free(r.open);
	free(r.all);
	return ok;
}
