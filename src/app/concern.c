/* app/concern.c - what concerns a person: records that name them, what an attendance expects them at, what their groups
 * are invited to. All from the rows of kinds: references to people and groups, kinds that join a person with
 * something. Knows no such kind by name. */
#include "app/concern.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
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
	date_t today;
};

static void add_part(struct concern *c, int64_t id, const char *text)
{
	c->parts = mem_resize(c->parts, c->nparts + 1, sizeof *c->parts);
	c->parts[c->nparts++] = (struct concern_part){id, mem_copy_text(text ? text : "")};
}

/* Who said no does not come; whose membership is over is no member. */
static bool is_over(const struct joining *j, const struct record *r)
{
	const int answer = kind_field(r->kind, "answer"), to = kind_field(r->kind, "to");
	const char *said = answer == NO_FIELD ? NULL : record_text(r, answer);
	const date_t ends = to == NO_FIELD ? DATE_NONE : record_date(r, to);
	return (said && strcmp(said, "no") == 0) || (ends != DATE_NONE && ends < j->today);
}

/* membership = group + person; attendance = workshop, meeting or action + person. */
static bool add_joined(void *ctx, const struct record *r)
{
	struct joining *j = ctx;
	const int part = kind_field(r->kind, "part");
	if (is_over(j, r))
		return true;
	for (int i = 0; i < 4 && r->kind->joined[i] != NO_FIELD; i++) {
		const struct kind *target = field_target(&r->kind->fields[r->kind->joined[i]]);
		if (target != j->people)
			add(target == j->groups ? &j->concern->groups : &j->concern->ids,
			    record_int(r, r->kind->joined[i]));
		if (target != j->people && part != NO_FIELD && record_has(r, r->kind->joined[i]))
			add_part(j->concern, record_int(r, r->kind->joined[i]), record_text(r, part));
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
	struct joining j = {out, kind_get(KIND_person), kind_get(KIND_group), clock_today(&a->clock)};
	size_t count;
	const struct kind *all = kinds_all(&count);
	bool ok = true;
	memset(out, 0, sizeof *out);
	out->person = person;
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

static void add_word(struct buf *out, const char *word)
{
	if (*word)
		buf_print(out, "%s%s", out->len ? ", " : "", word);
}

void concern_role(const struct concern *c, const struct record *r, struct buf *out)
{
	struct idmap self = {NULL, 0, 0};
	bool invited = false;
	add(&self, c->person);
	for (int i = 1; c->person && i < r->kind->nfields; i++)
		if (r->kind->fields[i].as && names(&self, &r->values[i]))
			add_word(out, tr(r->kind->fields[i].as));
	idmap_free(&self);
	for (size_t i = 0; i < c->nparts; i++) {
		invited = invited || c->parts[i].id == r->id;
		if (c->parts[i].id == r->id)
			add_word(out, c->parts[i].text);
	}
	if (invited && out->len == 0)
		add_word(out, _("you are invited"));
}

void concern_free(struct concern *c)
{
	for (size_t i = 0; i < c->nparts; i++)
		free(c->parts[i].text);
	free(c->parts);
	idmap_free(&c->ids);
	idmap_free(&c->groups);
}
