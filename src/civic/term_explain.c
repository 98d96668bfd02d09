/* civic/term_explain.c - a legal term told day by day. Counts nothing that civic/term.c has not counted. */
#include <string.h>

#include "base/buf.h"
#include "civic/term_count.h"

/* A term longer than this is told by its milestones: nobody reads a year of lines. */
#define DAYS_TOLD 100

struct telling {
	const struct term_rule *rule;
	const struct holidays *h;
	enum lang lang;
	void (*line)(void *ctx, const char *text);
	void *ctx;
	struct buf text;
};

static const char *say(const struct telling *t, const char *msgid)
{
	return tr_in(t->lang, msgid);
}

static void end_line(struct telling *t)
{
	t->line(t->ctx, buf_str(&t->text));
	buf_clear(&t->text);
}

/* "luni, 23 noiembrie 2026: " */
static void begin_day(struct telling *t, date_t d)
{
	date_text(d, t->lang, DATE_FULL, &t->text);
	buf_text(&t->text, ": ");
}

static void day_line(struct telling *t, date_t d, const char *words)
{
	begin_day(t, d);
	buf_text(&t->text, words);
	end_line(t);
}

/* Why a day is off: the holidays' names, else the weekday's sort. */
static void add_reason(struct telling *t, date_t d)
{
	struct buf name = BUF_INIT;
	if (holiday_name(t->h, d, t->lang, &name))
		buf_text(&t->text, buf_str(&name));
	else
		buf_text(&t->text, say(t, date_weekday(d) >= 5 ? N_("weekend") : N_("day off")));
	buf_free(&name);
}

/* ---- the head: what is counted, by which article, from what */

static const char *unit_words(const struct term_rule *rule, int amount)
{
	unsigned long n = (unsigned long)amount;
	switch (rule->unit) {
	case TERM_CALENDAR_DAY:
		return tr_n("%d calendar day", "%d calendar days", n);
	case TERM_WORKING_DAY:
		return tr_n("%d working day", "%d working days", n);
	case TERM_MONTH:
		return tr_n("%d month", "%d months", n);
	case TERM_YEAR:
		return tr_n("%d year", "%d years", n);
	case TERM_HOUR:
		return tr_n("%d hour", "%d hours", n);
	case TERM_HOUR_PER_MONTH:
	case TERM_OPEN:
		break;
	}
	return "%d";
}

/* How the number is meant and what its last day is called, by direction. */
static const struct {
	const char *amount, *last;
} meanings[] = {
    [TERM_AFTER] = {N_("term"), N_("last day of the term")},
    [TERM_MAX_AFTER] = {N_("at most"), N_("last day of the term")},
    [TERM_MIN_AFTER] = {N_("at least"), N_("the term may not end before this day")},
    [TERM_ADD] = {N_("added to the term"), N_("last day of the longer term")},
    [TERM_MAX_TOTAL] = {N_("at most, in all"), N_("last day of the longest term")},
    [TERM_BEFORE] = {N_("at least"), N_("last day on which it may still be done")},
    [TERM_RANGE] = {N_("between"), N_("last day of the term")},
    [TERM_EVERY] = {N_("once in"), N_("the next one not later than this day")},
    [TERM_THRESHOLD] = {"", ""},
};

static void tell_head(struct telling *t)
{
	const struct term_rule *rule = t->rule;
	buf_print(&t->text, "%s (%s)", rule->name[t->lang], rule->law);
	end_line(t);
	buf_print(&t->text, "%s ", say(t, meanings[rule->direction].amount));
	if (rule->amount_max)
		buf_print(&t->text, "%d–", rule->amount);
	int amount = rule->amount_max ? rule->amount_max : rule->amount;
	buf_print(&t->text, unit_words(rule, amount), amount);
	if (*rule->from[t->lang])
		buf_print(&t->text, "; %s: %s", say(t, rule->direction == TERM_BEFORE ? N_("before") : N_("runs from")),
		    rule->from[t->lang]);
	end_line(t);
}

/* ---- the days */

static void tell_counted(struct telling *t, date_t d, int number)
{
	begin_day(t, d);
	buf_print(&t->text, say(t, N_("day %d")), number);
	if (t->rule->unit != TERM_WORKING_DAY && holiday_is_off(t->h, d)) {
		buf_text(&t->text, " (");
		add_reason(t, d);
		buf_print(&t->text, "; %s)", say(t, N_("counted all the same")));
	}
	end_line(t);
}

static void tell_skipped(struct telling *t, date_t d)
{
	begin_day(t, d);
	add_reason(t, d);
	buf_print(&t->text, " · %s", say(t, N_("not counted")));
	end_line(t);
}

/* Every day from the one after (before) the event to where the count ends. */
static void tell_days(struct telling *t, date_t from, date_t stop)
{
	int by = stop < from ? -1 : 1, number = 0;
	for (date_t d = from + by; d != stop + by; d += by) {
		if (t->rule->unit == TERM_WORKING_DAY && holiday_is_off(t->h, d))
			tell_skipped(t, d);
		else
			tell_counted(t, d, ++number);
	}
}

static bool told_by_days(const struct term_rule *rule, date_t from, date_t stop)
{
	int length = stop < from ? from - stop : stop - from;
	return (rule->unit == TERM_CALENDAR_DAY || rule->unit == TERM_WORKING_DAY) && length <= DAYS_TOLD;
}

/* Months, years, hours, long terms: where the count itself ends. */
static void tell_reached(struct telling *t, date_t stop)
{
	const struct term_rule *rule = t->rule;
	int amount = rule->amount_max ? rule->amount_max : rule->amount;
	begin_day(t, stop);
	buf_print(&t->text, unit_words(rule, amount), amount);
	if (rule->unit == TERM_MONTH || rule->unit == TERM_YEAR)
		buf_print(&t->text, " · %s", say(t, N_("same-numbered day, or the last of the month")));
	end_line(t);
}

static void tell_moved(struct telling *t, const struct term_end *end)
{
	for (date_t d = end->raw; end->raw != DATE_NONE && d < end->end; d++) {
		begin_day(t, d);
		add_reason(t, d);
		buf_print(&t->text, " · %s", say(t, N_("the end moves to the next working day")));
		end_line(t);
	}
}

/* ---- what else is to be known */

static void tell_range_start(struct telling *t, date_t from)
{
	struct term_end least;
	if (t->rule->direction == TERM_RANGE && term_end_after(t->rule, from, t->rule->amount, t->h, &least))
		day_line(t, least.end, say(t, N_("the shortest term ends")));
}

/* Our own duty is done a day early, to be safe; an authority is held to the exact number. */
static void tell_safety(struct telling *t, const struct term_end *end)
{
	if (t->rule->direction != TERM_BEFORE)
		return;
	date_t safe = term_step_working(end->end, -1, t->h);
	if (holiday_is_off(t->h, end->end)) {
		begin_day(t, end->end);
		add_reason(t, end->end);
		buf_print(&t->text, " · %s", say(t, N_("offices are closed")));
		end_line(t);
	}
	if (term_in_reach(safe))
		day_line(t, safe, say(t, N_("if the duty is yours, do it by this day, to be safe")));
}

/* How sure the rule is; what the table says otherwise is shown as it stands. */
static const struct {
	const char *code, *words;
} confidences[] = {
    {"verified", N_("the consolidated text was read")},
    {"reading", N_("the text was read; its application here is our reading")},
    {"secondary", N_("known from others' texts, to be checked")},
};

static const char *confidence_words(const struct telling *t, const char *code)
{
	for (size_t i = 0; i < sizeof confidences / sizeof *confidences; i++)
		if (strcmp(confidences[i].code, code) == 0)
			return say(t, confidences[i].words);
	return code;
}

static void add_text_date(struct telling *t, const char *text)
{
	date_t d;
	buf_print(&t->text, " · %s ", say(t, N_("text of")));
	if (date_parse_iso(text, &d))
		date_text(d, t->lang, DATE_NUMERIC, &t->text);
	else
		buf_text(&t->text, text);
}

static void tell_source(struct telling *t)
{
	const struct term_rule *rule = t->rule;
	if (*rule->extension) {
		buf_print(&t->text, "%s: %s", say(t, N_("It may be lengthened by")), rule->extension);
		end_line(t);
	}
	if (*rule->counting) {
		buf_print(&t->text, "%s: %s", say(t, N_("Counted by")), rule->counting);
		end_line(t);
	}
	buf_print(&t->text, "%s: %s", say(t, N_("Source of the rule")), *rule->source ? rule->source : rule->law);
	if (*rule->text_date)
		add_text_date(t, rule->text_date);
	if (*rule->confidence)
		buf_print(&t->text, " · %s", confidence_words(t, rule->confidence));
	buf_print(&t->text, " · %s", say(t, N_("check on legis.md")));
	end_line(t);
}

bool term_explain(const struct term_rule *rule, date_t from, const struct holidays *h, enum lang lang,
    void (*line)(void *ctx, const char *text), void *ctx, struct err *e)
{
	struct term_end end;
	if (!term_compute(rule, from, h, &end, e))
		return false;
	struct telling t = {rule, h, lang, line, ctx, BUF_INIT};
	date_t stop = end.raw == DATE_NONE ? end.end : end.raw;
	tell_head(&t);
	day_line(&t, from, say(&t, N_("the day of the event is not counted")));
	tell_range_start(&t, from);
	if (told_by_days(rule, from, stop))
		tell_days(&t, from, stop);
	else
		tell_reached(&t, stop);
	tell_moved(&t, &end);
	day_line(&t, end.end, say(&t, meanings[rule->direction].last));
	tell_safety(&t, &end);
	tell_source(&t);
	buf_free(&t.text);
	return true;
}
