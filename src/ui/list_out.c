/* ui/list_out.c - taking things out of the list: the clipboard, other programs, files. */
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/items.h"
#include "ui/job.h"
#include "ui/list.h"
#include "ui/open_with.h"
#include "ui/shown.h"

static void copy_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	if (index >= 0 && list_selected(l))
		ui_copy(u, view_cell(l->now, l->now->at, (int)value));
}

/* What one calls, writes to or opens is what is copied most. */
static bool is_reach(const struct field *f)
{
	enum widget w = f->type->widget;
	return w == WIDGET_PHONE || w == WIDGET_EMAIL || f->type == &ft_link || f->type == &ft_address;
}

/* The value under the column cursor; in the first column what reaches the record: when there are several, which? */
void list_run_copy(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct view *v = l->now;
	const struct record *r = list_selected(l);
	struct items it = {NULL, 0};
	int code = l->view.columns[l->view.column];
	const char *cell = view_cell(v, v->at, code);
	for (int f = 1; f < r->kind->nfields && l->view.column == 0; f++)
		if (is_reach(&r->kind->fields[f]) && record_has(r, f))
			items_add(&it, view_cell(v, v->at, f), tr(r->kind->fields[f].label), f);
	if (it.n > 1) {
		items_add(&it, cell, shown_label(v->kind, code), code);
		items_open(u, _("Copy"), &it, 0, copy_chosen, l);
	} else if (it.n == 1) {
		ui_copy(u, it.m[0].text);
	} else if (*cell) {
		ui_copy(u, cell);
	} else {
		ui_say(u, ROLE_WARNING, _("This cell is empty."));
	}
	items_free(&it);
}

void list_run_open_with(struct ui *u, struct screen *s)
{
	open_with(u, list_selected((struct list *)s));
}

/* ---- files, written in the background */

enum format { CSV_PLAIN, CSV_EXCEL, CSV_MARKED, CALENDAR };
struct export
{
	struct list *list;
	enum format format;
};

/* What is marked, or what a command has no words for, is told by numbers. */
static bool only_by_ids(const struct list *l, enum format f)
{
	const struct query *q = &l->view.query;
	return f == CSV_MARKED || q->via || q->bin != QUERY_LIVE || q->then_title;
}

static bool add_id(void *ctx, const struct record *r)
{
	buf_print(ctx, "%lld\n", (long long)r->id);
	return true;
}

static bool put_ids(struct ui *u, const struct list *l, enum format f, struct buf *out, struct err *e)
{
	if (f != CSV_MARKED)
		return app_each(u->app, &l->view.query, 0, add_id, out, e);
	for (size_t i = 0; i < l->view.nmarks; i++)
		buf_print(out, "%lld\n", (long long)l->view.marks[i]);
	return true;
}

#define WORDS (2 * QUERY_FILTERS + 16)
struct words {
	const char *at[WORDS];
	size_t n;
	struct buf owned[QUERY_FILTERS + 1];
};

static void add_two(struct words *w, const char *option, const char *value)
{
	w->at[w->n++] = option;
	w->at[w->n++] = value;
}

static void put_sort(struct words *w, const struct query *q)
{
	const bool own = q->sort == NO_FIELD;
	const int order = own ? q->kind->order : q->sort, field = order == NO_FIELD ? q->kind->title[0] : order;
	struct buf *b = &w->owned[QUERY_FILTERS];
	if (field == NO_FIELD)
		return;
	buf_print(b, "%s%s", q->kind->fields[field].key, (own && q->kind->order_down) != q->down ? "-" : "");
	add_two(w, "--sort", buf_str(b));
}

static void put_query(struct words *w, const struct query *q)
{
	for (int i = 0; i < q->nfilters; i++) {
		query_filter_expr(q, i, &w->owned[i]);
		add_two(w, "--filter", buf_str(&w->owned[i]));
	}
	if (q->search)
		add_two(w, "--search", q->search);
	put_sort(w, q);
}

static void start_table(struct ui *u, const struct export *x, const char *path)
{
	const struct list *l = x->list;
	struct words w = {.at = {"export", "csv", l->view.kind->key, "-o", path}, .n = 5};
	struct buf ids = BUF_INIT;
	struct err e = ERR_INIT;
	const bool by_ids = only_by_ids(l, x->format);
	if (by_ids && !put_ids(u, l, x->format, &ids, &e)) {
		ui_error(u, &e);
	} else {
		if (by_ids)
			add_two(&w, "--ids", "-");
		else
			put_query(&w, &l->view.query);
		if (x->format == CSV_EXCEL)
			add_two(&w, "--for", "excel");
		job_start(u, &(struct job){.what = _("Export of the list"),
		                 .words = w.at,
		                 .input = by_ids ? buf_str(&ids) : NULL,
		                 .path = path});
	}
	for (size_t i = 0; i <= QUERY_FILTERS; i++)
		buf_free(&w.owned[i]);
	buf_free(&ids);
}

static void path_chosen(struct ui *u, void *ctx, const char *path)
{
	struct export *x = ctx;
	if (path && x->format == CALENDAR) {
		const char *const words[] = {"export", "ics", "--kind", x->list->view.kind->key, "-o", path, NULL};
		calendar_export_job(u, words, path);
	} else if (path) {
		start_table(u, x, path);
	}
	free(x);
}

static void ask_path(struct ui *u, struct list *l, enum format f)
{
	struct export *x = mem_alloc(sizeof *x);
	*x = (struct export){l, f};
	char *safe = path_safe_name(l->title ? l->title : tr(l->view.kind->plural));
	char *name = mem_print("%s.%s", safe, f == CALENDAR ? "ics" : "csv");
	struct buf personal = BUF_INIT, help = BUF_INIT;
	app_export_personal(l->view.kind, &personal);
	if (personal.len && f != CALENDAR)
		buf_print(&help, _("The table holds personal data: %s."), buf_str(&personal));
	save_prompt_open(u, _("Write to which file?"), name, help.len ? buf_str(&help) : NULL, path_chosen, x);
	buf_free(&personal);
	buf_free(&help);
	free(safe);
	free(name);
}

static void format_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		ask_path(u, ctx, (enum format)value);
}

void list_run_export(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct menu_item items[4] = {
	    {(char *)(uintptr_t)_("Table (CSV), as listed"), NULL, CSV_PLAIN, false, false},
	    {(char *)(uintptr_t)_("Table for Excel"), NULL, CSV_EXCEL, false, false},
	};
	size_t n = 2;
	if (l->view.nmarks)
		items[n++] = (struct menu_item){
		    (char *)(uintptr_t)_("Table (CSV) of the marked"), NULL, CSV_MARKED, false, false};
	if (l->view.kind->calendar.has)
		items[n++] = (struct menu_item){(char *)(uintptr_t)_("Calendar (.ics)"), NULL, CALENDAR, false, false};
	menu_open(u, _("Export"), items, n, 0, format_chosen, l);
}

void list_export_marked(struct ui *u, struct list *l)
{
	ask_path(u, l, l->view.nmarks ? CSV_MARKED : CSV_PLAIN);
}

void list_run_import(struct ui *u, struct screen *s)
{
	import_ask(u, ((struct list *)s)->view.kind);
}
