/* app/report_html.c - a report as one HTML page that needs nothing else: for sending and for printing from a browser.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "out/html.h"

static const char style[] =
    "body{font:16px/1.4 sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;padding:0 0 .6em;color:#444}"
    "th,td{padding:.3em .6em;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}"
    "th{border-bottom:2px solid #111}.n{text-align:right;white-space:nowrap}"
    ".b{width:8em}.b i{display:block;height:.9em;margin-top:.25em;background:#2563a8;"
    "-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "p{color:#444}@media print{body{margin:0;max-width:none}}";

static void html_begin(struct report_out *o)
{
	struct buf b = BUF_INIT, period = BUF_INIT;
	report_period_text(o->app, o->period, &period);
	const char *title = tr(o->report->label);
	buf_print(&b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", lang_code(lang_now()));
	buf_text(&b, "<meta name=\"viewport\" content=\"width=device-width\">\n");
	html_tagged("<title>", title, "</title>\n", &b);
	buf_print(&b, "<style>%s</style>\n</head>\n<body>\n", style);
	html_tagged("<h1>", title, "</h1>\n<table>\n", &b);
	html_tagged("<caption>", buf_str(&period), "</caption>\n<thead><tr>", &b);
	for (size_t i = 0; i < o->ncolumns; i++) {
		html_tagged(o->columns[i].right ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">",
		    o->columns[i].label, "</th>", &b);
		if (o->columns[i].percent)
			buf_text(&b, "<td class=\"b\"></td>");
	}
	buf_text(&b, "</tr></thead>\n<tbody>\n");
	fputs(buf_str(&b), o->file);
	buf_free(&period);
	buf_free(&b);
}

static void bar(const char *text, struct buf *out)
{
	long percent = text ? strtol(text, NULL, 10) : 0;
	percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
	buf_print(out, "<td class=\"b\"><i style=\"width:%ld%%\"></i></td>", percent);
}

static void html_row(struct report_out *o, const char *const *cells)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "<tr>");
	for (size_t i = 0; i < o->ncolumns; i++) {
		html_tagged(o->columns[i].right ? "<td class=\"n\">" : "<td>", cells[i] ? cells[i] : "", "</td>", &b);
		if (o->columns[i].percent)
			bar(cells[i], &b);
	}
	buf_text(&b, "</tr>\n");
	fputs(buf_str(&b), o->file);
	buf_free(&b);
}

static void html_end(struct report_out *o)
{
	if (o->failed)
		return;
	struct buf b = BUF_INIT, today = BUF_INIT;
	buf_text(&b, "</tbody>\n</table>\n");
	if (!o->rows)
		html_tagged("<p>", _("There is nothing in this period."), "</p>\n", &b);
	date_text(clock_today(app_clock(o->app)), lang_now(), DATE_LONG, &today);
	html_tagged("<p>", app_group_name(o->app), *app_group_name(o->app) ? " · " : "", &b);
	html_tagged("", buf_str(&today), "</p>\n</body>\n</html>\n", &b);
	fputs(buf_str(&b), o->file);
	buf_free(&today);
	buf_free(&b);
}

const struct report_format report_as_html = {CELL_SCREEN, html_begin, html_row, html_end};
