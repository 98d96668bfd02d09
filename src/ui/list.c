/* ui/list.c - the screen that lists the records of any kind: rows, the selected one's preview, search, marks, and an
 * action for everything that can be done with them. Knows no kind. */
#include "ui/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

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

void list_reload(struct ui *u, struct list *l, int64_t select)
{
	struct err e = ERR_INIT;
	bool ok = view_reload(&l->view, select, &e);
	after_reading(u, l, ok, &e);
}

/* Another question: the first of the answer is selected. */
void list_ask(struct ui *u, struct list *l)
{
	struct err e = ERR_INIT;
	l->view.count = -1;
	l->view.first = false; /* what is shown is of the question before */
	bool ok = view_home(&l->view, &e);
	after_reading(u, l, ok, &e);
}

static void refresh(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	l->total = -1;
	preview_clear(&l->preview);
	list_reload(u, l, 0);
}

static void search_now(struct ui *u, struct list *l)
{
	struct err e = ERR_INIT;
	l->search_due = false;
	free(l->view.query.search);
	l->view.query.search = l->search.text.len ? mem_copy_text(line_text(&l->search)) : NULL;
	l->view.count = -1;
	l->view.first = false;
	app_set_interrupt(u->app, typed_ahead, NULL);
	bool ok = view_home(&l->view, &e);
	app_set_interrupt(u->app, NULL, NULL);
	if (!ok && e.code == ERR_INTERRUPTED)
		l->search_due = true;
	after_reading(u, l, ok, &e);
}

static bool is_narrowed(const struct list *l)
{
	return l->view.query.search || l->view.query.nfilters > l->given;
}

/* Counting waits: the rows are on the screen before. */
static bool count_now(struct ui *u, struct list *l)
{
	if (l->view.count < 0) {
		app_set_interrupt(u->app, typed_ahead, NULL);
		l->view.count = app_count(u->app, &l->view.query);
		app_set_interrupt(u->app, NULL, NULL);
		if (l->view.count < 0) /* stopped by a key: later; otherwise it stays unknown */
			return false;
		if (!is_narrowed(l))
			l->total = l->view.count;
		return true;
	}
	if (l->total < 0) {
		struct query all;
		query_copy(&all, &l->view.query);
		free(all.search);
		all.search = NULL;
		while (all.nfilters > l->given)
			value_clear(&all.filters[--all.nfilters].value);
		l->total = app_count(u->app, &all);
		query_free(&all);
		return l->total >= 0;
	}
	return false;
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
	if (!view_prefetch(&l->view, &e))
		after_reading(u, l, false, &e);
	return count_now(u, l);
}

/* ---- painting */

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct list *l = (struct list *)s;
	(void)u;
	buf_text(left, l->title ? l->title : tr(l->view.kind->plural));
	if (l->total >= 0)
		buf_print(left, " · %lld", (long long)l->total);
	if (l->view.nmarks > 0)
		buf_print(right, tr_n("%zu marked", "%zu marked", l->view.nmarks), l->view.nmarks);
	if (is_narrowed(l) && l->view.count >= 0 && l->total >= 0) {
		buf_text(right, right->len ? " · " : "");
		buf_print(right, _("%lld of %lld shown"), (long long)l->view.count, (long long)l->total);
	}
}

static void filters_text(struct ui *u, const struct list *l, struct buf *out)
{
	const struct query *q = &l->view.query;
	for (int i = l->given; i < q->nfilters; i++) {
		buf_text(out, i > l->given ? ", " : "");
		query_filter_text(q, i, app_types(u->app), out);
	}
}

/* " Search: [        ]   Filters: Sector = Botanica  (f change)" */
static void draw_search(struct ui *u, struct list *l, int row, int *caret_row, int *caret_col)
{
	struct buf filters = BUF_INIT;
	int cols = term_cols(), col = 1 + term_put(row, 1, 0, ROLE_NORMAL, _("Search:"));
	int width = cols < 80 ? 16 : 20;
	term_put(row, col + 1, 1, ROLE_NORMAL, "[");
	line_draw(&l->search, row, col + 2, 1, width, l->searching, caret_row, caret_col);
	term_put(row, col + 2 + width, 1, ROLE_NORMAL, "]");
	col += width + 6;
	filters_text(u, l, &filters);
	if (filters.len == 0) {
		term_put(row, col, cols - col - 1, ROLE_MUTED, _("Filters: none (f)"));
	} else {
		struct buf b = BUF_INIT;
		buf_print(&b, "%s %s", _("Filters:"), buf_str(&filters));
		term_put(row, col, cols - col - 1, ROLE_NORMAL, buf_str(&b));
		buf_free(&b);
	}
	buf_free(&filters);
}

static void draw_empty(struct list *l, int row, int width)
{
	const struct kind *k = l->view.kind;
	struct buf b = BUF_INIT;
	if (l->failed) {
		term_put(row + 1, 3, width - 3, ROLE_WARNING, _("The list could not be read."));
	} else if (is_narrowed(l)) {
		term_put(row + 1, 3, width - 3, ROLE_NORMAL, _("Nothing fits the search and the filters."));
		term_put(row + 2, 3, width - 3, ROLE_MUTED, _("Esc  takes them away"));
	} else if (l->view.query.bin == QUERY_BIN) {
		term_put(row + 1, 3, width - 3, ROLE_NORMAL, _("The bin holds nothing of this kind."));
	} else {
		term_put(row + 1, 3, width - 3, ROLE_NORMAL, _("Nothing here yet."));
		term_put(row + 2, 3, width - 3, ROLE_NORMAL, tr(k->empty));
		buf_print(&b, "n  %s", tr(k->create));
		term_put(row + 4, 3, width - 3, ROLE_KEY, buf_str(&b));
	}
	buf_free(&b);
	term_cursor(row + 1, 3, false);
}

static void draw_below(struct list *l, int row, int height)
{
	struct buf b = BUF_INIT;
	int cols = term_cols();
	term_rule(row, 0, cols);
	buf_print(&b, " %s ", l->preview.title);
	int w = text_width(buf_str(&b));
	term_put(row, 1, w < cols - 4 ? w : cols - 4, ROLE_TITLE, buf_str(&b));
	preview_flow(&l->preview, row + 1, 1, height - 1, cols - 2);
	buf_free(&b);
}

static void draw_beside(struct list *l, int row, int col, int height)
{
	int width = term_cols() - col - 2;
	term_vrule(row, col, height);
	term_put(row, col + 2, width, ROLE_TITLE, l->preview.title);
	preview_table(&l->preview, row + 2, col + 2, height - 2, width, 0);
}

static void draw_rows(struct ui *u, struct list *l, int row, int height)
{
	int cols = term_cols();
	bool beside = cols >= 100, below = !beside && cols >= 80 && height >= 14;
	int width = beside ? cols - cols * 2 / 5 : cols;
	bool focus = !l->searching;
	preview_set(&l->preview, u->app, view_selected(&l->view));
	if (l->view.n == 0) {
		draw_empty(l, row, width);
		return;
	}
	view_draw(&l->view, row, 0, height - (below ? 5 : 0), beside ? width - 1 : width, focus);
	if (beside)
		draw_beside(l, row, width, height);
	if (below)
		draw_below(l, row + height - 4, 4);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct list *l = (struct list *)s;
	int row = top, col = 0;
	draw_search(u, l, top, &row, &col);
	draw_rows(u, l, top + 1, height - 1);
	if (l->searching)
		term_cursor(row, col, true);
}

/* ---- moving */

static void move(struct ui *u, struct list *l, int64_t by)
{
	struct err e = ERR_INIT;
	if (!view_move(&l->view, by, &e))
		ui_error(u, &e);
}

static int page(const struct list *l)
{
	return l->view.height > 1 ? l->view.height - 1 : 1;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct list *l = (struct list *)s;                                                                     \
		move(u, l, by);                                                                                        \
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
	struct err e = ERR_INIT;
	if (!view_home(&((struct list *)s)->view, &e))
		ui_error(u, &e);
}

static void run_last(struct ui *u, struct screen *s)
{
	struct err e = ERR_INIT;
	if (!view_end(&((struct list *)s)->view, &e))
		ui_error(u, &e);
}

static void run_left(struct ui *u, struct screen *s)
{
	struct view *v = &((struct list *)s)->view;
	(void)u;
	v->column -= v->column > 0;
}

static void run_right(struct ui *u, struct screen *s)
{
	struct view *v = &((struct list *)s)->view;
	(void)u;
	v->column += v->column + 1 < v->ncolumns;
}

/* ---- marks, opening */

static void run_mark(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	int64_t id = view_selected_id(&l->view);
	view_mark(&l->view, id, !view_marked(&l->view, id));
	move(u, l, 1);
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

static void run_open(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct walk_from from = {&l->view.query, list_moved, l};
	record_open_from(u, l->view.kind, view_selected_id(&l->view), &from);
}

static void run_record_action(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	record_actions_run(u, l->view.kind, view_selected_id(&l->view));
}

bool list_has_selected(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return view_selected_id(&((struct list *)s)->view) != 0;
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

static bool press(struct ui *u, struct list *l, const struct key *k)
{
	size_t row;
	int column;
	bool header;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		move(u, l, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	if (l->view.n == 0 || !view_hit(&l->view, k, &row, &column, &header))
		return false;
	if (header && k->mouse_button == 1) {
		list_sort_by(u, l, l->view.columns[column]);
		return true;
	}
	if (header)
		return false;
	bool again = l->view.at == row;
	l->view.at = row;
	l->searching = false;
	if (k->mouse_button == 3)
		return false; /* the frame opens the menu */
	if (k->mouse_col == 0)
		view_mark(&l->view, view_selected_id(&l->view), !view_marked(&l->view, view_selected_id(&l->view)));
	else if (k->mouse_double && again)
		run_open(u, &l->s);
	return true;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct list *l = (struct list *)s;
	if (k->code == K_MOUSE)
		return press(u, l, k);
	if (l->searching)
		return list_search_key(l, k);
	if (k->code == K_ESC)
		return list_escape(u, l);
	return false;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	return ((struct list *)s)->searching;
}

static void close_list(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	(void)u;
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
    {"list.sort", "s F6", NULL, N_("sort; once more the other way"), 0, false, list_run_sort, NULL},
    {"list.columns", "c", NULL, N_("which columns are shown"), 0, false, list_run_columns, NULL},
    {"record.cell", "i", NULL, N_("edit only this cell"), 0, false, list_run_cell, list_can_change},
    {"record.duplicate", "D F5", NULL, N_("a new record like this one"), 0, false, list_run_duplicate, list_can_change},
    {"record.tags", "t", NULL, N_("tags"), 0, false, list_run_tags, list_can_tags},
    {"record.copy", "y ^C", NULL, N_("copy the value under the column cursor"), 0, false, list_run_copy,
        list_has_selected},
    {"record.open-with", "o", NULL, N_("phone, mail, link, file"), 0, false, list_run_open_with, list_has_selected},
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
    {"list.left", "Left h", NULL, N_("column to the left"), 0, false, run_left, NULL},
    {"list.right", "Right l", NULL, N_("column to the right"), 0, false, run_right, NULL},
    {0},
};

static const struct screen_class list_class = {
    .name = "list",
    .draw = draw,
    .key = key,
    .typing = typing,
    .title = title,
    .refresh = refresh,
    .close = close_list,
    .idle = idle,
};

struct screen *list_new(struct ui *u, const struct kind *k, const struct query *q, const char *heading)
{
	struct list *l = mem_alloc(sizeof *l);
	view_init(&l->view, u->app, k, q);
	l->title = mem_copy_text(heading);
	l->given = l->view.query.nfilters;
	l->total = -1;
	l->actions = record_actions_join(actions, k, run_record_action, list_has_selected);
	l->class = list_class;
	l->class.actions = l->actions;
	l->s.c = &l->class;
	l->s.section = k->section;
	line_init(&l->search, false, q ? q->search : NULL);
	return &l->s;
}

void list_open(struct ui *u, const struct kind *k, const struct query *q, const char *heading)
{
	ui_push(u, list_new(u, k, q, heading));
}

struct screen *list_section_new(struct ui *u, enum section s)
{
	return list_new(u, section_kind(s), NULL, NULL);
}
