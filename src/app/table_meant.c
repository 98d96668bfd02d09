/* app/table_meant.c - which stored record a row means: by its id, by the field that --update-by names, by the fields
 * that tell records of the kind apart, or by being equal. Knows no kind by name. */
#include <string.h>

#include "app/table_run.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/read.h"

/* Our own ids hold the time in their upper bits; smaller numbers are rows of somebody's own list. */
#define OWN_ID_LEAST ((int64_t)1 << 40)

static bool title_agrees(struct table_run *t, const struct record *a, const struct record *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT, scratch = BUF_INIT;
	record_title(a, &t->refs.types, &x);
	record_title(b, &t->refs.types, &y);
	bool same = hash_words(buf_str(&x), &scratch) == hash_words(buf_str(&y), &scratch);
	buf_free(&x);
	buf_free(&y);
	buf_free(&scratch);
	return same;
}

/* A small number from somebody's own list may by chance be the number of another record. */
static bool same_thing(struct table_run *t, const struct record *stored, const struct record *row)
{
	int64_t ids[KEYS_FOUND];
	bool keyed;
	if (stored->id >= OWN_ID_LEAST || title_agrees(t, stored, row))
		return true;
	size_t n = import_keys_find(&t->keys, row, ids, KEYS_FOUND, &keyed);
	for (size_t i = 0; keyed && i < n; i++)
		if (ids[i] == stored->id)
			return true;
	return false;
}

static bool find_by_id(struct table_run *t, const char *cell, const struct record *row, struct meant *m, struct err *e)
{
	struct buf clean = BUF_INIT;
	int64_t id = 0;
	text_clean(cell, strlen(cell), false, &clean);
	bool ok = id_parse(buf_str(&clean) + (*buf_str(&clean) == '#'), &id); /* # from a table made for spreadsheets */
	buf_free(&clean);
	if (!ok)
		return err_set(e, ERR_INVALID, _("the id \"%s\" is not a number"), cell);
	if (!store_exists(t->run.app->store, t->kind, id)) {
		m->new_id = id;
		return true;
	}
	if (!store_get(t->run.app->store, t->kind, id, &m->base, e))
		return false;
	m->by_id = true;
	if (m->base->deleted)
		return err_set(e, ERR_INVALID, _("the record with this id is in the bin (obste restore %s %lld)"),
		    t->kind->key, (long long)id);
	if (!same_thing(t, m->base, row))
		return err_set(e, ERR_INVALID, _("the id %lld belongs to another record here; leave the id column out"),
		    (long long)id);
	return true;
}

/* Would the row change nothing in this record? */
static bool says_the_same(struct table_run *t, const struct record *stored, const struct record *row, bool keyed)
{
	for (int i = 1; i < t->kind->nfields; i++)
		if (t->mapped[i] && !(keyed && row->values[i].tag == VALUE_NULL) &&
		    !value_equal(&stored->values[i], &row->values[i]))
			return false;
	return true;
}

/* Of several that may be meant: the one that is equal already, else the only one that no earlier row of this file is.
 * Without anything to be known by, each row is a record of its own: two equal answers to a question are two answers. */
static bool choose(struct table_run *t, const int64_t *ids, size_t n, const struct record *row, bool keyed,
    struct meant *m, struct err *e)
{
	size_t free_ones = 0;
	struct record *free_one = NULL;
	bool fixed = t->keys.exact || t->run.im->update_by;
	for (size_t i = 0; i < n; i++) {
		struct record *r = NULL;
		bool claimed = import_keys_claimed(&t->keys, ids[i]);
		if ((claimed && !keyed) || !store_get(t->run.app->store, t->kind, ids[i], &r, e))
			continue;
		if (says_the_same(t, r, row, keyed)) {
			record_free(free_one);
			m->base = r;
			return true;
		}
		if (keyed && (!claimed || fixed) && ++free_ones == 1)
			free_one = r;
		else
			record_free(r);
	}
	if (free_ones <= 1) {
		m->base = free_one;
		return true;
	}
	record_free(free_one);
	return err_set(e, ERR_INVALID, _("%zu records could be meant; give the id"), free_ones);
}

bool table_find_meant(struct table_run *t, const char *const *cells, size_t count, const struct record *row,
    struct meant *m, struct err *e)
{
	int64_t ids[KEYS_FOUND];
	bool keyed;
	if (t->id_column >= 0 && (size_t)t->id_column < count && !table_blank(cells[t->id_column])) {
		if (!find_by_id(t, cells[t->id_column], row, m, e))
			return false;
		if (m->by_id || !t->run.im->update_by)
			return true;
	}
	size_t n = import_keys_find(&t->keys, row, ids, KEYS_FOUND, &keyed);
	return choose(t, ids, n, row, keyed, m, e);
}
