/* base/id.h - 63-bit ids that never change and never meet between two laptops. */
#ifndef OBSTE_BASE_ID_H
#define OBSTE_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where new ids come from: the last one given, and chance asked of the system for many of them at once. {0} begins. */
struct id_source {
	int64_t last;
	uint32_t chance[64];
	unsigned left;
};
/* Time-ordered: 41 bits of milliseconds since 2020, 22 bits of randomness. Always greater than the last, which it
 * updates; a run made within one millisecond goes up by small random steps. */
int64_t id_new(int64_t now_ms, struct id_source *from);
/* The id of what joins others (attendance = workshop + person): the same on every laptop. `kind` is the kind's key. */
int64_t id_joined(const char *kind, const int64_t *parts, size_t count);
bool id_parse(const char *text, int64_t *out); /* decimal, positive */
void id_random(void *bytes, size_t n);         /* from the system */

#endif
