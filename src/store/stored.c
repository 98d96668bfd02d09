/* store/stored.c - what a row keeps beside its record: its keys as the search index was given them, the newest change
 * of its history, and the clocks of the fields that were changed after it was made. */
#include "store/command.h"

#include "base/mem.h"

static void add_text(struct buf *out, sqlite3_stmt *st, int at)
{
	buf_clear(out);
	buf_text(out, (const char *)sqlite3_column_text(st, at));
}

bool stored_read(struct store *s, const struct kind *k, int64_t id, struct stored *out, struct err *e)
{
	struct kind_sql *sql = &s->kinds[kind_number(k)];
	sqlite3_stmt *st;
	bool row = false;
	if (!sql->stored)
		sql->stored =
		    mem_print("SELECT sort, skey, clocks, hist, clock, device FROM \"%s\" WHERE id = ?1", k->key);
	if (!db_take(s, sql->stored, &st, e))
		return false;
	sqlite3_bind_int64(st, 1, id);
	bool ok = db_step(s, st, &row, e);
	buf_clear(&out->keys.sort);
	if (row)
		buf_add(&out->keys.sort, sqlite3_column_blob(st, 0), (size_t)sqlite3_column_bytes(st, 0));
	add_text(&out->keys.search, st, 1);
	add_text(&out->clocks, st, 2);
	out->hist = sqlite3_column_int64(st, 3);
	out->clock = sqlite3_column_int64(st, 4);
	out->device = sqlite3_column_int64(st, 5);
	db_give(s, st);
	return ok;
}

void stored_free(struct stored *st)
{
	keys_free(&st->keys);
	buf_free(&st->clocks);
}

void stored_clock(const struct stored *st, const char *key, int64_t *clock, int64_t *device)
{
	struct dots k;
	dots_entry(buf_str(&st->clocks), key, &k);
	*clock = k.n ? k.d[0].clock : st->clock;
	*device = k.n ? k.d[0].device : st->device;
}
