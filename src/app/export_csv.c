/* app/export_csv.c - the records of a kind as a table: from the store's iterator straight into the writer, one row at a
 * time. Knows no file format beyond cells, and no kind by name. */
#include "app/exchange.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/handout.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/csv.h"
#include "store/read.h"

struct column {
	int field;
	bool ids; /* the "<key>.id" companion */
};

struct csv_run {
	struct app *app;
	struct type_ctx types;
	struct csv_writer writer;
	FILE *file;
	struct column *columns;
	size_t ncolumns;
	struct buf cell;
	int64_t rows, whole;
	bool stopped;
};

static void add_column(struct csv_run *run, int field, bool ids)
{
	run->columns[run->ncolumns++] = (struct column){field, ids};
}

/* In a table for spreadsheets, read by people, the ids of references would only be in the way. */
static void choose_columns(struct csv_run *run, const struct kind *k, const struct app_csv_out *o)
{
	run->columns = mem_array(2 * (size_t)k->nfields + o->nfields, sizeof *run->columns);
	for (size_t i = 0; o->fields && i < o->nfields; i++)
		add_column(run, o->fields[i], false);
	if (o->fields)
		return;
	for (int i = 0; i < k->nfields; i++)
		if (k->fields[i].in & IN_CSV)
			add_column(run, i, false);
	for (int i = 1; i < k->nfields && !o->excel; i++)
		if ((k->fields[i].in & IN_CSV) && k->fields[i].target)
			add_column(run, i, true);
}

static void put_cell(struct csv_run *run, const char *text, size_t n)
{
	csv_write_cell(&run->writer, text, n);
}

static void put_header(struct csv_run *run, const struct kind *k, bool labels)
{
	for (size_t i = 0; i < run->ncolumns; i++) {
		const struct field *f = &k->fields[run->columns[i].field];
		buf_clear(&run->cell);
		buf_print(&run->cell, "%s%s", labels ? tr(f->label) : f->key, run->columns[i].ids ? ".id" : "");
		put_cell(run, buf_str(&run->cell), run->cell.len);
	}
	csv_write_end_row(&run->writer);
}

/* A spreadsheet in Romanian or Russian reads 1200.00 as text. */
static void decimal_comma(const struct csv_run *run, const struct field *f)
{
	if (f->type->widget != WIDGET_MONEY || run->writer.separator != ';')
		return;
	for (size_t i = 0; i < run->cell.len; i++)
		if (run->cell.data[i] == '.')
			run->cell.data[i] = ',';
}

static void put_value(struct csv_run *run, const struct record *r, const struct column *c)
{
	const struct field *f = &r->kind->fields[c->field];
	const struct value *v = &r->values[c->field];
	if (c->field == 0) {
		/* a spreadsheet would round a number of 18 digits */
		char id[24];
		int n = snprintf(id, sizeof id, "%s%" PRId64, run->writer.excel ? "#" : "", r->id);
		put_cell(run, id, (size_t)n);
		return;
	}
	if (v->tag == VALUE_NULL) {
		put_cell(run, "", 0);
		return;
	}
	if (v->tag == VALUE_TEXT && !f->target) { /* kept as it is written: only titles of others are looked up */
		put_cell(run, v->text, strlen(v->text));
		return;
	}
	buf_clear(&run->cell);
	f->type->format(f, v, &run->types, c->ids ? FOR_DATA : FOR_CSV, &run->cell);
	if (run->writer.excel)
		decimal_comma(run, f);
	put_cell(run, buf_str(&run->cell), run->cell.len);
}

static bool put_row(void *ctx, const struct record *r)
{
	struct csv_run *run = ctx;
	for (size_t i = 0; i < run->ncolumns; i++)
		put_value(run, r, &run->columns[i]);
	csv_write_end_row(&run->writer);
	run->rows++;
	run->stopped = app_worked(run->app, run->rows, run->whole);
	return !run->stopped && !ferror(run->file);
}

static bool write_query(struct csv_run *run, const struct kind *k, const struct app_csv_out *o, struct err *e)
{
	struct query all;
	query_init(&all, k);
	all.by_id = true;
	run->whole = app_whole(run->app, o->query ? o->query : &all);
	bool ok = store_each(run->app->store, o->query ? o->query : &all, o->limit, put_row, run, e);
	query_free(&all);
	return ok;
}

static bool write_ids(struct csv_run *run, const struct kind *k, const struct app_csv_out *o, struct err *e)
{
	bool more = true;
	run->whole = (int64_t)o->nids;
	for (size_t i = 0; i < o->nids && more; i++) {
		struct record *r;
		if (!store_get(run->app->store, k, o->ids[i], &r, e))
			return false;
		more = put_row(run, r);
		record_free(r);
	}
	return true;
}

static bool write_rows(struct csv_run *run, const struct kind *k, const struct app_csv_out *o, struct err *e)
{
	put_header(run, k, o->labels);
	bool ok = o->ids ? write_ids(run, k, o, e) : write_query(run, k, o, e);
	return ok && (!run->stopped || app_interrupted(e));
}

void app_export_personal(const struct kind *k, struct buf *out)
{
	const size_t from = out->len;
	for (int i = 1; i < k->nfields; i++)
		if ((k->fields[i].in & IN_CSV) && k->fields[i].privacy >= PERSONAL)
			buf_print(out, "%s%s", out->len > from ? ", " : "", tr(k->fields[i].label));
}

/* A file of people that leaves is written down: whoever asks where their data went is told. */
static bool note_handout(struct app *a, const struct kind *k, const struct app_csv_out *o, int64_t rows, struct err *e)
{
	const struct app_handout given = {
	    .what = "table", .whom = "own", .how = "file", .file = o->path, .entries = rows, .everybody = true};
	const bool leaves = k == kind_get(KIND_person) && o->path && strcmp(o->path, "-") != 0;
	return !leaves || app_handouts_add(a, &given, 1, e);
}

bool app_export_csv(struct app *a, const struct kind *k, const struct app_csv_out *o, int64_t *rows, struct err *e)
{
	struct csv_run run = {.app = a};
	struct path_writer w;
	if (!app_store(a, e) || !path_write_begin(&w, o->path, e))
		return false;
	run.types = *app_types(a);
	run.file = w.file;
	choose_columns(&run, k, o);
	csv_write_begin(&run.writer, w.file, o->excel, o->excel && run.types.lang == LANG_EN ? ',' : 0);
	bool ok = write_rows(&run, k, o, e);
	if (ok)
		ok = path_write_end(&w, e);
	else
		path_write_abandon(&w);
	if (rows)
		*rows = run.rows;
	free(run.columns);
	buf_free(&run.cell);
	return ok && note_handout(a, k, o, run.rows, e);
}
