/* store/look.c - questions beside the lists: who names a record, which values a field has, what is dated in a period.
 */
#include "store/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* ---- who names it */

static bool count_refs(
    struct store *s, const struct kind *k, const struct field *f, int64_t id, int64_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_text(&sql, "SELECT count(*) FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " t WHERE t.deleted IS NULL AND ");
	if (field_is_ref(f)) {
		buf_text(&sql, "t.");
		db_quote(f->key, &sql);
		buf_text(&sql, " = ?1");
	} else {
		buf_text(&sql, "t.id IN (SELECT src FROM link WHERE dst = ?1 AND kind = ?2 AND field = ?3)");
	}
	bool ok = db_int(s, n, e, buf_str(&sql), field_is_ref(f) ? "i" : "itt", id, k->key, f->key);
	buf_free(&sql);
	return ok;
}

bool store_references(struct store *s, const struct kind *k, int64_t id,
    void (*each)(void *ctx, const struct kind *from, int field, int64_t count), void *ctx, struct err *e)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		for (int f = 1; f < all[i].nfields; f++) {
			const struct field *field = &all[i].fields[f];
			const struct kind *target = field_target(field);
			int64_t count = 0;
			if ((!field_is_ref(field) && !field_is_refs(field)) || (target && target != k))
				continue;
			if (!count_refs(s, &all[i], field, id, &count, e))
				return false;
			if (count)
				each(ctx, &all[i], f, count);
		}
	return true;
}

/* ---- which values */

#define VALUES_LOOK 20000 /* the newest rows say enough for completing while typing */
#define VALUES_MOST 4096  /* different ones */

struct seen {
	char *value;
	uint64_t hash;
	int64_t count;
};
struct values {
	struct seen *seen; /* a table by hash, VALUES_MOST * 2 places */
	size_t n;
};

static void add_value(struct values *v, const char *text, size_t n)
{
	char *copy = mem_copy_bytes(text, n);
	uint64_t hash = db_hash(DB_HASH_START, copy);
	size_t at = hash % (VALUES_MOST * 2);
	while (v->seen[at].value && (v->seen[at].hash != hash || strcmp(v->seen[at].value, copy) != 0))
		at = (at + 1) % (VALUES_MOST * 2);
	if (!v->seen[at].value && v->n < VALUES_MOST && n > 0) {
		v->seen[at] = (struct seen){copy, hash, 0};
		v->n++;
		copy = NULL;
	}
	if (v->seen[at].value)
		v->seen[at].count++;
	free(copy);
}

static void add_values(struct values *v, const struct field *f, const char *text)
{
	if (f->type->json != JSON_LIST) {
		add_value(v, text, strlen(text));
		return;
	}
	for (const char *p = text; *p;) {
		size_t n = strcspn(p, ",");
		add_value(v, p, n);
		p += n + (p[n] == ',');
	}
}

static bool read_values(struct store *s, const struct kind *k, const struct field *f, struct values *v, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st = NULL;
	buf_text(&sql, "SELECT t.");
	db_quote(f->key, &sql);
	buf_text(&sql, " FROM ");
	db_quote(k->key, &sql);
	buf_print(&sql, " t WHERE t.deleted IS NULL ORDER BY t.id DESC LIMIT %d", VALUES_LOOK);
	bool ok = db_take(s, buf_str(&sql), &st, e), row = true;
	while (ok && (ok = db_step(s, st, &row, e)) && row)
		if (sqlite3_column_type(st, 0) == SQLITE_TEXT)
			add_values(v, f, (const char *)sqlite3_column_text(st, 0));
	db_give(s, st);
	buf_free(&sql);
	return ok;
}

static int by_count(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;
	if (!x->value || !y->value)
		return !x->value - !y->value;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return text_compare(x->value, y->value);
}

static void tell_values(struct values *v, const char *prefix, size_t max,
    void (*each)(void *ctx, const char *value, int64_t count), void *ctx)
{
	struct buf wanted = BUF_INIT, key = BUF_INIT;
	text_key(prefix ? prefix : "", &wanted);
	qsort(v->seen, VALUES_MOST * 2, sizeof *v->seen, by_count);
	for (size_t i = 0, told = 0; i < v->n && told < max; i++) {
		buf_clear(&key);
		text_key(v->seen[i].value, &key);
		if (!text_key_matches(buf_str(&key), buf_str(&wanted)))
			continue;
		each(ctx, v->seen[i].value, v->seen[i].count);
		told++;
	}
	buf_free(&wanted);
	buf_free(&key);
}

bool store_values(struct store *s, const struct kind *k, int field, const char *prefix, size_t max,
    void (*each)(void *ctx, const char *value, int64_t count), void *ctx, struct err *e)
{
	struct values v = {mem_array(VALUES_MOST * 2, sizeof *v.seen), 0};
	bool ok = read_values(s, k, &k->fields[field], &v, e);
	if (ok)
		tell_values(&v, prefix, max, each, ctx);
	for (size_t i = 0; i < VALUES_MOST * 2; i++)
		free(v.seen[i].value);
	free(v.seen);
	return ok;
}

/* ---- what is dated */

static void id_from(const struct kind *k, struct buf *sql)
{
	buf_text(sql, "SELECT id FROM ");
	db_quote(k->key, sql);
	buf_text(sql, " WHERE deleted IS NULL AND ");
}

/* Three sets of ids, each one range of an index: begins in the period; began before and lasts; comes again. */
static void dated_sql(struct store *s, const struct kind *k, struct buf *sql)
{
	const struct kind_calendar *c = &k->calendar;
	struct buf date = BUF_INIT;
	db_quote(k->fields[c->date].key, &date);
	buf_print(sql, "SELECT %s FROM ", rows_columns(s, k));
	db_quote(k->key, sql);
	buf_text(sql, " t WHERE t.id IN (");
	id_from(k, sql);
	buf_print(sql, "%s >= ?1 AND %s <= ?2", buf_str(&date), buf_str(&date));
	if (c->until != NO_FIELD) {
		buf_text(sql, " UNION ");
		id_from(k, sql);
		db_quote(k->fields[c->until].key, sql);
		buf_print(sql, " >= ?1 AND %s <= ?2", buf_str(&date));
	}
	if (c->repeat != NO_FIELD) {
		buf_text(sql, " UNION ");
		id_from(k, sql);
		db_quote(k->fields[c->repeat].key, sql);
		buf_print(sql, " > '' AND %s <= ?2", buf_str(&date));
	}
	buf_print(sql, ") ORDER BY t.%s, ", buf_str(&date));
	if (c->starts != NO_FIELD) {
		buf_text(sql, "t.");
		db_quote(k->fields[c->starts].key, sql);
		buf_text(sql, ", ");
	}
	buf_text(sql, "t.id");
	buf_free(&date);
}

bool store_dated(struct store *s, const struct kind *k, date_t from, date_t to,
    bool (*each)(void *ctx, const struct record *r), void *ctx, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st = NULL;
	char first[11] = "0000", last[11] = "9999-12-31";
	struct query all = {.kind = k, .bin = QUERY_LIVE};
	if (!k->calendar.has || store_count(s, &all) == 0) /* kept counted: cheaper than making the question */
		return true;
	if (from != DATE_NONE)
		date_iso(from, first);
	if (to != DATE_NONE)
		date_iso(to, last);
	dated_sql(s, k, &sql);
	struct record *r = record_new(k);
	bool ok = db_take(s, buf_str(&sql), &st, e), row = true, more = true;
	if (ok) {
		sqlite3_bind_text(st, 1, first, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 2, last, -1, SQLITE_STATIC);
	}
	while (ok && more && (ok = db_step(s, st, &row, e)) && row) {
		rows_read(st, r);
		more = each(ctx, r);
	}
	db_give(s, st);
	record_free(r);
	buf_free(&sql);
	return ok;
}
