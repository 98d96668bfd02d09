/* base/date.c - civil dates: arithmetic and ISO 8601. Knows no language and no clock.
 * Days from civil after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
#include "base/date.h"

#include <string.h>

enum { YEAR_MIN = 1583, YEAR_MAX = 9999, DAYS_400_YEARS = 146097, EPOCH_SHIFT = 719468 };

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && is_leap(year));
}

static int days_from_civil(int y, int m, int d)
{
	int era, yoe, doy, doe;

	y -= m <= 2;
	era = y / 400; /* years are never negative here */
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * DAYS_400_YEARS + doe - EPOCH_SHIFT;
}

bool date_make(int year, int month, int day, date_t *out)
{
	if (year < YEAR_MIN || year > YEAR_MAX || day < 1 || day > date_month_days(year, month))
		return false;
	*out = days_from_civil(year, month, day);
	return true;
}

void date_split(date_t date, int *year, int *month, int *day)
{
	int64_t z = (int64_t)date + EPOCH_SHIFT;
	int64_t era = (z >= 0 ? z : z - (DAYS_400_YEARS - 1)) / DAYS_400_YEARS;
	int doe = (int)(z - era * DAYS_400_YEARS);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = (int)(yoe + era * 400) + (*month <= 2);
}

int date_weekday(date_t d)
{
	int64_t n = ((int64_t)d + 3) % 7; /* 1970-01-01 was a Thursday */

	return (int)(n < 0 ? n + 7 : n);
}

int date_iso_week(date_t d, int *year)
{
	date_t thursday = d - date_weekday(d) + 3; /* the week belongs to its Thursday's year */
	int y, m, day;

	date_split(thursday, &y, &m, &day);
	if (year)
		*year = y;
	return (thursday - days_from_civil(y, 1, 1)) / 7 + 1;
}

date_t date_add_months(date_t d, int months)
{
	int y, m, day, last;
	int64_t n;
	date_t out;

	date_split(d, &y, &m, &day);
	n = (int64_t)y * 12 + (m - 1) + months;
	if (n < (int64_t)YEAR_MIN * 12 || n > (int64_t)YEAR_MAX * 12 + 11)
		return DATE_NONE;
	y = (int)(n / 12);
	m = (int)(n % 12) + 1;
	last = date_month_days(y, m);
	return date_make(y, m, day < last ? day : last, &out) ? out : DATE_NONE;
}

static int digits(const char *s, int count)
{
	int n = 0;

	for (int i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		n = n * 10 + (s[i] - '0');
	}
	return n;
}

bool date_parse_iso(const char *text, date_t *out)
{
	int y, m, d;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return false;
	y = digits(text, 4);
	m = digits(text + 5, 2);
	d = digits(text + 8, 2);
	return y >= 0 && m >= 0 && d >= 0 && date_make(y, m, d, out);
}

static void put_digits(char *at, int n, int count)
{
	while (count-- > 0) {
		at[count] = (char)('0' + n % 10);
		n /= 10;
	}
}

void date_iso(date_t d, char out[11])
{
	int y, m, day;

	date_split(d, &y, &m, &day);
	out[0] = '\0';
	if (y < YEAR_MIN || y > YEAR_MAX)
		return;
	memcpy(out, "0000-00-00", 11);
	put_digits(out, y, 4);
	put_digits(out + 5, m, 2);
	put_digits(out + 8, day, 2);
}
