/* store/rows.c - a record and its row: the select list, reading, inserting. Knows no history and no search. */
#include "store/impl.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

const char *rows_columns(struct store *s, const struct kind *k)
{
	struct kind_sql *sql = &s->kinds[kind_number(k)];
	if (sql->columns)
		return sql->columns;
	struct buf b = BUF_INIT;
	buf_text(&b, "t.id, t.created, t.modified, t.deleted, t.clock, t.seq, t.extra");
	for (int i = 1; i < k->nfields; i++) {
		buf_text(&b, ", t.");
		db_quote(k->fields[i].key, &b);
	}
	return sql->columns = buf_take(&b);
}

void rows_read(sqlite3_stmt *st, struct record *r)
{
	r->id = sqlite3_column_int64(st, 0);
	r->created = sqlite3_column_int64(st, 1);
	r->modified = sqlite3_column_int64(st, 2);
	r->deleted = sqlite3_column_int64(st, 3);
	r->clock = sqlite3_column_int64(st, 4);
	r->sequence = sqlite3_column_int64(st, 5);
	free(r->extra);
	r->extra = mem_copy_text((const char *)sqlite3_column_text(st, 6));
	for (int i = 1; i < r->kind->nfields; i++)
		db_read_value(st, ROWS_FIXED + i - 1, &r->kind->fields[i], &r->values[i]);
}

static const char *get_sql(struct store *s, const struct kind *k)
{
	struct kind_sql *sql = &s->kinds[kind_number(k)];
	if (!sql->get)
		sql->get = mem_print("SELECT %s FROM \"%s\" t WHERE t.id = ?1", rows_columns(s, k), k->key);
	return sql->get;
}

bool rows_get(struct store *s, const struct kind *k, int64_t id, struct record **out, struct err *e)
{
	sqlite3_stmt *st;
	*out = NULL;
	if (!db_take(s, get_sql(s, k), &st, e))
		return false;
	sqlite3_bind_int64(st, 1, id);
	bool row = false, ok = db_step(s, st, &row, e);
	if (row) {
		*out = record_new(k);
		rows_read(st, *out);
	}
	db_give(s, st);
	return ok;
}

bool rows_exists(struct store *s, const struct kind *k, int64_t id)
{
	struct kind_sql *sql = &s->kinds[kind_number(k)];
	int64_t there = 0;
	if (!sql->exists)
		sql->exists = mem_print("SELECT 1 FROM \"%s\" WHERE id = ?1", k->key);
	db_int(s, &there, NULL, sql->exists, "i", id);
	return there == 1;
}

/* ---- inserting */

const char *rows_insert_sql(struct store *s, const struct kind *k)
{
	struct kind_sql *sql = &s->kinds[kind_number(k)];
	if (sql->insert)
		return sql->insert;
	struct buf b = BUF_INIT;
	buf_text(&b, "INSERT INTO ");
	db_quote(k->key, &b);
	buf_text(&b, "(id, created, modified, deleted, clock, device, seq, sort, skey, extra, hist");
	for (int i = 1; i < k->nfields; i++) {
		buf_text(&b, ", ");
		db_quote(k->fields[i].key, &b);
	}
	buf_text(&b, ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11");
	for (int i = 1; i < k->nfields; i++)
		buf_print(&b, ", ?%d", 11 + i);
	buf_char(&b, ')');
	return sql->insert = buf_take(&b);
}

void rows_bind_insert(sqlite3_stmt *st, const struct record *r, int64_t device, int64_t hist, const struct keys *keys)
{
	sqlite3_bind_int64(st, 1, r->id);
	sqlite3_bind_int64(st, 2, r->created);
	sqlite3_bind_int64(st, 3, r->modified);
	if (r->deleted)
		sqlite3_bind_int64(st, 4, r->deleted);
	else
		sqlite3_bind_null(st, 4);
	sqlite3_bind_int64(st, 5, r->clock);
	sqlite3_bind_int64(st, 6, device);
	sqlite3_bind_int64(st, 7, r->sequence);
	sqlite3_bind_blob64(st, 8, buf_str(&keys->sort), keys->sort.len, SQLITE_STATIC);
	sqlite3_bind_text(st, 9, buf_str(&keys->search), -1, SQLITE_STATIC);
	sqlite3_bind_text(st, 10, r->extra, -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 11, hist);
	for (int i = 1; i < r->kind->nfields; i++)
		db_bind_value(st, 11 + i, &r->values[i]);
}

bool rows_set(struct store *s, const struct record *from, const struct record *to, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st;
	buf_text(&sql, "UPDATE ");
	db_quote(to->kind->key, &sql);
	buf_text(&sql, " SET extra = ?2");
	for (int i = 1; i < to->kind->nfields; i++)
		if (!value_equal(&from->values[i], &to->values[i])) {
			buf_text(&sql, ", ");
			db_quote(to->kind->fields[i].key, &sql);
			buf_print(&sql, " = ?%d", 2 + i);
		}
	buf_text(&sql, " WHERE id = ?1");
	bool row, ok = db_take(s, buf_str(&sql), &st, e);
	buf_free(&sql);
	if (!ok)
		return false;
	sqlite3_bind_int64(st, 1, to->id);
	sqlite3_bind_text(st, 2, to->extra, -1, SQLITE_STATIC);
	for (int i = 1; i < to->kind->nfields; i++)
		if (!value_equal(&from->values[i], &to->values[i]))
			db_bind_value(st, 2 + i, &to->values[i]);
	ok = db_step(s, st, &row, e);
	db_give(s, st);
	return ok;
}

/* ---- what others ask */

bool store_get(struct store *s, const struct kind *k, int64_t id, struct record **out, struct err *e)
{
	if (!rows_get(s, k, id, out, e))
		return false;
	if (*out)
		return true;
	return err_set(e, ERR_NOT_FOUND, _("There is no such record (%s %lld)."), tr(k->label), (long long)id);
}

bool store_exists(struct store *s, const struct kind *k, int64_t id)
{
	return rows_exists(s, k, id);
}

const struct kind *store_kind_of(struct store *s, int64_t id)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		if (rows_exists(s, &k[i], id))
			return &k[i];
	return NULL;
}
