/* ui/list.c - the screen that lists the records of any kind: rows, the selected one's preview, search, marks, and an
 * action for everything that can be done with them. Knows no kind. */
#include "ui/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/shown.h"

/* ---- reading */

static bool typed_ahead(void *ctx)
{
	(void)ctx;
	return term_pending();
}

static void after_reading(struct ui *u, struct list *l, bool ok, const struct err *e)
{
	l->failed = !ok && e->code != ERR_INTERRUPTED;
	if (l->failed)
		ui_error(u, e);
}

static bool load(struct list *l, int64_t select, bool home, struct err *e)
{
	l->view.tree = l->mode == LIST_TREE && !list_is_narrowed(l);
	if (l->mode == LIST_BOARD)
		return board_reload(l, select, home, e);
	return home ? view_home(&l->view, e) : view_reload(&l->view, select, e);
}

void list_reload(struct ui *u, struct list *l, int64_t select)
{
	struct err e = ERR_INIT;
	bool ok = load(l, select, false, &e);
	list_empty_clear(l);
	after_reading(u, l, ok, &e);
}

/* Another question: the first of the answer is selected. */
void list_ask(struct ui *u, struct list *l)
{
	struct err e = ERR_INIT;
	l->view.count = -1;
	l->view.first = false; /* what is shown is of the question before */
	l->skip = 0;
	list_empty_clear(l);
	bool ok = load(l, 0, true, &e);
	after_reading(u, l, ok, &e);
}

static void refresh(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	l->total = -1;
	l->news_of = 0;
	preview_clear(&l->preview);
	list_reload(u, l, 0);
}

static void search_now(struct ui *u, struct list *l)
{
	l->search_due = false;
	free(l->view.query.search);
	l->view.query.search = l->search.text.len ? mem_copy_text(line_text(&l->search)) : NULL;
	l->view.count = -1;
	l->view.first = false;
	l->skip = 0;
	list_empty_clear(l);
	struct err e = ERR_INIT;
	app_set_interrupt(u->app, typed_ahead, NULL);
	bool ok = load(l, 0, true, &e);
	app_set_interrupt(u->app, NULL, NULL);
	if (!ok && e.code == ERR_INTERRUPTED)
		l->search_due = true;
	after_reading(u, l, ok, &e);
}

bool list_is_narrowed(const struct list *l)
{
	return l->view.query.search || l->view.query.nfilters > l->given;
}

const struct record *list_selected(const struct list *l)
{
	return view_selected(l->now);
}

int64_t list_selected_id(const struct list *l)
{
	return view_selected_id(l->now);
}

size_t list_chosen(const struct list *l, int64_t **ids)
{
	if (l->view.nmarks || l->now == &l->view)
		return view_chosen(&l->view, ids);
	return view_chosen(l->now, ids);
}

static int64_t count_without(struct ui *u, const struct list *l)
{
	struct query all;
	query_copy(&all, &l->view.query);
	free(all.search);
	all.search = NULL;
	while (all.nfilters > l->given)
		value_clear(&all.filters[--all.nfilters].value);
	int64_t n = app_count(u->app, &all);
	query_free(&all);
	return n;
}

/* Read when no key waits: going down a list stays quick. */
static bool news_now(struct ui *u, struct list *l)
{
	int64_t id = list_selected_id(l);
	if (!l->news_shown || l->news_of == id)
		return false;
	l->news_of = id;
	rows_clear(&l->news);
	if (id)
		rows_activity(u, l->view.kind, id, &l->news);
	return true;
}

/* Counting waits: the rows are on the screen before. */
static bool count_now(struct ui *u, struct list *l)
{
	bool counted = false;
	app_set_interrupt(u->app, typed_ahead, NULL);
	if (l->view.count < 0) {
		l->view.count = app_count(u->app, &l->view.query);
		counted = l->view.count >= 0; /* stopped by a key: later; otherwise it stays unknown */
		if (counted && !list_is_narrowed(l))
			l->total = l->view.count;
	} else if (l->total < 0) {
		l->total = count_without(u, l);
		counted = l->total >= 0;
	} else if (l->mode == LIST_BY) {
		counted = view_heading_count(&l->view);
	} else if (l->mode == LIST_BOARD) {
		counted = board_idle(u, l);
	}
	app_set_interrupt(u->app, NULL, NULL);
	return counted;
}

static bool idle(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct err e = ERR_INIT;
	if (ui_top(u) != s && !ui_top(u)->c->overlay)
		return false;
	if (l->search_due) {
		search_now(u, l);
		return !l->search_due;
	}
	if (l->failed)
		return false;
	if (!view_prefetch(l->now, &e))
		after_reading(u, l, false, &e);
	return count_now(u, l) || news_now(u, l);
}

/* ---- moving */

void list_move(struct ui *u, struct list *l, int64_t by)
{
	struct err e = ERR_INIT;
	if (list_empty_offers(l)) {
		chooser_move(&l->offers, (int)by);
		return;
	}
	if (l->panel == 2) {
		int64_t to = (int64_t)l->news.at + by;
		l->news.at = to < 0 ? 0 : (size_t)to;
		return;
	}
	if (l->panel == 1) {
		l->skip += (int)by;
		l->skip = l->skip < 0 ? 0 : l->skip;
		return;
	}
	l->skip = 0;
	if (!view_move(l->now, by, &e))
		ui_error(u, &e);
}

static int page(const struct list *l)
{
	return l->now->height > 1 ? l->now->height - 1 : 1;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct list *l = (struct list *)s;                                                                     \
		list_move(u, l, by);                                                                                   \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -page(l))
MOVE(run_page_down, page(l))
MOVE(run_half_up, -(page(l) + 1) / 2)
MOVE(run_half_down, (page(l) + 1) / 2)
#undef MOVE

static void run_first(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct err e = ERR_INIT;
	l->skip = 0;
	l->news.at = 0;
	if (l->panel == 0 && !view_home(l->now, &e))
		ui_error(u, &e);
}

static void run_last(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct err e = ERR_INIT;
	if (l->panel > 0)
		list_move(u, l, 1000);
	else if (!view_end(l->now, &e))
		ui_error(u, &e);
}

/* Columns of a table, columns of a board, branches of a tree. */
static void aside(struct ui *u, struct list *l, int by)
{
	struct view *v = &l->view;
	struct err e = ERR_INIT;
	if (l->mode == LIST_BOARD)
		board_step(l, by);
	else if (v->tree && !view_fold(v, by < 0, &e))
		ui_error(u, &e);
	else if (!v->tree && v->column + by >= 0 && v->column + by < v->ncolumns)
		v->column += by;
}

static void run_left(struct ui *u, struct screen *s)
{
	aside(u, (struct list *)s, -1);
}

static void run_right(struct ui *u, struct screen *s)
{
	aside(u, (struct list *)s, 1);
}

static void run_panel(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	(void)u;
	l->panel = (l->panel + 1) % l->panels;
	l->skip = 0;
}

static void run_panel_back(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	(void)u;
	l->panel = (l->panel + l->panels - 1) % l->panels;
	l->skip = 0;
}

static bool can_panel(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Only the list fits here: Enter opens the record.");
	return ((struct list *)s)->panels > 1;
}

/* ---- marks, opening */

static void run_mark(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	int64_t id = list_selected_id(l);
	view_mark(&l->view, id, !view_marked(&l->view, id));
	list_move(u, l, 1);
}

static void mark_all(struct ui *u, struct screen *s, bool invert)
{
	struct list *l = (struct list *)s;
	struct err e = ERR_INIT;
	if (!view_mark_all(&l->view, invert, &e))
		ui_error(u, &e);
	else
		ui_say(u, ROLE_NORMAL,
		    tr_n("%zu marked: a does something with them", "%zu marked: a does something with them",
		        l->view.nmarks),
		    l->view.nmarks);
}

static void run_mark_all(struct ui *u, struct screen *s)
{
	mark_all(u, s, false);
}

static void run_mark_invert(struct ui *u, struct screen *s)
{
	mark_all(u, s, true);
}

static void run_mark_none(struct ui *u, struct screen *s)
{
	(void)u;
	view_mark_none(&((struct list *)s)->view);
}

/* The record's page, or what the kind does instead. */
void list_open_record(struct ui *u, struct list *l)
{
	const struct record_action *instead = record_action_named(shown_of(l->view.kind)->enter);
	struct walk_from from = {&l->now->query, list_moved, l};
	if (instead)
		instead->run(u, l->view.kind, list_selected_id(l));
	else
		record_open_from(u, l->view.kind, list_selected_id(l), &from);
}

static void run_open(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	const struct page_row *r = l->panel == 2 && l->news.at < l->news.n ? &l->news.rows[l->news.at] : NULL;
	if (!r)
		list_open_record(u, l);
	else if (r->change)
		history_open(u, l->view.kind, list_selected_id(l));
	else
		record_open(u, r->kind, r->id);
}

static void run_offer(struct ui *u, struct screen *s)
{
	list_empty_run(u, (struct list *)s);
}

static bool can_offer(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return list_empty_offers((struct list *)s);
}

/* Where nothing is selected the history is that of everything. */
static bool can_record_action(struct ui *u, struct screen *s, const char **why)
{
	const struct record_action *r = record_action_running(u);
	if (r && r->run == history_open)
		return true;
	return list_has_selected(u, s, why) && record_action_hinted(u, list_selected((struct list *)s));
}

static void run_record_action(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	record_actions_run(u, l->view.kind, list_selected_id(l));
}

bool list_has_selected(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return list_selected_id((struct list *)s) != 0;
}

bool list_can_write(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return *why == NULL;
}

bool list_can_change(struct ui *u, struct screen *s, const char **why)
{
	return list_can_write(u, s, why) && list_has_selected(u, s, why);
}

static bool can_restore(struct ui *u, struct screen *s, const char **why)
{
	if (!list_can_change(u, s, why))
		return false;
	*why = _("Only what is in the bin can be restored.");
	return ((struct list *)s)->view.query.bin == QUERY_BIN;
}

static bool can_add(struct ui *u, struct screen *s, const char **why)
{
	if (!list_can_write(u, s, why))
		return false;
	*why = _("This is the bin.");
	return ((struct list *)s)->view.query.bin != QUERY_BIN;
}

/* ---- keys that no action took */

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct list *l = (struct list *)s;
	if (k->code == K_MOUSE)
		return list_press(u, l, k);
	if (l->searching)
		return list_search_key(l, k);
	if (list_empty_key(u, l, k))
		return true;
	if (k->code == K_ESC)
		return list_escape(u, l);
	return false;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	return ((struct list *)s)->searching;
}

/* From the window's beginning where it is the list's; else the store counts. */
static bool list_position(struct ui *u, struct screen *s, int64_t *at, int64_t *of)
{
	struct view *v = ((struct list *)s)->now;
	const struct record *r = view_selected(v);
	if (!r)
		return false;
	*at = v->first ? (int64_t)v->at + 1 : app_position(u->app, &v->query, r) + 1;
	*of = v->count >= 0 ? v->count : app_count(u->app, &v->query);
	return *at > 0 && *of >= *at;
}

static void close_list(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	(void)u;
	board_close(l);
	list_empty_clear(l);
	rows_clear(&l->news);
	view_free(&l->view);
	line_free(&l->search);
	preview_clear(&l->preview);
	free(l->actions);
	free(l->title);
	free(l);
}

/* ---- the table */

static bool is_searching(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return ((struct list *)s)->searching;
}

static const struct action actions[] = {
    {"search.results", "Down Tab", N_("Results"), N_("from the search box to the rows"), 1, true, list_search_leave,
        is_searching},
    {"search.open", "Enter", N_("First"), N_("open the first result"), 2, true, list_search_open, is_searching},
    {"search.clear", "Esc", N_("Clear"), N_("clear the search; once more: close it"), 1, true, list_search_clear,
        is_searching},
    {"card.left", "Left h", N_("Column"), N_("the card to the column on the left"), 1, false, board_run_left,
        board_can_drop},
    {"card.right", "Right l", N_("Column"), N_("the card to the column on the right"), 1, false, board_run_right,
        board_can_drop},
    {"card.drop", "Enter F3", N_("Put here"), N_("put the card into this column"), 1, false, board_run_drop,
        board_can_drop},
    {"card.leave", "Esc", N_("Leave it"), N_("the card stays where it was"), 1, false, board_run_leave, board_can_drop},
    {"empty.do", "Enter F3", N_("Do it"), N_("do what is selected"), 1, false, run_offer, can_offer},
    {"list.search", "/ ^F .", N_("Search"), N_("search in this list"), 2, true, list_search, NULL},
    {"record.new", "n F7 Insert", N_("New"), N_("a new record"), 3, false, list_run_new, can_add},
    {"record.edit", "e F4", N_("Edit"), N_("edit in a form"), 4, false, list_run_edit, list_can_change},
    {"record.open", "Enter F3", N_("Open"), N_("open the record's page"), 6, false, run_open, list_has_selected},
    {"list.mark", "Space", N_("Mark"), N_("mark the row and go down"), 5, false, run_mark, list_has_selected},
    {"record.delete", "d F8 Delete", N_("Delete"), N_("put into the bin"), 6, false, list_run_delete, list_can_change},
    {"record.restore", "B", N_("Restore"), N_("take back from the bin"), 2, false, list_run_restore, can_restore},
    {"list.bulk", "a", N_("Marked"), N_("do something with the marked rows"), 8, false, list_run_bulk,
        list_has_selected},
    {"list.filter", "f", N_("Filter"), N_("filters: show only some"), 8, false, list_run_filter, NULL},
    {"list.views", "v", N_("View"), N_("another view: list, board, tree, calendar"), 7, false, list_run_views,
        list_can_views},
    {"card.move", "M", N_("Move"), N_("pick up the card and move it with the arrows"), 3, false, board_run_move,
        board_can_move},
    {"list.panel", "Tab", N_("Panel"), N_("the next panel"), 9, false, run_panel, can_panel},
    {"list.panel-back", "S-Tab", NULL, N_("the panel before"), 0, false, run_panel_back, can_panel},
    {"list.sort", "s F6", NULL, N_("sort; once more the other way"), 0, false, list_run_sort, NULL},
    {"list.columns", "c", NULL, N_("which columns are shown"), 0, false, list_run_columns, NULL},
    {"record.cell", "i", NULL, N_("edit only this cell"), 0, false, list_run_cell, list_can_change},
    {"record.duplicate", "D F5", NULL, N_("a new record like this one"), 0, false, list_run_duplicate, list_can_change},
    {"record.tags", "t", NULL, N_("tags"), 0, false, list_run_tags, list_can_tags},
    {"record.copy", "y ^C", NULL, N_("copy the phone, the link, the cell"), 0, false, list_run_copy, list_has_selected},
    {"record.open-with", "o", NULL, N_("phone, mail, link, file"), 0, false, list_run_open_with, list_has_selected},
    {"list.import", "I", NULL, N_("import a table into this list"), 0, false, list_run_import, list_can_write},
    {"list.export", "x", NULL, N_("export the list: table, calendar"), 0, false, list_run_export, NULL},
    {"list.mark-all", "+", NULL, N_("mark all that are listed"), 0, false, run_mark_all, NULL},
    {"list.mark-invert", "*", NULL, N_("mark the others instead"), 0, false, run_mark_invert, NULL},
    {"list.mark-none", "-", NULL, N_("unmark all"), 0, false, run_mark_none, NULL},
    {"list.up", "Up k", NULL, N_("row above"), 0, false, run_up, NULL},
    {"list.down", "Down j", NULL, N_("row below"), 0, false, run_down, NULL},
    {"list.page-up", "PgUp", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"list.page-down", "PgDn", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"list.half-up", "^U", NULL, N_("half a page up"), 0, false, run_half_up, NULL},
    {"list.half-down", "^D", NULL, N_("half a page down"), 0, false, run_half_down, NULL},
    {"list.first", "Home g", NULL, N_("first row"), 0, false, run_first, NULL},
    {"list.last", "End G", NULL, N_("last row"), 0, false, run_last, NULL},
    {"list.left", "Left h", NULL, N_("to the left: column, branch"), 0, false, run_left, NULL},
    {"list.right", "Right l", NULL, N_("to the right: column, branch"), 0, false, run_right, NULL},
    {0},
};

const struct screen_class screen_list = {
    .name = "list",
    .actions = actions, /* each one has its own table: these, and those of its records */
    .draw = list_draw,
    .key = key,
    .typing = typing,
    .title = list_title,
    .refresh = refresh,
    .position = list_position,
    .close = close_list,
    .idle = idle,
};

/* The row of Enter says what it does here. */
static void name_enter(struct list *l)
{
	const struct record_action *instead = record_action_named(shown_of(l->view.kind)->enter);
	for (struct action *a = l->actions; instead && a->name; a++)
		if (strcmp(a->name, "record.open") == 0) {
			a->hint = instead->action.hint;
			a->help = instead->action.help;
			a->priority = 2;
		}
}

struct screen *list_new(struct ui *u, const struct kind *k, const struct query *q, const char *heading)
{
	struct list *l = mem_alloc(sizeof *l);
	view_init(&l->view, u->app, k, q);
	l->now = &l->view;
	l->panels = 1;
	l->title = mem_copy_text(heading);
	l->given = l->view.query.nfilters;
	l->total = -1;
	l->actions = record_actions_join(actions, k, run_record_action, can_record_action);
	name_enter(l);
	l->class = screen_list;
	l->class.actions = l->actions;
	l->s.c = &l->class;
	l->s.section = k->section;
	line_init(&l->search, false, q ? q->search : NULL);
	return &l->s;
}

/* The section's own list comes back in the way in which it was last looked at. */
static struct screen *remembering(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	l->remembered = true;
	list_mode_start(u, l);
	return s;
}

void list_open(struct ui *u, const struct kind *k, const struct query *q, const char *heading)
{
	ui_push(u, list_new(u, k, q, heading));
}

struct screen *list_section_new(struct ui *u, enum section s)
{
	return remembering(u, list_new(u, section_kind(s), NULL, NULL));
}
