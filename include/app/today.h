/* app/today.h - what needs attention now, the worst first; the tasks; four weeks in figures. The first screen and
 * `obste due` ask the same. */
#ifndef OBSTE_APP_TODAY_H
#define OBSTE_APP_TODAY_H

#include "app/app.h"

/* By what is lost when nobody acts. */
enum app_rank {
	RANK_RIGHT,   /* a right of ours ends on a day: the prior request, the court */
	RANK_ANSWER,  /* an authority owes an answer, or broke a promise */
	RANK_NOTICE,  /* a meeting whose notice came late or is not known */
	RANK_OVERDUE, /* what we wanted to do by a day that has gone */
	RANK_SOON,    /* what ends within the days asked for */
	RANK_LOOSE    /* nobody follows it, somebody stays away, a letter was not sent */
};
struct app_attention {
	enum app_rank rank;
	const struct kind *kind; /* what it opens */
	int64_t id;              /* 0: several records of that kind */
	const char *category;    /* "Term"; "" of several */
	const char *title;       /* "Petiție: semafor"; "3 problems that nobody follows"; lent */
	const char *why;         /* "the answer is 2 days over"; "" when the date says all */
	const char *next;        /* the next step; "" none */
	date_t date;             /* DATE_NONE: no day */
	bool warn, task;
	const char *const *filters; /* of several: the list's filters, ended by NULL; NULL: `ids` */
	const int64_t *ids;
	size_t n;
};
/* The worst first, then by date; at most `max` (0: all) are told, *left (may be NULL) says how many were not. `tasks`:
 * tasks of people among them. */
bool app_attention(struct app *a, int days, bool tasks, size_t max, bool (*each)(void *ctx, const struct app_attention *t),
                   void *ctx, size_t *left, struct err *e);

/* Tasks that are open, and those done today: a person's own and those of nobody first, by their day. */
struct app_task {
	int64_t id;
	const char *title, *who; /* "" nobody; lent */
	date_t until;            /* DATE_NONE */
	bool mine, done, overdue;
};
bool app_tasks(struct app *a, bool (*each)(void *ctx, const struct app_task *t), void *ctx, struct err *e);
/* Ticks it, or takes the tick back. */
bool app_task_tick(struct app *a, int64_t id, bool *done, struct err *e);

/* The last four weeks beside the four before. */
struct app_weeks {
	const char *label;       /* in the language */
	const struct kind *kind; /* what it opens */
	int64_t part, whole;     /* a share when `share`, else a number and the greater of the two months */
	int64_t before;          /* the four weeks before, in the same form */
	bool share;
};
bool app_four_weeks(struct app *a, bool (*each)(void *ctx, const struct app_weeks *w), void *ctx, struct err *e);

#endif
