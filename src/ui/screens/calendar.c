/* ui/screens/calendar.c - everything dated, as a month and as an agenda. Knows entries, not kinds. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/dates.h"
#include "app/exchange.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/screen.h"

enum { SIDE = 26 };

struct entry {
	const struct kind *kind;
	int64_t id;
	date_t date;
	int starts, ends;
	char *title, *place, *category;
	bool deadline, cancelled, overdue, done;
};

struct calendar {
	struct screen base;
	bool agenda; /* else the month */
	date_t day;
	size_t at; /* chosen entry of the day (month) or of the list (agenda) */
	struct entry *entries;
	size_t n, cap, first;
	date_t from, to; /* what is loaded */
};

/* ---- entries */

static void forget(struct calendar *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->entries[i].title);
		free(c->entries[i].place);
		free(c->entries[i].category);
	}
	c->n = 0;
}

static bool keep(void *ctx, const struct app_entry *en)
{
	struct calendar *c = ctx;
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 128;
		c->entries = mem_resize(c->entries, c->cap, sizeof *c->entries);
	}
	c->entries[c->n++] = (struct entry){en->kind, en->id, en->date, en->starts, en->ends, mem_copy_text(en->title),
	    mem_copy_text(en->place), mem_copy_text(en->category), en->deadline, en->cancelled, en->overdue, en->done};
	return true;
}

static date_t month_start(date_t day)
{
	int y, m, d;
	date_t first;
	date_split(day, &y, &m, &d);
	date_make(y, m, 1, &first);
	return first;
}

static void load(struct ui *u, struct calendar *c)
{
	struct err e = ERR_INIT;
	date_t first = month_start(c->day);
	forget(c);
	c->from = c->agenda ? c->day : first - date_weekday(first);
	c->to = c->agenda ? c->day + 120 : c->from + 41;
	if (!app_agenda(u->app, c->from, c->to, keep, c, &e))
		ui_error(u, &e);
}

static void calendar_refresh(struct ui *u, struct screen *s)
{
	load(u, (struct calendar *)s);
}

static size_t count_on(const struct calendar *c, date_t d)
{
	size_t n = 0;
	for (size_t i = 0; i < c->n; i++)
		n += c->entries[i].date == d;
	return n;
}

static const struct entry *nth_on(const struct calendar *c, date_t d, size_t nth)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->entries[i].date == d && nth-- == 0)
			return &c->entries[i];
	return NULL;
}

static const struct entry *chosen(const struct calendar *c)
{
	if (c->agenda)
		return c->at < c->n ? &c->entries[c->at] : NULL;
	return nth_on(c, c->day, c->at);
}

/* ---- moving */

static void go(struct ui *u, struct calendar *c, date_t to)
{
	int y, m, d;
	date_split(to, &y, &m, &d);
	if (y < 1583 || y > 9998)
		return;
	c->day = to;
	c->at = 0;
	if (c->agenda || to < c->from || to > c->to || month_start(to) != month_start(c->from + 10))
		load(u, c);
}

static void step_list(struct calendar *c, long by)
{
	long to = (long)c->at + by;
	if (to >= (long)c->n)
		to = (long)c->n - 1;
	c->at = to < 0 ? 0 : (size_t)to;
}

static void vertical(struct ui *u, struct screen *s, int by)
{
	struct calendar *c = (struct calendar *)s;
	if (c->agenda)
		step_list(c, by);
	else
		go(u, c, c->day + 7 * by);
}

static void horizontal(struct ui *u, struct screen *s, int by)
{
	struct calendar *c = (struct calendar *)s;
	go(u, c, c->day + by);
}

static void page(struct ui *u, struct screen *s, int by)
{
	struct calendar *c = (struct calendar *)s;
	go(u, c, date_add_months(c->day, by));
}

static void act_up(struct ui *u, struct screen *s)
{
	vertical(u, s, -1);
}

static void act_down(struct ui *u, struct screen *s)
{
	vertical(u, s, 1);
}

static void act_left(struct ui *u, struct screen *s)
{
	horizontal(u, s, -1);
}

static void act_right(struct ui *u, struct screen *s)
{
	horizontal(u, s, 1);
}

static void act_before(struct ui *u, struct screen *s)
{
	page(u, s, -1);
}

static void act_after(struct ui *u, struct screen *s)
{
	page(u, s, 1);
}

static void act_today(struct ui *u, struct screen *s)
{
	struct calendar *c = (struct calendar *)s;
	c->day = app_types(u->app)->today;
	c->at = 0;
	load(u, c);
}

static void act_view(struct ui *u, struct screen *s)
{
	struct calendar *c = (struct calendar *)s;
	c->agenda = !c->agenda;
	c->at = c->first = 0;
	load(u, c);
}

/* Tab walks through the entries of the day. */
static void act_next(struct ui *u, struct screen *s)
{
	struct calendar *c = (struct calendar *)s;
	size_t n = c->agenda ? c->n : count_on(c, c->day);
	(void)u;
	c->at = n ? (c->at + 1) % n : 0;
}

static bool can_open(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing on this day. n makes an event here.");
	return chosen((struct calendar *)s) != NULL;
}

static void act_open(struct ui *u, struct screen *s)
{
	const struct entry *en = chosen((struct calendar *)s);
	record_open(u, en->kind, en->id);
}

static void act_edit(struct ui *u, struct screen *s)
{
	const struct entry *en = chosen((struct calendar *)s);
	form_open(u, en->kind, en->id, NULL, NULL, NULL);
}

/* ---- making: any kind that has a date of its own */

static void new_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct calendar *c = ctx;
	size_t n;
	char iso[11];
	if (index < 0)
		return;
	const struct kind *k = &kinds_all(&n)[value];
	struct record *r = record_new_initial(k, app_types(u->app));
	date_iso(c->day, iso);
	record_set_text(r, k->calendar.date, iso);
	form_open(u, k, 0, r, NULL, NULL);
}

static void act_new(struct ui *u, struct screen *s)
{
	struct menu_item items[KIND_COUNT] = {{0}};
	size_t n, count = 0;
	const struct kind *k = kinds_all(&n);
	for (size_t i = n; i-- > 0;) {
		if (!k[i].calendar.has || k[i].calendar.rule || k[i].calendar.only_when)
			continue;
		items[count].text = mem_copy_text(_(k[i].create));
		items[count++].value = (int64_t)i;
	}
	menu_open(u, _("New on this day"), items, count, 0, new_chosen, s);
	for (size_t i = 0; i < count; i++)
		free(items[i].text);
}

static void act_export(struct ui *u, struct screen *s)
{
	char *folder = path_documents(), *path = path_join(folder, "obste.ics");
	struct app_ics_out o = {.path = path, .audience = AUDIENCE_GROUP, .from = DATE_NONE, .to = DATE_NONE};
	struct err e = ERR_INIT;
	int64_t n = 0;
	(void)s;
	if (app_export_ics(u->app, &o, &n, &e))
		ui_say(u, ROLE_GOOD, tr_n("%lld entry written: %s", "%lld entries written: %s", (unsigned long)n),
		    (long long)n, path);
	else
		ui_error(u, &e);
	free(folder);
	free(path);
}

static const struct action actions[] = {
    {"calendar.left", "Left h", N_("Day"), N_("the day before"), 4, false, act_left, NULL},
    {"calendar.right", "Right l", NULL, N_("the day after"), 0, false, act_right, NULL},
    {"calendar.up", "Up k", NULL, N_("a week back, or up"), 0, false, act_up, NULL},
    {"calendar.down", "Down j", NULL, N_("a week on, or down"), 0, false, act_down, NULL},
    {"calendar.before", "PgUp", N_("Month"), N_("a month back"), 5, false, act_before, NULL},
    {"calendar.after", "PgDn", NULL, N_("a month on"), 0, false, act_after, NULL},
    {"calendar.today", "T", N_("Today"), N_("go to today"), 2, false, act_today, NULL},
    {"calendar.view", "v", N_("View"), N_("month or agenda"), 2, false, act_view, NULL},
    {"calendar.next", "Tab", NULL, N_("the next entry of the day"), 0, false, act_next, NULL},
    {"calendar.open", "Enter F3", N_("Open"), N_("open the entry"), 1, false, act_open, can_open},
    {"calendar.edit", "e F4", N_("Edit"), N_("edit the entry"), 3, false, act_edit, can_open},
    {"calendar.new", "n F7", N_("New"), N_("something new on this day"), 1, false, act_new, NULL},
    {"calendar.export", "x", N_(".ics"), N_("write the calendar to a file (.ics)"), 3, false, act_export, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

/* ---- drawing the month */

static int side_width(void)
{
	return term_cols() >= 80 ? SIDE : 0;
}

static enum role role_of(const struct entry *en)
{
	return en->overdue ? ROLE_WARNING : en->cancelled || en->done ? ROLE_MUTED : ROLE_NORMAL;
}

static void draw_cell(const struct calendar *c, date_t d, date_t today, int row, int col, int width, int height)
{
	int y, m, day, cy, cm, cd;
	char text[16];
	size_t n = count_on(c, d);
	date_split(d, &y, &m, &day);
	date_split(c->day, &cy, &cm, &cd);
	snprintf(text, sizeof text, d == c->day ? "[%d]%s" : "%d%s", day, d == today ? "*" : "");
	term_put(row, col, width - 1, d == c->day ? ROLE_SELECTED : m == cm ? ROLE_NORMAL : ROLE_MUTED, text);
	for (size_t i = 0; i < n && (int)i < height - 1; i++) {
		const struct entry *en = nth_on(c, d, i);
		char line[160];
		if ((int)i == height - 2 && n > (size_t)(height - 1))
			snprintf(line, sizeof line, "+%zu", n - i);
		else
			snprintf(line, sizeof line, "%s%s", en->overdue ? "!" : "", en->title);
		term_put(row + 1 + (int)i, col, width - 1, role_of(en), line);
	}
}

static void draw_month(struct calendar *c, int top, int height, enum lang lang, date_t today)
{
	int width = (term_cols() - side_width() - 4) / 7, rows = (height - 1) / 6;
	char week[8];
	date_t d = c->from;
	if (rows < 2)
		rows = 2;
	for (int w = 0; w < 7; w++)
		term_put(top, 4 + w * width, width - 1, ROLE_TITLE, date_weekday_short(w, lang));
	for (int w = 0; w < 6 && 1 + (w + 1) * rows <= height; w++) {
		snprintf(week, sizeof week, "%2d", date_iso_week(d, NULL));
		term_put(top + 1 + w * rows, 1, 3, ROLE_MUTED, week);
		for (int i = 0; i < 7; i++, d++)
			draw_cell(c, d, today, top + 1 + w * rows, 4 + i * width, width, rows);
	}
	int off = (int)(c->day - c->from);
	term_cursor(top + 1 + off / 7 * rows, 4 + off % 7 * width, false);
}

static int draw_entry(const struct entry *en, int row, int col, int width, bool on)
{
	char time[6] = "", line[400];
	if (en->starts >= 0)
		time_text(en->starts, time);
	snprintf(line, sizeof line, "%s%s%s%s", time, time[0] ? " " : "", en->overdue ? "! " : "", en->title);
	term_put(row, col, width, on ? ROLE_SELECTED : role_of(en), line);
	if (en->place[0])
		term_put(row + 1, col + 2, width - 2, ROLE_MUTED, en->place);
	return en->place[0] ? 2 : 1;
}

static void draw_side(struct calendar *c, int top, int height, enum lang lang)
{
	int col = term_cols() - SIDE + 2, row = top + 2;
	struct buf b = BUF_INIT;
	size_t n = count_on(c, c->day);
	if (side_width() == 0)
		return;
	term_vrule(top, col - 2, height);
	date_text(c->day, lang, DATE_WEEKDAY, &b);
	term_put(top, col, SIDE - 3, ROLE_TITLE, buf_str(&b));
	for (size_t i = 0; i < n && row < top + height - 1; i++)
		row += draw_entry(nth_on(c, c->day, i), row, col, SIDE - 3, i == c->at);
	if (n == 0)
		term_put(row, col, SIDE - 3, ROLE_MUTED, _("n = something new here"));
	buf_free(&b);
}

/* ---- drawing the agenda */

static void draw_agenda_row(const struct entry *en, int row, bool on, bool new_day, date_t today, enum lang lang)
{
	int cols = term_cols(), place = cols >= 80 ? 20 : 0;
	enum role role = on ? ROLE_SELECTED : role_of(en);
	struct buf day = BUF_INIT;
	char time[64] = "", from[6], to[6], title[400];
	if (new_day && en->date == today)
		buf_text(&day, _("TODAY"));
	else if (new_day)
		date_text(en->date, lang, DATE_WEEKDAY, &day);
	if (en->starts >= 0) {
		time_text(en->starts, from);
		time_text(en->ends >= 0 ? en->ends : en->starts, to);
		snprintf(time, sizeof time, en->ends >= 0 ? "%s–%s" : "%s", from, to);
	} else {
		snprintf(time, sizeof time, "%s", _("all day"));
	}
	snprintf(title, sizeof title, "%s%s: %s", en->overdue ? "! " : "", en->category, en->title);
	term_put(row, 0, cols, role, on ? ">" : " ");
	term_put(row, 2, 11, role, buf_str(&day));
	term_put(row, 14, 12, role, time);
	term_put(row, 27, cols - 28 - place, role, title);
	if (place)
		term_put(row, cols - place, place - 1, role, en->place);
	buf_free(&day);
}

static void draw_agenda(struct calendar *c, int top, int height, enum lang lang, date_t today)
{
	if (c->at < c->first)
		c->first = c->at;
	if (c->at >= c->first + (size_t)height)
		c->first = c->at - (size_t)height + 1;
	for (int i = 0; i < height && c->first + (size_t)i < c->n; i++) {
		size_t k = c->first + (size_t)i;
		bool new_day = i == 0 || c->entries[k].date != c->entries[k - 1].date;
		draw_agenda_row(&c->entries[k], top + i, k == c->at, new_day, today, lang);
	}
	if (c->n == 0)
		term_put(top + 1, 3, term_cols() - 6, ROLE_MUTED,
		    _("Nothing is planned in the next months. n makes something."));
	term_cursor(top + (int)(c->at - c->first), 0, false);
}

static void calendar_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct calendar *c = (struct calendar *)s;
	const struct type_ctx *ctx = app_types(u->app);
	if (c->agenda) {
		draw_agenda(c, top, height, ctx->lang, ctx->today);
		return;
	}
	draw_side(c, top, height, ctx->lang);
	draw_month(c, top, height, ctx->lang, ctx->today);
}

static void calendar_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct calendar *c = (struct calendar *)s;
	int y, m, d;
	date_split(c->day, &y, &m, &d);
	if (c->agenda)
		buf_text(left, _("Calendar · agenda"));
	else
		buf_print(left, _("Calendar · %s %d"), date_month_name(m, app_types(u->app)->lang, false), y);
	buf_text(right, c->agenda ? _("Month [Agenda]") : _("[Month] Agenda"));
}

static void calendar_close(struct ui *u, struct screen *s)
{
	struct calendar *c = (struct calendar *)s;
	(void)u;
	forget(c);
	free(c->entries);
	free(c);
}

static const struct screen_class calendar_class = {
    .name = "calendar",
    .actions = actions,
    .draw = calendar_draw,
    .title = calendar_title,
    .refresh = calendar_refresh,
    .close = calendar_close,
};

struct screen *calendar_new(struct ui *u, enum section section)
{
	struct calendar *c = mem_alloc(sizeof *c);
	c->base.c = &calendar_class;
	c->base.section = section;
	c->day = app_types(u->app)->today;
	return &c->base;
}
