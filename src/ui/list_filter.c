/* ui/list_filter.c - what is shown only: a field, then a condition that its type allows; and filters that were saved
 * under a name (records of the kind filter, so that they are undone and shared like all others). */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/items.h"
#include "ui/list.h"
#include "ui/pick.h"

void list_filter_drop(struct query *q, int i)
{
	value_clear(&q->filters[i].value);
	memmove(&q->filters[i], &q->filters[i + 1], (size_t)(q->nfilters - i - 1) * sizeof q->filters[0]);
	q->nfilters--;
}

/* What the person had said of this field, with these signs (bits 1 << op). */
static void drop_of_field(struct list *l, unsigned ops)
{
	struct query *q = &l->view.query;
	for (int i = q->nfilters - 1; i >= l->given; i--)
		if (q->filters[i].field == l->chosen_field && (ops & 1u << q->filters[i].op))
			list_filter_drop(q, i);
}

static const struct field *field_now(const struct list *l)
{
	return &l->view.kind->fields[l->chosen_field];
}

static void add_filter(struct ui *u, struct list *l, enum query_op op, const struct value *v)
{
	struct err e = ERR_INIT;
	if (!query_filter_add(&l->view.query, l->chosen_field, op, v, &e))
		ui_error(u, &e);
}

/* "key>=typed": read as on the command line, dates as people write them. */
static bool add_typed(struct ui *u, struct list *l, const char *sign, const char *typed)
{
	struct err e = ERR_INIT;
	char *expr = mem_print("%s%s%s", field_now(l)->key, sign, typed);
	bool ok = query_filter_parse(&l->view.query, expr, app_types(u->app), &e);
	if (!ok)
		ui_error(u, &e);
	free(expr);
	return ok;
}

/* ---- one of, none of */

enum { STORED = 60 };

struct choosing {
	struct list *list;
	enum query_op op;
	struct value values[STORED]; /* of the lines; owned */
	struct items items;
	int64_t marked[STORED];
	size_t nmarked;
};

static bool stands(const struct list *l, enum query_op op, const struct value *v)
{
	const struct query *q = &l->view.query;
	for (int i = l->given; i < q->nfilters; i++)
		if (q->filters[i].field == l->chosen_field && q->filters[i].op == op &&
		    value_equal(&q->filters[i].value, v))
			return true;
	return false;
}

static void add_line(struct choosing *c, const char *code, const char *label, const char *right)
{
	size_t n = c->items.n;
	if (n == STORED)
		return;
	c->values[n] = (struct value)VALUE_INIT;
	value_set_text(&c->values[n], code);
	if (stands(c->list, c->op, &c->values[n]))
		c->marked[c->nmarked++] = (int64_t)n;
	items_add(&c->items, label, right, (int64_t)n);
}

static void add_stored(void *ctx, const char *value, int64_t count)
{
	char *number = mem_print("%lld", (long long)count);
	add_line(ctx, value, value, number);
	free(number);
}

static void free_choosing(struct choosing *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		value_clear(&c->values[i]);
	free(c);
}

static void lines_chosen(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t n)
{
	struct choosing *c = ctx;
	struct list *l = c->list;
	if (yes) {
		drop_of_field(l, 1u << c->op | 1u << QUERY_EMPTY | 1u << QUERY_FILLED);
		for (size_t i = 0; i < n; i++)
			add_filter(u, l, c->op, &c->values[values[i]]);
		list_ask(u, l);
	}
	free_choosing(c, STORED);
}

static void records_chosen(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t n)
{
	struct choosing *c = ctx;
	struct list *l = c->list;
	if (yes) {
		drop_of_field(l, 1u << c->op | 1u << QUERY_EMPTY | 1u << QUERY_FILLED);
		for (size_t i = 0; i < n; i++) {
			char *id = mem_print("%lld", (long long)values[i]);
			add_typed(u, l, c->op == QUERY_NOT ? "!=" : "=", id);
			free(id);
		}
		list_ask(u, l);
	}
	free_choosing(c, 0);
}

static void choose_values(struct ui *u, struct list *l, enum query_op op)
{
	const struct field *f = field_now(l);
	struct choosing *c = mem_alloc(sizeof *c);
	struct pick_options o = {.title = tr(f->label), .several = true};
	struct query q;
	c->list = l;
	c->op = op;
	if (f->target) {
		query_init(&q, field_target(f));
		o.query = &q;
		pick_open(u, &o, records_chosen, c);
		query_free(&q);
		return;
	}
	for (int i = 0; f->choices && f->choices[i].code; i++)
		add_line(c, f->choices[i].code, tr(f->choices[i].label), NULL);
	if (!f->choices)
		app_values(u->app, l->view.kind, l->chosen_field, "", STORED, add_stored, c, NULL);
	o.items = c->items.m;
	o.n = c->items.n;
	o.marked = c->marked;
	o.nmarked = c->nmarked;
	o.empty_too = c->nmarked > 0;
	struct items lines = c->items;
	c->items = (struct items){NULL, 0};
	pick_open(u, &o, lines_chosen, c);
	items_free(&lines);
}

static void one_of(struct ui *u, struct list *l)
{
	choose_values(u, l, QUERY_IS);
}

static void none_of(struct ui *u, struct list *l)
{
	choose_values(u, l, QUERY_NOT);
}

/* ---- contains, from, to */

static void typed_contains(struct ui *u, void *ctx, const char *text)
{
	struct list *l = ctx;
	if (text && *text && add_typed(u, l, "~", text))
		list_ask(u, l);
}

static void contains(struct ui *u, struct list *l)
{
	prompt_open(u, tr(field_now(l)->label), "", _("A part of a word is enough."), typed_contains, l);
}

static void typed_to(struct ui *u, void *ctx, const char *text)
{
	struct list *l = ctx;
	if (text && *text)
		add_typed(u, l, "<=", text);
	list_ask(u, l);
}

static void typed_from(struct ui *u, void *ctx, const char *text)
{
	struct list *l = ctx;
	const char *example = field_now(l)->type->example;
	if (!text)
		return;
	drop_of_field(l, 1u << QUERY_ABOVE | 1u << QUERY_BELOW);
	if (*text && !add_typed(u, l, ">=", text))
		return;
	char *title = mem_print("%s: %s", tr(field_now(l)->label), _("up to"));
	prompt_open(u, title, "", example ? tr(example) : _("Empty: without an end."), typed_to, l);
	free(title);
}

static void between(struct ui *u, struct list *l)
{
	const char *example = field_now(l)->type->example;
	char *title = mem_print("%s: %s", tr(field_now(l)->label), _("from"));
	prompt_open(u, title, "", example ? tr(example) : _("Empty: without a beginning."), typed_from, l);
	free(title);
}

/* ---- periods of dates */

static void period(struct ui *u, struct list *l, date_t from, date_t to)
{
	char iso[11];
	drop_of_field(l, 1u << QUERY_ABOVE | 1u << QUERY_BELOW);
	if (from != DATE_NONE) {
		date_iso(from, iso);
		add_typed(u, l, ">=", iso);
	}
	if (to != DATE_NONE) {
		date_iso(to, iso);
		add_typed(u, l, "<=", iso);
	}
	list_ask(u, l);
}

static void from_today(struct ui *u, struct list *l)
{
	period(u, l, app_types(u->app)->today, DATE_NONE);
}

static void before_today(struct ui *u, struct list *l)
{
	period(u, l, DATE_NONE, app_types(u->app)->today - 1);
}

static void last_days(struct ui *u, struct list *l)
{
	period(u, l, app_types(u->app)->today - 30, app_types(u->app)->today);
}

static void this_month(struct ui *u, struct list *l)
{
	int y, m, d;
	date_t first = DATE_NONE;
	date_split(app_types(u->app)->today, &y, &m, &d);
	date_make(y, m, 1, &first);
	period(u, l, first, first + date_month_days(y, m) - 1);
}

static void this_year(struct ui *u, struct list *l)
{
	int y, m, d;
	date_t first = DATE_NONE, last = DATE_NONE;
	date_split(app_types(u->app)->today, &y, &m, &d);
	date_make(y, 1, 1, &first);
	date_make(y, 12, 31, &last);
	period(u, l, first, last);
}

/* ---- yes and no, empty and not */

static void is_yes(struct ui *u, struct list *l)
{
	drop_of_field(l, ~0u);
	add_typed(u, l, "=", "1");
	list_ask(u, l);
}

static void is_no(struct ui *u, struct list *l)
{
	drop_of_field(l, ~0u);
	add_typed(u, l, "!=", "1");
	list_ask(u, l);
}

static void is_empty(struct ui *u, struct list *l)
{
	drop_of_field(l, ~0u);
	add_filter(u, l, QUERY_EMPTY, NULL);
	list_ask(u, l);
}

static void is_filled(struct ui *u, struct list *l)
{
	drop_of_field(l, ~0u);
	add_filter(u, l, QUERY_FILLED, NULL);
	list_ask(u, l);
}

/* ---- the conditions: which sorts of field each is for */

enum {
	FEW = 1 << 0 /* has values that can be listed */,
	WORDS = 1 << 1,
	DAYS = 1 << 2,
	AMOUNT = 1 << 3,
	YESNO = 1 << 4
};

static const struct {
	const char *label;
	unsigned sorts;
	void (*run)(struct ui *u, struct list *l);
} conditions[] = {
    {N_("One of…"), FEW, one_of},
    {N_("None of…"), FEW, none_of},
    {N_("Contains…"), WORDS, contains},
    {N_("From today on"), DAYS, from_today},
    {N_("Before today"), DAYS, before_today},
    {N_("The last 30 days"), DAYS, last_days},
    {N_("This month"), DAYS, this_month},
    {N_("This year"), DAYS, this_year},
    {N_("From … to …"), DAYS | AMOUNT, between},
    {N_("Yes"), YESNO, is_yes},
    {N_("No"), YESNO, is_no},
    {N_("Empty"), ~(unsigned)YESNO, is_empty},
    {N_("Filled in"), ~(unsigned)YESNO, is_filled},
};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static unsigned sort_of(const struct field *f)
{
	enum widget w = f->type->widget;
	if (w == WIDGET_YESNO)
		return YESNO;
	if (w == WIDGET_DATE || w == WIDGET_DATETIME)
		return DAYS;
	if (f->choices || field_target(f))
		return FEW;
	if (f->type->right)
		return AMOUNT;
	return w == WIDGET_TEXT ? WORDS : FEW | WORDS;
}

static void condition_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		conditions[value].run(u, ctx);
}

static void choose_condition(struct ui *u, struct list *l)
{
	struct items it = {NULL, 0};
	unsigned sort = sort_of(field_now(l));
	for (int i = 0; i < CONDITIONS; i++)
		if (conditions[i].sorts & sort)
			items_add(&it, tr(conditions[i].label), NULL, i);
	items_open(u, tr(field_now(l)->label), &it, 0, condition_chosen, l);
}

/* ---- saved ones */

enum { SAVED_MOST = 40 };
enum what { FIELD, REMOVE, SAVED, SAVE, MANAGE, ASK };
#define VALUE(what, n) ((int64_t)(what) << 56 | (int64_t)(n))
#define WHAT(value) ((enum what)((value) >> 56))
#define N(value) ((value) & ((INT64_C(1) << 56) - 1))

static void saved_query(const struct list *l, struct query *q)
{
	struct err ignored = ERR_INIT;
	struct value v = VALUE_INIT;
	query_init(q, kind_get(KIND_filter));
	value_set_text(&v, l->view.kind->key);
	query_filter_add(q, filter_list, QUERY_IS, &v, &ignored);
	value_clear(&v);
}

struct saved {
	struct items *items;
	int64_t ids[SAVED_MOST];
	int n, wanted;
	struct record *found;
};

static bool list_saved(void *ctx, const struct record *r)
{
	struct saved *s = ctx;
	const char *name = record_text(r, filter_name);
	if (s->items)
		items_add(s->items, name ? name : "?", _("saved"), VALUE(SAVED, s->n));
	if (!s->items && s->n == s->wanted)
		s->found = record_copy(r);
	return ++s->n < SAVED_MOST;
}

static void each_saved(struct ui *u, const struct list *l, struct saved *s)
{
	struct query q;
	struct err e = ERR_INIT;
	saved_query(l, &q);
	if (!app_each(u->app, &q, SAVED_MOST, list_saved, s, &e))
		ui_error(u, &e);
	query_free(&q);
}

static void apply_saved(struct ui *u, struct list *l, int n)
{
	struct saved s = {.wanted = n};
	struct err e = ERR_INIT;
	each_saved(u, l, &s);
	if (!s.found)
		return;
	struct query *q = &l->view.query;
	while (q->nfilters > l->given)
		list_filter_drop(q, q->nfilters - 1);
	const int sort = q->sort;
	const bool down = q->down;
	if (!app_filter_add(u->app, s.found, q, &e))
		ui_error(u, &e);
	if (l->mode == LIST_BY) { /* its headings are its order */
		q->sort = sort;
		q->down = down;
	}
	line_set(&l->search, q->search ? q->search : "");
	record_free(s.found);
	list_ask(u, l);
}

static void name_typed(struct ui *u, void *ctx, const char *name)
{
	struct list *l = ctx;
	const struct query *q = &l->view.query;
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	if (!name || !*name)
		return;
	struct record *r = record_new_initial(kind_get(KIND_filter), app_types(u->app));
	for (int i = l->given; i < q->nfilters; i++) {
		buf_text(&b, b.len ? "\n" : "");
		query_filter_expr(q, i, &b);
	}
	record_set_text(r, filter_name, name);
	record_set_text(r, filter_list, l->view.kind->key);
	record_set_text(r, filter_conditions, buf_str(&b));
	record_set_text(r, filter_search, q->search);
	buf_clear(&b);
	if (q->sort != NO_FIELD)
		buf_print(&b, "%s%s", l->view.kind->fields[q->sort].key, q->down ? "-" : "");
	record_set_text(r, filter_sorting, buf_str(&b));
	if (app_save(u->app, r, NULL, NULL, &e))
		ui_saved(u, _("Saved: \"%s\" stands first under f, in each list of this kind: %s."), name,
		    tr(l->view.kind->plural));
	else
		ui_error(u, &e);
	record_free(r);
	buf_free(&b);
}

static void manage(struct ui *u, struct list *l)
{
	struct query q;
	saved_query(l, &q);
	list_open(u, q.kind, &q, NULL);
	query_free(&q);
}

/* ---- questions that no field answers */

static void question_typed(struct ui *u, void *ctx, const char *typed)
{
	struct list *l = ctx;
	struct err e = ERR_INIT;
	size_t n;
	if (!typed || !*typed)
		return;
	char *expr = mem_print("%s=%s", query_questions(&n)[l->chosen_question].name, typed);
	if (query_filter_parse(&l->view.query, expr, app_types(u->app), &e))
		list_ask(u, l);
	else
		ui_error(u, &e);
	free(expr);
}

static void ask_question(struct ui *u, struct list *l, size_t i)
{
	size_t n;
	const struct query_question *q = &query_questions(&n)[i];
	l->chosen_question = i;
	prompt_open(u, tr(q->label), "2/3", tr(q->help), question_typed, l);
}

static void add_questions(const struct list *l, struct items *it)
{
	size_t n;
	const struct query_question *all = query_questions(&n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].kind, l->view.kind->key) == 0)
			items_add(it, tr(all[i].label), "2/3", VALUE(ASK, i));
}

/* ---- the menu */

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	if (index < 0)
		return;
	switch (WHAT(value)) {
	case REMOVE:
		list_filter_drop(&l->view.query, (int)N(value));
		list_ask(u, l);
		break;
	case SAVED:
		apply_saved(u, l, (int)N(value));
		break;
	case SAVE:
		prompt_open(u, _("Name of the filter"), "", _("Search, filters and order are kept under this name."),
		    name_typed, l);
		break;
	case MANAGE:
		manage(u, l);
		break;
	case ASK:
		ask_question(u, l, (size_t)N(value));
		break;
	case FIELD:
		l->chosen_field = (int)N(value);
		choose_condition(u, l);
		break;
	}
}

static void add_present(struct ui *u, struct list *l, struct items *it)
{
	for (int i = l->given; i < l->view.query.nfilters; i++) {
		struct buf b = BUF_INIT;
		query_filter_text(&l->view.query, i, app_types(u->app), &b);
		items_add(it, buf_str(&b), _("take away"), VALUE(REMOVE, i));
		buf_free(&b);
	}
}

void list_run_filter(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	const char *why;
	struct items it = {NULL, 0};
	struct saved saved = {.items = &it};
	add_present(u, l, &it);
	each_saved(u, l, &saved);
	if (list_is_narrowed(l) && list_can_write(u, s, &why))
		items_add(&it, _("Save these filters…"), NULL, VALUE(SAVE, 0));
	if (saved.n > 0)
		items_add(&it, _("Rename or delete saved filters…"), NULL, VALUE(MANAGE, 0));
	items_heading(&it, _("Show only where…"));
	for (int f = 1; f < l->view.kind->nfields; f++)
		if (!(l->view.kind->fields[f].in & OWN))
			items_add(&it, tr(l->view.kind->fields[f].label), NULL, VALUE(FIELD, f));
	add_questions(l, &it);
	items_open(u, _("Filters"), &it, 0, chosen, l);
}
