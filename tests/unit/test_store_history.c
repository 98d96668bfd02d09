/* The history, undo and redo in any order and across restarts, what was changed later; erasing until no byte is left.
 */
#include "store_help.h"

#include <sys/stat.h>

static char *surname(struct store *s, int64_t id)
{
	struct record *r = store_help_get(s, KIND_person, id);
	char *text = mem_print(
	    "%s%s", r->deleted ? "(bin) " : "", record_text(r, person_surname) ? record_text(r, person_surname) : "");
	record_free(r);
	return text;
}

static void is(struct store *s, int64_t id, const char *expected)
{
	char *text = surname(s, id);
	assert_string_equal(text, expected);
	free(text);
}

static void undo(struct store *s, size_t kept)
{
	struct undo_result u;
	assert_ok(store_undo(s, &u, e));
	assert_int_equal(u.kept, kept);
}

static void redo(struct store *s)
{
	struct undo_result u;
	assert_ok(store_redo(s, &u, e));
	assert_int_equal(u.kept, 0);
}

static void store__undo__down_and_up_again_across_restarts(void **state)
{
	struct store *s = store_help_store(state);
	struct undo_result u;
	int64_t id = store_help_add(s, KIND_person, "surname=Unu", NULL);
	store_help_set(s, KIND_person, id, "surname", "Doi");
	store_help_set(s, KIND_person, id, "surname", "Trei");
	store_help_bin(s, KIND_person, id);
	static const char *const steps[] = {"(bin) Trei", "Trei", "Doi", "Unu", "(bin) Unu"};
	for (int turn = 0; turn < 3; turn++) {
		for (int i = 0; i < 4; i++) {
			is(s, id, steps[i]);
			undo(s, 0);
			s = store_help_reopen(state);
		}
		is(s, id, steps[4]);
		assert_refused(ERR_NOT_FOUND, store_undo(s, &u, e));
		for (int i = 4; i > 0; i--) {
			is(s, id, steps[i]);
			redo(s);
			s = store_help_reopen(state);
		}
		is(s, id, steps[0]);
		assert_refused(ERR_NOT_FOUND, store_redo(s, &u, e));
	}
	undo(s, 0);
	undo(s, 0);
	store_help_set(
	    s, KIND_person, id, "surname", "Altceva"); /* a change of one's own ends what can be done again */
	assert_refused(ERR_NOT_FOUND, store_redo(s, &u, e));
	undo(s, 0);
	is(s, id, "Doi");
	undo(s, 0);
	is(s, id, "Unu");
	assert_healthy(s);
}

static bool take_number(void *ctx, const struct history_entry *h)
{
	int64_t **next = ctx;
	*(*next)++ = h->number;
	return true;
}

static void store__undo_to__one_step_and_one_redo(void **state)
{
	struct store *s = store_help_store(state);
	struct undo_result u;
	int64_t numbers[8] = {0}, *next = numbers;
	int64_t id = store_help_add(s, KIND_person, "surname=Unu", NULL), other;
	store_help_set(s, KIND_person, id, "surname", "Doi");
	other = store_help_add(s, KIND_person, "surname=Alt", NULL);
	store_help_set(s, KIND_person, id, "surname", "Trei");
	undo(s, 0);
	redo(s);
	store_help_set(s, KIND_person, id, "surname", "Patru");
	assert_ok(history_each(s, NULL, 0, 0, 8, take_number, &next, e));
	/* newest first: Patru, redo, undo, Trei, Alt, Doi, Unu */
	assert_ok(store_undo_to(s, numbers[5], &u, e));
	is(s, id, "Unu");
	is(s, other, "(bin) Alt");
	s = store_help_reopen(state);
	redo(s);
	is(s, id, "Patru");
	is(s, other, "Alt");
	undo(s, 0);
	is(s, id, "Trei");
	assert_ok(store_undo_to(s, numbers[6], &u, e));
	is(s, id, "(bin) Unu");
	assert_refused(ERR_NOT_FOUND, store_undo_to(s, numbers[6], &u, e));
	redo(s);
	is(s, id, "Trei");
	is(s, other, "Alt");
	assert_healthy(s);
}

static void store__undo__later_changes_stay(void **state)
{
	struct store *s = store_help_store(state);
	struct undo_result u;
	int64_t id = store_help_add(s, KIND_person, "surname=Unu", "given=Ana", NULL);
	struct record *r = store_help_get(s, KIND_person, id), *base = record_copy(r);
	struct command *c = NULL;
	record_set_text(r, person_surname, "Doi");
	record_set_text(r, person_given, "Ion");
	assert_ok(command_begin(s, "Change", NULL, &c, e));
	assert_ok(command_put(c, r, base, NULL, NULL, e));
	assert_ok(command_commit(c, e));
	store_help_set(s, KIND_person, id, "surname", "Trei");
	assert_ok(store_undo_command(s, 2, &u, e)); /* not the newest */
	assert_int_equal(u.records, 1);
	assert_int_equal(u.kept, 1);
	struct record *now = store_help_get(s, KIND_person, id);
	assert_string_equal(record_text(now, person_surname), "Trei");
	assert_string_equal(record_text(now, person_given), "Ana");
	assert_refused(ERR_NOT_FOUND, store_undo_command(s, 2, &u, e));
	assert_refused(ERR_NOT_FOUND, store_undo_command(s, 999, &u, e));
	record_free(now);
	record_free(r);
	record_free(base);
}

/* The same field several times in one command. */
static void store__undo__several_changes_of_one_field(void **state)
{
	struct store *s = store_help_store(state);
	struct command *c = NULL;
	int64_t id = store_help_add(s, KIND_person, "surname=Unu", NULL);
	struct record *r = store_help_get(s, KIND_person, id);
	assert_ok(command_begin(s, "Change", NULL, &c, e));
	record_set_text(r, person_surname, "Doi");
	assert_ok(command_put(c, r, NULL, NULL, NULL, e));
	record_set_text(r, person_surname, "Trei");
	assert_ok(command_put(c, r, NULL, NULL, NULL, e));
	assert_ok(command_commit(c, e));
	undo(s, 0);
	is(s, id, "Unu");
	redo(s);
	is(s, id, "Trei");
	record_free(r);
}

static void store__undo__many_rows(void **state)
{
	struct store *s = store_help_store(state);
	struct command *c = NULL;
	int64_t kept = store_help_add(s, KIND_person, "surname=Rămas", NULL);
	assert_ok(command_begin(s, "Import", NULL, &c, e));
	command_bulk(c);
	for (int i = 0; i < 3000; i++) {
		struct record *r = record_new(kind_get(KIND_person));
		record_set_text(r, person_surname, "Rusu");
		assert_ok(command_put(c, r, NULL, NULL, NULL, e));
		record_free(r);
	}
	assert_ok(command_commit(c, e));
	undo(s, 0);
	assert_int_equal(store_help_count(s, KIND_person), 1);
	is(s, kept, "Rămas");
	redo(s);
	assert_int_equal(store_help_count(s, KIND_person), 3001);
	assert_healthy(s);
}

/* ---- reading it */

static bool add_line(void *ctx, const struct history_entry *h)
{
	buf_print(ctx, "%lld %s %s%s%s\n", (long long)h->number, h->name, h->kind ? h->kind->key : "?",
	    h->undone ? " undone" : "", h->undoes ? " undoes" : "");
	assert_string_equal(h->who, "Ana");
	return true;
}

static void store__history__newest_first_and_of_one_record(void **state)
{
	struct store *s = store_help_store(state);
	struct buf b = BUF_INIT;
	int64_t a = store_help_add(s, KIND_person, "surname=A", NULL);
	int64_t g = store_help_add(s, KIND_group, "name=G", NULL);
	store_help_set(s, KIND_person, a, "surname", "B");
	undo(s, 0);
	assert_ok(history_each(s, NULL, 0, 0, 0, add_line, &b, e));
	assert_string_equal(buf_str(&b), "4 Change person undoes\n3 Change person undone\n2 Add group\n1 Add person\n");
	buf_clear(&b);
	assert_ok(history_each(s, NULL, 0, 3, 1, add_line, &b, e));
	assert_string_equal(buf_str(&b), "2 Add group\n");
	buf_clear(&b);
	assert_ok(history_each(s, kind_get(KIND_group), g, 0, 0, add_line, &b, e));
	assert_string_equal(buf_str(&b), "2 Add group\n");
	buf_clear(&b);
	assert_ok(history_each(s, kind_get(KIND_person), 0, 0, 0, add_line, &b, e));
	assert_string_equal(buf_str(&b), "4 Change person undoes\n3 Change person undone\n1 Add person\n");
	buf_free(&b);
}

/* ---- erasing */

static bool file_holds(const char *path, const char *word)
{
	struct buf b = BUF_INIT;
	struct stat st;
	bool holds = false;
	if (stat(path, &st) == 0 && st.st_size > 0) {
		assert_ok(path_read_all(path, 1 << 28, &b, e));
		size_t n = strlen(word);
		for (size_t i = 0; i + n <= b.len && !holds; i++)
			holds = memcmp(b.data + i, word, n) == 0;
	}
	buf_free(&b);
	return holds;
}

static bool holds(void **state, const char *word)
{
	struct store_help *h = *state;
	char *log = mem_print("%s-wal", h->path);
	bool yes = file_holds(h->path, word) || file_holds(log, word);
	free(log);
	return yes;
}

static void store__erase__no_byte_is_left(void **state)
{
	struct store *s = store_help_store(state);
	int64_t id = store_help_add(s, KIND_person, "surname=Zbîrnițaru", "given=Pafnutie", "phone=+37369123987", NULL);
	for (int i = 0; i < 300; i++)
		store_help_add(s, KIND_person, "surname=Rusu", "given=Ana", NULL);
	store_help_set(s, KIND_person, id, "given", "Pafnutel");
	store_help_set(s, KIND_person, id, "notes", "Qwxzcuvânt");
	assert_true(holds(state, "Zbîrnițaru")); /* so that looking is known to find */
	struct command *c = NULL;
	assert_ok(command_begin(s, "Erase", NULL, &c, e));
	assert_ok(command_erase(c, kind_get(KIND_person), id, e));
	assert_ok(command_commit(c, e));
	static const char *const words[] = {
	    "Zbîrnițaru", "Zb\xc3\xaerni", "birnitaru", "barnitaru", "Pafnut", "pafnut", "69123987", "Qwxz", "wxzc"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds(state, words[i]))
			fail_msg("%s is still in the file", words[i]);
	assert_false(store_exists(s, kind_get(KIND_person), id));
	assert_int_equal(store_help_count(s, KIND_person), 300);
	assert_healthy(s);
	s = store_help_reopen(state);
	struct record *r = record_new(kind_get(KIND_person));
	record_set_text(r, person_surname, "Altul");
	r->id = id;
	assert_ok(command_begin(s, "Put", NULL, &c, e));
	assert_refused(ERR_NOT_FOUND, command_put(c, r, NULL, NULL, NULL, e)); /* it never comes back */
	command_abort(c);
	record_free(r);
}

static void store__erase__undo_cannot_bring_it_back(void **state)
{
	struct store *s = store_help_store(state);
	struct undo_result u;
	struct command *c = NULL;
	int64_t id = store_help_add(s, KIND_person, "surname=Rusu", NULL);
	assert_ok(command_begin(s, "Erase", NULL, &c, e));
	assert_ok(command_erase(c, kind_get(KIND_person), id, e));
	assert_ok(command_commit(c, e));
	assert_refused(ERR_DENIED, store_undo_command(s, 2, &u, e));
	assert_ok(store_undo(s, &u, e)); /* passes the erasing by: the command before it */
	assert_int_equal(u.records, 0);
	assert_false(store_exists(s, kind_get(KIND_person), id));
	assert_refused(ERR_NOT_FOUND, store_undo(s, &u, e));
	assert_healthy(s);
}

/* An attendance that was erased can be marked anew, and again comes to one id. */
static void store__erase__what_joins_others_can_be_made_anew(void **state)
{
	struct store *s = store_help_store(state);
	int64_t person = store_help_add(s, KIND_person, "surname=Rusu", NULL),
	        group = store_help_add(s, KIND_group, "name=G", NULL);
	char *p = mem_print("person=%lld", (long long)person), *g = mem_print("group=%lld", (long long)group);
	struct command *c = NULL;
	int64_t first = store_help_add(s, KIND_membership, p, g, NULL);
	assert_ok(command_begin(s, "Erase", NULL, &c, e));
	assert_ok(command_erase(c, kind_get(KIND_membership), first, e));
	assert_ok(command_commit(c, e));
	int64_t second = store_help_add(s, KIND_membership, p, g, NULL);
	assert_int_not_equal(first, second);
	assert_int_equal(store_help_add(s, KIND_membership, p, g, "role=trainer", NULL), second);
	free(p);
	free(g);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__undo__down_and_up_again_across_restarts),
	    T(store__undo_to__one_step_and_one_redo),
	    T(store__undo__later_changes_stay),
	    T(store__undo__several_changes_of_one_field),
	    T(store__undo__many_rows),
	    T(store__history__newest_first_and_of_one_record),
	    T(store__erase__no_byte_is_left),
	    T(store__erase__undo_cannot_bring_it_back),
	    T(store__erase__what_joins_others_can_be_made_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
