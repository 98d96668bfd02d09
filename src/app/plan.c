/* app/plan.c - lists of steps into an action and out of it. The lists are data (data/steps.tsv) and records of the
 * group; dates come from the action's first day and from the legal rules. */
#include "app/plan.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/dates.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "store/read.h"

enum { STEPS_MOST = 500 };

static const struct plans *plans_of(struct app *a, struct err *e)
{
	if (a->plans)
		return a->plans;
	char *path = path_join(a->data ? a->data : "", "steps.tsv");
	if (!plans_read(&a->plans, path, NULL, NULL, e))
		a->plans = NULL;
	free(path);
	return a->plans;
}

/* ---- which there are */

struct telling {
	const char *type;
	bool (*each)(void *ctx, const struct app_plan *p);
	void *ctx;
	bool stopped;
};

static bool fits(const struct telling *t, const char *type)
{
	return !t->type || !type || !*type || strcmp(t->type, type) == 0;
}

static bool tell_own(void *ctx, const struct record *r)
{
	struct telling *t = ctx;
	if (!fits(t, record_text(r, template_type)))
		return true;
	struct plan *p = plan_typed(record_text(r, template_steps));
	t->stopped = !t->each(t->ctx, &(struct app_plan){r->id, "", record_text(r, template_title), p->n});
	plan_typed_free(p);
	return !t->stopped;
}

bool app_plans(
    struct app *a, const char *type, bool (*each)(void *ctx, const struct app_plan *p), void *ctx, struct err *e)
{
	struct telling t = {type, each, ctx, false};
	struct query q;
	const struct plans *ours = plans_of(a, e);
	if (!ours || !app_store(a, e))
		return false;
	query_init(&q, kind_get(KIND_template));
	bool ok = store_each(a->store, &q, 0, tell_own, &t, e);
	query_free(&q);
	for (size_t i = 0; ok && !t.stopped && i < plans_count(ours); i++) {
		const struct plan *p = plans_at(ours, i);
		if (fits(&t, p->type))
			t.stopped = !each(ctx, &(struct app_plan){0, p->id, p->name[lang_now()], p->n});
	}
	return ok;
}

/* ---- into an action */

struct applying {
	struct app *app;
	const struct record *action;
	struct buf have; /* search keys of what is there, a line each */
	date_t from;
	struct record *made[STEPS_MOST]; /* owned */
	size_t n;
};

static void add_key(struct buf *have, const char *part, const char *what)
{
	buf_print(have, "%s ", part ? part : "task");
	text_key(what ? what : "", have);
	buf_char(have, '\n');
}

static bool note_step(void *ctx, const struct record *r)
{
	struct applying *p = ctx;
	add_key(&p->have, record_text(r, step_part), record_text(r, step_what));
	return true;
}

static bool each_of(struct app *a, enum kind_number k, int field, int64_t of,
    bool (*each)(void *ctx, const struct record *r), void *ctx, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, kind_get(k));
	ref_value(&q.kind->fields[field], of, &v);
	query_filter_add(&q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
	const bool ok = store_each(a->store, &q, 0, each, ctx, e);
	query_free(&q);
	return ok;
}

static bool is_there(const struct applying *p, const char *part, const char *what)
{
	struct buf key = BUF_INIT;
	buf_char(&key, '\n');
	add_key(&key, part, what);
	const bool yes = strstr(buf_str(&p->have), buf_str(&key)) != NULL;
	buf_free(&key);
	return yes;
}

/* What should have been done by a day that is over is for today. */
static date_t day_of(const struct applying *p, const struct plan_step *s)
{
	const date_t today = clock_today(&p->app->clock);
	date_t day = p->from + s->days;
	if (*s->rule) {
		const struct term_rules *rules = app_rules(p->app, NULL);
		const struct term_rule *rule = rules ? term_rules_find(rules, s->rule) : NULL;
		struct term_end end;
		if (!rule || !term_compute(rule, p->from, app_holidays(p->app, NULL), &end, NULL))
			return DATE_NONE;
		day = end.end;
	}
	return day < today && p->from >= today ? today : day;
}

static void add_one(struct applying *p, const struct plan_step *s)
{
	const char *what = s->what[lang_now()];
	if (p->n == STEPS_MOST || is_there(p, s->part, what))
		return;
	struct record *r = record_new_initial(kind_get(KIND_step), app_types(p->app));
	const date_t day = s->dated ? day_of(p, s) : DATE_NONE;
	char iso[11];
	record_set_int(r, step_action, p->action->id);
	record_set_text(r, step_what, what);
	record_set_text(r, step_part, s->part);
	if (day != DATE_NONE) {
		date_iso(day, iso);
		record_set_text(r, step_until, iso);
	}
	p->made[p->n++] = r;
}

static const struct plan *ours_of(struct app *a, const char *id)
{
	const struct plans *all = plans_of(a, NULL);
	for (size_t i = 0; all && i < plans_count(all); i++)
		if (strcmp(plans_at(all, i)->id, id) == 0)
			return plans_at(all, i);
	return NULL;
}

static bool apply(struct applying *p, const struct plan *plan, struct err *e)
{
	buf_char(&p->have, '\n');
	if (!each_of(p->app, KIND_step, step_action, p->action->id, note_step, p, e))
		return false;
	for (size_t i = 0; i < plan->n; i++)
		add_one(p, &plan->steps[i]);
	if (p->n == 0)
		return err_set(e, ERR_INVALID, _("All steps of this list are there already. Nothing was added."));
	return app_save_many(p->app, N_("Steps of a list"), p->made, p->n, e);
}

bool app_plan_apply(struct app *a, int64_t action, int64_t template, const char *name_id, size_t *made, struct err *e)
{
	struct record *r = NULL, *own = NULL;
	*made = 0;
	if (!app_store_write(a, e) || !app_get(a, kind_get(KIND_action), action, &r, e) ||
	    (template && !app_get(a, kind_get(KIND_template), template, &own, e))) {
		record_free(r);
		return false;
	}
	struct plan *typed = own ? plan_typed(record_text(own, template_steps)) : NULL;
	const struct plan *plan = typed ? typed : ours_of(a, name_id ? name_id : "");
	struct applying *p = mem_alloc(sizeof *p);
	p->app = a;
	p->action = r;
	p->from = record_has(r, action_starts_on) ? record_date(r, action_starts_on) : clock_today(&a->clock);
	const bool ok = plan
	                    ? apply(p, plan, e)
	                    : err_set(e, ERR_NOT_FOUND, _("There is no list of steps \"%s\"."), name_id ? name_id : "");
	*made = ok ? p->n : 0;
	for (size_t i = 0; i < p->n; i++)
		record_free(p->made[i]);
	buf_free(&p->have);
	free(p);
	plan_typed_free(typed);
	record_free(own);
	record_free(r);
	return ok;
}

/* ---- out of an action */

struct keeping {
	date_t from;
	struct buf lines;
};

static bool keep_step(void *ctx, const struct record *r)
{
	struct keeping *k = ctx;
	const char *part = record_text(r, step_part), *what = record_text(r, step_what);
	const struct choice *c = choice_find(&r->kind->fields[step_part], part);
	if (k->lines.len)
		buf_char(&k->lines, '\n');
	if (c && strcmp(part, "task") != 0)
		buf_print(&k->lines, "%s: ", tr(c->label));
	else if (k->from != DATE_NONE && record_has(r, step_until))
		buf_print(&k->lines, "%+d ", record_date(r, step_until) - k->from);
	buf_text(&k->lines, what ? what : "");
	return true;
}

bool app_plan_keep(struct app *a, int64_t action, struct record **out, struct err *e)
{
	struct record *r = NULL;
	*out = NULL;
	if (!app_get(a, kind_get(KIND_action), action, &r, e))
		return false;
	struct keeping k = {.from = record_date(r, action_starts_on)};
	bool ok = each_of(a, KIND_step, step_action, action, keep_step, &k, e);
	if (ok && k.lines.len == 0)
		ok = err_set(e, ERR_INVALID, _("The action has no steps yet: there is nothing to keep."));
	if (ok) {
		*out = record_new(kind_get(KIND_template));
		record_set_text(*out, template_title, record_text(r, action_title));
		value_copy(&(*out)->values[template_type], &r->values[action_type]);
		record_set_text(*out, template_steps, buf_str(&k.lines));
	}
	buf_free(&k.lines);
	record_free(r);
	return ok;
}

/* ---- a practice for the guide */

static bool keep_practice(void *ctx, const struct record *r)
{
	*(struct record **)ctx = record_copy(r);
	return false;
}

static void copy_text(struct record *to, int field, const struct record *from, int of)
{
	if (from && record_has(from, of))
		record_set_text(to, field, record_text(from, of));
}

static bool note_done(void *ctx, const struct record *r)
{
	struct buf *b = ctx;
	const char *part = record_text(r, step_part);
	if (!record_has(r, step_done_on) || (part && strcmp(part, "task") != 0))
		return true;
	buf_print(b, "%s%s", b->len ? "\n" : "", record_text(r, step_what));
	return true;
}

static struct record *new_practice(struct app *a, const struct record *r, struct err *e)
{
	struct record *p = record_new_initial(kind_get(KIND_practice), app_types(a)), *problem = NULL;
	struct buf done = BUF_INIT;
	if (record_has(r, action_problem))
		app_get(a, kind_get(KIND_problem), record_int(r, action_problem), &problem, NULL);
	copy_text(p, practice_title, r, action_title);
	copy_text(p, practice_situation, problem, problem_description);
	if (!record_has(p, practice_situation))
		copy_text(p, practice_situation, problem, problem_title);
	each_of(a, KIND_step, step_action, r->id, note_done, &done, e);
	if (done.len)
		record_set_text(p, practice_done, buf_str(&done));
	else
		copy_text(p, practice_done, r, action_goal);
	copy_text(p, practice_result, r, action_outcome);
	copy_text(p, practice_lesson, r, action_lessons);
	record_set_int(p, practice_action, r->id);
	if (problem)
		record_set_int(p, practice_problem, problem->id);
	record_free(problem);
	buf_free(&done);
	return p;
}

bool app_action_practice(struct app *a, int64_t action, struct record **out, struct err *e)
{
	struct record *r = NULL;
	*out = NULL;
	if (!app_get(a, kind_get(KIND_action), action, &r, e))
		return false;
	bool ok = each_of(a, KIND_practice, practice_action, action, keep_practice, out, e);
	if (ok && !*out)
		*out = new_practice(a, r, e);
	record_free(r);
	return ok;
}
