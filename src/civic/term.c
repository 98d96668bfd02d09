/* civic/term.c - when a legal term ends. Numbers come from the rules, days off from the holidays; here is only how one
 * counts (Civil Code art. 385-390): the day of the event is not counted; a term of days, months or years that would end
 * on a day off ends on the next working day; months end on the same-numbered day. */
#include "civic/term.h"

#include "civic/term_count.h"

#define DAY_HOURS 24

date_t term_latest(void)
{
	date_t last = DATE_NONE;
	date_make(9999, 12, 31, &last);
	return last;
}

static date_t earliest(void)
{
	date_t first = DATE_NONE;
	date_make(1583, 1, 1, &first);
	return first;
}

bool term_in_reach(date_t d)
{
	return d != DATE_NONE && d >= earliest() && d <= term_latest();
}

date_t term_step_working(date_t d, int by, const struct holidays *h)
{
	do
		d += by;
	while (term_in_reach(d) && holiday_is_off(h, d));
	return d;
}

static date_t count_working(date_t from, int amount, int by, const struct holidays *h)
{
	date_t d = from;
	for (int i = 0; i < amount && term_in_reach(d); i++)
		d = term_step_working(d, by, h);
	return d;
}

/* The same-numbered day of a later or earlier month; DATE_NONE beyond the years that are counted. */
static date_t count_months(date_t from, int months)
{
	int year, month, day;
	date_split(from, &year, &month, &day);
	int reached = (year * 12 + month - 1 + months) / 12;
	return reached < 1583 || reached > 9999 ? DATE_NONE : date_add_months(from, months);
}

static date_t count(const struct term_rule *rule, date_t from, int amount, int by, const struct holidays *h)
{
	switch (rule->unit) {
	case TERM_CALENDAR_DAY:
		return from + by * amount;
	case TERM_WORKING_DAY:
		return count_working(from, amount, by, h);
	case TERM_MONTH:
		return count_months(from, by * amount);
	case TERM_YEAR:
		return count_months(from, by * amount * 12);
	case TERM_HOUR:
		return from + by * ((amount + DAY_HOURS - 1) / DAY_HOURS);
	case TERM_HOUR_PER_MONTH:
	case TERM_OPEN:
		break;
	}
	return DATE_NONE;
}

static bool countable(const struct term_rule *rule, date_t from, struct err *e)
{
	if (!term_in_reach(from))
		return err_set(e, ERR_INVALID, _("The date must be in the years 1583 to 9999."));
	if (rule->unit == TERM_OPEN) {
		err_set(e, ERR_INVALID, _("The law gives no number of days here (%s)."), rule->law);
		return err_hint(e, _("The authority sets a reasonable term; write the date it gave into the letter."));
	}
	if (rule->unit == TERM_HOUR_PER_MONTH || rule->direction == TERM_THRESHOLD)
		return err_set(e, ERR_INVALID, _("This rule is a threshold, not a term: no date follows from it (%s)."),
		    rule->law);
	return true;
}

/* Working days and hours end where they end; a minimum before an event keeps its exact number. */
static bool moves(const struct term_rule *rule)
{
	return rule->unit != TERM_WORKING_DAY && rule->unit != TERM_HOUR && rule->direction != TERM_BEFORE;
}

bool term_end_after(
    const struct term_rule *rule, date_t from, int amount, const struct holidays *h, struct term_end *out)
{
	int by = rule->direction == TERM_BEFORE ? -1 : 1;
	date_t raw = count(rule, from, amount, by, h);
	if (!term_in_reach(raw))
		return false;
	out->raw = rule->unit == TERM_WORKING_DAY ? DATE_NONE : raw;
	out->end = moves(rule) && holiday_is_off(h, raw) ? term_step_working(raw, 1, h) : raw;
	return term_in_reach(out->end);
}

bool term_compute(
    const struct term_rule *rule, date_t from, const struct holidays *h, struct term_end *out, struct err *e)
{
	*out = (struct term_end){DATE_NONE, DATE_NONE};
	if (!countable(rule, from, e))
		return false;
	int amount = rule->direction == TERM_RANGE ? rule->amount_max : rule->amount;
	if (term_end_after(rule, from, amount, h, out))
		return true;
	*out = (struct term_end){DATE_NONE, DATE_NONE};
	return err_set(e, ERR_INVALID, _("The term would end outside the years 1583 to 9999."));
}
