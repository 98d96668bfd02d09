/* out/ics_zone.h - time zones met in a calendar file, inside out/ only. */
#ifndef OBSTE_OUT_ICS_ZONE_H
#define OBSTE_OUT_ICS_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "out/ics_lines.h"

struct ics_zones;
struct ics_zone;

struct ics_zones *ics_zones_new(void);
void ics_zones_free(struct ics_zones *z);

/* The file's own VTIMEZONE, line by line, from what follows its BEGIN to its END. */
void ics_zones_begin(struct ics_zones *z);
void ics_zones_line(struct ics_zones *z, struct ics_line *line);
void ics_zones_end(struct ics_zones *z);

/* Chișinău for NULL (a floating time); IANA names, with or without a maker's prefix; Windows names; the file's own.
 * ERR_INVALID when nobody knows it: it is never taken for UTC. Lent. */
const struct ics_zone *ics_zones_find(struct ics_zones *z, const char *tzid, struct err *e);
const struct ics_zone *ics_zones_utc(struct ics_zones *z);
bool ics_zone_is_here(const struct ics_zone *zone);
/* Does its clock stay as far from ours all year? Berlin's does (an hour less), UTC's and New York's do not. */
bool ics_zone_is_steady(const struct ics_zone *zone);
/* Unix milliseconds of a local time in the zone. */
int64_t ics_zone_ms(const struct ics_zone *zone, date_t date, int minutes);

#endif
