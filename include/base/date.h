/* base/date.h - civil dates (no time, no zone), as people type and read them in Romanian, Russian and English. */
#ifndef OBSTE_BASE_DATE_H
#define OBSTE_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/lang.h"

typedef int32_t date_t; /* days since 1970-01-01, proleptic Gregorian */
#define DATE_NONE INT32_MIN
/* Years outside 1583..9999 are refused everywhere. */

bool date_make(int year, int month, int day, date_t *out); /* false: no such day */
void date_split(date_t d, int *year, int *month, int *day);
int date_weekday(date_t d);                     /* 0 Monday .. 6 Sunday */
int date_iso_week(date_t d, int *year);         /* ISO 8601 week; *year may be NULL */
int date_month_days(int year, int month);
date_t date_add_months(date_t d, int months);   /* same-numbered day, or the month's last (Civil Code art. 388) */

bool date_parse_iso(const char *text, date_t *out);       /* exactly YYYY-MM-DD */
void date_iso(date_t d, char out[11]);
bool time_parse(const char *text, int *minutes);          /* 18, 1830, 18:30, 18.30, "6 seara", "6 pm", "6 вечера" */
void time_text(int minutes, char out[6]);                 /* 18:30 */
bool duration_parse(const char *text, int *minutes);      /* 2h, 90, 1:30, 2ч, 1h30 */

/* Dates as people type them, in the three languages at once, with and without diacritics (screens.md 6.3):
 * azi, mâine, ieri, poimâine, luni, lunea viitoare, vinerea trecută, peste 3 zile, acum 2 zile, +3, +2s, +1l, +2w, -1,
 * sf. lunii, eom, 27, 27.11, 27.11.26, 27/11/2026, 27 nov, 27 noiembrie 2026, 2026-11-27, сегодня, в пятницу,
 * через 2 недели, 27 ноября, next mon, in 3 days, a lone dot for today. Day before month always. A bare day that has
 * passed means next month; a weekday means the next such day, never today.
 * Returns how many readings there are (0 not understood, at most `max`), the likeliest first. */
size_t date_readings(const char *text, date_t today, date_t *out, size_t max);
bool date_parse(const char *text, date_t today, date_t *out); /* the first reading */

enum date_style {
	DATE_SHORT,   /* 23 nov 2026 · 23 ноя 2026 · 23 Nov 2026 */
	DATE_DAY,     /* 23 nov, without the year */
	DATE_LONG,    /* 23 noiembrie 2026 · 23 ноября 2026 */
	DATE_FULL,    /* luni, 23 noiembrie 2026 */
	DATE_NUMERIC, /* 23.11.2026 */
	DATE_WEEKDAY  /* lun 23 nov */
};
void date_text(date_t d, enum lang lang, enum date_style style, struct buf *out);
const char *date_month_name(int month, enum lang lang, bool genitive); /* 1..12; static */
const char *date_weekday_name(int weekday, enum lang lang);            /* 0 Monday; static, full: luni */
const char *date_weekday_short(int weekday, enum lang lang);           /* two letters: Lu, Пн, Mo */
/* "azi", "mâine", "peste 4 zile", "acum 2 zile" in the language. */
void date_distance(date_t d, date_t today, enum lang lang, struct buf *out);

#endif
