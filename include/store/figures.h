/* store/figures.h - reports: figures counted over the records, and for every figure the list that it counts. A report
 * is one row of a table in src/store/reports/: from which records, by what they are grouped, and for each column what is
 * counted under which condition. The sums and the lists are made of that one row, so they cannot disagree. */
#ifndef OBSTE_STORE_FIGURES_H
#define OBSTE_STORE_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "model/kind.h"
#include "store/store.h"

enum column_form {
	COLUMN_TEXT, COLUMN_NUMBER, COLUMN_PERCENT, COLUMN_DATE, COLUMN_MONEY, COLUMN_SCORE /* 4.50 */,
	COLUMN_HOURS /* minutes */, COLUMN_CHOICE /* a code */
};

struct figure_column {
	const char *key;         /* permanent: files and kept figures refer to it */
	const char *label;       /* N_() */
	enum column_form form;
	int width;
	const char *choice_of;   /* "problem.state": whose choices label the codes; NULL */
	const struct choice *words; /* or the report's own words for its codes; NULL */
	/* SQL, for store/ only. A label says what it shows; a figure says what it counts. */
	const char *sql;
	const char *counts;      /* the id that is counted: "a.person"; NULL: a label */
	const char *of;          /* the key of the kind that it is an id of: what the list behind the figure shows */
	const char *when;        /* counted are the rows for which this holds; NULL all */
	const char *base;        /* COLUMN_PERCENT: of those for which this holds */
	const char *sums;        /* this is added up instead of counting */
	bool distinct;           /* each id once */
	bool people;             /* counts people or what single people did: small ones do not leave the group */
	bool linked;             /* of those columns that add up to one another: one can be computed from the others */
};

enum figure_chart { CHART_NONE, CHART_BARS /* the charted column as bars */ };

struct figure_report {
	const char *name;        /* "attendance": permanent */
	const char *label;       /* N_("Attendance by workshop") */
	const char *help;        /* N_() */
	const struct figure_column *columns; /* ended by a NULL key */
	const char *with;        /* SQL before SELECT, or NULL */
	const char *from, *where;
	const char *key;         /* what a row is grouped by, one value; or with `each` its record's id */
	const char *key_of;      /* the kind of which the key is an id: the row opens it; NULL */
	const char *having, *order;
	const char *charted;     /* key of the column that charts show; NULL: no chart */
	bool each;               /* every record is a row: nothing is grouped */
	bool total;              /* a last row over everything: people are counted once there too */
	bool names_people;       /* its rows are people: it does not leave the group */
};

/* Dates open when DATE_NONE; group 0: all. today: for what is counted up to now. */
struct figure_period { date_t from, to, today; int64_t group; };

const struct figure_report *figure_reports(size_t *count);
const struct figure_report *figure_report_find(const char *name);
/* By its key; NULL when there is none. */
const struct figure_column *figure_column_find(const struct figure_report *r, const char *key);

/* The key of the last row of a report with a total. */
#define FIGURE_TOTAL "*"
/* One row at a time: its key (NULL: what has none) and the cells as FOR_DATA text (NULL: empty), in the order of
 * columns. Data as SQLite gives it: hours in minutes, money in bani. */
bool figure_run(struct store *s, const struct figure_report *r, const struct figure_period *p,
                bool (*row)(void *ctx, const char *key, const char *const *cells), void *ctx, struct err *e);

/* Only the row of the whole, also of a report that shows none. */
bool figure_total(struct store *s, const struct figure_report *r, const struct figure_period *p,
                  bool (*row)(void *ctx, const char *key, const char *const *cells), void *ctx, struct err *e);

/* Which figure: enough to find what it counts, also later and in a saved filter. Texts are lent. */
struct figure_place {
	const char *report, *column;
	const char *key;         /* the row's; NULL: of what has none; FIGURE_TOTAL: of the whole */
	struct figure_period period;
};
/* As one text for a filter: "attendance/came/=123/2026-01-01/2026-06-30/0". Appends. */
void figure_place_text(const struct figure_place *p, struct buf *out);
/* The ids that the figure counts, one after the other. ERR_NOT_FOUND: no such figure. */
bool figure_ids(struct store *s, const struct figure_place *p, bool (*each)(void *ctx, int64_t id), void *ctx,
                struct err *e);

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
