/* Two records of one person: found in any spelling, made one with everything that names them, taken back by one undo,
 * the same on every laptop in whatever order they meet. */
#include "share_help.h"

#include "app/app_internal.h"
#include "app/likely.h"
#include "app/unite.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "store/read.h"

const char *store_help_sample(const struct field *f); /* store_help.h has the same assertions */
void store_help_fault(void *ctx, const char *line);

#define PERSON kind_get(KIND_person)

/* ---- names */

static bool alike(const char *a, const char *b)
{
	struct likely found[LIKELY_FOUND];
	struct idmap map = {0};
	struct import_marks x = {0}, y = {0};
	struct buf key = BUF_INIT;
	text_key(a, &key);
	likely_name(buf_str(&key), &x.name);
	buf_clear(&key);
	text_key(b, &key);
	likely_name(buf_str(&key), &y.name);
	likely_add(&map, &x, 1);
	const size_t n = likely_find(&map, &y, found);
	idmap_free(&map);
	buf_free(&key);
	return n == 1;
}

static void names__in_any_script_and_order__are_alike(void **state)
{
	(void)state;
	static const char *const same[][2] = {{"Țurcanu Ștefan", "Цуркан Стефан"}, {"Țurcanu Ștefan", "Stefan TURCANU"},
	    {"Ţurcanu Ştefan", "Țurcanu Ștefan"}, {"Кузнецова Ольга", "Kuznetsova Olga"},
	    {"Munteanu Andrei", "Мунтяну Андрей"}, {"Munteanu Andrei", "Мунтян Андрей"},
	    {"Popescu Alexandru", "Попеску Александр"}, {"Ciobanu Ion", "Чобану Ион"},
	    {"Rusu Ana-Maria", "Rusu Maria Ana"}, {"Кузнецова Ольга Петровна", "Кузнецова Ольга"},
	    {"Ceban Valeriu", "Чебан Валерий"}, {"Rîșcanu Vasile", "Râșcanu Vasile"}};
	static const char *const not [][2] = {{"Rusu Ion", "Rus Ion"}, {"Rusu Ion", "Rusu Ioana"}, {"Rusu", "Rusu"},
	    {"Кузнецова Ольга Петровна", "Иванова Ольга Петровна"}, {"Popa Lilia", "Popa Livia"},
	    {"Petrova Ana", "Petrov Ana"}};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (!alike(same[i][0], same[i][1]) || !alike(same[i][1], same[i][0]))
			fail_msg("%s and %s", same[i][0], same[i][1]);
	for (size_t i = 0; i < sizeof not / sizeof *not ; i++)
		if (alike(not [i][0], not [i][1]))
			fail_msg("%s and %s are two names", not [i][0], not [i][1]);
}

/* ---- pairs */

static size_t pairs(struct app *a, struct app_pair *first)
{
	struct app_pair *list;
	size_t n;
	assert_ok(app_pairs(a, 0, &list, &n, e));
	if (n && first)
		*first = list[0];
	free(list);
	return n;
}

static void pairs__decided__stay_decided(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t one = app_help_add(a, KIND_person, "surname=Mierlă", "given=Ilinca", "phone=069000001", NULL);
	const int64_t two = app_help_add(a, KIND_person, "surname=Миерлэ", "given=Илинка", "phone=069000001", NULL);
	const int64_t three = app_help_add(a, KIND_person, "surname=Salcâm", "phone=069000001", NULL);
	struct app_pair p;
	assert_int_equal(pairs(a, &p), 3);
	assert_int_equal(p.one, one);
	assert_int_equal(p.other, two);
	assert_ok(app_pair_decide(a, two, one, false, e));
	assert_ok(app_pair_decide(a, one, three, false, e));
	assert_int_equal(pairs(a, &p), 1);
	assert_ok(app_pair_decide(a, one, two, true, e)); /* what was decided is not opened again */
	assert_int_equal(pairs(a, &p), 1);
	assert_int_equal(p.one, two);
	struct app_undone un;
	assert_ok(app_undo(a, &un, e));
	assert_int_equal(pairs(a, &p), 2);
}

static void pairs__what_many_share__is_no_sign(void **state)
{
	struct app *a = app_help_app(state);
	for (int i = 0; i < 8; i++)
		app_help_add(a, KIND_person, "surname=Rusu", "given=Ion", NULL);
	assert_int_equal(pairs(a, NULL), 0);
}

/* ---- everything that names it */

static void set_field(struct record *r, int i, struct app *a, int64_t person, const int64_t *others)
{
	const struct field *f = &r->kind->fields[i];
	const struct kind *target = field_target(f);
	struct err ignored = ERR_INIT;
	char id[24];
	if (target) {
		snprintf(id, sizeof id, "%lld", (long long)(target == PERSON ? person : others[kind_number(target)]));
		if (strcmp(id, "0") != 0)
			record_parse(r, i, id, app_types(a), &ignored);
	} else if (f->in & REQUIRED) {
		record_parse(r, i, store_help_sample(f), app_types(a), &ignored);
	}
}

/* One of every kind, naming the person in every field that can. */
static size_t add_all(struct app *a, int64_t person)
{
	size_t n, added = 0;
	const struct kind *all = kinds_all(&n);
	int64_t *others = mem_array(n, sizeof *others);
	for (size_t k = 0; k < n; k++) {
		if (&all[k] == PERSON || &all[k] == kind_get(KIND_pair) ||
		    &all[k] == kind_get(KIND_rule)) /* a rule names nobody */
			continue;
		struct record *r = record_new(&all[k]);
		for (int i = 1; i < all[k].nfields; i++)
			set_field(r, i, a, person, others);
		if (r->kind == kind_get(KIND_ledger)) { /* nobody confirms what they noted themselves */
			record_clear(r, ledger_confirmed_by);
			record_clear(r, ledger_second_by);
		}
		assert_ok(app_save(a, r, NULL, NULL, e));
		others[k] = r->id;
		record_free(r);
		added++;
	}
	free(others);
	return added;
}

static void count_naming(void *ctx, const struct kind *from, int field, int64_t count)
{
	(void)field;
	if (from != kind_get(KIND_pair))
		*(int64_t *)ctx += count;
}

static int64_t naming(struct app *a, int64_t id)
{
	int64_t n = 0;
	assert_ok(app_references(a, PERSON, id, count_naming, &n, e));
	return n;
}

static int64_t unite(struct app *a, int64_t x, int64_t y)
{
	struct app_unite *w;
	int64_t moved;
	assert_ok(app_unite_open(a, x, y, &w, e));
	assert_ok(app_unite_do(a, w, &moved, e));
	app_unite_free(w);
	return moved;
}

static void unite__every_kind_and_field__moves(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t one = app_help_add(a, KIND_person, "surname=Mierlă", "given=Ilinca", NULL);
	const int64_t two = app_help_add(a, KIND_person, "surname=Mierla", "given=Ilinca", NULL);
	add_all(a, two);
	const int64_t before = naming(a, two);
	assert_true(before > 15);
	assert_int_equal(unite(a, two, one), before);
	assert_int_equal(naming(a, two), 0);
	assert_int_equal(naming(a, one), before);
	struct app_undone un;
	assert_ok(app_undo(a, &un, e));
	assert_int_equal(naming(a, two), before);
	assert_int_equal(naming(a, one), 0);
	assert_int_equal(app_help_count(a, KIND_person), 2);
	assert_ok(app_redo(a, &un, e));
	assert_int_equal(naming(a, one), before);
	assert_ok(store_check(a->store, store_help_fault, NULL, e));
}

static char *ref(const char *key, int64_t id)
{
	return mem_print("%s=%lld", key, (long long)id);
}

static int64_t attend(struct app *a, int64_t workshop, int64_t person, const char *mark_as)
{
	char *w = ref("workshop", workshop), *p = ref("person", person), *m = mem_print("mark=%s", mark_as);
	const int64_t id = app_help_add(a, KIND_attendance, w, p, m, NULL);
	free(w);
	free(p);
	free(m);
	return id;
}

static void unite__values_and_twice_attendance__become_one(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t one = app_help_add(a, KIND_person, "surname=Mierlă", "phone=069000001", "notes=vine sâmbăta",
	    "tags=foto", "role=member", NULL);
	const int64_t two = app_help_add(a, KIND_person, "surname=Mierla", "given=Ilinca", "phone=069000002,069000001",
	    "notes=are mașină", "role=trainer", "email=ilinca@exemplu.md", NULL);
	const int64_t workshop = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", NULL);
	attend(a, workshop, one, "absent");
	attend(a, workshop, two, "present");
	unite(a, one, two);
	struct record *r = app_help_get(a, KIND_person, one);
	assert_string_equal(record_text(r, person_surname), "Mierlă");
	assert_string_equal(record_text(r, person_given), "Ilinca");
	assert_string_equal(record_text(r, person_phone), "+37369000001,+37369000002");
	assert_string_equal(record_text(r, person_notes), "vine sâmbăta\nare mașină");
	assert_string_equal(record_text(r, person_role), "trainer");
	assert_string_equal(record_text(r, person_email), "ilinca@exemplu.md");
	record_free(r);
	r = app_help_get(a, KIND_person, two);
	assert_true(r->deleted != 0);
	assert_int_equal(record_int(r, person_merged_into), one);
	assert_string_equal(record_text(r, person_surname), "Mierla"); /* its own values and history stay with it */
	record_free(r);
	assert_int_equal(app_help_count(a, KIND_attendance), 1);
	assert_marks(a, workshop, "Mierlă Ilinca present");
	assert_int_equal(pairs(a, NULL), 0);
}

static void unite__three__the_oldest_stays(void **state)
{
	struct app *a = app_help_app(state);
	int64_t id[3];
	for (int i = 0; i < 3; i++)
		id[i] = app_help_add(a, KIND_person, "surname=Mierlă", "given=Ilinca", NULL);
	assert_ok(app_pair_decide(a, id[0], id[2], true, e));
	app_help_add(a, KIND_problem, "title=Groapa", NULL);
	unite(a, id[2], id[1]);
	struct app_pair p;
	assert_int_equal(pairs(a, &p), 1); /* the pair with the first is one with the second now */
	assert_int_equal(p.one, id[0]);
	assert_int_equal(p.other, id[1]);
	unite(a, id[1], id[0]);
	assert_int_equal(pairs(a, NULL), 0);
	struct record *r = app_help_get(a, KIND_person, id[2]);
	assert_int_equal(record_int(r, person_merged_into), id[0]);
	record_free(r);
	assert_refused(ERR_INVALID, app_unite_open(a, id[0], id[2], &(struct app_unite *){NULL}, e)); /* in the bin */
	assert_refused(ERR_INVALID, app_unite_open(a, id[0], id[0], &(struct app_unite *){NULL}, e));
	char *told = NULL;
	assert_ok(app_erase_person(a, id[0], &told, e)); /* with all that was merged into it */
	for (int i = 0; i < 3; i++)
		assert_false(store_exists(a->store, PERSON, id[i]));
	free(told);
}

/* ---- two laptops */

static bool put_record(void *ctx, const struct record *r)
{
	struct buf *b = ctx;
	buf_print(b, "%s %lld %s", r->kind->key, (long long)r->id, r->deleted ? "bin" : "");
	for (int i = 1; i < r->kind->nfields; i++) {
		buf_char(b, ' ');
		value_json(&r->kind->fields[i], &r->values[i], b);
	}
	buf_char(b, '\n');
	return true;
}

/* Everything but the pairs' day. */
static char *all_of(struct app *a)
{
	struct buf b = BUF_INIT;
	size_t n;
	const struct kind *all = kinds_all(&n);
	for (size_t k = 0; k < n; k++) {
		struct query q;
		query_init(&q, &all[k]);
		q.bin = QUERY_BOTH;
		q.by_id = true;
		assert_ok(app_each(a, &q, 0, put_record, &b, e));
		query_free(&q);
	}
	return buf_take(&b);
}

static void meet(struct app *a, const char *folder)
{
	struct app_sync s = {.folder = folder, .passphrase = WORD};
	assert_ok(app_sync(a, &s, e));
	free(s.written);
}

struct two {
	struct app *ana, *elena;
	char *folder;
	int64_t one, other, workshop, problem;
};

static struct two two_laptops(void **state)
{
	struct two t = {.ana = app_help_app(state), .elena = laptop(state, "Elena", "2026-11-23T19:00")};
	t.folder = app_help_path(state, "shared");
	assert_ok(path_make_dirs(t.folder, e));
	t.one = app_help_add(t.ana, KIND_person, "surname=Mierlă", "given=Ilinca", "phone=069000001", NULL);
	t.other = app_help_add(t.ana, KIND_person, "surname=Миерлэ", "given=Илинка", "phone=069000002", NULL);
	t.workshop = app_help_add(t.ana, KIND_workshop, "title=Presa", "date=2026-11-23", NULL);
	t.problem = app_help_add(t.ana, KIND_problem, "title=Groapa", NULL);
	attend(t.ana, t.workshop, t.other, "expected");
	meet(t.ana, t.folder);
	meet(t.elena, t.folder);
	return t;
}

static void assert_equal(struct two *t, bool elena_first)
{
	for (int i = 0; i < 4; i++)
		meet((i + elena_first) % 2 ? t->elena : t->ana, t->folder);
	char *a = all_of(t->ana), *b = all_of(t->elena);
	assert_string_equal(a, b);
	free(a);
	free(b);
	assert_int_equal(naming(t->ana, t->other), 0);
	assert_int_equal(app_help_count(t->ana, KIND_person), 1);
}

static void two_end(struct two *t)
{
	app_stop(t->elena);
	free(t->folder);
}

/* The other laptop did not know, and went on with the record that was merged away. */
static void work_unknowing(struct two *t)
{
	char *who = ref("responsible", t->other);
	const int64_t later = app_help_add(t->elena, KIND_workshop, "title=Buget", "date=2026-11-27", NULL);
	attend(t->elena, t->workshop, t->other, "present");
	attend(t->elena, later, t->other, "expected");
	app_help_set(t->elena, KIND_problem, t->problem, "responsible", strchr(who, '=') + 1);
	free(who);
}

static void unite__the_other_laptop_did_not_know__both_come_to_the_same(void **state)
{
	for (int elena_first = 0; elena_first < 2; elena_first++) {
		struct two t = two_laptops(state);
		unite(t.ana, t.one, t.other);
		work_unknowing(&t);
		assert_equal(&t, elena_first);
		struct record *r = app_help_get(t.elena, KIND_problem, t.problem);
		assert_int_equal(record_int(r, problem_responsible), t.one);
		record_free(r);
		assert_marks(t.ana, t.workshop, "Mierlă Ilinca present");
		two_end(&t);
		app_help_teardown(state);
		share_help_setup(state);
	}
}

static void unite__on_both_laptops__is_one(void **state)
{
	for (int elena_first = 0; elena_first < 2; elena_first++) {
		struct two t = two_laptops(state);
		unite(t.ana, t.one, t.other);
		unite(t.elena, t.other, t.one);
		assert_equal(&t, elena_first);
		two_end(&t);
		app_help_teardown(state);
		share_help_setup(state);
	}
}

static void pairs__told_apart__on_the_other_laptop_too(void **state)
{
	struct two t = two_laptops(state);
	assert_int_equal(pairs(t.elena, NULL), 1);
	assert_ok(app_pair_decide(t.ana, t.one, t.other, false, e));
	assert_ok(app_pair_decide(t.elena, t.other, t.one, true, e));
	meet(t.ana, t.folder);
	meet(t.elena, t.folder);
	meet(t.ana, t.folder);
	char *a = all_of(t.ana), *b = all_of(t.elena);
	assert_string_equal(a, b);
	free(a);
	free(b);
	two_end(&t);
}

#define T(f) cmocka_unit_test_setup_teardown(f, share_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names__in_any_script_and_order__are_alike),
	    T(pairs__decided__stay_decided),
	    T(pairs__what_many_share__is_no_sign),
	    T(unite__every_kind_and_field__moves),
	    T(unite__values_and_twice_attendance__become_one),
	    T(unite__three__the_oldest_stays),
	    T(unite__the_other_laptop_did_not_know__both_come_to_the_same),
	    T(unite__on_both_laptops__is_one),
	    T(pairs__told_apart__on_the_other_laptop_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
