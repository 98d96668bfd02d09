/* store/undo.c - taking a command back, and doing it again, as commands of their own: each field that nobody changed
 * since gets its former value; the others are left and counted. */
#include "store/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/history.h"
#include "store/read.h"

#define MANY 1000 /* changes, from which on a command is a bulk */

/* The command that is taken back. */
struct target {
	int64_t seq, root; /* root: the person's own command at the beginning of the chain */
	int64_t clock, device;
	int64_t changes;
	int turn;
	bool undone, erased; /* erased: something in it is gone for good */
	char name[128], about[128];
};

/* A command that erased: what it put beside the erased (rows without the name) is no step of its own to take back. */
#define ERASED(command)                                                                                                \
	"EXISTS (SELECT 1 FROM erased x WHERE x.hist >= " command ".first AND x.hist < " command ".first + " command   \
	".changes)"

/* A command that only notes what was given out. */
#define NOTE "name IS '" COMMAND_GIVEN_OUT "'"

/* [before, after] */
struct pair {
	struct buf text[2];
	int n;
};

struct undoing {
	struct command *c;
	const struct target *t;
	struct undo_result *out;
	struct err *e;
	/* the record at hand */
	struct record *from, *to;
	struct stored stored;
	struct pair settled; /* a conflict, whose key is settled_key; n 0: none */
	char settled_key[DOTS_KEY + 8];
	bool ok;
};

/* ---- one field */

/* Has a person's later change, that stands, written this field? Undoing and doing again are no changes of their own:
 * what they put back belongs to whoever had written it. */
static bool changed_later(struct undoing *u, const char *key)
{
	int64_t later = 0;
	u->ok =
	    u->ok && db_int(u->c->s, &later, u->e,
	                 "WITH RECURSIVE chain(seq) AS (SELECT ?1 UNION ALL SELECT h.prev FROM chain "
	                 "CROSS JOIN change h ON h.seq = chain.seq WHERE h.prev > 0 AND h.cmd > ?2) "
	                 "SELECT 1 FROM chain CROSS JOIN change h ON h.seq = chain.seq JOIN command c ON c.seq = h.cmd "
	                 "WHERE c.seq > ?2 AND c.turn = 0 AND c.undone = 0 AND "
	                 "json_type(h.fields, '$.\"' || ?3 || '\"') IS NOT NULL LIMIT 1",
	                 "iit", u->stored.hist, u->t->root, key);
	return later != 0;
}

static bool untouched(struct undoing *u, const char *key)
{
	int64_t clock, device;
	stored_clock(&u->stored, key, &clock, &device);
	return (clock == u->t->clock && device == u->t->device) || (!changed_later(u, key) && u->ok);
}

/* A reference to what was erased meanwhile is not brought back. */
struct missing {
	struct store *s;
	const struct kind *k;
};

static bool is_there(void *ctx, int64_t id)
{
	const struct missing *m = ctx;
	return m->k ? rows_exists(m->s, m->k, id) : store_kind_of(m->s, id) != NULL;
}

static bool names_something(struct store *s, const struct field *f, const struct value *v)
{
	struct missing m = {s, field_target(f)};
	if (v->tag == VALUE_INT && field_is_ref(f))
		return is_there(&m, v->num);
	return v->tag != VALUE_TEXT || !field_is_refs(f) || refs_each(v->text, is_there, &m);
}

static bool set_field(struct undoing *u, const char *key, const char *before)
{
	int i = kind_field(u->to->kind, key);
	struct value v = VALUE_INIT;
	if (i == NO_FIELD)
		return false;
	const struct field *f = &u->to->kind->fields[i];
	struct type_ctx ctx = {.lang = LANG_EN};
	bool ok = value_from_json(f, before, &ctx, &v, NULL) && names_something(u->c->s, f, &v);
	if (ok)
		value_copy(&u->to->values[i], &v);
	value_clear(&v);
	return ok;
}

static bool set_part(struct undoing *u, const char *key, const char *before)
{
	if (strcmp(key, "deleted") == 0) {
		u->to->deleted = strtoll(before, NULL, 10); /* null: 0 */
		return true;
	}
	return set_field(u, key, before);
}

static bool take_element(void *ctx, const char *json)
{
	struct pair *p = ctx;
	buf_text(&p->text[p->n++], json);
	return p->n < 2;
}

/* A field that this version did not know when the change came; meanwhile it may have learnt it. */
static void undo_unknown(struct undoing *u, const char *key, const char *before)
{
	int64_t clock, device;
	stored_clock(&u->stored, key, &clock, &device);
	const bool own = clock == u->t->clock && device == u->t->device;
	if (!own && (changed_later(u, key) || changed_later(u, "extra"))) {
		u->out->kept++;
	} else if (kind_field(u->to->kind, key) != NO_FIELD) {
		u->out->kept += !set_field(u, key, before);
	} else {
		char *extra = extra_set(u->to->extra, key, before);
		free(u->to->extra);
		u->to->extra = extra;
	}
}

/* Their values stand in the history as one object before and one after; what differs is taken back one by one. */
static void undo_unknown_all(struct undoing *u, const char *before, const char *after)
{
	const char *const sides[] = {before, after};
	for (int side = 0; side < 2; side++) {
		struct json_slice m;
		for (const char *p = sides[side]; json_step(&p, &m);) {
			struct buf was = BUF_INIT, is = BUF_INIT;
			char *key = m.key ? mem_copy_bytes(m.key, m.key_n) : mem_copy_text("");
			const bool there = extra_get(before, key, &was);
			extra_get(after, key, &is);
			if (*key && (side == 0 || !there) && strcmp(buf_str(&was), buf_str(&is)) != 0)
				undo_unknown(u, key, there ? buf_str(&was) : "null");
			free(key);
			buf_free(&was);
			buf_free(&is);
		}
	}
}

static bool undo_member(void *ctx, const char *key, const char *json)
{
	struct undoing *u = ctx;
	struct pair p = {.n = 0};
	if (!json_elements(json, take_element, &p, NULL))
		p.n = 0;
	if (p.n == 2 && strncmp(key, CONFLICT_KEY, strlen(CONFLICT_KEY)) == 0) {
		snprintf(u->settled_key, sizeof u->settled_key, "%s", key);
		u->settled = p;
		return u->ok;
	}
	if (p.n == 2 && strcmp(key, "extra") == 0)
		undo_unknown_all(u, buf_str(&p.text[0]), buf_str(&p.text[1]));
	else if (p.n && (!untouched(u, key) || !set_part(u, key, buf_str(&p.text[0]))))
		u->out->kept++;
	buf_free(&p.text[0]);
	buf_free(&p.text[1]);
	return u->ok;
}

/* ---- one record */

/* A record that the command made goes to the bin whole: its values stay, so that doing it again finds them. */
static bool began_here(const char *fields)
{
	return strncmp(fields, "{\"created\":", strlen("{\"created\":")) == 0;
}

static void undo_fields(struct undoing *u, const char *fields)
{
	if (!began_here(fields)) {
		json_members(fields, undo_member, u, NULL);
	} else if (!u->from->deleted && untouched(u, "deleted")) {
		u->to->deleted = u->c->at;
	} else if (!u->from->deleted) {
		u->out->kept++;
	}
}

static bool turn_settled_back(struct undoing *u)
{
	bool ok = true;
	if (u->settled.n)
		ok = conflict_turn_back(
		    u->c, u->to, u->settled_key, buf_str(&u->settled.text[0]), buf_str(&u->settled.text[1]), u->e);
	buf_free(&u->settled.text[0]);
	buf_free(&u->settled.text[1]);
	u->settled.n = 0;
	return ok;
}

static bool undo_record(void *ctx, const struct kind *k, int64_t id, const char *fields)
{
	struct undoing *u = ctx;
	if (!k || !rows_get(u->c->s, k, id, &u->from, u->e))
		return (u->ok = !k);
	if (!u->from)
		return true; /* erased for good */
	size_t before = u->c->changes;
	u->to = record_copy(u->from);
	u->ok = stored_read(u->c->s, k, id, &u->stored, u->e);
	if (u->ok)
		undo_fields(u, fields);
	u->ok = u->ok && write_change(u->c, u->from, u->to, u->e) && turn_settled_back(u);
	if (u->c->changes > before && u->out->records++ == 0) {
		u->out->kind = k;
		u->out->id = id;
	}
	record_free(u->from);
	record_free(u->to);
	return u->ok;
}

/* ---- one command */

static void copy_text(char *out, size_t size, sqlite3_stmt *st, int at)
{
	const char *text = (const char *)sqlite3_column_text(st, at);
	snprintf(out, size, "%s", text ? text : "");
}

static bool read_target(struct store *s, int64_t number, struct target *t, struct err *e)
{
	sqlite3_stmt *st;
	bool row = false;
	*t = (struct target){.seq = number};
	if (!db_take(s,
	        "SELECT clock, device, turn, undoes, undone, name, about, changes, " ERASED("command") " FROM command "
	                                                                                               "WHERE seq = ?1",
	        &st, e))
		return false;
	sqlite3_bind_int64(st, 1, number);
	bool ok = db_step(s, st, &row, e);
	if (row) {
		t->clock = sqlite3_column_int64(st, 0);
		t->device = sqlite3_column_int64(st, 1);
		t->turn = sqlite3_column_int(st, 2);
		t->root = t->turn ? sqlite3_column_int64(st, 3) : number;
		t->undone = sqlite3_column_int64(st, 4) != 0;
		copy_text(t->name, sizeof t->name, st, 5);
		copy_text(t->about, sizeof t->about, st, 6);
		t->changes = sqlite3_column_int64(st, 7);
		t->erased = sqlite3_column_int64(st, 8) != 0;
	}
	db_give(s, st);
	return ok && (row || err_set(e, ERR_NOT_FOUND, _("There is no such change in the history.")));
}

/* Taking back an undo is doing the first command again; taking back that, undoing it. */
static bool read_chain(struct store *s, int64_t number, struct target *t, struct err *e)
{
	if (!read_target(s, number, t, e))
		return false;
	int turn = t->turn;
	while (t->turn == 2) { /* what did it again names the undo that it took back */
		if (!read_target(s, t->root, t, e))
			return false;
	}
	return turn == 2 ? read_target(s, t->root, t, e) : true;
}

static bool mark(struct command *c, const struct target *t, struct err *e)
{
	if (!db_run(c->s, e, "UPDATE command SET undone = ?2 WHERE seq = ?1", "ii", t->seq, c->seq))
		return false;
	/* one undo may have taken back several: all of them stand again */
	return t->turn == 0 || db_run(c->s, e, "UPDATE command SET undone = 0 WHERE undone = ?1", "i", t->seq);
}

static bool take_back(struct store *s, int64_t number, struct undo_result *out, struct err *e)
{
	struct target t;
	struct command *c;
	if (!read_chain(s, number, &t, e))
		return false;
	if (t.undone)
		return err_set(e, ERR_NOT_FOUND, _("This change was already taken back."));
	if (t.erased)
		return err_set(
		    e, ERR_DENIED, _("What was erased for good cannot be brought back. Nothing was changed."));
	*out = (struct undo_result){.number = t.root};
	memcpy(out->name, t.name, sizeof out->name);
	memcpy(out->about, t.about, sizeof out->about);
	if (!command_begin_turn(s, t.name, t.about, t.seq, t.turn == 1 ? 2 : 1, &c, e))
		return false;
	if (t.changes > MANY)
		command_bulk(c);
	struct undoing u = {.c = c, .t = &t, .out = out, .e = e, .ok = true};
	bool ok = changes_of(s, t.seq, true, undo_record, &u, e) && u.ok && mark(c, &t, e);
	stored_free(&u.stored);
	if (!ok) {
		command_abort(c);
		return false;
	}
	c->head = true; /* even when every field was changed since: it counts as taken back */
	return command_commit(c, e);
}

/* One of several, inside the command that takes all of them back. */
static bool take_one(struct command *c, int64_t number, struct undo_result *out, struct err *e)
{
	struct target t;
	if (!read_target(c->s, number, &t, e))
		return false;
	struct undoing u = {.c = c, .t = &t, .out = out, .e = e, .ok = true};
	bool ok = changes_of(c->s, t.seq, true, undo_record, &u, e) && u.ok && mark(c, &t, e);
	stored_free(&u.stored);
	return ok;
}

static bool next_standing(struct store *s, int64_t number, int64_t below, int64_t *out, struct err *e)
{
	return db_int(s, out, e,
	    "SELECT seq FROM command WHERE seq >= ?1 AND seq < ?2 AND turn = 0 AND undone = 0 AND NOT " NOTE
	    " AND NOT " ERASED("command") " ORDER BY seq DESC LIMIT 1",
	    "ii", number, below);
}

bool store_undo_to(struct store *s, int64_t number, struct undo_result *out, struct err *e)
{
	struct command *c;
	struct target newest;
	int64_t at = 0;
	if (!next_standing(s, number, INT64_MAX, &at, e))
		return false;
	if (!at)
		return err_set(e, ERR_NOT_FOUND, _("There is nothing to undo."));
	*out = (struct undo_result){.number = number};
	if (!read_target(s, at, &newest, e) || !command_begin_turn(s, newest.name, newest.about, newest.seq, 1, &c, e))
		return false;
	memcpy(out->name, newest.name, sizeof out->name);
	memcpy(out->about, newest.about, sizeof out->about);
	c->head = true;
	for (bool ok = true; at; ok = ok && next_standing(s, number, at, &at, e)) {
		if (!ok || !take_one(c, at, out, e)) {
			command_abort(c);
			return false;
		}
	}
	return command_commit(c, e);
}

bool store_undo_command(struct store *s, int64_t number, struct undo_result *out, struct err *e)
{
	return take_back(s, number, out, e);
}

bool store_undo(struct store *s, struct undo_result *out, struct err *e)
{
	int64_t number;
	if (!db_int(s, &number, e,
	        "SELECT seq FROM command WHERE device = ?1 AND turn = 0 AND undone = 0 AND NOT " NOTE
	        " AND NOT " ERASED("command") " ORDER BY seq DESC LIMIT 1",
	        "i", s->device))
		return false;
	return number ? take_back(s, number, out, e) : err_set(e, ERR_NOT_FOUND, _("There is nothing to undo."));
}

/* Only what was undone since the last change of one's own can be done again. */
bool store_redo(struct store *s, struct undo_result *out, struct err *e)
{
	int64_t number;
	if (!db_int(s, &number, e,
	        "SELECT seq FROM command WHERE device = ?1 AND turn = 1 AND undone = 0 AND seq > "
	        "COALESCE((SELECT max(seq) FROM command WHERE device = ?1 AND turn = 0 AND NOT " NOTE
	        "), 0) ORDER BY seq DESC LIMIT 1",
	        "i", s->device))
		return false;
	return number ? take_back(s, number, out, e) : err_set(e, ERR_NOT_FOUND, _("There is nothing to redo."));
}
