/* base/clock.h - the only source of "now". Tests fix it with $OBSTE_NOW; nobody else calls time(). */
#ifndef OBSTE_BASE_CLOCK_H
#define OBSTE_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

/* A clock that stands still when `fixed` is set; otherwise the system's. */
struct clock {
	bool fixed;
	int64_t fixed_ms; /* Unix milliseconds */
};

/* From $OBSTE_NOW ("2026-11-23", "2026-11-23T18:05", with optional seconds; local time of Chisinau) or the system. */
struct clock clock_from_env(void);
int64_t clock_ms(const struct clock *c);       /* Unix milliseconds, UTC */
date_t clock_today(const struct clock *c);     /* civil date in Europe/Chisinau */
int clock_minute(const struct clock *c);       /* minutes since midnight there */

/* Civil time of Europe/Chisinau, by the European rule (01:00 UTC, last Sundays of March and October), which is the
 * law since 2022; independent of the machine's tzdata, which was an hour off before 2026a. */
struct local_time {
	date_t date;
	int hour, minute, second;
};
struct local_time local_from_ms(int64_t ms);
int64_t local_to_ms(struct local_time t);      /* in the doubled hour the first one is meant */
int local_offset_minutes(int64_t ms);          /* 120 or 180 */

#endif
