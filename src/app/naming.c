/* app/naming.c - records that name another one: read, and their references turned. Knows no kind by name. */
#include "app/naming.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/read.h"

static bool keep_row(void *ctx, const struct record *r)
{
	struct naming *n = ctx;
	n->rows = mem_resize(n->rows, n->n + 1, sizeof *n->rows);
	n->rows[n->n++] = record_copy(r);
	return true;
}

/* They are read whole first: the same table changes right after. */
bool naming_read(struct app *a, const struct kind *k, int field, int64_t id, struct naming *out, struct err *e)
{
	struct query q;
	struct value v;
	query_init(&q, k);
	q.bin = QUERY_BOTH;
	ref_value(&k->fields[field], id, &v);
	query_filter_add(&q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
	bool ok = store_each(a->store, &q, 0, keep_row, out, e);
	query_free(&q);
	return ok;
}

void naming_free(struct naming *n)
{
	for (size_t i = 0; i < n->n; i++)
		record_free(n->rows[i]);
	free(n->rows);
}

struct seeking {
	int64_t id;
	bool found;
};

static bool seek_one(void *ctx, int64_t id)
{
	struct seeking *s = ctx;
	s->found = s->found || id == s->id;
	return !s->found;
}

static bool has_id(const char *text, int64_t id)
{
	struct seeking s = {id, false};
	refs_each(text, seek_one, &s);
	return s.found;
}

struct turning {
	int64_t from, to;
	struct buf rest;
};

static bool turn_one(void *ctx, int64_t id)
{
	struct turning *t = ctx;
	id = id == t->from ? t->to : id;
	if (id && !has_id(buf_str(&t->rest), id))
		buf_print(&t->rest, "%s%lld", t->rest.len ? "," : "", (long long)id);
	return true;
}

void naming_turn(struct record *r, int field, int64_t from, int64_t to)
{
	if (r->values[field].tag != VALUE_TEXT) {
		if (to)
			record_set_int(r, field, to);
		else
			record_clear(r, field);
		return;
	}
	struct turning t = {.from = from, .to = to};
	refs_each(record_text(r, field), turn_one, &t);
	record_set_text(r, field, buf_str(&t.rest));
	buf_free(&t.rest);
}

bool naming_is_joined(const struct kind *k, int field)
{
	for (int i = 0; i < 4 && k->joined[i] != NO_FIELD; i++)
		if (k->joined[i] == field)
			return true;
	return false;
}

struct record *naming_twin(struct app *a, const struct record *r)
{
	const struct kind *k = r->kind;
	struct query q;
	if (k->joined[0] == NO_FIELD)
		return NULL;
	query_init(&q, k);
	q.bin = QUERY_BOTH;
	for (int i = 0; i < 4 && k->joined[i] != NO_FIELD; i++) {
		const struct value *v = &r->values[k->joined[i]];
		query_filter_add(&q, k->joined[i], v->tag == VALUE_NULL ? QUERY_EMPTY : QUERY_IS, v, NULL);
	}
	struct record *twin = NULL;
	size_t got = 0;
	store_page(a->store, &q, NULL, false, 1, &twin, &got, NULL);
	query_free(&q);
	return got ? twin : NULL;
}
