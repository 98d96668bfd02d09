/* app/rules.h - the legal rules as a group has them: the program's own (data/rules.tsv), those that the group changed or
 * added (records of the kind "rule": exchanged, with history), and the way back. It informs and gives no legal advice. */
#ifndef OBSTE_APP_RULES_H
#define OBSTE_APP_RULES_H

#include "app/app.h"
#include "app/dates.h"

enum app_rule_whose { RULE_OURS /* the program's */, RULE_CHANGED, RULE_ADDED };
enum app_rule_whose app_rule_whose(struct app *a, const char *id);
/* "30 calendar days after", "at least 5 calendar days before", "from 30 to 60 calendar days". Appends. */
void app_rule_term(const struct term_rule *r, struct buf *out);
/* Everything that is known of it, a line each, in the language, ending with where to check it. Appends. */
void app_rule_tell(struct app *a, const struct term_rule *r, struct buf *out);

/* For changing: the group's own record of that rule; where it has none, a new one (id 0) filled from the program's.
 * Owned by the caller. ERR_NOT_FOUND: no such rule. */
bool app_rule_edit(struct app *a, const char *id, struct record **out, struct err *e);
/* Back to the program's own: the group's goes into the bin. ERR_NOT_FOUND: the group has none of that id. */
bool app_rule_reset(struct app *a, const char *id, struct err *e);

/* The local holiday: "10-14", or "no" where it is not counted. Lent until the next change. */
const char *app_hram(struct app *a);
bool app_set_hram(struct app *a, const char *month_day /* or "no" */, struct err *e);

#endif
