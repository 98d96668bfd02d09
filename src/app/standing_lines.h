/* app/standing_lines.h - for the files of app/ that say where a record of their kind stands. */
#ifndef OBSTE_SRC_APP_STANDING_LINES_H
#define OBSTE_SRC_APP_STANDING_LINES_H

#include "app/app_internal.h"
#include "app/standing.h"

struct standing {
	struct app *app;
	bool (*each)(void *ctx, const struct app_stand *s);
	void *ctx;
	bool over; /* no more is wanted */
};
/* Tells the line and empties the text; an empty one is no line. `label` is a msgid. */
void standing_say(struct standing *st, const char *label, struct buf *text, bool warn);
/* The day without the year when it is this one's. Appends. */
void near_date(struct app *a, date_t d, struct buf *out);

void letter_standing(struct standing *st, const struct record *r);  /* letter_tell.c */
void meeting_standing(struct standing *st, const struct record *r); /* council.c */
void problem_standing(struct standing *st, const struct record *r); /* problem.c */
/* The step that is proposed next, with its last day. Appends; nothing: none. */
void letter_propose(struct app *a, const struct record *r, struct buf *out);
/* As a column: "! 2 days over", "until 8 Dec", "answered 3 Nov". Appends. */
void letter_state_short(struct app *a, const struct record *r, struct buf *out);

#endif
