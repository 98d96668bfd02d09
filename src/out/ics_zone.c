/* out/ics_zone.c - which zone a TZID means, and when a local time of it is. Chișinău's own clock is base/clock's work
 * (tzdata before 2026a has it an hour off); the others are libical's, and the file's own definitions come last, after a
 * check, because libical believes them blindly. */
#include "out/ics_zone.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/icu.h"
#include "base/lang.h"
#include "base/mem.h"
#include "out/ical.h"
#include "out/ics_inner.h"
#include "out/ics_draft.h"

#define ZONES_MAX 300
#define YEAR_KNOWN 2037 /* up to here libical is asked for the year itself */

enum zone_sort { ZONE_UNKNOWN, ZONE_HERE, ZONE_UTC, ZONE_OF_LIBICAL };

struct ics_zone {
	char *tzid; /* as the file calls it */
	enum zone_sort sort;
	icaltimezone *zone; /* lent by libical, or owned when `own` */
	bool own;
	bool steady; /* see ics_zone_is_steady; found out once, because it costs a hundred conversions */
};

/* A VTIMEZONE of the file, rebuilt from the lines that were checked. */
struct definition {
	char *tzid;
	char *text;
};

struct ics_zones {
	struct ics_zone *known[ZONES_MAX];
	size_t nknown;
	struct definition defined[ZONES_MAX];
	size_t ndefined;
	struct ics_draft draft; /* the definition being read */
};

struct ics_zones *ics_zones_new(void)
{
	return mem_alloc(sizeof(struct ics_zones));
}

void ics_zones_free(struct ics_zones *z)
{
	for (size_t i = 0; i < z->nknown; i++) {
		if (z->known[i]->own)
			ical()->icaltimezone_free(z->known[i]->zone, 1);
		free(z->known[i]->tzid);
		free(z->known[i]);
	}
	for (size_t i = 0; i < z->ndefined; i++) {
		free(z->defined[i].tzid);
		free(z->defined[i].text);
	}
	ics_draft_free(&z->draft);
	free(z);
}

/* ---- the file's own definitions */

void ics_zones_begin(struct ics_zones *z)
{
	ics_draft_begin(&z->draft);
}

void ics_zones_line(struct ics_zones *z, struct ics_line *line)
{
	ics_draft_line(&z->draft, line);
}

void ics_zones_end(struct ics_zones *z)
{
	struct definition d;
	if (z->ndefined < ZONES_MAX && ics_draft_end(&z->draft, &d.tzid, &d.text))
		z->defined[z->ndefined++] = d;
}

static bool use_definition(const struct ics_zones *z, const char *tzid, struct ics_zone *out)
{
	for (size_t i = 0; i < z->ndefined; i++) {
		if (strcmp(z->defined[i].tzid, tzid) != 0)
			continue;
		icalcomponent *c = ical()->icalparser_parse_string(z->defined[i].text);
		if (!c)
			return false;
		out->zone = ical()->icaltimezone_new();
		out->own = true;
		out->sort = ZONE_OF_LIBICAL;
		if (ical()->icaltimezone_set_component(out->zone, c))
			return true;
		ical()->icalcomponent_free(c);
		ical()->icaltimezone_free(out->zone, 1);
		out->own = false;
		return false;
	}
	return false;
}

/* ---- names */

/* Two offsets that never differ from Chișinău's own, and the names of UTC itself. */
static bool use_plain_name(const char *tzid, struct ics_zone *out)
{
	static const char *const here[] = {ICS_ZONE, "Europe/Tiraspol"};
	static const char *const utc[] = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z", "Zulu", "Etc/Zulu", "Etc/UCT", "UCT",
	    "Coordinated Universal Time"};
	for (size_t i = 0; i < sizeof here / sizeof *here; i++)
		if (strcmp(tzid, here[i]) == 0)
			out->sort = ZONE_HERE;
	for (size_t i = 0; i < sizeof utc / sizeof *utc; i++)
		if (strcmp(tzid, utc[i]) == 0)
			out->sort = ZONE_UTC;
	return out->sort != ZONE_UNKNOWN;
}

static bool use_file(const char *name, struct ics_zone *out)
{
	out->zone = ical()->icaltimezone_get_builtin_timezone(name);
	if (out->zone)
		out->sort = ZONE_OF_LIBICAL;
	return out->zone != NULL;
}

static bool canonical_name(const UChar *name, int32_t length, UChar out[80])
{
	UErrorCode status = U_ZERO_ERROR;
	UBool system;
	int32_t n = icu()->ucal_getCanonicalTimeZoneID(name, length, out, 79, &system, &status);
	return U_SUCCESS(status) && n > 0 && system;
}

/* Names change, and machines carry only some of them: Ubuntu has Europe/Kyiv, and Europe/Kiev (which is what ICU says
 * for "FLE Standard Time") in a package that few have. So each other name of the same zone is tried. */
static bool use_other_name(const char *tzid, struct ics_zone *out)
{
	UChar wanted[80], same[80], buffer[80];
	UErrorCode status = U_ZERO_ERROR;
	int32_t length;
	icu()->u_strFromUTF8(buffer, 80, &length, tzid, -1, &status);
	if (U_FAILURE(status) || !canonical_name(buffer, length, wanted))
		return false;
	UEnumeration *names = icu()->ucal_openTimeZones(&status);
	for (const UChar *one;
	     !out->zone && (one = icu()->uenum_unext(names, &length, &status)) && U_SUCCESS(status);) {
		char name[80];
		if (length >= 80 || !canonical_name(one, length, same) || icu()->u_strcmp(same, wanted) != 0)
			continue;
		icu()->u_austrncpy(name, one, length);
		name[length] = '\0';
		use_file(name, out);
	}
	icu()->uenum_close(names);
	return out->zone != NULL;
}

/* libical looks names up as file names: nothing but names of the database may come there. */
static bool use_iana_name(const char *tzid, struct ics_zone *out)
{
	if (use_plain_name(tzid, out))
		return true;
	for (const char *c = tzid; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("/_+-", *c))
			return false;
	if (*tzid == '/' || strlen(tzid) > 60)
		return false;
	return use_file(tzid, out) || use_other_name(tzid, out);
}

/* /freeassociation.sourceforge.net/Europe/Chisinau, /mozilla.org/20070129_1/Europe/Bucharest */
static bool use_prefixed_name(const char *tzid, struct ics_zone *out)
{
	if (*tzid != '/')
		return false;
	for (const char *at = tzid; (at = strchr(at, '/'));)
		if (use_iana_name(++at, out))
			return true;
	return false;
}

/* "FLE Standard Time": ICU carries the table of the Unicode project; for Moldova's region first. */
static bool use_windows_name(const char *tzid, struct ics_zone *out)
{
	UChar windows[81], iana[80];
	char name[80];
	static const char *const regions[] = {"MD", NULL};
	for (size_t i = 0; i < 2; i++) {
		UErrorCode status = U_ZERO_ERROR;
		int32_t length = 0;
		icu()->u_strFromUTF8(windows, 80, &length, tzid, -1, &status);
		length = icu()->ucal_getTimeZoneIDForWindowsID(windows, length, regions[i], iana, 79, &status);
		if (U_FAILURE(status) || length <= 0)
			continue;
		icu()->u_austrncpy(name, iana, length);
		name[length] = '\0';
		if (use_iana_name(name, out))
			return true;
	}
	return false;
}

/* Looked at week by week through 2026: the rules that hold now. (First the last year that will ever be asked for, so
 * that libical works the changes out once and not year by year.) */
static bool runs_beside_ours(const struct ics_zone *zone)
{
	int64_t first = 0;
	date_t begin;
	date_make(YEAR_KNOWN, 12, 31, &begin);
	ics_zone_ms(zone, begin, 0);
	date_make(2026, 1, 4, &begin);
	for (date_t d = begin; d < begin + 365; d += 7) {
		int64_t apart = ics_zone_ms(zone, d, 12 * 60) - ics_local_ms(d, 12 * 60);
		if (d > begin && apart != first)
			return false;
		first = apart;
	}
	return true;
}

static struct ics_zone *add_zone(struct ics_zones *z, const char *tzid)
{
	struct ics_zone *out = mem_alloc(sizeof *out);
	out->tzid = mem_copy_text(tzid);
	out->sort = ZONE_UNKNOWN;
	z->known[z->nknown++] = out;
	if (!use_iana_name(tzid, out) && !use_prefixed_name(tzid, out) && !use_windows_name(tzid, out))
		use_definition(z, tzid, out);
	out->steady = out->sort != ZONE_UNKNOWN && runs_beside_ours(out);
	return out;
}

const struct ics_zone *ics_zones_find(struct ics_zones *z, const char *tzid, struct err *e)
{
	const struct ics_zone *found = NULL;
	if (!tzid || !*tzid)
		tzid = ICS_ZONE;
	for (size_t i = 0; i < z->nknown && !found; i++)
		if (strcmp(z->known[i]->tzid, tzid) == 0)
			found = z->known[i];
	if (!found && z->nknown < ZONES_MAX)
		found = add_zone(z, tzid);
	if (found && found->sort != ZONE_UNKNOWN)
		return found;
	err_set(e, ERR_INVALID, _("Nobody knows its time zone “%.80s”, so its hour is not certain."), tzid);
	return NULL;
}

const struct ics_zone *ics_zones_utc(struct ics_zones *z)
{
	return ics_zones_find(z, "UTC", NULL);
}

bool ics_zone_is_here(const struct ics_zone *zone)
{
	return zone->sort == ZONE_HERE;
}

bool ics_zone_is_steady(const struct ics_zone *zone)
{
	return zone->steady;
}

/* libical works out every change of clocks up to the year that is asked for: a hostile file asks for 9999. So later
 * years are looked up in one that begins on the same weekday and is as long. */
static int year_like(int year)
{
	date_t begin, other;
	if (year <= YEAR_KNOWN || !date_make(year, 1, 1, &begin))
		return year;
	for (int y = YEAR_KNOWN; y > YEAR_KNOWN - 28; y--)
		if (date_make(y, 1, 1, &other) && date_weekday(other) == date_weekday(begin) &&
		    date_month_days(y, 2) == date_month_days(year, 2))
			return y;
	return YEAR_KNOWN;
}

int64_t ics_zone_ms(const struct ics_zone *zone, date_t date, int minutes)
{
	if (zone->sort == ZONE_HERE)
		return ics_local_ms(date, minutes);
	int64_t ms = ((int64_t)date * 24 * 60 + minutes) * 60000;
	if (zone->sort == ZONE_UTC)
		return ms;
	struct icaltimetype t = ical()->icaltime_null_time();
	date_split(date, &t.year, &t.month, &t.day);
	t.year = year_like(t.year);
	t.hour = minutes / 60;
	t.minute = minutes % 60;
	int summer;
	return ms - (int64_t)ical()->icaltimezone_get_utc_offset(zone->zone, &t, &summer) * 1000;
}
