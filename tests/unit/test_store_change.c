/* The one door: creating, changing field by field, clashes, references, the bin, clocks; every kind and every field. */
#include "store_help.h"

/* ---- every kind and field */

/* A record of the kind with every field filled, references pointing at records made for them. */
static struct record *full_record(struct store *s, const struct kind *k)
{
	struct record *r = record_new(k);
	struct type_ctx ctx = {.lang = LANG_EN};
	for (int i = 1; i < k->nfields; i++) {
		const struct field *f = &k->fields[i];
		const char *sample = store_help_sample(f);
		if (sample) {
			assert_ok(record_parse(r, i, sample, &ctx, e));
		} else {
			const struct kind *target = field_target(f);
			int64_t id = store_help_add(s, (enum kind_number)kind_number(target ? target : k), NULL);
			char *text = mem_print("%lld", (long long)id);
			assert_ok(record_parse(r, i, text, &ctx, e));
			free(text);
		}
		assert_true(record_has(r, i));
	}
	return r;
}

static void put_alone(struct store *s, struct record *r, const struct record *base)
{
	struct command *c = NULL;
	assert_ok(command_begin(s, "Put", NULL, &c, e));
	assert_ok(command_put(c, r, base, NULL, NULL, e));
	assert_ok(command_commit(c, e));
}

static void store__put__every_field_of_every_kind_comes_back(void **state)
{
	struct store *s = store_help_store(state);
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		struct record *r = full_record(s, &k[i]), *again;
		put_alone(s, r, NULL);
		s = store_help_reopen(state);
		again = store_help_get(s, (enum kind_number)i, r->id);
		assert_true(record_same(r, again));
		record_free(r);
		record_free(again);
	}
	assert_healthy(s);
}

static void store__undo__empties_and_refills_every_field(void **state)
{
	struct store *s = store_help_store(state);
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		struct record *full = full_record(s, &k[i]), *base, *now;
		struct undo_result u;
		put_alone(s, full, NULL);
		base = record_copy(full);
		for (int f = 1; f < k[i].nfields; f++)
			record_clear(full, f);
		put_alone(s, full, base);
		now = store_help_get(s, (enum kind_number)i, base->id);
		assert_true(record_same(full, now));
		record_free(now);
		assert_ok(store_undo(s, &u, e));
		assert_int_equal(u.kept, 0);
		now = store_help_get(s, (enum kind_number)i, base->id);
		assert_true(record_same(base, now));
		record_free(now);
		assert_ok(store_redo(s, &u, e));
		now = store_help_get(s, (enum kind_number)i, base->id);
		assert_true(record_same(full, now));
		record_free(now);
		record_free(full);
		record_free(base);
	}
	assert_healthy(s);
}

/* ---- one record */

static bool count_entry(void *ctx, const struct history_entry *h)
{
	(void)h;
	++*(size_t *)ctx;
	return true;
}

static size_t commands(struct store *s)
{
	size_t n = 0;
	assert_ok(history_each(s, NULL, 0, 0, 0, count_entry, &n, e));
	return n;
}

static void store__put__nothing_changed_leaves_no_trace(void **state)
{
	struct store *s = store_help_store(state);
	int64_t id = store_help_add(s, KIND_person, "surname=Rusu", "given=Ion", NULL);
	size_t before = commands(s);
	struct record *r = store_help_get(s, KIND_person, id);
	int64_t modified = r->modified;
	put_alone(s, r, NULL);
	assert_int_equal(commands(s), before);
	assert_int_equal(r->modified, modified);
	record_free(r);
}

static void store__put__an_id_not_yet_there_is_kept(void **state)
{
	struct store *s = store_help_store(state);
	struct record *r = record_new(kind_get(KIND_person));
	record_set_text(r, person_surname, "Rusu");
	r->id = 4242;
	put_alone(s, r, NULL);
	assert_int_equal(r->id, 4242);
	assert_true(store_exists(s, kind_get(KIND_person), 4242));
	assert_ptr_equal(store_kind_of(s, 4242), kind_get(KIND_person));
	record_free(r);
}

static void store__put__joined_records_meet(void **state)
{
	struct store *s = store_help_store(state);
	int64_t person = store_help_add(s, KIND_person, "surname=Rusu", NULL);
	int64_t group = store_help_add(s, KIND_group, "name=Curte", NULL);
	char *p = mem_print("person=%lld", (long long)person), *g = mem_print("group=%lld", (long long)group);
	int64_t one = store_help_add(s, KIND_membership, p, g, "role=member", NULL);
	int64_t two = store_help_add(s, KIND_membership, g, p, "role=trainer", NULL);
	assert_int_equal(one, two);
	assert_int_equal(store_help_count(s, KIND_membership), 1);
	store_help_bin(s, KIND_membership, one);
	assert_int_equal(store_help_add(s, KIND_membership, g, p, "role=member", NULL), one);
	assert_int_equal(store_help_count(s, KIND_membership), 1);
	free(p);
	free(g);
}

static void store__put__unknown_reference_is_refused(void **state)
{
	struct store *s = store_help_store(state);
	struct record *r = record_new(kind_get(KIND_step));
	struct command *c = NULL;
	struct err why = ERR_INIT;
	record_set_text(r, step_what, "Sună");
	record_set_int(r, step_who, 77);
	assert_ok(command_begin(s, "Put", NULL, &c, e));
	assert_false(command_put(c, r, NULL, NULL, NULL, &why));
	assert_int_equal(why.code, ERR_INVALID);
	assert_string_equal(why.field, "who");
	command_abort(c);
	assert_int_equal(store_help_count(s, KIND_step), 0);
	record_free(r);
}

struct clashes {
	int field, n;
	char theirs[40];
};

static void note_clash(void *ctx, int field, const struct value *theirs)
{
	struct clashes *cl = ctx;
	cl->field = field;
	cl->n++;
	snprintf(cl->theirs, sizeof cl->theirs, "%s", theirs->text ? theirs->text : "");
}

static void store__put__changed_on_both_sides_is_told_not_written(void **state)
{
	struct store *s = store_help_store(state), *other = store_help_other(state);
	int64_t id = store_help_add(s, KIND_person, "surname=Rusu", "given=Ion", NULL);
	struct record *mine = store_help_get(s, KIND_person, id), *base = record_copy(mine);
	struct clashes cl = {0};
	struct command *c = NULL;
	store_help_set(other, KIND_person, id, "surname", "Russu");
	store_help_set(other, KIND_person, id, "role", "trainer");
	assert_true(store_changed_elsewhere(s));
	assert_false(store_changed_elsewhere(s));
	record_set_text(mine, person_surname, "Rusu-Popa");
	record_set_text(mine, person_given, "Ioan");
	assert_ok(command_begin(s, "Put", NULL, &c, e));
	assert_ok(command_put(c, mine, base, note_clash, &cl, e));
	assert_ok(command_commit(c, e));
	assert_int_equal(cl.n, 1);
	assert_int_equal(cl.field, person_surname);
	assert_string_equal(cl.theirs, "Russu");
	struct record *now = store_help_get(s, KIND_person, id);
	assert_string_equal(record_text(now, person_surname), "Russu");
	assert_string_equal(record_text(now, person_given), "Ioan");
	assert_string_equal(record_text(now, person_role), "trainer"); /* not touched by mine: theirs stays */
	record_free(now);
	record_free(mine);
	record_free(base);
	store_close(other);
}

static void store__put__calendar_sequence_rises_only_for_the_calendar(void **state)
{
	struct store *s = store_help_store(state);
	int64_t id = store_help_add(s, KIND_workshop, "title=Petiția", "date=2026-11-23", NULL);
	store_help_set(s, KIND_workshop, id, "notes", "de adus hârtie");
	struct record *r = store_help_get(s, KIND_workshop, id);
	assert_int_equal(r->sequence, 0);
	record_free(r);
	store_help_set(s, KIND_workshop, id, "date", "2026-11-24");
	store_help_bin(s, KIND_workshop, id);
	r = store_help_get(s, KIND_workshop, id);
	assert_int_equal(r->sequence, 2);
	record_free(r);
}

static void store__put__unknown_fields_are_kept(void **state)
{
	struct store *s = store_help_store(state);
	struct record *r = record_new(kind_get(KIND_person));
	record_set_text(r, person_surname, "Rusu");
	r->extra = mem_copy_text("{\"shoe\":43}");
	put_alone(s, r, NULL);
	store_help_set(s, KIND_person, r->id, "given", "Ion");
	struct record *now = store_help_get(s, KIND_person, r->id);
	assert_string_equal(now->extra, "{\"shoe\":43}");
	record_free(now);
	record_free(r);
}

static void store__put__name_of_a_person_moves_what_carries_it(void **state)
{
	struct store *s = store_help_store(state);
	int64_t a = store_help_add(s, KIND_person, "surname=Arseni", NULL),
	        z = store_help_add(s, KIND_person, "surname=Zmeu", NULL);
	int64_t group = store_help_add(s, KIND_group, "name=Curte", NULL);
	char *g = mem_print("group=%lld", (long long)group), *pa = mem_print("person=%lld", (long long)a),
	     *pz = mem_print("person=%lld", (long long)z);
	int64_t ma = store_help_add(s, KIND_membership, g, pa, NULL);
	store_help_add(s, KIND_membership, g, pz, NULL);
	struct query q;
	struct record *rows[2];
	size_t got;
	query_init(&q, kind_get(KIND_membership));
	store_help_set(s, KIND_person, z, "surname", "Abac");
	assert_ok(store_page(s, &q, NULL, false, 2, rows, &got, e));
	assert_int_equal(got, 2);
	assert_int_equal(rows[1]->id, ma);
	record_free(rows[0]);
	record_free(rows[1]);
	q.search = mem_copy_text("abac");
	assert_int_equal(store_count(s, &q), 1);
	query_free(&q);
	free(g);
	free(pa);
	free(pz);
	assert_healthy(s);
}

/* ---- commands */

static void store__command__aborted_never_happened(void **state)
{
	struct store *s = store_help_store(state);
	struct command *c = NULL;
	struct record *r = record_new(kind_get(KIND_person));
	record_set_text(r, person_surname, "Rusu");
	assert_ok(command_begin(s, "Put", NULL, &c, e));
	assert_ok(command_put(c, r, NULL, NULL, NULL, e));
	assert_int_equal(command_changes(c), 1);
	command_abort(c);
	assert_int_equal(store_help_count(s, KIND_person), 0);
	assert_int_equal(commands(s), 0);
	record_free(r);
}

static void store__command__second_at_once_is_refused(void **state)
{
	struct store *s = store_help_store(state);
	struct command *c = NULL, *second = NULL;
	assert_ok(command_begin(s, "Put", NULL, &c, e));
	assert_refused(ERR_BUSY, command_begin(s, "Put", NULL, &second, e));
	command_abort(c);
}

static bool take_at(void *ctx, const struct history_entry *h)
{
	*(int64_t *)ctx = h->number;
	return false;
}

static int64_t newest_at(struct store *s)
{
	int64_t n = 0;
	assert_ok(history_each(s, NULL, 0, 0, 1, take_at, &n, e));
	return n;
}

static void store__clock__a_machine_clock_that_goes_back_does_not(void **state)
{
	struct store *s = store_help_at(state, 1800000000000);
	int64_t first = store_help_add(s, KIND_person, "surname=Unu", NULL);
	s = store_help_at(state, 1700000000000);
	int64_t second = store_help_add(s, KIND_person, "surname=Doi", NULL);
	struct record *a = store_help_get(s, KIND_person, first), *b = store_help_get(s, KIND_person, second);
	assert_true(b->clock > a->clock);
	assert_true(newest_at(s) == 2);
	record_free(a);
	record_free(b);
}

/* What waits for the end of a bulk, and what happens to it before the end. */
static void store__bulk__search_and_counts_are_right_at_the_end(void **state)
{
	struct store *s = store_help_store(state);
	struct command *c = NULL;
	struct record *r[3];
	static const char *const names[] = {"Alb", "Brad", "Cerb"};
	assert_ok(command_begin(s, "Import", "people.csv", &c, e));
	command_bulk(c);
	for (int i = 0; i < 3; i++) {
		r[i] = record_new(kind_get(KIND_person));
		record_set_text(r[i], person_surname, names[i]);
		assert_ok(command_put(c, r[i], NULL, NULL, NULL, e));
	}
	struct record *base = record_copy(r[0]);
	record_set_text(r[0], person_surname, "Dud");
	assert_ok(command_put(c, r[0], base, NULL, NULL, e));
	assert_ok(command_bin(c, kind_get(KIND_person), r[1]->id, e));
	assert_ok(command_erase(c, kind_get(KIND_person), r[2]->id, e));
	assert_ok(command_commit(c, e));
	assert_int_equal(store_help_count(s, KIND_person), 1);
	struct store_hit hits[4];
	size_t got;
	assert_ok(store_find(s, "dud", NULL, hits, 4, &got, e));
	assert_int_equal(got, 1);
	assert_ok(store_find(s, "alb", NULL, hits, 4, &got, e));
	assert_int_equal(got, 0);
	assert_ok(store_find(s, "brad", NULL, hits, 4, &got, e));
	assert_int_equal(got, 0);
	assert_healthy(s);
	record_free(base);
	for (int i = 0; i < 3; i++)
		record_free(r[i]);
}

/* The index counts its words: what goes must be what came, also where one stands twice. */
static void change__a_word_twice__search_index_stays_whole(void **state)
{
	struct store *s = store_help_store(state);
	int64_t id = store_help_add(s, KIND_person, "surname=Rusu", NULL);
	store_help_set(s, KIND_person, id, "given", "Тополь");
	store_help_set(s, KIND_person, id, "surname", "Тополь");
	store_help_set(s, KIND_person, id, "surname", "Rusu");
	store_help_set(s, KIND_person, id, "surname", "Тополь");
	store_help_bin(s, KIND_person, id);
	assert_healthy(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__put__every_field_of_every_kind_comes_back),
	    T(store__undo__empties_and_refills_every_field),
	    T(store__put__nothing_changed_leaves_no_trace),
	    T(store__put__an_id_not_yet_there_is_kept),
	    T(store__put__joined_records_meet),
	    T(store__put__unknown_reference_is_refused),
	    T(store__put__changed_on_both_sides_is_told_not_written),
	    T(store__put__calendar_sequence_rises_only_for_the_calendar),
	    T(store__put__unknown_fields_are_kept),
	    T(store__put__name_of_a_person_moves_what_carries_it),
	    T(store__command__aborted_never_happened),
	    T(store__command__second_at_once_is_refused),
	    T(store__clock__a_machine_clock_that_goes_back_does_not),
	    T(store__bulk__search_and_counts_are_right_at_the_end),
	    T(change__a_word_twice__search_index_stays_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
