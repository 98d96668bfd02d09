/* store/bulk.c - many new rows in one command: what can be made once at its end does not follow every row. The search
 * index takes them in the order of ids, and a short table's indexes by title and date are built when its rows are
 * there. All within the command's transaction: a killed import leaves nothing of this. Knows no field. */
#include "store/command.h"

#include <stdlib.h>

#define SHORT_TABLE 10000 /* rows; what is longer keeps its indexes while rows come */

/* Indexes by which records only stand in order; those that find who names a record stay, for writing asks them. */
#define DROP_ORDERS                                                                                                    \
	"SELECT group_concat('DROP INDEX \"' || name || '\"', ';') FROM sqlite_schema WHERE type = 'index' AND "       \
	"tbl_name = ?1 AND (name = ?1 || '_sort' OR name GLOB ?1 || '_by_*' OR name GLOB ?1 || '_cal_*')"

void bulk_new_row(struct command *c, const struct kind *k)
{
	struct kind_work *w = &c->kinds[kind_number(k)];
	int64_t rows = 0;
	if (w->begun)
		return;
	w->begun = true;
	if (!db_int(c->s, &rows, NULL, "SELECT live + bin FROM tally WHERE kind = ?1", "t", k->key) ||
	    rows >= SHORT_TABLE)
		return;
	char *drop = db_text(c->s, DROP_ORDERS, "t", k->key);
	if (drop) /* when a reading is under way it is refused: then they follow every row after all */
		db_script(c->s, drop, NULL);
	w->unordered = drop != NULL;
	free(drop);
}

static bool make_orders(struct command *c, const struct kind *k, struct err *e)
{
	struct buf sql = BUF_INIT;
	schema_indexes(k, &sql);
	bool ok = db_script(c->s, buf_str(&sql), e);
	buf_free(&sql);
	return ok;
}

static bool search_rows(struct command *c, const struct kind *k, const struct kind_work *w, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *rows;
	buf_text(&sql, "SELECT id, skey FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " WHERE id BETWEEN ?1 AND ?2 AND clock = ?3 AND device = ?4 AND deleted IS NULL ORDER BY id");
	bool ok = db_take(c->s, buf_str(&sql), &rows, e);
	buf_free(&sql);
	if (!ok)
		return false;
	sqlite3_bind_int64(rows, 1, w->low);
	sqlite3_bind_int64(rows, 2, w->high);
	sqlite3_bind_int64(rows, 3, c->clock);
	sqlite3_bind_int64(rows, 4, c->s->device);
	ok = derive_search_add_all(c->s, k, rows, e);
	db_give(c->s, rows);
	return ok;
}

/* In this order: the indexes take fresh pages, where nothing is to be put back; and the setting of the search index is
 * undone while its page is still at hand, for one written twice to the log costs reading again all that follows it. */
bool bulk_finish(struct command *c, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = !c->kinds[i].unordered || make_orders(c, &k[i], e);
	/* Parts of the search index are not merged with each other on the way; later commands do that bit by bit. */
	ok = ok && derive_search_merging(c->s, false, e);
	for (size_t i = 0; ok && i < n; i++)
		ok = !c->kinds[i].low || !kind_searched(&k[i]) || search_rows(c, &k[i], &c->kinds[i], e);
	return ok && derive_search_merging(c->s, true, e);
}
