/* store/facts.c - running one fact's SQL for one record. Knows no fact: they are rows of fact_rows.c. */
#include "store/facts.h"

#include "store/impl.h"

#define CELLS 4

static void bind(sqlite3_stmt *st, int64_t id, date_t today)
{
	char iso[11];
	int at = sqlite3_bind_parameter_index(st, ":today");
	sqlite3_bind_int64(st, sqlite3_bind_parameter_index(st, ":id"), id);
	if (at == 0)
		return;
	date_iso(today, iso);
	sqlite3_bind_text(st, at, iso, -1, SQLITE_TRANSIENT);
}

static void read_cells(sqlite3_stmt *st, const char *cells[CELLS])
{
	int n = sqlite3_column_count(st);
	for (int i = 0; i < CELLS; i++)
		cells[i] = i < n ? (const char *)sqlite3_column_text(st, i) : NULL;
}

bool fact_run(struct store *s, const struct fact *f, int64_t id, date_t today,
    bool (*row)(void *ctx, const char *const *cells), void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	const char *cells[CELLS];
	if (!db_take(s, f->sql, &st, e))
		return false;
	bind(st, id, today);
	bool ok = true, there = true, more = true;
	while (more && (ok = db_step(s, st, &there, e)) && there) {
		read_cells(st, cells);
		more = row(ctx, cells);
	}
	db_give(s, st);
	return ok;
}
