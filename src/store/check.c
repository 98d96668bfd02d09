/* store/check.c - looking for faults: the file itself, references that name nothing, the search index against the rows,
 * kept counts against real ones. Changes nothing. */
#include "store/impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

struct checking {
	struct store *s;
	void (*say)(void *ctx, const char *line);
	void *ctx;
	struct err *e;
	bool fine;
};

static void fault(struct checking *c, char *line)
{
	c->fine = false;
	if (c->say)
		c->say(c->ctx, line);
	free(line);
}

/* Every line of a PRAGMA that says "ok" when all is well. */
static bool check_file(struct checking *c)
{
	sqlite3_stmt *st;
	bool ok = db_take(c->s, "PRAGMA integrity_check(50)", &st, c->e), row = true;
	while (ok && (ok = db_step(c->s, st, &row, c->e)) && row) {
		const char *line = (const char *)sqlite3_column_text(st, 0);
		if (line && strcmp(line, "ok") != 0)
			fault(c, mem_print(_("The file: %s"), line));
	}
	if (ok)
		db_give(c->s, st);
	return ok;
}

static bool check_refs(struct checking *c, const struct kind *k, const struct field *f)
{
	struct buf sql = BUF_INIT;
	const struct kind *target = field_target(f);
	int64_t n = 0;
	if (!target)
		return true;
	buf_text(&sql, "SELECT count(*) FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " t WHERE t.");
	db_quote(f->key, &sql);
	buf_text(&sql, " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ");
	db_quote(target->key, &sql);
	buf_text(&sql, " o WHERE o.id = t.");
	db_quote(f->key, &sql);
	/* What another laptop has and has not sent yet, and what another one erased, is no fault. */
	buf_text(&sql, ") AND NOT EXISTS (SELECT 1 FROM awaited a WHERE a.id = t.");
	db_quote(f->key, &sql);
	buf_text(&sql, ") AND NOT EXISTS (SELECT 1 FROM erased x WHERE x.id = t.");
	db_quote(f->key, &sql);
	buf_text(&sql, ")");
	bool ok = db_int(c->s, &n, c->e, buf_str(&sql), "");
	if (ok && n)
		fault(c, mem_print(_("%s, %s: %lld name a record that is not there."), tr(k->plural), tr(f->label),
		             (long long)n));
	buf_free(&sql);
	return ok;
}

static bool check_counts(struct checking *c, const struct kind *k)
{
	struct buf sql = BUF_INIT;
	int64_t n = 0;
	buf_text(&sql,
	    "SELECT count(*) FROM tally y, (SELECT count(*) - count(deleted) AS live, count(deleted) AS bin FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, ") x WHERE y.kind = ?1 AND y.live = x.live AND y.bin = x.bin");
	bool ok = db_int(c->s, &n, c->e, buf_str(&sql), "t", k->key);
	if (ok && n != 1)
		fault(c, mem_print(_("%s: the kept count is not the real one."), tr(k->plural)));
	buf_free(&sql);
	return ok;
}

/* As many in the index as there are rows, and the index says of each row's first word that it is there. */
static bool check_search(struct checking *c, const struct kind *k)
{
	struct buf sql = BUF_INIT, match = BUF_INIT;
	int64_t rows = 0, words = 0;
	if (!kind_searched(k))
		return true;
	buf_text(&sql, "SELECT count(*) FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " WHERE deleted IS NULL");
	bool ok = db_int(c->s, &rows, c->e, buf_str(&sql), "");
	buf_print(&match, "\"§%s\"", k->key);
	buf_clear(&sql);
	buf_text(&sql, "SELECT count(*) FROM fts f JOIN ");
	db_quote(k->key, &sql);
	buf_text(&sql, " t ON t.id = f.rowid WHERE fts MATCH ?1 AND t.deleted IS NULL");
	ok = ok && db_int(c->s, &words, c->e, buf_str(&sql), "t", buf_str(&match));
	if (ok && rows != words)
		fault(c, mem_print(_("%s: the search finds %lld of %lld."), tr(k->plural), (long long)words,
		             (long long)rows));
	buf_free(&sql);
	buf_free(&match);
	return ok;
}

/* FTS5's own check of its pages against each other. It is asked as an insert, so only where writing is possible. */
static bool check_index(struct checking *c)
{
	struct err why = ERR_INIT;
	if (c->s->state != STORE_FINE || db_run(c->s, &why, "INSERT INTO fts(fts) VALUES('integrity-check')", ""))
		return true;
	if (why.code == ERR_BUSY || why.code == ERR_DENIED || why.code == ERR_INTERRUPTED) { /* not asked at all */
		if (c->e)
			*c->e = why;
		return false;
	}
	fault(c, mem_copy_text(_("The search index is damaged; `obste check --repair` makes it again.")));
	return true;
}

static bool check_kind(struct checking *c, const struct kind *k)
{
	bool ok = check_counts(c, k) && check_search(c, k);
	for (int i = 1; ok && i < k->nfields; i++)
		if (field_is_ref(&k->fields[i]))
			ok = check_refs(c, k, &k->fields[i]);
	return ok;
}

bool store_check(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct checking c = {s, say, ctx, e, true};
	size_t n;
	const struct kind *k = kinds_all(&n);
	bool ok = check_file(&c) && check_index(&c);
	for (size_t i = 0; ok && i < n; i++)
		ok = check_kind(&c, &k[i]);
	if (!ok || c.fine)
		return ok;
	err_set(e, ERR_INVALID, _("The database has faults."));
	return err_hint(
	    e, _("Keep a copy of the file; restore the newest backup, or let the derived parts be made again."));
}
