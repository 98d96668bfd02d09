/* store/scan.c - a few fields of every record that answers a query, without making records of them: for counting over
 * all. Knows no kind. */
#include "store/ask.h"

#define SCAN_FIELDS 24

static void scan_sql(const struct query *q, const int *fields, size_t n, const struct where *w, struct buf *sql)
{
	buf_text(sql, "SELECT t.id, t.seq, t.deleted");
	for (size_t i = 0; i < n; i++) {
		buf_text(sql, ", t.");
		db_quote(q->kind->fields[fields[i]].key, sql);
	}
	buf_text(sql, " FROM ");
	db_quote(q->kind->key, sql);
	buf_print(sql, " t WHERE %s", buf_str(&w->sql));
}

static struct store_cell cell_of(sqlite3_stmt *st, int column)
{
	const int type = sqlite3_column_type(st, column);
	struct store_cell c = {NULL, 0};
	if (type == SQLITE_INTEGER)
		c.num = sqlite3_column_int64(st, column);
	else if (type != SQLITE_NULL)
		c.text = (const char *)sqlite3_column_text(st, column);
	return c;
}

bool store_scan(struct store *s, const struct query *q, const int *fields, size_t n,
    bool (*each)(void *ctx, const struct store_row *row), void *ctx, struct err *e)
{
	struct where w = {.n = 0};
	struct buf sql = BUF_INIT;
	struct store_cell cells[SCAN_FIELDS];
	sqlite3_stmt *st = NULL;
	n = n < SCAN_FIELDS ? n : SCAN_FIELDS;
	where_query(&w, q, false);
	scan_sql(q, fields, n, &w, &sql);
	bool ok = db_take(s, buf_str(&sql), &st, e), there = true, more = true;
	if (ok)
		where_bind(&w, st);
	while (ok && more && (ok = db_step(s, st, &there, e)) && there) {
		struct store_row row = {
		    sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2) != 0, cells};
		for (size_t i = 0; i < n; i++)
			cells[i] = cell_of(st, 3 + (int)i);
		more = each(ctx, &row);
	}
	db_give(s, st);
	buf_free(&sql);
	where_free(&w);
	return ok;
}
