/* out/ics_take.h - one VEVENT: gathered line by line, then understood. Inside out/ only. */
#ifndef OBSTE_OUT_ICS_TAKE_H
#define OBSTE_OUT_ICS_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "out/ics_inner.h"
#include "out/ics_lines.h"
#include "out/ics_zone.h"

/* Properties that are looked at; all others are passed over. */
enum ics_prop_number {
	ICS_UID,
	ICS_DTSTAMP,
	ICS_SEQUENCE,
	ICS_CREATED,
	ICS_MODIFIED,
	ICS_DTSTART,
	ICS_DTEND,
	ICS_DURATION,
	ICS_SUMMARY,
	ICS_LOCATION,
	ICS_DESCRIPTION,
	ICS_URL,
	ICS_STATUS,
	ICS_TRANSP,
	ICS_RRULE,
	ICS_RECURRENCE,
	ICS_CATEGORIES,
	ICS_EXDATE,
	ICS_RDATE,
	ICS_EXRULE,
	ICS_TRIGGER,
	ICS_PROPS
};

/* A VEVENT as it stands in the file. */
struct ics_raw {
	size_t line;             /* where it begins */
	struct buf text;         /* kept lines, each ended by NUL */
	size_t first[ICS_PROPS]; /* where the first line of each property begins in text, plus 1; 0: there is none */
	size_t times[ICS_PROPS]; /* how many lines it has */
	struct buf lists[2];     /* further lines: CATEGORIES, EXDATE */
	char fault[300];         /* why it cannot be taken, found while gathering; "" none */
};
void ics_raw_clear(struct ics_raw *raw, size_t line);
void ics_raw_free(struct ics_raw *raw);
void ics_raw_line(struct ics_raw *raw, struct ics_line *line, bool alarm); /* alarm: inside a VALARM */
bool ics_raw_is_override(const struct ics_raw *raw);
uint64_t ics_raw_uid(const struct ics_raw *raw); /* hash of the UID, or of what stands for a missing one */

/* A VEVENT as it is meant; the texts live here. */
struct ics_taken {
	struct ics_event event;
	date_t on; /* RECURRENCE-ID's day here; DATE_NONE: none */
	bool cancelled;
	struct buf uid, summary, location, description, category, url, rule, warning;
	date_t except[ICS_EXCEPTIONS];
	struct ics_moved moved[ICS_EXCEPTIONS];
};
void ics_taken_free(struct ics_taken *t);
/* ERR_INVALID with words. `steps`: see ics_rule_parse. */
bool ics_take(const struct ics_raw *raw, struct ics_zones *zones, long *steps, struct ics_taken *out, struct err *e);
void ics_taken_warn(struct ics_taken *t, const char *words);

#endif
