/* store/page.c - lists: one after another, by pages without OFFSET, counted. A list whose key may be empty is read in
 * two runs, the empty ones and the others, so that each is one range of an index. */
#include "store/ask.h"

#include <stdlib.h>
#include <string.h>

bool plan_make(struct store *s, const struct query *q, enum plan_way way, struct plan *p, struct err *e)
{
	*p = (struct plan){.q = q};
	if (!where_check(q, e))
		return false;
	order_make(q, &p->o);
	order_pair(s, q, &p->o);
	if (!search_make(s, q, way, &p->sr, e))
		return false;
	if (way != PLAN_COUNT && p->sr.plan != SEARCH_LIST && p->sr.plan != SEARCH_PART)
		order_use_table(s, q, &p->o);
	search_from(&p->sr, q, &p->o, &p->w, &p->from);
	where_query(&p->w, q, way != PLAN_COUNT);
	search_where(&p->sr, &p->o, &p->w);
	return true;
}

void plan_free(struct plan *p)
{
	where_free(&p->w);
	order_free(&p->o);
	search_free(&p->sr);
	buf_free(&p->from);
}

/* One range of the order: the rows whose key is empty, or the others, or (a key that never is) all. */
enum run { RUN_ALL, RUN_EMPTY, RUN_FILLED };

/* What a run walks: which run, from where, which way. */
struct walk {
	enum run run;
	bool up;                    /* rising keys and ids */
	const struct record *after; /* NULL: from the end */
	size_t limit;               /* 0 none */
};

static bool holds_text(const struct order *o)
{
	return o->by == BY_COLUMN && o->kind->fields[o->field].type->tag == VALUE_TEXT;
}

/* Strictly after the anchor: a range of the index first, ties by id. */
static void add_anchor(struct store *s, const struct plan *p, const struct walk *w, struct where *out)
{
	const char *sign = w->up ? ">" : "<", *key = buf_str(&p->o.key);
	int at = w->run == RUN_EMPTY ? 0 : where_key(s, out, &p->o, w->after);
	int id = where_int(out, w->after->id);
	if (w->run == RUN_EMPTY)
		buf_print(&out->sql, " AND t.id %s ?%d", sign, id);
	else
		buf_print(&out->sql, " AND %s %s= ?%d AND (%s %s ?%d OR t.id %s ?%d)", key, sign, at, key, sign, at,
		    sign, id);
}

static void add_run(const struct plan *p, enum run run, struct where *out)
{
	if (run == RUN_EMPTY)
		buf_print(&out->sql, " AND %s IS NULL", buf_str(&p->o.key));
	else if (run == RUN_FILLED) /* a comparison, not IS NOT NULL: only that is a range of the index */
		buf_print(
		    &out->sql, " AND %s >= %s", buf_str(&p->o.key), holds_text(&p->o) ? "''" : "-9223372036854775807");
}

static void add_order(const char *key, const char *id, const struct walk *w, struct buf *sql)
{
	const char *way = w->up ? "" : " DESC";
	buf_text(sql, " ORDER BY ");
	if (w->run != RUN_EMPTY)
		buf_print(sql, "%s%s, ", key, way);
	buf_print(sql, "%s%s", id, way);
}

/* The rows themselves, or first only which: what is sorted is then short, and an order that is an index is walked
 * without looking at the rows. */
static void select_rows(struct store *s, const struct plan *p, const struct walk *w, struct where *out, struct buf *sql)
{
	bool ids = plan_ids_first(p);
	const char *key = w->run == RUN_EMPTY ? "NULL" : buf_str(&p->o.key), *columns = rows_columns(s, p->q->kind);
	if (ids)
		buf_print(sql, "SELECT %s FROM (SELECT %s AS id, %s AS key", columns, p->o.id, key);
	else
		buf_print(sql, "SELECT %s", columns);
	buf_print(sql, " FROM %s WHERE %s", buf_str(&p->from), buf_str(&out->sql));
	add_order(key, p->o.id, w, sql);
	if (w->limit)
		buf_print(sql, " LIMIT ?%d", where_int(out, (int64_t)w->limit));
	if (!ids)
		return;
	buf_text(sql, ") found CROSS JOIN ");
	db_quote(p->q->kind->key, sql);
	buf_text(sql, " t ON t.id = found.id");
	add_order("found.key", "found.id", w, sql);
}

/* Calls back for each row of one run; *stopped when the callback has had enough. */
struct reader {
	bool (*each)(void *ctx, sqlite3_stmt *st);
	void *ctx;
	bool stopped;
};

/* The callback may ask other questions between two rows. */
static bool step(struct store *s, const struct plan *p, sqlite3_stmt *st, bool *row, struct err *e)
{
	s->walk = &p->sr;
	return db_step(s, st, row, e);
}

static bool walk_run(struct store *s, const struct plan *p, const struct walk *w, struct reader *rd, struct err *e)
{
	struct where out;
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st = NULL;
	where_copy(&out, &p->w);
	add_run(p, w->run, &out);
	if (w->after)
		add_anchor(s, p, w, &out);
	select_rows(s, p, w, &out, &sql);
	bool ok = db_take(s, buf_str(&sql), &st, e), row = true;
	if (ok)
		where_bind(&out, st);
	while (ok && (ok = step(s, p, st, &row, e)) && row && !rd->stopped)
		rd->stopped = !rd->each(rd->ctx, st);
	db_give(s, st);
	buf_free(&sql);
	where_free(&out);
	return ok;
}

/* The runs in the way of walking, from the one that the anchor stands in. Empty keys come before all others. */
static size_t runs_of(struct store *s, const struct plan *p, bool up, const struct record *after, enum run runs[2])
{
	if (!p->o.nullable) {
		runs[0] = RUN_ALL;
		return 1;
	}
	runs[0] = up ? RUN_EMPTY : RUN_FILLED;
	runs[1] = up ? RUN_FILLED : RUN_EMPTY;
	if (!after)
		return 2;
	struct where key = {.n = 0};
	bool empty = where_key(s, &key, &p->o, after) == 0;
	where_free(&key);
	if (empty == (runs[0] == RUN_EMPTY))
		return 2;
	runs[0] = runs[1];
	return 1;
}

/* ---- one after another */

struct lending {
	struct record *r;
	bool (*each)(void *ctx, const struct record *r);
	void *ctx;
	size_t left; /* 0: no limit */
};

static bool lend(void *ctx, sqlite3_stmt *st)
{
	struct lending *l = ctx;
	rows_read(st, l->r);
	return l->each(l->ctx, l->r) && (!l->left || --l->left > 0);
}

/* All records of a kind in the order of ids are read as from a tape: what has gone by is not kept, so that an export
 * takes as much memory for a million as for a thousand. */
static void read_as_tape(struct store *s, bool on)
{
	if (!s->command) /* which has its own measure */
		db_script(s, on ? "PRAGMA cache_size=-1000" : "PRAGMA cache_size=" STORE_CACHE, NULL);
}

bool store_each(struct store *s, const struct query *q, size_t limit, bool (*each)(void *ctx, const struct record *r),
    void *ctx, struct err *e)
{
	struct plan p;
	bool ok = plan_make(s, q, PLAN_ALL, &p, e);
	struct lending l = {record_new(q->kind), each, ctx, limit};
	struct reader rd = {lend, &l, false};
	enum run runs[2];
	size_t n = ok ? runs_of(s, &p, !p.o.down, NULL, runs) : 0;
	bool tape = q->by_id && !limit;
	if (tape)
		read_as_tape(s, true);
	for (size_t i = 0; ok && i < n && !rd.stopped; i++)
		ok = walk_run(s, &p, &(struct walk){runs[i], !p.o.down, NULL, l.left}, &rd, e);
	if (tape)
		read_as_tape(s, false);
	record_free(l.r);
	plan_free(&p);
	return ok;
}

/* ---- a page */

struct filling {
	const struct kind *kind;
	struct record **out;
	size_t got;
};

static bool fill(void *ctx, sqlite3_stmt *st)
{
	struct filling *f = ctx;
	f->out[f->got] = record_new(f->kind);
	rows_read(st, f->out[f->got++]);
	return true;
}

static void turn_round(struct record **r, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct record *other = r[n - 1 - i];
		r[n - 1 - i] = r[i];
		r[i] = other;
	}
}

static bool fill_page(struct store *s, const struct plan *p, const struct record *anchor, bool backwards, size_t n,
    struct filling *f, struct err *e)
{
	struct reader rd = {fill, f, false};
	bool up = p->o.down == backwards, ok = true;
	enum run runs[2];
	size_t count = runs_of(s, p, up, anchor, runs);
	for (size_t i = 0; ok && i < count && f->got < n; i++)
		ok = walk_run(s, p, &(struct walk){runs[i], up, i == 0 ? anchor : NULL, n - f->got}, &rd, e);
	for (size_t i = 0; !ok && i < f->got; i++)
		record_free(f->out[i]);
	f->got = ok ? f->got : 0;
	return ok;
}

bool store_page(struct store *s, const struct query *q, const struct record *anchor, bool backwards, size_t n,
    struct record **out, size_t *got, struct err *e)
{
	struct filling f = {q->kind, out, 0};
	bool ok = true;
	s->looked_enough = true;
	for (enum plan_way way = PLAN_NEAR; way <= PLAN_SORT && s->looked_enough; way++) {
		struct plan p;
		ok = plan_make(s, q, way, &p, e);
		s->looks = p.sr.looks;
		s->fitted = 0;
		s->looked_enough = false;
		ok = ok && fill_page(s, &p, anchor, backwards, n, &f, e);
		plan_free(&p);
	}
	s->looks = 0;
	if (backwards)
		turn_round(out, f.got);
	*got = f.got;
	return ok;
}
