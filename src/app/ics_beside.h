/* app/ics_beside.h - what is kept beside a record that came from somebody's calendar: its UID there, the entry as it
 * was seen the last time (as a whole and field by field), and what no field of ours holds, so that it goes out again as
 * it came. In record->extra, whose other members stay. Only src/app/. */
#ifndef OBSTE_SRC_APP_ICS_BESIDE_H
#define OBSTE_SRC_APP_ICS_BESIDE_H

#include "app/import.h"

struct ics_beside {
	char *uid; /* NULL: it came from nowhere */
	uint64_t seen;
	char *fields;   /* "date=1a2b3c4d place=..." of the entry last seen; NULL: made by an older version */
	char *category; /* several: one a line */
	int64_t sequence, stamp_ms, created_ms, modified_ms;
	struct buf others; /* members that are not ours */
};
struct ics_beside ics_beside_read(const struct record *r);
void ics_beside_free(struct ics_beside *b);
/* `as`: the record as the entry alone would make it. */
void ics_beside_write(struct record *r, const struct record *as, const struct ics_event *ev, uint64_t seen);
/* Did the entry say so of this field the last time? False also when that is not known. */
bool ics_beside_said(const struct ics_beside *b, const struct record *r, int field);
/* On the way out: the UID it came with; as long as nothing was changed here also all else. `uid` holds it. */
void ics_beside_restore(
    const struct record *r, enum privacy most, struct ics_event *ev, struct buf *uid, struct buf *category);
/* The fields that a calendar entry fills: ended by NO_FIELD. */
void ics_beside_fields(const struct kind *k, int out[16]);

#endif
