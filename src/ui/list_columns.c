/* ui/list_columns.c - the dialog for a list's columns: shown or not, in which order, how wide. Every change is seen at
 * once in the list behind and remembered by kind. */
#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/rows.h"
#include "ui/shown.h"

struct columns {
	struct screen s;
	struct list *list;
	int codes[256]; /* the shown ones first, in their order */
	int n, shown, at, top;
	bool held; /* the column at the cursor goes up and down with it */
	int row, height;
};

static struct columns *columns_of(struct screen *s)
{
	return (struct columns *)s;
}

static void read(struct columns *c)
{
	struct view *v = &c->list->view;
	c->n = 0;
	for (int i = 0; i < v->ncolumns; i++)
		c->codes[c->n++] = v->columns[i];
	c->shown = c->n;
	int all = v->kind->nfields + app_fact_count(v->kind);
	for (int code = 0; code < all && c->n < 256; code++) {
		bool there = !view_column_can(v, code);
		for (int i = 0; i < c->shown && !there; i++)
			there = c->codes[i] == code;
		if (!there)
			c->codes[c->n++] = code;
	}
	if (c->at >= c->n)
		c->at = c->n - 1;
}

static void store(struct ui *u, struct columns *c)
{
	struct view *v = &c->list->view;
	struct err e = ERR_INIT;
	v->column = v->skipped = 0;
	if (!view_columns_store(v, &e))
		ui_error(u, &e);
	read(c);
}

/* ---- painting */

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct columns *c = columns_of(s);
	struct view *v = &c->list->view;
	(void)u;
	(void)top;
	struct ui_box b = ui_box(c->n < height ? c->n : height, 44, _("Columns"));
	c->row = b.row;
	c->height = b.height;
	if (c->at < c->top)
		c->top = c->at;
	if (c->at >= c->top + b.height)
		c->top = c->at - b.height + 1;
	for (int line = 0; line < b.height && c->top + line < c->n; line++) {
		int i = c->top + line, row = b.row + line;
		bool current = i == c->at, on = i < c->shown;
		enum role role = current ? ROLE_SELECTED : on ? ROLE_NORMAL : ROLE_MUTED;
		struct buf width = BUF_INIT;
		if (on)
			buf_print(&width, "%d", view_column_width(v, i));
		term_fill(row, b.col, b.width, role, ' ');
		term_put(row, b.col, 2, role, current ? c->held ? "*>" : ">" : " ");
		term_put(row, b.col + 2, 3, role, on ? "[x]" : "[ ]");
		term_put(row, b.col + 6, b.width - 12, role, shown_label(v->kind, c->codes[i]));
		term_put_right(row, b.col + b.width - 5, 4, role, buf_str(&width));
		buf_free(&width);
	}
	term_cursor(b.row + c->at - c->top, b.col, false);
}

/* ---- doing */

static void run_toggle(struct ui *u, struct screen *s)
{
	struct columns *c = columns_of(s);
	struct view *v = &c->list->view;
	if (c->at >= c->shown && v->ncolumns < VIEW_COLUMNS) {
		v->custom[v->ncolumns] = 0;
		v->columns[v->ncolumns++] = c->codes[c->at];
	} else if (c->at < c->shown && v->ncolumns > 1) {
		size_t after = (size_t)(v->ncolumns - c->at - 1);
		memmove(&v->columns[c->at], &v->columns[c->at + 1], after * sizeof v->columns[0]);
		memmove(&v->custom[c->at], &v->custom[c->at + 1], after * sizeof v->custom[0]);
		v->ncolumns--;
	}
	c->held = false;
	store(u, c);
}

static void swap(int *a, int *b)
{
	int t = *a;
	*a = *b;
	*b = t;
}

static void step(struct ui *u, struct columns *c, int by)
{
	struct view *v = &c->list->view;
	int to = c->at + by;
	if (to < 0 || to >= (c->held ? c->shown : c->n))
		return;
	if (c->held) {
		swap(&v->columns[c->at], &v->columns[to]);
		swap(&v->custom[c->at], &v->custom[to]);
	}
	c->at = to;
	if (c->held)
		store(u, c);
}

static void widen(struct ui *u, struct columns *c, int by)
{
	struct view *v = &c->list->view;
	if (c->at >= c->shown)
		return;
	int w = view_column_width(v, c->at) + by;
	v->custom[c->at] = w < 3 ? 3 : w > 60 ? 60 : w;
	store(u, c);
}

static void run_narrower(struct ui *u, struct screen *s)
{
	widen(u, columns_of(s), -1);
}

static void run_wider(struct ui *u, struct screen *s)
{
	widen(u, columns_of(s), 1);
}

static bool can_widen(struct ui *u, struct screen *s, const char **why)
{
	struct columns *c = columns_of(s);
	(void)u;
	*why = _("This column is not shown: Space shows it.");
	return c->at < c->shown;
}

static void run_hold(struct ui *u, struct screen *s)
{
	struct columns *c = columns_of(s);
	c->held = !c->held;
	if (c->held)
		ui_say(u, ROLE_NORMAL, _("↑ ↓ moves the column; M puts it down."));
}

static void run_usual(struct ui *u, struct screen *s)
{
	struct columns *c = columns_of(s);
	struct err e = ERR_INIT;
	c->held = false;
	if (!view_columns_forget(&c->list->view, &e))
		ui_error(u, &e);
	read(c);
}

static void run_close(struct ui *u, struct screen *s)
{
	ui_drop(u, s);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct columns *c = columns_of(s);
	int line = k->mouse_row - c->row;
	if (k->code != K_MOUSE)
		return false;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		step(u, c, k->mouse_button == 4 ? -1 : 1);
		return true;
	}
	if (line < 0 || line >= c->height || c->top + line >= c->n || k->mouse_button != 1)
		return false;
	c->at = c->top + line;
	run_toggle(u, s);
	return true;
}

/* A column that is picked up goes one place at a time. */
static void go(struct ui *u, struct screen *s, enum rows_step step_by)
{
	struct columns *c = columns_of(s);
	const int by = rows_by(step_by, c->height);
	if (c->held)
		step(u, c, by < 0 ? -1 : 1);
	else
		c->at = (int)rows_to(step_by, (size_t)c->at, (size_t)c->n, c->height);
}
ROWS_RUN(go)

static const struct action actions[] = {
    ROWS("columns", N_("Choose"), 4),
    {"columns.toggle", "Space x", N_("Show"), N_("show or hide the column"), 1, false, run_toggle, NULL},
    {"columns.narrower", "Left h -", N_("Width"), N_("narrower"), 2, false, run_narrower, can_widen},
    {"columns.wider", "Right l +", N_("Width"), N_("wider"), 2, false, run_wider, can_widen},
    {"columns.hold", "M", N_("Move"), N_("pick the column up, put it down"), 2, false, run_hold, can_widen},
    {"columns.usual", "R", N_("As at first"), N_("the columns of the kind again"), 5, false, run_usual, NULL},
    {"columns.close", "Enter Esc c q", N_("Done"), N_("close"), 1, false, run_close, NULL},
    {0},
};

const struct screen_class screen_columns = {
    .name = "columns", .actions = actions, .overlay = true, .draw = draw, .key = key};

void list_run_columns(struct ui *u, struct screen *s)
{
	struct columns *c = mem_alloc(sizeof *c);
	c->s.c = &screen_columns;
	c->list = (struct list *)s;
	read(c);
	ui_push(u, &c->s);
}
