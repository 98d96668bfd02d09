/* tests/tui/test_tui_keys.c - keys do what the hint bar says, in every layout, and the cursor stands on the focus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"
#include "ui/ui_internal.h"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static int cursor_row(struct tui *t)
{
	int row, col;
	tui_cursor(t, &row, &col);
	return row;
}

/* The selected row: ">" in its first cell, the cursor on it. */
static void expect_cursor_on_selected(struct tui *t)
{
	int row, col;
	tui_cursor(t, &row, &col);
	if (tui_row(t, row)[col] != '>' || !tui_reversed(t, row, col))
		fail_msg("the cursor is at %d,%d, not on the selected row\n%s", row, col, tui_text(t));
}

static void list__move__cursor_on_selected_row(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	int first = cursor_row(t);
	static const char *const keys[] = {
	    "Down", "j", "PgDn", "End", "Up", "k", "PgUp", "Home", "G", "g", "^D", "^U", "Space"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		tui_keys(t, keys[i]);
		expect_cursor_on_selected(t);
	}
	tui_keys(t, "Home Down Down");
	assert_int_equal(cursor_row(t), first + 2);
	stop(t);
}

static void every_section__open__cursor_is_not_lost(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	static const char *const sections[] = {"2", "3", "4", "5", "6", "7"};
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		tui_keys(t, sections[i]);
		expect_cursor_on_selected(t);
		tui_keys(t, "Down Enter"); /* of a group Enter shows the people */
		tui_expect(t, strcmp(sections[i], "3") == 0 ? " · People" : "[Activity]");
		tui_keys(t, "Esc");
		expect_cursor_on_selected(t);
	}
	stop(t);
}

static void dialogs__open__cursor_inside(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	static const char *const keys[] = {"?", "^K", "F9", "m", "f", "s", "c", "a", "x"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		int row, col;
		tui_keys(t, keys[i]);
		tui_cursor(t, &row, &col);
		if (row < 3 || col == 0)
			fail_msg("after %s the cursor is at %d,%d\n%s", keys[i], row, col, tui_text(t));
		tui_keys(t, "Esc");
		expect_cursor_on_selected(t);
	}
	stop(t);
}

static void russian_layout__commands__same_physical_keys(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	int first = cursor_row(t);
	tui_keys(t, "о"); /* j */
	assert_int_equal(cursor_row(t), first + 1);
	tui_keys(t, "л"); /* k */
	assert_int_equal(cursor_row(t), first);
	tui_keys(t, "а"); /* f */
	tui_expect(t, "Show only where");
	tui_keys(t, "Esc б"); /* , is ? */
	tui_expect(t, "Search:");
	tui_expect(t, "Here");
	tui_keys(t, "Esc Ж"); /* : */
	tui_expect(t, "What would you like to do?");
	tui_keys(t, "Esc ю ana"); /* . is / */
	tui_expect(t, "[ana");
	stop(t);
}

static void unknown_key__pressed__says_so(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "ђ");
	tui_expect(t, "ђ");
	tui_expect(t, "does nothing here");
	tui_keys(t, "2");
	tui_expect_not(t, "does nothing here");
	stop(t);
}

/* Text typed by mistake: the first key is told, once, and it stays. */
static void unknown_keys__a_run_of_them__told_once(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 ђ");
	tui_expect(t, "The key \"ђ\" does nothing here. ? shows the keys.");
	size_t bytes = tui_written(t);
	tui_keys(t, "ћ џ ћ");
	tui_expect(t, "The key \"ђ\" does nothing here");
	if (strstr(tui_bytes(t) + bytes, "nothing"))
		fail_msg("said again\n%s", tui_text(t));
	tui_keys(t, "Down");
	tui_expect_not(t, "does nothing here");
	tui_keys(t, "ћ");
	tui_expect(t, "The key \"ћ\" does nothing here");
	stop(t);
}

static void mouse__no_mouse_given__not_asked_for(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .args = "--no-mouse"});
	tui_keys(t, "2");
	assert_null(strstr(tui_bytes(t), "1000h"));
	size_t bytes = tui_written(t);
	tui_keys(t, ":");
	tui_burst(t, "mouse Enter");
	tui_expect(t, "Mouse: on");
	assert_non_null(strstr(tui_bytes(t) + bytes, "1000h"));
	bytes = tui_written(t);
	tui_keys(t, ":");
	tui_burst(t, "mouse Enter");
	tui_expect(t, "Mouse: off");
	assert_non_null(strstr(tui_bytes(t) + bytes, "1000l"));
	tui_keys(t, ":");
	tui_burst(t, "settings Enter");
	int row, col;
	for (int i = 0; i < 40; i++) {
		tui_cursor(t, &row, &col);
		if (strstr(tui_row(t, row), "Mouse"))
			break;
		tui_keys(t, "Down");
	}
	bytes = tui_written(t);
	tui_keys(t, "Right");
	assert_non_null(strstr(tui_bytes(t) + bytes, "1000h"));
	stop(t);
}

/* On Today the bar tells what can be done with the selected line, not with another. */
static void today__hint_bar__of_the_selected_line(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "Tab"); /* a task */
	tui_expect(t, "> [ ] !");
	if (strstr(tui_row(t, 23), "Signatures") || strstr(tui_row(t, 23), "Attendance") ||
	    strstr(tui_row(t, 23), "Responsible"))
		fail_msg("not of a task: %s", tui_row(t, 23));
	tui_keys(t, "S");
	tui_expect(t, "Nothing here that this could be done with.");
	tui_keys(t, "Tab Down"); /* a meeting */
	if (!strstr(tui_row(t, 23), "P Attendance"))
		fail_msg("of a meeting: %s", tui_row(t, 23));
	stop(t);
}

/* What the bar shows are rows of the tables that dispatch: the word is a row's, and the key is its first (of a text's
 * field: its first that is no character). Neighbours may share a word. */
static bool in_table(const struct action *a, const char *hint)
{
	for (; a && a->name; a++)
		for (int i = 0; i < 4 && a->hint; i++) {
			struct buf b = BUF_INIT;
			bool named = keymap_name(a->keys, i, &b) && (i == 0 || a->in_text);
			size_t n = b.len;
			const char *word = strchr(hint, ' ');
			bool same =
			    named && word && strcmp(word + 1, a->hint) == 0 && strncmp(hint, buf_str(&b), n) == 0;
			buf_free(&b);
			if (same)
				return true;
		}
	return false;
}

static bool in_some_table(const char *hint)
{
	const struct screen_class *c;
	const struct record_action *r;
	if (in_table(ui_actions_global(), hint))
		return true;
	for (size_t i = 0; (c = screen_class_at(i)); i++)
		if (in_table(c->actions, hint))
			return true;
	for (size_t i = 0; (r = record_action_at(i)); i++)
		if (in_table((const struct action[]){r->action, {.name = NULL}}, hint) ||
		    (strncmp(hint, "Enter ", 6) == 0 && strcmp(hint + 6, r->action.hint) == 0))
			return true; /* a kind may say that Enter does such a row's work (shown.def) */
	return false;
}

static void hint_bar__every_screen__is_the_table(void **state)
{
	(void)state;
	static const char *const screens[] = {"1", "2", "2 Enter", "2 n", "2 i", "2 /", "3", "3 Enter", "4",
	    "4 v Down Enter", "5", "6", "6 P", "7", "8", "8 v", "8 v", "9", "0", "9 H", "2 ?", "2 ^K", "2 F9", "2 m",
	    "2 c", "2 f"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .rows = 24, .cols = 200});
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		char bar[1024];
		tui_keys(t, screens[i]);
		snprintf(bar, sizeof bar, "%s", tui_row(t, 23));
		for (char *at = bar + strspn(bar, " "); *at;) {
			char *end = strstr(at, "  "), hint[256];
			snprintf(hint, sizeof hint, "%.*s", end ? (int)(end - at) : 200, at);
			if (!in_some_table(hint))
				fail_msg("%s: \"%s\" is in no table\n%s", screens[i], hint, tui_text(t));
			at = end ? end + strspn(end, " ") : at + strlen(at);
		}
		tui_keys(t, "Esc Esc Esc Esc 1");
	}
	stop(t);
}

/* ---- 3.1, 3.2: keys with two names */

static void control_keys__on_the_console_and_elsewhere__undo_and_copy(void **state)
{
	(void)state;
	static const char *const terms[] = {"linux", "xterm-256color", "vt100"};
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct tui *t = tui_start(&(struct tui_options){.lang = "en", .term = terms[i]});
		tui_keys(t, "2 d");
		tui_expect(t, "39");
		tui_keys(t, "^Z"); /* under TERM=linux it arrives as KEY_SUSPEND */
		tui_expect(t, "40");
		tui_keys(t, "^Y");
		tui_expect(t, "39");
		tui_keys(t, "^Z ^C");
		assert_true(tui_alive(t));
		tui_keys(t, "1 ^C");
		tui_expect(t, "Nothing to copy here. To quit: Ctrl+Q");
		tui_keys(t, "8 ^C 9 ^C 0 ^C 2 n ^C Esc");
		assert_true(tui_alive(t));
		stop(t);
	}
}

static void quit__q_on_the_first_level_and_f10__ends(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 Enter q");
	tui_expect(t, "People · 40");
	tui_keys(t, "q");
	assert_int_equal(tui_wait_end(t), 0);
	tui_stop(t);
	t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 ? F10");
	assert_int_equal(tui_wait_end(t), 0);
	tui_stop(t);
}

/* Both bytes at once: Alt+x, which is no command, and never Esc and x. */
static void alt__letter__is_no_command(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 Enter");
	tui_burst_raw(t, "\033d");
	tui_expect(t, "Alt+d");
	tui_expect(t, "[Activity]"); /* the page is open still */
	tui_keys(t, "Esc");
	tui_expect(t, "People · 40");
	stop(t);
}

static void other_layouts__capitals_and_signs__same_physical_keys(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 в"); /* d */
	tui_expect(t, "People · 39");
	tui_keys(t, "г"); /* u */
	tui_expect(t, "People · 40");
	tui_keys(t, "Г"); /* U */
	tui_expect(t, "People · 39");
	tui_keys(t, "г П"); /* G */
	tui_expect(t, "People · 40");
	tui_keys(t, "ç"); /* Gagauz x */
	tui_expect(t, "Cancel");
	tui_keys(t, "Esc Ș"); /* Romanian standard : */
	tui_expect(t, "What would you like to do?");
	tui_keys(t, "Esc ю");
	tui_expect(t, "Results");
	tui_keys(t, "Esc Esc ,");
	tui_expect(t, "Search:");
	tui_keys(t, "Esc ţ"); /* Gagauz q */
	assert_int_equal(tui_wait_end(t), 0);
	tui_stop(t);
}

static void delete__then_undo__comes_back(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2");
	tui_expect(t, "People · 40");
	tui_keys(t, "Down d");
	tui_expect(t, "People · 39");
	tui_keys(t, "^Z");
	tui_expect(t, "People · 40");
	tui_keys(t, "U");
	tui_expect(t, "People · 39");
	tui_keys(t, "u");
	tui_expect(t, "People · 40");
	stop(t);
}

static void search__typed__narrows_and_esc_widens(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 / ana");
	tui_expect(t, "1 of 40 shown");
	tui_keys(t, "Esc");
	tui_expect_not(t, "of 40 shown");
	tui_keys(t, "Esc Down");
	expect_cursor_on_selected(t);
	tui_keys(t, "/ q1w2e3");
	tui_expect(t, "Nothing fits");
	stop(t);
}

static void marks__bulk__one_undo(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 Space Space Space");
	tui_expect(t, "3 marked");
	tui_keys(t, "a Up Up Enter"); /* wherever it stops, a menu line is done or refused, never a crash */
	tui_keys(t, "Esc");
	tui_keys(t, "-");
	tui_expect_not(t, "3 marked");
	tui_keys(t, "+");
	tui_expect(t, "40 marked");
	tui_keys(t, "*");
	tui_expect_not(t, "40 marked");
	stop(t);
}

static void palette__typed__does_action_and_finds_records(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "^K");
	tui_burst(t, "settings Enter");
	tui_expect(t, "Language");
	tui_keys(t, "Esc ^K");
	tui_expect(t, "Last done");
	tui_burst(t, "rândunel");
	tui_expect(t, "Rândunel Ana");
	tui_keys(t, "Enter");
	tui_expect(t, "[Activity]");
	stop(t);
}

static void help__filtered__runs_the_line(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 ?");
	tui_burst(t, "columns");
	tui_keys(t, "Enter");
	tui_expect(t, "[x] Phone");
	stop(t);
}

static void paste__into_search__is_text(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 /");
	static const char pasted[] = "\033[200~ana\nq\033[201~";
	tui_raw(t, pasted, sizeof pasted - 1);
	tui_wait(t);
	assert_true(tui_alive(t));
	tui_expect(t, "[ana q");
	stop(t);
}

static void language__changed_in_settings__at_once(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	tui_keys(t, "^K Esc :");
	tui_burst(t, "setări Enter");
	tui_keys(t, "Tab Tab Right Right");
	tui_expect(t, "2 People");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(list__move__cursor_on_selected_row),
	    cmocka_unit_test(every_section__open__cursor_is_not_lost),
	    cmocka_unit_test(dialogs__open__cursor_inside),
	    cmocka_unit_test(russian_layout__commands__same_physical_keys),
	    cmocka_unit_test(unknown_key__pressed__says_so),
	    cmocka_unit_test(unknown_keys__a_run_of_them__told_once),
	    cmocka_unit_test(mouse__no_mouse_given__not_asked_for),
	    cmocka_unit_test(today__hint_bar__of_the_selected_line),
	    cmocka_unit_test(hint_bar__every_screen__is_the_table),
	    cmocka_unit_test(control_keys__on_the_console_and_elsewhere__undo_and_copy),
	    cmocka_unit_test(quit__q_on_the_first_level_and_f10__ends),
	    cmocka_unit_test(alt__letter__is_no_command),
	    cmocka_unit_test(other_layouts__capitals_and_signs__same_physical_keys),
	    cmocka_unit_test(delete__then_undo__comes_back),
	    cmocka_unit_test(search__typed__narrows_and_esc_widens),
	    cmocka_unit_test(marks__bulk__one_undo),
	    cmocka_unit_test(palette__typed__does_action_and_finds_records),
	    cmocka_unit_test(help__filtered__runs_the_line),
	    cmocka_unit_test(paste__into_search__is_text),
	    cmocka_unit_test(language__changed_in_settings__at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
