/* store/write.c - writing one row with all that hangs on it: keys, search row, links, history, clocks, counts. Decides
 * nothing: the callers have compared and checked. */
#include "store/command.h"
#include "store/sorted.h"

#include <string.h>

/* ---- history */

/* `prev` is the number of the record's change before this one: so its history is a chain that begins in its row, and
 * needs no index that every change would have to touch. */
bool write_history(struct command *c, const struct kind *k, int64_t id, const char *fields, int64_t prev, struct err *e)
{
	if (!c->change &&
	    !db_take(c->s, "INSERT INTO change(seq, cmd, kind, id, fields, prev) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	        &c->change, e))
		return false;
	sqlite3_bind_int64(c->change, 1, c->next++);
	sqlite3_bind_int64(c->change, 2, c->seq);
	sqlite3_bind_text(c->change, 3, k->key, -1, SQLITE_STATIC);
	sqlite3_bind_int64(c->change, 4, id);
	sqlite3_bind_text(c->change, 5, fields, -1, SQLITE_STATIC);
	sqlite3_bind_int64(c->change, 6, prev);
	bool row, ok = db_step(c->s, c->change, &row, e);
	sqlite3_reset(c->change);
	c->changes++;
	return ok;
}

static void count(struct command *c, const struct kind *k, int64_t deleted, int by)
{
	struct kind_work *w = &c->kinds[kind_number(k)];
	*(deleted ? &w->bin : &w->live) += by;
}

/* ---- a new row */

static bool insert_row(struct command *c, const struct record *r, int64_t device, struct err *e)
{
	struct kind_work *w = &c->kinds[kind_number(r->kind)];
	if (!w->insert && !db_take(c->s, rows_insert_sql(c->s, r->kind), &w->insert, e))
		return false;
	rows_bind_insert(w->insert, r, device, c->next, &c->keys);
	bool row, ok = db_step(c->s, w->insert, &row, e);
	sqlite3_reset(w->insert);
	return ok;
}

static bool search_new(struct command *c, const struct record *r, struct err *e)
{
	struct kind_work *w = &c->kinds[kind_number(r->kind)];
	if (!c->bulk)
		return r->deleted || derive_search_add(c->s, r->kind, r->id, buf_str(&c->keys.search), e);
	w->low = !w->low || r->id < w->low ? r->id : w->low;
	w->high = r->id > w->high ? r->id : w->high;
	return true;
}

bool write_new(struct command *c, struct record *r, struct err *e)
{
	r->created = r->created ? r->created : c->at;
	r->modified = r->modified ? r->modified : c->at; /* a file that gives everything back gives this too */
	r->clock = c->clock;
	if (c->bulk)
		bulk_new_row(c, r->kind);
	if (!c->lent) {
		derive_keys(c->s, r, &c->keys);
		json_new(r, &c->json);
	}
	if (!insert_row(c, r, c->s->device, e) || !search_new(c, r, e) || !derive_links(c->s, r, NULL, e) ||
	    !sorted_change(c->s, NULL, r, e))
		return false;
	count(c, r->kind, r->deleted, 1);
	return write_history(c, r->kind, r->id, buf_str(&c->json), 0, e);
}

static bool set_clocks(struct command *c, const struct record *r, const char *clocks, struct err *e)
{
	buf_clear(&c->sql);
	buf_text(&c->sql, "UPDATE ");
	db_quote(r->kind->key, &c->sql);
	buf_text(&c->sql, " SET clocks = ?2 WHERE id = ?1");
	return db_run(c->s, e, buf_str(&c->sql), "it", r->id, clocks);
}

bool write_arrival(struct command *c, struct record *r, int64_t device, const char *clocks, struct err *e)
{
	if (c->bulk)
		bulk_new_row(c, r->kind);
	derive_keys(c->s, r, &c->keys);
	count(c, r->kind, r->deleted, 1);
	return insert_row(c, r, device, e) && (!*clocks || set_clocks(c, r, clocks, e)) &&
	       (r->deleted || derive_search_add(c->s, r->kind, r->id, buf_str(&c->keys.search), e)) &&
	       derive_links(c->s, r, NULL, e) && sorted_change(c->s, NULL, r, e);
}

/* ---- a changed row */

/* Only what differs is named, so that indexes of the rest stay untouched. */
static void update_sql(struct command *c, const struct record *from, const struct record *to, bool sort, bool search)
{
	struct buf *b = &c->sql;
	buf_clear(b);
	buf_text(b, "UPDATE ");
	db_quote(to->kind->key, b);
	buf_print(
	    b, " SET modified = ?2, seq = ?3, hist = ?8%s%s", sort ? ", sort = ?4" : "", search ? ", skey = ?5" : "");
	if (from->clock != c->clock) /* else the row's base clock says it already */
		buf_text(b, ", clocks = ?9");
	buf_print(b, "%s%s", from->deleted != to->deleted ? ", deleted = ?6" : "",
	    same_text(from->extra, to->extra) ? "" : ", extra = ?7");
	for (int i = 1; i < to->kind->nfields; i++) {
		if (value_equal(&from->values[i], &to->values[i]))
			continue;
		buf_text(b, ", ");
		db_quote(to->kind->fields[i].key, b);
		buf_print(b, " = ?%d", 10 + i);
	}
	buf_text(b, " WHERE id = ?1");
}

static void bind_update(struct command *c, sqlite3_stmt *st, const struct record *from, const struct record *to)
{
	sqlite3_bind_int64(st, 1, to->id);
	sqlite3_bind_int64(st, 2, to->modified);
	sqlite3_bind_int64(st, 3, to->sequence);
	/* A number that the statement does not name is refused by SQLite; that is no fault. */
	sqlite3_bind_blob64(st, 4, buf_str(&c->keys.sort), c->keys.sort.len, SQLITE_STATIC);
	sqlite3_bind_text(st, 5, buf_str(&c->keys.search), -1, SQLITE_STATIC);
	if (to->deleted)
		sqlite3_bind_int64(st, 6, to->deleted);
	sqlite3_bind_text(st, 7, to->extra, -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 8, c->next);
	sqlite3_bind_text(st, 9, buf_str(&c->stored.clocks), -1, SQLITE_STATIC);
	for (int i = 1; i < to->kind->nfields; i++)
		if (!value_equal(&from->values[i], &to->values[i]))
			db_bind_value(st, 10 + i, &to->values[i]);
}

static bool buf_same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && memcmp(buf_str(a), buf_str(b), a->len) == 0;
}

static bool update_row(struct command *c, const struct record *from, const struct record *to, struct err *e)
{
	sqlite3_stmt *st;
	update_sql(c, from, to, !buf_same(&c->keys.sort, &c->stored.keys.sort),
	    !buf_same(&c->keys.search, &c->stored.keys.search));
	if (!db_take(c->s, buf_str(&c->sql), &st, e))
		return false;
	bind_update(c, st, from, to);
	bool row, ok = db_step(c->s, st, &row, e);
	db_give(c->s, st);
	return ok;
}

static bool search_change(struct command *c, const struct record *from, const struct record *to, struct err *e)
{
	bool waits = c->bulk && from->clock == c->clock; /* its search row is not there yet */
	bool was = !from->deleted, is = !to->deleted;
	const char *old = buf_str(&c->stored.keys.search), *new = buf_str(&c->keys.search);
	if (waits || (!was && !is) || (was && is && strcmp(old, new) == 0))
		return true;
	if (was && is)
		return derive_search_change(c->s, to->kind, to->id, old, new, e);
	return was ? derive_search_remove(c->s, to->kind, to->id, old, e)
	           : derive_search_add(c->s, to->kind, to->id, new, e);
}

/* Does a field differ from which the keys are made? */
static bool keys_touched(const struct record *from, const struct record *to)
{
	for (int i = 1; i < to->kind->nfields; i++) {
		bool named = i == to->kind->title[0] || i == to->kind->title[1] || i == to->kind->title[2];
		if ((named || (to->kind->fields[i].in & IN_SEARCH)) && !value_equal(&from->values[i], &to->values[i]))
			return true;
	}
	return false;
}

bool write_keys(struct command *c, const struct record *from, const struct record *to, struct err *e)
{
	if (!stored_read(c->s, to->kind, to->id, &c->stored, e))
		return false;
	if (keys_touched(from, to)) {
		derive_keys(c->s, to, &c->keys);
		return true;
	}
	buf_clear(&c->keys.sort);
	buf_clear(&c->keys.search);
	buf_add(&c->keys.sort, buf_str(&c->stored.keys.sort), c->stored.keys.sort.len);
	buf_add(&c->keys.search, buf_str(&c->stored.keys.search), c->stored.keys.search.len);
	return true;
}

static void new_clocks(struct command *c, const struct record *from, const struct record *to)
{
	for (int i = 1; i < to->kind->nfields; i++)
		if (!value_equal(&from->values[i], &to->values[i]))
			dots_write(&c->stored, to->kind->fields[i].key, record_has(from, i), c->clock, c->s->device);
	if (from->deleted != to->deleted)
		dots_write(&c->stored, "deleted", from->deleted != 0, c->clock, c->s->device);
	if (!same_text(from->extra, to->extra))
		extra_clocks(c, from->extra, to->extra);
}

bool write_row(struct command *c, const struct record *from, const struct record *to, struct err *e)
{
	if (!update_row(c, from, to, e) || !search_change(c, from, to, e) || !derive_links(c->s, to, from, e) ||
	    !sorted_change(c->s, from, to, e))
		return false;
	if (from->deleted != to->deleted) {
		count(c, to->kind, from->deleted, -1);
		count(c, to->kind, to->deleted, 1);
	}
	return true;
}

bool write_change(struct command *c, const struct record *from, struct record *to, struct err *e)
{
	bool calendar = json_change(from, to, &c->json);
	if (c->json.len == 0)
		return true;
	to->modified = c->at;
	to->sequence = from->sequence + calendar;
	if (!write_keys(c, from, to, e))
		return false;
	new_clocks(c, from, to);
	return write_row(c, from, to, e) && write_history(c, to->kind, to->id, buf_str(&c->json), c->stored.hist, e) &&
	       (buf_same(&c->keys.sort, &c->stored.keys.sort) || write_dependents(c, to->kind, to->id, e));
}

/* ---- records whose own title holds this record's */

static bool rename_one(struct command *c, const struct kind *k, int64_t id, struct err *e)
{
	struct record *r = NULL;
	struct buf sql = BUF_INIT;
	bool ok = rows_get(c->s, k, id, &r, e) && r && stored_read(c->s, k, id, &c->stored, e);
	if (ok) {
		derive_keys(c->s, r, &c->keys);
		buf_text(&sql, "UPDATE ");
		db_quote(k->key, &sql);
		buf_text(&sql, " SET sort = ?2, skey = ?3 WHERE id = ?1");
		ok = db_run(c->s, e, buf_str(&sql), "ibt", id, (const void *)buf_str(&c->keys.sort), c->keys.sort.len,
		         buf_str(&c->keys.search)) &&
		     search_change(c, r, r, e);
	}
	buf_free(&sql);
	record_free(r);
	return ok;
}

static bool rename_through(struct command *c, const struct kind *k, const struct field *f, int64_t id, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st;
	buf_text(&sql, "SELECT id FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " WHERE ");
	db_quote(f->key, &sql);
	buf_text(&sql, " = ?1");
	bool ok = db_take(c->s, buf_str(&sql), &st, e), row = true;
	buf_free(&sql);
	if (!ok)
		return false;
	sqlite3_bind_int64(st, 1, id);
	while (ok && (ok = db_step(c->s, st, &row, e)) && row)
		ok = rename_one(c, k, sqlite3_column_int64(st, 0), e);
	db_give(c->s, st);
	return ok;
}

bool write_dependents(struct command *c, const struct kind *k, int64_t id, struct err *e)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		for (int t = 0; t < 3 && all[i].title[t] != NO_FIELD; t++) {
			const struct field *f = &all[i].fields[all[i].title[t]];
			if (field_is_ref(f) && field_target(f) == k && !rename_through(c, &all[i], f, id, e))
				return false;
		}
	return true;
}
