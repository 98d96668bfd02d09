/* ui/widget_date.c - a date: typed as people type it, moved with + and -, or chosen in a month. */
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

static bool date_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	date_t d = understood(f, s);
	(void)u;
	if (steps(k, line_text(&s->line), d)) {
		set_date(s, d + (k->ch == '+' ? 1 : -1), form_types(f)->lang);
		return true;
	}
	return line_key(&s->line, k);
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
	pick_date_open(u, _(s->row->label), d == DATE_NONE ? app_types(u->app)->today : d, chosen, c);
}

const struct widget_class widget_date = {
    .start = line_widget_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = date_key,
    .list = date_list,
    .replaces = true,
};
