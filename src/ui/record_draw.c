/* ui/record_draw.c - painting a record's page: one panel, from 100 columns two, from 140 three. */
#include "base/lang.h"
#include "base/text.h"
#include "ui/record.h"

enum { TWO_PANELS = 100, THREE_PANELS = 140, TAB_LEAST = 6, HEAD_LEAST = 2 };

static int put_tab(struct record_page *p, size_t tab, int row, int col, int end)
{
	struct buf name = BUF_INIT, b = BUF_INIT;
	struct tab *t = &p->tabs[tab];
	tab_text(t, &name);
	buf_print(&b, tab == p->tab ? "[%s]" : " %s ", buf_str(&name));
	int w = text_width(buf_str(&b));
	t->width = 0;
	if (col + w <= end) {
		term_put(row, col, w, tab == p->tab ? ROLE_TITLE : ROLE_NORMAL, buf_str(&b));
		t->col = col;
		t->width = w;
	} else {
		w = end;
	}
	buf_free(&name);
	buf_free(&b);
	return w;
}

/* As many tabs as fit, from one that leaves the current one visible; "…" where there are more. */
static void draw_tabs(struct record_page *p, int row, int left, int width)
{
	int end = left + width - 3;
	p->tab_row = row;
	for (size_t from = 0;; from++) {
		int col = left + 2;
		term_rule(row, left, width);
		for (size_t t = 0; t < p->ntabs; t++)
			p->tabs[t].width = 0;
		for (size_t t = from; t < p->nshown && col < end; t++)
			col += put_tab(p, t, row, col, end);
		if (page_tab(p)->width == 0 && from < p->tab)
			continue;
		if (from > 0)
			term_put(row, left + 1, 1, ROLE_NORMAL, "…");
		if (p->tabs[p->nshown - 1].width == 0)
			term_put(row, left + width - 2, 1, ROLE_NORMAL, "…");
		return;
	}
}

static void draw_trail(struct record_page *p, int row, int width)
{
	int w = p->changed ? text_width(p->changed) : 0, trail = text_width(p->trail);
	term_put(row, 1, width - 2, ROLE_MUTED, p->trail);
	if (w > 0 && trail + w + 4 < width)
		term_put(row, width - w - 1, w, ROLE_MUTED, p->changed);
}

/* Above each other: fields, tabs, the tab, figures. */
static void draw_one(struct record_page *p, int top, int height)
{
	int cols = term_cols(), row = top, end = top + height;
	if (height >= 18) {
		draw_trail(p, row, cols);
		row += 2;
	}
	int figures = p->nfigures > 0 ? 1 : 0, want = head_place(p, cols - 2);
	int most = end - row - figures - TAB_LEAST - 1;
	int stand = stand_height(p, cols - 2, most > HEAD_LEAST ? most - HEAD_LEAST : 0);
	most -= stand;
	int head = want < most ? want : most < 1 ? 1 : most;
	head_draw(p, (struct area){row, 1, head, cols - 2});
	row += head;
	stand_draw(p, (struct area){row, 1, stand, cols - 2});
	row += stand + (height >= 18 && want < most ? 1 : 0);
	draw_tabs(p, row, 0, cols);
	if (figures)
		figures_draw(p, (struct area){end - 1, 1, 1, cols - 2});
	page_tab(p)->c->draw(p, (struct area){row + 1, 0, end - row - 1 - figures, cols}, true);
}

/* Beside each other: the record; the tab; on wide screens what happened, whichever tab is open. */
static void draw_many(struct record_page *p, int top, int height)
{
	int cols = term_cols(), left = cols * 2 / 5 < 60 ? cols * 2 / 5 : 60, width = cols - left - 1;
	bool third = cols >= THREE_PANELS && p->tab != 0;
	draw_trail(p, top, cols);
	int want = head_place(p, left - 3), most = height - 3 - (int)p->nfigures;
	int stand = stand_height(p, left - 3, most > HEAD_LEAST ? most - HEAD_LEAST - 1 : 0);
	most -= stand > 0 ? stand + 1 : 0;
	int head = want < most ? want : most;
	head_draw(p, (struct area){top + 2, 1, head, left - 3});
	stand_draw(p, (struct area){top + 3 + head, 1, stand, left - 3});
	head += stand > 0 ? stand + 1 : 0;
	figures_draw(p, (struct area){top + 3 + head, 1, height - 3 - head, left - 3});
	term_vrule(top + 1, left, height - 1);
	int tab = third ? width * 3 / 5 : width;
	if (third) {
		int col = left + 1 + tab;
		term_rule(top + 1, col, cols - col);
		int w = term_put(top + 1, col + 3, 0, ROLE_TITLE, tr(p->tabs[0].c->label));
		term_put(top + 1, col + 2, 1, ROLE_NORMAL, " ");
		term_put(top + 1, col + 3 + w, 1, ROLE_NORMAL, " ");
		term_vrule(top + 1, col, height - 1);
		rows_draw(&p->news, (struct area){top + 2, col + 1, height - 2, cols - col - 1}, false);
	}
	draw_tabs(p, top + 1, left + 1, tab);
	page_tab(p)->c->draw(p, (struct area){top + 2, left + 1, height - 2, tab}, true);
}

void page_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct record_page *p = (struct record_page *)s;
	(void)u;
	if (term_cols() >= TWO_PANELS)
		draw_many(p, top, height);
	else
		draw_one(p, top, height);
}
