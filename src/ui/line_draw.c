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
	if (s[at] >= ' ' && s[at] < 0x7f && (unsigned char)s[at + 1] < 0x80) { /* most are: no mark can follow */
		*bytes = 1;
		return 1;
	}
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

static struct line_row row_from(const char *s, size_t start, int width, size_t *next)
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
	return (struct line_row){start, at};
}

/* The rows of the whole text, made again only when it or the width has changed. */
static size_t rows_of(struct line *l, int width, const struct line_row **out)
{
	const char *s = line_text(l);
	size_t next = 0, room = l->nrows;
	if (width < 1)
		width = 1;
	*out = l->rows;
	if (l->rows && l->rows_width == width && l->rows_edits == l->edits)
		return l->nrows;
	l->nrows = 0;
	do {
		if (l->nrows + 2 > room) {
			room = room * 2 + 16;
			l->rows = mem_resize(l->rows, room, sizeof *l->rows);
		}
		l->rows[l->nrows++] = row_from(s, next, width, &next);
	} while (s[next]);
	if (next > 0 && s[next - 1] == '\n')
		l->rows[l->nrows++] = (struct line_row){next, next};
	l->rows_width = width;
	l->rows_edits = l->edits;
	*out = l->rows;
	return l->nrows;
}

static size_t caret_row(const struct line_row *rows, size_t n, size_t caret)
{
	size_t low = 0, high = n;
	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (rows[mid].start <= caret)
			low = mid;
		else
			high = mid;
	}
	return low;
}

int line_rows(struct line *l, int width)
{
	const struct line_row *rows;
	return (int)rows_of(l, width, &rows);
}

/* The place in the row that lies `cells` from its start, or its end. */
static size_t place_at(const char *s, struct line_row r, int cells)
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
	const struct line_row *rows;
	const char *s = line_text(l);
	size_t n = rows_of(l, l->width > 0 ? l->width : 80, &rows);
	size_t at = caret_row(rows, n, l->caret);
	bool can = by < 0 ? at > 0 : by > 0 && at + 1 < n;
	if (can) {
		size_t to = by < 0 ? at - 1 : at + 1;
		l->caret = place_at(s, rows[to], cells_between(s, rows[at].start, l->caret));
		if (to + 1 < n && l->caret == rows[to].end && rows[to + 1].start == rows[to].end &&
		    l->caret > rows[to].start)
			l->caret -= text_prev_char(s, l->caret);
	}
	return can;
}

static void draw_many(struct line *l, int row, int col, int height, int width, int *caret_row_out, int *caret_col)
{
	const struct line_row *rows;
	const char *s = line_text(l);
	size_t n = rows_of(l, width, &rows), at = caret_row(rows, n, l->caret);
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
