/* model/type_recurrence.c - repetition: the kept text of RFC 5545 rules and their exceptions. Only forms that every
 * calendar reader computes alike are taken. Words are recurrence_words.c's work. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "model/recurrence_words.h"
#include "model/type_help.h"

#define INTERVAL_MOST 99
#define COUNT_MOST 1000

static const char *const frequencies[REPEAT_COUNT] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
static const char days[7][3] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

void recurrence_free(struct recurrence *r)
{
	free(r->exceptions);
	r->exceptions = NULL;
	r->n = 0;
}

/* Kept by date; a later word about one day replaces the earlier. */
bool recurrence_except(struct recurrence *r, date_t on, date_t to, int starts)
{
	size_t at = 0;
	while (at < r->n && r->exceptions[at].on < on)
		at++;
	bool there = at < r->n && r->exceptions[at].on == on;
	if (!there && r->n == RECURRENCE_EXCEPTIONS)
		return false;
	if (!there) {
		r->exceptions = mem_resize(r->exceptions, r->n + 1, sizeof *r->exceptions);
		memmove(r->exceptions + at + 1, r->exceptions + at, (r->n - at) * sizeof *r->exceptions);
		r->n++;
	}
	r->exceptions[at] = (struct recurrence_exception){on, to, starts};
	return true;
}

/* ---- reading the rule's parts, one row each */

static bool read_int(const char *text, int least, int most, int *out)
{
	char *end;
	long n = strtol(text, &end, 10);
	*out = (int)n;
	return *text && *end == '\0' && strlen(text) <= 6 && n >= least && n <= most;
}

static bool read_freq(struct recurrence *r, const char *text)
{
	for (int i = 0; i < REPEAT_COUNT; i++)
		if (strcasecmp(text, frequencies[i]) == 0) {
			r->every = (enum repeat)i;
			return true;
		}
	return false;
}

static bool read_interval(struct recurrence *r, const char *text)
{
	return read_int(text, 1, INTERVAL_MOST, &r->interval);
}

static bool read_count(struct recurrence *r, const char *text)
{
	return read_int(text, 1, COUNT_MOST, &r->count);
}

static bool read_digits(const char *text, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*out = *out * 10 + (text[i] - '0');
	}
	return true;
}

/* 20261231, 20261231T235959, or 20261231T215959Z, which is turned into the day it is here. */
static bool read_until(struct recurrence *r, const char *text)
{
	int y, m, d, hh, mm, ss;
	if (!read_digits(text, 4, &y) || !read_digits(text + 4, 2, &m) || !read_digits(text + 6, 2, &d) ||
	    !date_make(y, m, d, &r->until))
		return false;
	if (text[8] == '\0')
		return true;
	if (text[8] != 'T' || !read_digits(text + 9, 2, &hh) || !read_digits(text + 11, 2, &mm) ||
	    !read_digits(text + 13, 2, &ss) || hh > 23 || mm > 59 || ss > 60)
		return false;
	if (strcmp(text + 15, "Z") == 0) {
		int64_t ms = ((int64_t)r->until * 86400 + hh * 3600 + mm * 60 + ss) * 1000;
		r->until = local_from_ms(ms).date;
		return true;
	}
	return text[15] == '\0';
}

static bool read_byday(struct recurrence *r, const char *text)
{
	for (const char *p = text; *p;) {
		char *end;
		long nth = strtol(p, &end, 10);
		int day = 0;
		while (day < 7 && strncasecmp(end, days[day], 2) != 0)
			day++;
		if (day == 7 || (end[2] != '\0' && end[2] != ','))
			return false;
		if (end == p) {
			r->days |= 1U << day;
		} else if (r->nth == 0 && (nth == -1 || (nth >= 1 && nth <= 5))) {
			r->nth = (int)nth;
			r->nth_day = day;
		} else {
			return false;
		}
		p = end + 2 + (end[2] == ',');
	}
	return r->days == 0 || r->nth == 0;
}

static bool read_monthday(struct recurrence *r, const char *text)
{
	return read_int(text, -1, 31, &r->month_day) && r->month_day != 0;
}

/* "the second of Thursday": the long way of writing 2TH. Joined with the day in settle(). */
static bool read_setpos(struct recurrence *r, const char *text)
{
	return read_int(text, -1, 5, &r->nth) && r->nth != 0;
}

static bool read_weekstart(struct recurrence *r, const char *text)
{
	(void)r;
	return strcasecmp(text, "MO") == 0;
}

static const struct {
	const char *name;
	bool (*read)(struct recurrence *r, const char *text);
} rule_parts[] = {
    {"FREQ", read_freq},
    {"INTERVAL", read_interval},
    {"BYDAY", read_byday},
    {"BYMONTHDAY", read_monthday},
    {"BYSETPOS", read_setpos},
    {"COUNT", read_count},
    {"UNTIL", read_until},
    {"WKST", read_weekstart},
};
enum { PART_FREQ = 0, PART_SETPOS = 4, PART_TOTAL = sizeof rule_parts / sizeof *rule_parts };

static bool read_part(struct recurrence *r, char *part, unsigned *seen)
{
	char *eq = strchr(part, '=');
	if (!eq)
		return false;
	*eq = '\0';
	for (int i = 0; i < PART_TOTAL; i++)
		if (strcasecmp(part, rule_parts[i].name) == 0 && !(*seen & 1U << i)) {
			*seen |= 1U << i;
			return rule_parts[i].read(r, eq + 1);
		}
	return false;
}

/* What each frequency may carry. */
static bool settle(struct recurrence *r, unsigned seen)
{
	if (seen & 1U << PART_SETPOS) {
		unsigned one = r->days;
		if (!one || one & (one - 1))
			return false;
		r->nth_day = 0;
		while (!(one & 1U << r->nth_day))
			r->nth_day++;
		r->days = 0;
	}
	bool monthly = r->every == REPEAT_MONTHLY;
	if ((r->days && r->every != REPEAT_WEEKLY) || (r->nth && !monthly) || (r->month_day && !monthly))
		return false;
	return (seen & 1U << PART_FREQ) && !(r->nth && r->month_day) && !(r->count && r->until != DATE_NONE);
}

static bool read_rule(struct recurrence *r, char *rule)
{
	unsigned seen = 0;
	if (strncasecmp(rule, "RRULE:", 6) == 0)
		rule += 6;
	char *rest = NULL;
	for (char *part = strtok_r(rule, ";", &rest); part; part = strtok_r(NULL, ";", &rest))
		if (!read_part(r, part, &seen))
			return false;
	return settle(r, seen);
}

/* "-2026-12-24", "2026-12-31>2026-12-30T19:00" */
static bool read_exception(struct recurrence *r, const char *line)
{
	char day[11];
	date_t on, to = DATE_NONE;
	int starts = -1;
	if (*line == '-')
		return date_parse_iso(line + 1, &on) && recurrence_except(r, on, DATE_NONE, -1);
	if (strlen(line) < 21 || line[10] != '>')
		return false;
	memcpy(day, line, 10);
	day[10] = '\0';
	if (!date_parse_iso(day, &on))
		return false;
	memcpy(day, line + 11, 10);
	if (!date_parse_iso(day, &to))
		return false;
	if (line[21] && (line[21] != 'T' || strlen(line) != 27 || line[24] != ':' || !time_parse(line + 22, &starts)))
		return false;
	return starts < 1440 && recurrence_except(r, on, to, starts);
}

bool recurrence_read(const char *text, struct recurrence *out)
{
	*out = (struct recurrence){.interval = 1, .until = DATE_NONE};
	if (!text)
		return false;
	char *copy = mem_copy_text(text), *rest = NULL, *line = strtok_r(copy, " \t\r\n", &rest);
	bool ok = line && read_rule(out, line);
	while (ok && (line = strtok_r(NULL, " \t\r\n", &rest)))
		ok = read_exception(out, line);
	free(copy);
	return ok;
}

/* ---- writing */

void recurrence_rule(const struct recurrence *r, struct buf *out)
{
	buf_print(out, "FREQ=%s", frequencies[r->every]);
	if (r->interval > 1)
		buf_print(out, ";INTERVAL=%d", r->interval);
	bool begun = false;
	for (int i = 0; i < 7; i++)
		if (r->days & 1U << i) {
			buf_print(out, "%s%s", begun ? "," : ";BYDAY=", days[i]);
			begun = true;
		}
	if (r->nth)
		buf_print(out, ";BYDAY=%d%s", r->nth, days[r->nth_day]);
	if (r->month_day)
		buf_print(out, ";BYMONTHDAY=%d", r->month_day);
	if (r->count)
		buf_print(out, ";COUNT=%d", r->count);
	if (r->until != DATE_NONE) {
		int y, m, d;
		date_split(r->until, &y, &m, &d);
		buf_print(out, ";UNTIL=%04d%02d%02d", y, m, d);
	}
}

void recurrence_text(const struct recurrence *r, struct buf *out)
{
	char on[11], to[11], at[6];
	recurrence_rule(r, out);
	for (size_t i = 0; i < r->n; i++) {
		const struct recurrence_exception *x = &r->exceptions[i];
		date_iso(x->on, on);
		if (x->to == DATE_NONE) {
			buf_print(out, "\n-%s", on);
			continue;
		}
		date_iso(x->to, to);
		buf_print(out, "\n%s>%s", on, to);
		if (x->starts >= 0) {
			time_text(x->starts, at);
			buf_print(out, "T%s", at);
		}
	}
}

/* ---- the type */

static bool parse_recurrence(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	const char *text = typed ? typed + strspn(typed, " \t\r\n") : "";
	if (!*text)
		return true;
	struct recurrence r;
	bool rule = strncasecmp(text, "FREQ=", 5) == 0 || strncasecmp(text, "RRULE:", 6) == 0;
	bool ok = rule || !ctx ? recurrence_read(text, &r) : recurrence_from_words(text, ctx->today, &r);
	if (ok) {
		struct buf b = BUF_INIT;
		recurrence_text(&r, &b);
		value_take_text(out, buf_take(&b));
	} else if (rule) {
		type_fault(e, f,
		    _("this rule of repetition cannot be kept: daily, weekly on days, monthly on a day and yearly "
		      "can."));
	} else {
		type_refuse(e, f, text);
	}
	recurrence_free(&r);
	return ok;
}

static void format_recurrence(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	if (what != FOR_SCREEN || v->tag != VALUE_TEXT) {
		format_text(f, v, ctx, what, out);
		return;
	}
	struct recurrence r;
	if (recurrence_read(v->text, &r))
		recurrence_words(&r, type_lang(ctx), out);
	else
		buf_text(out, v->text);
	recurrence_free(&r);
}

const struct field_type ft_recurrence = {
    .name = "recurrence",
    .label = N_("repetition"),
    .example = N_("every Thursday until 31.12, monthly, second Tuesday of the month"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_RECURRENCE,
    .parse = parse_recurrence,
    .format = format_recurrence,
    .compare = compare_bytes,
    .validate = validate_by_parse,
};
