/* out/ics_zone.c - which zone a TZID means, and when a local time of it is. Chișinău's own clock is base/clock's work
 * (tzdata before 2026a has it an hour off); the others are libical's, and the file's own definitions come last, after a
 * check, because libical believes them blindly. */
#include "out/ics_zone.h"

#include <ctype.h>
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/lang.h"
#include "base/mem.h"
#include "out/ics_inner.h"

#define ZONES_MAX 300
#define ZONE_LINES_MAX 1000

enum zone_sort { ZONE_UNKNOWN, ZONE_HERE, ZONE_UTC, ZONE_OF_LIBICAL };

struct ics_zone {
	char *tzid; /* as the file calls it */
	enum zone_sort sort;
	icaltimezone *zone; /* lent by libical, or owned when `own` */
	bool own;
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
	struct buf text; /* of the definition being read */
	char *tzid;
	size_t lines;
	bool sound;
};

struct ics_zones *ics_zones_new(void)
{
	return mem_alloc(sizeof(struct ics_zones));
}

void ics_zones_free(struct ics_zones *z)
{
	for (size_t i = 0; i < z->nknown; i++) {
		if (z->known[i]->own)
			icaltimezone_free(z->known[i]->zone, 1);
		free(z->known[i]->tzid);
		free(z->known[i]);
	}
	for (size_t i = 0; i < z->ndefined; i++) {
		free(z->defined[i].tzid);
		free(z->defined[i].text);
	}
	buf_free(&z->text);
	free(z->tzid);
	free(z);
}

/* ---- the file's own definitions */

static bool sound_moment(const char *text)
{
	struct ics_moment m;
	return ics_moment_parse(text, &m);
}

static bool sound_moments(const char *list)
{
	char one[24];
	for (;;) {
		size_t n = strcspn(list, ",");
		if (n == 0 || n >= sizeof one)
			return false;
		memcpy(one, list, n);
		one[n] = '\0';
		if (!sound_moment(one))
			return false;
		if (list[n] == '\0')
			return true;
		list += n + 1;
	}
}

static bool sound_offset(const char *text)
{
	size_t n = strlen(text);
	if ((n != 5 && n != 7) || (*text != '+' && *text != '-') || strspn(text + 1, "0123456789") != n - 1)
		return false;
	int hours = (text[1] - '0') * 10 + (text[2] - '0');
	return hours <= 15 && text[3] < '6';
}

/* Yearly in one month, or nothing: anything else may keep libical busy for ever. */
static bool sound_zone_rule(const char *rule)
{
	static const char *const allowed[] = {"FREQ=YEARLY", "BYMONTH=", "BYDAY=", "BYMONTHDAY=", "UNTIL=", "WKST="};
	char copy[200], *rest = copy;
	bool yearly = false, month = false;
	if (strlen(rule) + 2 > sizeof copy)
		return false;
	snprintf(copy, sizeof copy, "%s", rule);
	for (char *part; (part = strsep(&rest, ";"));) {
		bool known = *part == '\0' || strcmp(part, "INTERVAL=1") == 0;
		for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
			known = known || strncmp(part, allowed[i], strlen(allowed[i])) == 0;
		yearly = yearly || strcmp(part, "FREQ=YEARLY") == 0;
		month = month || strncmp(part, "BYMONTH=", 8) == 0;
		if (!known || (strncmp(part, "UNTIL=", 6) == 0 && !sound_moment(part + 6)))
			return false;
	}
	return yearly && month;
}

void ics_zones_begin(struct ics_zones *z)
{
	buf_clear(&z->text);
	free(z->tzid);
	z->tzid = NULL;
	z->lines = 0;
	z->sound = true;
}

/* Which lines of a definition go on to libical, and what must hold for their values. */
static const struct {
	const char *name;
	bool (*sound)(const char *value);
} zone_lines[] = {{"DTSTART", sound_moment}, {"RDATE", sound_moments}, {"TZOFFSETFROM", sound_offset},
    {"TZOFFSETTO", sound_offset}, {"RRULE", sound_zone_rule}};

void ics_zones_line(struct ics_zones *z, struct ics_line *line)
{
	struct ics_prop p;
	if (++z->lines > ZONE_LINES_MAX || line->too_long || !ics_prop_split(line->text, &p)) {
		z->sound = false;
		return;
	}
	if (strcmp(p.name, "TZID") == 0 && !z->tzid)
		z->tzid = mem_copy_text(p.value);
	if ((strcmp(p.name, "BEGIN") == 0 || strcmp(p.name, "END") == 0) &&
	    (strcmp(p.value, "STANDARD") == 0 || strcmp(p.value, "DAYLIGHT") == 0))
		buf_print(&z->text, "%s:%s\r\n", p.name, p.value);
	for (size_t i = 0; i < sizeof zone_lines / sizeof *zone_lines; i++) {
		if (strcmp(p.name, zone_lines[i].name) != 0)
			continue;
		z->sound = z->sound && zone_lines[i].sound(p.value);
		buf_print(&z->text, "%s:%s\r\n", p.name, p.value);
	}
}

void ics_zones_end(struct ics_zones *z)
{
	if (!z->tzid || !z->sound || z->ndefined == ZONES_MAX)
		return;
	z->defined[z->ndefined].text =
	    mem_print("BEGIN:VTIMEZONE\r\nTZID:own\r\n%sEND:VTIMEZONE\r\n", buf_str(&z->text));
	z->defined[z->ndefined++].tzid = z->tzid;
	z->tzid = NULL;
}

static bool use_definition(const struct ics_zones *z, const char *tzid, struct ics_zone *out)
{
	for (size_t i = 0; i < z->ndefined; i++) {
		if (strcmp(z->defined[i].tzid, tzid) != 0)
			continue;
		icalcomponent *c = icalparser_parse_string(z->defined[i].text);
		if (!c)
			return false;
		out->zone = icaltimezone_new();
		out->own = true;
		out->sort = ZONE_OF_LIBICAL;
		if (icaltimezone_set_component(out->zone, c))
			return true;
		icalcomponent_free(c);
		icaltimezone_free(out->zone, 1);
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
	out->zone = icaltimezone_get_builtin_timezone(tzid);
	if (out->zone)
		out->sort = ZONE_OF_LIBICAL;
	return out->zone != NULL;
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
		u_strFromUTF8(windows, 80, &length, tzid, -1, &status);
		length = ucal_getTimeZoneIDForWindowsID(windows, length, regions[i], iana, 79, &status);
		if (U_FAILURE(status) || length <= 0)
			continue;
		u_austrncpy(name, iana, length);
		name[length] = '\0';
		if (use_iana_name(name, out))
			return true;
	}
	return false;
}

static struct ics_zone *add_zone(struct ics_zones *z, const char *tzid)
{
	struct ics_zone *out = mem_alloc(sizeof *out);
	out->tzid = mem_copy_text(tzid);
	out->sort = ZONE_UNKNOWN;
	z->known[z->nknown++] = out;
	if (!use_iana_name(tzid, out) && !use_prefixed_name(tzid, out) && !use_windows_name(tzid, out))
		use_definition(z, tzid, out);
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

int64_t ics_zone_ms(const struct ics_zone *zone, date_t date, int minutes)
{
	if (zone->sort == ZONE_HERE)
		return ics_local_ms(date, minutes);
	int64_t ms = ((int64_t)date * 24 * 60 + minutes) * 60000;
	if (zone->sort == ZONE_UTC)
		return ms;
	struct icaltimetype t = icaltime_null_time();
	date_split(date, &t.year, &t.month, &t.day);
	t.hour = minutes / 60;
	t.minute = minutes % 60;
	int summer;
	return ms - (int64_t)icaltimezone_get_utc_offset(zone->zone, &t, &summer) * 1000;
}
