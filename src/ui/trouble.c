/* ui/trouble.c - the dialog of a fault of the database or the disk. What can be done is one table: a row has the marks
 * that it is for. Knows no SQL and no record. */
#include "ui/trouble.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/chooser.h"
#include "ui/ui_internal.h"

struct trouble {
	struct screen s;
	struct err err;
	char *text;      /* what happened, and is the work safe; owned */
	char *log;       /* owned */
	char *copy;      /* the newest whole one, when that may help; owned; NULL none */
	char action[64]; /* the action that failed; "" unknown */
	struct screen *of /* on which screen; NULL: at the start */;
	struct chooser list;
	bool at_start;
};

/* ---- what can be done */

static bool can_again(struct ui *u, struct trouble *t)
{
	(void)u;
	return t->at_start || *t->action;
}

static void run_again(struct ui *u, struct trouble *t)
{
	char action[sizeof t->action];
	struct err e = ERR_INIT;
	memcpy(action, t->action, sizeof action);
	const struct screen *of = t->of;
	if (t->at_start) {
		bool ok = app_open(u->app, NULL, &e);
		ui_drop(u, &t->s);
		if (ok)
			ui_section(u, SECTION_TODAY);
		else
			trouble_at_start(u, &e);
		return;
	}
	ui_drop(u, &t->s);
	if (ui_top(u) == of)
		ui_action(u, action);
}

static bool can_restore(struct ui *u, struct trouble *t)
{
	(void)u;
	return t->copy != NULL;
}

static void restored(struct ui *u, void *ctx, bool ok, const char *kept, const struct err *e)
{
	(void)ctx;
	struct screen *top = ui_top(u);
	bool start = top && strcmp(top->c->name, "trouble-start") == 0;
	if (ok && start) {
		ui_drop(u, top);
		ui_section(u, SECTION_TODAY);
	}
	if (ok)
		ui_refresh_all(u);
	if (ok)
		ui_say(
		    u, ROLE_GOOD, _("The copy is in place. The damaged file is kept: %s"), kept ? path_base(kept) : "");
	else
		ui_error(u, e);
}

static void restore(struct ui *u, void *ctx)
{
	char *copy = ctx;
	restore_copy(u, copy, restored, NULL);
	free(copy);
}

/* One of the four questions: what was written after the copy is not in it. */
static void run_restore(struct ui *u, struct trouble *t)
{
	char *copy = mem_copy_text(t->copy);
	char *text =
	    mem_print(_("%s takes the place of the damaged database. What was written after it was made is not in "
	                "it; the damaged file is kept beside it."),
	        copy);
	if (!t->at_start)
		ui_drop(u, &t->s);
	confirm_open(u, _("Put the copy in place?"), text, _("Put the copy in place"), restore, copy);
	free(text);
}

/* What stands in the form that is open goes beside the copy, as JSON that "import json" takes. */
static bool save_typed(struct ui *u, const char *path, char **typed, struct err *e)
{
	struct screen *s = ui_top(u);
	*typed = NULL;
	if (!s || !s->c->keep)
		return true;
	*typed = mem_print("%s.json", path);
	return s->c->keep(u, s, *typed, e);
}

static void save_at(struct ui *u, void *ctx, const char *path)
{
	struct err e = ERR_INIT, typed_e = ERR_INIT;
	char *made = NULL, *typed = NULL;
	(void)ctx;
	if (!path || !*path)
		return;
	bool kept = save_typed(u, path, &typed, &typed_e);
	if (!app_backup(u->app, path, &made, &e))
		ui_error(u, &e);
	else if (!kept)
		ui_error(u, &typed_e);
	else if (typed)
		ui_say(u, ROLE_GOOD, _("Written: %s; what you typed: %s"), path_base(made), path_base(typed));
	else
		ui_written(u, made);
	free(made);
	free(typed);
}

static bool can_save(struct ui *u, struct trouble *t)
{
	(void)t;
	return app_is_open(u->app);
}

static void run_save(struct ui *u, struct trouble *t)
{
	char iso[11];
	date_iso(clock_today(app_clock(u->app)), iso);
	char *name = mem_print("obste-%s.db", iso), *path = disk_other(name);
	ui_drop(u, &t->s);
	prompt_open(u, _("Save everything to which file?"), path,
	    _("A whole copy of the database; what is typed in an open form goes beside it."), save_at, NULL);
	free(name);
	free(path);
}

static void run_space(struct ui *u, struct trouble *t)
{
	struct buf b = BUF_INIT;
	(void)t;
	disk_used(u, &b);
	pager_open(u, _("What takes space"), buf_str(&b));
	buf_free(&b);
}

static void run_details(struct ui *u, struct trouble *t)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%s\n", t->err.what);
	if (*t->err.hint)
		buf_print(&b, "\n%s\n", t->err.hint);
	buf_print(&b, "\n%s %s (%d)\n%s %s\n%s %s\n", _("Code:"), t->err.tag, (int)t->err.code, _("Database:"),
	    app_db_path(u->app), _("Log:"), t->log);
	app_versions(&b);
	pager_open(u, _("Technical details"), buf_str(&b));
	buf_free(&b);
}

static bool at_start(struct ui *u, struct trouble *t)
{
	(void)u;
	return t->at_start;
}

static void run_quit(struct ui *u, struct trouble *t)
{
	(void)t;
	u->leaving = true;
}

static const struct choice_row {
	const char *label;
	const char *marks; /* between blanks; NULL: always */
	bool (*can)(struct ui *u, struct trouble *t);
	void (*run)(struct ui *u, struct trouble *t);
} choices[] = {
    {N_("Try again"), NULL, can_again, run_again},
    {N_("Put the newest whole copy in place..."), "DB-DAMAGED", can_restore, run_restore},
    {N_("Save to another disk or stick..."), "DB-FULL DB-IO DB-READONLY DB-MOVED DB-DAMAGED DISK-FULL DISK-READONLY",
        can_save, run_save},
    {N_("Show what takes space"), "DB-FULL DISK-FULL", NULL, run_space},
    {N_("Technical details"), NULL, NULL, run_details},
    {N_("Quit"), NULL, at_start, run_quit},
};

static bool is_for(const struct choice_row *c, const char *mark)
{
	size_t n = strlen(mark);
	if (!c->marks)
		return true;
	for (const char *p = strstr(c->marks, mark); p; p = strstr(p + 1, mark))
		if ((p == c->marks || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

static void add_choices(struct ui *u, struct trouble *t)
{
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (is_for(&choices[i], t->err.tag) && (!choices[i].can || choices[i].can(u, t)))
			chooser_add(&t->list, tr(choices[i].label), NULL, (int64_t)i, false, false);
	chooser_filter(&t->list, "");
}

/* ---- what is said */

/* Is the work safe? What the person has in hands decides. */
static void say_safe(struct ui *u, struct buf *out)
{
	struct screen *s = ui_top(u);
	if (s && s->c->keep)
		buf_text(out, s->c->keep(u, s, NULL, NULL)
		                  ? _("What you wrote is NOT lost: it is in memory and in the draft.")
		                  : _("What you wrote is NOT lost: it is in memory. Leave this window open."));
	else if (u->p->typed && *u->p->typed)
		buf_print(out, _("What you wrote was not stored; here it is: %s"), u->p->typed);
	else
		buf_text(out, _("What was saved before is safe."));
}

static void make_text(struct ui *u, struct trouble *t)
{
	struct buf b = BUF_INIT;
	buf_text(&b, t->err.what);
	if (strstr(t->err.tag, "FULL")) {
		buf_char(&b, ' ');
		disk_left(app_db_path(u->app), &b);
	}
	buf_text(&b, "\n\n");
	if (!t->at_start)
		say_safe(u, &b);
	else if (t->copy)
		buf_print(&b, _("The newest whole copy: %s"), t->copy);
	else
		buf_text(&b, *t->err.hint ? t->err.hint : _("The file was left as it is."));
	t->text = buf_take(&b);
}

/* ---- the dialog */

struct drawing {
	int row, end, col, width;
};

static void count_line(void *ctx, const char *bytes, size_t n)
{
	(void)bytes;
	(void)n;
	++*(int *)ctx;
}

static void draw_line(void *ctx, const char *bytes, size_t n)
{
	struct drawing *d = ctx;
	if (d->row >= d->end)
		return;
	char *line = mem_copy_bytes(bytes, n);
	term_put(d->row++, d->col, d->width, ROLE_NORMAL, line);
	free(line);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct trouble *t = (struct trouble *)s;
	int width = term_cols() - 12 < 66 ? term_cols() - 12 : 66, lines = 0, n = (int)t->list.n;
	struct buf code = BUF_INIT;
	(void)u;
	(void)top;
	(void)height;
	buf_print(&code, "%s %s   %s %s", _("Code:"), t->err.tag, _("Log:"), t->log);
	text_wrap(t->text, width, count_line, &lines);
	struct ui_box b = ui_box(lines + n + 3, width,
	    t->at_start ? _("The database cannot be opened") : _("This could not be saved or read"));
	struct drawing d = {b.row, b.row + b.height - n - 3, b.col, b.width};
	text_wrap(t->text, width, draw_line, &d);
	term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED, buf_str(&code));
	chooser_draw(&t->list, b.row + b.height - n - 2, b.col, n, b.width);
	buf_free(&code);
}

static void choose(struct ui *u, struct trouble *t)
{
	const struct menu_item *i = chooser_selected(&t->list, NULL);
	if (i)
		choices[i->value].run(u, t);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct trouble *t = (struct trouble *)s;
	bool pressed = chooser_pressed(&t->list, k), taken = chooser_key(&t->list, k);
	if (pressed)
		choose(u, t);
	return taken || pressed;
}

static void run_choose(struct ui *u, struct screen *s)
{
	choose(u, (struct trouble *)s);
}

static void run_close(struct ui *u, struct screen *s)
{
	if (((struct trouble *)s)->at_start)
		u->leaving = true;
	else
		ui_drop(u, s);
}

static void close_trouble(struct ui *u, struct screen *s)
{
	struct trouble *t = (struct trouble *)s;
	(void)u;
	chooser_clear(&t->list);
	free(t->text);
	free(t->log);
	free(t->copy);
	free(t);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)s;
	(void)right;
	buf_text(left, app_db_path(u->app));
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	chooser_go(&((struct trouble *)s)->list, step);
}
ROWS_RUN(go)

static const struct action actions[] = {
    ROWS("trouble", N_("Choose"), 2),
    {"trouble.choose", "Enter", N_("Continue"), N_("do this"), 1, true, run_choose, NULL},
    {"trouble.close", "Esc q", N_("Close"), N_("close"), 1, true, run_close, NULL},
    {0},
};

const struct screen_class screen_trouble = {
    .name = "trouble", .actions = actions, .overlay = true, .draw = draw, .key = key, .close = close_trouble};
static const struct screen_class start_class = {
    .name = "trouble-start", .actions = actions, .draw = draw, .key = key, .title = title, .close = close_trouble};

/* The action that is being done, when its screen is still the top one (it may have closed it, and the row be gone). */
static const struct action *running_here(struct ui *u)
{
	struct screen *s = ui_top(u);
	for (const struct action *a = s ? s->c->actions : NULL; a && a->name; a++)
		if (a == u->p->running)
			return a;
	for (const struct action *a = ui_actions_global(); a->name; a++)
		if (a == u->p->running)
			return a;
	return NULL;
}

static struct trouble *trouble_new(struct ui *u, const struct err *e, bool start)
{
	struct trouble *t = mem_alloc(sizeof *t);
	const struct action *running = running_here(u);
	t->s.c = start ? &start_class : &screen_trouble;
	t->err = *e;
	t->at_start = start;
	t->of = ui_top(u);
	t->log = app_log_path();
	if (running && !start)
		snprintf(t->action, sizeof t->action, "%s", running->name);
	if (strcmp(e->tag, "DB-DAMAGED") == 0)
		t->copy = app_newest_backup(u->app);
	app_log(u->app, e->tag, start ? "start" : running ? running->name : "-");
	make_text(u, t);
	add_choices(u, t);
	return t;
}

bool trouble_open(struct ui *u, const struct err *e)
{
	if (strncmp(e->tag, "DB-", 3) != 0 && strncmp(e->tag, "DISK-", 5) != 0)
		return false;
	/* several screens may read in vain at one time: said once */
	for (int i = 0; i < u->depth; i++)
		if (strcmp(u->stack[i]->c->name, "trouble") == 0)
			return true;
	ui_push(u, &trouble_new(u, e, false)->s);
	return true;
}

void trouble_at_start(struct ui *u, const struct err *e)
{
	ui_push(u, &trouble_new(u, e, true)->s);
}
