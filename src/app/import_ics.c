/* app/import_ics.c - a calendar in: each entry becomes a record of the kind asked for, through the fields that its
 * calendar row names. An entry is known again by its UID, which stays beside the record; as long as the entry in the
 * file is the one seen the last time, nothing is changed, whatever was done to the record here. Knows no kind by name.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "base/id.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/recurrence.h"
#include "out/ics.h"
#include "store/read.h"

#define UID_KEY "ics_uid"   /* in record->extra */
#define SEEN_KEY "ics_seen" /* the entry as it was in the file, as a number */

struct ics_in {
	struct import_run run;
	const struct kind *kind;
	struct idmap uids;
	struct import_keys keys;
	bool *mapped;
	int title, notes, link;
	size_t row;
};

/* ---- what stands beside the record */

struct beside {
	char *uid;
	uint64_t seen;
	struct buf others; /* members that are not ours */
};

static bool take_beside(void *ctx, const char *key, const char *json)
{
	struct beside *b = ctx;
	struct buf text = BUF_INIT;
	bool null;
	if (strcmp(key, UID_KEY) == 0 && json_flat(json, &text, &null))
		b->uid = buf_take(&text);
	else if (strcmp(key, SEEN_KEY) == 0 && json_flat(json, &text, &null))
		b->seen = strtoull(buf_str(&text), NULL, 16);
	else {
		buf_char(&b->others, ',');
		json_quote(key, &b->others);
		buf_print(&b->others, ":%s", json);
	}
	buf_free(&text);
	return true;
}

static struct beside read_beside(const struct record *r)
{
	struct beside b = {NULL, 0, BUF_INIT};
	if (r->extra)
		json_members(r->extra, take_beside, &b, NULL);
	return b;
}

static void free_beside(struct beside *b)
{
	free(b->uid);
	buf_free(&b->others);
}

static void write_beside(struct record *r, const char *uid, uint64_t seen)
{
	struct beside old = read_beside(r);
	struct buf b = BUF_INIT;
	buf_text(&b, "{\"" UID_KEY "\":");
	json_quote(uid, &b);
	buf_print(&b, ",\"" SEEN_KEY "\":\"%016" PRIx64 "\"%s}", seen, buf_str(&old.others));
	free(r->extra);
	r->extra = buf_take(&b);
	free_beside(&old);
}

static uint64_t uid_key(const char *uid)
{
	return hash_bytes(0, uid, strlen(uid));
}

static uint64_t hash_more(uint64_t h, const char *text)
{
	return text ? hash_bytes(h, text, strlen(text)) : h + 1;
}

/* Everything that an entry brings into the record. */
static uint64_t event_hash(const struct ics_event *ev)
{
	const int64_t numbers[] = {ev->date, ev->until, ev->starts, ev->ends};
	uint64_t h = hash_bytes(1, numbers, sizeof numbers);
	const char *const texts[] = {ev->summary, ev->location, ev->description, ev->url, ev->status, ev->rule};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		h = hash_more(h, texts[i]);
	for (size_t i = 0; i < ev->excepts; i++)
		h = hash_bytes(h, &ev->except[i], sizeof ev->except[i]);
	for (size_t i = 0; i < ev->moves; i++) {
		const int64_t moved[] = {ev->moved[i].on, ev->moved[i].to, ev->moved[i].starts, ev->moved[i].ends};
		h = hash_bytes(h, moved, sizeof moved);
	}
	return h;
}

/* ---- the entry into fields */

static void set_minutes(struct record *r, int field, int minutes)
{
	if (field != NO_FIELD && minutes >= 0)
		record_set_int(r, field, minutes);
	else if (field != NO_FIELD)
		record_clear(r, field);
}

static void set_date(struct record *r, int field, date_t d)
{
	char iso[11];
	if (d != DATE_NONE)
		date_iso(d, iso);
	if (field != NO_FIELD)
		record_set_text(r, field, d == DATE_NONE ? NULL : iso);
}

/* What our own calendars put before the title of what is cancelled. */
static const char *without_prefix(const char *title)
{
	for (enum lang l = 0; l < LANG_COUNT; l++) {
		const char *prefix = tr_in(l, N_("CANCELLED: "));
		if (strncmp(title, prefix, strlen(prefix)) == 0)
			return title + strlen(prefix);
	}
	return title;
}

static bool set_text(struct ics_in *in, struct record *r, int field, const char *text, struct err *e)
{
	if (field == NO_FIELD)
		return true;
	return record_parse(r, field, text ? text : "", app_types(in->run.app), e) ||
	       err_field(e, in->kind->fields[field].key);
}

static bool set_repeat(struct ics_in *in, struct record *r, const struct ics_event *ev, struct err *e)
{
	struct buf b = BUF_INIT;
	char on[11], to[11], hour[6];
	if (ev->rule)
		buf_text(&b, ev->rule);
	for (size_t i = 0; ev->rule && i < ev->excepts; i++) {
		date_iso(ev->except[i], on);
		buf_print(&b, "\n-%s", on);
	}
	for (size_t i = 0; ev->rule && i < ev->moves; i++) {
		date_iso(ev->moved[i].on, on);
		date_iso(ev->moved[i].to, to);
		buf_print(&b, "\n%s>%s", on, to);
		if (ev->moved[i].starts >= 0) {
			time_text(ev->moved[i].starts, hour);
			buf_print(&b, "T%s", hour);
		}
	}
	bool ok = set_text(in, r, in->kind->calendar.repeat, buf_str(&b), e);
	buf_free(&b);
	return ok;
}

/* "CANCELLED" is the kind's own word for it; "CONFIRMED" keeps a state that says more (held). */
static void set_status(struct ics_in *in, struct record *r, const char *status)
{
	const struct kind_calendar *c = &in->kind->calendar;
	if (c->status == NO_FIELD || !status || !c->cancelled)
		return;
	const struct field *f = &in->kind->fields[c->status];
	const char *now = record_text(r, c->status);
	if (strcmp(status, "CANCELLED") == 0)
		record_set_text(r, c->status, c->cancelled);
	else if (now && strcmp(now, c->cancelled) == 0)
		record_set_text(r, c->status, f->initial);
	else if (strcmp(status, "CONFIRMED") == 0 && now && f->choices && strcmp(now, f->choices[0].code) == 0)
		record_set_text(r, c->status, f->choices[1].code);
}

static bool fill(struct ics_in *in, struct record *r, const struct ics_event *ev, struct err *e)
{
	const struct kind_calendar *c = &in->kind->calendar;
	const char *title = ev->summary ? without_prefix(ev->summary) : "";
	set_date(r, c->date, ev->date);
	set_date(r, c->until, ev->until);
	set_minutes(r, c->starts, ev->starts);
	set_minutes(r, c->ends, ev->starts < 0 ? -1 : ev->ends);
	set_status(in, r, ev->status);
	return set_text(in, r, in->title, *title ? title : _("(no title)"), e) &&
	       set_text(in, r, c->place, ev->location, e) && set_text(in, r, in->notes, ev->description, e) &&
	       set_text(in, r, in->link, ev->url, e) && set_repeat(in, r, ev, e);
}

/* ---- which record is it? */

/* An entry of our own calendar that came back: <id>@<our group>. */
static int64_t own_id(const struct ics_in *in, const char *uid)
{
	const char *at = strchr(uid, '@');
	char digits[24];
	int64_t id;
	if (!at || (size_t)(at - uid) >= sizeof digits || strcmp(at + 1, store_group(in->run.app->store)) != 0)
		return 0;
	memcpy(digits, uid, (size_t)(at - uid));
	digits[at - uid] = '\0';
	return id_parse(digits, &id) ? id : 0;
}

static bool find(struct ics_in *in, const struct ics_event *ev, const struct record *fresh, struct record **base,
    bool *own, struct err *e)
{
	struct store *s = in->run.app->store;
	int64_t ids[KEYS_FOUND], id = ev->uid ? own_id(in, ev->uid) : 0;
	*own = id != 0 && store_kind_of(s, id) != NULL;
	*base = NULL;
	if (*own)
		return !store_exists(s, in->kind, id) || store_get(s, in->kind, id, base, e);
	if (ev->uid && idmap_get(&in->uids, uid_key(ev->uid), ids, 1) > 0)
		return store_get(s, in->kind, ids[0], base, e);
	bool keyed;
	size_t n = import_keys_find(&in->keys, fresh, ids, KEYS_FOUND, &keyed);
	for (size_t i = 0; keyed && i < n; i++)
		if (!import_keys_claimed(&in->keys, ids[i]))
			return store_get(s, in->kind, ids[i], base, e);
	return true;
}

/* The entry as it was seen the last time, or our own that came back: nothing is to be done. */
static bool is_known(const struct record *base, bool own, uint64_t seen)
{
	if (own)
		return true;
	if (!base)
		return false;
	struct beside b = read_beside(base);
	bool same = b.uid && b.seen == seen;
	free_beside(&b);
	return same;
}

static bool put_event(struct ics_in *in, const struct ics_seen *seen, struct err *e)
{
	const struct ics_event *ev = &seen->event;
	struct record *fresh = record_new_initial(in->kind, app_types(in->run.app)), *r = NULL, *base = NULL;
	uint64_t hash = event_hash(ev);
	bool own = false;
	import_keys_next(&in->keys);
	bool ok = fill(in, fresh, ev, e) && find(in, ev, fresh, &base, &own, e);
	if (ok && is_known(base, own, hash)) {
		import_tell(&in->run, in->row, ROW_SAME, NULL);
	} else if (ok) {
		r = base ? record_copy(base) : record_copy(fresh);
		ok = !base || fill(in, r, ev, e);
		if (ok && ev->uid)
			write_beside(r, ev->uid, hash);
		ok = ok && import_put(&in->run, in->row, r, base, e);
		if (ok) {
			import_keys_claim(&in->keys, r->id);
			import_keys_next(&in->keys);
			import_keys_add(&in->keys, r);
			if (ev->uid)
				idmap_add(&in->uids, uid_key(ev->uid), r->id);
		}
	}
	record_free(fresh);
	record_free(base);
	record_free(r);
	return ok;
}

static bool take_event(void *ctx, const struct ics_seen *seen)
{
	struct ics_in *in = ctx;
	struct err e = ERR_INIT;
	in->row++;
	if (seen->refused)
		import_tell(&in->run, in->row, ROW_REFUSED, seen->refused);
	else if (!put_event(in, seen, &e) && !in->run.stopped)
		import_tell(&in->run, in->row, ROW_REFUSED, e.what);
	else if (seen->warning && in->run.im->warn)
		in->run.im->warn(in->run.im->ctx, in->row, seen->warning);
	return !in->run.stopped;
}

/* ---- the whole */

static bool load_one(void *ctx, const struct record *r)
{
	struct ics_in *in = ctx;
	struct beside b = read_beside(r);
	import_keys_next(&in->keys);
	if (b.uid)
		idmap_add(&in->uids, uid_key(b.uid), r->id);
	else
		import_keys_add(&in->keys, r); /* by title and day only what came from nowhere else */
	free_beside(&b);
	return true;
}

static bool load(struct ics_in *in, struct err *e)
{
	struct query q;
	query_init(&q, in->kind);
	q.bin = QUERY_BOTH; /* what somebody threw away does not come back */
	bool ok = store_each(in->run.app->store, &q, 0, load_one, in, e);
	query_free(&q);
	return ok;
}

bool app_import_ics(struct app *a, const char *path, const struct kind *as, struct app_import *im, struct err *e)
{
	struct ics_in in = {.kind = as};
	if (!as || !as->calendar.has || as->calendar.rule != NO_FIELD)
		return err_set(e, ERR_USAGE, _("Entries of a calendar cannot become records of this kind."));
	if (!import_begin(&in.run, a, im, N_("Import of a calendar"), path, "\nBEGIN:VEVENT", e))
		return false;
	in.title = as->title[0];
	in.notes = kind_field(as, "notes");
	in.link = kind_field(as, "link");
	in.mapped = mem_array((size_t)as->nfields, sizeof *in.mapped);
	import_keys_init(&in.keys, as, app_types(a), NO_FIELD, in.mapped);
	bool ok = load(&in, e) && ics_read(path, take_event, &in, e);
	ok = import_end(&in.run, ok, e);
	import_keys_free(&in.keys);
	idmap_free(&in.uids);
	free(in.mapped);
	return ok;
}
