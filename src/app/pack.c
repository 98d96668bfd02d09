/* app/pack.c - the file for a trainer: which records of a workshop belong in it, and which fields of them. Nothing else
 * of the database leaves with it. Knows no file format. */
#include <stdlib.h>
#include <string.h>

#include "app/roll_internal.h"
#include "app/share_inner.h"
#include "app/workshop.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

/* What a trainer needs to know, by kind; "*" all but what is named after "-". A kind that is not here does not leave.
 */
static const struct {
	enum kind_number kind;
	const char *fields, *phones;
} leaves[] = {
    {KIND_person, "surname given language sector", "phone"},
    {KIND_workshop, "* -files", ""},
    {KIND_meeting, "* -files", ""},
    {KIND_action, "title type starts_on ends_on place", ""},
    {KIND_series, "title starts_on ends_on place groups programme needed", ""},
    {KIND_group, "name kind place meets", ""},
    {KIND_membership, "group person role from to", ""},
    {KIND_attendance, "* -notes", ""},
    {KIND_printed, "*", ""}, /* the numbers of the paper mean the same people there */
    {KIND_consent, "person purpose given_on expires_on withdrawn_on", ""},
};

struct packing {
	struct app *app;
	const struct app_pack *p;
	struct exchange_item *items;
	size_t n;
	bool whole; /* this database was made of such a file: all it knows of the people came from here or was told to
	               it */
	struct err *e;
	bool ok;
};

static bool listed(const char *list, const char *key)
{
	const size_t n = strlen(key);
	for (const char *p = list; *p; p += *p == ' ') {
		const size_t word = strcspn(p, " ");
		if (word == n && memcmp(p, key, n) == 0)
			return true;
		p += word;
	}
	return false;
}

static bool field_leaves(void *ctx, const struct field *f, const struct kind *k)
{
	const struct packing *pk = ctx;
	for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
		if (kind_get(leaves[i].kind) != k)
			continue;
		if (pk->whole)
			return true;
		if (*leaves[i].fields != '*')
			return listed(leaves[i].fields, f->key) || (pk->p->phones && listed(leaves[i].phones, f->key));
		char without[64];
		snprintf(without, sizeof without, "-%s", f->key);
		return !listed(leaves[i].fields, without);
	}
	return false;
}

/* ---- which records */

static void add(struct packing *pk, const struct kind *k, int64_t id)
{
	for (size_t i = 0; i < pk->n; i++)
		if (pk->items[i].id == id && pk->items[i].kind == k)
			return;
	pk->items = mem_resize(pk->items, pk->n + 1, sizeof *pk->items);
	pk->items[pk->n++] = (struct exchange_item){k, id};
}

static bool has(const struct packing *pk, const struct kind *k, int64_t id)
{
	for (size_t i = 0; i < pk->n; i++)
		if (pk->items[i].id == id && pk->items[i].kind == k)
			return true;
	return false;
}

struct adding {
	struct packing *pk;
	const struct kind *kind;
	int person; /* reference of the records that must name one of the people; NO_FIELD: all */
};

static bool add_id(void *ctx, int64_t id)
{
	struct adding *ad = ctx;
	add(ad->pk, ad->kind, id);
	return true;
}

static bool add_record(void *ctx, const struct record *r)
{
	struct adding *ad = ctx;
	if (ad->person == NO_FIELD || has(ad->pk, kind_get(KIND_person), record_int(r, ad->person)))
		add(ad->pk, r->kind, r->id);
	return true;
}

static void add_refs(struct packing *pk, const struct record *r, const char *key)
{
	const int i = kind_field(r->kind, key);
	if (i == NO_FIELD || !record_has(r, i))
		return;
	struct adding ad = {.pk = pk, .kind = field_target(&r->kind->fields[i])};
	if (r->values[i].tag == VALUE_INT)
		add_id(&ad, record_int(r, i));
	else
		refs_each(record_text(r, i), add_id, &ad);
}

/* Records of a kind that name one record, also those in the bin: a mark that was taken away is taken away there too. */
static void add_naming(struct packing *pk, enum kind_number kind, int field, int64_t id, int person)
{
	struct query q;
	struct value v;
	struct adding ad = {pk, kind_get(kind), person};
	query_init(&q, kind_get(kind));
	q.bin = QUERY_BOTH;
	ref_value(&kind_get(kind)->fields[field], id, &v);
	query_filter_add(&q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
	pk->ok = pk->ok && store_each(pk->app->store, &q, 0, add_record, &ad, pk->e);
	query_free(&q);
}

static void add_people(struct packing *pk, const struct kind *of, int64_t id)
{
	struct app_roll roll;
	pk->ok = pk->ok && app_roll_open(pk->app, of, id, &roll, pk->e);
	if (!pk->ok)
		return;
	for (size_t i = 0; i < roll.n; i++)
		add(pk, kind_get(KIND_person), roll.rows[i].person);
	app_roll_close(&roll);
}

static void add_what_hangs_on(struct packing *pk)
{
	const size_t n = pk->n;
	for (size_t i = 0; i < n; i++) {
		if (pk->items[i].kind == kind_get(KIND_group))
			add_naming(pk, KIND_membership, membership_group, pk->items[i].id, membership_person);
		if (pk->items[i].kind == kind_get(KIND_person))
			add_naming(pk, KIND_consent, consent_person, pk->items[i].id, NO_FIELD);
	}
}

static int attendance_of(const struct kind *of)
{
	const struct kind *k = kind_get(KIND_attendance);
	for (int i = 0; i < 4 && k->joined[i] != NO_FIELD; i++)
		if (field_target(&k->fields[k->joined[i]]) == of)
			return k->joined[i];
	return NO_FIELD;
}

static void gather(struct packing *pk, const struct kind *of, const struct record *r)
{
	struct record *series = NULL;
	add(pk, of, r->id);
	add_refs(pk, r, "trainers");
	add_refs(pk, r, "groups");
	add_refs(pk, r, "series");
	const int in_series = kind_field(of, "series");
	if (in_series != NO_FIELD && record_has(r, in_series) &&
	    store_get(pk->app->store, kind_get(KIND_series), record_int(r, in_series), &series, NULL))
		add_refs(pk, series, "groups");
	record_free(series);
	add_people(pk, of, r->id);
	add_naming(pk, KIND_attendance, attendance_of(of), r->id, NO_FIELD);
	if (roll_printed_field(of) != NO_FIELD)
		add_naming(pk, KIND_printed, roll_printed_field(of), r->id, NO_FIELD);
	add_what_hangs_on(pk);
}

/* What others name comes before them: kinds.def names parents first. */
static int by_kind(const void *a, const void *b)
{
	const struct exchange_item *x = a, *y = b;
	if (x->kind != y->kind)
		return kind_number(x->kind) < kind_number(y->kind) ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

bool app_pack_make(struct app *a, const struct kind *of, int64_t id, struct app_pack *p, struct err *e)
{
	struct packing pk = {.app = a, .p = p, .e = e, .ok = true};
	struct record *r = NULL;
	struct buf title = BUF_INIT;
	if (!app_store(a, e) || !store_get(a->store, of, id, &r, e))
		return false;
	char *guest = store_setting(a->store, "exchange.guest");
	pk.whole = guest != NULL;
	free(guest);
	gather(&pk, of, r);
	record_title(r, app_types(a), &title);
	record_free(r);
	if (pk.n)
		qsort(pk.items, pk.n, sizeof *pk.items, by_kind);
	struct exchange_out o = {.what = "pack",
	    .about = buf_str(&title),
	    .only = pk.items,
	    .nonly = pk.n,
	    .allowed = field_leaves,
	    .ctx = &pk};
	p->people = 0;
	for (size_t i = 0; i < pk.n; i++)
		p->people += pk.items[i].kind == kind_get(KIND_person);
	bool ok = pk.ok && share_write(a, p->path, p->passphrase, &o, &p->records, NULL, NULL, e);
	buf_free(&title);
	free(pk.items);
	return ok;
}
