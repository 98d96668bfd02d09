/* tests/tui/test_tui_jobs.c - work in the background: it goes on while the person works, says where its file is, and
 * can be stopped. The work is held by SIGSTOP where a test needs it to last. */
#include <dirent.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tui/tui.h"
#include "tui/tui_inside.h"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

/* The process that the program has started, 0 when there is none. */
static pid_t job_of(struct tui *t)
{
	char path[64];
	int pid = 0;
	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)t->pid, (int)t->pid);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%d", &pid) != 1)
		pid = 0;
	if (f)
		fclose(f);
	return pid;
}

/* Is it stopped, not only about to end? */
static bool is_held(pid_t pid)
{
	char path[64], state = 'X';
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%*d %*s %c", &state) != 1)
		state = 'X';
	if (f)
		fclose(f);
	return state == 'T';
}

static pid_t catch_job(struct tui *t)
{
	for (int i = 0; i < 100000; i++) {
		pid_t p = job_of(t);
		if (!p)
			continue;
		kill(p, SIGSTOP);
		tui_wait(t);
		return is_held(p) ? p : 0;
	}
	return 0;
}

static void ask_for_copy(struct tui *t)
{
	tui_keys(t, "Esc ^K");
	tui_type(t, "safety copy now");
}

/* Begins a safety copy and holds it; a machine that is too quick gets several tries. */
static pid_t hold_backup(struct tui *t)
{
	for (int tries = 0; tries < 50; tries++) {
		ask_for_copy(t);
		tui_raw(t, "\r", 1);
		pid_t p = catch_job(t);
		if (p)
			return p;
	}
	fail_msg("no job was seen\n%s", tui_text(t));
	return 0;
}

/* Whole ones: while a copy is made, others' names end otherwise. */
static int copies(struct tui *t)
{
	char path[512];
	int n = 0;
	snprintf(path, sizeof path, "%s/obste-backups", tui_home(t));
	DIR *d = opendir(path);
	for (struct dirent *en; d && (en = readdir(d));)
		n += strlen(en->d_name) > 3 && strcmp(en->d_name + strlen(en->d_name) - 3, ".db") == 0;
	if (d)
		closedir(d);
	return n;
}

static void backup__while_working__said_with_its_path(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .cols = 120, .rows = 36});
	pid_t job = hold_backup(t);
	tui_keys(t, "2 Down Down d");
	tui_expect(t, "People · 39");
	kill(job, SIGCONT);
	tui_expect_soon(t, "obste-2026-11-23-1805");
	tui_expect(t, "o opens it");
	assert_in_range(copies(t), 1, 50);
	tui_keys(t, "u");
	tui_expect(t, "People · 40");
	stop(t);
}

static bool ended(struct tui *t, const void *ctx)
{
	(void)ctx;
	return tui_has(t, "Stopped: ") || tui_has(t, "Written: ");
}

/* true: it was stopped; a copy that was whole already stays. */
static bool stop_one(struct tui *t, const char *key)
{
	pid_t job = hold_backup(t);
	int before = copies(t);
	tui_expect(t, "^X Stop");
	tui_keys(t, key);
	tui_expect(t, "Stopping: Safety copy");
	kill(job, SIGCONT);
	assert_true(tui_until(t, ended, NULL));
	tui_expect_not(t, "^X Stop");
	if (tui_has(t, "Written: "))
		return false;
	tui_expect(t, "Stopped: Safety copy. Nothing was changed.");
	assert_int_equal(copies(t), before);
	return true;
}

static void stopped__by_key__leaves_no_copy(void **state)
{
	(void)state;
	static const char *const keys[] = {"^X", "Esc"};
	for (size_t i = 0; i < 2; i++) {
		struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
		bool stopped = false;
		for (int tries = 0; tries < 30 && !stopped; tries++)
			stopped = stop_one(t, keys[i]);
		assert_true(stopped);
		tui_command(t, "check");
		stop(t);
	}
}

static void quit__while_it_runs__asked_once_more(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	pid_t job = hold_backup(t);
	tui_keys(t, "^Q");
	tui_expect(t, "Ctrl+Q once more stops it and quits");
	tui_keys(t, "2 ^Q");
	tui_expect(t, "Ctrl+Q once more stops it and quits");
	tui_raw(t, "\021", 1);
	kill(job, SIGCONT);
	assert_int_equal(tui_wait_end(t), 0);
	assert_true(tui_sane(t));
	stop(t);
}

static void second_job__waits_its_turn(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	pid_t job = hold_backup(t);
	int before = copies(t);
	ask_for_copy(t);
	tui_keys(t, "Enter");
	tui_expect(t, "It begins after: Safety copy");
	kill(job, SIGCONT);
	tui_expect_soon(t, "o opens it");
	for (int i = 0; i < 500 && (job_of(t) || copies(t) < before + 1); i++)
		tui_wait(t);
	assert_true(copies(t) > before);
	stop(t);
}

static void failed__says_why(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	char path[512];
	snprintf(path, sizeof path, "%s/obste-backups", tui_home(t));
	FILE *f = fopen(path, "w"); /* a file stands where the folder should be */
	fclose(f);
	ask_for_copy(t);
	tui_keys(t, "Enter");
	tui_expect_soon(t, "obste-backups");
	tui_expect(t, "Check the path."); /* the words before are wrapped as the path is long */
	stop(t);
}

static void killed_terminal__job_ends_too(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	pid_t job = hold_backup(t);
	tui_hangup(t);
	poll(NULL, 0, 100);
	kill(job, SIGCONT);
	assert_int_equal(tui_wait_end(t), 0);
	assert_int_equal(kill(job, 0), -1);
	stop(t);
}

/* ---- files from the screens */

/* Presses the keys again until the job that the last of them begins is held. */
static pid_t hold_job(struct tui *t, const char *keys)
{
	for (int tries = 0; tries < 50; tries++) {
		tui_keys(t, "Esc Esc");
		tui_keys(t, keys);
		tui_raw(t, "\r", 1);
		pid_t p = catch_job(t);
		if (p)
			return p;
	}
	fail_msg("%s: no job was seen\n%s", keys, tui_text(t));
	return 0;
}

static void export__each_screen__in_the_background(void **state)
{
	(void)state;
	static const struct {
		const char *start, *keys, *file, *words;
	} ways[] = {
	    {"2", "x Enter", "People.csv", "id,surname,given"},
	    {"2", "x Down Enter", "People.csv", ";"},
	    {"8", "x", "obste-2026-11.ics", "BEGIN:VEVENT"},
	    {"9", "x Down Enter", "obste-attendance.csv", ","},
	};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct tui *t = tui_start(&(struct tui_options){.lang = i == 1 ? "ro" : "en", .cols = 120, .rows = 36});
		tui_keys(t, ways[i].start);
		pid_t job = hold_job(t, ways[i].keys);
		tui_keys(t, "2 Down"); /* it goes on while one works */
		tui_expect(t, ">");
		kill(job, SIGCONT);
		tui_expect_soon(t, i == 1 ? "o deschide" : "o opens it");
		const char *text = tui_file(t, i == 1 ? "Oameni.csv" : ways[i].file);
		if (!strstr(text, ways[i].words))
			fail_msg("%s: %.300s", ways[i].keys, text);
		stop(t);
	}
}

static size_t lines_of(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* As listed: the same rows in the same order, also where no command line could name them. */
static void export__narrowed_marked_members__only_those(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .cols = 120, .rows = 36});
	tui_keys(t, "2 / a r t a r Enter Esc Esc");
	tui_keys(t, "/ a r t a r Down x Enter Enter");
	tui_expect_soon(t, "o opens it");
	assert_in_range(lines_of(tui_file(t, "People.csv")), 2, 4);
	tui_keys(t, "Esc Esc 2 Home Space Space Space x Down Down Enter Enter");
	tui_expect_soon(t, "o opens it");
	assert_int_equal(lines_of(tui_file(t, "People.csv")), 4);
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(backup__while_working__said_with_its_path),
	    cmocka_unit_test(stopped__by_key__leaves_no_copy),
	    cmocka_unit_test(quit__while_it_runs__asked_once_more),
	    cmocka_unit_test(second_job__waits_its_turn),
	    cmocka_unit_test(failed__says_why),
	    cmocka_unit_test(killed_terminal__job_ends_too),
	    cmocka_unit_test(export__each_screen__in_the_background),
	    cmocka_unit_test(export__narrowed_marked_members__only_those),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
