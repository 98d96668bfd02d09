/* ui/pick_date.c - a month to choose a day from, with ISO week numbers; a date can also be typed. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/form.h"

struct pick {
	struct screen base;
	char title[80];
	date_t day;
	struct line typed;
	void (*chosen)(struct ui *u, void *ctx, date_t d);
	void *ctx;
};

enum { WIDTH = 46, WEEKS = 6, READINGS = 2 };

static date_t first_shown(date_t day)
{
	int y, m, d;
	date_t first;
	date_split(day, &y, &m, &d);
	date_make(y, m, 1, &first);
	return first - date_weekday(first);
}

static void draw_head(struct pick *p, int row, int col, enum lang lang)
{
	int y, m, d;
	char text[80];
	date_split(p->day, &y, &m, &d);
	snprintf(text, sizeof text, "%s %d", date_month_name(m, lang, false), y);
	term_put(row, col + 2, WIDTH - 4, ROLE_TITLE, text);
	for (int w = 0; w < 7; w++)
		term_put(row + 1, col + 7 + w * 5, 4, ROLE_MUTED, date_weekday_short(w, lang));
}

static void draw_day(struct pick *p, int row, int col, date_t d, date_t today)
{
	int y, m, day, py, pm, pd;
	char text[16];
	date_split(d, &y, &m, &day);
	date_split(p->day, &py, &pm, &pd);
	snprintf(text, sizeof text, d == p->day ? "[%2d]" : d == today ? " %2d*" : " %2d ", day);
	term_put(row, col, 4, d == p->day ? ROLE_SELECTED : m == pm ? ROLE_NORMAL : ROLE_MUTED, text);
}

static void draw_weeks(struct pick *p, int row, int col, date_t today)
{
	date_t d = first_shown(p->day);
	char text[8];
	for (int w = 0; w < WEEKS; w++, d += 7) {
		snprintf(text, sizeof text, "%2d", date_iso_week(d, NULL));
		term_put(row + w, col + 2, 3, ROLE_MUTED, text);
		for (int i = 0; i < 7; i++)
			draw_day(p, row + w, col + 6 + i * 5, d + i, today);
	}
}

/* "> vineri, 27 noiembrie 2026   peste 4 zile": what the typed words mean; without any, the day under the cursor. */
static void draw_readings(struct pick *p, int row, int col, const struct type_ctx *ctx)
{
	date_t found[READINGS] = {p->day};
	size_t n = 1;
	if (line_text(&p->typed)[0])
		n = date_readings(line_text(&p->typed), ctx->today, found, READINGS);
	if (n == 0)
		term_put(row, col + 2, WIDTH - 4, ROLE_WARNING, _("Not understood. Examples: friday, 27.11, +2w"));
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		enum role role = found[i] == p->day ? ROLE_GOOD : ROLE_NORMAL;
		date_text(found[i], ctx->lang, DATE_FULL, &b);
		term_put(row + (int)i, col + 2, 1, role, found[i] == p->day ? ">" : " ");
		term_put(row + (int)i, col + 4, WIDTH - 22, role, buf_str(&b));
		buf_clear(&b);
		date_distance(found[i], ctx->today, ctx->lang, &b);
		term_put_right(row + (int)i, col + WIDTH - 19, 17, role, buf_str(&b));
		buf_free(&b);
	}
}

/* At the right, so that the field stays in sight. */
static void pick_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct pick *p = (struct pick *)s;
	const struct type_ctx *ctx = app_types(u->app);
	int h = WEEKS + 8, row = top + (height - h) / 2, col = term_cols() - WIDTH - 2, crow = 0, ccol = 0;
	if (row < 0)
		row = 0;
	term_box(row, col, h, WIDTH, p->title);
	draw_head(p, row + 1, col, ctx->lang);
	draw_weeks(p, row + 3, col, ctx->today);
	draw_readings(p, row + 3 + WEEKS, col, ctx);
	line_draw(&p->typed, row + 5 + WEEKS, col + 2, 1, WIDTH - 4, true, &crow, &ccol);
	if (line_text(&p->typed)[0] == '\0')
		term_put(row + 5 + WEEKS, col + 2, WIDTH - 4, ROLE_MUTED, _("Type: today, friday, 27.11, +2w"));
	if (line_text(&p->typed)[0])
		term_cursor(crow, ccol, true);
	else
		term_cursor(row + 3 + (p->day - first_shown(p->day)) / 7, col + 7 + date_weekday(p->day) * 5, true);
}

static void go(struct pick *p, date_t d)
{
	int y, m, day;
	date_split(d, &y, &m, &day);
	if (y >= 1583 && y <= 9999)
		p->day = d;
	line_set(&p->typed, "");
}

#define MOVE(name, to)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct pick *p = (struct pick *)s;                                                                     \
		(void)u;                                                                                               \
		go(p, to);                                                                                             \
	}
MOVE(act_left, p->day - 1)
MOVE(act_right, p->day + 1)
MOVE(act_up, p->day - 7)
MOVE(act_down, p->day + 7)
MOVE(act_month_before, date_add_months(p->day, -1))
MOVE(act_month_after, date_add_months(p->day, 1))
#undef MOVE

static void answer(struct ui *u, struct pick *p, date_t d)
{
	void (*chosen)(struct ui *, void *, date_t) = p->chosen;
	void *ctx = p->ctx;
	p->chosen = NULL;
	ui_drop(u, &p->base);
	chosen(u, ctx, d);
}

static bool pick_key(struct ui *u, struct screen *s, const struct key *k)
{
	struct pick *p = (struct pick *)s;
	date_t d;
	if (!line_key(&p->typed, k))
		return false;
	if (date_parse(line_text(&p->typed), app_types(u->app)->today, &d))
		p->day = d;
	return true;
}

static bool pick_typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void pick_close(struct ui *u, struct screen *s)
{
	struct pick *p = (struct pick *)s;
	line_free(&p->typed);
	if (p->chosen)
		p->chosen(u, p->ctx, DATE_NONE);
	free(p);
}

static void act_today(struct ui *u, struct screen *s)
{
	go((struct pick *)s, app_types(u->app)->today);
}

static void act_take(struct ui *u, struct screen *s)
{
	struct pick *p = (struct pick *)s;
	answer(u, p, p->day);
}

static void act_leave(struct ui *u, struct screen *s)
{
	(void)s;
	ui_pop(u);
}

static const struct action actions[] = {
    {"date.take", "Enter", N_("Take it"), N_("take this day"), 1, true, act_take, NULL},
    {"date.left", "Left", N_("Choose"), N_("the day before"), 2, true, act_left, NULL},
    {"date.right", "Right", N_("Choose"), N_("the day after"), 2, true, act_right, NULL},
    {"date.up", "Up", N_("Choose"), N_("a week earlier"), 2, true, act_up, NULL},
    {"date.down", "Down", N_("Choose"), N_("a week later"), 2, true, act_down, NULL},
    {"date.month-before", "PgUp", N_("Month"), N_("the month before"), 3, true, act_month_before, NULL},
    {"date.month-after", "PgDn", N_("Month"), N_("the month after"), 3, true, act_month_after, NULL},
    {"date.today", "Home", N_("Today"), N_("go to today"), 4, true, act_today, NULL},
    {"date.leave", "Esc", N_("Leave"), N_("leave it as it was"), 1, true, act_leave, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

const struct screen_class screen_date = {
    .name = "date",
    .actions = actions,
    .overlay = true,
    .draw = pick_draw,
    .key = pick_key,
    .typing = pick_typing,
    .close = pick_close,
};

void pick_date_open(struct ui *u, const char *title, const char *typed, date_t from,
    void (*chosen)(struct ui *u, void *ctx, date_t d), void *ctx)
{
	struct pick *p = mem_alloc(sizeof *p);
	p->base.c = &screen_date;
	p->base.section = ui_top(u)->section;
	if (typed && *typed)
		snprintf(p->title, sizeof p->title, "%s: %s", title, typed);
	else
		snprintf(p->title, sizeof p->title, "%s", title);
	p->day = from;
	p->chosen = chosen;
	p->ctx = ctx;
	line_init(&p->typed, false, "");
	ui_push(u, &p->base);
}
