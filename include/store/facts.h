/* store/facts.h - what is known of one record beside its own fields: when a person was last seen, how far a petition is,
 * who is in a group. Each is one SQL text bound to the record's id; a new one is a row of src/store/fact_rows.c. */
#ifndef OBSTE_STORE_FACTS_H
#define OBSTE_STORE_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "model/kind.h"
#include "store/store.h"

/* What the cells of its rows are. Several rows are shown one after the other. */
enum fact_form {
	FACT_TEXT,    /* a text */
	FACT_NUMBER,  /* a number; 0 is shown */
	FACT_SOME,    /* a number; 0 is nothing */
	FACT_DATE,    /* an ISO date */
	FACT_SINCE,   /* an ISO date: yes, since then; NULL: no */
	FACT_MONEY,   /* bani */
	FACT_SHARE,   /* part, whole or NULL, unit ("", "money", "steps") */
	FACT_BAR,     /* the same as a bar, and before it an ISO date or NULL as the fourth cell */
	FACT_ANSWERS, /* what was answered ("yes", "silent", "waiting", "no", "new"), number */
	FACT_SCORE,   /* tenths of a point, number of answers */
	FACT_SCORES,  /* msgid of the question (NULL: the whole), tenths of a point, number of answers */
	FACT_COUNTS,  /* code, number: choice_of labels the code */
	FACT_DATED,   /* ISO date, text */
	FACT_PATH,    /* ISO date, msgid of a word: one after the other in time */
	FACT_NAMED    /* text, code: choice_of labels the code; one a line */
};
struct fact {
	const char *kind, *key;  /* "person", "last": permanent, settings name it */
	const char *label;       /* N_() */
	int width;               /* as a column; 0: it is none */
	enum fact_form form;
	const char *choice_of;   /* "attendance.mark"; NULL */
	const char *sql;         /* :id, :today (ISO); store/ only */
};
const struct fact *fact_rows(size_t *count);
/* Its rows, one at a time: four cells as text, NULL where there is none. */
bool fact_run(struct store *s, const struct fact *f, int64_t id, date_t today, bool (*row)(void *ctx, const char *const *cells),
              void *ctx, struct err *e);

#endif
