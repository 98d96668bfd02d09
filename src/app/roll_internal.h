/* app/roll_internal.h - what reading the roll, marking it and the paper sheet share. */
#ifndef OBSTE_SRC_APP_ROLL_INTERNAL_H
#define OBSTE_SRC_APP_ROLL_INTERNAL_H

#include "app/workshop.h"

/* The field of attendance that names records of this kind; NO_FIELD: attendance is not taken there. */
int roll_field(const struct kind *of);
struct app_roll_row *roll_add(struct app *a, struct app_roll *roll, int64_t person); /* at the end, no mark */
void roll_take(struct app_roll_row *row, const struct record *attendance);
void roll_sort(struct app_roll *roll);
/* roll_number.c: the field of a printed sheet that names records of this kind; NO_FIELD: none. */
int roll_printed_field(const struct kind *of);
/* The newest print of this roll, or the one with the sheet of this code; owned, NULL: none. */
struct record *roll_printed(struct app *a, const struct app_roll *roll, const char *code);
struct record *roll_printed_new(struct app *a, const struct app_roll *roll);
void roll_order(const struct app_roll *roll, struct buf *out); /* as the kind printed keeps it */
void roll_number(struct app_roll *roll, const struct record *printed /* or NULL */);
void roll_number_now(struct app *a, struct app_roll *roll);       /* by the newest print; after every sorting */
date_t roll_day(const struct app *a, const struct record *event); /* today when it has none */

/* A wish for each row: the mark's code, or NULL to leave it. All or nothing, one command. */
struct roll_wish {
	const char *const *marks; /* roll->n of them */
	bool arrivals;            /* note the time for those who are here (not when a paper is copied afterwards) */
};
bool roll_write(
    struct app *a, struct app_roll *roll, const char *name, const struct roll_wish *w, size_t *marked, struct err *e);

#endif
