/* out/json_moment.c - points in time as JSON carries them (RFC 3339). */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "out/json_inner.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

bool json_is_own_key(const char *key)
{
	static const char *const own[] = {"id", "created", "modified", "deleted"};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strcmp(own[i], key) == 0)
			return true;
	return false;
}

void json_moment_text(int64_t ms, char out[JSON_MOMENT])
{
	int64_t days = ms / DAY_MS, rest = ms % DAY_MS;
	if (rest < 0) {
		rest += DAY_MS;
		days--;
	}
	char date[11];
	date_iso((date_t)days, date);
	int seconds = (int)(rest / 1000);
	snprintf(out, JSON_MOMENT, "%.10sT%02d:%02d:%02d.%03dZ", date, seconds / 3600 % 24, seconds / 60 % 60,
	    seconds % 60, (int)(rest % 1000));
}

static bool two_digits(const char *text, int most, int *out)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*out = (text[0] - '0') * 10 + (text[1] - '0');
	return *out <= most;
}

/* ".123" and longer; returns what stands after it. */
static const char *fraction(const char *text, int *ms)
{
	int unit = 100;
	*ms = 0;
	if (*text != '.')
		return text;
	for (text++; *text >= '0' && *text <= '9'; text++) {
		*ms += (*text - '0') * unit;
		unit /= 10;
	}
	return text;
}

static bool offset(const char *text, int *minutes)
{
	int h, m;
	*minutes = 0;
	if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
		return true;
	if (strlen(text) != 6 || (*text != '+' && *text != '-') || text[3] != ':' || !two_digits(text + 1, 23, &h) ||
	    !two_digits(text + 4, 59, &m))
		return false;
	*minutes = (*text == '-' ? -1 : 1) * (h * 60 + m);
	return true;
}

bool json_moment_parse(const char *text, int64_t *ms)
{
	char day[11];
	date_t date;
	int h, m, s, part, minutes;
	if (strlen(text) < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
		return false;
	memcpy(day, text, 10);
	day[10] = '\0';
	if (!date_parse_iso(day, &date) || !two_digits(text + 11, 23, &h) || !two_digits(text + 14, 59, &m) ||
	    !two_digits(text + 17, 60, &s) || !offset(fraction(text + 19, &part), &minutes))
		return false;
	*ms = (int64_t)date * DAY_MS + (int64_t)((h * 60 + m - minutes) * 60 + s) * 1000 + part;
	return true;
}
