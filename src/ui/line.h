/* ui/line.h - editing a text: caret, words, undo, paste. Used by the form, the search box, prompts and the palette. */
#ifndef OBSTE_UI_LINE_H
#define OBSTE_UI_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "ui/term.h"

struct line_state {
	char *text;
	size_t caret;
};
struct line_row {
	size_t start, end; /* bytes; end: without the newline */
};
struct line {
	struct buf text;
	size_t caret;  /* byte offset, on a character boundary */
	size_t scroll; /* first byte shown (one line) or first row shown (multi-line) */
	bool multiline;
	bool changed;
	unsigned edits;        /* grows with every change, here or from outside */
	int width;             /* as last drawn: Up and Down go by screen rows */
	struct line_row *rows; /* as wrapped for rows_width, at rows_edits; owned */
	size_t nrows;
	int rows_width;
	unsigned rows_edits;
	struct line_state *undo, *redo; /* owned */
	size_t nundo, nredo;
};
void line_init(struct line *l, bool multiline, const char *text);
void line_free(struct line *l);
void line_set(struct line *l, const char *text);
const char *line_text(const struct line *l);
/* Characters, paste, arrows, Home End, Ctrl+arrows, Backspace, Delete, Ctrl+U (all before), Ctrl+Z / Ctrl+Y; Enter only
 * when multi-line. Up and Down only when multi-line and not at the edge. true: taken. */
bool line_key(struct line *l, const struct key *k);
/* Draws `width` cells (a multi-line one `height` rows) and tells where the caret stands. */
void line_draw(struct line *l, int row, int col, int height, int width, bool focus, int *caret_row, int *caret_col);
int line_rows(struct line *l, int width); /* rows a multi-line text takes when wrapped */

#endif
