/* ui/screens/calendar.c - everything dated, as a month, a week and an agenda: where one stands, and what can be done
 * there. Knows entries, not kinds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/calendar.h"

static struct calendar *calendar_of(struct screen *s)
{
	return (struct calendar *)s;
}

static void calendar_refresh(struct ui *u, struct screen *s)
{
	calendar_load(u, calendar_of(s));
}

/* ---- moving about */

static void go(struct ui *u, struct calendar *c, date_t to)
{
	int y, m, d;
	date_split(to, &y, &m, &d);
	if (y < 1583 || y > 9998)
		return;
	c->day = to;
	c->at = NO_ENTRY;
	bool outside = to < c->from || to > c->to;
	bool other_month = c->view == CALENDAR_MONTH && calendar_month_start(to) != calendar_month_start(c->from + 10);
	if (outside || other_month || c->view == CALENDAR_AGENDA)
		calendar_load(u, c);
	else if (c->view == CALENDAR_WEEK)
		calendar_pick_in_hour(c);
	else
		c->at = entries_nth_on(&c->shown, to, 0);
}

/* Between the whole days and the first hour shown there is nothing. */
static void go_hour(struct calendar *c, int by)
{
	int first = c->nhours > 0 ? c->hours[0] : 0, to = c->hour + by;
	if (to < ALL_DAY || to > 23)
		return;
	c->hour = to >= first ? to : by > 0 ? first : ALL_DAY;
	c->at = NO_ENTRY;
	calendar_pick_in_hour(c);
}

static void vertical(struct ui *u, struct calendar *c, int by)
{
	if (c->moving)
		calendar_move_by(u, c, c->view == CALENDAR_WEEK ? 0 : 7 * by, c->view == CALENDAR_WEEK ? 60 * by : 0);
	else if (c->view == CALENDAR_AGENDA)
		calendar_step_agenda(u, c, by);
	else if (c->view == CALENDAR_WEEK)
		go_hour(c, by);
	else
		go(u, c, c->day + 7 * by);
}

static void horizontal(struct ui *u, struct calendar *c, int by)
{
	if (c->moving)
		calendar_move_by(u, c, by, 0);
	else
		go(u, c, c->day + by);
}

static void page(struct ui *u, struct calendar *c, int by)
{
	if (c->moving)
		calendar_move_by(u, c, 7 * by, 0);
	else if (c->view == CALENDAR_AGENDA)
		calendar_step_agenda(u, c, by * (c->grid_height > 1 ? c->grid_height - 1 : 1));
	else
		go(u, c, c->view == CALENDAR_WEEK ? c->day + 7 * by : date_add_months(c->day, by));
}

#define MOVE(name, how, by)                                                                                            \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		how(u, calendar_of(s), by);                                                                            \
	}
MOVE(run_up, vertical, -1)
MOVE(run_down, vertical, 1)
MOVE(run_left, horizontal, -1)
MOVE(run_right, horizontal, 1)
MOVE(run_before, page, -1)
MOVE(run_after, page, 1)
#undef MOVE

static void run_today(struct ui *u, struct screen *s)
{
	struct calendar *c = calendar_of(s);
	line_set(&c->search, "");
	c->hour = clock_minute(app_clock(u->app)) / 60;
	c->day = app_types(u->app)->today;
	c->at = NO_ENTRY;
	calendar_load(u, c);
	c->first = c->row;
}

/* The place is kept: the day, the hour, the entry. */
static void run_view(struct ui *u, struct screen *s)
{
	struct calendar *c = calendar_of(s);
	const struct entry *en = calendar_chosen(c);
	if (en && c->view != CALENDAR_WEEK)
		c->hour = en->starts < 0 ? ALL_DAY : en->starts / 60;
	line_set(&c->search, "");
	c->searching = false;
	c->view = (c->view + 1) % CALENDAR_VIEWS;
	calendar_load(u, c);
	c->first = c->row;
}

static void month_entry(struct calendar *c, int by)
{
	int n = entries_count_on(&c->shown, c->day, true), nth = 0;
	while (nth < n && entries_nth_on(&c->shown, c->day, nth) != c->at)
		nth++;
	c->at = n ? entries_nth_on(&c->shown, c->day, (nth + by + n) % n) : NO_ENTRY;
}

/* In the week from entry to entry, whatever lies between. */
static void week_entry(struct calendar *c, int by)
{
	if (c->shown.n == 0)
		return;
	int at = c->at;
	if (at == NO_ENTRY)
		for (at = 0; at < c->shown.n - 1 && c->shown.rows[at].date < c->day; at++)
			;
	else
		at = (at + by + c->shown.n) % c->shown.n;
	const struct entry *en = &c->shown.rows[at];
	c->at = at;
	c->day = en->date < c->from ? c->from : en->date;
	c->hour = en->starts < 0 ? ALL_DAY : en->starts / 60;
}

static void step_entry(struct ui *u, struct calendar *c, int by)
{
	if (c->view == CALENDAR_MONTH)
		month_entry(c, by);
	else if (c->view == CALENDAR_WEEK)
		week_entry(c, by);
	else
		calendar_step_agenda(u, c, by);
}

static void run_next(struct ui *u, struct screen *s)
{
	step_entry(u, calendar_of(s), 1);
}

static void run_previous(struct ui *u, struct screen *s)
{
	step_entry(u, calendar_of(s), -1);
}

static void run_first(struct ui *u, struct screen *s)
{
	struct calendar *c = calendar_of(s);
	if (c->view == CALENDAR_AGENDA)
		calendar_step_agenda(u, c, -c->nrows);
	else
		go(u, c, c->view == CALENDAR_WEEK ? c->from : calendar_month_start(c->day));
}

static void run_last(struct ui *u, struct screen *s)
{
	struct calendar *c = calendar_of(s);
	if (c->view == CALENDAR_AGENDA)
		calendar_step_agenda(u, c, c->nrows);
	else
		go(u, c, c->view == CALENDAR_WEEK ? c->to : date_add_months(calendar_month_start(c->day), 1) - 1);
}

/* ---- moving an entry */

static bool is_moving(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return calendar_of(s)->moving;
}

static bool not_moving(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("First end the moving: Enter or Esc.");
	return !calendar_of(s)->moving;
}

static bool can_view(struct ui *u, struct screen *s, const char **why)
{
	if (!not_moving(u, s, why))
		return false;
	*why = _("Plain text shows the calendar as an agenda.");
	return !term_is_plain();
}

static bool can_start_move(struct ui *u, struct screen *s, const char **why)
{
	return not_moving(u, s, why) && calendar_can_move(u, s, why);
}

static void run_move(struct ui *u, struct screen *s)
{
	calendar_move_start(u, calendar_of(s));
}

static void run_move_keep(struct ui *u, struct screen *s)
{
	calendar_move_end(u, calendar_of(s), true);
}

static void run_move_back(struct ui *u, struct screen *s)
{
	calendar_move_end(u, calendar_of(s), false);
}

static void run_earlier(struct ui *u, struct screen *s)
{
	calendar_move_by(u, calendar_of(s), 0, -15);
}

static void run_later(struct ui *u, struct screen *s)
{
	calendar_move_by(u, calendar_of(s), 0, 15);
}

/* ---- what is shown */

static bool in_agenda(struct ui *u, struct screen *s, const char **why)
{
	*why = _("Searching is in the agenda: v.");
	return calendar_of(s)->view == CALENDAR_AGENDA && not_moving(u, s, why);
}

static void run_search(struct ui *u, struct screen *s)
{
	(void)u;
	calendar_of(s)->searching = true;
}

static bool is_searching(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return calendar_of(s)->searching;
}

static void run_search_done(struct ui *u, struct screen *s)
{
	(void)u;
	calendar_of(s)->searching = false;
}

static bool has_search(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return calendar_of(s)->searching || calendar_of(s)->search.text.len > 0;
}

static void run_search_clear(struct ui *u, struct screen *s)
{
	struct calendar *c = calendar_of(s);
	bool typed = c->search.text.len > 0;
	c->searching = false;
	line_set(&c->search, "");
	if (typed) {
		calendar_load(u, c);
		c->first = c->row;
	}
}

/* ---- what can be done with a record */

static bool can_record_action(struct ui *u, struct screen *s, const char **why)
{
	const struct record_action *r = record_action_running(u);
	const struct entry *en = calendar_chosen(calendar_of(s));
	*why = _("Nothing here that this could be done with.");
	return en && r && record_action_fits(r, en->kind) && !calendar_of(s)->moving;
}

static void run_record_action(struct ui *u, struct screen *s)
{
	const struct entry *en = calendar_chosen(calendar_of(s));
	record_action_running(u)->run(u, en->kind, en->id);
}

/* ---- keys that are no actions */

static bool press_grid(struct ui *u, struct calendar *c, const struct key *k)
{
	int col = (k->mouse_col - c->grid_col) / (c->cell_width > 0 ? c->cell_width : 1);
	int row = k->mouse_row - c->grid_row;
	if (k->mouse_col < c->grid_col || col > 6 || row < 0)
		return false;
	if (c->view == CALENDAR_MONTH) {
		if (row / c->cell_height > 5)
			return false;
		go(u, c, c->from + row / c->cell_height * 7 + col);
		return true;
	}
	int hour = ALL_DAY;
	for (int i = 0; i < c->nhours; i++)
		if (k->mouse_row >= c->hour_rows[i] && k->mouse_row < c->hour_rows[i + 1])
			hour = c->hours[i];
	if (row >= c->grid_height)
		return false;
	c->hour = hour;
	go(u, c, c->from + col);
	return true;
}

static bool press(struct ui *u, struct calendar *c, const struct key *k)
{
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		vertical(u, c, k->mouse_button == 4 ? -1 : 1);
		return true;
	}
	if (k->mouse_button != 1 || c->moving)
		return false;
	if (c->view != CALENDAR_AGENDA)
		return press_grid(u, c, k);
	int to = c->first + k->mouse_row - c->grid_row;
	if (k->mouse_row < c->grid_row || to >= c->nrows || k->mouse_row >= c->grid_row + c->grid_height)
		return false;
	calendar_step_agenda(u, c, to - c->row);
	return true;
}

static bool calendar_key(struct ui *u, struct screen *s, const struct key *k)
{
	struct calendar *c = calendar_of(s);
	const char *why;
	if (k->code == K_MOUSE) {
		bool taken = press(u, c, k);
		if (taken && k->mouse_double && calendar_can_open(u, s, &why))
			calendar_run_open(u, s);
		return taken;
	}
	if (!c->searching || !line_key(&c->search, k))
		return false;
	calendar_load(u, c);
	c->first = c->row;
	return true;
}

static bool calendar_typing(struct ui *u, struct screen *s)
{
	(void)u;
	return calendar_of(s)->searching;
}

/* ---- the table */

static bool in_month(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return calendar_of(s)->view == CALENDAR_MONTH && !calendar_of(s)->moving;
}

static bool in_week(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return calendar_of(s)->view == CALENDAR_WEEK;
}

static const struct action actions[] = {
    {"calendar.move-keep", "Enter ^S F2", N_("Keep"), N_("the entry stays where it is now"), 1, false, run_move_keep,
        is_moving},
    {"calendar.move-back", "Esc q Backspace", N_("Back"), N_("the entry returns where it was"), 1, false, run_move_back,
        is_moving},
    {"calendar.search-done", "Enter Down", N_("Results"), N_("to the entries found"), 1, true, run_search_done,
        is_searching},
    {"calendar.search-clear", "Esc", N_("Clear"), N_("end the search"), 2, true, run_search_clear, has_search},
    {"calendar.left", "Left h", N_("Day"), N_("the day before"), 3, false, run_left, NULL},
    {"calendar.right", "Right l", N_("Day"), N_("the day after"), 3, false, run_right, NULL},
    {"calendar.week-up", "Up k", N_("Day"), N_("the week before"), 3, false, run_up, in_month},
    {"calendar.week-down", "Down j", N_("Day"), N_("the week after"), 3, false, run_down, in_month},
    {"calendar.hour-up", "Up k", N_("Hour"), N_("the hour before"), 3, false, run_up, in_week},
    {"calendar.hour-down", "Down j", N_("Hour"), N_("the hour after"), 3, false, run_down, in_week},
    {"calendar.up", "Up k", NULL, N_("line above, or a week back"), 0, false, run_up, NULL},
    {"calendar.down", "Down j", NULL, N_("line below, or a week on"), 0, false, run_down, NULL},
    {"calendar.earlier", "-", N_("15 min."), N_("a quarter of an hour earlier"), 4, false, run_earlier, is_moving},
    {"calendar.later", "+", N_("15 min."), N_("a quarter of an hour later"), 4, false, run_later, is_moving},
    {"calendar.month-before", "PgUp ^U", N_("Month"), N_("the month before"), 6, false, run_before, in_month},
    {"calendar.month-after", "PgDn ^D", N_("Month"), N_("the month after"), 6, false, run_after, in_month},
    {"calendar.before", "PgUp ^U", NULL, N_("the week before, or a page up"), 0, false, run_before, NULL},
    {"calendar.after", "PgDn ^D", NULL, N_("the week after, or a page down"), 0, false, run_after, NULL},
    {"calendar.today", "T", N_("Today"), N_("go to today"), 4, false, run_today, not_moving},
    {"calendar.view", "v", N_("View"), N_("month, week or agenda"), 2, false, run_view, can_view},
    {"calendar.next", "Tab", NULL, N_("the next entry"), 0, false, run_next, not_moving},
    {"calendar.previous", "S-Tab", NULL, N_("the entry before"), 0, false, run_previous, not_moving},
    {"calendar.first", "Home g", NULL, N_("to the beginning"), 0, false, run_first, not_moving},
    {"calendar.last", "End G", NULL, N_("to the end"), 0, false, run_last, not_moving},
    {"calendar.new", "n F7 Insert", N_("New"), N_("something new on this day, at this hour"), 2, false,
        calendar_run_new, calendar_can_new},
    {"calendar.open", "Enter F3", N_("Open"), N_("open the entry; of a day with several, choose one"), 2, false,
        calendar_run_open, calendar_can_open},
    {"calendar.edit", "e F4", NULL, N_("edit the entry"), 0, false, calendar_run_edit, calendar_can_open},
    {"calendar.copy", "y ^C", NULL, N_("copy the entry: what, when, where"), 0, false, calendar_run_copy,
        calendar_can_open},
    {"calendar.move", "M", N_("Move"), N_("move the entry with the arrows"), 5, false, run_move, can_start_move},
    {"calendar.search", "/ ^F .", N_("Search"), N_("search in the agenda"), 5, false, run_search, in_agenda},
    {"calendar.filter", "f", N_("Show"), N_("which kinds are shown"), 7, false, calendar_run_filter, not_moving},
    {"calendar.export", "x", N_(".ics"), N_("write what is shown to a calendar file (.ics)"), 5, false,
        calendar_run_export, not_moving},
    {"calendar.import", "I", NULL, N_("read somebody's calendar (.ics) into this one"), 0, false, calendar_run_import,
        calendar_can_new},
    {"calendar.give", "Y", N_("For others"),
        N_("calendars for others: public, members, a group, a person, each member"), 8, false, calendar_run_give,
        not_moving},
    {0},
};

/* ---- drawing */

static void calendar_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct calendar *c = calendar_of(s);
	if (c->view == CALENDAR_MONTH)
		calendar_draw_month(u, c, top, height);
	else if (c->view == CALENDAR_WEEK)
		calendar_draw_week(u, c, top, height);
	else
		calendar_draw_agenda(u, c, top, height);
}

static void month_title(const struct calendar *c, struct buf *out)
{
	int y, m, d;
	date_split(c->day, &y, &m, &d);
	buf_print(out, _("Calendar · %s %d"), date_month_name(m, lang_now(), false), y);
}

/* "Calendar · week 48, 23–29 nov" */
static void week_title(const struct calendar *c, struct buf *out)
{
	int y, m, d, y2, m2, d2;
	struct buf first = BUF_INIT, last = BUF_INIT;
	date_split(c->from, &y, &m, &d);
	date_split(c->to, &y2, &m2, &d2);
	if (m == m2)
		buf_print(&first, "%d", d);
	else
		date_text(c->from, lang_now(), DATE_DAY, &first);
	date_text(c->to, lang_now(), DATE_DAY, &last);
	buf_print(out, _("Calendar · week %d, %s–%s"), date_iso_week(c->from, NULL), buf_str(&first), buf_str(&last));
	buf_free(&first);
	buf_free(&last);
}

static void calendar_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	const struct calendar *c = calendar_of(s);
	const char *names[] = {_("Month"), _("Week"), _("Agenda")};
	(void)u;
	if (c->view == CALENDAR_AGENDA)
		buf_text(left, _("Calendar · agenda"));
	else if (c->view == CALENDAR_WEEK)
		week_title(c, left);
	else
		month_title(c, left);
	for (int i = 0; i < CALENDAR_VIEWS && !term_is_plain(); i++)
		buf_print(right, i == (int)c->view ? "%s[%s]" : "%s%s", i ? " " : "", names[i]);
}

static void calendar_close(struct ui *u, struct screen *s)
{
	struct calendar *c = calendar_of(s);
	(void)u;
	calendar_forget(c);
	preview_clear(&c->preview);
	line_free(&c->search);
	free(c->actions);
	free(c);
}

/* The calendar's own keys stay its own: a record's action that has one of them is done on the record's page. */
static bool has_key(const struct action *table, const struct action *a)
{
	struct key k, other;
	if (!keymap_spec(a->keys, 0, &k))
		return false;
	for (; table->name; table++)
		for (int i = 0; keymap_spec(table->keys, i, &other); i++)
			if (k.code == other.code && k.ch == other.ch)
				return true;
	return false;
}

static struct action *joined_actions(void)
{
	static const struct action none[] = {{0}};
	struct action *of_records = record_actions_join(none, NULL, run_record_action, can_record_action), *all;
	size_t base = sizeof actions / sizeof *actions - 1, n = 0, at = base;
	while (of_records[n].name)
		n++;
	all = mem_array(base + n + 1, sizeof *all);
	memcpy(all, actions, base * sizeof *all);
	for (size_t i = 0; i < n; i++)
		if (!has_key(actions, &of_records[i]))
			all[at++] = of_records[i];
	free(of_records);
	return all;
}

const struct screen_class screen_calendar = {
    .name = "calendar",
    .actions = actions, /* each one has its own table: these, and those of its records */
    .draw = calendar_draw,
    .key = calendar_key,
    .typing = calendar_typing,
    .title = calendar_title,
    .refresh = calendar_refresh,
    .close = calendar_close,
};

struct screen *calendar_new(struct ui *u, enum section section)
{
	struct calendar *c = mem_alloc(sizeof *c);
	c->actions = joined_actions();
	c->class = screen_calendar;
	c->class.actions = c->actions;
	c->base.c = &c->class;
	c->base.section = section;
	c->day = app_types(u->app)->today;
	c->hour = clock_minute(app_clock(u->app)) / 60;
	c->at = NO_ENTRY;
	c->filter = FILTER_ALL;
	line_init(&c->search, false, "");
	return &c->base;
}

void calendar_open_kind(struct ui *u, const struct kind *k)
{
	ui_section(u, SECTION_CALENDAR);
	struct screen *s = ui_top(u);
	if (s->section != SECTION_CALENDAR)
		return; /* a form wanted to stay */
	calendar_of(s)->filter = kind_number(k);
	calendar_refresh(u, s);
}
