/* app/petition.c - what a petition must contain, and how many signed. The elements are a table; each knows where to
 * look. */
#include "app/petition.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "store/read.h"

/* ---- what must be there */

struct petition {
	struct app *app;
	const struct record *action;
	struct record *letter; /* the petition itself, when it is written; NULL */
	struct record *lead;
};

static bool names_authority(const struct petition *p)
{
	return record_has(p->action, action_authority) || (p->letter && record_has(p->letter, letter_authority));
}

static bool has_object(const struct petition *p)
{
	return record_has(p->action, action_goal);
}

static bool has_text(const struct petition *p)
{
	return p->letter && record_has(p->letter, letter_text);
}

static bool has_contact(const struct petition *p)
{
	return p->lead != NULL;
}

static bool has_address(const struct petition *p)
{
	return p->lead && (record_has(p->lead, person_address) || record_has(p->lead, person_email));
}

static bool has_signature(const struct petition *p)
{
	struct app_signatures n;
	return app_petition_count(p->app, p->action->id, &n, NULL) && n.paper + n.online > 0;
}

/* An electronic petition is signed electronically: the signed file is kept with the letter (art. 75 (1) e)). */
static bool is_electronic(const struct petition *p)
{
	const char *channel = p->letter ? record_text(p->letter, letter_channel) : NULL;
	return channel && (strcmp(channel, "email") == 0 || strcmp(channel, "online") == 0);
}

static bool has_file(const struct petition *p)
{
	return record_has(p->letter, letter_files);
}

static const struct element {
	const char *what, *todo; /* N_() */
	bool (*there)(const struct petition *p);
	bool (*asked)(const struct petition *p); /* NULL: of every petition */
} elements[] = {
    {N_("the authority it is addressed to"), N_("Fill in \"Addressed to\" of the action."), names_authority, NULL},
    {N_("what is asked for"), N_("Write the demand in one sentence into \"Goal\"."), has_object, NULL},
    {N_("the text with its reasons"), N_("Write the petition as a letter of this action."), has_text, NULL},
    {N_("a contact person"), N_("Choose who leads the action: the authority writes to one person."), has_contact, NULL},
    {N_("the contact's postal or e-mail address"), N_("Without an address a petition is not examined: fill it in."),
        has_address, NULL},
    {N_("at least one signature"), N_("Type in the first sheet, or sign the letter itself."), has_signature, NULL},
    {N_("sent electronically: the electronic signature"),
        N_("Keep the file with the electronic signature among the letter's files."), has_file, is_electronic},
};

static bool keep_letter(void *ctx, const struct record *r)
{
	struct petition *p = ctx;
	const char *kind = record_text(r, letter_kind);
	if (!kind || strcmp(kind, "petition") != 0)
		return true;
	p->letter = record_copy(r);
	return false;
}

static bool of_action(struct app *a, enum kind_number k, int field, int64_t action,
    bool (*each)(void *ctx, const struct record *r), void *ctx, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, kind_get(k));
	ref_value(&q.kind->fields[field], action, &v);
	query_filter_add(&q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
	const bool ok = store_each(a->store, &q, 0, each, ctx, e);
	query_free(&q);
	return ok;
}

bool app_petition_check(struct app *a, int64_t action, bool *ready,
    void (*each)(void *ctx, const char *what, bool there, const char *todo), void *ctx, struct err *e)
{
	struct record *r = NULL;
	*ready = false;
	if (!app_get(a, kind_get(KIND_action), action, &r, e))
		return false;
	struct petition p = {.app = a, .action = r};
	const bool ok = of_action(a, KIND_letter, letter_action, action, keep_letter, &p, e);
	if (ok && record_has(r, action_lead))
		store_get(a->store, kind_get(KIND_person), record_int(r, action_lead), &p.lead, NULL);
	*ready = ok;
	for (size_t i = 0; ok && i < sizeof elements / sizeof *elements; i++) {
		if (elements[i].asked && !elements[i].asked(&p))
			continue;
		const bool there = elements[i].there(&p);
		*ready = *ready && there;
		each(ctx, tr(elements[i].what), there, tr(elements[i].todo));
	}
	record_free(p.letter);
	record_free(p.lead);
	record_free(r);
	return ok;
}

/* ---- how many */

static int64_t counted(struct app *a, int64_t action, const char *checked)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, kind_get(KIND_signature));
	ref_value(&q.kind->fields[signature_action], action, &v);
	query_filter_add(&q, signature_action, QUERY_IS, &v, NULL);
	value_clear(&v);
	if (checked) {
		value_set_text(&v, checked);
		query_filter_add(&q, signature_checked, QUERY_IS, &v, NULL);
		value_clear(&v);
	}
	const int64_t n = store_count(a->store, &q);
	query_free(&q);
	return n > 0 ? n : 0;
}

struct online {
	struct app *app;
	int64_t n;
};

/* Of an online sheet everything that counts. */
static bool count_online(void *ctx, const struct record *r)
{
	struct online *o = ctx;
	const char *form = record_text(r, sheet_form);
	if (!form || strcmp(form, "online") != 0)
		return true;
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, kind_get(KIND_signature));
	ref_value(&q.kind->fields[signature_sheet], r->id, &v);
	query_filter_add(&q, signature_sheet, QUERY_IS, &v, NULL);
	value_clear(&v);
	int64_t all = store_count(o->app->store, &q);
	static const char *const not_counted[] = {"refused", "double"};
	for (size_t i = 0; i < 2; i++) {
		value_set_text(&v, not_counted[i]);
		query_filter_add(&q, signature_checked, QUERY_IS, &v, NULL);
		value_clear(&v);
	}
	all -= store_count(o->app->store, &q);
	query_free(&q);
	o->n += all;
	return true;
}

static bool count_support(void *ctx, const struct record *r)
{
	const char *kind = record_text(r, letter_kind);
	*(int64_t *)ctx += kind && strcmp(kind, "support") == 0;
	return true;
}

bool app_petition_count(struct app *a, int64_t action, struct app_signatures *out, struct err *e)
{
	struct record *r = NULL;
	*out = (struct app_signatures){0};
	if (!app_get(a, kind_get(KIND_action), action, &r, e))
		return false;
	struct online o = {a, 0};
	const bool ok = of_action(a, KIND_sheet, sheet_action, action, count_online, &o, e);
	if (ok && !of_action(a, KIND_letter, letter_action, action, count_support, &out->support, e)) {
		record_free(r);
		return false;
	}
	out->goal = record_int(r, action_target);
	out->refused = counted(a, action, "refused");
	out->doubles = counted(a, action, "double");
	out->online = o.n;
	out->paper = counted(a, action, NULL) - out->refused - out->doubles - out->online;
	record_free(r);
	return ok;
}
