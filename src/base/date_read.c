/* base/date_read.c - dates as people type them (screens.md 6.3), in three languages at once. Knows no clock: today is
 * an argument. The words are in date_words.c; here is only how they stand together. Every rule adds the readings it
 * finds. */
#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#include "base/date_words.h"

enum { BARE_MONTHS = 14, UNIT_MAX = 99999, CENTURY_AHEAD = 20 };

struct readings {
	date_t today;
	date_t *out;
	size_t count, max;
};

/* The tokens that a rule looks at. */
struct phrase {
	const struct token *t;
	size_t n;
};

static void add(struct readings *r, int64_t d)
{
	date_t first = 0, last = 0;

	date_make(1583, 1, 1, &first);
	date_make(9999, 12, 31, &last);
	if (d < first || d > last || r->count >= r->max)
		return;
	for (size_t i = 0; i < r->count; i++)
		if (r->out[i] == (date_t)d)
			return;
	r->out[r->count++] = (date_t)d;
}

static void add_civil(struct readings *r, int64_t year, int64_t month, int day)
{
	date_t d;

	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	if (year > 0 && year < 10000 && date_make((int)year, (int)month, day, &d))
		add(r, d);
}

static bool is_number(const struct phrase *p, size_t i, int min_digits, int max_digits)
{
	return i < p->n && p->t[i].sort == T_NUMBER && p->t[i].digits >= min_digits && p->t[i].digits <= max_digits;
}

static bool is_word(const struct phrase *p, size_t i, enum word_class class, int *value)
{
	return i < p->n && words_is(&p->t[i], class, value);
}

static bool is_sign(const struct phrase *p, size_t i, const char *of)
{
	return i < p->n && p->t[i].sort == T_SIGN && strchr(of, p->t[i].sign);
}

/* ---- absolute dates ---- */

/* Two digits are the year nearest to now, at most twenty years ahead: 26 is 2026, 85 is 1985. 0: no year. */
static int full_year(const struct token *t, date_t today)
{
	int now, month, day, year;

	if (t->digits == 4)
		return t->number;
	if (t->digits != 2)
		return 0;
	date_split(today, &now, &month, &day);
	year = now - now % 100 + t->number;
	if (year > now + CENTURY_AHEAD)
		year -= 100;
	return year;
}

static int64_t cost(date_t d, date_t today)
{
	int64_t days = (int64_t)d - today;

	return days >= 0 ? days : -2 * days;
}

/* A day and month without a year: the nearest such day, what is to come counting for nearer than what has passed. */
static void add_nearest_year(struct readings *r, int month, int day)
{
	date_t found[11];
	size_t n = 0;
	int now, m, d;

	date_split(r->today, &now, &m, &d);
	for (int year = now - 1; year <= now + 1; year++)
		n += date_make(year, month, day, &found[n]);
	for (int far = 2; n == 0 && far <= 8; far++) { /* 29 February may be years away */
		n += date_make(now + far, month, day, &found[n]);
		n += date_make(now - far, month, day, &found[n]);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			if (cost(found[k], r->today) < cost(found[i], r->today)) {
				date_t swap = found[i];

				found[i] = found[k];
				found[k] = swap;
			}
	for (size_t i = 0; i < n && i < 2; i++)
		add(r, found[i]);
}

/* The tokens after day and month: nothing, a year, a year with its word. */
static void add_day_month(struct readings *r, const struct phrase *p, size_t at, int day, int month)
{
	bool word_before = is_word(p, at, W_YEAR, NULL) && is_number(p, at + 1, 2, 4);
	int year;

	at += word_before;
	if (at == p->n) {
		add_nearest_year(r, month, day);
		return;
	}
	if (!is_number(p, at, 2, 4))
		return;
	year = full_year(&p->t[at], r->today);
	at += 1 + (size_t)is_word(p, at + 1, W_YEAR, NULL);
	if (at == p->n)
		add_civil(r, year, month, day);
}

/* 27.11, 27/11/2026, 27-11-26, 27 11 2026; 2026-11-27, 2026/11/27. Day before month always. */
static void read_numeric(struct readings *r, const struct phrase *p)
{
	struct token plain[3];
	struct phrase tail = {plain, 0};
	size_t i = 0;

	while (i < p->n && tail.n < 3 && is_number(p, i, 1, 4)) {
		plain[tail.n++] = p->t[i++];
		i += is_sign(p, i, "./-,") && i + 1 < p->n;
	}
	if (tail.n < 2 || (i < p->n && !is_word(p, i, W_YEAR, NULL)) || i + 1 < p->n)
		return;
	if (plain[0].digits == 4 && tail.n == 3)
		add_civil(r, plain[0].number, plain[1].number > 12 ? 0 : plain[1].number, plain[2].number);
	else if (plain[0].digits <= 2 && plain[1].digits <= 2 && plain[1].number >= 1 && plain[1].number <= 12)
		add_day_month(r, &tail, 2, plain[0].number, plain[1].number);
}

/* 27 nov, 27 ноября 2026, 1st of May, nov 27, 2026; dashes and points between are let pass. */
static void read_named_month(struct readings *r, const struct phrase *p)
{
	struct token plain[WORD_TOKENS];
	struct phrase q = {plain, 0};
	int month, day;

	for (size_t i = 0; i < p->n; i++)
		if (!is_sign(p, i, "./-,"))
			plain[q.n++] = p->t[i];
	if (is_word(&q, 0, W_NUMBER, &day) && is_word(&q, 1, W_MONTH, &month))
		add_day_month(r, &q, 2, day, month);
	if (is_number(&q, 0, 1, 2) && is_word(&q, 1, W_MONTH, &month))
		add_day_month(r, &q, 2, plain[0].number, month);
	if (is_word(&q, 0, W_MONTH, &month) && is_number(&q, 1, 1, 2))
		add_day_month(r, &q, 2, plain[1].number, month);
}

/* 27: this month, or, when it has passed, the next month that has such a day; then the one just passed. */
static void read_bare_day(struct readings *r, const struct phrase *p, int weekday)
{
	int year, month, today, day = p->t[0].number;

	if (p->n != 1 || !is_number(p, 0, 1, 2) || day < 1 || day > 31)
		return;
	date_split(r->today, &year, &month, &today);
	for (int m = 0; m < BARE_MONTHS; m++) {
		date_t d = 0;

		if (!date_make(year + (month + m - 1) / 12, (month + m - 1) % 12 + 1, day, &d) || d < r->today)
			continue;
		if (weekday >= 0 && date_weekday(d) != weekday)
			continue;
		add(r, d);
		break;
	}
	if (day < today && weekday < 0)
		add_civil(r, year, month, day);
}

/* 20261127, 27112026. */
static void read_compact(struct readings *r, const struct phrase *p)
{
	int n = p->t[0].number;

	if (p->n != 1 || !is_number(p, 0, 8, 8))
		return;
	if (n / 100 % 100 <= 12)
		add_civil(r, n / 10000, n / 100 % 100, n % 100);
	if (n / 10000 % 100 <= 12)
		add_civil(r, n % 10000, n / 10000 % 100, n / 1000000);
}

static void read_absolute(struct readings *r, const struct phrase *p, int weekday)
{
	if (p->n == 0)
		return;
	read_bare_day(r, p, weekday);
	read_compact(r, p);
	read_numeric(r, p);
	read_named_month(r, p);
}

/* ---- so many days from today ---- */

static void add_units(struct readings *r, int64_t count, int unit)
{
	if (count < -UNIT_MAX || count > UNIT_MAX)
		return;
	if (unit == UNIT_DAY || unit == UNIT_WEEK)
		add(r, r->today + count * (unit == UNIT_WEEK ? 7 : 1));
	else
		add(r, date_add_months(r->today, (int)count * (unit == UNIT_YEAR ? 12 : 1)));
}

/* +3, +2s, -1, + 2 săptămâni. */
static void read_signed(struct readings *r, const struct phrase *p)
{
	int unit = UNIT_DAY, way = is_sign(p, 0, "+") ? 1 : -1;

	if (!is_sign(p, 0, "+-") || !is_number(p, 1, 1, 5) || p->n > 3)
		return;
	if (p->n == 2 || is_word(p, 2, W_UNIT, &unit))
		add_units(r, way * p->t[1].number, unit);
}

/* A number in digits or in a word; returns how many tokens it takes. */
static size_t take_count(const struct phrase *p, size_t at, int *count)
{
	*count = 1;
	if (is_number(p, at, 1, 5)) {
		*count = p->t[at].number;
		return 1;
	}
	return is_word(p, at, W_NUMBER, count) && at + 1 < p->n ? 1 : 0;
}

/* peste 3 zile, через неделю, in a week; acum 2 zile, 3 дня назад, o săptămână în urmă; 3 zile. */
static void read_counted(struct readings *r, const struct phrase *p)
{
	bool ahead = is_word(p, 0, W_AHEAD, NULL), ago = is_word(p, 0, W_AGO, NULL);
	size_t at = ahead || ago, took;
	int count, unit;

	took = take_count(p, at, &count);
	if (!is_word(p, at + took, W_UNIT, &unit))
		return;
	at += took + 1;
	if (at < p->n && is_word(p, at, W_AHEAD, NULL) && is_word(p, at + 1, W_AGO, NULL))
		at++; /* în urmă */
	if (at < p->n && !ago && !ahead && is_word(p, at, W_AGO, NULL)) {
		ago = true;
		at++;
	}
	if (at == p->n && (took || ahead || ago))
		add_units(r, ago ? -count : count, unit);
}

/* ---- words ---- */

static void read_day_word(struct readings *r, const struct phrase *p)
{
	int days, unit, side;

	if (p->n == 1 && is_word(p, 0, W_DAY, &days))
		add(r, (int64_t)r->today + days);
	/* day after tomorrow, day before yesterday */
	if (p->n == 3 && is_word(p, 0, W_UNIT, &unit) && unit == UNIT_DAY && is_word(p, 1, W_AFTER, &side) &&
	    is_word(p, 2, W_DAY, &days))
		add(r, (int64_t)r->today + days + side);
}

static date_t next_weekday(date_t today, int weekday)
{
	return today + 1 + (weekday - date_weekday(today + 1) + 7) % 7;
}

static void add_weekday(struct readings *r, int weekday)
{
	date_t next = next_weekday(r->today, weekday);

	add(r, next);
	add(r, (int64_t)next + 7);
}

/* lunea viitoare, vinerea trecută, в эту пятницу: the week is meant; the nearest such day is the second reading. */
static void add_weekday_of(struct readings *r, int weekday, int which)
{
	date_t next = next_weekday(r->today, weekday);
	date_t in_week = r->today - date_weekday(r->today) + weekday + 7 * which;

	if (which < 0) {
		add(r, (int64_t)next - (next - r->today == 7 ? 14 : 7));
		add(r, in_week);
		return;
	}
	add(r, in_week);
	add(r, next);
}

static void read_weekday(struct readings *r, const struct phrase *p)
{
	int weekday, which;

	if (p->n == 1 && is_word(p, 0, W_WEEKDAY, &weekday))
		add_weekday(r, weekday);
	if (p->n == 2 && is_word(p, 0, W_WEEKDAY, &weekday) && is_word(p, 1, W_WHICH, &which))
		add_weekday_of(r, weekday, which);
	if (p->n == 2 && is_word(p, 0, W_WHICH, &which) && is_word(p, 1, W_WEEKDAY, &weekday))
		add_weekday_of(r, weekday, which);
}

/* vineri, 27 nov 2026; 27.11 (vineri): of several readings those on that weekday; a wrong weekday does not hide the
 * date. */
static void read_weekday_and_date(struct readings *r, const struct phrase *p)
{
	date_t found[8];
	struct readings rest = {r->today, found, 0, 8};
	struct phrase q = *p;
	int weekday;
	bool any = false;

	if (p->n >= 2 && is_word(p, 0, W_WEEKDAY, &weekday))
		q.t++;
	else if (p->n < 2 || !is_word(p, p->n - 1, W_WEEKDAY, &weekday))
		return;
	q.n--;
	read_absolute(&rest, &q, weekday);
	for (size_t i = 0; i < rest.count; i++)
		any = any || date_weekday(found[i]) == weekday;
	for (size_t i = 0; i < rest.count; i++)
		if (!any || date_weekday(found[i]) == weekday)
			add(r, found[i]);
}

/* săptămâna viitoare, last month, в следующем году. */
static bool take_unit_which(const struct phrase *p, size_t at, int *unit, int *which)
{
	size_t left = p->n - at;

	*which = 0;
	if (left == 1)
		return is_word(p, at, W_UNIT, unit);
	if (left != 2)
		return false;
	return (is_word(p, at, W_UNIT, unit) && is_word(p, at + 1, W_WHICH, which)) ||
	       (is_word(p, at, W_WHICH, which) && is_word(p, at + 1, W_UNIT, unit));
}

static void read_unit_which(struct readings *r, const struct phrase *p)
{
	int unit, which;

	if (p->n == 2 && take_unit_which(p, 0, &unit, &which) && unit != UNIT_DAY && which != 0)
		add_units(r, which, unit);
}

static void add_end(struct readings *r, int unit, int which)
{
	int year, month, day;
	date_t d = r->today;

	if (unit == UNIT_WEEK) {
		add(r, (int64_t)d - date_weekday(d) + 6 + 7 * which);
		return;
	}
	if (unit == UNIT_MONTH)
		d = date_add_months(d, which);
	if (d == DATE_NONE || unit == UNIT_DAY)
		return;
	date_split(d, &year, &month, &day);
	if (unit == UNIT_YEAR)
		add_civil(r, year + which, 12, 31);
	else
		add_civil(r, year, month, date_month_days(year, month));
}

/* sfârșitul lunii, конец следующей недели, end of month, eom, ultima zi a lunii, last day of the month. */
static void read_end(struct readings *r, const struct phrase *p)
{
	int unit, which;
	size_t at = 1;

	if (p->n == 1 && is_word(p, 0, W_END_OF, &unit))
		add_end(r, unit, 0);
	if (!is_word(p, 0, W_END, NULL) &&
	    !(is_word(p, 0, W_WHICH, &which) && which < 0 && is_word(p, 1, W_UNIT, &unit) && unit == UNIT_DAY))
		return;
	if (p->n > 2 && is_word(p, at, W_UNIT, &unit) && unit == UNIT_DAY)
		at++;
	if (p->n > at + 1 && is_word(p, at, W_NUMBER, NULL)) /* ultima zi a lunii */
		at++;
	if (at < p->n && take_unit_which(p, at, &unit, &which))
		add_end(r, unit, which);
}

/* ---- */

/* Drops what carries nothing: prepositions, commas, brackets, the point of an abbreviation, 27th, 27-го. */
static bool is_idle(const struct phrase *p, size_t i)
{
	bool after_word = i > 0 && p->t[i - 1].sort == T_WORD, last = i + 1 == p->n;
	bool after_number = i > 0 && p->t[i - 1].sort == T_NUMBER;
	bool between_numbers = after_number && !last && p->t[i + 1].sort == T_NUMBER;

	if (is_sign(p, i, "(),"))
		return !(p->t[i].sign == ',' && between_numbers && p->t[i + 1].joined);
	if (is_sign(p, i, "."))
		return p->n > 1 && (after_word || (after_number && !between_numbers));
	if (is_sign(p, i, "-"))
		return after_number && p->t[i].joined && is_word(p, i + 1, W_ORDINAL, NULL);
	if (is_word(p, i, W_ORDINAL, NULL) && p->t[i].joined && (last || !p->t[i + 1].joined))
		return after_number || (i > 1 && p->t[i - 2].sort == T_NUMBER);
	if (is_word(p, i, W_FILLER, NULL))
		return !(after_number && is_word(p, i, W_UNIT, NULL));
	return false;
}

static void read_all(struct readings *r, const struct phrase *p)
{
	read_signed(r, p);
	read_day_word(r, p);
	read_weekday(r, p);
	read_absolute(r, p, -1);
	read_weekday_and_date(r, p);
	read_counted(r, p);
	read_unit_which(r, p);
	read_end(r, p);
}

size_t date_readings(const char *text, date_t today, date_t *out, size_t max)
{
	struct token cut[WORD_TOKENS], kept[WORD_TOKENS];
	struct phrase all = {cut, 0}, p = {kept, 0};
	struct readings r = {today, out, 0, max};
	date_t iso;

	if (date_parse_iso(text, &iso)) {
		add(&r, iso);
		return r.count;
	}
	if (!words_cut(text, cut, &all.n))
		return 0;
	if (all.n == 1 && is_sign(&all, 0, "."))
		add(&r, today);
	for (size_t i = 0; i < all.n; i++)
		if (!is_idle(&all, i))
			kept[p.n++] = cut[i];
	if (p.n == 0)
		return r.count;
	read_all(&r, &p);
	if (r.count == 0 && is_word(&p, 0, W_AHEAD, NULL)) { /* în 27 noiembrie */
		p.t++;
		p.n--;
		read_all(&r, &p);
	}
	return r.count;
}

bool date_parse(const char *text, date_t today, date_t *out)
{
	return date_readings(text, today, out, 1) == 1;
}
