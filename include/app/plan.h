/* app/plan.h - what an action of a type usually takes: lists of steps put in with one key, the letter it begins with, the term
 * by law before or after its day, and what it leaves for others: a practice. It informs and gives no legal advice. */
#ifndef OBSTE_APP_PLAN_H
#define OBSTE_APP_PLAN_H

#include "app/app.h"
#include "civic/plan.h"

/* The lists for this type of action (NULL: for every type), the group's own first. Texts are lent during the call.
 * template 0: the program's own, its id in `name_id`. */
struct app_plan {
	int64_t template;
	const char *name_id, *name;
	size_t steps;
};
bool app_plans(struct app *a, const char *type, bool (*each)(void *ctx, const struct app_plan *p), void *ctx, struct err *e);
/* Its steps, roles and safety lines into the action, dated from its first day (from today when it has none); those that
 * are there already are not made twice. One change, one undo. ERR_INVALID: nothing was missing. */
bool app_plan_apply(struct app *a, int64_t action, int64_t template, const char *name_id, size_t *made, struct err *e);
/* The action's own steps as a list for others, days counted from its first day: a new record, not stored. Owned. */
bool app_plan_keep(struct app *a, int64_t action, struct record **out, struct err *e);

/* The letter that an action of its type begins with: a new record, not stored, with kind, rule, authority, subject. Owned. */
bool app_action_letter(struct app *a, int64_t action, struct record **out, struct err *e);
/* Until when it must be there by law. false: nothing is needed (few people, no day yet), or it cannot be counted. */
struct app_action_term {
	const char *name, *law; /* in the language; lent until the rules change */
	date_t last;
	bool done;              /* the letter was sent */
	bool few;               /* nothing is needed: no more people than `above` are expected */
	int above;
};
bool app_action_term(struct app *a, const struct record *action, struct app_action_term *out);

/* What was learnt, for the guide: a practice filled from the action and its problem, not stored. When there is one already,
 * that one. Owned by the caller. */
bool app_action_practice(struct app *a, int64_t action, struct record **out, struct err *e);

#endif
