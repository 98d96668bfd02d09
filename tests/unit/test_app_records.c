/* Saving, clashes, bin, finding by what was typed, undo and the words of the history. */
#include "app_help.h"

#include <unistd.h>

#include "base/mem.h"

static struct record *person(struct app *a, const char *surname, const char *given)
{
	struct record *r = record_new_initial(kind_get(KIND_person), app_types(a));
	record_set_text(r, person_surname, surname);
	record_set_text(r, person_given, given);
	return r;
}

static int64_t add_person(struct app *a, const char *surname, const char *given)
{
	struct record *r = person(a, surname, given);
	assert_ok(app_save(a, r, NULL, NULL, e));
	const int64_t id = r->id;
	record_free(r);
	return id;
}

static void app__save__new_then_changed(void **state)
{
	struct app *a = app_help_app(state);
	struct app_save res;
	struct record *r = person(a, "Mierlă", "Ilinca");
	assert_ok(app_save(a, r, NULL, &res, e));
	assert_true(res.created);
	assert_true(r->id > 0);
	struct record *base = record_copy(r);
	record_set_text(r, person_given, "Irina");
	assert_ok(app_save(a, r, base, &res, e));
	assert_false(res.created);
	struct record *again = app_help_get(a, KIND_person, r->id);
	assert_string_equal(record_text(again, person_given), "Irina");
	record_free(again);
	record_free(base);
	record_free(r);
	assert_int_equal(app_help_count(a, KIND_person), 1);
}

static void app__save__refused_leaves_nothing(void **state)
{
	struct app *a = app_help_app(state);
	struct record *r = person(a, NULL, "Ilinca");
	struct err why = ERR_INIT;
	assert_false(app_save(a, r, NULL, NULL, &why));
	assert_int_equal(why.code, ERR_INVALID);
	assert_string_equal(why.field, "surname");
	assert_int_equal(r->id, 0);
	record_free(r);
	assert_int_equal(app_help_count(a, KIND_person), 0);
}

static void app__save__unknown_rule_refused(void **state)
{
	struct app *a = app_help_app(state);
	struct record *r = record_new_initial(kind_get(KIND_letter), app_types(a));
	record_set_text(r, letter_subject, "Semafor");
	record_set_text(r, letter_rule, "petition.answr");
	struct err why = ERR_INIT;
	assert_false(app_save(a, r, NULL, NULL, &why));
	assert_int_equal(why.code, ERR_INVALID);
	assert_string_equal(why.field, "rule");
	record_set_text(r, letter_rule, "petition.answer");
	assert_ok(app_save(a, r, NULL, NULL, e));
	record_free(r);
}

static void app__save__clash_is_told(void **state)
{
	struct app *a = app_help_app(state), *b = app_help_other(state);
	const int64_t id = add_person(a, "Rusu", "Ion");
	struct record *mine = app_help_get(a, KIND_person, id), *base = record_copy(mine);
	app_help_set(b, KIND_person, id, "sector", "Centru");
	assert_true(app_changed_elsewhere(a));
	record_set_text(mine, person_sector, "Botanica");
	record_set_text(mine, person_given, "Ionel");
	struct app_save res;
	assert_ok(app_save(a, mine, base, &res, e));
	assert_int_equal(res.nclashes, 1);
	assert_int_equal(res.clashes[0].field, person_sector);
	assert_string_equal(res.clashes[0].theirs.text, "Centru");
	value_clear(&res.clashes[0].theirs);
	struct record *now = app_help_get(a, KIND_person, id);
	assert_string_equal(record_text(now, person_sector), "Centru");
	assert_string_equal(record_text(now, person_given), "Ionel");
	record_free(now);
	record_free(mine);
	record_free(base);
	app_stop(b);
}

static void app__save_many__all_or_nothing(void **state)
{
	struct app *a = app_help_app(state);
	struct record *r[3] = {person(a, "Unu", "A"), person(a, NULL, "B"), person(a, "Trei", "C")};
	assert_refused(ERR_INVALID, app_save_many(a, N_("Import of a table"), r, 3, e));
	assert_int_equal(app_help_count(a, KIND_person), 0);
	assert_int_equal(r[0]->id, 0);
	record_set_text(r[1], person_surname, "Doi");
	assert_ok(app_save_many(a, N_("Import of a table"), r, 3, e));
	assert_int_equal(app_help_count(a, KIND_person), 3);
	struct app_undone u;
	assert_ok(app_undo(a, &u, e));
	assert_int_equal(app_help_count(a, KIND_person), 0);
	assert_int_equal(u.records, 3);
	for (int i = 0; i < 3; i++)
		record_free(r[i]);
}

static void app__save__joined_again_is_the_same(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = add_person(a, "Rusu", "Ion"), g = app_help_add(a, KIND_group, "name=Botanica", NULL);
	struct record *m = record_new(kind_get(KIND_membership));
	record_set_int(m, membership_group, g);
	record_set_int(m, membership_person, p);
	struct app_save res;
	assert_ok(app_save(a, m, NULL, &res, e));
	assert_true(res.created);
	const int64_t id = m->id;
	assert_ok(app_bin(a, m->kind, &id, 1, e));
	assert_int_equal(app_help_count(a, KIND_membership), 0);
	m->id = 0;
	assert_ok(app_save(a, m, NULL, &res, e));
	assert_false(res.created);
	assert_true(m->id == id);
	assert_int_equal(app_help_count(a, KIND_membership), 1);
	record_free(m);
}

static void app__bin__and_emptied(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id = add_person(a, "Rusu", "Ion");
	const struct kind *k = kind_get(KIND_person);
	assert_ok(app_bin(a, k, &id, 1, e));
	assert_int_equal(app_help_count(a, KIND_person), 0);
	assert_ok(app_unbin(a, k, &id, 1, e));
	assert_int_equal(app_help_count(a, KIND_person), 1);
	assert_ok(app_bin(a, k, &id, 1, e));
	size_t erased = 0;
	assert_ok(app_empty_bin(a, &erased, e));
	assert_int_equal(erased, 1);
	struct record *r = NULL;
	assert_refused(ERR_NOT_FOUND, app_get(a, k, id, &r, e));
}

static void app__resolve__by_id_title_and_beginning(void **state)
{
	struct app *a = app_help_app(state);
	const struct kind *k = kind_get(KIND_person);
	const int64_t ion = add_person(a, "Rusu", "Ion"), ioana = add_person(a, "Rusu", "Ioana"),
	              olga = add_person(a, "Кузнецова", "Ольга");
	int64_t id = 0;
	char number[32];
	snprintf(number, sizeof number, "%lld", (long long)ioana);
	assert_ok(app_resolve(a, k, number, &id, e));
	assert_true(id == ioana);
	assert_ok(app_resolve(a, k, "rusu ion", &id, e)); /* also the beginning of Ioana: the exact one wins */
	assert_true(id == ion);
	assert_ok(app_resolve(a, k, "Ion Rusu", &id, e));
	assert_true(id == ion);
	assert_ok(app_resolve(a, k, "Rusu Ioa", &id, e));
	assert_true(id == ioana);
	assert_ok(app_resolve(a, k, "kuznetsova", &id, e));
	assert_true(id == olga);
	struct err why = ERR_INIT;
	assert_false(app_resolve(a, k, "Rusu", &id, &why));
	assert_int_equal(why.code, ERR_INVALID);
	assert_non_null(strstr(why.what, "Rusu Ion"));
	assert_non_null(strstr(why.what, "Rusu Ioana"));
	assert_refused(ERR_NOT_FOUND, app_resolve(a, k, "Nimeni", &id, e));
	assert_refused(ERR_NOT_FOUND, app_resolve(a, k, "", &id, e));
	assert_refused(ERR_NOT_FOUND, app_resolve(a, k, "\xff\xfe", &id, e));
}

static void app__resolve__title_made_of_references(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_action, "title=Semafor", NULL);
	const int64_t s = app_help_add(a, KIND_sheet, "action=Semafor", "number=3", NULL);
	app_help_add(a, KIND_sheet, "action=Semafor", "number=4", NULL);
	int64_t id = 0;
	assert_ok(app_resolve(a, kind_get(KIND_sheet), "Semafor 3", &id, e));
	assert_true(id == s);
}

static void app__title__follows_changes(void **state)
{
	struct app *a = app_help_app(state), *b = app_help_other(state);
	const int64_t id = add_person(a, "Rusu", "Ion");
	struct buf t = BUF_INIT;
	app_title(a, kind_get(KIND_person), id, &t);
	assert_string_equal(buf_str(&t), "Rusu Ion");
	app_help_set(a, KIND_person, id, "given", "Ionel");
	buf_clear(&t);
	app_title(a, kind_get(KIND_person), id, &t);
	assert_string_equal(buf_str(&t), "Rusu Ionel");
	app_help_set(b, KIND_person, id, "given", "Ilie");
	assert_true(app_changed_elsewhere(a));
	assert_false(app_changed_elsewhere(a));
	buf_clear(&t);
	app_title(a, kind_get(KIND_person), id, &t);
	assert_string_equal(buf_str(&t), "Rusu Ilie");
	buf_clear(&t);
	app_title(a, kind_get(KIND_person), 12345, &t);
	assert_string_equal(buf_str(&t), "?");
	buf_free(&t);
	app_stop(b);
}

/* ---- history */

struct heard {
	char text[8][200], detail[8][400];
	size_t n;
};

static bool hear(void *ctx, const struct app_change *c)
{
	struct heard *h = ctx;
	snprintf(h->text[h->n], sizeof h->text[0], "%s", c->text);
	snprintf(h->detail[h->n], sizeof h->detail[0], "%s", c->detail);
	return ++h->n < 8;
}

static void app__history__in_words(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = add_person(a, "Rusu", "Ion"),
	              w = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", NULL);
	struct record *at = record_new(kind_get(KIND_attendance));
	record_set_int(at, attendance_workshop, w);
	record_set_int(at, attendance_person, p);
	record_set_text(at, attendance_mark, "expected");
	assert_ok(app_save(a, at, NULL, NULL, e));
	app_help_set(a, KIND_attendance, at->id, "mark", "late");
	app_help_set(a, KIND_person, p, "sector", "Botanica");
	assert_ok(app_bin(a, kind_get(KIND_person), &p, 1, e));
	struct heard h = {.n = 0};
	assert_ok(app_history(a, NULL, 0, 0, 8, hear, &h, e));
	assert_int_equal(h.n, 6);
	assert_string_equal(h.text[0], "To the bin: Rusu Ion");
	assert_string_equal(h.text[1], "Person: Rusu Ion  Sector: Botanica");
	assert_string_equal(h.text[2], "Attendance: Rusu Ion  expected > late");
	char detail[80];
	snprintf(
	    detail, sizeof detail, "%s: expected > late", kind_get(KIND_attendance)->fields[attendance_mark].label);
	assert_string_equal(h.detail[2], detail);
	assert_string_equal(h.text[5], "New person: Rusu Ion");
	assert_non_null(strstr(h.detail[5], "Surname: Rusu"));
	h.n = 0;
	assert_ok(app_history(a, kind_get(KIND_attendance), at->id, 0, 8, hear, &h, e));
	assert_int_equal(h.n, 2);
	record_free(at);
}

static void app__undo__and_again(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = add_person(a, "Rusu", "Ion");
	app_help_set(a, KIND_person, p, "sector", "Botanica");
	struct app_undone u;
	assert_ok(app_undo(a, &u, e));
	assert_string_equal(u.text, "Undone: Change: Rusu Ion");
	assert_true(u.id == p && u.records == 1);
	struct record *r = app_help_get(a, KIND_person, p);
	assert_false(record_has(r, person_sector));
	record_free(r);
	assert_ok(app_redo(a, &u, e));
	r = app_help_get(a, KIND_person, p);
	assert_string_equal(record_text(r, person_sector), "Botanica");
	record_free(r);
	assert_ok(app_undo(a, NULL, e));
	assert_ok(app_undo(a, NULL, e));
	assert_int_equal(app_help_count(a, KIND_person), 0);
	assert_refused(ERR_NOT_FOUND, app_undo(a, NULL, e));
}

/* ---- where nothing can be written */

static void app__readonly__says_why(void **state)
{
	struct app *a = app_help_app(state);
	add_person(a, "Rusu", "Ion");
	char *db = app_help_path(state, "obste.db");
	struct app *r = app_start(
	    &(struct app_options){.argv0 = "obste", .db = db, .lang_given = true, .lang = LANG_EN, .readonly = true});
	free(db);
	assert_ok(app_open(r, NULL, e));
	assert_non_null(app_readonly_reason(r));
	assert_int_equal(app_help_count(r, KIND_person), 1);
	struct record *p = person(r, "Moraru", "Elena");
	assert_refused(ERR_DENIED, app_save(r, p, NULL, NULL, e));
	assert_refused(ERR_DENIED, app_undo(r, NULL, e));
	assert_refused(ERR_DENIED, app_set_conf(r, "group.name", "X", e));
	record_free(p);
	app_stop(r);
	assert_null(app_readonly_reason(a));
}

static void app__closed__says_what_to_do(void **state)
{
	struct app *a = app_help_app(state);
	app_close(a);
	struct record *p = person(a, "Moraru", "Elena");
	assert_refused(ERR_NOT_FOUND, app_save(a, p, NULL, NULL, e));
	record_free(p);
	struct query q;
	query_init(&q, kind_get(KIND_person));
	assert_int_equal(app_count(a, &q), -1);
	struct record *page[1];
	size_t got = 9;
	assert_refused(ERR_NOT_FOUND, app_page(a, &q, NULL, false, 1, page, &got, e));
	assert_int_equal(got, 0);
	query_free(&q);
	assert_string_equal(app_group_name(a), "");
}

static bool always(void *ctx)
{
	(void)ctx;
	return true;
}

static void app__interrupt__whole_command_undone(void **state)
{
	struct app *a = app_help_app(state);
	enum { MANY = 300 };
	struct record *r[MANY];
	for (int i = 0; i < MANY; i++)
		r[i] = person(a, "Om", "X");
	app_set_interrupt(a, always, NULL);
	assert_refused(ERR_INTERRUPTED, app_save_many(a, N_("Import of a table"), r, MANY, e));
	app_set_interrupt(a, NULL, NULL);
	assert_int_equal(app_help_count(a, KIND_person), 0);
	assert_ok(app_save_many(a, N_("Import of a table"), r, MANY, e));
	assert_int_equal(app_help_count(a, KIND_person), MANY);
	for (int i = 0; i < MANY; i++)
		record_free(r[i]);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(app__save__new_then_changed),
	    T(app__save__refused_leaves_nothing),
	    T(app__save__unknown_rule_refused),
	    T(app__save__clash_is_told),
	    T(app__save_many__all_or_nothing),
	    T(app__save__joined_again_is_the_same),
	    T(app__bin__and_emptied),
	    T(app__resolve__by_id_title_and_beginning),
	    T(app__resolve__title_made_of_references),
	    T(app__title__follows_changes),
	    T(app__history__in_words),
	    T(app__undo__and_again),
	    T(app__readonly__says_why),
	    T(app__closed__says_what_to_do),
	    T(app__interrupt__whole_command_undone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
