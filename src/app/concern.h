/* app/concern.h - which records concern a person or a group: for calendars of one member or one group. Only src/app/.
 */
#ifndef OBSTE_SRC_APP_CONCERN_H
#define OBSTE_SRC_APP_CONCERN_H

#include "app/import.h"

struct concern {
	struct idmap ids;    /* the person and what they are expected at; or the group and the groups within it */
	struct idmap groups; /* a person's groups: their events concern them, their deadlines do not */
};
bool concern_person(struct app *a, int64_t person, struct concern *out, struct err *e);
bool concern_group(struct app *a, int64_t group, struct concern *out, struct err *e);
bool concern_has(const struct concern *c, const struct record *r);
void concern_free(struct concern *c);

#endif
