/* tests/tui/test_tui_focus.c - the cursor stands on the focus after each key, hints do what they say, and nothing
 * happens when nothing is pressed. */
#include <poll.h>
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

/* ---- the cursor */

/* On the selected row, or in a field, or on something reversed; an empty list has the cursor on the key that fills it.
 */
static bool on_focus(struct tui *t, int row, int col)
{
	const char *text = tui_row(t, row);
	return text[0] == '>' || strstr(text, "Nothing here yet") || strchr(text, '[') || strchr(text, '<') ||
	       strstr(text, "> ") || tui_reversed(t, row, col);
}

static void every_screen__every_key__cursor_on_the_focus(void **state)
{
	(void)state;
	static const char *const screens[] = {"1", "2", "2 n", "2 e", "3", "4", "4 Enter Right", "5", "5 n", "6", "6 P",
	    "7", "7 Down Down Enter Right", "8", "8 v", "8 v", "9", "9 Tab", "0", "9 H", "0 Enter", "2 ?", "2 ^K",
	    "2 F9", "2 m", "2 f", "2 s", "2 c", "2 a", "2 x", "2 i", "2 t", "2 Enter Right Right", "3 Enter", "3 O",
	    "4 v Enter", "4 v Enter M", "2 n Down", "4 n", "6 n", "8 n", "0 Home Enter", "5 Down S", "2 H", "2 F9 Down",
	    "1 n", "2 p", "2 I"};
	static const char *const keys[] = {"Down", "Down", "Down", "Up", "PgDn", "PgUp", "End", "Home", "Tab", "S-Tab"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		tui_keys(t, screens[i]);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			int row, col;
			tui_keys(t, keys[k]);
			tui_cursor(t, &row, &col);
			if (row < 2 || row > 21 || !on_focus(t, row, col))
				fail_msg("%s, then %s: the cursor is at %d,%d\n%s", screens[i], keys[k], row, col,
				    tui_text(t));
		}
		tui_keys(t, "Esc Esc Esc 1");
	}
	stop(t);
}

/* ---- hints */

/* Each hint's key, pressed on its screen, does something; what it names is there. Hints stand two blanks apart. */
static void hints_of(struct tui *t, const char *screen)
{
	char bar[512], *rest = bar;
	tui_keys(t, screen);
	snprintf(bar, sizeof bar, "%s", tui_row(t, 23));
	while (*rest) {
		rest += strspn(rest, " ");
		char *end = strstr(rest, "  "), key[32], words_of_bar[512];
		snprintf(words_of_bar, sizeof words_of_bar, "%.*s", end ? (int)(end - rest) : 400, rest);
		snprintf(key, sizeof key, "%.*s", (int)strcspn(rest, " "), rest);
		rest = end ? end : rest + strlen(rest);
		if (!strchr(words_of_bar, ' '))
			fail_msg("a hint without words: %s\n%s", words_of_bar, tui_text(t));
		if ((unsigned char)key[0] >= 0x80)
			continue; /* arrows */
		tui_keys(t, key);
		if (tui_has(t, "does nothing here"))
			fail_msg("%s: the hint \"%s\" does nothing", screen, words_of_bar);
		tui_keys(t, "Esc Esc Esc 1");
		tui_keys(t, screen);
	}
	tui_keys(t, "Esc Esc Esc 1");
}

static void hint_bar__each_key__does_something(void **state)
{
	(void)state;
	static const char *const screens[] = {
	    "1", "2", "2 Enter", "6", "7 Down Down Enter Right", "8", "9", "0", "9 H"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
		hints_of(t, screens[i]);
	stop(t);
}

/* ---- silence */

static void idle__two_seconds__no_byte_and_no_waking(void **state)
{
	(void)state;
	static const char *const screens[] = {"1", "2 Enter", "Esc n abc", "Esc Esc 6 P"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		tui_keys(t, screens[i]);
		poll(NULL, 0, 1200); /* a draft is written after a second */
		tui_wait(t);
		size_t bytes = tui_written(t);
		long wakeups = tui_wakeups(t);
		poll(NULL, 0, 2000);
		tui_wait(t);
		if (tui_written(t) != bytes || tui_wakeups(t) != wakeups)
			fail_msg("%s: %zu bytes, %ld wake-ups in two seconds of nothing", screens[i],
			    tui_written(t) - bytes, tui_wakeups(t) - wakeups);
	}
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_screen__every_key__cursor_on_the_focus),
	    cmocka_unit_test(hint_bar__each_key__does_something),
	    cmocka_unit_test(idle__two_seconds__no_byte_and_no_waking),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
