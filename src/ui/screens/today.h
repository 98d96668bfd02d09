/* ui/screens/today.h - what the files of Today share: its lines as read, and their painting. */
#ifndef OBSTE_UI_SCREENS_TODAY_H
#define OBSTE_UI_SCREENS_TODAY_H

#include "app/dates.h"
#include "app/today.h"
#include "ui/ui_internal.h"

enum part { STEPS, DUE, TASKS, WEEKS, FIGURES, PARTS };

struct today_line {
	enum part part;
	const struct kind *kind; /* of the record; of several: of what the list shows */
	int64_t id;              /* in STEPS: which; 0: of several */
	date_t date;
	int starts;
	char *text, *more, *right; /* owned; more and right may be NULL */
	bool warn, cancelled, done, begun;
	bool rest; /* stands for those of its part that are not shown */
	const char *const *filters;
	int64_t *ids; /* owned */
	size_t nids;
	int row, col, shown;  /* where it stands, as last drawn; shown: how wide, 0 not at all */
	int64_t count, whole; /* in FIGURES */
};
struct today {
	struct screen s;
	struct screen_class class;
	struct action *actions; /* owned */
	struct today_line *lines;
	size_t n, at;
	size_t cap[PARTS]; /* how many of the part are shown, as last drawn; 0: all */
	int tops[2];       /* of the columns: first row drawn */
	bool all;          /* what is due is shown to the end */
	bool due;          /* not read yet */
};

static inline struct today *today_of(struct screen *s)
{
	return (struct today *)s;
}

/* today_read.c */
void today_read(struct ui *u, struct today *t);
void today_free_lines(struct today *t);
/* today_draw.c */
void today_draw(struct ui *u, struct screen *s, int top, int height);
size_t today_part(const struct today *t, enum part part); /* how many lines it has */
bool today_hidden(const struct today *t, size_t line);    /* beyond what its part shows */

#endif
