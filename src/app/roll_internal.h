/* app/roll_internal.h - what reading the roll, marking it and the paper sheet share. */
#ifndef OBSTE_SRC_APP_ROLL_INTERNAL_H
#define OBSTE_SRC_APP_ROLL_INTERNAL_H

#include "app/workshop.h"

struct command;

/* The field of attendance that names records of this kind; NO_FIELD: attendance is not taken there. */
int roll_field(const struct kind *of);
struct app_roll_row *roll_add(struct app *a, struct app_roll *roll, int64_t person); /* at the end, no mark */
void roll_take(struct app_roll_row *row, const struct record *attendance);
struct app_roll_row *roll_find(const struct app_roll *roll, int64_t person); /* NULL: not there */
bool roll_is_here(const char *mark);
/* What is gathered while the roll is made. */
struct roll_reading {
	struct app *app;
	struct app_roll *roll;
	size_t stored;     /* attendances found */
	date_t day;        /* of the event */
	const char *group; /* whose members are being added */
	struct err *e;
	bool ok;
};
/* roll_expected.c */
bool roll_add_expected(struct roll_reading *rd, const struct record *event);
void roll_take_answer(struct app_roll_row *row, const struct record *attendance);
void roll_give_places(struct app_roll *roll); /* after every answer */
void roll_name_trainers(struct app_roll *roll, const struct record *event);
/* workshop.c, for a walk-in */
struct record *roll_new_attendance(const struct app_roll *roll, int64_t person);
int roll_arrival_now(struct app *a, const struct app_roll *roll); /* -1: the event is on another day */
void roll_set_mark(const struct app_roll *roll, struct record *r, const char *mark, int now);
bool roll_commit(struct app *a, struct app_roll *roll, struct command *c, struct err *e); /* and notes its number */
/* roll_number.c: the field of a printed sheet that names records of this kind; NO_FIELD: none. */
int roll_printed_field(const struct kind *of);
/* The newest print of this roll, or the one with the sheet of this code; owned, NULL: none. */
struct record *roll_printed(struct app *a, const struct app_roll *roll, const char *code);
struct record *roll_printed_new(struct app *a, const struct app_roll *roll);
void roll_order(const struct app_roll *roll, struct buf *out); /* as the kind printed keeps it */
void roll_number(struct app *a, struct app_roll *roll, const struct record *printed /* or NULL */);
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
