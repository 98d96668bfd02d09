/* app/dates.c - everything dated in one stream: the agenda. Every kind with a calendar row takes part.
 */
#include "app/dates.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/letter_facts.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

#define OCCURRENCES 1024  /* of one repeated entry in one question */
#define TERM_REACH 100    /* so far from its action's day a term by law may lie */
#define OPEN_END_DAYS 366 /* a repetition without end, asked without end, is shown this far */

/* The entries of one question, sorted before they are told; the texts are owned here. */
struct gathering {
	struct app *app;
	date_t from, to;
	struct app_entry *rows;
	size_t n, room;
	struct entry *entry; /* one at a time, reused */
	date_t *days;
	bool stopped;
};

static struct app_entry *add_row(struct gathering *g)
{
	if (g->n == g->room) {
		g->room = g->room ? g->room * 2 : 64;
		g->rows = mem_resize(g->rows, g->room, sizeof *g->rows);
	}
	return &g->rows[g->n++];
}

static bool touches(const struct gathering *g, date_t first, date_t last)
{
	return (g->from == DATE_NONE || last >= g->from) && (g->to == DATE_NONE || first <= g->to);
}

/* An instance moved to another hour keeps its length. */
static void moved_hours(const struct ics_event *ev, date_t date, int *starts, int *ends)
{
	for (size_t i = 0; i < ev->moves; i++) {
		const struct ics_moved *m = &ev->moved[i];
		if (m->to != date || m->starts < 0)
			continue;
		if (*starts >= 0 && *ends >= 0)
			*ends = (m->starts + *ends - *starts + 1440) % 1440;
		*starts = m->starts;
	}
}

static void add_on(struct gathering *g, const struct record *r, date_t date, bool counted)
{
	const struct entry *en = g->entry;
	const date_t until = en->event.until == DATE_NONE ? date : date + (en->event.until - en->event.date);
	if (!touches(g, date, until))
		return;
	int starts = en->event.starts, ends = en->event.ends;
	moved_hours(&en->event, date, &starts, &ends);
	const bool open = en->deadline && !en->done && !en->cancelled;
	*add_row(g) = (struct app_entry){.kind = r->kind,
	    .id = r->id,
	    .date = date,
	    .until = until,
	    .starts = starts,
	    .ends = ends,
	    .title = mem_copy_text(buf_str(&en->title)),
	    .category = en->event.category,
	    .place = mem_copy_text(buf_str(&en->place)),
	    .people = mem_copy_text(buf_str(&en->people)),
	    .deadline = en->deadline,
	    .counted = counted,
	    .done = en->done,
	    .cancelled = en->cancelled,
	    .overdue = open && date < g->app->types.today};
}

static void add_repeated(struct gathering *g, const struct record *r)
{
	const struct ics_event *ev = &g->entry->event;
	const date_t from = g->from == DATE_NONE ? ev->date : g->from;
	const date_t last = g->from == DATE_NONE || g->from < g->app->types.today ? g->app->types.today : g->from;
	const date_t to = g->to == DATE_NONE ? last + OPEN_END_DAYS : g->to;
	const date_t back = ev->until == DATE_NONE ? 0 : ev->until - ev->date; /* began before, still runs */
	const size_t n = ics_occurrences(ev, from - back, to, g->days, OCCURRENCES);
	for (size_t i = 0; i < n; i++)
		add_on(g, r, g->days[i], false);
}

static bool gather_one(void *ctx, const struct record *r)
{
	struct gathering *g = ctx;
	if (entry_make(g->app, r, g->entry)) {
		if (g->entry->event.rule)
			add_repeated(g, r);
		else
			add_on(g, r, g->entry->event.date, r->kind->calendar.rule != NO_FIELD);
	}
	if (entry_make_term(g->app, r, g->entry))
		add_on(g, r, g->entry->event.date, true);
	g->stopped = app_asked_to_stop(g->app);
	return !g->stopped;
}

/* The end of a term may lie far from the day that it is counted from: all are counted from one reading, and only those
 * letters that end in the period are read whole. */
static bool gather_letters(struct gathering *g, struct err *e)
{
	const struct term_rules *rules = app_rules(g->app, e);
	const struct holidays *days = rules ? app_holidays(g->app, e) : NULL;
	size_t n;
	const struct letter_brief *all = letter_set_all(g->app->letters, &n);
	bool ok = days != NULL;
	for (size_t i = 0; ok && !g->stopped && i < n; i++) {
		struct letter_facts f;
		struct thread t;
		struct record *r = NULL;
		if (all[i].deleted || all[i].registered == DATE_NONE || !all[i].rule)
			continue;
		letter_facts_of(g->app->letters, &all[i], &f);
		thread_look(&f.facts, rules, days, g->app->types.today, &t, NULL);
		letter_facts_free(&f);
		if (t.end.end == DATE_NONE || !touches(g, t.end.end, t.end.end))
			continue;
		ok = store_get(g->app->store, kind_get(KIND_letter), all[i].id, &r, e);
		if (ok)
			gather_one(g, r);
		record_free(r);
	}
	return ok;
}

static date_t wider(date_t d, int by)
{
	return d == DATE_NONE ? d : d + by;
}

static bool gather_kind(struct gathering *g, const struct kind *k, struct err *e)
{
	const struct kind_calendar *c = &k->calendar;
	if (!c->has)
		return true;
	const bool anywhere = c->rule != NO_FIELD, letters = k == kind_get(KIND_letter) && g->app->letters;
	const int reach = k == kind_get(KIND_action) ? TERM_REACH : 0; /* terms of their own beside their day */
	if (letters ? !gather_letters(g, e)
	            : !store_dated(g->app->store, k, anywhere ? DATE_NONE : wider(g->from, -reach),
	                  anywhere ? DATE_NONE : wider(g->to, reach), gather_one, g, e))
		return false;
	return !g->stopped || app_interrupted(e);
}

static int compare_rows(const void *x, const void *y)
{
	const struct app_entry *a = x, *b = y;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	if (a->starts != b->starts)
		return a->starts < b->starts ? -1 : 1;
	const int titles = strcmp(a->title, b->title);
	return titles ? titles : (a->id > b->id) - (a->id < b->id);
}

static void gathering_free(struct gathering *g)
{
	for (size_t i = 0; i < g->n; i++) {
		free((char *)g->rows[i].title);
		free((char *)g->rows[i].place);
		free((char *)g->rows[i].people);
	}
	free(g->rows);
	free(g->days);
	entry_free(g->entry);
	free(g->entry);
}

static bool gather(struct gathering *g, bool (*each)(void *ctx, const struct app_entry *en), void *ctx, struct err *e)
{
	if (!app_store(g->app, e))
		return false;
	app_types(g->app);
	letter_set_hold(g->app);
	g->entry = mem_alloc(sizeof *g->entry);
	g->days = mem_array(OCCURRENCES, sizeof *g->days);
	size_t nkinds;
	const struct kind *kinds = kinds_all(&nkinds);
	bool ok = true;
	for (size_t i = 0; ok && i < nkinds; i++)
		ok = gather_kind(g, &kinds[i], e);
	letter_set_let_go(g->app);
	if (ok && g->n)
		qsort(g->rows, g->n, sizeof *g->rows, compare_rows);
	for (size_t i = 0; ok && i < g->n; i++)
		if (!each(ctx, &g->rows[i]))
			break;
	gathering_free(g);
	return ok;
}

bool app_agenda(struct app *a, date_t from, date_t to, bool (*each)(void *ctx, const struct app_entry *en), void *ctx,
    struct err *e)
{
	struct gathering g = {.app = a, .from = from, .to = to};
	return gather(&g, each, ctx, e);
}
