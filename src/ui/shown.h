/* ui/shown.h - shown.def as a table, and the words in it: a field's key, "*" for the title, "@key" for a fact. */
#ifndef OBSTE_UI_SHOWN_H
#define OBSTE_UI_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/kind.h"

struct shown {
	const char *kind, *columns, *narrow, *glance, *views, *enter; /* NULL: nothing is said */
};
const struct shown *shown_of(const struct kind *k); /* never NULL */

/* What a word names: a field, 0 for the title, from k->nfields on the kind's facts; -1: nothing. */
int shown_find(const struct kind *k, const char *word, size_t n);
bool shown_is_fact(const struct kind *k, int code);
const char *shown_key(const struct kind *k, int code); /* without @ */
const char *shown_label(const struct kind *k, int code);
bool shown_right(const struct kind *k, int code);
/* Calls back for each word between blanks. */
void shown_each(const char *words, void (*one)(void *ctx, const char *word, size_t n), void *ctx);

#endif
