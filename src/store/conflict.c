/* store/conflict.c - values that lost: two laptops wrote a field without knowing of each other, one value stands, the
 * other is kept beside it until a person has looked. Settling it is a change like any other, and travels. */
#include "store/exchange_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

#define LIST                                                                                                           \
	"SELECT x.kind, x.id, x.field, x.value, x.clock, x.device, COALESCE(c.at, o.at, 0), COALESCE(c.who, o.who), "  \
	"d.name FROM conflict x LEFT JOIN command c ON c.clock = x.clock AND c.device = x.device LEFT JOIN origin o "  \
	"ON o.clock = x.clock AND o.device = x.device LEFT JOIN device d ON d.n = x.device ORDER BY x.clock DESC, "    \
	"x.id, x.field"

static const char *text(sqlite3_stmt *st, int at)
{
	const char *t = (const char *)sqlite3_column_text(st, at);
	return t ? t : "";
}

/* A value that stands by now, however it came there, is no other value any more. */
static bool differs(struct store *s, const struct exchange_conflict *c)
{
	struct record *r = NULL;
	struct buf now = BUF_INIT;
	if (!rows_get(s, c->kind, c->id, &r, NULL) || !r)
		return false;
	part_get(r, c->key, &now);
	const bool other = strcmp(buf_str(&now), c->value) != 0;
	buf_free(&now);
	record_free(r);
	return other;
}

bool exchange_conflicts(
    struct store *s, bool (*each)(void *ctx, const struct exchange_conflict *c), void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	bool ok, row = true, more = true;
	if (!db_take(s, LIST, &st, e))
		return false;
	while ((ok = db_step(s, st, &row, e)) && row && more) {
		const struct exchange_conflict c = {.kind = kind_find(text(st, 0)),
		    .id = sqlite3_column_int64(st, 1),
		    .key = text(st, 2),
		    .value = text(st, 3),
		    .clock = sqlite3_column_int64(st, 4),
		    .device = sqlite3_column_int64(st, 5),
		    .at_ms = sqlite3_column_int64(st, 6),
		    .who = text(st, 7),
		    .device_name = text(st, 8)};
		if (c.kind && differs(s, &c))
			more = each(ctx, &c);
	}
	db_give(s, st);
	return ok;
}

/* ---- what was settled, in the history: "other:KEY":[[value,clock,device],null], and turned round when it is taken
 * back */

static bool write_told(struct command *c, const struct kind *k, int64_t id, const char *fields, struct err *e)
{
	char *sql = mem_print("UPDATE \"%s\" SET hist = ?2, clocks = ?3 WHERE id = ?1", k->key);
	const bool ok = db_run(c->s, e, sql, "iit", id, c->next, buf_str(&c->stored.clocks)) &&
	                write_history(c, k, id, fields, c->stored.hist, e);
	free(sql);
	return ok;
}

static bool tell_settled(struct command *c, const struct exchange_conflict *x, struct err *e)
{
	struct buf fields = BUF_INIT;
	buf_print(&fields, "{\"" CONFLICT_KEY "%s\":[[%s,%lld,%lld],null]}", x->key, x->value, (long long)x->clock,
	    (long long)x->device);
	const bool ok =
	    stored_read(c->s, x->kind, x->id, &c->stored, e) && write_told(c, x->kind, x->id, buf_str(&fields), e);
	buf_free(&fields);
	return ok;
}

/* Every laptop that has seen it given up would drop it again: so it comes back as a value written now, which they have
 * not seen, by whoever had written it then. The value that stands is written just after it, so that it goes on
 * standing. */
static bool bring_back(struct command *c, const struct record *r, const char *key, const char *value, struct dot was,
    struct dot *now, struct err *e)
{
	struct buf is = BUF_INIT;
	const int64_t later = c->clock + 2, seen = meta_int(c->s, "seen");
	const bool filled = part_get(r, key, &is);
	buf_free(&is);
	*now = (struct dot){c->clock + 1, c->s->device};
	dots_write(&c->stored, key, filled, later, now->device);
	return db_run(c->s, e,
	           "INSERT OR REPLACE INTO origin(clock, device, at, who, name) SELECT ?1, ?2, at, who, name FROM "
	           "(SELECT at, "
	           "who, name FROM command WHERE clock = ?3 AND device = ?4 UNION ALL SELECT at, who, name FROM origin "
	           "WHERE "
	           "clock = ?3 AND device = ?4 LIMIT 1)",
	           "iiii", now->clock, now->device, was.clock, was.device) &&
	       db_run(c->s, e, "INSERT OR REPLACE INTO origin(clock, device, at, who, name) VALUES(?1, ?2, ?3, ?4, ?5)",
	           "iiitt", later, now->device, c->at, c->s->who, c->name) &&
	       db_run(c->s, e,
	           "INSERT OR REPLACE INTO conflict(id, field, clock, device, kind, value) VALUES(?1, ?2, ?3, ?4, ?5, "
	           "?6)",
	           "itiitt", r->id, key, now->clock, now->device, r->kind->key, value) &&
	       meta_set_int(c->s, "seen", later > seen ? later : seen, e);
}

static bool give_up(struct command *c, const struct record *r, const char *key, const char *value, struct err *e)
{
	return db_run(
	    c->s, e, "DELETE FROM conflict WHERE id = ?1 AND field = ?2 AND value = ?3", "itt", r->id, key, value);
}

/* [value,clock,device] */
static bool read_told(const char *json, struct buf *value, struct dot *d)
{
	struct json_slice m;
	if (!json_step(&json, &m))
		return false;
	buf_add(value, m.value, m.n);
	if (!json_step(&json, &m))
		return false;
	d->clock = strtoll(m.value, NULL, 10);
	if (!json_step(&json, &m))
		return false;
	d->device = strtoll(m.value, NULL, 10);
	return true;
}

bool conflict_turn_back(
    struct command *c, const struct record *r, const char *key, const char *before, const char *after, struct err *e)
{
	struct buf value = BUF_INIT, fields = BUF_INIT;
	struct dot d = {0, 0};
	const char *name = key + strlen(CONFLICT_KEY);
	const bool back = strcmp(before, "null") != 0;
	bool ok = stored_read(c->s, r->kind, r->id, &c->stored, e);
	if (ok && read_told(back ? before : after, &value, &d)) {
		ok = back ? bring_back(c, r, name, buf_str(&value), d, &d, e) : give_up(c, r, name, buf_str(&value), e);
		buf_print(&fields, back ? "{\"%s\":[null,[%s,%lld,%lld]]}" : "{\"%s\":[[%s,%lld,%lld],null]}", key,
		    buf_str(&value), (long long)d.clock, (long long)d.device);
		ok = ok && write_told(c, r->kind, r->id, buf_str(&fields), e);
	}
	buf_free(&value);
	buf_free(&fields);
	return ok;
}

/* The value that is given up is told first: taken back, it is the last that comes, and stands beside the former one. */
static bool settle(struct command *c, const struct exchange_conflict *x, bool swap, struct err *e)
{
	struct record *r = NULL;
	if (!store_get(c->s, x->kind, x->id, &r, e))
		return false;
	struct record *to = record_copy(r);
	int64_t there = 0;
	bool ok = db_int(c->s, &there, e,
	    "SELECT count(*) FROM conflict WHERE id = ?1 AND field = ?2 AND clock = ?3 AND device = ?4", "itii", x->id,
	    x->key, x->clock, x->device);
	if (ok && !there)
		ok = err_set(e, ERR_NOT_FOUND, _("This was settled meanwhile."));
	ok = ok && (!swap || part_set(to, x->key, x->value, e)) &&
	     db_run(c->s, e, "DELETE FROM conflict WHERE id = ?1 AND field = ?2 AND clock = ?3 AND device = ?4", "itii",
	         x->id, x->key, x->clock, x->device) &&
	     tell_settled(c, x, e) && (!swap || write_change(c, r, to, e));
	record_free(to);
	record_free(r);
	return ok;
}

bool exchange_settle(struct store *s, const struct exchange_conflict *x, bool swap, struct err *e)
{
	struct command *c;
	if (!command_begin(s, swap ? N_("The other value was taken") : N_("The other value was given up"), NULL, &c, e))
		return false;
	if (settle(c, x, swap, e))
		return command_commit(c, e);
	command_abort(c);
	return false;
}

bool store_is_awaited(struct store *s, int64_t id)
{
	int64_t there = 0;
	db_int(s, &there, NULL, "SELECT 1 FROM awaited WHERE id = ?1", "i", id);
	return there == 1;
}
