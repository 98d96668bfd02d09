/* out/ics_read.c - calendars in: walks the file three times (zones, changed days, then each event with its changed
 * days) so that any order of components is understood with little memory. Limits keep hostile files from crashing or
 * hanging anything. Knows no record. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "out/ics_take.h"

#define DEPTH_MAX 16
#define EVENTS_MAX 100000
#define STEPS_MAX 500000 /* occurrences that COUNTs of one file may make us compute */

/* A changed day: a VEVENT with RECURRENCE-ID. */
struct override {
	uint64_t uid, words; /* hashes */
	struct ics_moved moved;
	bool cancelled, sound, all_day;
	size_t line;
};

struct reader {
	struct ics_lines lines;
	struct ics_zones *zones;
	struct ics_raw raw;
	struct ics_taken taken;
	struct override *overrides; /* by uid */
	size_t noverrides, room;
	uint64_t *masters; /* UIDs of events that repeat, sorted */
	size_t nmasters, masters_room;
	size_t events;
	long steps;
	bool cancels; /* METHOD:CANCEL */
	bool calendar, stopped;
	bool (*each)(void *ctx, const struct ics_seen *seen);
	void *ctx;
	struct err *e;
	/* what happens with a whole VEVENT, and with a line of a VTIMEZONE; false stops */
	bool (*event)(struct reader *r);
	bool zones_now;
};

/* ---- components */

struct walk {
	char names[DEPTH_MAX][40];
	int depth, event, zone; /* depth at which the VEVENT / VTIMEZONE stands; -1: none */
};

static bool end_event(struct reader *r, struct walk *w)
{
	w->event = -1;
	return r->event(r);
}

static bool begin(struct reader *r, struct walk *w, const char name[40], size_t line)
{
	if (w->depth == DEPTH_MAX)
		return err_set(r->e, ERR_INVALID,
		    _("In line %zu the file is nested deeper than any calendar. Nothing was changed."), line);
	if (w->depth == 0 && strcmp(name, "VCALENDAR") == 0)
		r->calendar = true;
	if (w->event >= 0 && strcmp(name, "VEVENT") == 0) {
		snprintf(r->raw.fault, sizeof r->raw.fault, "%s", _("It never ends: another one begins inside it."));
		w->depth = w->event;
		if (!end_event(r, w))
			return false;
	}
	bool top = w->depth >= 1 && w->event < 0 && w->zone < 0;
	if (top && strcmp(name, "VEVENT") == 0) {
		w->event = w->depth;
		ics_raw_clear(&r->raw, line);
	} else if (top && strcmp(name, "VTIMEZONE") == 0) {
		w->zone = w->depth;
		ics_zones_begin(r->zones);
	}
	memcpy(w->names[w->depth++], name, sizeof w->names[0]);
	return true;
}

static bool end(struct reader *r, struct walk *w, const char *name)
{
	int at = w->depth - 1;
	while (at >= 0 && strcmp(w->names[at], name) != 0)
		at--;
	if (at < 0)
		return true; /* the end of nothing */
	w->depth = at;
	if (w->zone >= at) {
		if (r->zones_now)
			ics_zones_end(r->zones);
		w->zone = -1;
	}
	return w->event >= at ? end_event(r, w) : true;
}

/* "BEGIN:VEVENT": the component's name in capitals; NULL: another line. */
static const char *component(const struct ics_line *line, const char *word, char name[40])
{
	size_t n = strlen(word), i = 0;
	if (strncasecmp(line->text, word, n) != 0 || line->too_long)
		return NULL;
	for (const char *c = line->text + n; *c && *c != ' ' && i < 39; c++)
		name[i++] = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
	name[i] = '\0';
	return name;
}

static bool calendar_line(struct reader *r, const struct ics_line *line)
{
	if (strncasecmp(line->text, "METHOD:CANCEL", 13) == 0)
		r->cancels = true;
	if (strcasecmp(line->text, "VERSION:1.0") == 0)
		return err_set(r->e, ERR_INVALID,
		    _("The file is a vCalendar 1.0 of the nineties. Nothing was changed; save it as iCalendar "
		      "(.ics)."));
	return true;
}

static bool walk_line(struct reader *r, struct walk *w, struct ics_line *line)
{
	char name[40] = "";
	if (component(line, "BEGIN:", name)) {
		if (w->zone >= 0 && r->zones_now)
			ics_zones_line(r->zones, line);
		return begin(r, w, name, line->line);
	}
	if (component(line, "END:", name)) {
		if (w->zone >= 0 && r->zones_now && w->depth > w->zone + 1)
			ics_zones_line(r->zones, line);
		return end(r, w, name);
	}
	if (w->zone >= 0 && r->zones_now)
		ics_zones_line(r->zones, line);
	else if (w->event >= 0 && w->depth <= w->event + 2)
		ics_raw_line(&r->raw, line, w->depth > w->event + 1);
	else if (w->depth == 1)
		return calendar_line(r, line);
	return true;
}

static bool walk(struct reader *r, bool (*event)(struct reader *r), bool zones_now)
{
	struct walk w = {.depth = 0, .event = -1, .zone = -1};
	struct ics_line line;
	r->event = event;
	r->zones_now = zones_now;
	ics_lines_rewind(&r->lines);
	while (ics_lines_next(&r->lines, &line)) {
		if (!walk_line(r, &w, &line))
			return false;
		if (r->lines.zero)
			return err_set(r->e, ERR_INVALID,
			    _("The file holds zero bytes, so it is not a calendar. Nothing was changed."));
	}
	if (w.event >= 0) {
		snprintf(r->raw.fault, sizeof r->raw.fault, "%s", _("The file ends in the middle of it."));
		return end_event(r, &w);
	}
	return true;
}

/* ---- first: zones, and how many events there are */

static bool count_event(struct reader *r)
{
	if (++r->events <= EVENTS_MAX)
		return true;
	return err_set(r->e, ERR_INVALID, _("The file has more than 100,000 events. Nothing was changed."));
}

/* ---- second: changed days, and which events repeat */

static uint64_t words_hash(const struct ics_taken *t)
{
	uint64_t h = UINT64_C(0xCBF29CE484222325);
	const char *const words[] = {t->event.summary, t->event.location};
	for (size_t i = 0; i < 2; i++)
		for (const char *c = words[i] ? words[i] : ""; *c; c++)
			h = (h ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
	return h;
}

static void add_override(struct reader *r)
{
	struct err e = ERR_INIT;
	if (r->noverrides == r->room) {
		r->room = r->room ? r->room * 2 : 64;
		r->overrides = mem_resize(r->overrides, r->room, sizeof *r->overrides);
	}
	struct override *o = &r->overrides[r->noverrides++];
	*o = (struct override){.uid = ics_raw_uid(&r->raw), .line = r->raw.line};
	o->sound = ics_take(&r->raw, r->zones, &r->steps, &r->taken, &e);
	const struct ics_event *ev = &r->taken.event;
	o->moved = (struct ics_moved){r->taken.on, ev->date, ev->starts, ev->ends};
	o->all_day = ev->starts < 0;
	o->cancelled = r->taken.cancelled || r->cancels;
	o->words = words_hash(&r->taken);
}

static bool gather_event(struct reader *r)
{
	if (ics_raw_is_override(&r->raw)) {
		add_override(r);
	} else if (r->raw.times[ICS_RRULE] > 0) {
		if (r->nmasters == r->masters_room) {
			r->masters_room = r->masters_room ? r->masters_room * 2 : 64;
			r->masters = mem_resize(r->masters, r->masters_room, sizeof *r->masters);
		}
		r->masters[r->nmasters++] = ics_raw_uid(&r->raw);
	}
	return true;
}

static int compare_uids(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* By uid, then as they stand in the file: the later word about one day wins. */
static int compare_overrides(const void *a, const void *b)
{
	const struct override *x = a, *y = b;
	return x->uid != y->uid ? (x->uid > y->uid ? 1 : -1) : (x->line > y->line) - (x->line < y->line);
}

/* ---- third: each event with its changed days */

static bool too_many(struct reader *r)
{
	return err_set(r->e, ERR_INVALID, _("It has more than %d exceptions."), ICS_EXCEPTIONS);
}

static bool add_moved(struct reader *r, const struct override *o)
{
	struct ics_taken *t = &r->taken;
	struct ics_event *ev = &t->event;
	if (!o->sound)
		return err_set(r->e, ERR_INVALID,
		    _("One of its days was changed in line %zu, and that cannot be taken."), o->line);
	if (ev->excepts + ev->moves >= ICS_EXCEPTIONS)
		return too_many(r);
	if (o->cancelled) {
		t->except[ev->excepts++] = o->moved.on;
		return true;
	}
	if (o->all_day != (ev->starts < 0))
		return err_set(r->e, ERR_INVALID,
		    _("One of its days was changed in line %zu, and that cannot be taken."), o->line);
	if (o->words != words_hash(t))
		ics_taken_warn(t, _("One of its days has a title or a place of its own; they were left out."));
	bool same_time = o->moved.starts == ev->starts && o->moved.ends == ev->ends;
	if (o->moved.to == o->moved.on && same_time)
		return true;
	t->moved[ev->moves] = o->moved;
	if (same_time)
		t->moved[ev->moves].starts = t->moved[ev->moves].ends = -1;
	ev->moves++;
	return true;
}

static bool add_overrides(struct reader *r)
{
	uint64_t uid = ics_raw_uid(&r->raw);
	size_t low = 0, high = r->noverrides;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (r->overrides[mid].uid < uid)
			low = mid + 1;
		else
			high = mid;
	}
	r->taken.event.moved = r->taken.moved;
	/* Counted, because a hostile file gives one UID to everything. */
	for (size_t n = 0; low < r->noverrides && r->overrides[low].uid == uid; low++, n++)
		if (n >= ICS_EXCEPTIONS ? !too_many(r) : !add_moved(r, &r->overrides[low]))
			return false;
	return true;
}

/* A changed day whose series is not in the file: an event of its own. */
static void make_own(struct ics_taken *t)
{
	char day[9];
	ics_date_text(t->on, day);
	buf_print(&t->uid, "#%s", day);
	t->event.uid = buf_str(&t->uid);
	t->event.rule = NULL;
}

static bool give_event(struct reader *r)
{
	struct err why = ERR_INIT;
	struct err *outer = r->e;
	bool override = ics_raw_is_override(&r->raw);
	uint64_t uid = ics_raw_uid(&r->raw);
	if (override && r->nmasters > 0 && bsearch(&uid, r->masters, r->nmasters, sizeof uid, compare_uids))
		return true; /* given with its series */
	r->e = &why;
	bool fine = ics_take(&r->raw, r->zones, &r->steps, &r->taken, &why);
	if (fine && override)
		make_own(&r->taken);
	else if (fine && r->taken.event.rule)
		fine = add_overrides(r);
	r->e = outer;
	if (r->cancels)
		r->taken.event.status = "CANCELLED";
	struct ics_seen seen = {.event = r->taken.event,
	    .line = r->raw.line,
	    .refused = fine ? NULL : why.what,
	    .warning = r->taken.warning.len > 0 ? buf_str(&r->taken.warning) : NULL};
	r->stopped = !r->each(r->ctx, &seen);
	return !r->stopped;
}

static bool read_all(struct reader *r)
{
	r->steps = STEPS_MAX;
	if (!walk(r, count_event, true))
		return false;
	if (!r->calendar)
		return err_set(r->e, ERR_INVALID, _("The file is not a calendar (.ics). Nothing was changed."));
	if (!walk(r, gather_event, false))
		return false;
	if (r->noverrides > 0)
		qsort(r->overrides, r->noverrides, sizeof *r->overrides, compare_overrides);
	if (r->nmasters > 0)
		qsort(r->masters, r->nmasters, sizeof *r->masters, compare_uids);
	return walk(r, give_event, false) || r->stopped;
}

bool ics_read_here(const char *path, bool (*each)(void *ctx, const struct ics_seen *seen), void *ctx, struct err *e)
{
	struct err own = ERR_INIT;
	struct reader *r = mem_alloc(sizeof *r);
	r->each = each;
	r->ctx = ctx;
	r->e = &own;
	bool fine = ics_lines_open(&r->lines, path, &own);
	if (fine) {
		r->zones = ics_zones_new();
		fine = read_all(r);
		ics_zones_free(r->zones);
	}
	ics_lines_close(&r->lines);
	ics_raw_free(&r->raw);
	ics_taken_free(&r->taken);
	free(r->overrides);
	free(r->masters);
	free(r);
	if (!fine && e)
		*e = own;
	return fine;
}
