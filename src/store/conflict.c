/* store/conflict.c - values that lost: two laptops wrote a field without knowing of each other, one value stands, the
 * other is kept beside it until a person has looked. Settling it is a change like any other, and travels. */
#include "store/exchange_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
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
	         x->id, x->key, x->clock, x->device);
	if (ok && swap)
		ok = write_change(c, r, to, e);
	else if (ok) /* told in the history, and so passed on */
		ok = stored_read(c->s, x->kind, x->id, &c->stored, e) &&
		     db_run(c->s, e, "INSERT INTO quiet(kind, id) VALUES(?1, ?2)", "ti", x->kind->key, x->id);
	c->quiet = true;
	record_free(to);
	record_free(r);
	return ok;
}

bool exchange_settle(struct store *s, const struct exchange_conflict *x, bool swap, struct err *e)
{
	struct command *c;
	if (!command_begin(s, N_("The other value was taken"), NULL, &c, e))
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
