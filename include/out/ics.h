/* out/ics.h - calendars by RFC 5545, 5546 (METHOD:PUBLISH), 7986 (NAME, REFRESH-INTERVAL), written event by event.
 * libical's types never leave out/. */
#ifndef OBSTE_OUT_ICS_H
#define OBSTE_OUT_ICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/date.h"
#include "base/err.h"

#define ICS_EXCEPTIONS 512
/* An instance of a recurring entry that was moved: RECURRENCE-ID and its own time. */
struct ics_moved {
	date_t on, to;
	int starts, ends; /* minutes; -1: as the series, `ends` then so that it lasts as long */
};
struct ics_event {
	const char *uid; /* stable: id@group's own domain */
	int64_t sequence;
	int64_t stamp_ms, modified_ms, created_ms;
	date_t date, until; /* until: last day (inclusive) of an all-day span; DATE_NONE one day */
	int starts, ends;   /* minutes of the day in Europe/Chisinau; starts -1: all day; ends <= starts: over midnight;
	                     * ends -1: no end known */
	const char *summary, *location, *description, *url;
	const char *category; /* several: one a line */
	const char *status;   /* "TENTATIVE" "CONFIRMED" "CANCELLED" */
	const char *rule;     /* RRULE value, checked by ics_rule_check; NULL none */
	const date_t *except; /* EXDATE days */
	size_t excepts;
	const struct ics_moved *moved;
	size_t moves;
	int alarm_minutes; /* one DISPLAY alarm that many minutes before; -1 none */
	bool transparent;  /* deadlines do not make busy */
	/* invitations only (RFC 5546); NULL none. Addresses are checked by eml_address. */
	const char *organizer, *organizer_mail, *attendee, *attendee_mail;
};
const char *ics_library_version(void); /* of libical */
struct ics_writer;
bool ics_write_begin(struct ics_writer **out, FILE *file, const char *name, const char *prodid, struct err *e);
/* For a message: METHOD:REQUEST or CANCEL, and no name of a calendar. */
bool ics_write_begin_message(struct ics_writer **out, FILE *file, const char *method, const char *prodid, struct err *e);
/* One entry alone, for a server that keeps them so (RFC 4791): no METHOD at all. */
bool ics_write_begin_item(struct ics_writer **out, FILE *file, const char *prodid, struct err *e);
bool ics_write_event(struct ics_writer *w, const struct ics_event *ev, struct err *e);
/* What is to be done until event->date, as a task (its UID is the event's with "todo-" before it). */
struct ics_todo {
	const struct ics_event *event;
	date_t done; /* DATE_NONE: not yet */
};
bool ics_write_todo(struct ics_writer *w, const struct ics_todo *todo, struct err *e);
bool ics_write_end(struct ics_writer *w, struct err *e); /* frees */

/* Is this an RRULE that every reader understands, and does DTSTART fit it? Normalises (UNTIL in UTC, BYDAY added) into
 * `out`. ERR_INVALID with words. */
struct buf;
bool ics_rule_check(const char *rule, date_t start, int starts, struct buf *out, struct err *e);
/* Days on which an occurrence begins that touches from..to (one of several days may begin before `from`), exceptions
 * and moves applied, in order, at most `max`. A rule that is not sound happens never. */
size_t ics_occurrences(const struct ics_event *ev, date_t from, date_t to, date_t *out, size_t max);

/* Reading: each VEVENT of any .ics file, in a guarded way (limits on size, line, count, time). Times are converted to
 * Europe/Chisinau; zones that nobody knows are said, never taken for UTC. */
struct ics_seen {
	struct ics_event event; /* lent; `except` and `moves` together at most ICS_EXCEPTIONS */
	size_t line;            /* where it begins */
	const char *refused;    /* why it cannot be taken, translated; NULL fine */
	const char *warning;    /* something was left out; NULL none */
};
/* The reading is done by a process of its own with limits (ics_child.c): a file that breaks it, or keeps it busy for five
 * seconds of computing, is ERR_INVALID too, perhaps after some entries were given. */
/* ERR_INVALID, before anything is given: not a calendar, over 50 MB, over 100,000 events, absurdly nested. `each`
 * returns false to stop. Changed days (RECURRENCE-ID) come with their series; an event without UID gets one that stays
 * the same. */
bool ics_read(const char *path, bool (*each)(void *ctx, const struct ics_seen *seen), void *ctx, struct err *e);

#endif
