/* ui/walk.h - from one record to its neighbours in the list that it was opened from, for the page and the form. */
#ifndef OBSTE_UI_WALK_H
#define OBSTE_UI_WALK_H

#include "ui/screen.h"

struct walk {
	bool has;
	struct query query; /* of the list */
	int64_t at, count;  /* 1 of 12; 0: not counted */
	form_done *moved;   /* told where we are, so that the list goes along; may be NULL */
	void *ctx;
};

/* Copies what `from` says; NULL: no list. */
void walk_init(struct walk *w, const struct walk_from *from);
void walk_free(struct walk *w);
void walk_count(struct walk *w, struct app *a, const struct record *r);
/* The record before (-1) or after (1) this one; false: it is the first, the last, or not in the list. */
bool walk_step(struct walk *w, struct ui *u, const struct record *r, int by, int64_t *id);
void walk_text(const struct walk *w, struct buf *out); /* "1 of 12"; appends */
/* For forms that open another record of the same list. */
struct walk_from walk_again(const struct walk *w);

#endif
