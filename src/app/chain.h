/* app/chain.h - what happened around a record, gathered from the records that name it: for the printed story and for
 * the chain on the screen. Only src/app/. */
#ifndef OBSTE_SRC_APP_CHAIN_H
#define OBSTE_SRC_APP_CHAIN_H

#include "app/app_internal.h"

struct chained {
	struct record *record; /* owned */
	date_t day;            /* its own, or of what it belongs to; DATE_NONE */
};
struct chain {
	struct app *app;
	const enum kind_number *told; /* kinds that are told, ended by KIND_COUNT */
	struct chained *all;
	size_t n;
};
/* Every record of the told kinds that names `r`, with the answers to letters and what was noted at agenda items. */
bool chain_add(struct chain *c, const struct record *r, struct err *e);
/* The same of the actions that are in it already. */
bool chain_add_of_actions(struct chain *c, struct err *e);
void chain_sort(struct chain *c); /* by day; what has none stands last */
void chain_free(struct chain *c);

#endif
