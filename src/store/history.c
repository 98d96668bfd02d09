/* store/history.c - reading who changed what. Writes nothing. */
#include "store/command.h"

#include <stdlib.h>

#include "store/history.h"
#include "base/lang.h"

#define COLUMNS                                                                                                        \
	"SELECT c.seq, c.at, c.who, d.name, c.name, c.about, c.undoes, c.undone, c.changes, h.kind, h.id, h.fields, "  \
	"0 "
#define DEVICE "LEFT JOIN device d ON d.n = c.device "

/* Of one record: a change that came from another laptop is told as that one's, with its hour. */
#define ORIGINS                                                                                                        \
	"SELECT c.seq, COALESCE(o.at, c.at), CASE WHEN a.seq IS NULL THEN c.who ELSE o.who END, d.name, "              \
	"COALESCE(o.name, "                                                                                            \
	"c.name), CASE WHEN a.seq IS NULL THEN c.about END, c.undoes, c.undone, c.changes, h.kind, h.id, h.fields, "   \
	"a.seq IS NOT NULL "
#define ORIGIN                                                                                                         \
	"LEFT JOIN arrived a ON a.seq = h.seq LEFT JOIN origin o ON o.clock = a.clock AND o.device = a.device LEFT "   \
	"JOIN "                                                                                                        \
	"device d ON d.n = COALESCE(a.device, c.device) "

/* Of everything: the command's first change stands for all. */
static const char all_sql[] =
    COLUMNS "FROM command c " DEVICE "LEFT JOIN change h ON h.seq = c.first WHERE c.seq < ?1 ORDER BY c.seq DESC";
static const char kind_sql[] = COLUMNS
    "FROM command c " DEVICE "JOIN change h ON h.seq = c.first WHERE c.seq < ?1 AND h.kind = ?2 ORDER BY c.seq DESC";

/* Of one record: the chain of its changes, from the newest, which its row (or what is left of it) names. */
static char *one_sql(const struct kind *k)
{
	struct buf sql = BUF_INIT;
	buf_text(&sql, "WITH RECURSIVE chain(seq) AS (SELECT hist FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " WHERE id = ?3 UNION ALL SELECT hist FROM erased WHERE id = ?3 UNION ALL "
	               "SELECT p.prev FROM chain CROSS JOIN change p ON p.seq = chain.seq WHERE p.prev > 0) " ORIGINS
	               "FROM chain CROSS JOIN change h ON h.seq = chain.seq JOIN command c ON c.seq = h.cmd " ORIGIN
	               "WHERE c.seq < ?1 AND h.kind = ?2 ORDER BY h.seq DESC");
	return buf_take(&sql);
}

static bool take_sql(struct store *s, const struct kind *k, int64_t id, sqlite3_stmt **st, struct err *e)
{
	char *one = k && id ? one_sql(k) : NULL;
	bool ok = db_take(s, one ? one : k ? kind_sql : all_sql, st, e);
	free(one);
	return ok;
}

static void read_entry(sqlite3_stmt *st, struct history_entry *h)
{
	const char *kind = (const char *)sqlite3_column_text(st, 9);
	*h = (struct history_entry){
	    .number = sqlite3_column_int64(st, 0),
	    .at_ms = sqlite3_column_int64(st, 1),
	    .who = (const char *)sqlite3_column_text(st, 2),
	    .device_name = (const char *)sqlite3_column_text(st, 3),
	    .name = (const char *)sqlite3_column_text(st, 4),
	    .about = (const char *)sqlite3_column_text(st, 5),
	    .undoes = sqlite3_column_int64(st, 6),
	    .undone = sqlite3_column_int64(st, 7) != 0,
	    .changes = sqlite3_column_int64(st, 8),
	    .kind = kind ? kind_find(kind) : NULL,
	    .id = sqlite3_column_int64(st, 10),
	    .fields = (const char *)sqlite3_column_text(st, 11),
	    .arrived = sqlite3_column_int(st, 12) != 0,
	};
	h->who = h->who ? h->who : "";
	h->device_name = h->device_name ? h->device_name : "";
	h->name = h->name ? h->name : "";
	h->about = h->about ? h->about : "";
	h->fields = h->fields ? h->fields : "{}"; /* erased for good */
}

bool history_each(struct store *s, const struct kind *k, int64_t id, int64_t before, size_t limit,
    bool (*each)(void *ctx, const struct history_entry *h), void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	struct history_entry h;
	if (!take_sql(s, k, id, &st, e))
		return false;
	sqlite3_bind_int64(st, 1, before > 0 ? before : INT64_MAX);
	if (k)
		sqlite3_bind_text(st, 2, k->key, -1, SQLITE_STATIC);
	if (k && id)
		sqlite3_bind_int64(st, 3, id);
	bool ok = true, row = true, more = true;
	for (size_t n = 0; more && (!limit || n < limit) && (ok = db_step(s, st, &row, e)) && row; n++) {
		read_entry(st, &h);
		more = each(ctx, &h);
	}
	db_give(s, st);
	return ok;
}

#define CHANGES                                                                                                        \
	"SELECT h.kind, h.id, h.fields FROM command c JOIN change h ON h.seq BETWEEN c.first AND c.first + c.changes " \
	"- 1 "                                                                                                         \
	"WHERE c.seq = ?1 ORDER BY h.seq"

bool changes_of(struct store *s, int64_t number, bool backwards,
    bool (*each)(void *ctx, const struct kind *k, int64_t id, const char *fields), void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	if (!db_take(s, backwards ? CHANGES " DESC" : CHANGES, &st, e))
		return false;
	sqlite3_bind_int64(st, 1, number);
	bool ok = true, row = true, more = true;
	while (more && (ok = db_step(s, st, &row, e)) && row) {
		const char *kind = (const char *)sqlite3_column_text(st, 0),
		           *fields = (const char *)sqlite3_column_text(st, 2);
		more = each(ctx, kind ? kind_find(kind) : NULL, sqlite3_column_int64(st, 1), fields ? fields : "{}");
	}
	db_give(s, st);
	return ok;
}

bool history_changes(struct store *s, int64_t number,
    bool (*each)(void *ctx, const struct kind *k, int64_t id, const char *fields), void *ctx, struct err *e)
{
	return changes_of(s, number, false, each, ctx, e);
}
