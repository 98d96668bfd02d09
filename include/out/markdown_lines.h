/* out/markdown_lines.h - Markdown's blocks as lines of so many cells, for a terminal: wrapped, with bullets and indents,
 * a table as rows or, where it does not fit, one cell after the other. Knows no terminal. */
#ifndef OBSTE_OUT_MARKDOWN_LINES_H
#define OBSTE_OUT_MARKDOWN_LINES_H

#include "out/markdown.h"

#define MARKDOWN_NO_LINK (-1)

/* A piece of a line in one manner. A link stands in [ ], so that it is seen without colours. */
struct markdown_run {
	char *text; /* owned */
	bool bold, italic;
	int link; /* which of the block's urls; MARKDOWN_NO_LINK */
};
struct markdown_line {
	size_t block;
	enum markdown_kind kind;
	int level, indent; /* of a heading; cells before the first run */
	struct markdown_run *runs;
	size_t nruns; /* 0: an empty line, or a rule */
};
struct markdown_lines {
	struct markdown_line *at;
	size_t n, room;
};
/* Appends the lines of the blocks [from, to). `ascii`: signs of ASCII only. */
void markdown_lay(
    const struct markdown *m, size_t from, size_t to, int cells, bool ascii, struct markdown_lines *out);
void markdown_lines_free(struct markdown_lines *l);

#endif
