/* Places, names, reading whole files, writing them whole. Real files in a folder of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st, (void)type, (void)f;
	return remove(path);
}

static int make_folder(void **state)
{
	char name[] = "/tmp/obste-path-XXXXXX";

	if (!mkdtemp(name))
		return 1;
	*state = mem_copy_text(name);
	return 0;
}

static int remove_folder(void **state)
{
	nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(*state);
	return 0;
}

static void put_file(const char *path, const char *text)
{
	struct path_writer w;

	assert_true(path_write_begin(&w, path, NULL));
	fputs(text, w.file);
	assert_true(path_write_end(&w, NULL));
}

static void assert_file(const char *path, const char *wanted)
{
	struct buf b = BUF_INIT;

	assert_true(path_read_all(path, 1 << 20, &b, NULL));
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static int files_in(const char *folder)
{
	char *command = mem_print("ls -A '%s' | wc -l", folder);
	FILE *p = popen(command, "r");
	int n = -1;

	assert_int_equal(fscanf(p, "%d", &n), 1);
	pclose(p);
	free(command);
	return n;
}

static void path_write__replaces__the_file_only_at_the_end(void **state)
{
	char *path = path_join(*state, "carte.csv");
	struct path_writer w;
	struct stat st;

	put_file(path, "old");
	assert_true(path_write_begin(&w, path, NULL));
	fputs("new", w.file);
	fflush(w.file);
	assert_file(path, "old");
	assert_true(path_write_end(&w, NULL));
	assert_file(path, "new");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(path_write_begin(&w, path, NULL));
	fputs("never", w.file);
	path_write_abandon(&w);
	assert_file(path, "new");
	assert_int_equal(files_in(*state), 1);
	free(path);
}

static void path_write__replaces__a_link_and_not_what_it_points_at(void **state)
{
	char *target = path_join(*state, "target"), *link = path_join(*state, "link");
	struct stat st;

	put_file(target, "precious");
	assert_int_equal(symlink(target, link), 0);
	put_file(link, "mine");
	assert_file(target, "precious");
	assert_file(link, "mine");
	assert_true(lstat(link, &st) == 0 && S_ISREG(st.st_mode));
	free(target);
	free(link);
}

static void path_write__tells__when_the_disk_is_full(void **state)
{
	struct err e = ERR_INIT;
	struct path_writer w;
	struct stat st;

	(void)state;
	for (int size = 1; size < 100000; size *= 300) { /* shows at the flush; and before it, long forgotten */
		assert_true(path_write_begin(&w, "/dev/full", &e));
		for (int i = 0; i < size; i++)
			fputc('x', w.file);
		assert_false(path_write_end(&w, &e));
		assert_int_equal(e.code, ERR_DENIED);
		assert_string_equal(e.tag, "DISK-FULL");
	}
	assert_true(stat("/dev/full", &st) == 0 && S_ISCHR(st.st_mode)); /* written into, not replaced */
}

static void path_write__refuses__folders_and_missing_places(void **state)
{
	struct err e = ERR_INIT;
	struct path_writer w;
	char *missing = path_join(*state, "no/such/file");

	assert_false(path_write_begin(&w, *state, &e));
	assert_int_equal(e.code, ERR_INVALID);
	assert_false(path_write_begin(&w, missing, &e));
	assert_int_equal(e.code, ERR_NOT_FOUND);
	assert_true(strlen(e.what) > 0 && strlen(e.hint) > 0);
	assert_false(path_write_begin(&w, "", &e));
	path_write_abandon(&w); /* harmless after a failure */
	free(missing);
}

static void path_read_all__keeps__the_limit(void **state)
{
	char *path = path_join(*state, "big");
	struct buf b = BUF_INIT;
	struct err e = ERR_INIT;

	put_file(path, "12345");
	buf_text(&b, "before ");
	assert_false(path_read_all(path, 4, &b, &e));
	assert_int_equal(e.code, ERR_INVALID);
	assert_string_equal(buf_str(&b), "before ");
	assert_true(path_read_all(path, 5, &b, &e));
	assert_string_equal(buf_str(&b), "before 12345");
	assert_false(path_read_all("/dev/zero", 100000, &b, &e));
	assert_false(path_read_all(*state, 100, &b, &e));
	assert_false(path_read_all("/no/such", 100, &b, &e));
	assert_int_equal(e.code, ERR_NOT_FOUND);
	buf_free(&b);
	free(path);
}

static void path_make_dirs__makes__private_folders(void **state)
{
	char *deep = path_join(*state, "a/b//c/");
	char *file = path_join(*state, "file"), *under = path_join(*state, "file/x");
	struct stat st;
	struct err e = ERR_INIT;

	assert_true(path_make_dirs(deep, &e));
	assert_true(path_make_dirs(deep, &e));
	assert_true(stat(deep, &st) == 0 && (st.st_mode & 0777) == 0700);
	put_file(file, "x");
	assert_false(path_make_dirs(file, &e));
	assert_false(path_make_dirs(under, &e));
	assert_int_equal(e.code, ERR_INVALID);
	free(deep);
	free(file);
	free(under);
}

static void assert_place(char *got, const char *folder, const char *rest)
{
	char *wanted = mem_print("%s%s", folder, rest);

	assert_string_equal(got, wanted);
	free(wanted);
	free(got);
}

static void path_homes__follow__the_environment(void **state)
{
	const char *folder = *state;
	char *config = path_join(folder, ".config"), *dirs = path_join(config, "user-dirs.dirs");
	char *documents = path_join(folder, "Documentele mele");

	setenv("HOME", folder, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	setenv("XDG_STATE_HOME", "relative", 1); /* must be ignored */
	assert_place(path_data_home(), folder, "/.local/share/obste");
	assert_place(path_config_home(), folder, "/.config/obste");
	assert_place(path_state_home(), folder, "/.local/state/obste");
	assert_place(path_documents(), folder, "");
	assert_true(path_make_dirs(config, NULL));
	put_file(dirs, "# comment\nXDG_DESKTOP_DIR=\"$HOME/Desktop\"\nXDG_DOCUMENTS_DIR=\"$HOME/Documentele mele\"\n");
	assert_place(path_documents(), folder, ""); /* not there yet */
	assert_true(path_make_dirs(documents, NULL));
	assert_place(path_documents(), folder, "/Documentele mele");
	setenv("XDG_DATA_HOME", "/somewhere/", 1);
	assert_place(path_data_home(), "", "/somewhere/obste");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_STATE_HOME");
	free(config);
	free(dirs);
	free(documents);
}

static void path_data_home__falls_back__without_home(void **state)
{
	char *place, *folder;
	struct stat st;

	unsetenv("HOME");
	setenv("TMPDIR", *state, 1);
	place = path_data_home();
	assert_int_equal(strncmp(place, *state, strlen(*state)), 0);
	folder = mem_print("%s/obste-%lu", (char *)*state, (unsigned long)getuid());
	assert_true(stat(folder, &st) == 0 && (st.st_mode & 0777) == 0700);
	unsetenv("TMPDIR");
	free(folder);
	free(place);
}

static void assert_safe(const char *text, const char *wanted)
{
	char *name = path_safe_name(text);

	assert_string_equal(name, wanted);
	free(name);
}

static void path_safe_name__keeps__letters_and_digits(void **state)
{
	char *long_name;
	struct buf b = BUF_INIT;

	(void)state;
	assert_safe("Cum scriem o petiție (2)", "Cum-scriem-o-petiție-2");
	assert_safe("Встреча: 5/6", "Встреча-5-6");
	assert_safe("../../etc/passwd", "etc-passwd");
	assert_safe(".hidden", "hidden");
	assert_safe("", "obste");
	assert_safe("///", "obste");
	assert_safe("a\nb\x1b[", "a-b");
	assert_safe("\xff\xfe", "obste");
	buf_repeat(&b, "ș", 500);
	long_name = path_safe_name(buf_str(&b));
	assert_in_range(strlen(long_name), 100, 130);
	free(long_name);
	buf_free(&b);
}

static void assert_dir(const char *path, const char *folder, const char *base)
{
	char *dir = path_dir(path);

	assert_string_equal(dir, folder);
	assert_string_equal(path_base(path), base);
	free(dir);
}

static void path_dir__parts__paths(void **state)
{
	(void)state;
	assert_dir("a/b", "a", "b");
	assert_dir("/a", "/", "a");
	assert_dir("a", ".", "a");
	assert_dir("/", "/", "");
	assert_dir("", ".", "");
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(path_write__replaces__the_file_only_at_the_end),
	    IN_FOLDER(path_write__replaces__a_link_and_not_what_it_points_at),
	    IN_FOLDER(path_write__tells__when_the_disk_is_full),
	    IN_FOLDER(path_write__refuses__folders_and_missing_places),
	    IN_FOLDER(path_read_all__keeps__the_limit),
	    IN_FOLDER(path_make_dirs__makes__private_folders),
	    IN_FOLDER(path_homes__follow__the_environment),
	    IN_FOLDER(path_data_home__falls_back__without_home),
	    cmocka_unit_test(path_safe_name__keeps__letters_and_digits),
	    cmocka_unit_test(path_dir__parts__paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
