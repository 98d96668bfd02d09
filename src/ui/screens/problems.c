/* ui/screens/problems.c - what is done with a problem: one step forward, an action begun for it, a
 * responsible person chosen, the chain of what happened. */
#include <stdlib.h>

#include "app/alike.h"
#include "app/problem.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/items.h"
#include "ui/pick.h"
#include "ui/screens/reading.h"
#include "ui/ui_internal.h"

static bool may_change(struct ui *u)
{
	const char *why = app_readonly_reason(u->app);
	if (why)
		ui_say(u, ROLE_WARNING, "%s", why);
	return why == NULL;
}

static struct record *read(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (!app_get(u->app, k, id, &r, &e))
		ui_error(u, &e);
	return r;
}

/* The action knows the problem, whom it is addressed to and whose it is. */
void problem_act(struct ui *u, const struct kind *k, int64_t id)
{
	struct record *problem = may_change(u) ? read(u, k, id) : NULL;
	if (!problem)
		return;
	const struct kind *action = kind_get(KIND_action);
	struct record *r = record_new_initial(action, app_types(u->app));
	record_set_int(r, action_problem, id);
	value_copy(&r->values[action_title], &problem->values[problem_title]);
	value_copy(&r->values[action_authority], &problem->values[problem_authority]);
	value_copy(&r->values[action_group], &problem->values[problem_group]);
	value_copy(&r->values[action_lead], &problem->values[problem_responsible]);
	record_free(problem);
	form_open(u, action, 0, r, NULL, NULL);
}

void problem_forward(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct buf told = BUF_INIT;
	(void)k;
	if (!may_change(u))
		return;
	if (app_problem_forward(u->app, id, &told, &e)) {
		ui_refresh_all(u);
		ui_saved(u, _("Now: %s (u takes it back)"), buf_str(&told));
	} else {
		ui_error(u, &e);
	}
	buf_free(&told);
}

/* ---- the chain of what happened */

static bool add_link(void *ctx, const struct app_link *l)
{
	struct buf day = BUF_INIT;
	if (l->on != DATE_NONE)
		date_text(l->on, lang_now(), DATE_SHORT, &day);
	buf_print(ctx, "%s%s[%s] %s\n", buf_str(&day), day.len ? "  " : "", l->what, l->text);
	buf_free(&day);
	return true;
}

static bool make_chain(struct ui *u, const struct record *r, struct buf *out, struct err *e)
{
	return app_chain(u->app, r->kind, r->id, add_link, out, e);
}

void chain_open(struct ui *u, const struct kind *k, int64_t id)
{
	reading_open(u, k, id, _("Chain"), make_chain);
}

struct choosing {
	const struct kind *kind;
	int64_t id;
};

static void chosen(struct ui *u, void *ctx, bool yes, const int64_t *people, size_t n)
{
	struct choosing *c = ctx;
	struct err e = ERR_INIT;
	struct record *r = yes && n == 1 ? read(u, c->kind, c->id) : NULL;
	if (r) {
		struct buf name = BUF_INIT;
		record_set_int(r, problem_responsible, people[0]);
		app_title(u->app, kind_get(KIND_person), people[0], &name);
		if (app_save(u->app, r, NULL, NULL, &e)) {
			ui_refresh_all(u);
			ui_saved(u, _("Responsible: %s"), buf_str(&name));
		} else {
			ui_error(u, &e);
		}
		buf_free(&name);
		record_free(r);
	}
	free(c);
}

void problem_responsible_choose(struct ui *u, const struct kind *k, int64_t id)
{
	struct choosing *c = NULL;
	struct query q;
	if (!may_change(u))
		return;
	c = mem_alloc(sizeof *c);
	*c = (struct choosing){k, id};
	query_init(&q, kind_get(KIND_person));
	pick_open(u, &(struct pick_options){.title = _("Who of us follows it?"), .query = &q}, chosen, c);
	query_free(&q);
}

/* ---- the same as another one */

enum { ALIKE_LINES = 9, OTHER = 0 };

struct repeating {
	int64_t id;
	struct items items;
};

static void add_alike(void *ctx, const struct app_alike *like)
{
	items_add(&((struct repeating *)ctx)->items, like->title, like->why, like->id);
}

static void store_duplicate(struct ui *u, int64_t id, int64_t of)
{
	struct err e = ERR_INIT;
	struct buf title = BUF_INIT;
	if (app_problem_duplicate(u->app, id, of, &e)) {
		app_title(u->app, kind_get(KIND_problem), of, &title);
		ui_refresh_all(u);
		ui_saved(u, _("A duplicate of: %s"), buf_str(&title));
	} else {
		ui_error(u, &e);
	}
	buf_free(&title);
}

static void other_chosen(struct ui *u, void *ctx, bool yes, const int64_t *problems, size_t n)
{
	struct repeating *r = ctx;
	if (yes && n == 1)
		store_duplicate(u, r->id, problems[0]);
	free(r);
}

static void duplicate_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct repeating *r = ctx;
	struct query q;
	if (index < 0 || value != OTHER) {
		if (index >= 0)
			store_duplicate(u, r->id, value);
		free(r);
		return;
	}
	query_init(&q, kind_get(KIND_problem));
	pick_open(
	    u, &(struct pick_options){.title = _("It is a duplicate of which one?"), .query = &q}, other_chosen, r);
	query_free(&q);
}

/* The likely ones first; then any other. */
void problem_duplicate_choose(struct ui *u, const struct kind *k, int64_t id)
{
	struct record *r = may_change(u) ? read(u, k, id) : NULL;
	struct err e = ERR_INIT;
	if (!r)
		return;
	struct repeating *d = mem_alloc(sizeof *d);
	d->id = id;
	if (!app_alike(u->app, r, ALIKE_LINES, add_alike, d, &e))
		ui_error(u, &e);
	record_free(r);
	items_add(&d->items, _("Another problem …"), "", OTHER);
	items_open(u, _("It is a duplicate of which one?"), &d->items, 0, duplicate_chosen, d);
}
