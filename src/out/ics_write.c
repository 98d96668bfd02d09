/* out/ics_write.c - calendars out: each line is made here and goes straight to the stream, so that memory stays flat
 * and the same input gives the same bytes. libical is not used for writing: it holds whole components, loses the zone
 * of EXDATE and RECURRENCE-ID and writes CR/LF in parameters raw; the tests read everything back with it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/icu.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "out/ics_inner.h"

#define FOLD 75

struct ics_writer {
	FILE *file;
	struct buf line;
};

/* One constant zone with the rule that is law since 2022 (01:00 UTC, last Sundays of March and October): libical's own
 * would be 3.7 kB, bear a foreign name and, with a tzdata before 2026a, be an hour off. */
static const char zone_text[] = "BEGIN:VTIMEZONE\r\n"
                                "TZID:" ICS_ZONE "\r\n"
                                "BEGIN:DAYLIGHT\r\n"
                                "DTSTART:19700329T030000\r\n"
                                "TZOFFSETFROM:+0200\r\n"
                                "TZOFFSETTO:+0300\r\n"
                                "TZNAME:EEST\r\n"
                                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                                "END:DAYLIGHT\r\n"
                                "BEGIN:STANDARD\r\n"
                                "DTSTART:19701025T040000\r\n"
                                "TZOFFSETFROM:+0300\r\n"
                                "TZOFFSETTO:+0200\r\n"
                                "TZNAME:EET\r\n"
                                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                                "END:STANDARD\r\n"
                                "END:VTIMEZONE\r\n";

/* ---- lines */

static bool is_mark_at(const char *at, const char *end)
{
	uint32_t c = text_next(&at, end);
	return (U_MASK(icu()->u_charType((UChar32)c)) & U_GC_M_MASK) != 0 || c == 0x200D;
}

/* Where to fold at most `most` bytes: never inside a UTF-8 sequence, and, if it can be, not before a combining mark. */
static size_t fold_at(const char *text, size_t n, size_t most)
{
	size_t cut = most, whole;
	while (cut > 1 && ((unsigned char)text[cut] & 0xC0) == 0x80)
		cut--;
	whole = cut;
	while (cut > most / 2 && (unsigned char)text[cut] >= 0x80 && is_mark_at(text + cut, text + n)) {
		cut--;
		while (cut > 1 && ((unsigned char)text[cut] & 0xC0) == 0x80)
			cut--;
	}
	return cut > most / 2 ? cut : whole;
}

static void write_line(struct ics_writer *w)
{
	const char *text = w->line.data;
	size_t n = w->line.len, most = FOLD;
	while (n > most) {
		size_t part = fold_at(text, n, most);
		fwrite_unlocked(text, 1, part, w->file);
		fwrite_unlocked("\r\n ", 1, 3, w->file);
		text += part;
		n -= part;
		most = FOLD - 1; /* the blank counts */
	}
	fwrite_unlocked(text, 1, n, w->file);
	fwrite_unlocked("\r\n", 1, 2, w->file);
	buf_clear(&w->line);
}

static void write_raw(struct ics_writer *w, const char *name, const char *value)
{
	buf_text(&w->line, name);
	buf_text(&w->line, value);
	write_line(w);
}

static void write_number(struct ics_writer *w, const char *name, int64_t n)
{
	buf_text(&w->line, name);
	buf_print(&w->line, "%lld", (long long)n);
	write_line(w);
}

/* ---- values */

/* Characters that some reader takes for a line end (NEL, U+2028, U+2029) become one that all understand; other control
 * characters have no place in a calendar. */
static void add_char(struct buf *out, uint32_t c)
{
	if (c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029)
		buf_text(out, "\\n");
	else if ((c >= 0x20 && c < 0x7F) || c == '\t' || c >= 0xA0)
		buf_code(out, c);
}

static bool is_plain(unsigned char c)
{
	return (c >= 0x20 && c < 0x7F && c != '\\' && c != ';' && c != ',');
}

/* TEXT of RFC 5545, 3.3.11: nothing in it can end the line or begin a property. */
static void add_text(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);
	while (text < end) {
		size_t run = 0;
		while (is_plain((unsigned char)text[run]))
			run++;
		buf_add(out, text, run);
		text += run;
		if (text == end)
			break;
		if (*text == '\\' || *text == ';' || *text == ',') {
			buf_char(out, '\\');
			buf_char(out, *text++);
		} else if (*text == '\r') {
			text += text[1] == '\n' ? 2 : 1;
			buf_text(out, "\\n");
		} else {
			add_char(out, text_next(&text, end));
		}
	}
}

static void write_text(struct ics_writer *w, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	buf_text(&w->line, name);
	buf_char(&w->line, ':');
	add_text(&w->line, text);
	write_line(w);
}

/* One line a value: Outlook does not split a list. */
static void write_categories(struct ics_writer *w, const char *list)
{
	while (list && *list) {
		size_t n = strcspn(list, "\n");
		char *one = mem_copy_bytes(list, n);
		write_text(w, "CATEGORIES", one);
		free(one);
		list += n + (list[n] == '\n');
	}
}

/* A URI is not escaped in iCalendar: what does not belong into one is written as %XX. */
static void write_uri(struct ics_writer *w, const char *name, const char *uri)
{
	if (!uri || !*uri)
		return;
	buf_text(&w->line, name);
	buf_char(&w->line, ':');
	for (const unsigned char *c = (const unsigned char *)uri; *c; c++) {
		if (*c <= 0x20 || *c >= 0x7F || *c == '"' || *c == '\\')
			buf_print(&w->line, "%%%02X", *c);
		else
			buf_char(&w->line, (char)*c);
	}
	write_line(w);
}

static void write_utc(struct ics_writer *w, const char *name, int64_t ms)
{
	char text[17];
	ics_utc_text(ms, text);
	write_raw(w, name, text);
}

/* ---- events */

static void add_moment(struct buf *out, date_t d, int starts)
{
	char text[16];
	if (starts < 0)
		ics_date_text(d, text);
	else
		ics_local_text(d, starts, text);
	buf_text(out, text);
}

/* NAME;VALUE=DATE:20261123 or NAME;TZID=Europe/Chisinau:20261123T180000 */
static void write_moment(struct ics_writer *w, const char *name, date_t d, int starts)
{
	buf_text(&w->line, name);
	buf_text(&w->line, starts < 0 ? ";VALUE=DATE:" : ";TZID=" ICS_ZONE ":");
	add_moment(&w->line, d, starts);
	write_line(w);
}

static void write_span(struct ics_writer *w, date_t date, date_t until, int starts, int ends)
{
	write_moment(w, "DTSTART", date, starts);
	if (starts < 0)
		write_moment(w, "DTEND", (until == DATE_NONE || until < date ? date : until) + 1, -1);
	else if (ends >= 0)
		write_moment(w, "DTEND", ends <= starts ? date + 1 : date, ends);
}

static void write_except(struct ics_writer *w, const struct ics_event *ev)
{
	if (ev->excepts == 0)
		return;
	buf_text(&w->line, ev->starts < 0 ? "EXDATE;VALUE=DATE:" : "EXDATE;TZID=" ICS_ZONE ":");
	for (size_t i = 0; i < ev->excepts; i++) {
		if (i > 0)
			buf_char(&w->line, ',');
		add_moment(&w->line, ev->except[i], ev->starts);
	}
	write_line(w);
}

static void write_alarm(struct ics_writer *w, const struct ics_event *ev)
{
	if (ev->alarm_minutes < 0)
		return;
	write_raw(w, "BEGIN:", "VALARM");
	write_raw(w, "ACTION:", "DISPLAY");
	write_text(w, "DESCRIPTION", ev->summary && *ev->summary ? ev->summary : "-");
	buf_print(&w->line, "TRIGGER:-PT%dM", ev->alarm_minutes);
	write_line(w);
	write_raw(w, "END:", "VALARM");
}

static void write_status(struct ics_writer *w, const char *status)
{
	static const char *const known[] = {"TENTATIVE", "CONFIRMED", "CANCELLED"};
	for (size_t i = 0; status && i < sizeof known / sizeof *known; i++)
		if (strcmp(status, known[i]) == 0)
			write_raw(w, "STATUS:", status);
}

static void write_stamps(struct ics_writer *w, const struct ics_event *ev)
{
	write_utc(w, "DTSTAMP:", ev->stamp_ms);
	write_number(w, "SEQUENCE:", ev->sequence);
	if (ev->created_ms > 0)
		write_utc(w, "CREATED:", ev->created_ms);
	if (ev->modified_ms > 0)
		write_utc(w, "LAST-MODIFIED:", ev->modified_ms);
}

/* What a series and its moved instances share. */
static void write_head(struct ics_writer *w, const struct ics_event *ev)
{
	write_raw(w, "BEGIN:", "VEVENT");
	write_text(w, "UID", ev->uid);
	write_stamps(w, ev);
}

/* A parameter between quotes: what would end it, or the line, has no place in it (RFC 6868 is not read everywhere). */
static void add_name_param(struct buf *out, const char *name)
{
	const char *end = name + strlen(name);
	buf_text(out, ";CN=\"");
	while (name < end) {
		const uint32_t c = text_next(&name, end);
		if (c == '"' || c == '^')
			buf_char(out, '\'');
		else if (c >= 0x20 && c != 0x7F && (c < 0x80 || c >= 0xA0) && c != 0x2028 && c != 0x2029)
			buf_code(out, c);
	}
	buf_char(out, '"');
}

static void write_person(struct ics_writer *w, const char *name, const char *cn, const char *params, const char *mail)
{
	if (!mail)
		return;
	buf_text(&w->line, name);
	if (cn && *cn)
		add_name_param(&w->line, cn);
	buf_print(&w->line, "%s:mailto:%s", params, mail);
	write_line(w);
}

static void write_words(struct ics_writer *w, const struct ics_event *ev)
{
	/* An empty SUMMARY is dropped by libical and shown as nothing elsewhere. */
	write_text(w, "SUMMARY", ev->summary && *ev->summary ? ev->summary : "-");
	write_text(w, "LOCATION", ev->location);
	write_text(w, "DESCRIPTION", ev->description);
	write_uri(w, "URL", ev->url);
	write_categories(w, ev->category);
	write_status(w, ev->status);
	write_raw(w, "TRANSP:", ev->transparent ? "TRANSPARENT" : "OPAQUE");
	write_person(w, "ORGANIZER", ev->organizer, "", ev->organizer_mail);
	write_person(
	    w, "ATTENDEE", ev->attendee, ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE", ev->attendee_mail);
	write_alarm(w, ev);
	write_raw(w, "END:", "VEVENT");
}

static void write_moved(struct ics_writer *w, const struct ics_event *ev, const struct ics_moved *m)
{
	int starts = ev->starts < 0 || m->starts < 0 ? ev->starts : m->starts;
	int ends = m->ends;
	if (ends < 0) /* as long as the others */
		ends = ev->ends < 0 ? -1 : (starts + ev->ends - ev->starts + 24 * 60) % (24 * 60);
	date_t until = ev->until == DATE_NONE ? DATE_NONE : m->to + (ev->until - ev->date);
	write_head(w, ev);
	write_moment(w, "RECURRENCE-ID", m->on, ev->starts);
	write_span(w, m->to, until, starts, ends);
	write_words(w, ev);
}

static bool event_sound(const struct ics_event *ev, struct err *e)
{
	if (!ev->uid || !*ev->uid || ev->date == DATE_NONE)
		return err_set(e, ERR_INVALID, _("A calendar entry has no identity or no date; it was not written."));
	if (ev->starts >= 24 * 60 || ev->ends >= 24 * 60)
		return err_set(e, ERR_INVALID, _("A calendar entry has an impossible time; it was not written."));
	return true;
}

bool ics_write_event(struct ics_writer *w, const struct ics_event *ev, struct err *e)
{
	struct buf rule = BUF_INIT;
	if (!event_sound(ev, e))
		return false;
	if (ev->rule && !ics_rule_check(ev->rule, ev->date, ev->starts, &rule, e)) {
		buf_free(&rule);
		return false;
	}
	write_head(w, ev);
	write_span(w, ev->date, ev->until, ev->starts, ev->ends);
	if (ev->rule) {
		write_raw(w, "RRULE:", buf_str(&rule));
		write_except(w, ev);
	}
	write_words(w, ev);
	for (size_t i = 0; ev->rule && i < ev->moves; i++)
		write_moved(w, ev, &ev->moved[i]);
	buf_free(&rule);
	return true;
}

/* RFC 5545, 3.6.2. A task that is done says when; one that is given up says so. */
bool ics_write_todo(struct ics_writer *w, const struct ics_todo *todo, struct err *e)
{
	const struct ics_event *ev = todo->event;
	const bool cancelled = ev->status && strcmp(ev->status, "CANCELLED") == 0;
	if (!event_sound(ev, e))
		return false;
	write_raw(w, "BEGIN:", "VTODO");
	buf_print(&w->line, "UID:todo-");
	add_text(&w->line, ev->uid);
	write_line(w);
	write_stamps(w, ev);
	write_moment(w, "DUE", ev->date, -1);
	write_text(w, "SUMMARY", ev->summary && *ev->summary ? ev->summary : "-");
	write_text(w, "LOCATION", ev->location);
	write_text(w, "DESCRIPTION", ev->description);
	write_categories(w, ev->category);
	write_raw(w, "STATUS:", cancelled ? "CANCELLED" : todo->done != DATE_NONE ? "COMPLETED" : "NEEDS-ACTION");
	if (todo->done != DATE_NONE && !cancelled) {
		write_raw(w, "PERCENT-COMPLETE:", "100");
		write_utc(w, "COMPLETED:", ics_local_ms(todo->done, 12 * 60));
	}
	write_raw(w, "END:", "VTODO");
	return true;
}

/* ---- the whole */

static struct ics_writer *begin(FILE *file, const char *prodid, const char *method)
{
	struct ics_writer *w = mem_alloc(sizeof *w);
	w->file = file;
	write_raw(w, "BEGIN:", "VCALENDAR");
	write_raw(w, "VERSION:", "2.0");
	write_text(w, "PRODID", prodid);
	write_raw(w, "CALSCALE:", "GREGORIAN");
	if (method)
		write_raw(w, "METHOD:", method);
	return w;
}

static void write_zone(struct ics_writer *w)
{
	fwrite_unlocked(zone_text, 1, sizeof zone_text - 1, w->file);
}

bool ics_write_begin(struct ics_writer **out, FILE *file, const char *name, const char *prodid, struct err *e)
{
	(void)e;
	struct ics_writer *w = *out = begin(file, prodid, "PUBLISH");
	write_text(w, "NAME", name);
	write_text(w, "X-WR-CALNAME", name);
	write_raw(w, "X-WR-TIMEZONE:", ICS_ZONE);
	write_raw(w, "REFRESH-INTERVAL;VALUE=DURATION:", "PT12H");
	write_raw(w, "X-PUBLISHED-TTL:", "PT12H");
	write_zone(w);
	return true;
}

bool ics_write_begin_message(struct ics_writer **out, FILE *file, const char *method, const char *prodid, struct err *e)
{
	(void)e;
	*out = begin(file, prodid, method);
	write_zone(*out);
	return true;
}

bool ics_write_begin_item(struct ics_writer **out, FILE *file, const char *prodid, struct err *e)
{
	(void)e;
	*out = begin(file, prodid, NULL);
	write_zone(*out);
	return true;
}

bool ics_write_end(struct ics_writer *w, struct err *e)
{
	write_raw(w, "END:", "VCALENDAR");
	bool fine = fflush(w->file) == 0 && !ferror(w->file);
	if (!fine)
		err_errno(e, errno, "%s", _("The calendar could not be written"));
	buf_free(&w->line);
	free(w);
	return fine;
}
