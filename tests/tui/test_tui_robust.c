/* tests/tui/test_tui_robust.c - storms of sizes, poor terminals, a terminal that vanishes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static unsigned seed;

static unsigned next_random(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % below;
}

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

/* The row that has ">" in its first cell. */
static int selected_row(struct tui *t, int rows)
{
	for (int r = 2; r < rows; r++)
		if (tui_row(t, r)[0] == '>')
			return r;
	fail_msg("nothing is selected\n%s", tui_text(t));
	return -1;
}

/* ---- sizes */

static void resize__storm_in_roll_call__person_and_marks_kept(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "6 Down Down Down Down P Enter 2 3 Down Down");
	char selected[64];
	snprintf(selected, sizeof selected, "%.24s", tui_row(t, selected_row(t, 24)));
	seed = 3;
	for (int i = 0; i < 100; i++) {
		tui_resize(t, 1 + (int)next_random(60), 1 + (int)next_random(200));
		if (i % 10 == 0)
			tui_wait(t);
	}
	tui_resize(t, 24, 80);
	tui_wait(t);
	tui_expect(t, "ATTENDANCE");
	if (strncmp(tui_row(t, selected_row(t, 24)), selected, strlen(selected)) != 0)
		fail_msg("selected was: %s\n%s", selected, tui_text(t));
	tui_expect(t, "[x] 18:05");
	tui_expect(t, "[t] 18:05");
	tui_expect(t, "2 / 25");
	stop(t);
}

static void smallest_and_largest__started_and_resized__usable(void **state)
{
	(void)state;
	static const int sizes[][2] = {{1, 1}, {100, 300}, {2, 200}, {200, 2}, {20, 60}};
	for (size_t i = 0; i < 5; i++) {
		struct tui *t =
		    tui_start(&(struct tui_options){.lang = "ro", .rows = sizes[i][0], .cols = sizes[i][1]});
		tui_keys(t, "2 Down Enter Esc ? Esc ^K Esc 8 9 0");
		assert_true(tui_alive(t));
		tui_resize(t, 24, 80);
		tui_wait(t);
		tui_keys(t, "Esc 2");
		tui_expect(t, "Oameni");
		tui_resize(t, sizes[4 - i][0], sizes[4 - i][1]);
		tui_keys(t, "Down e Esc");
		assert_true(tui_alive(t));
		stop(t);
	}
}

/* ---- poor terminals */

/* A colour in a sequence of attributes: CSI ... m with 30 to 49 or 90 to 107. */
static bool has_color(const char *bytes)
{
	for (const char *p = bytes; (p = strstr(p, "\033[")); p++) {
		const char *end = p + 2 + strspn(p + 2, "0123456789;:");
		if (*end != 'm')
			continue;
		for (const char *n = p + 2; n < end; n += strcspn(n, ";m") + 1) {
			int v = atoi(n);
			if ((v >= 30 && v <= 49) || (v >= 90 && v <= 107))
				return true;
		}
	}
	return false;
}

static void visit_screens(struct tui *t)
{
	tui_keys(t, "2 Down Space n Tab Tab Esc 6 P Enter Esc 8 v 9 Tab 0 ? Esc ^K Esc 4 / a Esc Esc");
}

static void expect_no_color(const struct tui_options *o)
{
	struct tui *t = tui_start(o);
	visit_screens(t);
	if (has_color(tui_bytes(t)))
		fail_msg("colours under TERM=%s %s", o->term ? o->term : "", o->env[0] ? o->env[0] : "");
	int row, col;
	tui_keys(t, "2 Down");
	tui_cursor(t, &row, &col);
	assert_true(tui_reversed(t, row, col));
	stop(t);
}

static void no_color__every_screen__no_color_in_the_bytes(void **state)
{
	(void)state;
	expect_no_color(&(struct tui_options){.lang = "en", .env = {"NO_COLOR=1"}});
	expect_no_color(&(struct tui_options){.lang = "ro", .args = "--color never"});
	expect_no_color(&(struct tui_options){.lang = "ru", .term = "vt100"});
	expect_no_color(&(struct tui_options){.lang = "ro", .term = "vt220", .locale = "C"});
}

static void colors__usual__there(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	visit_screens(t);
	assert_true(has_color(tui_bytes(t)));
	stop(t);
}

static void linux_console__c_locale__only_ascii(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru", .term = "linux", .locale = "C"});
	visit_screens(t);
	for (const char *p = tui_bytes(t); *p; p++)
		if ((unsigned char)*p >= 0x80)
			fail_msg("not ASCII\n%s", tui_text(t));
	stop(t);
}

static void dumb_terminal__started__refused_in_words(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .term = "dumb"});
	assert_int_equal(tui_wait_end(t), 2);
	tui_expect(t, "cannot place the cursor (TERM=dumb)");
	assert_int_equal(tui_stop(t), 2);
}

/* ---- the terminal vanishes: wherever the person is, and also when nobody tells the program */

static void terminal__vanishes_anywhere__program_ends(void **state)
{
	(void)state;
	static const char *const places[] = {"1", "2 n abc", "2 / a", "^K ana", "?", "6 P", "8", "2 f",
	    "2 n Tab Tab Down", "2 / \xd0", "2 \033[", "2 / \033[200~abc"};
	for (int deaf = 0; deaf < 2; deaf++)
		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true, .deaf = deaf});
			tui_keys(t, places[i]);
			tui_hangup(t);
			if (tui_wait_end(t) != 0)
				fail_msg("it goes on without a terminal (after %s)", places[i]);
			stop(t);
		}
}

/* ---- settings and folders that are broken or hostile: the program starts, and says nothing worse than usual */

static void settings__hostile_file__starts_all_the_same(void **state)
{
	(void)state;
	static const char *const makes[] = {"mkdir F", "mkfifo F", "ln -s F F", "head -c 3000000 /dev/zero >F",
	    "head -c 200000 /dev/urandom >F",
	    "printf 'theme = \\033[31m\nlanguage = xx\nsigns = 7\nplain = maybe\n' >F",
	    "printf 'theme' >F && chmod 000 F", "chmod 500 ../obste"};
	for (size_t i = 0; i < sizeof makes / sizeof *makes; i++) {
		struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
		char line[1024], *f;
		tui_raw(t, "\021", 1);
		assert_int_equal(tui_wait_end(t), 0);
		snprintf(line, sizeof line, "cd %s/.config/obste && rm -rf obste.conf && %s", tui_home(t), makes[i]);
		while ((f = strstr(line, " F")) || (f = strstr(line, ">F"))) {
			char rest[1024];
			snprintf(rest, sizeof rest, "%s", f + 2);
			snprintf(f + 1, sizeof line - (size_t)(f + 1 - line), "obste.conf%s", rest);
		}
		assert_int_equal(system(line), 0);
		struct tui *again = tui_start(&(struct tui_options){.lang = "en", .home = tui_home(t)});
		tui_keys(again, "2 Down");
		if (!tui_has(again, "People"))
			fail_msg("%s\n%s", makes[i], tui_text(again));
		stop(again);
		snprintf(line, sizeof line, "chmod 700 %s/.config/obste", tui_home(t));
		assert_int_equal(system(line), 0);
		stop(t);
	}
}

static void home__none_or_unwritable__usable(void **state)
{
	(void)state;
	static const char *const homes[] = {"HOME=", "HOME=/nowhere/at/all", "HOME=/proc", "XDG_STATE_HOME=/dev/null"};
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		struct tui *t = tui_start(&(struct tui_options){.lang = "en", .env = {homes[i]}});
		tui_keys(t, "2 n");
		tui_type(t, "Salcam");
		tui_keys(t, "^S");
		tui_expect(t, "People");
		stop(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(resize__storm_in_roll_call__person_and_marks_kept),
	    cmocka_unit_test(smallest_and_largest__started_and_resized__usable),
	    cmocka_unit_test(no_color__every_screen__no_color_in_the_bytes),
	    cmocka_unit_test(colors__usual__there),
	    cmocka_unit_test(linux_console__c_locale__only_ascii),
	    cmocka_unit_test(dumb_terminal__started__refused_in_words),
	    cmocka_unit_test(terminal__vanishes_anywhere__program_ends),
	    cmocka_unit_test(settings__hostile_file__starts_all_the_same),
	    cmocka_unit_test(home__none_or_unwritable__usable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
