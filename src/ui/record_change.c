/* ui/record_change.c - changing a record from its page: the form, one field, what belongs to it, a note, a task, the
 * bin. Each is one command with one undo. Knows kinds only through their rows. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/record.h"

static struct record_page *page_of(struct screen *s)
{
	return (struct record_page *)s;
}

/* ---- the record itself */

static void moved(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	struct record_page *p = ctx;
	(void)k;
	if (p->walk.moved)
		p->walk.moved(u, p->walk.ctx, p->kind, id);
	p->id = id;
	tab_close(p);
}

void page_edit(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct walk_from from = walk_again(&p->walk);
	from.moved = moved;
	from.ctx = p;
	form_open_from(u, p->kind, p->id, &from);
}

static void cell_done(struct ui *u, void *ctx, enum cell_next next)
{
	struct record_page *p = ctx;
	ui_refresh_all(u);
	if (next != CELL_STAY && tab_is_fields(p))
		tab_move(u, p, 1);
}

static void field_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct record_page *p = ctx;
	if (index >= 0)
		cell_open(u, p->kind, p->id, (int)value, cell_done, p);
}

/* On the tab of all fields the selected one; elsewhere: which? */
void page_field(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	size_t n = 0;
	const char *why = app_readonly_reason(u->app);
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		return;
	}
	if (tab_is_fields(p) && tab_row(p)) {
		field_chosen(u, p, tab_row(p)->field, 0);
		return;
	}
	struct menu_item *items = mem_array((size_t)p->kind->nfields, sizeof *items);
	for (int f = 1; f < p->kind->nfields; f++) {
		const struct field *row = &p->kind->fields[f];
		struct buf b = BUF_INIT;
		if (!(row->in & IN_FORM) || !kind_condition(p->kind, row->when, p->record->values))
			continue;
		if (!row->type->multiline)
			record_format(p->record, f, app_types(u->app), FOR_SCREEN, &b);
		items[n++] = (struct menu_item){mem_copy_text(tr(row->label)), buf_take(&b), f, false, false};
	}
	menu_open(u, _("Which field?"), items, n, 0, field_chosen, p);
	for (size_t i = 0; i < n; i++) {
		free(items[i].text);
		free(items[i].right);
	}
	free(items);
}

/* ---- what belongs to it */

static struct record *linked(struct ui *u, struct record_page *p, const struct kind *k, int field)
{
	struct record *r = record_new_initial(k, app_types(u->app));
	page_reference(u, p, &k->fields[field], &r->values[field]);
	return r;
}

static void new_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct record_page *p = ctx;
	const struct tab *t = &p->tabs[value];
	if (index < 0)
		return;
	if ((size_t)value < p->nshown)
		tab_open(u, p, (size_t)value);
	struct record *r = linked(u, p, t->kind, t->field);
	tab_begin(u, t, r);
	form_open(u, t->kind, 0, r, page_saved, p);
}

/* On a tab of records: one of that kind; elsewhere: which? */
void page_new(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	size_t n = 0;
	if (page_tab(p)->kind) {
		new_chosen(u, p, (int64_t)p->tab, 0);
		return;
	}
	struct menu_item *items = mem_array(p->ntabs, sizeof *items);
	for (size_t i = 0; i < p->ntabs; i++) {
		const struct tab *t = &p->tabs[i];
		if (!t->kind)
			continue;
		items[n].text = mem_copy_text(tr(t->kind->create));
		items[n].right = t->part      ? mem_copy_text(tr_ctx("tab of steps", t->part->label))
		                 : t->several ? mem_copy_text(tr(t->kind->fields[t->field].label))
		                              : NULL;
		items[n++].value = (int64_t)i;
	}
	menu_open(u, p->title, items, n, 0, new_chosen, p);
	for (size_t i = 0; i < n; i++) {
		free(items[i].text);
		free(items[i].right);
	}
	free(items);
}

/* ---- a note, a task: the kinds that say of themselves that they are such */

static bool is_log(const struct kind *k)
{
	return k->log;
}

static bool is_task(const struct kind *k)
{
	return k->task;
}

/* The tab of that kind of records, by the field that means it most: its parent, else the first. NULL: none. */
static const struct tab *tab_for(const struct record_page *p, bool (*is)(const struct kind *k))
{
	const struct tab *found = NULL;
	for (size_t i = 0; i < p->ntabs; i++) {
		const struct tab *t = &p->tabs[i];
		if (t->kind && is(t->kind) && (!found || t->child || (!found->child && t->field < found->field)))
			found = t;
	}
	return found;
}

static int notes_field(const struct kind *k)
{
	int f = kind_field(k, "notes");
	return f != NO_FIELD && k->fields[f].type->multiline ? f : NO_FIELD;
}

/* "23 nov 2026, 18:05  text", above what is there already. */
static bool append_note(struct ui *u, struct record_page *p, const char *text, struct err *e)
{
	const struct type_ctx *ctx = app_types(u->app);
	int f = notes_field(p->kind);
	struct record *base = NULL;
	struct buf b = BUF_INIT;
	if (!app_get(u->app, p->kind, p->id, &base, e))
		return false;
	struct record *r = record_copy(base);
	const char *old = record_text(base, f);
	date_text(ctx->today, ctx->lang, DATE_SHORT, &b);
	buf_print(&b, ", %02d:%02d  %s", ctx->now_minute / 60, ctx->now_minute % 60, text);
	if (old)
		buf_print(&b, "\n%s", old);
	record_set_text(r, f, buf_str(&b));
	bool ok = app_save(u->app, r, base, NULL, e);
	record_free(r);
	record_free(base);
	buf_free(&b);
	return ok;
}

static bool log_note(struct ui *u, struct record_page *p, const struct tab *t, const char *text, struct err *e)
{
	struct record *r = linked(u, p, t->kind, t->field);
	record_set_text(r, t->kind->title[0], text);
	bool ok = app_save(u->app, r, NULL, NULL, e);
	record_free(r);
	return ok;
}

static void note_typed(struct ui *u, void *ctx, const char *text)
{
	struct record_page *p = ctx;
	struct err e = ERR_INIT;
	const struct tab *t = tab_for(p, is_log);
	if (!text || !*text)
		return;
	if (t ? log_note(u, p, t, text, &e) : append_note(u, p, text, &e)) {
		ui_refresh_all(u);
		ui_saved(u, _("Noted: %s"), text);
	} else {
		ui_error(u, &e);
	}
}

void page_note(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	prompt_open(
	    u, _("A note"), "", _("What was said or seen. Date and time are written by themselves."), note_typed, p);
}

void page_task(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	const struct tab *t = tab_for(p, is_task);
	form_open(u, t->kind, 0, linked(u, p, t->kind, t->field), page_saved, p);
}

/* ---- the bin, copying */

/* On a tab of records the selected one, elsewhere the record itself. */
void page_delete(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	const struct record *r = page_subject(p);
	int64_t id = r->id;
	bool back = r->deleted != 0;
	record_title(r, app_types(u->app), &b);
	if (back ? app_unbin(u->app, r->kind, &id, 1, &e) : app_bin(u->app, r->kind, &id, 1, &e)) {
		ui_refresh_all(u);
		ui_saved(u, "%s: %s", back ? _("Restored") : _("In the bin (u takes it back)"), buf_str(&b));
	} else {
		ui_error(u, &e);
	}
	buf_free(&b);
}

/* The first phone, mail or link; else the name. */
static const char *handy(const struct record_page *p, struct buf *b, struct ui *u)
{
	static const struct field_type *const types[] = {&ft_phones, &ft_phone, &ft_email, &ft_link};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		for (int f = 1; p->record && f < p->kind->nfields; f++)
			if (p->kind->fields[f].type == types[i] && record_has(p->record, f)) {
				record_format(p->record, f, app_types(u->app), FOR_SCREEN, b);
				return buf_str(b);
			}
	return p->title;
}

void page_copy(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct buf b = BUF_INIT;
	const struct page_row *row = tab_row(p);
	const char *text;
	if (p->viewing && view_selected_id(&p->view))
		text = view_cell(&p->view, p->view.at, p->view.columns[0]);
	else if (row && (tab_is_fields(p) || tab_is_files(p)))
		text = row->text;
	else
		text = handy(p, &b, u);
	term_copy(text);
	ui_say(u, ROLE_GOOD, _("Copied: %s"), text);
	buf_free(&b);
}

/* ---- is it possible? */

bool page_can_write(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	if (*why)
		return false;
	*why = _("Nothing is selected.");
	return page_of(s)->record != NULL;
}

bool page_can_new(struct ui *u, struct screen *s, const char **why)
{
	if (!page_can_write(u, s, why))
		return false;
	*why = _("No records can belong to this one.");
	for (size_t i = 0; i < page_of(s)->ntabs; i++)
		if (page_of(s)->tabs[i].kind)
			return true;
	return false;
}

bool page_can_note(struct ui *u, struct screen *s, const char **why)
{
	if (!page_can_write(u, s, why))
		return false;
	*why = _("These records have no notes.");
	return tab_for(page_of(s), is_log) || notes_field(page_of(s)->kind) != NO_FIELD;
}

bool page_can_task(struct ui *u, struct screen *s, const char **why)
{
	if (!page_can_write(u, s, why))
		return false;
	*why = _("Tasks belong to a person or an action.");
	return tab_for(page_of(s), is_task) != NULL;
}

bool page_has_subject(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return page_subject(page_of(s)) != NULL;
}

bool page_can_delete(struct ui *u, struct screen *s, const char **why)
{
	return page_can_write(u, s, why) && page_has_subject(u, s, why);
}
