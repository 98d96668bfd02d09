/* ui/screens/reports.h - the screen of reports, shared by its files: reports.c (state, keys), reports_draw.c,
 * reports_out.c (files, kept reports). */
#ifndef OBSTE_SRC_UI_SCREENS_REPORTS_H
#define OBSTE_SRC_UI_SCREENS_REPORTS_H

#include "app/report.h"
#include "ui/screen.h"

/* What stands in one row of the right side: the tables of a report one under the other. */
enum report_line { LINE_BLANK, LINE_HEADING, LINE_LABEL, LINE_HEADER, LINE_FIGURES };

struct reports {
	struct screen base;
	size_t chosen, first_name;
	struct app_period period;
	bool table;                /* the right side has the focus, not the list */
	struct app_report *report; /* NULL: it could not be read */
	struct report_place {
		enum report_line what;
		size_t table, row;
	} * lines;
	size_t nlines, first, at, column; /* at: a line of figures */
};

/* ---- reports.c */
const struct report_place *reports_at(const struct reports *s); /* NULL: there are no figures */
void reports_period_text(const struct reports *s, struct ui *u, struct buf *out);

/* ---- reports_draw.c */
void reports_draw(struct ui *u, struct screen *screen, int top, int height);

/* ---- reports_out.c: actions */
void reports_export(struct ui *u, struct screen *s);
void reports_paper(struct ui *u, struct screen *s);
void reports_copy(struct ui *u, struct screen *s);
void reports_plain(struct ui *u, struct screen *s);
void reports_keep(struct ui *u, struct screen *s);
void reports_compare(struct ui *u, struct screen *s);

#endif
