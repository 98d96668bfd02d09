/* store/dots.h - which value of a field is known to have come before which. Every value that was ever written has a
 * dot: the clock and the device of the command that wrote it. A field keeps the dot of its value and, beside it, the
 * newest dot of every other device whose value was known when it was written: so two values that did not know of each
 * other are told apart from one that followed the other, whatever the clocks of the laptops say.
 *
 * In a row's `clocks`: {"phone":[clock,device, clock,device, ...]}, the value's own dot first. A field without an entry
 * has the dot of the row when it is filled, and none when it is empty: nobody has written it yet. */
#ifndef OBSTE_STORE_DOTS_H
#define OBSTE_STORE_DOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define DOTS_KEY 96 /* bytes of a key, with its NUL */

struct dot {
	int64_t clock, device;
};

/* More laptops than this at one field: the dot known longest is forgotten; at worst a settled conflict is listed again.
 */
#define DOTS_MAX 32
struct dots {
	struct dot d[DOTS_MAX];
	size_t n; /* 0: nobody has written the field */
};

struct stored;
bool dot_same(struct dot a, struct dot b);
/* Was this dot known when the field was written so? */
bool dots_know(const struct dots *k, struct dot x);
void dots_add(struct dots *k, struct dot x); /* known from now on */
void dots_join(struct dots *k, const struct dots *more);

/* The entry of a key; n 0: there is none. */
void dots_entry(const char *clocks, const char *key, struct dots *out);
/* The field's dots: its entry, else the row's own when it is filled. */
void dots_of(const struct stored *st, const char *key, bool filled, struct dots *out);
void dots_put(struct buf *clocks, const char *key, const struct dots *k); /* takes the place of the old entry */
/* The key was written anew by (clock, device), who knew what stood there. */
void dots_write(struct stored *st, const char *key, bool filled, int64_t clock, int64_t device);
/* Calls back for every entry. */
void dots_each(const char *clocks, void (*each)(void *ctx, const char *key, const struct dots *k), void *ctx);

#endif
