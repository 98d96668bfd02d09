/* ui/form_draw.c - painting the form: one field a line, its error or help under it, long forms scroll. */
#include "ui/form.h"

#include <string.h>

#include "base/text.h"

static int label_width(const struct form *f)
{
	int w = 8;
	for (int i = 0; i < f->nslots; i++) {
		int n = text_width(_(f->slots[i].row->label));
		if (n > w)
			w = n;
	}
	int most = term_cols() < 80 ? 16 : 24;
	return w > most ? most : w;
}

/* Under the field: its error, else (while it has the focus) its help. */
static const char *under(const struct form *f, int i)
{
	const struct slot *s = &f->slots[i];
	if (s->error[0])
		return s->error;
	if (i == f->focus && f->drop.n == 0 && s->row->help)
		return _(s->row->help);
	return NULL;
}

static bool begins_group(const struct form *f, int i)
{
	return f->slots[i].row->group != NULL;
}

static int slot_rows(const struct form *f, int i, int width)
{
	const struct slot *s = &f->slots[i];
	return s->w->rows(s, width) + (under(f, i) ? 1 : 0) + (begins_group(f, i) ? 1 : 0);
}

struct place {
	int row, col, width, top, bottom;
};

static void draw_slot(struct form *f, int i, const struct place *p, int labels, int *crow, int *ccol)
{
	struct slot *s = &f->slots[i];
	int row = p->row;
	bool focus = i == f->focus;
	const char *below = under(f, i);
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
	if (below && row >= p->top && row < p->bottom)
		term_put(row, p->col, term_cols() - p->col - 1, s->error[0] ? ROLE_WARNING : ROLE_MUTED, below);
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

void form_draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct form *f = (struct form *)screen;
	int labels = label_width(f);
	int col = 4 + labels, width = term_cols() - col - 2;
	int crow = top, ccol = col;
	(void)u;
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
	drop_draw(f, focus_row, col, top + height);
	term_cursor(crow, ccol, true);
}
