/* ui/screens/rollcall_draw.c - the roll-call as it stands before the room: names, marks, and the counter that is read
 * from a distance. No phone and no address is ever shown here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/rollcall.h"

enum { PANEL_NARROW = 14, PANEL = 16, PANEL_WIDE = 32, WIDE = 100, NARROW = 72 };
enum { NAME_LEAST = 12, SECTOR = 11, SAID = 10, STATE = 12, GAP = 1, LEFT = 5 };

static int panel_width(void)
{
	if (term_is_plain())
		return 0;
	return term_cols() >= WIDE ? PANEL_WIDE : term_cols() >= NARROW ? PANEL : PANEL_NARROW;
}

/* ---- one person */

static void said_text(const struct app_roll_row *r, struct buf *out)
{
	if (r->trainer)
		buf_text(out, tr_ctx("roll", NC_("roll", "trainer")));
	else if (r->walk_in)
		buf_text(out, tr_ctx("roll", NC_("roll", "walk-in")));
	else if (r->waiting)
		buf_print(out, tr_ctx("roll", NC_("roll", "waiting %d")), r->waiting);
	else if (r->said == ROLL_SAID_YES)
		buf_text(out, tr_ctx("roll", NC_("roll", "said yes")));
	else if (r->said == ROLL_SAID_NO)
		buf_text(out, tr_ctx("roll", NC_("roll", "said no")));
	else
		buf_text(out, term_ascii() ? "-" : "—");
}

static void state_text(const struct roll *s, const struct app_roll_row *r, struct buf *out)
{
	const struct roll_mark *m = roll_mark_of(r);
	char time[6] = "";
	buf_text(out, m ? m->sign : "[ ]");
	if (r->arrived >= 0) {
		time_text(r->arrived, time);
		buf_print(out, " %s", time);
	} else if (m && m != roll_marks) {
		buf_print(out, " %s", _(m->label));
	}
	const int whole = roll_halves_of(&s->roll);
	if (s->roll.counted && r->minutes >= 0 && whole)
		buf_print(out, " %d/2", (r->minutes * 2 + whole / 2) / whole);
	else if (s->roll.counted && r->minutes >= 0)
		buf_print(out, " %d:%02d", r->minutes / 60, r->minutes % 60);
}

static int put_cell(int row, int col, int width, enum role role, const char *text)
{
	if (width > 0)
		term_put(row, col, width, role, text);
	return width > 0 ? col + width + GAP : col;
}

/* What stands in one line of the list. */
struct cells {
	const char *sign, *name, *where, *said, *state;
};

static void put_cells(const struct roll *s, int row, int width, bool selected, const struct cells *c)
{
	const enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	const int state = STATE + (s->roll.counted ? 5 : 0);
	int where = SECTOR, name = width - LEFT - SECTOR - SAID - state - 3 * GAP, col = LEFT;
	if (name < NAME_LEAST + 2) {
		name += SECTOR + GAP;
		where = 0;
	}
	if (name > 40) {
		where += name - 40 < 12 ? name - 40 : 12;
		name = 40;
	}
	term_put(row, 0, width, role, selected ? ">" : "");
	term_put(row, LEFT - 2, 1, role, c->sign);
	col = put_cell(row, col, name, role, c->name);
	col = put_cell(row, col, where, role, c->where);
	col = put_cell(row, col, SAID, role, c->said);
	put_cell(row, col, width - col, role, c->state);
}

static void draw_row(const struct roll *s, int row, int width, size_t at)
{
	const struct app_roll_row *r = &s->roll.rows[s->shown[at]];
	const bool by_group = s->roll.order == ROLL_BY_GROUP && *r->group;
	struct buf said = BUF_INIT, state = BUF_INIT;
	said_text(r, &said);
	state_text(s, r, &state);
	put_cells(s, row, width, at == s->selected,
	    &(struct cells){
	        r->walk_in ? "+" : "", r->name, by_group ? r->group : r->sector, buf_str(&said), buf_str(&state)});
	buf_free(&said);
	buf_free(&state);
}

static void draw_other(const struct roll *s, int row, int width, size_t at)
{
	const struct app_roll_known *k = &s->others[at - s->nshown];
	put_cells(s, row, width, at == s->selected,
	    &(struct cells){"", k->name, k->sector, tr_ctx("roll", NC_("roll", "not listed")), ""});
}

/* ---- the counters */

struct counts {
	int marks[ROLL_MARKS], came, walk_in, untouched, waiting, all;
};

static struct counts count(const struct roll *s)
{
	struct counts c = {.all = (int)s->roll.n};
	for (size_t i = 0; i < s->roll.n; i++) {
		const struct roll_mark *m = roll_mark_of(&s->roll.rows[i]);
		c.walk_in += s->roll.rows[i].walk_in;
		c.waiting += s->roll.rows[i].waiting > 0;
		c.untouched += !m;
		if (m)
			c.marks[m - roll_marks]++;
	}
	c.came = c.marks[0] + c.marks[1];
	return c;
}

/* Three cells wide, five rows high; one bit a cell, the highest first. */
static const unsigned short big_digits[] = {
    075557, 026227, 071747, 071717, 055711, 074717, 074757, 071111, 075757, 075717};

static void draw_glyph(int row, int col, unsigned short bits)
{
	for (int i = 0; i < 15; i++)
		if (bits >> (14 - i) & 1)
			term_put(row + i / 3, col + i % 3 * 2, 2, ROLE_GOOD, term_ascii() ? "##" : "██");
}

/* For the last row of the room. */
static bool draw_big(int row, int col, int width, const char *text)
{
	const int n = (int)strlen(text);
	if (n * 7 - 1 > width)
		return false;
	for (int i = 0; i < n; i++, col += 7)
		draw_glyph(row, col, big_digits[text[i] - '0']);
	return true;
}

static int put_counter(int row, int col, int width, const char *label, int n)
{
	char number[12];
	snprintf(number, sizeof number, "%d", n);
	term_put(row, col, width - 3, ROLE_NORMAL, label);
	term_put_right(row, col + width - 3, 3, ROLE_NORMAL, number);
	return row + 1;
}

static int draw_came(const struct counts *c, int row, int col, int width, bool room)
{
	char text[32];
	term_put(row, col, width, ROLE_TITLE, _("PRESENT"));
	snprintf(text, sizeof text, "%d", c->came);
	if (room && draw_big(row + 2, col, width, text)) {
		snprintf(text, sizeof text, _("of %d"), c->all);
		term_put(row + 8, col, width, ROLE_TITLE, text);
		return row + 10;
	}
	snprintf(text, sizeof text, "%d / %d", c->came, c->all);
	term_put(row + 1, col + 1, width - 1, ROLE_GOOD, text);
	return row + 3;
}

static void draw_counters(const struct roll *s, int top, int height, int col, int width)
{
	const struct counts c = count(s);
	int row = draw_came(&c, top + 2, col, width, height >= 26);
	term_bar(row, col, width < 20 ? 10 : 20, c.came < c.all ? c.came : c.all, c.all ? c.all : 1);
	row += 2;
	row = put_counter(row, col, width, tr_ctx("count", roll_marks[2].counter), c.marks[2]);
	row = put_counter(row, col, width, tr_ctx("count", roll_marks[1].counter), c.marks[1]);
	row = put_counter(row, col, width, tr_ctx("count", roll_marks[3].counter), c.marks[3]);
	row = put_counter(row, col, width, tr_ctx("count", NC_("count", "not marked")), c.untouched);
	row = put_counter(row, col, width, tr_ctx("count", NC_("count", "walk-ins")), c.walk_in);
	if (s->roll.capacity > 0) {
		row = put_counter(row, col, width, tr_ctx("count", NC_("count", "places")), s->roll.capacity);
		row = put_counter(row, col, width, tr_ctx("count", NC_("count", "waiting")), c.waiting);
	}
}

/* For speech and braille: one line, the words before the numbers. */
static void draw_counters_plain(const struct roll *s, int row)
{
	const struct counts c = count(s);
	struct buf b = BUF_INIT;
	buf_print(&b, _("Present: %d of %d. Absent: %d. Late: %d. Excused: %d. Not marked: %d. Walk-ins: %d."), c.came,
	    c.all, c.marks[2], c.marks[1], c.marks[3], c.untouched, c.walk_in);
	term_put(row, 1, term_cols() - 2, ROLE_NORMAL, buf_str(&b));
	buf_free(&b);
}

/* ---- the list */

static void keep_in_view(struct roll *s, int height)
{
	const size_t rows = height > 0 ? (size_t)height : 1;
	if (s->selected < s->first)
		s->first = s->selected;
	if (s->selected >= s->first + rows)
		s->first = s->selected - rows + 1;
	if (s->first && s->first + rows > roll_listed(s))
		s->first = roll_listed(s) > rows ? roll_listed(s) - rows : 0;
}

static void draw_nobody(const struct roll *s, int row, int width)
{
	const char *words = s->roll.n == 0
	                        ? _("Nobody is expected yet. + adds whoever came; invited groups fill the list.")
	                        : _("Nobody fits. Enter or + adds them as a walk-in.");
	term_put(row, LEFT, width - LEFT, ROLE_MUTED, words);
}

/* While a name is typed: what Enter and + will do. */
static void draw_what_next(const struct roll *s, int row, int end, int width)
{
	struct buf b = BUF_INIT;
	if (!*line_text(&s->typed) || row + 1 >= end)
		return;
	if (roll_listed(s)) {
		const char *name = roll_other(s) ? roll_other(s)->name : roll_selected(s)->name;
		buf_print(&b, _("Enter = %s present, clears the search"), name);
		if (text_width(buf_str(&b)) > width - LEFT) {
			buf_clear(&b);
			buf_print(&b, "Enter = %s", name);
		}
		term_put(row + 1, LEFT, width - LEFT, ROLE_MUTED, buf_str(&b));
		row++;
	}
	buf_clear(&b);
	buf_print(&b, _("+ = adds the new person \"%s\""), line_text(&s->typed));
	if (row + 1 < end)
		term_put(row + 1, LEFT, width - LEFT, ROLE_MUTED, buf_str(&b));
	if (row + 2 < end)
		term_put(row + 2, LEFT, width - LEFT, ROLE_MUTED, _("Esc = clears the search"));
	buf_free(&b);
}

static void draw_list(struct roll *s, int top, int height, int width)
{
	const size_t n = roll_listed(s);
	const bool more = n > (size_t)height;
	const int rows = more ? height - 1 : height;
	keep_in_view(s, rows);
	s->list_top = top;
	s->list_height = rows;
	int at = 0;
	for (; at < rows && s->first + (size_t)at < n; at++) {
		const size_t i = s->first + (size_t)at;
		(i < s->nshown ? draw_row : draw_other)(s, top + at, width, i);
	}
	const size_t below = n - s->first - (size_t)at;
	if (below > 0) {
		struct buf b = BUF_INIT;
		buf_print(&b, tr_n("… %zu more (PgDn)", "… %zu more (PgDn)", below), below);
		term_put(top + rows, LEFT, width - LEFT, ROLE_MUTED, buf_str(&b));
		buf_free(&b);
	}
	if (n == 0)
		draw_nobody(s, top, width);
	draw_what_next(s, top + (at ? at : 1), top + height, width);
}

/* ---- around it */

static void draw_title(struct ui *u, const struct roll *s, int row)
{
	struct buf b = BUF_INIT, note = BUF_INIT, day = BUF_INIT;
	char time[6];
	buf_print(&b, _("ATTENDANCE · %s"), s->title);
	date_text(s->roll.day, app_types(u->app)->lang, DATE_DAY, &day);
	buf_print(&b, " · %s", buf_str(&day));
	if (s->roll.starts >= 0) {
		time_text(s->roll.starts, time);
		buf_print(&b, ", %s", time);
	}
	if (app_is_sample(u->app))
		buf_text(&note, _("SAMPLE DATA"));
	if (app_readonly_reason(u->app)) {
		buf_text(&note, note.len ? " · " : "");
		buf_text(&note, _("look only"));
	}
	const int cols = term_cols(), right = note.len ? text_width(buf_str(&note)) + 3 : 0;
	int w = text_width(buf_str(&b));
	w = w < cols - 5 - right ? w : cols - 5 - right;
	term_rule(row, 0, cols);
	term_put(row, 1, 1, ROLE_NORMAL, "");
	term_put(row, 2, w, ROLE_TITLE, buf_str(&b));
	term_put(row, 2 + w, 1, ROLE_NORMAL, "");
	if (right) {
		term_put(row, cols - right, right - 1, ROLE_NORMAL, "");
		term_put(row, cols - right + 1, right - 3, ROLE_NORMAL, buf_str(&note));
	}
	buf_free(&b);
	buf_free(&note);
	buf_free(&day);
}

static void draw_last(const struct roll *s, int row, int width)
{
	struct buf b = BUF_INIT, undo = BUF_INIT;
	if (!s->last[0])
		return;
	buf_print(&b, _("Last: %s"), s->last);
	if (s->nchanges)
		buf_text(&undo, _("^Z takes it back"));
	const int right = text_width(buf_str(&undo)), left = text_width(buf_str(&b));
	if (left + right + 3 < width)
		term_put_right(row, width - right - 1, right, ROLE_MUTED, buf_str(&undo));
	term_put(row, 1, left < width - 2 ? left : width - 2, ROLE_NORMAL, buf_str(&b));
	buf_free(&b);
	buf_free(&undo);
}

static void draw_search(struct roll *s, int row, int width, int *crow, int *ccol)
{
	const char *label = width >= 56 ? _("Search / type a name:") : _("Search:");
	const int at = 2 + text_width(label), end = width - 2 < at + 34 ? width - 2 : at + 34;
	term_put(row, 1, at - 1, ROLE_NORMAL, label);
	term_put(row, at, 1, ROLE_KEY, "[");
	term_put(row, end, 1, ROLE_KEY, "]");
	line_draw(&s->typed, row, at + 2, 1, end - at - 3, true, crow, ccol);
}

/* The clock on the screen: the only thing here that wakes the program, once a minute. */
static void draw_clock(struct ui *u, struct roll *s, int row, int col, int width)
{
	char now[6];
	const int64_t ms = clock_ms(app_clock(u->app));
	time_text(clock_minute(app_clock(u->app)), now);
	term_put_right(row, col, width, ROLE_TITLE, now);
	s->tick = (ms / 60000 + 1) * 60000;
	if (u->wake_at == 0 || u->wake_at > s->tick)
		u->wake_at = s->tick;
}

void roll_draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct roll *s = (struct roll *)screen;
	const int panel = panel_width(), width = term_cols() - panel - (panel ? 1 : 0);
	int crow = top, ccol = 0, plain = panel ? 0 : 1;
	draw_title(u, s, top);
	draw_list(s, top + 3 + plain, height - 5 - plain, panel ? width - 1 : width);
	draw_last(s, top + height - 1, width);
	if (panel) {
		term_vrule(top + 1, width, height - 1);
		const int gap = panel > PANEL_NARROW ? 3 : 2;
		draw_clock(u, s, top + 1, width + gap, panel - gap - 1);
		draw_counters(s, top + 1, height - 1, width + gap, panel - gap);
	} else {
		draw_counters_plain(s, top + 2);
	}
	draw_search(s, top + 1, width, &crow, &ccol);
	if (s->on_list && roll_listed(s)) {
		crow = s->list_top + (int)(s->selected - s->first);
		ccol = 0;
	}
	term_cursor(crow, ccol, true);
}
