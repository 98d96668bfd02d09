/* tests/tui/test_tui_screens.c - every section at every size in every language: tabs and hints are whole; the mouse.
 * What stands on the screens is compared in test_tui_golden.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static const char *const langs[] = {"ro", "ru", "en"};
static const struct {
	int rows, cols;
} sizes[] = {{20, 60}, {24, 80}, {36, 120}};

static void check_frame(struct tui *t, const char *where, int rows)
{
	char first[2048], last[2048];
	snprintf(first, sizeof first, "%s", tui_row(t, 0));
	snprintf(last, sizeof last, "%s", tui_row(t, rows - 1));
	if (strstr(first, "…") || strstr(last, "…"))
		fail_msg("%s: cut\n%s", where, tui_text(t));
	if (!strstr(last, "^K "))
		fail_msg("%s: the hint bar does not end with ^K\n%s", where, tui_text(t));
}

static void every_section__every_size_and_language__frame_is_whole(void **state)
{
	(void)state;
	static const char *const sections[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"};
	for (size_t l = 0; l < 3; l++)
		for (size_t s = 0; s < 3; s++) {
			struct tui *t = tui_start(
			    &(struct tui_options){.lang = langs[l], .rows = sizes[s].rows, .cols = sizes[s].cols});
			for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
				char where[64];
				snprintf(where, sizeof where, "%s %dx%d section %s", langs[l], sizes[s].cols,
				    sizes[s].rows, sections[i]);
				tui_keys(t, sections[i]);
				check_frame(t, where, sizes[s].rows);
			}
			assert_int_equal(tui_stop(t), 0);
		}
}

static void click(struct tui *t, int button, int row, int col)
{
	char bytes[64];
	int n = snprintf(
	    bytes, sizeof bytes, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, col + 1, row + 1, button, col + 1, row + 1);
	tui_raw(t, bytes, (size_t)n);
	tui_wait(t);
}

static void mouse__tabs_rows_hints_outside(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	click(t, 0, 0, 11); /* the second tab */
	tui_expect(t, "People · 40");
	click(t, 0, 8, 10);
	assert_int_equal(tui_row(t, 8)[0], '>');
	click(t, 0, 8, 10); /* twice at one place: opens */
	tui_expect(t, "[Activity]");
	tui_keys(t, "Esc");
	click(t, 0, 3, 5); /* the header of the names: the other way round */
	tui_expect(t, "▼");
	click(t, 0, 23, 2); /* "? Help" */
	tui_expect(t, "Here");
	click(t, 0, 22, 0); /* outside */
	tui_expect_not(t, "Everywhere");
	click(t, 65, 10, 10); /* the wheel */
	assert_true(tui_alive(t));
	click(t, 2, 8, 10);
	tui_expect(t, "┌");
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_section__every_size_and_language__frame_is_whole),
	    cmocka_unit_test(mouse__tabs_rows_hints_outside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
