/* app/concern.h - which records concern a person or a group: for calendars of one member or one group. Only src/app/.
 */
#ifndef OBSTE_SRC_APP_CONCERN_H
#define OBSTE_SRC_APP_CONCERN_H

#include "app/import.h"

struct concern_part {
	int64_t id;
	char *text; /* what the person does there, "" only invited; owned */
};
struct concern {
	int64_t person;      /* 0: a group's */
	struct idmap ids;    /* the person and what they are expected at; or the group and the groups within it */
	struct idmap groups; /* a person's groups: their events concern them, their deadlines do not */
	struct concern_part *parts; /* of a person, from their attendances */
	size_t nparts;
};
bool concern_person(struct app *a, int64_t person, struct concern *out, struct err *e);
bool concern_group(struct app *a, int64_t group, struct concern *out, struct err *e);
bool concern_has(const struct concern *c, const struct record *r);
/* What the person is there, in the language: "trainer, carries the box"; appends, nothing where nothing is said. */
void concern_role(const struct concern *c, const struct record *r, struct buf *out);
void concern_free(struct concern *c);

#endif
