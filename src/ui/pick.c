/* ui/pick.c - a dialog in which one or several are chosen, of records or of lines; typing narrows it, Tab marks. Knows
 * nothing of what they mean. */
#include "ui/pick.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/chooser.h"
#include "ui/line.h"
#include "ui/ui_internal.h"
#include "ui/view.h"

struct pick {
	struct screen s;
	char *title;
	bool several, records, empty_too;
	struct chooser lines;
	struct view view; /* of records; its marks are the marks of both */
	struct line typed;
	pick_done *done;
	void *ctx;
	int row, height, col; /* of the rows, as last drawn */
};

static struct pick *pick_of(struct screen *s)
{
	return (struct pick *)s;
}

/* ---- the selected one */

static bool selected(const struct pick *p, int64_t *value)
{
	const struct menu_item *i = p->records ? NULL : chooser_selected(&p->lines, NULL);
	*value = p->records ? view_selected_id(&p->view) : i ? i->value : 0;
	return p->records ? *value != 0 : i != NULL;
}

static void step_by(struct ui *u, struct pick *p, int by)
{
	struct err e = ERR_INIT;
	if (!p->records)
		chooser_move(&p->lines, by);
	else if (!view_move(&p->view, by, &e))
		ui_error(u, &e);
}

static void narrow(struct ui *u, struct pick *p)
{
	struct err e = ERR_INIT;
	if (!p->records) {
		chooser_filter(&p->lines, line_text(&p->typed));
		return;
	}
	free(p->view.query.search);
	p->view.query.search = p->typed.text.len ? mem_copy_text(line_text(&p->typed)) : NULL;
	p->view.first = false;
	if (!view_home(&p->view, &e))
		ui_error(u, &e);
}

/* ---- painting */

static void draw_mark(const struct pick *p, int64_t value, int row, int col, enum role role)
{
	if (p->several)
		term_put(row, col, 4, role, view_marked(&p->view, value) ? "[x]" : "[ ]");
}

/* The name, and what else the list shows of it. */
static void draw_record(struct pick *p, size_t n, int row, int col, int width)
{
	struct view *v = &p->view;
	bool current = n == v->at;
	enum role role = current ? ROLE_SELECTED : ROLE_NORMAL;
	struct buf title = BUF_INIT, more = BUF_INIT;
	int in = p->several ? 6 : 2;
	record_title(v->rows[n].record, app_types(v->app), &title);
	for (int i = 0, told = 0; i < v->ncolumns && told < 2; i++) {
		int code = v->columns[i];
		const char *text = code && code != v->kind->title[0] ? view_cell(v, n, code) : "";
		buf_print(&more, "%s%s", more.len && *text ? " · " : "", text);
		told += *text != '\0';
	}
	term_fill(row, col, width, role, ' ');
	term_put(row, col, 1, role, current ? ">" : " ");
	draw_mark(p, v->rows[n].record->id, row, col + 2, role);
	int half = (width - in) * 3 / 5;
	term_put(row, col + in, half - 1, role, buf_str(&title));
	term_put(row, col + in + half, width - in - half, current ? role : ROLE_MUTED, buf_str(&more));
	buf_free(&title);
	buf_free(&more);
}

static void draw_records(struct pick *p, int row, int col, int height, int width)
{
	struct view *v = &p->view;
	v->height = height;
	if (v->at < v->top)
		v->top = v->at;
	if (v->at >= v->top + (size_t)height)
		v->top = v->at - (size_t)height + 1;
	for (int i = 0; i < height && v->top + (size_t)i < v->n; i++)
		draw_record(p, v->top + (size_t)i, row + i, col, width);
	if (v->n == 0)
		term_put(row, col + 2, width - 2, ROLE_MUTED, _("Nothing fits."));
}

static void draw_lines(struct pick *p, int row, int col, int height, int width)
{
	int in = p->several ? 4 : 0;
	chooser_draw(&p->lines, row, col + in, height, width - in);
	for (int i = 0; i < height && p->lines.top + (size_t)i < p->lines.nshown; i++) {
		const struct menu_item *m = &p->lines.items[p->lines.shown[p->lines.top + (size_t)i]];
		if (!m->heading)
			draw_mark(p, m->value, row + i, col, ROLE_NORMAL);
	}
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct pick *p = pick_of(s);
	int row, col, want = p->records ? height - 6 : (int)p->lines.n + 2;
	int width = p->records ? 66 : chooser_width(&p->lines) + 6, title = text_width(p->title) + 4;
	(void)u;
	(void)top;
	width = width < 40 ? 40 : width;
	struct ui_box b = ui_box(want < height ? want : height, width < title ? title : width, p->title);
	term_put(b.row, b.col, 1, ROLE_NORMAL, "[");
	term_put(b.row, b.col + b.width - 1, 1, ROLE_NORMAL, "]");
	p->row = b.row + 1;
	p->col = b.col;
	p->height = b.height - 1;
	if (p->records)
		draw_records(p, p->row, b.col, p->height, b.width);
	else
		draw_lines(p, p->row, b.col, p->height, b.width);
	line_draw(&p->typed, b.row, b.col + 2, 1, b.width - 4, true, &row, &col);
	term_cursor(row, col, true);
}

/* ---- doing */

static void answer(struct ui *u, struct pick *p, bool yes)
{
	pick_done *done = p->done;
	void *ctx = p->ctx;
	int64_t one;
	if (yes && p->view.nmarks == 0 && !p->empty_too && selected(p, &one))
		view_mark(&p->view, one, true);
	size_t n = yes ? p->view.nmarks : 0;
	int64_t *values = p->view.marks;
	p->view.marks = NULL;
	p->view.nmarks = 0;
	ui_drop(u, &p->s);
	done(u, ctx, yes, values, n);
	free(values);
}

static void run_take(struct ui *u, struct screen *s)
{
	answer(u, pick_of(s), true);
}

static void run_cancel(struct ui *u, struct screen *s)
{
	answer(u, pick_of(s), false);
}

/* What was typed has done its work: the next name begins anew. */
static void run_mark(struct ui *u, struct screen *s)
{
	struct pick *p = pick_of(s);
	int64_t one;
	if (!selected(p, &one))
		return;
	view_mark(&p->view, one, !view_marked(&p->view, one));
	if (p->typed.text.len > 0) {
		line_set(&p->typed, "");
		narrow(u, p);
	} else {
		step_by(u, p, 1);
	}
	ui_say(u, ROLE_NORMAL, tr_n("%zu marked", "%zu marked", p->view.nmarks), p->view.nmarks);
}

static bool can_mark(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Only one can be chosen here.");
	return pick_of(s)->several;
}

static bool press(struct ui *u, struct pick *p, const struct key *k)
{
	int line = k->mouse_row - p->row;
	bool wheel = k->mouse_button == 4 || k->mouse_button == 5;
	if (wheel)
		step_by(u, p, k->mouse_button == 4 ? -3 : 3);
	if (wheel || k->mouse_button != 1 || line < 0 || line >= p->height || k->mouse_col < p->col)
		return wheel;
	if (!p->records && !chooser_pressed(&p->lines, k) && k->mouse_col >= p->col + 4)
		return false;
	if (!p->records && p->lines.top + (size_t)line < p->lines.nshown)
		p->lines.at = p->lines.top + (size_t)line;
	else if (p->records && p->view.top + (size_t)line < p->view.n)
		p->view.at = p->view.top + (size_t)line;
	else
		return false;
	if (p->several)
		run_mark(u, &p->s);
	else
		answer(u, p, true);
	return true;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct pick *p = pick_of(s);
	if (k->code == K_MOUSE)
		return press(u, p, k);
	if (!line_key(&p->typed, k))
		return false;
	narrow(u, p);
	return true;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

/* A press outside, Ctrl+Q: an answer all the same, so that nobody waits for it. */
static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	struct pick *p = pick_of(s);
	if (p->done && !hangup)
		p->done(u, p->ctx, false, NULL, 0);
	return true;
}

static void close_pick(struct ui *u, struct screen *s)
{
	struct pick *p = pick_of(s);
	(void)u;
	chooser_clear(&p->lines);
	view_free(&p->view);
	line_free(&p->typed);
	free(p->title);
	free(p);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	struct pick *p = pick_of(s);
	step_by(u, p, rows_by(step, p->height));
}
ROWS_RUN_TYPED(go)

static const struct action actions[] = {
    ROWS_TYPED("pick", N_("Choose"), 3),
    {"pick.mark", "Tab Insert", N_("Tick"), N_("mark this one, too"), 2, true, run_mark, can_mark},
    {"pick.take", "Enter", N_("Continue"), N_("take the marked ones, or this one"), 1, true, run_take, NULL},
    {"pick.cancel", "Esc", N_("Cancel"), N_("close, take none"), 1, true, run_cancel, NULL},
    {0},
};

const struct screen_class screen_pick = {
    .name = "pick",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .leave = leave,
    .close = close_pick,
};

void pick_open(struct ui *u, const struct pick_options *o, pick_done *done, void *ctx)
{
	struct pick *p = mem_alloc(sizeof *p);
	struct err e = ERR_INIT;
	p->s.c = &screen_pick;
	p->title = mem_copy_text(o->title ? o->title : "");
	p->several = o->several;
	p->empty_too = o->empty_too;
	p->records = o->query != NULL;
	p->done = done;
	p->ctx = ctx;
	line_init(&p->typed, false, "");
	view_init(&p->view, u->app, o->query ? o->query->kind : kind_get(KIND_person), o->query);
	if (o->query && !view_home(&p->view, &e))
		ui_error(u, &e);
	for (size_t i = 0; i < o->n; i++)
		chooser_add(
		    &p->lines, o->items[i].text, o->items[i].right, o->items[i].value, o->items[i].heading, false);
	chooser_filter(&p->lines, "");
	for (size_t i = 0; i < o->nmarked; i++)
		view_mark(&p->view, o->marked[i], true);
	ui_push(u, &p->s);
}
