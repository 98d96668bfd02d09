/* ui/screens/actions.c - what is done with an action of any type: its list of steps, the letter it begins with, what is
 * missing before it can be sent, a practice for the guide. */
#include <stdlib.h>
#include <string.h>

#include "app/petition.h"
#include "app/plan.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/items.h"
#include "ui/ui_internal.h"

static bool may_change(struct ui *u)
{
	const char *why = app_readonly_reason(u->app);
	if (why)
		ui_say(u, ROLE_WARNING, "%s", why);
	return why == NULL;
}

static struct record *read(struct ui *u, int64_t id)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (!app_get(u->app, kind_get(KIND_action), id, &r, &e))
		ui_error(u, &e);
	return r;
}

/* ---- steps of a list */

enum { PLANS_MOST = 64, KEEP_STEPS = 1000, ALL_LISTS = 1001 };

struct planning {
	int64_t action, template[PLANS_MOST];
	char *name_id[PLANS_MOST]; /* owned */
	size_t n;
	struct items items;
};

static void free_planning(struct planning *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->name_id[i]);
	free(p);
}

static bool add_plan(void *ctx, const struct app_plan *plan)
{
	struct planning *p = ctx;
	struct buf right = BUF_INIT;
	buf_print(&right, tr_n("%zu line", "%zu lines", plan->steps), plan->steps);
	items_add(&p->items, plan->name, buf_str(&right), (int64_t)p->n);
	p->template[p->n] = plan->template;
	p->name_id[p->n++] = mem_copy_text(plan->name_id);
	buf_free(&right);
	return p->n < PLANS_MOST;
}

static void put_in(struct ui *u, const struct planning *p, size_t i)
{
	struct err e = ERR_INIT;
	size_t made;
	if (app_plan_apply(u->app, p->action, p->template[i], p -> name_id[i], &made, &e)) {
		ui_refresh_all(u);
		ui_saved(u,
		    tr_n("%zu step put in: edit it, u takes it out", "%zu steps put in: edit them, u takes them out",
		        made),
		    made);
	} else {
		ui_error(u, &e);
	}
}

static void keep_steps(struct ui *u, int64_t action)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (app_plan_keep(u->app, action, &r, &e))
		form_open(u, kind_get(KIND_template), 0, r, NULL, NULL);
	else
		ui_error(u, &e);
}

static void open_plans(struct ui *u, int64_t action, bool every);

static void plan_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct planning *p = ctx;
	const int64_t action = p->action;
	if (index >= 0 && value < PLANS_MOST)
		put_in(u, p, (size_t)value);
	free_planning(p);
	if (index >= 0 && value == KEEP_STEPS)
		keep_steps(u, action);
	else if (index >= 0 && value == ALL_LISTS)
		open_plans(u, action, true);
}

static void open_plans(struct ui *u, int64_t action, bool every)
{
	struct record *r = read(u, action);
	struct err e = ERR_INIT;
	if (!r)
		return;
	struct planning *p = mem_alloc(sizeof *p);
	p->action = action;
	if (!app_plans(u->app, every ? NULL : record_text(r, action_type), add_plan, p, &e))
		ui_error(u, &e);
	record_free(r);
	if (!every)
		items_add(&p->items, _("Lists for other types …"), "", ALL_LISTS);
	items_add(&p->items, _("Keep this action's steps as a list"), "", KEEP_STEPS);
	items_open(u, _("Which steps?"), &p->items, 0, plan_chosen, p);
}

void action_plan_open(struct ui *u, const struct kind *k, int64_t id)
{
	(void)k;
	if (may_change(u))
		open_plans(u, id, false);
}

/* ---- the letter it begins with */

void action_letter_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	(void)k;
	if (!may_change(u))
		return;
	if (app_action_letter(u->app, id, &r, &e))
		form_open(u, kind_get(KIND_letter), 0, r, NULL, NULL);
	else
		ui_error(u, &e);
}

/* ---- is everything there? */

static void add_element(void *ctx, const char *what, bool there, const char *todo)
{
	struct buf *b = ctx;
	buf_print(b, "%s %s\n", there ? "[x]" : "[ ]", what);
	if (!there)
		buf_print(b, "    %s\n", todo);
}

static void add_count(struct ui *u, int64_t id, struct buf *b)
{
	struct app_signatures n;
	if (!app_petition_count(u->app, id, &n, NULL))
		return;
	buf_print(b, "\n");
	buf_print(b, _("Signatures that count: %lld (on paper %lld, online %lld)"), (long long)(n.paper + n.online),
	    (long long)n.paper, (long long)n.online);
	if (n.goal)
		buf_print(b, "\n%s: %lld", _("Signatures aimed at"), (long long)n.goal);
	buf_print(b, "\n");
	buf_print(
	    b, _("Apart from these: refused %lld, signed twice %lld"), (long long)n.refused, (long long)n.doubles);
	if (n.support) {
		buf_print(b, "\n");
		buf_print(b, tr_n("%lld letter of support", "%lld letters of support", (unsigned long)n.support),
		    (long long)n.support);
	}
}

static void add_term(struct ui *u, const struct record *r, struct buf *b)
{
	struct app_action_term t;
	const bool needed = app_action_term(u->app, r, &t);
	if (t.last == DATE_NONE) {
		buf_text(b, _("No term by law comes before this action, or its first day is missing."));
		return;
	}
	struct buf day = BUF_INIT, far = BUF_INIT;
	date_text(t.last, lang_now(), DATE_FULL, &day);
	date_distance(t.last, app_types(u->app)->today, lang_now(), &far);
	if (!needed)
		buf_print(b, _("%s: not needed, at most %d people are expected."), t.name, t.above);
	else
		buf_print(b, "[%s] %s: %s, %s", t.done ? "x" : " ", t.name, buf_str(&day),
		    t.done ? _("sent") : buf_str(&far));
	buf_print(b, "\n    %s\n%s", t.law, _("Check on legis.md before relying on it."));
	buf_free(&day);
	buf_free(&far);
}

/* Of a petition what it must contain; of any other what the law asks for before it. */
void action_check_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct record *r = read(u, id);
	struct buf b = BUF_INIT;
	struct err e = ERR_INIT;
	bool ready = false, ok = true;
	(void)k;
	if (!r)
		return;
	const bool petition = strcmp(record_text(r, action_type) ? record_text(r, action_type) : "", "petition") == 0;
	if (petition) {
		ok = app_petition_check(u->app, id, &ready, add_element, &b, &e);
		buf_print(
		    &b, "\n%s\n", ready ? _("Complete (Administrative Code, art. 75 (1)).") : _("Not ready yet."));
		add_count(u, id, &b);
	} else {
		add_term(u, r, &b);
	}
	if (ok)
		pager_open(u, petition ? _("Is it ready?") : _("What the law asks for"), buf_str(&b));
	else
		ui_error(u, &e);
	buf_free(&b);
	record_free(r);
}

/* ---- what was learnt */

void action_practice_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	(void)k;
	if (!may_change(u))
		return;
	if (!app_action_practice(u->app, id, &r, &e)) {
		ui_error(u, &e);
	} else if (r->id) {
		record_open(u, r->kind, r->id);
		record_free(r);
	} else {
		form_open(u, r->kind, 0, r, NULL, NULL);
	}
}
