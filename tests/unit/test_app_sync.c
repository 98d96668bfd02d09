/* A shared folder: three laptops meet in it, half a file, many files. */
#include "share_help.h"

#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"

static struct app_sync meet(struct app *a, const char *folder)
{
	struct app_sync s = {.folder = folder, .passphrase = WORD};
	assert_ok(app_sync(a, &s, e));
	return s;
}

static void met(struct app_sync s)
{
	free(s.written);
}

static void sync__three_laptops__meet_in_a_folder(void **state)
{
	const struct scene s = scene(state);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00"),
	           *tudor = laptop(state, "Tudor", "2026-11-23T19:30");
	char *folder = app_help_path(state, "shared");
	assert_ok(path_make_dirs(folder, e));
	met(meet(s.ana, folder));
	met(meet(elena, folder));
	met(meet(tudor, folder));
	assert_int_equal(app_help_count(elena, KIND_person), 3);
	mark(elena, s.workshop, s.ion, "present");
	mark(tudor, s.workshop, s.vera, "late");
	met(meet(elena, folder));
	met(meet(tudor, folder));
	met(meet(s.ana, folder));
	met(meet(elena, folder));
	assert_marks(s.ana, s.workshop, "Cuc Vera late, Rusu Ion present");
	assert_marks(elena, s.workshop, "Cuc Vera late, Rusu Ion present");
	/* Nothing new: nothing is written, nothing read. */
	struct app_sync again = meet(s.ana, folder);
	assert_null(again.written);
	assert_int_equal(again.read, 0);
	app_stop(elena);
	app_stop(tudor);
	free(folder);
}

static void sync__half_a_file__is_told_and_tried_again(void **state)
{
	const struct scene s = scene(state);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	char *folder = app_help_path(state, "shared");
	struct buf whole = BUF_INIT;
	assert_ok(path_make_dirs(folder, e));
	struct app_sync first = meet(s.ana, folder);
	assert_ok(path_read_all(first.written, 1 << 20, &whole, e));
	assert_int_equal(truncate(first.written, (off_t)whole.len / 2), 0);
	struct app_sync failed = meet(elena, folder);
	assert_int_equal(failed.failed, 1);
	assert_int_equal(app_help_count(elena, KIND_person), 0);
	FILE *f = fopen(first.written, "wb");
	fwrite(whole.data, 1, whole.len, f);
	fclose(f);
	struct app_sync better = meet(elena, folder);
	assert_int_equal(better.failed, 0);
	assert_int_equal(app_help_count(elena, KIND_person), 3);
	met(first);
	met(failed);
	met(better);
	buf_free(&whole);
	app_stop(elena);
	free(folder);
}

static void sync__many_files__become_one(void **state)
{
	const struct scene s = scene(state);
	char *folder = app_help_path(state, "shared"), *last = NULL;
	assert_ok(path_make_dirs(folder, e));
	for (int i = 0; i < 18; i++) {
		char *name = mem_print("Ion %d", i);
		app_help_set(s.ana, KIND_person, s.ion, "given", name);
		struct app_sync one = meet(s.ana, folder);
		assert_non_null(one.written);
		free(last);
		last = one.written;
		free(name);
	}
	char *pattern = mem_print("ls %s | wc -l", folder);
	FILE *p = popen(pattern, "r");
	int files = 0;
	assert_int_equal(fscanf(p, "%d", &files), 1);
	pclose(p);
	assert_true(files <= 3);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	met(meet(elena, folder));
	struct record *r = app_help_get(elena, KIND_person, s.ion);
	assert_string_equal(record_text(r, person_given), "Ion 17");
	record_free(r);
	app_stop(elena);
	free(pattern);
	free(last);
	free(folder);
}

#define T(f) cmocka_unit_test_setup_teardown(f, share_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(sync__three_laptops__meet_in_a_folder),
	    T(sync__half_a_file__is_told_and_tried_again),
	    T(sync__many_files__become_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
