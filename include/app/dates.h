/* app/dates.h - everything dated in one stream: agenda, calendar; deadlines by the legal rules. */
#ifndef OBSTE_APP_DATES_H
#define OBSTE_APP_DATES_H

#include "app/app.h"
#include "civic/term.h"

struct app_entry {
	const struct kind *kind;
	int64_t id;
	date_t date, until;      /* this occurrence; until: last day of a span, else = date */
	int starts, ends;        /* minutes; -1: all day */
	const char *title;       /* "Workshop: Cum scriem o petiție" is made by the reader from category and title */
	const char *category;    /* in the language */
	const char *place;       /* "" none */
	const char *people;      /* names, "" none */
	bool deadline, done, cancelled;
	bool counted;            /* its day is counted from another by a legal rule: it cannot be moved */
	bool overdue;            /* a deadline in the past, not done */
};
/* In order of date and time; texts are lent. */
bool app_agenda(struct app *a, date_t from, date_t to, bool (*each)(void *ctx, const struct app_entry *en), void *ctx,
                struct err *e);

/* An entry to another day and hour, as one change. Of a repeated one: this occurrence (kept as an exception), this and
 * those after it (the repetition is cut in two records), or all. */
enum app_move_scope { MOVE_ONE, MOVE_FOLLOWING, MOVE_ALL };
struct app_move {
	const struct kind *kind;
	int64_t id;
	date_t on, to;   /* the day as the agenda told it, and the new one */
	int starts;      /* the new hour in minutes; the length stays; -1: the hour stays */
	enum app_move_scope scope;
};
bool app_move_entry(struct app *a, const struct app_move *m, struct err *e);
/* Why entries of this kind cannot be moved (they are counted by a legal rule), in the language; NULL: they can. */
const char *app_move_refused(const struct kind *k);
bool app_repeats(struct app *a, const struct kind *k, int64_t id);
/* One occurrence of a repeated entry becomes a record of its own, an exception stands where it was: what is said of that
 * day alone (attendance) has its place there. *own: its id; the entry's own when it does not repeat, or on its first day. */
bool app_own_day(struct app *a, const struct kind *k, int64_t id, date_t day, int64_t *own, struct err *e);

/* The end of the legal term that runs from the record's date by its rule. *extended: it was lengthened by an extension
 * that counts (announced within the first term, with reasons). ERR_INVALID: no term runs, and why. */
bool app_term(struct app *a, const struct record *r, struct term_end *out, bool *extended, struct err *e);

/* The legal rules and days off: the program's own files and the group's records of the kinds "rule" and "dayoff" (app/rules.h).
 * NULL with an error: no data folder. Lent until one of these changes. */
const struct term_rules *app_rules(struct app *a, struct err *e);
const struct holidays *app_holidays(struct app *a, struct err *e);

#endif
