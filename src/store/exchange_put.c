/* store/exchange_put.c - a record that arrives is joined with the one here, field by field (exchange_join.c), and the
 * history is told whose changes came. Knows no line of the stream but the values cut out of it. */
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

static bool bad_value(struct exchange_in *in, const char *key, struct err *e)
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
static bool others_arriving(struct exchange_in *in, const struct part *p, struct side *out, struct buf *texts)
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

static bool others_write(struct exchange_in *in, const char *key, const struct side *was, const struct side *is,
    bool *changed, struct err *e)
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

static bool await_refs(struct exchange_in *in, const struct record *r, const struct record *from, struct err *e)
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

struct came {
	struct dot dot;
	char key[DOTS_KEY];
};

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
static bool tell_changes(struct exchange_in *in, struct came *list, size_t n, const struct record *from,
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

/* ---- one that is here */

struct known {
	struct exchange_in *in;
	struct record *from, *to, *there;
	struct came list[PARTS_MAX];
	size_t n;
	bool clocks, others;                  /* something of them changed */
	struct dots deleted_before;           /* of the bin, as it was here */
	struct dot edited_here, edited_there; /* the newest that the other side did not know; clock 0 none */
	struct err *e;
};

static void newest(struct known *k, struct dot *kept, struct dot d)
{
	if (!kept->clock || dot_newer(k->in, d, *kept))
		*kept = d;
}

static void note_edits(struct known *k, const char *key, const struct side *here, const struct side *there)
{
	if (strcmp(key, "deleted") == 0)
		return;
	if (here->known.n && !dots_know(&there->known, here->known.d[0]))
		newest(k, &k->edited_here, here->known.d[0]);
	if (there->known.n && !dots_know(&here->known, there->known.d[0]))
		newest(k, &k->edited_there, there->known.d[0]);
}

/* Did this laptop take the value back that comes once more? */
static void note_taken_back(struct known *k, const struct side *here, const struct side *there)
{
	int64_t turn = 0;
	if (!there->known.n || !here->known.n || here->known.d[0].device != k->in->s->device ||
	    dot_same(here->known.d[0], there->known.d[0]) || !dots_know(&here->known, there->known.d[0]))
		return;
	db_int(k->in->s, &turn, NULL, "SELECT turn FROM command WHERE clock = ?1 AND device = ?2", "ii",
	    here->known.d[0].clock, here->known.d[0].device);
	k->in->told.taken_back += turn == 1;
}

/* The same for a whole record: what a merge had made went to the bin when the merge was taken back. */
static void note_binned_again(struct known *k)
{
	int64_t turn = 0;
	const struct dots *bin = &k->deleted_before;
	if (!bin->n || bin->d[0].device != k->in->s->device)
		return;
	db_int(k->in->s, &turn, NULL, "SELECT turn FROM command WHERE clock = ?1 AND device = ?2", "ii",
	    bin->d[0].clock, bin->d[0].device);
	k->in->told.taken_back += turn == 1;
}

static bool covers(const struct dots *known, const struct dots *more)
{
	for (size_t i = 0; i < more->n; i++)
		if (!dots_know(known, more->d[i]))
			return false;
	return true;
}

static bool took(struct known *k, const char *key, const struct side *is)
{
	struct exchange_in *in = k->in;
	if (!part_set(k->to, key, is->json, k->e))
		return bad_value(in, key, k->e);
	struct buf *was = &in->texts[4], *now = &in->texts[5];
	buf_clear(was);
	buf_clear(now);
	part_get(k->from, key, was);
	part_get(k->to, key, now);
	if (strcmp(buf_str(was), buf_str(now)) == 0 || k->n == PARTS_MAX)
		return true;
	k->list[k->n].dot = is->known.d[0];
	memcpy(k->list[k->n++].key, key, strlen(key) + 1);
	in->told.fields++;
	return true;
}

static bool same_dots(const struct dots *a, const struct dots *b)
{
	return a->n == b->n && (a->n == 0 || dot_same(a->d[0], b->d[0])) && covers(a, b) && covers(b, a);
}

/* Both sides of a field whole, joined. */
static bool join_whole(struct known *k, const char *key, struct side *here, struct side *there, const struct part *p)
{
	struct exchange_in *in = k->in;
	struct side is;
	const struct joining j = {.deletion = strcmp(key, "deleted") == 0, .newer = dot_newer, .ctx = in};
	buf_clear(&in->texts[0]);
	buf_clear(&in->texts[1]);
	part_get(k->from, key, &in->texts[0]);
	part_get(k->there, key, &in->texts[1]);
	here->json = buf_str(&in->texts[0]);
	there->json = buf_str(&in->texts[1]);
	if (!others_read(in, in->a.id, key, here, &in->texts[2], k->e))
		return false;
	if (!others_arriving(in, p, there, &in->texts[3])) {
		err_set(k->e, ERR_INVALID, _("A list of other values is not one."));
		return bad_value(in, key, k->e);
	}
	join_sides(&j, here, there, &is);
	if (!same_dots(&here->known, &is.known)) {
		dots_put(&in->clocks, key, &is.known);
		k->clocks = true;
	}
	return (dot_same(is.known.d[0], here->known.n ? here->known.d[0] : (struct dot){0, 0}) || took(k, key, &is)) &&
	       others_write(in, key, here, &is, &k->others, k->e);
}

static bool join_part(struct known *k, const struct part *p)
{
	struct side here, there;
	if (!p->known.n)
		return true;
	const int i = kind_field(k->from->kind, p->key);
	bool filled = i != NO_FIELD ? record_has(k->from, i) : strcmp(p->key, "deleted") == 0 && k->from->deleted;
	struct buf *t = &k->in->texts[0];
	buf_clear(t);
	if (i == NO_FIELD && !filled)
		filled = strcmp(p->key, "deleted") != 0 && extra_get(k->from->extra, p->key, t);
	dots_of(&k->in->st, p->key, filled, &here.known);
	there.known = p->known;
	note_edits(k, p->key, &here, &there);
	note_taken_back(k, &here, &there);
	if (!p->others && !k->in->has_others && covers(&here.known, &p->known))
		return true; /* all of it is known here */
	return join_whole(k, p->key, &here, &there, p);
}

/* Fields that were written here and of which the other side says nothing. */
static void note_only_here(struct known *k)
{
	const struct arriving *a = &k->in->a;
	const struct side nothing = {.nothers = 0};
	struct side here;
	for (int i = 1; !a->part && i < a->k->nfields; i++) {
		bool there = false;
		for (size_t p = 0; p < a->nparts; p++)
			there = there || strcmp(a->parts[p].key, a->k->fields[i].key) == 0;
		if (there)
			continue;
		dots_of(&k->in->st, a->k->fields[i].key, record_has(k->from, i), &here.known);
		note_edits(k, a->k->fields[i].key, &here, &nothing);
	}
}

static const struct part *deletion(const struct arriving *a)
{
	for (size_t i = 0; i < a->nparts; i++)
		if (strcmp(a->parts[i].key, "deleted") == 0)
			return &a->parts[i];
	return NULL;
}

/* In the bin on one side and changed on the other, neither knowing of it: it stays in the bin, and the change stands
 * beside it as the other value "not in the bin". */
static bool deleted_and_edited(struct known *k)
{
	struct exchange_in *in = k->in;
	const struct part *p = deletion(&in->a);
	struct dots now;
	if (!k->to->deleted)
		return true;
	if (k->from->deleted && !p)
		note_binned_again(k);
	dots_entry(buf_str(&in->clocks), "deleted", &now);
	if (!now.n)
		dots_add(&now, (struct dot){in->st.clock, in->st.device});
	const bool was_here = dots_know(&k->deleted_before, now.d[0]), was_there = p && dots_know(&p->known, now.d[0]);
	if (!was_here)
		note_only_here(k);
	const struct dot edit = !was_here ? k->edited_here : !was_there ? k->edited_there : (struct dot){0, 0};
	if (!edit.clock || dots_know(&now, edit))
		return true;
	struct side was, is;
	if (!others_read(in, in->a.id, "deleted", &was, &in->texts[2], k->e))
		return false;
	is = was;
	is.json = "";
	for (size_t i = 0; i < is.nothers; i++)
		if (strcmp(is.others[i].json, "null") == 0) /* one such is enough */
			is.others[i--] = is.others[--is.nothers];
	if (is.nothers < OTHERS_MAX)
		is.others[is.nothers++] = (struct other){edit, "null"};
	dots_add(&now, edit);
	dots_put(&in->clocks, "deleted", &now);
	k->clocks = true;
	return others_write(in, "deleted", &was, &is, &k->others, k->e);
}

static bool changed_row(struct exchange_in *in, const struct record *from, const struct record *to, struct err *e)
{
	struct command *c = in->c;
	if (!write_keys(c, from, to, e))
		return false;
	buf_clear(&c->stored.clocks);
	buf_add(&c->stored.clocks, buf_str(&in->clocks), in->clocks.len);
	return write_row(c, from, to, e);
}

/* What is known of others' values, without a change that the history would tell. */
static bool write_quietly(struct known *k)
{
	struct exchange_in *in = k->in;
	char *sql = mem_print(
	    "UPDATE \"%s\" SET clocks = ?2, created = ?3, modified = ?4, seq = ?5 WHERE id = ?1", in->a.k->key);
	const bool ok = db_run(in->s, k->e, sql, "itiii", in->a.id, buf_str(&in->clocks), k->to->created,
	                    k->to->modified, k->to->sequence) &&
	                db_run(in->s, k->e, "INSERT INTO quiet(kind, id) VALUES(?1, ?2)", "ti", in->a.k->key, in->a.id);
	free(sql);
	in->c->quiet = true;
	return ok;
}

/* Times only grow. */
static bool take_times(struct known *k)
{
	const struct arriving *a = &k->in->a;
	struct record *to = k->to;
	if (a->created && (!to->created || a->created < to->created))
		to->created = a->created;
	if (a->modified > to->modified)
		to->modified = a->modified;
	if (a->sequence > to->sequence)
		to->sequence = a->sequence;
	return to->created != k->from->created || to->modified != k->from->modified ||
	       to->sequence != k->from->sequence;
}

static bool write_known(struct known *k)
{
	struct exchange_in *in = k->in;
	const bool times = take_times(k);
	if (!k->n && !k->clocks && !k->others && !times) {
		in->told.same++;
		return true;
	}
	if (!k->n) {
		in->told.same++;
		if (in->o.each && k->others)
			in->o.each(in->o.ctx, in->a.k, in->a.id, EXCHANGE_KEPT, "{}");
		return write_quietly(k);
	}
	in->told.changed++;
	if (!await_refs(in, k->to, k->from, k->e) ||
	    !tell_changes(in, k->list, k->n, k->from, k->to, changed_row, k->e))
		return false;
	if (k->to->created != k->from->created) { /* the row's own columns are written by their names elsewhere */
		char *sql = mem_print("UPDATE \"%s\" SET created = ?2 WHERE id = ?1", in->a.k->key);
		const bool ok = db_run(in->s, k->e, sql, "ii", in->a.id, k->to->created);
		free(sql);
		if (!ok)
			return false;
	}
	const struct command *c = in->c;
	const bool renamed = c->keys.sort.len != c->stored.keys.sort.len ||
	                     memcmp(buf_str(&c->keys.sort), buf_str(&c->stored.keys.sort), c->keys.sort.len) != 0;
	return !renamed || write_dependents(in->c, in->a.k, in->a.id, k->e);
}

static bool put_known(struct exchange_in *in, struct record *from, struct record *there, struct err *e)
{
	struct known *k = mem_alloc(sizeof *k);
	*k = (struct known){.in = in, .from = from, .there = there, .e = e};
	bool ok = stored_read(in->s, in->a.k, in->a.id, &in->st, e);
	k->to = record_copy(from);
	buf_clear(&in->clocks);
	buf_add(&in->clocks, buf_str(&in->st.clocks), in->st.clocks.len);
	dots_of(&in->st, "deleted", from->deleted != 0, &k->deleted_before);
	for (size_t i = 0; ok && i < in->a.nparts; i++)
		ok = join_part(k, &in->a.parts[i]);
	ok = ok && deleted_and_edited(k) && write_known(k);
	record_free(k->to);
	free(k);
	return ok;
}

/* ---- */

/* The record as it stands in the stream. */
static struct record *read_values(struct exchange_in *in, struct err *e)
{
	struct arriving *a = &in->a;
	struct record *r = record_new(a->k);
	struct buf text = BUF_INIT;
	bool ok = true;
	r->id = a->id;
	for (size_t i = 0; ok && i < a->nparts; i++) {
		if (!a->parts[i].value)
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
	struct record *here = NULL;
	bool gone = false;
	if (in->has_erased && is_erased(in->s, in->a.id)) {
		in->told.refused++;
		return true;
	}
	struct record *there = read_values(in, e);
	bool ok = there && without_erased(in, there, &gone, e) && rows_get(in->s, in->a.k, in->a.id, &here, e);
	if (ok && gone)
		in->told.refused++;
	else if (ok)
		ok = here ? put_known(in, here, there, e) : put_new(in, there, e);
	record_free(here);
	record_free(there);
	return ok;
}
