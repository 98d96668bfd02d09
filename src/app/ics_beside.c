/* app/ics_beside.c - see ics_beside.h. Knows no kind by name. */
#include "app/ics_beside.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"

#define UID_KEY "ics_uid"
#define SEEN_KEY "ics_seen"     /* the entry as it was in the file, as a number */
#define FIELDS_KEY "ics_fields" /* the same, field by field */
#define WAS_KEY "ics_was"       /* SEQUENCE, DTSTAMP, CREATED, LAST-MODIFIED */
#define CATEGORY_KEY "ics_category"

void ics_beside_fields(const struct kind *k, int out[16])
{
	const struct kind_calendar *c = &k->calendar;
	const int all[] = {c->date, c->until, c->starts, c->ends, c->repeat, c->status, c->place, k->title[0],
	    kind_field(k, "notes"), kind_field(k, "link")};
	int n = 0;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] != NO_FIELD)
			out[n++] = all[i];
	out[n] = NO_FIELD;
}

static bool take_member(void *ctx, const char *key, const char *json)
{
	struct ics_beside *b = ctx;
	struct buf text = BUF_INIT;
	bool null;
	if (strncmp(key, "ics_", 4) != 0 || !json_flat(json, &text, &null)) {
		buf_char(&b->others, ',');
		json_quote(key, &b->others);
		buf_print(&b->others, ":%s", json);
	} else if (strcmp(key, UID_KEY) == 0) {
		b->uid = buf_take(&text);
	} else if (strcmp(key, SEEN_KEY) == 0) {
		b->seen = strtoull(buf_str(&text), NULL, 16);
	} else if (strcmp(key, FIELDS_KEY) == 0) {
		b->fields = buf_take(&text);
	} else if (strcmp(key, CATEGORY_KEY) == 0) {
		b->category = buf_take(&text);
	} else if (strcmp(key, WAS_KEY) == 0) {
		sscanf(buf_str(&text), "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64, &b->sequence, &b->stamp_ms,
		    &b->created_ms, &b->modified_ms);
	}
	buf_free(&text);
	return true;
}

struct ics_beside ics_beside_read(const struct record *r)
{
	struct ics_beside b = {.uid = NULL};
	if (r->extra)
		json_members(r->extra, take_member, &b, NULL);
	return b;
}

void ics_beside_free(struct ics_beside *b)
{
	free(b->uid);
	free(b->fields);
	free(b->category);
	buf_free(&b->others);
}

static uint32_t value_hash(const struct value *v)
{
	uint64_t h = 7;
	if (v->tag == VALUE_INT)
		h = hash_bytes(1, &v->num, sizeof v->num);
	else if (v->tag == VALUE_TEXT)
		h = hash_bytes(2, v->text, strlen(v->text));
	return (uint32_t)(h ^ h >> 32);
}

static void add_member(struct buf *b, const char *key, const char *text)
{
	buf_print(b, "%s\"%s\":", b->len > 1 ? "," : "", key);
	json_quote(text, b);
}

void ics_beside_write(struct record *r, const struct record *as, const struct ics_event *ev, uint64_t seen)
{
	struct ics_beside old = ics_beside_read(r);
	struct buf b = BUF_INIT, part = BUF_INIT;
	int fields[16];
	ics_beside_fields(r->kind, fields);
	buf_char(&b, '{');
	add_member(&b, UID_KEY, ev->uid);
	buf_print(&part, "%016" PRIx64, seen);
	add_member(&b, SEEN_KEY, buf_str(&part));
	buf_clear(&part);
	for (int i = 0; fields[i] != NO_FIELD; i++)
		buf_print(&part, "%s%s=%08" PRIx32, i ? " " : "", r->kind->fields[fields[i]].key,
		    value_hash(&as->values[fields[i]]));
	add_member(&b, FIELDS_KEY, buf_str(&part));
	buf_clear(&part);
	buf_print(&part, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64, ev->sequence, ev->stamp_ms, ev->created_ms,
	    ev->modified_ms);
	add_member(&b, WAS_KEY, buf_str(&part));
	if (ev->category && *ev->category)
		add_member(&b, CATEGORY_KEY, ev->category);
	buf_print(&b, "%s}", buf_str(&old.others));
	free(r->extra);
	r->extra = buf_take(&b);
	buf_free(&part);
	ics_beside_free(&old);
}

bool ics_beside_said(const struct ics_beside *b, const struct record *r, int field)
{
	char wanted[80];
	snprintf(wanted, sizeof wanted, "%s=%08" PRIx32, r->kind->fields[field].key, value_hash(&r->values[field]));
	const size_t n = strlen(wanted);
	for (const char *at = b->fields; at && *at; at += *at == ' ') {
		const size_t word = strcspn(at, " ");
		if (word == n && memcmp(at, wanted, n) == 0)
			return true;
		at += word;
	}
	return false;
}

static bool untouched(const struct ics_beside *b, const struct record *r)
{
	int fields[16];
	ics_beside_fields(r->kind, fields);
	for (int i = 0; fields[i] != NO_FIELD; i++)
		if (!ics_beside_said(b, r, fields[i]))
			return false;
	return b->fields && !r->deleted;
}

void ics_beside_restore(
    const struct record *r, enum privacy most, struct ics_event *ev, struct buf *uid, struct buf *category)
{
	struct ics_beside b = ics_beside_read(r);
	const int notes = kind_field(r->kind, "notes");
	if (b.uid) {
		buf_clear(uid);
		buf_text(uid, b.uid);
		ev->uid = buf_str(uid);
		ev->sequence += b.sequence;
	}
	if (b.uid && untouched(&b, r)) {
		ev->sequence = b.sequence;
		ev->stamp_ms = b.stamp_ms ? b.stamp_ms : ev->stamp_ms;
		ev->created_ms = b.created_ms;
		ev->modified_ms = b.modified_ms;
		buf_clear(category);
		buf_text(category, b.category ? b.category : "");
		ev->category = buf_str(category);
		if (notes != NO_FIELD && r->kind->fields[notes].privacy <= most && !ev->description)
			ev->description = record_text(r, notes);
	} else if (b.uid) {
		ev->sequence++;
	}
	ics_beside_free(&b);
}
