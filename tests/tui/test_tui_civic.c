/* test_tui_civic.c - from a broken crossing to the council, by keys alone: a problem, its petition, an extension that
 * does not count, the prior request; an agenda pasted, notes with a promise and a vote, a breach of notice; Today tells
 * the truth. What was done is read back by the command line. The clock stands at Monday, 23 November 2026. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static void expect_in(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("%s is not in:\n%s", words, text);
}

static int count(const char *text, const char *words)
{
	int n = 0;
	for (const char *p = text; (p = strstr(p, words)); p += strlen(words))
		n++;
	return n;
}

static void paste(struct tui *t, const char *text)
{
	tui_raw(t, "\x1b[200~", 6);
	tui_raw(t, text, strlen(text));
	tui_raw(t, "\x1b[201~", 6);
	tui_wait(t);
}

/* The letters' list: six lines above the end of the last section. */
#define LETTERS "0 End Up Up Up Up Up Up Up Enter"

/* What is chosen from a menu by typing, in that language. */
struct words {
	const char *lang, *extension, *prior, *agenda_on, *cancelled;
	int rows, cols;
};
static const struct words romanian = {"ro", "prelungirea", "prealabil", "Ordinea publicată", "nu conteaz", 24, 80};
static const struct words russian = {"ru", "продление", "Предварит", "Повестка опуб", "не считается", 20, 60};

static void petition(struct tui *t, const struct words *w)
{
	tui_keys(t, "4 n");
	tui_type(t, "Trecere nesemnalizată");
	tui_keys(t, "^S A ^S"); /* and an action for it */
	tui_keys(t, LETTERS " n");
	tui_type(t, "Petiție: semafor");
	tui_keys(t, "Tab Tab Tab");
	tui_type(t, "trecere");
	tui_keys(t, "Enter Tab Tab Tab");
	tui_type(t, "1.10.2026");
	tui_keys(t, "Tab");
	tui_type(t, "1043");
	tui_keys(t, "Tab");
	tui_type(t, "2.10.2026");
	tui_keys(t, "^S"); /* 30 days: Sunday 1 November, so Monday 2 */
	expect_in(tui_command(t, "list letter --json"), "\"rule\":\"petition.answer\"");
	tui_keys(t, "C");
	tui_type(t, w->extension);
	tui_keys(t, "Enter ^S"); /* came today: after the term */
	tui_keys(t, "Home Enter");
	if (w->cols >= 80) /* on the small screen the words are wrapped */
		tui_expect(t, w->cancelled);
	tui_expect(t, "1043");
	tui_keys(t, "1");
	tui_expect(t, "! Petiție: semafor");
}

static void prior_request(struct tui *t, const struct words *w)
{
	tui_keys(t, LETTERS " Home A");
	tui_type(t, w->prior);
	tui_keys(t, "Enter");
	tui_expect(t, "1043");
	tui_keys(t, "Enter ^S");
	const char *said = tui_command(t, "list letter --json");
	expect_in(said, "\"kind\":\"prior\"");
	expect_in(said, "\"rule\":\"prior.answer\"");
	expect_in(said, "\"step\":\"prior.silence\"");
}

static void meeting(struct tui *t, const struct words *w)
{
	static const char agenda[] =
	    "1. Bugetul\n2. Drumurile (proiect nr. 7/2)\n3. Semaforul\n4. Parcul\n5. Linia 22\n6. Parcări\n"
	    "7. Școala 3\n8. Tarife\n9. Terenuri\n10. Statutul\n11. Numiri\n12. Diverse\n";
	tui_keys(t, "7 n");
	tui_type(t, "Consiliul municipal");
	tui_keys(t, "^S Z");
	paste(t, agenda);
	tui_keys(t, "^S");
	assert_int_equal(count(tui_command(t, "list item --json"), "\"id\":"), 12);
	tui_keys(t, "M");
	tui_type(t, "Proiectul e gata, lipsesc banii");
	tui_keys(t, "Enter PgDn PgDn Tab");
	tui_type(t, "Banii în decembrie");
	tui_keys(t, "Enter");
	tui_type(t, "șeful direcției");
	tui_keys(t, "Enter");
	tui_type(t, "20 dec");
	tui_keys(t, "Enter Tab Tab");
	tui_type(t, "pentru 7, contra 1, abțineri 2: aprobat");
	tui_keys(t, "Enter Esc");
	const char *said = tui_command(t, "list observation --json");
	assert_int_equal(count(said, "\"id\":"), 3);
	expect_in(said, "\"until\":\"2026-12-20\"");
	expect_in(said, "\"kept\":\"running\"");
	expect_in(tui_command(t, "list item --filter number=3 --json"), "\"for\":7");
	expect_in(tui_command(t, "agenda --to 2026-12-31"), "Banii în decembrie");
	tui_keys(t, "Enter i");
	tui_type(t, w->agenda_on);
	tui_keys(t, "Enter");
	tui_type(t, "22.11.2026"); /* a day before: three working days were due */
	tui_keys(t, "Enter F");
	expect_in(tui_command(t, "list observation --filter kind=breach --json"), "436/2006");
}

static void whole_way(const struct words *w)
{
	struct tui *t =
	    tui_start(&(struct tui_options){.lang = w->lang, .empty = true, .rows = w->rows, .cols = w->cols});
	petition(t, w);
	prior_request(t, w);
	meeting(t, w);
	tui_keys(t, "4 V L");
	tui_expect(t, "Trecere nesemnalizată");
	tui_expect(t, "Petiție: semafor");
	assert_int_equal(tui_stop(t), 0);
}

static void civic__from_empty__in_romanian(void **state)
{
	(void)state;
	whole_way(&romanian);
}

static void civic__from_empty__in_russian_on_a_small_screen(void **state)
{
	(void)state;
	whole_way(&russian);
}

/* What is being typed at a meeting is there again when the window was closed. */
static void notes__window_closed__the_line_is_kept(void **state)
{
	const struct tui_options o = {.lang = "en", .empty = true};
	(void)state;
	struct tui *t = tui_start(&o);
	tui_keys(t, "7 n");
	tui_type(t, "Council");
	tui_keys(t, "^S M Tab");
	tui_type(t, "money in Dece");
	t = tui_again(t, SIGHUP, &o);
	tui_keys(t, "7 M");
	tui_expect(t, "money in Dece");
	tui_type(t, "mber");
	tui_keys(t, "Enter Esc Esc");
	const char *said = tui_command(t, "list observation --json");
	expect_in(said, "\"text\":\"money in December\"");
	expect_in(said, "\"kind\":\"promise\"");
	assert_int_equal(tui_stop(t), 0);
}

static void today__a_task__ticked_where_it_stands(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "Tab Space");
	tui_expect(t, "Done: ");
	tui_expect(t, "[x]");
	tui_keys(t, "u");
	tui_expect_not(t, "[x]");
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(civic__from_empty__in_romanian),
	    cmocka_unit_test(civic__from_empty__in_russian_on_a_small_screen),
	    cmocka_unit_test(notes__window_closed__the_line_is_kept),
	    cmocka_unit_test(today__a_task__ticked_where_it_stands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
