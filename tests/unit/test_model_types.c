/* test_model_types.c - what people type into every sort of field, and what is refused. */
#include "model/money.h"
#include "tests/unit/types_help.h"

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
	    {&ft_link,
	        "a.md\x01"
	        "b.md",
	        "https://a.md https://b.md"},
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

static void money__currency__cut_off_in_three_languages(void **state)
{
	static const struct {
		const char *typed, *code, *amount;
	} rows[] = {{"50 eur", "EUR", "50 "}, {"50€", "EUR", "50"}, {"€50", "EUR", "50"}, {"1200 лей", "MDL", "1200 "},
	    {"1 200,50 lei", "MDL", "1 200,50 "}, {"20 долларов", "USD", "20 "}, {"$5", "USD", "5"},
	    {"7 EURO", "EUR", "7 "}, {"3 евро", "EUR", "3 "}, {"100+250 ron", "RON", "100+250 "}, {"12", NULL, ""},
	    {"12 mere", NULL, ""}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;
		const char *code = money_currency(rows[i].typed, &b);
		if ((code != NULL) != (rows[i].code != NULL) || (code && strcmp(code, rows[i].code) != 0) ||
		    strcmp(buf_str(&b), rows[i].amount) != 0)
			fail_msg("%s: %s, %s", rows[i].typed, code ? code : "none", buf_str(&b));
		buf_free(&b);
	}
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
	    {&ft_tags, "#\u00a0 foto, # \u2003", "foto"},
	    {&ft_tags, "a\u037eb", "a,b"}, /* NFC makes it a semicolon */
	    {&ft_tags, "##a, #b #c", "a,b #c"},
	};
	(void)state;
	TRY(samples);
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
	    cmocka_unit_test(money__currency__cut_off_in_three_languages),
	    cmocka_unit_test(phone__parse__keeps_e164),
	    cmocka_unit_test(choice__parse__code_label_beginning),
	    cmocka_unit_test(refs__parse__titles_and_ids),
	    cmocka_unit_test(tags__parse__no_doubles),
	};
	(void)argc;
	char *words = path_locale_dir(argv[0]);
	lang_start(words, LANG_EN);
	free(words);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
