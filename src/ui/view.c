/* ui/view.c - a window on the records of one query: pages by keyset, the selected record kept by its id. No painting.
 */
#include "ui/view.h"

#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "base/mem.h"
#include "ui/shown.h"

enum { PAGE = 100, EDGE = 50, MOST = 500 };

void view_init(struct view *v, struct app *a, const struct kind *k, const struct query *q)
{
	memset(v, 0, sizeof *v);
	v->app = a;
	v->kind = k;
	if (q)
		query_copy(&v->query, q);
	else
		query_init(&v->query, k);
	v->count = -1;
	view_columns(v);
}

static int codes(const struct view *v)
{
	return v->kind->nfields + app_fact_count(v->kind);
}

static void free_row(struct view *v, struct view_row *r)
{
	for (int i = 0; r->cells && i < codes(v); i++)
		free(r->cells[i]);
	free(r->cells);
	record_free(r->record);
}

void view_rows_clear(struct view *v)
{
	for (size_t i = 0; i < v->n; i++)
		free_row(v, &v->rows[i]);
	free(v->rows);
	v->rows = NULL;
	v->n = 0;
}

void view_free(struct view *v)
{
	view_rows_clear(v);
	view_headings_clear(v);
	free(v->marks);
	free(v->folded);
	free(v->lines);
	query_free(&v->query);
}

const struct record *view_selected(const struct view *v)
{
	return v->at < v->n ? v->rows[v->at].record : NULL;
}

int64_t view_selected_id(const struct view *v)
{
	const struct record *r = view_selected(v);
	return r ? r->id : 0;
}

/* ---- pages */

static void add_rows(struct view *v, size_t at, struct record **got, size_t n)
{
	if (n == 0)
		return;
	v->rows = mem_resize(v->rows, v->n + n, sizeof *v->rows);
	memmove(v->rows + at + n, v->rows + at, (v->n - at) * sizeof *v->rows);
	for (size_t i = 0; i < n; i++)
		v->rows[at + i] = (struct view_row){.record = got[i], .fold = ' '};
	v->n += n;
}

static bool page(struct view *v, const struct record *anchor, bool backwards, size_t *got, struct err *e)
{
	struct record *page_rows[PAGE];
	*got = 0;
	if (!app_page(v->app, &v->query, anchor, backwards, PAGE, page_rows, got, e))
		return false;
	add_rows(v, backwards ? 0 : v->n, page_rows, *got);
	return true;
}

/* The other end of the window is given up when it grows too long. */
static void trim_front(struct view *v)
{
	if (v->n <= MOST || v->at < MOST / 2)
		return;
	size_t cut = v->n - MOST;
	if (cut > v->at - MOST / 4)
		cut = v->at - MOST / 4;
	for (size_t i = 0; i < cut; i++)
		free_row(v, &v->rows[i]);
	memmove(v->rows, v->rows + cut, (v->n - cut) * sizeof *v->rows);
	v->n -= cut;
	v->at -= cut;
	v->top = v->top > cut ? v->top - cut : 0;
	v->first = false;
}

static void trim_back(struct view *v)
{
	while (v->n > MOST && v->n > v->at + MOST / 2) {
		free_row(v, &v->rows[--v->n]);
		v->last = false;
	}
}

static bool more_after(struct view *v, struct err *e)
{
	size_t got;
	if (v->last || v->n == 0)
		return true;
	if (!page(v, v->rows[v->n - 1].record, false, &got, e))
		return false;
	v->last = got < PAGE;
	trim_front(v);
	return true;
}

static bool more_before(struct view *v, struct err *e)
{
	size_t got;
	if (v->first || v->n == 0)
		return true;
	if (!page(v, v->rows[0].record, true, &got, e))
		return false;
	v->at += got;
	v->top += got;
	v->first = got < PAGE;
	trim_back(v);
	return true;
}

/* The new rows are read before the old ones go: when reading fails or is stopped, the list stays as it was. */
static struct view set_aside(struct view *v)
{
	struct view old = *v;
	v->rows = NULL;
	v->n = v->at = v->top = 0;
	v->first = v->last = false;
	return old;
}

static bool keep_or_restore(struct view *v, struct view *old, bool ok)
{
	if (ok) {
		view_rows_clear(old);
		return true;
	}
	view_rows_clear(v);
	v->rows = old->rows;
	v->n = old->n;
	v->at = old->at;
	v->top = old->top;
	v->first = old->first;
	v->last = old->last;
	return false;
}

bool view_home(struct view *v, struct err *e)
{
	size_t got;
	if (v->first && v->n > 0) {
		v->at = v->top = 0;
		return true;
	}
	if (v->tree)
		return view_tree_load(v, 0, e);
	view_headings_clear(v);
	struct view old = set_aside(v);
	bool ok = page(v, NULL, false, &got, e);
	v->first = true;
	v->last = ok && got < PAGE;
	return keep_or_restore(v, &old, ok);
}

bool view_end(struct view *v, struct err *e)
{
	size_t got;
	if (v->last && v->n > 0) {
		v->at = v->n - 1;
		return true;
	}
	struct view old = set_aside(v);
	bool ok = page(v, NULL, true, &got, e);
	v->last = true;
	v->first = ok && got < PAGE;
	v->at = v->n > 0 ? v->n - 1 : 0;
	return keep_or_restore(v, &old, ok);
}

/* What stands before the record, then all from there: so the record is shown only if it still answers the query. */
static bool load_around(struct view *v, const struct record *r, struct err *e)
{
	size_t before, after;
	if (!page(v, r, true, &before, e))
		return false;
	if (!page(v, before ? v->rows[before - 1].record : NULL, false, &after, e))
		return false;
	v->first = before < PAGE;
	v->last = after < PAGE;
	v->at = before < v->n ? before : v->n ? v->n - 1 : 0;
	return true;
}

bool view_reload(struct view *v, int64_t select, struct err *e)
{
	int64_t id = select ? select : view_selected_id(v);
	size_t under = v->at - v->top, got = 0;
	struct record *r = NULL;
	v->count = -1;
	view_headings_clear(v);
	if (v->tree)
		return view_tree_load(v, select, e);
	struct view old = set_aside(v);
	if (id && !app_get(v->app, v->kind, id, &r, NULL))
		r = NULL;
	bool ok = r ? load_around(v, r, e) : page(v, NULL, false, &got, e);
	if (!r) {
		v->first = true;
		v->last = ok && got < PAGE;
	}
	record_free(r);
	v->top = v->at > under ? v->at - under : 0;
	return keep_or_restore(v, &old, ok);
}

bool view_move(struct view *v, int64_t by, struct err *e)
{
	while (by > 0 && v->at + (size_t)by >= v->n && !v->last)
		if (!more_after(v, e))
			return false;
	while (by < 0 && v->at < (size_t)-by && !v->first)
		if (!more_before(v, e))
			return false;
	if (v->n == 0)
		return true;
	if (by < 0)
		v->at = v->at > (size_t)-by ? v->at - (size_t)-by : 0;
	else
		v->at = v->at + (size_t)by < v->n ? v->at + (size_t)by : v->n - 1;
	return true;
}

bool view_prefetch(struct view *v, struct err *e)
{
	if (v->n == 0)
		return true;
	if (!v->last && v->at + EDGE >= v->n && !more_after(v, e))
		return false;
	return v->first || v->at >= EDGE || more_before(v, e);
}

/* ---- cells */

static char *format_cell(struct view *v, const struct record *r, int code)
{
	struct buf b = BUF_INIT;
	if (shown_is_fact(v->kind, code))
		app_fact_text(v->app, v->kind, code - v->kind->nfields, r->id, &b);
	else if (code == 0)
		record_title(r, app_types(v->app), &b);
	else
		record_format(r, code, app_types(v->app), FOR_SCREEN, &b);
	return buf_take(&b);
}

const char *view_cell(struct view *v, size_t row, int code)
{
	struct view_row *r = &v->rows[row];
	if (!r->cells)
		r->cells = mem_array((size_t)codes(v), sizeof *r->cells);
	if (!r->cells[code])
		r->cells[code] = format_cell(v, r->record, code);
	return r->cells[code];
}
