/* ui/list_draw.c - painting a list: the search line, the rows or the board, and as much beside or below them as fits.
 * 60-79 cells: rows alone; 80-99: a preview below; 100-139: all fields beside; from 140 on what happened, too. And
 * where the mouse presses. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/text.h"
#include "ui/list.h"

void list_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct list *l = (struct list *)s;
	(void)u;
	buf_text(left, l->title ? l->title : tr(l->view.kind->plural));
	if (l->total >= 0)
		buf_print(left, " · %lld", (long long)l->total);
	if (l->view.nmarks > 0)
		buf_print(right, tr_n("%zu marked", "%zu marked", l->view.nmarks), l->view.nmarks);
	if (list_is_narrowed(l) && l->view.count >= 0 && l->total >= 0) {
		buf_text(right, right->len ? " · " : "");
		buf_print(right, _("%lld of %lld shown"), (long long)l->view.count, (long long)l->total);
	}
}

/* ---- the search line */

static void filters_text(struct ui *u, const struct list *l, struct buf *out)
{
	const struct query *q = &l->view.query;
	if (q->nfilters == l->given)
		buf_text(out, _("Filters: none (f)"));
	for (int i = l->given; i < q->nfilters; i++) {
		buf_print(out, "%s ", i > l->given ? "," : _("Filters:"));
		query_filter_text(q, i, app_types(u->app), out);
	}
}

/* " Search: [        ]   Filters: Sector = Botanica     View: List (v)" */
static void draw_search(struct ui *u, struct list *l, int row, int *caret_row, int *caret_col)
{
	struct buf filters = BUF_INIT, view = BUF_INIT;
	const char *why;
	int cols = term_cols(), col = 1 + term_put(row, 1, 0, ROLE_NORMAL, _("Search:"));
	int width = cols < 80 ? 16 : 20;
	term_put(row, col + 1, 1, ROLE_NORMAL, "[");
	line_draw(&l->search, row, col + 2, 1, width, l->searching, caret_row, caret_col);
	term_put(row, col + 2 + width, 1, ROLE_NORMAL, "]");
	col += width + 6;
	filters_text(u, l, &filters);
	bool none = l->view.query.nfilters == l->given;
	int used = term_put(row, col, cols - col - 1 < text_width(buf_str(&filters)) ? cols - col - 1 : 0,
	    none ? ROLE_MUTED : ROLE_NORMAL, buf_str(&filters));
	buf_print(&view, "%s ", _("View:"));
	list_mode_text(l, &view);
	buf_text(&view, " (v)");
	int w = text_width(buf_str(&view));
	if (list_can_views(u, &l->s, &why) && col + used + w + 2 < cols)
		term_put(row, cols - w - 1, w, ROLE_MUTED, buf_str(&view));
	buf_free(&filters);
	buf_free(&view);
}

/* ---- panels */

static void panel_title(int row, int col, int width, bool focus, const char *text)
{
	int w = text_width(text);
	term_put(row, col, w < width ? w : width, focus ? ROLE_SELECTED : ROLE_TITLE, text);
}

static void draw_below(struct list *l, int row, int height)
{
	struct buf b = BUF_INIT;
	int cols = term_cols();
	term_rule(row, 0, cols);
	buf_print(&b, " %s ", l->preview.title);
	panel_title(row, 1, cols - 4, false, buf_str(&b));
	preview_flow(&l->preview, row + 1, 1, height - 1, cols - 2);
	buf_free(&b);
}

/* Scrolled no further than to its last line. */
static void draw_beside(struct list *l, int row, int col, int height, int width)
{
	bool focus = l->panel == 1;
	term_vrule(row, col, height);
	panel_title(row, col + 2, width - 2, focus, l->preview.title);
	int skip = focus ? l->skip : 0, room = height - 2;
	int lines = preview_table(&l->preview, row + 2, col + 2, 0, width - 2, 0);
	skip = skip > lines - room ? lines - room : skip;
	skip = skip < 0 ? 0 : skip;
	if (focus)
		l->skip = skip;
	preview_table(&l->preview, row + 2, col + 2, room, width - 2, skip);
	if (lines - skip > room)
		term_put(row + height - 1, col + width - 1, 1, ROLE_MUTED, "…");
	if (focus)
		term_cursor(row, col + 2, false);
}

static void draw_news(struct list *l, int row, int col, int height, int width)
{
	bool focus = l->panel == 2;
	term_vrule(row, col, height);
	panel_title(row, col + 2, width - 2, focus, _("Activity"));
	struct area a = {row + 2, col + 2, height - 2, width - 2};
	if (l->news.n > 0)
		rows_draw(&l->news, a, focus);
	else if (l->news_of == list_selected_id(l))
		term_put(a.row, a.col, a.width, ROLE_MUTED, _("Nothing has happened yet."));
	if (focus && l->news.n == 0)
		term_cursor(row, col + 2, false);
}

struct layout {
	int list, detail, news; /* widths; 0: not shown */
	int below;              /* height */
};

static struct layout lay_out(const struct list *l, int height)
{
	int cols = term_cols();
	struct layout y = {cols, 0, 0, 0};
	if (l->mode != LIST_BOARD && cols >= 140) {
		y.detail = cols / 4 < 40 ? 40 : cols / 4;
		y.news = cols * 3 / 10;
		y.list = cols - y.detail - y.news;
	} else if (l->mode == LIST_BOARD ? cols >= 140 : cols >= (l->view.tree ? 80 : 100)) {
		y.detail = l->mode == LIST_BOARD ? 44 : l->view.tree && cols < 100 ? 37 : cols * 2 / 5;
		y.list = cols - y.detail;
	} else if (cols >= 80 && height >= 14) {
		y.below = height >= 18 ? 5 : 4;
	}
	return y;
}

static void draw_rows(struct ui *u, struct list *l, int row, int height)
{
	struct layout y = lay_out(l, height);
	l->panels = y.news ? 3 : y.detail ? 2 : 1;
	l->news_shown = y.news > 0;
	l->panel = l->panel < l->panels ? l->panel : 0;
	bool focus = !l->searching && l->panel == 0;
	preview_set(&l->preview, u->app, list_selected(l));
	int rows = height - (y.below ? y.below + 1 : 0);
	if (l->mode == LIST_BOARD ? l->view.count == 0 : l->view.n == 0) {
		list_empty_draw(u, l, row, height, y.list);
		return;
	}
	if (l->mode == LIST_BOARD)
		board_draw(u, l, row, rows, y.list - (y.detail ? 1 : 0), focus);
	else
		view_draw(&l->view, row, 0, rows, y.list - (y.detail ? 1 : 0), focus);
	if (!l->preview.title)
		return;
	if (y.detail)
		draw_beside(l, row, y.list, height, y.detail);
	if (y.news)
		draw_news(l, row, y.list + y.detail, height, y.news);
	if (y.below)
		draw_below(l, row + height - y.below, y.below);
}

void list_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct list *l = (struct list *)s;
	int row = top, col = 0;
	draw_search(u, l, top, &row, &col);
	draw_rows(u, l, top + 1, height - 1);
	if (l->searching)
		term_cursor(row, col, true);
}

/* ---- the mouse */

static bool press_row(struct ui *u, struct list *l, const struct key *k, size_t row)
{
	bool again = l->view.at == row;
	l->view.at = row;
	l->searching = false;
	l->panel = 0;
	if (k->mouse_button == 3)
		return false; /* the frame opens the menu */
	int64_t id = view_selected_id(&l->view);
	if (k->mouse_col == 0)
		view_mark(&l->view, id, !view_marked(&l->view, id));
	else if (k->mouse_double && again)
		list_open_record(u, l);
	return true;
}

bool list_press(struct ui *u, struct list *l, const struct key *k)
{
	size_t row;
	int column;
	bool header;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		list_move(u, l, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	if (list_empty_offers(l))
		return list_empty_key(u, l, k);
	if (l->mode == LIST_BOARD)
		return board_press(u, l, k);
	if (l->view.n == 0)
		return false;
	if (!view_hit(&l->view, k, &row, &column, &header)) {
		bool beside = l->panels > 1 && k->mouse_button == 1 && k->mouse_col >= l->view.col + l->view.width;
		bool news = l->news_shown && k->mouse_col >= term_cols() * 7 / 10;
		l->panel = beside ? news ? 2 : 1 : l->panel;
		return beside;
	}
	if (!header)
		return press_row(u, l, k, row);
	if (k->mouse_button == 1)
		list_sort_by(u, l, l->view.columns[column]);
	return k->mouse_button == 1;
}
