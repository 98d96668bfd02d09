/* ui/record_stand.c - on a record's page, under its fields: where it stands today (app/standing.h), a label and a text
 * wrapped beside it. Knows no kind. */
#include <stdlib.h>

#include "app/standing.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/preview.h"
#include "ui/record.h"

enum { TEXT_LEAST = 20, LINES_MOST = 3 };

static bool add(void *ctx, const struct app_stand *s)
{
	struct page_rows *r = ctx;
	r->rows = mem_resize(r->rows, r->n + 1, sizeof *r->rows);
	r->rows[r->n++] =
	    (struct page_row){.first = mem_copy_text(s->label), .text = mem_copy_text(s->text), .change = s->warn};
	return true;
}

void stand_set(struct ui *u, struct record_page *p)
{
	rows_clear(&p->stand);
	if (p->record)
		app_standing(u->app, p->record, add, &p->stand);
}

static int label_width(const struct record_page *p, int width)
{
	int widest = 0;
	for (size_t i = 0; i < p->stand.n; i++) {
		int w = text_width(p->stand.rows[i].first);
		widest = w > widest ? w : widest;
	}
	return widest < width / 3 ? widest : width / 3;
}

struct wrapping {
	int row, end, col, width, lines;
	enum role role;
};

static void count_line(void *ctx, const char *bytes, size_t n)
{
	struct wrapping *w = ctx;
	(void)bytes;
	(void)n;
	w->lines += w->lines < LINES_MOST;
}

static void draw_line(void *ctx, const char *bytes, size_t n)
{
	struct wrapping *w = ctx;
	char *text = mem_copy_bytes(bytes, n);
	if (w->row < w->end)
		term_put(w->row++, w->col, w->width, w->role, text);
	free(text);
}

static int room(int width, int label)
{
	return width - label - 4 > TEXT_LEAST ? width - label - 4 : TEXT_LEAST;
}

static int lines_of(const struct page_row *r, int width, int label)
{
	struct wrapping w = {0};
	text_wrap(r->text, room(width, label), count_line, &w);
	return w.lines > 0 ? w.lines : 1;
}

int stand_height(const struct record_page *p, int width, int most)
{
	int rows = 0, label = label_width(p, width);
	for (size_t i = 0; i < p->stand.n; i++)
		rows += lines_of(&p->stand.rows[i], width, label);
	return rows < most ? rows : most < 0 ? 0 : most;
}

/* What does not fit is counted in the last row. */
void stand_draw(const struct record_page *p, struct area a)
{
	int label = label_width(p, a.width), row = a.row, end = a.row + a.height;
	size_t i = 0;
	for (; i < p->stand.n; i++) {
		const struct page_row *r = &p->stand.rows[i];
		const int lines = lines_of(r, a.width, label);
		if (row + lines > end || (row + lines == end && i + 1 < p->stand.n))
			break;
		struct wrapping w = {row, row + lines, a.col + label + 4, a.width - label - 4, 0,
		    r->change ? ROLE_WARNING : ROLE_NORMAL};
		preview_label(row, a.col, label, r->first);
		term_put(row, a.col + label + 2, 1, w.role, r->change ? "!" : " ");
		text_wrap(r->text, room(a.width, label), draw_line, &w);
		row += lines;
	}
	if (i < p->stand.n && row < end) {
		struct buf b = BUF_INIT;
		buf_print(&b, tr_n("and %zu more line", "and %zu more lines", p->stand.n - i), p->stand.n - i);
		term_put(row, a.col, a.width, ROLE_MUTED, buf_str(&b));
		buf_free(&b);
	}
}
