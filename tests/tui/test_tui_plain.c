/* tests/tui/test_tui_plain.c - plain text for speech and braille: nothing drawn, one column, labels before values,
 * where one stands in a list; a visible cursor; no meaning by colour alone; few bytes a key. */
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

static const char *const screens[] = {"1", "2", "2 Enter", "2 n", "2 f", "2 ?", "2 ^K", "2 F9", "2 m", "3", "4", "4 v",
    "5", "6", "6 P", "7", "8", "8 v", "8 v v", "9", "9 Tab", "0", "9 H"};

static void plain__every_screen__nothing_drawn_one_column(void **state)
{
	(void)state;
	static const char *const drawn[] = {"─", "│", "┌", "┐", "└", "┘", "├", "┤", "█", "░", "▌", "▁", "┼"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro", .args = "--plain", .rows = 40, .cols = 160});
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		tui_keys(t, screens[i]);
		for (size_t d = 0; d < sizeof drawn / sizeof *drawn; d++)
			if (tui_has(t, drawn[d]))
				fail_msg("%s: %s is drawn\n%s", screens[i], drawn[d], tui_text(t));
		tui_keys(t, "Esc Esc Esc 1");
	}
	stop(t);
}

static void plain__list_and_record__labels_before_values_and_position(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro", .args = "--plain"});
	tui_keys(t, "2 Down Down");
	tui_expect(t, "> Nume: ");
	tui_expect(t, "; Telefon: ");
	tui_expect(t, "3 din 40");
	tui_keys(t, "End");
	tui_expect(t, "40 din 40");
	tui_keys(t, "PgUp");
	tui_expect_not(t, "40 din 40");
	tui_keys(t, "Enter");
	tui_expect(t, "Telefon:");
	tui_keys(t, "Esc m");
	tui_expect(t, "1 din ");
	stop(t);
}

static void position__setting__shown_or_not(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 Down");
	tui_expect_not(t, "2 of 40");
	tui_raw(t, "\021", 1);
	assert_int_equal(tui_wait_end(t), 0);
	char line[600];
	snprintf(line, sizeof line, "echo 'position = 1' >>%s/.config/obste/obste.conf", tui_home(t));
	assert_int_equal(system(line), 0);
	struct tui *again = tui_start(&(struct tui_options){.lang = "en", .home = tui_home(t)});
	tui_keys(again, "2 Down");
	tui_expect(again, "2 of 40");
	stop(again);
	stop(t);
}

/* A 9600-baud line carries 960 bytes a second: a key is to be felt at once. */
static void slow_line__bytes_a_key__bounded(void **state)
{
	(void)state;
	static const struct {
		const char *screen, *key;
		size_t most;
	} rows[] = {{"2", "Down", 700}, {"2 Down", "Up", 700}, {"2", "Space", 700}, {"2 n", "a", 160},
	    {"2 n", "Tab", 260}, {"2 / a", "b", 2600}, {"6 P", "Down", 500}, {"8", "Right", 700}, {"1", "Down", 400},
	    {"2 F9", "Down", 320}};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tui_keys(t, rows[i].screen);
		size_t before = tui_written(t);
		tui_keys(t, rows[i].key);
		if (tui_written(t) - before > rows[i].most)
			fail_msg("%s then %s: %zu bytes, at most %zu", rows[i].screen, rows[i].key,
			    tui_written(t) - before, rows[i].most);
		tui_keys(t, "Esc Esc Esc 1");
	}
	stop(t);
}

/* The Linux console: none of the signs that its fonts lack. */
static void linux_console__every_screen__only_signs_of_its_fonts(void **state)
{
	(void)state;
	static const char *const missing[] = {"▁", "▂", "▃", "▅", "▆", "▇", "✓", "✗", "○", "●", "▏", "⠁", "☐", "⟳"};
	static const char *const langs[] = {"ro", "ru"};
	for (size_t l = 0; l < 2; l++) {
		struct tui *t =
		    tui_start(&(struct tui_options){.lang = langs[l], .term = "linux", .rows = 36, .cols = 120});
		for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
			tui_keys(t, screens[i]);
			for (size_t d = 0; d < sizeof missing / sizeof *missing; d++)
				if (tui_has(t, missing[d]))
					fail_msg("%s: %s\n%s", screens[i], missing[d], tui_text(t));
			tui_keys(t, "Esc Esc Esc 1");
		}
		stop(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain__every_screen__nothing_drawn_one_column),
	    cmocka_unit_test(plain__list_and_record__labels_before_values_and_position),
	    cmocka_unit_test(position__setting__shown_or_not),
	    cmocka_unit_test(slow_line__bytes_a_key__bounded),
	    cmocka_unit_test(linux_console__every_screen__only_signs_of_its_fonts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
