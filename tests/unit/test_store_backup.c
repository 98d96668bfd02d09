/* Safety copies: made whole, rotated, found, put back; and the figures of the reports. */
#include "store_help.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/backup.h"

static struct store_help *help(void **state)
{
	return *state;
}

static void store__backup__a_copy_that_opens(void **state)
{
	struct store *s = store_help_store(state), *copy = NULL;
	struct stat st;
	char *path = path_join(help(state)->folder, "copy.db");
	store_help_add(s, KIND_person, "surname=Rusu", NULL);
	assert_ok(backup_make(s, path, e));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	struct store_options o = {.path = path, .clock = help(state)->clock};
	assert_ok(store_open(&o, &copy, e));
	assert_int_equal(store_help_count(copy, KIND_person), 1);
	assert_healthy(copy);
	store_close(copy);
	assert_refused(ERR_NOT_FOUND, backup_make(s, "/nowhere/at/all.db", e));
	free(path);
}

static void store__backup__the_newest_stay(void **state)
{
	struct store *s = store_help_store(state);
	char *folder = path_join(help(state)->folder, "copies"), *path = NULL, *first = NULL;
	for (int i = 0; i < 4; i++) {
		s = store_help_at(state, 1795449900000 + i * 60000);
		assert_ok(backup_rotate(s, folder, 2, NULL, &path, e));
		if (i == 0)
			first = mem_copy_text(path);
		char *good = backup_newest_good(folder, help(state)->path, NULL);
		assert_string_equal(good, path);
		free(good);
		if (i == 3)
			break;
		free(path);
	}
	assert_false(path_exists(first));
	FILE *f = fopen(path, "r+b"); /* the newest is hurt: the one before is the newest good */
	fseek(f, 8192, SEEK_SET);
	for (int i = 0; i < 4096; i++)
		fputc(0x55, f);
	fclose(f);
	char *good = backup_newest_good(folder, help(state)->path, NULL);
	assert_non_null(good);
	assert_string_not_equal(good, path);
	free(good);
	free(first);
	free(path);
	free(folder);
}

/* The sample group's copies lie in the same folder as one's own. */
static void store__backup__copies_of_another_group_stay(void **state)
{
	struct store *s = store_help_store(state), *other = NULL;
	char *folder = path_join(help(state)->folder, "copies"), *mine = NULL, *theirs = NULL;
	char *path = path_join(help(state)->folder, "other.db");
	struct store_options o = {.path = path, .clock = help(state)->clock, .create = true};
	assert_ok(store_open(&o, &other, e));
	assert_ok(backup_rotate(s, folder, 1, NULL, &mine, e));
	assert_ok(backup_rotate(other, folder, 1, NULL, &theirs, e)); /* in the same second */
	assert_string_not_equal(mine, theirs);
	assert_true(path_exists(mine));
	store_close(other);
	char *good = backup_newest_good(folder, path, NULL);
	assert_string_equal(good, theirs);
	free(good);
	good = backup_newest_good(folder, help(state)->path, NULL);
	assert_string_equal(good, mine);
	free(good);
	free(mine);
	free(theirs);
	free(path);
	free(folder);
}

static void store__restore__the_present_file_is_kept(void **state)
{
	struct store_help *h = help(state);
	char *path = path_join(h->folder, "copy.db"), *kept = NULL;
	store_help_add(h->s, KIND_person, "surname=Vechi", NULL);
	assert_ok(backup_make(h->s, path, e));
	store_help_add(h->s, KIND_person, "surname=Nou", NULL);
	store_close(h->s);
	h->s = NULL;
	assert_ok(backup_restore(path, h->path, &h->clock, &kept, e));
	assert_int_equal(store_help_count(store_help_reopen(state), KIND_person), 1);
	struct store *old = NULL;
	struct store_options o = {.path = kept, .clock = h->clock};
	assert_non_null(strstr(kept, ".before-restore-"));
	assert_ok(store_open(&o, &old, e));
	assert_int_equal(store_help_count(old, KIND_person), 2);
	store_close(old);
	free(kept);
	free(path);
}

static void store__restore__what_is_no_whole_copy_is_refused(void **state)
{
	struct store_help *h = help(state);
	char *path = path_join(h->folder, "not.db"), *kept = NULL;
	FILE *f = fopen(path, "wb");
	fputs("Nume;Prenume\n", f);
	fclose(f);
	assert_refused(ERR_INVALID, backup_restore(path, h->path, &h->clock, &kept, e));
	assert_null(kept);
	assert_true(path_exists(h->path));
	unlink(path);
	assert_refused(ERR_NOT_FOUND, backup_restore(path, h->path, &h->clock, &kept, e));
	free(path);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__backup__a_copy_that_opens),
	    T(store__backup__the_newest_stay),
	    T(store__backup__copies_of_another_group_stay),
	    T(store__restore__the_present_file_is_kept),
	    T(store__restore__what_is_no_whole_copy_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
