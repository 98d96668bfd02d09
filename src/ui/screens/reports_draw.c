/* ui/screens/reports_draw.c - how the screen of reports is painted: the names, and the tables with a bar beside each
 * charted figure. */
#include <curses.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/text.h"
#include "ui/screens/reports.h"

enum { BAR = 18, BAR_SMALL = 10, BAR_LEAST = 6 };

/* How wide the list of reports is. */
static int left_width(void)
{
	return term_cols() < 110 ? 28 : 36;
}

static void draw_names(struct reports *s, int top, int height)
{
	const size_t rows = height > 0 ? (size_t)height : 1;
	if (s->chosen < s->first_name)
		s->first_name = s->chosen;
	if (s->chosen >= s->first_name + rows)
		s->first_name = s->chosen - rows + 1;
	for (size_t i = s->first_name; i < app_report_count() && i < s->first_name + rows; i++) {
		enum role role = i != s->chosen ? ROLE_NORMAL : s->table ? ROLE_MARKED : ROLE_SELECTED;
		const int row = top + (int)(i - s->first_name);
		term_put(row, 0, left_width() - 1, role, i == s->chosen ? ">" : " ");
		term_put(row, 2, left_width() - 3, role, app_report_label(i));
	}
}

/* ---- one table in the room that there is */

struct columns {
	const struct app_report_table *table;
	int width[APP_REPORT_COLUMNS]; /* 0: there is no room for it */
	int col[APP_REPORT_COLUMNS];
	int bar, bar_width; /* 0: none */
};

/* Beside the list of reports there is room for what the chart shows. */
static void only_charted(struct columns *c, int room)
{
	int all = 0;
	for (size_t i = 0; i < c->table->ncolumns; i++)
		all += c->width[i] + 1;
	if (c->table->charted < 0 || all + BAR <= room)
		return;
	for (size_t i = 0; i < c->table->ncolumns; i++)
		if (c->table->columns[i].right && (int)i != c->table->charted)
			c->width[i] = 0;
}

/* Too wide a table: the widest words give way, the numbers stay. */
static void give_way(struct columns *c, int room)
{
	int all = 0;
	for (size_t i = 0; i < c->table->ncolumns; i++)
		all += c->width[i] + (c->width[i] > 0);
	while (all > room + 1) {
		size_t widest = c->table->ncolumns;
		for (size_t i = 0; i < c->table->ncolumns; i++)
			if (!c->table->columns[i].right && c->width[i] > 12 &&
			    (widest == c->table->ncolumns || c->width[i] > c->width[widest]))
				widest = i;
		if (widest == c->table->ncolumns)
			return;
		c->width[widest]--;
		all--;
	}
}

/* A rest of a column says nothing: what does not fit is left out from the right, the chosen one never. */
static void place(struct columns *c, int left, int room, size_t chosen)
{
	size_t first = 0;
	int need = 0;
	for (size_t i = 1; i <= chosen && i < c->table->ncolumns; i++)
		need += c->width[i] + 1;
	while (first + 1 < chosen && need + c->width[0] > room)
		need -= c->width[++first] + 1; /* the first column stays: it says what the row is */
	int col = left;
	for (size_t i = 0; i < c->table->ncolumns; i++) {
		const bool hidden = !c->width[i] || (i > 0 && i <= first);
		c->col[i] = col;
		if (hidden || col + c->width[i] > left + room)
			c->width[i] = 0;
		else
			col += c->width[i] + 1;
	}
	c->bar = col;
	const int free = left + room - col;
	c->bar_width = free >= BAR ? BAR : free;
}

static struct columns columns_of(const struct reports *s, size_t table, int left, int room)
{
	struct columns c = {.table = app_report_table(s->report, table)};
	for (size_t i = 0; i < c.table->ncolumns; i++) {
		const int label = text_width(c.table->columns[i].label), w = c.table->columns[i].width;
		c.width[i] = c.table->columns[i].right && label > w && label <= 10 ? label : w > 0 ? w : 10;
	}
	if (!s->table)
		only_charted(&c, room);
	give_way(&c, s->table || c.table->charted < 0 ? room : room - BAR_SMALL);
	place(&c, left, room, s->table ? s->column : 0);
	if (c.table->charted < 0 || c.table->most <= 0 || c.bar_width < BAR_LEAST)
		c.bar_width = 0;
	return c;
}

static void put(const struct columns *c, size_t i, int row, enum role role, const char *text)
{
	if (!c->width[i])
		return;
	if (c->table->columns[i].right)
		term_put_right(row, c->col[i], c->width[i], role, text);
	else
		term_put(row, c->col[i], c->width[i], role, text);
}

static void draw_header(const struct columns *c, int row)
{
	for (size_t i = 0; i < c->table->ncolumns; i++)
		put(c, i, row, ROLE_TITLE, c->table->columns[i].label);
}

static bool is_total(const struct app_report_table *t, size_t row)
{
	return t->total && row + 1 == t->nrows;
}

static void draw_figures(
    struct reports *s, const struct columns *c, const struct report_place *at, int row, bool selected)
{
	const enum role plain = is_total(c->table, at->row) ? ROLE_TITLE : ROLE_NORMAL;
	int64_t n;
	for (size_t i = 0; i < c->table->ncolumns; i++)
		put(c, i, row,
		    selected && i == s->column ? ROLE_SELECTED
		    : selected                 ? ROLE_MARKED
		                               : plain,
		    app_report_cell(s->report, at->table, at->row, i));
	if (c->bar_width && (!is_total(c->table, at->row) || c->table->columns[c->table->charted].percent) &&
	    app_report_number(s->report, at->table, at->row, (size_t)c->table->charted, &n))
		term_bar(row, c->bar, c->bar_width, n, c->table->most);
}

static void draw_line(struct reports *s, size_t line, int row, int left, int room)
{
	const struct report_place *at = &s->lines[line];
	const struct columns c = columns_of(s, at->table, left, room);
	switch (at->what) {
	case LINE_HEADING:
		term_put(row, left, room, ROLE_TITLE, c.table->heading);
		break;
	case LINE_LABEL:
		term_put(row, left, room, ROLE_NORMAL, c.table->label);
		break;
	case LINE_HEADER:
		draw_header(&c, row);
		break;
	case LINE_FIGURES:
		draw_figures(s, &c, at, row, s->table && line == s->at);
		break;
	case LINE_BLANK:
		break;
	}
}

/* The header of the table in which the first shown line stands is always seen. */
static void draw_report(struct reports *s, int top, int height, int left)
{
	const int room = term_cols() - left;
	if (!s->nlines) {
		term_put(top + 1, left, room, ROLE_MUTED, _("Nothing in this period."));
		return;
	}
	const size_t rows = height > 2 ? (size_t)height - 1 : 1;
	if (s->at < s->first + 1)
		s->first = s->at < 2 ? 0 : s->at - 1;
	if (s->at >= s->first + rows)
		s->first = s->at - rows + 1;
	if (s->lines[s->first].what == LINE_HEADER || s->lines[s->first].what == LINE_FIGURES) {
		const struct columns c = columns_of(s, s->lines[s->first].table, left, room);
		draw_header(&c, top);
	}
	const size_t from = s->first + (s->lines[s->first].what == LINE_HEADER);
	for (size_t i = 0; i < rows && from + i < s->nlines; i++)
		draw_line(s, from + i, top + 1 + (int)i, left, room);
	if (s->table) {
		const struct columns c = columns_of(s, s->lines[s->at].table, left, room);
		const size_t column = s->column < c.table->ncolumns ? s->column : c.table->ncolumns - 1;
		term_cursor(top + 1 + (int)(s->at - from), c.col[column], false);
	}
}

void reports_draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct reports *s = (struct reports *)screen;
	/* under 110 columns the figures have the whole width while one is in them */
	const bool narrow = term_cols() < (s->table ? 110 : 80);
	(void)u;
	if (!narrow)
		term_vrule(top, left_width() - 1, height - 1);
	if (!narrow || s->table)
		draw_report(s, top, height - 1, narrow ? 0 : left_width() + 1);
	if (!narrow || !s->table)
		draw_names(s, top, height - 1);
	term_put(top + height - 1, 1, term_cols() - 2, ROLE_MUTED, app_report_help(s->chosen));
	if (!s->table)
		term_cursor(top + (int)(s->chosen - s->first_name), 0, false);
}
