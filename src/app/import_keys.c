/* app/import_keys.c - which stored record does a row mean, when it gives no id? All live records are read once and kept
 * as hashes; a row then costs a few look-ups and no query.
 *
 * A record is known again when its match fields agree wherever both have them, and at least one both have. So each
 * record stands under every set of the fields that it has, together with which ones it has at all, and a row asks for
 * those sets that it could agree with. A field with several values (two phones) agrees by any of them. */
#include <string.h>

#include "app/likely.h"
#include "store/read.h"

void import_keys_init(
    struct import_keys *k, const struct kind *kind, const struct type_ctx *types, int update_by, const bool *mapped)
{
	*k = (struct import_keys){.kind = kind, .types = types, .mapped = mapped};
	k->exact = update_by == NO_FIELD && kind->joined[0] != NO_FIELD;
	if (update_by != NO_FIELD)
		k->fields[k->nfields++] = update_by;
	else if (k->exact)
		for (int i = 0; i < 4 && kind->joined[i] != NO_FIELD; i++)
			k->fields[k->nfields++] = kind->joined[i];
	else
		for (int i = 0; i < 3 && kind->match[i] != NO_FIELD; i++)
			k->fields[k->nfields++] = kind->match[i];
	k->named = update_by == NO_FIELD && kind->title_join != NULL;
}

void import_keys_free(struct import_keys *k)
{
	idmap_free(&k->map);
	idmap_free(&k->contents);
	idmap_free(&k->claimed);
	idmap_free(&k->likely);
	buf_free(&k->scratch);
	buf_free(&k->title);
}

/* Texts agree by their search key ("petiție", "Petitie"), and by themselves where they have none ("№"). */
static uint64_t hash_text(struct import_keys *k, int i, const char *text, size_t n)
{
	buf_clear(&k->title);
	buf_add(&k->title, text, n);
	uint64_t h = hash_words(buf_str(&k->title), &k->scratch);
	return h ? hash_bytes((uint64_t)i, &h, sizeof h) : hash_bytes((uint64_t)i + 100, text, n);
}

static void take_field(struct import_keys *k, const struct record *r, int i, struct import_marks *m)
{
	const struct field *f = &k->kind->fields[k->fields[i]];
	const struct value *v = &r->values[k->fields[i]];
	if (v->tag == VALUE_NULL)
		return;
	m->filled |= 1U << i;
	if (v->tag == VALUE_INT) {
		m->of[i][m->n[i]++] = hash_bytes((uint64_t)i, &v->num, sizeof v->num);
		return;
	}
	for (const char *p = v->text; *p && m->n[i] < ALTERNATIVES;) {
		const char separator[] = {f->type->parts, '\0'};
		size_t n = *separator ? strcspn(p, separator) : strlen(p);
		m->of[i][m->n[i]++] = hash_text(k, i, p, n);
		p += n + (p[n] != '\0');
	}
}

static uint64_t title_hash(struct import_keys *k, const struct record *r)
{
	if (!k->named)
		return 0;
	buf_clear(&k->title);
	record_title(r, k->types, &k->title);
	return hash_words(buf_str(&k->title), &k->scratch);
}

/* Calls back with the key of each way to take one alternative for every field of the set. */
static void each_key(
    const struct import_marks *m, unsigned set, int i, uint64_t h, void (*one)(void *ctx, uint64_t key), void *ctx)
{
	while (i < 4 && !(set & 1U << i))
		i++;
	if (i == 4) {
		one(ctx, h);
		return;
	}
	for (int n = 0; n < m->n[i]; n++)
		each_key(m, set, i + 1, hash_bytes(h, &m->of[i][n], sizeof m->of[i][n]), one, ctx);
}

/* `set`: fields compared; `filled`: fields that the stored record has. */
static uint64_t seed_of(uint64_t title, unsigned set, unsigned filled)
{
	unsigned both[2] = {set, filled};
	return hash_bytes(title, both, sizeof both);
}

static uint64_t content_hash(const struct import_keys *k, const struct record *r)
{
	uint64_t h = 7;
	for (int i = 1; i < k->kind->nfields; i++) {
		const struct value *v = &r->values[i];
		if (!k->mapped[i])
			continue;
		h = hash_bytes(h, &i, sizeof i);
		if (v->tag == VALUE_INT)
			h = hash_bytes(h, &v->num, sizeof v->num);
		else if (v->tag == VALUE_TEXT)
			h = hash_bytes(h, v->text, strlen(v->text));
	}
	return h;
}

/* Asking and then adding one row costs its marks once. */
static const struct import_marks *marks_of(struct import_keys *k, const struct record *r)
{
	struct import_marks *m = &k->marks;
	if (m->of_record == r)
		return m;
	memset(m, 0, sizeof *m);
	for (int i = 0; i < k->nfields; i++)
		take_field(k, r, i, m);
	m->title = title_hash(k, r);
	if (k->doubles)
		likely_name(buf_str(&k->scratch), &m->name); /* the key of the title stands there now */
	m->content = content_hash(k, r);
	m->of_record = r;
	return m;
}

const struct import_marks *import_keys_marks_of(struct import_keys *k, const struct record *r)
{
	return marks_of(k, r);
}

void import_keys_next(struct import_keys *k)
{
	k->marks.of_record = NULL;
}

void import_keys_copy(struct import_keys *out, const struct import_keys *k)
{
	*out = *k;
	out->map = out->contents = out->claimed = out->likely = (struct idmap){0};
	out->scratch = out->title = (struct buf)BUF_INIT;
	import_keys_next(out);
}

void import_keys_marks(struct import_keys *k, const struct record *r, struct import_marks *out)
{
	import_keys_next(k);
	*out = *marks_of(k, r);
}

void import_keys_marked(struct import_keys *k, const struct import_marks *m)
{
	k->marks = *m;
}

struct adding {
	struct idmap *map;
	int64_t id;
};

static void add_one(void *ctx, uint64_t key)
{
	struct adding *a = ctx;
	idmap_add(a->map, key, a->id);
}

/* Only rows without any of the fields ask for what is equal; when the file has all of them, what has one is not. */
static bool may_be_equal(const struct import_keys *k, const struct import_marks *m)
{
	bool all = true;
	for (int i = 0; i < k->nfields; i++)
		all = all && k->mapped[k->fields[i]];
	return !m->filled || !all;
}

void import_keys_add(struct import_keys *k, const struct record *r)
{
	const struct import_marks *m = marks_of(k, r);
	struct adding adding = {&k->map, r->id};
	if (may_be_equal(k, m))
		idmap_add(&k->contents, m->content, r->id);
	for (unsigned set = k->exact ? m->filled : 1; set <= m->filled; set++)
		if ((set & m->filled) == set)
			each_key(m, set, 0, seed_of(m->title, set, m->filled), add_one, &adding);
	if (k->doubles)
		likely_add(&k->likely, m, r->id);
}

struct finding {
	const struct idmap *map;
	int64_t *ids;
	size_t n, max;
};

static void find_one(void *ctx, uint64_t key)
{
	struct finding *f = ctx;
	int64_t ids[KEYS_FOUND];
	size_t got = idmap_get(f->map, key, ids, KEYS_FOUND);
	for (size_t i = 0; i < got && i < KEYS_FOUND; i++) {
		bool known = false;
		for (size_t j = 0; j < f->n && !known; j++)
			known = f->ids[j] == ids[i];
		if (!known && f->n < f->max)
			f->ids[f->n++] = ids[i];
	}
}

size_t import_keys_find(struct import_keys *k, const struct record *row, int64_t *ids, size_t max, bool *keyed)
{
	const struct import_marks *m = marks_of(k, row);
	struct finding f = {&k->map, ids, 0, max};
	*keyed = m->filled != 0;
	if (!*keyed) {
		f.map = &k->contents;
		find_one(&f, m->content);
		return f.n;
	}
	unsigned all = (1U << k->nfields) - 1;
	for (unsigned set = k->exact ? m->filled : 1; set <= m->filled; set++)
		for (unsigned other = 0; (set & m->filled) == set && other <= (k->exact ? 0 : all); other++)
			if ((other & m->filled) == 0)
				each_key(m, set, 0, seed_of(m->title, set, set | other), find_one, &f);
	return f.n;
}

void import_keys_claim(struct import_keys *k, int64_t id)
{
	idmap_add(&k->claimed, (uint64_t)id, id);
}

bool import_keys_claimed(const struct import_keys *k, int64_t id)
{
	int64_t one;
	return idmap_get(&k->claimed, (uint64_t)id, &one, 1) > 0;
}

struct loading {
	struct import_keys *keys;
	struct app *app;
	bool stopped;
};

static bool load_one(void *ctx, const struct record *r)
{
	struct loading *l = ctx;
	import_keys_next(l->keys);
	import_keys_add(l->keys, r);
	l->stopped = app_asked_to_stop(l->app);
	return !l->stopped;
}

bool import_keys_load(struct import_keys *k, struct app *a, struct err *e)
{
	struct loading l = {k, a, false};
	struct query q;
	query_init(&q, k->kind);
	q.by_id = true;
	q.aside = true;
	bool ok = store_each(a->store, &q, 0, load_one, &l, e);
	query_free(&q);
	return ok && (!l.stopped || app_interrupted(e));
}
