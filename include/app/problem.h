/* app/problem.h - a problem's way, from the report to what members saw solved, and the chain of what happened about it. */
#ifndef OBSTE_APP_PROBLEM_H
#define OBSTE_APP_PROBLEM_H

#include "app/app.h"

/* One step forward on its way (reported, verified, sent, planned, solved as they say, solved as members verified, closed).
 * Days that belong to the step are filled in where they are empty: when they said it, when members verified it, when it is
 * to be looked at again. One command. Appends what was done to *told. ERR_INVALID: it is at the end. */
bool app_problem_forward(struct app *a, int64_t id, struct buf *told, struct err *e);
/* The state that comes next; NULL: none. Lent. */
const char *app_problem_next(const struct record *problem);

/* Everything about a problem or an action in the order of the days: itself, letters with their answers, agenda items, votes
 * and promises, actions, steps, press. */
struct app_link {
	date_t on;               /* DATE_NONE: nobody wrote a day */
	const char *what;        /* "letter", "promise", "reported": in the language; lent */
	const char *text;
	const struct kind *kind; /* what it is; of the problem's own days the problem */
	int64_t id;
};
bool app_chain(struct app *a, const struct kind *k, int64_t id, bool (*each)(void *ctx, const struct app_link *l), void *ctx,
               struct err *e);

#endif
