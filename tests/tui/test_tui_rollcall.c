/* tests/tui/test_tui_rollcall.c - the roll-call as a trainer uses it: how many keys it takes, on any keyboard layout,
 * with the program killed between any two keys, with a second window beside. */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "ui/screens/rollcall.h"
#include "tui/tui.h"

/* Today's workshop in the sample group. */
#define ROLL "6 Down Down Down Down P"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static int count(const char *text, const char *words)
{
	int n = 0;
	for (const char *p = text; (p = strstr(p, words)); p += strlen(words))
		n++;
	return n;
}

/* ---- how many keys (screens.md 7.2), with the roll-call's own finding */

enum { PEOPLE = 25, ORDERS = 400 };
static const char *const names[PEOPLE] = {"Arseni Doina", "Balan Vasile", "Ciobanu Ana", "Cojocaru Tudor",
    "Кузнецова Ольга", "Lungu Andrei", "Moraru Elena", "Popa Lilia", "Rusu Ion", "Șerban Mihaela", "Știrbu Gheorghe",
    "Țurcanu Ștefan", "Федоров Николай", "Guțu Maria", "Ceban Igor", "Rotaru Natalia", "Munteanu Sergiu",
    "Попова Светлана", "Иванов Павел", "Botnaru Cristina", "Cazacu Vera", "Dragan Nina", "Soltan Victor",
    "Морозов Олег", "Zaharia Tatiana"};

static void begin(struct roll *s)
{
	memset(s, 0, sizeof *s);
	s->roll.n = PEOPLE;
	s->roll.rows = calloc(PEOPLE, sizeof *s->roll.rows);
	for (size_t i = 0; i < PEOPLE; i++) {
		struct buf key = BUF_INIT;
		text_key(names[i], &key);
		s->roll.rows[i].name = strdup(names[i]);
		s->roll.rows[i].key = buf_take(&key);
	}
	line_init(&s->typed, false, "");
	roll_filter(s);
}

static void end(struct roll *s)
{
	for (size_t i = 0; i < PEOPLE; i++) {
		free(s->roll.rows[i].name);
		free(s->roll.rows[i].key);
	}
	free(s->roll.rows);
	free(s->shown);
	line_free(&s->typed);
}

static void set(struct roll *s, size_t row, const char *mark)
{
	snprintf(s->roll.rows[row].mark, sizeof s->roll.rows[row].mark, "%s", mark);
}

/* After a mark the next who is not marked is selected: whoever that is needs no letter. */
static size_t next_untouched(const struct roll *s, size_t row)
{
	for (size_t i = 1; i <= PEOPLE; i++)
		if (!roll_mark_of(&s->roll.rows[(row + i) % PEOPLE]))
			return (row + i) % PEOPLE;
	return row;
}

/* Letters of the surname until the person stands first; then one key marks. The keys pressed. */
static int keys_to_find(struct roll *s, size_t row, const char *mark, bool other_layout)
{
	struct buf typed = BUF_INIT, other = BUF_INIT;
	const char *name = names[row];
	int keys = 0;
	do {
		const size_t n = (unsigned char)*name < 0x80 ? 1 : 2;
		assert_true(*name);
		buf_add(&typed, name, n);
		name += n;
		keys++;
		buf_clear(&other);
		const bool swapped = other_layout && text_other_layout(buf_str(&typed), &other);
		line_set(&s->typed, swapped ? buf_str(&other) : buf_str(&typed));
		roll_search_changed(s);
	} while (s->nshown == 0 || s->shown[0] != row);
	set(s, row, mark);
	line_set(&s->typed, "");
	roll_search_changed(s);
	buf_free(&typed);
	buf_free(&other);
	return keys + 1;
}

static uint32_t seed = 7;

static size_t dice(size_t n)
{
	seed = seed * 1103515245u + 12345u;
	return seed / 65536u % n;
}

static void shuffle(size_t *order)
{
	for (size_t i = 0; i < PEOPLE; i++)
		order[i] = i;
	for (size_t i = PEOPLE; i > 1; i--) {
		const size_t k = dice(i), was = order[i - 1];
		order[i - 1] = order[k];
		order[k] = was;
	}
}

/* In random order; `most` of them only. The average over all orders, in keys. */
static double average(size_t most, int before, const char *mark, bool other_layout)
{
	long all = 0;
	for (int i = 0; i < ORDERS; i++) {
		struct roll s;
		size_t order[PEOPLE];
		int keys = before;
		begin(&s);
		shuffle(order);
		for (size_t k = 0; before && k < PEOPLE; k++)
			set(&s, k, "present"); /* the star */
		for (size_t k = 0, selected = 0; k < most; k++) {
			if (order[k] != selected)
				keys += keys_to_find(&s, order[k], mark, other_layout);
			else
				keys++;
			set(&s, order[k], mark);
			selected = next_untouched(&s, order[k]);
		}
		assert_true(keys <= 4 * (int)most + before);
		all += keys;
		end(&s);
	}
	return (double)all / ORDERS;
}

static void keys__at_the_door_in_any_order__sixty(void **state)
{
	(void)state;
	const double door = average(PEOPLE, 0, "present", false);
	print_message("at the door: %.1f keys for 25\n", door);
	assert_true(door <= 60);
}

static void keys__everybody_but_five__sixteen(void **state)
{
	(void)state;
	const double seated = average(5, 1, "absent", false);
	print_message("all but five: %.1f keys\n", seated);
	assert_true(seated <= 16);
}

static void keys__on_the_other_layout__no_more(void **state)
{
	(void)state;
	assert_true(average(PEOPLE, 0, "present", true) <= 4 * PEOPLE);
}

/* Reading aloud: one key a person. */
static void keys__read_aloud__one_each(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, ROLL);
	for (int i = 0; i < PEOPLE; i++)
		tui_keys(t, "Space");
	tui_expect(t, "25 / 25");
	tui_keys(t, "Esc");
	assert_int_equal(count(tui_command(t, "attend 'Cum scriem o petiție'"), " present"), PEOPLE);
	stop(t);
}

/* ---- by keys, in the room */

static void room__on_the_russian_layout__found_and_marked(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru"});
	tui_keys(t, "6 Down Down Down Down З"); /* P */
	tui_type(t, "ьшук");                    /* mier */
	tui_expect(t, "Mierlă Ilinca");
	tui_keys(t, "Enter");
	tui_type(t, "ряб");
	tui_keys(t, "3");
	tui_type(t, "hz,"); /* the same, with the layout on English */
	tui_keys(t, "2");
	const char *said = tui_command(t, "attend 'Cum scriem o petiție'");
	assert_non_null(strstr(said, "present     Mierlă Ilinca"));
	assert_non_null(strstr(said, "late        Рябина Светлана"));
	stop(t);
}

static void room__all_then_one_away_then_undo(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, ROLL " *");
	tui_expect(t, "25 / 25");
	tui_keys(t, "salc 3");
	tui_expect(t, "24 / 25");
	tui_keys(t, "^Z");
	tui_expect(t, "25 / 25");
	tui_keys(t, "^Z");
	tui_expect(t, "0 / 25");
	tui_keys(t, "^Z"); /* nothing of another screen */
	tui_expect(t, "0 / 25");
	stop(t);
}

static void room__left_with_some_untouched__three_makes_them_absent(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, ROLL " Enter 2 Esc");
	tui_expect(t, "23 de neatinși: 3 = absenți");
	tui_keys(t, "3");
	tui_expect(t, "23 de oameni absenți");
	assert_int_equal(count(tui_command(t, "attend 'Cum scriem o petiție'"), " absent"), 23);
	tui_keys(t, "u");
	assert_int_equal(count(tui_command(t, "attend 'Cum scriem o petiție'"), " absent"), 0);
	stop(t);
}

static void walk_in__without_consent__only_the_name_is_kept(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, ROLL);
	tui_type(t, "Potârniche Lia");
	tui_keys(t, "Enter Tab 069000077 Tab Tab Space Enter"); /* a phone, but the consent taken off again */
	tui_expect(t, "Potârniche Lia, prezent 18:05");
	const char *said = tui_command(t, "list person --columns surname,phone,status --csv");
	assert_null(strstr(said, "Potârniche")); /* counted, and in no list unless it is asked for */
	said = tui_command(t, "list person --filter status=guest --columns surname,phone,status --csv");
	assert_non_null(strstr(said, "Potârniche,,guest"));
	tui_type(t, "Stârc Mihai");
	tui_keys(t, "+ Tab 069000078 Enter");
	tui_expect(t, "Stârc Mihai, prezent 18:05");
	said = tui_command(t, "list person --columns surname,phone,status --csv");
	assert_non_null(strstr(said, "Stârc,+37369000078,active"));
	assert_non_null(strstr(tui_command(t, "list consent --csv"), "Stârc Mihai"));
	assert_null(strstr(tui_command(t, "list consent --csv"), "Potârniche"));
	stop(t);
}

/* Somebody known who was not invited stands below those who were, and is marked or noted as coming by the same keys. */
static void room__known_but_not_invited__offered_below(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, ROLL " br");
	tui_expect(t, "Brândușă Grigore      Centru      neinvitat");
	tui_expect_not(
	    t, "Cicoare"); /* "br" on the other layout is inside that name: a guess, and nobody's beginning */
	tui_keys(t, "2");
	tui_expect(t, "1 / 26");
	tui_expect(t, "Brândușă Grigore, întârziat 18:05");
	tui_keys(t, "bus");
	tui_keys(t, "5");
	tui_expect(t, "Busuioc Natalia, confirmat");
	tui_expect(t, "1 / 27");
	tui_keys(t, "^Z ^Z");
	tui_expect(t, "0 / 25");
	stop(t);
}

static void room__half_days__noted_and_added_up(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_command(t, "set workshop 'Cum scriem o petiție' counted=halves starts=10:00 ends=18:00");
	tui_keys(t, ROLL " mier Enter plop Enter mier =");
	tui_expect(t, "Jumătăți de zi: 0, 1 sau 2");
	tui_keys(t, "BS 1 Enter Esc");
	tui_expect(t, "18:05 1/2");
	tui_expect(t, "18:05 2/2");
	const char *said = tui_command(t, "report attendance_people --format csv --from 2026-11-23 --to 2026-11-23");
	assert_non_null(strstr(said, "Mierlă Ilinca,1,1,100,2026-11-23,4:00,1"));
	stop(t);
}

static void second_window__marks_are_seen(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, ROLL);
	tui_expect(t, "0 / 25");
	tui_command(t, "attend 'Cum scriem o petiție' --sheet '1-3 !4'");
	tui_expect_soon(t, "3 / 25");
	stop(t);
}

/* Every Monday: each day has its own roll; the day that was taken out stands in the list by itself. */
static void repeated__each_day_has_its_own_roll(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_command(t, "add workshop title=Cenaclu date=2026-11-09 starts=18:00 ends=19:00 groups=Botanica "
	               "'repeat=FREQ=WEEKLY;BYDAY=MO'");
	tui_keys(t, "^K Cenaclu Enter P");
	tui_expect(t, "Prezența din care zi?");
	tui_expect(t, "> lun 23 nov, 18:00");
	tui_keys(t, "Enter Space Space Esc");
	tui_keys(t, "Esc Esc ^K Cenaclu Enter");
	tui_keys(t, "P");
	const char *said = tui_command(t, "list workshop --filter title=Cenaclu --columns date,repeat --csv");
	assert_non_null(strstr(said, "2026-11-23,\r\n"));
	assert_non_null(strstr(said, "-2026-11-23"));
	said = tui_command(t, "list attendance --filter mark=present --columns workshop --csv");
	assert_int_equal(count(said, "Cenaclu"), 2);
	stop(t);
}

/* ---- killed between two keys */

static int here(struct tui *t)
{
	const char *said = tui_command(t, "attend 'Cum scriem o petiție'");
	return count(said, " present") + count(said, " late");
}

static void killed__after_any_key__every_mark_is_there(void **state)
{
	(void)state;
	static const char *const marks[] = {"salc Enter", "mier 2", "ряб Enter", "rom 2", "nal 1", "sca Enter"};
	const struct tui_options o = {.lang = "ro"};
	struct tui *t = tui_start(&o);
	for (int i = 0; i < (int)(sizeof marks / sizeof *marks); i++) {
		tui_keys(t, ROLL);
		tui_keys(t, marks[i]);
		if (i % 2)
			tui_type(t, "ro"); /* a search that was begun is no mark */
		t = tui_again(t, SIGKILL, &o);
		assert_int_equal(here(t), i + 1);
	}
	tui_command(t, "check");
	stop(t);
}

/* The counter on the screen: who has come, as the trainer was told. */
static int told_here(struct tui *t)
{
	const char *text = tui_text(t), *slash = strstr(text, " / 25");
	while (slash && slash > text && slash[-1] >= '0' && slash[-1] <= '9')
		slash--;
	return slash ? atoi(slash) : -1;
}

/* At any moment, in the middle of reading, marking, drawing: what the screen had said is on the disk, and the file is
 * whole. */
static void killed__at_any_moment__what_was_told_is_there(void **state)
{
	(void)state;
	const struct tui_options o = {.lang = "ro"};
	struct tui *t = tui_start(&o);
	int stored = 0;
	for (int round = 0; round < 14; round++) {
		const size_t keys = 1 + dice(4);
		tui_keys(t, ROLL);
		for (size_t i = 0; i < keys; i++)
			tui_raw(t, dice(3) ? " " : "2", 1); /* present or late: both have come */
		poll(NULL, 0, (int)dice(12));
		tui_signal(t, SIGKILL);
		tui_wait_end(t);
		const int told = told_here(t);
		t = tui_again(t, SIGKILL, &o);
		const int now = here(t);
		if (told >= 0)
			assert_true(now >= told);
		assert_true(now >= stored);
		stored = now;
		tui_command(t, "check");
	}
	stop(t);
}

/* ---- evaluation */

static void evaluation__typed_row_after_row__averaged(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, "6 Down Down Down Down E 5 4 5");
	tui_type(t, "Exemplele");
	tui_keys(t, "Enter 4 Space 3 Enter");
	tui_expect(t, "4,5/5 (2)");
	const char *said = tui_command(t, "report feedback --format csv");
	assert_non_null(strstr(said, "Cum scriem o petiție,2,4.50,4.00,4.00,1"));
	tui_keys(t, "^Z");
	tui_expect(t, "5,0/5 (1)");
	tui_keys(t, "Esc Enter");
	tui_expect(t, "Evaluare 5,0/5 (1) · Conținut 4,0 · Formator 5,0"); /* in the workshop's page */
	stop(t);
}

/* The words of certificates, from the settings; emptied, the usual ones are back. */
static void certificates__their_words_are_the_groups(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, "^K");
	tui_type(t, "textul certificatelor");
	tui_keys(t, "Enter Enter Enter");
	tui_expect(t, "Textul certificatelor: Română");
	tui_type(t, "small center: Cu drag, {nume}");
	tui_keys(t, "^S");
	tui_expect(t, "{nume} nu e un cuvânt care se completează");
	tui_keys(t, "Enter Enter BS BS BS BS BS BS Esc");
	tui_expect(t, "Textul certificatelor: Română");
	tui_keys(t, "Enter Enter");
	tui_expect(t, "small center: Cu drag,");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keys__at_the_door_in_any_order__sixty),
	    cmocka_unit_test(keys__everybody_but_five__sixteen),
	    cmocka_unit_test(keys__on_the_other_layout__no_more),
	    cmocka_unit_test(keys__read_aloud__one_each),
	    cmocka_unit_test(room__on_the_russian_layout__found_and_marked),
	    cmocka_unit_test(room__all_then_one_away_then_undo),
	    cmocka_unit_test(room__left_with_some_untouched__three_makes_them_absent),
	    cmocka_unit_test(walk_in__without_consent__only_the_name_is_kept),
	    cmocka_unit_test(room__known_but_not_invited__offered_below),
	    cmocka_unit_test(room__half_days__noted_and_added_up),
	    cmocka_unit_test(second_window__marks_are_seen),
	    cmocka_unit_test(repeated__each_day_has_its_own_roll),
	    cmocka_unit_test(killed__after_any_key__every_mark_is_there),
	    cmocka_unit_test(killed__at_any_moment__what_was_told_is_there),
	    cmocka_unit_test(evaluation__typed_row_after_row__averaged),
	    cmocka_unit_test(certificates__their_words_are_the_groups),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
