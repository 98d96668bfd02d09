/* app/report_html.c - a report as one HTML page that needs nothing else: tables, and charts drawn as SVG; for sending
 * and for printing from a browser. No script, nothing from the network. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "base/text.h"
#include "out/html.h"

static const char style[] =
    "body{font:16px/1.45 \"DejaVu Sans\",sans-serif;margin:2em auto;max-width:60em;padding:0 "
    "1em;color:#111;background:#fff}"
    "h1{line-height:1.2}h2{margin-top:2em;border-top:2px solid #111;padding-top:.5em}"
    ".t{overflow-x:auto}table{border-collapse:collapse;width:100%}"
    "th,td{padding:.3em .6em;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}"
    "th{border-bottom:2px solid #111}.n{text-align:right;white-space:nowrap}"
    "tr.sum td{border-top:2px solid "
    "#111;font-weight:bold}svg{display:block;width:100%;max-width:46em;height:auto;margin:1em 0}"
    "p{color:#444}h2,h3{page-break-after:avoid;break-after:avoid}tr,svg{break-inside:avoid}"
    "@media print{body{margin:0;max-width:none;font-size:11pt}}";

static void add_head(struct app_report *r, struct buf *b)
{
	struct buf period = BUF_INIT;
	const char *title = app_report_label(r->which);
	report_period_text(r->app, r->period.from, r->period.to, r->period.group, &period);
	buf_print(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", lang_code(lang_now()));
	buf_text(b, "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
	html_tagged("<title>", title, "</title>\n", b);
	buf_print(b, "<style>%s</style>\n</head>\n<body>\n", style);
	html_tagged("<h1>", title, "</h1>\n", b);
	html_tagged("<p>", app_group_name(r->app), *app_group_name(r->app) ? " · " : "", b);
	html_tagged("", buf_str(&period), "</p>\n", b);
	buf_free(&period);
}

/* ---- the chart: a bar a row, its name before it, its figure behind it */

enum { CHART_ROWS = 40, NAME = 300, WIDE = 300, HIGH = 26 };

static void add_chart_row(struct app_report *r, size_t part, size_t row, struct buf *b)
{
	const struct app_report_table *t = app_report_table(r, part);
	const int y = (int)row * HIGH;
	int64_t n = 0;
	struct buf name = BUF_INIT, fitted = BUF_INIT;
	app_report_row_name(r, part, row, &name);
	text_fit(buf_str(&name), 34, TEXT_LEFT, false, &fitted);
	buf_print(b, "<text x=\"0\" y=\"%d\">", y + 18);
	html_tagged("", buf_str(&fitted), "</text>", b);
	if (app_report_number(r, part, row, (size_t)t->charted, &n) && n > 0)
		buf_print(b, "<rect x=\"%d\" y=\"%d\" width=\"%lld\" height=\"16\"/>", NAME, y + 5,
		    (long long)(n * WIDE / t->most > 0 ? n * WIDE / t->most : 1));
	buf_print(b, "<text x=\"%lld\" y=\"%d\">", (long long)(NAME + 6 + (n > 0 ? n * WIDE / t->most : 0)), y + 18);
	html_tagged("", app_report_cell(r, part, row, (size_t)t->charted), "</text>\n", b);
	buf_free(&name);
	buf_free(&fitted);
}

static void add_chart(struct app_report *r, size_t part, struct buf *b)
{
	const struct app_report_table *t = app_report_table(r, part);
	const size_t rows = t->nrows - t->total;
	if (t->charted < 0 || t->most <= 0 || rows < 2 || rows > CHART_ROWS)
		return;
	buf_print(b,
	    "<svg viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"DejaVu Sans,sans-serif\" font-size=\"14\" "
	    "fill=\"#111\" aria-label=\"",
	    NAME + WIDE + 90, (int)rows * HIGH + 4);
	html_escape(t->label, b);
	buf_text(b, ": ");
	html_escape(t->columns[t->charted].label, b);
	buf_text(b, "\">\n");
	for (size_t row = 0; row < rows; row++)
		add_chart_row(r, part, row, b);
	buf_text(b, "</svg>\n");
}

/* ---- the table */

static void add_row(struct app_report *r, size_t part, size_t row, struct buf *b)
{
	const struct app_report_table *t = app_report_table(r, part);
	buf_text(b, t->total && row + 1 == t->nrows ? "<tr class=\"sum\">" : "<tr>");
	for (size_t c = 0; c < t->ncolumns; c++)
		html_tagged(
		    t->columns[c].right ? "<td class=\"n\">" : "<td>", app_report_cell(r, part, row, c), "</td>", b);
	buf_text(b, "</tr>\n");
}

static void add_table(struct app_report *r, size_t part, struct buf *b)
{
	const struct app_report_table *t = app_report_table(r, part);
	buf_text(b, "<div class=\"t\"><table>\n<thead><tr>");
	for (size_t c = 0; c < t->ncolumns; c++)
		html_tagged(t->columns[c].right ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">",
		    t->columns[c].label, "</th>", b);
	buf_text(b, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < t->nrows; row++)
		add_row(r, part, row, b);
	buf_text(b, "</tbody>\n</table></div>\n");
}

static void add_part(struct app_report *r, size_t part, struct buf *b)
{
	const struct app_report_table *t = app_report_table(r, part);
	if (t->heading)
		html_tagged("<h2>", t->heading, "</h2>\n", b);
	if (report_row(r->which).pieces)
		html_tagged("<h3>", t->label, "</h3>\n", b);
	if (!t->nrows)
		html_tagged("<p>", _("There is nothing in this period."), "</p>\n", b);
	add_chart(r, part, b);
	if (t->nrows)
		add_table(r, part, b);
}

void report_write_html(struct app_report *r, bool excel, FILE *file)
{
	struct buf b = BUF_INIT, today = BUF_INIT;
	(void)excel;
	add_head(r, &b);
	for (size_t i = 0; i < r->nparts; i++)
		add_part(r, i, &b);
	if (!r->nparts)
		html_tagged("<p>", _("There is nothing in this period."), "</p>\n", &b);
	if (r->outside)
		html_tagged("<p>", report_outside_words(), "</p>\n", &b);
	date_text(clock_today(app_clock(r->app)), lang_now(), DATE_LONG, &today);
	html_tagged("<p>", buf_str(&today), "</p>\n</body>\n</html>\n", &b);
	fwrite(buf_str(&b), 1, b.len, file);
	buf_free(&today);
	buf_free(&b);
}
