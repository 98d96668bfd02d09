/* ui/screens/calendar_month.c - six weeks as a grid, the chosen day beside it, the next seven days below. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/calendar.h"

enum { WEEKS = 6, SOON = 7 };

/* Three panels where there is room: the grid, the day, the coming days. */
static int side_width(void)
{
	int cols = term_cols();
	return cols >= 140 ? 48 : cols >= 100 ? 32 : cols >= 80 ? 18 : 0;
}

static int left(void)
{
	return term_cols() < 80 ? 4 : 5;
}

/* ---- one day's cell */

static void cell_more(int n, int shown, int width, char *out, size_t size)
{
	snprintf(out, size, tr_n("%d event", "%d events", (unsigned long)n), n);
	if (shown > 0 || text_width(out) > width)
		snprintf(out, size, "+%d", n - shown);
}

static void draw_cell_entry(const struct entry *en, int row, int col, int width)
{
	struct buf b = BUF_INIT;
	char time[6];
	if (en->starts >= 0 && width >= 14) {
		time_text(en->starts, time);
		buf_print(&b, "%s ", time);
	}
	entry_mark(en, &b);
	buf_text(&b, en->title);
	if (width < 14 && strncmp(buf_str(&b), "! ", 2) == 0) {
		b.data[1] = '!';
		term_put(row, col, width, entry_role(en), buf_str(&b) + 1);
	} else {
		term_put(row, col, width, entry_role(en), buf_str(&b));
	}
	buf_free(&b);
}

static void draw_number(struct ui *u, const struct calendar *c, date_t d, int row, int col, int width)
{
	int y, m, day, cy, cm, cd;
	char text[16];
	struct buf off = BUF_INIT;
	bool chosen = d == c->day, today = d == app_types(u->app)->today;
	date_split(d, &y, &m, &day);
	date_split(c->day, &cy, &cm, &cd);
	snprintf(text, sizeof text, chosen ? "[%d]%s" : "%d%s", day, today ? "*" : "");
	int from = chosen ? col - 1 : col; /* the bracket stands before the column of numbers */
	int w = term_put(row, from, 0, chosen ? ROLE_SELECTED : m == cm ? ROLE_NORMAL : ROLE_MUTED, text);
	if (day_off_name(u, d, &off) && width - w > 4)
		term_put(row, from + w + 1, width - w - 1, ROLE_MUTED, buf_str(&off));
	buf_free(&off);
}

static void draw_cell(struct ui *u, const struct calendar *c, date_t d, int row, int col, int width, int height)
{
	int n = entries_count_on(&c->shown, d, false), room = height - 1;
	draw_number(u, c, d, row, col, width);
	for (int i = 0; i < n && i < room; i++) {
		if (i == room - 1 && n > room) {
			char text[32];
			cell_more(n, i, width, text, sizeof text);
			term_put(row + 1 + i, col, width, ROLE_NORMAL, text);
		} else {
			draw_cell_entry(&c->shown.rows[entries_nth_on(&c->shown, d, i)], row + 1 + i, col, width);
		}
	}
}

static void draw_grid(struct ui *u, struct calendar *c, int top, int rows)
{
	int width = (term_cols() - side_width() - left()) / 7;
	char week[8];
	date_t d = c->from;
	c->grid_row = top + 1;
	c->grid_col = left();
	c->cell_width = width;
	c->cell_height = rows;
	for (int w = 0; w < 7; w++)
		term_put(top, left() + w * width, width - 1, ROLE_TITLE, date_weekday_short(w, lang_now()));
	for (int w = 0; w < WEEKS; w++) {
		snprintf(week, sizeof week, "%2d", date_iso_week(d, NULL));
		term_put(top + 1 + w * rows, 1, 2, ROLE_MUTED, week);
		for (int i = 0; i < 7; i++, d++)
			draw_cell(u, c, d, top + 1 + w * rows, left() + i * width, width - 1, rows);
	}
}

/* ---- the day beside it */

static int draw_side_entry(const struct entry *en, int row, int col, int width, int room, bool chosen)
{
	struct buf b = BUF_INIT;
	char time[6];
	if (en->starts >= 0) {
		time_text(en->starts, time);
		buf_print(&b, "%s ", time);
	}
	entry_mark(en, &b);
	buf_text(&b, en->title);
	term_put(row, col - 1, 1, chosen ? ROLE_SELECTED : ROLE_NORMAL, chosen ? ">" : " ");
	term_put(row, col, width, chosen ? ROLE_SELECTED : entry_role(en), buf_str(&b));
	buf_free(&b);
	if (!en->place[0] || room < 2)
		return 1;
	term_put(row + 1, col + 2, width - 2, ROLE_MUTED, en->place);
	return 2;
}

static void draw_side(struct ui *u, const struct calendar *c, int top, int height)
{
	int side = side_width(), col = term_cols() - side + 2, row = top + 1, end = top + height;
	struct buf b = BUF_INIT;
	term_vrule(top, col - 2, height);
	date_text(c->day, lang_now(), side >= 32 ? DATE_FULL : DATE_WEEKDAY, &b);
	term_put(top, col, side - 3, ROLE_TITLE, buf_str(&b));
	buf_clear(&b);
	if (day_off_name(u, c->day, &b))
		term_put(row++, col, side - 3, ROLE_MUTED, buf_str(&b));
	int n = entries_count_on(&c->shown, c->day, true), first = 0, room = end - row - 2;
	while (first < n && entries_nth_on(&c->shown, c->day, first) != c->at)
		first++;
	first = first == n || first < room / 2 ? 0 : first - room / 2 + 1; /* the chosen one stays in sight */
	for (int i = first; i < n && row < end - 2; i++) {
		int at = entries_nth_on(&c->shown, c->day, i);
		row += draw_side_entry(&c->shown.rows[at], row, col, side - 3, end - 2 - row, at == c->at);
	}
	term_put(end - 1, col, side - 3, ROLE_MUTED, _("n = new here"));
	buf_free(&b);
}

/* ---- the coming days */

static void draw_soon_day(const struct calendar *c, date_t d, int row)
{
	struct buf b = BUF_INIT;
	char time[6];
	date_text(d, lang_now(), DATE_WEEKDAY, &b);
	term_put(row, 1, 11, ROLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	for (int i = 0; i < entries_count_on(&c->soon, d, false); i++) {
		const struct entry *en = &c->soon.rows[entries_nth_on(&c->soon, d, i)];
		buf_text(&b, i ? " · " : "");
		if (en->starts >= 0 && en->date == d) {
			time_text(en->starts, time);
			buf_print(&b, "%s ", time);
		}
		entry_mark(en, &b);
		buf_text(&b, en->title);
	}
	term_put(row, 13, term_cols() - 14, ROLE_NORMAL, buf_str(&b));
	buf_free(&b);
}

static void draw_soon(struct ui *u, const struct calendar *c, int row, int end)
{
	date_t today = app_types(u->app)->today;
	struct buf b = BUF_INIT;
	term_rule(row, 0, term_cols());
	buf_print(&b, " %s ", _("Today + 7 days"));
	term_put(row++, 1, 0, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
	if (c->soon.n == 0)
		term_put(row, 1, term_cols() - 2, ROLE_MUTED, _("Nothing this week."));
	for (date_t d = today; d < today + SOON && row < end; d++)
		if (entries_count_on(&c->soon, d, false) > 0)
			draw_soon_day(c, d, row++);
}

void calendar_draw_month(struct ui *u, struct calendar *c, int top, int height)
{
	int rows = (height - 2 - SOON) / WEEKS;
	rows = rows < 2 ? 2 : rows > 6 ? 6 : rows;
	int grid = 1 + WEEKS * rows, off = (int)(c->day - c->from);
	char week[64];
	draw_grid(u, c, top, rows);
	if (side_width())
		draw_side(u, c, top, grid);
	if (height > grid + 2)
		draw_soon(u, c, top + grid, top + height - 1);
	snprintf(week, sizeof week, _("week %d"), date_iso_week(c->day, NULL));
	calendar_draw_foot(u, c, top + height - 1, week);
	term_cursor(top + 1 + off / 7 * rows, left() + off % 7 * c->cell_width, false);
}
