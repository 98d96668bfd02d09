/* ui/screens/today.h - what the two files of Today share: its lines as read, and their painting. */
#ifndef OBSTE_UI_SCREENS_TODAY_H
#define OBSTE_UI_SCREENS_TODAY_H

#include "app/dates.h"
#include "ui/ui_internal.h"

enum part { STEPS, DUE, WEEKS, PARTS };

struct today_line {
	enum part part;
	const struct kind *kind; /* of the record */
	int64_t id;              /* in STEPS: which */
	date_t date;
	int starts;
	char *text, *more; /* owned; more may be NULL */
	bool warn, cancelled, done;
};
struct today {
	struct screen s;
	struct screen_class class;
	struct action *actions; /* owned */
	struct today_line *lines;
	size_t n, at, tops[PARTS];
	bool due;      /* not read yet */
	char *numbers; /* owned */
};

static inline struct today *today_of(struct screen *s)
{
	return (struct today *)s;
}

void today_draw(struct ui *u, struct screen *s, int top, int height); /* today_draw.c */
size_t today_part(const struct today *t, enum part part);             /* how many lines it has */

#endif
