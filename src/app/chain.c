/* app/chain.c - what happened around a record, in the order of the days, gathered from the records that name it. Knows
 * which kinds follow which; what is told of each is a row of the tables below. */
#include "app/chain.h"

#include <stdlib.h>
#include <string.h>

#include "app/problem.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

static bool is_told(const struct chain *c, const struct kind *k)
{
	for (size_t i = 0; c->told[i] != KIND_COUNT; i++)
		if (kind_get(c->told[i]) == k)
			return true;
	return false;
}

static date_t own_day(const struct record *r)
{
	const int f = app_day_field(r->kind);
	const char *text = f != NO_FIELD ? record_text(r, f) : NULL;
	date_t day = f != NO_FIELD ? record_date(r, f) : DATE_NONE;
	if (day == DATE_NONE && text && strlen(text) >= 10) { /* a moment: its day */
		char iso[11];
		memcpy(iso, text, 10);
		iso[10] = '\0';
		date_parse_iso(iso, &day);
	}
	return day;
}

/* An agenda item has the day of its meeting. */
static date_t day_of(const struct chain *c, const struct record *r)
{
	const int parent = r->kind->parent;
	struct record *above = NULL;
	date_t day = own_day(r);
	if (day != DATE_NONE || parent == NO_FIELD || !record_has(r, parent))
		return day;
	const struct kind *k = field_target(&r->kind->fields[parent]);
	if (k && store_get(c->app->store, k, record_int(r, parent), &above, NULL))
		day = own_day(above);
	record_free(above);
	return day;
}

static bool keep(void *ctx, const struct record *r)
{
	struct chain *c = ctx;
	for (size_t i = 0; i < c->n; i++)
		if (c->all[i].record->id == r->id)
			return true;
	c->all = mem_resize(c->all, c->n + 1, sizeof *c->all);
	c->all[c->n++] = (struct chained){record_copy(r), day_of(c, r)};
	return true;
}

static bool add_naming(struct chain *c, const struct kind *k, int field, int64_t id, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, k);
	ref_value(&k->fields[field], id, &v);
	bool ok = query_filter_add(&q, field, QUERY_IS, &v, e) && store_each(c->app->store, &q, 0, keep, c, e);
	value_clear(&v);
	query_free(&q);
	return ok;
}

/* Answers name the letter, notes of a meeting the item: they need not name the problem as well. */
static bool add_followers(struct chain *c, struct err *e)
{
	static const struct {
		enum kind_number of, kind;
		int field;
	} follow[] = {{KIND_letter, KIND_letter, letter_answers}, {KIND_item, KIND_observation, observation_item}};
	for (size_t i = 0; i < c->n; i++)
		for (size_t f = 0; f < sizeof follow / sizeof *follow; f++)
			if (c->all[i].record->kind == kind_get(follow[f].of) && is_told(c, kind_get(follow[f].kind)) &&
			    !add_naming(c, kind_get(follow[f].kind), follow[f].field, c->all[i].record->id, e))
				return false;
	return true;
}

bool chain_add(struct chain *c, const struct record *r, struct err *e)
{
	for (size_t i = 0; c->told[i] != KIND_COUNT; i++) {
		const struct kind *k = kind_get(c->told[i]);
		for (int f = 1; f < k->nfields; f++)
			if (k->fields[f].type == &ft_ref && field_target(&k->fields[f]) == r->kind &&
			    !add_naming(c, k, f, r->id, e))
				return false;
	}
	return add_followers(c, e);
}

/* What names the problem's actions belongs to it too. */
bool chain_add_of_actions(struct chain *c, struct err *e)
{
	const size_t n = c->n;
	for (size_t i = 0; i < n; i++)
		if (c->all[i].record->kind == kind_get(KIND_action) && !chain_add(c, c->all[i].record, e))
			return false;
	return true;
}

static int by_day(const void *x, const void *y)
{
	const struct chained *a = x, *b = y;
	if (a->day != b->day)
		return a->day == DATE_NONE ? 1 : b->day == DATE_NONE ? -1 : a->day < b->day ? -1 : 1;
	return (a->record->id > b->record->id) - (a->record->id < b->record->id);
}

void chain_sort(struct chain *c)
{
	if (c->n)
		qsort(c->all, c->n, sizeof *c->all, by_day);
}

void chain_free(struct chain *c)
{
	for (size_t i = 0; i < c->n; i++)
		record_free(c->all[i].record);
	free(c->all);
}

/* ---- told line by line */

static const enum kind_number told[] = {KIND_letter, KIND_item, KIND_observation, KIND_action, KIND_step, KIND_contact,
    KIND_media, KIND_practice, KIND_COUNT};

/* What a line says beside the title. `label`: a number alone would tell nothing. */
static const struct detail {
	enum kind_number kind;
	int field;
	bool label;
} details[] = {
    {KIND_letter, letter_number, true},
    {KIND_letter, letter_authority, false},
    {KIND_item, item_result, false},
    {KIND_item, item_in_favour, true},
    {KIND_item, item_against, true},
    {KIND_item, item_abstained, true},
    {KIND_observation, observation_who, false},
    {KIND_observation, observation_until, true},
    {KIND_observation, observation_kept, false},
    {KIND_action, action_stage, false},
    {KIND_action, action_outcome, false},
    {KIND_step, step_done_on, true},
    {KIND_contact, contact_with, false},
    {KIND_media, media_outlet, false},
};

/* The choice that says what sort it is ("promise", "petition"), else what it is ("agenda item"). */
static const int sorts[][2] = {{KIND_letter, letter_kind}, {KIND_observation, observation_kind},
    {KIND_action, action_type}, {KIND_media, media_form}};

static void add_what(struct app *a, const struct record *r, struct buf *out)
{
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
		if (kind_get((enum kind_number)sorts[i][0]) == r->kind)
			record_format(r, sorts[i][1], app_types(a), FOR_SCREEN, out);
	if (!out->len)
		buf_text(out, tr(r->kind->label));
}

static void add_text(struct app *a, const struct record *r, struct buf *out)
{
	record_title(r, app_types(a), out);
	for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
		const struct detail *d = &details[i];
		if (kind_get(d->kind) != r->kind || !record_has(r, d->field))
			continue;
		buf_text(out, " · ");
		if (d->label)
			buf_print(out, "%s ", tr(r->kind->fields[d->field].label));
		record_format(r, d->field, app_types(a), FOR_SCREEN, out);
	}
}

struct telling {
	struct app *app;
	bool (*each)(void *ctx, const struct app_link *l);
	void *ctx;
	const struct record *root;
	unsigned told; /* bits of the root's own days */
	bool more;
};

/* Days that the problem itself bears: when it was reported, what they said, what members saw. */
static const struct {
	int field;
	const char *what, *text;
} own_days[] = {
    {problem_reported_on, N_("reported"), NULL},
    {problem_said_on, N_("result"), N_("solved, the authority says")},
    {problem_solved_on, N_("result"), N_("solved, members verified")},
};

static void tell_own_until(struct telling *t, date_t day)
{
	const struct record *r = t->root;
	for (size_t i = 0; r->kind == kind_get(KIND_problem) && i < sizeof own_days / sizeof *own_days; i++) {
		const date_t on = record_date(r, own_days[i].field);
		if (t->told & 1u << i || on == DATE_NONE || (day != DATE_NONE && on > day))
			continue;
		struct buf text = BUF_INIT;
		t->told |= 1u << i;
		if (own_days[i].text)
			buf_text(&text, tr(own_days[i].text));
		else
			record_title(r, app_types(t->app), &text);
		const struct app_link l = {on, tr(own_days[i].what), buf_str(&text), r->kind, r->id};
		t->more = t->more && t->each(t->ctx, &l);
		buf_free(&text);
	}
}

static void tell_record(struct telling *t, const struct chained *one)
{
	struct buf what = BUF_INIT, text = BUF_INIT;
	add_what(t->app, one->record, &what);
	add_text(t->app, one->record, &text);
	const struct app_link l = {one->day, buf_str(&what), buf_str(&text), one->record->kind, one->record->id};
	t->more = t->more && t->each(t->ctx, &l);
	buf_free(&what);
	buf_free(&text);
}

bool app_chain(struct app *a, const struct kind *k, int64_t id, bool (*each)(void *ctx, const struct app_link *l),
    void *ctx, struct err *e)
{
	struct record *root = NULL;
	struct chain c = {.app = a, .told = told};
	if (!app_get(a, k, id, &root, e))
		return false;
	struct telling t = {a, each, ctx, root, 0, true};
	const bool ok = chain_add(&c, root, e) && chain_add_of_actions(&c, e);
	chain_sort(&c);
	for (size_t i = 0; ok && t.more && i < c.n; i++) {
		tell_own_until(&t, c.all[i].day);
		tell_record(&t, &c.all[i]);
	}
	if (ok && t.more)
		tell_own_until(&t, DATE_NONE);
	chain_free(&c);
	record_free(root);
	return ok;
}
