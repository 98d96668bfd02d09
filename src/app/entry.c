/* app/entry.c - what a record is in the calendar: its day or the end of its term, hours, place, people. Everything
 * comes from the kind's calendar row; no kind is known by name. Terms are civic's work. */
#include "app/app_internal.h"

#include <string.h>

#include "app/letter_facts.h"
#include "base/lang.h"
#include "model/recurrence.h"

static int minutes_of(const struct record *r, int field)
{
	return field != NO_FIELD && record_has(r, field) ? (int)record_int(r, field) : -1;
}

static bool is_closed(const struct record *r, int field)
{
	const struct choice *c = field == NO_FIELD ? NULL : choice_find(&r->kind->fields[field], record_text(r, field));
	return c && c->closed;
}

static bool entry_date(struct app *a, const struct record *r, struct entry *en)
{
	const struct kind_calendar *c = &r->kind->calendar;
	en->event.date = record_date(r, c->date);
	if (en->event.date == DATE_NONE)
		return false;
	if (c->rule == NO_FIELD)
		return true;
	struct thread t;
	struct err ignored = ERR_INIT;
	int64_t changes = 0;
	if (!letter_term(a, r, &t, &changes, &ignored) || t.end.end == DATE_NONE)
		return false;
	en->event.date = t.end.end;
	en->event.sequence += changes;
	return true;
}

static void entry_times(const struct record *r, struct entry *en)
{
	const struct kind_calendar *c = &r->kind->calendar;
	en->event.until = c->until == NO_FIELD ? DATE_NONE : record_date(r, c->until);
	if (en->event.until <= en->event.date)
		en->event.until = DATE_NONE;
	en->event.starts = minutes_of(r, c->starts);
	en->event.ends = en->event.starts < 0 ? -1 : minutes_of(r, c->ends);
}

static void entry_exception(struct entry *en, const struct recurrence_exception *x)
{
	if (x->to == DATE_NONE && en->event.excepts < ICS_EXCEPTIONS)
		en->except[en->event.excepts++] = x->on;
	else if (x->to != DATE_NONE && en->event.moves < ICS_EXCEPTIONS)
		en->moved[en->event.moves++] =
		    (struct ics_moved){.on = x->on, .to = x->to, .starts = x->starts, .ends = -1};
}

/* A repetition that cannot be read (from a newer version) leaves the first day standing. */
static void entry_repeat(const struct record *r, struct entry *en)
{
	const int field = r->kind->calendar.repeat;
	struct recurrence rec;
	buf_clear(&en->rule);
	if (field == NO_FIELD || !record_has(r, field))
		return;
	if (recurrence_read(record_text(r, field), &rec)) {
		recurrence_rule(&rec, &en->rule);
		en->event.rule = buf_str(&en->rule);
		for (size_t i = 0; i < rec.n; i++)
			entry_exception(en, &rec.exceptions[i]);
	}
	recurrence_free(&rec);
}

static void entry_texts(struct app *a, const struct record *r, struct entry *en)
{
	const struct kind_calendar *c = &r->kind->calendar;
	buf_clear(&en->title);
	buf_clear(&en->place);
	buf_clear(&en->people);
	record_title(r, &a->types, &en->title);
	if (c->place != NO_FIELD)
		record_format(r, c->place, &a->types, FOR_SCREEN, &en->place);
	if (c->people != NO_FIELD)
		record_format(r, c->people, &a->types, FOR_SCREEN, &en->people);
	en->event.summary = buf_str(&en->title);
	en->event.location = buf_str(&en->place);
	en->event.category = tr(c->category);
}

static void entry_state(const struct record *r, struct entry *en)
{
	const struct kind_calendar *c = &r->kind->calendar;
	const char *status = c->status == NO_FIELD ? NULL : record_text(r, c->status);
	en->cancelled = status && c->cancelled && strcmp(status, c->cancelled) == 0;
	en->done = is_closed(r, c->status) || (c->done != NO_FIELD && record_has(r, c->done));
	en->deadline = c->deadline;
	en->event.status = en->cancelled ? "CANCELLED" : "CONFIRMED";
	en->event.transparent = c->deadline || en->event.starts < 0; /* a campaign of months makes nobody busy */
}

bool entry_make(struct app *a, const struct record *r, struct entry *en)
{
	const struct kind_calendar *c = &r->kind->calendar;
	en->event = (struct ics_event){.sequence = r->sequence,
	    .modified_ms = r->modified,
	    .created_ms = r->created,
	    .alarm_minutes = -1,
	    .except = en->except,
	    .moved = en->moved};
	if (!c->has || !kind_condition(r->kind, c->only_when, r->values) || !entry_date(a, r, en))
		return false;
	entry_times(r, en);
	entry_repeat(r, en);
	entry_texts(a, r, en);
	entry_state(r, en);
	return true;
}

void entry_free(struct entry *en)
{
	buf_free(&en->title);
	buf_free(&en->place);
	buf_free(&en->people);
	buf_free(&en->rule);
}
