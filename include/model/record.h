/* model/record.h - one record in memory: its kind, its values, and what the store keeps beside them. */
#ifndef OBSTE_MODEL_RECORD_H
#define OBSTE_MODEL_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/kind.h"
#include "model/value.h"

struct record {
	const struct kind *kind;
	int64_t id;        /* 0: not stored yet */
	int64_t created;   /* Unix milliseconds */
	int64_t modified;
	int64_t deleted;   /* 0: not in the bin */
	int64_t clock;     /* hybrid logical clock of the row's base */
	int64_t sequence;  /* how often calendar fields changed */
	char *extra;       /* JSON object of fields that this version does not know; NULL none; owned */
	struct value *values; /* kind->nfields of them */
};

struct record *record_new(const struct kind *k);              /* empty */
struct record *record_new_initial(const struct kind *k, const struct type_ctx *ctx); /* with the rows' initial values */
struct record *record_copy(const struct record *r);
void record_free(struct record *r);                           /* NULL is fine */

const char *record_text(const struct record *r, int field);   /* NULL when empty or not a text */
int64_t record_int(const struct record *r, int field);        /* 0 when empty */
bool record_has(const struct record *r, int field);
void record_set_text(struct record *r, int field, const char *text);
void record_set_int(struct record *r, int field, int64_t n);
void record_clear(struct record *r, int field);
date_t record_date(const struct record *r, int field);        /* DATE_NONE when empty */

/* Read what was typed (or FOR_DATA text) into a field. */
bool record_parse(struct record *r, int field, const char *typed, const struct type_ctx *ctx, struct err *e);
void record_format(const struct record *r, int field, const struct type_ctx *ctx, enum format_for what, struct buf *out);
/* The record's name, by kind->title: "Mierlă Ilinca", "Cum scriem o petiție". Appends; "—" when it has none. */
void record_title(const struct record *r, const struct type_ctx *ctx, struct buf *out);
/* Required fields, values of the right sort, and what the kind's own rules say (an end before a start, ...).
 * Stops at the first fault, with err->field set. */
bool record_validate(const struct record *r, const struct type_ctx *ctx, struct err *e);
/* The same for a record whose values parse() has just made: only what no single value can show. */
bool record_validate_parsed(const struct record *r, struct err *e);
/* Text that search reads: the IN_SEARCH fields, references left out; appends search-key words. */
void record_search_key(const struct record *r, struct buf *out);
/* One value as JSON, by the type's json form ("null" when empty); and back from JSON text. Ids only, no titles. */
void value_json(const struct field *f, const struct value *v, struct buf *out);
bool value_from_json(const struct field *f, const char *json, const struct type_ctx *ctx, struct value *out, struct err *e);
bool record_is_aside(const struct record *r); /* does its kind keep it out of ordinary lists? */
bool record_same(const struct record *a, const struct record *b); /* all values equal */

#endif
