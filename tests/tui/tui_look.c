/* tests/tui/tui_look.c - what must be on the screen, and screens compared with those that a person has read. */
#include "tui/tui_inside.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

static void put_utf8(uint32_t c, char **p)
{
	if (c < 0x80) {
		*(*p)++ = (char)c;
	} else if (c < 0x800) {
		*(*p)++ = (char)(0xC0 | c >> 6);
		*(*p)++ = (char)(0x80 | (c & 63));
	} else {
		*(*p)++ = (char)(0xE0 | (c >> 12 & 15));
		*(*p)++ = (char)(0x80 | (c >> 6 & 63));
		*(*p)++ = (char)(0x80 | (c & 63));
	}
}

const char *tui_row(struct tui *t, int row)
{
	char *p = t->row;
	for (int col = 0; col < t->cols && p < t->row + sizeof t->row - 32; col++) {
		VTermScreenCell cell;
		memset(&cell, 0, sizeof cell);
		vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the second half of a wide one */
		if (cell.chars[0] == 0)
			*p++ = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			put_utf8(cell.chars[i], &p);
	}
	while (p > t->row && p[-1] == ' ')
		p--;
	*p = '\0';
	return t->row;
}

const char *tui_text(struct tui *t)
{
	size_t size = (size_t)(t->rows + 1) * 1200, len = 0;
	free(t->text);
	t->text = malloc(size);
	t->text[0] = '\0';
	for (int r = 0; r < t->rows; r++)
		len += (size_t)snprintf(t->text + len, size - len, "%s\n", tui_row(t, r));
	return t->text;
}

bool tui_has(struct tui *t, const char *words)
{
	return strstr(tui_text(t), words) != NULL;
}

void tui_cursor(struct tui *t, int *row, int *col)
{
	VTermPos p;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &p);
	*row = p.row;
	*col = p.col;
}

const char *tui_cell(struct tui *t, int row, int col)
{
	char *p = t->row;
	VTermScreenCell cell;
	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] && cell.chars[i] != (uint32_t)-1; i++)
		put_utf8(cell.chars[i], &p);
	*p = '\0';
	return *t->row ? t->row : " ";
}

bool tui_reversed(struct tui *t, int row, int col)
{
	VTermScreenCell cell;
	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
	return cell.attrs.reverse;
}

int tui_colored(struct tui *t)
{
	int n = 0;
	for (int r = 0; r < t->rows; r++)
		for (int c = 0; c < t->cols; c++) {
			VTermScreenCell cell;
			memset(&cell, 0, sizeof cell);
			vterm_screen_get_cell(t->screen, (VTermPos){r, c}, &cell);
			n += !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
		}
	return n;
}

size_t tui_written(struct tui *t)
{
	return t->written;
}

const char *tui_bytes(struct tui *t)
{
	if (!t->bytes)
		return "";
	t->bytes[t->written] = '\0';
	return t->bytes;
}

/* As a shell needs it: lines are edited and echoed. */
bool tui_sane(struct tui *t)
{
	struct termios m;
	if (tcgetattr(t->fd, &m) != 0)
		return false;
	return (m.c_lflag & ICANON) && (m.c_lflag & ECHO) && (m.c_lflag & ISIG) && (m.c_iflag & ICRNL) &&
	       (m.c_oflag & OPOST);
}

const char *tui_home(struct tui *t)
{
	return t->home;
}

void tui_expect(struct tui *t, const char *words)
{
	if (!tui_has(t, words))
		fail_msg("not on the screen: %s\n%s", words, tui_text(t));
}

void tui_expect_not(struct tui *t, const char *words)
{
	if (tui_has(t, words))
		fail_msg("on the screen: %s\n%s", words, tui_text(t));
}

bool tui_golden_wanted(const char *name)
{
	char path[512];
	const char *update = getenv("OBSTE_UPDATE");
	snprintf(path, sizeof path, "tests/tui/golden/%s.txt", name);
	return (update && *update) || access(path, R_OK) == 0;
}

/* The first line in which they differ, counted from 1. */
static int first_difference(const char *a, const char *b)
{
	int line = 1;
	for (; *a && *a == *b; a++, b++)
		line += *a == '\n';
	return line;
}

void tui_golden_text(const char *name, const char *text)
{
	char path[512];
	const char *update = getenv("OBSTE_UPDATE");
	bool write_it = update && *update;
	snprintf(path, sizeof path, "tests/tui/golden/%s.txt", name);
	FILE *f = fopen(path, write_it ? "w" : "r");
	if (!f)
		fail_msg("%s: %s (OBSTE_UPDATE=1 writes it)", path, strerror(errno));
	if (write_it) {
		fputs(text, f);
		fclose(f);
		return;
	}
	char *want = calloc(1, 256 * 1024);
	want[fread(want, 1, 256 * 1024 - 1, f)] = '\0';
	fclose(f);
	bool same = strcmp(want, text) == 0;
	int line = first_difference(want, text);
	free(want);
	if (!same)
		fail_msg("%s differs, first in line %d (OBSTE_UPDATE=1 writes it). Now:\n%s", path, line, text);
}
