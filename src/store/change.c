/* store/change.c - the one door for changes: opening a command, creating and changing records field by field, the bin.
 * Compares and checks; write.c writes. */
#include "store/command.h"

#include <stdlib.h>

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"
#include "store/sorted.h"

/* ---- opening */

static bool may_write(struct store *s, struct err *e)
{
	if (s->broken)
		return err_set(e, ERR_FAIL, "%s", s->broken);
	if (s->command)
		return err_set(e, ERR_BUSY, _("Another change is still under way in this program."));
	if (s->state == STORE_FINE)
		return true;
	if (s->state == STORE_NEWER) {
		err_set(e, ERR_DENIED, _("This database was made by a newer version (%s); here it can only be read."),
		    s->needs);
		return err_hint(e, _("Install the newer version to change something."));
	}
	err_set(e, ERR_DENIED, _("The database is open for reading only."));
	return err_hint(e, _("Check who owns the file and its folder: %s"), s->path);
}

/* Hybrid logical clock: milliseconds and a counter of 15 bits. Never back, whatever the machine's clock does. */
static int64_t next_clock(const struct store *s, int64_t last)
{
	int64_t now = clock_ms(&s->clock) << 15;
	return now > last ? now : last + 1;
}

/* The last command knows where the numbers stand. */
static bool read_ends(struct command *c, struct err *e)
{
	sqlite3_stmt *st;
	bool row = false;
	if (!db_take(c->s, "SELECT seq, clock, first + changes FROM command ORDER BY seq DESC LIMIT 1", &st, e))
		return false;
	bool ok = db_step(c->s, st, &row, e);
	c->seq = row ? sqlite3_column_int64(st, 0) + 1 : 1;
	c->first = c->next = row ? sqlite3_column_int64(st, 2) : 1;
	int64_t last = row ? sqlite3_column_int64(st, 1) : 0, seen = meta_int(c->s, "seen"); /* by another laptop */
	c->clock = next_clock(c->s, last > seen ? last : seen);
	c->at = clock_ms(&c->s->clock);
	db_give(c->s, st);
	return ok && sorted_refresh(c->s, e) && device_register(c->s, e);
}

bool command_begin_turn(
    struct store *s, const char *name, const char *about, int64_t undoes, int turn, struct command **out, struct err *e)
{
	*out = NULL;
	if (!may_write(s, e) || !db_run(s, e, "BEGIN IMMEDIATE", ""))
		return false;
	struct command *c = mem_alloc(sizeof *c);
	c->s = s;
	c->name = mem_copy_text(name);
	c->about = mem_copy_text(about);
	c->undoes = undoes;
	c->turn = turn;
	s->command = c;
	if (read_ends(c, e)) {
		*out = c;
		return true;
	}
	command_abort(c);
	return false;
}

bool command_begin(struct store *s, const char *name, const char *about, struct command **out, struct err *e)
{
	return command_begin_turn(s, name, about, 0, 0, out, e);
}

/* Room for the pages that rows touch here and there (the index of names), so that these are not written and read again
 * before the end; rows and history only grow at their ends. */
void command_bulk(struct command *c)
{
	c->bulk = true;
	db_script(c->s, "PRAGMA cache_size=-40000", NULL);
}

size_t command_changes(const struct command *c)
{
	return c->changes;
}

/* ---- references */

struct checking {
	struct command *c;
	const struct field *f;
	bool fine;
};

static bool ref_exists(void *ctx, int64_t id)
{
	struct checking *ch = ctx;
	int64_t *seen = &ch->c->seen[(uint64_t)id % REFS_SEEN];
	const struct kind *k = field_target(ch->f);
	if (*seen != id)
		ch->fine = k ? rows_exists(ch->c->s, k, id) : store_kind_of(ch->c->s, id) != NULL;
	if (ch->fine)
		*seen = id;
	return ch->fine;
}

static bool refs_exist(struct command *c, const struct field *f, const struct value *v, struct err *e)
{
	struct checking ch = {c, f, true};
	if (v->tag == VALUE_INT && field_is_ref(f))
		ref_exists(&ch, v->num);
	else if (v->tag == VALUE_TEXT && field_is_refs(f))
		refs_each(v->text, ref_exists, &ch);
	if (ch.fine)
		return true;
	err_set(e, ERR_INVALID, _("%s: the record that it names is not there."), tr(f->label));
	return err_field(e, f->key);
}

/* ---- creating */

bool is_erased(struct store *s, int64_t id)
{
	int64_t there = 0;
	db_int(s, &there, NULL, "SELECT 1 FROM erased WHERE id = ?1", "i", id);
	return there == 1;
}

/* With a clock that stands still every program begins in the same millisecond, where chance alone would make ids meet:
 * then the new ones go on after those that are there. */
static bool seed_ids(struct command *c, struct err *e)
{
	const int64_t random = (INT64_C(1) << 22) - 1;
	struct id_source none = {0};
	int64_t from = id_new(c->at, &none) & ~random, last;
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; c->s->clock.fixed && i < n; i++) {
		struct buf sql = BUF_INIT;
		buf_text(&sql, "SELECT max(id) FROM ");
		db_quote(k[i].key, &sql);
		buf_text(&sql, " WHERE id BETWEEN ?1 AND ?2");
		bool ok = db_int(c->s, &last, e, buf_str(&sql), "ii", from, from + (random << 8));
		buf_free(&sql);
		if (!ok)
			return false;
		c->s->ids.last = last > c->s->ids.last ? last : c->s->ids.last;
	}
	return true;
}

static bool newest_id(struct command *c, const struct kind *k, int64_t *top, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_text(&sql, "SELECT max(id) FROM ");
	db_quote(k->key, &sql);
	bool ok = db_int(c->s, top, e, buf_str(&sql), "");
	buf_free(&sql);
	return ok;
}

/* An id that nobody has. Chance makes that so, and what is greater than all needs no second look. */
static bool fresh_id(struct command *c, struct record *r, struct err *e)
{
	struct kind_work *w = &c->kinds[kind_number(r->kind)];
	if (!c->seeded && !seed_ids(c, e))
		return false;
	c->seeded = true;
	if (!w->looked && !newest_id(c, r->kind, &w->top, e))
		return false;
	w->looked = true;
	do
		r->id = id_new(c->at, &c->s->ids);
	while (r->id <= w->top && rows_exists(c->s, r->kind, r->id));
	r->created = r->modified = 0; /* of the record that it may be a copy of */
	return true;
}

/* 0: not a joined kind, or nothing to join. What was erased does not come back: then the next id in the same order, so
 * that every laptop still comes to the same one. */
static int64_t joined_id(struct store *s, const struct record *r)
{
	int64_t parts[5] = {0}, any = 0;
	size_t n = 0;
	for (; n < 4 && r->kind->joined[n] != NO_FIELD; n++)
		any |= parts[n] = record_int(r, r->kind->joined[n]);
	if (!any)
		return 0;
	int64_t id = id_joined(r->kind->key, parts, n);
	while (is_erased(s, id)) {
		parts[n]++;
		id = id_joined(r->kind->key, parts, n + 1);
	}
	return id;
}

static bool create(struct command *c, struct record *r, struct err *e)
{
	for (int i = 1; i < r->kind->nfields; i++)
		if (r->values[i].tag != VALUE_NULL && !refs_exist(c, &r->kind->fields[i], &r->values[i], e))
			return false;
	return write_new(c, r, e);
}

/* ---- changing */

struct clash {
	command_clash *tell;
	void *ctx;
};

/* One field: what the person changed goes into `to`, unless another program changed it to something else meanwhile. */
static bool merge_field(struct command *c, int i, const struct record *r, const struct record *base,
    const struct record *stored, struct record *to, const struct clash *clash, struct err *e)
{
	const struct value *mine = &r->values[i], *theirs = &stored->values[i];
	if (value_equal(mine, theirs) || (base && value_equal(mine, &base->values[i])))
		return true;
	if (base && clash->tell && !value_equal(theirs, &base->values[i])) {
		clash->tell(clash->ctx, i, theirs);
		return true;
	}
	value_copy(&to->values[i], mine);
	return refs_exist(c, &r->kind->fields[i], mine, e);
}

static bool change(struct command *c, struct record *r, const struct record *base, const struct record *stored,
    bool unbin, const struct clash *clash, struct err *e)
{
	struct record *to = record_copy(stored);
	bool ok = true;
	for (int i = 1; ok && i < r->kind->nfields; i++)
		ok = merge_field(c, i, r, base, stored, to, clash, e);
	if (r->extra) {
		free(to->extra);
		to->extra = mem_copy_text(r->extra);
	}
	if (unbin)
		to->deleted = 0;
	ok = ok && write_change(c, stored, to, e);
	r->created = to->created;
	r->modified = to->modified;
	r->deleted = to->deleted;
	r->clock = to->clock;
	r->sequence = to->sequence;
	record_free(to);
	return ok;
}

static bool put_known(struct command *c, struct record *r, const struct record *base, bool derived,
    const struct clash *clash, struct err *e)
{
	struct record *stored = NULL;
	if (!rows_get(c->s, r->kind, r->id, &stored, e))
		return false;
	bool ok;
	if (stored)
		ok = change(c, r, base, stored, derived, clash, e);
	else if (base || is_erased(c->s, r->id))
		ok = err_set(e, ERR_NOT_FOUND, _("This record was erased meanwhile; it cannot be changed."));
	else
		ok = create(c, r, e);
	record_free(stored);
	return ok;
}

bool command_put(
    struct command *c, struct record *r, const struct record *base, command_clash *tell, void *ctx, struct err *e)
{
	struct clash clash = {tell, ctx};
	if (r->id)
		return put_known(c, r, base, false, &clash, e);
	r->id = joined_id(c->s, r);
	bool ok;
	if (r->id) {
		ok = put_known(c, r, NULL, true, &clash, e);
	} else {
		ok = fresh_id(c, r, e) && create(c, r, e);
	}
	if (!ok)
		r->id = 0;
	return ok;
}

/* ---- the bin */

static bool set_deleted(struct command *c, const struct kind *k, int64_t id, bool deleted, struct err *e)
{
	struct record *stored = NULL;
	if (!store_get(c->s, k, id, &stored, e))
		return false;
	struct record *to = record_copy(stored);
	if (deleted != (stored->deleted != 0))
		to->deleted = deleted ? c->at : 0;
	bool ok = write_change(c, stored, to, e);
	record_free(to);
	record_free(stored);
	return ok;
}

bool command_bin(struct command *c, const struct kind *k, int64_t id, struct err *e)
{
	return set_deleted(c, k, id, true, e);
}

bool command_unbin(struct command *c, const struct kind *k, int64_t id, struct err *e)
{
	return set_deleted(c, k, id, false, e);
}
