/* ui/screens/history.h - the history's screen, between reading and doing (history.c) and painting (history_draw.c). */
#ifndef OBSTE_UI_SCREENS_HISTORY_H
#define OBSTE_UI_SCREENS_HISTORY_H

#include "ui/line.h"
#include "ui/ui_internal.h"

enum { PAGE = 100, DETAIL = 8, FIELDS = 12 };

struct change {
	int64_t number, at_ms, id, changes, undoes;
	char *who, *text; /* owned */
	const struct kind *kind;
	bool undone;
};
struct changed_field {
	char *title, *label, *before, *now; /* owned */
};
/* The selected change field by field, read when no key is waiting. */
struct detail {
	int64_t number; /* 0: none is read */
	struct changed_field fields[FIELDS];
	size_t n, later, to_here;
};
struct history {
	struct screen s;
	const struct kind *kind; /* NULL: everything */
	int64_t id;
	char *title; /* owned; NULL: everything */
	struct change *rows;
	size_t n, at, top;
	int64_t before; /* number of the last one read */
	bool last;      /* all are read */
	int height, first_row;
	char *only_who;               /* owned; NULL: everybody */
	const struct kind *only_kind; /* NULL: every kind */
	struct line search;
	bool searching;
	struct detail detail;
};

void history_draw(struct ui *u, struct screen *s, int top, int height);
void history_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right);

#endif
