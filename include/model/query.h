/* model/query.h - a question to the store: which records of one kind, in which order. Pure data. */
#ifndef OBSTE_MODEL_QUERY_H
#define OBSTE_MODEL_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/kind.h"

enum query_op { QUERY_IS, QUERY_NOT, QUERY_BELOW, QUERY_ABOVE, QUERY_HAS /* contains, by search key */, QUERY_EMPTY, QUERY_FILLED };

/* Instead of a field: the records that one figure of a report counts. The value is the store's word for that figure
 * (figure_place_text), then "|" and what people call it. */
#define QUERY_FIGURE (-1)
#define QUERY_FIGURE_KEY "figure"

/* A question that no field answers, typed like a filter: "came=2/3", at least two of the last three. It is held as a
 * figure whose word is "came/2/3". */
struct query_question {
	const char *kind;   /* key of the kind that it is asked of */
	const char *name;   /* "came": permanent */
	const char *label;  /* N_() */
	const char *help;   /* N_(): how it is typed */
};
const struct query_question *query_questions(size_t *n);
/* "came/2/3" back into its parts; false: it is no question. part <= whole, both from 1 to 1000. */
bool query_question_read(const char *word, const struct query_question **question, int *part, int *whole);

struct query_filter {
	int field;            /* or QUERY_FIGURE */
	enum query_op op;
	struct value value;   /* owned */
};

enum query_bin { QUERY_LIVE, QUERY_BIN, QUERY_BOTH };

#define QUERY_FILTERS 16
struct query {
	const struct kind *kind;
	struct query_filter filters[QUERY_FILTERS]; /* all must hold; several `is` on one field: any of those */
	int nfilters;
	char *search;         /* as typed; NULL none; owned */
	int sort;             /* field; NO_FIELD: the kind's order */
	bool down;
	bool then_title;      /* among equals by title (in long lists by id all the same) */
	bool by_id;           /* in the order of ids, whatever `sort` says: the quickest, for writing everything out */
	enum query_bin bin;
	bool aside;           /* with the live records that the kind keeps aside; a filter that asks for them shows them too */
	/* Only those that a live record of `via` joins to the record via_id: the people (via_to) of a group (via_from), whose
	 * membership is not over (via_until) on via_day. via NULL: all. */
	const struct kind *via;
	int via_from, via_to, via_until;
	int64_t via_id;
	date_t via_day;
};

void query_init(struct query *q, const struct kind *k);
void query_free(struct query *q);
void query_copy(struct query *to, const struct query *from);
/* Does it leave out what the kind keeps aside? */
bool query_hides_aside(const struct query *q);
/* "sector=Botanica", "state!=closed", "since>2025-01-01", "skills~foto"; key or translated label; "field=" is empty.
 * Values are read by the field's type; a choice also by its label. */
bool query_filter_parse(struct query *q, const char *expr, const struct type_ctx *ctx, struct err *e);
bool query_filter_add(struct query *q, int field, enum query_op op, const struct value *v, struct err *e);
/* "date" or "date-" (downwards). */
bool query_sort_parse(struct query *q, const char *text, struct err *e);
/* How a filter reads on screen: "Sector = Botanica". Appends. */
void query_filter_text(const struct query *q, int i, const struct type_ctx *ctx, struct buf *out);

/* How query_filter_parse reads it again: "sector=Botanica". Appends. */
void query_filter_expr(const struct query *q, int i, struct buf *out);

#endif
