/* tests/tui/test_tui_workshop.c - a series of workshops from the plan to the certificates, by keys alone at 80x24, with
 * Romanian hands and with the keyboard on Russian: planned, the sheet printed, attendance taken in every way, the
 * program killed in the middle, a trainer's laptop, a conflict, the merge taken back, certificates, the figures. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tui/tui.h"

/* The same physical keys; what the screens then say. */
struct hands {
	const char *lang, *roll, *print, *plan, *pack, *undo, *swap;
	const char *new_series, *title, *place, *modules[6], *planned, *written, *none_collided, *certificates,
	    *figures;
};

static const struct hands romanian = {"ro", "P", "p", "W", "X", "u", "x", "Serie nouă", "Toamna vecinilor", "Casa mare",
    {"Vecinii și orașul", "Scriem împreună", "Radioul cartierului", "Pe treptele primăriei", "Banii străzii",
        "Toamna noastră"},
    "6 ateliere planificate", "Scris:", "Nu sunt conflicte.", "Certificate", "Prezența la ateliere"};
static const struct hands russian = {"ru", "З", "з", "Ц", "Ч", "г", "ч", "Новый цикл", "Осень соседей", "Дом соседей",
    {"Соседи и город", "Пишем вместе", "Радио квартала", "На ступенях примэрии", "Деньги улицы", "Наша осень"},
    "запланировано 6 семинаров", "Записано:", "Расхождений нет.", "Сертификаты", "Посещение семинаров"};

static void go_to(struct tui *t, const char *title)
{
	tui_keys(t, "Esc Esc Esc ^K");
	tui_type(t, title);
	tui_keys(t, "Enter");
}

static void on_laptop(struct tui *t, const char *db, const char *args)
{
	char line[2048];
	snprintf(line, sizeof line,
	    "version >/dev/null; HOME=%s OBSTE_NOW=2026-11-23T18:05 LC_ALL=C.UTF-8 ${OBSTE:-build/obste} --db %s/%s.db "
	    "--lang en --no-input %s",
	    tui_home(t), tui_home(t), db, args);
	tui_command(t, line);
}

static int marked(struct tui *t, const char *workshop, const char *mark)
{
	char args[256];
	int n = 0;
	snprintf(args, sizeof args, "attend '%s' --json", workshop);
	const char *said = tui_command(t, args);
	snprintf(args, sizeof args, "\"mark\":\"%s\"", mark);
	for (const char *p = said; (p = strstr(p, args)); p++)
		n++;
	return n;
}

/* "3 / 16" on the screen: the second number. */
static int on_the_roll(struct tui *t)
{
	for (const char *p = tui_text(t); (p = strstr(p, " / ")); p++)
		if (p[-1] >= '0' && p[-1] <= '9')
			return atoi(p + 3);
	fail_msg("no counter on\n%s", tui_text(t));
	return 0;
}

static void expect_counter(struct tui *t, int came, int all)
{
	char text[32];
	snprintf(text, sizeof text, "%d / %d", came, all);
	tui_expect(t, text);
}

static void again(struct tui *t, const char *key, int n)
{
	for (int i = 0; i < n; i++)
		tui_keys(t, key);
}

/* ---- the parts, in their order */

static void plan(struct tui *t, const struct hands *h)
{
	tui_keys(t, "^K");
	tui_type(t, h->new_series);
	tui_keys(t, "Enter");
	tui_type(t, h->title);
	tui_keys(t, "Tab 23.11 Tab Tab");
	tui_type(t, h->place);
	tui_keys(t, "Tab");
	tui_type(t, "Botanica");
	tui_keys(t, "Enter Tab");
	for (int i = 0; i < 6; i++) {
		tui_type(t, h->modules[i]);
		tui_keys(t, i < 5 ? "Enter" : "Tab");
	}
	tui_keys(t, "2 F2"); /* for a certificate */
	go_to(t, h->title);
	tui_keys(t, h->plan);
	tui_keys(t, "Enter");
	tui_expect(t, h->planned);
}

static void print(struct tui *t, const struct hands *h, const char *title, const char *choose, const char *file)
{
	char path[512];
	struct stat st;
	go_to(t, title);
	tui_keys(t, h->print);
	tui_keys(t, choose);
	tui_keys(t, "Enter ^U");
	snprintf(path, sizeof path, "%s/%s", tui_home(t), file);
	tui_type(t, path);
	tui_keys(t, "Enter");
	tui_expect_soon(t, h->written);
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size > 1000);
}

/* Reading aloud: one key a person; killed half-way; two at the door who were not expected. */
static struct tui *read_aloud(struct tui *t, const struct hands *h, const struct tui_options *o)
{
	go_to(t, h->modules[0]);
	tui_keys(t, h->roll);
	const int all = on_the_roll(t), half = all / 2;
	assert_true(all >= 10);
	again(t, "Space", half);
	t = tui_again(t, SIGKILL, o);
	assert_int_equal(marked(t, h->modules[0], "present"), half);
	go_to(t, h->modules[0]);
	tui_keys(t, h->roll);
	expect_counter(t, half, all);
	again(t, "Down", half);
	again(t, "Space", all - half);
	expect_counter(t, all, all);
	tui_type(t, "Potârniche Lia");
	tui_keys(t, "Enter Enter"); /* nobody is called so: the form, with the name in it */
	tui_type(t, "Stârc Mihai");
	tui_keys(t, "+ Tab 069000078 Enter"); /* with a phone: the consent is on the paper */
	expect_counter(t, all + 2, all + 2);
	tui_keys(t, "Esc");
	assert_int_equal(marked(t, h->modules[0], "present"), all + 2);
	return t;
}

/* Everybody is seated; five are missing. */
static void all_but_five(struct tui *t, const struct hands *h)
{
	static const char *const missing[] = {"mier", "plo", "nal", "frun", "rom"};
	go_to(t, h->modules[1]);
	tui_keys(t, h->roll);
	tui_keys(t, "*");
	const int all = on_the_roll(t);
	expect_counter(t, all, all);
	int away = 0;
	for (int i = 0; i < 5; i++) {
		tui_type(t, missing[i]);
		tui_keys(t, "3");
		away = marked(t, h->modules[1], "absent");
	}
	assert_true(away >= 3);
	tui_keys(t, "Esc Esc");
	assert_int_equal(marked(t, h->modules[1], "present"), all - away);
}

/* The signed sheet: its numbers. On the Russian layout the key gives №. */
static void numbers_of_the_sheet(struct tui *t, const struct hands *h)
{
	go_to(t, h->modules[2]);
	tui_keys(t, h->roll);
	tui_keys(t, strcmp(h->lang, "ru") == 0 ? "№" : "#");
	tui_type(t, "1-6 !7 ?8 ~9");
	tui_keys(t, "Enter");
	expect_counter(t, 7, on_the_roll(t));
	tui_keys(t, "Esc");
	assert_int_equal(marked(t, h->modules[2], "excused"), 1);
}

/* A file for the trainer, who marks; meanwhile one of them is marked here too. */
static void a_trainers_laptop(struct tui *t, const struct hands *h)
{
	char args[1024], path[512];
	const char *w = h->modules[3];
	snprintf(path, sizeof path, "%s/there.obste", tui_home(t));
	go_to(t, w);
	tui_keys(t, h->pack);
	tui_keys(t, "Enter ^U");
	tui_type(t, path);
	tui_keys(t, "Enter tei Enter tei Enter");
	tui_expect_soon(t, "there.obste");
	on_laptop(t, "elena", "init --name gol --who Elena");
	snprintf(args, sizeof args, "merge %s/there.obste", tui_home(t));
	on_laptop(t, "elena", args);
	snprintf(args, sizeof args, "attend '%s' --sheet '1-3'", w);
	on_laptop(t, "elena", args);
	snprintf(args, sizeof args, "pack '%s' -o %s/back.obste", w, tui_home(t));
	on_laptop(t, "elena", args);
	tui_keys(t, h->roll);
	tui_keys(t, "3 Esc"); /* the first one, absent */
	assert_int_equal(marked(t, w, "absent"), 1);
}

static void merge_swap_undo(struct tui *t, const struct hands *h)
{
	const char *w = h->modules[3];
	tui_keys(t, "Esc Esc Esc 0 Home Down Down Down Down Enter");
	tui_type(t, "back.obste");
	tui_keys(t, "Enter tei Enter");
	tui_keys(t, "Enter"); /* what it would change was shown: take it in */
	const int before = marked(t, w, "absent");
	tui_keys(t, h->swap);
	tui_expect(t, h->none_collided);
	assert_true(marked(t, w, "absent") != before);
	tui_keys(t, h->undo); /* the swap */
	tui_expect_not(t, h->none_collided);
	assert_int_equal(marked(t, w, "absent"), before);
	tui_keys(t, h->undo); /* the merge, one step */
	assert_int_equal(marked(t, w, "present"), 0);
	assert_int_equal(marked(t, w, "absent"), 1);
	tui_keys(t, "Esc");
}

static void figures(struct tui *t, const struct hands *h)
{
	char wanted[128];
	const int all = marked(t, h->modules[0], "present");
	tui_keys(t, "Esc Esc Esc 9");
	tui_expect(t, h->figures);
	const char *said = tui_command(t, "report attendance --format csv --from 2026-11-23 --to 2026-11-23");
	snprintf(wanted, sizeof wanted, "2026-11-23,%s,%d,%d,0,0,0,2,100", h->modules[0], all - 2, all);
	if (!strstr(said, wanted))
		fail_msg("%s is not in:\n%s", wanted, said);
	tui_keys(t, "Tab"); /* from the list of reports to the figures: the same, expected and came */
	snprintf(wanted, sizeof wanted, " %d ", all - 2);
	tui_expect(t, wanted);
	snprintf(wanted, sizeof wanted, " %d ", all);
	tui_expect(t, wanted);
}

static void whole_series(const struct hands *h)
{
	setenv("OBSTE_PASSPHRASE", "tei", 1);
	const struct tui_options o = {.lang = h->lang};
	struct tui *t = tui_start(&o);
	plan(t, h);
	print(t, h, h->modules[0], "Enter", "fisa.pdf");
	t = read_aloud(t, h, &o);
	all_but_five(t, h);
	numbers_of_the_sheet(t, h);
	a_trainers_laptop(t, h);
	merge_swap_undo(t, h);
	print(t, h, h->title, "Enter", "certificate.pdf");
	figures(t, h);
	tui_command(t, "check");
	assert_int_equal(tui_stop(t), 0);
	unsetenv("OBSTE_PASSPHRASE");
}

static void series__planned_to_certified__romanian(void **state)
{
	(void)state;
	whole_series(&romanian);
}

static void series__planned_to_certified__on_the_russian_layout(void **state)
{
	(void)state;
	whole_series(&russian);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(series__planned_to_certified__romanian),
	    cmocka_unit_test(series__planned_to_certified__on_the_russian_layout),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
