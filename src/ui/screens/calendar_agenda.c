/* ui/screens/calendar_agenda.c - everything dated as a list: days off, free days of this week, months as headings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/calendar.h"

/* ---- its rows */

static void add_row(struct calendar *c, enum agenda_what what, int entry, date_t day)
{
	c->rows = mem_resize(c->rows, (size_t)c->nrows + 1, sizeof *c->rows);
	c->rows[c->nrows].what = what;
	c->rows[c->nrows].entry = entry;
	c->rows[c->nrows++].day = day;
}

static int month_of(date_t d)
{
	int y, m, day;
	date_split(d, &y, &m, &day);
	return y * 12 + m;
}

/* Days off alone are told for two months; among entries as far as these go. */
static date_t last_told(struct ui *u, const struct calendar *c)
{
	date_t soon = app_types(u->app)->today + 62, last = c->shown.n ? c->shown.rows[c->shown.n - 1].date : soon;
	return last > soon ? last : soon;
}

/* The day has a row of its own when it is off, or when it is a working day of this week that is free. */
static bool day_tells(struct ui *u, const struct calendar *c, date_t d)
{
	date_t today = app_types(u->app)->today;
	struct buf b = BUF_INIT;
	struct err ignored = ERR_INIT;
	const struct holidays *h = app_holidays(u->app, &ignored);
	bool off = d <= last_told(u, c) && day_off_name(u, d, &b), free_day;
	buf_free(&b);
	if (c->search.text.len > 0 || c->filter != FILTER_ALL)
		return false;
	free_day = d >= today && d <= today - date_weekday(today) + 6 && h && !holiday_is_off(h, d) &&
	           entries_count_on(&c->shown, d, false) == 0;
	return off || free_day;
}

static void add_day(struct ui *u, struct calendar *c, date_t d, int *entry, int *month)
{
	bool tells = day_tells(u, c, d);
	if (!tells && (*entry >= c->shown.n || c->shown.rows[*entry].date != d))
		return;
	if (*month && month_of(d) != *month)
		add_row(c, AGENDA_MONTH, NO_ENTRY, d);
	*month = month_of(d);
	if (tells)
		add_row(c, AGENDA_DAY, NO_ENTRY, d);
	for (; *entry < c->shown.n && c->shown.rows[*entry].date == d; ++*entry)
		add_row(c, AGENDA_ENTRY, *entry, d);
}

static bool can_stand(const struct calendar *c, int row)
{
	return row >= 0 && row < c->nrows && c->rows[row].what != AGENDA_MONTH;
}

static void stand_on(struct calendar *c, int row)
{
	c->row = row;
	c->at = can_stand(c, row) ? c->rows[row].entry : NO_ENTRY;
	if (can_stand(c, row) && c->search.text.len == 0)
		c->day = c->rows[row].day;
}

/* Where the chosen entry stands, else the first row from the day on. */
static int row_of_place(const struct calendar *c)
{
	for (int i = 0; i < c->nrows && c->at != NO_ENTRY; i++)
		if (c->rows[i].what == AGENDA_ENTRY && c->rows[i].entry == c->at)
			return i;
	for (int i = 0; i < c->nrows; i++)
		if (can_stand(c, i) && c->rows[i].day >= c->day)
			return i;
	return c->nrows - 1;
}

void calendar_make_rows(struct ui *u, struct calendar *c)
{
	int entry = 0, month = 0;
	free(c->rows);
	c->rows = NULL;
	c->nrows = 0;
	/* what began before the first day shown stands under that day */
	for (date_t d = c->from; entry < c->shown.n && c->shown.rows[entry].date < d; entry++)
		add_row(c, AGENDA_ENTRY, entry, c->shown.rows[entry].date);
	for (date_t d = c->from; d <= c->to; d++)
		add_day(u, c, d, &entry, &month);
	int row = row_of_place(c);
	stand_on(c, row < 0 ? 0 : row);
	if (c->first > c->row || c->row - c->first > term_rows())
		c->first = c->row;
}

/* At an end of what is read, more is read around the place one stands at. */
void calendar_step_agenda(struct ui *u, struct calendar *c, int by)
{
	int step = by < 0 ? -1 : 1, left = by < 0 ? -by : by, to = c->row, next = c->row;
	while (left > 0) {
		next += step;
		if (next < 0 || next >= c->nrows)
			break;
		if (!can_stand(c, next))
			continue;
		to = next;
		left--;
	}
	date_t was = c->from + (c->to - c->from) / 3; /* what was read is read around this day */
	stand_on(c, to);
	bool far = left > 0 && c->search.text.len == 0 && (c->day < was - 31 || c->day > was + 31);
	if (far) {
		int on_screen = c->row - c->first;
		calendar_load(u, c);
		c->first = c->row - on_screen < 0 ? 0 : c->row - on_screen;
		if (left > 0 && can_stand(c, c->row + step))
			stand_on(c, c->row + step);
	}
}

/* ---- painting */

struct columns {
	int title, place, people; /* where they begin; 0: not there */
};

static struct columns columns(void)
{
	int cols = term_cols();
	if (cols < 80)
		return (struct columns){25, 0, 0};
	int people = cols - (cols >= 120 ? 24 : 10), place = people - (cols >= 120 ? 28 : 16);
	return (struct columns){27, place, people};
}

static void draw_entry(const struct entry *en, int row, enum role role)
{
	struct columns col = columns();
	struct buf b = BUF_INIT;
	int cols = term_cols();
	entry_hours(en, &b);
	term_put(row, 13, 12, role, buf_str(&b));
	buf_clear(&b);
	entry_mark(en, &b);
	buf_print(&b, "%s: %s", en->category, en->title);
	term_put(row, col.title, (col.place ? col.place : cols) - col.title - 1, role, buf_str(&b));
	if (col.place) {
		term_put(row, col.place, col.people - col.place - 1, role, en->place[0] ? en->place : "—");
		term_put(row, col.people, cols - col.people - 1, role, en->people);
	}
	buf_free(&b);
}

static void draw_day_row(struct ui *u, date_t d, int row, enum role role)
{
	struct buf b = BUF_INIT;
	bool off = day_off_name(u, d, &b);
	term_put(row, 13, 12, role, off ? _("day off") : "—");
	if (off)
		term_put(row, columns().title, term_cols() - columns().title - 1, role, buf_str(&b));
	buf_free(&b);
}

static void draw_date(struct ui *u, date_t d, int row, enum role role)
{
	struct buf b = BUF_INIT;
	if (d == app_types(u->app)->today)
		buf_text(&b, _("TODAY"));
	else
		date_text(d, lang_now(), DATE_WEEKDAY, &b);
	term_put(row, 2, 11, role, buf_str(&b));
	buf_free(&b);
}

static void draw_month_row(date_t d, int row)
{
	struct buf b = BUF_INIT;
	int y, m, day;
	date_split(d, &y, &m, &day);
	buf_print(&b, "%s %d", date_month_name(m, lang_now(), false), y);
	term_put(row, 1, 30, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
}

static void draw_row(struct ui *u, const struct calendar *c, int i, int row, bool first)
{
	const struct agenda_row *r = &c->rows[i];
	bool on = i == c->row;
	if (r->what == AGENDA_MONTH) {
		draw_month_row(r->day, row);
		return;
	}
	const struct entry *en = r->entry == NO_ENTRY ? NULL : &c->shown.rows[r->entry];
	enum role role = on ? ROLE_SELECTED : en ? entry_role(en) : ROLE_MUTED;
	if (on)
		term_fill(row, 0, term_cols(), ROLE_SELECTED, ' ');
	term_put(row, 0, 1, role, on ? ">" : " ");
	if (first || on || c->rows[i - 1].what == AGENDA_MONTH || c->rows[i - 1].day != r->day)
		draw_date(u, r->day, row, role);
	if (en)
		draw_entry(en, row, role);
	else
		draw_day_row(u, r->day, row, role);
}

/* The row of the search, above the list; returns how many rows it takes. */
static int draw_search(struct calendar *c, int top)
{
	int row, col, width = term_cols() < 80 ? 30 : 40;
	if (!c->searching && c->search.text.len == 0)
		return 0;
	int label = term_put(top, 1, 0, ROLE_NORMAL, _("Search:"));
	term_put(top, label + 2, 1, ROLE_NORMAL, "[");
	line_draw(&c->search, top, label + 4, 1, width, c->searching, &row, &col);
	term_put(top, label + width + 5, 1, ROLE_NORMAL, "]");
	if (c->searching)
		term_cursor(row, col, true);
	return 1;
}

void calendar_draw_agenda(struct ui *u, struct calendar *c, int top, int height)
{
	char count[64];
	int end = top + height - 1, search;
	term_cursor(top, 0, false);
	search = draw_search(c, top);
	int from = top + search, room = end - from;
	if (c->row < c->first)
		c->first = c->row;
	if (c->row >= c->first + room)
		c->first = c->row - room + 1;
	c->grid_row = from;
	c->grid_height = room;
	for (int i = 0; i < room && c->first + i < c->nrows; i++)
		draw_row(u, c, c->first + i, from + i, i == 0);
	if (c->nrows == 0)
		term_put(from + 1, 3, term_cols() - 6, ROLE_MUTED,
		    c->search.text.len ? _("Nothing fits.")
		                       : _("Nothing is planned in the next months. n makes something."));
	snprintf(count, sizeof count, tr_n("%d entry", "%d entries", (unsigned long)c->shown.n), c->shown.n);
	calendar_draw_foot(u, c, end, count);
	if (!c->searching)
		term_cursor(from + c->row - c->first, 0, false);
}
