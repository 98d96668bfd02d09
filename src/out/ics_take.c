/* out/ics_take.c - understands one VEVENT: times become Chișinău's, repetition one of the safe forms. What cannot be
 * taken whole is refused with words; what is left out is said. Knows no file and no other event. */
#include "out/ics_take.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "out/ical.h"

#define DAY (24 * 60)
#define ALARM_MAX (28 * DAY)

struct taking {
	const struct ics_raw *raw;
	struct ics_zones *zones;
	long *steps;
	struct ics_taken *out;
	struct err *e;
	const struct ics_zone *zone; /* of DTSTART */
	date_t zone_date;            /* DTSTART's day as it stands in that zone */
	int64_t starts_ms;
};

void ics_taken_free(struct ics_taken *t)
{
	struct buf *all[] = {
	    &t->uid, &t->summary, &t->location, &t->description, &t->category, &t->url, &t->rule, &t->warning};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_free(all[i]);
}

static void clear(struct ics_taken *t)
{
	struct buf *all[] = {
	    &t->uid, &t->summary, &t->location, &t->description, &t->category, &t->url, &t->rule, &t->warning};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_clear(all[i]);
	t->event =
	    (struct ics_event){.date = DATE_NONE, .until = DATE_NONE, .starts = -1, .ends = -1, .alarm_minutes = -1};
	t->on = DATE_NONE;
	t->cancelled = false;
}

void ics_taken_warn(struct ics_taken *t, const char *words)
{
	if (t->warning.len > 0)
		buf_char(&t->warning, ' ');
	buf_text(&t->warning, words);
}

/* ---- one property */

/* A copy of its line, taken apart; the copy lives in `line`. */
static bool prop(const struct ics_raw *raw, enum ics_prop_number n, struct buf *line, struct ics_prop *out)
{
	buf_clear(line);
	if (raw->first[n] == 0)
		return false;
	buf_text(line, raw->text.data + raw->first[n] - 1);
	return ics_prop_split(line->data, out);
}

static const char *text_of(const struct ics_raw *raw, enum ics_prop_number n, struct buf *out)
{
	struct buf line = BUF_INIT;
	struct ics_prop p;
	if (prop(raw, n, &line, &p))
		ics_unescape(p.value, out);
	buf_free(&line);
	return out->len > 0 ? buf_str(out) : NULL;
}

/* A date, or a moment as Unix milliseconds by the property's zone. */
struct when {
	struct ics_moment local; /* in the zone */
	const struct ics_zone *zone;
	int64_t ms;
	struct local_time here;
};

static bool read_when(struct taking *t, const struct ics_prop *p, const char *value, struct when *out)
{
	if (!ics_moment_parse(value, &out->local))
		return err_set(t->e, ERR_INVALID, _("“%.40s” is not a date or a time."), value);
	out->here = (struct local_time){.date = out->local.date};
	if (out->local.minutes < 0)
		return true;
	out->zone =
	    out->local.utc ? ics_zones_utc(t->zones) : ics_zones_find(t->zones, ics_prop_param(p, "TZID"), t->e);
	if (!out->zone)
		return false;
	out->ms = ics_zone_ms(out->zone, out->local.date, out->local.minutes);
	out->here = local_from_ms(out->ms);
	return true;
}

static bool read_when_prop(struct taking *t, enum ics_prop_number n, struct when *out, bool *there)
{
	struct buf line = BUF_INIT;
	struct ics_prop p;
	*there = prop(t->raw, n, &line, &p);
	bool fine = !*there || read_when(t, &p, p.value, out);
	buf_free(&line);
	return fine;
}

/* Minutes, or false. libical reads the text; its own sum of seconds would overflow. */
static bool read_duration(const char *text, int64_t *minutes)
{
	size_t run = 0;
	for (const char *c = text; *c; c++) {
		run = *c >= '0' && *c <= '9' ? run + 1 : 0;
		if (run > 6)
			return false;
	}
	struct icaldurationtype d = ical()->icaldurationtype_from_string(text);
	if (ical()->icaldurationtype_is_bad_duration(d))
		return false;
	int64_t days = (int64_t)d.weeks * 7 + d.days;
	*minutes = ((days * 24 + d.hours) * 60 + d.minutes) + d.seconds / 60;
	if (d.is_neg)
		*minutes = -*minutes;
	return true;
}

/* ---- when */

static void set_all_day(struct ics_event *ev, date_t last)
{
	ev->starts = ev->ends = -1;
	ev->until = last > ev->date ? last : DATE_NONE;
}

/* From `minutes` of duration to what an entry can hold: a day and its hours, or whole days. */
static bool set_length(struct taking *t, int64_t minutes)
{
	struct ics_event *ev = &t->out->event;
	if (minutes < 0 || minutes > (int64_t)DAY * 3660)
		return err_set(t->e, ERR_INVALID, _("It ends before it begins, or after more than ten years."));
	if (minutes == 0)
		return true;
	int64_t end = ev->starts + minutes;
	/* Outlook writes whole days as midnight to midnight. */
	bool whole = ev->starts == 0 && minutes % DAY == 0;
	if (whole || minutes > DAY) {
		set_all_day(ev, ev->date + (date_t)((end - 1) / DAY));
		if (!whole)
			ics_taken_warn(t->out, _("It lasts several days; its hours were left out."));
		return true;
	}
	ev->ends = (int)(end % DAY);
	return true;
}

static bool take_duration(struct taking *t, int64_t *minutes, bool *there)
{
	struct buf text = BUF_INIT;
	const char *value = text_of(t->raw, ICS_DURATION, &text);
	bool fine = !value || read_duration(value, minutes);
	if (!fine)
		err_set(t->e, ERR_INVALID, _("“%.40s” is not a duration."), value);
	*there = value != NULL;
	buf_free(&text);
	return fine;
}

/* DTEND is the first day after; equal to the start it means one day. */
static bool take_last_day(struct taking *t, const struct when *end, bool has_end, int64_t minutes)
{
	struct ics_event *ev = &t->out->event;
	date_t last = has_end ? end->here.date - 1 : ev->date + (date_t)((minutes + DAY - 1) / DAY) - 1;
	if (minutes < 0 || (has_end && end->here.date < ev->date) || last - ev->date > 3660)
		return err_set(t->e, ERR_INVALID, _("It ends before it begins, or after more than ten years."));
	set_all_day(ev, last);
	return true;
}

/* By the clock on the wall: in the night of a change an hour more or less lies between. */
static int64_t local_minutes(const struct taking *t, int64_t end_ms)
{
	const struct ics_event *ev = &t->out->event;
	struct local_time end = local_from_ms(end_ms);
	int64_t minutes = (int64_t)(end.date - ev->date) * DAY + end.hour * 60 + end.minute - ev->starts;
	int64_t real = (end_ms - t->starts_ms) / 60000;
	return (minutes > 0) == (real > 0) ? minutes : real;
}

static bool take_end(struct taking *t)
{
	struct when end;
	int64_t minutes = 0;
	bool has_end, has_duration;
	if (!read_when_prop(t, ICS_DTEND, &end, &has_end) || !take_duration(t, &minutes, &has_duration))
		return false;
	/* Nothing longer fits a calendar, and nothing shorter overflows a date. */
	if (minutes > (int64_t)DAY * 3660)
		return err_set(t->e, ERR_INVALID, _("It ends before it begins, or after more than ten years."));
	if (t->out->event.starts < 0)
		return take_last_day(t, &end, has_end, minutes);
	if (has_end && end.local.minutes < 0)
		return err_set(t->e, ERR_INVALID, _("It begins at an hour but ends on a day."));
	if (has_end && end.ms < t->starts_ms)
		return err_set(t->e, ERR_INVALID, _("It ends before it begins, or after more than ten years."));
	return set_length(t, local_minutes(t, has_end ? end.ms : t->starts_ms + minutes * 60000));
}

static bool take_start(struct taking *t)
{
	struct ics_event *ev = &t->out->event;
	struct when start;
	bool there;
	if (!read_when_prop(t, ICS_DTSTART, &start, &there))
		return false;
	if (!there)
		return err_set(t->e, ERR_INVALID, _("It does not say when it begins."));
	ev->date = start.here.date;
	t->zone_date = start.local.date;
	if (start.local.minutes < 0)
		return true;
	ev->starts = start.here.hour * 60 + start.here.minute;
	t->zone = start.zone;
	t->starts_ms = start.ms;
	return true;
}

/* ---- repetition */

/* The rule speaks of days in its own zone; here they may be the next or the day before. */
static bool shift_days(struct taking *t, struct ics_rule *r, int by)
{
	if (by == 0)
		return true;
	if (r->freq == ICS_MONTHLY || r->freq == ICS_YEARLY)
		return err_set(
		    t->e, ERR_INVALID, _("It repeats on days of another time zone, which are other days here."));
	unsigned turned = 0;
	for (int i = 0; i < 7; i++)
		if (r->weekdays & 1U << i)
			turned |= 1U << (i + by + 7) % 7;
	r->weekdays = turned;
	return true;
}

static bool take_rule(struct taking *t)
{
	struct ics_event *ev = &t->out->event;
	struct buf text = BUF_INIT;
	struct ics_rule r;
	const char *rule = text_of(t->raw, ICS_RRULE, &text);
	if (t->raw->times[ICS_RDATE] > 0)
		ics_taken_warn(t->out, _("Its extra days (RDATE) were left out."));
	if (t->raw->times[ICS_RRULE] > 1 || t->raw->times[ICS_EXRULE] > 0) {
		buf_free(&text);
		return err_set(t->e, ERR_INVALID, _("It has several rules of repetition at once."));
	}
	int by = ev->date - t->zone_date;
	bool fine =
	    !rule || (ics_rule_parse(rule, t->zone_date, ev->starts, &r, t->steps, t->e) && shift_days(t, &r, by));
	if (rule && fine) {
		if (r.until != DATE_NONE && by != 0 && strstr(rule, "COUNT="))
			r.until += by;
		ics_rule_text(&r, ev->starts, false, &t->out->rule);
		ev->rule = buf_str(&t->out->rule);
		if (t->zone && !ics_zone_is_steady(t->zone))
			ics_taken_warn(
			    t->out, _("It repeats in another time zone; in some weeks its hour may differ here."));
	}
	buf_free(&text);
	return fine;
}

static bool take_except_list(struct taking *t, const struct ics_prop *p)
{
	struct ics_event *ev = &t->out->event;
	char *rest = p->value;
	for (char *one; (one = strsep(&rest, ","));) {
		struct when when;
		if (!read_when(t, p, one, &when))
			return false;
		if (ev->excepts == ICS_EXCEPTIONS)
			return err_set(t->e, ERR_INVALID, _("It has more than %d exceptions."), ICS_EXCEPTIONS);
		t->out->except[ev->excepts++] = when.here.date;
	}
	return true;
}

static bool take_excepts(struct taking *t)
{
	struct buf line = BUF_INIT;
	bool fine = true;
	const struct buf *list = &t->raw->lists[1];
	t->out->event.except = t->out->except;
	for (size_t at = 0; fine && t->out->event.rule && at < list->len; at += strlen(list->data + at) + 1) {
		struct ics_prop p;
		buf_clear(&line);
		buf_text(&line, list->data + at);
		fine = !ics_prop_split(line.data, &p) || take_except_list(t, &p);
	}
	buf_free(&line);
	return fine;
}

static bool take_recurrence_id(struct taking *t)
{
	struct when on;
	struct buf line = BUF_INIT;
	struct ics_prop p;
	if (!prop(t->raw, ICS_RECURRENCE, &line, &p)) {
		buf_free(&line);
		return true;
	}
	const char *range = ics_prop_param(&p, "RANGE");
	bool fine = range ? err_set(t->e, ERR_INVALID, _("A change “from that day on” cannot be taken."))
	                  : read_when(t, &p, p.value, &on);
	if (fine)
		t->out->on = on.here.date;
	buf_free(&line);
	return fine;
}

/* ---- words */

static void take_categories(struct taking *t)
{
	const struct buf *list = &t->raw->lists[0];
	struct buf line = BUF_INIT;
	for (size_t at = 0; at < list->len; at += strlen(list->data + at) + 1) {
		struct ics_prop p;
		buf_clear(&line);
		buf_text(&line, list->data + at);
		if (!ics_prop_split(line.data, &p))
			continue;
		/* Commas part the values, unless a backslash stands before one. */
		for (char *c = p.value; *c; c++) {
			if (*c == '\\' && c[1])
				c++;
			else if (*c == ',')
				*c = '\n';
		}
		if (t->out->category.len > 0)
			buf_char(&t->out->category, '\n');
		ics_unescape(p.value, &t->out->category);
	}
	t->out->event.category = t->out->category.len > 0 ? buf_str(&t->out->category) : NULL;
	buf_free(&line);
}

static void take_uid(struct taking *t)
{
	struct ics_taken *o = t->out;
	if (!text_of(t->raw, ICS_UID, &o->uid))
		buf_print(&o->uid, "obste-%016llx", (unsigned long long)ics_raw_uid(t->raw));
	o->event.uid = buf_str(&o->uid);
}

static void take_status(struct taking *t)
{
	static const char *const known[] = {"TENTATIVE", "CONFIRMED", "CANCELLED"};
	struct buf text = BUF_INIT;
	const char *status = text_of(t->raw, ICS_STATUS, &text);
	for (size_t i = 0; status && i < sizeof known / sizeof *known; i++)
		if (strcasecmp(status, known[i]) == 0)
			t->out->event.status = known[i];
	t->out->cancelled = t->out->event.status == known[2];
	buf_clear(&text);
	const char *transp = text_of(t->raw, ICS_TRANSP, &text);
	t->out->event.transparent = transp && strcasecmp(transp, "TRANSPARENT") == 0;
	buf_free(&text);
}

/* Only an alarm before the start is kept; others are the reader's own matter. */
static void take_alarm(struct taking *t)
{
	struct buf text = BUF_INIT;
	int64_t minutes;
	const char *value = text_of(t->raw, ICS_TRIGGER, &text);
	if (value && read_duration(value, &minutes) && minutes <= 0 && minutes >= -ALARM_MAX)
		t->out->event.alarm_minutes = (int)-minutes;
	buf_free(&text);
}

static int64_t moment_ms(struct taking *t, enum ics_prop_number n)
{
	struct err ignored = ERR_INIT;
	struct taking quiet = *t;
	struct when when = {.ms = 0};
	bool there;
	quiet.e = &ignored;
	return read_when_prop(&quiet, n, &when, &there) && there ? when.ms : 0;
}

static void take_words(struct taking *t)
{
	struct ics_event *ev = &t->out->event;
	struct buf text = BUF_INIT;
	ev->summary = text_of(t->raw, ICS_SUMMARY, &t->out->summary);
	ev->location = text_of(t->raw, ICS_LOCATION, &t->out->location);
	ev->description = text_of(t->raw, ICS_DESCRIPTION, &t->out->description);
	ev->url = text_of(t->raw, ICS_URL, &t->out->url);
	const char *sequence = text_of(t->raw, ICS_SEQUENCE, &text);
	ev->sequence = sequence && strlen(sequence) < 10 ? strtol(sequence, NULL, 10) : 0;
	ev->stamp_ms = moment_ms(t, ICS_DTSTAMP);
	ev->created_ms = moment_ms(t, ICS_CREATED);
	ev->modified_ms = moment_ms(t, ICS_MODIFIED);
	buf_free(&text);
	take_categories(t);
	take_status(t);
	take_alarm(t);
}

bool ics_take(const struct ics_raw *raw, struct ics_zones *zones, long *steps, struct ics_taken *out, struct err *e)
{
	struct taking t = {.raw = raw, .zones = zones, .steps = steps, .out = out, .e = e};
	clear(out);
	take_uid(&t);
	take_words(&t);
	if (raw->fault[0])
		return err_set(e, ERR_INVALID, "%s", raw->fault);
	return take_start(&t) && take_end(&t) && take_recurrence_id(&t) && take_rule(&t) && take_excepts(&t);
}
