/* Settings: kept, commented, broken, hostile; where the database is looked for. */
#include "app_help.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

static char *conf_path(void **state)
{
	return app_help_path(state, "config/obste/obste.conf");
}

static void write_conf(void **state, const char *bytes, size_t n)
{
	char *path = conf_path(state), *folder = path_dir(path);
	assert_ok(path_make_dirs(folder, e));
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	free(folder);
	free(path);
}

static struct app *fresh(void)
{
	return app_start(&(struct app_options){.argv0 = "obste", .lang_given = true, .lang = LANG_EN});
}

static void conf__set__kept_for_the_next_start(void **state)
{
	static const char old[] = "# mine\n\nlanguage = ru\nodd line\nlanguage=ro\n  theme  =  dark  ";
	write_conf(state, old, sizeof old - 1);
	struct app *a = fresh();
	assert_string_equal(app_conf(a, "language", "en"), "ro"); /* the later line counts */
	assert_string_equal(app_conf(a, "theme", ""), "dark");
	assert_string_equal(app_conf(a, "missing", "otherwise"), "otherwise");
	assert_ok(app_set_conf(a, "columns.person", "surname, given\nphone", e));
	assert_ok(app_set_conf(a, "theme", NULL, e));
	app_stop(a);
	a = fresh();
	assert_string_equal(app_conf(a, "columns.person", ""), "surname, given phone");
	assert_string_equal(app_conf(a, "theme", "auto"), "auto");
	app_stop(a);
	char *path = conf_path(state);
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 4096, &b, e));
	assert_string_equal(
	    buf_str(&b), "# mine\n\nlanguage = ru\nodd line\nlanguage = ro\ncolumns.person = surname, given phone\n");
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	buf_free(&b);
	free(path);
}

static void conf__set__other_program_keeps_its_own(void **state)
{
	(void)state;
	struct app *a = fresh(), *b = fresh();
	assert_ok(app_set_conf(a, "theme", "dark", e));
	assert_ok(app_set_conf(b, "mouse", "no", e));
	app_stop(a);
	app_stop(b);
	a = fresh();
	assert_string_equal(app_conf(a, "theme", ""), "dark");
	assert_string_equal(app_conf(a, "mouse", ""), "no");
	app_stop(a);
}

static void conf__read__hostile_files_do_not_stop_the_start(void **state)
{
	static const char nuls[] = "\0\0=\0\n=\n==\n = x\nÜ = y\ntheme = a\x1b[31m\xff\0b\n\n\n=";
	write_conf(state, nuls, sizeof nuls - 1);
	struct app *a = fresh();
	assert_null(strchr(app_conf(a, "theme", ""), '\x1b'));
	app_stop(a);
	char *big = malloc(1 << 20);
	memset(big, 'a', 1 << 20);
	write_conf(state, big, 1 << 20);
	free(big);
	a = fresh();
	assert_string_equal(app_conf(a, "theme", "auto"), "auto");
	struct err why = ERR_INIT;
	assert_false(app_set_conf(a, "theme", "dark", &why));      /* what is not ours is not overwritten */
	assert_string_equal(app_conf(a, "theme", "auto"), "dark"); /* until the end */
	app_stop(a);
	char *path = conf_path(state);
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 1 << 20);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	a = fresh(); /* a pipe would wait for ever */
	assert_false(app_set_conf(a, "theme", "dark", &why));
	app_stop(a);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	a = fresh();
	assert_false(app_set_conf(a, "theme", "dark", &why));
	app_stop(a);
	free(path);
}

static void conf__set__names_are_checked(void **state)
{
	struct app *a = app_help_app(state);
	assert_refused(ERR_USAGE, app_set_conf(a, "", "x", e));
	assert_refused(ERR_USAGE, app_set_conf(a, "a b", "x", e));
	assert_refused(ERR_USAGE, app_set_conf(a, "a=b\nlanguage", "x", e));
}

static void conf__group__travels_with_the_database(void **state)
{
	struct app *a = app_help_app(state), *b = app_help_other(state);
	assert_string_equal(app_group_name(a), "Inițiativa Botanica");
	assert_string_equal(app_conf(a, "group.locality", ""), "Chișinău");
	assert_string_equal(app_conf(b, "group.name", ""), "Inițiativa Botanica");
	assert_ok(app_set_conf(a, "group.name", "Vecinii", e));
	assert_string_equal(app_group_name(a), "Vecinii");
	assert_true(app_changed_elsewhere(b));
	assert_string_equal(app_conf(b, "group.name", ""), "Vecinii");
	assert_string_equal(app_group_name(b), "Vecinii");
	app_stop(b);
}

static void start__database__option_before_environment(void **state)
{
	(void)state;
	setenv("OBSTE_DB", "/nowhere/env.db", 1);
	struct app *a = app_start(&(struct app_options){.argv0 = "obste", .db = "/nowhere/option.db"});
	assert_string_equal(app_db_path(a), "/nowhere/option.db");
	app_stop(a);
	a = fresh();
	assert_string_equal(app_db_path(a), "/nowhere/env.db");
	assert_refused(ERR_NOT_FOUND, app_open(a, NULL, e));
	assert_false(app_is_open(a));
	app_stop(a);
	unsetenv("OBSTE_DB");
	a = fresh();
	const char *data = getenv("XDG_DATA_HOME");
	assert_int_equal(strncmp(app_db_path(a), data, strlen(data)), 0);
	assert_string_equal(app_db_path(a) + strlen(data), "/obste/obste.db");
	app_stop(a);
}

static void start__language__option_conf_environment(void **state)
{
	write_conf(state, "language = ru\n", 14);
	setenv("LC_ALL", "en_US.UTF-8", 1);
	struct app *a = app_start(&(struct app_options){.argv0 = "obste"});
	assert_int_equal(lang_now(), LANG_RU);
	assert_ok(app_set_lang(a, LANG_RO, e));
	assert_int_equal(lang_now(), LANG_RO);
	app_stop(a);
	a = app_start(&(struct app_options){.argv0 = "obste"});
	assert_int_equal(lang_now(), LANG_RO);
	app_stop(a);
	a = fresh();
	assert_int_equal(lang_now(), LANG_EN);
	app_stop(a);
	write_conf(state, "language = xx\n", 14);
	a = app_start(&(struct app_options){.argv0 = "obste"});
	assert_int_equal(lang_now(), LANG_EN);
	app_stop(a);
	unsetenv("LC_ALL");
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(conf__set__kept_for_the_next_start),
	    T(conf__set__other_program_keeps_its_own),
	    T(conf__read__hostile_files_do_not_stop_the_start),
	    T(conf__set__names_are_checked),
	    T(conf__group__travels_with_the_database),
	    T(start__database__option_before_environment),
	    T(start__language__option_conf_environment),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
