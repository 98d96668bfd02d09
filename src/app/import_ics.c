/* app/import_ics.c - a calendar in: each entry becomes a record of the kind asked for, through the fields that its
 * calendar row names. An entry is known again by its UID, which stays beside the record; as long as the entry in the
 * file is the one seen the last time, nothing is changed, whatever was done to the record here. Knows no kind by name.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/ics_beside.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/recurrence.h"
#include "out/ics.h"
#include "store/read.h"

struct ics_in {
	struct import_run run;
	const struct kind *kind;
	struct idmap uids;
	struct import_keys keys;
	bool *mapped;
	int title, notes, link;
	size_t row, line;
	struct buf kept; /* fields of the entry that were changed here and stay so */
};

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

/* A leap day is said in full on the way out (out/ics_rule.c); here the first day says it. */
static void add_rule(const char *rule, struct buf *out)
{
	static const char leap[] = ";BYMONTH=2;BYMONTHDAY=29";
	const char *at = strstr(rule, leap);
	buf_add(out, rule, at ? (size_t)(at - rule) : strlen(rule));
	if (at)
		buf_text(out, at + strlen(leap));
}

static bool set_repeat(struct ics_in *in, struct record *r, const struct ics_event *ev, struct err *e)
{
	struct buf b = BUF_INIT;
	char on[11], to[11], hour[6];
	if (ev->rule)
		add_rule(ev->rule, &b);
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
	struct ics_beside b = ics_beside_read(base);
	bool same = b.uid && b.seen == seen;
	ics_beside_free(&b);
	return same;
}

/* ---- what changed there, and what was changed here */

/* Day, hours and repetition go together. */
static bool is_when(const struct kind *k, int field)
{
	const struct kind_calendar *c = &k->calendar;
	return field == c->date || field == c->until || field == c->starts || field == c->ends || field == c->repeat;
}

/* The whole of it that belongs to `field`: did it change there, was it changed here? */
static void compare(const struct ics_beside *b, const struct record *base, const struct record *fresh, int field,
    bool *there, bool *here)
{
	int fields[16];
	*there = *here = false;
	ics_beside_fields(base->kind, fields);
	for (int i = 0; fields[i] != NO_FIELD; i++) {
		const bool together = is_when(base->kind, field) && is_when(base->kind, fields[i]);
		if (fields[i] != field && !together)
			continue;
		*there = *there || !ics_beside_said(b, fresh, fields[i]);
		*here = *here || !ics_beside_said(b, base, fields[i]);
	}
}

static void tell_kept(struct ics_in *in, const struct record *base, const struct record *fresh, int field)
{
	struct buf ours = BUF_INIT, theirs = BUF_INIT;
	const struct type_ctx *types = app_types(in->run.app);
	record_format(base, field, types, FOR_SCREEN, &ours);
	record_format(fresh, field, types, FOR_SCREEN, &theirs);
	if (strcmp(buf_str(&ours), buf_str(&theirs)) != 0) {
		buf_text(&in->kept, in->kept.len ? "; " : "");
		buf_print(&in->kept, _("%s: here \"%s\", there \"%s\""), tr(in->kind->fields[field].label),
		    buf_str(&ours), buf_str(&theirs));
	}
	buf_free(&ours);
	buf_free(&theirs);
}

/* The source's changes come in where nobody here has changed the same; where somebody has, it stays and is told. */
static void join(struct ics_in *in, struct record *r, const struct record *base, const struct record *fresh)
{
	struct ics_beside b = ics_beside_read(base);
	int fields[16];
	ics_beside_fields(in->kind, fields);
	for (int i = 0; fields[i] != NO_FIELD; i++) {
		bool there = true, here = false;
		if (b.fields)
			compare(&b, base, fresh, fields[i], &there, &here);
		if (there && !here) {
			value_clear(&r->values[fields[i]]);
			value_copy(&r->values[fields[i]], &fresh->values[fields[i]]);
		} else if (there) {
			tell_kept(in, base, fresh, fields[i]);
		}
	}
	ics_beside_free(&b);
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
		if (base)
			join(in, r, base, fresh);
		if (ev->uid)
			ics_beside_write(r, fresh, ev, hash);
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

static void tell_entry(struct ics_in *in, const struct ics_seen *seen, enum app_row_fate fate, const char *why)
{
	const struct ics_event *ev = &seen->event;
	struct buf title = BUF_INIT; /* made harmless: it has not been a field yet */
	if (ev->summary)
		text_clean(ev->summary, strlen(ev->summary), false, &title);
	const struct app_ics_in en = {.line = seen->line,
	    .fate = fate,
	    .title = buf_str(&title),
	    .date = ev->date,
	    .starts = ev->starts,
	    .why = why ? why : "",
	    .left_out = seen->warning && fate != ROW_REFUSED ? seen->warning : "",
	    .kept = buf_str(&in->kept)};
	if (in->run.im->entry)
		in->run.im->entry(in->run.im->ctx, &en);
	buf_free(&title);
}

/* What became of it, from the counts. */
static enum app_row_fate fate_now(const struct app_import *before, const struct app_import *now)
{
	return now->fresh > before->fresh ? ROW_NEW : now->changed > before->changed ? ROW_CHANGED : ROW_SAME;
}

static bool take_event(void *ctx, const struct ics_seen *seen)
{
	struct ics_in *in = ctx;
	struct err e = ERR_INIT;
	const struct app_import before = *in->run.im;
	in->row++;
	buf_clear(&in->kept);
	const bool fine = !seen->refused && put_event(in, seen, &e);
	if (!fine && !in->run.stopped) {
		const char *why = seen->refused ? seen->refused : e.what;
		import_tell(&in->run, in->row, ROW_REFUSED, why);
		tell_entry(in, seen, ROW_REFUSED, why);
	} else if (fine) {
		if (seen->warning && in->run.im->warn)
			in->run.im->warn(in->run.im->ctx, in->row, seen->warning);
		tell_entry(in, seen, fate_now(&before, in->run.im), NULL);
	}
	return !in->run.stopped;
}

/* ---- the whole */

static bool load_one(void *ctx, const struct record *r)
{
	struct ics_in *in = ctx;
	struct ics_beside b = ics_beside_read(r);
	import_keys_next(&in->keys);
	if (b.uid)
		idmap_add(&in->uids, uid_key(b.uid), r->id);
	else
		import_keys_add(&in->keys, r); /* by title and day only what came from nowhere else */
	ics_beside_free(&b);
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
	buf_free(&in.kept);
	free(in.mapped);
	return ok;
}
