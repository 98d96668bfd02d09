/* app/programme.h - the programme of a series: a workshop for each of its modules. */
#ifndef OBSTE_APP_PROGRAMME_H
#define OBSTE_APP_PROGRAMME_H

#include "app/app.h"

/* Makes a workshop for each line of the programme that no workshop of the series has as its module or title yet: one a
 * week from `first` (as typed) on, at the place and for the groups of the series. One change, one undo. */
bool app_programme_plan(struct app *a, int64_t series, const char *first, size_t *made, struct err *e);

/* The day on which it would go on: a week after the last workshop, else when the series starts, else today. */
date_t app_programme_next(struct app *a, const struct record *series);

#endif
