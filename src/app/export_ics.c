/* app/export_ics.c - calendars out: every kind with a calendar row, record after record. Who gets the calendar decides
 * what stands in it: the public one has no names and nothing of kinds that are not public, a person's own part and
 * nobody else. What was put into the bin, cancelled or is no longer the reader's stays as cancelled for 90 days. The
 * same records give the same bytes. Knows no kind by name. */
#include "app/exchange.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/letter_set.h"
#include "app/export_internal.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

#define PRODID "-//Obste//Obste//RO"
#define CANCELLED_DAYS 90
#define DATE_LAST ((date_t)84006) /* 2199-12-31: where repetitions are no longer followed */
#define DAY_MS ((int64_t)86400000)

/* One row an audience: what it may see, and as what it is written down. */
static const struct {
	struct ics_audience sees;
	const char *whom;
} audiences[] = {
    [AUDIENCE_GROUP] = {{PERSONAL, false, true, true}, "own"},
    [AUDIENCE_PUBLIC] = {{PUBLIC, true, false, false}, "public"},
    [AUDIENCE_MEMBERS] = {{MEMBERS, false, true, true}, "members"},
    [AUDIENCE_PERSON] = {{MEMBERS, false, true, false}, "person"},
    [AUDIENCE_SUBGROUP] = {{MEMBERS, false, true, true}, "group"},
};

struct ics_run {
	struct app *app;
	const struct app_ics_out *out;
	struct ics_reader *reader;
	struct ics_entry_run texts;
	struct ics_writer *writer;
	struct entry *entry;
	const struct concern *concern; /* NULL: everything */
	int64_t now_ms, events, rows, whole;
	date_t today;
	struct err err;
	bool stopped;
};

const char *ics_whom(enum app_audience audience)
{
	return audiences[audience].whom;
}

/* A title made of personal fields has no place in a public calendar. */
static bool title_fits(const struct ics_run *run, const struct kind *k)
{
	for (int i = 0; i < 3 && k->title[i] != NO_FIELD; i++)
		if (k->fields[k->title[i]].privacy > run->texts.audience->most)
			return false;
	return true;
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

static bool is_old(const struct ics_run *run, int64_t ms)
{
	return ms < run->now_ms - CANCELLED_DAYS * DAY_MS;
}

/* Does it stand in this calendar now? An entry that was cancelled stands there as cancelled, for its time. */
static bool is_wanted(struct ics_run *run, const struct record *r)
{
	if (run->concern && !concern_has(run->concern, r))
		return false;
	if (!in_range(run, &run->entry->event) || (run->entry->deadline && run->entry->done))
		return false;
	return !(r->deleted && is_old(run, r->deleted)) && !(run->entry->cancelled && is_old(run, r->modified));
}

/* ---- one reader's copy, followed from export to export */

static uint32_t words_of(const struct ics_run *run)
{
	const struct ics_event *ev = &run->entry->event;
	const char *const words[] = {
	    buf_str(&run->entry->title), ev->location ? ev->location : "", buf_str(&run->texts.texts.role)};
	uint64_t h = 1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		h = hash_bytes(h, words[i], strlen(words[i]));
	return (uint32_t)(h ^ h >> 32);
}

static bool same_entry(const struct given_entry *a, const struct given_entry *b)
{
	return a->date == b->date && a->starts == b->starts && a->ends == b->ends && a->words == b->words &&
	       (a->gone == DATE_NONE) == (b->gone == DATE_NONE);
}

static date_t day_of(int64_t ms)
{
	return local_from_ms(ms).date;
}

/* A reader takes a change only with a greater SEQUENCE: also of what changed for this reader alone. */
static void follow(struct ics_run *run, const struct record *r, bool gone)
{
	struct ics_event *ev = &run->entry->event;
	const struct given_entry *was = given_find(&run->reader->last, r->id);
	struct given_entry now = {.id = r->id,
	    .sequence = ev->sequence,
	    .date = ev->date,
	    .starts = ev->starts,
	    .ends = ev->ends,
	    .words = words_of(run),
	    .gone = gone ? day_of(r->deleted ? r->deleted : r->modified) : DATE_NONE};
	if (was && was->gone != DATE_NONE && gone)
		now.gone = was->gone;
	if (was && now.sequence <= was->sequence)
		now.sequence = was->sequence + !same_entry(was, &now);
	ev->sequence = now.sequence;
	given_add(&run->reader->now, &now);
	news_add(run->app, run->reader, was, &now, ev, buf_str(&run->texts.texts.role));
}

/* No longer this reader's: their copy is told so, with nothing but what it knows already. */
static bool take_back(struct ics_run *run, const struct record *r)
{
	const struct given_entry *was = given_find(&run->reader->last, r->id);
	struct ics_event *ev = &run->entry->event;
	if (!was || (run->entry->deadline && run->entry->done))
		return false;
	date_t gone = was->gone != DATE_NONE ? was->gone : run->today;
	if (gone < run->today - CANCELLED_DAYS)
		return false;
	ics_entry_finish(&run->texts, r, run->entry);
	ics_entry_cancel(&run->texts, run->entry);
	ev->description = NULL;
	ev->url = NULL;
	ev->stamp_ms = ev->modified_ms = local_to_ms((struct local_time){.date = gone});
	buf_clear(&run->texts.texts.role);
	follow(run, r, true);
	run->reader->now.rows[run->reader->now.n - 1].gone = gone;
	return true;
}

static bool put_item(struct ics_run *run, int64_t id)
{
	const struct ics_sink *sink = run->reader->sink;
	struct ics_writer *w;
	struct buf item = BUF_INIT;
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	bool ok = f && ics_write_begin_item(&w, f, PRODID, &run->err);
	if (ok) {
		ok = ics_write_event(w, &run->entry->event, &run->err);
		ok = ics_write_end(w, ok ? &run->err : NULL) && ok;
	}
	if (f)
		fclose(f);
	buf_add(&item, text ? text : "", n);
	ok = ok && sink->item(sink->ctx, id, buf_str(&run->entry->title), &item, &run->err);
	buf_free(&item);
	free(text);
	return ok;
}

static bool put_event(struct ics_run *run, int64_t id)
{
	if (run->reader->sink) {
		run->stopped = !put_item(run, id);
		run->events += !run->stopped;
		return !run->stopped;
	}
	run->stopped = !ics_write_event(run->writer, &run->entry->event, &run->err);
	run->events += !run->stopped;
	return !run->stopped;
}

static bool put_task(struct ics_run *run, const struct record *r)
{
	const struct ics_todo todo = {
	    .event = &run->entry->event, .done = run->entry->done ? record_date(r, r->kind->calendar.done) : DATE_NONE};
	if (!run->out->tasks || run->reader->sink || !r->kind->task || r->kind->calendar.done == NO_FIELD)
		return true;
	run->stopped = !ics_write_todo(run->writer, &todo, &run->err);
	return !run->stopped;
}

/* A task that is done is no date any more; as a task it is told as done, for its time. */
static bool put_done(struct ics_run *run, const struct record *r)
{
	const bool mine = !run->concern || concern_has(run->concern, r);
	if (!mine || r->deleted || !run->entry->deadline || !run->entry->done || is_old(run, r->modified) ||
	    !in_range(run, &run->entry->event))
		return true;
	ics_entry_finish(&run->texts, r, run->entry);
	return put_task(run, r);
}

static bool put_own(struct ics_run *run, const struct record *r)
{
	if (!entry_make(run->app, r, run->entry))
		return true;
	if (!is_wanted(run, r))
		return run->reader->follows && take_back(run, r) ? put_event(run, r->id) : put_done(run, r);
	ics_entry_finish(&run->texts, r, run->entry);
	if (run->reader->follows)
		follow(run, r, r->deleted || run->entry->cancelled);
	return put_event(run, r->id) && put_task(run, r);
}

/* The last day by law before an action: an entry of its own beside the action's, and the group's own affair also where
 * the action is public. Once the letter is sent it is no date any more. */
static bool put_term(struct ics_run *run, const struct record *r)
{
	struct ics_texts *t = &run->texts.texts;
	if (run->texts.audience->only_public || r->deleted || !entry_make_term(run->app, r, run->entry) ||
	    !is_wanted(run, r))
		return true;
	ics_entry_finish(&run->texts, r, run->entry);
	buf_clear(&t->uid);
	buf_print(&t->uid, "%" PRId64 "-term@%s", r->id, store_group(run->app->store));
	run->entry->event.uid = buf_str(&t->uid);
	run->entry->event.status = "CONFIRMED";
	return put_event(run, -r->id); /* on a calendar server: an entry of its own */
}

static bool put_record(void *ctx, const struct record *r)
{
	struct ics_run *run = ctx;
	run->stopped = app_worked(run->app, ++run->rows, run->whole);
	if (run->stopped)
		return !app_interrupted(&run->err);
	return put_own(run, r) && put_term(run, r);
}

/* ---- the kinds */

static bool kind_wanted(const struct ics_run *run, const struct kind *k)
{
	bool listed = run->out->nkinds == 0;
	for (size_t i = 0; i < run->out->nkinds && !listed; i++)
		listed = run->out->kinds[i] == k;
	return listed && k->calendar.has && (k->calendar.is_public || !run->texts.audience->only_public) &&
	       title_fits(run, k);
}

static void all_of_kind(struct query *q, const struct kind *k)
{
	query_init(q, k);
	q->bin = QUERY_BOTH;
	q->by_id = true;
	q->down = k->order_down; /* upwards: in the order in which they were made, also when they come back elsewhere */
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

static bool write_each_kind(struct ics_run *run, struct err *e)
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

/* Letters' terms are counted from one set: none is asked for by itself. */
static bool write_kinds(struct ics_run *run, struct err *e)
{
	letter_set_hold(run->app);
	const bool ok = write_each_kind(run, e);
	letter_set_let_go(run->app);
	return ok;
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

static bool write_entries(struct ics_run *run, struct err *e)
{
	run->entry = mem_alloc(sizeof *run->entry);
	count_kinds(run);
	const bool ok = write_kinds(run, e);
	entry_free(run->entry);
	free(run->entry);
	ics_entry_free(&run->texts);
	return ok;
}

static bool write_calendar(struct ics_run *run, FILE *file, struct err *e)
{
	struct buf name = BUF_INIT;
	calendar_name(run, &name);
	bool ok = ics_write_begin(&run->writer, file, buf_str(&name), PRODID, e);
	buf_free(&name);
	ok = ok && write_entries(run, e);
	return ics_write_end(run->writer, ok ? e : NULL) && ok;
}

static bool find_concern(struct app *a, const struct app_ics_out *o, struct concern *c, bool *any, struct err *e)
{
	*any = o->audience == AUDIENCE_PERSON || o->audience == AUDIENCE_SUBGROUP;
	if (!*any)
		return true;
	return o->audience == AUDIENCE_PERSON ? concern_person(a, o->of, c, e) : concern_group(a, o->of, c, e);
}

static bool write_to(struct ics_run *run, struct err *e)
{
	struct path_writer w;
	if (run->reader->sink)
		return write_entries(run, e);
	if (!path_write_begin(&w, run->out->path, e))
		return false;
	const bool ok = write_calendar(run, w.file, e);
	if (ok)
		return path_write_end(&w, e);
	path_write_abandon(&w);
	return false;
}

bool ics_export(struct app *a, const struct app_ics_out *o, struct ics_reader *rd, int64_t *events, struct err *e)
{
	struct concern concern = {.ids = {NULL, 0, 0}};
	struct consents consents = {.kept = false};
	struct ics_run run = {.app = a,
	    .out = o,
	    .reader = rd,
	    .texts = {.app = a, .audience = &audiences[o->audience].sees, .holds = &rd->holds},
	    .now_ms = clock_ms(&a->clock),
	    .today = clock_today(&a->clock)};
	bool any = false;
	app_types(a);
	bool ok = find_concern(a, o, &concern, &any, e) && consents_read(a, "events", &consents, e);
	run.concern = run.texts.concern = any ? &concern : NULL;
	run.texts.consents = o->audience == AUDIENCE_GROUP ? NULL : &consents;
	ok = ok && write_to(&run, e);
	if (events)
		*events = run.events;
	concern_free(&concern);
	consents_free(&consents);
	return ok;
}
