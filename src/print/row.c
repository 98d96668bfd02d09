/* print/row.c - cells beside each other: a paragraph is a row of one cell, a table rows of many. A row that is higher
 * than its page is drawn in parts. Knows no pages. */
#include "print/print.h"

#include <math.h>

#define LINE 0.5 /* points: strokes, as thin as office printers draw evenly */

static void layout_cell(struct flow *f, const struct row *r, struct cell *c)
{
	if (c->kind != CELL_TEXT)
		return;
	const double width = c->width - 2 * r->pad;
	if (c->layout)
		g_object_unref(c->layout);
	c->layout = r->fixed > 0 ? text_layout_fitted(f, c->text, &c->style, width, r->fixed - 2 * LINE)
	                         : text_layout(f, c->text, &c->style, width);
}

void row_layout(struct flow *f, struct row *r)
{
	for (size_t i = 0; i < r->n; i++)
		layout_cell(f, r, &r->cells[i]);
}

void row_free(struct row *r)
{
	for (size_t i = 0; i < r->n; i++)
		g_clear_object(&r->cells[i].layout);
	r->n = 0;
}

/* Height of the lines [from, to) of a layout; to -1: all. */
static double lines_height(PangoLayout *l, int from, int to)
{
	PangoLayoutIter *at = pango_layout_get_iter(l);
	double height = 0;
	int number = 0;
	do {
		PangoRectangle box;
		pango_layout_iter_get_line_extents(at, NULL, &box);
		if (number >= from && (to < 0 || number < to))
			height += (double)box.height / PANGO_SCALE;
		number++;
	} while (pango_layout_iter_next_line(at));
	pango_layout_iter_free(at);
	return height;
}

static double tallest(const struct row *r, int lines)
{
	double height = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct cell *c = &r->cells[i];
		double h = 0;
		if (c->kind == CELL_QR)
			h = r->begun ? 0 : c->width - 2 * r->pad;
		else if (c->kind == CELL_BAR)
			h = r->begun ? 0 : c->style.size;
		else
			h = c->line || lines >= 0 ? lines_height(c->layout, c->line, lines < 0 ? -1 : c->line + lines)
			                          : text_height(c->layout);
		height = fmax(height, h);
	}
	return height + 2 * r->pad;
}

double row_height(const struct row *r)
{
	return r->fixed > 0 ? r->fixed : tallest(r, -1);
}

/* Two lines at least, as printers do. */
double row_least(const struct row *r)
{
	return r->fixed > 0 ? r->fixed : fmin(tallest(r, 2), row_height(r));
}

/* ---- drawing */

static void draw_bar(cairo_t *cr, const struct row *r, const struct cell *c, double x, double y, double height)
{
	const double percent = fmax(0, fmin(100, g_ascii_strtod(c->text, NULL)));
	const double width = c->width - 2 * r->pad, high = fmin(c->style.size, height);
	cairo_set_line_width(cr, LINE);
	cairo_rectangle(cr, x, y + (height - high) / 2, width, high);
	cairo_stroke(cr);
	cairo_set_source_rgb(cr, 0.35, 0.35, 0.35);
	cairo_rectangle(cr, x, y + (height - high) / 2, width * percent / 100, high);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 0, 0, 0);
}

static void draw_text(struct flow *f, const struct row *r, struct cell *c, double x, double height)
{
	const double own = r->fixed > 0 ? (r->fixed - text_height(c->layout)) / 2 : r->pad;
	text_draw(f, c->layout, x, f->y + own, r->fixed > 0 ? r->fixed : height - 2 * r->pad, &c->line);
}

static void draw_cell(struct flow *f, const struct row *r, struct cell *c, double height)
{
	const double x = f->left + c->x + r->pad;
	if (c->kind == CELL_TEXT)
		draw_text(f, r, c, x, height);
	else if (!f->cr || r->begun)
		return;
	else if (c->kind == CELL_BAR)
		draw_bar(f->cr, r, c, x, f->y, height);
	else if (*c->text)
		qr_draw(f->cr, c->text, x, f->y + r->pad, fmin(c->width, height) - 2 * r->pad);
}

static void draw_shade(struct flow *f, const struct row *r, double height)
{
	if (!f->cr || !r->shaded || !r->n)
		return;
	const struct cell *last = &r->cells[r->n - 1];
	cairo_set_source_rgb(f->cr, 0.91, 0.91, 0.91);
	cairo_rectangle(f->cr, f->left + r->cells[0].x, f->y, last->x + last->width - r->cells[0].x, height);
	cairo_fill(f->cr);
	cairo_set_source_rgb(f->cr, 0, 0, 0);
}

static void draw_border(struct flow *f, const struct row *r, double height)
{
	if (!f->cr || r->border == BORDER_NONE)
		return;
	cairo_set_line_width(f->cr, LINE);
	for (size_t i = 0; i < r->n; i++) {
		const struct cell *c = &r->cells[i];
		if (r->border == BORDER_GRID) {
			cairo_rectangle(f->cr, f->left + c->x, f->y, c->width, height);
		} else {
			cairo_move_to(f->cr, f->left + c->x, f->y + height);
			cairo_rel_line_to(f->cr, c->width, 0);
		}
	}
	cairo_stroke(f->cr);
}

int row_lines(const struct row *r)
{
	int lines = 0;
	for (size_t i = 0; i < r->n; i++)
		lines += r->cells[i].line;
	return lines;
}

static bool all_drawn(const struct row *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->cells[i].kind == CELL_TEXT && r->fixed <= 0 && r->cells[i].line < text_lines(r->cells[i].layout))
			return false;
	return true;
}

bool row_draw(struct flow *f, struct row *r)
{
	const double height = fmin(row_height(r), fmax(f->bottom - f->y, 0));
	draw_shade(f, r, height);
	for (size_t i = 0; i < r->n; i++)
		draw_cell(f, r, &r->cells[i], height);
	draw_border(f, r, height);
	r->begun = true;
	f->y += height;
	return all_drawn(r);
}
