/* UTF-8, the stored form, cells, wrapping, the caret, order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/icu.h"
#include "base/text.h"

static void assert_clean(const char *typed, bool multiline, const char *wanted)
{
	struct buf b = BUF_INIT;

	text_clean(typed, strlen(typed), multiline, &b);
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void text_is_utf8__refuses__broken_bytes(void **state)
{
	static const char *const bad[] = {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80",
	    "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x82", "\xE2\x28\xA1"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
	assert_true(text_is_utf8("", 0));
	assert_true(text_is_utf8("aȘЖ€😀\xF4\x8F\xBF\xBF", strlen("aȘЖ€😀\xF4\x8F\xBF\xBF")));
}

static void text_next__gives__one_mark_for_each_broken_byte(void **state)
{
	const char *s = "a\xE2\x82z", *end = s + 4;

	(void)state;
	assert_int_equal(text_next(&s, end), 'a');
	assert_int_equal(text_next(&s, end), 0xFFFD);
	assert_int_equal(text_next(&s, end), 0xFFFD);
	assert_int_equal(text_next(&s, end), 'z');
	assert_int_equal(text_next(&s, end), 0);
	assert_ptr_equal(s, end);
}

static void text_clean__makes__the_stored_form(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_clean("  Ana \t", false, "Ana");
	assert_clean("\xC2\xA0\xEF\xBB\xBF Ana\xE3\x80\x80", false, "Ana");
	assert_clean("S\xCC\xA6tefan", false, "Ștefan");
	assert_clean("Ştefan", false, "Ştefan"); /* cedillas stay */
	assert_clean("a\tb\nc\r\nd", false, "a b c d");
	assert_clean("a\tb\nc\r\nd\re", true, "a\tb\nc\nd\ne");
	assert_clean("a\x1b[31mb\x07", false, "a [31mb");
	assert_clean("a\x1b[31mb\x07", true, "a[31mb");
	assert_clean("a\xE2\x80\xA8z", true, "a\nz");
	assert_clean("\xff", false, "\xEF\xBF\xBD");
	assert_clean("", false, "");
	assert_clean(" \n ", true, "");
	text_clean("a\0b", 3, true, &b);
	assert_string_equal(buf_str(&b), "ab");
	buf_text(&b, " ");
	text_clean(" x ", 3, true, &b); /* appends, and trims only its own */
	assert_string_equal(buf_str(&b), "ab x");
	buf_free(&b);
}

static void text_clean__changes__nothing_when_applied_again(void **state)
{
	(void)state;
	srand(11);
	for (int round = 0; round < 20000; round++) {
		struct buf raw = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;

		for (int n = rand() % 30; n > 0; n--) {
			if (round % 2)
				buf_char(&raw, (char)rand());
			else
				buf_code(&raw, (uint32_t)rand() % 0x3200);
		}
		text_clean(buf_str(&raw), raw.len, round % 3 == 0, &once);
		text_clean(buf_str(&once), once.len, round % 3 == 0, &twice);
		assert_true(text_is_utf8(buf_str(&once), once.len));
		assert_int_equal(strlen(buf_str(&once)), once.len);
		assert_string_equal(buf_str(&once), buf_str(&twice));
		buf_free(&raw);
		buf_free(&once);
		buf_free(&twice);
	}
}

static void assert_fit(const char *s, int cells, const char *wanted)
{
	struct buf b = BUF_INIT;

	text_fit(s, cells, TEXT_LEFT, false, &b);
	assert_string_equal(buf_str(&b), wanted);
	assert_int_equal(text_width(buf_str(&b)), cells);
	buf_free(&b);
}

static void text_width__counts__cells(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("Rusu"), 4);
	assert_int_equal(text_width("Țurcanu"), 7);
	assert_int_equal(text_width("S\xCC\xA6tefan"), 6);
	assert_int_equal(text_width("Кузнецова"), 9);
	assert_int_equal(text_width("日本"), 4);
	assert_int_equal(text_width("😀"), 2);
	assert_int_equal(text_width("❤\xEF\xB8\x8F"), 1); /* the selector is dropped */
	assert_int_equal(text_width("a\xE2\x80\xAE"
	                            "b"),
	    3); /* bidi shows as ? */
	assert_int_equal(text_width("a\tb\nc"), 5);
	assert_int_equal(text_width("e\xCC\x81"), 1);
	assert_int_equal(text_width("\xff"), 1);
}

static void text_fit__fills__exactly_the_cells(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_fit("Rusu", 6, "Rusu  ");
	assert_fit("Rusu", 4, "Rusu");
	assert_fit("Rusu Ion", 5, "Rusu…");
	assert_fit("Rusu", 1, "…");
	assert_fit("日本語", 5, "日本…");
	assert_fit("日本語", 4, "日… ");
	assert_fit("e\xCC\x81"
	           "e\xCC\x81"
	           "ee",
	    3,
	    "e\xCC\x81"
	    "e\xCC\x81…");
	assert_fit("a\nb\tc", 5, "a b c");
	assert_fit("\x1b[31m\x07", 6, "?[31m?");
	assert_fit("\xE2\x80\xAE\xE2\x80\x8B\xEF\xBB\xBF\xEE\x80\x80", 4, "????");
	assert_fit("\xCC\x81"
	           "a",
	    2, "?a"); /* a mark with nothing to stand on */
	assert_fit("", 3, "   ");
	text_fit("x", 0, TEXT_LEFT, false, &b);
	text_fit("x", -3, TEXT_LEFT, false, &b);
	assert_int_equal(b.len, 0);
	text_fit("7", 3, TEXT_RIGHT, false, &b);
	assert_string_equal(buf_str(&b), "  7");
	buf_clear(&b);
	text_fit("日本語", 4, TEXT_RIGHT, false, &b);
	assert_string_equal(buf_str(&b), " 日…");
	buf_clear(&b);
	text_fit("Rusu Ion", 5, TEXT_LEFT, true, &b);
	assert_string_equal(buf_str(&b), "Rusu~");
	buf_free(&b);
}

static void text_fit__holds__for_any_bytes(void **state)
{
	(void)state;
	srand(5);
	for (int round = 0; round < 20000; round++) {
		struct buf raw = BUF_INIT, b = BUF_INIT;
		int cells = rand() % 60 + 1;

		for (int n = rand() % 80; n > 0; n--) {
			if (round % 2)
				buf_char(&raw, (char)(rand() % 255 + 1));
			else
				buf_code(&raw, (uint32_t)rand() % 0x20000 + 1);
		}
		text_fit(buf_str(&raw), cells, round % 3 ? TEXT_LEFT : TEXT_RIGHT, false, &b);
		assert_int_equal(text_width(buf_str(&b)), cells);
		assert_true(text_is_utf8(buf_str(&b), b.len));
		buf_clear(&b);
		text_harmless(buf_str(&raw), &b);
		assert_int_equal(text_width(buf_str(&b)), text_width(buf_str(&raw)));
		buf_free(&raw);
		buf_free(&b);
	}
}

static void text_harmless__keeps__newlines(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	text_harmless("a\nb\x1b[2J\tc", &b);
	assert_string_equal(buf_str(&b), "a\nb?[2J c");
	buf_free(&b);
}

static void collect(void *ctx, const char *bytes, size_t n)
{
	struct buf *b = ctx;

	buf_add(b, bytes, n);
	buf_char(b, '|');
}

static void assert_wrap(const char *s, int cells, const char *wanted)
{
	struct buf b = BUF_INIT;

	text_wrap(s, cells, collect, &b);
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void text_wrap__breaks__at_blanks(void **state)
{
	(void)state;
	assert_wrap("", 10, "");
	assert_wrap("unu doi trei", 20, "unu doi trei|");
	assert_wrap("unu doi trei", 7, "unu doi|trei|");
	assert_wrap("unu doi trei", 8, "unu doi|trei|");
	assert_wrap("unu doi trei", 6, "unu|doi|trei|");
	assert_wrap("unu\n\ndoi\n", 6, "unu||doi|");
	assert_wrap("abcdefghij", 4, "abcd|efgh|ij|");
	assert_wrap("ab cdefghij", 4, "ab|cdef|ghij|");
	assert_wrap("日本語", 4, "日本|語|");
	assert_wrap("日本", 1, "日|本|"); /* wider than the line: one a line, no hang */
	assert_wrap("Țșă îâ", 3, "Țșă|îâ|");
	assert_wrap("  a b", 3, "  a|b|");
	assert_wrap("a b", 0, "a|b|");
}

static void text_wrap__never_exceeds__the_width(void **state)
{
	(void)state;
	srand(3);
	for (int round = 0; round < 5000; round++) {
		struct buf raw = BUF_INIT, lines = BUF_INIT;
		int cells = rand() % 20 + 2;

		for (int n = rand() % 100; n > 0; n--)
			buf_text(&raw, (const char *const[]){"a", " ", "ș", "日", "\n", "e\xCC\x81", "bc"}[rand() % 7]);
		text_wrap(buf_str(&raw), cells, collect, &lines);
		for (char *p = lines.data ? strtok(lines.data, "|") : NULL; p; p = strtok(NULL, "|"))
			assert_in_range(text_width(p), 0, cells);
		buf_free(&raw);
		buf_free(&lines);
	}
}

static void text_prev_char__mirrors__text_next_char(void **state)
{
	static const char s[] = "aș\xE2\x82x"
	                        "e\xCC\x81\xCC\xA3"
	                        "日😀";
	size_t ends[16], n = 0, at = 0;

	(void)state;
	while (at < strlen(s)) {
		size_t step = text_next_char(s, at);

		assert_true(step > 0);
		ends[n++] = at;
		at += step;
	}
	assert_int_equal(n, 8);
	while (n > 0) {
		at -= text_prev_char(s, at);
		assert_int_equal(at, ends[--n]);
	}
	assert_int_equal(text_prev_char(s, 0), 0);
	assert_int_equal(text_next_char(s, strlen(s)), 0);
}

static void text_lower__lowers__both_scripts(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	text_lower("ABC ȘȚ Ж", &b);
	assert_string_equal(buf_str(&b), "abc șț ж");
	buf_clear(&b);
	text_lower("RUSU 12", &b);
	assert_string_equal(buf_str(&b), "rusu 12");
	buf_free(&b);
}

/* Which characters are ordinary is known without ICU; it must say the same of them. */
static void text_width__agrees__with_icu(void **state)
{
	uint32_t marks = U_GC_MN_MASK | U_GC_ME_MASK, bad = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CN_MASK |
	                                                    U_GC_CS_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;

	(void)state;
	for (uint32_t c = 0x20; c < 0x3000; c++) {
		struct buf text = BUF_INIT, shown = BUF_INIT;
		int wide = icu()->u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);

		buf_code(&text, c);
		text_harmless(buf_str(&text), &shown);
		if (U_MASK(icu()->u_charType((UChar32)c)) & (marks | bad))
			assert_string_equal(buf_str(&shown), "?");
		else if (strcmp(buf_str(&shown), "?") != 0) /* some letters are nothing to look at */
			assert_int_equal(
			    text_width(buf_str(&text)), wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1);
		buf_free(&text);
		buf_free(&shown);
	}
}

static void text_sort_key__orders__romanian_then_cyrillic(void **state)
{
	static const char *const in_order[] = {"", "Albu", "Ăla", "Âlb", "Balan", "Ion", "Îoan", "Rusu", "Rusu Ana",
	    "Rusu Ion", "Sandu", "Sîrbu", "Șoltan", "Tudor", "Țurcanu", "Zmeu", "Бондаренко", "Ёлкин", "Жуков",
	    "Цуркан"};
	size_t n = sizeof in_order / sizeof *in_order;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			struct buf a = BUF_INIT, b = BUF_INIT;
			int by_key, want = i < k ? -1 : i > k;

			text_sort_key(in_order[i], &a);
			text_sort_key(in_order[k], &b);
			by_key = strcmp(buf_str(&a), buf_str(&b));
			assert_int_equal(strlen(buf_str(&a)), a.len);
			assert_int_equal((by_key > 0) - (by_key < 0), want);
			assert_int_equal(text_compare(in_order[i], in_order[k]), want);
			buf_free(&a);
			buf_free(&b);
		}
	}
	assert_int_equal(text_compare("Ştefan", "Ștefan"), 0);
	assert_int_equal(text_compare("S\xCC\xA6tefan", "Ștefan"), 0);
	assert_true(text_compare("bloc 2", "bloc 10") < 0);
	assert_true(strlen(text_sort_version()) > 2);
}

static void text_sort_key__takes__long_texts(void **state)
{
	struct buf text = BUF_INIT, key = BUF_INIT;

	(void)state;
	buf_repeat(&text, "Țurcanu ", 4000);
	text_sort_key(buf_str(&text), &key);
	assert_true(key.len > 4000);
	buf_free(&text);
	buf_free(&key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_utf8__refuses__broken_bytes),
	    cmocka_unit_test(text_next__gives__one_mark_for_each_broken_byte),
	    cmocka_unit_test(text_clean__makes__the_stored_form),
	    cmocka_unit_test(text_clean__changes__nothing_when_applied_again),
	    cmocka_unit_test(text_width__counts__cells),
	    cmocka_unit_test(text_fit__fills__exactly_the_cells),
	    cmocka_unit_test(text_fit__holds__for_any_bytes),
	    cmocka_unit_test(text_harmless__keeps__newlines),
	    cmocka_unit_test(text_wrap__breaks__at_blanks),
	    cmocka_unit_test(text_wrap__never_exceeds__the_width),
	    cmocka_unit_test(text_prev_char__mirrors__text_next_char),
	    cmocka_unit_test(text_lower__lowers__both_scripts),
	    cmocka_unit_test(text_width__agrees__with_icu),
	    cmocka_unit_test(text_sort_key__orders__romanian_then_cyrillic),
	    cmocka_unit_test(text_sort_key__takes__long_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
