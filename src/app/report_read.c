/* app/report_read.c - a report counted and held in memory: its tables, what may be shown of them, and for each figure
 * the way to its list. Knows no format. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "base/mem.h"

bool report_is_label(const struct figure_column *c)
{
	return !c->counts && !c->sums && c->form != COLUMN_NUMBER && c->form != COLUMN_PERCENT &&
	       c->form != COLUMN_MONEY && c->form != COLUMN_SCORE && c->form != COLUMN_HOURS;
}

/* ---- holding */

static void make_columns(struct report_part *p)
{
	size_t n = 0;
	for (const struct figure_column *c = p->own; c->key && n < APP_REPORT_COLUMNS; c++)
		p->columns[n++] = (struct app_report_column){.key = c->key,
		    .label = tr(c->label),
		    .width = c->width,
		    .right = !report_is_label(c),
		    .percent = c->form == COLUMN_PERCENT,
		    .opens = c->counts != NULL};
	p->shown.ncolumns = n;
}

struct report_part *report_add_part(struct app_report *r, const struct report_row *row, const char *heading)
{
	r->parts = mem_resize(r->parts, r->nparts + 1, sizeof *r->parts);
	struct report_part *p = &r->parts[r->nparts++];
	*p = (struct report_part){.figure = row->figure, .own = row->figure ? row->figure->columns : row->columns};
	p->shown = (struct app_report_table){.name = row->name,
	    .label = tr(row->label),
	    .help = tr(row->help),
	    .heading = heading ? tr(heading) : NULL,
	    .charted = -1};
	make_columns(p);
	return p;
}

static size_t keep(struct report_part *p, const char *text)
{
	const size_t at = p->texts.len;
	if (!text)
		return SIZE_MAX;
	buf_add(&p->texts, text, strlen(text) + 1);
	return at;
}

void report_add_row(struct report_part *p, const char *key, const char *const *data)
{
	const size_t width = p->shown.ncolumns + 1;
	if (p->shown.nrows == p->room) {
		p->room = p->room ? p->room * 2 : 64;
		p->at = mem_resize(p->at, p->room * width, sizeof *p->at);
	}
	size_t *at = p->at + p->shown.nrows++ * width;
	at[0] = keep(p, key);
	for (size_t c = 0; c < p->shown.ncolumns; c++)
		at[c + 1] = keep(p, data[c]);
}

static const char *text_at(const struct report_part *p, size_t row, size_t i)
{
	const size_t at = p->at[row * (p->shown.ncolumns + 1) + i];
	return at == SIZE_MAX ? NULL : p->texts.data + at;
}

const char *report_key(const struct report_part *p, size_t row)
{
	return text_at(p, row, 0);
}

const char *report_data(const struct report_part *p, size_t row, size_t column)
{
	return text_at(p, row, column + 1);
}

enum disclosed report_disclosed(const struct report_part *p, size_t row, size_t column)
{
	return p->disclosed ? p->disclosed[row * p->shown.ncolumns + column] : DISCLOSE_SHOWN;
}

/* ---- counting */

struct counting {
	struct app *app;
	struct report_part *part;
	bool stopped;
};

static bool add_counted(void *ctx, const char *key, const char *const *cells)
{
	struct counting *c = ctx;
	report_add_row(c->part, key, cells);
	c->part->shown.total = key && c->part->figure->total && strcmp(key, FIGURE_TOTAL) == 0;
	c->stopped = app_asked_to_stop(c->app);
	return !c->stopped;
}

static bool count_part(struct app_report *r, struct report_part *p, struct err *e)
{
	struct counting c = {r->app, p, false};
	return figure_run(r->app->store, p->figure, &r->period, add_counted, &c, e) &&
	       (!c.stopped || app_interrupted(e));
}

/* ---- what leaves the group */

/* What is computed from a hidden figure is hidden with it: shares, averages, hours. */
static void hide_computed(struct report_part *p, size_t row)
{
	bool hidden = false;
	for (size_t c = 0; c < p->shown.ncolumns; c++)
		hidden = hidden || report_disclosed(p, row, c) != DISCLOSE_SHOWN;
	for (size_t c = 0; hidden && c < p->shown.ncolumns; c++) {
		const enum column_form form = p->own[c].form;
		if (report_data(p, row, c) && (form == COLUMN_PERCENT || form == COLUMN_SCORE || form == COLUMN_HOURS))
			p->disclosed[row * p->shown.ncolumns + c] = DISCLOSE_HIDDEN;
	}
}

static void disclose_part(struct report_part *p)
{
	const size_t n = p->shown.ncolumns, rows = p->shown.nrows;
	int64_t *counts = mem_array(rows * n + 1, sizeof *counts);
	struct disclose_column columns[APP_REPORT_COLUMNS] = {{0}};
	for (size_t c = 0; c < n; c++)
		columns[c] = (struct disclose_column){
		    .people = p->own[c].people && p->own[c].form == COLUMN_NUMBER, .linked = p->own[c].linked};
	for (size_t i = 0; i < rows * n; i++) {
		const char *data = report_data(p, i / n, i % n);
		counts[i] = data && columns[i % n].people ? strtoll(data, NULL, 10) : 0;
	}
	p->disclosed = mem_array(rows * n + 1, sizeof *p->disclosed);
	disclose(counts, rows, columns, n, p->shown.total, p->disclosed);
	for (size_t row = 0; row < rows; row++)
		hide_computed(p, row);
	free(counts);
}

/* ---- charts */

static void find_chart(struct report_part *p)
{
	const char *key = p->figure ? p->figure->charted : NULL;
	for (size_t c = 0; key && c < p->shown.ncolumns; c++)
		if (strcmp(p->own[c].key, key) == 0)
			p->shown.charted = (int)c;
	if (p->shown.charted < 0)
		return;
	const size_t c = (size_t)p->shown.charted, last = p->shown.nrows - p->shown.total;
	for (size_t row = 0; row < last; row++) {
		const char *data = report_data(p, row, c);
		const int64_t n = data && report_disclosed(p, row, c) == DISCLOSE_SHOWN ? strtoll(data, NULL, 10) : 0;
		if (n > p->shown.most)
			p->shown.most = n;
	}
	if (p->own[c].form == COLUMN_PERCENT && p->shown.most && p->shown.most < 100)
		p->shown.most = 100;
}

static bool read_part(struct app_report *r, const struct report_row *row, const char *heading, struct err *e)
{
	struct report_part *p = report_add_part(r, row, heading);
	if (!(row->make ? row->make(r, p, e) : count_part(r, p, e)))
		return false;
	if (r->outside)
		disclose_part(p);
	find_chart(p);
	return true;
}

static bool read_pieces(struct app_report *r, const struct report_piece *pieces, struct err *e)
{
	bool ok = true;
	const char *heading = NULL;
	for (; ok && pieces->report; pieces++) {
		size_t i;
		heading = pieces->heading ? pieces->heading : heading;
		if (!app_report_find(pieces->report, &i))
			continue;
		const struct report_row row = report_row(i);
		ok = read_part(r, &row, heading, e);
		/* What there is nothing of is left out; its heading goes to the next. */
		if (ok && !r->parts[r->nparts - 1].shown.nrows) {
			struct report_part *empty = &r->parts[--r->nparts];
			free(empty->at);
			free(empty->disclosed);
			buf_free(&empty->texts);
		} else {
			heading = NULL;
		}
	}
	return ok;
}

static bool may_leave(size_t i, struct err *e)
{
	if (!app_report_names_people(i))
		return true;
	err_set(e, ERR_USAGE, _("The report \"%s\" names people: it stays inside the group."), app_report_label(i));
	return err_hint(e, _("Choose it for the group's own use, or a report in totals."));
}

bool app_report_read(
    struct app *a, size_t i, const struct app_period *p, bool outside, struct app_report **out, struct err *e)
{
	const struct report_row row = report_row(i);
	*out = NULL;
	if (!row.name)
		return err_set(e, ERR_NOT_FOUND, _("There is no such report."));
	if (!app_store(a, e) || (outside && !may_leave(i, e)))
		return false;
	struct app_report *r = mem_alloc(sizeof *r);
	*r = (struct app_report){
	    .app = a, .which = i, .period = {p->from, p->to, app_types(a)->today, p->group}, .outside = outside};
	if (row.pieces ? read_pieces(r, row.pieces, e) : read_part(r, &row, NULL, e)) {
		*out = r;
		return true;
	}
	app_report_free(r);
	return false;
}

void app_report_free(struct app_report *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->nparts; i++) {
		free(r->parts[i].at);
		free(r->parts[i].disclosed);
		buf_free(&r->parts[i].texts);
	}
	free(r->parts);
	buf_free(&r->cell);
	free(r);
}

/* ---- looking */

size_t app_report_tables(const struct app_report *r)
{
	return r->nparts;
}

const struct app_report_table *app_report_table(const struct app_report *r, size_t table)
{
	struct report_part *p = &r->parts[table];
	p->shown.columns = p->columns;
	return &p->shown;
}

const char *app_report_cell(struct app_report *r, size_t table, size_t row, size_t column)
{
	buf_clear(&r->cell);
	report_cell(r->app, &r->parts[table], row, column, CELL_SCREEN, &r->cell);
	return buf_str(&r->cell);
}

bool app_report_number(const struct app_report *r, size_t table, size_t row, size_t column, int64_t *out)
{
	const struct report_part *p = &r->parts[table];
	const char *data = report_data(p, row, column);
	if (!data || report_is_label(&p->own[column]) || report_disclosed(p, row, column) != DISCLOSE_SHOWN)
		return false;
	*out = strtoll(data, NULL, 10);
	return true;
}

void app_report_row_name(struct app_report *r, size_t table, size_t row, struct buf *out)
{
	const struct report_part *p = &r->parts[table];
	const size_t from = out->len;
	for (size_t c = 0; c < p->shown.ncolumns && report_is_label(&p->own[c]); c++) {
		const size_t before = out->len;
		if (before > from)
			buf_text(out, " · ");
		const size_t word = out->len;
		report_cell(r->app, p, row, c, CELL_SCREEN, out);
		if (out->len == word)
			buf_cut(out, before);
	}
}

/* ---- the list behind a figure */

bool app_report_list(
    struct app_report *r, size_t table, size_t row, size_t column, const struct kind **kind, struct buf *filter)
{
	const struct report_part *p = &r->parts[table];
	const struct figure_column *c = &p->own[column];
	if (!p->figure || !c->counts || report_disclosed(p, row, column) != DISCLOSE_SHOWN)
		return false;
	*kind = kind_find(c->of);
	const struct figure_place place = {p->figure->name, c->key, report_key(p, row), r->period};
	buf_text(filter, QUERY_FIGURE_KEY "=");
	figure_place_text(&place, filter);
	struct buf name = BUF_INIT;
	app_report_row_name(r, table, row, &name);
	buf_print(filter, "|%s: %s", p->columns[column].label, buf_str(&name));
	buf_free(&name);
	return *kind != NULL;
}

bool app_report_record(const struct app_report *r, size_t table, size_t row, const struct kind **kind, int64_t *id)
{
	const struct report_part *p = &r->parts[table];
	const char *key = p->figure && p->figure->key_of ? report_key(p, row) : NULL;
	if (!key || strcmp(key, FIGURE_TOTAL) == 0)
		return false;
	*kind = kind_find(p->figure->key_of);
	*id = strtoll(key, NULL, 10);
	return *kind && *id;
}
