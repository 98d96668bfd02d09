/* app/workshop.h - taking attendance. */
#ifndef OBSTE_APP_WORKSHOP_H
#define OBSTE_APP_WORKSHOP_H

#include "app/app.h"

/* One person on the roll of a workshop (or meeting, or action: `of` says which). */
struct app_roll_row {
	int64_t person, attendance;  /* attendance 0: expected through a group, not stored yet */
	char *name, *sector;         /* owned */
	char *key;                   /* search key of the name */
	char mark[12];               /* code of attendance.mark */
	int arrived;                 /* minutes, -1 none */
	bool walk_in;
	size_t number;               /* on the printed sheet; whoever came to the roll after printing has one after its rows */
};
struct app_roll {
	const struct kind *of;
	int64_t id;
	struct app_roll_row *rows;   /* by surname, walk-ins last */
	size_t n;
	size_t printed_rows;         /* of the newest printed sheet, with the empty ones; 0: none is printed */
};
/* Who is on the list: stored attendances, and members of the invited groups. */
bool app_roll_open(struct app *a, const struct kind *of, int64_t id, struct app_roll *roll, struct err *e);
void app_roll_close(struct app_roll *roll);
/* Marks one person; on disk when it returns true. The arrival time is set for present and late. */
bool app_roll_mark(struct app *a, struct app_roll *roll, size_t row, const char *mark, struct err *e);
bool app_roll_mark_all(struct app *a, struct app_roll *roll, const char *mark, size_t *marked, struct err *e); /* the untouched */
bool app_roll_walk_in(struct app *a, struct app_roll *roll, const char *name, const char *phone, int64_t known /* 0 new */,
                      size_t *row, struct err *e);
/* "1-9 12 !14 ?15 ~16" by sheet numbers: all or nothing; what differs is written. Begins it with a sheet's code
 * ("OB-AT-0014-1 1-9 12"), the numbers are those of that sheet, else of the one printed last. */
bool app_roll_sheet(struct app *a, struct app_roll *roll, const char *text, size_t *marked, struct err *e);

#endif
