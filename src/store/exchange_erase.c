/* store/exchange_erase.c - what was erased for good on another laptop is erased here, and what only this laptop knows
 * about an erased person goes with it: records that are about that person alone (the personal reference is required),
 * and in others the name and what is personal beside it. Knows no kind by name. */
#include "store/exchange_inner.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

static bool is_personal(const struct field *f)
{
	return field_is_ref(f) && f->privacy >= PERSONAL;
}

struct naming {
	const struct kind *kind;
	int field;
	int64_t id;
};

struct names {
	struct naming *list;
	size_t n;
};

static bool find_naming(struct store *s, const struct kind *k, int field, int64_t id, struct names *out, struct err *e)
{
	sqlite3_stmt *st;
	char *sql = mem_print("SELECT id FROM \"%s\" WHERE \"%s\" = ?1", k->key, k->fields[field].key);
	bool ok = db_take(s, sql, &st, e), row = true;
	free(sql);
	if (!ok)
		return false;
	sqlite3_bind_int64(st, 1, id);
	while ((ok = db_step(s, st, &row, e)) && row) {
		out->list = mem_resize(out->list, out->n + 1, sizeof *out->list);
		out->list[out->n++] = (struct naming){k, field, sqlite3_column_int64(st, 0)};
	}
	db_give(s, st);
	return ok;
}

static bool find_all(struct store *s, int64_t id, struct names *out, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		for (int f = 1; f < k[i].nfields; f++)
			if (is_personal(&k[i].fields[f]) && !find_naming(s, &k[i], f, id, out, e))
				return false;
	return true;
}

static bool erase_one(struct exchange_in *in, struct command *c, int64_t id, struct err *e);

static bool treat(struct exchange_in *in, struct command *c, const struct naming *n, struct err *e)
{
	struct record *r = NULL;
	if (n->kind->fields[n->field].in & REQUIRED)
		return erase_one(in, c, n->id, e);
	bool ok = rows_get(in->s, n->kind, n->id, &r, e) && (!r || erase_personal(c, r, n->field, e));
	record_free(r);
	return ok;
}

static bool remember(struct command *c, int64_t id, struct err *e)
{
	c->quiet = true;
	return db_run(c->s, e, "INSERT OR IGNORE INTO erased(id, at, hist) VALUES(?1, ?2, 0)", "ii", id, c->at) &&
	       db_run(c->s, e, "DELETE FROM awaited WHERE id = ?1", "i", id);
}

static bool erase_one(struct exchange_in *in, struct command *c, int64_t id, struct err *e)
{
	struct names names = {NULL, 0};
	if (is_erased(in->s, id))
		return true;
	const struct kind *k = store_kind_of(in->s, id);
	bool ok = find_all(in->s, id, &names, e) && (!k || command_erase(c, k, id, e)) && remember(c, id, e);
	in->told.erased += k != NULL;
	for (size_t i = 0; ok && i < names.n; i++)
		ok = treat(in, c, &names.list[i], e);
	free(names.list);
	return ok;
}

bool erase_waiting(struct exchange_in *in, struct err *e)
{
	struct command *c = in->c;
	if (!c && !command_begin(in->s, N_("Erased on another laptop"), in->about, &c, e))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < in->nerased; i++)
		ok = erase_one(in, c, in->erased[i], e);
	in->nerased = 0;
	in->has_erased = true;
	if (c == in->c)
		return ok;
	if (ok)
		return command_commit(c, e);
	command_abort(c);
	return false;
}

static bool gone_too(struct exchange_in *in, struct record *r, struct err *e)
{
	struct command *c = in->c;
	return (!rows_exists(in->s, r->kind, r->id) || command_erase(c, r->kind, r->id, e)) && remember(c, r->id, e);
}

bool without_erased(struct exchange_in *in, struct record *r, bool *gone, struct err *e)
{
	for (int i = 1; in->has_erased && i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		if (!is_personal(f) || !record_has(r, i) || !is_erased(in->s, record_int(r, i)))
			continue;
		if (f->in & REQUIRED) {
			*gone = true;
			return gone_too(in, r, e);
		}
		for (int p = 1; p < r->kind->nfields; p++)
			if (p == i || r->kind->fields[p].privacy >= PERSONAL)
				record_clear(r, p);
	}
	return true;
}
