/* store/figures.c - running a report's SQL for a period and a group. Knows no report: they are rows of figure_rows.c.
 */
#include "store/figures.h"

#include <string.h>

#include "base/date.h"
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

static void bind_date(sqlite3_stmt *st, const char *name, date_t d)
{
	char iso[11];
	int at = sqlite3_bind_parameter_index(st, name);
	if (at == 0 || d == DATE_NONE)
		return; /* an empty bound leaves that end open */
	date_iso(d, iso);
	sqlite3_bind_text(st, at, iso, -1, SQLITE_TRANSIENT);
}

static void bind_group(sqlite3_stmt *st, int64_t group)
{
	int at = sqlite3_bind_parameter_index(st, ":group");
	if (at && group)
		sqlite3_bind_int64(st, at, group);
}

static void read_cells(sqlite3_stmt *st, const char *cells[COLUMNS_MOST])
{
	int n = sqlite3_column_count(st);
	n = n < COLUMNS_MOST ? n : COLUMNS_MOST;
	for (int i = 0; i < n; i++)
		cells[i] = (const char *)sqlite3_column_text(st, i);
}

bool figure_run(struct store *s, const struct figure_report *r, date_t from, date_t to, int64_t group,
    bool (*row)(void *ctx, const char *const *cells), void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	const char *cells[COLUMNS_MOST] = {NULL};
	if (!db_take(s, r->sql, &st, e))
		return false;
	bind_date(st, ":from", from);
	bind_date(st, ":to", to);
	bind_group(st, group);
	bool ok = true, there = true, more = true;
	while (more && (ok = db_step(s, st, &there, e)) && there) {
		read_cells(st, cells);
		more = row(ctx, cells);
	}
	db_give(s, st);
	return ok;
}
