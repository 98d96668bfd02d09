/* app/table_double.c - a row of a table that shares something with a record that is there: asked about, joined with it,
 * or kept beside it as a pair to be decided. Knows no file format. */
#include <stdlib.h>

#include "app/likely.h"
#include "app/table_run.h"
#include "app/unite_inner.h"
#include "base/mem.h"

bool app_table_doubles(const struct kind *k)
{
	return likely_kind(k);
}

static enum app_double ask(
    struct table_run *t, size_t number, const struct record *row, const struct record *there, unsigned facts)
{
	struct app_import *im = t->run.im;
	if (!im->decide)
		return im->otherwise;
	struct buf name = BUF_INIT, theirs = BUF_INIT, why = BUF_INIT;
	record_title(row, &t->refs.types, &name);
	record_title(there, &t->refs.types, &theirs);
	app_pair_words(facts, &why);
	const struct app_double_row d = {number, there->id, buf_str(&name), buf_str(&theirs), buf_str(&why)};
	enum app_double decided = im->decide(im->ctx, &d);
	buf_free(&name);
	buf_free(&theirs);
	buf_free(&why);
	return decided;
}

bool table_find_double(struct table_run *t, size_t number, const struct record *row, struct meant *m, struct err *e)
{
	struct likely found[LIKELY_FOUND];
	if (!t->keys.doubles || m->base || m->new_id)
		return true;
	size_t n = likely_find(&t->keys.likely, import_keys_marks_of(&t->keys, row), found);
	if (n == 0)
		return true;
	struct record *there = NULL;
	if (!store_get(t->run.app->store, t->kind, found[0].id, &there, e))
		return false;
	m->decided = ask(t, number, row, there, found[0].facts);
	t->run.im->likely++;
	m->joined = m->decided == DOUBLE_SAME;
	if (m->joined)
		m->base = there;
	else
		record_free(there);
	if (m->decided == DOUBLE_LATER || m->decided == DOUBLE_DIFFERENT)
		m->pair_with = found[0].id;
	return true;
}

static bool is_among(int field, const int *list, int n)
{
	for (int i = 0; i < n; i++)
		if (list[i] == field)
			return true;
	return false;
}

void table_join_double(const struct table_run *t, const struct record *base, struct record *r)
{
	const struct kind *k = t->kind;
	for (int i = 1; i < k->nfields; i++) {
		bool apart = is_among(i, k->match, 3) && unite_joins(&k->fields[i]);
		if (apart)
			unite_join(&k->fields[i], &base->values[i], &r->values[i], &r->values[i]);
		else if (record_has(base, i) && (is_among(i, k->title, 3) || is_among(i, k->match, 3)))
			value_copy(&r->values[i], &base->values[i]);
	}
}

/* ---- those that stay apart */

struct table_pair {
	int64_t id, with;
	enum app_double decided;
	struct import_marks marks;
};

void table_keep_pair(struct table_run *t, const struct record *row, const struct meant *m, int64_t id)
{
	if (!m->pair_with)
		return;
	if ((t->npairs & (t->npairs - 1)) == 0)
		t->pairs = mem_resize(t->pairs, t->npairs ? t->npairs * 2 : 1, sizeof *t->pairs);
	t->pairs[t->npairs++] = (struct table_pair){id, m->pair_with, m->decided, *import_keys_marks_of(&t->keys, row)};
}

static bool still_likely(const struct table_run *t, const struct table_pair *p)
{
	struct likely found[LIKELY_FOUND];
	size_t n = likely_find(&t->keys.likely, &p->marks, found);
	for (size_t i = 0; i < n; i++)
		if (found[i].id == p->with)
			return true;
	return p->decided == DOUBLE_DIFFERENT; /* somebody said so */
}

bool table_store_pairs(struct table_run *t, struct err *e)
{
	bool ok = true;
	for (size_t i = 0; ok && i < t->npairs; i++) {
		const struct table_pair *p = &t->pairs[i];
		if (!still_likely(t, p))
			t->run.im->likely--;
		else if (!t->run.im->dry_run)
			ok = unite_put_pair(t->run.app, t->run.command, p->with, p->id,
			    p->decided == DOUBLE_LATER ? PAIR_OPEN : PAIR_DIFFERENT, e);
	}
	return ok;
}

void table_free_pairs(struct table_run *t)
{
	free(t->pairs);
}
