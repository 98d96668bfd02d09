/* ui/line_draw.c - how an edited text lies on the screen: scrolling one line, wrapping several, where the caret stands.
 */
#include "ui/line_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* Cells of the character (with its marks) at `at`. */
static int cells_at(const char *s, size_t at, size_t *bytes)
{
	char one[64];
	size_t n = text_next_char(s, at);
	*bytes = n;
	if (n >= sizeof one)
		n = sizeof one - 1;
	memcpy(one, s + at, n);
	one[n] = '\0';
	return text_width(one);
}

static int cells_between(const char *s, size_t from, size_t to)
{
	char *part = mem_copy_bytes(s + from, to - from);
	int w = text_width(part);
	free(part);
	return w;
}

/* ---- several rows: soft wrap behind a blank */

struct row {
	size_t start, end; /* end: without the newline */
};

static struct row row_from(const char *s, size_t start, int width, size_t *next)
{
	size_t at = start, blank = 0, n;
	int used = 0;
	while (s[at] && s[at] != '\n') {
		int w = cells_at(s, at, &n);
		if (used + w > width && at > start)
			break;
		used += w;
		at += n;
		if (s[at - 1] == ' ')
			blank = at;
	}
	if (s[at] && s[at] != '\n' && s[at] != ' ' && blank > start)
		at = blank;
	*next = s[at] == '\n' ? at + 1 : at;
	return (struct row){start, at};
}

static size_t rows_of(const char *s, int width, struct row **out)
{
	struct row *rows = NULL;
	size_t n = 0, next = 0;
	if (width < 1)
		width = 1;
	do {
		rows = mem_resize(rows, n + 1, sizeof *rows);
		rows[n] = row_from(s, next, width, &next);
		n++;
	} while (s[next]);
	if (next > 0 && s[next - 1] == '\n') {
		rows = mem_resize(rows, n + 1, sizeof *rows);
		rows[n++] = (struct row){next, next};
	}
	*out = rows;
	return n;
}

static size_t caret_row(const struct row *rows, size_t n, size_t caret)
{
	size_t at = 0;
	while (at + 1 < n && rows[at + 1].start <= caret)
		at++;
	return at;
}

int line_rows(const struct line *l, int width)
{
	struct row *rows;
	size_t n = rows_of(line_text(l), width, &rows);
	free(rows);
	return (int)n;
}

/* The place in the row that lies `cells` from its start, or its end. */
static size_t place_at(const char *s, struct row r, int cells)
{
	size_t at = r.start, n;
	int used = 0;
	while (at < r.end) {
		int w = cells_at(s, at, &n);
		if (used + w > cells)
			break;
		used += w;
		at += n;
	}
	return at;
}

bool line_move_row(struct line *l, int by)
{
	struct row *rows;
	const char *s = line_text(l);
	size_t n = rows_of(s, l->width > 0 ? l->width : 80, &rows);
	size_t at = caret_row(rows, n, l->caret);
	bool can = by < 0 ? at > 0 : by > 0 && at + 1 < n;
	if (can) {
		size_t to = by < 0 ? at - 1 : at + 1;
		l->caret = place_at(s, rows[to], cells_between(s, rows[at].start, l->caret));
		if (to + 1 < n && l->caret == rows[to].end && rows[to + 1].start == rows[to].end &&
		    l->caret > rows[to].start)
			l->caret -= text_prev_char(s, l->caret);
	}
	free(rows);
	return can;
}

static void draw_many(struct line *l, int row, int col, int height, int width, int *caret_row_out, int *caret_col)
{
	struct row *rows;
	const char *s = line_text(l);
	size_t n = rows_of(s, width, &rows), at = caret_row(rows, n, l->caret);
	if (at < l->scroll)
		l->scroll = at;
	if (at >= l->scroll + (size_t)height)
		l->scroll = at - (size_t)height + 1;
	for (int i = 0; i < height; i++) {
		size_t r = l->scroll + (size_t)i;
		char *part = r < n ? mem_copy_bytes(s + rows[r].start, rows[r].end - rows[r].start) : NULL;
		term_put(row + i, col, width, ROLE_NORMAL, part);
		free(part);
	}
	*caret_row_out = row + (int)(at - l->scroll);
	*caret_col = col + cells_between(s, rows[at].start, l->caret);
	free(rows);
}

/* ---- one row that scrolls sideways */

/* The first place from which the text up to `at` takes less than `width` cells, not before `least`. */
static size_t place_before(const char *s, size_t at, size_t least, int width)
{
	int used = 0;
	size_t n;
	while (at > least) {
		size_t before = at - text_prev_char(s, at);
		used += cells_at(s, before, &n);
		if (used >= width)
			break;
		at = before;
	}
	return at;
}

static void draw_one(struct line *l, int row, int col, int width, int *caret_col)
{
	const char *s = line_text(l);
	if (l->scroll > l->caret || l->scroll > l->text.len)
		l->scroll = l->caret;
	l->scroll = place_before(s, l->caret, l->scroll, width);
	size_t most =
	    place_before(s, l->text.len, 0, width); /* when the text got shorter, as much as fits is shown again */
	if (l->scroll > most)
		l->scroll = most;
	size_t n, end = l->scroll;
	for (int used = 0; s[end];) {
		used += cells_at(s, end, &n);
		if (used > width)
			break;
		end += n;
	}
	char *part = mem_copy_bytes(s + l->scroll, end - l->scroll);
	term_put(row, col, width, ROLE_NORMAL, part);
	free(part);
	*caret_col = col + cells_between(s, l->scroll, l->caret);
}

void line_draw(struct line *l, int row, int col, int height, int width, bool focus, int *caret_row_out, int *caret_col)
{
	int r = row, c = col;
	l->width = width;
	if (l->multiline)
		draw_many(l, row, col, height, width, &r, &c);
	else
		draw_one(l, row, col, width, &c);
	if (c >= col + width)
		c = col + width - 1;
	if (focus && caret_row_out)
		*caret_row_out = r;
	if (focus && caret_col)
		*caret_col = c;
}
