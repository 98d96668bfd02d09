/* tests/tui/test_tui_actions.c - actions, petitions, money, promises, rules by keyboard alone, in two languages and
 * sizes; what was done is checked by the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static struct tui *start(const char *lang, int cols, int rows)
{
	return tui_start(&(struct tui_options){.lang = lang, .cols = cols, .rows = rows, .empty = true});
}

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static void expect_said(struct tui *t, const char *args, const char *words)
{
	const char *said = tui_command(t, args);
	if (!strstr(said, words))
		fail_msg("obste %s: no \"%s\" in:\n%s", args, words, said);
}

/* ---- thirty signatures on two sheets */

static void sign(struct tui *t, const char *name, const char *address)
{
	tui_type(t, name);
	tui_keys(t, "Tab");
	tui_type(t, address);
	tui_keys(t, "Enter");
}

static void sign_many(struct tui *t, int from, int to)
{
	static const char *const names[] = {"Salcâm", "Pelin", "Graur", "Rogoz", "Cimbru", "Scatiu"};
	static const char *const given[] = {"Tudor", "Matei", "Petru", "Zinaida", "Sava"};
	for (int i = from; i < to; i++) {
		char name[64], address[64];
		snprintf(name, sizeof name, "%s %s", names[i % 6], given[i / 6]);
		snprintf(address, sizeof address, "str. Viilor %d", i + 1);
		sign(t, name, address);
	}
}

static void signatures(const char *lang, int cols, int rows, const char *refused)
{
	struct tui *t = start(lang, cols, rows);
	tui_command(t, "add action title=Rampe type=petition target=300");
	tui_keys(t, "5 S F2");
	sign_many(t, 0, 15);
	tui_keys(t, "Esc S Enter F2");
	sign_many(t, 15, 28);
	sign(t, "tudor SALCAM", "str. Viilor 1"); /* on sheet 1 already */
	sign(t, "Lăcustă", "");
	tui_keys(t, "^X");
	tui_type(t, "fără adresă");
	tui_keys(t, "Enter");
	tui_expect(t, refused);
	expect_said(t, "petition Rampe --lang en", "Signatures: 28 (paper 28, online 0), goal 300; refused 1, twice 1");
	/* the first sheet once more: its rows are there, and nobody is counted twice */
	tui_keys(t, "Esc S Down Enter");
	sign_many(t, 0, 2);
	expect_said(t, "petition Rampe --lang en", "Signatures: 28 (paper 28, online 0), goal 300; refused 1, twice 3");
	/* nor can a second sheet have its number */
	tui_keys(t, "Esc S Enter Tab");
	tui_type(t, "1");
	tui_keys(t, "F2");
	expect_said(t, "list sheet --columns number --csv", "number\r\n1\r\n2\r\n");
	stop(t);
}

static void signatures__thirty_on_two_sheets__romanian(void **state)
{
	(void)state;
	signatures("ro", 80, 24, "respins");
}

static void signatures__thirty_on_two_sheets__russian_and_small(void **state)
{
	(void)state;
	signatures("ru", 60, 20, "отклон");
}

/* ---- a collection: money typed, refused, confirmed by two */

static void add_money(struct tui *t, const char *what, const char *amount)
{
	tui_keys(t, "n");
	tui_type(t, what);
	tui_keys(t, "Tab");
	tui_type(t, amount);
	tui_keys(t, "F2");
}

static void money(const char *lang, int cols, int rows)
{
	struct tui *t = start(lang, cols, rows);
	tui_command(t, "add person surname=Gutuie given=Raisa");
	tui_command(t, "add person surname=Cimbru given=Sava");
	tui_command(t, "add person surname=Pelin given=Matei");
	tui_command(t, "add action title=Banci type=collection sum=20000");
	tui_keys(t, "5 K");
	add_money(t, "Urna", "12,5 lei");
	add_money(t, "Transfer", "1.000,50");
	tui_keys(t, "n");
	tui_type(t, "Greșit");
	tui_keys(t, "Tab");
	tui_type(t, "-5");
	tui_keys(t, "F2 Enter"); /* refused: what is typed stays in the form */
	tui_expect(t, "-5");
	tui_keys(t, "Esc");
	expect_said(t, "ledger Banci --lang en", "Balance 1,013.00");
	tui_command(t, "set ledger Urna 'noted_by=Pelin Matei'");
	tui_keys(t, "Down A");
	tui_type(t, "pelin"); /* what he noted himself is for somebody else */
	tui_keys(t, "Enter A");
	tui_type(t, "gutuie");
	tui_keys(t, "Enter");
	expect_said(t, "ledger Banci --json",
	    "\"what\":\"Urna\",\"amount\":1250,\"currency\":\"MDL\",\"balance\":1250,\"confirmed\":1");
	expect_said(t, "ledger Banci --json", "\"balance\":101300,\"confirmed\":2");
	tui_keys(t, "A");
	tui_type(t, "gutuie"); /* the same person twice */
	tui_keys(t, "Enter");
	expect_said(t, "ledger Banci --lang en", "Not yet confirmed by two people 1");
	if (tui_has(t, "Nu a mers") || tui_has(t, "Не получилось")) /* said in a box where the line is too short */
		tui_keys(t, "Esc");
	tui_keys(t, "A");
	tui_type(t, "cimbru");
	tui_keys(t, "Enter");
	expect_said(t, "ledger Banci --json", "\"balance\":1250,\"confirmed\":2");
	stop(t);
}

static void money__typed_and_confirmed_by_two__romanian(void **state)
{
	(void)state;
	money("ro", 80, 24);
}

static void money__typed_and_confirmed_by_two__russian_and_small(void **state)
{
	(void)state;
	money("ru", 60, 20);
}

/* ---- an assembly: steps, roles, safety put in with one key; its notice */

static void assembly__steps_roles_and_notice__by_one_key_each(void **state)
{
	(void)state;
	struct tui *t = start("ro", 80, 24);
	tui_command(t, "add action title=Pichet type=direct starts_on=2026-12-14 expected=80");
	tui_keys(t, "5 W Enter");
	tui_expect(t, "19 pași puși");
	tui_keys(t, "Enter");
	tui_expect(t, "Roluri 6");
	tui_expect(t, "Siguranță 6");
	expect_said(t, "list step --filter part=task --columns what,until --csv",
	    "Declarația prealabilă la primărie,2026-12-09");
	expect_said(t, "due --days 30", "The assembly notice: Pichet");
	tui_keys(t, "V");
	tui_expect(t, "[ ] Declarația prealabilă: miercuri, 9 decembrie 2026");
	tui_keys(t, "Esc F F2"); /* the letter it begins with */
	expect_said(t, "list letter --columns kind,rule,action --csv", "assembly.notice,Pichet");
	tui_command(t, "set letter 'Declarația prealabilă: Pichet' sent_on=2026-11-23");
	tui_keys(t, "V");
	tui_expect(t, "[x] Declarația prealabilă");
	tui_keys(t, "Esc E F2"); /* what was learnt */
	expect_said(t, "list practice --columns title,action --csv", "Pichet,Pichet");
	stop(t);
}

/* ---- a legal rule: nonsense refused, changed, given back */

static void rule__edited_refused_and_given_back(void **state)
{
	(void)state;
	struct tui *t = start("ro", 80, 24);
	tui_keys(t, "^K");
	tui_type(t, "regulile legale");
	tui_keys(t, "Enter Enter Tab Tab Tab Tab Tab");
	tui_type(t, "-3");
	tui_keys(t, "F2");
	tui_expect(t, "nu este un număr posibil");
	tui_keys(t, "Esc ^U");
	tui_type(t, "20");
	tui_keys(t, "F2");
	tui_expect(t, "20 de zile calendaristice");
	tui_expect(t, "*"); /* the group's own */
	expect_said(t, "deadline petition.answer --from 2026-11-02 --json", "2026-11-23");
	tui_keys(t, "R");
	tui_expect(t, "30 de zile calendaristice");
	expect_said(t, "deadline petition.answer --from 2026-11-02 --json", "2026-12-02");
	tui_keys(t, "u");
	tui_expect(t, "20 de zile calendaristice");
	stop(t);
}

/* ---- promises, duplicates */

static void promise__marked_with_one_key(void **state)
{
	(void)state;
	struct tui *t = start("ru", 60, 20);
	tui_command(t, "add observation kind=promise text=Adăpost until=2026-12-20 who=direcția");
	tui_keys(t, "^K");
	tui_type(t, "реестр обещаний");
	tui_keys(t, "Enter K");
	expect_said(t, "list observation --columns kept,settled_on --csv", "kept,2026-11-23");
	tui_keys(t, "F");
	expect_said(t, "list observation --columns kept --json", "\"kept\":\"broken\"");
	tui_keys(t, "F");
	expect_said(t, "list observation --columns kept --json", "\"kept\":\"running\"");
	stop(t);
}

static void duplicate__shown_while_typing(void **state)
{
	(void)state;
	struct tui *t = start("ro", 80, 24);
	tui_command(t, "add problem 'title=Trecere nesemnalizată la gimnaziu'");
	tui_keys(t, "4 n");
	tui_type(t, "trecerea de la gimnaziu nesemnalizata");
	tui_expect(t, "aceleași cuvinte: Trecere nesemnalizată la gimnaziu");
	tui_keys(t, "^E");
	tui_expect(t, "Toate câmpurile");
	tui_keys(t, "Esc");
	tui_expect(t, "trecerea de la gimnaziu");
	tui_keys(t, "^D");
	expect_said(t, "list problem --columns state,duplicate_of --json", "\"state\":\"duplicate\"");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(signatures__thirty_on_two_sheets__romanian),
	    cmocka_unit_test(signatures__thirty_on_two_sheets__russian_and_small),
	    cmocka_unit_test(money__typed_and_confirmed_by_two__romanian),
	    cmocka_unit_test(money__typed_and_confirmed_by_two__russian_and_small),
	    cmocka_unit_test(assembly__steps_roles_and_notice__by_one_key_each),
	    cmocka_unit_test(rule__edited_refused_and_given_back),
	    cmocka_unit_test(promise__marked_with_one_key),
	    cmocka_unit_test(duplicate__shown_while_typing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
