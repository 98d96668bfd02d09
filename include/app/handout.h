/* app/handout.h - what was given out: to whom, when, what it holds. Every export that leaves the laptop is written down here
 * and found again when a person asks where their data went. */
#ifndef OBSTE_APP_HANDOUT_H
#define OBSTE_APP_HANDOUT_H

#include "app/app.h"

struct app_handout {
	const char *what;         /* code of handout.what: "calendar", "table", ... */
	const char *whom;         /* code of handout.whom: "person", "group", "members", "public", "own" */
	int64_t person, group;    /* 0 none */
	const char *how;          /* code of handout.how: "file", "email", "server" */
	const char *file;         /* path or address */
	int64_t entries;
	const int64_t *holds;     /* people whose data stand in it, beside `person` */
	size_t nholds;
	bool everybody;           /* it holds all who were here then: a whole table of people */
	const char *state;        /* NULL but for calendars and invitations */
};
/* One command for all of them. Where nothing can be written (read only) it does nothing and says true: what was exported is
 * exported. */
bool app_handouts_add(struct app *a, const struct app_handout *list, size_t n, struct err *e);

/* The handouts that hold data of a person, the newest first; texts in the language, lent. false stops. */
struct app_handed {
	int64_t id, at_ms;
	const char *what, *whom; /* "calendar", "Salcâm Tudor" */
	const char *file;        /* "" none */
	bool there;              /* the file is still where it was written */
};
bool app_handouts_of(struct app *a, int64_t person, bool (*each)(void *ctx, const struct app_handed *h), void *ctx,
                     struct err *e);

#endif
