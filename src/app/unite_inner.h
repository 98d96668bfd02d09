/* app/unite_inner.h - what the files about doubles share. Only src/app/. */
#ifndef OBSTE_SRC_APP_UNITE_INNER_H
#define OBSTE_SRC_APP_UNITE_INNER_H

#include "app/app_internal.h"
#include "app/unite.h"
#include "store/read.h"

/* Codes of pair.state. */
#define PAIR_OPEN "open"
#define PAIR_DIFFERENT "different"
#define PAIR_MERGED "merged"

/* The record of a pair, made or changed. What was decided is not opened again. */
bool unite_put_pair(struct app *a, struct command *c, int64_t x, int64_t y, const char *state, struct err *e);
bool unite_joins(const struct field *f);
/* Both values in one; `out` may be one of them. */
void unite_join(const struct field *f, const struct value *a, const struct value *b, struct value *out);
/* Of two values of a record that was two: the one that says more. */
const struct value *unite_stronger(const struct field *f, const struct value *a, const struct value *b);
/* The record that stands for this one: itself, or the one that it was merged into. */
int64_t unite_stands(struct app *a, int64_t id);
/* All that names `from` names `to`. */
bool unite_move(struct app *a, struct command *c, int64_t from, int64_t to, int64_t *moved, struct err *e);

#endif
