/* app/signatures.c - signature sheets typed row by row: each row is on disk before the next is typed, and the same
 * person on two sheets is found by the search key of the name, so that spelling and script do not hide it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/petition.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

/* ---- the sheet */

struct finding {
	int number;
	struct record *found;
};

static bool same_number(void *ctx, const struct record *r)
{
	struct finding *f = ctx;
	if (record_int(r, sheet_number) != f->number)
		return true;
	f->found = record_copy(r);
	return false;
}

static void filter_ref(struct query *q, int field, int64_t id)
{
	struct value v = VALUE_INIT;
	ref_value(&q->kind->fields[field], id, &v);
	query_filter_add(q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
}

static bool each_of(struct app *a, enum kind_number k, int field, int64_t id,
    bool (*each)(void *ctx, const struct record *r), void *ctx, struct err *e)
{
	struct query q;
	query_init(&q, kind_get(k));
	filter_ref(&q, field, id);
	const bool ok = store_each(a->store, &q, 0, each, ctx, e);
	query_free(&q);
	return ok;
}

/* The same paper sheet twice would count its people twice. */
bool sheet_check(struct app *a, const struct record *r, struct err *e)
{
	struct finding f = {.number = (int)record_int(r, sheet_number)};
	if (r->kind != kind_get(KIND_sheet) || !a->store || !record_has(r, sheet_action) ||
	    !record_has(r, sheet_number))
		return true;
	if (!each_of(a, KIND_sheet, sheet_action, record_int(r, sheet_action), same_number, &f, e))
		return false;
	const bool other = f.found && f.found->id != r->id;
	record_free(f.found);
	if (!other)
		return true;
	err_set(e, ERR_INVALID, _("Sheet %d of this action is there already. Nothing was stored."), f.number);
	err_hint(e, _("Open it with S and type its rows there, or give this one another number."));
	return err_field(e, "number");
}

bool app_sheet_of(struct app *a, int64_t action, int number, const char *form, int64_t collected_by, date_t on,
    int64_t *sheet, struct err *e)
{
	struct finding f = {.number = number};
	if (!app_store(a, e) || !each_of(a, KIND_sheet, sheet_action, action, same_number, &f, e))
		return false;
	struct record *r = f.found ? f.found : record_new_initial(kind_get(KIND_sheet), app_types(a));
	struct record *base = f.found ? record_copy(r) : NULL;
	char iso[11];
	record_set_int(r, sheet_action, action);
	record_set_int(r, sheet_number, number);
	if (!f.found)
		record_set_text(r, sheet_form, form);
	if (collected_by)
		record_set_int(r, sheet_collected_by, collected_by);
	if (on != DATE_NONE) {
		date_iso(on, iso);
		record_set_text(r, sheet_on, iso);
	}
	const bool ok = app_save(a, r, base, NULL, e);
	*sheet = r->id;
	record_free(base);
	record_free(r);
	return ok;
}

/* ---- who signed twice */

/* One word of a name's key, with its other spelling. */
static bool same_word(const struct text_key_word *a, const struct text_key_word *b)
{
	return (a->n == b->n && memcmp(a->word, b->word, a->n) == 0) ||
	       (a->other_n && a->other_n == b->n && memcmp(a->other, b->word, b->n) == 0) ||
	       (b->other_n && b->other_n == a->n && memcmp(b->other, a->word, a->n) == 0);
}

#define NAME_WORDS 32

static size_t words_of(const char *key, struct text_key_word *out)
{
	size_t n = 0;
	while (n < NAME_WORDS && text_key_next(&key, &out[n]))
		n++;
	return n;
}

/* The same words in any order and spelling: "Lungu Andrei", "Андрей Лунгу". */
static bool same_name(const char *one, const char *two)
{
	struct text_key_word a[NAME_WORDS], b[NAME_WORDS];
	bool used[NAME_WORDS] = {false};
	const size_t n = words_of(one, a);
	if (n == 0 || n != words_of(two, b))
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < n && (used[k] || !same_word(&a[i], &b[k])))
			k++;
		if (k == n)
			return false;
		used[k] = true;
	}
	return true;
}

struct doubling {
	struct app *app;
	const struct record *mine; /* not stored yet, or being replaced */
	struct buf name, address;
	struct record *twin;
};

/* Another address is another person; an address left out tells nothing. */
static bool same_address(const struct doubling *d, const struct record *r)
{
	struct buf theirs = BUF_INIT;
	const char *text = record_text(r, signature_address);
	text_key(text ? text : "", &theirs);
	const bool same = !theirs.len || !d->address.len || strcmp(buf_str(&theirs), buf_str(&d->address)) == 0;
	buf_free(&theirs);
	return same;
}

static bool counts(const struct record *r)
{
	const char *checked = record_text(r, signature_checked);
	return !checked || strcmp(checked, "ok") == 0;
}

static bool is_twin(void *ctx, const struct record *r)
{
	struct doubling *d = ctx;
	struct buf name = BUF_INIT;
	const int64_t person = record_int(d->mine, signature_person);
	if (r->id == d->mine->id || !counts(r))
		return true;
	bool twin = person && record_int(r, signature_person) == person;
	if (!twin && record_has(r, signature_name) && d->name.len && !(person && record_has(r, signature_person))) {
		text_key(record_text(r, signature_name), &name);
		twin = same_name(buf_str(&name), buf_str(&d->name)) && same_address(d, r);
	}
	buf_free(&name);
	if (twin)
		d->twin = record_copy(r);
	return !twin;
}

/* By the person, then by the name: two short questions to indexes, never a walk through all signatures. */
static bool find_twin(struct doubling *d, struct err *e)
{
	struct query q;
	const char *name = record_text(d->mine, signature_name), *address = record_text(d->mine, signature_address);
	bool ok = true;
	text_key(name ? name : "", &d->name);
	text_key(address ? address : "", &d->address);
	if (record_has(d->mine, signature_person)) {
		query_init(&q, d->mine->kind);
		filter_ref(&q, signature_action, record_int(d->mine, signature_action));
		filter_ref(&q, signature_person, record_int(d->mine, signature_person));
		ok = store_each(d->app->store, &q, 0, is_twin, d, e);
		query_free(&q);
	}
	if (ok && !d->twin && d->name.len) {
		query_init(&q, d->mine->kind);
		filter_ref(&q, signature_action, record_int(d->mine, signature_action));
		q.search = mem_copy_text(name);
		ok = store_each(d->app->store, &q, 0, is_twin, d, e);
		query_free(&q);
	}
	buf_free(&d->name);
	buf_free(&d->address);
	return ok;
}

static void where_signed(struct app *a, const struct record *twin, struct app_signed *out)
{
	struct record *sheet = NULL;
	if (record_has(twin, signature_sheet))
		store_get(a->store, kind_get(KIND_sheet), record_int(twin, signature_sheet), &sheet, NULL);
	if (sheet)
		snprintf(out->double_of, sizeof out->double_of, _("sheet %d, row %d"),
		    (int)record_int(sheet, sheet_number), (int)record_int(twin, signature_row));
	else
		snprintf(out->double_of, sizeof out->double_of, "%s", _("without a sheet"));
	record_free(sheet);
}

/* ---- a row */

static bool same_row(void *ctx, const struct record *r)
{
	struct finding *f = ctx;
	if (record_int(r, signature_row) != f->number)
		return true;
	f->found = record_copy(r);
	return false;
}

static void set_or_clear(struct record *r, int field, const char *text)
{
	if (text && *text)
		record_set_text(r, field, text);
	else
		record_clear(r, field);
}

/* A known person signs with the name and address that the group has. */
static void fill_person(struct app *a, struct record *r, int64_t person)
{
	struct record *p = NULL;
	if (!store_get(a->store, kind_get(KIND_person), person, &p, NULL))
		return;
	struct buf title = BUF_INIT;
	record_title(p, app_types(a), &title);
	record_set_int(r, signature_person, person);
	if (!record_has(r, signature_name))
		record_set_text(r, signature_name, buf_str(&title));
	if (!record_has(r, signature_address) && record_has(p, person_address))
		record_set_text(r, signature_address, record_text(p, person_address));
	buf_free(&title);
	record_free(p);
}

static void fill_row(struct app *a, struct record *r, const char *name, const char *address, int64_t person)
{
	struct buf clean = BUF_INIT;
	text_clean(name ? name : "", strlen(name ? name : ""), false, &clean);
	set_or_clear(r, signature_name, buf_str(&clean));
	buf_clear(&clean);
	text_clean(address ? address : "", strlen(address ? address : ""), false, &clean);
	set_or_clear(r, signature_address, buf_str(&clean));
	buf_free(&clean);
	record_clear(r, signature_person);
	record_clear(r, signature_reason);
	if (person)
		fill_person(a, r, person);
}

bool app_sheet_sign(struct app *a, int64_t action, int64_t sheet, int row, const char *name, const char *address,
    int64_t person, bool sure, struct app_signed *out, struct err *e)
{
	struct finding f = {.number = row};
	*out = (struct app_signed){0};
	if (!app_store_write(a, e) || !each_of(a, KIND_signature, signature_sheet, sheet, same_row, &f, e))
		return false;
	struct record *r = f.found ? f.found : record_new(kind_get(KIND_signature));
	struct record *base = f.found ? record_copy(r) : NULL;
	record_set_int(r, signature_action, action);
	record_set_int(r, signature_sheet, sheet);
	record_set_int(r, signature_row, row);
	fill_row(a, r, name, address, person);
	struct doubling d = {.app = a, .mine = r};
	bool ok = record_has(r, signature_name) || err_set(e, ERR_INVALID, _("A signature needs a name."));
	ok = ok && (sure || find_twin(&d, e));
	record_set_text(r, signature_checked, d.twin ? "double" : "ok");
	if (d.twin) {
		where_signed(a, d.twin, out);
		record_set_text(r, signature_reason, out->double_of);
	}
	snprintf(out->checked, sizeof out->checked, "%s", record_text(r, signature_checked));
	const bool changed = ok && (!base || !record_same(base, r));
	ok = ok && (!changed || app_save(a, r, base, NULL, e));
	out->signature = ok && changed ? r->id : 0;
	record_free(d.twin);
	record_free(base);
	record_free(r);
	return ok;
}

bool app_sheet_refuse(struct app *a, int64_t signature, const char *reason, struct err *e)
{
	struct record *r = NULL;
	if (!app_get(a, kind_get(KIND_signature), signature, &r, e))
		return false;
	struct record *base = record_copy(r);
	record_set_text(r, signature_checked, "refused");
	set_or_clear(r, signature_reason, reason);
	const bool ok = app_save(a, r, base, NULL, e);
	record_free(base);
	record_free(r);
	return ok;
}

/* ---- who may be meant */

struct telling {
	struct app *app;
	size_t left;
	void (*each)(void *ctx, int64_t person, const char *name, const char *address);
	void *ctx;
	struct buf told; /* the keys of names and addresses already offered, a line each */
};

static bool offer(struct telling *t, int64_t person, const char *name, const char *address)
{
	struct buf key = BUF_INIT;
	buf_char(&key, '\n');
	text_key(name, &key);
	buf_char(&key, '|');
	text_key(address, &key);
	buf_char(&key, '\n');
	const bool known = strstr(buf_str(&t->told), buf_str(&key)) != NULL;
	if (!known) {
		t->each(t->ctx, person, name, address);
		t->left--;
		buf_text(&t->told, buf_str(&key));
	}
	buf_free(&key);
	return t->left > 0;
}

static bool offer_person(void *ctx, const struct record *r)
{
	struct telling *t = ctx;
	struct buf title = BUF_INIT;
	const char *address = record_text(r, person_address);
	record_title(r, app_types(t->app), &title);
	const bool more = offer(t, r->id, buf_str(&title), address ? address : "");
	buf_free(&title);
	return more;
}

static bool offer_signer(void *ctx, const struct record *r)
{
	const char *name = record_text(r, signature_name), *address = record_text(r, signature_address);
	return !name || record_has(r, signature_person) || offer(ctx, 0, name, address ? address : "");
}

bool app_signers(struct app *a, const char *typed, size_t max,
    void (*each)(void *ctx, int64_t person, const char *name, const char *address), void *ctx, struct err *e)
{
	struct telling t = {a, max, each, ctx, BUF_INIT};
	static const struct {
		enum kind_number kind;
		bool (*offer)(void *ctx, const struct record *r);
	} from[] = {{KIND_person, offer_person}, {KIND_signature, offer_signer}};
	bool ok = app_store(a, e) != NULL;
	for (size_t i = 0; ok && i < 2 && t.left; i++) {
		struct query q;
		query_init(&q, kind_get(from[i].kind));
		q.search = mem_copy_text(typed);
		ok = store_each(a->store, &q, max * 4, from[i].offer, &t, e);
		query_free(&q);
	}
	buf_free(&t.told);
	return ok;
}
