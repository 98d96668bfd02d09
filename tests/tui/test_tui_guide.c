/* tests/tui/test_tui_guide.c - the Guide by keyboard alone: read, searched, its links followed and come back from, a
 * practice written into it, printed and given away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tui/tui.h"

#define OPEN "0 Down Down Down Down Down Down Enter"

static void guide__link__opens_the_form_with_its_fields(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	(void)state;
	tui_keys(t, OPEN " / informatii Enter");
	tui_expect(t, "4 Cererea de informații");
	/* its first links lead to chapters, then comes the one into the program */
	tui_keys(t, "Right Enter");
	tui_expect(t, "Acțiune nouă");
	tui_expect(t, "cerere de informații");
	tui_keys(t, "Esc");
	tui_expect(t, "4 Cererea de informații");
	assert_int_equal(tui_stop(t), 0);
}

static void guide__link_to_a_chapter__and_back(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	(void)state;
	tui_keys(t, OPEN " Enter Right");
	tui_expect(t, "1 How the city is governed");
	tui_keys(t, "Enter");
	tui_expect(t, "6 The council and its meetings");
	tui_expect(t, "sessions are public");
	tui_keys(t, "Esc");
	tui_expect(t, "[The council and its meetings]");
	tui_keys(t, "Esc Esc");
	tui_expect(t, "Lists");
	assert_int_equal(tui_stop(t), 0);
}

static void guide__search__in_russian_without_switching_the_layout(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru"});
	(void)state;
	tui_keys(t, OPEN " / gjlgbcb"); /* подписи */
	tui_expect(t, "5: Собираем подписи");
	tui_keys(t, "Esc");
	tui_expect(t, "/ искать здесь");
	tui_keys(t, "/ zzqwx");
	tui_expect(t, "Ничего не подходит");
	tui_keys(t, "Esc L");
	tui_expect(t, "How the city is governed");
	assert_int_equal(tui_stop(t), 0);
}

static void guide__practice__written_here_read_and_printed_here(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	char path[4200];
	struct stat st;
	(void)state;
	tui_keys(t, OPEN " / colecta Enter n");
	tui_expect(t, "Practică nouă");
	tui_expect(t, "Cum adunăm resurse");
	tui_type(t, "Cutia de la bloc");
	tui_keys(t, "F2");
	tui_keys(t, "/");
	tui_type(t, "cutia");
	tui_expect(t, "9: Cutia de la bloc");
	tui_keys(t, "Enter");
	tui_expect(t, "Din practica noastră");
	tui_keys(t, "p Down Enter ^U"); /* pages of A5 */
	snprintf(path, sizeof path, "%s/ghid.pdf", tui_home(t));
	tui_type(t, path);
	tui_keys(t, "Enter");
	tui_expect_soon(t, "Scris:");
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size > 50000);
	tui_keys(t, "x Enter ^U");
	snprintf(path, sizeof path, "%s/ghid.html", tui_home(t));
	tui_type(t, path);
	tui_keys(t, "Enter");
	tui_expect_soon(t, "ghid.html");
	assert_non_null(strstr(tui_file(t, "ghid.html"), "Cutia de la bloc"));
	assert_int_equal(tui_stop(t), 0);
}

static void guide__palette__finds_and_opens_it(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	(void)state;
	tui_keys(t, "^K");
	tui_type(t, "cvorum");
	tui_expect(t, "Ghidul");
	tui_keys(t, "Enter");
	tui_expect(t, "6 Consiliul și ședințele lui");
	tui_expect(t, "26 fac cvorumul");
	assert_int_equal(tui_stop(t), 0);
}

static void guide__bookmark_and_place__kept(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	(void)state;
	tui_keys(t, OPEN " Down B End");
	tui_expect(t, "Cum citești ghidul *"); /* also while another chapter is read */
	tui_keys(t, "Esc Enter");
	tui_expect(t, "16 Șabloane"); /* where one was */
	tui_keys(t, "Home Down B");
	tui_expect_not(t, "ghidul *");
	assert_int_equal(tui_stop(t), 0);
}

static void guide__plain__one_panel(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro", .args = "--plain"});
	(void)state;
	tui_keys(t, OPEN);
	tui_expect(t, "11 Acțiunea directă");
	tui_expect_not(t, "│");
	tui_keys(t, "Enter");
	tui_expect(t, "Acest ghid e pentru omul");
	tui_expect_not(t, "11 Acțiunea directă");
	tui_keys(t, "Esc");
	tui_expect(t, "11 Acțiunea directă");
	assert_int_equal(tui_stop(t), 0);
}

static void guide__sizes__nothing_breaks(void **state)
{
	static const int sizes[][2] = {{20, 60}, {60, 200}, {24, 80}, {10, 40}, {36, 120}};
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru"});
	(void)state;
	tui_keys(t, OPEN " Enter PgDn PgDn");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		tui_resize(t, sizes[i][0], sizes[i][1]);
		tui_keys(t, "Down Up Right Left Tab PgDn End Home Tab");
		assert_true(tui_alive(t));
	}
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(guide__link__opens_the_form_with_its_fields),
	    cmocka_unit_test(guide__link_to_a_chapter__and_back),
	    cmocka_unit_test(guide__search__in_russian_without_switching_the_layout),
	    cmocka_unit_test(guide__practice__written_here_read_and_printed_here),
	    cmocka_unit_test(guide__palette__finds_and_opens_it),
	    cmocka_unit_test(guide__bookmark_and_place__kept),
	    cmocka_unit_test(guide__plain__one_panel),
	    cmocka_unit_test(guide__sizes__nothing_breaks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
