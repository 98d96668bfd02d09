/* app/workshop.h - taking attendance. */
#ifndef OBSTE_APP_WORKSHOP_H
#define OBSTE_APP_WORKSHOP_H

#include "app/app.h"

enum app_roll_said { ROLL_SAID_NOTHING, ROLL_SAID_YES, ROLL_SAID_NO };

/* One person on the roll of a workshop (or meeting, or action: `of` says which). */
struct app_roll_row {
	int64_t person, attendance;  /* attendance 0: expected through a group or the series, not stored yet */
	char *name, *sector;         /* owned */
	char *group;                 /* the invited group that the person is in; "" none; owned */
	char *key;                   /* search key of the name */
	char mark[12];               /* code of attendance.mark */
	int arrived;                 /* minutes, -1 none */
	int minutes;                 /* took part so long, -1 not noted */
	bool walk_in, trainer;
	enum app_roll_said said;
	char answered[20];           /* when, ISO; orders the places */
	int waiting;                 /* place on the waiting list from 1; 0: there is room */
	size_t number;               /* on the printed sheet; whoever came to the roll after printing has one after its rows */
};
enum app_roll_order { ROLL_BY_SURNAME, ROLL_BY_GROUP, ROLL_BY_ARRIVAL, ROLL_ORDERS };
struct app_roll {
	const struct kind *of;
	int64_t id;
	date_t day;                  /* of the event; today when it has none */
	int starts, ends;            /* minutes; -1 not said */
	int capacity;                /* 0: not said */
	const char *counted;         /* how time is counted: code of workshop.counted; NULL: it is not */
	enum app_roll_order order;
	struct app_roll_row *rows;   /* in the order, walk-ins last (but by arrival) */
	size_t n;
	size_t printed_rows;         /* of the newest printed sheet, with the empty ones; 0: none is printed */
	int64_t last;                /* number of the last change made through it; 0 none */
};
/* Who is on the list: stored attendances, members of the invited groups, who came last time in the series. By surname. */
bool app_roll_open(struct app *a, const struct kind *of, int64_t id, struct app_roll *roll, struct err *e);
void app_roll_close(struct app_roll *roll);
void app_roll_sort(struct app_roll *roll, enum app_roll_order order);
/* Marks one person; on disk when it returns true. The arrival time is set for present and late. */
bool app_roll_mark(struct app *a, struct app_roll *roll, size_t row, const char *mark, struct err *e);
bool app_roll_mark_all(struct app *a, struct app_roll *roll, const char *mark, size_t *marked, struct err *e); /* the untouched */
/* What the person answered to the invitation, before or instead of a mark; the first answer of a kind keeps its time. */
bool app_roll_answer(struct app *a, struct app_roll *roll, size_t row, enum app_roll_said said, struct err *e);
/* How long the person took part: minutes, or (counted in half-days) half-days of half the event each. -1: not noted. */
bool app_roll_minutes(struct app *a, struct app_roll *roll, size_t row, int minutes, struct err *e);
bool app_roll_is_untouched(const struct app_roll_row *row); /* nobody has said yet whether this person came */

/* Somebody who was not expected. Only the name is needed; without consent nothing but the name is kept, and the person
 * (status "guest") is offered again at this event only. */
struct app_walk_in {
	const char *name, *phone, *language; /* phone, language: NULL or "" none; used only with consent */
	bool consent;                        /* signed on paper: a consent to being contacted is stored */
	int64_t known;                       /* it is this person; 0 a new one */
	const char *mark;                    /* NULL: present */
};
bool app_roll_walk_in(struct app *a, struct app_roll *roll, const struct app_walk_in *w, size_t *row, struct err *e);
/* Somebody known who was not expected: marked (here: a walk-in; not here: expected after all) or, mark NULL, has answered. */
bool app_roll_add(struct app *a, struct app_roll *roll, int64_t person, const char *mark, enum app_roll_said said,
                  size_t *row, struct err *e);
/* People whose name is like that: who stands on this roll, then others who are known; or these others alone. How many. */
struct app_roll_known { int64_t person; char name[96], sector[40]; };
size_t app_roll_find_known(struct app *a, const struct app_roll *roll, const char *name, struct app_roll_known *out, size_t most);
size_t app_roll_find_others(struct app *a, const struct app_roll *roll, const char *name, struct app_roll_known *out, size_t most);

/* "1-9 12 !14 ?15 ~16" by sheet numbers: all or nothing; what differs is written. Begins it with a sheet's code
 * ("OB-AT-0014-1 1-9 12"), the numbers are those of that sheet, else of the one printed last. */
bool app_roll_sheet(struct app *a, struct app_roll *roll, const char *text, size_t *marked, struct err *e);

#endif
