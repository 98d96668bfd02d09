#define _GNU_SOURCE /* memmem */
/* Sealed safety copies: made without a question, rotated, found, put back with the passphrase; attached files with
 * them; what lay open in the folder before. */
#include "app_help.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "app/exchange.h"
#include "app/files.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/pack.h"

#define WORDS "bujorul de lângă poartă"

static int setup(void **state)
{
	const int failed = app_help_setup(state);
	if (failed)
		return failed;
	char *folder = app_help_path(state, "copies"), *home = app_help_path(state, "state");
	setenv("XDG_STATE_HOME", home, 1);
	assert_ok(app_set_conf(app_help_app(state), "backup.folder", folder, e));
	free(home);
	free(folder);
	return 0;
}

static void set(void **state, const char *passphrase)
{
	assert_ok(app_backup_set_passphrase(app_help_app(state), passphrase, e));
}

static char *back_up(void **state, const char *name)
{
	char *path = name ? app_help_path(state, name) : NULL, *made = NULL;
	assert_ok(app_backup(app_help_app(state), path, &made, e));
	free(path);
	return made;
}

static void is_refused(void **state, const char *copy, const char *passphrase, const char *tag)
{
	struct err why = ERR_INIT;
	char *kept = NULL;
	assert_false(app_restore_backup(app_help_app(state), copy, passphrase, &kept, &why));
	assert_string_equal(why.tag, tag);
	assert_null(kept);
	assert_true(app_is_open(app_help_app(state)));
}

static void put_back(void **state, const char *copy, const char *passphrase)
{
	char *kept = NULL;
	assert_ok(app_restore_backup(app_help_app(state), copy, passphrase, &kept, e));
	free(kept);
}

/* Does this text stand in any file below? Also of one that is being made. */
static bool stands_in(const char *folder, const char *text)
{
	DIR *d = opendir(folder);
	bool found = false;
	for (const struct dirent *en; d && !found && (en = readdir(d));) {
		char *path = path_join(folder, en->d_name);
		struct stat st;
		if (strcmp(en->d_name, ".") == 0 || strcmp(en->d_name, "..") == 0 || lstat(path, &st) != 0) {
			free(path);
			continue;
		}
		struct buf b = BUF_INIT;
		struct err ignored = ERR_INIT;
		if (S_ISDIR(st.st_mode))
			found = stands_in(path, text);
		else if (path_read_all(path, 64 << 20, &b, &ignored))
			found = memmem(buf_str(&b), b.len, text, strlen(text)) != NULL;
		buf_free(&b);
		free(path);
	}
	if (d)
		closedir(d);
	return found;
}

static bool shows(void **state, const char *folder, const char *text)
{
	char *path = app_help_path(state, folder);
	bool found = stands_in(path, text);
	free(path);
	return found;
}

static size_t files_in(void **state, const char *folder)
{
	char *path = app_help_path(state, folder);
	DIR *d = opendir(path);
	size_t n = 0;
	for (const struct dirent *en; d && (en = readdir(d));)
		n += en->d_name[0] != '.';
	if (d)
		closedir(d);
	free(path);
	return n;
}

static void sealed__made_and_put_back(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_person, "surname=Cucuveanca", NULL);
	assert_false(app_backup_has_passphrase(a));
	set(state, WORDS);
	assert_true(app_backup_has_passphrase(a));
	char *made = back_up(state, NULL);
	struct stat st;
	assert_int_equal(stat(made, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_non_null(strstr(made, ".db.sealed"));
	assert_true(app_backup_is_sealed(made));
	assert_false(shows(state, "copies", "Cucuveanca"));
	assert_int_equal(files_in(state, "state/obste/sealing"), 0);
	app_help_add(a, KIND_person, "surname=Nou", NULL);
	is_refused(state, made, NULL, "SEAL-WORD");
	is_refused(state, made, "bujorul", "SEAL-WORD");
	assert_int_equal(app_help_count(a, KIND_person), 2);
	put_back(state, made, WORDS);
	assert_int_equal(app_help_count(a, KIND_person), 1);
	assert_true(app_backup_has_passphrase(a));
	assert_int_equal(files_in(state, "state/obste/sealing"), 0);
	free(made);
}

static void sealed__to_a_file_of_ones_own(void **state)
{
	set(state, WORDS);
	char *made = back_up(state, "mine.db"), *again = back_up(state, "mine.db.sealed");
	assert_string_equal(path_base(made), "mine.db.sealed");
	assert_string_equal(made, again);
	put_back(state, made, WORDS);
	free(made);
	free(again);
}

/* A plain copy whose program was killed goes with the next one; that of a program at work stays. */
static void sealed__what_a_killed_program_left(void **state)
{
	static const char *const made[] = {
	    "state/obste", "state/obste/sealing", "state/obste/sealing/left", "state/obste/sealing/busy"};
	char *path = app_help_path(state, "state");
	mkdir(path, 0700);
	free(path);
	int busy = -1;
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		path = app_help_path(state, made[i]);
		mkdir(path, 0700);
		char *file = path_join(path, "copy.db");
		FILE *f = i < 2 ? NULL : fopen(file, "w");
		if (f)
			fclose(f);
		if (i == 3)
			busy = open(path, O_RDONLY | O_DIRECTORY);
		free(file);
		free(path);
	}
	assert_int_equal(flock(busy, LOCK_EX), 0);
	set(state, WORDS);
	free(back_up(state, NULL));
	assert_int_equal(files_in(state, "state/obste/sealing"), 1);
	assert_int_equal(files_in(state, "state/obste/sealing/busy"), 1);
	close(busy);
	free(back_up(state, NULL));
	assert_int_equal(files_in(state, "state/obste/sealing"), 0);
}

static bool count_copy(void *ctx, const struct app_copy *c)
{
	size_t *n = ctx;
	n[app_backup_is_sealed(c->path)]++;
	return true;
}

/* What lay open in the folder does so no longer. */
static void sealed__older_copies_too(void **state)
{
	struct app *a = app_help_app(state);
	size_t before[2] = {0}, after[2] = {0};
	app_help_add(a, KIND_person, "surname=Cucuveanca", NULL);
	char *older = back_up(state, NULL);
	assert_true(shows(state, "copies", "Cucuveanca"));
	app_backups(a, count_copy, before);
	assert_int_equal(before[0], 1);
	set(state, WORDS);
	app_backups(a, count_copy, after);
	assert_int_equal(after[0], 0);
	assert_int_equal(after[1], 1);
	assert_false(shows(state, "copies", "Cucuveanca"));
	char *newest = app_newest_backup(a), *sealed = mem_print("%s.sealed", older);
	assert_string_equal(newest, sealed);
	put_back(state, sealed, WORDS);
	free(sealed);
	free(newest);
	free(older);
}

static void sealed__rotated_and_found(void **state)
{
	struct app *a = app_help_app(state);
	assert_ok(app_set_conf(a, "backup.keep", "1", e));
	char *open = back_up(state, NULL);
	set(state, WORDS);
	char *first = back_up(state, NULL);
	char *newest = app_newest_backup(a);
	assert_string_equal(newest, first);
	free(newest);
	FILE *f = fopen(first, "r+b"); /* hurt: seen without the passphrase */
	fseek(f, 5000, SEEK_SET);
	fputc(0x55, f);
	fclose(f);
	assert_null(app_newest_backup(a));
	is_refused(state, first, WORDS, "SEAL-DAMAGED");
	free(open);
	free(first);
}

static void sealed__another_passphrase__older_ones_keep_theirs(void **state)
{
	struct app *a = app_help_app(state);
	set(state, WORDS);
	char *first = back_up(state, "first.db");
	set(state, "alt bujor, alt drum");
	char *second = back_up(state, "second.db");
	is_refused(state, second, WORDS, "SEAL-WORD");
	put_back(state, second, "alt bujor, alt drum");
	put_back(state, first, WORDS);
	set(state, NULL);
	char *open = back_up(state, "open.db");
	assert_string_equal(path_base(open), "open.db");
	put_back(state, open, NULL);
	assert_false(app_backup_has_passphrase(a));
	free(open);
	free(second);
	free(first);
}

static void sealed__a_short_passphrase_is_refused(void **state)
{
	struct err why = ERR_INIT;
	assert_false(app_backup_set_passphrase(app_help_app(state), "scurt", &why));
	assert_int_equal(why.code, ERR_INVALID);
	assert_true(why.hint[0]);
	assert_false(app_backup_has_passphrase(app_help_app(state)));
}

/* Never a copy in the clear because what seals was hurt. */
static void sealed__a_lock_that_cannot_be_read(void **state)
{
	struct app *a = app_help_app(state);
	struct err why = ERR_INIT;
	char *made = NULL;
	set(state, WORDS);
	assert_ok(store_set_setting(a->store, "backup.lock", "zz", e));
	assert_false(app_backup(a, NULL, &made, &why));
	assert_null(made);
	assert_true(why.what[0] && why.hint[0]);
	set(state, WORDS);
	free(back_up(state, NULL));
}

static void attach(void **state, const char *name, const char *text)
{
	char *path = app_help_path(state, name), *kept = NULL, pair[300];
	FILE *f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
	assert_ok(app_files_keep(app_help_app(state), path, &kept, e));
	snprintf(pair, sizeof pair, "files=%s", kept);
	app_help_add(app_help_app(state), KIND_practice, "title=Rampa", pair, NULL);
	unlink(path);
	free(kept);
	free(path);
}

static bool comes_back(void **state, const char *copy, const char *passphrase, const char *name)
{
	char *path = app_help_path(state, name);
	assert_int_equal(unlink(path), 0);
	put_back(state, copy, passphrase);
	bool back = path_exists(path);
	free(path);
	return back;
}

static void sealed__attached_files_with_them(void **state)
{
	attach(state, "rampa.txt", "rampa de la scara a treia");
	free(back_up(state, NULL));
	assert_true(shows(state, "copies", "scara a treia"));
	set(state, WORDS); /* what was kept in the clear goes */
	assert_false(shows(state, "copies", "scara a treia"));
	attach(state, "groapa.txt", "groapa de la poarta a doua");
	char *made = back_up(state, NULL), *mine = back_up(state, "mine.db");
	assert_false(shows(state, "copies", "poarta a doua"));
	assert_false(shows(state, "mine.files.sealed", "poarta a doua"));
	assert_true(comes_back(state, made, WORDS, "files/rampa.txt"));
	assert_true(comes_back(state, made, WORDS, "files/groapa.txt"));
	assert_true(comes_back(state, mine, WORDS, "files/groapa.txt"));
	assert_true(shows(state, "files", "rampa de la scara a treia"));
	set(state, "alt bujor, alt drum"); /* sealed anew with the next copy */
	free(made);
	made = back_up(state, NULL);
	assert_true(comes_back(state, made, "alt bujor, alt drum", "files/rampa.txt"));
	free(mine);
	free(made);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(sealed__made_and_put_back),
	    T(sealed__to_a_file_of_ones_own),
	    T(sealed__what_a_killed_program_left),
	    T(sealed__older_copies_too),
	    T(sealed__rotated_and_found),
	    T(sealed__another_passphrase__older_ones_keep_theirs),
	    T(sealed__a_short_passphrase_is_refused),
	    T(sealed__a_lock_that_cannot_be_read),
	    T(sealed__attached_files_with_them),
	};
	pack_hurry(true);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
