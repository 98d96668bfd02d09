/* civic/term_count.h - what counting a term and telling it share. For src/civic/term*.c only. */
#ifndef OBSTE_CIVIC_TERM_COUNT_H
#define OBSTE_CIVIC_TERM_COUNT_H

#include "civic/term.h"

date_t term_latest(void);
bool term_in_reach(date_t d);                                         /* in the years 1583..9999 */
date_t term_step_working(date_t d, int by, const struct holidays *h); /* the next (1) or the last (-1) working day */
/* The end of a countable rule with this amount; false: out of reach. */
bool term_end_after(
    const struct term_rule *rule, date_t from, int amount, const struct holidays *h, struct term_end *out);

#endif
