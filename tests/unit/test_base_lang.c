/* The three languages, with a catalogue made here by msgfmt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <errno.h>
#include <locale.h>
#include <stdio.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

static void put_catalogue(const char *folder, const char *lang, const char *po)
{
	char *dir = mem_print("%s/%s/LC_MESSAGES", folder, lang), *file = mem_print("%s/obste.po", dir);
	char *command = mem_print("msgfmt -o %s/obste.mo %s", dir, file);
	struct path_writer w;

	assert_true(path_make_dirs(dir, NULL));
	assert_true(path_write_begin(&w, file, NULL));
	fprintf(w.file, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n%s", po);
	assert_true(path_write_end(&w, NULL));
	assert_int_equal(system(command), 0);
	free(dir);
	free(file);
	free(command);
}

static int start(void **state)
{
	char name[] = "/tmp/obste-lang-XXXXXX";

	if (!mkdtemp(name))
		return 1;
	*state = mem_copy_text(name);
	put_catalogue(*state, "ro",
	    "Plural-Forms: nplurals=3; plural=n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2;\\n\"\n\n"
	    "msgid \"Person\"\nmsgstr \"Persoană\"\n\nmsgctxt \"tab\"\nmsgid \"Person\"\nmsgstr \"Oameni\"\n\n"
	    "msgid \"%lu person\"\nmsgid_plural \"%lu persons\"\nmsgstr[0] \"%lu om\"\nmsgstr[1] \"%lu "
	    "oameni\"\nmsgstr[2] \"%lu de oameni\"\n");
	put_catalogue(*state, "ru",
	    "Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) "
	    "? 1 : "
	    "2;\\n\"\n\nmsgid \"Person\"\nmsgstr \"Человек\"\n\n"
	    "msgid \"%lu person\"\nmsgid_plural \"%lu persons\"\nmsgstr[0] \"%lu участник\"\nmsgstr[1] \"%lu "
	    "участника\"\nmsgstr[2] \"%lu участников\"\n");
	setenv("LC_ALL", "C", 1);
	lang_start(*state, LANG_RO);
	return 0;
}

static int stop(void **state)
{
	char *command = mem_print("rm -rf '%s'", (char *)*state);
	int rc = system(command);

	free(command);
	free(*state);
	return rc;
}

static void lang_switch__changes__words_at_once(void **state)
{
	(void)state;
	for (int round = 0; round < 3; round++) {
		lang_switch(LANG_RO);
		assert_string_equal(_("Person"), "Persoană");
		assert_string_equal(tr_ctx("tab", "Person"), "Oameni");
		assert_string_equal(tr_ctx("column", "Person"), "Persoană"); /* no such context: the plain word */
		lang_switch(LANG_RU);
		assert_string_equal(_("Person"), "Человек");
		assert_string_equal(tr_ctx("tab", "Person"), "Человек");
		lang_switch(LANG_EN);
		assert_string_equal(_("Person"), "Person");
		assert_string_equal(tr_ctx("tab", "Person"), "Person");
		assert_int_equal(lang_now(), LANG_EN);
	}
}

static void tr_in__leaves__the_program_in_its_language(void **state)
{
	const char *ru, *ro;

	(void)state;
	lang_switch(LANG_RO);
	ru = tr_in(LANG_RU, "Person");
	ro = tr_in(LANG_RO, "Person");
	assert_string_equal(tr_in(LANG_EN, "Person"), "Person");
	assert_string_equal(_("Person"), "Persoană");
	assert_string_equal(ru, "Человек");
	assert_string_equal(ro, "Persoană");
	assert_string_equal(_(""), "");
	assert_string_equal(tr_ctx("tab", ""), "");
	assert_string_equal(_("Not in the catalogue"), "Not in the catalogue");
}

static void tr_n__counts__by_the_catalogue(void **state)
{
	(void)state;
	lang_switch(LANG_RO);
	assert_string_equal(tr_n("%lu person", "%lu persons", 1), "%lu om");
	assert_string_equal(tr_n("%lu person", "%lu persons", 2), "%lu oameni");
	assert_string_equal(tr_n("%lu person", "%lu persons", 20), "%lu de oameni");
	assert_string_equal(tr_n("%lu person", "%lu persons", 0), "%lu oameni");
	assert_string_equal(tr_n("%lu person", "%lu persons", 119), "%lu oameni");
	assert_string_equal(tr_n("%lu person", "%lu persons", 120), "%lu de oameni");
	lang_switch(LANG_RU);
	assert_string_equal(tr_n("%lu person", "%lu persons", 21), "%lu участник");
	assert_string_equal(tr_n("%lu person", "%lu persons", 11), "%lu участников");
	assert_string_equal(tr_n("%lu person", "%lu persons", 22), "%lu участника");
	assert_string_equal(tr_n("%lu person", "%lu persons", 112), "%lu участников");
	lang_switch(LANG_EN);
	assert_string_equal(tr_n("%lu person", "%lu persons", 1), "%lu person");
	assert_string_equal(tr_n("%lu person", "%lu persons", 2), "%lu persons");
}

static void lang_start__outlives__broken_catalogues(void **state)
{
	char *file = mem_print("%s/ru/LC_MESSAGES/obste.mo", (char *)*state), *kept = mem_print("%s.kept", file);
	struct buf whole = BUF_INIT;

	assert_true(path_read_all(file, 1 << 20, &whole, NULL));
	assert_int_equal(rename(file, kept), 0);
	for (size_t cut = 0; cut < whole.len; cut += 7) {
		FILE *f = fopen(file, "w");
		assert_non_null(f);
		fwrite(whole.data, 1, cut, f);
		fclose(f);
		lang_start(*state, LANG_RU);
		assert_string_equal(_("Person"), "Person");
	}
	for (size_t at = 0; at < whole.len; at++) {
		FILE *f = fopen(file, "w");
		assert_non_null(f);
		whole.data[at] ^= 0x55;
		fwrite(whole.data, 1, whole.len, f);
		whole.data[at] ^= 0x55;
		fclose(f);
		lang_start(*state, LANG_RU);
		assert_non_null(_("Person"));
		assert_non_null(tr_n("%lu person", "%lu persons", 5));
	}
	assert_int_equal(rename(kept, file), 0);
	lang_start(*state, LANG_RO);
	buf_free(&whole);
	free(file);
	free(kept);
}

/* err_errno(e, errno, _("...")): whichever argument is made first. */
static void tr__keeps__the_reason_of_a_failure(void **state)
{
	lang_start(*state, LANG_EN); /* no catalogue of English is there */
	errno = EACCES;
	assert_string_equal(tr("Person"), "Person");
	assert_int_equal(errno, EACCES);
	lang_switch(LANG_RO);
}

static void lang_start__keeps__the_decimal_point(void **state)
{
	char text[16];

	(void)state;
	snprintf(text, sizeof text, "%.1f", 32.5);
	assert_string_equal(text, "32.5");
	assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
	assert_int_equal(MB_CUR_MAX > 1, 1); /* UTF-8, though the machine said C */
}

static void assert_env(const char *language, const char *all, const char *messages, const char *lang, enum lang wanted)
{
	setenv("LANGUAGE", language, 1);
	setenv("LC_ALL", all, 1);
	setenv("LC_MESSAGES", messages, 1);
	setenv("LANG", lang, 1);
	assert_int_equal(lang_from_env(), wanted);
}

static void lang_from_env__asks__the_strongest_first(void **state)
{
	enum lang l = LANG_EN;

	(void)state;
	assert_env("", "", "", "", LANG_RO);
	assert_env("", "", "", "C.UTF-8", LANG_RO);
	assert_env("", "", "", "ru_RU.UTF-8", LANG_RU);
	assert_env("", "", "en_US.UTF-8", "ru_RU.UTF-8", LANG_EN);
	assert_env("", "ro_RO", "en_US.UTF-8", "ru_RU.UTF-8", LANG_RO);
	assert_env("fr:ru:en", "", "", "en_US.UTF-8", LANG_RU);
	assert_env("", "", "", "fr_FR.UTF-8", LANG_RO);
	assert_true(lang_from_code("ru_MD.UTF-8", &l) && l == LANG_RU);
	assert_true(lang_from_code("en", &l) && l == LANG_EN);
	assert_false(lang_from_code("eng", &l));
	assert_false(lang_from_code("", &l));
	assert_false(lang_from_code(NULL, &l));
	assert_string_equal(lang_name(LANG_RU), "Русский");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lang_switch__changes__words_at_once),
	    cmocka_unit_test(tr_in__leaves__the_program_in_its_language),
	    cmocka_unit_test(tr_n__counts__by_the_catalogue),
	    cmocka_unit_test(tr__keeps__the_reason_of_a_failure),
	    cmocka_unit_test(lang_start__keeps__the_decimal_point),
	    cmocka_unit_test(lang_start__outlives__broken_catalogues),
	    cmocka_unit_test(lang_from_env__asks__the_strongest_first),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
