/* app/page.h - what a record's page tells beside the fields: what happened around the record, and its figures. */
#ifndef OBSTE_APP_PAGE_H
#define OBSTE_APP_PAGE_H

#include "app/app.h"

/* One thing that happened: a record that names this one, or a change of this one. Texts are lent. */
struct app_happening {
	date_t on;               /* DATE_NONE: nobody wrote a day */
	int64_t at_ms;           /* orders what happened on one day */
	const char *what;        /* "present", "letter", "changed", in the language */
	const char *text;
	const struct kind *kind; /* what Enter opens */
	int64_t id;
	bool change;             /* a change in the history, not a record */
};
/* The newest first, at most `limit`. */
bool app_activity(struct app *a, const struct kind *k, int64_t id, size_t limit,
                  bool (*each)(void *ctx, const struct app_happening *h), void *ctx, struct err *e);

/* A figure of a record, from the table in app/figures.c: "Attendance 8/9", "Signatures 312/500", "Open tasks 1". */
struct app_figure {
	const char *label;       /* in the language */
	int64_t part, whole;     /* whole 0: a number alone, no share */
	const char *text;        /* "8/9", "14 250,00 / 20 000,00 lei"; lent */
};
bool app_record_figures(struct app *a, const struct record *r, bool (*each)(void *ctx, const struct app_figure *f),
                        void *ctx, struct err *e);

#endif
