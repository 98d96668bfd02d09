/* A person's data erased for good: nothing of it is left in any row, in the history or in the file. */
#include "app_help.h"

#include "base/mem.h"
#include "base/path.h"

#define SURNAME "Zgribincea"
#define STREET "Zimbrului"

static void add_all(struct app *a, int64_t *person, int64_t *signature)
{
	*person = app_help_add(a, KIND_person, "surname=" SURNAME, "given=Ion", "address=str. " STREET " 4", NULL);
	app_help_add(a, KIND_person, "surname=Rusu", "given=Ion", NULL);
	app_help_add(a, KIND_group, "name=Botanica", "lead=" SURNAME, NULL);
	app_help_add(a, KIND_membership, "group=Botanica", "person=" SURNAME, NULL);
	app_help_add(a, KIND_consent, "person=" SURNAME, "purpose=contact", NULL);
	app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "trainers=" SURNAME ", Rusu", NULL);
	app_help_add(a, KIND_attendance, "workshop=Presa", "person=" SURNAME, "mark=present", NULL);
	app_help_add(a, KIND_action, "title=Semafor", "team=" SURNAME, "lead=" SURNAME, NULL);
	*signature = app_help_add(a, KIND_signature, "action=Semafor", "row=7", "person=" SURNAME,
	    "name=" SURNAME " Ion", "address=" STREET " 4", "checked=ok", NULL);
	app_help_add(a, KIND_problem, "title=Groapa", "reported_by=" SURNAME, NULL);
}

static bool take_id(void *ctx, const struct record *r)
{
	*(int64_t *)ctx = r->id;
	return false;
}

static void erase_kind(struct app *a, enum kind_number k)
{
	while (app_help_count(a, k) > 0) {
		struct query q;
		int64_t id = 0;
		query_init(&q, kind_get(k));
		assert_ok(app_each(a, &q, 0, take_id, &id, e));
		query_free(&q);
		assert_ok(app_bin(a, kind_get(k), &id, 1, e));
	}
	assert_ok(app_empty_bin(a, NULL, e));
}

struct looking {
	struct app *app;
	const char *word;
	size_t found;
};

static bool look(void *ctx, const struct record *r)
{
	struct looking *l = ctx;
	struct buf b = BUF_INIT;
	for (int i = 1; i < r->kind->nfields; i++)
		record_format(r, i, app_types(l->app), FOR_SCREEN, &b);
	l->found += strstr(buf_str(&b), l->word) != NULL;
	buf_free(&b);
	return true;
}

static size_t rows_with(struct app *a, const char *word)
{
	size_t n;
	const struct kind *kinds = kinds_all(&n);
	struct looking l = {a, word, 0};
	for (size_t i = 0; i < n; i++) {
		struct query q;
		query_init(&q, &kinds[i]);
		q.bin = QUERY_BOTH;
		assert_ok(app_each(a, &q, 0, look, &l, e));
		query_free(&q);
	}
	return l.found;
}

static bool look_history(void *ctx, const struct app_change *c)
{
	struct looking *l = ctx;
	l->found += strstr(c->fields, l->word) || strstr(c->text, l->word) || strstr(c->detail, l->word);
	return true;
}

static size_t history_with(struct app *a, const char *word)
{
	struct looking l = {a, word, 0};
	assert_ok(app_history(a, NULL, 0, 0, 1000, look_history, &l, e));
	return l.found;
}

static bool has_bytes(const struct buf *b, const char *word)
{
	const size_t n = strlen(word);
	for (size_t i = 0; i + n <= b->len; i++)
		if (memcmp(b->data + i, word, n) == 0)
			return true;
	return false;
}

static bool file_has(void **state, const char *name, const char *word)
{
	char *path = app_help_path(state, name);
	struct buf b = BUF_INIT;
	bool has = false;
	if (path_exists(path)) {
		assert_ok(path_read_all(path, 64 << 20, &b, e));
		has = has_bytes(&b, word);
	}
	buf_free(&b);
	free(path);
	return has;
}

static void erase__person__nothing_left(void **state)
{
	struct app *a = app_help_app(state);
	int64_t person, signature;
	add_all(a, &person, &signature);
	app_help_add(a, KIND_practice, "title=Cererea lui Ion " SURNAME, NULL); /* only a person can judge this */
	app_help_add(a, KIND_practice, "title=Ion " SURNAME "lov", NULL);
	assert_true(rows_with(a, SURNAME) > 5);
	assert_true(history_with(a, SURNAME) > 0);
	char *told = NULL;
	assert_ok(app_erase_person(a, person, &told, e));
	assert_non_null(told);
	assert_non_null(strstr(told, "Consents: erased 1"));
	assert_non_null(strstr(told, "Memberships: erased 1"));
	assert_non_null(strstr(told, "Attendance: erased 1"));
	assert_non_null(strstr(told, "Signatures: made anonymous 1"));
	assert_non_null(strstr(told, "Cererea lui Ion Zgribincea"));
	assert_null(strstr(told, "Zgribincealov"));
	free(told);
	assert_int_equal(rows_with(a, SURNAME), 2);
	erase_kind(a, KIND_practice);
	assert_int_equal(rows_with(a, SURNAME), 0);
	assert_int_equal(rows_with(a, STREET), 0);
	assert_int_equal(history_with(a, SURNAME), 0);
	assert_int_equal(history_with(a, STREET), 0);
	struct app_hit hit[4];
	size_t got = 9;
	assert_ok(app_find(a, SURNAME, NULL, hit, 4, &got, e));
	assert_int_equal(got, 0);
	app_close(a);
	assert_false(file_has(state, "obste.db", SURNAME));
	assert_false(file_has(state, "obste.db", STREET));
	assert_false(file_has(state, "obste.db-wal", SURNAME));
}

static bool is_the_signature(void *ctx, const struct record *r)
{
	struct record **out = ctx;
	*out = record_copy(r);
	return false;
}

static void erase__person__totals_stay(void **state)
{
	struct app *a = app_help_app(state);
	int64_t person, signature;
	add_all(a, &person, &signature);
	assert_ok(app_erase_person(a, person, NULL, e));
	assert_int_equal(app_help_count(a, KIND_signature), 1);
	assert_int_equal(app_help_count(a, KIND_action), 1);
	assert_int_equal(app_help_count(a, KIND_problem), 1);
	assert_int_equal(app_help_count(a, KIND_attendance), 0);
	assert_int_equal(app_help_count(a, KIND_person), 1);
	struct query q;
	struct record *s = NULL;
	query_init(&q, kind_get(KIND_signature));
	assert_ok(app_each(a, &q, 0, is_the_signature, &s, e));
	query_free(&q);
	assert_true(s->id != signature); /* the old one's history went with it */
	assert_int_equal(record_int(s, signature_row), 7);
	assert_string_equal(record_text(s, signature_checked), "ok");
	assert_true(record_int(s, signature_action) != 0);
	assert_false(
	    record_has(s, signature_name) || record_has(s, signature_address) || record_has(s, signature_person));
	record_free(s);
	int64_t id = 0;
	struct record *w = NULL;
	assert_ok(app_resolve(a, kind_get(KIND_workshop), "Presa", &id, e));
	w = app_help_get(a, KIND_workshop, id);
	struct buf b = BUF_INIT;
	record_format(w, workshop_trainers, app_types(a), FOR_SCREEN, &b);
	assert_string_equal(buf_str(&b), "Rusu Ion"); /* the others stay on the list */
	buf_free(&b);
	record_free(w);
}

static void erase__person__unknown(void **state)
{
	struct app *a = app_help_app(state);
	char *told = NULL;
	assert_refused(ERR_NOT_FOUND, app_erase_person(a, 5, &told, e));
	assert_null(told);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(erase__person__nothing_left),
	    T(erase__person__totals_stay),
	    T(erase__person__unknown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
