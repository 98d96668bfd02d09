/* tests/tui/test_tui_terminal.c - the terminal itself: sizes, storms, signals, plain terminals, and how it is left. */
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

static void resize__storm__alive_and_selection_kept(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 Down Down Down Down");
	int row, col;
	char selected[256];
	tui_cursor(t, &row, &col);
	snprintf(selected, sizeof selected, "%.24s", tui_row(t, row));
	unsigned seed = 7;
	for (int i = 0; i < 100; i++) {
		seed = seed * 1103515245u + 12345u;
		tui_resize(t, 1 + (int)(seed >> 16) % 60, 1 + (int)(seed >> 8) % 200);
		if (i % 9 == 0)
			tui_keys(t, i % 2 ? "?" : "Esc");
	}
	tui_resize(t, 24, 80);
	tui_wait(t);
	tui_keys(t, "Esc");
	assert_true(tui_alive(t));
	tui_cursor(t, &row, &col);
	tui_expect(t, "People");
	if (strncmp(tui_row(t, row), selected, 16) != 0)
		fail_msg("selected was: %s\n%s", selected, tui_text(t));
	assert_int_equal(tui_stop(t), 0);
}

/* A busy machine takes its time: that it ends is asked for, not when. */
static bool ended(struct tui *t)
{
	for (int i = 0; i < 200 && tui_alive(t); i++)
		;
	return !tui_alive(t);
}

static void too_small__said__and_back(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_resize(t, 18, 52);
	tui_wait(t);
	tui_expect(t, "too small");
	tui_resize(t, 24, 80);
	tui_wait(t);
	tui_expect(t, "Needs attention");
	tui_resize(t, 10, 30);
	tui_keys(t, "q");
	assert_true(ended(t));
	assert_int_equal(tui_stop(t), 0);
}

static void no_color__asked__none_sent(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .env = {"NO_COLOR=1"}});
	tui_keys(t, "2");
	assert_int_equal(tui_colored(t), 0);
	int row, col;
	tui_cursor(t, &row, &col);
	assert_true(tui_reversed(t, row, col));
	assert_int_equal(tui_stop(t), 0);
}

/* Does what was written set a colour: SGR 30-38, 40-48, 90-97, 100-107? */
static bool sets_colour(const char *bytes)
{
	for (const char *p = bytes; (p = strstr(p, "\033[")); p += 2) {
		const char *end = p + 2 + strspn(p + 2, "0123456789;");
		for (const char *q = p + 2; *end == 'm' && q < end; q += strcspn(q, ";m") + 1) {
			int n = atoi(q);
			if ((n >= 30 && n <= 38) || (n >= 40 && n <= 48) || (n >= 90 && n <= 107))
				return true;
		}
	}
	return false;
}

static void visit(struct tui *t)
{
	static const char *const screens[] = {"1", "2", "2 Enter", "2 n", "2 Space", "3", "4 v Enter", "5", "6 P", "7",
	    "8 v", "8 v", "9", "0 End Enter", "9 H", "2 ?", "2 ^K", "2 d u"};
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		tui_keys(t, screens[i]);
		tui_keys(t, "Down Esc Esc Esc 1");
	}
}

/* On every screen, by the bytes themselves. */
static void colours__refused__no_code_on_any_screen(void **state)
{
	(void)state;
	static const struct tui_options ways[] = {{.lang = "en", .env = {"NO_COLOR=1"}},
	    {.lang = "en", .args = "--color=never"}, {.lang = "en", .term = "vt100"}};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct tui *t = tui_start(&ways[i]);
		visit(t);
		if (sets_colour(tui_bytes(t)))
			fail_msg("way %zu: a colour was sent", i);
		assert_int_equal(tui_stop(t), 0);
	}
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .args = "--color=always", .env = {"NO_COLOR=1"}});
	visit(t);
	assert_true(sets_colour(tui_bytes(t)));
	assert_int_equal(tui_stop(t), 0);
}

/* High contrast and "no colours" leave both colours to the terminal: no pair of ours is under 7:1. */
static void colours__high_contrast__only_the_terminals_own(void **state)
{
	(void)state;
	static const char *const themes[] = {"< high contrast >", "< no colours >"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
		tui_keys(t, ":");
		tui_burst(t, "settings Enter");
		int row, col;
		for (int k = 0; k < 40; k++) {
			tui_cursor(t, &row, &col);
			if (strstr(tui_row(t, row), "Theme"))
				break;
			tui_keys(t, "Down");
		}
		for (int k = 0; k < 6 && !strstr(tui_row(t, row), themes[i]); k++)
			tui_keys(t, "Right");
		if (!strstr(tui_row(t, row), themes[i]))
			fail_msg("no %s\n%s", themes[i], tui_text(t));
		tui_keys(t, "Esc ^L");
		size_t bytes = tui_written(t);
		visit(t);
		if (sets_colour(tui_bytes(t) + bytes))
			fail_msg("%s: a colour was sent", themes[i]);
	}
	assert_int_equal(tui_stop(t), 0);
}

static void vt100__ascii_locale__only_ascii(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru", .term = "vt100", .locale = "C"});
	tui_keys(t, "2");
	for (const char *p = tui_text(t); *p; p++)
		if ((unsigned char)*p >= 0x80)
			fail_msg("not ASCII\n%s", tui_text(t));
	assert_int_equal(tui_colored(t), 0);
	tui_expect(t, "[2 Ludi]");
	assert_int_equal(tui_stop(t), 0);
}

static void sigterm__sent__ends_in_order(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 n abc");
	tui_signal(t, SIGTERM);
	assert_int_equal(tui_stop(t), 0);
}

static void terminal__vanishes__program_ends(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	tui_hangup(t);
	assert_int_equal(tui_stop(t), 0);
}

static void stopped__and_continued__paints_anew(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	tui_signal(t, SIGSTOP);
	tui_wait(t);
	tui_signal(t, SIGCONT);
	tui_keys(t, "Down");
	tui_expect(t, "People");
	assert_int_equal(tui_stop(t), 0);
}

static void idle__nothing_pressed__nothing_written(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	size_t before = tui_written(t);
	for (int i = 0; i < 10; i++)
		tui_wait(t);
	assert_int_equal(tui_written(t), before);
	/* and a key writes only what changed */
	tui_keys(t, "Down");
	assert_in_range(tui_written(t) - before, 1, 1200);
	assert_int_equal(tui_stop(t), 0);
}

static void first_run__three_keys__empty_group(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .first = true});
	tui_expect(t, "Limba · Язык · Language");
	tui_keys(t, "3");
	tui_burst(t, "Vecinii");
	tui_keys(t, "^S");
	tui_expect(t, "Welcome");
	tui_expect(t, "Vecinii");
	assert_int_equal(tui_stop(t), 0);
}

static void first_run__sample__opens_it(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .first = true});
	tui_keys(t, "Enter Up Up Up Up Enter");
	tui_expect(t, "SAMPLE DATA");
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(resize__storm__alive_and_selection_kept),
	    cmocka_unit_test(too_small__said__and_back),
	    cmocka_unit_test(no_color__asked__none_sent),
	    cmocka_unit_test(colours__refused__no_code_on_any_screen),
	    cmocka_unit_test(colours__high_contrast__only_the_terminals_own),
	    cmocka_unit_test(vt100__ascii_locale__only_ascii),
	    cmocka_unit_test(sigterm__sent__ends_in_order),
	    cmocka_unit_test(terminal__vanishes__program_ends),
	    cmocka_unit_test(stopped__and_continued__paints_anew),
	    cmocka_unit_test(idle__nothing_pressed__nothing_written),
	    cmocka_unit_test(first_run__three_keys__empty_group),
	    cmocka_unit_test(first_run__sample__opens_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
