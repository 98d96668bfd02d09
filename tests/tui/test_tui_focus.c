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

static bool is(struct tui *t, int row, int col, const char *sign)
{
	return strcmp(tui_cell(t, row, col), sign) == 0;
}

enum { COLS = 80, ROWS = 24 };

/* The innermost box around a place: its inside; false: there is none. */
struct box {
	int top, left, bottom, right;
};

/* The box whose upper left corner that is; signs in a row of text are none. */
static bool box_at(struct tui *t, int r, int c, struct box *b)
{
	int right = c + 1, bottom = r + 1;
	if (!is(t, r, c, "┌"))
		return false;
	while (right < COLS && !is(t, r, right, "┐"))
		right++;
	while (bottom < ROWS && !is(t, bottom, c, "└"))
		bottom++;
	*b = (struct box){r, c, bottom, right};
	return right < COLS && bottom < ROWS && is(t, bottom, right, "┘");
}

/* The innermost one around a place, or any at all. */
static bool box_around(struct tui *t, int row, int col, struct box *b)
{
	struct box one;
	for (int r = row; r >= 0; r--)
		for (int c = col; c >= 0; c--)
			if (box_at(t, r, c, &one) && one.right > col && one.bottom > row) {
				*b = one;
				return true;
			}
	return false;
}

static bool any_box(struct tui *t)
{
	struct box b;
	for (int r = 0; r < ROWS; r++)
		for (int c = 0; c < COLS; c++)
			if (box_at(t, r, c, &b))
				return true;
	return false;
}

/* Inside "[ ... ]" or "< ... >" on its line. */
static bool in_field(struct tui *t, int row, int col)
{
	int left = col, right = col;
	while (left > 0 && !is(t, row, left, "[") && !is(t, row, left, "<") && !is(t, row, left, "│"))
		left--;
	while (right < COLS - 1 && !is(t, row, right, "]") && !is(t, row, right, ">") && !is(t, row, right, "│"))
		right++;
	return (is(t, row, left, "[") && is(t, row, right, "]")) || (is(t, row, left, "<") && is(t, row, right, ">"));
}

/* Only one line of the list is the selected one. */
static int selected_lines(struct tui *t, const struct box *b, int col)
{
	int n = 0;
	for (int r = b->top; r <= b->bottom; r++)
		n += is(t, r, col, ">") && tui_reversed(t, r, col);
	return n;
}

/* The first letter of what is reversed: a day, "< value >". */
static bool first_of_marked(struct tui *t, int row, int col)
{
	while (col > 0 && tui_reversed(t, row, col - 1)) {
		col--;
		if (!is(t, row, col, " ") && !is(t, row, col, "<") && !is(t, row, col, "["))
			return false;
	}
	return true;
}

/* The first cell of the selected line (">"), or the caret in a field, or the first cell of what is marked; in a dialog
 * inside its box. NULL: so it is. */
static const char *fault(struct tui *t, int row, int col)
{
	struct box b = {0, 0, ROWS - 1, COLS - 1};
	const bool boxed = box_around(t, row, col, &b);
	if (row < 2 || row > 21)
		return "outside of the body";
	if (any_box(t) && !boxed && !in_field(t, row, col))
		return "outside of the dialog";
	if (tui_reversed(t, row, col) && is(t, row, col, ">"))
		return selected_lines(t, &b, col) == 1 ? NULL : "several lines are selected";
	if (tui_reversed(t, row, col))
		return first_of_marked(t, row, col) ? NULL : "not on the first letter of what is marked";
	if (in_field(t, row, col))
		return NULL;
	/* a text to read begins where it begins; an empty list has the cursor on the key that fills it */
	if (boxed && row == b.top + 1 && col == b.left + 2)
		return NULL;
	return strstr(tui_row(t, row), "Nothing here yet") ? NULL : "on nothing that is marked";
}

/* In a field the caret is where the next letter comes. */
static const char *caret_fault(struct tui *t)
{
	int row, col, now_row, now_col;
	tui_cursor(t, &row, &col);
	if (!in_field(t, row, col) || tui_reversed(t, row, col))
		return NULL;
	tui_keys(t, "x");
	tui_cursor(t, &now_row, &now_col);
	/* what is said under the field may scroll the form; a day that was there is typed over */
	const bool typed = now_col > 0 && is(t, now_row, now_col - 1, "x");
	const int begins = now_col - 1;
	const bool same = now_row == row && now_col == col;
	if (typed)
		tui_keys(t, "BS");
	else if (same) /* a choice, a tick: letters are no text there */
		return NULL;
	else
		return "the letter came elsewhere";
	tui_cursor(t, &now_row, &now_col);
	return in_field(t, now_row, now_col) && (now_col == begins || now_col == begins + 1)
	           ? NULL
	           : "after Backspace the caret is elsewhere";
}

static const char *const places[] = {"1", "2", "2 n", "2 e", "3", "4", "4 Enter Right", "5", "5 n", "6", "6 P", "7",
    "7 Down Down Enter Right", "8", "8 v", "8 v", "9", "9 Tab", "0", "9 H", "0 Enter", "2 ?", "2 ^K", "2 F9", "2 m",
    "2 f", "2 s", "2 c", "2 a", "2 x", "2 i", "2 t", "2 Enter Right Right", "3 Enter", "3 O", "4 v Enter",
    "4 v Enter M", "2 n Down", "4 n", "6 n", "8 n", "0 Home Enter", "5 Down S", "2 H", "2 F9 Down", "1 n", "2 p", "2 I",
    "0 End Enter", "2 /"};

static void every_screen__every_key__cursor_on_the_focus(void **state)
{
	(void)state;
	static const char *const keys[] = {"Down", "Down", "Down", "Up", "PgDn", "PgUp", "End", "Home", "Tab", "S-Tab"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	int bad = 0;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		tui_keys(t, places[i]);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			int row, col;
			tui_keys(t, keys[k]);
			tui_cursor(t, &row, &col);
			const char *what = fault(t, row, col);
			if (!what)
				continue;
			print_error("%s, then %s: the cursor is at %d,%d: %s\n%s", places[i], keys[k], row, col, what,
			    tui_text(t));
			bad++;
			break;
		}
		tui_keys(t, "Esc Esc Esc 1");
	}
	assert_int_equal(bad, 0);
	stop(t);
}

static void every_form__every_field__caret_where_the_letter_comes(void **state)
{
	(void)state;
	static const char *const forms[] = {
	    "2 n", "5 n", "6 n", "2 e", "2 i", "2 /", "2 ?", "2 ^K", "2 I", "2 x Enter"};
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	int bad = 0;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		tui_keys(t, forms[i]);
		const bool is_form = forms[i][2] == 'n' || forms[i][2] == 'e';
		for (int n = 0; n < (is_form ? 30 : 1); n++) {
			const char *what = caret_fault(t);
			if (what) {
				print_error("%s, field %d: %s\n%s", forms[i], n, what, tui_text(t));
				bad++;
			}
			if (is_form)
				tui_keys(t, "Tab");
		}
		tui_keys(t, "Esc Esc Esc 1");
	}
	assert_int_equal(bad, 0);
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
	    cmocka_unit_test(every_form__every_field__caret_where_the_letter_comes),
	    cmocka_unit_test(hint_bar__each_key__does_something),
	    cmocka_unit_test(idle__two_seconds__no_byte_and_no_waking),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
