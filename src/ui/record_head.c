/* ui/record_head.c - the head of a record's page: its filled fields in columns with labels as wide as their words, and
 * the line of figures. Knows fields only through their rows. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/preview.h"
#include "ui/record.h"

enum { GAP = 2, COLUMN = 27, BAR = 10, WRAP_MOST = 3, WAY_LEAST = 5 };

static void free_cells(struct record_page *p)
{
	for (size_t i = 0; i < p->ncells; i++) {
		free(p->cells[i].label);
		free(p->cells[i].text);
	}
	free(p->cells);
	p->cells = NULL;
	p->ncells = 0;
}

static void free_figures(struct record_page *p)
{
	struct page_rows r = {.rows = p->figures, .n = p->nfigures};
	rows_clear(&r);
	p->figures = NULL;
	p->nfigures = 0;
}

void head_clear(struct record_page *p)
{
	free_cells(p);
	free_figures(p);
	rows_clear(&p->stand);
	free(p->title);
	free(p->trail);
	free(p->changed);
	p->title = p->trail = p->changed = NULL;
}

/* ---- what stands there */

static bool is_name(const struct kind *k, int f)
{
	return (k->title[0] == f || k->title[1] == f || k->title[2] == f) && !field_target(&k->fields[f]);
}

/* Long texts and files have tabs of their own; the name stands above. */
static bool at_head(const struct record *r, int f)
{
	const struct field *row = &r->kind->fields[f];
	return record_has(r, f) && !row->type->multiline && row->type != &ft_file && !is_name(r->kind, f);
}

/* The state of a thing that goes through stages; not of one that is only planned, held or cancelled. */
static bool is_way(const struct kind *k, int f)
{
	int n = 0;
	while (f == k->calendar.status && k->fields[f].choices && k->fields[f].choices[n].code)
		n++;
	return n >= WAY_LEAST;
}

/* Where it stands on its way: "preparing > [collecting] > submitted > …": what was before, what may come next. */
static void way_words(const struct record *r, int f, struct buf *out)
{
	const struct field *row = &r->kind->fields[f];
	const char *now = record_text(r, f);
	int at = 0;
	while (row->choices[at].code && strcmp(row->choices[at].code, now) != 0)
		at++;
	const int last = row->choices[at].code && row->choices[at].closed ? at : at + 1; /* the end has no next */
	for (int i = at > 0 ? at - 1 : 0; i <= last && row->choices[i].code; i++)
		buf_print(out, i == at ? "%s[%s]" : "%s%s", out->len ? " > " : "", tr(row->choices[i].label));
	if (last > at && row->choices[at].code && row->choices[at + 1].code && row->choices[at + 2].code)
		buf_text(out, " > …");
}

static void set_cells(struct ui *u, struct record_page *p)
{
	for (int f = 1; p->record && f < p->kind->nfields; f++) {
		struct buf b = BUF_INIT;
		if (!at_head(p->record, f))
			continue;
		if (is_way(p->kind, f))
			way_words(p->record, f, &b);
		else
			record_format(p->record, f, app_types(u->app), FOR_SCREEN, &b);
		p->cells = mem_resize(p->cells, p->ncells + 1, sizeof *p->cells);
		p->cells[p->ncells++] =
		    (struct head_cell){mem_copy_text(tr(p->kind->fields[f].label)), buf_take(&b), 0, 0, 0, 1};
	}
}

static void set_trail(struct ui *u, struct record_page *p)
{
	struct buf b = BUF_INIT;
	int parent = p->kind->parent;
	buf_text(&b, tr(p->kind->plural));
	if (p->record && parent != NO_FIELD && record_has(p->record, parent)) {
		buf_text(&b, " > ");
		record_format(p->record, parent, app_types(u->app), FOR_SCREEN, &b);
	}
	buf_print(&b, " > %s", p->title);
	p->trail = buf_take(&b);
}

static bool last_change(void *ctx, const struct app_change *c)
{
	struct record_page *p = ctx;
	struct buf on = BUF_INIT;
	date_distance(local_from_ms(c->at_ms).date, p->today, lang_now(), &on);
	p->changed =
	    *c->who ? mem_print(_("changed %s by %s"), buf_str(&on), c->who) : mem_print(_("changed %s"), buf_str(&on));
	buf_free(&on);
	return false;
}

static bool add_figure(void *ctx, const struct app_figure *f)
{
	struct record_page *p = ctx;
	p->figures = mem_resize(p->figures, p->nfigures + 1, sizeof *p->figures);
	p->figures[p->nfigures++] = (struct page_row){
	    .first = mem_copy_text(f->label), .text = mem_copy_text(f->text), .id = f->part, .whole = f->whole};
	return true;
}

void head_set(struct ui *u, struct record_page *p)
{
	struct err e = ERR_INIT;
	struct buf title = BUF_INIT;
	head_clear(p);
	if (p->record)
		record_title(p->record, app_types(u->app), &title);
	p->title = title.len ? buf_take(&title) : mem_copy_text("?");
	set_trail(u, p);
	set_cells(u, p);
	stand_set(u, p);
	p->today = app_types(u->app)->today;
	if (p->record && !(app_record_figures(u->app, p->record, add_figure, p, &e) &&
	                     app_history(u->app, p->kind, p->id, 0, 1, last_change, p, &e)))
		ui_error(u, &e);
	buf_free(&title);
}

/* ---- where it stands */

static int label_widest(const struct record_page *p)
{
	int widest = 0;
	for (size_t i = 0; i < p->ncells; i++) {
		int w = text_width(p->cells[i].label);
		widest = w > widest ? w : widest;
	}
	return widest;
}

static void count_line(void *ctx, const char *bytes, size_t n)
{
	(void)bytes;
	(void)n;
	++*(int *)ctx;
}

/* In one column a long value takes up to three rows. */
static int rows_of(const struct head_cell *c, int label, bool wraps)
{
	int lines = 0, room = c->width - label - 2;
	if (!wraps || room < 8)
		return 1;
	text_wrap(c->text, room, count_line, &lines);
	return lines < 1 ? 1 : lines > WRAP_MOST ? WRAP_MOST : lines;
}

/* In two columns (one where there is no room); what does not fit into half takes the whole row. */
int head_place(struct record_page *p, int width)
{
	int columns = width >= 2 * COLUMN && !term_is_plain() ? 2 : 1, each = width / columns, label = label_widest(p);
	int row = 0, at = 0;
	for (size_t i = 0; i < p->ncells; i++) {
		struct head_cell *c = &p->cells[i];
		bool whole = columns == 1 || label + 2 + text_width(c->text) + GAP > each;
		if (whole && at > 0) {
			row++;
			at = 0;
		}
		*c = (struct head_cell){c->label, c->text, row, at * each, whole ? width : each - GAP, 1};
		c->height = rows_of(c, label, columns == 1);
		at += whole ? columns : 1;
		if (at >= columns) {
			row += c->height;
			at = 0;
		}
	}
	return row + (at > 0);
}

/* As wide as the widest label that stands in that column. */
static int label_of(const struct record_page *p, int col)
{
	int widest = 0;
	for (size_t i = 0; i < p->ncells; i++) {
		int w = p->cells[i].col == col ? text_width(p->cells[i].label) : 0;
		widest = w > widest ? w : widest;
	}
	return widest;
}

struct value_draw {
	int row, col, width, end;
};

static void draw_value_line(void *ctx, const char *bytes, size_t n)
{
	struct value_draw *d = ctx;
	char *text = mem_copy_bytes(bytes, n);
	if (d->row < d->end)
		term_put(d->row++, d->col, d->width, ROLE_NORMAL, text);
	free(text);
}

static void draw_cell(const struct head_cell *c, int label, int row, int col)
{
	int width = c->width - label - 2;
	preview_label(row, col, label, c->label);
	if (c->height == 1) {
		term_put(row, col + label + 2, width, ROLE_NORMAL, c->text);
		return;
	}
	struct value_draw d = {row, col + label + 2, width, row + c->height};
	text_wrap(c->text, width, draw_value_line, &d);
}

void head_draw(struct record_page *p, struct area a)
{
	size_t hidden = 0;
	int rows = head_place(p, a.width), last = rows > a.height ? a.height - 1 : a.height;
	for (size_t i = 0; i < p->ncells; i++) {
		const struct head_cell *c = &p->cells[i];
		int label = label_of(p, c->col), most = c->width / 2;
		if (c->row + c->height > last) {
			hidden++;
			continue;
		}
		if (label > most)
			label = most;
		draw_cell(c, label, a.row + c->row, a.col + c->col);
	}
	if (hidden > 0 && a.height > 0) {
		struct buf b = BUF_INIT;
		buf_print(&b, tr_n("and %zu more field: the tab %s", "and %zu more fields: the tab %s", hidden), hidden,
		    _("All fields"));
		term_put(a.row + last, a.col, a.width, ROLE_MUTED, buf_str(&b));
		buf_free(&b);
	}
}

/* ---- figures: "Attendance ████████░░ 8/9   Open tasks 1" */

static int figure_width(const struct page_row *f)
{
	return text_width(f->first) + 1 + (f->whole > 0 ? BAR + 1 : 0) + text_width(f->text);
}

static void draw_figure(const struct page_row *f, int row, int col)
{
	col += term_put(row, col, 0, ROLE_MUTED, f->first) + 1;
	if (f->whole > 0) {
		term_bar(row, col, BAR, f->id < f->whole ? f->id : f->whole, f->whole);
		col += BAR + 1;
	}
	term_put(row, col, 0, ROLE_NORMAL, f->text);
}

int figures_draw(struct record_page *p, struct area a)
{
	int row = 0, at = 0;
	for (size_t i = 0; i < p->nfigures; i++) {
		int w = figure_width(&p->figures[i]);
		if (at > 0 && at + w > a.width) {
			row++;
			at = 0;
		}
		if (row >= a.height || w > a.width)
			break;
		draw_figure(&p->figures[i], a.row + row, a.col + at);
		at += w + 4;
	}
	return row + (at > 0);
}
