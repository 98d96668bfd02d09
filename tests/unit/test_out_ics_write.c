/* Calendars out: the golden file, lines and escapes, what must never get out, and that libical reads the same back. */
#include "out_help.h"

#include <libical/ical.h>

#include "base/mem.h"
#include "base/text.h"
#include "out_events.h"

/* Owned. */
static char *calendar(void)
{
	char *text = NULL;
	size_t n;
	struct err e = ERR_INIT;
	FILE *file = open_memstream(&text, &n);
	if (!out_events_write(file, &e))
		fail_msg("%s", e.what);
	fclose(file);
	return text;
}

static char *one_event(const struct ics_event *ev)
{
	char *text = NULL;
	size_t n;
	struct err e = ERR_INIT;
	struct ics_writer *w;
	FILE *file = open_memstream(&text, &n);
	assert_true(ics_write_begin(&w, file, "x", "-//x//EN", &e));
	if (!ics_write_event(w, ev, &e))
		fail_msg("%s", e.what);
	assert_true(ics_write_end(w, &e));
	fclose(file);
	return text;
}

static void ics__write__golden(void **state)
{
	(void)state;
	char *text = calendar(), *again = calendar();
	assert_string_equal(text, again);
	out_help_golden("calendar.ics", text);
	free(text);
	free(again);
}

/* ---- lines */

static bool begins_with_mark(const char *text)
{
	const char *end = text + strlen(text);
	uint32_t c = text_next(&text, end);
	return (c >= 0x300 && c < 0x370) || c == 0x200D;
}

static void ics__write__lines_of_75_octets(void **state)
{
	(void)state;
	char *text = calendar();
	for (char *line = text, *end; *line; line = end + 2) {
		end = strstr(line, "\r\n");
		assert_non_null(end);
		assert_true(end - line <= 75);
		assert_true(text_is_utf8(line, (size_t)(end - line)));
		assert_null(memchr(line, '\n', (size_t)(end - line)));
		assert_null(memchr(line, '\r', (size_t)(end - line)));
		assert_true(*line != ' ' || !begins_with_mark(line + 1));
	}
	free(text);
}

/* A value may say whatever it wants: no line of its own comes out of it. */
static void ics__write__no_injection(void **state)
{
	(void)state;
	static const char evil[] =
	    "x\r\nATTENDEE:mailto:a@b\nEND:VEVENT\rBEGIN:VEVENT\xE2\x80\xA8URL:y\xC2\x85URL:z\x0BURL:q";
	struct ics_event ev = {.uid = evil,
	    .date = out_help_day("2026-11-23"),
	    .until = DATE_NONE,
	    .starts = 60,
	    .ends = 120,
	    .summary = evil,
	    .location = evil,
	    .description = evil,
	    .category = evil,
	    .url = evil,
	    .status = evil,
	    .alarm_minutes = 5};
	char *text = one_event(&ev);
	char *begin = strstr(text, "BEGIN:VEVENT");
	assert_non_null(begin);
	assert_null(strstr(begin + 1, "\nBEGIN:VEVENT"));
	assert_null(strstr(text, "\nATTENDEE"));
	assert_null(strstr(text, "\nSTATUS"));
	assert_null(strstr(text, "\xE2\x80\xA8"));
	assert_null(strstr(text, "\xC2\x85"));
	assert_null(strchr(text, '\x0B'));
	size_t urls = 0;
	for (char *at = text; (at = strstr(at, "\nURL")); at++)
		urls++;
	assert_int_equal(urls, 1);
	free(text);
}

static void ics__write__broken_utf8(void **state)
{
	(void)state;
	struct ics_event ev = {.uid = "a",
	    .date = out_help_day("2026-11-23"),
	    .until = DATE_NONE,
	    .starts = -1,
	    .ends = -1,
	    .summary = "a\xFF\xC8z",
	    .alarm_minutes = -1};
	char *text = one_event(&ev);
	assert_true(text_is_utf8(text, strlen(text)));
	free(text);
}

static void ics__write__refuses(void **state)
{
	(void)state;
	struct ics_writer *w;
	struct err e = ERR_INIT;
	FILE *file = fopen("/dev/null", "w");
	struct ics_event ev = {.uid = "a",
	    .date = out_help_day("2026-11-23"),
	    .until = DATE_NONE,
	    .starts = 60,
	    .ends = 90,
	    .rule = "FREQ=WEEKLY;BYDAY=TU"};
	assert_true(ics_write_begin(&w, file, "x", "-//x//EN", &e));
	assert_false(ics_write_event(w, &ev, &e)); /* it begins on a Monday */
	assert_int_equal(e.code, ERR_INVALID);
	ev.rule = NULL;
	ev.uid = "";
	assert_false(ics_write_event(w, &ev, &e));
	ev.uid = "a";
	ev.starts = 1440;
	assert_false(ics_write_event(w, &ev, &e));
	assert_true(ics_write_end(w, &e));
	fclose(file);
}

static void ics__write__disk_full(void **state)
{
	(void)state;
	struct ics_writer *w;
	struct err e = ERR_INIT;
	FILE *file = fopen("/dev/full", "w");
	if (!file)
		skip();
	assert_true(ics_write_begin(&w, file, "x", "-//x//EN", &e));
	assert_false(ics_write_end(w, &e));
	assert_int_equal(e.code, ERR_DENIED);
	fclose(file);
}

/* ---- libical reads it */

static void count_errors(icalcomponent *c, int *errors)
{
	*errors += icalcomponent_count_properties(c, ICAL_XLICERROR_PROPERTY);
	for (icalcomponent *inner = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); inner;
	     inner = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT))
		count_errors(inner, errors);
}

static void ics__write__libical_reads_it(void **state)
{
	(void)state;
	size_t n, events = 0, moved = 0;
	int errors = 0;
	const struct ics_event *ev = out_events(&n);
	char *text = calendar();
	icalcomponent *c = icalparser_parse_string(text);
	assert_non_null(c);
	count_errors(c, &errors);
	assert_int_equal(errors, 0);
	for (icalcomponent *v = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); v;
	     v = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
		if (icalcomponent_get_first_property(v, ICAL_RECURRENCEID_PROPERTY)) {
			moved++;
			continue;
		}
		assert_string_equal(icalcomponent_get_uid(v), ev[events].uid);
		if (strcmp(ev[events].uid, "signs") != 0) /* its line ends are made one */
			assert_string_equal(icalcomponent_get_summary(v), ev[events].summary);
		assert_int_equal(
		    icalcomponent_get_first_property(v, ICAL_RRULE_PROPERTY) != NULL, ev[events].rule != NULL);
		events++;
	}
	assert_int_equal(events, n);
	size_t wanted = 0;
	for (size_t i = 0; i < n; i++)
		wanted += ev[i].moves;
	assert_int_equal(moved, wanted);
	icalcomponent_free(c);
	free(text);
}

/* ---- our own reader reads it */

struct back {
	size_t n;
};

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static bool compare_back(void *ctx, const struct ics_seen *seen)
{
	struct back *b = ctx;
	size_t n;
	const struct ics_event *ev = &out_events(&n)[b->n++], *got = &seen->event;
	if (seen->refused)
		fail_msg("%s: %s", ev->uid, seen->refused);
	assert_null(seen->warning);
	assert_string_equal(got->uid, ev->uid);
	assert_int_equal(got->date, ev->date);
	assert_int_equal(got->until, ev->until);
	assert_int_equal(got->starts, ev->starts);
	assert_int_equal(got->ends, ev->ends);
	assert_int_equal(got->alarm_minutes, ev->alarm_minutes);
	assert_int_equal(got->sequence, ev->sequence);
	assert_int_equal(got->transparent, ev->transparent);
	assert_int_equal(got->excepts, ev->excepts);
	assert_int_equal(got->moves, ev->moves);
	assert_string_equal(or_empty(got->summary), ev->summary);
	assert_string_equal(or_empty(got->location), or_empty(ev->location));
	assert_string_equal(or_empty(got->category), or_empty(ev->category));
	assert_string_equal(or_empty(got->status), or_empty(ev->status));
	date_t a[400], z[400];
	date_t from = out_help_day("2020-01-01"), to = out_help_day("2050-01-01");
	size_t na = ics_occurrences(ev, from, to, a, 400), nz = ics_occurrences(got, from, to, z, 400);
	assert_int_equal(na, nz);
	assert_memory_equal(a, z, na * sizeof *a);
	return true;
}

static void ics__write__reads_back(void **state)
{
	char *text = calendar(), *path = out_help_text(state, "a.ics", text);
	struct back b = {0};
	struct err e = ERR_INIT;
	size_t n;
	if (!ics_read(path, compare_back, &b, &e))
		fail_msg("%s", e.what);
	out_events(&n);
	assert_int_equal(b.n, n);
	free(text);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ics__write__golden),
	    cmocka_unit_test(ics__write__lines_of_75_octets),
	    cmocka_unit_test(ics__write__no_injection),
	    cmocka_unit_test(ics__write__broken_utf8),
	    cmocka_unit_test(ics__write__refuses),
	    cmocka_unit_test(ics__write__disk_full),
	    cmocka_unit_test(ics__write__libical_reads_it),
	    cmocka_unit_test_setup_teardown(ics__write__reads_back, out_help_setup, out_help_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
