/* out/ics_draft.c - a file's own VTIMEZONE, checked and made anew. libical believes a definition blindly, and works out
 * every change of clocks in it one by one, some fifteen microseconds each: so the changes are counted beforehand. */
#include "out/ics_draft.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "out/ics_inner.h"

#define LINES_MAX 2000
#define CHANGES_MAX 20000 /* in all definitions of a file */
#define FIRST_YEAR 1970   /* rules of older years are begun here: Outlook writes 1601 */
#define LAST_YEAR 2040    /* how far libical looks */

void ics_draft_begin(struct ics_draft *d)
{
	buf_clear(&d->text);
	free(d->tzid);
	d->tzid = NULL;
	d->lines = d->parts = 0;
	d->sound = true;
	d->inside = false;
	d->start[0] = d->rule[0] = '\0';
}

void ics_draft_free(struct ics_draft *d)
{
	buf_free(&d->text);
	free(d->tzid);
}

/* ---- what must hold for each line, and where it goes */

static bool take_start(struct ics_draft *d, const char *text)
{
	struct ics_moment m;
	if (!ics_moment_parse(text, &m) || m.minutes < 0 || d->start[0])
		return false;
	ics_local_text(m.date, m.minutes, d->start);
	return true;
}

static bool take_dates(struct ics_draft *d, const char *list)
{
	char one[17];
	struct ics_moment m;
	for (const char *at = list;; at++) {
		size_t n = strcspn(at, ",");
		if (n == 0 || n >= sizeof one)
			return false;
		memcpy(one, at, n);
		one[n] = '\0';
		d->changes++;
		if (!ics_moment_parse(one, &m) || m.minutes < 0)
			return false;
		at += n;
		if (*at == '\0')
			break;
	}
	buf_print(&d->text, "RDATE:%s\r\n", list);
	return true;
}

static bool take_offset(struct ics_draft *d, const char *name, const char *text)
{
	size_t n = strlen(text);
	if ((n != 5 && n != 7) || (*text != '+' && *text != '-') || strspn(text + 1, "0123456789") != n - 1)
		return false;
	int hours = (text[1] - '0') * 10 + (text[2] - '0');
	if (hours > 15 || text[3] > '5')
		return false;
	buf_print(&d->text, "%s:%s\r\n", name, text);
	return true;
}

static bool take_from(struct ics_draft *d, const char *text)
{
	d->from = true;
	return take_offset(d, "TZOFFSETFROM", text);
}

static bool take_to(struct ics_draft *d, const char *text)
{
	d->to = true;
	return take_offset(d, "TZOFFSETTO", text);
}

/* Yearly in one month, or nothing: anything else may keep libical busy for ever. */
static bool sound_part(const char *part)
{
	static const char *const allowed[] = {"FREQ=YEARLY", "BYMONTH=", "BYDAY=", "BYMONTHDAY=", "WKST="};
	struct ics_moment m;
	if (strncmp(part, "UNTIL=", 6) == 0)
		return ics_moment_parse(part + 6, &m);
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (strncmp(part, allowed[i], strlen(allowed[i])) == 0)
			return true;
	return *part == '\0' || strcmp(part, "INTERVAL=1") == 0;
}

static bool take_rule(struct ics_draft *d, const char *text)
{
	char copy[sizeof d->rule], *rest = copy;
	if (strlen(text) >= sizeof copy || d->rule[0] || !strstr(text, "FREQ=YEARLY") || !strstr(text, "BYMONTH="))
		return false;
	strcpy(copy, text);
	for (char *part; (part = strsep(&rest, ";"));)
		if (!sound_part(part))
			return false;
	strcpy(d->rule, text);
	return true;
}

static bool take_name(struct ics_draft *d, const char *text)
{
	if (!d->tzid)
		d->tzid = mem_copy_text(text);
	return true;
}

/* ---- a part of it: STANDARD or DAYLIGHT */

static bool is_part(const char *name)
{
	return strcasecmp(name, "STANDARD") == 0 || strcasecmp(name, "DAYLIGHT") == 0;
}

/* Balanced, or libical says so on stderr, in the middle of the screen. */
static bool take_begin(struct ics_draft *d, const char *name)
{
	if (d->inside)
		return false;
	d->inside = is_part(name);
	d->start[0] = d->rule[0] = '\0';
	d->from = d->to = false;
	if (is_part(name))
		buf_print(&d->text, "BEGIN:%s\r\n", name);
	return true;
}

static int year_of(const char *moment)
{
	char four[5] = {moment[0], moment[1], moment[2], moment[3], '\0'};
	return atoi(four);
}

static bool take_end(struct ics_draft *d, const char *name)
{
	if (!is_part(name) || !d->inside)
		return !is_part(name);
	d->inside = false;
	const char *until = strstr(d->rule, "UNTIL=");
	int last = until ? year_of(until + 6) : LAST_YEAR;
	if (d->start[0] == '\0' || !d->from || !d->to)
		return false;
	d->parts++;
	if (d->rule[0] && !until && year_of(d->start) < FIRST_YEAR) {
		memcpy(d->start, "1970", 4);
		if (memcmp(d->start + 4, "0229", 4) == 0)
			d->start[7] = '8';
	}
	if (d->rule[0] && last > year_of(d->start))
		d->changes += last - year_of(d->start);
	d->changes++;
	buf_print(&d->text, "DTSTART:%s\r\n", d->start);
	if (d->rule[0])
		buf_print(&d->text, "RRULE:%s\r\n", d->rule);
	buf_print(&d->text, "END:%s\r\n", name);
	return true;
}

static const struct {
	const char *name;
	bool (*take)(struct ics_draft *d, const char *value);
	bool anywhere; /* else only inside a part */
} takers[] = {{"TZID", take_name, true}, {"BEGIN", take_begin, true}, {"END", take_end, true},
    {"DTSTART", take_start, false}, {"RDATE", take_dates, false}, {"RRULE", take_rule, false},
    {"TZOFFSETFROM", take_from, false}, {"TZOFFSETTO", take_to, false}};

void ics_draft_line(struct ics_draft *d, struct ics_line *line)
{
	struct ics_prop p;
	if (!d->sound)
		return;
	d->sound = ++d->lines <= LINES_MAX && !line->too_long && ics_prop_split(line->text, &p);
	for (size_t i = 0; d->sound && i < sizeof takers / sizeof *takers; i++)
		if (strcmp(p.name, takers[i].name) == 0 && (takers[i].anywhere || d->inside))
			d->sound = takers[i].take(d, p.value);
}

bool ics_draft_end(struct ics_draft *d, char **tzid, char **text)
{
	/* Without a single part it would be taken for UTC. */
	if (!d->tzid || !d->sound || d->inside || d->parts == 0 || d->changes > CHANGES_MAX)
		return false;
	/* A name of its own: the file's may hold anything. */
	*text = mem_print("BEGIN:VTIMEZONE\r\nTZID:own\r\n%sEND:VTIMEZONE\r\n", buf_str(&d->text));
	*tzid = d->tzid;
	d->tzid = NULL;
	return true;
}
