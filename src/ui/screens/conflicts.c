/* ui/screens/conflicts.c - what two laptops wrote differently: both values side by side, one key to swap them, one to
 * leave it as it is. */
#include <stdlib.h>

#include "app/share.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/rows.h"
#include "ui/ui_internal.h"

struct conflicts {
	struct screen s;
	struct app_conflict *list;
	size_t n, at, top;
	int height;
};

static struct conflicts *conflicts_of(struct screen *s)
{
	return (struct conflicts *)s;
}

static void refresh(struct ui *u, struct screen *s)
{
	struct conflicts *c = conflicts_of(s);
	struct err e = ERR_INIT;
	app_conflicts_free(c->list, c->n);
	if (!app_conflicts(u->app, &c->list, &c->n, &e))
		ui_error(u, &e);
	c->at = c->n == 0 ? 0 : c->at < c->n ? c->at : c->n - 1;
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	const struct conflicts *c = conflicts_of(s);
	(void)u;
	buf_text(left, _("Conflicts"));
	if (c->n)
		buf_print(right, "%zu / %zu", c->at + 1, c->n);
}

/* ---- painting: two rows a conflict */

static void draw_one(const struct conflicts *c, size_t i, int row)
{
	const struct app_conflict *x = &c->list[i];
	const bool selected = i == c->at;
	const enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	struct buf b = BUF_INIT;
	if (selected)
		term_fill(row, 0, term_cols(), role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	buf_print(&b, "%s · %s: %s", x->title, x->label, x->now);
	term_put(row, 2, term_cols() - 3, role, buf_str(&b));
	buf_clear(&b);
	buf_print(&b, "%s: %s  (%s)", _("the other value"), x->other, x->who);
	term_put(row + 1, 4, term_cols() - 5, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct conflicts *c = conflicts_of(s);
	(void)u;
	c->height = height / 2 > 0 ? height / 2 : 1;
	if (c->at < c->top)
		c->top = c->at;
	if (c->at >= c->top + (size_t)c->height)
		c->top = c->at - (size_t)c->height + 1;
	for (int i = 0; i < c->height && c->top + (size_t)i < c->n; i++)
		draw_one(c, c->top + (size_t)i, top + 2 * i);
	if (c->n == 0)
		term_put(top + 1, 3, term_cols() - 4, ROLE_NORMAL, _("No values collided."));
	term_cursor(top + 2 * (int)(c->at - c->top), 0, false);
}

/* ---- doing */

static void settle(struct ui *u, struct conflicts *c, bool swap)
{
	struct err e = ERR_INIT;
	struct app_conflict *x = &c->list[c->at];
	if (!app_conflict_settle(u->app, x, swap, &e)) {
		ui_error(u, &e);
		return;
	}
	char *text = mem_print("%s · %s: %s", x->title, x->label, swap ? x->other : x->now);
	ui_refresh_all(u);
	ui_saved(u, "%s", text);
	free(text);
}

static void run_swap(struct ui *u, struct screen *s)
{
	settle(u, conflicts_of(s), true);
}

static void run_keep(struct ui *u, struct screen *s)
{
	settle(u, conflicts_of(s), false);
}

static void run_open(struct ui *u, struct screen *s)
{
	const struct conflicts *c = conflicts_of(s);
	record_open(u, c->list[c->at].kind, c->list[c->at].id);
}

static bool has_row(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return conflicts_of(s)->n > 0;
}

static bool can_settle(struct ui *u, struct screen *s, const char **why)
{
	if (!has_row(u, s, why))
		return false;
	*why = app_readonly_reason(u->app);
	return !*why;
}

static void close_conflicts(struct ui *u, struct screen *s)
{
	struct conflicts *c = conflicts_of(s);
	(void)u;
	app_conflicts_free(c->list, c->n);
	free(c);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	struct conflicts *c = conflicts_of(s);
	(void)u;
	c->at = rows_to(step, c->at, c->n, c->height);
}
ROWS_RUN(go)

static const struct action actions[] = {
    {"conflicts.swap", "x Space", N_("Swap"), N_("take the other value"), 1, false, run_swap, can_settle},
    {"conflicts.keep", "d F8 Delete", N_("Leave it"), N_("leave it as it is"), 2, false, run_keep, can_settle},
    {"conflicts.open", "Enter F3", N_("Open"), N_("open the record"), 3, false, run_open, has_row},
    ROWS("conflicts", NULL, 0),
    {0},
};

const struct screen_class screen_conflicts = {
    .name = "conflicts",
    .actions = actions,
    .draw = draw,
    .title = title,
    .refresh = refresh,
    .close = close_conflicts,
};

void conflicts_open(struct ui *u)
{
	struct conflicts *c = mem_alloc(sizeof *c);
	c->s.c = &screen_conflicts;
	c->s.section = ui_top(u) ? ui_top(u)->section : SECTION_OTHER;
	ui_push(u, &c->s);
}
