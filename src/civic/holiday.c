/* civic/holiday.c - days off: weekends, the list of data/holidays.tsv, Easter by computation, days moved by decision.
 * Which days are off is data; only how Easter moves is computed here. */
#include "civic/holiday.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "civic/tsv.h"

#define HRAM "hram" /* key of the local patron-saint day, the one entry that a group can turn off */

struct holiday {
	char *key, *name[LANG_COUNT], *note[LANG_COUNT];
	bool easter, off; /* off: turned off by the group */
	int month, day;   /* a fixed day */
	int offset;       /* days after Easter Sunday */
};

struct moved {
	date_t day;
	bool off;
};

struct holidays {
	struct holiday *list;
	size_t n;
	struct moved *moved;
	size_t nmoved;
};

/* Meeus' Julian algorithm, then the distance between the calendars (Astronomical Algorithms, ch. 8). */
date_t easter_orthodox(int year)
{
	if (year < 1583 || year > 9999)
		return DATE_NONE;
	int a = year % 4, b = year % 7, c = year % 19;
	int d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
	int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
	date_t easter;
	if (!date_make(year, month, day, &easter))
		return DATE_NONE;
	return easter + year / 100 - year / 400 - 2;
}

/* ---- reading */

/* "01-07" */
static bool read_month_day(const char *text, int *month, int *day)
{
	date_t any;
	char extra;
	/* a leap year, so that 29 February may stand in the list */
	return strlen(text) == 5 && text[2] == '-' && sscanf(text, "%2d-%2d%c", month, day, &extra) == 2 &&
	       date_make(2000, *month, *day, &any);
}

/* "easter", "easter+8", "easter-2" */
static bool read_easter(const char *text, int *offset)
{
	char extra;
	*offset = 0;
	if (strncmp(text, "easter", 6) != 0)
		return false;
	return text[6] == '\0' || ((text[6] == '+' || text[6] == '-') && strlen(text) <= 9 &&
	                              sscanf(text + 6, "%d%c", offset, &extra) == 1);
}

static void holiday_free(struct holiday *d)
{
	free(d->key);
	for (int l = 0; l < LANG_COUNT; l++) {
		free(d->name[l]);
		free(d->note[l]);
	}
}

static struct holiday *find_key(struct holidays *h, const char *key)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->list[i].key, key) == 0)
			return &h->list[i];
	return NULL;
}

static struct holiday *add_holiday(struct holidays *h)
{
	h->list = mem_resize(h->list, h->n + 1, sizeof *h->list);
	memset(&h->list[h->n], 0, sizeof *h->list);
	return &h->list[h->n++];
}

static bool take_row(void *ctx, const struct tsv_row *row, char *why, size_t size)
{
	struct holidays *h = ctx;
	struct holiday d = {0};
	const char *key = tsv_cell(row, "key"), *rule = tsv_cell(row, "rule");
	d.easter = read_easter(rule, &d.offset);
	if (!*key || (!d.easter && !read_month_day(rule, &d.month, &d.day))) {
		snprintf(why, size, _("“%.40s” is not a day: 01-07 and easter+1 are"), rule);
		return false;
	}
	tsv_languages(row, "name", d.name);
	if (!*d.name[LANG_RO] || find_key(h, key)) {
		snprintf(why, size, "%s", find_key(h, key) ? _("this key is already there") : _("the name is missing"));
		holiday_free(&d);
		return false;
	}
	tsv_languages(row, "note", d.note);
	d.key = mem_copy_text(key);
	*add_holiday(h) = d;
	return true;
}

bool holidays_read(
    struct holidays **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct holidays *h = mem_alloc(sizeof *h);
	struct tsv_reader reader = {take_row, h, say, ctx};
	*out = NULL;
	if (!tsv_read(path, &reader, e)) {
		holidays_free(h);
		return false;
	}
	*out = h;
	return true;
}

void holidays_free(struct holidays *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->n; i++)
		holiday_free(&h->list[i]);
	free(h->list);
	free(h->moved);
	free(h);
}

/* ---- the group's own settings */

void holidays_set_hram(struct holidays *h, const char *month_day)
{
	int month, day;
	struct holiday *hram = find_key(h, HRAM);
	if (!month_day) {
		if (hram)
			hram->off = true;
		return;
	}
	if (!read_month_day(month_day, &month, &day))
		return;
	if (!hram) {
		hram = add_holiday(h);
		hram->key = mem_copy_text(HRAM);
		for (enum lang l = 0; l < LANG_COUNT; l++) {
			hram->name[l] = mem_copy_text(tr_in(l, N_("Patron saint's day of the locality")));
			hram->note[l] = mem_copy_text("");
		}
	}
	hram->off = false;
	hram->month = month;
	hram->day = day;
}

bool holidays_hram(const struct holidays *h, int *month, int *day)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->list[i].key, HRAM) == 0 && !h->list[i].off) {
			*month = h->list[i].month;
			*day = h->list[i].day;
			return true;
		}
	return false;
}

static const struct moved *find_moved(const struct holidays *h, date_t d)
{
	for (size_t i = 0; i < h->nmoved; i++)
		if (h->moved[i].day == d)
			return &h->moved[i];
	return NULL;
}

void holidays_add_moved(struct holidays *h, date_t day, bool off)
{
	for (size_t i = 0; i < h->nmoved; i++)
		if (h->moved[i].day == day) {
			h->moved[i].off = off;
			return;
		}
	h->moved = mem_resize(h->moved, h->nmoved + 1, sizeof *h->moved);
	h->moved[h->nmoved++] = (struct moved){day, off};
}

/* ---- asking */

static date_t holiday_in(const struct holiday *d, int year)
{
	date_t day;
	if (d->off)
		return DATE_NONE;
	if (d->easter) {
		date_t easter = easter_orthodox(year);
		return easter == DATE_NONE ? DATE_NONE : easter + d->offset;
	}
	return date_make(year, d->month, d->day, &day) ? day : DATE_NONE;
}

static bool is_listed(const struct holidays *h, date_t d)
{
	int year, month, day;
	date_split(d, &year, &month, &day);
	for (size_t i = 0; i < h->n; i++)
		if (holiday_in(&h->list[i], year) == d)
			return true;
	return false;
}

bool holiday_is_off(const struct holidays *h, date_t d)
{
	const struct moved *moved = find_moved(h, d);
	if (moved)
		return moved->off;
	return date_weekday(d) >= 5 || is_listed(h, d);
}

bool holiday_name(const struct holidays *h, date_t d, enum lang lang, struct buf *out)
{
	int year, month, day;
	bool any = false;
	const struct moved *moved = find_moved(h, d);
	date_split(d, &year, &month, &day);
	for (size_t i = 0; i < h->n; i++)
		if (holiday_in(&h->list[i], year) == d) {
			buf_print(out, "%s%s", any ? " · " : "", h->list[i].name[lang]);
			any = true;
		}
	if (any || !moved)
		return any;
	buf_text(out,
	    tr_in(lang, moved->off ? N_("day off moved here by decision") : N_("working day moved here by decision")));
	return true;
}

const char *holiday_note(const struct holidays *h, const char *key, enum lang lang)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->list[i].key, key) == 0)
			return h->list[i].note[lang];
	return "";
}

struct dated {
	date_t day;
	const char *key;
};

static int by_day(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	if (x->day != y->day)
		return (x->day > y->day) - (x->day < y->day);
	return strcmp(x->key, y->key);
}

void holidays_each(const struct holidays *h, int year, void (*each)(void *ctx, date_t d, const char *key), void *ctx)
{
	struct dated *days = mem_array(h->n + h->nmoved + 1, sizeof *days);
	size_t n = 0;
	for (size_t i = 0; i < h->n; i++) {
		date_t d = holiday_in(&h->list[i], year);
		if (d != DATE_NONE)
			days[n++] = (struct dated){d, h->list[i].key};
	}
	for (size_t i = 0; i < h->nmoved; i++) {
		int y, month, day;
		date_split(h->moved[i].day, &y, &month, &day);
		if (y == year && h->moved[i].off && !is_listed(h, h->moved[i].day))
			days[n++] = (struct dated){h->moved[i].day, "moved"};
	}
	qsort(days, n, sizeof *days, by_day);
	for (size_t i = 0; i < n; i++)
		each(ctx, days[i].day, days[i].key);
	free(days);
}
