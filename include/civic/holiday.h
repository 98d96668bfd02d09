/* civic/holiday.h - days off in Moldova (Labour Code art. 111), Orthodox Easter by computation, the local Hram as a
 * switch, days moved by the Government as typed in by the group. */
#ifndef OBSTE_CIVIC_HOLIDAY_H
#define OBSTE_CIVIC_HOLIDAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "base/lang.h"

struct holidays;

date_t easter_orthodox(int year); /* 1583..9999, Gregorian date; DATE_NONE outside */

/* From data/holidays.tsv: key, rule ("01-07", "easter+1"), name in three languages, note. */
bool holidays_read(
    struct holidays **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
void holidays_free(struct holidays *h);
/* 14 October in Chișinău: on by default, to be checked. `month_day` "10-14"; NULL turns it off. */
void holidays_set_hram(struct holidays *h, const char *month_day);
/* The day that counts as such; false: none does. */
bool holidays_hram(const struct holidays *h, int *month, int *day);
/* A day moved by decision: off (true) or worked (false). */
void holidays_add_moved(struct holidays *h, date_t day, bool off);
bool holiday_is_off(const struct holidays *h, date_t d); /* Saturday, Sunday, holiday, moved day */
/* Name of the holiday on that day ("" for none); two names on one day are joined by " · ". Static until the next call.
 */
bool holiday_name(const struct holidays *h, date_t d, enum lang lang, struct buf *out);
/* What is to be known about it ("to be checked: ..."), "" for nothing; lent. */
const char *holiday_note(const struct holidays *h, const char *key, enum lang lang);
/* Every holiday of a year in order; key "moved": a day off by decision. */
void holidays_each(const struct holidays *h, int year, void (*each)(void *ctx, date_t d, const char *key), void *ctx);

#endif
