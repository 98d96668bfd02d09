/* Foreign calendars: zones, repetition, changed days, whole days, and what is refused with words. */
#include "out_help.h"

#include "base/mem.h"
#include "out/ics.h"

struct heard {
	struct buf text;
	size_t n;
};

static void add_time(struct buf *b, int minutes)
{
	if (minutes >= 0)
		buf_print(b, " %02d:%02d", minutes / 60, minutes % 60);
}

static void add_day(struct buf *b, date_t d)
{
	char iso[11] = "none";
	if (d != DATE_NONE)
		date_iso(d, iso);
	buf_text(b, iso);
}

/* One line an event: title|when|rule|-exceptions|moves|status, or title!why; warnings after ~. */
static bool hear(void *ctx, const struct ics_seen *seen)
{
	struct heard *h = ctx;
	const struct ics_event *ev = &seen->event;
	buf_text(&h->text, ev->summary ? ev->summary : "-");
	h->n++;
	if (seen->refused) {
		buf_print(&h->text, "!%s\n", seen->refused);
		return true;
	}
	buf_char(&h->text, '|');
	add_day(&h->text, ev->date);
	if (ev->until != DATE_NONE) {
		buf_text(&h->text, "..");
		add_day(&h->text, ev->until);
	}
	add_time(&h->text, ev->starts);
	add_time(&h->text, ev->ends);
	if (ev->rule)
		buf_print(&h->text, "|%s", ev->rule);
	for (size_t i = 0; i < ev->excepts; i++) {
		buf_text(&h->text, i ? " -" : "|-");
		add_day(&h->text, ev->except[i]);
	}
	for (size_t i = 0; i < ev->moves; i++) {
		buf_text(&h->text, "|");
		add_day(&h->text, ev->moved[i].on);
		buf_text(&h->text, ">");
		add_day(&h->text, ev->moved[i].to);
		add_time(&h->text, ev->moved[i].starts);
		add_time(&h->text, ev->moved[i].ends);
	}
	if (ev->status)
		buf_print(&h->text, "|%s", ev->status);
	if (seen->warning)
		buf_print(&h->text, "~%s", seen->warning);
	buf_char(&h->text, '\n');
	return true;
}

/* The lines inside a VCALENDAR, with \n; what is heard of them. */
static void expect(void **state, const char *inside, const char *wanted)
{
	char *text = mem_print("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n%sEND:VCALENDAR\r\n", inside);
	char *path = out_help_text(state, "a.ics", text);
	struct heard h = {.n = 0};
	struct err e = ERR_INIT;
	if (!ics_read(path, hear, &h, &e))
		fail_msg("%s", e.what);
	assert_string_equal(buf_str(&h.text), wanted);
	buf_free(&h.text);
	free(path);
	free(text);
}

#define EVENT(lines) "BEGIN:VEVENT\nUID:u\nSUMMARY:s\n" lines "END:VEVENT\n"

static void expect_file_refused(void **state, const void *bytes, size_t n, const char *words)
{
	char *path = out_help_file(state, "a.ics", bytes, n);
	struct heard h = {.n = 0};
	struct err e = ERR_INIT;
	assert_false(ics_read(path, hear, &h, &e));
	assert_int_equal(e.code, ERR_INVALID);
	assert_int_equal(h.n, 0);
	if (!strstr(e.what, words))
		fail_msg("“%s” says nothing of “%s”", e.what, words);
	buf_free(&h.text);
	free(path);
}

/* ---- times and zones */

static void ics__read__times(void **state)
{
	expect(state, EVENT("DTSTART:20261127T180000\nDTEND:20261127T200000\n"), "s|2026-11-27 18:00 20:00\n");
	expect(state, EVENT("DTSTART:20261127T160000Z\nDURATION:PT1H30M\n"), "s|2026-11-27 18:00 19:30\n");
	expect(state, EVENT("DTSTART:20260727T150000Z\n"), "s|2026-07-27 18:00\n");
	expect(state, EVENT("DTSTART:20261127T220000\nDTEND:20261128T020000\n"), "s|2026-11-27 22:00 02:00\n");
	expect(state, EVENT("DTSTART:20261127T230000Z\nDTEND:20261127T233000Z\n"), "s|2026-11-28 01:00 01:30\n");
	expect(state, EVENT("DTSTART:20261127T180000\nDTEND:20261128T180000\n"), "s|2026-11-27 18:00 18:00\n");
	expect(state, EVENT("dtstart;tzid=Europe/Chisinau:20261127T180000\n"), "s|2026-11-27 18:00\n");
}

static void ics__read__whole_days(void **state)
{
	expect(state, EVENT("DTSTART;VALUE=DATE:20261127\n"), "s|2026-11-27\n");
	expect(state, EVENT("DTSTART;VALUE=DATE:20261127\nDTEND;VALUE=DATE:20261128\n"), "s|2026-11-27\n");
	expect(state, EVENT("DTSTART;VALUE=DATE:20261127\nDTEND;VALUE=DATE:20261127\n"), "s|2026-11-27\n");
	expect(state, EVENT("DTSTART;VALUE=DATE:20261127\nDTEND;VALUE=DATE:20261130\n"), "s|2026-11-27..2026-11-29\n");
	expect(state, EVENT("DTSTART;VALUE=DATE:20261127\nDURATION:P1W\n"), "s|2026-11-27..2026-12-03\n");
	expect(state, EVENT("DTSTART:20261127T000000\nDTEND:20261129T000000\n"), "s|2026-11-27..2026-11-28\n");
	expect(state, EVENT("DTSTART:20261127T100000\nDTEND:20261129T160000\n"),
	    "s|2026-11-27..2026-11-29~It lasts several days; its hours were left out.\n");
}

static void ics__read__zones(void **state)
{
	expect(state, EVENT("DTSTART;TZID=Europe/Berlin:20261127T170000\n"), "s|2026-11-27 18:00\n");
	expect(state, EVENT("DTSTART;TZID=America/New_York:20261127T200000\n"), "s|2026-11-28 03:00\n");
	expect(state, EVENT("DTSTART;TZID=E. Europe Standard Time:20260727T180000\n"), "s|2026-07-27 18:00\n");
	expect(state, EVENT("DTSTART;TZID=\"GTB Standard Time\":20260727T180000\n"), "s|2026-07-27 18:00\n");
	expect(state, EVENT("DTSTART;TZID=FLE Standard Time:20261127T180000\n"), "s|2026-11-27 18:00\n");
	expect(state, EVENT("DTSTART;TZID=Russian Standard Time:20261127T180000\n"), "s|2026-11-27 17:00\n");
	expect(state, EVENT("DTSTART;TZID=Romance Standard Time:20261127T180000\n"), "s|2026-11-27 19:00\n");
	expect(state, EVENT("DTSTART;TZID=W. Europe Standard Time:20261127T180000\n"), "s|2026-11-27 19:00\n");
	expect(state, EVENT("DTSTART;TZID=GMT Standard Time:20260727T180000\n"), "s|2026-07-27 20:00\n");
	expect(state, EVENT("DTSTART;TZID=UTC:20261127T160000\n"), "s|2026-11-27 18:00\n");
	expect(state, EVENT("DTSTART;TZID=/mozilla.org/20070129_1/Europe/Bucharest:20261127T180000\n"),
	    "s|2026-11-27 18:00\n");
	expect(state, EVENT("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Kiev:20261127T180000\n"),
	    "s|2026-11-27 18:00\n");
	expect(state, EVENT("DTSTART;TZID=Custom:20261127T180000\n"),
	    "s!Nobody knows its time zone “Custom”, so its hour is not certain.\n");
	expect(state, EVENT("DTSTART;TZID=../../etc/passwd:20261127T180000\n"),
	    "s!Nobody knows its time zone “../../etc/passwd”, so its hour is not certain.\n");
}

#define ZONE(lines)                                                                                                    \
	"BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:16010101T000000\n" lines "END:STANDARD\nEND:VTIMEZONE\n"

static void ics__read__own_zone(void **state)
{
	/* The definition may stand after the event. */
	expect(state, EVENT("DTSTART;TZID=Own:20261127T180000\n") ZONE("TZOFFSETFROM:+0500\nTZOFFSETTO:+0500\n"),
	    "s|2026-11-27 15:00\n");
	expect(state,
	    ZONE("TZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nRRULE:FREQ=SECONDLY;BYMONTH=1;BYDAY=SU\n")
	        EVENT("DTSTART;TZID=Own:20261127T180000\n"),
	    "s!Nobody knows its time zone “Own”, so its hour is not certain.\n");
	expect(state, ZONE("TZOFFSETFROM:+9900\nTZOFFSETTO:+0500\n") EVENT("DTSTART;TZID=Own:20261127T180000\n"),
	    "s!Nobody knows its time zone “Own”, so its hour is not certain.\n");
	/* Nothing in it, or half: never taken for UTC. */
	expect(state, "BEGIN:VTIMEZONE\nTZID:Own\nEND:VTIMEZONE\n" EVENT("DTSTART;TZID=Own:20261127T180000\n"),
	    "s!Nobody knows its time zone “Own”, so its hour is not certain.\n");
	expect(state, ZONE("TZOFFSETFROM:+0500\n") EVENT("DTSTART;TZID=Own:20261127T180000\n"),
	    "s!Nobody knows its time zone “Own”, so its hour is not certain.\n");
	/* A file that calls its own hour Chișinău's does not change the law. */
	expect(state,
	    "BEGIN:VTIMEZONE\nTZID:Europe/Chisinau\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0900\n"
	    "TZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\n" EVENT("DTSTART;TZID=Europe/Chisinau:20261127T180000\n"),
	    "s|2026-11-27 18:00\n");
}

/* libical would work out millions of changes of clocks, again for each later year. */
static void ics__read__hostile_zone(void **state)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "BEGIN:VTIMEZONE\nTZID:Own\n");
	for (int i = 0; i < 300; i++)
		buf_print(&b,
		    "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0%d00\n"
		    "RRULE:FREQ=YEARLY;BYMONTH=%d;BYDAY=-1SU\nEND:STANDARD\n",
		    i % 9, i % 12 + 1);
	buf_text(&b, "END:VTIMEZONE\n" EVENT("DTSTART;TZID=Own:99991127T180000\n"));
	expect(state, b.data, "s!Nobody knows its time zone “Own”, so its hour is not certain.\n");
	buf_free(&b);
	/* Outlook's way of saying it is fine, in any year. */
	expect(state,
	    "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH="
	    "10\n"
	    "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010325T020000\n"
	    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:"
	    "VTIMEZONE\n" EVENT("DTSTART;TZID=Own:20260727T170000\n") EVENT("DTSTART;TZID=Own:20661127T170000\n")
	        EVENT("DTSTART;TZID=Own:20660328T015900\n") EVENT("DTSTART;TZID=Own:20660328T030000\n"),
	    "s|2026-07-27 18:00\ns|2066-11-27 18:00\ns|2066-03-28 02:59\ns|2066-03-28 04:00\n");
}

static void ics__read__impossible_dates(void **state)
{
	expect(state, EVENT("DTSTART;VALUE=DATE:20270230\n"), "s!“20270230” is not a date or a time.\n");
	expect(state, EVENT("DTSTART:20271301T100000\n"), "s!“20271301T100000” is not a date or a time.\n");
	expect(state, EVENT("DTSTART:20270001T100000\n"), "s!“20270001T100000” is not a date or a time.\n");
	expect(state, EVENT("DTSTART:20270101T250000\n"), "s!“20270101T250000” is not a date or a time.\n");
	expect(state, EVENT("DTSTART:00000000\n"), "s!“00000000” is not a date or a time.\n");
	expect(state, EVENT(""), "s!It does not say when it begins.\n");
	expect(state, EVENT("DTSTART:20261127T180000\nDTEND:20261127T170000\n"),
	    "s!It ends before it begins, or after more than ten years.\n");
	expect(state, EVENT("DTSTART:20261127T180000\nDURATION:P99999999999W\n"),
	    "s!“P99999999999W” is not a duration.\n");
	expect(state, EVENT("DTSTART:20261127T180000\nDURATION:P999999W\n"),
	    "s!It ends before it begins, or after more than ten years.\n");
	expect(state, EVENT("DTSTART;VALUE=DATE:20261127\nDURATION:-P1D\n"),
	    "s!It ends before it begins, or after more than ten years.\n");
	expect(state, EVENT("DTSTART:20261127T180000\nDTEND;VALUE=DATE:20261128\n"),
	    "s!It begins at an hour but ends on a day.\n");
}

/* ---- repetition */

static void ics__read__rules(void **state)
{
	expect(state, EVENT("DTSTART:20261124T180000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261201T180000\n"),
	    "s|2026-11-24 18:00|FREQ=WEEKLY;UNTIL=20261208T160000Z;BYDAY=TU|-2026-12-01\n");
	expect(state, EVENT("DTSTART;TZID=Europe/Berlin:20261124T170000\nRRULE:FREQ=WEEKLY;COUNT=3\n"),
	    "s|2026-11-24 18:00|FREQ=WEEKLY;UNTIL=20261208T160000Z;BYDAY=TU\n");
	expect(state,
	    EVENT("DTSTART;TZID=America/New_York:20261123T200000\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\n"
	          "EXDATE;TZID=America/New_York:20261130T200000\n"),
	    "s|2026-11-24 03:00|FREQ=WEEKLY;UNTIL=20261208T010000Z;BYDAY=TU|-2026-12-01~It repeats in another time "
	    "zone; "
	    "in some weeks its hour may differ here.\n");
	expect(state, EVENT("DTSTART;TZID=America/New_York:20261123T200000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=23\n"),
	    "s!It repeats on days of another time zone, which are other days here.\n");
	expect(state, EVENT("DTSTART:20261124T180000\nRDATE:20261125T180000\n"),
	    "s|2026-11-24 18:00~Its extra days (RDATE) were left out.\n");
	expect(state, EVENT("DTSTART:20261124T180000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n"),
	    "s!It has several rules of repetition at once.\n");
	expect(state, EVENT("DTSTART:20261124T180000\nRRULE:FREQ=HOURLY;BYDAY=TU\n"),
	    "s!This repetition cannot be used: it repeats more often than daily, or in a way that is not known.\n");
	expect(state, EVENT("DTSTART:20261124T180000\nRRULE:FREQ=WEEKLY;BYEASTER=1\n"),
	    "s!This repetition cannot be used: not all calendars know its part “BYEASTER”.\n");
	expect(state, EVENT("DTSTART:20261124T180000\nRRULE:FREQ=WEEKLY\nEXDATE:20261301T180000\n"),
	    "s!“20261301T180000” is not a date or a time.\n");
}

#define MASTER EVENT("DTSTART:20261124T180000\nDTEND:20261124T200000\nRRULE:FREQ=WEEKLY;COUNT=5\n")
#define RULE "FREQ=WEEKLY;UNTIL=20261222T160000Z;BYDAY=TU"

static void ics__read__changed_days(void **state)
{
	/* Before their series in the file, as some programs write them. */
	expect(state,
	    EVENT("RECURRENCE-ID:20261201T160000Z\nDTSTART:20261202T190000\nDTEND:20261202T210000\n") MASTER EVENT(
	        "RECURRENCE-ID:20261208T180000\nDTSTART:20261208T180000\nDTEND:20261208T200000\nSTATUS:CANCELLED\n"),
	    "s|2026-11-24 18:00 20:00|" RULE "|-2026-12-08|2026-12-01>2026-12-02 19:00 21:00\n");
	/* Same hours on another day, and nothing but the same. */
	expect(state,
	    MASTER EVENT("RECURRENCE-ID:20261201T180000\nDTSTART:20261203T180000\nDTEND:20261203T200000\n")
	        EVENT("RECURRENCE-ID:20261208T180000\nDTSTART:20261208T180000\nDTEND:20261208T200000\n"),
	    "s|2026-11-24 18:00 20:00|" RULE "|2026-12-01>2026-12-03\n");
	expect(state,
	    MASTER "BEGIN:VEVENT\nUID:u\nSUMMARY:other\nRECURRENCE-ID:20261201T180000\nDTSTART:20261203T180000\n"
	           "DTEND:20261203T200000\nEND:VEVENT\n",
	    "s|2026-11-24 18:00 20:00|" RULE
	    "|2026-12-01>2026-12-03~One of its days has a title or a place of its own; they were left out.\n");
	/* Its series is not here. */
	expect(state, EVENT("RECURRENCE-ID:20261201T180000\nDTSTART:20261203T180000\n"), "s|2026-12-03 18:00\n");
	/* What cannot be understood is not left out quietly. */
	expect(state, MASTER EVENT("RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T180000\nDTSTART:20261203T180000\n"),
	    "s!One of its days was changed in line 10, and that cannot be taken.\n");
	expect(state, MASTER EVENT("RECURRENCE-ID:20261201T180000\nDTSTART;TZID=Nowhere:20261203T180000\n"),
	    "s!One of its days was changed in line 10, and that cannot be taken.\n");
}

/* ---- words */

static bool check_words(void *ctx, const struct ics_seen *seen)
{
	const struct ics_event *ev = &seen->event;
	(void)ctx;
	assert_null(seen->refused);
	assert_int_equal(seen->line, 3);
	assert_string_equal(ev->summary, "a, b; c \\ d\ne — длинная строка");
	assert_string_equal(ev->category, "Ședință, consiliu\nAtelier\nTrei");
	assert_string_equal(ev->status, "TENTATIVE");
	assert_string_equal(ev->url, "https://example.md/");
	assert_int_equal(ev->alarm_minutes, 90);
	assert_int_equal(ev->sequence, 7);
	assert_true(ev->transparent);
	assert_true(ev->stamp_ms == INT64_C(1795446300000));
	assert_true(strncmp(ev->uid, "obste-", 6) == 0);
	return true;
}

static void ics__read__words(void **state)
{
	char *path = out_help_text(state, "a.ics",
	    "\xEF\xBB\xBF"
	    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY;LANGUAGE=\"ro:x;y\":a\\, b\\; c \\\\ d\\ne — длин\n"
	    " ная стро\n\tка\nCATEGORIES:Ședință\\, consiliu,Atelier\nCATEGORIES:Trei\nSTATUS:tentative\nSEQUENCE:7\n"
	    "URL:https://example.md/\nTRANSP:TRANSPARENT\nDTSTAMP:20261123T150500Z\nDTSTART:20261127T180000\n"
	    "X-LONG:whatever\nATTACH;ENCODING=BASE64:AAAA\nBEGIN:VALARM\nSUMMARY:not "
	    "this\nTRIGGER:-PT1H30M\nACTION:DISPLAY\n"
	    "END:VALARM\nEND:VEVENT\nEND:VCALENDAR\n");
	struct err e = ERR_INIT;
	if (!ics_read(path, check_words, NULL, &e))
		fail_msg("%s", e.what);
	free(path);
}

static bool keep_uid(void *ctx, const struct ics_seen *seen)
{
	buf_text(ctx, seen->event.uid);
	buf_char(ctx, '\n');
	return true;
}

/* Importing again must find the same event. */
static void ics__read__missing_uid_is_stable(void **state)
{
	char *path = out_help_text(state, "a.ics",
	    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261127T180000\nSUMMARY:a\n"
	    "END:VEVENT\nBEGIN:VEVENT\nDTSTART:20261127T180000\nSUMMARY:b\n"
	    "END:VEVENT\nEND:VCALENDAR\n");
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct err e = ERR_INIT;
	assert_true(ics_read(path, keep_uid, &first, &e));
	assert_true(ics_read(path, keep_uid, &second, &e));
	assert_string_equal(buf_str(&first), buf_str(&second));
	size_t half = first.len / 2;
	assert_true(memcmp(first.data, first.data + half, half) != 0);
	buf_free(&first);
	buf_free(&second);
	free(path);
}

/* ---- broken and hostile files */

static void ics__read__broken_structure(void **state)
{
	expect(state, "BEGIN:VEVENT\nSUMMARY:a\nDTSTART:20261127T180000\n" EVENT("DTSTART:20261127T180000\n"),
	    "a!It never ends: another one begins inside it.\ns|2026-11-27 18:00\n");
	expect(state, "END:VEVENT\nEND:NOTHING\n" EVENT("DTSTART:20261127T180000\n"), "s|2026-11-27 18:00\n");
	expect(state, EVENT("DTSTART:20261127T180000\nBEGIN:VALARM\nSUMMARY:no\n"), "s|2026-11-27 18:00\n");
	expect(state, EVENT("no colon here\n:\n;\nDTSTART:20261127T180000\n"), "s|2026-11-27 18:00\n");
	expect(state, EVENT("LOCATION:\xC8\xE2\xE0\nDTSTART:20261127T180000\n"),
	    "s!Its line 6 is not written in UTF-8.\n");
	static const char cut[] =
	    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:s\nDTSTART:20261127T180000\nLOCATION:half a li";
	char *path = out_help_text(state, "a.ics", cut);
	struct heard h = {.n = 0};
	struct err e = ERR_INIT;
	assert_true(ics_read(path, hear, &h, &e));
	assert_string_equal(buf_str(&h.text), "s!The file ends in the middle of it.\n");
	buf_free(&h.text);
	free(path);
}

static void ics__read__not_a_calendar(void **state)
{
	expect_file_refused(state, "", 0, "not a calendar");
	expect_file_refused(state, "a,b\n1,2\n", 8, "not a calendar");
	expect_file_refused(state, "B\0E\0G\0", 6, "zero bytes");
	static const char old[] = "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n";
	expect_file_refused(state, old, sizeof old - 1, "vCalendar 1.0");
}

static void ics__read__nested(void **state)
{
	struct buf b = BUF_INIT;
	buf_repeat(&b, "BEGIN:VCALENDAR\n", 80000);
	expect_file_refused(state, b.data, b.len, "nested deeper");
	buf_free(&b);
}

static void ics__read__long_lines(void **state)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "BEGIN:VEVENT\nSUMMARY:s\nDTSTART:20261127T180000\nATTACH:");
	buf_repeat(&b, "0123456789", 1000000);
	buf_text(&b, "\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:t\nDTSTART:20261127T180000\nDESCRIPTION:");
	buf_repeat(&b, "0123456789", 1000000);
	buf_text(&b, "\nEND:VEVENT\n");
	expect(state, b.data, "s|2026-11-27 18:00\nt!Its line 11 is longer than 64 KB.\n");
	buf_free(&b);
}

static void ics__read__many_exceptions(void **state)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "BEGIN:VEVENT\nSUMMARY:s\nDTSTART:20200101T180000\nRRULE:FREQ=DAILY\n");
	for (int i = 0; i < 8000; i++)
		buf_print(&b, "EXDATE:20%02d%02d%02dT180000\n", 20 + i / 336, i % 336 / 28 + 1, i % 28 + 1);
	buf_text(&b, "END:VEVENT\n");
	expect(state, b.data, "s!It has more than 512 exceptions.\n");
	buf_free(&b);
}

/* As many counted rules as fit: the whole must end soon, so the later ones are refused. */
static void ics__read__one_uid_for_all(void **state)
{
	struct buf b = BUF_INIT;
	for (int i = 0; i < 2000; i++)
		buf_text(&b, EVENT("RECURRENCE-ID:20261124T180000\nDTSTART:20261124T180000\n"));
	buf_text(&b, EVENT("DTSTART:20261124T180000\nRRULE:FREQ=WEEKLY\n"));
	expect(state, b.data, "s!It has more than 512 exceptions.\n");
	buf_free(&b);
}

static void ics__read__many_counts(void **state)
{
	struct buf b = BUF_INIT;
	struct heard h = {.n = 0};
	struct err e = ERR_INIT;
	buf_text(&b, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 2000; i++)
		buf_text(&b, EVENT("DTSTART;VALUE=DATE:20260131\nRRULE:FREQ=MONTHLY;COUNT=5000\n"));
	buf_text(&b, "END:VCALENDAR\n");
	char *path = out_help_file(state, "a.ics", b.data, b.len);
	assert_true(ics_read(path, hear, &h, &e));
	assert_int_equal(h.n, 2000);
	assert_non_null(strstr(buf_str(&h.text), "too many repetitions that are counted"));
	buf_free(&h.text);
	buf_free(&b);
	free(path);
}

static void ics__read__too_many_events(void **state)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "BEGIN:VCALENDAR\n");
	buf_repeat(&b, "BEGIN:VEVENT\nEND:VEVENT\n", 100001);
	expect_file_refused(state, b.data, b.len, "100,000");
	buf_free(&b);
}

static void ics__read__too_long(void **state)
{
	char *path = out_help_text(state, "a.ics", "BEGIN:VCALENDAR\n");
	struct err e = ERR_INIT;
	struct heard h = {.n = 0};
	FILE *file = fopen(path, "r+b");
	assert_int_equal(fseek(file, 51L * 1024 * 1024, SEEK_SET), 0);
	fputc('\n', file);
	fclose(file);
	assert_false(ics_read(path, hear, &h, &e));
	assert_non_null(strstr(e.what, "50 MB"));
	assert_false(ics_read(*state, hear, &h, &e));
	free(path);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, out_help_setup, out_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    in_folder(ics__read__times),
	    in_folder(ics__read__whole_days),
	    in_folder(ics__read__zones),
	    in_folder(ics__read__own_zone),
	    in_folder(ics__read__hostile_zone),
	    in_folder(ics__read__impossible_dates),
	    in_folder(ics__read__rules),
	    in_folder(ics__read__changed_days),
	    in_folder(ics__read__words),
	    in_folder(ics__read__missing_uid_is_stable),
	    in_folder(ics__read__broken_structure),
	    in_folder(ics__read__not_a_calendar),
	    in_folder(ics__read__nested),
	    in_folder(ics__read__long_lines),
	    in_folder(ics__read__many_exceptions),
	    in_folder(ics__read__one_uid_for_all),
	    in_folder(ics__read__many_counts),
	    in_folder(ics__read__too_many_events),
	    in_folder(ics__read__too_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
