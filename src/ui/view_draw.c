/* ui/view_draw.c - columns and painting of a window on records: which fields, how wide, the selected row, the marks. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/view.h"

/* ---- which columns */

/* The title is one column when it is made of texts; titles made of references are shown part by part. */
static bool has_title_column(const struct kind *k)
{
	for (int i = 0; i < 3; i++)
		if (k->title[i] != NO_FIELD && field_target(&k->fields[k->title[i]]))
			return false;
	return k->title[0] != NO_FIELD;
}

static bool in_title(const struct kind *k, int field)
{
	return has_title_column(k) && (k->title[0] == field || k->title[1] == field || k->title[2] == field);
}

bool view_column_can(const struct view *v, int field)
{
	if (field == 0)
		return has_title_column(v->kind);
	return !in_title(v->kind, field) || v->kind->title[1] != NO_FIELD;
}

static void default_columns(struct view *v)
{
	if (has_title_column(v->kind))
		v->columns[v->ncolumns++] = 0;
	for (int f = 1; f < v->kind->nfields && v->ncolumns < VIEW_COLUMNS; f++)
		if ((v->kind->fields[f].in & IN_LIST) && !in_title(v->kind, f))
			v->columns[v->ncolumns++] = f;
}

static char *conf_key(const struct view *v)
{
	return mem_print("columns.%s", v->kind->key);
}

/* "*" stands for the title. */
static void add_stored(struct view *v, const char *word, size_t n)
{
	char *key = mem_copy_bytes(word, n);
	int f = kind_field(v->kind, key);
	bool title = strcmp(key, "*") == 0 && has_title_column(v->kind);
	if ((f != NO_FIELD || title) && v->ncolumns < VIEW_COLUMNS)
		v->columns[v->ncolumns++] = f;
	free(key);
}

void view_columns(struct view *v)
{
	char *key = conf_key(v);
	const char *stored = app_conf(v->app, key, "");
	v->ncolumns = 0;
	while (*stored) {
		size_t n = strcspn(stored, ",");
		add_stored(v, stored, n);
		stored += n + (stored[n] == ',');
	}
	if (v->ncolumns == 0)
		default_columns(v);
	if (v->column >= v->ncolumns)
		v->column = 0;
	free(key);
}

void view_hide(struct view *v, int field)
{
	int kept = 0;
	for (int i = 0; i < v->ncolumns; i++)
		if (v->columns[i] != field || field == 0)
			v->columns[kept++] = v->columns[i];
	if (kept > 0)
		v->ncolumns = kept;
}

bool view_columns_store(struct view *v, struct err *e)
{
	struct buf b = BUF_INIT;
	char *key = conf_key(v);
	for (int i = 0; i < v->ncolumns; i++)
		buf_print(&b, "%s%s", i ? "," : "", v->columns[i] ? v->kind->fields[v->columns[i]].key : "*");
	bool ok = app_set_conf(v->app, key, buf_str(&b), e);
	buf_free(&b);
	free(key);
	return ok;
}

const char *view_column_label(const struct view *v, int field)
{
	if (field != 0)
		return tr(v->kind->fields[field].label);
	if (v->kind->title[1] != NO_FIELD)
		return tr_ctx("column", NC_("column", "Name"));
	return tr(v->kind->fields[v->kind->title[0]].label);
}

static int wanted_width(const struct view *v, int field)
{
	if (field == 0) {
		int w = v->kind->fields[v->kind->title[0]].width;
		return v->kind->title[1] != NO_FIELD ? 22 : w ? w : 24;
	}
	int w = v->kind->fields[field].width ? v->kind->fields[field].width : 12;
	int label = text_width(view_column_label(v, field));
	return label > w && label <= 12 ? label : w;
}

static int sorted_field(const struct view *v)
{
	return v->query.sort != NO_FIELD ? v->query.sort : v->kind->order;
}

/* ---- how wide */

static void place_columns(struct view *v, int col, int width)
{
	int at = col + (width < 70 ? 2 : 3), end = col + width, shown = 0;
	memset(v->widths, 0, sizeof v->widths);
	if (v->ncolumns == 0)
		return;
	int rest = end - at - 1;
	for (int i = 0; i < v->ncolumns; i++) {
		if (i > 0 && i <= v->skipped)
			continue;
		int w = wanted_width(v, v->columns[i]), least = i == 0 ? 16 : 6;
		bool enough = width < 70 && shown >= 3;
		/* a date is shown whole or not at all: the first column gives, down to a readable name */
		int whole = w < 12 ? w : 12, lack = whole + 1 - rest;
		if (shown > 0 && !enough && rest > least && lack > 0 && v->widths[0] - lack >= 20) {
			v->widths[0] -= lack;
			rest += lack;
		}
		if (shown > 0 && (enough || rest - w < 1))
			w = enough ? 0 : rest - 1 >= least ? rest - 1 : 0;
		if (w <= 0)
			break;
		if (w > rest)
			w = rest;
		v->widths[i] = w;
		rest -= w + 1;
		shown++;
	}
	/* what is left goes to the first column, up to a good length */
	int first = v->widths[0];
	if (rest > 0)
		first += rest < 50 - first ? rest : first < 50 ? 50 - first : 0;
	v->widths[0] = first;
	for (int i = 0; i < v->ncolumns; i++)
		if (v->widths[i] > 0) {
			v->starts[i] = at;
			at += v->widths[i] + 1;
		}
}

/* The column cursor is always visible. */
static void lay_out(struct view *v, int col, int width)
{
	if (v->column <= v->skipped)
		v->skipped = v->column > 0 ? v->column - 1 : 0;
	place_columns(v, col, width);
	while (v->column < v->ncolumns && v->widths[v->column] == 0 && v->skipped < v->column - 1) {
		v->skipped++;
		place_columns(v, col, width);
	}
}

/* ---- painting */

static void draw_header(struct view *v, int row)
{
	for (int i = 0; i < v->ncolumns; i++) {
		struct buf b = BUF_INIT;
		int f = v->columns[i], by = sorted_field(v);
		if (v->widths[i] == 0)
			continue;
		buf_text(&b, view_column_label(v, f));
		bool right = f != 0 && v->kind->fields[f].type->right;
		bool sorted = f == by || (f == 0 && (by == NO_FIELD || in_title(v->kind, by)));
		bool down = v->query.sort != NO_FIELD ? v->query.down : v->kind->order_down && by != NO_FIELD;
		if (sorted)
			buf_text(&b, down ? " ▼" : " ▲");
		enum role role = i == v->column && i > 0 ? ROLE_KEY : ROLE_MUTED;
		if (right)
			term_put_right(row, v->starts[i], v->widths[i], role, buf_str(&b));
		else
			term_put(row, v->starts[i], v->widths[i], role, buf_str(&b));
		buf_free(&b);
	}
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
		int f = v->columns[i];
		if (v->widths[i] == 0)
			continue;
		const char *text = view_cell(v, n, f);
		if (f != 0 && v->kind->fields[f].type->right)
			term_put_right(row, v->starts[i], v->widths[i], role, text);
		else
			term_put(row, v->starts[i], v->widths[i], role, *text ? text : "—");
	}
}

void view_draw(struct view *v, int row, int col, int height, int width, bool focus)
{
	v->row = row + 1;
	v->col = col;
	v->height = height - 1 > 0 ? height - 1 : 1;
	v->width = width;
	size_t fits = (size_t)v->height;
	if (v->at < v->top)
		v->top = v->at;
	if (v->at >= v->top + fits)
		v->top = v->at - fits + 1;
	if (v->n <= fits)
		v->top = 0;
	else if (v->last && v->top + fits > v->n)
		v->top = v->n - fits;
	lay_out(v, col, width);
	draw_header(v, row);
	for (size_t i = 0; i < fits && v->top + i < v->n; i++)
		draw_row(v, v->top + i, v->row + (int)i, focus && v->top + i == v->at, v->top + i == v->at);
	if (focus)
		term_cursor(v->row + (int)(v->at - v->top), col, false);
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
	*row = v->top + (size_t)(k->mouse_row - v->row);
	return *row < v->n;
}
