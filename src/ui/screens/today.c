/* ui/screens/today.c - what to do now: what needs attention, tasks, the day and the week, four weeks in figures; the
 * first steps of an empty group. Reads when the frame is already on the screen. Knows no kind. */
#include "ui/screens/today.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/items.h"
#include "ui/screens/settings.h"
#include "ui/screens/today_steps.h"

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
	today_read(u, t);
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

static void step(struct today *t, int by)
{
	for (size_t i = t->at; by < 0 ? i > 0 : i + 1 < t->n;) {
		i = by < 0 ? i - 1 : i + 1;
		if (!today_hidden(t, i)) {
			t->at = i;
			return;
		}
	}
}

static void run_up(struct ui *u, struct screen *s)
{
	(void)u;
	step(today_of(s), -1);
}

static void run_down(struct ui *u, struct screen *s)
{
	(void)u;
	step(today_of(s), 1);
}

/* To the first line of the next part that has one. */
static void run_panel(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	const enum part now = t->lines[t->at].part;
	const int by = u->p->key.code == K_BTAB ? PARTS - 1 : 1;
	for (int p = ((int)now + by) % PARTS; p != (int)now; p = (p + by) % PARTS)
		for (size_t i = 0; i < t->n; i++)
			if ((int)t->lines[i].part == p && !today_hidden(t, i)) {
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
	if (t->n && today_hidden(t, t->at))
		step(t, -1);
}

/* ---- opening */

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		record_open(u, ctx, value);
}

static void open_several(struct ui *u, const struct today_line *l)
{
	struct items items = {NULL, 0};
	for (size_t i = 0; i < l->nids; i++) {
		struct buf b = BUF_INIT;
		app_title(u->app, l->kind, l->ids[i], &b);
		items_add(&items, buf_str(&b), "", l->ids[i]);
		buf_free(&b);
	}
	items_open(u, l->text, &items, 0, chosen, (void *)(uintptr_t)l->kind);
}

/* The list that the line counts; without filters the kind's own. */
static void open_list(struct ui *u, const struct today_line *l)
{
	struct query q;
	struct err e = ERR_INIT;
	bool ok = true;
	query_init(&q, l->kind);
	for (const char *const *f = l->filters; ok && f && *f; f++)
		ok = query_filter_parse(&q, *f, app_types(u->app), &e);
	if (ok)
		list_open(u, l->kind, &q, l->filters && l->text ? l->text : NULL);
	else
		ui_error(u, &e);
	query_free(&q);
}

static void run_open(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	const struct today_line *l = &t->lines[t->at];
	if (l->part == STEPS)
		step_run(u, (size_t)l->id);
	else if (l->part == DUE && l->rest)
		t->all = !t->all;
	else if (l->nids)
		open_several(u, l);
	else if (l->id == 0)
		open_list(u, l);
	else
		record_open(u, l->kind, l->id);
}

/* ---- tasks */

static const struct today_line *task_at(const struct today *t)
{
	const struct today_line *l = t->at < t->n ? &t->lines[t->at] : NULL;
	return l && l->part == TASKS && l->id ? l : NULL;
}

static bool can_tick(struct ui *u, struct screen *s, const char **why)
{
	*why = app_readonly_reason(u->app);
	if (*why)
		return false;
	*why = _("Space ticks a task.");
	return task_at(today_of(s)) != NULL;
}

static void run_tick(struct ui *u, struct screen *s)
{
	const struct today_line *l = task_at(today_of(s));
	struct err e = ERR_INIT;
	bool done = false;
	if (!app_task_tick(u->app, l->id, &done, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	ui_saved(u, done ? _("Done: %s (u takes it back)") : _("Open again: %s"), l->text);
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
	today_read(u, today_of(s));
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
	if (r && t->at < t->n && t->lines[t->at].kind && t->lines[t->at].id &&
	    record_action_fits(r, t->lines[t->at].kind))
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

/* A press selects the line, a second one opens it. */
static bool press(struct ui *u, struct today *t, const struct key *k)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct today_line *l = &t->lines[i];
		const char *why;
		if (!l->shown || l->row != k->mouse_row || k->mouse_col < l->col || k->mouse_col >= l->col + l->shown)
			continue;
		const bool again = t->at == i;
		t->at = i;
		if ((again || k->mouse_double) && can_open(u, &t->s, &why))
			run_open(u, &t->s);
		return true;
	}
	return false;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	if (k->code == K_MOUSE && k->mouse_button == 1)
		return press(u, today_of(s), k);
	if (k->code != K_MOUSE || (k->mouse_button != 4 && k->mouse_button != 5))
		return false;
	(k->mouse_button == 4 ? run_up : run_down)(u, s);
	return true;
}

static void close_today(struct ui *u, struct screen *s)
{
	struct today *t = today_of(s);
	(void)u;
	today_free_lines(t);
	free(t->actions);
	free(t);
}

static const struct action actions[] = {
    {"today.open", "Enter F3", N_("Open"), N_("open what the line is about"), 2, false, run_open, can_open},
    {"today.tick", "Space", N_("Done"), N_("tick the task, or take the tick back"), 2, false, run_tick, can_tick},
    {"today.new", "n F7 Insert", N_("New"), N_("a new record of any kind"), 3, false, run_new, can_new},
    {"today.import", "I", N_("Import"), N_("import a table (CSV, Excel)"), 3, false, run_import, has_steps},
    {"today.sample", "S", N_("Sample"), N_("look at the sample group; yours stays as it is"), 4, false, run_sample,
        has_steps},
    {"today.hide-steps", "X", N_("Hide"), N_("hide the first steps"), 4, false, run_hide_steps, has_steps},
    {"today.panel", "Tab S-Tab Left Right h l", N_("Panel"), N_("the next part"), 6, false, run_panel, can_open},
    {"today.up", "Up k", NULL, N_("line above"), 0, false, run_up, NULL},
    {"today.down", "Down j", NULL, N_("line below"), 0, false, run_down, NULL},
    {"today.first", "Home g PgUp ^U", NULL, N_("first line"), 0, false, run_first, NULL},
    {"today.last", "End G PgDn ^D", NULL, N_("last line"), 0, false, run_last, NULL},
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
