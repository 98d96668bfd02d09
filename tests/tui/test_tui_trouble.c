/* tests/tui/test_tui_trouble.c - faults: a disk that is full, a file that vanished, a damaged or newer database, a
 * crash. Each time: what happened, is the work safe, what can be done, and nothing typed is lost. */
#define _GNU_SOURCE /* prlimit */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/tui.h"
#include "tui/tui_inside.h"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static void shell(struct tui *t, const char *line)
{
	char all[2048];
	snprintf(all, sizeof all, "cd %s || exit 1; %s", tui_home(t), line);
	assert_int_equal(system(all), 0);
}

/* No file may grow: what a full disk does. */
static void fill_disk(struct tui *t, bool full)
{
	struct rlimit l = {full ? 0 : RLIM_INFINITY, RLIM_INFINITY};
	if (prlimit(t->pid, RLIMIT_FSIZE, &l, NULL) != 0)
		fail_msg("prlimit");
}

static void full_disk__form__said_kept_and_saved_later(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 n");
	tui_type(t, "Salcâm");
	fill_disk(t, true);
	tui_keys(t, "^S");
	tui_expect(t, "The disk is full");
	tui_expect(t, "What you wrote is NOT lost");
	tui_expect(t, "> Try again");
	tui_expect(t, "Show what takes space");
	tui_expect(t, "DB-FULL");
	tui_keys(t, "Enter");
	tui_expect(t, "The disk is full"); /* it still is */
	fill_disk(t, false);
	tui_keys(t, "Enter");
	tui_expect(t, "Added: Salcâm");
	tui_expect(t, "People · 41");
	stop(t);
}

static void full_disk__other_disk__whole_copy_and_what_was_typed(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	char line[600];
	tui_keys(t, "2 n");
	tui_type(t, "Salcâm");
	fill_disk(t, true);
	tui_keys(t, "^S Down Enter");
	tui_expect(t, "Save everything to which file?");
	fill_disk(t, false);
	tui_keys(t, "^U");
	snprintf(line, sizeof line, "%s/stick.db", tui_home(t));
	tui_type(t, line);
	tui_keys(t, "Enter");
	tui_expect(t, "stick.db.json");
	assert_non_null(strstr(tui_file(t, "stick.db.json"), "Salcâm"));
	snprintf(line, sizeof line, "import json %s/stick.db.json", tui_home(t));
	assert_non_null(strstr(tui_command(t, line), "new 1"));
	tui_keys(t, "Esc");
	stop(t);
}

static void full_disk__other_choices__space_and_details(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, "2");
	fill_disk(t, true);
	tui_keys(t, "d");
	tui_expect(t, "Discul este plin");
	tui_keys(t, "Down Down Enter");
	tui_expect(t, "obste.db");
	tui_expect(t, "MB");
	tui_keys(t, "Esc Down Enter");
	tui_expect(t, "DB-FULL");
	tui_expect(t, "SQLite");
	tui_keys(t, "Esc Esc");
	fill_disk(t, false);
	tui_keys(t, "d");
	tui_expect(t, "Oameni · 39");
	stop(t);
}

static void full_disk__one_cell__the_words_are_shown(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 i");
	tui_type(t, "Mesteceni");
	fill_disk(t, true);
	tui_keys(t, "Enter");
	tui_expect(t, "The disk is full");
	tui_expect(t, "Mesteceni");
	fill_disk(t, false);
	tui_keys(t, "Esc");
	stop(t);
}

static void file_removed__change__said_and_saved_elsewhere(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	char line[600];
	tui_keys(t, "2");
	shell(t, "mkdir away && mv obste.db away/");
	tui_keys(t, "d");
	tui_expect(t, "moved or removed");
	tui_expect(t, "Save to another disk");
	tui_keys(t, "Down Enter ^U");
	snprintf(line, sizeof line, "%s/kept.db", tui_home(t));
	tui_type(t, line);
	tui_keys(t, "Enter");
	tui_expect(t, "kept.db");
	assert_non_null(strstr(tui_file(t, ".local/state/obste/obste.log"), "DB-MOVED record.delete (SQLite"));
	shell(t, "test -s kept.db && mv away/obste.db obste.db");
	tui_keys(t, "d");
	tui_expect(t, "People · 39");
	stop(t);
}

static void damaged__at_start__copy_put_in_place(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_command(t, "backup");
	tui_raw(t, "\021", 1);
	assert_int_equal(tui_wait_end(t), 0);
	shell(t, "dd if=/dev/urandom of=obste.db bs=4096 seek=3 count=40 conv=notrunc 2>/dev/null");
	struct tui *again = tui_start(&(struct tui_options){.lang = "en", .home = tui_home(t)});
	tui_expect(again, "The database is damaged");
	tui_expect(again, "Put the newest whole copy in place");
	tui_keys(again, "Enter"); /* again: in vain */
	tui_expect(again, "The database is damaged");
	tui_keys(again, "Down Enter");
	tui_expect(again, "Put the copy in place?");
	tui_keys(again, "Up Up Enter"); /* the safe answer stands first */
	tui_expect(again, "The database is damaged");
	tui_keys(again, "Enter y");
	tui_expect(again, "The damaged file is kept");
	tui_keys(again, "2");
	tui_expect(again, "People · 40");
	stop(again);
	shell(t, "ls obste.db.damaged-* >/dev/null");
	stop(t);
}

/* The newest copy is sealed: looked through without the passphrase, put in place with it. */
static void damaged__at_start__sealed_copy_put_in_place(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	char command[600];
	shell(t, "echo teiul din curte >word");
	snprintf(command, sizeof command, "backup --set-passphrase --passphrase-file %s/word", tui_home(t));
	tui_command(t, command);
	tui_raw(t, "\021", 1);
	assert_int_equal(tui_wait_end(t), 0);
	shell(t, "dd if=/dev/urandom of=obste.db bs=4096 seek=3 count=40 conv=notrunc 2>/dev/null");
	struct tui *again = tui_start(&(struct tui_options){.lang = "en", .home = tui_home(t)});
	tui_expect(again, "Put the newest whole copy in place");
	tui_keys(again, "Down Enter y");
	tui_expect(again, "The passphrase of the copy");
	tui_keys(again, "Esc");
	tui_expect(again, "The database is damaged");
	tui_keys(again, "Enter y");
	tui_type(again, "teiul din curte");
	tui_keys(again, "Enter");
	tui_expect(again, "The damaged file is kept");
	tui_keys(again, "2");
	tui_expect(again, "People · 40");
	stop(again);
	stop(t);
}

static void damaged__no_copy__details_and_quit(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_raw(t, "\021", 1);
	assert_int_equal(tui_wait_end(t), 0);
	shell(t, "dd if=/dev/urandom of=obste.db bs=4096 seek=3 count=40 conv=notrunc 2>/dev/null");
	struct tui *again = tui_start(&(struct tui_options){.lang = "ro", .home = tui_home(t)});
	tui_expect(again, "DB-DAMAGED");
	tui_keys(again, "2 ^K Esc Down Enter");
	tui_expect(again, "SQLite");
	tui_keys(again, "Esc Down Enter");
	assert_int_equal(tui_wait_end(again), 0);
	assert_true(tui_sane(again));
	stop(again);
	stop(t);
}

static void newer__opened__read_only_and_says_which(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_raw(t, "\021", 1);
	assert_int_equal(tui_wait_end(t), 0);
	shell(t, "sqlite3 obste.db \"UPDATE meta SET value=999 WHERE key='needs'; UPDATE meta SET value='9.1' WHERE "
	         "key='made_by'\"");
	struct tui *again = tui_start(&(struct tui_options){.lang = "en", .home = tui_home(t)});
	tui_expect(again, "made by a newer version (9.1)");
	tui_keys(again, "2 d");
	tui_expect(again, "9.1");
	tui_expect(again, "People · 40");
	stop(again);
	stop(t);
}

static void busy__another_writes__again_works(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	shell(t,
	    "{ (echo 'BEGIN IMMEDIATE;'; echo '.shell touch held'; while [ ! -f go ]; do sleep 0.1; done) | sqlite3 "
	    "obste.db >/dev/null 2>&1; touch gone; } & while [ ! -f held ]; do sleep 0.1; done");
	tui_raw(t, "d", 1);
	tui_expect_soon(t, "Another program is writing");
	tui_expect(t, "DB-BUSY");
	shell(t, "touch go; while [ ! -f gone ]; do sleep 0.1; done");
	tui_keys(t, "Enter");
	tui_expect_soon(t, "People · 39");
	stop(t);
}

static void crash__in_a_form__terminal_line_log_and_draft(void **state)
{
	(void)state;
	static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE};
	for (size_t i = 0; i < 4; i++) {
		struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
		tui_keys(t, "2 n");
		tui_type(t, "Salcâm");
		for (int n = 0; n < 500 && !tui_has(t, "draft"); n++)
			tui_wait(t);
		struct timespec pause = {1, 300 * 1000 * 1000};
		nanosleep(&pause, NULL);
		tui_wait(t);
		tui_signal(t, signals[i]);
		assert_int_not_equal(tui_wait_end(t), 0);
		assert_true(tui_sane(t));
		const char *all = tui_bytes(t), *out = strstr(all, "the program has failed");
		assert_non_null(out);
		assert_non_null(strstr(out, "obste.log"));
		assert_non_null(strstr(tui_file(t, ".local/state/obste/obste.log"), "CRASH"));
		struct tui *again = tui_start(&(struct tui_options){.lang = "en", .home = tui_home(t)});
		tui_keys(again, "2 n Enter");
		tui_expect(again, "Salcâm");
		stop(again);
		tui_stop(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(full_disk__form__said_kept_and_saved_later),
	    cmocka_unit_test(full_disk__other_disk__whole_copy_and_what_was_typed),
	    cmocka_unit_test(full_disk__other_choices__space_and_details),
	    cmocka_unit_test(full_disk__one_cell__the_words_are_shown),
	    cmocka_unit_test(file_removed__change__said_and_saved_elsewhere),
	    cmocka_unit_test(damaged__at_start__copy_put_in_place),
	    cmocka_unit_test(damaged__at_start__sealed_copy_put_in_place),
	    cmocka_unit_test(damaged__no_copy__details_and_quit),
	    cmocka_unit_test(newer__opened__read_only_and_says_which),
	    cmocka_unit_test(busy__another_writes__again_works),
	    cmocka_unit_test(crash__in_a_form__terminal_line_log_and_draft),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
