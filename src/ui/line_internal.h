/* ui/line_internal.h - what line.c and line_draw.c share. */
#ifndef OBSTE_UI_LINE_INTERNAL_H
#define OBSTE_UI_LINE_INTERNAL_H

#include "ui/line.h"

/* Moves the caret by screen rows (of the width last drawn); false: it stands at the edge, or by is 0. */
bool line_move_row(struct line *l, int by);

#endif
