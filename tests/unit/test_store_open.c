/* Opening: what is refused and left as it is, what is read only, what is brought up to date; the file going away. */
#include "store_help.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the file as bytes */

static struct buf bytes_of(const char *path)
{
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 1 << 28, &b, e));
	return b;
}

static void write_bytes(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static void close_it(void **state)
{
	struct store_help *h = *state;
	store_close(h->s);
	h->s = NULL;
}

static const char *path_of(void **state)
{
	return ((struct store_help *)*state)->path;
}

/* Opening is refused with this code, and not a byte of the file changes; nothing is left beside it. */
static void refused_untouched(void **state, enum err_code code, const char *tag)
{
	struct buf before = bytes_of(path_of(state)), after;
	struct store *s = NULL;
	struct err why = ERR_INIT;
	if (store_help_open(state, false, &s, &why))
		fail_msg("opened");
	if (why.code != code)
		fail_msg("code %d: %s", why.code, why.what);
	assert_string_equal(why.tag, tag);
	assert_true(why.what[0] && why.hint[0]);
	after = bytes_of(path_of(state));
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, before.len);
	buf_free(&before);
	buf_free(&after);
}

static void sql(void **state, const char *text)
{
	sqlite3 *db = NULL;
	char *why = NULL;
	assert_int_equal(sqlite3_open(path_of(state), &db), SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", text, why);
	sqlite3_close(db);
}

/* ---- refused */

static void store__open__not_there(void **state)
{
	struct store *s = NULL;
	struct store_options o = {.path = "/nowhere/at/all.db"};
	assert_refused(ERR_NOT_FOUND, store_open(&o, &s, e));
	o = (struct store_options){.path = ((struct store_help *)*state)->folder};
	assert_refused(ERR_INVALID, store_open(&o, &s, e));
}

static void store__open__not_a_database(void **state)
{
	close_it(state);
	write_bytes(path_of(state), "Nume;Prenume\nRusu;Ana\n", 22);
	refused_untouched(state, ERR_INVALID, "");
}

static void store__open__another_programs_database(void **state)
{
	close_it(state);
	unlink(path_of(state));
	sql(state, "PRAGMA journal_mode=WAL; CREATE TABLE x(y); PRAGMA application_id=7");
	refused_untouched(state, ERR_INVALID, "");
}

static void store__open__cut_off(void **state)
{
	struct store *s = store_help_store(state);
	for (int i = 0; i < 50; i++)
		store_help_add(s, KIND_person, "surname=Rusu", NULL);
	close_it(state);
	struct buf b = bytes_of(path_of(state));
	for (size_t keep = b.len - 4096; keep > 512; keep /= 3) {
		write_bytes(path_of(state), b.data, keep);
		refused_untouched(state, ERR_INVALID, "DB-DAMAGED");
	}
	buf_free(&b);
}

/* Bits turned anywhere: refused, or found by the check, or harmless; never a crash and never a wrong "fine". */
static void store__open__bits_turned_over(void **state)
{
	struct store *s = store_help_store(state);
	for (int i = 0; i < 50; i++)
		store_help_add(s, KIND_person, "surname=Rusu", "notes=Ceva mai lung, ca să fie unde greși", NULL);
	close_it(state);
	struct buf b = bytes_of(path_of(state));
	uint64_t random = 12345;
	for (int i = 0; i < 60; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		size_t at = (size_t)(random >> 20) % b.len;
		for (size_t k = 0; k < 16 && at + k < b.len; k++)
			b.data[at + k] = (char)(b.data[at + k] ^ 0x55);
		write_bytes(path_of(state), b.data, b.len);
		struct err why = ERR_INIT;
		if (store_help_open(state, false, &s, &why)) {
			struct query q;
			query_init(&q, kind_get(KIND_person));
			store_count(s, &q);
			struct record *page[10];
			size_t got = 0;
			if (store_page(s, &q, NULL, false, 10, page, &got, &why))
				for (size_t k = 0; k < got; k++)
					record_free(page[k]);
			store_check(s, NULL, NULL, &why);
			store_close(s);
		}
		for (size_t k = 0; k < 16 && at + k < b.len; k++)
			b.data[at + k] = (char)(b.data[at + k] ^ 0x55);
	}
	buf_free(&b);
}

static void store__open__after_a_crash_damage_is_looked_for(void **state)
{
	struct store *s = store_help_store(state);
	for (int i = 0; i < 200; i++)
		store_help_add(s, KIND_person, "surname=Rusu", "notes=Ceva mai lung, ca să fie unde greși", NULL);
	close_it(state);
	/* As a program that was killed leaves it; the process of that number is long gone. */
	sql(state, "UPDATE meta SET value = '999999 1 boot' WHERE key = 'writer'");
	s = store_help_reopen(state); /* whole: it opens */
	close_it(state);
	sql(state, "UPDATE meta SET value = '999999 1 boot' WHERE key = 'writer'");
	struct buf b = bytes_of(path_of(state));
	memset(b.data + (b.len / 4096 - 20) * 4096, 0x55, (size_t)20 * 4096);
	write_bytes(path_of(state), b.data, b.len);
	buf_free(&b);
	refused_untouched(state, ERR_INVALID, "DB-DAMAGED");
}

static void store__open__anothers_log_beside_it(void **state)
{
	struct store_help *h = *state;
	char *other = path_join(h->folder, "other.db"), *their_log = mem_print("%s-wal", other),
	     *log = mem_print("%s-wal", h->path);
	struct store_options o = {.path = other, .create = true, .clock = h->clock};
	struct store *s = NULL;
	assert_ok(store_open(&o, &s, e));
	store_help_add(s, KIND_person, "surname=Străin", NULL);
	store_help_add(s, KIND_group, "name=Străini", NULL);
	assert_ok(store_rebuild(s, e)); /* touches every page that matters */
	close_it(state);
	struct buf b = bytes_of(their_log);
	assert_true(b.len > 0);
	write_bytes(log, b.data, b.len);
	buf_free(&b);
	store_close(s);
	struct err why = ERR_INIT;
	struct buf before = bytes_of(h->path), after;
	if (store_help_open(state, false, &s, &why)) {
		assert_int_equal(store_help_count(s, KIND_person), 0); /* not taken over */
		store_close(s);
	} else {
		assert_int_equal(why.code, ERR_INVALID);
	}
	after = bytes_of(h->path);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, before.len);
	buf_free(&before);
	buf_free(&after);
	free(other);
	free(their_log);
	free(log);
}

static void store__open__in_a_synced_folder(void **state)
{
	struct store_help *h = *state;
	close_it(state);
	char *mark = path_join(h->folder, ".stfolder");
	assert_int_equal(mkdir(mark, 0700), 0);
	refused_untouched(state, ERR_DENIED, "DB-PLACE");
	free(mark);
}

/* ---- read only */

static void store__open__newer_is_read_only(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=Rusu", NULL);
	close_it(state);
	sql(state,
	    "UPDATE meta SET value = 99 WHERE key = 'needs'; UPDATE meta SET value = '9.0' WHERE key = 'made_by';"
	    "ALTER TABLE person ADD COLUMN shoe; ALTER TABLE person DROP COLUMN organisation; DROP TABLE practice");
	struct buf before = bytes_of(path_of(state)), after;
	s = store_help_reopen(state);
	assert_int_equal(store_state(s), STORE_NEWER);
	assert_string_equal(store_needs(s), "9.0");
	struct query q;
	query_init(&q, kind_get(KIND_person));
	char *names = store_help_list(s, &q);
	assert_string_equal(names, "Rusu");
	free(names);
	query_init(&q, kind_get(KIND_practice));
	names = store_help_list(s, &q);
	assert_string_equal(names, "");
	free(names);
	struct command *c = NULL;
	assert_refused(ERR_DENIED, command_begin(s, "Put", NULL, &c, e));
	assert_refused(ERR_DENIED, store_rebuild(s, e));
	assert_refused(ERR_DENIED, store_set_setting(s, "hram", "10-14", e));
	close_it(state);
	after = bytes_of(path_of(state));
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, before.len);
	buf_free(&before);
	buf_free(&after);
}

static void store__open__asked_for_reading_only(void **state)
{
	struct store *s = store_help_store(state), *reader = NULL;
	store_help_add(s, KIND_person, "surname=Rusu", NULL);
	assert_ok(store_help_open(state, true, &reader, e));
	assert_int_equal(store_state(reader), STORE_READONLY);
	assert_int_equal(store_help_count(reader, KIND_person), 1);
	struct command *c = NULL;
	struct undo_result u;
	assert_refused(ERR_DENIED, command_begin(reader, "Put", NULL, &c, e));
	assert_refused(ERR_DENIED, store_undo(reader, &u, e));
	store_close(reader);
}

/* ---- brought up to date */

static void store__open__missing_columns_come(void **state)
{
	struct store *s = store_help_store(state);
	int64_t id = store_help_add(s, KIND_person, "surname=Rusu", "organisation=Obștea", NULL);
	close_it(state);
	sql(state, "ALTER TABLE person DROP COLUMN organisation; DROP TABLE practice; DROP INDEX person_sort;"
	           "UPDATE meta SET value = 1 WHERE key = 'schema'");
	s = store_help_reopen(state);
	assert_int_equal(store_state(s), STORE_FINE);
	store_help_set(s, KIND_person, id, "organisation", "Alta");
	store_help_add(s, KIND_practice, "title=Bine", NULL);
	assert_healthy(s);
}

static void store__open__search_is_made_anew_when_its_words_change(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=Țurcanu", NULL);
	close_it(state);
	sql(state, "UPDATE person SET skey = 'vechi', sort = x''; UPDATE meta SET value = 1 WHERE key = 'search';"
	           "DROP TABLE fts; CREATE VIRTUAL TABLE fts USING fts5(t, content='', detail=none, columnsize=0)");
	s = store_help_reopen(state);
	struct store_hit hits[2];
	size_t got;
	assert_ok(store_find(s, "turcanu", NULL, hits, 2, &got, e));
	assert_int_equal(got, 1);
	assert_ok(store_find(s, "vechi", NULL, hits, 2, &got, e));
	assert_int_equal(got, 0);
	assert_healthy(s);
}

static void store__open__files_are_the_users_own(void **state)
{
	struct stat st;
	assert_int_equal(stat(path_of(state), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	char *log = mem_print("%s-wal", path_of(state));
	store_help_add(store_help_store(state), KIND_person, "surname=Rusu", NULL);
	assert_int_equal(stat(log, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	free(log);
}

static void store__open__settings_stay(void **state)
{
	struct store *s = store_help_store(state);
	char *name = store_setting(s, "group.name");
	assert_string_equal(name, "Inițiativa Botanica");
	free(name);
	assert_ok(store_set_setting(s, "hram", "10-14", e));
	s = store_help_reopen(state);
	name = store_setting(s, "hram");
	assert_string_equal(name, "10-14");
	free(name);
	assert_ok(store_set_setting(s, "hram", NULL, e));
	assert_null(store_setting(s, "hram"));
}

/* ---- while it is open */

static void put_refused(struct store *s, enum err_code code, const char *tag)
{
	struct record *r = record_new(kind_get(KIND_person));
	struct command *c = NULL;
	struct err why = ERR_INIT;
	record_set_text(r, person_surname, "Pierdut");
	if (command_begin(s, "Put", NULL, &c, &why) && command_put(c, r, NULL, NULL, NULL, &why)) {
		assert_false(command_commit(c, &why));
	} else {
		command_abort(c);
	}
	if (why.code != code)
		fail_msg("code %d: %s", why.code, why.what);
	assert_string_equal(why.tag, tag);
	record_free(r);
}

static void store__commit__file_removed_under_us(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=Rusu", NULL);
	assert_int_equal(unlink(path_of(state)), 0);
	put_refused(s, ERR_FAIL, "DB-MOVED");
}

static void store__commit__file_replaced_under_us(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=Rusu", NULL);
	char *copy = mem_print("%s.copy", path_of(state));
	struct buf b = bytes_of(path_of(state));
	write_bytes(copy, b.data, b.len);
	assert_int_equal(rename(copy, path_of(state)), 0);
	put_refused(s, ERR_FAIL, "DB-MOVED");
	buf_free(&b);
	free(copy);
}

static void store__watch__wakes_when_another_writes(void **state)
{
	struct store *s = store_help_store(state), *other = store_help_other(state);
	char events[4096];
	int fd = store_watch_fd(s);
	assert_true(fd >= 0);
	while (read(fd, events, sizeof events) > 0)
		;
	store_help_add(other, KIND_person, "surname=Rusu", NULL);
	assert_true(read(fd, events, sizeof events) > 0);
	assert_true(store_changed_elsewhere(s));
	assert_int_equal(store_help_count(s, KIND_person), 1);
	store_close(other);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__open__not_there),
	    T(store__open__not_a_database),
	    T(store__open__another_programs_database),
	    T(store__open__cut_off),
	    T(store__open__bits_turned_over),
	    T(store__open__after_a_crash_damage_is_looked_for),
	    T(store__open__anothers_log_beside_it),
	    T(store__open__in_a_synced_folder),
	    T(store__open__newer_is_read_only),
	    T(store__open__asked_for_reading_only),
	    T(store__open__missing_columns_come),
	    T(store__open__search_is_made_anew_when_its_words_change),
	    T(store__open__files_are_the_users_own),
	    T(store__open__settings_stay),
	    T(store__commit__file_removed_under_us),
	    T(store__commit__file_replaced_under_us),
	    T(store__watch__wakes_when_another_writes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
