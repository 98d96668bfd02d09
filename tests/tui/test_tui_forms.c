/* tests/tui/test_tui_forms.c - forms by keys alone: every sort of field, drafts, lists that are pasted, one cell; input
 * that nobody should type. */
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
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

static void expect_not_in(const char *text, const char *words)
{
	if (strstr(text, words))
		fail_msg("%s is in:\n%s", words, text);
}

static void tabs(struct tui *t, int n)
{
	while (n-- > 0)
		tui_keys(t, "Tab");
}

static void paste(struct tui *t, const char *text)
{
	char bytes[4096];
	int n = snprintf(bytes, sizeof bytes, "\033[200~%s\033[201~", text);
	tui_raw(t, bytes, (size_t)n);
	tui_wait(t);
}

static bool draft_is_there(struct tui *t, const void *kind)
{
	char pattern[512];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/.local/state/obste/drafts/*-%s-0.json", tui_home(t), (const char *)kind);
	bool there = glob(pattern, 0, NULL, &found) == 0;
	if (there)
		globfree(&found);
	return there;
}

/* ---- sorts of field */

static void date__two_readings__listed_and_the_first_taken(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_keys(t, "6 n"); /* title, series, module, date */
	tui_type(t, "Atelier");
	tabs(t, 3);
	tui_type(t, "vineri");
	tui_expect(t, "vineri, 27 noiembrie 2026");
	tui_expect(t, "vineri, 4 decembrie 2026");
	tui_expect(t, "peste 4 zile");
	tui_keys(t, "Enter"); /* takes the first and goes on */
	tui_expect(t, "[ 27.11.2026");
	tui_keys(t, "Up + +");
	tui_expect(t, "[ 29.11.2026");
	tui_expect(t, "duminică, 29 noiembrie 2026");
	tui_raw(t, "\033[1;5B", 6); /* Ctrl+Down */
	tui_wait(t);
	tui_expect(t, "[ 06.12.2026");
	tui_raw(t, "\033[1;5A", 6);
	tui_wait(t);
	tui_keys(t, "-");
	tui_expect(t, "[ 28.11.2026");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list workshop --json"), "\"date\":\"2026-11-28\"");
	stop(t);
}

static void date__not_understood__stays_and_moving_is_free(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_keys(t, "6 n");
	tui_type(t, "Atelier");
	tabs(t, 3);
	tui_type(t, "vnieri");
	tabs(t, 1);
	tui_expect(t, "[ vnieri");
	tui_expect(t, "nu am înțeles „vnieri”");
	tui_expect(t, "27.11, +2s");
	tui_expect(t, "câmp 5 din");
	tui_keys(t, "^S"); /* saving jumps back to it */
	tui_expect(t, "câmp 4 din");
	tui_type(t, "+2s");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list workshop --json"), "\"date\":\"2026-12-07\"");
	stop(t);
}

static void date__list__calendar_shows_both_readings(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru", .empty = true});
	tui_keys(t, "6 n");
	tui_type(t, "Семинар");
	tabs(t, 3);
	tui_keys(t, "Down");
	tui_type(t, "в пятницу");
	tui_expect(t, "> пятница, 27 ноября 2026");
	tui_expect(t, "пятница, 4 декабря 2026");
	tui_keys(t, "Enter");
	tui_expect(t, "[ 27.11.2026");
	stop(t);
}

static void time__words_and_quarters__understood(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru", .empty = true});
	tui_keys(t, "6 n");
	tui_type(t, "Семинар");
	tabs(t, 4);
	tui_type(t, "6 вечера");
	tui_expect(t, "> 18:00");
	tui_keys(t, "+ + -");
	tui_expect(t, "[ 18:15");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list workshop --json"), "\"starts\":\"18:15\"");
	stop(t);
}

static void tags__enter_comma_backspace__one_by_one(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_keys(t, "2 n Vrabie");
	tabs(t, 12); /* skills */
	tui_type(t, "desen");
	tui_keys(t, "Enter");
	tui_type(t, "foto,video");
	tui_expect(t, "[desen] [foto] video");
	tui_keys(t, "Enter BS"); /* the last of them goes */
	tui_expect(t, "[desen] [foto]");
	tui_expect_not(t, "video");
	tui_type(t, "radio"); /* what is still being typed counts too */
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list person --json"), "\"skills\":[\"desen\",\"foto\",\"radio\"]");
	stop(t);
}

static void person__new_by_name__chosen_from_the_last_row(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_command(t, "add person surname=Mierlă given=Ilinca phone=069000021");
	tui_keys(t, "5 n");
	tui_type(t, "Semafor");
	tabs(t, 8);            /* lead */
	tui_type(t, "ьшукдф"); /* "mierla" typed on the Russian layout */
	tui_expect(t, "> Mierlă Ilinca");
	tui_keys(t, "^U");
	tui_type(t, "000 021"); /* by phone */
	tui_expect(t, "> Mierlă Ilinca");
	tui_keys(t, "^U");
	tui_type(t, "Salcâm Tudor");
	tui_expect(t, "+ Persoană nouă: „Salcâm Tudor”");
	tui_keys(t, "Enter");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list person --csv"), "Salcâm,Tudor");
	expect_in(tui_command(t, "list action --columns title,lead --csv"), "Semafor,Salcâm Tudor");
	stop(t);
}

static void people__several__backspace_takes_the_last(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_command(t, "add person surname=Mierlă given=Ilinca");
	tui_command(t, "add person surname=Salcâm given=Tudor");
	tui_keys(t, "5 n");
	tui_type(t, "Semafor");
	tabs(t, 9); /* team */
	tui_type(t, "mier");
	tui_keys(t, "Enter");
	tui_type(t, "salc");
	tui_keys(t, "Enter");
	tui_expect(t, "[Mierlă Ilinca] [Salcâm Tudor]");
	tui_keys(t, "BS ^S");
	expect_in(tui_command(t, "list action --columns title,team --csv"), "Semafor,Mierlă Ilinca");
	expect_not_in(tui_command(t, "list action --columns title,team --csv"), "Salcâm");
	stop(t);
}

static void money__with_currency__fills_both_fields(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_command(t, "add action title=Bănci type=collection");
	tui_keys(t, "5 Enter");
	for (int i = 0; i < 9 && !tui_has(t, "[Registru de bani"); i++)
		tui_keys(t, "Right");
	tui_keys(t, "n");
	tui_expect(t, "Bănci");
	tui_type(t, "vopsea"); /* what */
	tabs(t, 1);
	tui_type(t, "100+250");
	tui_expect(t, "> 350,00");
	tui_keys(t, "^U");
	tui_type(t, "50 eur");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list ledger --json"), "\"amount\":5000");
	expect_in(tui_command(t, "list ledger --json"), "\"currency\":\"EUR\"");
	stop(t);
}

static void repeat__chosen_in_words__stored_as_a_rule(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_keys(t, "6 n");
	tui_type(t, "Atelier");
	for (int i = 0; i < 13 && !tui_has(t, "câmp 14 din"); i++)
		tui_keys(t, "Tab");
	tui_keys(t, "Down");
	tui_expect(t, "> săptămânal: luni");
	tui_expect(t, "la fiecare 2 săptămâni: luni");
	tui_expect(t, "nu se repetă");
	tui_keys(t, "Down Enter ^S");
	expect_in(tui_command(t, "list workshop --json"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO");
	stop(t);
}

static void address__street_used_already__completes(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_command(t, "add problem 'title=Groapă' 'place=str. Viilor 12, Botanica'");
	tui_keys(t, "2 n Vrabie");
	tabs(t, 5);
	tui_type(t, "viil");
	tui_expect(t, "str. Viilor");
	tui_keys(t, "Down Enter");
	tui_type(t, "7");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list person --json"), "\"address\":\"str. Viilor 7\"");
	stop(t);
}

static void file__completed_and_saved__copied_beside_the_database(void **state)
{
	(void)state;
	char path[600], folder[600];
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	snprintf(path, sizeof path, "%s/Foaie semnată.txt", tui_home(t));
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("ștampilă", f);
	fclose(f);
	tui_keys(t, "5 n");
	tui_type(t, "Semafor");
	tui_keys(t, "S-Tab"); /* nothing before the first */
	for (int i = 0; i < 30 && !tui_has(t, "câmp 22 din 22"); i++)
		tui_keys(t, "Tab");
	tui_type(t, "~/Foa");
	tui_keys(t, "Tab");
	tui_expect(t, "[ ~/Foaie semnată.txt");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list action --json"), "\"files\":\"files/Foaie-semnat");
	snprintf(folder, sizeof folder, "%s/files/*.txt", tui_home(t));
	glob_t found;
	assert_int_equal(glob(folder, 0, NULL, &found), 0);
	globfree(&found);
	stop(t);
}

static void file__missing__said_and_nothing_lost(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_keys(t, "5 n");
	tui_type(t, "Semafor");
	for (int i = 0; i < 30 && !tui_has(t, "field 22 of 22"); i++)
		tui_keys(t, "Tab");
	tui_type(t, "/nowhere/at all.pdf");
	tui_keys(t, "^S");
	tui_expect(t, "/nowhere/at all.pdf could not be read");
	tui_expect(t, "field 22 of 22");
	stop(t);
}

/* ---- drafts */

static void draft__left_with_esc__u_opens_it_again(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_keys(t, "2 n Abecedar Esc");
	tui_expect(t, "Ciornă păstrată. u o redeschide.");
	tui_keys(t, "u");
	tui_expect(t, "[ Abecedar");
	/* it stays offered while one looks around, until something else is changed */
	tui_keys(t, "Esc 3 2 Down u");
	tui_expect(t, "[ Abecedar");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list person --json"), "Abecedar");
	tui_keys(t, "n Zidar Esc d");
	tui_expect(t, "Oameni · 0");
	tui_keys(t, "u");
	tui_expect(t, "Oameni · 1");
	tui_expect_not(t, "[ Zidar");
	stop(t);
}

static void draft__caret_only__nothing_is_kept(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_command(t, "add person surname=Abecedar");
	tui_keys(t, "2 e Left Right End Home Tab S-Tab Esc");
	tui_expect_not(t, "draft");
	stop(t);
}

static void drafts__at_the_start__said_and_listed(void **state)
{
	(void)state;
	struct tui_options o = {.empty = true};
	struct tui *t = tui_start(&o);
	tui_keys(t, "4 n");
	tui_type(t, "Groapă nouă");
	if (!tui_until(t, draft_is_there, "problem"))
		fail_msg("no draft was written");
	t = tui_again(t, SIGKILL, &o);
	tui_expect(t, "Ai 1 ciornă nesalvată");
	tui_keys(t, "^K");
	tui_type(t, "ciorne");
	tui_keys(t, "Enter");
	tui_expect(t, "Problemă nouă: Groapă nouă");
	tui_keys(t, "Enter");
	tui_expect(t, "[ Groapă nouă"); /* it was chosen: nothing is asked again */
	stop(t);
}

static void draft__of_a_linked_record__keeps_the_link(void **state)
{
	(void)state;
	struct tui_options o = {.lang = "en", .empty = true};
	struct tui *t = tui_start(&o);
	tui_command(t, "add person surname=Mierlă given=Ilinca");
	tui_keys(t, "2 Enter T");
	tui_type(t, "Call");
	tui_keys(t, "Esc");
	t = tui_again(t, SIGKILL, &o);
	tui_keys(t, "^K");
	tui_type(t, "drafts");
	tui_keys(t, "Enter Enter"); /* chosen: no question more */
	tui_expect(t, "[ Call");
	tui_expect(t, "[ Mierlă Ilinca");
	stop(t);
}

static void draft__big_text__is_never_older_than_the_form(void **state)
{
	(void)state;
	struct tui_options o = {.lang = "en", .empty = true};
	struct tui *t = tui_start(&o);
	tui_keys(t, "4 n");
	tui_type(t, "Groapă");
	tui_keys(t, "Tab ^O");
	tui_type(t, "Foarte adâncă");
	if (!tui_until(t, draft_is_there, "problem"))
		fail_msg("no draft was written");
	t = tui_again(t, SIGKILL, &o);
	tui_keys(t, "4 n Enter");
	tui_expect(t, "[ Foarte adâncă");
	stop(t);
}

static void draft__no_state_folder__said_once_and_asked_by_staying(void **state)
{
	(void)state;
	struct tui *t =
	    tui_start(&(struct tui_options){.lang = "en", .empty = true, .env = {"XDG_STATE_HOME=/proc/nowhere"}});
	tui_keys(t, "2 n Abecedar");
	tui_expect_soon(t, "Drafts cannot be kept");
	tui_keys(t, "x Esc");
	tui_expect(t, "Esc once more throws away");
	tui_expect(t, "[ Abecedarx");
	tui_keys(t, "^S");
	tui_expect(t, "Added: Abecedarx");
	tui_keys(t, "n Alt Esc Esc");
	tui_expect(t, "People · 1");
	stop(t);
}

/* ---- pasting, walking, one cell */

static void pasted_list__into_a_name__one_record_a_line(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_keys(t, "2 n");
	paste(t, "Vrabie Ana\nSalcâm Tudor\n\nМак Ольга\n");
	tui_expect(t, "3 rânduri lipite");
	tui_keys(t, "Enter");
	tui_expect(t, "3 înregistrări adăugate");
	tui_expect(t, "Oameni · 3");
	expect_in(tui_command(t, "list person --csv"), "Мак,Ольга");
	tui_keys(t, "u");
	tui_expect(t, "Oameni · 0");
	tui_keys(t, "n");
	paste(t, "unu\ndoi");
	tui_keys(t, "n");
	tui_expect(t, "[ unu doi");
	stop(t);
}

static void page_down__in_a_form__saves_and_goes_on(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_command(t, "add person surname=Albăstrea");
	tui_command(t, "add person surname=Bujor");
	tui_keys(t, "2 e");
	tabs(t, 1);
	tui_type(t, "Ana");
	tui_keys(t, "PgDn");
	tui_expect(t, "[ Bujor");
	tui_keys(t, "PgDn");
	tui_expect(t, "E ultima din listă.");
	tui_keys(t, "PgUp");
	tui_expect(t, "[ Albăstrea");
	tui_expect(t, "[ Ana");
	expect_in(tui_command(t, "list person --csv"), "Albăstrea,Ana");
	stop(t);
}

static void cell__enter_and_tab__down_and_right(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true});
	tui_command(t, "add person surname=Albăstrea");
	tui_command(t, "add person surname=Bujor");
	tui_keys(t, "2 Right Right i"); /* sector */
	tui_type(t, "Botanica");
	tui_keys(t, "Enter i");
	tui_type(t, "Ciocana");
	tui_keys(t, "Tab");
	expect_in(tui_command(t, "list person --columns surname,sector --csv"), "Albăstrea,Botanica");
	expect_in(tui_command(t, "list person --columns surname,sector --csv"), "Bujor,Ciocana");
	tui_keys(t, "i"); /* the role, of the same row */
	tui_expect(t, "Rol · Bujor");
	tui_keys(t, "Right Esc");
	expect_in(tui_command(t, "list person --columns surname,role --csv"), "Bujor,member");
	stop(t);
}

static void changed_elsewhere__untouched_field__follows(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_command(t, "add person surname=Vântu given=Ana");
	tui_keys(t, "2 e");
	tui_expect(t, "[ Ana");
	char id[32] = "";
	const char *said = tui_command(t, "list person --json"), *at = strstr(said, "\"id\":");
	assert_non_null(at);
	sscanf(at + 5 + strcspn(at + 5, "0123456789"), "%31[0-9]", id);
	char args[80];
	snprintf(args, sizeof args, "set person %s given=Ioana", id);
	tui_command(t, args);
	tui_expect_soon(t, "[ Ioana");
	stop(t);
}

/* ---- what nobody should type */

static void hostile_names__in_list_and_form__columns_straight(void **state)
{
	static const char *const names[] = {"Aș", "Aş", "As\xcc\xa6", "Ашок", "A👩‍🌾",
	    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	    "A\xe2\x80\xae"
	    "dirb",
	    "A\x1b[31mred"};
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		tui_keys(t, "2 n");
		paste(t, names[i]);
		tabs(t, 1);
		tui_type(t, "Given");
		tui_keys(t, "^S");
	}
	tui_expect(t, "People · 8");
	expect_not_in(tui_bytes(t), "\xe2\x80\xae");
	int phone = -1;
	for (int row = 4; row < 12; row++) { /* the empty phone's dash stands in one column */
		const char *line = tui_row(t, row), *dash = strstr(line, " — ");
		int col = 0;
		assert_non_null(dash);
		for (const char *p = line; p < dash; p++)
			col += ((unsigned char)*p & 0xC0) != 0x80;
		if (strchr(line, '?') || strstr(line, "\xcc") || strstr(line, "\xef\xbf\xbd"))
			continue; /* not one character a cell */
		if (phone >= 0 && phone != col)
			fail_msg("row %d: %d, not %d: %s", row, col, phone, tui_row(t, row));
		phone = col;
	}
	tui_keys(t, "/");
	tui_type(t, "as");
	tui_expect(t, "Aș");
	tui_expect(t, "Aş");
	stop(t);
}

static void form__smallest_window_and_stopped__text_kept(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true, .rows = 20, .cols = 60});
	tui_keys(t, "2 n Abecedar");
	tui_resize(t, 1, 1);
	tui_wait(t);
	tui_keys(t, "a");
	tui_resize(t, 20, 60);
	tui_wait(t);
	tui_expect(t, "[ Abecedara");
	tui_signal(t, SIGTSTP);
	tui_signal(t, SIGCONT);
	tui_wait(t);
	tui_keys(t, "b");
	tui_expect(t, "[ Abecedarab");
	stop(t);
}

static void pasted_much__in_a_long_text__whole(void **state)
{
	(void)state;
	size_t n = 300 << 10;
	char *text = malloc(n + 32);
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_keys(t, "4 n");
	tui_type(t, "Groapă");
	tui_keys(t, "Tab");
	memcpy(text, "\033[200~", 6);
	for (size_t i = 0; i < n; i++)
		text[6 + i] = i % 80 == 79 ? '\n' : (char)('a' + i % 26);
	memcpy(text + 6 + n, "\033[201~", 6);
	tui_raw(t, text, n + 12);
	tui_wait(t);
	tui_keys(t, "x y z ^S");
	tui_expect(t, "Added: Groapă");
	free(text);
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(date__two_readings__listed_and_the_first_taken),
	    cmocka_unit_test(date__not_understood__stays_and_moving_is_free),
	    cmocka_unit_test(date__list__calendar_shows_both_readings),
	    cmocka_unit_test(time__words_and_quarters__understood),
	    cmocka_unit_test(tags__enter_comma_backspace__one_by_one),
	    cmocka_unit_test(person__new_by_name__chosen_from_the_last_row),
	    cmocka_unit_test(people__several__backspace_takes_the_last),
	    cmocka_unit_test(money__with_currency__fills_both_fields),
	    cmocka_unit_test(repeat__chosen_in_words__stored_as_a_rule),
	    cmocka_unit_test(address__street_used_already__completes),
	    cmocka_unit_test(file__completed_and_saved__copied_beside_the_database),
	    cmocka_unit_test(file__missing__said_and_nothing_lost),
	    cmocka_unit_test(draft__left_with_esc__u_opens_it_again),
	    cmocka_unit_test(draft__caret_only__nothing_is_kept),
	    cmocka_unit_test(drafts__at_the_start__said_and_listed),
	    cmocka_unit_test(draft__of_a_linked_record__keeps_the_link),
	    cmocka_unit_test(draft__big_text__is_never_older_than_the_form),
	    cmocka_unit_test(draft__no_state_folder__said_once_and_asked_by_staying),
	    cmocka_unit_test(pasted_list__into_a_name__one_record_a_line),
	    cmocka_unit_test(page_down__in_a_form__saves_and_goes_on),
	    cmocka_unit_test(cell__enter_and_tab__down_and_right),
	    cmocka_unit_test(changed_elsewhere__untouched_field__follows),
	    cmocka_unit_test(hostile_names__in_list_and_form__columns_straight),
	    cmocka_unit_test(form__smallest_window_and_stopped__text_kept),
	    cmocka_unit_test(pasted_much__in_a_long_text__whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
