/* app/concern.c - what concerns a person: records that name them, what an attendance expects them at, what their groups
 * are invited to. All from the rows of kinds: references to people and groups, kinds that join a person with
 * something. Knows no such kind by name. */
#include "app/concern.h"

#include <string.h>

#include "store/read.h"

static bool has(const struct idmap *ids, int64_t id)
{
	int64_t found;
	return id && idmap_get(ids, (uint64_t)id, &found, 1) > 0;
}

static void add(struct idmap *ids, int64_t id)
{
	if (id)
		idmap_add(ids, (uint64_t)id, id);
}

struct joining {
	struct concern *concern;
	const struct kind *people, *groups;
};

/* membership = group + person; attendance = workshop, meeting or action + person. */
static bool add_joined(void *ctx, const struct record *r)
{
	struct joining *j = ctx;
	for (int i = 0; i < 4 && r->kind->joined[i] != NO_FIELD; i++) {
		const struct kind *target = field_target(&r->kind->fields[r->kind->joined[i]]);
		if (target != j->people)
			add(target == j->groups ? &j->concern->groups : &j->concern->ids,
			    record_int(r, r->kind->joined[i]));
	}
	return true;
}

static int joined_person(const struct kind *k, const struct kind *people)
{
	for (int i = 0; i < 4 && k->joined[i] != NO_FIELD; i++)
		if (field_target(&k->fields[k->joined[i]]) == people)
			return k->joined[i];
	return NO_FIELD;
}

bool concern_person(struct app *a, int64_t person, struct concern *out, struct err *e)
{
	struct joining j = {out, kind_get(KIND_person), kind_get(KIND_group)};
	size_t count;
	const struct kind *all = kinds_all(&count);
	bool ok = true;
	memset(out, 0, sizeof *out);
	add(&out->ids, person);
	for (size_t i = 0; i < count && ok; i++) {
		int field = joined_person(&all[i], j.people);
		struct value v = {VALUE_INT, person, NULL};
		struct query q;
		if (field == NO_FIELD)
			continue;
		query_init(&q, &all[i]);
		ok = query_filter_add(&q, field, QUERY_IS, &v, e) && store_each(a->store, &q, 0, add_joined, &j, e);
		query_free(&q);
	}
	return ok;
}

struct nesting {
	struct concern *concern;
	bool more;
};

static bool add_within(void *ctx, const struct record *r)
{
	struct nesting *n = ctx;
	if (!has(&n->concern->ids, r->id) && has(&n->concern->ids, record_int(r, r->kind->parent))) {
		add(&n->concern->ids, r->id);
		n->more = true;
	}
	return true;
}

bool concern_group(struct app *a, int64_t group, struct concern *out, struct err *e)
{
	struct nesting n = {out, true};
	struct query q;
	bool ok = true;
	memset(out, 0, sizeof *out);
	add(&out->ids, group);
	query_init(&q, kind_get(KIND_group));
	while (ok && n.more) {
		n.more = false;
		ok = store_each(a->store, &q, 0, add_within, &n, e);
	}
	query_free(&q);
	return ok;
}

struct naming {
	const struct idmap *ids;
	bool found;
};

static bool check_one(void *ctx, int64_t id)
{
	struct naming *n = ctx;
	n->found = n->found || has(n->ids, id);
	return !n->found;
}

static bool names(const struct idmap *ids, const struct value *v)
{
	struct naming n = {ids, false};
	if (v->tag == VALUE_INT)
		return has(ids, v->num);
	if (v->tag == VALUE_TEXT)
		refs_each(v->text, check_one, &n);
	return n.found;
}

bool concern_has(const struct concern *c, const struct record *r)
{
	const struct kind *people = kind_get(KIND_person), *groups = kind_get(KIND_group);
	if (has(&c->ids, r->id))
		return true;
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct kind *target = field_target(&r->kind->fields[i]);
		if (target != people && target != groups)
			continue;
		if (names(&c->ids, &r->values[i]))
			return true;
		if (target == groups && !r->kind->calendar.deadline && names(&c->groups, &r->values[i]))
			return true;
	}
	return false;
}

void concern_free(struct concern *c)
{
	idmap_free(&c->ids);
	idmap_free(&c->groups);
}
