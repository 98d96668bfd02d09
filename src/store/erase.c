/* store/erase.c - removing a record for good: its row, its values in the history, its words in the search index, and
 * what is left of all that inside the file's pages. The fact that something was erased stays. */
#include "store/command.h"

#include <stdlib.h>

#include "base/lang.h"
#include "store/read.h"
#include "store/sorted.h"

static bool delete_row(struct command *c, const struct kind *k, int64_t id, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_text(&sql, "DELETE FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " WHERE id = ?1");
	bool ok = db_run(c->s, e, buf_str(&sql), "i", id);
	buf_free(&sql);
	return ok;
}

static bool delete_words(struct command *c, const struct record *r, struct err *e)
{
	if (r->deleted || (c->bulk && r->clock == c->clock))
		return true; /* what lies in the bin, or has not yet come into the index, is not there */
	return derive_search_remove(c->s, r->kind, r->id, buf_str(&c->stored.keys.search), e);
}

static bool forget_history(struct command *c, int64_t hist, struct err *e)
{
	return db_run(c->s, e,
	    "UPDATE change SET fields = NULL WHERE seq IN (WITH RECURSIVE chain(seq) AS (SELECT ?1 UNION ALL SELECT "
	    "h.prev "
	    "FROM chain CROSS JOIN change h ON h.seq = chain.seq WHERE h.prev > 0) SELECT seq FROM chain)",
	    "i", hist);
}

static bool forget(struct command *c, int64_t id, int64_t hist, struct err *e)
{
	return forget_history(c, hist, e) && db_run(c->s, e, "DELETE FROM link WHERE src = ?1 OR dst = ?1", "i", id) &&
	       db_run(c->s, e, "DELETE FROM conflict WHERE id = ?1", "i", id) &&
	       db_run(
	           c->s, e, "INSERT OR IGNORE INTO erased(id, at, hist) VALUES(?1, ?2, ?3)", "iii", id, c->at, c->next);
}

/* Once in a command: from now on what is deleted is overwritten with zeros, and the file remembers that the rest of the
 * work is still to be done. */
static bool begin_erasing(struct command *c, struct err *e)
{
	if (c->erased)
		return true;
	c->erased = true;
	return db_script(c->s, "PRAGMA secure_delete=ON", e) && meta_set_int(c->s, "scrub", 1, e);
}

bool command_erase(struct command *c, const struct kind *k, int64_t id, struct err *e)
{
	struct record *r = NULL;
	if (!store_get(c->s, k, id, &r, e))
		return false;
	struct kind_work *w = &c->kinds[kind_number(k)];
	bool ok = begin_erasing(c, e) && stored_read(c->s, k, id, &c->stored, e) && delete_words(c, r, e) &&
	          delete_row(c, k, id, e) && forget(c, id, c->stored.hist, e) && sorted_change(c->s, r, NULL, e) &&
	          write_history(c, k, id, NULL, c->stored.hist, e) && write_dependents(c, k, id, e);
	*(r->deleted ? &w->bin : &w->live) -= 1;
	record_free(r);
	return ok;
}

/* A value goes, its clocks stay: every laptop that learns of the erasing comes to the same. */
static void keep_clocks(struct command *c, const char *key)
{
	struct dots k;
	dots_of(&c->stored, key, true, &k);
	dots_put(&c->stored.clocks, key, &k);
}

bool erase_personal(struct command *c, const struct record *r, int reference, struct err *e)
{
	struct record *to = record_copy(r);
	bool ok = begin_erasing(c, e) && stored_read(c->s, r->kind, r->id, &c->stored, e);
	record_clear(to, reference);
	for (int i = 1; i < r->kind->nfields; i++)
		if (r->kind->fields[i].privacy >= PERSONAL)
			record_clear(to, i);
	ok = ok && write_keys(c, r, to, e);
	for (int i = 1; ok && i < r->kind->nfields; i++)
		if (record_has(r, i) && !record_has(to, i))
			keep_clocks(c, r->kind->fields[i].key);
	ok = ok && write_row(c, r, to, e) && forget_history(c, c->stored.hist, e) &&
	     db_run(c->s, e, "DELETE FROM conflict WHERE id = ?1", "i", r->id) &&
	     write_history(c, r->kind, r->id, "{}", c->stored.hist, e) && write_dependents(c, r->kind, r->id, e);
	record_free(to);
	return ok;
}

/* The search index drops a deleted word only when all its parts are merged; pages hold pieces of what was moved within
 * them until the file is written anew; the log holds earlier pages until it is emptied. */
void store_scrub(struct store *s)
{
	if (s->state != STORE_FINE || s->command)
		return;
	if (!db_run(s, NULL, "INSERT INTO fts(fts) VALUES('optimize')", "") || !db_script(s, "VACUUM", NULL) ||
	    !meta_set_int(s, "scrub", 0, NULL))
		return;
	db_script(s, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
	s->scrub = false;
}
