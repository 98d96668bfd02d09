/* Calendars that come in: changed there and here, the same bytes after a journey through an empty database, a reader
 * that is killed, and what is told of each entry. */
#include "app_help.h"

#include <ctype.h>
#include <signal.h>
#include <unistd.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/ics.h"

static char *write_file(void **state, const char *name, const char *text)
{
	char *path = app_help_path(state, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return path;
}

static char *read_file(const char *path)
{
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 8 << 20, &b, e));
	return buf_take(&b);
}

struct told {
	char text[8000];
	size_t entries;
};

static void tell(void *ctx, const struct app_ics_in *en)
{
	struct told *t = ctx;
	const size_t n = strlen(t->text);
	t->entries++;
	snprintf(t->text + n, sizeof t->text - n, "%d %zu %s|%s|%s\n", (int)en->fate, en->line, en->title, en->why,
	    en->kept);
}

static struct app_import import_file(struct app *a, const char *path, const char *as, bool dry_run, struct told *t)
{
	struct app_import im = {.entry = tell, .ctx = t, .dry_run = dry_run};
	*t = (struct told){.entries = 0};
	assert_ok(app_import_ics(a, path, kind_find(as), &im, e));
	return im;
}

#define COUNCIL(place, hour, more)                                                                                     \
	"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Consiliul//RO\r\nBEGIN:VEVENT\r\nUID:c1@consiliu.example\r\n"     \
	"DTSTART;TZID=FLE Standard Time:20261203T" hour "0000\r\nDTEND;TZID=FLE Standard Time:20261203T130000\r\n"     \
	"SUMMARY:Ședința\r\nLOCATION:" place "\r\n" more "END:VEVENT\r\nEND:VCALENDAR\r\n"

static void import__source_changed__comes_in_where_nobody_changed_it_here(void **state)
{
	struct app *a = app_help_app(state);
	struct told t;
	char *path = write_file(state, "c.ics", COUNCIL("Sala 1", "10", ""));
	struct app_import im = import_file(a, path, "meeting", false, &t);
	assert_int_equal(im.fresh, 1);
	im = import_file(a, path, "meeting", false, &t);
	assert_int_equal(im.same, 1);
	int64_t id;
	assert_ok(app_resolve(a, kind_get(KIND_meeting), "Ședința", &id, e));
	app_help_set(a, KIND_meeting, id, "place", "Sala mare");
	im = import_file(a, path, "meeting", false, &t);
	assert_int_equal(im.same, 1);
	free(path);
	path = write_file(state, "c.ics", COUNCIL("Sala 2", "11", "DESCRIPTION:Ordinea de zi\r\n"));
	im = import_file(a, path, "meeting", false, &t);
	assert_int_equal(im.changed, 1);
	assert_non_null(strstr(t.text, "Sala mare"));
	assert_non_null(strstr(t.text, "Sala 2"));
	struct record *r = app_help_get(a, KIND_meeting, id);
	assert_string_equal(record_text(r, meeting_place), "Sala mare");
	assert_int_equal(record_int(r, meeting_starts), 11 * 60);
	assert_string_equal(record_text(r, meeting_notes), "Ordinea de zi");
	record_free(r);
	im = import_file(a, path, "meeting", false, &t);
	assert_int_equal(im.same, 1);
	free(path);
	/* the day was moved here and there: ours stays, day and hours as one */
	app_help_set(a, KIND_meeting, id, "date", "2026-12-04");
	path = write_file(state, "c.ics", COUNCIL("Sala 2", "09", "DESCRIPTION:Ordinea de zi\r\n"));
	im = import_file(a, path, "meeting", false, &t);
	r = app_help_get(a, KIND_meeting, id);
	assert_int_equal(record_date(r, meeting_date), app_help_day("2026-12-04"));
	assert_int_equal(record_int(r, meeting_starts), 11 * 60);
	record_free(r);
	free(path);
}

static void import__dry_run__tells_lines_and_reasons_and_keeps_nothing(void **state)
{
	struct app *a = app_help_app(state);
	struct told t;
	char *path = write_file(state, "d.ics",
	    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20261203T100000\nSUMMARY:Unu\x1B[31m\nEND:"
	    "VEVENT\n"
	    "BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Atlantis:20261203T100000\nSUMMARY:Doi\nEND:VEVENT\n"
	    "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261301\nSUMMARY:Trei\nEND:VEVENT\nEND:VCALENDAR\n");
	const struct app_import im = import_file(a, path, "event", true, &t);
	assert_int_equal(im.fresh, 1);
	assert_int_equal(im.refused, 2);
	assert_int_equal(t.entries, 3);
	assert_non_null(strstr(t.text, "0 3 Unu"));
	assert_null(strchr(t.text, '\x1B'));
	assert_non_null(strstr(t.text, "3 8 Doi|"));
	assert_non_null(strstr(t.text, "Atlantis"));
	assert_non_null(strstr(t.text, "3 13 Trei|"));
	assert_int_equal(app_help_count(a, KIND_event), 0);
	free(path);
}

/* ---- a journey through an empty database */

static struct app *other_group(void **state, const char *name)
{
	char *db = app_help_path(state, name);
	struct app *a =
	    app_start(&(struct app_options){.argv0 = "obste", .db = db, .lang_given = true, .lang = LANG_EN});
	const struct app_new_group group = {.name = "Inițiativa Botanica", .locality = "Chișinău", .who = "Ana"};
	assert_ok(app_open(a, &group, e));
	free(db);
	return a;
}

static void export_all(struct app *a, const char *path)
{
	const struct app_ics_out o = {.path = path, .audience = AUDIENCE_GROUP, .from = DATE_NONE, .to = DATE_NONE};
	assert_ok(app_export_ics(a, &o, NULL, e));
}

static void journey__through_an_empty_database__the_same_bytes(void **state)
{
	struct app *a = app_help_app(state);
	struct told t;
	app_help_add(a, KIND_person, "surname=Salcâm", "given=Tudor", NULL);
	const int64_t w = app_help_add(a, KIND_workshop, "title=Cum scriem; o petiție, \"pas\" cu pas",
	    "date=2026-11-27", "starts=22:00", "ends=01:00", "place=Biblioteca; sala 2", "trainers=Salcâm Tudor",
	    "status=confirmed", NULL);
	app_help_set(a, KIND_workshop, w, "date", "2026-11-28");
	app_help_add(a, KIND_meeting, "title=Ședința", "date=2026-12-03", "link=https://exemplu.md/?a=b;c", NULL);
	app_help_add(a, KIND_event,
	    "title=Собрание жителей двора на улице Алба-Юлия, у третьего подъезда, если не будет дождя",
	    "date=2026-12-05", "until=2026-12-07", NULL);
	app_help_add(a, KIND_event, "title=Marți", "date=2026-10-20", "starts=18:30", "ends=19:30",
	    "repeat=FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331\n-2026-11-24\n2026-12-01>2026-12-02T19:00", NULL);
	app_help_add(a, KIND_event, "title=29 februarie", "date=2028-02-29", "repeat=FREQ=YEARLY", NULL);
	app_help_add(a, KIND_event, "title=A doua joi", "date=2026-11-12", "starts=10:00",
	    "repeat=FREQ=MONTHLY;BYDAY=2TH;COUNT=5", NULL);
	app_help_add(a, KIND_event, "title=Anulat", "date=2026-12-12", "status=cancelled", NULL);
	app_help_add(a, KIND_step, "what=Afișe", "until=2026-11-30", "who=Salcâm Tudor", NULL);
	const int64_t gone = app_help_add(a, KIND_event, "title=Aruncat", "date=2026-12-13", NULL);
	assert_ok(app_bin(a, kind_get(KIND_event), &gone, 1, e));
	char *one = app_help_path(state, "one.ics"), *two = app_help_path(state, "two.ics");
	export_all(a, one);
	struct app *b = other_group(state, "other.db");
	const struct app_import im = import_file(b, one, "event", false, &t);
	if (im.refused)
		fail_msg("%s", t.text);
	assert_int_equal(im.refused, 0);
	assert_int_equal(im.fresh, 9);
	export_all(b, two);
	char *x = read_file(one), *y = read_file(two);
	assert_string_equal(x, y);
	app_stop(b);
	free(x);
	free(y);
	free(one);
	free(two);
}

static void journey__changed_there__keeps_its_identity_and_rises(void **state)
{
	struct app *a = app_help_app(state);
	struct told t;
	char *path = write_file(state, "s.ics",
	    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x@y\nSEQUENCE:4\nDTSTART:20261203T100000\nSUMMARY:"
	    "Unu\nEND:VEVENT\nEND:VCALENDAR\n");
	char *out = app_help_path(state, "out.ics");
	import_file(a, path, "event", false, &t);
	int64_t id;
	assert_ok(app_resolve(a, kind_get(KIND_event), "Unu", &id, e));
	app_help_set(a, KIND_event, id, "place", "Altundeva");
	export_all(a, out);
	char *text = read_file(out);
	assert_non_null(strstr(text, "UID:x@y\r\n"));
	assert_non_null(strstr(text, "SEQUENCE:6\r\n"));
	free(text);
	free(out);
	free(path);
}

/* ---- the reader is a process of its own */

static pid_t child_of_ours(void)
{
	char path[64];
	int pid = 0;
	snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%d", &pid) != 1)
		pid = 0;
	if (f)
		fclose(f);
	return (pid_t)pid;
}

static char *many_events(void **state, size_t n)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	for (size_t i = 0; i < n; i++)
		buf_print(&b,
		    "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART:20261203T100000\r\nSUMMARY:Numărul %zu, cu un titlu "
		    "lung\r\nEND:VEVENT\r\n",
		    i, i);
	buf_text(&b, "END:VCALENDAR\r\n");
	char *path = write_file(state, "many.ics", buf_str(&b));
	buf_free(&b);
	return path;
}

static bool kill_reader(void *ctx, size_t row, enum app_row_fate fate, const char *why)
{
	int *signal_number = ctx;
	(void)row, (void)fate, (void)why;
	if (*signal_number) {
		const pid_t pid = child_of_ours();
		if (pid > 0)
			kill(pid, *signal_number);
		*signal_number = 0;
	}
	return true;
}

static void reader__killed__nothing_is_imported(void **state)
{
	struct app *a = app_help_app(state);
	char *path = many_events(state, 20000);
	static const int signals[] = {SIGSEGV, SIGXCPU, SIGKILL};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		int number = signals[i];
		struct app_import im = {.each = kill_reader, .ctx = &number};
		struct err e = ERR_INIT;
		const bool ok = app_import_ics(a, path, kind_get(KIND_event), &im, &e);
		if (child_of_ours() == 0 && number == 0 && ok)
			skip(); /* this machine does not say who its children are */
		assert_false(ok);
		assert_string_equal(e.tag, "ICS-READER");
		assert_int_equal(app_help_count(a, KIND_event), 0);
	}
	free(path);
}

static bool stop_soon(void *ctx, const struct ics_seen *seen)
{
	size_t *n = ctx;
	assert_non_null(seen->event.uid);
	return ++*n < 3;
}

static void reader__not_wanted_any_more__ends(void **state)
{
	char *path = many_events(state, 20000);
	size_t n = 0;
	assert_ok(ics_read(path, stop_soon, &n, e));
	assert_int_equal(n, 3);
	assert_int_equal(child_of_ours(), 0);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(import__source_changed__comes_in_where_nobody_changed_it_here),
	    TEST(import__dry_run__tells_lines_and_reasons_and_keeps_nothing),
	    TEST(journey__through_an_empty_database__the_same_bytes),
	    TEST(journey__changed_there__keeps_its_identity_and_rises),
	    TEST(reader__killed__nothing_is_imported),
	    TEST(reader__not_wanted_any_more__ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
