#define _GNU_SOURCE /* unshare: a small disk of our own */
/* What must not lose work: being killed at any moment, two programs writing at once, a full disk, a medium that cannot
 * be written. Each in a process of its own. */
#include "store_help.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_it(void **state)
{
	struct store_help *h = *state;
	store_close(h->s);
	h->s = NULL;
}

/* One command that must be there whole or not at all: a person and a group of the same name, sometimes many of each. */
static bool write_pair(struct store *s, int64_t number, int rows, struct err *e)
{
	static const enum kind_number kinds[] = {KIND_person, KIND_group};
	struct command *c = NULL;
	char name[40];
	bool ok = command_begin(s, "Pair", NULL, &c, e);
	if (ok && rows > 1)
		command_bulk(c);
	for (int row = 0; ok && row < rows; row++)
		for (int k = 0; ok && k < 2; k++) {
			struct record *r = record_new(kind_get(kinds[k]));
			snprintf(name, sizeof name, "Nr%lld", (long long)number);
			record_set_text(r, r->kind->title[0], name);
			ok = command_put(c, r, NULL, NULL, NULL, e);
			record_free(r);
		}
	if (ok)
		return command_commit(c, e);
	command_abort(c);
	return false;
}

/* ---- killed */

/* Writes without end, and tells after each commit how many rows of a kind there must be now. */
static void write_until_killed(void **state, int out)
{
	struct store *s = NULL;
	struct err e = ERR_INIT;
	if (!store_help_open(state, false, &s, &e))
		fprintf(stderr, "%s\n", e.what), _exit(3);
	int64_t rows = store_help_count(s, KIND_person);
	for (int64_t n = 1;; n++) {
		int many = n % 9 == 0 ? 300 : 1;
		if (!write_pair(s, n, many, &e))
			fprintf(stderr, "%s\n", e.what), _exit(4);
		rows += many;
		if (write(out, &rows, sizeof rows) != sizeof rows)
			_exit(5);
	}
}

static int64_t kill_after(pid_t child, int in, useconds_t wait)
{
	int64_t told = 0, rows;
	int status;
	usleep(wait);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	if (!WIFSIGNALED(status))
		fail_msg("the child ended by itself: %d", WEXITSTATUS(status));
	while (read(in, &rows, sizeof rows) == sizeof rows)
		told = rows;
	return told;
}

static void store__killed__nothing_acknowledged_is_lost(void **state)
{
	uint64_t random = 4711;
	int64_t before = 0;
	close_it(state);
	for (int round = 0; round < 15; round++) {
		int ends[2];
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0)
			write_until_killed(state, ends[1]);
		close(ends[1]);
		random = random * 6364136223846793005u + 1442695040888963407u;
		int64_t told = kill_after(child, ends[0], (useconds_t)(2000 + (random >> 33) % 120000));
		close(ends[0]);
		struct store *s = store_help_reopen(state);
		int64_t people = store_help_count(s, KIND_person);
		assert_int_equal(people, store_help_count(s, KIND_group));
		assert_true(people >= (told ? told : before));
		assert_healthy(s);
		before = people;
		close_it(state);
	}
	assert_true(before > 0);
}

/* ---- two at once */

static void write_many(void **state, int64_t from, int n)
{
	struct store *s = NULL;
	struct err e = ERR_INIT;
	int failed = !store_help_open(state, false, &s, &e);
	for (int i = 0; !failed && i < n; i++)
		failed = !write_pair(s, from + i, 1, &e);
	if (failed)
		fprintf(stderr, "%s\n", e.what);
	store_close(s);
	_exit(failed);
}

struct order {
	int64_t number, last;
};

static bool is_next(void *ctx, const struct history_entry *h)
{
	struct order *o = ctx;
	o->number++;
	assert_true(o->last == 0 || h->number == o->last - 1);
	o->last = h->number;
	return true;
}

static void store__two_programs__all_writes_are_there(void **state)
{
	pid_t child[3];
	int status;
	for (int i = 0; i < 3; i++) {
		child[i] = fork();
		if (child[i] == 0) {
			((struct store_help *)*state)->s = NULL; /* the parent's connection stays the parent's */
			write_many(state, i * 1000, 60);
		}
	}
	for (int i = 0; i < 3; i++) {
		waitpid(child[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	struct store *s = store_help_store(state);
	struct order o = {0};
	assert_true(store_changed_elsewhere(s));
	assert_int_equal(store_help_count(s, KIND_person), 180);
	assert_ok(history_each(s, NULL, 0, 0, 0, is_next, &o, e));
	assert_int_equal(o.number, 180);
	assert_healthy(s);
}

static void store__two_programs__make_one_database(void **state)
{
	struct store_help *h = *state;
	pid_t child[4];
	int status;
	close_it(state);
	unlink(h->path);
	for (int i = 0; i < 4; i++)
		if ((child[i] = fork()) == 0)
			write_many(state, i * 1000, 5);
	for (int i = 0; i < 4; i++) {
		waitpid(child[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	struct store *s = store_help_reopen(state);
	assert_int_equal(store_help_count(s, KIND_person), 20);
	assert_healthy(s);
}

/* ---- making one in vain */

/* A program that may not write a byte into a file tries to make the database. */
static pid_t make_in_vain(void **state)
{
	pid_t child = fork();
	if (child != 0)
		return child;
	struct store *s = NULL;
	struct err e = ERR_INIT;
	struct rlimit none = {0, 0};
	((struct store_help *)*state)->s = NULL;
	signal(SIGXFSZ, SIG_IGN);
	_exit(setrlimit(RLIMIT_FSIZE, &none) == 0 && !store_help_open(state, false, &s, &e) ? 0 : 1);
}

static void is_refused(pid_t child)
{
	int status;
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void store__made_in_vain__nothing_is_left(void **state)
{
	struct store_help *h = *state;
	close_it(state);
	unlink(h->path);
	is_refused(make_in_vain(state));
	assert_int_not_equal(access(h->path, F_OK), 0);
}

/* Does the process wait for somebody's lock? */
static bool waits(pid_t pid)
{
	char line[256], wanted[40];
	bool found = false;
	FILE *f = fopen("/proc/locks", "r");
	snprintf(wanted, sizeof wanted, " %ld ", (long)pid);
	while (f && !found && fgets(line, sizeof line, f))
		found = strstr(line, "->") && strstr(line, wanted);
	if (f)
		fclose(f);
	return found;
}

/* It looked before the other's file was there, and gets its turn while that is still empty. */
static void store__made_in_vain__anothers_file_stays(void **state)
{
	struct store_help *h = *state;
	close_it(state);
	unlink(h->path);
	int folder = open(h->folder, O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(folder, LOCK_EX), 0);
	pid_t child = make_in_vain(state);
	for (int i = 0; i < 500 && !waits(child); i++)
		usleep(10000);
	close(open(h->path, O_CREAT | O_WRONLY, 0600));
	flock(folder, LOCK_UN); /* the child has the same open folder */
	close(folder);
	is_refused(child);
	assert_int_equal(access(h->path, F_OK), 0);
}

/* ---- no room */

/* Fill until it is refused; the refusal says so in the right words, and what was acknowledged is there. Exit 0: well.
 */
static int fill_up(struct store *s)
{
	struct err e = ERR_INIT;
	int64_t before = store_help_count(s, KIND_person);
	int rows = 0;
	for (int i = 0; i < 400; i++, rows += 200)
		if (!write_pair(s, i, 200, &e))
			break;
	if (e.code != ERR_DENIED || strcmp(e.tag, "DB-FULL") != 0 || !e.hint[0]) {
		fprintf(stderr, "code %d %s: %s\n", e.code, e.tag, e.what);
		return 2;
	}
	return store_help_count(s, KIND_person) == before + rows && store_help_count(s, KIND_group) == before + rows
	           ? 0
	           : 3;
}

static void child_is_well(pid_t child)
{
	int status;
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void store__disk_full__limit_on_the_size_of_files(void **state)
{
	close_it(state);
	pid_t child = fork();
	if (child == 0) {
		struct store *s = NULL;
		struct err e = ERR_INIT;
		struct rlimit all, few = {4 << 20, RLIM_INFINITY};
		signal(SIGXFSZ, SIG_IGN);
		getrlimit(RLIMIT_FSIZE, &all);
		if (!store_help_open(state, false, &s, &e) || setrlimit(RLIMIT_FSIZE, &few) != 0)
			_exit(1);
		int result = fill_up(s);
		setrlimit(RLIMIT_FSIZE, &all); /* room again: the same program goes on */
		if (result == 0 && !write_pair(s, 9999, 1, &e)) {
			fprintf(stderr, "%s\n", e.what);
			result = 4;
		}
		store_close(s);
		_exit(result);
	}
	child_is_well(child);
	assert_healthy(store_help_reopen(state));
}

/* A real small disk, where this user may mount one. */
static void store__disk_full__small_disk(void **state)
{
	struct store_help *h = *state;
	close_it(state);
	pid_t child = fork();
	if (child == 0) {
		struct store *s = NULL;
		struct err e = ERR_INIT;
		if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		    mount("tmpfs", h->folder, "tmpfs", 0, "size=6m") != 0)
			_exit(77);
		if (!store_help_open(state, false, &s, &e))
			_exit(1);
		int result = fill_up(s);
		struct err why = ERR_INIT;
		if (result == 0 && !store_check(s, store_help_fault, NULL, &why))
			result = 5;
		store_close(s);
		_exit(result);
	}
	child_is_well(child);
}

/* ---- a medium that cannot be written */

/* As a user that may not: the superuser may always. */
static void become_nobody(void)
{
	if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		_exit(77);
}

static int read_only(void **state)
{
	struct store *s = NULL;
	struct command *c = NULL;
	struct err e = ERR_INIT;
	if (!store_help_open(state, false, &s, &e)) {
		fprintf(stderr, "%s / %s\n", e.what, e.hint);
		return 1;
	}
	if (store_state(s) != STORE_READONLY || store_help_count(s, KIND_person) != 1)
		return 2;
	if (command_begin(s, "Put", NULL, &c, &e) || e.code != ERR_DENIED)
		return 3;
	store_close(s);
	return 0;
}

static void store__read_only__file(void **state)
{
	struct store_help *h = *state;
	store_help_add(h->s, KIND_person, "surname=Rusu", NULL);
	close_it(state);
	chmod(h->path, 0444);
	chmod(h->folder, 0777);
	pid_t child = fork();
	if (child == 0) {
		become_nobody();
		_exit(read_only(state));
	}
	child_is_well(child);
}

static void store__read_only__folder(void **state)
{
	struct store_help *h = *state;
	store_help_add(h->s, KIND_person, "surname=Rusu", NULL);
	close_it(state);
	chmod(h->path, 0666);
	chmod(h->folder, 0555);
	pid_t child = fork();
	if (child == 0) {
		become_nobody();
		_exit(read_only(state));
	}
	child_is_well(child);
	chmod(h->folder, 0700);
}

static void store__no_permission__is_said(void **state)
{
	struct store_help *h = *state;
	close_it(state);
	chmod(h->path, 0600);
	chmod(h->folder, 0755);
	pid_t child = fork();
	if (child == 0) {
		struct store *s = NULL;
		struct err e = ERR_INIT;
		if (getuid() != 0)
			_exit(77);
		become_nobody();
		_exit(store_help_open(state, false, &s, &e) || e.code != ERR_DENIED || !e.what[0]);
	}
	child_is_well(child);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__killed__nothing_acknowledged_is_lost),
	    T(store__two_programs__all_writes_are_there),
	    T(store__two_programs__make_one_database),
	    T(store__made_in_vain__nothing_is_left),
	    T(store__made_in_vain__anothers_file_stays),
	    T(store__disk_full__limit_on_the_size_of_files),
	    T(store__disk_full__small_disk),
	    T(store__read_only__file),
	    T(store__read_only__folder),
	    T(store__no_permission__is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
