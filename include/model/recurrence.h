/* model/recurrence.h - what the text of an ft_recurrence value says: a rule of RFC 5545 in the forms that every reader
 * understands, and exceptions, one line each:
 *     FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231
 *     -2026-12-24                       left out
 *     2026-12-31>2026-12-30T19:00       moved; the time may be missing
 * UNTIL is the last day on which it may happen, in the place's own time; writers of calendars make it UTC. */
#ifndef OBSTE_MODEL_RECURRENCE_H
#define OBSTE_MODEL_RECURRENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"

enum repeat { REPEAT_DAILY, REPEAT_WEEKLY, REPEAT_MONTHLY, REPEAT_YEARLY, REPEAT_COUNT };

#define RECURRENCE_EXCEPTIONS 512

struct recurrence_exception {
	date_t on, to; /* to: DATE_NONE left out */
	int starts;    /* minutes; -1: the hour stays */
};

struct recurrence {
	enum repeat every;
	int interval;                            /* 1..99 */
	unsigned days;                           /* weekly: bit 0 Monday .. 6 Sunday; 0: the day of the first date */
	int nth, nth_day;                        /* monthly: nth 1..5 or -1 of that weekday; 0 none */
	int month_day;                           /* monthly: 1..31 or -1 the last; 0: the day of the first date */
	date_t until;                            /* DATE_NONE: for ever */
	int count;                               /* 0: not limited */
	struct recurrence_exception *exceptions; /* by date; owned */
	size_t n;
};

/* From the text of a value; false: not one of ours. Free in both cases. */
bool recurrence_read(const char *text, struct recurrence *out);
void recurrence_free(struct recurrence *r);
void recurrence_rule(const struct recurrence *r, struct buf *out); /* the first line: the RRULE */
void recurrence_text(const struct recurrence *r, struct buf *out); /* all lines */
/* Sets what becomes of the day `on` (to DATE_NONE: left out; starts -1: the hour stays). false: too many. */
bool recurrence_except(struct recurrence *r, date_t on, date_t to, int starts);

#endif
