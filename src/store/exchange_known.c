/* store/exchange_known.c - a record that arrives and is here already: joined field by field (exchange_join.c), the bin
 * with the changes that did not know of it. Knows no line of the stream. */
#include "store/exchange_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

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

/* What is known of the part here. */
static void dots_here(struct exchange_in *in, const struct record *r, const char *key, struct dots *out)
{
	const int i = kind_field(r->kind, key);
	bool filled = i != NO_FIELD && record_has(r, i);
	if (i == NO_FIELD) {
		struct buf ignored = BUF_INIT;
		filled = strcmp(key, "deleted") == 0 ? r->deleted != 0 : extra_get(r->extra, key, &ignored);
		buf_free(&ignored);
	}
	dots_of(&in->st, key, filled, out);
}

bool part_known(struct exchange_in *in, const struct record *here, const struct part *p)
{
	struct dots known;
	if (p->others || in->has_others)
		return false;
	dots_here(in, here, p->key, &known);
	return covers(&known, &p->known);
}

static bool join_part(struct known *k, const struct part *p)
{
	struct side here, there;
	if (!p->known.n)
		return true;
	dots_here(k->in, k->from, p->key, &here.known);
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

bool put_known(struct exchange_in *in, struct record *from, struct record *there, struct err *e)
{
	struct known *k = mem_alloc(sizeof *k);
	*k = (struct known){.in = in, .from = from, .there = there, .e = e};
	bool ok = true;
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
