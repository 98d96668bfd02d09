/* ui/screens/meetings.c - what is done with a meeting: the notice it needs, counted backwards, and its breaches; who
 * goes and watches; what its items are about. */
#include <stdlib.h>

#include "app/council.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/items.h"
#include "ui/pick.h"
#include "ui/screens/reading.h"
#include "ui/ui_internal.h"

static void add_line(void *ctx, const char *text)
{
	buf_print(ctx, "%s\n", text);
}

static bool make_notice(struct ui *u, const struct record *r, struct buf *out, struct err *e)
{
	return app_meeting_explain(u->app, r, add_line, out, e);
}

void meeting_notice_open(struct ui *u, const struct kind *k, int64_t id)
{
	reading_open(u, k, id, _("Notice"), make_notice);
}

void meeting_breaches_note(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	size_t made = 0;
	if (app_readonly_reason(u->app)) {
		ui_say(u, ROLE_WARNING, "%s", app_readonly_reason(u->app));
		return;
	}
	if (!app_get(u->app, k, id, &r, &e) || !app_meeting_breaches(u->app, r, &made, &e)) {
		ui_error(u, &e);
	} else if (made == 0) {
		ui_say(u, ROLE_NORMAL, _("The days typed in show no breach that is not written down."));
	} else {
		ui_refresh_all(u);
		ui_saved(u,
		    tr_n("%zu breach written down; u takes it back", "%zu breaches written down; u takes them back",
		        made),
		    made);
	}
	record_free(r);
}

/* ---- who goes */

static bool may_change(struct ui *u)
{
	const char *why = app_readonly_reason(u->app);
	if (why)
		ui_say(u, ROLE_WARNING, "%s", why);
	return why == NULL;
}

struct choosing {
	const struct kind *kind;
	int64_t id;
};

static void add_id(struct buf *out, int64_t id)
{
	buf_print(out, "%s%lld", out->len ? "," : "", (long long)id);
}

static void observers_chosen(struct ui *u, void *ctx, bool yes, const int64_t *people, size_t n)
{
	struct choosing *c = ctx;
	struct record *base = NULL;
	struct err e = ERR_INIT;
	struct buf ids = BUF_INIT;
	if (yes && app_get(u->app, c->kind, c->id, &base, &e)) {
		struct record *r = record_copy(base);
		for (size_t i = 0; i < n; i++)
			add_id(&ids, people[i]);
		if (n)
			record_parse(r, meeting_observers, buf_str(&ids), app_types(u->app), &e);
		else
			record_clear(r, meeting_observers);
		if (app_save(u->app, r, base, NULL, &e)) {
			ui_refresh_all(u);
			ui_saved(u,
			    tr_n("%zu person goes; it is in their calendar", "%zu people go; it is in their calendars",
			        (unsigned long)n),
			    n);
		} else {
			ui_error(u, &e);
		}
		record_free(r);
	} else if (yes) {
		ui_error(u, &e);
	}
	record_free(base);
	buf_free(&ids);
	free(c);
}

static bool keep_id(void *ctx, int64_t id)
{
	struct pick_options *o = ctx;
	int64_t *ids = mem_resize((int64_t *)(uintptr_t)o->marked, o->nmarked + 1, sizeof *ids);
	ids[o->nmarked++] = id;
	o->marked = ids;
	return true;
}

void meeting_observers_choose(struct ui *u, const struct kind *k, int64_t id)
{
	struct record *r = NULL;
	struct err e = ERR_INIT;
	struct query q;
	struct pick_options o = {.title = _("Who goes and watches? Tab marks"), .several = true, .empty_too = true};
	if (!may_change(u))
		return;
	if (!app_get(u->app, k, id, &r, &e)) {
		ui_error(u, &e);
		return;
	}
	struct choosing *c = mem_alloc(sizeof *c);
	*c = (struct choosing){k, id};
	query_init(&q, kind_get(KIND_person));
	o.query = &q;
	if (record_has(r, meeting_observers))
		refs_each(record_text(r, meeting_observers), keep_id, &o);
	pick_open(u, &o, observers_chosen, c);
	free((int64_t *)(uintptr_t)o.marked);
	query_free(&q);
	record_free(r);
}

/* The rota: whose turn it is for every meeting ahead that nobody watches. */
void meeting_rota(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	size_t given = 0;
	(void)k;
	(void)id;
	if (!may_change(u))
		return;
	if (!app_meeting_rota(u->app, &given, &e)) {
		ui_error(u, &e);
	} else if (given == 0) {
		ui_say(u, ROLE_NORMAL, _("Every meeting ahead has somebody, or nobody has watched one yet (O)."));
	} else {
		ui_refresh_all(u);
		ui_saved(u,
		    tr_n("%zu meeting given to whose turn it is; u takes it back",
		        "%zu meetings given to whose turn it is; u takes it back", (unsigned long)given),
		    given);
	}
}

/* ---- what an agenda item is about */

struct linking {
	int64_t item;
	struct items items;
	struct ui *u;
	const struct kind *kind;
};

static void item_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct linking *l = ctx;
	struct record *base = NULL;
	struct err e = ERR_INIT;
	struct buf title = BUF_INIT;
	if (index >= 0 && app_get(u->app, kind_get(KIND_item), l->item, &base, &e)) {
		struct record *r = record_copy(base);
		const bool problem = value > 0;
		record_set_int(r, problem ? item_problem : item_action, problem ? value : -value);
		if (app_save(u->app, r, base, NULL, &e)) {
			app_title(
			    u->app, kind_get(problem ? KIND_problem : KIND_action), problem ? value : -value, &title);
			ui_refresh_all(u);
			ui_saved(u, _("Linked with: %s"), buf_str(&title));
		} else {
			ui_error(u, &e);
		}
		record_free(r);
	}
	record_free(base);
	buf_free(&title);
	free(l);
}

static bool add_open(void *ctx, const struct record *r)
{
	struct linking *l = ctx;
	struct buf b = BUF_INIT;
	record_title(r, app_types(l->u->app), &b);
	items_add(&l->items, buf_str(&b), tr(l->kind->label), l->kind == kind_get(KIND_problem) ? r->id : -r->id);
	buf_free(&b);
	return true;
}

static void add_all(struct linking *l, enum kind_number kind, const char *const *filters)
{
	struct query q;
	struct err e = ERR_INIT;
	bool ok = true;
	l->kind = kind_get(kind);
	query_init(&q, l->kind);
	for (; ok && *filters; filters++)
		ok = query_filter_parse(&q, *filters, app_types(l->u->app), &e);
	if (!ok || !app_each(l->u->app, &q, 300, add_open, l, &e))
		ui_error(l->u, &e);
	query_free(&q);
}

void item_link(struct ui *u, const struct kind *k, int64_t id)
{
	static const char *const problems[] = {"state!=closed", "state!=duplicate", NULL}, *const acts[] = {
	                                                                                       "stage!=stopped", NULL};
	(void)k;
	if (!may_change(u))
		return;
	struct linking *l = mem_alloc(sizeof *l);
	l->item = id;
	l->u = u;
	add_all(l, KIND_problem, problems);
	add_all(l, KIND_action, acts);
	if (l->items.n == 0) {
		ui_say(u, ROLE_NORMAL, _("There is no problem and no action to link it with yet."));
		free(l);
		return;
	}
	items_open(u, _("Which problem or action is it about?"), &l->items, 0, item_chosen, l);
}
