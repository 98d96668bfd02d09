/* A command of many rows: what it makes only at its end is there afterwards, and as if it had followed every row. */
#include "store_help.h"

#include <sqlite3.h>

#define ROWS 300

static void put_rows(struct store *s, struct command *c, int from, int n)
{
	(void)s;
	for (int i = from; i < from + n; i++) {
		struct record *r = record_new(kind_get(KIND_event));
		char *title = mem_print("Adunarea %d", (i * 7919) % 1000);
		char *date = mem_print("2026-%02d-%02d", 1 + i % 12, 1 + i % 28);
		record_set_text(r, event_title, title);
		record_set_text(r, event_date, date);
		assert_ok(command_put(c, r, NULL, NULL, NULL, e));
		record_free(r);
		free(title);
		free(date);
	}
}

static void bulk_rows(struct store *s, int from, int n, bool commit)
{
	struct command *c = NULL;
	assert_ok(command_begin(s, "Import", NULL, &c, e));
	command_bulk(c);
	put_rows(s, c, from, n);
	if (commit)
		assert_ok(command_commit(c, e));
	else
		command_abort(c);
}

static char *ask(void **state, const char *sql)
{
	struct store_help *h = *state;
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	char *text = mem_copy_text((const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	sqlite3_close(db);
	return text ? text : mem_copy_text("");
}

#define INDEXES                                                                                                        \
	"SELECT group_concat(sql, '/') FROM (SELECT sql FROM sqlite_schema WHERE tbl_name = 'event' AND type = "       \
	"'index' ORDER BY name)"

static void bulk__commit__indexes_are_all_there(void **state)
{
	struct store *s = store_help_store(state);
	char *before = ask(state, INDEXES);
	assert_non_null(strstr(before, "event_sort"));
	bulk_rows(s, 0, ROWS, true);
	char *after = ask(state, INDEXES);
	assert_string_equal(before, after);
	free(after);
	bulk_rows(s, ROWS, 10, false);
	after = ask(state, INDEXES);
	assert_string_equal(before, after);
	char *merging = ask(state, "SELECT v FROM fts_config WHERE k = 'automerge'");
	assert_string_equal(merging, "4");
	assert_int_equal(store_help_count(s, KIND_event), ROWS);
	assert_healthy(s);
	free(merging);
	free(before);
	free(after);
}

static void bulk__rows__listed_and_found_like_others(void **state)
{
	struct store *s = store_help_store(state);
	struct command *c = NULL;
	struct query q;
	bulk_rows(s, 0, ROWS, true);
	query_init(&q, kind_get(KIND_event));
	char *many = store_help_list(s, &q);
	struct undo_result undone;
	assert_ok(store_undo(s, &undone, e));
	assert_int_equal(undone.records, ROWS);
	assert_int_equal(store_help_count(s, KIND_event), 0);
	assert_ok(command_begin(s, "One by one", NULL, &c, e));
	put_rows(s, c, 0, ROWS);
	assert_ok(command_commit(c, e));
	char *single = store_help_list(s, &q);
	assert_string_equal(many, single);
	struct store_hit hits[ROWS];
	size_t got = 0;
	assert_ok(store_find(s, "adunar", kind_get(KIND_event), hits, ROWS, &got, e));
	assert_int_equal(got, ROWS);
	assert_healthy(s);
	free(many);
	free(single);
}

/* A reading under way on the same connection forbids taking the indexes away: then they follow every row. */
static bool import_within(void *ctx, const struct record *r)
{
	(void)r;
	bulk_rows(ctx, 10, ROWS, true);
	return false;
}

static void bulk__while_reading__still_right(void **state)
{
	struct store *s = store_help_store(state);
	struct query q;
	bulk_rows(s, 0, 10, true);
	query_init(&q, kind_get(KIND_event));
	assert_ok(store_each(s, &q, 0, import_within, s, e));
	assert_int_equal(store_help_count(s, KIND_event), ROWS + 10);
	assert_healthy(s);
	char *there = ask(state, INDEXES);
	assert_non_null(strstr(there, "event_sort"));
	free(there);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, store_help_setup, store_help_teardown)
	const struct CMUnitTest tests[] = {
	    T(bulk__commit__indexes_are_all_there),
	    T(bulk__rows__listed_and_found_like_others),
	    T(bulk__while_reading__still_right),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
