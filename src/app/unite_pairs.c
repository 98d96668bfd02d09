/* app/unite_pairs.c - likely doubles among all the records that are there, and what was decided about pairs. */
#include <stdlib.h>
#include <string.h>

#include "app/likely.h"
#include "app/naming.h"
#include "app/unite_inner.h"
#include "base/lang.h"
#include "base/mem.h"

static const struct kind *person(void)
{
	return kind_get(KIND_person);
}

/* ---- the record of a pair */

static bool is_decided(const struct record *r)
{
	const char *state = record_text(r, pair_state);
	return state && strcmp(state, PAIR_OPEN) != 0;
}

bool unite_put_pair(struct app *a, struct command *c, int64_t x, int64_t y, const char *state, struct err *e)
{
	struct record *r = record_new_initial(kind_get(KIND_pair), app_types(a));
	record_set_int(r, pair_one, x < y ? x : y);
	record_set_int(r, pair_other, x < y ? y : x);
	record_set_text(r, pair_state, state);
	struct record *there = naming_twin(a, r);
	bool stands = there && !there->deleted && is_decided(there) && strcmp(state, PAIR_OPEN) == 0;
	if (there)
		value_copy(&r->values[pair_found_on], &there->values[pair_found_on]);
	bool ok = stands || app_put(a, c, r, NULL, NULL, NULL, e);
	record_free(there);
	record_free(r);
	return ok;
}

bool app_pair_decide(struct app *a, int64_t x, int64_t y, bool later, struct err *e)
{
	struct command *c;
	struct buf about = BUF_INIT;
	if (x == y)
		return err_set(e, ERR_INVALID, _("That is one record; two are needed."));
	app_title(a, person(), x, &about);
	bool ok = app_command(
	    a, later ? N_("A likely double to be decided") : N_("Told apart: two people"), buf_str(&about), &c, e);
	buf_free(&about);
	if (ok && unite_put_pair(a, c, x, y, later ? PAIR_OPEN : PAIR_DIFFERENT, e))
		return app_commit(a, c, e);
	if (ok)
		app_abort(a, c);
	return false;
}

/* ---- all of them */

struct scan {
	struct app *app;
	struct import_keys keys;
	struct idmap decided, kept, listed; /* by pair_key */
	int64_t only;
	struct app_pair *list;
	size_t n;
	bool stopped;
};

static uint64_t pair_key(int64_t one, int64_t other)
{
	const int64_t both[2] = {one, other};
	return hash_bytes(11, both, sizeof both);
}

static bool has_pair(const struct idmap *m, int64_t one, int64_t other)
{
	int64_t id;
	return idmap_get(m, pair_key(one, other), &id, 1) > 0;
}

static void add_pair(struct scan *s, int64_t one, int64_t other, unsigned facts, bool kept)
{
	if ((s->n & (s->n - 1)) == 0)
		s->list = mem_resize(s->list, s->n ? s->n * 2 : 1, sizeof *s->list);
	s->list[s->n++] = (struct app_pair){one, other, facts, kept};
	if (kept)
		idmap_add(&s->listed, pair_key(one, other), other);
}

static bool add_record(void *ctx, const struct record *r)
{
	struct scan *s = ctx;
	import_keys_next(&s->keys);
	likely_add(&s->keys.likely, import_keys_marks_of(&s->keys, r), r->id);
	s->stopped = app_asked_to_stop(s->app);
	return !s->stopped;
}

static bool take_record(void *ctx, const struct record *r)
{
	struct scan *s = ctx;
	struct likely found[LIKELY_FOUND];
	import_keys_next(&s->keys);
	const struct import_marks *m = import_keys_marks_of(&s->keys, r);
	size_t n = likely_find(&s->keys.likely, m, found);
	for (size_t i = 0; i < n; i++) {
		if (found[i].id >= r->id)
			continue; /* itself, or a pair that the later one will find */
		const int64_t one = found[i].id, other = r->id;
		if ((!s->only || one == s->only || other == s->only) && !has_pair(&s->decided, one, other))
			add_pair(s, one, other, found[i].facts, has_pair(&s->kept, one, other));
	}
	s->stopped = app_asked_to_stop(s->app);
	return !s->stopped;
}

static bool take_pair(void *ctx, const struct record *r)
{
	struct scan *s = ctx;
	int64_t one = record_int(r, pair_one), other = record_int(r, pair_other);
	idmap_add(is_decided(r) ? &s->decided : &s->kept, pair_key(one, other), r->id);
	return true;
}

static bool is_live(struct scan *s, int64_t id)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	bool live = store_get(s->app->store, person(), id, &r, &ignored) && !r->deleted;
	record_free(r);
	return live;
}

/* Kept for later, though what both had may have been changed since. */
static bool add_kept(void *ctx, const struct record *r)
{
	struct scan *s = ctx;
	int64_t one = record_int(r, pair_one), other = record_int(r, pair_other);
	bool wanted = !is_decided(r) && (!s->only || one == s->only || other == s->only);
	if (wanted && !has_pair(&s->listed, one, other) && is_live(s, one) && is_live(s, other))
		add_pair(s, one, other, 0, true);
	return true;
}

static bool each_of(struct scan *s, const struct kind *k, bool (*one)(void *ctx, const struct record *r), struct err *e)
{
	struct query q;
	query_init(&q, k);
	q.by_id = true;
	bool ok = store_each(s->app->store, &q, 0, one, s, e);
	query_free(&q);
	return ok && (!s->stopped || app_interrupted(e));
}

static int facts_of(const struct app_pair *p)
{
	int n = 0;
	for (unsigned facts = p->facts; facts; facts &= facts - 1)
		n++;
	return n;
}

/* What somebody wants to decide first, then by what both have, then the newest. */
static int by_likelihood(const void *x, const void *y)
{
	const struct app_pair *a = x, *b = y;
	if (a->kept != b->kept)
		return a->kept ? -1 : 1;
	if (facts_of(a) != facts_of(b))
		return facts_of(b) - facts_of(a);
	if (a->other != b->other)
		return a->other > b->other ? -1 : 1;
	return a->one > b->one ? -1 : a->one < b->one;
}

bool app_pairs(struct app *a, int64_t id, struct app_pair **list, size_t *n, struct err *e)
{
	struct scan s = {.app = a, .only = id};
	bool *mapped = mem_array((size_t)person()->nfields, sizeof *mapped);
	*list = NULL;
	*n = 0;
	import_keys_init(&s.keys, person(), app_types(a), NO_FIELD, mapped);
	s.keys.doubles = true;
	bool ok = app_store(a, e) && each_of(&s, kind_get(KIND_pair), take_pair, e) &&
	          each_of(&s, person(), add_record, e) && each_of(&s, person(), take_record, e) &&
	          each_of(&s, kind_get(KIND_pair), add_kept, e);
	import_keys_free(&s.keys);
	idmap_free(&s.decided);
	idmap_free(&s.kept);
	idmap_free(&s.listed);
	free(mapped);
	if (!ok) {
		free(s.list);
		return false;
	}
	if (s.n)
		qsort(s.list, s.n, sizeof *s.list, by_likelihood);
	*list = s.list;
	*n = s.n;
	return true;
}

void app_pair_words(unsigned facts, struct buf *out)
{
	const size_t from = out->len;
	for (int i = 0; i < 3; i++)
		if (facts & 1U << i)
			buf_print(
			    out, "%s%s", out->len > from ? ", " : "", tr(person()->fields[person()->match[i]].label));
	if (facts & LIKELY_NAME)
		buf_print(out, "%s%s", out->len > from ? ", " : "", _("The name"));
}
