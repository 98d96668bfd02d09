/* app/join.h - many records joined to one by records of a joined kind: people in a group (membership), at a workshop
 * (attendance). One command, one undo. */
#ifndef OBSTE_APP_JOIN_H
#define OBSTE_APP_JOIN_H

#include "app/app.h"

struct app_join {
	const struct kind *kind; /* membership */
	int to, member;          /* its fields: group, person */
	int64_t id;              /* the group */
};
/* The field by which `joined` names records of kind k in its id; NO_FIELD: it does not. */
int app_join_member(const struct kind *joined, const struct kind *k);
/* Field that says when it ended ("to"); NO_FIELD: there is none. */
int app_join_until(const struct kind *joined);
/* Those who are there already are left as they are; who had left comes back. `name` is a msgid for the history. */
bool app_join(struct app *a, const char *name, const struct app_join *j, const int64_t *members, size_t n, size_t *added,
              struct err *e);
/* The same as a part of a command; *added is added to. */
struct command;
bool app_join_in(struct app *a, struct command *c, const struct app_join *j, const int64_t *members, size_t n,
                 size_t *added, struct err *e);
/* The records that join them go to the bin. */
bool app_leave(struct app *a, const char *name, const struct app_join *j, const int64_t *members, size_t n, size_t *gone,
               struct err *e);

#endif
