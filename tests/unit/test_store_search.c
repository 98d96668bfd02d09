/* The words typed above a list, and finding in everything: which rows, in which order, however they are found. */
#include "store_help.h"

#include "base/text.h"

static void found(struct store *s, const char *typed, const char *names)
{
	struct query q;
	query_init(&q, kind_get(KIND_person));
	q.search = mem_copy_text(typed);
	char *got = store_help_list(s, &q);
	assert_string_equal(got, names);
	free(got);
	query_free(&q);
}

static void store__search__scripts_marks_and_keyboards(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=Țurcanu", "given=Ion", NULL);
	store_help_add(s, KIND_person, "surname=Цуркан", "given=Мария", NULL);
	store_help_add(s, KIND_person, "surname=Popescu", "given=Ana", "notes=are o remorcă", NULL);
	found(s, "turc", "Țurcanu Цуркан");
	found(s, "ţurcanu", "Țurcanu");
	found(s, "Цур", "Țurcanu Цуркан");
	found(s, "ghjg", "");       /* not Russian letters on a Latin keyboard for anybody here */
	found(s, "gjg", "Popescu"); /* п о п on a keyboard left in Latin */
	found(s, "ana pop", "Popescu");
	found(s, "remorca", "Popescu");
	found(s, "escu", "Popescu"); /* no word begins so: inside the words */
	found(s, "xyzxyz", "");
	found(s, "\"'*)(", "Popescu Țurcanu Цуркан"); /* nothing to look for: everything */
}

static void store__search__bin_and_back(void **state)
{
	struct store *s = store_help_store(state);
	int64_t id = store_help_add(s, KIND_person, "surname=Țurcanu", NULL);
	struct undo_result u;
	store_help_bin(s, KIND_person, id);
	found(s, "turc", "");
	struct query q;
	query_init(&q, kind_get(KIND_person));
	q.search = mem_copy_text("turc");
	q.bin = QUERY_BIN;
	assert_int_equal(store_count(s, &q), 1);
	query_free(&q);
	assert_ok(store_undo(s, &u, e));
	found(s, "turc", "Țurcanu");
	store_help_set(s, KIND_person, id, "surname", "Zmeu");
	found(s, "turc", "");
	found(s, "zme", "Zmeu");
	assert_healthy(s);
}

static void put_many(struct store *s, const char *surname, int n)
{
	struct command *c = NULL;
	assert_ok(command_begin(s, "Import", NULL, &c, e));
	command_bulk(c);
	for (int i = 0; i < n; i++) {
		struct record *r = record_new(kind_get(KIND_person));
		record_set_text(r, person_surname, surname);
		if (i % 3)
			record_set_text(r, person_sector, i % 3 == 1 ? "Centru" : "Botanica");
		assert_ok(command_put(c, r, NULL, NULL, NULL, e));
		record_free(r);
	}
	assert_ok(command_commit(c, e));
}

enum { SOME = 700, STEP = 100 };
struct found {
	int64_t id[SOME];
	size_t n;
};

static bool add_id(void *ctx, const struct record *r)
{
	struct found *f = ctx;
	f->id[f->n++] = r->id;
	return f->n < SOME;
}

static struct found paged(struct store *s, const struct query *q)
{
	struct found f = {.n = 0};
	struct record *page[STEP], *anchor = NULL;
	size_t got = STEP;
	while (got == STEP && f.n < SOME) {
		assert_ok(store_page(s, q, anchor, false, STEP, page, &got, e));
		record_free(anchor);
		anchor = got ? record_copy(page[got - 1]) : NULL;
		for (size_t i = 0; i < got; i++) {
			f.id[f.n++] = page[i]->id;
			record_free(page[i]);
		}
	}
	record_free(anchor);
	return f;
}

/* However a page is found, the rows are the same and stand in the same order. */
static void store__search__pages_are_the_list(void **state)
{
	static const char *const words[] = {
	    "n", "nume0", "nume01", "nume000", "vul", "vultur", "zme", "zz", "centru", "c", "x"};
	static const int orders[] = {NO_FIELD, person_sector, person_since};
	struct store *s = store_help_store(state);
	struct query q;
	store_help_many(s, 9000);
	put_many(s, "Vultur", 2000);
	put_many(s, "Zmeu", 6500);
	put_many(s, "Zzeu", 2600); /* farther away than so many matches are looked for */
	for (size_t o = 0; o < sizeof orders / sizeof *orders; o++)
		for (size_t w = 0; w < sizeof words / sizeof *words * 2; w++) {
			struct found list = {.n = 0}, pages;
			query_init(&q, kind_get(KIND_person));
			q.sort = orders[o];
			q.down = w % 2;
			q.search = mem_copy_text(words[w / 2]);
			pages = paged(s, &q);
			assert_ok(store_each(s, &q, SOME, add_id, &list, e));
			assert_int_equal(pages.n, list.n);
			assert_memory_equal(pages.id, list.id, list.n * sizeof *list.id);
			if (list.n < SOME)
				assert_int_equal(store_count(s, &q), list.n);
			query_free(&q);
		}
}

/* Many matches are met along the order, few are gathered and sorted: the rows must be the same. */
static void store__search__walked_and_gathered_agree(void **state)
{
	struct store *s = store_help_store(state);
	struct query q;
	struct record *page[5];
	size_t got;
	store_help_many(s, 9000);
	query_init(&q, kind_get(KIND_person));
	q.search = mem_copy_text("n"); /* every row */
	assert_ok(store_page(s, &q, NULL, false, 5, page, &got, e));
	assert_int_equal(got, 5);
	assert_string_equal(record_text(page[0], person_surname), "Nume0000");
	assert_string_equal(record_text(page[4], person_surname), "Nume0004");
	for (size_t i = 0; i < got; i++)
		record_free(page[i]);
	assert_int_equal(store_count(s, &q), 9000);
	query_free(&q);
	/* Many, and all at the other end: the walk gives up and gathers. */
	put_many(s, "Zmeu", 8100);
	q.search = mem_copy_text("zme");
	struct record *anchor = NULL;
	for (int i = 0; i < 3; i++) {
		assert_ok(store_page(s, &q, anchor, false, 5, page, &got, e));
		assert_int_equal(got, 5);
		record_free(anchor);
		anchor = record_copy(page[4]);
		for (size_t k = 0; k < got; k++) {
			assert_string_equal(record_text(page[k], person_surname), "Zmeu");
			record_free(page[k]);
		}
	}
	record_free(anchor);
	query_free(&q);
	q.search = mem_copy_text("nume000");
	char *names = store_help_list(s, &q);
	assert_string_equal(
	    names, "Nume0000 Nume0001 Nume0002 Nume0003 Nume0004 Nume0005 Nume0006 Nume0007 Nume0008 Nume0009");
	free(names);
	query_free(&q);
}

/* Another question between two rows, as an export may ask one. */
struct asking {
	struct store *s;
	size_t n;
};

static bool ask_another(void *ctx, const struct record *r)
{
	struct asking *a = ctx;
	struct query q;
	assert_string_equal(record_text(r, person_surname), "Zmeu");
	query_init(&q, kind_get(KIND_person));
	q.search = mem_copy_text("vul");
	assert_int_equal(store_count(a->s, &q), 2600);
	struct record *page[1];
	size_t got;
	assert_ok(store_page(a->s, &q, NULL, false, 1, page, &got, e));
	assert_int_equal(got, 1);
	record_free(page[0]);
	query_free(&q);
	a->n++;
	return a->n < 20;
}

static void store__search__another_question_between_two_rows(void **state)
{
	struct asking a = {store_help_store(state), 0};
	struct query q;
	store_help_many(a.s, 3000);
	put_many(a.s, "Vultur", 2600);
	put_many(a.s, "Zmeu", 2600);
	query_init(&q, kind_get(KIND_person));
	q.search = mem_copy_text("zme");
	assert_ok(store_each(a.s, &q, 0, ask_another, &a, e));
	assert_int_equal(a.n, 20);
	query_free(&q);
}

/* Words that begin so stand in records of other kinds only: then people are looked for inside their words. */
static void store__search__words_of_other_kinds(void **state)
{
	struct store *s = store_help_store(state);
	struct command *c = NULL;
	store_help_many(s, 300);
	store_help_add(s, KIND_person, "surname=Cuzebra", NULL);
	assert_ok(command_begin(s, "Import", NULL, &c, e));
	for (int i = 0; i < 100; i++) {
		struct record *r = record_new(kind_get(KIND_problem));
		record_set_text(r, problem_title, "Zebra");
		assert_ok(command_put(c, r, NULL, NULL, NULL, e));
		record_free(r);
	}
	assert_ok(command_commit(c, e));
	found(s, "zebra", "Cuzebra");
	store_help_add(s, KIND_person, "surname=Zebra", NULL); /* behind all those problems */
	found(s, "zebra", "Zebra");
}

/* What thousands of small changes left in the index is what building it anew gives. */
static void store__search__changed_little_by_little_equals_made_anew(void **state)
{
	static const char *const words[] = {"arici", "barză", "cocor", "dihor", "elan", "fluture", "arici barză",
	    "elan elan", "cocostârc", "cioară cocor", "elan elefant", "c", "co", "coc", "e", "el", "ele", "b"};
	const size_t n = sizeof words / sizeof *words;
	struct store *s = store_help_store(state);
	char *before[sizeof words / sizeof *words], *after;
	uint64_t random = 99;
	int64_t id[30];
	for (size_t i = 0; i < 30; i++)
		id[i] = store_help_add(s, KIND_person, "surname=Nou", NULL);
	for (int i = 0; i < 600; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		size_t row = (size_t)(random >> 33) % 30;
		static const char *const keys[] = {"surname", "given", "notes", "tags", "address"};
		store_help_set(s, KIND_person, id[row], keys[(random >> 40) % 5], words[(random >> 50) % n]);
		if (i % 7 == 0)
			store_help_bin(s, KIND_person, id[row]);
		struct undo_result u;
		if (i % 11 == 0 || i % 7 == 0)
			assert_ok(store_undo(s, &u, e));
	}
	struct query q;
	query_init(&q, kind_get(KIND_person));
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < n; i++) {
			q.search = mem_copy_text(words[i]);
			char *rows = store_help_list(s, &q);
			after = mem_print("%lld %s", (long long)store_count(s, &q), rows);
			free(rows);
			query_free(&q);
			if (round == 0) {
				before[i] = after;
				continue;
			}
			assert_string_equal(before[i], after);
			free(before[i]);
			free(after);
		}
		assert_healthy(s);
		assert_ok(store_rebuild(s, e));
	}
}

static void store__find__titles_that_begin_so_come_first(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=Popa", "given=Rusu", NULL);
	int64_t first = store_help_add(s, KIND_person, "surname=Rusu", "given=Ana", NULL);
	store_help_add(s, KIND_problem, "title=Groapa", "description=a spus Rusu", NULL);
	struct store_hit hits[5];
	size_t got;
	assert_ok(store_find(s, "rus", NULL, hits, 5, &got, e));
	assert_int_equal(got, 3);
	assert_int_equal(hits[0].id, first);
	assert_ptr_equal(hits[2].kind, kind_get(KIND_problem));
	assert_ok(store_find(s, "rus", kind_get(KIND_problem), hits, 5, &got, e));
	assert_int_equal(got, 1);
	assert_ok(store_find(s, "", NULL, hits, 5, &got, e));
	assert_int_equal(got, 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__search__scripts_marks_and_keyboards),
	    T(store__search__bin_and_back),
	    T(store__search__walked_and_gathered_agree),
	    T(store__search__pages_are_the_list),
	    T(store__search__another_question_between_two_rows),
	    T(store__search__words_of_other_kinds),
	    T(store__search__changed_little_by_little_equals_made_anew),
	    T(store__find__titles_that_begin_so_come_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
