/* app/export_ics.c - calendars out: every kind with a calendar row, record after record. Who gets the calendar decides
 * what stands in it: the public one has no names and nothing of kinds that are not public. The same records give the
 * same bytes. Knows no kind by name. */
#include "app/exchange.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/concern.h"
#include "app/dates.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

#define CANCELLED_DAYS 90         /* so long what was put into the bin is told as cancelled */
#define DATE_LAST ((date_t)84006) /* 2199-12-31: where repetitions are no longer followed */
#define DAY_MS ((int64_t)86400000)
#define ALARM_TIMED 60    /* minutes before */
#define ALARM_ALL_DAY 900 /* nine in the morning of the day before */

/* One row an audience: what it may see. */
static const struct audience {
	enum privacy most;
	bool only_public, alarms;
} audiences[] = {
    [AUDIENCE_GROUP] = {PERSONAL, false, true},
    [AUDIENCE_PUBLIC] = {PUBLIC, true, false},
    [AUDIENCE_MEMBERS] = {MEMBERS, false, true},
    [AUDIENCE_PERSON] = {MEMBERS, false, true},
    [AUDIENCE_SUBGROUP] = {MEMBERS, false, true},
};

struct ics_run {
	struct app *app;
	const struct app_ics_out *out;
	const struct audience *audience;
	struct ics_writer *writer;
	struct entry *entry;
	const struct concern *concern; /* NULL: everything */
	struct buf uid, title, about, url;
	int64_t now_ms, events, rows, whole;
	struct err err;
	bool stopped;
};

/* ---- the texts of an entry */

static bool may_see(const struct ics_run *run, const struct field *f)
{
	return f->privacy <= run->audience->most;
}

/* A title made of personal fields has no place in a public calendar. */
static bool title_fits(const struct ics_run *run, const struct kind *k)
{
	for (int i = 0; i < 3 && k->title[i] != NO_FIELD; i++)
		if (!may_see(run, &k->fields[k->title[i]]))
			return false;
	return true;
}

static void add_line(struct ics_run *run, const char *label, const char *value)
{
	if (*value)
		buf_print(&run->about, "%s%s: %s", run->about.len ? "\n" : "", label, value);
}

static void add_rule(struct ics_run *run, const struct record *r)
{
	const char *id = r->kind->calendar.rule == NO_FIELD ? NULL : record_text(r, r->kind->calendar.rule);
	const struct term_rules *rules = id ? app_rules(run->app, NULL) : NULL;
	const struct term_rule *rule = rules ? term_rules_find(rules, id) : NULL;
	if (rule)
		add_line(run, rule->name[lang_now()], rule->law);
}

static void describe(struct ics_run *run, const struct record *r)
{
	const struct kind *k = r->kind;
	buf_clear(&run->about);
	buf_clear(&run->url);
	if (k->calendar.people != NO_FIELD && may_see(run, &k->fields[k->calendar.people]))
		add_line(run, tr(k->fields[k->calendar.people].label), buf_str(&run->entry->people));
	add_rule(run, r);
	for (int i = 1; i < k->nfields && !run->url.len; i++)
		if (k->fields[i].type == &ft_link && may_see(run, &k->fields[i]))
			record_format(r, i, app_types(run->app), FOR_DATA, &run->url);
	run->entry->event.description = run->about.len ? buf_str(&run->about) : NULL;
	run->entry->event.url = run->url.len ? buf_str(&run->url) : NULL;
}

/* Readers that know no cancellation show the entry as any other: so its title says it. */
static void say_cancelled(struct ics_run *run)
{
	struct ics_event *ev = &run->entry->event;
	ev->status = "CANCELLED";
	buf_clear(&run->title);
	buf_print(&run->title, "%s%s", _("CANCELLED: "), ev->summary);
	ev->summary = buf_str(&run->title);
}

/* The first choice of a state is the one in which nothing is decided yet. */
static bool is_tentative(const struct record *r)
{
	int status = r->kind->calendar.status;
	const struct choice *first = status == NO_FIELD ? NULL : r->kind->fields[status].choices;
	const char *code = status == NO_FIELD ? NULL : record_text(r, status);
	return first && code && !r->kind->calendar.deadline && strcmp(first->code, code) == 0;
}

static void finish_event(struct ics_run *run, const struct record *r)
{
	struct ics_event *ev = &run->entry->event;
	buf_clear(&run->uid);
	buf_print(&run->uid, "%" PRId64 "@%s", r->id, store_group(run->app->store));
	ev->uid = buf_str(&run->uid);
	ev->stamp_ms = ev->modified_ms = r->deleted > r->modified ? r->deleted : r->modified;
	ev->sequence = r->sequence + (r->deleted ? 1 : 0);
	if (is_tentative(r))
		ev->status = "TENTATIVE";
	if (r->deleted || run->entry->cancelled)
		say_cancelled(run);
	else if (run->audience->alarms)
		ev->alarm_minutes = ev->starts < 0 ? ALARM_ALL_DAY : ALARM_TIMED;
	describe(run, r);
}

/* ---- which entries */

static bool in_range(const struct ics_run *run, const struct ics_event *ev)
{
	date_t from = run->out->from, to = run->out->to, day;
	date_t last = ev->until == DATE_NONE ? ev->date : ev->until;
	if (from == DATE_NONE && to == DATE_NONE)
		return true;
	if (ev->rule)
		return ics_occurrences(
		           ev, from == DATE_NONE ? ev->date : from, to == DATE_NONE ? DATE_LAST : to, &day, 1) > 0;
	return (from == DATE_NONE || last >= from) && (to == DATE_NONE || ev->date <= to);
}

static bool is_wanted(struct ics_run *run, const struct record *r)
{
	if (r->deleted && r->deleted < run->now_ms - CANCELLED_DAYS * DAY_MS)
		return false;
	if (run->concern && !concern_has(run->concern, r))
		return false;
	if (!entry_make(run->app, r, run->entry) || !in_range(run, &run->entry->event))
		return false;
	return !(run->entry->deadline && (run->entry->done || r->deleted));
}

static bool put_record(void *ctx, const struct record *r)
{
	struct ics_run *run = ctx;
	run->stopped = app_worked(run->app, ++run->rows, run->whole);
	if (run->stopped)
		return !app_interrupted(&run->err);
	if (!is_wanted(run, r))
		return true;
	finish_event(run, r);
	if (!ics_write_event(run->writer, &run->entry->event, &run->err)) {
		run->stopped = true;
		return false;
	}
	run->events++;
	return true;
}

static bool kind_wanted(const struct ics_run *run, const struct kind *k)
{
	bool listed = run->out->nkinds == 0;
	for (size_t i = 0; i < run->out->nkinds && !listed; i++)
		listed = run->out->kinds[i] == k;
	return listed && k->calendar.has && (k->calendar.is_public || !run->audience->only_public) &&
	       title_fits(run, k);
}

static void all_of_kind(struct query *q, const struct kind *k)
{
	query_init(q, k);
	q->bin = QUERY_BOTH;
	q->by_id = true;
}

static void count_kinds(struct ics_run *run)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	for (size_t i = 0; run->app->tell && i < count; i++) {
		struct query q;
		if (!kind_wanted(run, &all[i]))
			continue;
		all_of_kind(&q, &all[i]);
		run->whole += app_whole(run->app, &q);
		query_free(&q);
	}
}

static bool write_kinds(struct ics_run *run, struct err *e)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	for (size_t i = 0; i < count; i++) {
		struct query q;
		if (!kind_wanted(run, &all[i]))
			continue;
		all_of_kind(&q, &all[i]);
		bool ok = store_each(run->app->store, &q, 0, put_record, run, e);
		query_free(&q);
		if (ok && run->stopped) {
			*e = run->err;
			return false;
		}
		if (!ok)
			return false;
	}
	return true;
}

/* ---- the file */

static void calendar_name(struct ics_run *run, struct buf *out)
{
	buf_text(out, app_group_name(run->app));
	if (run->out->audience != AUDIENCE_PERSON && run->out->audience != AUDIENCE_SUBGROUP)
		return;
	buf_text(out, " · ");
	app_title(
	    run->app, kind_get(run->out->audience == AUDIENCE_PERSON ? KIND_person : KIND_group), run->out->of, out);
}

static bool write_calendar(struct ics_run *run, FILE *file, struct err *e)
{
	struct buf name = BUF_INIT;
	calendar_name(run, &name);
	bool ok = ics_write_begin(&run->writer, file, buf_str(&name), "-//Obste//Obste//RO", e);
	buf_free(&name);
	if (!ok)
		return false;
	run->entry = mem_alloc(sizeof *run->entry);
	count_kinds(run);
	ok = write_kinds(run, e);
	ok = ics_write_end(run->writer, ok ? e : NULL) && ok;
	entry_free(run->entry);
	free(run->entry);
	buf_free(&run->uid);
	buf_free(&run->title);
	buf_free(&run->about);
	buf_free(&run->url);
	return ok;
}

static bool find_concern(struct app *a, const struct app_ics_out *o, struct concern *c, bool *any, struct err *e)
{
	*any = o->audience == AUDIENCE_PERSON || o->audience == AUDIENCE_SUBGROUP;
	if (!*any)
		return true;
	return o->audience == AUDIENCE_PERSON ? concern_person(a, o->of, c, e) : concern_group(a, o->of, c, e);
}

bool app_export_ics(struct app *a, const struct app_ics_out *o, int64_t *events, struct err *e)
{
	struct concern concern = {.ids = {NULL, 0, 0}};
	struct ics_run run = {.app = a, .out = o, .audience = &audiences[o->audience], .now_ms = clock_ms(&a->clock)};
	struct path_writer w;
	bool any;
	if (!app_store(a, e) || !find_concern(a, o, &concern, &any, e) || !path_write_begin(&w, o->path, e)) {
		concern_free(&concern);
		return false;
	}
	app_types(a);
	run.concern = any ? &concern : NULL;
	bool ok = write_calendar(&run, w.file, e);
	if (ok)
		ok = path_write_end(&w, e);
	else
		path_write_abandon(&w);
	if (events)
		*events = run.events;
	concern_free(&concern);
	return ok;
}
