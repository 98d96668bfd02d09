/* ui/list_board.c - a list as a board: a column for each choice of one field, a card for each record. The column with
 * the cursor is the list's `now`, so that every action works on its selected card. A card that is picked up is put into
 * another column by one change. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/shown.h"

enum { NARROWEST = 25, WIDEST = 34, CARD = 2, MOST_COLUMNS = 64 };

struct column {
	struct view view;
	const struct choice *choice; /* NULL: those without a value */
	int start;                   /* as last drawn; -1: not shown */
};
struct board {
	int field, width; /* width: of a column, as last drawn */
	struct column columns[MOST_COLUMNS];
	int n, at, left; /* left: the first column that is shown */
	int to;          /* where the card that is picked up would go; -1: none is */
	int row, height; /* of the cards, as last drawn */
};

static void use(struct list *l, int column)
{
	l->board->at = column;
	l->now = &l->board->columns[column].view;
}

void board_open(struct list *l, struct app *a, int field)
{
	const struct choice *c = l->view.kind->fields[field].choices;
	struct board *b = mem_alloc(sizeof *b);
	b->field = field;
	b->to = -1;
	for (; c->code && b->n < MOST_COLUMNS - 1; c++)
		b->columns[b->n++].choice = c;
	b->columns[b->n++].choice = NULL;
	for (int i = 0; i < b->n; i++)
		view_init(&b->columns[i].view, a, l->view.kind, NULL);
	l->board = b;
	use(l, 0);
}

void board_close(struct list *l)
{
	for (int i = 0; l->board && i < l->board->n; i++)
		view_free(&l->board->columns[i].view);
	free(l->board);
	l->board = NULL;
	l->now = &l->view;
}

/* ---- reading */

static void ask(struct list *l, struct column *c)
{
	struct err ignored = ERR_INIT;
	struct value v = VALUE_INIT;
	query_free(&c->view.query);
	query_copy(&c->view.query, &l->view.query);
	if (c->choice)
		value_set_text(&v, c->choice->code);
	query_filter_add(&c->view.query, l->board->field, c->choice ? QUERY_IS : QUERY_EMPTY, &v, &ignored);
	value_clear(&v);
	c->view.count = -1;
	c->view.first = false;
}

static void find_card(struct list *l, int64_t id)
{
	struct board *b = l->board;
	for (int i = 0; id && i < b->n; i++)
		if (view_selected_id(&b->columns[i].view) == id) {
			use(l, i);
			return;
		}
	for (int i = 0; i < b->n && view_selected_id(l->now) == 0; i++)
		if (b->columns[i].view.n > 0)
			use(l, i);
}

bool board_reload(struct list *l, int64_t select, bool home, struct err *e)
{
	struct board *b = l->board;
	int64_t id = select ? select : view_selected_id(l->now);
	bool ok = true;
	b->to = -1;
	l->view.count = -1;
	for (int i = 0; i < b->n && ok; i++) {
		struct view *v = &b->columns[i].view;
		int64_t here = i == b->at || select ? id : view_selected_id(v);
		ask(l, &b->columns[i]);
		ok = home ? view_home(v, e) : view_reload(v, here, e);
	}
	find_card(l, home ? 0 : id);
	return ok;
}

bool board_idle(struct ui *u, struct list *l)
{
	for (int i = 0; i < l->board->n; i++) {
		struct view *v = &l->board->columns[i].view;
		if (v->count >= 0)
			continue;
		v->count = app_count(u->app, &v->query);
		return v->count >= 0;
	}
	return false;
}

/* ---- painting */

/* The column without a value only where there are such records. */
static bool is_shown(const struct board *b, int i)
{
	return b->columns[i].choice || b->columns[i].view.n > 0 || b->to == i;
}

static int next_shown(const struct board *b, int i, int by)
{
	for (i += by; i >= 0 && i < b->n; i += by)
		if (is_shown(b, i))
			return i;
	return -1;
}

/* As many columns as are readable, from one that leaves the cursor's (and the target) visible. */
static void lay_out(struct board *b, int width)
{
	int focus = b->to >= 0 ? b->to : b->at, all = 0, fit = width / NARROWEST, at = 0;
	for (int i = 0; i < b->n; i++)
		all += is_shown(b, i);
	fit = fit > all ? all : fit < 1 ? 1 : fit;
	b->width = width / fit > WIDEST ? WIDEST : width / fit;
	if (focus < b->left)
		b->left = focus;
	for (;;) {
		int last = b->left, n = 1;
		for (int i = b->left; n < fit && (i = next_shown(b, i, 1)) >= 0; n++)
			last = i;
		int before = next_shown(b, b->left, -1);
		if (last < focus)
			b->left = next_shown(b, b->left, 1);
		else if (n < fit && before >= 0)
			b->left = before;
		else
			break;
	}
	for (int i = 0; i < b->n; i++) {
		bool shown = i >= b->left && at < fit && is_shown(b, i);
		b->columns[i].start = shown ? at++ * b->width : -1;
	}
}

static void column_title(const struct list *l, const struct column *c, struct buf *out)
{
	if (c->choice)
		buf_text(out, tr(c->choice->label));
	else
		buf_print(out, "%s: %s", shown_label(l->view.kind, l->board->field), _("empty"));
	if (c->view.count >= 0)
		buf_print(out, " · %lld", (long long)c->view.count);
}

/* The second line of a card: the list's first columns but the name and the board's own. */
static void details(struct list *l, struct view *v, size_t n, struct buf *out)
{
	int told = 0;
	for (int i = 0; i < l->view.ncolumns && told < 2; i++) {
		int code = l->view.columns[i];
		if (code == 0 || code == v->kind->title[0] || code == l->board->field)
			continue;
		const char *text = view_cell(v, n, code);
		buf_print(out, "%s%s", told && *text ? " · " : "", text);
		told += *text != '\0';
	}
}

static void draw_card(struct list *l, const struct column *c, size_t n, int row, bool current, bool focus)
{
	struct view *v = (struct view *)(uintptr_t)&c->view;
	struct buf title = BUF_INIT, more = BUF_INIT;
	bool marked = view_marked(&l->view, v->rows[n].record->id);
	enum role role = current && focus ? ROLE_SELECTED : marked ? ROLE_MARKED : ROLE_NORMAL;
	int width = l->board->width - 4;
	record_title(v->rows[n].record, app_types(v->app), &title);
	details(l, v, n, &more);
	term_put(row, c->start, 2, role, current && marked ? ">*" : current ? ">" : marked ? "*" : "");
	term_put(row, c->start + 2, width, role, buf_str(&title));
	if (row + 1 < l->board->row + l->board->height)
		term_put(row + 1, c->start + 2, width, ROLE_MUTED, buf_str(&more));
	if (current && focus)
		term_cursor(row, c->start, false);
	buf_free(&title);
	buf_free(&more);
}

static void scroll(struct view *v, size_t fits)
{
	if (v->at < v->top)
		v->top = v->at;
	if (v->at >= v->top + fits)
		v->top = v->at - fits + 1;
}

static void draw_column(struct list *l, int i, bool focus)
{
	struct board *b = l->board;
	struct column *c = &b->columns[i];
	struct buf head = BUF_INIT;
	int row = b->row, end = b->row + b->height;
	column_title(l, c, &head);
	term_put(
	    b->row - 1, c->start + 2, b->width - 4, i == b->at || i == b->to ? ROLE_TITLE : ROLE_MUTED, buf_str(&head));
	buf_free(&head);
	if (i == b->to && b->to != b->at) { /* where the card would lie */
		struct buf t = BUF_INIT;
		record_title(view_selected(l->now), app_types(l->now->app), &t);
		term_put(row, c->start, 2, ROLE_SELECTED, "+");
		term_put(row, c->start + 2, b->width - 4, ROLE_SELECTED, buf_str(&t));
		term_cursor(row, c->start, false);
		buf_free(&t);
		row += CARD;
	}
	c->view.height = (end - row) / CARD > 0 ? (end - row) / CARD : 1;
	scroll(&c->view, (size_t)c->view.height);
	for (size_t n = c->view.top; n < c->view.n && row < end; n++, row += CARD)
		draw_card(l, c, n, row, i == b->at && n == c->view.at, focus && (b->to < 0 || b->to == b->at));
}

static void draw_sides(const struct board *b, int row, int width)
{
	int last = b->n - 1;
	while (last > 0 && !is_shown(b, last))
		last--;
	if (next_shown(b, b->left, -1) >= 0)
		term_put(row, 0, 1, ROLE_KEY, "<");
	if (b->columns[last].start < 0)
		term_put(row, width - 1, 1, ROLE_KEY, ">");
}

void board_draw(struct ui *u, struct list *l, int row, int height, int width, bool focus)
{
	struct board *b = l->board;
	(void)u;
	b->row = row + 1;
	b->height = height - 1;
	lay_out(b, width);
	for (int i = 0; i < b->n; i++)
		if (b->columns[i].start >= 0)
			draw_column(l, i, focus);
	draw_sides(b, row, width);
	if (focus && b->columns[b->at].view.n == 0 && b->to < 0)
		term_cursor(row, b->columns[b->at].start, false);
}

/* ---- moving */

bool board_holds(const struct list *l)
{
	return l->board && l->board->to >= 0;
}

void board_step(struct list *l, int by)
{
	struct board *b = l->board;
	int i = next_shown(b, b->to >= 0 ? b->to : b->at, by);
	if (i < 0)
		return;
	if (b->to >= 0)
		b->to = i;
	else
		use(l, i);
}

bool board_can_move(struct ui *u, struct screen *s, const char **why)
{
	struct list *l = (struct list *)s;
	*why = _("Cards are moved on a board: v shows one.");
	return l->mode == LIST_BOARD && !board_holds(l) && list_can_change(u, s, why);
}

void board_run_move(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	l->board->to = l->board->at;
	ui_say(u, ROLE_NORMAL, _("← → moves the card, Enter puts it there, Esc leaves it."));
}

bool board_can_drop(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return board_holds((struct list *)s);
}

void board_run_left(struct ui *u, struct screen *s)
{
	(void)u;
	board_step((struct list *)s, -1);
}

void board_run_right(struct ui *u, struct screen *s)
{
	(void)u;
	board_step((struct list *)s, 1);
}

void board_run_leave(struct ui *u, struct screen *s)
{
	(void)u;
	((struct list *)s)->board->to = -1;
}

static void put(struct ui *u, struct list *l, const struct choice *to)
{
	struct err e = ERR_INIT;
	struct buf title = BUF_INIT;
	struct record *r = record_copy(list_selected(l));
	const char *where = to ? tr(to->label) : _("empty");
	record_title(r, app_types(u->app), &title);
	if (to)
		record_set_text(r, l->board->field, to->code);
	else
		record_clear(r, l->board->field);
	if (app_save_many(u->app, N_("Moved on the board"), &r, 1, &e)) {
		ui_refresh_all(u);
		ui_saved(u, "%s > %s", buf_str(&title), where);
	} else {
		ui_error(u, &e);
	}
	buf_free(&title);
	record_free(r);
}

void board_run_drop(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct board *b = l->board;
	int to = b->to;
	b->to = -1;
	if (to != b->at && list_selected(l))
		put(u, l, b->columns[to].choice);
}

static int column_at(const struct board *b, int col)
{
	for (int i = 0; i < b->n; i++)
		if (b->columns[i].start >= 0 && col >= b->columns[i].start && col < b->columns[i].start + b->width)
			return i;
	return -1;
}

/* A press on a card selects it, a second opens it, one before it marks it; with a card picked up a press puts it there.
 */
bool board_press(struct ui *u, struct list *l, const struct key *k)
{
	struct board *b = l->board;
	int i = column_at(b, k->mouse_col), line = k->mouse_row - b->row;
	if (i < 0 || line < -1 || line >= b->height)
		return false;
	if (board_holds(l)) {
		b->to = i;
		board_run_drop(u, &l->s);
		return true;
	}
	struct view *v = &b->columns[i].view;
	size_t n = v->top + (size_t)(line < 0 ? 0 : line / CARD);
	bool again = i == b->at && n == v->at;
	use(l, i);
	l->panel = 0;
	l->searching = false;
	if (line < 0 || n >= v->n)
		return line < 0;
	v->at = n;
	if (k->mouse_button == 3)
		return false;
	if (k->mouse_col == b->columns[i].start)
		view_mark(&l->view, view_selected_id(v), !view_marked(&l->view, view_selected_id(v)));
	else if (k->mouse_double && again)
		list_open_record(u, l);
	return true;
}
