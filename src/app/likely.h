/* app/likely.h - likely doubles: two records that may be of one person, by what both have (the same phone, the same
 * e-mail, the same name in any script and order). Only src/app/ includes it. */
#ifndef OBSTE_SRC_APP_LIKELY_H
#define OBSTE_SRC_APP_LIKELY_H

#include "app/import.h"

#define LIKELY_NAME (1U << 3) /* the bit of the name; the match fields have bits 0 to 2 */
#define LIKELY_FOUND 16

struct likely {
	int64_t id;
	unsigned facts; /* what both have */
};
bool likely_kind(const struct kind *k); /* are doubles of this kind looked for? */
/* From a search key of a name (text_key). */
void likely_name(const char *key, struct likely_name *out);
void likely_add(struct idmap *m, const struct import_marks *marks, int64_t id);
/* Those that share something with it, the likeliest first; how many. What more than a few share (the phone of an
 * office, a name that many have) tells nobody apart. */
size_t likely_find(const struct idmap *m, const struct import_marks *marks, struct likely out[LIKELY_FOUND]);

#endif
