/* store/count.c - how many rows a list has, and where in it a record stands. Whole lists are kept counted. */
#include "store/ask.h"

#include <stdlib.h>

#define POSITION_MOST 200000 /* longer lists are not counted through for a position */

static int64_t kept_count(struct store *s, const struct query *q)
{
	static const char *const sql[] = {"SELECT live FROM tally WHERE kind = ?1",
	    "SELECT bin FROM tally WHERE kind = ?1", "SELECT live + bin FROM tally WHERE kind = ?1"};
	int64_t n;
	return db_int(s, &n, NULL, sql[q->bin], "t", q->kind->key) ? n : -1;
}

static int64_t counted(struct store *s, const struct plan *p, const struct where *w)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st;
	int64_t n = -1;
	bool row = false;
	buf_print(&sql, "SELECT count(*) FROM %s WHERE %s", buf_str(&p->from), buf_str(&w->sql));
	s->walk = &p->sr;
	if (db_take(s, buf_str(&sql), &st, NULL)) {
		where_bind(w, st);
		if (db_step(s, st, &row, NULL) && row)
			n = sqlite3_column_int64(st, 0);
		db_give(s, st);
	}
	buf_free(&sql);
	return n;
}

/* What the kind keeps aside stands in an index of its own. */
static int64_t aside_count(struct store *s, const struct query *q)
{
	struct buf sql = BUF_INIT;
	int64_t n = 0;
	if (!query_hides_aside(q))
		return 0;
	buf_text(&sql, "SELECT count(*) FROM ");
	db_quote(q->kind->key, &sql);
	buf_text(&sql, " WHERE ");
	schema_aside(q->kind, &sql);
	buf_text(&sql, " AND deleted IS NULL");
	db_int(s, &n, NULL, buf_str(&sql), "");
	buf_free(&sql);
	return n;
}

int64_t store_count(struct store *s, const struct query *q)
{
	const int64_t aside = aside_count(s, q);
	int64_t n;
	if (q->nfilters == 0 && !q->search && !q->via)
		return (n = kept_count(s, q)) < 0 ? n : n - aside;
	struct plan p;
	n = aside ? 0 : search_count(s, q); /* the search index does not tell who is kept aside */
	if (n != 0)
		return n;
	n = plan_make(s, q, PLAN_COUNT, &p, NULL) ? counted(s, &p, &p.w) : -1;
	plan_free(&p);
	return n;
}

/* Rows that come before the record: those whose key is on the other side, and of the same key those whose id is. */
static void add_before(struct store *s, struct plan *p, const struct record *r)
{
	const char *sign = p->o.down ? ">" : "<", *key = buf_str(&p->o.key);
	int at = where_key(s, &p->w, &p->o, r), id = where_int(&p->w, r->id);
	if (at)
		buf_print(&p->w.sql, " AND (%s %s ?%d OR (%s = ?%d AND t.id %s ?%d)%s%s%s)", key, sign, at, key, at,
		    sign, id, p->o.down ? "" : " OR ", p->o.down ? "" : key, p->o.down ? "" : " IS NULL");
	else
		buf_print(&p->w.sql, " AND ((%s IS NULL AND t.id %s ?%d)%s%s%s)", key, sign, id,
		    p->o.down ? " OR " : "", p->o.down ? key : "", p->o.down ? " IS NOT NULL" : "");
}

int64_t store_position(struct store *s, const struct query *q, const struct record *r)
{
	struct plan p;
	int64_t n = -1;
	if (kept_count(s, q) <= POSITION_MOST && plan_make(s, q, PLAN_ALL, &p, NULL)) {
		add_before(s, &p, r);
		n = counted(s, &p, &p.w);
		plan_free(&p);
	}
	return n;
}
