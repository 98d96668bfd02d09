/* out/ics_occur.c - on which days a repeated entry happens: libical's iterator over dates (so that no change of clocks
 * can move a day), behind guards, with exceptions and moves applied here. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "out/ical.h"
#include "out/ics_inner.h"

#define DAYS_MAX 200000
#define YEAR_MAX 2200

void ics_rule_days(const struct ics_rule *r, date_t start, bool (*each)(void *ctx, date_t day), void *ctx)
{
	struct buf text = BUF_INIT;
	ics_rule_text(r, -1, true, &text);
	struct icalrecurrencetype rule = ical()->icalrecurrencetype_from_string(buf_str(&text));
	buf_free(&text);
	/* Not icaltime_null_date(): its hour is -1, and the iterator then stands still. */
	struct icaltimetype first = ical()->icaltime_null_time();
	first.is_date = 1;
	date_split(start, &first.year, &first.month, &first.day);
	icalrecur_iterator *it = rule.freq == ICAL_NO_RECURRENCE ? NULL : ical()->icalrecur_iterator_new(rule, first);
	date_t before = start - 1, day;
	for (long n = 0; it && n < DAYS_MAX; n++) {
		struct icaltimetype t = ical()->icalrecur_iterator_next(it);
		/* The guard against running backwards is for a future libical; today's does not. */
		if (ical()->icaltime_is_null_time(t) || t.year > YEAR_MAX || !date_make(t.year, t.month, t.day, &day) ||
		    day <= before || !each(ctx, day))
			break;
		before = day;
	}
	if (it)
		ical()->icalrecur_iterator_free(it);
}

/* ---- exceptions and moves */

struct search {
	const struct ics_event *ev;
	date_t *except; /* sorted copy: a file may bring thousands */
	date_t from, to, last;
	date_t *out;
	size_t max, n;
};

static int compare_dates(const void *a, const void *b)
{
	date_t x = *(const date_t *)a, y = *(const date_t *)b;
	return (x > y) - (x < y);
}

static date_t moved_to(const struct ics_event *ev, date_t day)
{
	for (size_t i = 0; i < ev->moves; i++)
		if (ev->moved[i].on == day)
			return ev->moved[i].to;
	return day;
}

static void take_day(struct search *s, date_t day)
{
	date_t span = s->ev->starts < 0 && s->ev->until != DATE_NONE && s->ev->until > s->ev->date
	                  ? s->ev->until - s->ev->date
	                  : 0;
	if (day + span >= s->from && day <= s->to && s->n < s->max)
		s->out[s->n++] = day;
}

static bool search_day(void *ctx, date_t day)
{
	struct search *s = ctx;
	if (day > s->last || s->n == s->max)
		return false;
	if (!s->except || !bsearch(&day, s->except, s->ev->excepts, sizeof day, compare_dates))
		take_day(s, moved_to(s->ev, day));
	return true;
}

size_t ics_occurrences(const struct ics_event *ev, date_t from, date_t to, date_t *out, size_t max)
{
	struct search s = {.ev = ev, .from = from, .to = to, .last = to, .out = out, .max = max};
	struct ics_rule rule;
	if (!ev->rule) {
		take_day(&s, ev->date);
		return s.n;
	}
	if (!ics_rule_parse(ev->rule, ev->date, ev->starts, &rule, NULL, NULL))
		return 0;
	for (size_t i = 0; i < ev->moves; i++)
		s.last = ev->moved[i].on > s.last ? ev->moved[i].on : s.last;
	if (ev->excepts > 0) {
		s.except = mem_array(ev->excepts, sizeof *s.except);
		memcpy(s.except, ev->except, ev->excepts * sizeof *s.except);
		qsort(s.except, ev->excepts, sizeof *s.except, compare_dates);
	}
	ics_rule_days(&rule, ev->date, search_day, &s);
	free(s.except);
	qsort(out, s.n, sizeof *out, compare_dates);
	return s.n;
}
