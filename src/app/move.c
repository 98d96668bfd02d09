/* app/move.c - an entry of the calendar to another day and hour, as one change; of a repeated one this occurrence, this
 * and the following, or all. Everything comes from the kind's calendar row. */
#include "app/dates.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/recurrence.h"

#define DAY_MINUTES 1440

struct moving {
	struct app *app;
	const struct app_move *m;
	const struct kind_calendar *c;
	struct record *record; /* owned */
	struct recurrence rule;
	date_t day; /* by the rule: an occurrence that was moved before has another one than it shows */
};

const char *app_move_refused(const struct kind *k)
{
	return k->calendar.has && k->calendar.rule == NO_FIELD
	           ? NULL
	           : _("This day is counted by law from another one. Open the record to change that one.");
}

/* ---- one record's own fields */

static void shift_date(struct record *r, int field, int days)
{
	char iso[11];
	if (field == NO_FIELD || record_date(r, field) == DATE_NONE)
		return;
	date_iso(record_date(r, field) + days, iso);
	record_set_text(r, field, iso);
}

/* The length stays; what ended after midnight still does. */
static void set_hour(struct record *r, const struct kind_calendar *c, int starts)
{
	if (starts < 0 || c->starts == NO_FIELD)
		return;
	if (record_has(r, c->starts) && c->ends != NO_FIELD && record_has(r, c->ends)) {
		int64_t length = record_int(r, c->ends) - record_int(r, c->starts);
		record_set_int(r, c->ends, (starts + length + DAY_MINUTES) % DAY_MINUTES);
	}
	record_set_int(r, c->starts, starts);
}

static void shift_record(struct moving *v, struct record *r, int days)
{
	shift_date(r, v->c->date, days);
	shift_date(r, v->c->until, days);
	set_hour(r, v->c, v->m->starts);
}

/* ---- the rule */

static unsigned turned_days(unsigned days, int by)
{
	unsigned out = 0;
	for (int i = 0; i < 7; i++)
		if (days & 1U << i)
			out |= 1U << (((i + by) % 7 + 7) % 7);
	return out;
}

static int nth_of_month(date_t d)
{
	int year, month, day;
	date_split(d, &year, &month, &day);
	return (day - 1) / 7 + 1;
}

/* A rule that happens so many days later, the first time on `first`. */
static void shift_rule(struct recurrence *r, date_t first, int days)
{
	int year, month, day;
	date_split(first, &year, &month, &day);
	r->days = turned_days(r->days, days);
	if (r->nth && days) {
		r->nth_day = date_weekday(first);
		r->nth = r->nth < 0 ? -1 : nth_of_month(first);
	}
	if (r->month_day && days)
		r->month_day = day;
	if (r->until != DATE_NONE)
		r->until += days;
	for (size_t i = 0; i < r->n; i++) {
		r->exceptions[i].on += days;
		if (r->exceptions[i].to != DATE_NONE)
			r->exceptions[i].to += days;
	}
}

static void store_rule(struct moving *v, struct record *r, const struct recurrence *rule)
{
	struct buf text = BUF_INIT;
	recurrence_text(rule, &text);
	record_set_text(r, v->c->repeat, buf_str(&text));
	buf_free(&text);
}

/* The occurrence that an earlier move put on this day; NULL: it stands where the rule says. */
static const struct recurrence_exception *moved_before(const struct moving *v)
{
	for (size_t i = 0; i < v->rule.n; i++)
		if (v->rule.exceptions[i].to == v->m->on)
			return &v->rule.exceptions[i];
	return NULL;
}

/* Exceptions before the day stay here, those from it on go with the other half. */
static void split_exceptions(struct recurrence *r, date_t day, bool before)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->n; i++)
		if ((r->exceptions[i].on < day) == before)
			r->exceptions[kept++] = r->exceptions[i];
	r->n = kept;
}

/* ---- the three ways */

static bool save(struct moving *v, struct record **records, size_t n, struct err *e)
{
	return app_save_many(v->app, N_("Moved in the calendar"), records, n, e);
}

static bool move_all(struct moving *v, struct err *e)
{
	int days = v->m->to - v->m->on;
	if (v->rule.n > 0 || record_has(v->record, v->c->repeat)) {
		shift_rule(&v->rule, record_date(v->record, v->c->date) + days, days);
		store_rule(v, v->record, &v->rule);
	}
	shift_record(v, v->record, days);
	return save(v, &v->record, 1, e);
}

static bool move_one(struct moving *v, struct err *e)
{
	const struct recurrence_exception *before = moved_before(v);
	int starts = v->m->starts < 0 && before ? before->starts : v->m->starts;
	if (!recurrence_except(&v->rule, v->day, v->m->to, starts))
		return err_set(
		    e, ERR_INVALID, _("This repetition has too many exceptions already. Nothing was changed."));
	store_rule(v, v->record, &v->rule);
	return save(v, &v->record, 1, e);
}

/* How often it happened before `day`, by the rule alone: a left out day counts too. */
static int times_before(const struct moving *v, date_t day)
{
	struct buf rule = BUF_INIT;
	recurrence_rule(&v->rule, &rule);
	const struct ics_event ev = {
	    .date = record_date(v->record, v->c->date), .starts = -1, .until = DATE_NONE, .rule = buf_str(&rule)};
	size_t most = (size_t)v->rule.count + 1;
	date_t *days = mem_array(most, sizeof *days);
	size_t n = ics_occurrences(&ev, ev.date, day - 1, days, most);
	free(days);
	buf_free(&rule);
	return (int)n;
}

/* The first record ends the day before; a new one goes on. */
static bool move_following(struct moving *v, struct err *e)
{
	int days = v->m->to - v->day;
	date_t first = record_date(v->record, v->c->date);
	if (v->day <= first)
		return move_all(v, e);
	struct record *rest = record_copy(v->record), *both[2] = {v->record, rest};
	struct recurrence later;
	bool ok = recurrence_read(record_text(rest, v->c->repeat), &later);
	if (ok) {
		rest->id = 0;
		if (later.count)
			later.count -= times_before(v, v->day);
		shift_date(rest, v->c->date, v->day - first);
		shift_date(rest, v->c->until, v->day - first);
		split_exceptions(&later, v->day + 1, false);
		shift_rule(&later, v->m->to, days);
		shift_record(v, rest, days);
		store_rule(v, rest, &later);
		split_exceptions(&v->rule, v->day, true);
		v->rule.until = v->day - 1;
		v->rule.count = 0;
		store_rule(v, v->record, &v->rule);
		ok = save(v, both, 2, e);
	} else {
		err_set(e, ERR_INVALID, _("This repetition cannot be read here. Nothing was changed."));
	}
	recurrence_free(&later);
	record_free(rest);
	return ok;
}

bool app_repeats(struct app *a, const struct kind *k, int64_t id)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	bool repeats =
	    k->calendar.repeat != NO_FIELD && app_get(a, k, id, &r, &ignored) && record_has(r, k->calendar.repeat);
	record_free(r);
	return repeats;
}

bool app_move_entry(struct app *a, const struct app_move *m, struct err *e)
{
	struct moving v = {.app = a, .m = m, .c = &m->kind->calendar, .rule = {.until = DATE_NONE}};
	const char *refused = app_move_refused(m->kind);
	if (refused)
		return err_set(e, ERR_INVALID, "%s", refused);
	if (!app_get(a, m->kind, m->id, &v.record, e))
		return false;
	const char *text = v.c->repeat == NO_FIELD ? NULL : record_text(v.record, v.c->repeat);
	bool ok = true, repeats = text && recurrence_read(text, &v.rule);
	if (text && !repeats)
		ok = err_set(e, ERR_INVALID, _("This repetition cannot be read here. Nothing was changed."));
	v.day = moved_before(&v) ? moved_before(&v)->on : m->on;
	if (ok && repeats && m->scope == MOVE_ONE)
		ok = move_one(&v, e);
	else if (ok && repeats && m->scope == MOVE_FOLLOWING)
		ok = move_following(&v, e);
	else if (ok)
		ok = move_all(&v, e);
	if (text)
		recurrence_free(&v.rule);
	record_free(v.record);
	return ok;
}

/* ---- a day of its own */

/* What belongs to the one record alone: the new one begins without it. */
static void begin_anew(struct record *r, const struct kind_calendar *c)
{
	for (int i = 1; i < r->kind->nfields; i++)
		if ((r->kind->fields[i].in & ONCE) && i != c->date && i != c->status)
			record_clear(r, i);
	record_clear(r, c->repeat);
}

static bool part_day(struct moving *v, struct app_move *m, int64_t *own, struct err *e)
{
	const struct recurrence_exception *before = moved_before(v);
	const date_t on = before ? before->on : m->on;
	struct record *alone = record_copy(v->record), *both[] = {alone, v->record};
	m->starts = before ? before->starts : -1;
	alone->id = 0;
	begin_anew(alone, v->c);
	shift_record(v, alone, m->on - record_date(v->record, v->c->date));
	bool ok = recurrence_except(&v->rule, on, DATE_NONE, -1);
	if (!ok) {
		err_set(e, ERR_INVALID, _("This repetition has too many exceptions already. Nothing was changed."));
	} else {
		store_rule(v, v->record, &v->rule);
		ok = app_save_many(v->app, N_("A day of its own"), both, 2, e);
		*own = alone->id;
	}
	record_free(alone);
	return ok;
}

bool app_own_day(struct app *a, const struct kind *k, int64_t id, date_t day, int64_t *own, struct err *e)
{
	struct app_move m = {.kind = k, .id = id, .on = day, .to = day, .starts = -1};
	struct moving v = {.app = a, .m = &m, .c = &k->calendar, .rule = {.until = DATE_NONE}};
	*own = id;
	if (!app_get(a, k, id, &v.record, e))
		return false;
	const char *text = v.c->repeat == NO_FIELD ? NULL : record_text(v.record, v.c->repeat);
	bool ok = true;
	if (text && day != record_date(v.record, v.c->date)) {
		ok = recurrence_read(text, &v.rule)
		         ? part_day(&v, &m, own, e)
		         : err_set(e, ERR_INVALID, _("This repetition cannot be read here. Nothing was changed."));
		recurrence_free(&v.rule);
	}
	record_free(v.record);
	return ok;
}
