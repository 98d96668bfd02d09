/* out/ics_time.c - dates and times as iCalendar writes them (RFC 5545, 3.3.4 and 3.3.5). */
#include <string.h>

#include "base/clock.h"
#include "out/ics_inner.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* Two digits; the caller keeps the range. */
static void two(char *out, int n)
{
	out[0] = (char)('0' + n / 10 % 10);
	out[1] = (char)('0' + n % 10);
}

void ics_date_text(date_t d, char out[9])
{
	int year, month, day;
	date_split(d, &year, &month, &day);
	two(out, year / 100);
	two(out + 2, year % 100);
	two(out + 4, month);
	two(out + 6, day);
	out[8] = '\0';
}

void ics_local_text(date_t d, int minutes, char out[16])
{
	ics_date_text(d, out);
	out[8] = 'T';
	two(out + 9, minutes / 60);
	two(out + 11, minutes % 60);
	two(out + 13, 0);
	out[15] = '\0';
}

void ics_utc_text(int64_t ms, char out[17])
{
	int64_t days = ms / DAY_MS, rest = ms % DAY_MS;
	if (rest < 0) {
		rest += DAY_MS;
		days--;
	}
	ics_local_text((date_t)days, (int)(rest / 60000), out);
	two(out + 13, (int)(rest / 1000 % 60));
	out[15] = 'Z';
	out[16] = '\0';
}

int64_t ics_local_ms(date_t d, int minutes)
{
	return local_to_ms((struct local_time){.date = d, .hour = minutes / 60, .minute = minutes % 60});
}

static bool digits(const char *text, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*out = *out * 10 + (text[i] - '0');
	}
	return true;
}

bool ics_moment_parse(const char *text, struct ics_moment *out)
{
	int year, month, day, hour, minute, second;
	size_t n = strlen(text);
	*out = (struct ics_moment){DATE_NONE, -1, n == 16};
	if ((n != 8 && n != 15 && n != 16) || !digits(text, 4, &year) || !digits(text + 4, 2, &month) ||
	    !digits(text + 6, 2, &day) || !date_make(year, month, day, &out->date))
		return false;
	if (n == 8)
		return true;
	if (text[8] != 'T' || !digits(text + 9, 2, &hour) || !digits(text + 11, 2, &minute) ||
	    !digits(text + 13, 2, &second) || hour > 23 || minute > 59 || second > 60 || (n == 16 && text[15] != 'Z'))
		return false;
	out->minutes = hour * 60 + minute;
	return true;
}
