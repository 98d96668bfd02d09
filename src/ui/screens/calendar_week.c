/* ui/screens/calendar_week.c - seven days by the hour. Hours without anything are left out: first at both ends, then in
 * between, as far as the screen asks for it. Entries at one hour stand below each other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/calendar.h"

enum { LEFT = 7, DETAIL = 4, FIRST_HOUR = 8, LAST_HOUR = 20, LINES = 12 };

static bool in_hour(const struct entry *en, date_t day, int hour)
{
	struct day_part part;
	if (!entry_part(en, day, &part))
		return false;
	if (part.from == ALL_DAY || hour == ALL_DAY)
		return part.from == hour;
	int last = part.to > part.from ? (part.to - 1) / 60 : part.from / 60;
	return hour >= part.from / 60 && hour <= last;
}

void calendar_pick_in_hour(struct calendar *c)
{
	const struct entry *en = calendar_chosen(c);
	if (en && in_hour(en, c->day, c->hour))
		return;
	c->at = NO_ENTRY;
	for (int i = c->shown.n - 1; i >= 0; i--)
		if (in_hour(&c->shown.rows[i], c->day, c->hour))
			c->at = i;
}

/* ---- lines of an hour: entries of one day that overlap have one each */

/* The line of entry `at` on that day: the lowest that none of the earlier ones in the same hours has. */
static int line_of(const struct calendar *c, date_t day, int at)
{
	int lines[64] = {0}, n = 0, of[64];
	for (int i = 0; i < c->shown.n && n < 64; i++) {
		struct day_part part, other;
		if (!entry_part(&c->shown.rows[i], day, &part))
			continue;
		bool taken[LINES] = {false};
		for (int j = 0; j < n; j++) {
			entry_part(&c->shown.rows[of[j]], day, &other);
			bool both_days = part.from == ALL_DAY && other.from == ALL_DAY;
			bool hours = part.from != ALL_DAY && other.from != ALL_DAY &&
			             part.from / 60 <= (other.to - 1) / 60 && other.from / 60 <= (part.to - 1) / 60;
			if (both_days || hours)
				taken[lines[j]] = true;
		}
		while (lines[n] < LINES - 1 && taken[lines[n]])
			lines[n]++;
		if (i == at)
			return lines[n];
		of[n++] = i;
	}
	return 0;
}

static int lines_of_hour(const struct calendar *c, int hour)
{
	int most = 1;
	for (int i = 0; i < c->shown.n; i++)
		for (date_t d = c->from; d <= c->to; d++)
			if (in_hour(&c->shown.rows[i], d, hour)) {
				int line = line_of(c, d, i) + 1;
				most = line > most ? line : most;
			}
	return most;
}

/* ---- which hours are shown */

static bool hour_has(const struct calendar *c, int hour)
{
	for (int i = 0; i < c->shown.n; i++)
		for (date_t d = c->from; d <= c->to; d++)
			if (in_hour(&c->shown.rows[i], d, hour))
				return true;
	return false;
}

static int wanted_rows(const struct calendar *c)
{
	int rows = 0;
	for (int i = 0; i < c->nhours; i++)
		rows += lines_of_hour(c, c->hours[i]);
	return rows;
}

/* Which empty hour may go: those at the ends first. -1: none. */
static int empty_hour(const struct calendar *c, const bool *busy)
{
	int last = c->nhours - 1;
	if (last > 0 && !busy[c->hours[last]] && c->hours[last] != c->hour)
		return last;
	for (int i = 0; i < c->nhours; i++)
		if (!busy[c->hours[i]] && c->hours[i] != c->hour)
			return i;
	return -1;
}

static void choose_hours(struct calendar *c, int room)
{
	bool busy[24];
	int first = FIRST_HOUR, last = LAST_HOUR, gone;
	for (int h = 0; h < 24; h++) {
		busy[h] = hour_has(c, h);
		if (busy[h] || h == c->hour) {
			first = h < first ? h : first;
			last = h > last ? h : last;
		}
	}
	c->nhours = 0;
	for (int h = first; h <= last; h++)
		c->hours[c->nhours++] = h;
	while (wanted_rows(c) > room && (gone = empty_hour(c, busy)) >= 0) {
		memmove(&c->hours[gone], &c->hours[gone + 1], (size_t)(c->nhours - gone - 1) * sizeof c->hours[0]);
		c->nhours--;
	}
	/* still too many: a window with the hour one stands in */
	while (wanted_rows(c) > room && c->nhours > 1) {
		bool front = c->hours[0] != c->hour && c->hour != ALL_DAY;
		if (front)
			memmove(&c->hours[0], &c->hours[1], (size_t)(c->nhours - 1) * sizeof c->hours[0]);
		c->nhours--;
	}
}

/* ---- painting an entry */

/* The line that words[*at] begins: as many whole words as fit; a longer one is cut, never continued below. */
static void words_line(const char **at, int width, struct buf *out)
{
	const char *p = *at + strspn(*at, " ");
	while (*p) {
		size_t n = strcspn(p, " ");
		char *word = mem_copy_bytes(p, n);
		const int have = text_width(buf_str(out)), need = text_width(word);
		const bool fits = have == 0 || have + 1 + need <= width;
		if (fits) {
			buf_text(out, have ? " " : "");
			text_fit(word, need < width ? need : width, TEXT_LEFT, term_ascii(), out);
			p += n + strspn(p + n, " ");
		}
		free(word);
		if (!fits)
			break;
	}
	*at = p;
}

/* The nth line of an entry's words; its last line takes what is left, cut. */
static void entry_words(const struct entry *en, int width, int nth, bool last, struct buf *out)
{
	struct buf all = BUF_INIT, line = BUF_INIT;
	entry_mark(en, &all);
	buf_text(&all, en->title);
	const char *at = buf_str(&all);
	for (int i = 0; i <= nth && !(last && i == nth); i++) {
		buf_clear(&line);
		words_line(&at, width, &line);
	}
	buf_text(out, last ? at : buf_str(&line));
	buf_free(&line);
	buf_free(&all);
}

static void draw_block(struct calendar *c, int at, date_t day, int hour, int row, int col)
{
	const struct entry *en = &c->shown.rows[at];
	struct day_part part = {0, 0};
	struct buf b = BUF_INIT, words = BUF_INIT;
	int width = c->cell_width - 1, nth = 0, left = 0;
	entry_part(en, day, &part);
	for (int i = 0; i < c->nhours && hour != ALL_DAY; i++) {
		bool here = in_hour(en, day, c->hours[i]);
		nth += here && c->hours[i] < hour;
		left += here && c->hours[i] > hour;
	}
	entry_words(en, width - 2, nth, left == 0, &words);
	if (hour == ALL_DAY)
		buf_text(&b, buf_str(&words));
	else
		buf_print(&b, "%s %s",
		    nth == 0 && day == en->date ? term_ascii() ? "#" : "■"
		    : term_ascii()              ? "|"
		                                : "│",
		    buf_str(&words));
	enum role role = at == c->at ? ROLE_SELECTED : entry_role(en);
	term_put(row, col, width, role, buf_str(&b));
	if (at == c->at && day == c->day && hour == c->hour)
		c->focus_row = row;
	buf_free(&b);
	buf_free(&words);
}

/* ---- painting the grid */

static void draw_hour(struct calendar *c, int hour, int row, int lines, int end)
{
	for (date_t d = c->from; d <= c->to; d++)
		for (int i = 0; i < c->shown.n; i++) {
			if (!in_hour(&c->shown.rows[i], d, hour))
				continue;
			int line = line_of(c, d, i);
			if (line < lines && row + line < end)
				draw_block(c, i, d, hour, row + line, LEFT + (int)(d - c->from) * c->cell_width);
		}
}

static void draw_heads(struct ui *u, const struct calendar *c, int row)
{
	for (int i = 0; i < 7; i++) {
		int y, m, day;
		char text[32];
		date_t d = c->from + i;
		date_split(d, &y, &m, &day);
		bool chosen = d == c->day;
		bool star = d == app_types(u->app)->today && (!chosen || c->cell_width > 9);
		snprintf(text, sizeof text, chosen ? "[%s %d]%s" : "%s %d%s", date_weekday_short(i, lang_now()), day,
		    star ? "*" : "");
		term_put(
		    row, LEFT + i * c->cell_width - (chosen ? 1 : 0), 0, chosen ? ROLE_SELECTED : ROLE_TITLE, text);
	}
}

/* ---- whole days: one bar over the days that it takes */

struct bars {
	bool taken[LINES][7];
	int lines, left_out;
};

static bool is_whole_on(const struct entry *en, date_t day)
{
	struct day_part part;
	return entry_part(en, day, &part) && part.from == ALL_DAY;
}

static int free_line(const struct bars *b, int first, int last)
{
	for (int line = 0; line < LINES; line++) {
		bool is_free = true;
		for (int i = first; i <= last; i++)
			is_free = is_free && !b->taken[line][i];
		if (is_free)
			return line;
	}
	return LINES;
}

static void draw_bar(struct calendar *c, int at, struct bars *bars, int row, int most)
{
	const struct entry *en = &c->shown.rows[at];
	int first = 0, last = 6;
	while (first < 7 && !is_whole_on(en, c->from + first))
		first++;
	while (last >= first && !is_whole_on(en, c->from + last))
		last--;
	if (first > last)
		return;
	int line = free_line(bars, first, last), width = (last - first + 1) * c->cell_width - 1;
	if (line >= most) {
		bars->left_out++;
		if (at != c->at)
			return;
		line = most - 1; /* what one stands on is seen */
	}
	for (int i = first; i <= last; i++)
		bars->taken[line][i] = true;
	bars->lines = line + 1 > bars->lines ? line + 1 : bars->lines;
	struct buf b = BUF_INIT;
	enum role role = at == c->at ? ROLE_SELECTED : entry_role(en);
	entry_mark(en, &b);
	buf_text(&b, en->title);
	int col = LEFT + first * c->cell_width, used = text_width(buf_str(&b));
	term_fill(row + line, col, width, at == c->at ? ROLE_SELECTED : ROLE_NORMAL, ' ');
	if (at == c->at)
		c->focus_row = row + line;
	else if (last > first && used < width - 2)
		term_rule(row + line, col + used + 1, width - used - 1);
	term_put(row + line, col, used < width ? used : width, role, buf_str(&b));
	buf_free(&b);
}

/* Days off first, then what is short, then what runs for long. */
static int draw_whole_days(struct ui *u, struct calendar *c, int row, int end)
{
	struct bars bars = {.lines = 0};
	char text[16];
	int off = 0, most = (end - row) / 4;
	for (int i = 0; i < 7; i++) {
		struct buf b = BUF_INIT;
		if (day_off_name(u, c->from + i, &b)) {
			off = 1;
			term_put(row, LEFT + i * c->cell_width, c->cell_width - 1, ROLE_MUTED, buf_str(&b));
		}
		buf_free(&b);
	}
	for (int is_long = 0; is_long < 2; is_long++)
		for (int i = 0; i < c->shown.n; i++)
			if ((c->shown.rows[i].until - c->shown.rows[i].date >= 7) == is_long)
				draw_bar(c, i, &bars, row + off, most > LINES ? LINES : most);
	term_put(row, 1, 5, c->hour == ALL_DAY ? ROLE_TITLE : ROLE_MUTED, tr_ctx("hour", NC_("hour", "day")));
	snprintf(text, sizeof text, "+%d", bars.left_out);
	if (bars.left_out && off + bars.lines > 1)
		term_put(row + off + bars.lines - 1, 1, 5, ROLE_MUTED, text);
	return row + (off + bars.lines > 0 ? off + bars.lines : 1);
}

static void draw_hours(struct calendar *c, int row, int end)
{
	choose_hours(c, end - row);
	for (int i = 0; i < c->nhours; i++) {
		char text[8];
		int lines = lines_of_hour(c, c->hours[i]);
		snprintf(text, sizeof text, "%02d:00", c->hours[i]);
		c->hour_rows[i] = row;
		if (row < end)
			term_put(row, 1, 5, c->hours[i] == c->hour ? ROLE_TITLE : ROLE_MUTED, text);
		draw_hour(c, c->hours[i], row, lines, end);
		row += lines;
	}
	c->hour_rows[c->nhours] = row;
}

/* ---- what one stands on, in words */

static void draw_detail(struct ui *u, struct calendar *c, int row)
{
	const struct entry *en = calendar_chosen(c);
	struct buf b = BUF_INIT;
	int cols = term_cols();
	term_rule(row, 0, cols);
	buf_char(&b, ' ');
	date_text(c->day, lang_now(), DATE_FULL, &b);
	if (en) {
		buf_text(&b, ", ");
		entry_hours(en, &b);
	} else if (c->hour != ALL_DAY) {
		buf_print(&b, ", %02d:00", c->hour);
	}
	buf_char(&b, ' ');
	term_put(row, 1, 0, ROLE_TITLE, buf_str(&b));
	buf_clear(&b);
	if (!en) {
		term_put(row + 1, 1, cols - 2, ROLE_MUTED, _("Nothing here. n makes something at this hour."));
		buf_free(&b);
		return;
	}
	buf_print(&b, "%s: ", en->category);
	entry_mark(en, &b);
	buf_text(&b, en->title);
	if (en->place[0])
		buf_print(&b, " · %s", en->place);
	if (en->people[0])
		buf_print(&b, " · %s", en->people);
	term_put(row + 1, 1, cols - 2, entry_role(en), buf_str(&b));
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	if (!c->moving && app_get(u->app, en->kind, en->id, &r, &ignored)) {
		preview_set(&c->preview, u->app, r);
		preview_flow(&c->preview, row + 2, 1, DETAIL - 2, cols - 2);
	}
	record_free(r);
	buf_free(&b);
}

/* An empty hour that one stands at is seen too. */
static void draw_focus(struct calendar *c, int whole)
{
	int col = LEFT + (int)(c->day - c->from) * c->cell_width, row = whole;
	for (int i = 0; i < c->nhours && c->hour != ALL_DAY; i++)
		if (c->hours[i] == c->hour)
			row = c->hour_rows[i];
	if (c->at == NO_ENTRY || c->focus_row < 0) {
		term_fill(row, col, c->cell_width - 1, ROLE_SELECTED, ' ');
		c->focus_row = row;
	}
	term_cursor(c->focus_row, col, false);
}

void calendar_draw_week(struct ui *u, struct calendar *c, int top, int height)
{
	int end = top + height - DETAIL - 1, whole = top + 1;
	char week[64];
	c->cell_width = (term_cols() - LEFT) / 7;
	c->grid_row = whole;
	c->grid_col = LEFT;
	c->grid_height = end - whole;
	c->focus_row = -1;
	draw_heads(u, c, top);
	draw_hours(c, draw_whole_days(u, c, whole, end), end);
	draw_detail(u, c, end);
	snprintf(week, sizeof week, _("week %d"), date_iso_week(c->day, NULL));
	calendar_draw_foot(u, c, top + height - 1, week);
	draw_focus(c, whole);
}
