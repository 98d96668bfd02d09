/* out/ics_rule.c - rules of repetition: only the forms that every reader understands in the same way, and said so when
 * they are not. Reads the text itself, because libical drops a whole rule for one part that it does not know, and some
 * rules (SECONDLY with BY parts) never end in it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "out/ics_inner.h"

#define RULE_MAX 400
#define COUNT_MAX 5000
#define INTERVAL_MAX 999

/* The parts as they were written; NULL where one is missing. */
enum part { FREQ, INTERVAL, UNTIL, COUNT, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST, PARTS };
static const char *const part_names[PARTS] = {
    "FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"};
static const char *const weekday_names[7] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
static const char *const freq_names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};

struct parts {
	char text[RULE_MAX + 1];
	char *at[PARTS];
};

static bool fault(struct err *e, const char *why)
{
	err_set(e, ERR_INVALID, _("This repetition cannot be used: %s."), why);
	err_hint(
	    e, _("Every calendar understands: daily, weekly on given days, monthly on a day or on the n-th weekday, "
	         "yearly."));
	return false;
}

/* ---- taking apart */

static bool set_part(struct parts *p, char *name, struct err *e)
{
	char *value = strchr(name, '=');
	if (!value || !value[1])
		return fault(e, _("a part of it has no value"));
	*value++ = '\0';
	for (int i = 0; i < PARTS; i++) {
		if (strcmp(name, part_names[i]) != 0)
			continue;
		if (p->at[i])
			return fault(e, _("a part of it stands there twice"));
		p->at[i] = value;
		return true;
	}
	char why[120];
	snprintf(why, sizeof why, _("not all calendars know its part “%.20s”"), name);
	return fault(e, why);
}

static bool split_parts(const char *rule, struct parts *p, struct err *e)
{
	memset(p, 0, sizeof *p);
	if (strncmp(rule, "RRULE:", 6) == 0)
		rule += 6;
	size_t n = strlen(rule);
	if (n == 0 || n > RULE_MAX)
		return fault(e, n == 0 ? _("it is empty") : _("it is too long"));
	for (size_t i = 0; i < n; i++) {
		if (!isalnum((unsigned char)rule[i]) && !strchr("=;,+-", rule[i]))
			return fault(e, _("it has signs that do not belong there"));
		p->text[i] = (char)toupper((unsigned char)rule[i]);
	}
	char *rest = p->text;
	for (char *one; (one = strsep(&rest, ";"));)
		if (*one && !set_part(p, one, e))
			return false;
	return p->at[FREQ] ? true : fault(e, _("it does not say how often"));
}

/* A whole number with an optional sign, and nothing after it but `end`. */
static bool take_number(const char **at, int low, int high, int *out)
{
	bool minus = **at == '-';
	const char *digits = *at + (minus || **at == '+');
	int n = 0, count = 0;
	while (isdigit((unsigned char)digits[count]) && count < 6)
		n = n * 10 + (digits[count++] - '0');
	n = minus ? -n : n;
	if (count == 0 || count == 6 || n < low || n > high)
		return false;
	*at = digits + count;
	*out = n;
	return true;
}

static bool whole_number(const char *text, int low, int high, int *out)
{
	return take_number(&text, low, high, out) && *text == '\0';
}

static int weekday_of(const char *two)
{
	for (int i = 0; i < 7; i++)
		if (strncmp(two, weekday_names[i], 2) == 0)
			return i;
	return -1;
}

static bool read_byday(const char *list, struct ics_rule *r, struct err *e)
{
	for (const char *at = list;;) {
		int nth = 0;
		if (isdigit((unsigned char)*at) || *at == '+' || *at == '-')
			if (!take_number(&at, -5, 5, &nth) || nth == 0)
				return fault(e, _("its days of the week are not understood"));
		int day = weekday_of(at);
		if (day < 0 || r->nths == ICS_BY_MAX)
			return fault(e, _("its days of the week are not understood"));
		r->nth[r->nths].nth = nth;
		r->nth[r->nths++].weekday = day;
		if (nth == 0)
			r->weekdays |= 1U << day;
		at += 2;
		if (*at == '\0')
			return true;
		if (*at++ != ',')
			return fault(e, _("its days of the week are not understood"));
	}
}

static bool read_bymonthday(const char *list, struct ics_rule *r, struct err *e)
{
	for (const char *at = list;;) {
		int day;
		if (r->nmonthdays == ICS_BY_MAX || !take_number(&at, -1, 31, &day) || day == 0)
			return fault(e, _("its days of the month are not understood"));
		r->monthdays[r->nmonthdays++] = day;
		if (*at == '\0')
			return true;
		if (*at++ != ',')
			return fault(e, _("its days of the month are not understood"));
	}
}

/* ---- UNTIL */

/* The last day on which an entry that starts at `starts` may happen. */
static bool read_until(const char *text, int starts, date_t *out, struct err *e)
{
	struct ics_moment m;
	if (!ics_moment_parse(text, &m))
		return fault(e, _("its last day is not a date"));
	*out = m.date;
	if (m.minutes < 0 || starts < 0)
		return true;
	if (m.utc) {
		struct local_time t = local_from_ms(((int64_t)m.date * 24 * 60 + m.minutes) * 60000);
		m.date = t.date;
		m.minutes = t.hour * 60 + t.minute;
	}
	*out = m.minutes < starts ? m.date - 1 : m.date;
	return true;
}

/* ---- what each frequency allows */

/* The same thing said in two ways: BYDAY=TU;BYSETPOS=2 (as Outlook writes it) is BYDAY=2TU. */
static bool use_setpos(const struct parts *p, struct ics_rule *r, struct err *e)
{
	int pos;
	if (!p->at[BYSETPOS])
		return true;
	if (r->freq != ICS_MONTHLY || r->nths != 1 || r->nth[0].nth != 0 ||
	    !whole_number(p->at[BYSETPOS], -5, 5, &pos) || pos == 0)
		return fault(e, _("not all calendars know its part “BYSETPOS”"));
	r->nth[0].nth = pos;
	return true;
}

static bool only_plain_weekdays(const struct ics_rule *r, struct err *e)
{
	for (int i = 0; i < r->nths; i++)
		if (r->nth[i].nth != 0)
			return fault(e, _("“the n-th weekday” works only with months"));
	return true;
}

static bool check_daily(const struct parts *p, struct ics_rule *r, date_t start, struct err *e)
{
	(void)start;
	if (p->at[BYMONTHDAY] || p->at[BYMONTH])
		return fault(e, _("a daily one cannot be limited to days or months"));
	if (!r->weekdays && r->nths == 0)
		return true;
	if (r->interval != 1)
		return fault(e, _("a daily one cannot be limited to days or months"));
	r->freq = ICS_WEEKLY; /* "every day, but only Monday to Friday" */
	return only_plain_weekdays(r, e);
}

static bool check_week_start(const struct parts *p, const struct ics_rule *r, struct err *e)
{
	bool one_day = (r->weekdays & (r->weekdays - 1)) == 0;
	if (!p->at[WKST] || r->freq != ICS_WEEKLY || r->interval == 1 || one_day || strcmp(p->at[WKST], "MO") == 0)
		return true;
	if (strcmp(p->at[WKST], "SU") == 0 && !(r->weekdays & 1U << 6))
		return true;
	return fault(e, _("its weeks do not begin on Monday"));
}

static bool check_weekly(const struct parts *p, struct ics_rule *r, date_t start, struct err *e)
{
	if (p->at[BYMONTHDAY] || p->at[BYMONTH])
		return fault(e, _("a weekly one cannot be limited to days or months"));
	if (!only_plain_weekdays(r, e))
		return false;
	if (r->weekdays == 0)
		r->weekdays = 1U << date_weekday(start);
	if (!(r->weekdays & 1U << date_weekday(start)))
		return fault(e, _("its first day is not one of the weekdays on which it repeats"));
	return true;
}

static bool nth_fits(int nth, int weekday, date_t start)
{
	int year, month, day;
	date_split(start, &year, &month, &day);
	int from_end = (date_month_days(year, month) - day) / 7 + 1;
	return date_weekday(start) == weekday && (nth > 0 ? (day - 1) / 7 + 1 == nth : from_end == -nth);
}

static bool monthday_fits(int monthday, date_t start)
{
	int year, month, day;
	date_split(start, &year, &month, &day);
	return monthday > 0 ? day == monthday : day == date_month_days(year, month);
}

static bool check_monthly(const struct parts *p, struct ics_rule *r, date_t start, struct err *e)
{
	int year, month, day;
	bool fits = false;
	if (p->at[BYMONTH] || (r->nths > 0 && r->nmonthdays > 0))
		return fault(e, _("a monthly one repeats on days of the month or on n-th weekdays, not on both"));
	if (r->nths == 0 && r->nmonthdays == 0) {
		date_split(start, &year, &month, &day);
		r->monthdays[r->nmonthdays++] = day;
	}
	for (int i = 0; i < r->nths; i++) {
		if (r->nth[i].nth == 0)
			return fault(e, _("it does not say which weekday of the month"));
		fits = fits || nth_fits(r->nth[i].nth, r->nth[i].weekday, start);
	}
	for (int i = 0; i < r->nmonthdays; i++)
		fits = fits || monthday_fits(r->monthdays[i], start);
	return fits ? true : fault(e, _("its first day is not one of the days on which it repeats"));
}

static bool check_yearly(const struct parts *p, struct ics_rule *r, date_t start, struct err *e)
{
	int year, month, day, said;
	date_split(start, &year, &month, &day);
	if (r->nths > 0)
		return fault(e, _("a yearly one repeats on its date, not on weekdays"));
	if (p->at[BYMONTH] && (!whole_number(p->at[BYMONTH], 1, 12, &said) || said != month))
		return fault(e, _("its first day is not one of the days on which it repeats"));
	if (r->nmonthdays > 1 || (r->nmonthdays == 1 && (r->monthdays[0] != day || !p->at[BYMONTH])))
		return fault(e, _("its first day is not one of the days on which it repeats"));
	r->nmonthdays = 0;
	/* Said in full, or ical.js makes it the first of March in other years and libical the 28th of February. */
	r->leap_day = month == 2 && day == 29;
	return true;
}

static bool (*const checks[])(const struct parts *p, struct ics_rule *r, date_t start, struct err *e) = {
    check_daily, check_weekly, check_monthly, check_yearly};

/* ---- COUNT becomes UNTIL */

struct counting {
	int left;
	date_t last;
};

static bool count_day(void *ctx, date_t day)
{
	struct counting *c = ctx;
	c->last = day;
	return --c->left > 0;
}

/* calcurse counts excluded dates differently; a last day is understood by all. */
static bool count_to_until(struct ics_rule *r, date_t start, long *steps, struct err *e)
{
	struct counting c = {r->count, start};
	if (r->count == 0)
		return true;
	if (steps && (*steps -= r->count) < 0)
		return fault(e, _("the file has too many repetitions that are counted"));
	ics_rule_days(r, start, count_day, &c);
	r->until = c.last;
	r->count = 0;
	return true;
}

/* ---- the whole */

static bool read_freq(const struct parts *p, struct ics_rule *r, struct err *e)
{
	for (size_t i = 0; i < sizeof freq_names / sizeof *freq_names; i++) {
		if (strcmp(p->at[FREQ], freq_names[i]) == 0) {
			r->freq = (enum ics_freq)i;
			return true;
		}
	}
	return fault(e, _("it repeats more often than daily, or in a way that is not known"));
}

static bool read_parts(const struct parts *p, int starts, struct ics_rule *r, struct err *e)
{
	*r = (struct ics_rule){.interval = 1, .until = DATE_NONE};
	if (!read_freq(p, r, e))
		return false;
	if (p->at[INTERVAL] && !whole_number(p->at[INTERVAL], 1, INTERVAL_MAX, &r->interval))
		return fault(e, _("its interval must be from 1 to 999"));
	if (p->at[COUNT] && (p->at[UNTIL] || !whole_number(p->at[COUNT], 1, COUNT_MAX, &r->count)))
		return fault(e, p->at[UNTIL] ? _("it has both a number of times and a last day")
		                             : _("its number of times must be from 1 to 5000"));
	if (p->at[UNTIL] && !read_until(p->at[UNTIL], starts, &r->until, e))
		return false;
	if (p->at[WKST] && (strlen(p->at[WKST]) != 2 || weekday_of(p->at[WKST]) < 0))
		return fault(e, _("its days of the week are not understood"));
	if (p->at[BYDAY] && !read_byday(p->at[BYDAY], r, e))
		return false;
	return !p->at[BYMONTHDAY] || read_bymonthday(p->at[BYMONTHDAY], r, e);
}

bool ics_rule_parse(const char *rule, date_t start, int starts, struct ics_rule *out, long *steps, struct err *e)
{
	struct parts p;
	if (!split_parts(rule, &p, e) || !read_parts(&p, starts, out, e) || !use_setpos(&p, out, e) ||
	    !checks[out->freq](&p, out, start, e))
		return false;
	/* A daily one limited to weekdays has become a weekly one. */
	if (out->freq == ICS_WEEKLY && !check_weekly(&p, out, start, e))
		return false;
	if (!check_week_start(&p, out, e))
		return false;
	if (out->until != DATE_NONE && out->until < start)
		return fault(e, _("its last day is before its first"));
	return count_to_until(out, start, steps, e);
}

static void add_days(const struct ics_rule *r, struct buf *out)
{
	if (r->leap_day)
		buf_text(out, ";BYMONTH=2;BYMONTHDAY=29");
	const char *joint = ";BYDAY=";
	for (int i = 0; i < 7 && r->freq == ICS_WEEKLY; i++) {
		if (r->weekdays & 1U << i) {
			buf_print(out, "%s%s", joint, weekday_names[i]);
			joint = ",";
		}
	}
	for (int i = 0; i < r->nths && r->freq == ICS_MONTHLY; i++)
		buf_print(out, "%s%d%s", i ? "," : ";BYDAY=", r->nth[i].nth, weekday_names[r->nth[i].weekday]);
	for (int i = 0; i < r->nmonthdays; i++)
		buf_print(out, "%s%d", i ? "," : ";BYMONTHDAY=", r->monthdays[i]);
}

void ics_rule_text(const struct ics_rule *r, int starts, bool dates, struct buf *out)
{
	char until[17];
	buf_print(out, "FREQ=%s", freq_names[r->freq]);
	if (r->interval > 1)
		buf_print(out, ";INTERVAL=%d", r->interval);
	if (r->until != DATE_NONE) {
		if (starts < 0 || dates)
			ics_date_text(r->until, until);
		else
			ics_utc_text(ics_local_ms(r->until, starts), until);
		buf_print(out, ";UNTIL=%s", until);
	}
	add_days(r, out);
}

bool ics_rule_check(const char *rule, date_t start, int starts, struct buf *out, struct err *e)
{
	struct ics_rule r;
	if (!ics_rule_parse(rule, start, starts, &r, NULL, e))
		return false;
	ics_rule_text(&r, starts, false, out);
	return true;
}
