/* out/markdown_inner.h - what the two files that read Markdown share. */
#ifndef OBSTE_SRC_OUT_MARKDOWN_INNER_H
#define OBSTE_SRC_OUT_MARKDOWN_INNER_H

#include "out/markdown.h"

#define MARKDOWN_SOFT '\x06' /* the end of a line inside a paragraph, until it is known what the paragraph is */

void markdown_harmless(const char *literal, struct buf *out); /* appends; no control characters, so no marks either */
void markdown_soft(char *text);                               /* ends of lines become blanks */
void markdown_take_anchor(struct markdown_block *b);
void markdown_take_box(struct markdown_block *b);
bool markdown_make_table(struct markdown_block *b); /* false: it is none, and unchanged */

#endif
