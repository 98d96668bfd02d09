/* ui/pager.c - a dialog with text to read: scrolls, `y` copies it. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/rows.h"
#include "ui/ui_internal.h"

struct pager {
	struct screen s;
	char *title, *text;
	int top, rows, height;
};

struct drawing {
	const struct pager *p;
	struct ui_box box;
	int line;
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
	int row = d->line++ - d->p->top;
	if (row < 0 || row >= d->box.height)
		return;
	char *line = mem_copy_bytes(bytes, n);
	term_put(d->box.row + row, d->box.col, d->box.width, ROLE_NORMAL, line);
	free(line);
}

static int wanted_width(const struct pager *p)
{
	int most = term_cols() - 12 < 72 ? term_cols() - 12 : 72;
	int w = text_width(p->text);
	return w < 40 ? 40 : w > most ? most : w;
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct pager *p = (struct pager *)s;
	(void)u;
	(void)top;
	(void)height;
	int width = wanted_width(p);
	p->rows = 0;
	text_wrap(p->text, width, count_line, &p->rows);
	struct drawing d = {.p = p, .box = ui_box(p->rows, width, p->title)};
	p->height = d.box.height;
	if (p->top > p->rows - p->height)
		p->top = p->rows > p->height ? p->rows - p->height : 0;
	text_wrap(p->text, width, draw_line, &d);
	if (p->rows > p->height)
		term_put_right(d.box.row + d.box.height, d.box.col, d.box.width, ROLE_MUTED,
		    p->top + p->height < p->rows ? " ↓ " : " ↑ ");
	term_cursor(d.box.row, d.box.col, false);
}

static void move(struct screen *s, int by)
{
	struct pager *p = (struct pager *)s;
	p->top += by;
	if (p->top < 0)
		p->top = 0;
}

static void run_close(struct ui *u, struct screen *s)
{
	ui_drop(u, s);
}
static void run_copy(struct ui *u, struct screen *s)
{
	term_copy(((struct pager *)s)->text);
	ui_say(u, ROLE_GOOD, _("Copied."));
}
static bool can_scroll(struct ui *u, struct screen *s, const char **why)
{
	struct pager *p = (struct pager *)s;
	(void)u;
	(void)why;
	return p->rows > p->height;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	(void)u;
	if (k->code == K_MOUSE && (k->mouse_button == 4 || k->mouse_button == 5)) {
		move(s, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	return false;
}

static void close_pager(struct ui *u, struct screen *s)
{
	struct pager *p = (struct pager *)s;
	(void)u;
	free(p->title);
	free(p->text);
	free(p);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	move(s, rows_by(step, ((struct pager *)s)->height));
}
ROWS_RUN(go)

static const struct action actions[] = {
    {"pager.scroll-up", "Up k", N_("Scroll"), N_("one line up"), 3, false, rows_up, can_scroll},
    {"pager.scroll-down", "Down j", N_("Scroll"), N_("one line down"), 3, false, rows_down, can_scroll},
    {"pager.space", "Space", NULL, N_("a page down"), 0, false, rows_page_down, NULL},
    ROWS("pager", NULL, 0),
    {"pager.copy", "y ^C", N_("Copy"), N_("copy the text"), 4, true, run_copy, NULL},
    {"pager.close", "Esc Enter q Backspace", N_("Close"), N_("close"), 1, true, run_close, NULL},
    {0},
};

const struct screen_class screen_pager = {
    .name = "pager",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .close = close_pager,
};

void pager_open(struct ui *u, const char *title, const char *text)
{
	struct pager *p = mem_alloc(sizeof *p);
	p->s.c = &screen_pager;
	p->title = mem_copy_text(title ? title : "");
	p->text = mem_copy_text(text ? text : "");
	ui_push(u, &p->s);
}
