/* ui/record.c - one record's page: its fields, and tabs with what happened and what belongs to it. Made from the rows
 * of the kinds; knows none of them. The tabs are in record_tabs.c, changing in record_change.c. */
#include "ui/record.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/open_with.h"

static struct record_page *page_of(struct screen *s)
{
	return (struct record_page *)s;
}

/* ---- reading */

void page_reference(struct ui *u, const struct record_page *p, const struct field *f, struct value *v)
{
	char *id = mem_print("%lld", (long long)p->id);
	f->type->parse(f, id, app_types(u->app), v, NULL);
	free(id);
}

void page_reload(struct ui *u, struct record_page *p)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (app_get(u->app, p->kind, p->id, &r, &e)) {
		record_free(p->record);
		p->record = r;
	} else {
		ui_error(u, &e);
	}
	head_set(u, p);
	tabs_count(u, p);
	tabs_order(p);
	walk_count(&p->walk, u->app, p->record);
	page_tab(p)->c->load(u, p);
	rows_activity(u, p->kind, p->id, &p->news);
}

static void refresh(struct ui *u, struct screen *s)
{
	page_reload(u, page_of(s));
}

void page_saved(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	struct record_page *p = ctx;
	struct err e = ERR_INIT;
	if (p->viewing && p->view.kind == k && !view_reload(&p->view, id, &e))
		ui_error(u, &e);
}

const struct record *page_subject(struct record_page *p)
{
	return p->viewing ? view_selected(&p->view) : p->record;
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct record_page *p = page_of(s);
	(void)u;
	buf_text(left, p->title);
	if (p->walk.at > 0)
		walk_text(&p->walk, right);
	else
		buf_text(right, tr(p->kind->label));
	if (p->record && p->record->deleted)
		buf_print(right, " · %s", _("in the bin"));
}

/* ---- moving */

static int page_rows_of(const struct record_page *p)
{
	int height = p->viewing ? p->view.height : p->rows.height;
	return height > 1 ? height - 1 : 1;
}

/* Where the arrows have nothing to move over they go to the next record. */
static void step(struct ui *u, struct record_page *p, int by)
{
	int64_t id;
	if (!walk_step(&p->walk, u, p->record, by, &id))
		return;
	p->id = id;
	tab_close(p);
	page_reload(u, p);
}

static void run_up(struct ui *u, struct screen *s)
{
	if (!tab_move(u, page_of(s), -1))
		step(u, page_of(s), -1);
}

static void run_down(struct ui *u, struct screen *s)
{
	if (!tab_move(u, page_of(s), 1))
		step(u, page_of(s), 1);
}

static void run_half_up(struct ui *u, struct screen *s)
{
	tab_move(u, page_of(s), -page_rows_of(page_of(s)));
}

static void run_half_down(struct ui *u, struct screen *s)
{
	tab_move(u, page_of(s), page_rows_of(page_of(s)));
}

static void run_previous(struct ui *u, struct screen *s)
{
	step(u, page_of(s), -1);
}

static void run_next(struct ui *u, struct screen *s)
{
	step(u, page_of(s), 1);
}

static void run_first(struct ui *u, struct screen *s)
{
	tab_end(u, page_of(s), false);
}

static void run_last(struct ui *u, struct screen *s)
{
	tab_end(u, page_of(s), true);
}

static void run_left(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	tab_open(u, p, p->tab > 0 ? p->tab - 1 : p->nshown - 1);
}

static void run_right(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	tab_open(u, p, p->tab + 1 < p->nshown ? p->tab + 1 : 0);
}

/* ---- doing */

static void run_open(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	if (page_tab(p)->c->open)
		page_tab(p)->c->open(u, p);
}

static void run_open_with(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	if (tab_is_files(p) && tab_row(p))
		open_stored(u, tab_row(p)->text);
	else
		open_with(u, page_subject(p));
}

static void run_record_action(struct ui *u, struct screen *s)
{
	record_actions_run(u, page_of(s)->kind, page_of(s)->id);
}

/* The whole list of the tab, with search and filters. */
static void run_list(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct buf b = BUF_INIT;
	buf_print(&b, "%s · %s", p->title, tr(p->view.kind->plural));
	list_open(u, p->view.kind, &p->view.query, buf_str(&b));
	buf_free(&b);
}

static bool can_open(struct ui *u, struct screen *s, const char **why)
{
	struct record_page *p = page_of(s);
	(void)u;
	*why = _("Nothing is selected.");
	return p->viewing ? p->view.n > 0 : page_tab(p)->c->open && tab_row(p);
}

static bool has_list(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Choose a tab of records with ← → first.");
	return page_of(s)->viewing;
}

static bool has_walk(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return page_of(s)->walk.has;
}

/* ---- the mouse */

static bool press_tab(struct ui *u, struct record_page *p, const struct key *k)
{
	for (size_t t = 0; k->mouse_row == p->tab_row && t < p->nshown; t++)
		if (p->tabs[t].width && k->mouse_col >= p->tabs[t].col &&
		    k->mouse_col < p->tabs[t].col + p->tabs[t].width) {
			tab_open(u, p, t);
			return true;
		}
	return false;
}

static bool press_row(struct ui *u, struct record_page *p, const struct key *k)
{
	size_t row;
	int column;
	bool header = false, again;
	if (p->viewing) {
		if (p->view.n == 0 || !view_hit(&p->view, k, &row, &column, &header) || header)
			return false;
		again = p->view.at == row;
		p->view.at = row;
	} else {
		row = p->rows.top + (size_t)(k->mouse_row - p->tab_row - 1);
		if (k->mouse_row <= p->tab_row || page_tab(p)->c->wrapped || row >= p->rows.n ||
		    k->mouse_row > p->tab_row + p->rows.height)
			return false;
		again = p->rows.at == row;
		p->rows.at = row;
	}
	if (k->mouse_double && again)
		run_open(u, &p->s);
	return true;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct record_page *p = page_of(s);
	if (k->code != K_MOUSE)
		return false;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		tab_move(u, p, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	return k->mouse_button == 1 && (press_tab(u, p, k) || press_row(u, p, k));
}

static bool idle(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct err e = ERR_INIT;
	if (p->viewing && !view_prefetch(&p->view, &e))
		ui_error(u, &e);
	return false;
}

static void close_page(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	(void)u;
	tab_close(p);
	rows_clear(&p->news);
	head_clear(p);
	walk_free(&p->walk);
	record_free(p->record);
	free(p->tabs);
	free(p->actions);
	free(p);
}

static bool can_record_action(struct ui *u, struct screen *s, const char **why)
{
	(void)why;
	return record_action_hinted(u, page_of(s)->record);
}

static const struct action actions[] = {
    {"page.left", "Left h S-Tab", N_("Tab"), N_("tab to the left"), 3, false, run_left, NULL},
    {"page.right", "Right l Tab", N_("Tab"), N_("tab to the right"), 3, false, run_right, NULL},
    {"record.edit", "e F4", N_("Edit"), N_("edit in a form"), 2, false, page_edit, page_can_write},
    {"page.open", "Enter F3", N_("Open"), N_("open what is selected"), 4, false, run_open, can_open},
    {"page.note", "N", N_("Note"), N_("a note with date and time"), 3, false, page_note, page_can_note},
    {"page.task", "T", N_("Task"), N_("a task: who does what until when"), 5, false, page_task, page_can_task},
    {"page.new", "n F7 Insert", N_("New"), N_("a new record that belongs to this one"), 4, false, page_new,
        page_can_new},
    {"page.copy", "y ^C", N_("Copy"), N_("copy the phone, or what is selected"), 8, false, page_copy, page_has_subject},
    {"page.open-with", "o", N_("Call"), N_("phone, mail, link, map, file"), 6, false, run_open_with, page_has_subject},
    {"page.previous", "PgUp", N_("Another"), N_("the record before this one in the list"), 5, false, run_previous,
        has_walk},
    {"page.next", "PgDn", N_("Another"), N_("the record after this one in the list"), 5, false, run_next, has_walk},
    {"page.delete", "d F8 Delete", N_("Delete"), N_("put into the bin, or take it back"), 9, false, page_delete,
        page_can_delete},
    {"page.field", "i", NULL, N_("change one field"), 0, false, page_field, page_can_write},
    {"page.list", "/ f ^F .", NULL, N_("this tab as a list with search and filters"), 0, false, run_list, has_list},
    {"page.up", "Up k", NULL, N_("up"), 0, false, run_up, NULL},
    {"page.down", "Down j", NULL, N_("down"), 0, false, run_down, NULL},
    {"page.page-up", "^U PgUp", NULL, N_("a page up"), 0, false, run_half_up, NULL},
    {"page.page-down", "^D Space PgDn", NULL, N_("a page down"), 0, false, run_half_down, NULL},
    {"page.first", "Home g", NULL, N_("first row"), 0, false, run_first, NULL},
    {"page.last", "End G", NULL, N_("last row"), 0, false, run_last, NULL},
    {0},
};

const struct screen_class screen_record = {
    .name = "record",
    .actions = actions, /* each one has its own table: these, and those of its records */
    .draw = page_draw,
    .key = key,
    .title = title,
    .refresh = refresh,
    .close = close_page,
    .idle = idle,
};

void record_open_from(struct ui *u, const struct kind *k, int64_t id, const struct walk_from *from)
{
	struct record_page *p = mem_alloc(sizeof *p);
	p->kind = k;
	p->id = id;
	p->actions = record_actions_join(actions, k, run_record_action, can_record_action);
	p->class = screen_record;
	p->class.actions = p->actions;
	p->s.c = &p->class;
	p->s.section = k->section;
	walk_init(&p->walk, from);
	tabs_find(p);
	ui_push(u, &p->s);
}

void record_open(struct ui *u, const struct kind *k, int64_t id)
{
	record_open_from(u, k, id, NULL);
}
