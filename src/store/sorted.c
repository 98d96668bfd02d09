/* store/sorted.c - indexes made when somebody first sorts a long list by a field. Words are compared through keys made
 * by ICU, so theirs is a table of keys that commands keep up; numbers, dates and choices have an ordinary index. */
#include "store/sorted.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define ROWS_LEAST 3000 /* shorter lists are sorted faster than looked up */
#define PREFIX "order_"

static void table_name(const struct kind *k, int field, struct buf *out)
{
	buf_print(out, "\"" PREFIX "%s_%s\"", k->key, k->fields[field].key);
}

/* ---- which tables there are */

static bool *flag(struct store *s, const struct kind *k, int field)
{
	struct kind_sql *sql = &s->kinds[kind_number(k)];
	if (!sql->sorted)
		sql->sorted = mem_array((size_t)k->nfields, sizeof *sql->sorted);
	return &sql->sorted[field];
}

static void forget_tables(struct store *s)
{
	for (size_t i = 0; i < KIND_COUNT; i++) {
		free(s->kinds[i].sorted);
		s->kinds[i].sorted = NULL;
	}
	s->any_sorted = false;
}

static void note_table(struct store *s, const char *name)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(k[i].key);
		if (strncmp(name, k[i].key, len) != 0 || name[len] != '_')
			continue;
		int field = kind_field(&k[i], name + len + 1);
		if (field != NO_FIELD)
			*flag(s, &k[i], field) = s->any_sorted = true;
	}
}

/* Another program may have made one: the schema's version says so. */
bool sorted_refresh(struct store *s, struct err *e)
{
	int64_t version;
	sqlite3_stmt *st;
	if (!db_int(s, &version, e, "PRAGMA schema_version", ""))
		return false;
	if (version == s->sorted_version)
		return true;
	if (!db_take(s, "SELECT substr(name, 7) FROM main.sqlite_schema WHERE type = 'table' AND name GLOB 'order_*'",
	        &st, e))
		return false;
	forget_tables(s);
	bool ok = true, row = true;
	while ((ok = db_step(s, st, &row, e)) && row)
		note_table(s, (const char *)sqlite3_column_text(st, 0));
	db_give(s, st);
	s->sorted_version = ok ? version : 0;
	return ok;
}

void sorted_free(struct store *s)
{
	forget_tables(s);
}

/* ---- keeping them up */

static bool change_key(struct store *s, const struct record *r, int field, const char *sql, struct err *e)
{
	struct buf key = BUF_INIT, all = BUF_INIT, name = BUF_INIT;
	if (r->values[field].tag == VALUE_TEXT)
		text_sort_key(r->values[field].text, &key);
	table_name(r->kind, field, &name);
	buf_print(&all, sql, buf_str(&name));
	bool ok = db_run(s, e, buf_str(&all), "bi", (const void *)buf_str(&key), key.len, r->id);
	buf_free(&key);
	buf_free(&all);
	buf_free(&name);
	return ok;
}

static bool change_one(struct store *s, const struct record *from, const struct record *to, int field, struct err *e)
{
	bool was = from && !from->deleted, is = to && !to->deleted;
	if (was && is && value_equal(&from->values[field], &to->values[field]))
		return true;
	return (!was || change_key(s, from, field, "DELETE FROM %s WHERE key = ?1 AND id = ?2", e)) &&
	       (!is || change_key(s, to, field, "INSERT OR IGNORE INTO %s(key, id) VALUES(?1, ?2)", e));
}

bool sorted_change(struct store *s, const struct record *from, const struct record *to, struct err *e)
{
	const struct kind *k = to ? to->kind : from->kind;
	const bool *sorted = s->any_sorted ? s->kinds[kind_number(k)].sorted : NULL;
	for (int i = 1; sorted && i < k->nfields; i++)
		if (sorted[i] && !change_one(s, from, to, i, e))
			return false;
	return true;
}

bool sorted_drop_all(struct store *s, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	if (!sorted_refresh(s, e))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		for (int f = 1; ok && s->kinds[i].sorted && f < k[i].nfields; f++) {
			struct buf sql = BUF_INIT;
			if (s->kinds[i].sorted[f]) {
				buf_text(&sql, "DROP TABLE IF EXISTS ");
				table_name(&k[i], f, &sql);
				ok = db_script(s, buf_str(&sql), e);
			}
			buf_free(&sql);
		}
	forget_tables(s);
	s->sorted_version = 0;
	return ok;
}

/* ---- making one */

static void words_sql(const struct kind *k, int field, struct buf *sql)
{
	struct buf name = BUF_INIT;
	table_name(k, field, &name);
	buf_print(sql, "CREATE TABLE IF NOT EXISTS %s(key BLOB, id INTEGER, PRIMARY KEY(key, id)) WITHOUT ROWID; ",
	    buf_str(&name));
	buf_print(sql, "INSERT OR IGNORE INTO %s SELECT obste_sort(", buf_str(&name));
	db_quote(k->fields[field].key, sql);
	buf_text(sql, "), id FROM ");
	db_quote(k->key, sql);
	buf_text(sql, " WHERE +deleted IS NULL ORDER BY 1, 2");
	buf_free(&name);
}

static void index_sql(const struct order *o, struct buf *sql)
{
	buf_print(sql, "CREATE INDEX IF NOT EXISTS \"%s_by_%s\" ON ", o->kind->key, o->kind->fields[o->field].key);
	db_quote(o->kind->key, sql);
	buf_char(sql, '(');
	for (const char *p = buf_str(&o->key); *p; p++) /* an index names its columns without the table */
		if (p[0] == 't' && p[1] == '.')
			p++;
		else
			buf_char(sql, *p);
	buf_text(sql, ", id) WHERE deleted IS NULL");
}

/* Only when it costs nobody anything: another writer at work means that the list is sorted as it is this time. */
static bool make(struct store *s, const struct order *o)
{
	struct buf sql = BUF_INIT;
	sqlite3_busy_timeout(s->db, 0);
	bool ok = db_run(s, NULL, "BEGIN IMMEDIATE", "");
	sqlite3_busy_timeout(s->db, STORE_WAIT_MS);
	if (!ok)
		return false;
	if (o->by == BY_WORDS)
		words_sql(o->kind, o->field, &sql);
	else
		index_sql(o, &sql);
	ok = db_script(s, buf_str(&sql), NULL) && db_run(s, NULL, "COMMIT", "");
	if (!ok && !sqlite3_get_autocommit(s->db))
		db_run(s, NULL, "ROLLBACK", "");
	buf_free(&sql);
	return ok;
}

static bool has_index(struct store *s, const struct order *o)
{
	struct buf name = BUF_INIT;
	int64_t there = 0;
	buf_print(&name, "%s_by_%s", o->kind->key, o->kind->fields[o->field].key);
	db_int(s, &there, NULL, "SELECT 1 FROM main.sqlite_schema WHERE name = ?1", "t", buf_str(&name));
	buf_free(&name);
	return there == 1;
}

static bool there(struct store *s, const struct order *o)
{
	return o->by == BY_WORDS ? *flag(s, o->kind, o->field) : has_index(s, o);
}

/* A list narrowed to what one record names is short, whatever the table's length. */
static bool narrow(const struct query *q)
{
	for (int i = 0; i < q->nfilters; i++)
		if (q->filters[i].field == QUERY_FIGURE ||
		    (q->filters[i].op == QUERY_IS && q->kind->fields[q->filters[i].field].target))
			return true;
	return q->bin != QUERY_LIVE;
}

bool sorted_ready(struct store *s, const struct query *q, const struct order *o, struct buf *table)
{
	if ((o->by != BY_WORDS && o->by != BY_COLUMN && o->by != BY_CHOICE) || narrow(q) || !sorted_refresh(s, NULL))
		return false;
	struct query all = {.kind = q->kind};
	bool can = s->state == STORE_FINE && !s->command && sqlite3_get_autocommit(s->db) &&
	           store_count(s, &all) >= ROWS_LEAST;
	if (!there(s, o) && (!can || !make(s, o) || !sorted_refresh(s, NULL) || !there(s, o)))
		return false;
	if (o->by != BY_WORDS)
		return false; /* SQLite finds that one by itself */
	table_name(o->kind, o->field, table);
	return true;
}
