/* ui/widget_repeat.c - how often it comes again: in words ("weekly: Thursday, until 31 Dec"), or chosen from what is
 * usual for the day on which it is. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/recurrence.h"
#include "ui/widget.h"

static void repeat_start(struct slot *s, const struct value *v, const struct type_ctx *ctx)
{
	struct buf b = BUF_INIT;
	s->row->type->format(s->row, v, ctx, FOR_SCREEN, &b);
	line_free(&s->line);
	line_init(&s->line, false, buf_str(&b));
	buf_free(&b);
}

/* The day on which it is for the first time, as far as the form knows it. */
static date_t first_day(struct form *f)
{
	int field = f->kind->calendar.date;
	date_t d = field == NO_FIELD ? DATE_NONE : record_date(f->now, field);
	return d == DATE_NONE ? form_types(f)->today : d;
}

static void offer_rule(struct form *f, struct slot *s, const struct recurrence *r)
{
	struct buf text = BUF_INIT, words = BUF_INIT;
	struct value v = VALUE_INIT;
	recurrence_text(r, &text);
	value_set_text(&v, buf_str(&text));
	s->row->type->format(s->row, &v, form_types(f), FOR_SCREEN, &words);
	drop_add(&f->drop, 0, buf_str(&words), "");
	value_clear(&v);
	buf_free(&text);
	buf_free(&words);
}

/* What people mean most: every week on that day, every second one, the nth such day of the month, its number, the year.
 */
static void repeat_list(struct ui *u, struct form *f, struct slot *s)
{
	int year, month, day;
	date_t d = first_day(f);
	date_split(d, &year, &month, &day);
	int weekday = date_weekday(d), nth = (day - 1) / 7 + 1;
	bool last = day + 7 > date_month_days(year, month);
	const struct recurrence usual[] = {
	    {.every = REPEAT_WEEKLY, .interval = 1, .days = 1U << weekday, .until = DATE_NONE},
	    {.every = REPEAT_WEEKLY, .interval = 2, .days = 1U << weekday, .until = DATE_NONE},
	    {.every = REPEAT_MONTHLY, .interval = 1, .nth = last ? -1 : nth, .nth_day = weekday, .until = DATE_NONE},
	    {.every = REPEAT_MONTHLY, .interval = 1, .month_day = day, .until = DATE_NONE},
	    {.every = REPEAT_DAILY, .interval = 1, .until = DATE_NONE},
	    {.every = REPEAT_YEARLY, .interval = 1, .until = DATE_NONE},
	};
	(void)u;
	drop_close(&f->drop);
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		offer_rule(f, s, &usual[i]);
	drop_add(&f->drop, -1, _("does not repeat"), "");
	f->drop.selected = 0;
}

static bool repeat_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	int chosen = drop_choose(&f->drop, k);
	(void)u;
	if (chosen >= 0)
		line_set(&s->line, f->drop.id[chosen] < 0 ? "" : f->drop.text[chosen]);
	return chosen != -2 || line_key(&s->line, k);
}

const struct widget_class widget_repeat = {
    .start = repeat_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = repeat_key,
    .list = repeat_list,
    .leaves = true,
};
