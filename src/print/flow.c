/* print/flow.c - blocks to rows, rows to pages: heads and feet of sections, what is kept together, tables that go on.
 * Knows no files. */
#include "print/print.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"

#define PAD (1.0 * MM)
#define LEAST_ROOM (20 * MM) /* between head and foot; less is no page */
#define FOOTER_SIZE 7.0
#define MOST_PAGES 50000

/* ---- blocks as rows */

/* Widths in millimetres first; shares divide what is left, at least a little each. */
static void column_widths(const struct table *t, double whole, double widths[PRINT_COLUMNS])
{
	double fixed = 0, shares = 0;
	for (size_t i = 0; i < t->ncolumns; i++) {
		fixed += t->columns[i].share > 0 ? 0 : t->columns[i].mm * MM;
		shares += t->columns[i].share;
	}
	const double most = shares > 0 ? whole * 0.8 : whole;
	const double squeeze = fixed > most ? most / fixed : 1;
	const double rest = fmax(whole - fixed * squeeze, 0);
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct column *c = &t->columns[i];
		widths[i] = c->share > 0 ? rest * c->share / shares : c->mm * MM * squeeze;
	}
}

static void table_row(struct flow *f, const struct table *t, char *const *cells, bool head, struct row *r)
{
	double widths[PRINT_COLUMNS], x = 0;
	column_widths(t, f->width, widths);
	*r = (struct row){
	    .n = t->ncolumns, .border = t->border, .pad = t->border == BORDER_NONE ? 0.4 * MM : PAD, .shaded = head};
	r->fixed = head ? 0 : t->row * MM;
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct column *c = &t->columns[i];
		r->cells[i] = (struct cell){.kind = head ? CELL_TEXT : c->kind,
		    .text = cells ? cells[i] : c->title,
		    .style = {.size = head ? fmin(t->size, 8) : t->size, .bold = head || c->bold, .align = c->align},
		    .x = x,
		    .width = widths[i]};
		x += widths[i];
	}
	row_layout(f, r);
}

static bool has_titles(const struct table *t)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (*t->columns[i].title)
			return !t->nohead;
	return false;
}

static void text_row(struct flow *f, const struct block *b, struct row *r)
{
	const double indent = b->style.indent * MM, bullet = b->more ? 5 * MM : 0;
	*r = (struct row){.n = 1};
	if (b->more)
		r->cells[r->n++] =
		    (struct cell){.text = b->more, .style = b->style, .x = indent - bullet, .width = bullet};
	r->cells[0] = (struct cell){.text = b->text, .style = b->style, .x = indent, .width = f->width - indent};
	row_layout(f, r);
	if (b->style.fit > 0 && row_height(r) > b->style.fit * MM) {
		r->fixed = b->style.fit * MM;
		row_layout(f, r);
	}
}

/* ---- pages */

static bool begin_page(struct flow *f, struct err *e);
static bool place_row(struct flow *f, struct row *r, double extra, const struct table *t, struct err *e);

static void end_page(struct flow *f)
{
	if (f->cr && !f->sheet)
		cairo_show_page(f->cr);
}

static bool next_page(struct flow *f, struct err *e)
{
	if (f->still)
		return false;
	end_page(f);
	return begin_page(f, e);
}

static void draw_footer_side(struct flow *f, size_t side)
{
	const char *text = f->document->footer[side];
	const struct style s = {.size = FOOTER_SIZE, .align = side ? PRINT_RIGHT : PRINT_LEFT};
	int line = 0;
	if (!text || !*text || f->section->bare)
		return;
	const double part = side ? 0.3 : 0.68;
	PangoLayout *l = text_layout_fitted(f, text, &s, f->width * part, FOOTER_SIZE * 1.4);
	const double y = f->document->height - f->document->margin + 1.5 * MM;
	text_draw(f, l, side ? f->left + f->width * (1 - part) : f->left, y, 100, &line);
	g_object_unref(l);
}

static void draw_frame(struct flow *f)
{
	const struct document *d = f->document;
	if (!f->cr || !f->section->frame)
		return;
	for (int i = 0; i < 2; i++) {
		const double in = d->margin * 0.55 + i * 1.4 * MM;
		cairo_set_line_width(f->cr, i ? 0.5 : 1.6);
		cairo_rectangle(f->cr, in, in, d->width - 2 * in, d->height - 2 * in);
		cairo_stroke(f->cr);
	}
}

static void draw_line(struct flow *f, const struct block *b)
{
	struct style s = {.size = 9};
	PangoLayout *l = text_layout(f, b->text, &s, f->width * 0.7);
	int line = 0, width;
	pango_layout_get_size(l, &width, NULL);
	const double label = b->text && *b->text ? (double)width / PANGO_SCALE + 1.5 * MM : 0;
	const double height = fmax(text_height(l), 6 * MM);
	text_draw(f, l, f->left, f->y + height - text_height(l), height, &line);
	if (f->cr) {
		cairo_set_line_width(f->cr, 0.5);
		cairo_move_to(f->cr, f->left + label, f->y + height - 1);
		cairo_line_to(f->cr, f->left + f->width, f->y + height - 1);
		cairo_stroke(f->cr);
	}
	f->y += height + 1 * MM;
	g_object_unref(l);
}

static bool place_qr(struct flow *f, const struct block *b, struct err *e)
{
	const double size = fmin(b->mm * MM, f->bottom - f->top);
	if (f->y + size > f->bottom && !next_page(f, e))
		return false;
	const double x = f->left + (b->style.align == PRINT_CENTER ? (f->width - size) / 2 : 0);
	if (f->cr)
		qr_draw(f->cr, b->text, x, f->y, size);
	f->y += size;
	struct block caption = {.kind = BLOCK_TEXT, .text = b->more, .style = {.size = 8, .align = b->style.align}};
	struct row r;
	if (!b->more || !*b->more)
		return true;
	text_row(f, &caption, &r);
	const bool ok = place_row(f, &r, 0, NULL, e);
	row_free(&r);
	return ok;
}

/* ---- rows onto pages */

static void draw_table_head(struct flow *f, const struct table *t)
{
	struct row head;
	if (!t || !has_titles(t))
		return;
	table_row(f, t, NULL, true, &head);
	if (row_height(&head) < (f->bottom - f->top) / 2)
		row_draw(f, &head);
	row_free(&head);
}

/* What must be free for it on this page: all of it, or of a long one its beginning. */
static double row_need(const struct flow *f, const struct row *r)
{
	return row_height(r) > (f->bottom - f->top) / 2 && r->fixed <= 0 ? row_least(r) : row_height(r);
}

/* `extra` is the height of what must follow on the same page. A row that is higher than a page is drawn in parts. */
static bool place_row(struct flow *f, struct row *r, double extra, const struct table *t, struct err *e)
{
	const double whole = f->bottom - f->top;
	bool turned = false;
	const double need = row_need(f, r) + extra;
	if (f->y + fmin(need, whole) > f->bottom + 0.01 && f->y > f->top + 0.01) {
		if (!next_page(f, e))
			return false;
		draw_table_head(f, t);
		turned = true;
	}
	for (;;) {
		const int lines = row_lines(r);
		const bool fresh = turned || f->y <= f->top + 0.01;
		if (row_draw(f, r))
			return true;
		if (fresh && row_lines(r) == lines) /* not even one line fits a page: there is nothing to be done */
			return true;
		if (!next_page(f, e))
			return false;
		draw_table_head(f, t);
		turned = true;
	}
}

static bool place_table(struct flow *f, const struct table *t, struct err *e)
{
	struct row r;
	if (!t->ncolumns)
		return true;
	if (has_titles(t)) {
		table_row(f, t, NULL, true, &r);
		double least = 0;
		if (t->nrows) {
			struct row first;
			table_row(f, t, t->rows[0], false, &first);
			least = row_least(&first);
			row_free(&first);
		}
		const bool ok = place_row(f, &r, least, NULL, e);
		row_free(&r);
		if (!ok)
			return false;
	}
	for (size_t i = 0; i < t->nrows; i++) {
		table_row(f, t, t->rows[i], false, &r);
		const bool ok = place_row(f, &r, 0, t, e);
		row_free(&r);
		if (!ok)
			return false;
	}
	f->y += t->border == BORDER_NONE ? 0 : 2 * MM;
	return true;
}

/* What must stand on the same page after the block at i: the beginnings of those that follow, as long as they are kept.
 */
static double kept_after(struct flow *f, const struct blocks *b, size_t i)
{
	double height = 0;
	for (size_t next = i + 1; b->at[i].style.keep && b->at[i].kind == BLOCK_TEXT && next < b->n; i = next++) {
		const struct block *n = &b->at[next];
		struct row r;
		if (n->kind == BLOCK_TEXT)
			text_row(f, n, &r);
		else if (n->kind == BLOCK_TABLE && n->table->nrows)
			table_row(f, n->table, n->table->rows[0], false, &r);
		else
			return height + 10 * MM;
		height += row_least(&r) + (n->style.before + n->style.after) * MM;
		if (n->kind == BLOCK_TABLE && has_titles(n->table))
			height += 8 * MM;
		row_free(&r);
	}
	return height;
}

/* The page on which a row will begin: this one, or the next when it has to turn. */
static int begins_on(const struct flow *f, const struct row *r, double extra)
{
	const double whole = f->bottom - f->top;
	return f->y + fmin(row_need(f, r) + extra, whole) > f->bottom + 0.01 && f->y > f->top + 0.01 ? f->page + 1
	                                                                                             : f->page;
}

static bool place_text(struct flow *f, const struct blocks *b, size_t i, struct err *e)
{
	const struct block *block = &b->at[i];
	struct row r;
	if (f->y > f->top + 0.01)
		f->y += block->style.before * MM;
	text_row(f, block, &r);
	const double kept = kept_after(f, b, i);
	if (block->mark && f->mark_pages && !f->still) /* the page on which it begins: it may go on to others */
		f->mark_pages[block->mark - 1] = begins_on(f, &r, kept);
	const bool ok = place_row(f, &r, kept, NULL, e);
	row_free(&r);
	f->y += block->style.after * MM;
	return ok;
}

/* ---- contents */

static bool place_entry(struct flow *f, const struct block *b, double size, struct err *e)
{
	char page[16];
	const double number = 12 * MM;
	const struct style s = {.size = size};
	struct row r = {.n = 2, .pad = 0.8 * MM};
	snprintf(page, sizeof page, "%d", f->mark_pages ? f->mark_pages[b->mark - 1] : 0);
	r.cells[0] = (struct cell){.text = b->text, .style = s, .x = (b->style.toc - 1) * 5 * MM};
	r.cells[0].width = f->width - number - r.cells[0].x;
	r.cells[1] = (struct cell){.text = page, .style = s, .x = f->width - number, .width = number};
	r.cells[1].style.align = PRINT_RIGHT;
	r.border = BORDER_ROWS;
	row_layout(f, &r);
	const bool ok = place_row(f, &r, 0, NULL, e);
	row_free(&r);
	return ok;
}

static bool place_contents(struct flow *f, const struct block *contents, struct err *e)
{
	for (size_t s = 0; s < f->document->n; s++) {
		const struct blocks *body = &f->document->sections[s].blocks[PLACE_BODY];
		for (size_t i = 0; i < body->n; i++)
			if (body->at[i].kind == BLOCK_TEXT && body->at[i].style.toc >= 1 && body->at[i].mark &&
			    !place_entry(f, &body->at[i], contents->mm, e))
				return false;
	}
	return true;
}

static void draw_rule(struct flow *f)
{
	if (f->cr) {
		cairo_set_line_width(f->cr, 0.7);
		cairo_move_to(f->cr, f->left, f->y + 1 * MM);
		cairo_rel_line_to(f->cr, f->width, 0);
		cairo_stroke(f->cr);
	}
	f->y += 2.5 * MM;
}

static bool place_block(struct flow *f, const struct blocks *b, size_t i, struct err *e)
{
	const struct block *block = &b->at[i];
	switch (block->kind) {
	case BLOCK_TEXT:
		return place_text(f, b, i, e);
	case BLOCK_TABLE:
		return place_table(f, block->table, e);
	case BLOCK_CONTENTS:
		return place_contents(f, block, e);
	case BLOCK_QR:
		return place_qr(f, block, e);
	case BLOCK_GAP:
		f->y = fmin(f->y + block->mm * MM, f->bottom);
		return true;
	case BLOCK_BREAK:
		return f->y <= f->top + 0.01 || next_page(f, e);
	case BLOCK_RULE:
	case BLOCK_LINE:
		if (f->y + 8 * MM > f->bottom && f->y > f->top + 0.01 && !next_page(f, e))
			return false;
		if (block->kind == BLOCK_RULE)
			draw_rule(f);
		else
			draw_line(f, block);
		return true;
	}
	return true;
}

static bool place_blocks(struct flow *f, const struct blocks *b, struct err *e)
{
	for (size_t i = 0; i < b->n; i++)
		if (!place_block(f, b, i, e))
			return false;
	return true;
}

/* The height of blocks that stand on one page, drawn nowhere; INFINITY: they do not. */
static double blocks_height(const struct flow *f, const struct blocks *b)
{
	struct flow probe = *f;
	struct err ignored = ERR_INIT;
	probe.target = probe.cr = NULL;
	probe.still = true;
	probe.y = probe.top = 0;
	probe.bottom = f->document->height;
	return place_blocks(&probe, b, &ignored) ? probe.y : INFINITY;
}

static void draw_still(struct flow *f, const struct blocks *b, double y)
{
	struct err ignored = ERR_INIT;
	const double top = f->top;
	f->still = true;
	f->y = f->top = y;
	place_blocks(f, b, &ignored);
	f->still = false;
	f->top = top;
}

static bool draw_head_and_foot(struct flow *f, struct err *e)
{
	const struct blocks *head = &f->section->blocks[PLACE_HEAD], *foot = &f->section->blocks[PLACE_FOOT];
	const double foot_height = blocks_height(f, foot), head_height = blocks_height(f, head);
	const double edge = f->document->height - f->document->margin;
	if (head_height + foot_height + LEAST_ROOM > edge - f->document->margin)
		return err_set(e, ERR_INVALID, "%s",
		    _("The head and the foot of the page leave no room between them. Nothing was written."));
	f->bottom = f->document->height;
	draw_still(f, head, f->document->margin);
	f->top = f->y;
	draw_still(f, foot, edge - foot_height);
	f->y = f->top;
	f->bottom = edge - foot_height;
	return true;
}

static bool begin_page(struct flow *f, struct err *e)
{
	if (f->page >= MOST_PAGES)
		return err_set(e, ERR_INVALID, _("More than %d pages: nothing was written."), MOST_PAGES);
	f->page++;
	f->cr = f->sheet ? f->sheet(f) : f->wanted && f->page != f->wanted ? NULL : f->target;
	f->left = f->document->margin;
	f->width = f->document->width - 2 * f->document->margin;
	draw_frame(f);
	draw_footer_side(f, 0);
	draw_footer_side(f, 1);
	return draw_head_and_foot(f, e);
}

static bool flow_section(struct flow *f, struct err *e)
{
	if (!begin_page(f, e))
		return false;
	const struct blocks *body = &f->section->blocks[PLACE_BODY];
	const double room = f->bottom - f->top;
	if (f->section->center) {
		const double height = blocks_height(f, body);
		if (height < room)
			f->y += (room - height) / 2;
	}
	if (!place_blocks(f, body, e))
		return false;
	end_page(f);
	return true;
}

bool flow_document(struct flow *f, struct err *e)
{
	f->page = 0;
	for (size_t i = 0; i < f->document->n; i++) {
		f->section = &f->document->sections[i];
		if (!flow_section(f, e))
			return false;
	}
	return true;
}
