/* ui/term_paint.c - painting in cells: roles to attributes, text made harmless and cut, rules, boxes, bars, the cursor.
 * Knows no screen and no record. */
#include "ui/term_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* ---- text */

static void put_plain(int row, int col, enum role role, const char *text)
{
	attrset((int)term.attr[role]);
	mvaddstr(row, col, text);
	attrset(A_NORMAL);
}

static int put_fitted(int row, int col, int width, enum role role, const char *text, enum text_align align)
{
	if (row < 0 || row >= LINES || col < 0 || col >= COLS || width <= 0)
		return 0;
	if (width > COLS - col)
		width = COLS - col;
	struct buf folded = BUF_INIT, b = BUF_INIT;
	if (term.ascii) {
		term_fold(text, &folded);
		text = buf_str(&folded);
	}
	text_fit(text, width, align, term.ascii, &b);
	put_plain(row, col, role, buf_str(&b));
	buf_free(&b);
	buf_free(&folded);
	return width;
}

int term_put(int row, int col, int width, enum role role, const char *text)
{
	if (!text)
		text = "";
	if (width == 0)
		width = text_width(text);
	return put_fitted(row, col, width, role, text, TEXT_LEFT);
}

int term_put_right(int row, int col, int width, enum role role, const char *text)
{
	return put_fitted(row, col, width, role, text ? text : "", TEXT_RIGHT);
}

/* ---- signs */

static void repeat(int row, int col, int width, enum role role, const char *sign)
{
	if (row < 0 || row >= LINES || col < 0)
		return;
	if (width > COLS - col)
		width = COLS - col;
	struct buf b = BUF_INIT;
	buf_repeat(&b, sign, width > 0 ? width : 0);
	put_plain(row, col, role, buf_str(&b));
	buf_free(&b);
}

void term_fill(int row, int col, int width, enum role role, char c)
{
	char sign[2] = {c, '\0'};
	repeat(row, col, width, role, sign);
}

void term_rule(int row, int col, int width)
{
	if (!term.plain)
		repeat(row, col, width, ROLE_NORMAL, term.ascii ? "-" : "─");
}

void term_vrule(int row, int col, int height)
{
	for (int i = 0; i < height && !term.plain; i++)
		repeat(row + i, col, 1, ROLE_NORMAL, term.ascii ? "|" : "│");
}

static void corner(int row, int col, const char *sign)
{
	if (!term.plain)
		repeat(row, col, 1, ROLE_NORMAL, term.ascii ? "+" : sign);
}

void term_box(int row, int col, int height, int width, const char *title)
{
	term.box_row = row;
	term.box_col = col;
	term.box_height = height;
	term.box_width = width;
	for (int i = 0; i < height; i++)
		term_fill(row + i, term.plain ? 0 : col, term.plain ? COLS : width, ROLE_NORMAL, ' ');
	term_rule(row, col + 1, width - 2);
	term_rule(row + height - 1, col + 1, width - 2);
	term_vrule(row + 1, col, height - 2);
	term_vrule(row + 1, col + width - 1, height - 2);
	corner(row, col, "┌");
	corner(row, col + width - 1, "┐");
	corner(row + height - 1, col, "└");
	corner(row + height - 1, col + width - 1, "┘");
	if (!title || !*title || width < 8)
		return;
	int room = text_width(title);
	if (room > width - 6)
		room = width - 6;
	term_put(row, col + 2, 1, ROLE_NORMAL, " ");
	term_put(row, col + 3, room, ROLE_TITLE, title);
	term_put(row, col + 3 + room, 1, ROLE_NORMAL, " ");
}

bool term_in_box(int row, int col)
{
	return row >= term.box_row && row < term.box_row + term.box_height && col >= term.box_col &&
	       col < term.box_col + term.box_width;
}

void term_bar(int row, int col, int width, int64_t part, int64_t whole)
{
	if (term.plain)
		return; /* the number beside it says the same */
	int full = whole > 0 && part > 0 ? (int)((double)part / (double)whole * width + 0.5) : 0;
	if (full > width)
		full = width;
	repeat(row, col, full, ROLE_NORMAL, term.ascii ? "#" : "█");
	repeat(row, col + full, width - full, ROLE_NORMAL, term.ascii ? "." : "░");
}

/* ---- the whole */

void term_erase(void)
{
	erase();
	term.cursor_row = term.cursor_col = term.box_height = 0;
	term.cursor_visible = false;
}

void term_cursor(int row, int col, bool visible)
{
	term.cursor_row = row < 0 ? 0 : row >= LINES ? LINES - 1 : row;
	term.cursor_col = col < 0 ? 0 : col >= COLS ? COLS - 1 : col;
	term.cursor_visible = visible;
}

void term_cursor_always(bool on)
{
	term.cursor_always = on;
}

void term_bell(void)
{
	beep();
}

void term_flush(void)
{
	curs_set(term.cursor_visible || term.cursor_always ? 1 : 0);
	move(term.cursor_row, term.cursor_col);
	refresh();
}
