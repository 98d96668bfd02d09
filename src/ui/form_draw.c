/* ui/form_draw.c - painting the form: one field a line, its error or help under it, long forms scroll. */
#include "ui/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum { LABEL_MOST = 24, ROOMY = 18 };

static int label_width(const struct form *f)
{
	int w = 8;
	for (int i = 0; i < f->nslots; i++) {
		int n = text_width(_(f->slots[i].row->label));
		if (n > w)
			w = n;
	}
	return w > LABEL_MOST ? LABEL_MOST : w;
}

/* Under the field: its error, else (while it has the focus) its help. Appends. */
static void under(const struct form *f, int i, struct buf *out)
{
	const struct slot *s = &f->slots[i];
	if (s->error[0] || (i == f->focus && f->drop.n == 0))
		slot_under(s, out);
}

enum { UNDER_MOST = 3 };

struct under_lines {
	int n, row, col, width, top, bottom; /* row: of the first; top == bottom: only counted */
	enum role role;
};

static void under_line(void *ctx, const char *bytes, size_t n)
{
	struct under_lines *l = ctx;
	const int row = l->row + l->n;
	if (l->n == UNDER_MOST)
		return;
	l->n++;
	if (row < l->top || row >= l->bottom)
		return;
	char *line = mem_copy_bytes(bytes, n);
	term_put(row, l->col, l->width, l->role, line);
	free(line);
}

/* As many lines as the words need: an error that is cut says half of what to do. */
static int under_rows(const struct form *f, int i, int width)
{
	struct buf b = BUF_INIT;
	struct under_lines l = {.n = 0};
	under(f, i, &b);
	if (b.len)
		text_wrap(buf_str(&b), width, under_line, &l);
	buf_free(&b);
	return l.n;
}

static bool begins_group(const struct form *f, int i)
{
	return f->slots[i].row->group != NULL;
}

static int slot_rows(const struct form *f, int i, int width)
{
	struct slot *s = &f->slots[i];
	return s->w->rows(s, width) + under_rows(f, i, width + 1) + form_alike_rows(f, s) +
	       (begins_group(f, i) ? 1 : 0);
}

struct place {
	int row, col, width, top, bottom;
};

static void draw_slot(struct form *f, int i, const struct place *p, int labels, int *crow, int *ccol)
{
	struct slot *s = &f->slots[i];
	int row = p->row;
	bool focus = i == f->focus;
	struct buf below = BUF_INIT;
	under(f, i, &below);
	if (begins_group(f, i)) {
		if (row >= p->top && row < p->bottom)
			term_put(row, 1, 0, ROLE_TITLE, _(s->row->group));
		row++;
	}
	int rows = s->w->rows(s, p->width);
	if (row >= p->top && row + rows <= p->bottom) {
		term_put(row, 1, 1, s->error[0] ? ROLE_WARNING : ROLE_KEY,
		    s->error[0]               ? "!"
		    : (s->row->in & REQUIRED) ? "*"
		                              : " ");
		term_put(row, 3, labels, focus ? ROLE_TITLE : ROLE_NORMAL, _(s->row->label));
		s->w->draw(f, s, row, p->col, p->width, focus, crow, ccol);
	}
	row += rows;
	struct under_lines l = {
	    0, row, p->col, p->width + 1, p->top, p->bottom, s->error[0] ? ROLE_WARNING : ROLE_MUTED};
	if (below.len)
		text_wrap(buf_str(&below), l.width, under_line, &l);
	if (form_alike_rows(f, s))
		form_alike_draw(f, row + under_rows(f, i, p->width + 1), p->col, p->width + 1, p->top, p->bottom);
	buf_free(&below);
}

/* First virtual row of slot i; with i == nslots the height of all. */
static int row_of(const struct form *f, int i, int width)
{
	int row = 0;
	for (int k = 0; k < i; k++)
		if (form_visible(f, &f->slots[k]))
			row += slot_rows(f, k, width);
	return row;
}

static void scroll_to_focus(struct form *f, int width, int height)
{
	int at = row_of(f, f->focus, width), rows = slot_rows(f, f->focus, width);
	if (at < f->scroll)
		f->scroll = at;
	if (at + rows > f->scroll + height)
		f->scroll = at + rows - height;
	if (rows > height)
		f->scroll = at;
	int all = row_of(f, f->nslots, width);
	if (f->scroll > all - height)
		f->scroll = all > height ? all - height : 0;
}

/* "Actions > New action                                  * required" */
static void draw_trail(struct ui *u, const struct form *f, int row)
{
	struct buf b = BUF_INIT;
	const char *required = _("* required");
	int w = text_width(required);
	buf_print(&b, "%s > ", _(f->kind->plural));
	if (f->before)
		record_title(f->before, app_types(u->app), &b);
	else
		buf_text(&b, _(f->kind->create));
	term_put(row, 1, term_cols() - w - 4, ROLE_MUTED, buf_str(&b));
	term_put(row, term_cols() - w - 1, w, ROLE_MUTED, required);
	buf_free(&b);
}

void form_draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct form *f = (struct form *)screen;
	if (height >= ROOMY) {
		draw_trail(u, f, top);
		top += 2;
		height -= 2;
	}
	int labels = label_width(f);
	int col = 4 + labels, width = term_cols() - col - 2;
	int crow = top, ccol = col;
	scroll_to_focus(f, width, height);
	int row = top - f->scroll, focus_row = top;
	for (int i = 0; i < f->nslots; i++) {
		if (!form_visible(f, &f->slots[i]))
			continue;
		struct place p = {row, col, width, top, top + height};
		draw_slot(f, i, &p, labels, &crow, &ccol);
		if (i == f->focus)
			focus_row = row + (begins_group(f, i) ? 1 : 0) + f->slots[i].w->rows(&f->slots[i], width);
		row += slot_rows(f, i, width);
	}
	drop_draw(&f->drop, focus_row, col, top + height);
	term_cursor(crow, ccol, true);
}
