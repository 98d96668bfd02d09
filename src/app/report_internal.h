/* app/report_internal.h - a report as it is held between counting and writing; what writing it in one format needs.
 * Only the report files of src/app/ include it. */
#ifndef OBSTE_SRC_APP_REPORT_INTERNAL_H
#define OBSTE_SRC_APP_REPORT_INTERNAL_H

#include <stdio.h>

#include "app/report.h"
#include "base/buf.h"
#include "civic/disclose.h"
#include "store/figures.h"

struct report_part {
	const struct figure_report *figure; /* NULL: made by a report of its own */
	const struct figure_column *own;    /* ended by a NULL key */
	struct app_report_table shown;
	struct app_report_column columns[APP_REPORT_COLUMNS];
	struct buf texts; /* keys and cells, each ended by NUL */
	size_t *at;       /* nrows x (1 + ncolumns) places in texts: key, cells; SIZE_MAX none */
	size_t room;
	enum disclosed *disclosed; /* nrows x ncolumns; NULL: all is shown */
};

struct app_report {
	struct app *app;
	size_t which;
	struct figure_period period;
	bool outside;
	struct report_part *parts;
	size_t nparts;
	struct buf cell;
};

/* ---- report.c: the table of reports */
struct report_row {
	const char *name, *label, *help;
	const struct figure_report *figure; /* NULL: several parts, or its own */
	const struct report_piece {
		const char *heading, *report; /* N_(); name */
	} * pieces;                           /* ended by a NULL report */
	bool (*make)(struct app_report *r, struct report_part *p, struct err *e);
	const struct figure_column *columns; /* of what `make` makes */
};
struct report_row report_row(size_t i); /* name NULL: there is none */

/* ---- report_read.c */
struct report_part *report_add_part(struct app_report *r, const struct report_row *row, const char *heading);
/* data: FOR_DATA texts, NULL empty. */
void report_add_row(struct report_part *p, const char *key, const char *const *data);
const char *report_data(const struct report_part *p, size_t row, size_t column); /* NULL: empty */
const char *report_key(const struct report_part *p, size_t row);                 /* NULL: none */
enum disclosed report_disclosed(const struct report_part *p, size_t row, size_t column);
bool report_is_label(const struct figure_column *c);

/* ---- report_cell.c: one figure as text */
enum cell_for { CELL_SCREEN, CELL_DATA, CELL_CSV, CELL_EXCEL };
/* Appends; false: there is nothing. */
bool report_cell(
    struct app *a, const struct report_part *p, size_t row, size_t column, enum cell_for what, struct buf *out);

/* A figure of a column by itself: money without its currency. */
void report_figure_text(struct app *a, const struct figure_column *c, const char *data, struct buf *out);

/* ---- writing: one row of the table in report_write.c a format */
typedef void (*report_writer)(struct app_report *r, bool excel, FILE *file);
void report_write_text(struct app_report *r, bool excel, FILE *file);
void report_write_sentences(struct app_report *r, bool excel, FILE *file);
void report_write_csv(struct app_report *r, bool excel, FILE *file);
void report_write_json(struct app_report *r, bool excel, FILE *file);
void report_write_html(struct app_report *r, bool excel, FILE *file);
bool report_write_pdf(
    struct app *a, size_t i, const struct app_period *p, bool outside, const char *path, struct err *e);

/* "1 Jul 2026 – 31 Dec 2026", "all" */
void report_period_text(struct app *a, date_t from, date_t to, int64_t group, struct buf *out);
/* "Counts of people from 1 to 4 are shown as <5 …" */
const char *report_outside_words(void);

/* ---- report_targets.c */
extern const struct figure_column report_target_columns[];
bool report_make_targets(struct app_report *r, struct report_part *p, struct err *e);

/* ---- report_response.c */
extern const struct figure_column report_response_columns[];
bool report_make_response(struct app_report *r, struct report_part *p, struct err *e);

#endif
