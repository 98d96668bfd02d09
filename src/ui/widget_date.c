/* ui/widget_date.c - a date: typed as people type it, moved with + and -, or chosen in a month; times and durations. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/widget.h"

static date_t understood(struct form *f, struct slot *s)
{
	date_t d;
	const char *typed = line_text(&s->line);
	if (typed[0] && date_parse(typed, form_types(f)->today, &d))
		return d;
	return DATE_NONE;
}

static void set_date(struct slot *s, date_t d, enum lang lang)
{
	struct buf b = BUF_INIT;
	date_text(d, lang, DATE_NUMERIC, &b);
	line_set(&s->line, buf_str(&b));
	buf_free(&b);
}

/* + and - move a day only when a whole date stands there; else they are typed (+3, -1). */
static bool steps(const struct key *k, const char *typed, date_t d)
{
	return d != DATE_NONE && typed[0] != '+' && typed[0] != '-' && k->code == 0 && (k->ch == '+' || k->ch == '-');
}

/* Ctrl+Up and Ctrl+Down: a week; the day that is understood, or today. */
static int week_of(const struct key *k)
{
	return k->code == K_CTRL_UP ? -7 : k->code == K_CTRL_DOWN ? 7 : 0;
}

static bool date_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	date_t d = understood(f, s);
	if (k->code == KEY_DOWN && f->drop.n > 0 && f->drop.selected == f->drop.n - 1)
		return false; /* below the last reading: the calendar */
	int chosen = drop_choose(&f->drop, k);
	(void)u;
	if (chosen >= 0) {
		set_date(s, (date_t)f->drop.id[chosen], form_types(f)->lang);
		return true;
	}
	if (chosen == -1)
		return true;
	if (steps(k, line_text(&s->line), d)) {
		set_date(s, d + (k->ch == '+' ? 1 : -1), form_types(f)->lang);
		return true;
	}
	if (week_of(k)) {
		set_date(s, (d == DATE_NONE ? form_types(f)->today : d) + week_of(k), form_types(f)->lang);
		return true;
	}
	return line_key(&s->line, k);
}

/* Two days may be meant: both are listed, Enter takes the first. */
static void date_offer(struct ui *u, struct form *f, struct slot *s)
{
	const struct type_ctx *ctx = form_types(f);
	date_t found[3];
	size_t n = date_readings(line_text(&s->line), ctx->today, found, 3);
	(void)u;
	for (size_t i = 0; n > 1 && i < n; i++) {
		struct buf text = BUF_INIT, far = BUF_INIT;
		date_text(found[i], ctx->lang, term_cols() < 80 ? DATE_WEEKDAY : DATE_FULL, &text);
		date_distance(found[i], ctx->today, ctx->lang, &far);
		drop_add(&f->drop, found[i], buf_str(&text), buf_str(&far));
		buf_free(&text);
		buf_free(&far);
	}
	f->drop.selected = n > 1 ? 0 : -1;
}

struct choosing {
	struct form *f;
	struct slot *s;
};

static void chosen(struct ui *u, void *ctx, date_t d)
{
	struct choosing *c = ctx;
	if (d != DATE_NONE) {
		set_date(c->s, d, app_types(u->app)->lang);
		form_changed(u, c->f, c->s);
		form_move(u, c->f, 1);
	}
	free(c);
}

static void date_list(struct ui *u, struct form *f, struct slot *s)
{
	struct choosing *c = mem_alloc(sizeof *c);
	date_t d = understood(f, s);
	c->f = f;
	c->s = s;
	pick_date_open(
	    u, _(s->row->label), line_text(&s->line), d == DATE_NONE ? app_types(u->app)->today : d, chosen, c);
}

const struct widget_class widget_date = {
    .start = line_widget_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = date_key,
    .list = date_list,
    .offer = date_offer,
    .replaces = true,
    .leaves = true,
};

/* ---- a time of day, a length of time: + and - move it a quarter of an hour */

enum { STEP = 15, DAY = 24 * 60 };

static bool whole_value(struct form *f, const struct slot *s, struct value *v)
{
	struct err e = ERR_INIT;
	return line_text(&s->line)[0] && s->row->type->parse(s->row, line_text(&s->line), form_types(f), v, &e) &&
	       v->tag == VALUE_INT;
}

static void step(struct form *f, struct slot *s, const struct value *v, int by)
{
	bool clock = s->row->type->widget == WIDGET_TIME;
	int64_t to = v->num + by;
	struct value next = VALUE_INIT;
	struct buf b = BUF_INIT;
	if (clock)
		to = (to + DAY) % DAY;
	value_set_int(&next, to < 0 ? 0 : to);
	s->row->type->format(s->row, &next, form_types(f), FOR_SCREEN, &b);
	line_set(&s->line, buf_str(&b));
	buf_free(&b);
}

static bool quarter_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	struct value v = VALUE_INIT;
	(void)u;
	if (k->code != 0 || (k->ch != '+' && k->ch != '-') || !whole_value(f, s, &v))
		return line_key(&s->line, k);
	step(f, s, &v, k->ch == '+' ? STEP : -STEP);
	return true;
}

const struct widget_class widget_quarter = {
    .start = line_widget_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = quarter_key,
    .replaces = true,
};
