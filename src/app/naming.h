/* app/naming.h - records that name another one: read whole before they are changed, and their references turned. Only
 * src/app/ includes it; it knows no kind by name. */
#ifndef OBSTE_SRC_APP_NAMING_H
#define OBSTE_SRC_APP_NAMING_H

#include "app/app_internal.h"

struct naming {
	struct record **rows;
	size_t n;
};
/* Those of kind k, in the bin or not, whose field names id. Adds to `out`. */
bool naming_read(struct app *a, const struct kind *k, int field, int64_t id, struct naming *out, struct err *e);
void naming_free(struct naming *n);
/* The reference (or, among several, that one) to `from` becomes one to `to`; 0: it is taken away. */
void naming_turn(struct record *r, int field, int64_t from, int64_t to);
bool naming_is_joined(const struct kind *k, int field); /* is it a part of the record's id? */
/* Of a joined kind: the stored record that joins the same ones, in the bin or not; owned, NULL none. */
struct record *naming_twin(struct app *a, const struct record *r);

#endif
