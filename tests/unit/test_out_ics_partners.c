/* Do other people's readers see the same days and hours as this program? The awkward entries go out as a calendar;
 * Python's icalendar and dateutil say when they happen; every line must be ours. With a folder as argument it only
 * writes the calendar and our own lines there, for tests/interop/tricky.sh, which asks ical.js, khal and calcurse. */
#include "out_help.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "out_events.h"

#define FIRST "2025-01-01"
#define LAST "2046-12-31"
#define MOST 2000

static void add_moment(struct buf *out, date_t d, int minutes)
{
	char iso[11];
	if (minutes < 0) {
		date_iso(d, iso);
		buf_print(out, "\t%s", iso);
		return;
	}
	int64_t ms = local_to_ms((struct local_time){.date = d, .hour = minutes / 60, .minute = minutes % 60});
	int64_t days = ms / 86400000, rest = ms % 86400000 / 60000;
	date_iso((date_t)days, iso);
	buf_print(out, "\t%sT%02d:%02dZ", iso, (int)rest / 60, (int)rest % 60);
}

/* As occurrences.py prints it: UID, start, end, title. */
static char *line_of(const struct ics_event *ev, date_t day)
{
	struct buf b = BUF_INIT;
	int starts = ev->starts, ends = ev->ends;
	for (size_t i = 0; i < ev->moves; i++) {
		const struct ics_moved *m = &ev->moved[i];
		if (m->to != day || m->starts < 0)
			continue;
		starts = m->starts;
		ends = m->ends >= 0 ? m->ends : starts + ev->ends - ev->starts;
	}
	buf_text(&b, ev->uid);
	add_moment(&b, day, starts);
	if (starts < 0)
		add_moment(&b, day + (ev->until == DATE_NONE ? 1 : ev->until - ev->date + 1), -1);
	else
		add_moment(&b, ends >= 0 && ends <= starts ? day + 1 : day, ends < 0 ? starts : ends);
	buf_print(&b, "\t%s", ev->summary);
	return buf_take(&b);
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t our_lines(char **lines)
{
	size_t n, count = 0;
	const struct ics_event *ev = out_events(&n);
	for (size_t i = 0; i < n; i++) {
		date_t days[MOST];
		size_t found = ics_occurrences(&ev[i], out_help_day(FIRST), out_help_day(LAST), days, MOST);
		assert_true(found > 0 && found < MOST);
		for (size_t j = 0; j < found; j++) {
			assert_true(count < MOST);
			lines[count++] = line_of(&ev[i], days[j]);
		}
	}
	qsort(lines, count, sizeof *lines, compare_lines);
	return count;
}

static bool write_files(const char *folder)
{
	struct err e = ERR_INIT;
	char *lines[MOST], *path = mem_print("%s/tricky.ics", folder);
	FILE *file = fopen(path, "wb");
	bool fine = file && out_events_write(file, &e) && fclose(file) == 0;
	free(path);
	path = mem_print("%s/tricky.txt", folder);
	file = fopen(path, "wb");
	size_t n = our_lines(lines);
	for (size_t i = 0; i < n; i++) {
		if (file)
			fprintf(file, "%s\n", lines[i]);
		free(lines[i]);
	}
	free(path);
	return fine && file && fclose(file) == 0;
}

static void ics__partners__python_agrees(void **state)
{
	const char *python = getenv("PYTHON");
	char *lines[MOST], text[1024];
	size_t n = our_lines(lines), at = 0;
	assert_true(write_files(*state));
	char *command =
	    mem_print("'%s' tests/interop/occurrences.py '%s/tricky.ics' " FIRST " " LAST " | LC_ALL=C sort",
	        python ? python : "/usr/bin/python3", (char *)*state);
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	while (fgets(text, sizeof text, pipe)) {
		text[strcspn(text, "\n")] = '\0';
		if (at >= n)
			fail_msg("only they have it: %s", text);
		if (strcmp(text, lines[at]) != 0)
			fail_msg("theirs: %s\n  ours: %s", text, lines[at]);
		free(lines[at++]);
	}
	assert_int_equal(pclose(pipe), 0);
	if (at < n)
		fail_msg("only we have it: %s", lines[at]);
	free(command);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(ics__partners__python_agrees, out_help_setup, out_help_teardown),
	};
	if (argc == 2)
		return write_files(argv[1]) ? 0 : 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
