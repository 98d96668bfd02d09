/* app/alike.h - records that a new one may repeat: a problem at the same place or in the same words, a letter whose
 * registration number is there already. */
#ifndef OBSTE_APP_ALIKE_H
#define OBSTE_APP_ALIKE_H

#include "app/app.h"

struct app_alike {
	const struct kind *kind;
	int64_t id;
	const char *title; /* lent during the call */
	const char *why;   /* in the language: "same place", "same words", "same number" */
};
/* The likeliest first, at most `max`, never the record itself. Nothing for kinds that are not looked at, or when too
 * little is known. */
bool app_alike(struct app *a, const struct record *now, size_t max, void (*each)(void *ctx, const struct app_alike *like),
               void *ctx, struct err *e);
/* Is this field one by which they are found? Then they are looked for again when it changes. */
bool app_alike_by(const struct kind *k, int field);
/* This problem is a duplicate of that one: its state and what it names. One change. */
bool app_problem_duplicate(struct app *a, int64_t problem, int64_t of, struct err *e);

#endif
