/* tests/tui/test_tui_record.c - a record's page by keys alone: its tabs, notes and tasks, its neighbours in the list.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static void expect_in(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("%s is not in:\n%s", words, text);
}

static struct tui *two_people(const char *lang)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = lang, .empty = true});
	tui_command(t, "add person surname=Albăstrea given=Ana phone=069000021");
	tui_command(t, "add person surname=Bujor given=Ion");
	return t;
}

static void go_to_tab(struct tui *t, const char *tab)
{
	for (int i = 0; i < 40 && !tui_has(t, tab); i++)
		tui_keys(t, "Right");
	tui_expect(t, tab);
}

static void note__from_the_page__dated_and_undone(void **state)
{
	(void)state;
	struct tui *t = two_people("ro");
	tui_keys(t, "2 Enter N");
	tui_type(t, "Vrea să ajute sâmbăta");
	tui_keys(t, "Enter");
	tui_expect(t, "23 nov  discuție  Vrea să ajute sâmbăta");
	expect_in(tui_command(t, "list contact --columns on,at,what,person --csv"),
	    "2026-11-23,18:05,Vrea să ajute sâmbăta,Albăstrea Ana");
	go_to_tab(t, "[Note]");
	tui_expect(t, "Vrea să ajute sâmbăta");
	tui_keys(t, "u");
	tui_expect(t, "Nimic notat aici.");
	stop(t);
}

static void note__where_no_log_names_it__stamped_into_its_notes(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_command(t, "add workshop title=Petiții 'notes=veche'");
	tui_keys(t, "6 Enter N");
	tui_type(t, "Sala e mică");
	tui_keys(t, "Enter");
	expect_in(tui_command(t, "list workshop --json"), "23 Nov 2026, 18:05  Sala e mică\\nveche");
	stop(t);
}

static void task__from_the_page__belongs_to_the_person(void **state)
{
	(void)state;
	struct tui *t = two_people("ru");
	tui_keys(t, "2 Enter");
	tui_keys(t, "Е"); /* T on the Russian layout */
	tui_type(t, "Позвонить");
	tui_keys(t, "F2");
	tui_expect(t, "Открытые задачи 1");
	expect_in(tui_command(t, "list step --columns what,who --csv"), "Позвонить,Albăstrea Ana");
	stop(t);
}

static void neighbours__page_down_and_up__the_list_goes_along(void **state)
{
	(void)state;
	struct tui *t = two_people("ro");
	tui_keys(t, "2 Enter");
	tui_expect(t, "1 din 2");
	tui_keys(t, "PgDn");
	tui_expect(t, "2 din 2");
	tui_expect(t, "Oameni > Bujor Ion");
	tui_keys(t, "PgDn");
	tui_expect(t, "E ultima din listă.");
	tui_keys(t, "Esc");
	tui_expect(t, ">  Bujor Ion");
	tui_keys(t, "Enter e PgUp");
	tui_expect(t, "[ Albăstrea");
	tui_keys(t, "Esc");
	tui_expect(t, "Oameni > Albăstrea Ana");
	tui_expect(t, "1 din 2");
	stop(t);
}

static void related__added_opened_binned__with_undo(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_command(t, "add action title=Semafor");
	tui_keys(t, "5 Enter");
	go_to_tab(t, "[Steps]");
	tui_keys(t, "n");
	tui_type(t, "Print");
	tui_keys(t, "^S");
	tui_expect(t, "[Steps 1]");
	tui_expect(t, "Steps done");
	tui_keys(t, "Enter");
	tui_expect(t, "Steps > Semafor > Print");
	tui_keys(t, "Esc d");
	tui_expect(t, "In the bin");
	tui_expect(t, "Nothing here yet.");
	tui_keys(t, "u");
	tui_expect(t, "[Steps 1]");
	stop(t);
}

static void field__changed_where_it_stands(void **state)
{
	(void)state;
	struct tui *t = two_people("en");
	tui_keys(t, "2 Enter i");
	tui_type(t, "sect");
	tui_keys(t, "Enter");
	tui_type(t, "Botanica");
	tui_keys(t, "Enter");
	tui_expect(t, "Sector  Botanica");
	go_to_tab(t, "[All fields]");
	tui_keys(t, "i"); /* the first one; Enter goes on to the next */
	tui_expect(t, "Surname · Albăstrea Ana");
	tui_keys(t, "End s Enter i");
	tui_expect(t, "Given name · Albăstreas Ana");
	tui_keys(t, "Esc u");
	expect_in(tui_command(t, "list person --csv"), "Albăstrea,Ana");
	stop(t);
}

static void open_with__menu__says_what_can_be_done(void **state)
{
	(void)state;
	struct tui *t = two_people("ro");
	tui_command(t, "add problem title=Groapă 'place=str. Viilor 7'");
	tui_keys(t, "2 Enter o");
	tui_expect(t, "Sună: +37369000021");
	tui_expect(t, "Viber: +37369000021");
	tui_keys(t, "Enter");
	tui_expect(t, "Copiat: +37369000021");
	tui_keys(t, "y");
	tui_expect(t, "Copiat: 069 000 021");
	tui_keys(t, "4 Enter o");
	tui_expect(t, "Pe hartă (internet): str. Viilor 7");
	stop(t);
}

static void activity__opens__what_happened(void **state)
{
	(void)state;
	struct tui *t = two_people("en");
	tui_command(t, "add action title=Semafor lead=Bujor");
	tui_keys(t, "2 Down Enter");
	tui_expect(t, "action");
	tui_expect(t, "Semafor");
	for (int i = 0; i < 5 && !tui_has(t, ">  23 Nov  action") && !tui_has(t, "> 23 Nov  action"); i++)
		tui_keys(t, "Down");
	tui_keys(t, "Enter");
	tui_expect(t, "Actions > Semafor");
	stop(t);
}

static void mouse__on_a_tab__opens_it(void **state)
{
	(void)state;
	struct tui *t = two_people("en");
	tui_keys(t, "2 Enter");
	int row = 0;
	while (row < 24 && !strstr(tui_row(t, row), "[Activity]"))
		row++;
	const char *at = strstr(tui_row(t, row), "Notes");
	assert_non_null(at);
	int col = 0;
	for (const char *p = tui_row(t, row); p < at; p++)
		col += ((unsigned char)*p & 0xC0) != 0x80;
	char press[64];
	int n = snprintf(press, sizeof press, "\033[<0;%d;%dM\033[<0;%d;%dm", col + 2, row + 1, col + 2, row + 1);
	tui_raw(t, press, (size_t)n);
	tui_wait(t);
	tui_expect(t, "[Notes]");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(note__from_the_page__dated_and_undone),
	    cmocka_unit_test(note__where_no_log_names_it__stamped_into_its_notes),
	    cmocka_unit_test(task__from_the_page__belongs_to_the_person),
	    cmocka_unit_test(neighbours__page_down_and_up__the_list_goes_along),
	    cmocka_unit_test(related__added_opened_binned__with_undo),
	    cmocka_unit_test(field__changed_where_it_stands),
	    cmocka_unit_test(open_with__menu__says_what_can_be_done),
	    cmocka_unit_test(activity__opens__what_happened),
	    cmocka_unit_test(mouse__on_a_tab__opens_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
