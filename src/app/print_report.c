/* app/print_report.c - a report on paper: its tables with charts beside them; the funder's with all its parts. Knows no
 * report by name. */
#include <stdlib.h>

#include "app/print_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"

enum { CHART_ROWS = 40, UPRIGHT = 100 /* characters that stand beside each other on an upright page */ };

struct paper_report {
	struct printing *p;
	struct app_report *report;
};

static const char *cell(const struct paper_report *pr, size_t part, size_t row, size_t column)
{
	return print_text(pr->p, "%s", app_report_cell(pr->report, part, row, column));
}

static const char *row_name(const struct paper_report *pr, size_t part, size_t row)
{
	struct buf b = BUF_INIT;
	app_report_row_name(pr->report, part, row, &b);
	return print_keep(pr->p, buf_take(&b));
}

/* A bar a row with its number; drawn where there is something to compare. */
static void add_chart(const struct paper_report *pr, size_t part)
{
	const struct app_report_table *t = app_report_table(pr->report, part);
	const size_t rows = t->nrows - t->total;
	struct paper *paper = &pr->p->paper;
	if (t->charted < 0 || t->most <= 0 || rows < 2 || rows > CHART_ROWS)
		return;
	print_style(pr->p, "small keep before=1 after=1", t->columns[t->charted].label);
	paper_line(paper, "table", "border=none nohead size=9", NULL);
	paper_line(paper, "col", "70", "", "", NULL);
	paper_line(paper, "col", "1*", "bar", "", NULL);
	paper_line(paper, "col", "26", "bold", "", NULL);
	for (size_t row = 0; row < rows; row++) {
		int64_t n = 0;
		app_report_number(pr->report, part, row, (size_t)t->charted, &n);
		paper_line(paper, "row", row_name(pr, part, row),
		    print_text(pr->p, "%.1f", n > 0 ? 100.0 * (double)n / (double)t->most : 0.0),
		    cell(pr, part, row, (size_t)t->charted), NULL);
	}
	paper_line(paper, "gap", "2", NULL);
}

static void add_table(const struct paper_report *pr, size_t part)
{
	const struct app_report_table *t = app_report_table(pr->report, part);
	struct paper *paper = &pr->p->paper;
	paper_line(paper, "table", "border=rows size=8.5", NULL);
	for (size_t c = 0; c < t->ncolumns; c++)
		paper_line(paper, "col", print_text(pr->p, "%d*", t->columns[c].width > 6 ? t->columns[c].width : 6),
		    t->columns[c].right ? "right" : "", t->columns[c].label, NULL);
	for (size_t row = 0; row < t->nrows; row++) {
		const char *cells[APP_REPORT_COLUMNS];
		const bool whole = t->total && row + 1 == t->nrows;
		for (size_t c = 0; c < t->ncolumns; c++) {
			const char *text = cell(pr, part, row, c);
			cells[c] = whole && *text ? print_text(pr->p, PAPER_BOLD "%s" PAPER_BOLD, text) : text;
		}
		paper_fields(paper, "row", cells, t->ncolumns);
	}
}

static void add_part(const struct paper_report *pr, size_t part)
{
	const struct app_report_table *t = app_report_table(pr->report, part);
	if (t->heading)
		print_style(pr->p, "h2 keep", t->heading);
	if (app_report_tables(pr->report) > 1)
		print_style(pr->p, "h3 keep", t->label);
	if (!t->nrows) {
		print_style(pr->p, "p", _("There is nothing in this period."));
		return;
	}
	add_chart(pr, part);
	add_table(pr, part);
	paper_line(&pr->p->paper, "gap", "4", NULL);
}

static int widest(const struct app_report *r)
{
	int most = 0;
	for (size_t i = 0; i < app_report_tables(r); i++) {
		const struct app_report_table *t = app_report_table(r, i);
		int width = 0;
		for (size_t c = 0; c < t->ncolumns; c++)
			width += t->columns[c].width;
		most = width > most ? width : most;
	}
	return most;
}

static void add_title(const struct paper_report *pr, size_t which)
{
	struct printing *p = pr->p;
	struct buf period = BUF_INIT;
	report_period_text(p->app, p->wish->from, p->wish->to, p->wish->group, &period);
	print_style(p, "h1", app_report_label(which));
	print_style(p, "p", print_text(p, PAPER_BOLD "%s" PAPER_BOLD, print_group(p)));
	print_style(p, "p", print_keep(p, buf_take(&period)));
	if (!p->wish->inside)
		print_style(p, "small italic", report_outside_words());
}

static void write_report(const struct paper_report *pr, size_t which)
{
	print_begin(
	    pr->p, app_report_label(which), "a4", widest(pr->report) > UPRIGHT ? "landscape" : "portrait", "14");
	print_section(pr->p, "");
	add_title(pr, which);
	for (size_t i = 0; i < app_report_tables(pr->report); i++)
		add_part(pr, i);
	if (!app_report_tables(pr->report))
		print_style(pr->p, "p", _("There is nothing in this period."));
}

/* Its words are the program's: for the time of the document these are in the document's language. */
static bool make(struct printing *p, struct err *e)
{
	const struct app_print *w = p->wish;
	const struct app_period period = {w->from, w->to, w->group};
	struct paper_report pr = {p, NULL};
	size_t which;
	if (!w->about || !app_report_find(w->about, &which)) {
		err_set(e, ERR_NOT_FOUND, _("There is no report \"%s\"."), w->about ? w->about : "");
		return err_hint(e, _("\"obste report\" lists them."));
	}
	const enum lang before = lang_now();
	lang_switch(p->lang);
	const bool ok = app_report_read(p->app, which, &period, !w->inside, &pr.report, e);
	if (ok)
		write_report(&pr, which);
	lang_switch(before);
	app_report_free(pr.report);
	app_types(p->app);
	return ok;
}

bool report_write_pdf(
    struct app *a, size_t i, const struct app_period *p, bool outside, const char *path, struct err *e)
{
	struct app_print w = {
	    .about = app_report_name(i), .from = p->from, .to = p->to, .group = p->group, .inside = !outside};
	w.format = "pdf";
	return app_print_find("report", &w.what) && app_print(a, &w, path, NULL, e);
}

const struct print_maker print_report = {
    .name = "report",
    .args = "REPORT",
    .label = N_("Report"),
    .help = N_("a report with its charts, for those outside (--from, --to, --group, --inside)"),
    .make = make,
};
