/* app/standing.h - where a record stands today, beside its fields: of a letter its way, its term and the next step; of a
 * meeting the notice it needs; of a problem what it waits for; of an action its letter. Labelled lines in the language. */
#ifndef OBSTE_APP_STANDING_H
#define OBSTE_APP_STANDING_H

#include "app/app.h"

struct app_stand {
	const char *label, *text; /* lent */
	bool warn;                /* needs attention */
};
/* Nothing for kinds that have no row in app/standing.c. `each` returns false to stop. */
void app_standing(struct app *a, const struct record *r, bool (*each)(void *ctx, const struct app_stand *s), void *ctx);

#endif
