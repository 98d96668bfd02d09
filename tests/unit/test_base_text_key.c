/* Search keys: what finds what, and that a key of a key is the same key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/place_names.h"
#include "base/text.h"

static char *key_of(const char *text)
{
	struct buf b = BUF_INIT;

	text_key(text, &b);
	return buf_take(&b);
}

static void assert_key(const char *text, const char *wanted)
{
	char *key = key_of(text);

	assert_string_equal(key, wanted);
	free(key);
}

static bool finds(const char *typed, const char *stored)
{
	char *query = key_of(typed), *key = key_of(stored);
	bool found = text_key_matches(key, query);

	free(query);
	free(key);
	return found;
}

static void assert_finds(const char *typed, const char *stored)
{
	if (!finds(typed, stored))
		fail_msg("%s does not find %s", typed, stored);
}

static void text_key__folds__letters_of_both_scripts(void **state)
{
	(void)state;
	assert_key("Țurcanu", "turcanu");
	assert_key("Цуркан", "turcan");
	assert_key("ŢURCANU Ştefan", "turcanu stefan"); /* cedillas */
	assert_key("S\xCC\xA6tefan", "stefan");         /* decomposed: comma below */
	assert_key("S\xCC\xA7tefan", "stefan");         /* decomposed: cedilla */
	assert_key("  Ana-Maria,  (Botanica) 12/3 ", "ana maria botanica 12 3");
	assert_key("Çebanu Kıssa Gökçe Öküz", "cebanu cisa goce ocuz");
	assert_key("", "");
	assert_key(" -- ", "");
	assert_key("O'Neil, В’ячеслав", "oneil viaceslav");
	assert_key("Åsa Łódź ﬁn ① Ｗｉｄｅ", "asa lodz fin 1 vide");
	assert_key("İSTANBUL", "istanbul");
}

static void text_key__gives__both_spellings_of_one_vowel(void **state)
{
	(void)state;
	assert_key("Sîrbu", "sirbu sarbu");
	assert_key("Sârbu", "sirbu sarbu");
	assert_key("Si\xCC\x82rbu", "sirbu sarbu"); /* decomposed */
	assert_key("încă", "inca");
	assert_key("Мунтяну", "munteanu muntianu");
}

static void text_key__finds__names_across_scripts(void **state)
{
	static const char *const both_ways[][2] = {{"Țurcanu", "ţurcanu"}, {"Кузнецова", "Kuznețova"},
	    {"Кузнецова", "Cuznețova"}, {"Кузнецова", "Kuznetsova"}, {"Кишинёв", "Chișinău"}, {"Кишинев", "Chisinau"},
	    {"Рышкановка", "Rîșcani"}, {"Рышкановка", "Râșcani"}, {"Rascani", "Rîșcani"}, {"Riscani", "Râșcani"},
	    {"Чеканы", "Ciocana"}, {"Мунтяну", "Munteanu"}, {"Анжела", "Angela"}, {"Чобану", "Ciobanu"},
	    {"Джорджеску", "Georgescu"}, {"Георге", "Gheorghe"}, {"Евгений", "Evghenii"}, {"Мария", "Maria"},
	    {"Татьяна", "Tatiana"}, {"Щербина", "Șcerbina"}, {"Щербина", "Shcherbina"}, {"Жуков", "Zhukov"},
	    {"Хлебников", "Khlebnikov"}, {"Шевченко", "Shevchenko"}, {"Васильев", "Vasiliev"}, {"Соловьёв", "Soloviov"},
	    {"Анна", "Ana"}, {"Пётр", "Петр"}, {"Сынжера", "Sângera"}, {"Центр", "Centru"}, {"Игорь", "Igor"},
	    {"Димитър", "Dimitar"}, {"Sîrbu", "Sirbu"}, {"Sîrbu", "Sarbu"}};

	(void)state;
	for (size_t i = 0; i < sizeof both_ways / sizeof *both_ways; i++) {
		assert_finds(both_ways[i][0], both_ways[i][1]);
		assert_finds(both_ways[i][1], both_ways[i][0]);
	}
	assert_finds("Turcan", "Țurcanu Ion");
	assert_finds("цурк", "Țurcanu Ion");
	assert_finds("ion turc", "Țurcanu Ion");
	assert_finds("kuz", "Кузнецова Мария");
	assert_finds("куз", "Кузнецова Мария");
	assert_finds("cuz", "Кузнецова Мария");
	assert_finds("мар кузн", "Кузнецова Мария");
	assert_finds("", "Rusu");
	assert_false(finds("rusu maria", "Rusu Ion"));
	assert_false(finds("usu", "Rusu"));
	assert_false(finds("ion ana", "Rusu Ion"));
	assert_false(finds("x", ""));
}

static void text_key__finds__each_typed_beginning(void **state)
{
	static const char *const names[] = {
	    "Țurcanu", "Кузнецова", "Цуркан", "Ciobanu", "Popescu", "Чеботарь", "Rîșcani", "Zaharia"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		for (size_t n = 0; n < strlen(names[i]); n += text_next_char(names[i], n)) {
			char start[64];

			memcpy(start, names[i], n);
			start[n] = '\0';
			assert_finds(start, names[i]);
		}
	}
}

/* Random words of the letters that have rules, whole random code points, and random bytes. */
static void random_text(char *out, unsigned round)
{
	static const char *const bits[] = {"s", "h", "t", "z", "c", "k", "x", "g", "y", "i", "î", "â", "ё", "ж", "д",
	    "я", "ь", "ч", "о", "ы", "э", " ", "ц", "ъ", "ș", "\xCC\x82", "a", "'", "Kишинёв", "riscani", "Центр", "ﬃ",
	    "Ǆ", "ß", "가", "Σ", "ʼn"};
	struct buf b = BUF_INIT;

	for (int n = rand() % 90; n > 0; n--) {
		if (round % 3 == 0)
			buf_text(&b, bits[(size_t)rand() % (sizeof bits / sizeof *bits)]);
		else if (round % 3 == 1)
			buf_code(&b, (uint32_t)rand() % 0x30000 + 1);
		else
			buf_char(&b, (char)(rand() % 255 + 1));
	}
	memcpy(out, buf_str(&b), b.len + 1);
	buf_free(&b);
}

static void text_key__changes__nothing_when_applied_again(void **state)
{
	char text[1024];

	(void)state;
	srand(20261123);
	for (unsigned round = 0; round < 60000; round++) {
		char *once, *twice;

		random_text(text, round);
		once = key_of(text);
		twice = key_of(once);
		assert_true(text_is_utf8(once, strlen(once)));
		assert_string_equal(once, twice);
		assert_true(text_key_matches(once, twice));
		free(once);
		free(twice);
	}
}

static void text_key__keeps__every_place_word_as_it_stands(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof PLACE_WORDS / sizeof *PLACE_WORDS; i++) {
		char *key = key_of(PLACE_WORDS[i].word);

		assert_true(i == 0 || strcmp(PLACE_WORDS[i - 1].word, PLACE_WORDS[i].word) < 0);
		assert_non_null(strstr(key, PLACE_WORDS[i].word));
		free(key);
	}
}

static void text_key_next__gives__words_with_their_other_spelling(void **state)
{
	const char *query = "munteanu muntianu ion";
	struct text_key_word w;

	(void)state;
	assert_true(text_key_next(&query, &w));
	assert_int_equal(w.n, 8);
	assert_int_equal(w.other_n, 8);
	assert_memory_equal(w.other, "muntianu", 8);
	assert_true(text_key_next(&query, &w));
	assert_memory_equal(w.word, "ion", 3);
	assert_int_equal(w.other_n, 0);
	assert_false(text_key_next(&query, &w));
}

static void assert_other_layout(const char *typed, const char *wanted)
{
	struct buf b = BUF_INIT;

	assert_true(text_other_layout(typed, &b));
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void text_other_layout__reads__the_same_keys(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_other_layout("rep", "куз");
	assert_other_layout("Repytwjdf", "Кузнецова");
	assert_other_layout("егксфтг", "turcanu");
	assert_other_layout("эгксфтг", "țurcanu");
	assert_other_layout("Ljhtq", "Дорей");
	assert_false(text_other_layout("", &b));
	assert_false(text_other_layout("2026-11-23", &b));
	assert_false(text_other_layout("...", &b));
	assert_false(text_other_layout("日本", &b));
	assert_int_equal(b.len, 0);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_key__folds__letters_of_both_scripts),
	    cmocka_unit_test(text_key__gives__both_spellings_of_one_vowel),
	    cmocka_unit_test(text_key__finds__names_across_scripts),
	    cmocka_unit_test(text_key__finds__each_typed_beginning),
	    cmocka_unit_test(text_key__changes__nothing_when_applied_again),
	    cmocka_unit_test(text_key__keeps__every_place_word_as_it_stands),
	    cmocka_unit_test(text_key_next__gives__words_with_their_other_spelling),
	    cmocka_unit_test(text_other_layout__reads__the_same_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
