/* ui/list_find.c - what the list shows: search as one types, filters, order, columns. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"

/* ---- search: the echo is painted first, the question is asked when no key is waiting (idle) */

void list_search(struct ui *u, struct screen *s)
{
	(void)u;
	((struct list *)s)->searching = true;
}

bool list_search_key(struct list *l, const struct key *k)
{
	if (!line_key(&l->search, k))
		return false;
	l->search_due = true;
	return true;
}

void list_search_leave(struct ui *u, struct screen *s)
{
	(void)u;
	((struct list *)s)->searching = false;
}

static void settle_search(struct ui *u, struct list *l)
{
	if (!l->search_due)
		return;
	l->search_due = false;
	free(l->view.query.search);
	l->view.query.search = l->search.text.len ? mem_copy_text(line_text(&l->search)) : NULL;
	list_ask(u, l);
}

void list_search_open(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	settle_search(u, l);
	l->searching = false;
	if (view_selected_id(&l->view))
		record_open(u, l->view.kind, view_selected_id(&l->view));
	else
		ui_say(u, ROLE_WARNING, _("Nothing fits."));
}

void list_search_clear(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	(void)u;
	if (l->search.text.len == 0) {
		l->searching = false;
		return;
	}
	line_set(&l->search, "");
	l->search_due = true;
}

static void drop_filter(struct query *q, int i)
{
	value_clear(&q->filters[i].value);
	memmove(&q->filters[i], &q->filters[i + 1], (size_t)(q->nfilters - i - 1) * sizeof q->filters[0]);
	q->nfilters--;
}

bool list_escape(struct ui *u, struct list *l)
{
	struct query *q = &l->view.query;
	if (l->view.nmarks > 0 && !q->search && q->nfilters == l->given) {
		view_mark_none(&l->view);
		return true;
	}
	if (!q->search && q->nfilters == l->given)
		return false;
	int64_t id = view_selected_id(&l->view);
	line_set(&l->search, "");
	free(q->search);
	q->search = NULL;
	while (q->nfilters > l->given)
		drop_filter(q, q->nfilters - 1);
	list_reload(u, l, id);
	return true;
}

/* ---- menus of fields */

struct items {
	struct menu_item *m;
	size_t n;
};

static void add_item(struct items *it, const char *text, const char *right, int64_t value)
{
	it->m = mem_resize(it->m, it->n + 1, sizeof *it->m);
	it->m[it->n++] = (struct menu_item){mem_copy_text(text), mem_copy_text(right), value, false, false};
}

static void open_items(struct ui *u, const char *title, struct items *it, size_t selected,
    void (*chosen)(struct ui *, void *, int64_t, int), void *ctx)
{
	menu_open(u, title, it->m, it->n, selected, chosen, ctx);
	for (size_t i = 0; i < it->n; i++) {
		free(it->m[i].text);
		free(it->m[i].right);
	}
	free(it->m);
}

/* ---- filters: a field, then a value of it; what stands already is taken away in the same menu */

enum { REMOVE = 1000, EMPTY = -1, FILLED = -2, TYPED = -3 };

static void add_filter(struct ui *u, struct list *l, enum query_op op, const struct value *v)
{
	struct err e = ERR_INIT;
	static const struct value none = VALUE_INIT;
	if (!query_filter_add(&l->view.query, l->chosen_field, op, v ? v : &none, &e))
		ui_error(u, &e);
	else
		list_ask(u, l);
}

/* "< 5", "> 2025-01-01", "!= x", "~ part": as on the command line; without a sign: is. */
static void filter_typed(struct ui *u, void *ctx, const char *text)
{
	struct list *l = ctx;
	struct err e = ERR_INIT;
	if (!text || !*text)
		return;
	const char *key = l->view.kind->fields[l->chosen_field].key;
	bool sign = strchr("<>=~!", text[0]) != NULL;
	char *expr = mem_print("%s%s%s", key, sign ? "" : "=", text);
	if (query_filter_parse(&l->view.query, expr, app_types(u->app), &e))
		list_ask(u, l);
	else
		ui_error(u, &e);
	free(expr);
}

static void ask_value(struct ui *u, struct list *l)
{
	const struct field *f = &l->view.kind->fields[l->chosen_field];
	prompt_open(u, tr(f->label), "", _("A value. With a sign before it: < below, > above, != not, ~ contains."),
	    filter_typed, l);
}

static void filter_value(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	const struct field *f = &l->view.kind->fields[l->chosen_field];
	if (index < 0)
		return;
	if (value == TYPED) {
		ask_value(u, l);
	} else if (value == EMPTY || value == FILLED) {
		add_filter(u, l, value == EMPTY ? QUERY_EMPTY : QUERY_FILLED, NULL);
	} else {
		struct value v = VALUE_INIT;
		value_set_text(&v, f->choices[value].code);
		add_filter(u, l, QUERY_IS, &v);
		value_clear(&v);
	}
}

static void filter_stored(struct ui *u, void *ctx, int64_t value, int index);

struct values {
	struct items items;
	struct list *list;
};

static void add_value(void *ctx, const char *value, int64_t count)
{
	struct values *vs = ctx;
	char number[24];
	struct buf b = BUF_INIT;
	buf_print(&b, "%lld", (long long)count);
	memcpy(number, buf_str(&b), b.len < 23 ? b.len + 1 : 23);
	number[23] = '\0';
	add_item(&vs->items, value, number, 0);
	buf_free(&b);
}

static void common_choices(struct items *it)
{
	add_item(it, _("Something else…"), NULL, TYPED);
	add_item(it, _("Empty"), NULL, EMPTY);
	add_item(it, _("Filled in"), NULL, FILLED);
}

static void choose_value(struct ui *u, struct list *l)
{
	const struct field *f = &l->view.kind->fields[l->chosen_field];
	struct values vs = {{NULL, 0}, l};
	for (int i = 0; f->choices && f->choices[i].code; i++)
		add_item(&vs.items, tr(f->choices[i].label), NULL, i);
	bool choices = vs.items.n > 0;
	if (!choices && f->type->tag == VALUE_TEXT && !f->target && !f->type->multiline)
		app_values(u->app, l->view.kind, l->chosen_field, "", 30, add_value, &vs, NULL);
	bool stored = !choices && vs.items.n > 0;
	common_choices(&vs.items);
	if (choices || stored || f->target)
		open_items(u, tr(f->label), &vs.items, 0, stored ? filter_stored : filter_value, l);
	else
		open_items(u, tr(f->label), &vs.items, 0, filter_value, l);
}

struct nth {
	int at;
	char *value;
};

static void take_nth(void *ctx, const char *value, int64_t count)
{
	struct nth *n = ctx;
	(void)count;
	if (n->at-- == 0)
		n->value = mem_copy_text(value);
}

static void filter_stored(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	if (index < 0 || value != 0) {
		filter_value(u, ctx, value, index);
		return;
	}
	struct nth n = {index, NULL};
	app_values(u->app, l->view.kind, l->chosen_field, "", 30, take_nth, &n, NULL);
	struct value v = VALUE_INIT;
	value_set_text(&v, n.value);
	if (n.value)
		add_filter(
		    u, l, l->view.kind->fields[l->chosen_field].type->json == JSON_LIST ? QUERY_HAS : QUERY_IS, &v);
	value_clear(&v);
	free(n.value);
}

static void filter_field(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	if (index < 0)
		return;
	if (value >= REMOVE) {
		drop_filter(&l->view.query, (int)value - REMOVE);
		list_ask(u, l);
		return;
	}
	l->chosen_field = (int)value;
	choose_value(u, l);
}

void list_run_filter(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct items it = {NULL, 0};
	const struct kind *k = l->view.kind;
	for (int i = l->given; i < l->view.query.nfilters; i++) {
		struct buf b = BUF_INIT;
		query_filter_text(&l->view.query, i, app_types(u->app), &b);
		add_item(&it, buf_str(&b), _("take away"), REMOVE + i);
		buf_free(&b);
	}
	for (int f = 1; f < k->nfields; f++)
		add_item(&it, tr(k->fields[f].label), NULL, f);
	open_items(u, _("Show only where…"), &it, 0, filter_field, l);
}

/* ---- order */

/* The same field again: the other way round. */
void list_sort_by(struct ui *u, struct list *l, int field)
{
	struct query *q = &l->view.query;
	if (field == 0 && l->view.kind->title[0] != NO_FIELD)
		field = l->view.kind->title[0];
	int now = q->sort != NO_FIELD               ? q->sort
	          : l->view.kind->order != NO_FIELD ? l->view.kind->order
	                                            : l->view.kind->title[0];
	bool down = q->sort != NO_FIELD ? q->down : l->view.kind->order != NO_FIELD && l->view.kind->order_down;
	q->down = now == field ? !down : false;
	q->sort = field;
	list_reload(u, l, 0);
}

static void sort_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		list_sort_by(u, ctx, (int)value);
}

void list_run_sort(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct items it = {NULL, 0};
	const struct kind *k = l->view.kind;
	const struct query *q = &l->view.query;
	int now = q->sort != NO_FIELD ? q->sort : k->order;
	size_t selected = 0;
	for (int f = 1; f < k->nfields; f++) {
		if (f == now)
			selected = it.n;
		add_item(&it, tr(k->fields[f].label),
		    f == now ? (q->sort != NO_FIELD ? q->down : k->order_down) ? "▼" : "▲" : NULL, f);
	}
	open_items(u, _("Sort by"), &it, selected, sort_chosen, l);
}

/* ---- columns: chosen ones first; Enter shows or hides, and the menu stays */

static void open_columns(struct ui *u, struct list *l, int field);

static int column_place(const struct view *v, int field)
{
	for (int i = 0; i < v->ncolumns; i++)
		if (v->columns[i] == field)
			return i;
	return -1;
}

static void toggle_column(struct view *v, int field)
{
	int at = column_place(v, field);
	if (at < 0 && v->ncolumns < VIEW_COLUMNS) {
		v->columns[v->ncolumns++] = field;
	} else if (at >= 0 && v->ncolumns > 1) {
		memmove(&v->columns[at], &v->columns[at + 1], (size_t)(v->ncolumns - at - 1) * sizeof v->columns[0]);
		v->ncolumns--;
	}
	v->column = 0;
	v->skipped = 0;
}

static void column_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	struct err e = ERR_INIT;
	if (index < 0)
		return;
	toggle_column(&l->view, (int)value);
	if (!view_columns_store(&l->view, &e))
		ui_error(u, &e);
	open_columns(u, l, (int)value);
}

static void open_columns(struct ui *u, struct list *l, int field)
{
	struct items it = {NULL, 0};
	size_t selected = 0;
	for (int i = 0; i < l->view.ncolumns; i++) {
		if (l->view.columns[i] == field)
			selected = it.n;
		add_item(&it, view_column_label(&l->view, l->view.columns[i]), "[x]", l->view.columns[i]);
	}
	for (int f = 0; f < l->view.kind->nfields; f++)
		if (view_column_can(&l->view, f) && column_place(&l->view, f) < 0) {
			if (f == field)
				selected = it.n;
			add_item(&it, view_column_label(&l->view, f), "[ ]", f);
		}
	open_items(u, _("Columns (Esc when done)"), &it, selected, column_chosen, l);
}

void list_run_columns(struct ui *u, struct screen *s)
{
	open_columns(u, (struct list *)s, -1);
}
