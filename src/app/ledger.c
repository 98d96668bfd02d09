/* app/ledger.c - an action's ledger in order, its balances and totals, the two people who confirm. Knows no screen. */
#include "app/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

/* What each kind of entry does to the cash. */
static const struct {
	const char *code;
	int sign;
	size_t sum; /* where in struct app_ledger_sum it is added */
} kinds[] = {
    {"pledge", 0, offsetof(struct app_ledger_sum, pledged)},
    {"income", 1, offsetof(struct app_ledger_sum, income)},
    {"cost", -1, offsetof(struct app_ledger_sum, costs)},
    {"in_kind", 0, offsetof(struct app_ledger_sum, in_kind)},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t kind_place(const struct record *r)
{
	const char *code = record_text(r, ledger_kind);
	for (size_t i = 0; code && i < KINDS; i++)
		if (strcmp(kinds[i].code, code) == 0)
			return i;
	return 1;
}

static void set_currency(char *to, size_t size, const struct record *r)
{
	const char *currency = record_text(r, ledger_currency);
	snprintf(to, size, "%s", currency ? currency : "MDL");
}

static int confirmations(const struct record *r)
{
	return record_has(r, ledger_confirmed_by) + record_has(r, ledger_second_by);
}

/* ---- in order, with the balance of its currency after each */

struct walking {
	struct app_ledger_sum sums[APP_CURRENCIES];
	size_t n;
	bool (*each)(void *ctx, const struct app_ledger_line *l); /* NULL: only the sums */
	void *ctx;
};

/* Beyond so many currencies they share the last place: nobody collects in nine. */
static struct app_ledger_sum *sum_of(struct walking *w, const char *currency)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->sums[i].currency, currency) == 0)
			return &w->sums[i];
	if (w->n == APP_CURRENCIES)
		return &w->sums[APP_CURRENCIES - 1];
	snprintf(w->sums[w->n].currency, sizeof w->sums[0].currency, "%s", currency);
	return &w->sums[w->n++];
}

static bool walk_line(void *ctx, const struct record *r)
{
	struct walking *w = ctx;
	const size_t kind = kind_place(r);
	struct app_ledger_line l = {.record = r, .cash = kinds[kind].sign != 0, .confirmed = confirmations(r)};
	set_currency(l.currency, sizeof l.currency, r);
	struct app_ledger_sum *s = sum_of(w, l.currency);
	l.amount = kinds[kind].sign * record_int(r, ledger_amount);
	l.proved = record_has(r, ledger_document) || record_has(r, ledger_files) || l.confirmed == 2;
	*(int64_t *)(void *)((char *)s + kinds[kind].sum) += record_int(r, ledger_amount);
	s->balance += l.amount;
	s->entries++;
	s->unconfirmed += l.cash && l.confirmed < 2;
	s->unproved += l.cash && !l.proved;
	l.balance = s->balance;
	return !w->each || w->each(w->ctx, &l);
}

static bool each_entry(
    struct app *a, int64_t action, bool (*each)(void *ctx, const struct record *r), void *ctx, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	if (!app_store(a, e))
		return false;
	query_init(&q, kind_get(KIND_ledger));
	value_set_int(&v, action);
	query_filter_add(&q, ledger_action, QUERY_IS, &v, NULL);
	value_clear(&v);
	q.sort = ledger_on;
	q.down = false;
	const bool ok = store_each(a->store, &q, 0, each, ctx, e);
	query_free(&q);
	return ok;
}

bool app_ledger(
    struct app *a, int64_t action, bool (*each)(void *ctx, const struct app_ledger_line *l), void *ctx, struct err *e)
{
	struct walking w = {.each = each, .ctx = ctx};
	return each_entry(a, action, walk_line, &w, e);
}

static int lei_first(const void *x, const void *y)
{
	const struct app_ledger_sum *a = x, *b = y;
	const int lei = (strcmp(b->currency, "MDL") == 0) - (strcmp(a->currency, "MDL") == 0);
	return lei ? lei : strcmp(a->currency, b->currency);
}

bool app_ledger_sums(struct app *a, int64_t action, struct app_ledger_sum out[APP_CURRENCIES], size_t *n, struct err *e)
{
	struct walking w = {.each = NULL};
	*n = 0;
	if (!each_entry(a, action, walk_line, &w, e))
		return false;
	memcpy(out, w.sums, sizeof w.sums);
	*n = w.n;
	qsort(out, w.n, sizeof *out, lei_first);
	return true;
}

/* ---- two people confirm */

struct confirming {
	int64_t person, only;
	struct record **rows; /* owned */
	size_t n, skipped;
	const char *iso;
	const char *why; /* N_(): of the last one skipped */
};

static const char *cannot(const struct record *r, int64_t person)
{
	if (!kinds[kind_place(r)].sign)
		return N_("a pledge or a thing is not cash: it is not confirmed");
	if (confirmations(r) == 2)
		return N_("two people have confirmed it already");
	if (record_int(r, ledger_noted_by) == person)
		return N_("nobody confirms what they noted themselves: choose somebody else");
	if (record_int(r, ledger_confirmed_by) == person)
		return N_("the same person cannot confirm twice: choose somebody else");
	return NULL;
}

static bool confirm_one(void *ctx, const struct record *r)
{
	struct confirming *c = ctx;
	if (c->only && r->id != c->only)
		return true;
	const char *why = cannot(r, c->person);
	if (why) {
		c->skipped += kinds[kind_place(r)].sign != 0 && confirmations(r) < 2;
		c->why = why;
		return true;
	}
	struct record *copy = record_copy(r);
	const bool second = record_has(r, ledger_confirmed_by);
	record_set_int(copy, second ? ledger_second_by : ledger_confirmed_by, c->person);
	record_set_text(copy, second ? ledger_second_on : ledger_confirmed_on, c->iso);
	c->rows = mem_resize(c->rows, c->n + 1, sizeof *c->rows);
	c->rows[c->n++] = copy;
	return true;
}

bool app_ledger_confirm(
    struct app *a, int64_t action, int64_t id, int64_t person, size_t *done, size_t *skipped, struct err *e)
{
	char iso[11];
	date_iso(clock_today(&a->clock), iso);
	struct confirming c = {.person = person, .only = id, .iso = iso};
	*done = *skipped = 0;
	bool ok = app_store_write(a, e) && each_entry(a, action, confirm_one, &c, e);
	if (ok && c.n == 0)
		ok = err_set(e, ERR_INVALID, _("Nothing was confirmed: %s."),
		    c.why ? tr(c.why) : _("the ledger has no money yet"));
	else if (ok)
		ok = app_save_many(a, N_("Cash confirmed"), c.rows, c.n, e);
	if (ok) {
		*done = c.n;
		*skipped = c.skipped;
	}
	for (size_t i = 0; i < c.n; i++)
		record_free(c.rows[i]);
	free(c.rows);
	return ok;
}

/* Who confirmed 500 lei did not confirm 600: another amount, kind or currency begins without confirmations. */
void ledger_follow(struct app *a, struct record *r)
{
	static const int told[] = {ledger_amount, ledger_kind, ledger_currency, ledger_action};
	static const int given[] = {ledger_confirmed_by, ledger_confirmed_on, ledger_second_by, ledger_second_on};
	struct record *old = NULL;
	bool other = false, same = true;
	if (r->kind != kind_get(KIND_ledger) || !r->id || !store_get(a->store, r->kind, r->id, &old, NULL))
		return;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		other = other || !value_equal(&old->values[told[i]], &r->values[told[i]]);
	for (size_t i = 0; i < sizeof given / sizeof *given; i++)
		same = same && value_equal(&old->values[given[i]], &r->values[given[i]]);
	for (size_t i = 0; other && same && i < sizeof given / sizeof *given; i++)
		record_clear(r, given[i]);
	record_free(old);
}
