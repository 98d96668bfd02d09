/* app/facts.h - what is known of a record beside its fields, as words: columns of lists, previews. Computed when asked
 * for, for the rows that are shown. A fact is a row of store/fact_rows.c; here it is one of a kind's, from 0. */
#ifndef OBSTE_APP_FACTS_H
#define OBSTE_APP_FACTS_H

#include "app/app.h"

struct app_fact {
	const char *key, *label; /* label in the language */
	int width;               /* as a column; 0: it is none */
	bool right, lines;       /* lines: one thing a line */
};
int app_fact_count(const struct kind *k);
int app_fact_find(const struct kind *k, const char *key); /* -1: none */
struct app_fact app_fact_get(const struct kind *k, int fact);
/* Appends nothing when nothing is known. A fact that cannot be read counts as unknown. */
void app_fact_text(struct app *a, const struct kind *k, int fact, int64_t id, struct buf *out);

#endif
