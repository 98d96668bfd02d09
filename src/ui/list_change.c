/* ui/list_change.c - changing what the list shows: new, edit, bin, one cell, tags, and one change for all marked rows.
 * Each is one command with one undo. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/shown.h"

void list_moved(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	(void)k;
	list_reload(u, ctx, id);
}

/* What the list was narrowed to is already filled in: a new step in the list of an action's steps belongs to it. */
static struct record *beginnings(struct ui *u, const struct list *l)
{
	const struct query *q = &l->now->query; /* on a board: of the column */
	struct record *r = record_new_initial(l->view.kind, app_types(u->app));
	for (int i = 0; i < q->nfilters; i++)
		if (q->filters[i].op == QUERY_IS && q->filters[i].field != QUERY_FIGURE)
			value_copy(&r->values[q->filters[i].field], &q->filters[i].value);
	return r;
}

void list_run_new(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	form_open(u, l->view.kind, 0, beginnings(u, l), list_moved, l);
}

/* What was searched for in vain becomes the name of a new one. */
void list_new_titled(struct ui *u, struct list *l, const char *title)
{
	struct err ignored = ERR_INIT;
	struct record *r = beginnings(u, l);
	record_parse(r, l->view.kind->title[0], title, app_types(u->app), &ignored);
	form_open(u, l->view.kind, 0, r, list_moved, l);
}

void list_run_edit(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct walk_from from = {&l->now->query, list_moved, l};
	form_open_from(u, l->view.kind, list_selected_id(l), &from);
}

/* "[x] hall" becomes "[ ] hall": nothing is ready yet. */
static void untick(struct record *r, int field)
{
	const char *text = record_text(r, field);
	char *copy = text ? mem_copy_text(text) : NULL;
	for (char *p = copy; p && (p = strstr(p, "[x]")); p += 3)
		p[1] = ' ';
	if (copy)
		record_set_text(r, field, copy);
	free(copy);
}

/* As new: what belongs to the one record alone begins again, its day is asked for. What names it (attendance, steps)
 * stays with it. */
void list_run_duplicate(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	const struct kind *k = l->view.kind;
	struct record *fresh = record_new_initial(k, app_types(u->app)), *r = record_copy(list_selected(l));
	r->id = 0;
	r->created = r->modified = r->deleted = r->clock = r->sequence = 0;
	for (int f = 1; f < k->nfields; f++) {
		if (k->fields[f].in & ONCE)
			value_copy(&r->values[f], &fresh->values[f]);
		if (k->fields[f].type->multiline)
			untick(r, f);
	}
	if (k->calendar.has && (k->fields[k->calendar.date].in & ONCE))
		record_clear(r, k->calendar.date);
	record_free(fresh);
	form_open(u, k, 0, r, list_moved, l);
}

/* ---- the bin */

static void told(struct ui *u, struct list *l, size_t n, const char *one, const char *many)
{
	struct buf b = BUF_INIT;
	if (n == 1 && list_selected(l))
		record_title(list_selected(l), app_types(u->app), &b);
	if (n == 1 && b.len > 0)
		ui_saved(u, "%s: %s", one, buf_str(&b));
	else
		ui_saved(u, "%s: %zu", many, n);
	buf_free(&b);
}

static void bin(struct ui *u, struct list *l, int64_t *ids, size_t n, bool back)
{
	struct err e = ERR_INIT;
	bool ok = back ? app_unbin(u->app, l->view.kind, ids, n, &e) : app_bin(u->app, l->view.kind, ids, n, &e);
	if (ok) {
		told(u, l, n, back ? _("Restored") : _("In the bin (u takes it back)"),
		    back ? _("Restored") : _("In the bin (u takes all back)"));
		view_mark_none(&l->view);
		struct view *v = l->now;
		size_t at = v->at;
		ui_refresh_all(u);
		/* the row has gone: the one that took its place */
		if (l->now == v && at > 0 && v->n > 0)
			v->at = at < v->n ? at : v->n - 1;
	} else {
		ui_error(u, &e);
	}
	free(ids);
}

void list_run_delete(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	int64_t *ids = mem_alloc(sizeof *ids);
	ids[0] = list_selected_id(l);
	bin(u, l, ids, 1, false);
}

void list_bin_chosen(struct ui *u, struct list *l, bool back)
{
	int64_t *ids;
	size_t n = list_chosen(l, &ids);
	bin(u, l, ids, n, back);
}

void list_run_restore(struct ui *u, struct screen *s)
{
	list_bin_chosen(u, (struct list *)s, true);
}

/* ---- a value for all chosen records */

void list_free_records(struct record **rs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		record_free(rs[i]);
	free(rs);
}

/* The chosen records, as they are now. */
struct record **list_chosen_records(struct ui *u, struct list *l, size_t *n)
{
	int64_t *ids;
	size_t want = list_chosen(l, &ids);
	struct record **rs = mem_array(want ? want : 1, sizeof *rs);
	*n = 0;
	for (size_t i = 0; i < want; i++)
		if (app_get(u->app, l->view.kind, ids[i], &rs[*n], NULL))
			++*n;
	free(ids);
	return rs;
}

static void save_all(struct ui *u, struct list *l, struct record **rs, size_t n)
{
	struct err e = ERR_INIT;
	const char *label = tr(l->view.kind->fields[l->chosen_field].label);
	if (app_save_many(u->app, N_("Several records changed"), rs, n, &e)) {
		ui_refresh_all(u);
		ui_saved(u,
		    tr_n("%s changed in %zu record; u takes it back", "%s changed in %zu records; u takes it back", n),
		    label, n);
	} else {
		ui_error(u, &e);
	}
	list_free_records(rs, n);
}

static void set_parsed(struct ui *u, struct list *l, const char *text)
{
	size_t n;
	struct err e = ERR_INIT;
	struct record **rs = list_chosen_records(u, l, &n);
	for (size_t i = 0; i < n; i++)
		if (!record_parse(rs[i], l->chosen_field, text, app_types(u->app), &e)) {
			ui_error(u, &e);
			list_free_records(rs, n);
			return;
		}
	save_all(u, l, rs, n);
}

static void value_typed(struct ui *u, void *ctx, const char *text)
{
	if (text)
		set_parsed(u, ctx, text);
}

static void value_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	if (index >= 0)
		set_parsed(u, l, value < 0 ? "" : l->view.kind->fields[l->chosen_field].choices[value].code);
}

static void choose_from(struct ui *u, struct list *l, const struct field *f, const char *now)
{
	struct menu_item items[64];
	size_t n = 0, selected = 0;
	for (int i = 0; f->choices[i].code && n < 63; i++) {
		if (now && strcmp(now, f->choices[i].code) == 0)
			selected = n;
		items[n++] = (struct menu_item){mem_copy_text(tr(f->choices[i].label)), NULL, i, false, false};
	}
	items[n++] = (struct menu_item){mem_copy_text(_("Empty")), NULL, -1, false, false};
	menu_open(u, tr(f->label), items, n, selected, value_chosen, l);
	for (size_t i = 0; i < n; i++)
		free(items[i].text);
}

/* The value is chosen when the field has choices of which one counts, else typed. */
void list_ask_value(struct ui *u, struct list *l, int field, const char *now, const char *code)
{
	const struct field *f = &l->view.kind->fields[field];
	l->chosen_field = field;
	if (f->choices && f->type->json != JSON_LIST)
		choose_from(u, l, f, code);
	else
		prompt_open(u, tr(f->label), now,
		    f->help            ? tr(f->help)
		    : f->type->example ? tr(f->type->example)
		                       : NULL,
		    value_typed, l);
}

/* Enter goes on in the row below, Tab in the column to the right: the next that can be typed. */
static void cell_done(struct ui *u, void *ctx, enum cell_next next)
{
	struct list *l = ctx;
	ui_refresh_all(u);
	if (next == CELL_DOWN)
		list_move(u, l, 1);
	const struct view *v = &l->view;
	for (int to = v->column + 1; next == CELL_RIGHT && to < v->ncolumns; to++)
		if (!shown_is_fact(v->kind, v->columns[to])) {
			l->view.column = to;
			break;
		}
}

void list_run_cell(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	const struct kind *k = l->view.kind;
	int field = l->mode == LIST_BOARD ? l->mode_field : l->view.columns[l->view.column];
	if (field == NO_FIELD)
		field = k->title[0];
	if (shown_is_fact(k, field))
		ui_say(u, ROLE_WARNING, _("\"%s\" is computed: it cannot be typed."), shown_label(k, field));
	else
		cell_open(u, k, list_selected_id(l), field, cell_done, l);
}

/* ---- tags */

bool list_can_tags(struct ui *u, struct screen *s, const char **why)
{
	if (!list_can_change(u, s, why))
		return false;
	*why = _("These records have no tags.");
	return kind_field(((struct list *)s)->view.kind, "tags") != NO_FIELD;
}

static void tags_typed(struct ui *u, void *ctx, const char *text)
{
	struct list *l = ctx;
	size_t n;
	struct err e = ERR_INIT;
	if (!text)
		return;
	bool several = l->view.nmarks > 0;
	struct record **rs = list_chosen_records(u, l, &n);
	bool ok = true;
	for (size_t i = 0; i < n && ok; i++) {
		struct buf b = BUF_INIT;
		const char *have = record_text(rs[i], l->chosen_field);
		if (several && have)
			buf_print(&b, "%s,", have);
		buf_text(&b, text);
		ok = record_parse(rs[i], l->chosen_field, buf_str(&b), app_types(u->app), &e);
		buf_free(&b);
	}
	if (ok) {
		save_all(u, l, rs, n);
	} else {
		ui_error(u, &e);
		list_free_records(rs, n);
	}
}

void list_run_tags(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	int f = kind_field(l->view.kind, "tags");
	bool several = l->view.nmarks > 0;
	l->chosen_field = f;
	prompt_open(u, several ? _("Add tags to the marked") : _("Tags"),
	    several ? "" : view_cell(l->now, l->now->at, f), _("Separated by commas."), tags_typed, l);
}
