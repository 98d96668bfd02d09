/* ui/record.c - one record's page: its fields, and a tab for every kind of record that can name it. Made from the rows
 * of the kinds; knows none of them. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/open_with.h"
#include "ui/preview.h"
#include "ui/ui_internal.h"
#include "ui/view.h"

struct related {
	const struct kind *kind;
	int field;     /* of that kind; names this record */
	int64_t count; /* live ones */
	bool child;    /* they belong to this record */
	bool several;  /* more than one field of that kind names it */
};

struct record_page {
	struct screen s;
	struct screen_class class;
	struct action *actions; /* owned */
	const struct kind *kind;
	int64_t id;
	struct record *record; /* owned; NULL when it could not be read */
	struct preview preview;
	struct related *tabs;
	size_t ntabs, tab; /* tab 0: all fields; n: tabs[n - 1] */
	struct view view;  /* of the tab */
	bool viewing;
	int skip, lines, height; /* of tab 0 */
};

static struct record_page *page_of(struct screen *s)
{
	return (struct record_page *)s;
}

/* ---- who can name this record */

static void add_tab(struct record_page *p, const struct kind *k, int field)
{
	p->tabs = mem_resize(p->tabs, p->ntabs + 1, sizeof *p->tabs);
	p->tabs[p->ntabs++] = (struct related){.kind = k, .field = field, .child = k->parent == field};
}

static void find_tabs(struct record_page *p)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		size_t before = p->ntabs;
		for (int f = 1; f < all[i].nfields; f++)
			if (field_target(&all[i].fields[f]) == p->kind)
				add_tab(p, &all[i], f);
		for (size_t t = before; t < p->ntabs; t++)
			p->tabs[t].several = p->ntabs - before > 1;
	}
}

static void take_count(void *ctx, const struct kind *from, int field, int64_t count)
{
	struct record_page *p = ctx;
	for (size_t i = 0; i < p->ntabs; i++)
		if (p->tabs[i].kind == from && p->tabs[i].field == field)
			p->tabs[i].count = count;
}

static void count_tabs(struct ui *u, struct record_page *p)
{
	for (size_t i = 0; i < p->ntabs; i++)
		p->tabs[i].count = 0;
	app_references(u->app, p->kind, p->id, take_count, p, NULL);
}

/* Those with something in them first, then what belongs to the record, then the others. */
static int by_use(const void *a, const void *b)
{
	const struct related *x = a, *y = b;
	int use_x = (x->count > 0) * 2 + x->child, use_y = (y->count > 0) * 2 + y->child;
	if (use_x != use_y)
		return use_y - use_x;
	int kind = kind_number(x->kind) - kind_number(y->kind);
	return kind ? kind : x->field - y->field;
}

/* ---- reading */

static void reference(struct ui *u, const struct record_page *p, const struct field *f, struct value *v)
{
	char *id = mem_print("%lld", (long long)p->id);
	f->type->parse(f, id, app_types(u->app), v, NULL);
	free(id);
}

static void close_view(struct record_page *p)
{
	if (p->viewing)
		view_free(&p->view);
	p->viewing = false;
}

static void open_tab(struct ui *u, struct record_page *p, size_t tab)
{
	struct err e = ERR_INIT;
	struct query q;
	struct value v = VALUE_INIT;
	close_view(p);
	p->tab = tab;
	p->skip = 0;
	if (tab == 0)
		return;
	const struct related *t = &p->tabs[tab - 1];
	query_init(&q, t->kind);
	reference(u, p, &t->kind->fields[t->field], &v);
	if (!query_filter_add(&q, t->field, QUERY_IS, &v, &e))
		ui_error(u, &e);
	view_init(&p->view, u->app, t->kind, &q);
	view_hide(&p->view, t->field); /* it says the same in every row */
	p->viewing = true;
	if (!view_reload(&p->view, 0, &e))
		ui_error(u, &e);
	value_clear(&v);
	query_free(&q);
}

static void refresh(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct err e = ERR_INIT;
	struct record *r = NULL;
	preview_clear(&p->preview);
	if (app_get(u->app, p->kind, p->id, &r, &e)) {
		record_free(p->record);
		p->record = r;
	} else {
		ui_error(u, &e);
	}
	preview_set(&p->preview, u->app, p->record);
	count_tabs(u, p);
	if (p->viewing && !view_reload(&p->view, 0, &e))
		ui_error(u, &e);
}

/* ---- painting */

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct record_page *p = page_of(s);
	(void)u;
	buf_text(left, p->preview.title ? p->preview.title : "?");
	buf_text(right, tr(p->kind->label));
	if (p->record && p->record->deleted)
		buf_print(right, " · %s", _("in the bin"));
}

static void tab_text(const struct record_page *p, size_t tab, struct buf *out)
{
	if (tab == 0) {
		buf_text(out, _("Everything"));
		return;
	}
	const struct related *t = &p->tabs[tab - 1];
	buf_text(out, tr(t->kind->plural));
	if (t->several)
		buf_print(out, ": %s", tr(t->kind->fields[t->field].label));
	if (t->count > 0)
		buf_print(out, " %lld", (long long)t->count);
}

static int put_tab(struct record_page *p, size_t tab, int row, int col)
{
	struct buf name = BUF_INIT, b = BUF_INIT;
	tab_text(p, tab, &name);
	buf_print(&b, tab == p->tab ? "[%s]" : " %s ", buf_str(&name));
	int w = text_width(buf_str(&b));
	if (col + w <= term_cols() - 3)
		term_put(row, col, w, tab == p->tab ? ROLE_TITLE : ROLE_NORMAL, buf_str(&b));
	else
		w = term_cols();
	buf_free(&name);
	buf_free(&b);
	return w;
}

/* As many tabs as fit, from one that leaves the current one visible. */
static void draw_tabs(struct record_page *p, int row)
{
	size_t from = 0;
	for (;; from++) {
		int col = 2;
		bool seen = false;
		term_rule(row, 0, term_cols());
		for (size_t t = from; t <= p->ntabs && col < term_cols(); t++) {
			col += put_tab(p, t, row, col);
			seen = seen || (t == p->tab && col < term_cols());
		}
		if (seen || from >= p->tab)
			return;
	}
}

static void draw_tab(struct record_page *p, int row, int height)
{
	int width = term_cols() < 100 ? term_cols() - 2 : 98;
	p->height = height;
	if (p->tab == 0) {
		p->lines = preview_table(&p->preview, row, 1, height, width, p->skip);
		term_cursor(row, 0, false);
		return;
	}
	if (p->view.n > 0) {
		view_draw(&p->view, row, 0, height, term_cols(), true);
		return;
	}
	struct buf b = BUF_INIT;
	term_put(row, 2, term_cols() - 3, ROLE_NORMAL, _("Nothing here yet."));
	buf_print(&b, "n  %s", tr(p->tabs[p->tab - 1].kind->create));
	term_put(row + 1, 2, term_cols() - 3, ROLE_KEY, buf_str(&b));
	term_cursor(row, 2, false);
	buf_free(&b);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct record_page *p = page_of(s);
	(void)u;
	int brief = height / 3 > 6 ? 6 : height / 3;
	if (p->tab == 0)
		brief = 0;
	else
		preview_flow(&p->preview, top, 1, brief, term_cols() - 2);
	draw_tabs(p, top + brief);
	draw_tab(p, top + brief + 1, height - brief - 1);
}

/* ---- moving */

static void move(struct ui *u, struct record_page *p, int by)
{
	struct err e = ERR_INIT;
	if (p->tab > 0) {
		if (!view_move(&p->view, by, &e))
			ui_error(u, &e);
		return;
	}
	int most = p->lines > p->height ? p->lines - p->height : 0;
	p->skip += by;
	if (p->skip > most)
		p->skip = most;
	if (p->skip < 0)
		p->skip = 0;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct record_page *p = page_of(s);                                                                    \
		move(u, p, by);                                                                                        \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -p->height)
MOVE(run_page_down, p->height)
MOVE(run_first, -1000000)
#undef MOVE

static void run_last(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct err e = ERR_INIT;
	if (p->tab == 0)
		move(u, p, 1000000);
	else if (!view_end(&p->view, &e))
		ui_error(u, &e);
}

static void run_left(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	open_tab(u, p, p->tab > 0 ? p->tab - 1 : p->ntabs);
}

static void run_right(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	open_tab(u, p, p->tab < p->ntabs ? p->tab + 1 : 0);
}

/* ---- doing */

static void saved(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	struct record_page *p = ctx;
	struct err e = ERR_INIT;
	refresh(u, &p->s);
	if (p->viewing && p->view.kind == k && !view_reload(&p->view, id, &e))
		ui_error(u, &e);
}

static void run_edit(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	form_open(u, p->kind, p->id, NULL, saved, p);
}

static void new_linked(struct ui *u, struct record_page *p, const struct related *t)
{
	struct record *r = record_new_initial(t->kind, app_types(u->app));
	reference(u, p, &t->kind->fields[t->field], &r->values[t->field]);
	form_open(u, t->kind, 0, r, saved, p);
}

static void new_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct record_page *p = ctx;
	if (index < 0)
		return;
	open_tab(u, p, (size_t)value + 1);
	new_linked(u, p, &p->tabs[value]);
}

/* On a tab: one of that kind; on the first one: which? */
static void run_new(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	if (p->tab > 0) {
		new_linked(u, p, &p->tabs[p->tab - 1]);
		return;
	}
	struct menu_item *items = mem_array(p->ntabs, sizeof *items);
	for (size_t i = 0; i < p->ntabs; i++) {
		const struct related *t = &p->tabs[i];
		items[i].text = mem_copy_text(tr(t->kind->create));
		items[i].right = t->several ? mem_copy_text(tr(t->kind->fields[t->field].label)) : NULL;
		items[i].value = (int64_t)i;
	}
	menu_open(u, p->preview.title, items, p->ntabs, 0, new_chosen, p);
	for (size_t i = 0; i < p->ntabs; i++) {
		free(items[i].text);
		free(items[i].right);
	}
	free(items);
}

static void run_open(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	record_open(u, p->view.kind, view_selected_id(&p->view));
}

static const struct record *subject(struct record_page *p)
{
	return p->tab > 0 ? view_selected(&p->view) : p->record;
}

/* On the first tab the record itself, on another the selected one. */
static void run_delete(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	const struct record *r = subject(p);
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

static void run_copy(struct ui *u, struct screen *s)
{
	struct record_page *p = page_of(s);
	struct buf b = BUF_INIT;
	if (p->tab > 0)
		buf_text(&b, view_cell(&p->view, p->view.at, p->view.columns[0]));
	for (size_t i = 0; p->tab == 0 && i < p->preview.n; i++)
		buf_print(&b, "%s: %s\n", p->preview.lines[i].label, p->preview.lines[i].text);
	term_copy(buf_str(&b));
	ui_say(u, ROLE_GOOD, _("Copied."));
	buf_free(&b);
}

static void run_open_with(struct ui *u, struct screen *s)
{
	open_with(u, subject(page_of(s)));
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
	buf_print(&b, "%s · %s", p->preview.title, tr(p->view.kind->plural));
	list_open(u, p->view.kind, &p->view.query, buf_str(&b));
	buf_free(&b);
}

static bool has_rows(struct ui *u, struct screen *s, const char **why)
{
	struct record_page *p = page_of(s);
	(void)u;
	*why = _("Choose a tab with ← → first.");
	return p->tab > 0 && p->view.n > 0;
}

static bool has_tab(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Choose a tab with ← → first.");
	return page_of(s)->tab > 0;
}

static bool can_write(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return *why == NULL;
}

static bool can_new(struct ui *u, struct screen *s, const char **why)
{
	if (!can_write(u, s, why))
		return false;
	*why = _("No records can belong to this one.");
	return page_of(s)->ntabs > 0;
}

static bool can_delete(struct ui *u, struct screen *s, const char **why)
{
	if (!can_write(u, s, why))
		return false;
	*why = _("Nothing is selected.");
	return subject(page_of(s)) != NULL;
}

static bool has_subject(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return subject(page_of(s)) != NULL;
}

static bool press(struct ui *u, struct record_page *p, const struct key *k)
{
	size_t row;
	int column;
	bool header;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		move(u, p, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	if (k->mouse_button != 1 || p->tab == 0 || p->view.n == 0 || !view_hit(&p->view, k, &row, &column, &header) ||
	    header)
		return false;
	bool again = p->view.at == row;
	p->view.at = row;
	if (k->mouse_double && again)
		run_open(u, &p->s);
	return true;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	return k->code == K_MOUSE && press(u, page_of(s), k);
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
	close_view(p);
	preview_clear(&p->preview);
	record_free(p->record);
	free(p->tabs);
	free(p->actions);
	free(p);
}

static const struct action actions[] = {
    {"page.left", "Left h S-Tab", N_("Tab"), N_("tab to the left"), 3, false, run_left, NULL},
    {"page.right", "Right l Tab", N_("Tab"), N_("tab to the right"), 3, false, run_right, NULL},
    {"record.edit", "e F4", N_("Edit"), N_("edit in a form"), 2, false, run_edit, can_write},
    {"page.open", "Enter F3", N_("Open"), N_("open the selected record"), 4, false, run_open, has_rows},
    {"page.new", "n F7 Insert", N_("New"), N_("a new record that belongs to this one"), 4, false, run_new, can_new},
    {"page.delete", "d F8 Delete", N_("Delete"), N_("put into the bin, or take it back"), 7, false, run_delete,
        can_delete},
    {"page.list", "/ f", NULL, N_("this tab as a list with search and filters"), 0, false, run_list, has_tab},
    {"page.copy", "y ^C", NULL, N_("copy what is shown"), 0, false, run_copy, has_subject},
    {"page.open-with", "o", N_("Call"), N_("phone, mail, link, file"), 8, false, run_open_with, has_subject},
    {"page.up", "Up k", NULL, N_("up"), 0, false, run_up, NULL},
    {"page.down", "Down j", NULL, N_("down"), 0, false, run_down, NULL},
    {"page.page-up", "PgUp ^U", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"page.page-down", "PgDn ^D Space", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"page.first", "Home g", NULL, N_("first row"), 0, false, run_first, NULL},
    {"page.last", "End G", NULL, N_("last row"), 0, false, run_last, NULL},
    {0},
};

static const struct screen_class page_class = {
    .name = "record",
    .draw = draw,
    .key = key,
    .title = title,
    .refresh = refresh,
    .close = close_page,
    .idle = idle,
};

void record_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct record_page *p = mem_alloc(sizeof *p);
	p->kind = k;
	p->id = id;
	p->actions = record_actions_join(actions, k, run_record_action, NULL);
	p->class = page_class;
	p->class.actions = p->actions;
	p->s.c = &p->class;
	p->s.section = k->section;
	find_tabs(p);
	count_tabs(u, p);
	if (p->ntabs > 0)
		qsort(p->tabs, p->ntabs, sizeof *p->tabs, by_use);
	ui_push(u, &p->s);
}
