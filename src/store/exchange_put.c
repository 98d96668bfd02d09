/* store/exchange_put.c - a record that arrives: a new one is written here, one that is here is joined
 * (exchange_known.c); the history is told whose changes came. Knows no line of the stream but the values cut out of it.
 */
#include "store/exchange_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

/* ---- the order of dots: by clock, then by the laptop's mark, which is the same everywhere */

static const unsigned char *uid_of(struct exchange_in *in, int64_t device)
{
	static const unsigned char nobody[EXCHANGE_UID];
	sqlite3_stmt *st;
	bool row = false;
	for (size_t i = 0; i < in->nuids; i++)
		if (in->uids[i].device == device)
			return in->uids[i].uid;
	if (!db_take(in->s, "SELECT uid FROM device WHERE n = ?1", &st, NULL))
		return nobody;
	in->uids = mem_resize(in->uids, in->nuids + 1, sizeof *in->uids);
	struct known_uid *u = &in->uids[in->nuids++];
	*u = (struct known_uid){.device = device};
	sqlite3_bind_int64(st, 1, device);
	if (db_step(in->s, st, &row, NULL) && row && sqlite3_column_bytes(st, 0) == EXCHANGE_UID)
		memcpy(u->uid, sqlite3_column_blob(st, 0), EXCHANGE_UID);
	db_give(in->s, st);
	return u->uid;
}

bool dot_newer(void *ctx, struct dot a, struct dot b)
{
	unsigned char mine[EXCHANGE_UID];
	if (a.clock != b.clock || a.device == b.device)
		return a.clock > b.clock;
	memcpy(mine, uid_of(ctx, a.device), sizeof mine); /* the next one may move it */
	return memcmp(mine, uid_of(ctx, b.device), sizeof mine) > 0;
}

/* ---- parts of a record: fields, "deleted", members that this version does not know */

bool part_get(const struct record *r, const char *key, struct buf *out)
{
	const int i = kind_field(r->kind, key);
	bool filled;
	if (i != NO_FIELD) {
		filled = record_has(r, i);
		value_json(&r->kind->fields[i], &r->values[i], out);
		return filled;
	}
	if (strcmp(key, "deleted") == 0 && (filled = r->deleted != 0)) {
		buf_int(out, r->deleted);
		return true;
	}
	if (strcmp(key, "deleted") != 0 && extra_get(r->extra, key, out))
		return true;
	buf_text(out, "null");
	return false;
}

bool part_set(struct record *r, const char *key, const char *json, struct err *e)
{
	const int i = kind_field(r->kind, key);
	if (i != NO_FIELD) {
		const struct field *f = &r->kind->fields[i];
		struct type_ctx ctx = {.lang = LANG_EN, .today = DATE_NONE};
		return value_from_json(f, json, &ctx, &r->values[i], e) &&
		       (!record_has(r, i) || f->type->validate(f, &r->values[i], e));
	}
	if (strcmp(key, "deleted") == 0) {
		r->deleted = strtoll(json, NULL, 10);
		return true;
	}
	char *extra = extra_set(r->extra, key, json);
	free(r->extra);
	r->extra = extra;
	return true;
}

bool bad_value(struct exchange_in *in, const char *key, struct err *e)
{
	struct err why = e ? *e : (struct err)ERR_INIT;
	err_set(e, ERR_INVALID, _("In %s %lld of this exchange file \"%s\" cannot be taken: %s"), tr(in->a.k->label),
	    (long long)in->a.id, key, why.what);
	err_hint(e, _("Nothing was taken from it. The file was made by another version, or by another program."));
	return err_tag(e, "EXCHANGE-VALUE");
}

/* ---- values that lost */

bool others_read(
    struct exchange_in *in, int64_t id, const char *key, struct side *out, struct buf *texts, struct err *e)
{
	sqlite3_stmt *st;
	bool ok, row = true;
	size_t at[OTHERS_MAX];
	buf_clear(texts);
	out->nothers = 0;
	if (!in->has_others)
		return true;
	if (!db_take(in->s, "SELECT clock, device, value FROM conflict WHERE id = ?1 AND field = ?2", &st, e))
		return false;
	sqlite3_bind_int64(st, 1, id);
	sqlite3_bind_text(st, 2, key, -1, SQLITE_STATIC);
	while ((ok = db_step(in->s, st, &row, e)) && row && out->nothers < OTHERS_MAX) {
		at[out->nothers] = texts->len;
		buf_text(texts, (const char *)sqlite3_column_text(st, 2));
		buf_add(texts, "", 1);
		out->others[out->nothers++].dot =
		    (struct dot){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1)};
	}
	db_give(in->s, st);
	for (size_t i = 0; i < out->nothers; i++)
		out->others[i].json = texts->data + at[i];
	return ok;
}

/* [[value,clock,device],...] of the stream. */
bool others_arriving(struct exchange_in *in, const struct part *p, struct side *out, struct buf *texts)
{
	struct json_slice one, m;
	size_t at[OTHERS_MAX];
	buf_clear(texts);
	out->nothers = 0;
	for (const char *list = p->others ? p->others : ""; json_step(&list, &one) && out->nothers < OTHERS_MAX;) {
		const char *each = one.value;
		struct other *o = &out->others[out->nothers];
		if (*one.value != '[' || !json_step(&each, &m))
			return false;
		at[out->nothers] = texts->len;
		buf_add(texts, m.value, m.n);
		buf_add(texts, "", 1);
		if (!json_step(&each, &m) || (o->dot.clock = strtoll(m.value, NULL, 10)) < 0 || !json_step(&each, &m))
			return false;
		const int64_t device = strtoll(m.value, NULL, 10);
		if (device < 0 || device >= (int64_t)in->ndevices)
			return false;
		o->dot.device = in->devices[device];
		in->newest = o->dot.clock > in->newest ? o->dot.clock : in->newest;
		out->nothers++;
	}
	for (size_t i = 0; i < out->nothers; i++)
		out->others[i].json = texts->data + at[i];
	return true;
}

static bool other_among(const struct side *s, struct dot d)
{
	for (size_t i = 0; i < s->nothers; i++)
		if (dot_same(s->others[i].dot, d))
			return true;
	return false;
}

bool others_write(struct exchange_in *in, const char *key, const struct side *was, const struct side *is, bool *changed,
    struct err *e)
{
	bool ok = true;
	for (size_t i = 0; ok && i < was->nothers; i++)
		if (!other_among(is, was->others[i].dot)) {
			*changed = true;
			ok = db_run(in->s, e,
			    "DELETE FROM conflict WHERE id = ?1 AND field = ?2 AND clock = ?3 AND device = ?4", "itii",
			    in->a.id, key, was->others[i].dot.clock, was->others[i].dot.device);
		}
	for (size_t i = 0; ok && i < is->nothers; i++)
		if (!other_among(was, is->others[i].dot)) {
			*changed = in->has_others = true;
			in->told.conflicts++;
			if (in->o.conflict)
				in->o.conflict(in->o.ctx, in->a.k, in->a.id, key, is->json, is->others[i].json);
			ok = db_run(in->s, e,
			    "INSERT OR REPLACE INTO conflict(id, field, clock, device, kind, value) VALUES(?1, ?2, ?3, "
			    "?4, "
			    "?5, ?6)",
			    "itiitt", in->a.id, key, is->others[i].dot.clock, is->others[i].dot.device, in->a.k->key,
			    is->others[i].json);
		}
	return ok;
}

/* ---- references to what has not come yet */

struct awaiting {
	struct exchange_in *in;
	const struct kind *target;
	struct err *e;
	bool ok;
};

static bool await(void *ctx, int64_t id)
{
	struct awaiting *w = ctx;
	struct command *c = w->in->c;
	int64_t *seen = &c->seen[(uint64_t)id % REFS_SEEN];
	if (*seen == id)
		return true;
	const struct kind *k = w->target && rows_exists(w->in->s, w->target, id) ? w->target : NULL;
	if (!k && !w->target)
		k = store_kind_of(w->in->s, id);
	if (k) {
		*seen = id;
		return true;
	}
	if (w->in->has_erased && is_erased(w->in->s, id))
		return true;
	w->in->has_awaited = true;
	w->ok = db_run(w->in->s, w->e, "INSERT OR IGNORE INTO awaited(id, kind) VALUES(?1, ?2)", "it", id,
	    w->target ? w->target->key : NULL);
	return w->ok;
}

bool await_refs(struct exchange_in *in, const struct record *r, const struct record *from, struct err *e)
{
	struct awaiting w = {.in = in, .e = e, .ok = true};
	for (int i = 1; w.ok && i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		const struct value *v = &r->values[i];
		if (v->tag == VALUE_NULL || (from && value_equal(v, &from->values[i])))
			continue;
		w.target = field_target(f);
		if (field_is_ref(f))
			await(&w, v->num);
		else if (field_is_refs(f))
			refs_each(v->text, await, &w);
	}
	return w.ok;
}

/* It is here now: what names it is sorted and found by its name. */
static bool no_longer_awaited(struct exchange_in *in, const struct record *r, struct err *e)
{
	if (!in->has_awaited || !store_is_awaited(in->s, r->id))
		return true;
	return db_run(in->s, e, "DELETE FROM awaited WHERE id = ?1", "i", r->id) &&
	       write_dependents(in->c, r->kind, r->id, e);
}

/* ---- the history: one change for each command elsewhere */

static void add_pair(struct buf *json, const char *key, const struct record *from, const struct record *to)
{
	buf_print(json, "%s\"%s\":[", json->len ? "," : "{", key);
	if (from)
		part_get(from, key, json);
	else
		buf_text(json, "null");
	buf_char(json, ',');
	part_get(to, key, json);
	buf_char(json, ']');
}

static bool write_origin(struct exchange_in *in, struct dot d, const struct kind *k, int64_t id, const char *fields,
    int64_t prev, struct err *e)
{
	return db_run(in->s, e, "INSERT INTO arrived(seq, clock, device) VALUES(?1, ?2, ?3)", "iii", in->c->next,
	           d.clock, d.device) &&
	       write_history(in->c, k, id, fields, prev, e);
}

static int by_dot(const void *a, const void *b)
{
	const struct came *x = a, *y = b;
	if (x->dot.clock != y->dot.clock)
		return x->dot.clock < y->dot.clock ? -1 : 1;
	return x->dot.device < y->dot.device ? -1 : x->dot.device > y->dot.device;
}

/* Members that this version does not know stand in the history as one text. */
static bool is_extra(const struct kind *k, const char *key)
{
	return kind_field(k, key) == NO_FIELD && strcmp(key, "deleted") != 0;
}

/* The fields from list[*i] on that one command wrote. */
static void group(const struct came *list, size_t n, size_t *i, const struct record *from, const struct record *to,
    struct buf *json, bool *extra)
{
	const struct dot d = list[*i].dot;
	for (; *i < n && dot_same(list[*i].dot, d); ++*i) {
		if (!is_extra(to->kind, list[*i].key)) {
			add_pair(json, list[*i].key, from, to);
		} else if (!*extra) {
			*extra = true;
			buf_print(json, "%s\"extra\":[%s,%s]", json->len ? "," : "{",
			    from && from->extra ? from->extra : "null", to->extra ? to->extra : "null");
		}
	}
}

/* Calls `row` before the last change is written: then c->next is its number. */
bool tell_changes(struct exchange_in *in, struct came *list, size_t n, const struct record *from,
    const struct record *to,
    bool (*row)(struct exchange_in *in, const struct record *from, const struct record *to, struct err *e),
    struct err *e)
{
	struct buf json = BUF_INIT;
	int64_t prev = from ? in->st.hist : 0;
	bool ok = true, extra = false;
	qsort(list, n, sizeof *list, by_dot);
	for (size_t i = 0; ok && i < n;) {
		const struct dot d = list[i].dot;
		buf_clear(&json);
		if (!from && i == 0)
			buf_print(&json, "{\"created\":[null,%lld]", (long long)to->created);
		group(list, n, &i, from, to, &json, &extra);
		buf_char(&json, '}');
		if (in->o.each)
			in->o.each(in->o.ctx, to->kind, to->id, from ? EXCHANGE_CHANGED : EXCHANGE_NEW, buf_str(&json));
		if (i == n)
			ok = row(in, from, to, e);
		const int64_t number = in->c->next;
		ok = ok && write_origin(in, d, to->kind, to->id, buf_str(&json), prev, e);
		prev = number;
	}
	buf_free(&json);
	return ok;
}

/* ---- a new record */

static bool new_row(struct exchange_in *in, const struct record *from, const struct record *to, struct err *e)
{
	(void)from;
	return write_arrival(in->c, (struct record *)to, in->a.base.device, buf_str(&in->clocks), e);
}

static size_t came_new(const struct arriving *a, struct came *list)
{
	size_t n = 0;
	/* What made it comes first, even when every field of it was changed later. */
	list[n++] = (struct came){.dot = a->base, .key = ""};
	for (size_t i = 0; i < a->nparts; i++)
		if (a->parts[i].value) {
			list[n].dot = a->parts[i].known.d[0];
			memcpy(list[n++].key, a->parts[i].key, DOTS_KEY);
		}
	return n;
}

static bool other_values(struct exchange_in *in, const struct record *r, struct err *e)
{
	static const struct side none;
	struct side there = {.nothers = 0};
	bool ok = true, changed;
	for (size_t i = 0; ok && i < in->a.nparts; i++) {
		if (!in->a.parts[i].others)
			continue;
		buf_clear(&in->texts[0]);
		part_get(r, in->a.parts[i].key, &in->texts[0]);
		there.json = buf_str(&in->texts[0]);
		ok = others_arriving(in, &in->a.parts[i], &there, &in->texts[1]) &&
		     others_write(in, in->a.parts[i].key, &none, &there, &changed, e);
	}
	return ok;
}

static bool put_new(struct exchange_in *in, struct record *r, struct err *e)
{
	const struct arriving *a = &in->a;
	struct came list[PARTS_MAX + 1];
	r->created = a->created;
	r->modified = a->modified;
	r->sequence = a->sequence;
	r->clock = a->base.clock;
	buf_clear(&in->clocks);
	for (size_t i = 0; i < a->nparts; i++) {
		const struct part *p = &a->parts[i];
		buf_clear(&in->texts[0]);
		const bool filled = part_get(r, p->key, &in->texts[0]);
		if (p->known.n > 1 || (p->known.n == 1 && (!filled || !dot_same(p->known.d[0], a->base))))
			dots_put(&in->clocks, p->key, &p->known);
	}
	in->told.fresh++;
	return await_refs(in, r, NULL, e) && tell_changes(in, list, came_new(a, list), NULL, r, new_row, e) &&
	       other_values(in, r, e) && no_longer_awaited(in, r, e);
}

/* ---- */

/* The record as it stands in the stream; of one that is here only what is not known here (in->st). */
static struct record *read_values(struct exchange_in *in, const struct record *here, struct err *e)
{
	struct arriving *a = &in->a;
	struct record *r = record_new(a->k);
	struct buf text = BUF_INIT;
	bool ok = true;
	r->id = a->id;
	for (size_t i = 0; ok && i < a->nparts; i++) {
		if (!a->parts[i].value || (here && part_known(in, here, &a->parts[i])))
			continue;
		buf_clear(&text);
		buf_add(&text, a->parts[i].value, a->parts[i].n);
		ok = part_set(r, a->parts[i].key, buf_str(&text), e) || bad_value(in, a->parts[i].key, e);
	}
	buf_free(&text);
	if (ok)
		return r;
	record_free(r);
	return NULL;
}

bool arrive(struct exchange_in *in, struct err *e)
{
	struct record *here = NULL, *there = NULL;
	bool gone = false;
	if (in->has_erased && is_erased(in->s, in->a.id)) {
		in->told.refused++;
		return true;
	}
	if (!rows_get(in->s, in->a.k, in->a.id, &here, e))
		return false;
	bool ok = !here || stored_read(in->s, in->a.k, in->a.id, &in->st, e);
	ok = ok && (there = read_values(in, here, e));
	ok = ok && without_erased(in, there, &gone, e);
	if (ok && gone)
		in->told.refused++;
	else if (ok)
		ok = here ? put_known(in, here, there, e) : put_new(in, there, e);
	record_free(here);
	record_free(there);
	return ok;
}
