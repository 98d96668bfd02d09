/* base/clock.c - the only source of "now", and the civil time of Chisinau. Knows no tzdata on purpose: packages before
 * 2026a have Moldova's change of clocks an hour off. The European rule: 01:00 UTC on the last Sundays of March and
 * October (Directive 2000/84/EC; followed by Moldova since 2022). */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MS_HOUR = 3600000, MS_MINUTE = 60000, MS_DAY = 86400000, WINTER = 120, SUMMER = 180 };

/* 01:00 UTC of the month's last Sunday. */
static int64_t change_at(int year, int month)
{
	date_t last = 0;

	date_make(year, month, 31, &last);
	last -= (date_weekday(last) + 1) % 7;
	return (int64_t)last * MS_DAY + MS_HOUR;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int local_offset_minutes(int64_t ms)
{
	int y, m, d;

	date_split((date_t)floor_div(ms, MS_DAY), &y, &m, &d);
	return ms >= change_at(y, 3) && ms < change_at(y, 10) ? SUMMER : WINTER;
}

struct local_time local_from_ms(int64_t ms)
{
	int64_t local = ms + (int64_t)local_offset_minutes(ms) * MS_MINUTE;
	int64_t day = floor_div(local, MS_DAY);
	int seconds = (int)((local - day * MS_DAY) / 1000);

	return (struct local_time){(date_t)day, seconds / 3600, seconds / 60 % 60, seconds % 60};
}

int64_t local_to_ms(struct local_time t)
{
	int64_t local = (int64_t)t.date * MS_DAY + (int64_t)t.hour * MS_HOUR + (int64_t)t.minute * MS_MINUTE +
	                (int64_t)t.second * 1000;
	int64_t as_summer = local - (int64_t)SUMMER * MS_MINUTE;

	/* Summer first: in the doubled hour the first one is meant; a time in the skipped hour moves past it. */
	if (local_offset_minutes(as_summer) == SUMMER)
		return as_summer;
	return local - (int64_t)WINTER * MS_MINUTE;
}

static bool read_two(const char **s, char before, int max, int *out)
{
	const char *p = *s;

	if (before && *p++ != before)
		return false;
	if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
		return false;
	*out = (p[0] - '0') * 10 + (p[1] - '0');
	*s = p + 2;
	return *out <= max;
}

static bool parse_now(const char *text, struct local_time *t)
{
	char day[11];
	const char *p = text + 10;

	if (strlen(text) < 10)
		return false;
	memcpy(day, text, 10);
	day[10] = '\0';
	if (!date_parse_iso(day, &t->date))
		return false;
	t->hour = t->minute = t->second = 0;
	if (*p == '\0')
		return true;
	if ((*p != 'T' && *p != ' ') || !read_two(&p, *p, 23, &t->hour) || !read_two(&p, ':', 59, &t->minute))
		return false;
	return *p == '\0' || (read_two(&p, ':', 59, &t->second) && *p == '\0');
}

struct clock clock_from_env(void)
{
	const char *now = getenv("OBSTE_NOW");
	struct clock c = {false, 0};
	struct local_time t;

	if (now && parse_now(now, &t)) {
		c.fixed = true;
		c.fixed_ms = local_to_ms(t);
	}
	return c;
}

int64_t clock_ms(const struct clock *c)
{
	struct timespec ts;

	if (c->fixed)
		return c->fixed_ms;
	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

date_t clock_today(const struct clock *c)
{
	return local_from_ms(clock_ms(c)).date;
}

int clock_minute(const struct clock *c)
{
	struct local_time t = local_from_ms(clock_ms(c));

	return t.hour * 60 + t.minute;
}
