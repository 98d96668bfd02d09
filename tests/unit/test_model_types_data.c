/* test_model_types_data.c - data texts and JSON read back, values from elsewhere, what the screen shows. */
#include "tests/unit/types_help.h"

/* ---- data texts read back */

struct round {
	const struct field_type *type;
	const char *typed;
};

static const struct round rounds[] = {
    {&ft_id, "123456789012345678"},
    {&ft_text, "Ședință, „la școală” = 5; x"},
    {&ft_multiline, "a\n\nb\tc"},
    {&ft_date, "2026-11-27"},
    {&ft_time, "09:05"},
    {&ft_datetime, "2026-11-27T00:05"},
    {&ft_duration, "7"},
    {&ft_duration, "1:30"},
    {&ft_number, "-123456"},
    {&ft_money, "1234,56"},
    {&ft_money, "-0,05"},
    {&ft_money, "100000"},
    {&ft_choice, "held"},
    {&ft_choices, "held,planned"},
    {&ft_ref, "Rusu Ion"},
    {&ft_refs, "Mierlă, Ilinca; Rusu Ion"},
    {&ft_phone, "000-00-00"},
    {&ft_phone, "+373 69 000 021"},
    {&ft_phones, "112, +40 721 234 567"},
    {&ft_email, "a@example.org"},
    {&ft_tags, "unu, doi trei"},
    {&ft_yesno, "da"},
    {&ft_yesno, "nu"},
    {&ft_recurrence, "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231 -2026-12-24 2026-12-31>2026-12-30T19:00"},
    {&ft_recurrence, "lunar"},
    {&ft_file, "a b.pdf; /c/d.jpg"},
    {&ft_link, "primaria.md"},
};

static void types__format__data_reads_back(void **state)
{
	struct type_ctx ctx = context();
	static const enum format_for forms[] = {FOR_DATA, FOR_CSV};
	(void)state;
	for (size_t i = 0; i < 2 * (sizeof rounds / sizeof *rounds); i++) {
		struct field f = field_of(rounds[i / 2].type);
		struct value v = VALUE_INIT, again = VALUE_INIT;
		struct buf data = BUF_INIT;
		struct err e = ERR_INIT;
		assert_true(f.type->parse(&f, rounds[i / 2].typed, &ctx, &v, &e));
		f.type->format(&f, &v, &ctx, forms[i % 2], &data);
		if (!f.type->parse(&f, buf_str(&data), &ctx, &again, &e) || !value_equal(&v, &again))
			fail_msg("%s: \"%s\" of \"%s\" does not read back: %s", f.type->name, buf_str(&data),
			    rounds[i / 2].typed, e.what);
		assert_int_equal(f.type->compare(&f, &v, &again), 0);
		value_clear(&v);
		value_clear(&again);
		buf_free(&data);
	}
}

static void types__json__reads_back_exactly(void **state)
{
	struct type_ctx ctx = context();
	(void)state;
	for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
		struct field f = field_of(rounds[i].type);
		struct value v = VALUE_INIT, again = VALUE_INIT;
		struct buf json = BUF_INIT;
		struct err e = ERR_INIT;
		assert_true(f.type->parse(&f, rounds[i].typed, &ctx, &v, &e));
		value_json(&f, &v, &json);
		if (!value_from_json(&f, buf_str(&json), &ctx, &again, &e) || !value_equal(&v, &again))
			fail_msg("%s: %s does not read back: %s", f.type->name, buf_str(&json), e.what);
		value_clear(&v);
		value_clear(&again);
		buf_free(&json);
	}
}

static void money__json__is_whole_bani(void **state)
{
	struct field money = field_of(&ft_money), yes = field_of(&ft_yesno), tags = field_of(&ft_tags),
	             ref = field_of(&ft_ref);
	struct value v = {VALUE_INT, 120050, NULL}, t = VALUE_INIT, r = VALUE_INIT;
	struct buf b = BUF_INIT;
	struct err e = ERR_INIT;
	(void)state;
	value_json(&money, &v, &b);
	assert_string_equal(buf_str(&b), "120050");
	buf_clear(&b);
	value_set_int(&v, 1);
	value_json(&yes, &v, &b);
	assert_string_equal(buf_str(&b), "true");
	buf_clear(&b);
	value_set_text(&t, "a,b\"c");
	value_json(&tags, &t, &b);
	assert_string_equal(buf_str(&b), "[\"a\",\"b\\\"c\"]");
	buf_clear(&b);
	value_set_int(&r, 12);
	value_json(&ref, &r, &b);
	assert_string_equal(buf_str(&b), "\"12\"");
	assert_true(value_from_json(&money, "null", NULL, &v, &e));
	assert_int_equal(v.tag, VALUE_NULL);
	assert_false(value_from_json(&money, "1.5", NULL, &v, &e));
	assert_false(value_from_json(&money, "9007199254740992", NULL, &v, &e));
	assert_false(value_from_json(&money, "{}", NULL, &v, &e));
	assert_false(value_from_json(&money, "tru", NULL, &v, &e));
	value_clear(&t);
	buf_free(&b);
}

/* ---- values from elsewhere */

static void types__validate__refuse_what_they_never_make(void **state)
{
	static const struct sample texts[] = {{&ft_text, " blank before", NULL}, {&ft_text, "\xff\xfe", NULL},
	    {&ft_text, "two\nlines", NULL}, {&ft_date, "2026-02-30", NULL}, {&ft_date, "azi", NULL},
	    {&ft_datetime, "2026-11-23T25:00", NULL}, {&ft_datetime, "2026-11-23 10:00", NULL},
	    {&ft_choice, "nothing", NULL}, {&ft_choices, "paused,planned", NULL}, {&ft_choices, "held,held", NULL},
	    {&ft_refs, "1,,2", NULL}, {&ft_refs, "1,x", NULL}, {&ft_refs, "-1", NULL}, {&ft_phone, "069000021", NULL},
	    {&ft_phone, "+3736900002", NULL}, {&ft_phones, "+37369000021,+37369000021", NULL}, {&ft_email, "ana", NULL},
	    {&ft_tags, "a,A", NULL}, {&ft_tags, "a,,b", NULL}, {&ft_recurrence, "FREQ=SECONDLY", NULL},
	    {&ft_recurrence, "weekly", NULL}, {&ft_file, "../x", NULL}, {&ft_link, "javascript:x", NULL},
	    {&ft_number, "12", NULL}, {&ft_ref, "12", NULL}};
	static const struct {
		const struct field_type *type;
		int64_t n;
	} numbers[] = {{&ft_time, 1440}, {&ft_time, -1}, {&ft_duration, -1}, {&ft_yesno, 2}, {&ft_ref, 0},
	    {&ft_ref, -5}, {&ft_id, 0}, {&ft_money, INT64_MAX}, {&ft_number, INT64_MIN}, {&ft_text, 5}, {&ft_date, 5},
	    {&ft_tags, 1}};
	struct value v = VALUE_INIT;
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct field f = field_of(texts[i].type);
		struct err e = ERR_INIT;
		value_set_text(&v, texts[i].typed);
		if (f.type->validate(&f, &v, &e))
			fail_msg("%s takes \"%s\"", f.type->name, texts[i].typed);
		assert_int_equal(e.code, ERR_INVALID);
	}
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct field f = field_of(numbers[i].type);
		struct err e = ERR_INIT;
		value_set_int(&v, numbers[i].n);
		if (f.type->validate(&f, &v, &e))
			fail_msg("%s takes %lld", f.type->name, (long long)numbers[i].n);
	}
	value_clear(&v);
}

/* No bytes, however broken, may crash a type or be taken in a form that it then refuses. */
static void types__parse__noise(void **state)
{
	size_t n;
	const struct field_type *const *types = field_types(&n);
	static const char alphabet[] = "019-+.,:;/>=T \n\xc8\x9b\xff\xe2\x82\xac"
	                               "aMWFREQ=DAILY;BYDAY=THxzлв@#()\"'\t";
	unsigned seed = 7;
	(void)state;
	for (int round = 0; round < 3000; round++) {
		char noise[40];
		size_t length = (seed = seed * 1103515245U + 12345U) / 65536U % sizeof noise;
		for (size_t i = 0; i < length; i++)
			noise[i] = alphabet[(seed = seed * 1103515245U + 12345U) / 65536U % (sizeof alphabet - 1)];
		noise[length ? length - 1 : 0] = '\0';
		for (size_t t = 0; t < n; t++) {
			struct field f = field_of(types[t]);
			struct err e = ERR_INIT;
			free(read_as(&f, noise, &e));
		}
	}
}

/* ---- on screen */

static void shown(const struct field_type *type, enum lang lang, const char *typed, const char *want)
{
	struct field f = field_of(type);
	struct type_ctx ctx = context();
	struct value v = VALUE_INIT;
	struct buf out = BUF_INIT;
	struct err e = ERR_INIT;
	ctx.lang = lang;
	assert_true(f.type->parse(&f, typed, &ctx, &v, &e));
	f.type->format(&f, &v, &ctx, FOR_SCREEN, &out);
	assert_string_equal(buf_str(&out), want);
	value_clear(&v);
	buf_free(&out);
}

static void types__format__screen_by_language(void **state)
{
	struct buf b = BUF_INIT;
	(void)state;
	money_text(120000, LANG_RO, NULL, &b);
	assert_string_equal(buf_str(&b), "1.200,00");
	buf_clear(&b);
	money_text(-123456789, LANG_RU, "EUR", &b);
	assert_string_equal(buf_str(&b), "-1 234 567,89 EUR");
	buf_clear(&b);
	money_text(5, LANG_EN, "", &b);
	assert_string_equal(buf_str(&b), "0.05");
	buf_free(&b);
	shown(&ft_number, LANG_RO, "1984", "1984");
	shown(&ft_number, LANG_RO, "12345", "12.345");
	shown(&ft_number, LANG_RU, "-1234567", "-1 234 567");
	shown(&ft_phone, LANG_RO, "+37369000021", "069 000 021");
	shown(&ft_phone, LANG_RO, "022 123456", "022 123 456");
	shown(&ft_phone, LANG_RO, "000-00-00", "000 00 00");
	shown(&ft_phone, LANG_RO, "+40721234567", "+40 721 234 567");
	shown(&ft_phone, LANG_RO, "+380441234567", "+380 441 234 567");
	shown(&ft_phone, LANG_RO, "+15551234567", "+1 555 123 45 67");
	shown(&ft_phones, LANG_RO, "069000021;112", "069 000 021, 112");
	shown(&ft_refs, LANG_RO, "12,34,56", "Rusu Ion, Mierlă, Ilinca, 56");
	shown(&ft_tags, LANG_RO, "a,b", "a · b");
	shown(&ft_file, LANG_RO, "/x/y/scan.pdf;b.jpg", "scan.pdf, b.jpg");
	shown(&ft_date, LANG_EN, "2026-11-23", "23 Nov 2026");
	shown(&ft_datetime, LANG_EN, "2026-11-23T18:05", "23 Nov 2026, 18:05");
}

static void types__compare__empty_first(void **state)
{
	struct field number = field_of(&ft_number), text = field_of(&ft_text), choice = field_of(&ft_choice);
	struct value none = VALUE_INIT, one = {VALUE_INT, 1, NULL}, two = {VALUE_INT, 2, NULL};
	struct value z = VALUE_INIT, s = VALUE_INIT;
	(void)state;
	assert_true(ft_number.compare(&number, &none, &one) < 0);
	assert_true(ft_number.compare(&number, &two, &one) > 0);
	value_set_text(&s, "Șerban");
	value_set_text(&z, "Zaharia");
	assert_true(ft_text.compare(&text, &s, &z) < 0);
	assert_true(ft_text.compare(&text, &none, &z) < 0);
	value_set_text(&s, "planned");
	value_set_text(&z, "held");
	assert_true(ft_choice.compare(&choice, &s, &z) < 0);
	value_clear(&s);
	value_clear(&z);
}

static bool sum_ids(void *ctx, int64_t id)
{
	*(int64_t *)ctx += id;
	return id != 34;
}

static void refs__each__stops_when_told(void **state)
{
	int64_t sum = 0;
	(void)state;
	assert_true(refs_each("12,56", sum_ids, &sum));
	assert_int_equal(sum, 68);
	sum = 0;
	assert_false(refs_each("12,34,56", sum_ids, &sum));
	assert_int_equal(sum, 46);
	assert_true(refs_each(NULL, sum_ids, &sum));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(types__format__data_reads_back),
	    cmocka_unit_test(types__json__reads_back_exactly),
	    cmocka_unit_test(money__json__is_whole_bani),
	    cmocka_unit_test(types__validate__refuse_what_they_never_make),
	    cmocka_unit_test(types__parse__noise),
	    cmocka_unit_test(types__format__screen_by_language),
	    cmocka_unit_test(types__compare__empty_first),
	    cmocka_unit_test(refs__each__stops_when_told),
	};
	(void)argc;
	char *words = path_locale_dir(argv[0]);
	lang_start(words, LANG_EN);
	free(words);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
