/* test_model_record.c - records: values, titles, search words, what must hold for the whole, JSON by kind; and queries.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "base/text.h"
#include "model/query.h"
#include "model/record.h"

static bool ref_title(void *ctx, const struct kind *kind, int64_t id, struct buf *out)
{
	(void)ctx, (void)kind;
	buf_text(out, id == 12 ? "Rusu Ion" : "");
	return id == 12;
}

static struct type_ctx context(void)
{
	struct type_ctx ctx = {.lang = lang_now(), .now_minute = 18 * 60 + 5, .ref_title = ref_title};
	date_make(2026, 11, 23, &ctx.today);
	return ctx;
}

static void set(struct record *r, const char *key, const char *typed)
{
	struct type_ctx ctx = context();
	struct err e = ERR_INIT;
	int field = kind_field(r->kind, key);
	assert_int_not_equal(field, NO_FIELD);
	if (!record_parse(r, field, typed, &ctx, &e))
		fail_msg("%s=%s: %s", key, typed, e.what);
}

/* Refused with this field at fault; NULL: must be taken. */
static void validates(const struct record *r, const char *fault)
{
	struct type_ctx ctx = context();
	struct err e = ERR_INIT;
	bool ok = record_validate(r, &ctx, &e);
	if (fault && ok)
		fail_msg("%s is taken, though %s is wrong", r->kind->key, fault);
	if (!fault && !ok)
		fail_msg("%s is refused: %s", r->kind->key, e.what);
	if (fault) {
		assert_string_equal(e.field, fault);
		assert_int_equal(e.code, ERR_INVALID);
		assert_true(e.what[0] != '\0');
	}
}

static struct record *person(void)
{
	struct record *r = record_new(kind_find("person"));
	set(r, "surname", "Mierlă");
	set(r, "given", "Ilinca");
	set(r, "phone", "069 000 021");
	return r;
}

static void record__begin__with_initial_values(void **state)
{
	struct type_ctx ctx = context();
	struct record *r = record_new_initial(kind_find("workshop"), &ctx);
	(void)state;
	assert_string_equal(record_text(r, workshop_date), "2026-11-23");
	assert_int_equal(record_int(r, workshop_starts), 18 * 60);
	assert_string_equal(record_text(r, workshop_status), "planned");
	assert_int_equal(record_date(r, workshop_date), ctx.today);
	assert_int_equal(record_date(r, workshop_title), DATE_NONE);
	assert_string_equal(record_text(r, workshop_language), lang_code(ctx.lang));
	record_free(r);
	ctx.lang = LANG_RU; /* a new person speaks as the program does */
	r = record_new_initial(kind_find("person"), &ctx);
	assert_string_equal(record_text(r, person_language), "ru");
	record_free(r);
	r = record_new_initial(kind_find("observation"), &ctx);
	assert_string_equal(record_text(r, observation_at), "2026-11-23T18:05");
	record_free(r);
	record_free(NULL);
}

static void record__parse__keeps_the_old_value_when_refused(void **state)
{
	struct type_ctx ctx = context();
	struct record *r = person();
	struct err e = ERR_INIT;
	(void)state;
	assert_false(record_parse(r, person_phone, "abc", &ctx, &e));
	assert_string_equal(e.field, "phone");
	assert_string_equal(record_text(r, person_phone), "+37369000021");
	assert_true(record_parse(r, person_phone, "", &ctx, &e));
	assert_false(record_has(r, person_phone));
	record_free(r);
}

static void record__copy__is_the_same_and_apart(void **state)
{
	struct record *r = person(), *copy;
	(void)state;
	r->id = 5;
	r->extra = strdup("{\"later\":1}");
	copy = record_copy(r);
	assert_true(record_same(r, copy));
	assert_string_equal(copy->extra, r->extra);
	assert_int_equal(copy->id, 5);
	record_set_text(copy, person_given, "Ilinca-Maria");
	assert_false(record_same(r, copy));
	assert_string_equal(record_text(r, person_given), "Ilinca");
	record_clear(copy, person_given);
	assert_false(record_has(copy, person_given));
	record_free(r);
	record_free(copy);
}

static void record__title__by_the_kinds_rows(void **state)
{
	struct type_ctx ctx = context();
	struct buf b = BUF_INIT;
	struct record *r = person(), *m = record_new(kind_find("membership"));
	(void)state;
	record_title(r, &ctx, &b);
	assert_string_equal(buf_str(&b), "Mierlă Ilinca");
	record_clear(r, person_given);
	buf_clear(&b);
	record_title(r, &ctx, &b);
	assert_string_equal(buf_str(&b), "Mierlă");
	buf_clear(&b);
	record_title(m, &ctx, &b);
	assert_string_equal(buf_str(&b), "—");
	buf_clear(&b);
	record_set_int(m, membership_person, 12);
	record_title(m, &ctx, &b);
	assert_string_equal(buf_str(&b), "Rusu Ion");
	buf_free(&b);
	record_free(r);
	record_free(m);
}

static bool found(const struct record *r, const char *query)
{
	struct buf key = BUF_INIT, q = BUF_INIT;
	record_search_key(r, &key);
	text_key(query, &q);
	bool yes = text_key_matches(buf_str(&key), buf_str(&q));
	buf_free(&key);
	buf_free(&q);
	return yes;
}

static void record__search__finds_phones_and_either_script(void **state)
{
	struct record *r = person();
	static const char *const good[] = {"mier", "Ilinca Mierla", "Миерлэ", "069", "069000021", "69000021",
	    "069 000 021", "+373 69 000 021", "37369000021"};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!found(r, good[i]))
			fail_msg("\"%s\" does not find the person", good[i]);
	assert_false(found(r, "rusu"));
	record_set_text(r, person_gender, "f");
	assert_false(found(r, "woman"));
	record_free(r);
}

static void record__format__amount_with_its_currency(void **state)
{
	struct type_ctx ctx = context();
	struct record *r = record_new(kind_find("ledger"));
	struct buf b = BUF_INIT;
	(void)state;
	set(r, "amount", "1200,50");
	record_format(r, ledger_amount, &ctx, FOR_SCREEN, &b);
	assert_string_equal(buf_str(&b), "1,200.50 lei");
	set(r, "currency", "EUR");
	buf_clear(&b);
	record_format(r, ledger_amount, &ctx, FOR_SCREEN, &b);
	assert_string_equal(buf_str(&b), "1,200.50 EUR");
	buf_clear(&b);
	record_format(r, ledger_amount, &ctx, FOR_CSV, &b);
	assert_string_equal(buf_str(&b), "1200.50");
	buf_clear(&b);
	r->id = 77;
	record_format(r, ledger_id, &ctx, FOR_DATA, &b);
	assert_string_equal(buf_str(&b), "77");
	buf_free(&b);
	record_free(r);
}

/* ---- what must hold */

static void record__validate__required(void **state)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	(void)state;
	for (size_t i = 0; i < n;
	     i++) { /* an empty record of a kind with a required field is refused for the first of these */
		struct record *r = record_new(&all[i]);
		const char *first = NULL;
		for (int f = 1; f < all[i].nfields && !first; f++)
			first = all[i].fields[f].in & REQUIRED ? all[i].fields[f].key : NULL;
		if (first)
			validates(r, first);
		record_free(r);
	}
}

/* A record made of what joins it must have all of it, or one of several: else two of them share an id. */
static void record__validate__joined_parts(void **state)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct record *r = record_new(&all[i]);
		struct type_ctx ctx = context();
		struct err e = ERR_INIT;
		if (all[i].joined[0] != NO_FIELD)
			assert_false(record_validate(r, &ctx, &e));
		record_free(r);
	}
	struct record *a = record_new(kind_find("attendance"));
	record_set_int(a, attendance_person, 12);
	record_set_text(a, attendance_mark, "present");
	validates(a, "workshop");
	record_set_int(a, attendance_meeting, 5);
	validates(a, NULL);
	record_free(a);
}

static void record__validate__order_and_ranges(void **state)
{
	struct record *r = record_new(kind_find("action"));
	(void)state;
	set(r, "title", "Semafor");
	set(r, "type", "petition");
	set(r, "starts_on", "2026-11-23");
	set(r, "ends_on", "2026-11-22");
	validates(r, "ends_on");
	set(r, "ends_on", "2026-11-23");
	validates(r, NULL);
	record_free(r);
	r = record_new(kind_find("feedback"));
	set(r, "workshop", "5");
	set(r, "overall", "6");
	validates(r, "overall");
	set(r, "overall", "5");
	validates(r, NULL);
	record_free(r);
	r = record_new(kind_find("signature"));
	set(r, "action", "5");
	validates(r, "name");
	set(r, "name", "Ana");
	validates(r, NULL);
	record_free(r);
}

static void record__validate__nothing_names_itself(void **state)
{
	struct record *r = record_new(kind_find("group"));
	(void)state;
	r->id = 9;
	set(r, "name", "Botanica");
	record_set_int(r, group_parent, 9);
	validates(r, "parent");
	record_set_int(r, group_parent, 8);
	validates(r, NULL);
	record_free(r);
}

static void record__validate__values_from_elsewhere(void **state)
{
	struct record *r = person();
	(void)state;
	validates(r, NULL);
	record_set_text(r, person_phone, "069");
	validates(r, NULL); /* a short number */
	record_set_text(r, person_phone, "069000021");
	validates(r, "phone");
	record_clear(r, person_phone);
	record_set_text(r, person_role, "king");
	validates(r, "role");
	record_clear(r, person_role);
	record_set_text(r, person_since, "yesterday");
	validates(r, "since");
	record_free(r);
}

/* ---- queries */

static struct query people;

static bool filter(const char *expr, struct err *e)
{
	struct type_ctx ctx = context();
	query_free(&people);
	query_init(&people, kind_find("person"));
	return query_filter_parse(&people, expr, &ctx, e);
}

static void takes(const char *expr, int field, enum query_op op, const char *text)
{
	struct err e = ERR_INIT;
	if (!filter(expr, &e))
		fail_msg("%s: %s", expr, e.what);
	assert_int_equal(people.nfilters, 1);
	assert_int_equal(people.filters[0].field, field);
	assert_int_equal(people.filters[0].op, op);
	if (text)
		assert_string_equal(people.filters[0].value.text, text);
	else
		assert_int_not_equal(people.filters[0].value.tag, VALUE_TEXT);
}

static void query__filter__by_key_label_and_type(void **state)
{
	(void)state;
	query_init(&people, kind_find("person"));
	takes("sector=Botanica", person_sector, QUERY_IS, "Botanica");
	takes("sector = Botanica ", person_sector, QUERY_IS, "Botanica");
	takes("Sector=Botanica", person_sector, QUERY_IS, "Botanica");
	takes("сектор=Ботаника", person_sector, QUERY_IS, "Ботаника");
	takes("prenume=Ana", person_given, QUERY_IS, "Ana");
	takes("status!=left", person_status, QUERY_NOT, "left");
	takes("since>2025-01-01", person_since, QUERY_ABOVE, "2025-01-01");
	takes("since>=2025-01-01", person_since, QUERY_ABOVE, "2024-12-31");
	takes("since<=2025-01-01", person_since, QUERY_BELOW, "2025-01-02");
	takes("since<01.01.2025", person_since, QUERY_BELOW, "2025-01-01");
	takes("skills~foto", person_skills, QUERY_HAS, "foto");
	takes("skills~a=b", person_skills, QUERY_HAS, "a=b");
	takes("phone=069000021", person_phone, QUERY_IS, "+37369000021");
	takes("phone=", person_phone, QUERY_EMPTY, NULL);
	takes("phone!=", person_phone, QUERY_FILLED, NULL);
	takes("born>=1990", person_born, QUERY_ABOVE, NULL);
	assert_int_equal(people.filters[0].value.num, 1989);
	takes("role=voluntar", person_role, QUERY_IS, "volunteer");
	takes("role=участник", person_role, QUERY_IS, "member");
	takes("id=42", person_id, QUERY_IS, NULL);
	assert_int_equal(people.filters[0].value.num, 42);
	query_free(&people);
}

static void query__filter__refuses_in_words(void **state)
{
	static const struct {
		const char *expr;
		enum err_code code;
	} rows[] = {{"nosuch=1", ERR_USAGE}, {"sector", ERR_USAGE}, {"=x", ERR_USAGE}, {"", ERR_USAGE},
	    {"!", ERR_USAGE}, {"since=vnieri", ERR_INVALID}, {"role=king", ERR_INVALID}, {"born>x", ERR_INVALID},
	    {"sector>=B", ERR_USAGE}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = ERR_INIT;
		assert_false(filter(rows[i].expr, &e));
		if (e.code != rows[i].code)
			fail_msg("\"%s\": code %d, %s", rows[i].expr, e.code, e.what);
		assert_int_equal(people.nfilters, 0);
	}
	struct type_ctx ctx = context();
	struct err e = ERR_INIT;
	for (int i = 0; i < QUERY_FILTERS; i++)
		assert_true(query_filter_parse(&people, "sector=a", &ctx, &e));
	assert_false(query_filter_parse(&people, "sector=a", &ctx, &e));
	query_free(&people);
}

static void query__sort__up_and_down(void **state)
{
	struct err e = ERR_INIT;
	(void)state;
	query_init(&people, kind_find("person"));
	assert_true(query_sort_parse(&people, "since-", &e));
	assert_int_equal(people.sort, person_since);
	assert_true(people.down);
	assert_true(query_sort_parse(&people, "given", &e));
	assert_int_equal(people.sort, person_given);
	assert_false(people.down);
	assert_false(query_sort_parse(&people, "nosuch-", &e));
	assert_false(query_sort_parse(&people, "", &e));
	assert_false(query_sort_parse(&people, "-", &e));
	query_free(&people);
}

static void query__copy__is_apart(void **state)
{
	struct type_ctx ctx = context();
	struct query copy;
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	(void)state;
	assert_true(filter("sector=Botanica", &e));
	people.search = strdup("ana");
	query_copy(&copy, &people);
	query_free(&people);
	assert_string_equal(copy.search, "ana");
	query_filter_text(&copy, 0, &ctx, &b);
	assert_string_equal(buf_str(&b), "Sector = Botanica");
	query_free(&copy);
	assert_null(copy.search);
	buf_free(&b);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(record__begin__with_initial_values),
	    cmocka_unit_test(record__parse__keeps_the_old_value_when_refused),
	    cmocka_unit_test(record__copy__is_the_same_and_apart),
	    cmocka_unit_test(record__title__by_the_kinds_rows),
	    cmocka_unit_test(record__search__finds_phones_and_either_script),
	    cmocka_unit_test(record__format__amount_with_its_currency),
	    cmocka_unit_test(record__validate__required),
	    cmocka_unit_test(record__validate__joined_parts),
	    cmocka_unit_test(record__validate__order_and_ranges),
	    cmocka_unit_test(record__validate__nothing_names_itself),
	    cmocka_unit_test(record__validate__values_from_elsewhere),
	    cmocka_unit_test(query__filter__by_key_label_and_type),
	    cmocka_unit_test(query__filter__refuses_in_words),
	    cmocka_unit_test(query__sort__up_and_down),
	    cmocka_unit_test(query__copy__is_apart),
	};
	(void)argc;
	char *words = path_locale_dir(argv[0]);
	lang_start(words, LANG_EN);
	free(words);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
