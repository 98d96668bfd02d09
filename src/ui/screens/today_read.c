/* ui/screens/today_read.c - Today's lines: what needs attention, tasks, the days, four weeks in figures, the first
 * steps of an empty group. Knows no kind; what matters most is app/today.h's work. */
#include <stdlib.h>

#include "app/facts.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/screens/today.h"
#include "ui/screens/today_steps.h"

enum { DUE_DAYS = 14, WEEK = 7, MOST = 100 };

void today_free_lines(struct today *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->lines[i].text);
		free(t->lines[i].more);
		free(t->lines[i].right);
		free(t->lines[i].ids);
	}
	free(t->lines);
	t->lines = NULL;
	t->n = 0;
}

struct reading {
	struct today *t;
	struct ui *u;
	bool running;
	size_t others, others_over;
};

static struct today_line *add_line(struct today *t, enum part part, const struct kind *k, int64_t id)
{
	t->lines = mem_resize(t->lines, t->n + 1, sizeof *t->lines);
	t->lines[t->n] = (struct today_line){.part = part, .kind = k, .id = id, .date = DATE_NONE, .starts = -1};
	return &t->lines[t->n++];
}

/* "today", "tomorrow", else the day: it stands in a narrow column. */
static char *short_date(struct ui *u, date_t d)
{
	const date_t now = app_types(u->app)->today;
	struct buf b = BUF_INIT;
	if (d == DATE_NONE)
		return NULL;
	if (d - now >= 0 && d - now < 2)
		date_distance(d, now, lang_now(), &b);
	else
		date_text(d, lang_now(), DATE_DAY, &b);
	return buf_take(&b);
}

/* ---- what needs attention */

static char *why_and_next(const struct app_attention *a)
{
	if (!*a->why && !*a->next)
		return NULL;
	return mem_print("%s%s%s", a->why, *a->why && *a->next ? " · " : "", a->next);
}

static bool take_attention(void *ctx, const struct app_attention *a)
{
	struct reading *r = ctx;
	struct today_line *l = add_line(r->t, DUE, a->kind, a->id);
	l->date = a->date;
	l->more = why_and_next(a);
	l->right = short_date(r->u, a->date);
	l->text = *a->category && !l->more ? mem_print("%s: %s", a->category, a->title) : mem_copy_text(a->title);
	l->warn = a->warn;
	l->filters = a->filters;
	if (a->n && a->ids) {
		l->ids = mem_array(a->n, sizeof *l->ids);
		l->nids = a->n;
		for (size_t i = 0; i < a->n; i++)
			l->ids[i] = a->ids[i];
	}
	return true;
}

static void read_attention(struct reading *r)
{
	struct err e = ERR_INIT;
	size_t left = 0;
	if (!app_attention(r->u->app, DUE_DAYS, false, MOST, take_attention, r, &left, &e))
		ui_error(r->u, &e);
	if (today_part(r->t, DUE) == 0)
		return;
	struct today_line *l = add_line(r->t, DUE, NULL, 0);
	l->rest = true;
	l->count = (int64_t)left;
}

/* ---- tasks */

static bool take_task(void *ctx, const struct app_task *x)
{
	struct reading *r = ctx;
	if (!x->mine) {
		r->others += !x->done;
		r->others_over += x->overdue;
		return true;
	}
	struct today_line *l = add_line(r->t, TASKS, kind_get(KIND_step), x->id);
	l->text = mem_copy_text(x->title);
	l->right = x->done ? NULL : short_date(r->u, x->until);
	l->warn = x->overdue;
	l->done = x->done;
	return true;
}

static void read_tasks(struct reading *r)
{
	static const char *const open[] = {"done_on=", NULL};
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	if (!app_tasks(r->u->app, take_task, r, &e))
		ui_error(r->u, &e);
	if (today_part(r->t, TASKS) == 0 && r->others == 0)
		return;
	struct today_line *l = add_line(r->t, TASKS, kind_get(KIND_step), 0);
	l->rest = true;
	l->filters = open;
	l->count = (int64_t)r->others;
	if (r->others_over)
		buf_print(&b, tr_n("%zu overdue", "%zu overdue", (unsigned long)r->others_over), r->others_over);
	l->right = b.len ? buf_take(&b) : NULL;
	l->warn = r->others_over > 0;
}

/* ---- the days */

/* How many said yes, where the kind knows it. */
static char *answers_of(struct ui *u, const struct kind *k, int64_t id)
{
	const int fact = app_fact_find(k, "answers");
	struct buf b = BUF_INIT;
	if (fact >= 0)
		app_fact_text(u->app, k, fact, id, &b);
	return b.len ? buf_take(&b) : NULL;
}

/* Place, who goes, who said yes: for what is today or tomorrow. */
static char *details(struct ui *u, const struct app_entry *en)
{
	struct buf b = BUF_INIT;
	char *answers = answers_of(u, en->kind, en->id);
	buf_text(&b, en->place);
	if (*en->people && !en->deadline)
		buf_print(&b, "%s%s", b.len ? "\n" : "", en->people);
	if (answers)
		buf_print(&b, "%s%s", b.len ? "\n" : "", answers);
	free(answers);
	return b.len ? buf_take(&b) : NULL;
}

/* Tasks stand apart; what is over stands among what needs attention; what began before comes after the days. */
static bool take_entry(void *ctx, const struct app_entry *en)
{
	struct reading *r = ctx;
	const date_t now = app_types(r->u->app)->today;
	const bool began = en->date < now;
	if (en->kind->task || began != r->running || (en->deadline && (en->done || began)))
		return true;
	struct today_line *l = add_line(r->t, WEEKS, en->kind, en->id);
	l->date = began ? DATE_NONE : en->date;
	l->starts = en->starts;
	l->begun = began;
	l->text = en->deadline ? mem_print("%s: %s", en->category, en->title) : mem_copy_text(en->title);
	l->more = !began && en->date - now < 2 ? details(r->u, en) : NULL;
	l->cancelled = en->cancelled;
	l->warn = en->deadline;
	return r->t->n < 3 * MOST;
}

static void read_days(struct reading *r)
{
	struct err e = ERR_INIT;
	const date_t now = app_types(r->u->app)->today;
	if (!app_agenda(r->u->app, now, now + WEEK - 1, take_entry, r, &e))
		ui_error(r->u, &e);
	r->running = true;
	if (!app_agenda(r->u->app, now, now, take_entry, r, &e))
		ui_error(r->u, &e);
}

/* ---- four weeks */

static bool take_figure(void *ctx, const struct app_weeks *w)
{
	struct reading *r = ctx;
	if (w->whole == 0)
		return true;
	struct today_line *l = add_line(r->t, FIGURES, w->kind, 0);
	l->text = mem_copy_text(w->label);
	l->count = w->part;
	l->whole = w->whole;
	l->right = w->share ? mem_print("%lld%%", (long long)((w->part * 100 + w->whole / 2) / w->whole))
	                    : mem_print("%lld", (long long)w->part);
	return true;
}

/* ---- the first steps */

static int64_t records_of_main_kinds(struct ui *u)
{
	int64_t all = 0;
	for (enum section s = 0; s < SECTION_COUNT; s++) {
		const struct kind *k = section_kind(s);
		struct query q;
		if (!k)
			continue;
		query_init(&q, k);
		const int64_t n = app_count(u->app, &q);
		query_free(&q);
		all += n > 0 ? n : 0;
	}
	return all;
}

static void read_steps(struct ui *u, struct today *t)
{
	const bool empty = records_of_main_kinds(u) == 0;
	for (size_t i = 0; steps_wanted(u, empty) && i < steps_count(); i++) {
		struct today_line *l = add_line(t, STEPS, NULL, (int64_t)i);
		l->text = mem_copy_text(step_label(i));
		l->more = mem_copy_text(step_more(i));
		l->done = step_done(u, i);
	}
}

/* A step that is done gives the cursor to the next one to do. */
static size_t step_to_do(const struct today *t, size_t at)
{
	while (at + 1 < t->n && t->lines[at].part == STEPS && t->lines[at].done && t->lines[at + 1].part == STEPS)
		at++;
	return at < t->n && t->lines[at].part == STEPS && !t->lines[at].done ? at : 0;
}

void today_read(struct ui *u, struct today *t)
{
	struct reading r = {.t = t, .u = u};
	struct err e = ERR_INIT;
	const struct today_line kept = t->at < t->n ? t->lines[t->at] : (struct today_line){.part = PARTS};
	const size_t kept_step = kept.part == STEPS ? t->at : 0;
	today_free_lines(t);
	read_steps(u, t);
	read_attention(&r);
	read_tasks(&r);
	read_days(&r);
	if (!app_four_weeks(u->app, take_figure, &r, &e))
		ui_error(u, &e);
	t->at = step_to_do(t, kept_step);
	for (size_t i = 0; i < t->n && kept.part != PARTS && kept.id; i++)
		if (t->lines[i].kind && t->lines[i].id == kept.id && t->lines[i].part == kept.part) {
			t->at = i;
			return;
		}
}
