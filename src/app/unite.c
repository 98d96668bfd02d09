/* app/unite.c - one record made of two of one person: which values stay, everything that named the other, both
 * histories. The older id stays, whoever merges: so two laptops that merge the same two come to the same one. */
#include "app/unite.h"

#include <stdlib.h>
#include <string.h>

#include "app/unite_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/exchange.h"

static const struct kind *person(void)
{
	return kind_get(KIND_person);
}

/* ---- what stays */

bool app_unite_joins(const struct field *f)
{
	return unite_joins(f);
}

bool app_unite_shows(const struct app_unite *w, int field)
{
	return (person()->fields[field].in & IN_ALL) && (record_has(w->one, field) || record_has(w->other, field));
}

bool app_unite_differs(const struct app_unite *w, int field)
{
	return !value_equal(&w->one->values[field], &w->other->values[field]);
}

void app_unite_value(const struct app_unite *w, int field, struct value *out)
{
	const struct value *one = &w->one->values[field], *other = &w->other->values[field];
	value_clear(out);
	if (w->take[field] == TAKE_BOTH)
		unite_join(&person()->fields[field], one, other, out);
	else
		value_copy(out, w->take[field] == TAKE_OTHER ? other : one);
}

static enum app_take likely_take(const struct app_unite *w, int field)
{
	const struct field *f = &person()->fields[field];
	const struct value *one = &w->one->values[field], *other = &w->other->values[field];
	if (app_unite_differs(w, field) && unite_joins(f) && one->tag == VALUE_TEXT && other->tag == VALUE_TEXT)
		return TAKE_BOTH;
	return unite_stronger(f, one, other) == one ? TAKE_ONE : TAKE_OTHER;
}

struct counting {
	int64_t naming;
};

static void count_one(void *ctx, const struct kind *from, int field, int64_t count)
{
	struct counting *c = ctx;
	(void)field;
	if (from != kind_get(KIND_pair))
		c->naming += count;
}

static int64_t count_naming(struct app *a, int64_t id)
{
	struct counting c = {0};
	struct err ignored = ERR_INIT;
	store_references(a->store, person(), id, count_one, &c, &ignored);
	return c.naming;
}

static bool is_there(const struct record *r, struct err *e)
{
	if (!r->deleted)
		return true;
	return err_set(e, ERR_INVALID, _("One of the two is in the bin."));
}

bool app_unite_open(struct app *a, int64_t x, int64_t y, struct app_unite **out, struct err *e)
{
	struct store *s = app_store(a, e);
	*out = NULL;
	if (!s)
		return false;
	if (x == y)
		return err_set(e, ERR_INVALID, _("That is one record; two are needed."));
	struct app_unite *w = mem_alloc(sizeof *w);
	if (!store_get(s, person(), x < y ? x : y, &w->one, e) ||
	    !store_get(s, person(), x < y ? y : x, &w->other, e) || !is_there(w->one, e) || !is_there(w->other, e)) {
		app_unite_free(w);
		return false;
	}
	w->take = mem_array((size_t)person()->nfields, sizeof *w->take);
	for (int i = 1; i < person()->nfields; i++)
		w->take[i] = likely_take(w, i);
	w->naming = count_naming(a, w->other->id);
	*out = w;
	return true;
}

void app_unite_free(struct app_unite *w)
{
	if (!w)
		return;
	record_free(w->one);
	record_free(w->other);
	free(w->take);
	free(w);
}

/* ---- doing it */

static bool put_one(struct app *a, struct command *c, const struct app_unite *w, struct err *e)
{
	struct record *r = record_copy(w->one);
	for (int i = 1; i < person()->nfields; i++)
		if (person()->fields[i].in & IN_ALL)
			app_unite_value(w, i, &r->values[i]);
	if (!r->extra)
		r->extra = mem_copy_text(w->other->extra);
	bool ok = app_put(a, c, r, w->one, NULL, NULL, e);
	record_free(r);
	return ok;
}

/* It points to the one, and keeps its own values and history in the bin. */
static bool put_away(struct command *c, const struct app_unite *w, struct err *e)
{
	struct record *r = record_copy(w->other);
	record_set_int(r, person_merged_into, w->one->id);
	bool ok = command_put(c, r, w->other, NULL, NULL, e) && command_bin(c, person(), r->id, e);
	record_free(r);
	return ok;
}

bool app_unite_do(struct app *a, const struct app_unite *w, int64_t *moved, struct err *e)
{
	struct buf about = BUF_INIT;
	struct command *c;
	int64_t n = 0;
	app_title(a, person(), w->other->id, &about);
	bool ok = app_command(a, N_("Two records of one person made one"), buf_str(&about), &c, e);
	buf_free(&about);
	if (!ok)
		return false;
	ok = put_one(a, c, w, e) && put_away(c, w, e) && unite_move(a, c, w->other->id, w->one->id, &n, e) &&
	     unite_put_pair(a, c, w->one->id, w->other->id, PAIR_MERGED, e);
	if (moved)
		*moved = n;
	if (ok)
		return app_commit(a, c, e);
	app_abort(a, c);
	return false;
}

/* ---- what came later */

struct merged {
	struct record **rows;
	size_t n;
};

static bool keep_merged(void *ctx, const struct record *r)
{
	struct merged *m = ctx;
	m->rows = mem_resize(m->rows, m->n + 1, sizeof *m->rows);
	m->rows[m->n++] = record_copy(r);
	return true;
}

static bool read_merged(struct app *a, struct merged *out, struct err *e)
{
	struct query q;
	const struct value none = VALUE_INIT;
	query_init(&q, person());
	q.bin = QUERY_BIN;
	bool ok = query_filter_add(&q, person_merged_into, QUERY_FILLED, &none, e) &&
	          store_each(a->store, &q, 0, keep_merged, out, e);
	query_free(&q);
	return ok;
}

/* The record that stayed in the end; 0: it is in the bin itself, or not here. Each points to an older one, so the way
 * ends. */
static int64_t stayed(struct app *a, const struct record *r)
{
	int64_t id = record_int(r, person_merged_into), before = r->id;
	while (id && id < before) {
		struct record *next = NULL;
		struct err ignored = ERR_INIT;
		if (!store_get(a->store, person(), id, &next, &ignored))
			return 0;
		int64_t further = record_int(next, person_merged_into), here = next->deleted ? 0 : id;
		record_free(next);
		if (here)
			return here;
		before = id;
		id = further;
	}
	return 0;
}

int64_t unite_stands(struct app *a, int64_t id)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	int64_t stands = 0;
	if (store_get(a->store, person(), id, &r, &ignored) && r->deleted)
		stands = stayed(a, r);
	record_free(r);
	return stands ? stands : id;
}

/* ---- a record that joins it (its attendance) was binned by the merge and went on elsewhere: it comes back, to be
 * moved */

struct revived {
	struct app *app;
	struct exchange_conflict *list;
	size_t n;
};

static bool joins_merged(struct app *a, const struct exchange_conflict *c)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	bool merged = false;
	if (!store_get(a->store, c->kind, c->id, &r, &ignored))
		return false;
	for (int i = 0; i < 4 && c->kind->joined[i] != NO_FIELD; i++) {
		const int64_t id = record_int(r, c->kind->joined[i]);
		if (field_target(&c->kind->fields[c->kind->joined[i]]) == person())
			merged = merged || unite_stands(a, id) != id;
	}
	record_free(r);
	return merged;
}

static bool keep_conflict(void *ctx, const struct exchange_conflict *c)
{
	struct revived *v = ctx;
	if (strcmp(c->key, "deleted") != 0 || strcmp(c->value, "null") != 0 || c->kind == kind_get(KIND_pair) ||
	    !joins_merged(v->app, c))
		return true;
	v->list = mem_resize(v->list, v->n + 1, sizeof *v->list);
	v->list[v->n] = *c;
	v->list[v->n++].key = "deleted";
	v->list[v->n - 1].value = "null";
	return true;
}

static bool revive(struct app *a, struct err *e)
{
	struct revived v = {.app = a};
	bool ok = exchange_conflicts(a->store, keep_conflict, &v, e);
	for (size_t i = 0; ok && i < v.n; i++)
		ok = exchange_settle(a->store, &v.list[i], true, e);
	free(v.list);
	return ok;
}

bool app_unite_follow(struct app *a, int64_t *moved, struct err *e)
{
	struct merged m = {NULL, 0};
	struct command *c = NULL;
	int64_t n = 0;
	bool ok = app_store_write(a, e) && revive(a, e) && read_merged(a, &m, e);
	for (size_t i = 0; ok && i < m.n; i++) {
		int64_t to = count_naming(a, m.rows[i]->id) > 0 ? stayed(a, m.rows[i]) : 0;
		if (!to)
			continue;
		ok =
		    (c || app_command(a, N_("What named a merged record moved to the one that stayed"), NULL, &c, e)) &&
		    unite_move(a, c, m.rows[i]->id, to, &n, e);
	}
	for (size_t i = 0; i < m.n; i++)
		record_free(m.rows[i]);
	free(m.rows);
	if (moved)
		*moved = n;
	if (!c)
		return ok;
	if (ok)
		return app_commit(a, c, e);
	app_abort(a, c);
	return false;
}
