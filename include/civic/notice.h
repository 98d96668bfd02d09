/* civic/notice.h - the notice that a public meeting needs: what had to be public or sent, by which day, and whether it
 * was. Several rules overlap (Law 436/2006 art. 10^1, 16; Law 239/2008 art. 13; Administrative Code art. 67): all are
 * shown, the earliest first. Which rule is for which body is data/notices.tsv; the numbers are data/rules.tsv. */
#ifndef OBSTE_CIVIC_NOTICE_H
#define OBSTE_CIVIC_NOTICE_H

#include <stdbool.h>
#include <stddef.h>

#include "civic/term.h"

struct notices;
/* Columns: rule, bodies, forms (codes between blanks; empty: any), field (of the meeting, where the actual day stands).
 * Errors as term_rules_read. */
bool notices_read(struct notices **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
void notices_free(struct notices *n);

enum notice_state {
	NOTICE_AHEAD,   /* there is time left */
	NOTICE_KEPT,
	NOTICE_LATE,    /* done, but after its last day: a breach */
	NOTICE_MISSING, /* its last day is over and no day was typed in */
};
struct notice {
	const struct term_rule *rule;
	const char *field;   /* lent */
	date_t last, actual; /* last: the last day on which it was in time */
	enum notice_state state;
	int late;            /* days after the last one; of a missing one until the meeting or today */
};
struct notice_meeting {
	const char *body, *form; /* codes */
	date_t date;
	date_t (*actual)(void *ctx, const char *field); /* DATE_NONE: not typed in */
	void *ctx;
};
/* Fills at most `max`, by last day; returns how many. */
size_t notices_look(const struct notices *n, const struct term_rules *rules, const struct holidays *h,
    const struct notice_meeting *m, date_t today, struct notice *out, size_t max);

#endif
