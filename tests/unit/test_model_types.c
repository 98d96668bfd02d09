/* test_model_types.c - what people type into every sort of field, what is refused, and that data texts read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/path.h"
#include "model/money.h"
#include "model/record.h"

static bool find_ref(void *ctx, const struct kind *kind, const char *typed, int64_t *id, struct err *e)
{
	(void)ctx, (void)kind;
	if (strcmp(typed, "Rusu Ion") == 0)
		*id = 12;
	else if (strcmp(typed, "Mierlă, Ilinca") == 0)
		*id = 34;
	else if (strspn(typed, "0123456789") == strlen(typed))
		*id = atoll(typed);
	else
		return err_set(e, ERR_NOT_FOUND, "Nobody is called %s.", typed);
	return true;
}

static bool ref_title(void *ctx, const struct kind *kind, int64_t id, struct buf *out)
{
	(void)ctx, (void)kind;
	buf_text(out, id == 12 ? "Rusu Ion" : id == 34 ? "Mierlă, Ilinca" : "");
	return id == 12 || id == 34;
}

static struct type_ctx context(void)
{
	struct type_ctx ctx = {
	    .lang = LANG_RO, .now_minute = 18 * 60 + 5, .ref_find = find_ref, .ref_title = ref_title};
	date_make(2026, 11, 23, &ctx.today);
	return ctx;
}

static const struct choice states[] = {{"planned", "planned one", false}, {"held", "held one", true},
    {"paused", "paused one", false}, {"60+", "60+", false}, {NULL, NULL, false}};

static struct field field_of(const struct field_type *type)
{
	return (struct field){.key = "probe", .type = type, .label = "Probe", .choices = states, .target = "person"};
}

struct sample {
	const struct field_type *type;
	const char *typed, *data; /* data NULL: must be refused */
};

/* What the type makes of the text, as FOR_DATA; NULL refused. Owned. */
static char *read_as(const struct field *f, const char *typed, struct err *e)
{
	struct type_ctx ctx = context();
	struct value v = VALUE_INIT;
	struct buf out = BUF_INIT;
	bool ok = f->type->parse(f, typed, &ctx, &v, e);
	if (ok) {
		assert_true(v.tag == VALUE_NULL || v.tag == f->type->tag);
		if (!f->type->validate(f, &v, e))
			fail_msg("%s made \"%s\" of \"%s\" and does not take it", f->type->name, v.text ? v.text : "",
			    typed);
		f->type->format(f, &v, &ctx, FOR_DATA, &out);
	} else {
		assert_int_equal(v.tag, VALUE_NULL);
		assert_true(e->what[0] != '\0');
		assert_string_equal(e->field, "probe");
	}
	value_clear(&v);
	return ok ? buf_take(&out) : NULL;
}

static void try_samples(const struct sample *samples, size_t n)
{
	int bad = 0;
	for (size_t i = 0; i < n; i++) {
		struct field f = field_of(samples[i].type);
		struct err e = ERR_INIT;
		char *data = read_as(&f, samples[i].typed, &e);
		const char *want = samples[i].data;
		if ((data == NULL) != (want == NULL) || (data && strcmp(data, want) != 0)) {
			print_error("%s \"%s\": \"%s\", expected \"%s\" (%s)\n", f.type->name, samples[i].typed,
			    data ? data : "refused", want ? want : "refused", e.what);
			bad++;
		}
		free(data);
	}
	assert_int_equal(bad, 0);
}
#define TRY(samples) try_samples(samples, sizeof(samples) / sizeof *(samples))

static void text__parse__is_clean(void **state)
{
	static const struct sample samples[] = {
	    {&ft_text, "", ""},
	    {&ft_text, "  \t ", ""},
	    {&ft_text, "  Țurcanu  ", "Țurcanu"},
	    {&ft_text, "a\tb\nc", "a b c"},
	    {&ft_text, "T\u0326urcanu", "Țurcanu"},
	    {&ft_text, "\x1b[31mred", "[31mred"},
	    {&ft_multiline, "one\ntwo\n", "one\ntwo"},
	    {&ft_multiline, "one\r\ntwo", "one\ntwo"},
	};
	(void)state;
	/* an escape character may be dropped or made a blank: what matters is that it is gone */
	struct field f = field_of(&ft_text);
	struct err e = ERR_INIT;
	char *data = read_as(&f, samples[5].typed, &e);
	assert_null(strchr(data, '\x1b'));
	free(data);
	try_samples(samples, 5);
	try_samples(samples + 6, 2);
}

static void link__parse__opens_only(void **state)
{
	static const struct sample samples[] = {
	    {&ft_link, "https://chisinau.md/ro", "https://chisinau.md/ro"},
	    {&ft_link, "primaria.md/acte?x=1", "https://primaria.md/acte?x=1"},
	    {&ft_link, "localhost.lan:8080/x", "https://localhost.lan:8080/x"},
	    {&ft_link, "a.md  b.md", "https://a.md https://b.md"},
	    {&ft_link, "mailto:ana@example.org", "mailto:ana@example.org"},
	    {&ft_link, "javascript:alert(1)", NULL},
	    {&ft_link, "data:text/html,x", NULL},
	    {&ft_link, "file:///etc/passwd", NULL},
	    {&ft_link, "word", NULL},
	    {&ft_link, "a.md/<script>", NULL},
	    {&ft_file, "scan.pdf; foto 1.jpg", "scan.pdf;foto 1.jpg"},
	    {&ft_file, "/home/ana/x.pdf", "/home/ana/x.pdf"},
	    {&ft_file, "../../etc/passwd", NULL},
	    {&ft_file, "a/../b", NULL},
	    {&ft_file, "..", NULL},
	    {&ft_file, "a..b/c...", "a..b/c..."},
	};
	(void)state;
	TRY(samples);
}

static void email__parse__real_addresses(void **state)
{
	static const struct sample samples[] = {
	    {&ft_email, "Ana.Pop@Example.ORG", "Ana.Pop@example.org"},
	    {&ft_email, "<ana@example.org>", "ana@example.org"},
	    {&ft_email, "mailto:ana@example.org", "ana@example.org"},
	    {&ft_email, "a@example.org; b@example.org", "a@example.org,b@example.org"},
	    {&ft_email, "почта@пример.рф", "почта@пример.рф"},
	    {&ft_email, "ana", NULL},
	    {&ft_email, "ana@", NULL},
	    {&ft_email, "@example.org", NULL},
	    {&ft_email, "ana@example", NULL},
	    {&ft_email, "a..b@example.org", NULL},
	    {&ft_email, "ana@-example.org", NULL},
	    {&ft_email, "ana@example..org", NULL},
	    {&ft_email, "ana@exa\"mple.org", NULL},
	};
	(void)state;
	TRY(samples);
}

static void date__parse__words_and_iso(void **state)
{
	static const struct sample samples[] = {
	    {&ft_date, "2026-11-27", "2026-11-27"},
	    {&ft_date, "27.11.2026", "2026-11-27"},
	    {&ft_date, "azi", "2026-11-23"},
	    {&ft_date, "now", "2026-11-23"},
	    {&ft_date, "2026-02-30", NULL},
	    {&ft_date, "1582-10-04", NULL},
	    {&ft_date, "vnieri", NULL},
	    {&ft_time, "18", "18:00"},
	    {&ft_time, "18:30", "18:30"},
	    {&ft_time, "now", "18:05"},
	    {&ft_time, "24:00", NULL},
	    {&ft_time, "-1", NULL},
	    {&ft_datetime, "2026-11-23T18:05", "2026-11-23T18:05"},
	    {&ft_datetime, "2026-11-23 18:05:59", "2026-11-23T18:05"},
	    {&ft_datetime, "2026-11-23T18:05:00Z", NULL},
	    {&ft_datetime, "2026-02-30T18:05", NULL},
	    {&ft_datetime, "acum", "2026-11-23T18:05"},
	    {&ft_datetime, "vnieri", NULL},
	    {&ft_datetime, "mâine 18:30", "2026-11-24T18:30"},
	    {&ft_datetime, "mâine la 18", "2026-11-24T18:00"},
	    {&ft_datetime, "завтра в 10:00", "2026-11-24T10:00"},
	    {&ft_datetime, "tomorrow at 6 pm", "2026-11-24T18:00"},
	    {&ft_datetime, "vineri, ora 18:30", "2026-11-27T18:30"},
	    {&ft_datetime, "27 nov 18:30", "2026-11-27T18:30"},
	    {&ft_datetime, "27 nov 2026", "2026-11-27T00:00"},
	    {&ft_datetime, "27 nov 2026 9:05", "2026-11-27T09:05"},
	    {&ft_datetime, "23 nov 2026, 18:05", "2026-11-23T18:05"},
	    {&ft_datetime, "today 10:30", "2026-11-23T10:30"},
	    {&ft_datetime, "27.11.2026 10:30", "2026-11-27T10:30"},
	    {&ft_datetime, "27.11.2026, 9", "2026-11-27T09:00"},
	    {&ft_datetime, "27.11.2026", "2026-11-27T00:00"},
	    {&ft_datetime, "10:30", "2026-11-23T10:30"},
	    {&ft_duration, "90", "90"},
	    {&ft_duration, "5", "5"},
	    {&ft_duration, "2h", "120"},
	    {&ft_duration, "1:30", "90"},
	    {&ft_duration, "-5", NULL},
	    {&ft_duration, "99999999999999", NULL},
	};
	(void)state;
	TRY(samples);
}

static void number__parse__groups_and_limits(void **state)
{
	static const struct sample samples[] = {
	    {&ft_number, "12", "12"},
	    {&ft_number, "-12", "-12"},
	    {&ft_number, "1 200", "1200"},
	    {&ft_number, "1\u00a0200", "1200"},
	    {&ft_number, "1.200", "1200"},
	    {&ft_number, "12,0", "12"},
	    {&ft_number, "12.00", "12"},
	    {&ft_number, "12.5", NULL},
	    {&ft_number, "12 abc", NULL},
	    {&ft_number, "1 2", NULL},
	    {&ft_number, "1e9", NULL},
	    {&ft_number, "0x10", NULL},
	    {&ft_number, "9007199254740991", "9007199254740991"},
	    {&ft_number, "9007199254740992", NULL},
	    {&ft_number, "99999999999999999999", NULL},
	    {&ft_yesno, "da", "1"},
	    {&ft_yesno, "ДА", "1"},
	    {&ft_yesno, "x", "1"},
	    {&ft_yesno, "true", "1"},
	    {&ft_yesno, "nu", "0"},
	    {&ft_yesno, "нет", "0"},
	    {&ft_yesno, "false", "0"},
	    {&ft_yesno, "0", "0"},
	    {&ft_yesno, "", ""},
	    {&ft_yesno, "poate", NULL},
	    {&ft_yesno, "2", NULL},
	};
	(void)state;
	TRY(samples);
}

static void money__parse__as_people_write_it(void **state)
{
	static const struct sample samples[] = {
	    {&ft_money, "1200", "1200.00"},
	    {&ft_money, "1 200,50", "1200.50"},
	    {&ft_money, "1\u202f200,5", "1200.50"},
	    {&ft_money, "1200.50 lei", "1200.50"},
	    {&ft_money, "1.234,50", "1234.50"},
	    {&ft_money, "1,234.50 MDL", "1234.50"},
	    {&ft_money, "1.234", "1234.00"},
	    {&ft_money, "1.234.567", "1234567.00"},
	    {&ft_money, "0,05", "0.05"},
	    {&ft_money, "100+250", "350.00"},
	    {&ft_money, "100 lei + 2,50 lei - 0,50", "102.00"},
	    {&ft_money, "-740", "-740.00"},
	    {&ft_money, "−740,00 леев", "-740.00"},
	    {&ft_money, "50 bani", "0.50"},
	    {&ft_money, "500,-", NULL},
	    {&ft_money, "50 eur", NULL},
	    {&ft_money, "€50", NULL},
	    {&ft_money, "50 $", NULL},
	    {&ft_money, "1,2345", NULL},
	    {&ft_money, "12.34.56", NULL},
	    {&ft_money, "0.500", NULL},
	    {&ft_money, "1 20,5", NULL},
	    {&ft_money, "100+", NULL},
	    {&ft_money, "+", NULL},
	    {&ft_money, "lei", NULL},
	    {&ft_money, "90071992547409,91", "90071992547409.91"},
	    {&ft_money, "90071992547409,92", NULL},
	    {&ft_money, "90071992547409 + 90071992547409", NULL},
	    {&ft_money, "999999999999999999999999", NULL},
	};
	(void)state;
	TRY(samples);
}

static void money__parse__points_to_the_currency(void **state)
{
	struct field f = field_of(&ft_money);
	struct err e = ERR_INIT;
	(void)state;
	assert_null(read_as(&f, "50 eur", &e));
	assert_non_null(strstr(e.what, "currency"));
	assert_non_null(strstr(e.what, "eur"));
}

static void phone__parse__keeps_e164(void **state)
{
	static const struct sample samples[] = {
	    {&ft_phone, "069 000 021", "+37369000021"},
	    {&ft_phone, "69000021", "+37369000021"},
	    {&ft_phone, "0 69 000021", "+37369000021"},
	    {&ft_phone, "0(69) 000-021", "+37369000021"},
	    {&ft_phone, "+373 69 000 021", "+37369000021"},
	    {&ft_phone, "+373 069 000 021", "+37369000021"},
	    {&ft_phone, "373 69000021", "+37369000021"},
	    {&ft_phone, "00373 69 000 021", "+37369000021"},
	    {&ft_phone, "tel. 069 000 021", "+37369000021"},
	    {&ft_phone, "022 123456", "+37322123456"},
	    {&ft_phone, "000-00-00", "0000000"},
	    {&ft_phone, "112", "112"},
	    {&ft_phone, "22-12-34", "221234"},
	    {&ft_phone, "+40 721 234 567", "+40721234567"},
	    {&ft_phone, "0040 721 234 567", "+40721234567"},
	    {&ft_phone, "000 000 011", "+37300000011"},
	    {&ft_phone, "+373 69 000 02", NULL},
	    {&ft_phone, "069 000 0211", NULL},
	    {&ft_phone, "6.9E+07", NULL},
	    {&ft_phone, "+0 123 456 789", NULL},
	    {&ft_phone, "12", NULL},
	    {&ft_phone, "abc", NULL},
	    {&ft_phone, "069 000 021 ext 5", NULL},
	    {&ft_phone, "+123456789012345678", NULL},
	    {&ft_phones, "069000021, 022 123456", "+37369000021,+37322123456"},
	    {&ft_phones, "069000021; 69000021 / +373 69 000 021", "+37369000021"},
	    {&ft_phones, "069000021, x", NULL},
	};
	(void)state;
	TRY(samples);
}

static void choice__parse__code_label_beginning(void **state)
{
	static const struct sample samples[] = {
	    {&ft_choice, "held", "held"},
	    {&ft_choice, "HELD", "held"},
	    {&ft_choice, "h", "held"},
	    {&ft_choice, "pl", "planned"},
	    {&ft_choice, "60+", "60+"},
	    {&ft_choice, "p", NULL},
	    {&ft_choice, "nothing", NULL},
	    {&ft_choice, "", ""},
	    {&ft_choices, "paused, planned,paused", "planned,paused"},
	    {&ft_choices, "planned; held", "planned,held"},
	    {&ft_choices, "planned, nothing", NULL},
	    {&ft_choices, ",,", ""},
	};
	(void)state;
	TRY(samples);
}

static void refs__parse__titles_and_ids(void **state)
{
	static const struct sample samples[] = {
	    {&ft_ref, "Rusu Ion", "12"},
	    {&ft_ref, "12", "12"},
	    {&ft_ref, "Nimeni", NULL},
	    {&ft_refs, "12,34", "12,34"},
	    {&ft_refs, "12, 34, 12", "12,34"},
	    {&ft_refs, "Rusu Ion, 34", "12,34"},
	    {&ft_refs, "Mierlă, Ilinca", "34"},
	    {&ft_refs, "Mierlă, Ilinca; Rusu Ion", "34,12"},
	    {&ft_refs, "Rusu Ion, Nimeni", NULL},
	    {&ft_id, "12", "12"},
	    {&ft_id, "0", NULL},
	    {&ft_id, "-5", NULL},
	    {&ft_id, "99999999999999999999", NULL},
	};
	(void)state;
	TRY(samples);
}

static void tags__parse__no_doubles(void **state)
{
	static const struct sample samples[] = {
	    {&ft_tags, "transport, școală", "transport,școală"},
	    {&ft_tags, " transport ;; Transport,ȘCOALĂ, scoala", "transport,ȘCOALĂ"},
	    {&ft_tags, "#foto, foto", "foto"},
	    {&ft_tags, "a\nb", "a,b"},
	    {&ft_tags, " , ", ""},
	};
	(void)state;
	TRY(samples);
}

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
	    cmocka_unit_test(text__parse__is_clean),
	    cmocka_unit_test(link__parse__opens_only),
	    cmocka_unit_test(email__parse__real_addresses),
	    cmocka_unit_test(date__parse__words_and_iso),
	    cmocka_unit_test(number__parse__groups_and_limits),
	    cmocka_unit_test(money__parse__as_people_write_it),
	    cmocka_unit_test(money__parse__points_to_the_currency),
	    cmocka_unit_test(phone__parse__keeps_e164),
	    cmocka_unit_test(choice__parse__code_label_beginning),
	    cmocka_unit_test(refs__parse__titles_and_ids),
	    cmocka_unit_test(tags__parse__no_doubles),
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
