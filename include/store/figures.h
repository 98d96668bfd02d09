/* store/figures.h - questions with sums, for reports and the first screen; each is one SQL text bound to a period. */
#ifndef OBSTE_STORE_FIGURES_H
#define OBSTE_STORE_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "store/store.h"

enum column_form { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_PERCENT, COLUMN_DATE, COLUMN_MONEY, COLUMN_SCORE /* 4.50 */, COLUMN_CHOICE /* kind.field code */ };
struct figure_column {
	const char *key;
	const char *label;       /* N_() */
	enum column_form form;
	const char *choice_of;   /* "problem.state": whose choices label the codes; NULL */
	int width;
};
struct figure_report {
	const char *name;        /* "attendance": permanent */
	const char *label;       /* N_("Attendance by workshop") */
	const char *help;        /* N_() */
	const struct figure_column *columns; /* ended by a NULL key */
	const char *sql;         /* :from :to (ISO dates or NULL) :group (id or NULL); store/ only */
	const char *drill;       /* kind key and filter template for opening a row's list; NULL */
};
const struct figure_report *figure_reports(size_t *count);
const struct figure_report *figure_report_find(const char *name);
/* One row at a time: cells as FOR_DATA text (NULL: empty), in the order of columns. */
bool figure_run(struct store *s, const struct figure_report *r, date_t from, date_t to, int64_t group,
                bool (*row)(void *ctx, const char *const *cells), void *ctx, struct err *e);

/* ---- the first screen: some weeks in figures, and who stays away */
struct week_figure {
	const char *key, *label; /* N_() */
	const char *kind;        /* what it opens */
	bool share;              /* part of a whole, else a number */
	const char *sql;         /* :from, :to (ISO): part, whole; store/ only */
};
const struct week_figure *week_figures(size_t *count);
bool week_figure_run(struct store *s, const struct week_figure *f, date_t from, date_t to, int64_t *part, int64_t *whole,
                     struct err *e);
/* People who were absent from each of the last three workshops that they were expected at, in the last half-year. */
bool store_stayed_away(struct store *s, date_t today, bool (*each)(void *ctx, int64_t person), void *ctx, struct err *e);

#endif
