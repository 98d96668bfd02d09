/* ui/list_out.c - taking things out of the list: the clipboard, other programs, files. */
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "out/csv.h"
#include "ui/items.h"
#include "ui/list.h"
#include "ui/open_with.h"
#include "ui/shown.h"

static void copy(struct ui *u, const char *text)
{
	term_copy(text);
	ui_say(u, ROLE_GOOD, _("Copied: %s"), text);
}

static void copy_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	if (index >= 0 && list_selected(l))
		copy(u, view_cell(l->now, l->now->at, (int)value));
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
		copy(u, it.m[0].text);
	} else if (*cell) {
		copy(u, cell);
	} else {
		ui_say(u, ROLE_WARNING, _("This cell is empty."));
	}
	items_free(&it);
}

void list_run_open_with(struct ui *u, struct screen *s)
{
	open_with(u, list_selected((struct list *)s));
}

/* ---- files */

enum format { CSV_PLAIN, CSV_EXCEL, CSV_MARKED, CALENDAR };
struct export
{
	struct list *list;
	enum format format;
};

static void write_header(struct csv_writer *w, const struct kind *k)
{
	csv_write_cell(w, "id", 2);
	for (int f = 1; f < k->nfields; f++)
		if (k->fields[f].in & IN_CSV)
			csv_write_cell(w, k->fields[f].key, strlen(k->fields[f].key));
	csv_write_end_row(w);
}

static void write_record(struct ui *u, struct csv_writer *w, const struct record *r)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%lld", (long long)r->id);
	csv_write_cell(w, buf_str(&b), b.len);
	for (int f = 1; f < r->kind->nfields; f++) {
		if (!(r->kind->fields[f].in & IN_CSV))
			continue;
		buf_clear(&b);
		record_format(r, f, app_types(u->app), FOR_CSV, &b);
		csv_write_cell(w, buf_str(&b), b.len);
	}
	csv_write_end_row(w);
	buf_free(&b);
}

/* The marks are no query: they are read one by one. */
static bool write_marked(struct ui *u, struct list *l, const char *path, int64_t *rows, struct err *e)
{
	struct path_writer file;
	struct csv_writer w;
	struct record *r;
	if (!path_write_begin(&file, path, e))
		return false;
	csv_write_begin(&w, file.file, false, 0);
	write_header(&w, l->view.kind);
	for (size_t i = 0; i < l->view.nmarks; i++) {
		if (!app_get(u->app, l->view.kind, l->view.marks[i], &r, e)) {
			path_write_abandon(&file);
			return false;
		}
		write_record(u, &w, r);
		record_free(r);
		++*rows;
	}
	return path_write_end(&file, e);
}

static bool write_file(struct ui *u, const struct export *x, const char *path, int64_t *rows, struct err *e)
{
	struct list *l = x->list;
	if (x->format == CSV_MARKED)
		return write_marked(u, l, path, rows, e);
	if (x->format == CALENDAR) {
		struct app_ics_out o = {
		    .path = path, .kinds = {l->view.kind}, .nkinds = 1, .from = DATE_NONE, .to = DATE_NONE};
		return app_export_ics(u->app, &o, rows, e);
	}
	struct app_csv_out o = {
	    .path = path, .excel = x->format == CSV_EXCEL, .labels = x->format == CSV_EXCEL, .query = &l->view.query};
	return app_export_csv(u->app, l->view.kind, &o, rows, e);
}

static void path_typed(struct ui *u, void *ctx, const char *path)
{
	struct export *x = ctx;
	struct err e = ERR_INIT;
	int64_t rows = 0;
	if (path && *path) {
		if (write_file(u, x, path, &rows, &e))
			ui_say(u, ROLE_GOOD,
			    tr_n("%lld row written to %s", "%lld rows written to %s", (unsigned long)rows),
			    (long long)rows, path);
		else
			ui_error(u, &e);
	}
	free(x);
}

static void ask_path(struct ui *u, struct list *l, enum format f)
{
	struct export *x = mem_alloc(sizeof *x);
	*x = (struct export){l, f};
	char *folder = path_documents(), *safe = path_safe_name(l->title ? l->title : tr(l->view.kind->plural));
	char *name = mem_print("%s.%s", safe, f == CALENDAR ? "ics" : "csv"), *path = path_join(folder, name);
	struct buf personal = BUF_INIT, help = BUF_INIT;
	app_export_personal(l->view.kind, &personal);
	if (personal.len && f != CALENDAR)
		buf_print(&help, _("The table holds personal data: %s."), buf_str(&personal));
	prompt_open(u, _("Write to which file?"), path, help.len ? buf_str(&help) : NULL, path_typed, x);
	buf_free(&personal);
	buf_free(&help);
	free(folder);
	free(safe);
	free(name);
	free(path);
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
