/* app/report.h - reports: figures with labels, in the language, on screen or out; behind every figure its list. Some
 * reports are made of several tables (the funder's); most are one. */
#ifndef OBSTE_APP_REPORT_H
#define OBSTE_APP_REPORT_H

#include "app/app.h"

size_t app_report_count(void);
const char *app_report_name(size_t i);   /* "attendance" */
const char *app_report_label(size_t i);  /* in the language */
const char *app_report_help(size_t i);
bool app_report_find(const char *name, size_t *i);
bool app_report_names_people(size_t i);  /* then it stays inside the group */

struct app_report_column {
	const char *key, *label; /* label in the language */
	int width;
	bool right, percent;
	bool opens;              /* its figures have a list behind them */
};
#define APP_REPORT_COLUMNS 24

struct app_period { date_t from, to; int64_t group; }; /* DATE_NONE open, 0 all */

/* ---- read: everything at once */

struct app_report;
struct app_report_table {
	const char *name, *label, *help; /* of the part: permanent; in the language */
	const char *heading;             /* what begins here in a report of several parts; NULL */
	const struct app_report_column *columns;
	size_t ncolumns, nrows;
	int charted;                     /* the column that charts show; -1 none */
	int64_t most;                    /* the greatest figure of that column, 100 of shares; nought: nothing to draw */
	bool total;                      /* the last row is the whole */
};
/* outside: for a reader who does not belong to the group: small counts of people are hidden (civic/disclose.h). A
 * report whose rows are people is refused then: ERR_USAGE. */
bool app_report_read(struct app *a, size_t i, const struct app_period *p, bool outside, struct app_report **out,
                     struct err *e);
void app_report_free(struct app_report *r);
size_t app_report_tables(const struct app_report *r);
const struct app_report_table *app_report_table(const struct app_report *r, size_t table);
/* As people read it, "" where there is nothing; lent until the next call. */
const char *app_report_cell(struct app_report *r, size_t table, size_t row, size_t column);
/* The figure itself; false: it is none, or it is hidden. */
bool app_report_number(const struct app_report *r, size_t table, size_t row, size_t column, int64_t *out);
/* The words that a row is called by: its labels, with " · " between them. Appends. */
void app_report_row_name(struct app_report *r, size_t table, size_t row, struct buf *out);
/* What opens the list behind a figure: the kind, and a filter for query_filter_parse (appended). false: there is none. */
bool app_report_list(struct app_report *r, size_t table, size_t row, size_t column, const struct kind **kind, struct buf *filter);
/* The record that a row is about. false: it is about none. */
bool app_report_record(const struct app_report *r, size_t table, size_t row, const struct kind **kind, int64_t *id);
/* The same as sentences, for screen readers and e-mails. Appends lines. */
void app_report_sentences(struct app_report *r, struct buf *out);

/* ---- out */

enum app_report_format { REPORT_TEXT, REPORT_CSV, REPORT_JSON, REPORT_HTML, REPORT_SENTENCES, REPORT_PDF };
const char *app_report_format_name(enum app_report_format f); /* "text"; NULL after the last */
/* Does this format leave the group, if nothing else is said? */
bool app_report_format_leaves(enum app_report_format f);
struct app_report_as {
	enum app_report_format format;
	bool excel;   /* CSV */
	bool outside;
};
bool app_report_write(struct app *a, size_t i, const struct app_period *p, const struct app_report_as *as,
                      const char *path, struct err *e);

/* ---- kept as submitted */

/* Keeps the figures as they are now, with what is behind them: a record of the kind snapshot. *id may be NULL. */
bool app_report_freeze(struct app *a, size_t i, const struct app_period *p, int64_t *id, struct err *e);
/* Every figure of the kept report that is another one today, and the changes that made it so. */
struct app_report_difference {
	const char *where;         /* "Attendance by workshop · Primii pași · Came" */
	const char *before, *now;  /* "" where there was, or is, nothing */
	const char *why;           /* lines: what came in, what went out, who changed what; "" unknown */
};
bool app_report_differences(struct app *a, int64_t snapshot, bool (*each)(void *ctx, const struct app_report_difference *d),
                            void *ctx, struct err *e);

#endif
