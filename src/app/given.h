/* app/given.h - what left, and what a reader's copy says: each entry of the last calendar or invitation that a person
 * (a group) was given, kept in the handout's `state`, one line an entry. Only src/app/. */
#ifndef OBSTE_SRC_APP_GIVEN_H
#define OBSTE_SRC_APP_GIVEN_H

#include "app/handout.h"
#include "app/import.h"

struct given_entry {
	int64_t id, sequence;
	date_t date, gone; /* gone: since that day it is told as cancelled; DATE_NONE: it stands */
	int starts, ends;
	uint32_t words; /* of title, place and part: did they change? */
};
struct given {
	struct given_entry *rows; /* in the order of ids after given_read */
	size_t n;
};
void given_read(const char *state, struct given *out); /* NULL: nothing was given */
void given_add(struct given *g, const struct given_entry *en);
const struct given_entry *given_find(const struct given *g, int64_t id); /* NULL none; after given_read only */
bool given_same(const struct given *a, const struct given *b);
void given_text(const struct given *g, struct buf *out);
void given_free(struct given *g);

/* The newest handout of this sort to this reader: its state. *any false: there was none. */
bool given_last(struct app *a, const char *what, const char *whom, int64_t person, int64_t group, struct given *out,
    bool *any, struct err *e);

/* ---- consent (consent.c) */

/* Who agrees to a purpose today. Where no consent to it was ever written down, the group keeps none here and nobody is
 * left out; from the first one on, only those with one that stands. */
struct consents {
	bool kept;
	struct idmap live;
};
bool consents_read(struct app *a, const char *purpose, struct consents *out, struct err *e);
bool consents_allow(const struct consents *c, int64_t person);
bool consents_named(const struct consents *c, int64_t person); /* one that stands is written down */
void consents_free(struct consents *c);

#endif
