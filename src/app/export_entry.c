/* app/export_entry.c - the texts of a calendar entry for one audience: who is named, whose part it is, what is
 * cancelled. Knows no kind by name. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/dates.h"
#include "app/export_internal.h"
#include "app/ics_beside.h"
#include "store/read.h"

#define ALARM_TIMED 60    /* minutes before */
#define ALARM_ALL_DAY 900 /* nine in the morning of the day before */

static bool may_see(const struct ics_entry_run *run, const struct field *f)
{
	return f->privacy <= run->audience->most;
}

static void add_line(struct ics_entry_run *run, const char *label, const char *value)
{
	struct buf *about = &run->texts.about;
	if (*value)
		buf_print(about, "%s%s: %s", about->len ? "\n" : "", label, value);
}

static void add_rule(struct ics_entry_run *run, const struct record *r)
{
	const char *id = r->kind->calendar.rule == NO_FIELD ? NULL : record_text(r, r->kind->calendar.rule);
	const struct term_rules *rules = id ? app_rules(run->app, NULL) : NULL;
	const struct term_rule *rule = rules ? term_rules_find(rules, id) : NULL;
	if (rule)
		add_line(run, rule->name[lang_now()], rule->law);
}

/* ---- other people: only those who agree to stand in calendars */

struct naming {
	struct ics_entry_run *run;
	struct buf names;
};

static bool add_name(void *ctx, int64_t id)
{
	struct naming *n = ctx;
	if (n->run->consents && !consents_allow(n->run->consents, id))
		return true;
	if (n->names.len)
		buf_text(&n->names, ", ");
	app_title(n->run->app, kind_get(KIND_person), id, &n->names);
	idmap_add(n->run->holds, (uint64_t)id, id);
	return true;
}

static void add_people(struct ics_entry_run *run, const struct record *r)
{
	const int field = r->kind->calendar.people;
	struct naming n = {run, BUF_INIT};
	if (field == NO_FIELD || !run->audience->others || !may_see(run, &r->kind->fields[field]))
		return;
	if (r->values[field].tag == VALUE_INT)
		add_name(&n, record_int(r, field));
	else
		refs_each(record_text(r, field), add_name, &n);
	add_line(run, tr(r->kind->fields[field].label), buf_str(&n.names));
	buf_free(&n.names);
}

static void add_role(struct ics_entry_run *run, const struct record *r)
{
	buf_clear(&run->texts.role);
	if (run->concern)
		concern_role(run->concern, r, &run->texts.role);
	add_line(run, _("Your part"), buf_str(&run->texts.role));
}

static void describe(struct ics_entry_run *run, const struct record *r, struct ics_event *ev)
{
	struct ics_texts *t = &run->texts;
	buf_clear(&t->about);
	buf_clear(&t->url);
	add_role(run, r);
	add_people(run, r);
	add_rule(run, r);
	for (int i = 1; i < r->kind->nfields && !t->url.len; i++)
		if (r->kind->fields[i].type == &ft_link && may_see(run, &r->kind->fields[i]))
			record_format(r, i, app_types(run->app), FOR_DATA, &t->url);
	ev->description = t->about.len ? buf_str(&t->about) : NULL;
	ev->url = t->url.len ? buf_str(&t->url) : NULL;
}

/* ---- state */

/* Readers that know no cancellation show the entry as any other: so its title says it. */
void ics_entry_cancel(struct ics_entry_run *run, struct entry *en)
{
	struct ics_event *ev = &en->event;
	ev->status = "CANCELLED";
	ev->alarm_minutes = -1;
	buf_clear(&run->texts.title);
	buf_print(&run->texts.title, "%s%s", _("CANCELLED: "), buf_str(&en->title));
	ev->summary = buf_str(&run->texts.title);
}

/* The first choice of a state is the one in which nothing is decided yet. */
static bool is_tentative(const struct record *r)
{
	const int status = r->kind->calendar.status;
	const struct choice *first = status == NO_FIELD ? NULL : r->kind->fields[status].choices;
	const char *code = status == NO_FIELD ? NULL : record_text(r, status);
	return first && code && !r->kind->calendar.deadline && strcmp(first->code, code) == 0;
}

void ics_entry_finish(struct ics_entry_run *run, const struct record *r, struct entry *en)
{
	struct ics_event *ev = &en->event;
	buf_clear(&run->texts.uid);
	buf_print(&run->texts.uid, "%" PRId64 "@%s", r->id, store_group(run->app->store));
	ev->uid = buf_str(&run->texts.uid);
	ev->stamp_ms = ev->modified_ms = r->deleted > r->modified ? r->deleted : r->modified;
	ev->sequence += r->deleted ? 1 : 0;
	if (is_tentative(r))
		ev->status = "TENTATIVE";
	if (r->deleted || en->cancelled)
		ics_entry_cancel(run, en);
	else if (run->audience->alarms)
		ev->alarm_minutes = ev->starts < 0 ? ALARM_ALL_DAY : ALARM_TIMED;
	describe(run, r, ev);
	ics_beside_restore(r, run->audience->most, ev, &run->texts.uid, &run->texts.category);
}

void ics_entry_free(struct ics_entry_run *run)
{
	buf_free(&run->texts.uid);
	buf_free(&run->texts.title);
	buf_free(&run->texts.about);
	buf_free(&run->texts.url);
	buf_free(&run->texts.role);
	buf_free(&run->texts.category);
}
