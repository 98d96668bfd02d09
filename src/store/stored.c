/* store/stored.c - what a row keeps beside its record: its keys as the search index was given them, the newest change
 * of its history, and the clocks of the fields that were changed after it was made. */
#include "store/command.h"

#include <stdlib.h>
#include <string.h>

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

/* ---- clocks: {"phone":[clock,device]}. Keys hold nothing that JSON would escape, so the text itself is searched. */

static const char *find(const char *clocks, const char *key, size_t *n)
{
	char mark[64];
	if (strlen(key) + 5 > sizeof mark)
		return NULL;
	int len = sqlite3_snprintf(sizeof mark, mark, "\"%s\":[", key) ? (int)strlen(mark) : 0;
	const char *at = strstr(clocks, mark);
	*n = (size_t)len;
	return at;
}

void stored_clock(const struct stored *st, const char *key, int64_t *clock, int64_t *device)
{
	size_t n;
	const char *at = find(buf_str(&st->clocks), key, &n);
	char *rest = NULL;
	*clock = st->clock;
	*device = st->device;
	if (!at)
		return;
	*clock = strtoll(at + n, &rest, 10);
	*device = strtoll(rest + (*rest == ','), NULL, 10);
}

void clocks_set(struct buf *clocks, const char *key, int64_t clock, int64_t device)
{
	size_t n;
	const char *at = find(buf_str(clocks), key, &n);
	struct buf out = BUF_INIT;
	buf_char(&out, '{');
	if (at) { /* what stood before and after it */
		const char *end = at + strcspn(at, "]"), *text = buf_str(clocks);
		end += *end == ']';
		buf_add(&out, text + 1, (size_t)(at - text) - 1);
		buf_text(&out, *end == ',' ? end + 1 : "");
	} else if (clocks->len) {
		buf_text(&out, buf_str(clocks) + 1);
	}
	while (out.len > 1 && strchr(",}", out.data[out.len - 1]))
		buf_cut(&out, out.len - 1);
	buf_print(&out, "%s\"%s\":[%lld,%lld]}", out.len > 1 ? "," : "", key, (long long)clock, (long long)device);
	buf_clear(clocks);
	buf_add(clocks, buf_str(&out), out.len);
	buf_free(&out);
}
