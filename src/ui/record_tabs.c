/* ui/record_tabs.c - the tabs of a record's page: what happened, the records of each kind that names it, its long
 * texts, its files, all its fields. Made from the rows of the kinds; knows none of them. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/open_with.h"
#include "ui/record.h"

enum { ACTIVITY_MOST = 200, HIDDEN = 99, FIRST = 2 };

/* ---- lines */

void rows_clear(struct page_rows *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->rows[i].first);
		free(r->rows[i].second);
		free(r->rows[i].text);
	}
	free(r->rows);
	r->rows = NULL;
	r->n = 0;
}

static struct page_row *rows_add(struct page_rows *r, char *first, char *second, char *text)
{
	r->rows = mem_resize(r->rows, r->n + 1, sizeof *r->rows);
	r->rows[r->n] = (struct page_row){.first = first, .second = second, .text = text};
	return &r->rows[r->n++];
}

static int widest(const struct page_rows *r, bool second, int most)
{
	int w = 0;
	for (size_t i = 0; i < r->n; i++) {
		int n = text_width(second ? r->rows[i].second : r->rows[i].first);
		w = n > w ? n : w;
	}
	return w < most ? w : most;
}

static void draw_line(const struct page_row *r, struct area a, const int widths[2], bool focus, bool current)
{
	enum role role = focus && current ? ROLE_SELECTED : ROLE_NORMAL;
	int col = a.col + 2, end = a.col + a.width - 1;
	if (focus && current)
		term_fill(a.row, a.col, a.width, role, ' ');
	term_put(a.row, a.col, 1, role, current && focus ? ">" : " ");
	term_put(a.row, col, widths[0], focus && current ? role : ROLE_MUTED, r->first);
	col += widths[0] + (widths[0] ? 2 : 0);
	term_put(a.row, col, widths[1], role, r->second);
	col += widths[1] + (widths[1] ? 2 : 0);
	if (col < end)
		term_put(a.row, col, end - col, role, r->text);
}

void rows_draw(struct page_rows *r, struct area a, bool focus)
{
	int widths[2] = {widest(r, false, a.width / 3), widest(r, true, a.width / 4)};
	size_t fits = a.height > 0 ? (size_t)a.height : 0;
	r->height = a.height;
	if (r->at >= r->n)
		r->at = r->n ? r->n - 1 : 0;
	if (r->at < r->top)
		r->top = r->at;
	if (r->at >= r->top + fits)
		r->top = fits ? r->at - fits + 1 : r->at;
	if (r->n <= fits)
		r->top = 0;
	for (size_t i = 0; i < fits && r->top + i < r->n; i++) {
		struct area line = {a.row + (int)i, a.col, 1, a.width};
		draw_line(&r->rows[r->top + i], line, widths, focus, r->top + i == r->at);
	}
	if (focus)
		term_cursor(a.row + (int)(r->at - r->top), a.col, false);
}

static void draw_empty(struct area a, const char *words, const char *key)
{
	term_put(a.row, a.col + 2, a.width - 3, ROLE_NORMAL, words);
	if (key && a.height > 1)
		term_put(a.row + 1, a.col + 2, a.width - 3, ROLE_KEY, key);
	term_cursor(a.row, a.col + 2, false);
}

/* ---- what happened */

struct news {
	struct ui *u;
	struct page_rows *rows;
};

static bool add_news(void *ctx, const struct app_happening *h)
{
	struct news *n = ctx;
	const struct type_ctx *types = app_types(n->u->app);
	int year, now, month, day;
	struct buf on = BUF_INIT;
	if (h->on != DATE_NONE) {
		date_split(h->on, &year, &month, &day);
		date_split(types->today, &now, &month, &day);
		date_text(h->on, types->lang, year == now ? DATE_DAY : DATE_SHORT, &on);
	}
	struct page_row *r = rows_add(n->rows, buf_take(&on), mem_copy_text(h->what), mem_copy_text(h->text));
	r->kind = h->kind;
	r->id = h->id;
	r->change = h->change;
	return true;
}

void rows_activity(struct ui *u, const struct kind *k, int64_t id, struct page_rows *out)
{
	struct err e = ERR_INIT;
	struct news n = {u, out};
	rows_clear(out);
	if (!app_activity(u->app, k, id, ACTIVITY_MOST, add_news, &n, &e))
		ui_error(u, &e);
}

static void load_activity(struct ui *u, struct record_page *p)
{
	rows_activity(u, p->kind, p->id, &p->rows);
}

static void draw_activity(struct record_page *p, struct area a, bool focus)
{
	rows_draw(&p->rows, a, focus && p->rows.n > 0);
	if (p->rows.n == 0)
		draw_empty(a, _("Nothing has happened yet."), NULL);
}

static void open_happening(struct ui *u, struct record_page *p)
{
	const struct page_row *r = tab_row(p);
	if (!r)
		return;
	if (r->change)
		history_open(u, p->kind, p->id);
	else
		record_open(u, r->kind, r->id);
}

static const struct tab_class activity_class = {N_("Activity"), load_activity, draw_activity, open_happening, false};

/* ---- records that name this one */

static void load_related(struct ui *u, struct record_page *p)
{
	struct err e = ERR_INIT;
	const struct tab *t = page_tab(p);
	if (!p->viewing) {
		struct query q;
		if (!tab_query(u, p, t, &q, &e))
			ui_error(u, &e);
		view_init(&p->view, u->app, t->kind, &q);
		view_hide(&p->view, t->field); /* it says the same in every row */
		p->viewing = true;
		query_free(&q);
	}
	if (!view_reload(&p->view, 0, &e))
		ui_error(u, &e);
}

static void draw_related(struct record_page *p, struct area a, bool focus)
{
	struct buf key = BUF_INIT;
	if (p->view.n > 0) {
		view_draw(&p->view, a.row, a.col, a.height, a.width, focus);
		return;
	}
	buf_print(&key, "n  %s", tr(page_tab(p)->kind->create));
	draw_empty(a, _("Nothing here yet."), buf_str(&key));
	buf_free(&key);
}

static void open_related(struct ui *u, struct record_page *p)
{
	struct walk_from from = {&p->view.query, NULL, NULL};
	if (view_selected_id(&p->view))
		record_open_from(u, p->view.kind, view_selected_id(&p->view), &from);
}

static const struct tab_class related_class = {NULL, load_related, draw_related, open_related, false};

/* ---- long texts and what was noted about this record */

static bool is_files(const struct field *f)
{
	return f->type == &ft_file;
}

static void add_text(struct ui *u, struct page_rows *rows, const struct record *r, int label_from, int field)
{
	struct buf label = BUF_INIT, text = BUF_INIT;
	if (label_from)
		record_format(r, label_from, app_types(u->app), FOR_SCREEN, &label);
	else
		buf_text(&label, tr(r->kind->fields[field].label));
	record_format(r, field, app_types(u->app), FOR_SCREEN, &text);
	rows_add(rows, buf_take(&label), mem_copy_text(""), buf_take(&text));
}

static void add_logged(struct ui *u, struct record_page *p, const struct tab *t)
{
	struct err e = ERR_INIT;
	struct record *rows[50];
	struct query q;
	struct value v = VALUE_INIT;
	size_t n = 0;
	query_init(&q, t->kind);
	page_reference(u, p, &t->kind->fields[t->field], &v);
	if (!query_filter_add(&q, t->field, QUERY_IS, &v, &e) || !app_page(u->app, &q, NULL, false, 50, rows, &n, &e))
		ui_error(u, &e);
	for (size_t i = 0; i < n; i++) {
		add_text(u, &p->rows, rows[i], t->kind->order, t->kind->title[0]);
		record_free(rows[i]);
	}
	value_clear(&v);
	query_free(&q);
}

static void load_notes(struct ui *u, struct record_page *p)
{
	rows_clear(&p->rows);
	for (int f = 1; p->record && f < p->kind->nfields; f++)
		if (p->kind->fields[f].type->multiline && record_has(p->record, f))
			add_text(u, &p->rows, p->record, 0, f);
	for (size_t i = 0; i < p->ntabs; i++)
		if (p->tabs[i].kind && p->tabs[i].kind->log && p->tabs[i].count > 0)
			add_logged(u, p, &p->tabs[i]);
}

struct wrapping {
	struct page_rows *rows;
	struct area a;
	int label;
	const char *pending;
};

static void wrapped_line(void *ctx, const char *bytes, size_t n)
{
	struct wrapping *w = ctx;
	int at = w->rows->lines++ - w->rows->skip;
	if (at >= 0 && at < w->a.height) {
		char *text = mem_copy_bytes(bytes, n);
		if (w->pending)
			term_put(w->a.row + at, w->a.col + 1, w->label, ROLE_MUTED, w->pending);
		term_put(w->a.row + at, w->a.col + w->label + 3, w->a.width - w->label - 4, ROLE_NORMAL, text);
		free(text);
	}
	w->pending = NULL;
}

static void draw_notes(struct record_page *p, struct area a, bool focus)
{
	struct wrapping w = {&p->rows, a, widest(&p->rows, false, a.width / 3), NULL};
	int room = a.width - w.label - 4;
	(void)focus;
	p->rows.lines = 0;
	p->rows.height = a.height;
	for (size_t i = 0; i < p->rows.n; i++) {
		w.pending = p->rows.rows[i].first;
		text_wrap(p->rows.rows[i].text, room > 8 ? room : 8, wrapped_line, &w);
	}
	if (p->rows.n == 0)
		draw_empty(a, _("Nothing is noted here."), NULL);
	else
		term_cursor(a.row, a.col, false);
}

static const struct tab_class notes_class = {N_("Notes"), load_notes, draw_notes, NULL, true};

/* ---- files */

static void load_files(struct ui *u, struct record_page *p)
{
	struct buf b = BUF_INIT;
	(void)u;
	rows_clear(&p->rows);
	for (int f = 1; p->record && f < p->kind->nfields; f++) {
		if (!is_files(&p->kind->fields[f]))
			continue;
		buf_clear(&b);
		record_format(p->record, f, app_types(u->app), FOR_DATA, &b);
		for (const char *s = buf_str(&b); *s;) {
			size_t n = strcspn(s, ";");
			char *path = mem_copy_bytes(s, n);
			const char *slash = strrchr(path, '/');
			rows_add(&p->rows, mem_copy_text(slash ? slash + 1 : path), mem_copy_text(""), path)->field = f;
			s += n + (s[n] != '\0');
		}
	}
	buf_free(&b);
}

static void draw_files(struct record_page *p, struct area a, bool focus)
{
	rows_draw(&p->rows, a, focus && p->rows.n > 0);
	if (p->rows.n == 0)
		draw_empty(a, _("No files. They are added in the form (e)."), NULL);
}

static void open_file(struct ui *u, struct record_page *p)
{
	const struct page_row *r = tab_row(p);
	if (r)
		open_stored(u, r->text);
}

static const struct tab_class files_class = {N_("Files"), load_files, draw_files, open_file, false};

/* ---- all fields, one a line, each can be changed where it stands */

static void load_fields(struct ui *u, struct record_page *p)
{
	rows_clear(&p->rows);
	for (int f = 1; p->record && f < p->kind->nfields; f++) {
		const struct field *row = &p->kind->fields[f];
		struct buf b = BUF_INIT;
		if (!(row->in & IN_FORM) || !kind_condition(p->kind, row->when, p->record->values))
			continue;
		record_format(p->record, f, app_types(u->app), FOR_SCREEN, &b);
		if (b.len == 0)
			buf_text(&b, "—");
		rows_add(&p->rows, mem_copy_text(tr(row->label)), mem_copy_text(""), buf_take(&b))->field = f;
	}
}

static void draw_fields(struct record_page *p, struct area a, bool focus)
{
	rows_draw(&p->rows, a, focus);
}

static void open_field(struct ui *u, struct record_page *p)
{
	page_field(u, &p->s);
}

static const struct tab_class fields_class = {N_("All fields"), load_fields, draw_fields, open_field, false};

bool tab_is_fields(const struct record_page *p)
{
	return p->tabs[p->tab].c == &fields_class;
}

bool tab_is_files(const struct record_page *p)
{
	return p->tabs[p->tab].c == &files_class;
}

/* ---- which tabs there are */

static struct tab *add_tab(struct record_page *p, const struct tab_class *c)
{
	p->tabs = mem_resize(p->tabs, p->ntabs + 1, sizeof *p->tabs);
	p->tabs[p->ntabs] = (struct tab){.c = c};
	return &p->tabs[p->ntabs++];
}

static void add_related(struct record_page *p, const struct kind *k, int field, const struct tab_part *part)
{
	struct tab *t = add_tab(p, &related_class);
	t->part = part;
	t->kind = k;
	t->field = field;
	t->child = k->parent == field;
}

static bool has_field(const struct kind *k, bool (*is)(const struct field *f))
{
	for (int f = 1; f < k->nfields; f++)
		if (is(&k->fields[f]))
			return true;
	return false;
}

static bool is_long(const struct field *f)
{
	return f->type->multiline;
}

void tabs_find(struct record_page *p)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	add_tab(p, &activity_class);
	for (size_t i = 0; i < n; i++) {
		size_t before = p->ntabs;
		for (int f = 1; f < all[i].nfields; f++)
			if (field_target(&all[i].fields[f]) == p->kind)
				add_related(p, &all[i], f, NULL);
		for (size_t t = before; t < p->ntabs; t++)
			p->tabs[t].several = p->ntabs - before > 1;
		const struct tab_part *part = NULL;
		while (p->ntabs > before && (part = tab_part_next(p, &all[i], part)))
			add_related(p, &all[i], p->tabs[before].field, part);
	}
	if (has_field(p->kind, is_long))
		add_tab(p, &notes_class);
	if (has_field(p->kind, is_files))
		add_tab(p, &files_class);
	add_tab(p, &fields_class);
}

static void take_count(void *ctx, const struct kind *from, int field, int64_t count)
{
	struct record_page *p = ctx;
	for (size_t i = 0; i < p->ntabs; i++)
		if (p->tabs[i].kind == from && p->tabs[i].field == field)
			p->tabs[i].count = count;
}

/* Activity; what the page's row names; what is used; what belongs to the record; texts, files, fields; what else could
 * be linked. */
static int rank(const struct record_page *p, const struct tab *t)
{
	enum { USED = 20, LINKED, CHILD, NOTES, FILES, FIELDS };
	if (t->c == &activity_class)
		return 0;
	if (t->c != &related_class)
		return t->c == &notes_class ? NOTES : t->c == &files_class ? FILES : FIELDS;
	const int place = tab_place(p, t);
	if (place)
		return FIRST + place;
	if (t->part && t->count == 0)
		return HIDDEN;
	return t->count > 0 ? (t->child ? USED : LINKED) : t->child ? CHILD : HIDDEN;
}

void tabs_count(struct ui *u, struct record_page *p)
{
	for (size_t i = 0; i < p->ntabs; i++)
		p->tabs[i].count = 0;
	app_references(u->app, p->kind, p->id, take_count, p, NULL);
	for (size_t i = 0; i < p->ntabs; i++)
		if (p->tabs[i].kind && tab_part_next(p, p->tabs[i].kind, NULL) && p->tabs[i].count > 0)
			p->tabs[i].count = tab_count(u, p, &p->tabs[i]);
	for (size_t i = 0; i < p->ntabs; i++)
		p->tabs[i].rank = rank(p, &p->tabs[i]);
}

static int by_use(const void *a, const void *b)
{
	const struct tab *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank - y->rank;
	if (!x->kind || !y->kind)
		return 0;
	int kind = kind_number(x->kind) - kind_number(y->kind);
	return kind ? kind : x->field - y->field;
}

void tabs_order(struct record_page *p)
{
	bool changed = p->nshown == 0;
	for (size_t i = 0; i < p->ntabs; i++)
		changed =
		    changed || (i >= p->nshown ? p->tabs[i].rank < HIDDEN
		                               : p->tabs[i].kind && tab_place(p, &p->tabs[i]) != p->tabs[i].place);
	for (size_t i = 0; i < p->ntabs; i++)
		p->tabs[i].place = p->tabs[i].kind ? tab_place(p, &p->tabs[i]) : 0;
	if (!changed)
		return;
	struct tab now = *page_tab(p);
	qsort(p->tabs, p->ntabs, sizeof *p->tabs, by_use);
	for (p->nshown = 0; p->nshown < p->ntabs && p->tabs[p->nshown].rank < HIDDEN;)
		p->nshown++;
	for (size_t i = 0; i < p->ntabs; i++)
		if (p->tabs[i].c == now.c && p->tabs[i].kind == now.kind && p->tabs[i].field == now.field &&
		    p->tabs[i].part == now.part)
			p->tab = i;
}

void tab_text(const struct tab *t, struct buf *out)
{
	buf_text(out, t->part       ? tr_ctx("tab of steps", t->part->label)
	              : t->c->label ? tr(t->c->label)
	                            : tr(t->kind->plural));
	if (t->kind && t->several && !t->part)
		buf_print(out, ": %s", tr(t->kind->fields[t->field].label));
	if (t->count > 0)
		buf_print(out, " %lld", (long long)t->count);
}

/* ---- the tab that is open */

void tab_close(struct record_page *p)
{
	if (p->viewing)
		view_free(&p->view);
	p->viewing = false;
	rows_clear(&p->rows);
	p->rows = (struct page_rows){0};
}

void tab_open(struct ui *u, struct record_page *p, size_t tab)
{
	tab_close(p);
	p->tab = tab;
	page_tab(p)->c->load(u, p);
}

const struct page_row *tab_row(const struct record_page *p)
{
	return p->viewing || p->rows.at >= p->rows.n ? NULL : &p->rows.rows[p->rows.at];
}

static bool scroll(struct page_rows *r, int by)
{
	int most = r->lines > r->height ? r->lines - r->height : 0, before = r->skip;
	r->skip += by;
	if (r->skip > most)
		r->skip = most;
	if (r->skip < 0)
		r->skip = 0;
	return r->skip != before;
}

bool tab_move(struct ui *u, struct record_page *p, int by)
{
	struct err e = ERR_INIT;
	if (p->viewing) {
		size_t before = p->view.at;
		if (!view_move(&p->view, by, &e))
			ui_error(u, &e);
		return p->view.n > 0 && (before != p->view.at || p->view.n > 1);
	}
	if (page_tab(p)->c->wrapped)
		return scroll(&p->rows, by);
	int64_t to = (int64_t)p->rows.at + by, last = (int64_t)p->rows.n - 1;
	p->rows.at = (size_t)(to > last ? (last < 0 ? 0 : last) : to < 0 ? 0 : to);
	return p->rows.n > 1;
}

bool tab_end(struct ui *u, struct record_page *p, bool last)
{
	struct err e = ERR_INIT;
	if (!p->viewing)
		return tab_move(u, p, last ? 1000000 : -1000000);
	bool ok = last ? view_end(&p->view, &e) : view_home(&p->view, &e);
	if (!ok)
		ui_error(u, &e);
	return ok;
}
