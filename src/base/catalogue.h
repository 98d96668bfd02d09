/* base/catalogue.h - one language's words: a .mo file of gettext's msgfmt, read by ourselves. glibc's own reader gives
 * no words under C.UTF-8 since 2.39 (it counts as "C" there), and that is all that many machines have. */
#ifndef OBSTE_BASE_CATALOGUE_H
#define OBSTE_BASE_CATALOGUE_H

#include <stddef.h>

#include "base/buf.h"

struct catalogue {
	struct buf file; /* the whole .mo; empty: there is none, every word is its msgid */
	unsigned count, originals, translations;
};

/* A file that is missing or not whole leaves the catalogue empty. */
void catalogue_read(struct catalogue *c, const char *path);
void catalogue_free(struct catalogue *c);
/* The translation (its first form), or NULL. Lent as long as the catalogue lives. */
const char *catalogue_find(const struct catalogue *c, const char *msgid);
/* Form number `form` of a plural; the last there is when it has fewer. NULL: not translated. */
const char *catalogue_form(const struct catalogue *c, const char *msgid, unsigned form);

#endif
