/* Attached files: kept beside safety copies, brought back, missing ones told, removed with what named them. */
#include "app_help.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app/exchange.h"
#include "app/files.h"
#include "base/buf.h"
#include "base/path.h"
#include "store/store.h"

static void put(void **state, const char *name, const char *text)
{
	char *path = app_help_path(state, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	free(path);
}

static bool is(void **state, const char *name, const char *text)
{
	char *path = app_help_path(state, name);
	struct buf b = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct stat st;
	bool same = lstat(path, &st) == 0 && S_ISREG(st.st_mode) && path_read_all(path, 1000, &b, &ignored) &&
	            strcmp(buf_str(&b), text) == 0;
	buf_free(&b);
	free(path);
	return same;
}

static bool there(void **state, const char *name)
{
	char *path = app_help_path(state, name);
	struct stat st;
	bool yes = lstat(path, &st) == 0;
	free(path);
	return yes;
}

static void drop(void **state, const char *name)
{
	char *path = app_help_path(state, name);
	assert_int_equal(unlink(path), 0);
	free(path);
}

/* A file of this text is attached, as the form does it. */
static int64_t add_with_file(void **state, enum kind_number k, const char *title, const char *file)
{
	struct app *a = app_help_app(state);
	char *path = app_help_path(state, file), *kept = NULL, pair[300];
	put(state, file, file);
	assert_ok(app_files_keep(a, path, &kept, e));
	snprintf(pair, sizeof pair, "files=%s", kept);
	free(kept);
	free(path);
	return app_help_add(a, k, title, pair, NULL);
}

/* The only folder in copies/files/: the group's. */
static const char *shared(void **state, const char *name)
{
	static char text[400];
	char *top = app_help_path(state, "copies/files"), pattern[300];
	snprintf(pattern, sizeof pattern, "ls %s", top);
	FILE *f = popen(pattern, "r");
	char group[200] = "";
	assert_non_null(fgets(group, sizeof group, f));
	group[strcspn(group, "\n")] = '\0';
	pclose(f);
	snprintf(text, sizeof text, "copies/files/%s/%s", group, name);
	free(top);
	return text;
}

static void use_copies(void **state)
{
	char *folder = app_help_path(state, "copies");
	assert_ok(app_set_conf(app_help_app(state), "backup.folder", folder, e));
	free(folder);
}

static char *back_up(void **state, const char *name)
{
	char *path = name ? app_help_path(state, name) : NULL, *made = NULL;
	assert_ok(app_backup(app_help_app(state), path, &made, e));
	free(path);
	return made;
}

static void restore(void **state, const char *copy)
{
	char *kept = NULL;
	assert_ok(app_restore_backup(app_help_app(state), copy, NULL, &kept, e));
	free(kept);
}

static void backup__lost_folder__files_come_back(void **state)
{
	use_copies(state);
	add_with_file(state, KIND_practice, "title=Rampa", "rampa.pdf");
	add_with_file(state, KIND_problem, "title=Groapa", "foto.jpg");
	char *made = back_up(state, NULL);
	assert_true(is(state, shared(state, "rampa.pdf"), "rampa.pdf"));
	char *folder = app_help_path(state, shared(state, ""));
	struct stat st;
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	free(folder);
	drop(state, "files/rampa.pdf");
	drop(state, "files/foto.jpg");
	char *files = app_help_path(state, "files");
	assert_int_equal(rmdir(files), 0);
	free(files);
	restore(state, made);
	assert_true(is(state, "files/rampa.pdf", "rampa.pdf"));
	assert_true(is(state, "files/foto.jpg", "foto.jpg"));
	free(made);
}

static void backup__to_a_file__a_folder_of_its_own(void **state)
{
	add_with_file(state, KIND_practice, "title=Rampa", "rampa.pdf");
	char *made = back_up(state, "mine.db");
	assert_true(is(state, "mine.files/rampa.pdf", "rampa.pdf"));
	drop(state, "files/rampa.pdf");
	restore(state, made);
	assert_true(is(state, "files/rampa.pdf", "rampa.pdf"));
	free(made);
}

static void backup__a_file_changed__kept_anew_what_is_here_stays(void **state)
{
	use_copies(state);
	add_with_file(state, KIND_practice, "title=Rampa", "rampa.txt");
	free(back_up(state, NULL));
	drop(state, "files/rampa.txt"); /* as a program does that writes a new file over the old one */
	put(state, "files/rampa.txt", "written further");
	char *made = back_up(state, NULL);
	assert_true(is(state, shared(state, "rampa.txt"), "written further"));
	assert_true(is(state, shared(state, "rampa.txt~"), "rampa.txt"));
	drop(state, "files/rampa.txt");
	put(state, "files/rampa.txt", "the newest, not in any copy");
	restore(state, made);
	assert_true(is(state, "files/rampa.txt", "the newest, not in any copy"));
	free(made);
}

static void backup__hostile_names__nothing_else_is_touched(void **state)
{
	struct app *a = app_help_app(state);
	put(state, "secret", "secret");
	app_help_add(a, KIND_practice, "title=Rampa",
	    "files=files/sub/x.pdf;files/.hidden;files/x~;/etc/hostname;secret;files/", NULL);
	char *made = back_up(state, "mine.db");
	assert_false(there(state, "mine.files"));
	assert_false(there(state, "files"));
	free(made);
}

static void backup__links__are_not_followed(void **state)
{
	struct app *a = app_help_app(state);
	add_with_file(state, KIND_practice, "title=Rampa", "rampa.pdf");
	add_with_file(state, KIND_practice, "title=Groapa", "other.pdf");
	put(state, "secret", "secret");
	drop(state, "files/rampa.pdf");
	char *target = app_help_path(state, "secret"), *link = app_help_path(state, "files/rampa.pdf");
	assert_int_equal(symlink(target, link), 0);
	free(link);
	char *made = back_up(state, "mine.db");
	assert_false(there(state, "mine.files/rampa.pdf"));
	assert_true(is(state, "mine.files/other.pdf", "other.pdf"));
	free(made);
	made = NULL;
	drop(state, "mine.files/other.pdf");
	link = app_help_path(state, "mine.files/other.pdf");
	assert_int_equal(symlink(target, link), 0);
	free(link);
	char *mine = app_help_path(state, "mine.db");
	struct err e = ERR_INIT;
	assert_false(app_backup(a, mine, &made, &e)); /* the copy is made, the file is not: said */
	assert_non_null(strstr(e.what, "other.pdf"));
	assert_non_null(strstr(e.hint, "mine.db"));
	assert_true(is(state, "secret", "secret"));
	free(made);
	free(mine);
	free(target);
}

static void take_line(void *ctx, const char *line)
{
	buf_print(ctx, "%s\n", line);
}

static void check__a_file_missing__named(void **state)
{
	struct app *a = app_help_app(state);
	struct buf b = BUF_INIT;
	add_with_file(state, KIND_practice, "title=Rampa", "rampa.pdf");
	add_with_file(state, KIND_practice, "title=Groapa", "other.pdf");
	assert_ok(app_check(a, take_line, &b, e));
	assert_string_equal(buf_str(&b), "");
	drop(state, "files/rampa.pdf");
	assert_ok(app_check(a, take_line, &b, e));
	assert_non_null(strstr(buf_str(&b), "Rampa"));
	assert_non_null(strstr(buf_str(&b), "rampa.pdf"));
	assert_null(strstr(buf_str(&b), "other.pdf"));
	buf_free(&b);
}

static void erase__person__files_that_only_it_named(void **state)
{
	struct app *a = app_help_app(state);
	use_copies(state);
	int64_t ion = add_with_file(state, KIND_person, "surname=Mierla", "buletin.jpg");
	add_with_file(state, KIND_practice, "title=Rampa", "rampa.pdf");
	app_help_set(a, KIND_person, ion, "files", "files/rampa.pdf"); /* the card stands in the history only */
	put(state, "own.txt", "own");
	free(back_up(state, NULL));
	app_help_set(a, KIND_person, ion, "files", "files/rampa.pdf;files/acord.pdf");
	put(state, "files/acord.pdf", "acord");
	put(state, "files/nobody.txt", "the user's own");
	free(back_up(state, NULL));
	assert_true(there(state, shared(state, "acord.pdf")));
	char *told = NULL;
	assert_ok(app_erase_person(a, ion, &told, e));
	assert_false(there(state, "files/acord.pdf"));
	assert_false(there(state, "files/buletin.jpg"));
	assert_false(there(state, shared(state, "acord.pdf")));
	assert_true(is(state, "files/rampa.pdf", "rampa.pdf"));
	assert_true(is(state, shared(state, "rampa.pdf"), "rampa.pdf"));
	assert_true(is(state, "files/nobody.txt", "the user's own"));
	assert_non_null(strstr(told, "acord.pdf"));
	assert_non_null(strstr(told, "files/rampa.pdf"));
	free(told);
}

static void bin__emptied__files_nobody_names(void **state)
{
	struct app *a = app_help_app(state);
	use_copies(state);
	int64_t id = add_with_file(state, KIND_practice, "title=Rampa", "rampa.pdf");
	char *made = back_up(state, NULL);
	assert_ok(app_bin(a, kind_get(KIND_practice), &id, 1, e));
	assert_true(is(state, "files/rampa.pdf", "rampa.pdf"));
	assert_ok(app_empty_bin(a, NULL, e));
	assert_false(there(state, "files/rampa.pdf"));
	int64_t next = add_with_file(state, KIND_practice, "title=Alta", "rampa.pdf"); /* the copy's name is not free */
	struct record *r = app_help_get(a, KIND_practice, next);
	assert_string_equal(record_text(r, practice_files), "files/rampa-2.pdf");
	record_free(r);
	restore(state, made);
	assert_true(is(state, "files/rampa.pdf", "rampa.pdf"));
	free(made);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(backup__lost_folder__files_come_back),
	    T(backup__to_a_file__a_folder_of_its_own),
	    T(backup__a_file_changed__kept_anew_what_is_here_stays),
	    T(backup__hostile_names__nothing_else_is_touched),
	    T(backup__links__are_not_followed),
	    T(check__a_file_missing__named),
	    T(erase__person__files_that_only_it_named),
	    T(bin__emptied__files_nobody_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
