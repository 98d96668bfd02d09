/* civic/plan.h - what an action of each type usually takes: lists of steps (data/steps.tsv) and the letter and the term that
 * it asks for (data/action_terms.tsv). Data only; dates come from the action and from the legal rules. */
#ifndef OBSTE_CIVIC_PLAN_H
#define OBSTE_CIVIC_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/lang.h"

struct plan_step {
	bool dated;
	int days;   /* after the day on which the action begins; below 0 before it */
	char *rule; /* instead of days: a legal rule counted from that day; "" none */
	char *part; /* "task", "role", "safety" */
	char *what[LANG_COUNT];
};
struct plan {
	char *id, *type, *name[LANG_COUNT]; /* type "": of every type */
	struct plan_step *steps;
	size_t n;
};
struct plans;
/* Errors as term_rules_read. */
bool plans_read(struct plans **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
void plans_free(struct plans *p);
size_t plans_count(const struct plans *p);
const struct plan *plans_at(const struct plans *p, size_t i);
/* A list typed by a group, one step a line: "-5 Notice to the city hall", "role: first aid" (the part in any of the three
 * languages), "3 Look back"; empty lines are left out. Owned by the caller. */
struct plan *plan_typed(const char *lines);
void plan_typed_free(struct plan *p);

struct action_term {
	char *type, *letter, *letter_rule, *term;
	int above; /* people: the term counts only when more are expected */
	char *name[LANG_COUNT];
};
struct action_terms;
bool action_terms_read(
    struct action_terms **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
void action_terms_free(struct action_terms *t);
const struct action_term *action_terms_find(const struct action_terms *t, const char *type); /* NULL: none */

#endif
