/* ui/view_draw.c - painting a window on records: the header, the rows, headings between them, the selected row, the
 * marks. Which columns stand where is view_columns.c's. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/shown.h"
#include "ui/view.h"

static bool in_title(const struct kind *k, int field)
{
	return k->title[0] == field || k->title[1] == field || k->title[2] == field;
}

static int sorted_field(const struct view *v)
{
	return v->query.sort != NO_FIELD ? v->query.sort : v->kind->order;
}

static bool is_sorted(const struct view *v, int code)
{
	int by = sorted_field(v);
	return !v->tree && (code == by || (code == 0 && (by == NO_FIELD || in_title(v->kind, by))));
}

static void put_cell(int row, int col, int width, bool right, enum role role, const char *text)
{
	if (right)
		term_put_right(row, col, width, role, text);
	else
		term_put(row, col, width, role, text);
}

static void draw_header(struct view *v, int row)
{
	for (int i = 0; i < v->ncolumns; i++) {
		struct buf b = BUF_INIT;
		int code = v->columns[i];
		if (v->widths[i] == 0)
			continue;
		buf_text(&b, shown_label(v->kind, code));
		bool down =
		    v->query.sort != NO_FIELD ? v->query.down : v->kind->order_down && v->kind->order != NO_FIELD;
		if (is_sorted(v, code))
			buf_text(&b, down ? " ▼" : " ▲");
		enum role role = i == v->column && i > 0 ? ROLE_KEY : ROLE_MUTED;
		put_cell(row, v->starts[i], v->widths[i], shown_right(v->kind, code), role, buf_str(&b));
		buf_free(&b);
	}
}

/* The name of a tree's row stands to the right by its depth, after the sign of what is under it. */
static void draw_name(struct view *v, size_t n, int row, int i, enum role role)
{
	const struct view_row *r = &v->rows[n];
	int in = r->depth * 2, width = v->widths[i] - in - 2;
	char fold[2] = {r->fold, '\0'};
	if (width < 6)
		in = v->widths[i] > 8 ? v->widths[i] - 8 : 0;
	term_put(row, v->starts[i] + in, 1, role, fold);
	term_put(row, v->starts[i] + in + 2, v->widths[i] - in - 2, role, view_cell(v, n, v->columns[i]));
}

static void draw_row(struct view *v, size_t n, int row, bool selected, bool current)
{
	const struct record *r = v->rows[n].record;
	bool marked = view_marked(v, r->id);
	enum role role = selected ? ROLE_SELECTED : marked ? ROLE_MARKED : ROLE_NORMAL;
	if (selected)
		term_fill(row, v->col, v->width, role, ' ');
	term_put(row, v->col, 1, role, current ? ">" : marked ? "*" : " ");
	if (current && marked)
		term_put(row, v->col + 1, 1, role, "*");
	for (int i = 0; i < v->ncolumns; i++) {
		int code = v->columns[i];
		if (v->widths[i] == 0)
			continue;
		const char *text = view_cell(v, n, code);
		if (v->tree && (code == 0 || code == v->kind->title[0]))
			draw_name(v, n, row, i, role);
		else
			put_cell(row, v->starts[i], v->widths[i], shown_right(v->kind, code), role, *text ? text : "—");
	}
}

/* "Name: Arseni Doina; Phone: 069 000 011": a line that can be read aloud. */
static void draw_plain_row(struct view *v, size_t n, int row, bool selected, bool current)
{
	struct buf b = BUF_INIT;
	bool marked = view_marked(v, v->rows[n].record->id);
	enum role role = selected ? ROLE_SELECTED : marked ? ROLE_MARKED : ROLE_NORMAL;
	buf_print(&b, "%s%s%*s", current ? ">" : " ", marked ? "*" : " ", v->tree ? v->rows[n].depth * 2 : 0, "");
	for (int i = 0, put = 0; i < v->ncolumns; i++) {
		const char *text = view_cell(v, n, v->columns[i]);
		if (*text)
			buf_print(&b, "%s%s: %s", put++ ? "; " : "", shown_label(v->kind, v->columns[i]), text);
	}
	term_put(row, v->col, v->width, role, buf_str(&b));
	buf_free(&b);
}

static void draw_heading(struct view *v, size_t n, int row)
{
	struct buf b = BUF_INIT;
	view_heading_text(v, n, &b);
	int w = text_width(buf_str(&b)), most = v->width - 2;
	term_put(row, v->col + 1, w < most ? w : most, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
}

/* ---- which row stands where */

static size_t lines_between(const struct view *v, size_t from, size_t to)
{
	size_t lines = 0;
	for (size_t i = from; i <= to && i < v->n; i++)
		lines += v->heading != NO_FIELD && (i == from || view_heads(v, i)) ? 2 : 1;
	return lines;
}

static void scroll(struct view *v)
{
	size_t fits = (size_t)v->height;
	if (v->at < v->top)
		v->top = v->at;
	if (v->heading == NO_FIELD && v->at >= v->top + fits)
		v->top = v->at - fits + 1;
	if (v->at >= v->top + fits) /* so that the look below is short */
		v->top = v->at - fits + 1;
	while (v->top < v->at && lines_between(v, v->top, v->at) > fits)
		v->top++;
	while (v->heading != NO_FIELD && v->last && v->top > 0 && lines_between(v, v->top - 1, v->n - 1) <= fits)
		v->top--;
	if (v->heading != NO_FIELD)
		return;
	if (v->n <= fits)
		v->top = 0;
	else if (v->last && v->top + fits > v->n)
		v->top = v->n - fits;
}

void view_draw(struct view *v, int row, int col, int height, int width, bool focus)
{
	v->row = row + 1;
	v->col = col;
	v->height = height - 1 > 0 ? height - 1 : 1;
	v->width = width;
	v->lines = mem_resize(v->lines, (size_t)v->height, sizeof *v->lines);
	scroll(v);
	view_lay_out(v, col, width);
	if (!term_is_plain())
		draw_header(v, row);
	int line = 0;
	for (size_t i = v->top; line < v->height; i++) {
		bool head = i < v->n && v->heading != NO_FIELD && (i == v->top || view_heads(v, i));
		if (head) {
			draw_heading(v, i, v->row + line);
			v->lines[line++] = -1;
		}
		if (line == v->height)
			break;
		if (i < v->n && term_is_plain())
			draw_plain_row(v, i, v->row + line, focus && i == v->at, i == v->at);
		else if (i < v->n)
			draw_row(v, i, v->row + line, focus && i == v->at, i == v->at);
		if (i == v->at && focus)
			term_cursor(v->row + line, col, false);
		v->lines[line++] = i < v->n ? (int)i : -1;
	}
}

bool view_hit(const struct view *v, const struct key *k, size_t *row, int *column, bool *header)
{
	if (k->mouse_col < v->col || k->mouse_col >= v->col + v->width || k->mouse_row < v->row - 1 ||
	    k->mouse_row >= v->row + v->height)
		return false;
	*header = k->mouse_row == v->row - 1;
	*column = -1;
	for (int i = 0; i < v->ncolumns; i++)
		if (v->widths[i] && k->mouse_col >= v->starts[i] && k->mouse_col < v->starts[i] + v->widths[i])
			*column = i;
	if (*header)
		return *column >= 0;
	int at = v->lines ? v->lines[k->mouse_row - v->row] : -1;
	*row = at < 0 ? 0 : (size_t)at;
	return at >= 0 && *row < v->n;
}
