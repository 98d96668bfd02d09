/* store/read.h - reading records: one, a page, all in order, by search. */
#ifndef OBSTE_STORE_READ_H
#define OBSTE_STORE_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/query.h"
#include "model/record.h"
#include "store/store.h"

/* One record, in the bin or not. ERR_NOT_FOUND. */
bool store_get(struct store *s, const struct kind *k, int64_t id, struct record **out, struct err *e);
bool store_exists(struct store *s, const struct kind *k, int64_t id);
/* Of which kind is this id? NULL: none. */
const struct kind *store_kind_of(struct store *s, int64_t id);

/* Every record that answers the query, in its order, one at a time (the record is lent; copy to keep). `each` returns
 * false to stop. limit 0: all. */
bool store_each(struct store *s, const struct query *q, size_t limit, bool (*each)(void *ctx, const struct record *r),
                void *ctx, struct err *e);
int64_t store_count(struct store *s, const struct query *q); /* without filters: kept, not counted. -1: failed */

/* Pages without OFFSET. `anchor` NULL: from the beginning (or, backwards, from the end); else the rows strictly after
 * (before) that record in the query's order, which need not still be there. Fills at most n records, owned by the
 * caller, always in list order. Short one- and two-letter searches do not rank and do not walk everything. */
bool store_page(struct store *s, const struct query *q, const struct record *anchor, bool backwards, size_t n,
                struct record **out, size_t *got, struct err *e);
/* How many rows stand before this record in the query's order (for "row 3 of 12"); may be slow on a million: -1 when
 * it would be. */
int64_t store_position(struct store *s, const struct query *q, const struct record *r);

/* Everything, all kinds, best first: titles that begin with the words before others. */
struct store_hit {
	const struct kind *kind;
	int64_t id;
	int rank; /* smaller is better */
};
bool store_find(struct store *s, const char *text, const struct kind *only /* or NULL */, struct store_hit *out, size_t max,
                size_t *got, struct err *e);

/* Who names this record: calls back for each kind and field with the number of live records. */
bool store_references(struct store *s, const struct kind *k, int64_t id,
                      void (*each)(void *ctx, const struct kind *from, int field, int64_t count), void *ctx, struct err *e);
/* Records of `from` whose `field` (ft_ref or ft_refs) names id are a query with a QUERY_IS filter on that field. */

/* Distinct values of a text or tags field with how often, most frequent first: for completing while typing. */
bool store_values(struct store *s, const struct kind *k, int field, const char *prefix, size_t max,
                  void (*each)(void *ctx, const char *value, int64_t count), void *ctx, struct err *e);
/* Records whose calendar date field (or until, or recurrence) touches from..to, live ones. DATE_NONE: open end. */
bool store_dated(struct store *s, const struct kind *k, date_t from, date_t to, bool (*each)(void *ctx, const struct record *r),
                 void *ctx, struct err *e);

/* Some fields of every record that answers the query, in any order, without making records: for counting over all. */
struct store_cell { const char *text; int64_t num; }; /* text NULL: a number, or empty when it is 0 */
struct store_row { int64_t id, sequence; bool deleted; const struct store_cell *cells; };
bool store_scan(struct store *s, const struct query *q, const int *fields, size_t n,
                bool (*each)(void *ctx, const struct store_row *row), void *ctx, struct err *e);

/* Interrupt a running read of this store from its own progress (checked every few thousand steps): `ask` returns true to
 * stop; the call then fails with ERR_INTERRUPTED. NULL takes it away. */
void store_set_interrupt(struct store *s, bool (*ask)(void *ctx), void *ctx);
/* Told now and then how far a safety copy is. NULL takes it away. */
void store_set_progress(struct store *s, void (*tell)(void *ctx, int64_t done, int64_t whole), void *ctx);

#endif
