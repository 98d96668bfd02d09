/* store/figures.c - running a report for a period and a group, and the list behind a figure. Knows no report: they are
 * rows of the tables in reports/. */
#include "store/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/figure_sql.h"
#include "store/impl.h"

#define COLUMNS_MOST 24

const struct figure_report *figure_report_find(const char *name)
{
	size_t n;
	const struct figure_report *all = figure_reports(&n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

const struct figure_column *figure_column_find(const struct figure_report *r, const char *key)
{
	for (const struct figure_column *c = r->columns; c->key; c++)
		if (strcmp(c->key, key) == 0)
			return c;
	return NULL;
}

/* A parameter without a value stays NULL: an open end, every group, what has no key. */
static void bind(sqlite3_stmt *st, const struct figure_place *p)
{
	for (int i = 1; i <= sqlite3_bind_parameter_count(st); i++) {
		char number[32];
		const char *value = figure_value(p, sqlite3_bind_parameter_name(st, i) + 1, number);
		if (value)
			sqlite3_bind_text(st, i, value, -1, SQLITE_TRANSIENT);
	}
}

static void read_cells(sqlite3_stmt *st, const char *cells[COLUMNS_MOST])
{
	int n = sqlite3_column_count(st) - 1;
	n = n < COLUMNS_MOST ? n : COLUMNS_MOST;
	for (int i = 0; i < n; i++)
		cells[i] = (const char *)sqlite3_column_text(st, i + 1);
}

struct running {
	struct store *store;
	const struct figure_report *report;
	struct figure_place place;
	bool (*row)(void *ctx, const char *key, const char *const *cells);
	void *ctx;
	size_t rows;
	bool more;
};

static bool run_part(struct running *r, bool total, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st;
	const char *cells[COLUMNS_MOST] = {NULL};
	figure_sql(r->report, total, &sql);
	bool ok = db_take(r->store, buf_str(&sql), &st, e), there = true;
	buf_free(&sql);
	if (!ok)
		return false;
	bind(st, &r->place);
	while (r->more && (ok = db_step(r->store, st, &there, e)) && there) {
		read_cells(st, cells);
		r->rows++;
		r->more = r->row(r->ctx, (const char *)sqlite3_column_text(st, 0), cells);
	}
	db_give(r->store, st);
	return ok;
}

bool figure_run(struct store *s, const struct figure_report *report, const struct figure_period *p,
    bool (*row)(void *ctx, const char *key, const char *const *cells), void *ctx, struct err *e)
{
	struct running r = {s, report, {.period = *p}, row, ctx, 0, true};
	return run_part(&r, false, e) && (!report->total || r.rows < 2 || !r.more || run_part(&r, true, e));
}

bool figure_total(struct store *s, const struct figure_report *report, const struct figure_period *p,
    bool (*row)(void *ctx, const char *key, const char *const *cells), void *ctx, struct err *e)
{
	struct running r = {s, report, {.period = *p}, row, ctx, 0, true};
	return run_part(&r, true, e);
}

bool figure_ids(
    struct store *s, const struct figure_place *p, bool (*each)(void *ctx, int64_t id), void *ctx, struct err *e)
{
	const struct figure_report *r = figure_report_find(p->report);
	const struct figure_column *c = r ? figure_column_find(r, p->column) : NULL;
	if (!c || !c->counts)
		return err_set(e, ERR_NOT_FOUND, _("There is no such figure."));
	struct buf sql = BUF_INIT, once = BUF_INIT;
	sqlite3_stmt *st;
	figure_ids_sql(r, c, p->key && strcmp(p->key, FIGURE_TOTAL) == 0, &sql);
	buf_print(&once, "SELECT DISTINCT * FROM (%s) ORDER BY 1", buf_str(&sql));
	bool ok = db_take(s, buf_str(&once), &st, e), there = true;
	buf_free(&sql);
	buf_free(&once);
	if (!ok)
		return false;
	bind(st, p);
	bool more = true;
	while (more && (ok = db_step(s, st, &there, e)) && there)
		if (sqlite3_column_type(st, 0) != SQLITE_NULL)
			more = each(ctx, sqlite3_column_int64(st, 0));
	db_give(s, st);
	return ok;
}
