/* out/ics_inner.h - what the writing and the reading of calendars share, inside out/ only. No type of libical here
 * either: the two files that call it include it themselves. */
#ifndef OBSTE_OUT_ICS_INNER_H
#define OBSTE_OUT_ICS_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "out/ics.h"

#define ICS_ZONE "Europe/Chisinau"

/* ---- reading (ics_read.c): what ics_read does, in this process. */
bool ics_read_here(const char *path, bool (*each)(void *ctx, const struct ics_seen *seen), void *ctx, struct err *e);

/* ---- rules (ics_rule.c) */

enum ics_freq { ICS_DAILY, ICS_WEEKLY, ICS_MONTHLY, ICS_YEARLY };
#define ICS_BY_MAX 31
/* A rule of the safe forms, taken apart. */
struct ics_rule {
	enum ics_freq freq;
	int interval;
	unsigned weekdays; /* WEEKLY: bit 0 Monday .. bit 6 Sunday */
	struct {
		int nth, weekday; /* MONTHLY: 2nd Tuesday, -1 last Friday */
	} nth[ICS_BY_MAX];
	int nths;
	int monthdays[ICS_BY_MAX]; /* MONTHLY: 1..31, -1 the last day */
	int nmonthdays;
	bool leap_day; /* YEARLY on 29 February */
	date_t until;  /* last day on which it may happen; DATE_NONE for ever */
	int count;     /* 0 none; only before it is turned into `until` */
};
/* Takes the rule apart, adds what DTSTART says, checks that DTSTART fits. `steps`: how many occurrences may still be
 * counted (COUNT costs that many); NULL a fixed limit. */
bool ics_rule_parse(const char *rule, date_t start, int starts, struct ics_rule *out, long *steps, struct err *e);
/* As RRULE: with UNTIL in UTC (timed) or as a date, unless `dates` asks for a date in any case. */
void ics_rule_text(const struct ics_rule *r, int starts, bool dates, struct buf *out);

/* ---- occurrences (ics_occur.c) */

/* Days of the rule alone, in order; `each` returns false to stop. Guarded: ends after 200,000 days or with year 2200.
 */
void ics_rule_days(const struct ics_rule *r, date_t start, bool (*each)(void *ctx, date_t day), void *ctx);

/* ---- times */

/* 20261123T160000Z */
void ics_utc_text(int64_t ms, char out[17]);
/* 20261123 */
void ics_date_text(date_t d, char out[9]);
/* 20261123T180000 */
void ics_local_text(date_t d, int minutes, char out[16]);
int64_t ics_local_ms(date_t d, int minutes);

/* 20261123, 20261123T180000, 20261123T180000Z, checked to the last digit: libical takes 30 February and reads out of
 * bounds at month 13. Seconds are forgotten. */
struct ics_moment {
	date_t date;
	int minutes; /* -1: a date alone */
	bool utc;
};
bool ics_moment_parse(const char *text, struct ics_moment *out);

#endif
