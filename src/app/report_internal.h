/* app/report_internal.h - what writing a report in one format needs; one row of the table in report_write.c a format.
 */
#ifndef OBSTE_SRC_APP_REPORT_INTERNAL_H
#define OBSTE_SRC_APP_REPORT_INTERNAL_H

#include <stdio.h>

#include "app/report.h"
#include "base/buf.h"
#include "store/figures.h"

enum cell_for { CELL_SCREEN, CELL_DATA, CELL_CSV, CELL_EXCEL };
bool report_run(struct app *a, const struct figure_report *report, const struct app_period *p, enum cell_for what,
    bool (*row)(void *ctx, const char *const *cells), void *ctx, struct err *e);

struct report_out {
	struct app *app;
	const struct figure_report *report;
	const struct app_period *period;
	struct app_report_column columns[APP_REPORT_COLUMNS];
	size_t ncolumns;
	FILE *file;
	bool excel;
	size_t rows;
	bool failed; /* the end only frees */
	void *own;   /* of the format */
};
struct report_format {
	enum cell_for cells; /* CELL_CSV becomes CELL_EXCEL when asked */
	void (*begin)(struct report_out *o);
	void (*row)(struct report_out *o, const char *const *cells); /* texts; NULL empty */
	void (*end)(struct report_out *o);                           /* also after a failure: frees o->own */
};
extern const struct report_format report_as_text, report_as_csv, report_as_json, report_as_html;

/* "1 Jul 2026 – 31 Dec 2026", "all" */
void report_period_text(struct app *a, const struct app_period *p, struct buf *out);

#endif
