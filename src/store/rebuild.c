/* store/rebuild.c - making again what is derived from the records: keys, search index, links, counts. Needed when the
 * words that are searched or the order of letters change, and when a check finds a fault. */
#include "store/command.h"
#include "store/sorted.h"

#include "base/lang.h"

/* Calls back with every record of a kind, in the order of ids, one read at a time: the callback may write. */
static bool every(
    struct store *s, const struct kind *k, bool (*each)(void *ctx, const struct record *r), void *ctx, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st = NULL;
	struct record *r = record_new(k);
	buf_print(&sql, "SELECT %s FROM ", rows_columns(s, k));
	db_quote(k->key, &sql);
	buf_text(&sql, " t WHERE t.id > ?1 ORDER BY t.id LIMIT 1");
	bool ok = db_take(s, buf_str(&sql), &st, e), row = true;
	while (ok) {
		sqlite3_bind_int64(st, 1, r->id);
		ok = db_step(s, st, &row, e);
		if (!ok || !row)
			break;
		rows_read(st, r);
		sqlite3_reset(st);
		ok = each(ctx, r);
	}
	db_give(s, st);
	record_free(r);
	buf_free(&sql);
	return ok;
}

struct making {
	struct store *s;
	struct keys keys;
	struct err *e;
};

static bool key_again(void *ctx, const struct record *r)
{
	struct making *m = ctx;
	struct buf sql = BUF_INIT;
	derive_keys(m->s, r, &m->keys);
	buf_text(&sql, "UPDATE ");
	db_quote(r->kind->key, &sql);
	buf_text(&sql, " SET sort = ?2, skey = ?3 WHERE id = ?1");
	bool ok = db_run(m->s, m->e, buf_str(&sql), "ibt", r->id, (const void *)buf_str(&m->keys.sort),
	    m->keys.sort.len, buf_str(&m->keys.search));
	buf_free(&sql);
	return ok;
}

static bool links_again(void *ctx, const struct record *r)
{
	struct making *m = ctx;
	return derive_links(m->s, r, NULL, m->e);
}

bool rebuild_keys(struct store *s, struct err *e)
{
	struct making m = {.s = s, .e = e};
	size_t n;
	const struct kind *k = kinds_all(&n);
	bool ok = sorted_drop_all(s, e);
	for (size_t i = 0; ok && i < n; i++)
		ok = every(s, &k[i], key_again, &m, e);
	keys_free(&m.keys);
	return ok && meta_set_int(s, "sort", (int64_t)schema_sort_fingerprint(), e);
}

static bool search_again(struct store *s, const struct kind *k, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *rows;
	buf_text(&sql, "SELECT id, skey FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " WHERE +deleted IS NULL ORDER BY id");
	bool ok = db_take(s, buf_str(&sql), &rows, e);
	buf_free(&sql);
	if (!ok)
		return false;
	ok = derive_search_add_all(s, k, rows, e);
	db_give(s, rows);
	return ok;
}

bool rebuild_search(struct store *s, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	bool ok = db_script(s, "DROP TABLE IF EXISTS fts", e) && db_script(s, schema_search_table, e);
	for (size_t i = 0; ok && i < n; i++)
		ok = !kind_searched(&k[i]) || search_again(s, &k[i], e);
	return ok && meta_set_int(s, "search", (int64_t)schema_search_fingerprint(), e);
}

static bool count_again(struct store *s, const struct kind *k, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_text(&sql,
	    "INSERT OR REPLACE INTO tally(kind, live, bin) SELECT ?1, count(*) - count(deleted), count(deleted) FROM ");
	db_quote(k->key, &sql);
	bool ok = db_run(s, e, buf_str(&sql), "t", k->key);
	buf_free(&sql);
	return ok;
}

bool rebuild_rest(struct store *s, struct err *e)
{
	struct making m = {.s = s, .e = e};
	size_t n;
	const struct kind *k = kinds_all(&n);
	bool ok = db_run(s, e, "DELETE FROM link", "");
	for (size_t i = 0; ok && i < n; i++)
		ok = every(s, &k[i], links_again, &m, e) && count_again(s, &k[i], e);
	return ok;
}

bool store_rebuild(struct store *s, struct err *e)
{
	if (s->state != STORE_FINE)
		return err_set(e, ERR_DENIED, _("The database is open for reading only."));
	if (!db_run(s, e, "BEGIN IMMEDIATE", ""))
		return false;
	if (rebuild_keys(s, e) && rebuild_search(s, e) && rebuild_rest(s, e) && db_run(s, e, "COMMIT", ""))
		return true;
	db_run(s, NULL, "ROLLBACK", "");
	return false;
}
