/* ui/screens/today.c - what to do now: what is overdue or soon due, the day, the week, the group in numbers; the first
 * steps of an empty group. Reads when the frame is already on the screen. Knows no kind. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/dates.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/settings.h"
#include "ui/screens/today.h"
#include "ui/screens/today_steps.h"

enum { DUE_DAYS = 14, WEEK = 7, MOST = 200 };

/* ---- reading */

static void free_lines(struct today *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->lines[i].text);
		free(t->lines[i].more);
	}
	free(t->lines);
	t->lines = NULL;
	t->n = 0;
}

struct reading {
	struct today *t;
	struct ui *u;
};

static struct today_line *add_line(struct today *t, enum part part, const struct kind *k, int64_t id)
{
	t->lines = mem_resize(t->lines, t->n + 1, sizeof *t->lines);
	t->lines[t->n] = (struct today_line){.part = part, .kind = k, .id = id, .date = DATE_NONE, .starts = -1};
	return &t->lines[t->n++];
}

/* "today", "tomorrow", else the day: it stands in a narrow column. */
static void short_date(date_t d, date_t now, struct buf *out)
{
	if (d - now >= 0 && d - now < 2)
		date_distance(d, now, lang_now(), out);
	else
		date_text(d, lang_now(), DATE_DAY, out);
}

static bool take_due(void *ctx, const struct app_entry *en)
{
	struct reading *r = ctx;
	struct buf b = BUF_INIT, d = BUF_INIT;
	struct today_line *l = add_line(r->t, DUE, en->kind, en->id);
	short_date(en->until, app_types(r->u->app)->today, &d);
	buf_print(&b, "%s: %s", en->category, en->title);
	l->date = en->until;
	l->text = buf_take(&b);
	l->more = buf_take(&d);
	l->warn = en->overdue;
	return r->t->n < MOST;
}

/* Ends of terms stand among what is due. What began before today comes after the days. */
static bool take_entry(struct reading *r, const struct app_entry *en, bool running)
{
	bool began = en->date < app_types(r->u->app)->today;
	if (en->deadline || began != running)
		return true;
	struct today_line *l = add_line(r->t, WEEKS, en->kind, en->id);
	l->date = began ? DATE_NONE : en->date;
	l->starts = en->starts;
	l->text = mem_copy_text(en->title);
	l->more = *en->place ? mem_copy_text(en->place) : NULL;
	l->cancelled = en->cancelled;
	return r->t->n < 2 * MOST;
}

static bool take_coming(void *ctx, const struct app_entry *en)
{
	return take_entry(ctx, en, false);
}

static bool take_running(void *ctx, const struct app_entry *en)
{
	return take_entry(ctx, en, true);
}

/* The main kinds: how many there are. */
static int64_t read_numbers(struct ui *u, struct today *t)
{
	struct buf b = BUF_INIT;
	int64_t all = 0;
	for (enum section s = 0; s < SECTION_COUNT; s++) {
		const struct kind *k = section_kind(s);
		if (!k)
			continue;
		struct query q;
		query_init(&q, k);
		int64_t n = app_count(u->app, &q);
		query_free(&q);
		all += n > 0 ? n : 0;
		if (n > 0)
			buf_print(&b, "%s%s %lld", b.len ? " · " : "", tr(k->plural), (long long)n);
	}
	free(t->numbers);
	t->numbers = buf_take(&b);
	return all;
}

static void read_steps(struct ui *u, struct today *t, bool empty)
{
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

static void read_all(struct ui *u, struct today *t)
{
	struct err e = ERR_INIT;
	struct reading r = {t, u};
	date_t now = app_types(u->app)->today;
	int64_t kept = t->at < t->n ? t->lines[t->at].id : 0;
	size_t kept_step = t->at < t->n && t->lines[t->at].part == STEPS ? t->at : 0;
	free_lines(t);
	read_steps(u, t, read_numbers(u, t) == 0);
	if (!app_due(u->app, DUE_DAYS, take_due, &r, &e))
		ui_error(u, &e);
	if (!app_agenda(u->app, now, now + WEEK, take_coming, &r, &e) ||
	    !app_agenda(u->app, now, now, take_running, &r, &e))
		ui_error(u, &e);
	t->at = step_to_do(t, kept_step);
	for (size_t i = 0; i < t->n && kept; i++)
		if (t->lines[i].kind && t->lines[i].id == kept) {
			t->at = i;
			return;
		}
}

static void refresh(struct ui *u, struct screen *s)
{
	(void)u;
	today_of(s)->due = true;
}

static bool idle(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	if (!t->due)
		return false;
	t->due = false;
	read_all(u, t);
	return true;
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)s;
	buf_print(left, "%s · ", tr_ctx("tab long", "Today"));
	date_text(app_types(u->app)->today, lang_now(), DATE_FULL, left);
	buf_text(right, app_group_name(u->app));
}

/* ---- doing */

static void run_up(struct ui *u, struct screen *s)
{
	(void)u;
	today_of(s)->at -= today_of(s)->at > 0;
}

static void run_down(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	(void)u;
	t->at += t->at + 1 < t->n;
}

/* To the first line of the other part. */
static void run_panel(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	(void)u;
	for (size_t i = 0; i < t->n; i++)
		if (t->lines[i].part != t->lines[t->at].part) {
			t->at = i;
			return;
		}
}

static void run_first(struct ui *u, struct screen *s)
{
	(void)u;
	today_of(s)->at = 0;
}

static void run_last(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	(void)u;
	t->at = t->n ? t->n - 1 : 0;
}

static void run_open(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	const struct today_line *l = &t->lines[t->at];
	if (l->part == STEPS)
		step_run(u, (size_t)l->id);
	else
		record_open(u, l->kind, l->id);
}

static bool can_open(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return today_of(s)->at < today_of(s)->n;
}

static void new_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	size_t n;
	(void)ctx;
	if (index >= 0)
		form_open(u, &kinds_all(&n)[value], 0, NULL, NULL, NULL);
}

static void run_new(struct ui *u, struct screen *s)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	(void)s;
	struct menu_item *items = mem_array(n, sizeof *items);
	for (size_t i = 0; i < n; i++)
		items[i] = (struct menu_item){mem_copy_text(tr(all[i].create)), NULL, (int64_t)i, false, false};
	menu_open(u, _("New"), items, n, 0, new_chosen, NULL);
	for (size_t i = 0; i < n; i++)
		free(items[i].text);
	free(items);
}

/* ---- the first steps */

static bool has_steps(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return today_part(today_of(s), STEPS) > 0;
}

static void run_hide_steps(struct ui *u, struct screen *s)
{
	steps_hide(u);
	read_all(u, today_of(s));
	ui_say(u, ROLE_NORMAL, _("Hidden. Every step stands in the menus too."));
}

static void run_import(struct ui *u, struct screen *s)
{
	(void)s;
	import_ask(u, NULL);
}

static void run_sample(struct ui *u, struct screen *s)
{
	(void)s;
	settings_sample_look(u);
}

static bool can_new(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return *why == NULL;
}

/* The selected line when it is of the action's kind. P works from anywhere: it is the nearest workshop's attendance;
 * the hint bar does not say so, as what it shows is of what is selected. */
static const struct today_line *line_for_action(struct ui *u, struct today *t)
{
	const struct record_action *r = record_action_running(u);
	if (r && t->at < t->n && t->lines[t->at].kind && record_action_fits(r, t->lines[t->at].kind))
		return &t->lines[t->at];
	bool nearest = r && !u->p->hinting && strcmp(r->action.name, "attendance.take") == 0;
	for (size_t i = 0; i < t->n && nearest; i++)
		if (t->lines[i].part == WEEKS && t->lines[i].kind && record_action_fits(r, t->lines[i].kind))
			return &t->lines[i];
	return NULL;
}

static bool can_record_action(struct ui *u, struct screen *s, const char **why)
{
	*why = _("Nothing here that this could be done with.");
	return line_for_action(u, today_of(s)) != NULL;
}

static void run_record_action(struct ui *u, struct screen *s)
{
	const struct today_line *l = line_for_action(u, today_of(s));
	record_action_running(u)->run(u, l->kind, l->id);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	if (k->code != K_MOUSE || (k->mouse_button != 4 && k->mouse_button != 5))
		return false;
	(k->mouse_button == 4 ? run_up : run_down)(u, s);
	return true;
}

static void close_today(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	(void)u;
	free_lines(t);
	free(t->numbers);
	free(t->actions);
	free(t);
}

static const struct action actions[] = {
    {"today.open", "Enter F3", N_("Open"), N_("open what the line is about"), 2, false, run_open, can_open},
    {"today.new", "n F7 Insert", N_("New"), N_("a new record of any kind"), 3, false, run_new, can_new},
    {"today.import", "I", N_("Import"), N_("import a table (CSV, Excel)"), 3, false, run_import, has_steps},
    {"today.sample", "S", N_("Sample"), N_("look at the sample group; yours stays as it is"), 4, false, run_sample,
        has_steps},
    {"today.hide-steps", "X", N_("Hide"), N_("hide the first steps"), 4, false, run_hide_steps, has_steps},
    {"today.panel", "Tab S-Tab Left Right h l", N_("Panel"), N_("the other panel"), 6, false, run_panel, can_open},
    {"today.up", "Up k", NULL, N_("line above"), 0, false, run_up, NULL},
    {"today.down", "Down j", NULL, N_("line below"), 0, false, run_down, NULL},
    {"today.first", "Home g PgUp", NULL, N_("first line"), 0, false, run_first, NULL},
    {"today.last", "End G PgDn", NULL, N_("last line"), 0, false, run_last, NULL},
    {0},
};

const struct screen_class screen_today = {
    .name = "today",
    .actions = actions, /* each one has its own table: these, and those of its records */
    .draw = today_draw,
    .key = key,
    .title = title,
    .refresh = refresh,
    .close = close_today,
    .idle = idle,
};

struct screen *today_new(struct ui *u, enum section s)
{
	struct today *t = mem_alloc(sizeof *t);
	(void)u;
	(void)s;
	t->actions = record_actions_join(actions, NULL, run_record_action, can_record_action);
	t->class = screen_today;
	t->class.actions = t->actions;
	t->s.c = &t->class;
	return &t->s;
}
