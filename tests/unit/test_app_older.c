/* A laptop with an older version among others: what it does not know it keeps, and finds when it has learnt it. */
#include "share_help.h"

#include <sqlite3.h>

#include "app/exchange.h"
#include "base/mem.h"
#include "base/path.h"

static void meet(struct app *a, const char *folder)
{
	struct app_sync s = {.folder = folder, .passphrase = WORD};
	assert_ok(app_sync(a, &s, e));
	assert_int_equal(s.failed, 0);
	free(s.written);
}

/* As a version that has no field for e-mail leaves it: the value is a member of `extra`, the column is not there. */
static void make_older(void **state, const char *name)
{
	char *file = mem_print("%s.db", name), *path = app_help_path(state, file), *why = NULL;
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db,
	        "UPDATE person SET extra = json_object('email', email, 'shoe', 43) WHERE email IS NOT NULL;"
	        "ALTER TABLE person DROP COLUMN email; UPDATE meta SET value = 1 WHERE key = 'schema'",
	        NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	sqlite3_close(db);
	free(file);
	free(path);
}

static void assert_email(struct app *a, int64_t id, const char *want)
{
	struct record *r = app_help_get(a, KIND_person, id);
	const char *has = record_text(r, person_email);
	if (want)
		assert_string_equal(has ? has : "", want);
	else
		assert_null(has);
	record_free(r);
}

static size_t conflicts(struct app *a)
{
	return app_conflicts_count(a);
}

static void older__field_learnt_later__is_in_its_column_and_goes_on(void **state)
{
	const struct scene s = scene(state);
	char *folder = app_help_path(state, "shared");
	assert_ok(path_make_dirs(folder, e));
	app_help_set(s.ana, KIND_person, s.ion, "email", "ion@exemplu.md");
	meet(s.ana, folder);
	struct app *bob = laptop(state, "Bob", "2026-11-23T19:00");
	meet(bob, folder);
	app_stop(bob);
	make_older(state, "Bob");
	bob = laptop(state, "Bob", "2026-11-23T20:00"); /* the new version's first start */
	assert_email(bob, s.ion, "ion@exemplu.md");
	struct record *r = app_help_get(bob, KIND_person, s.ion);
	assert_string_equal(r->extra, "{\"shoe\":43}"); /* still not known: kept */
	record_free(r);
	assert_ok(app_check(bob, NULL, NULL, e));
	/* Found by its words; nothing new to tell the others; a later value of either side follows without a conflict.
	 */
	struct app_hit hit;
	size_t n = 0;
	assert_ok(app_find(bob, "ion@exemplu", NULL, &hit, 1, &n, e));
	assert_int_equal(n, 1);
	app_help_set(s.ana, KIND_person, s.ion, "email", "nou@exemplu.md");
	meet(s.ana, folder);
	meet(bob, folder);
	assert_email(bob, s.ion, "nou@exemplu.md");
	app_help_set(bob, KIND_person, s.ion, "email", "bob@exemplu.md");
	meet(bob, folder);
	meet(s.ana, folder);
	assert_email(s.ana, s.ion, "bob@exemplu.md");
	assert_int_equal(conflicts(s.ana) + conflicts(bob), 0);
	app_stop(bob);
	free(folder);
}

static void older__undo__takes_back_one_member_at_a_time(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = app_help_add(a, KIND_person, "surname=Rusu", NULL);
	struct record *r = app_help_get(a, KIND_person, id), *base = record_copy(r);
	/* Members that nobody here knows. */
	r->extra = mem_copy_text("{\"shoe\":43,\"size\":7}");
	assert_ok(app_save(a, r, base, NULL, e));
	record_free(base);
	base = record_copy(r);
	free(r->extra);
	r->extra = mem_copy_text("{\"shoe\":44,\"size\":7}");
	assert_ok(app_save(a, r, base, NULL, e));
	record_free(base);
	record_free(r);
	assert_ok(app_undo(a, NULL, e));
	r = app_help_get(a, KIND_person, id);
	assert_string_equal(r->extra, "{\"shoe\":43,\"size\":7}");
	record_free(r);
	assert_ok(app_undo(a, NULL, e));
	r = app_help_get(a, KIND_person, id);
	assert_null(r->extra);
	record_free(r);
	assert_ok(app_redo(a, NULL, e));
	assert_ok(app_redo(a, NULL, e));
	r = app_help_get(a, KIND_person, id);
	assert_string_equal(r->extra, "{\"shoe\":44,\"size\":7}");
	record_free(r);
}

#define T(f) cmocka_unit_test_setup_teardown(f, share_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(older__field_learnt_later__is_in_its_column_and_goes_on),
	    T(older__undo__takes_back_one_member_at_a_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
