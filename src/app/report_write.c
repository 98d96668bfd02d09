/* app/report_write.c - a report into a file: as CSV and JSON here, the other formats in their own files; one row of the
 * table below a format. Written whole or not at all. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/path.h"
#include "out/csv.h"

/* A page for a browser and paper are made to be given away; a table and a text are for working on. */
static const struct {
	const char *name;
	report_writer write; /* NULL: drawn by obste-print */
	bool leaves;
} formats[] = {
    [REPORT_TEXT] = {"text", report_write_text, false},
    [REPORT_CSV] = {"csv", report_write_csv, false},
    [REPORT_JSON] = {"json", report_write_json, false},
    [REPORT_HTML] = {"html", report_write_html, true},
    [REPORT_SENTENCES] = {"sentences", report_write_sentences, false},
    [REPORT_PDF] = {"pdf", NULL, true},
};
enum { FORMATS = sizeof formats / sizeof *formats };

const char *app_report_format_name(enum app_report_format f)
{
	return (size_t)f < FORMATS ? formats[f].name : NULL;
}

bool app_report_format_leaves(enum app_report_format f)
{
	return formats[f].leaves;
}

void report_period_text(struct app *a, date_t from, date_t to, int64_t group, struct buf *out)
{
	if (from != DATE_NONE)
		date_text(from, lang_now(), DATE_SHORT, out);
	if (from != DATE_NONE || to != DATE_NONE)
		buf_text(out, " – ");
	if (to != DATE_NONE)
		date_text(to, lang_now(), DATE_SHORT, out);
	if (from == DATE_NONE && to == DATE_NONE)
		buf_text(out, _("the whole time"));
	if (group) {
		buf_text(out, " · ");
		app_title(a, kind_get(KIND_group), group, out);
	}
}

const char *report_outside_words(void)
{
	return _(
	    "Counts of people from 1 to 4 are shown as <5; * stands for a figure from which they could be computed.");
}

/* ---- CSV: a table as it is; of several, one line a figure */

static void cell(struct csv_writer *w, const char *text)
{
	csv_write_cell(w, text, strlen(text));
}

static void csv_table(struct app_report *r, struct csv_writer *w, bool excel)
{
	const struct report_part *p = &r->parts[0];
	struct buf b = BUF_INIT;
	for (size_t c = 0; c < p->shown.ncolumns; c++)
		cell(w, excel ? p->columns[c].label : p->columns[c].key);
	csv_write_end_row(w);
	for (size_t row = 0; row < p->shown.nrows; row++) {
		for (size_t c = 0; c < p->shown.ncolumns; c++) {
			buf_clear(&b);
			report_cell(r->app, p, row, c, excel ? CELL_EXCEL : CELL_CSV, &b);
			csv_write_cell(w, buf_str(&b), b.len);
		}
		csv_write_end_row(w);
	}
	buf_free(&b);
}

static void csv_figures(struct app_report *r, size_t part, struct csv_writer *w, bool excel)
{
	const struct report_part *p = &r->parts[part];
	struct buf name = BUF_INIT, figure = BUF_INIT;
	for (size_t row = 0; row < p->shown.nrows; row++) {
		buf_clear(&name);
		app_report_row_name(r, part, row, &name);
		for (size_t c = 0; c < p->shown.ncolumns; c++) {
			buf_clear(&figure);
			if (report_is_label(&p->own[c]) ||
			    !report_cell(r->app, p, row, c, excel ? CELL_EXCEL : CELL_CSV, &figure))
				continue;
			cell(w, excel ? p->shown.label : p->shown.name);
			cell(w, buf_str(&name));
			cell(w, excel ? p->columns[c].label : p->columns[c].key);
			cell(w, buf_str(&figure));
			csv_write_end_row(w);
		}
	}
	buf_free(&name);
	buf_free(&figure);
}

void report_write_csv(struct app_report *r, bool excel, FILE *file)
{
	struct csv_writer w;
	csv_write_begin(&w, file, excel, excel && lang_now() == LANG_EN ? ',' : '\0');
	if (!report_row(r->which).pieces) {
		csv_table(r, &w, excel);
		return;
	}
	cell(&w, excel ? _("Report") : "report");
	cell(&w, excel ? _("Of what") : "row");
	cell(&w, excel ? _("Figure") : "column");
	cell(&w, excel ? _("How much") : "figure");
	csv_write_end_row(&w);
	for (size_t part = 0; part < r->nparts; part++)
		csv_figures(r, part, &w, excel);
}

/* ---- JSON: numbers as numbers, dates ISO, money whole bani, codes of choices */

static bool is_json_number(const char *s)
{
	s += *s == '-';
	const size_t whole = strspn(s, "0123456789");
	if (!whole || (whole > 1 && *s == '0'))
		return false;
	s += whole;
	if (*s == '.') {
		const size_t part = strspn(s + 1, "0123456789");
		if (!part)
			return false;
		s += part + 1;
	}
	return *s == '\0';
}

static void json_date(const char *key, date_t d, struct buf *b)
{
	char iso[11];
	if (d == DATE_NONE) {
		buf_print(b, ",\"%s\":null", key);
		return;
	}
	date_iso(d, iso);
	buf_print(b, ",\"%s\":\"%s\"", key, iso);
}

static void json_row(const struct app_report *r, const struct report_part *p, size_t row, struct buf *b)
{
	struct buf text = BUF_INIT;
	for (size_t c = 0; c < p->shown.ncolumns; c++) {
		buf_text(b, c ? "," : "{");
		json_quote(p->columns[c].key, b);
		buf_char(b, ':');
		buf_clear(&text);
		if (!report_cell(r->app, p, row, c, CELL_DATA, &text))
			buf_text(b, "null");
		else if (p->columns[c].right && is_json_number(buf_str(&text)))
			buf_text(b, buf_str(&text));
		else
			json_quote(buf_str(&text), b);
	}
	buf_char(b, '}');
	buf_free(&text);
}

static void json_rows(const struct app_report *r, const struct report_part *p, struct buf *b)
{
	const size_t rows = p->shown.nrows - p->shown.total;
	buf_text(b, ",\"rows\":[");
	for (size_t row = 0; row < rows; row++) {
		buf_text(b, row ? ",\n" : "\n");
		json_row(r, p, row, b);
	}
	buf_text(b, "\n]");
	if (p->shown.total) {
		buf_text(b, ",\"total\":");
		json_row(r, p, rows, b);
	}
}

void report_write_json(struct app_report *r, bool excel, FILE *file)
{
	struct buf b = BUF_INIT;
	(void)excel;
	buf_text(&b, "{\"version\":1,\"report\":");
	json_quote(report_row(r->which).name, &b);
	json_date("from", r->period.from, &b);
	json_date("to", r->period.to, &b);
	if (r->period.group)
		buf_print(&b, ",\"group\":\"%lld\"", (long long)r->period.group);
	if (report_row(r->which).pieces) {
		buf_text(&b, ",\"parts\":[");
		for (size_t i = 0; i < r->nparts; i++) {
			buf_text(&b, i ? ",\n{\"report\":" : "\n{\"report\":");
			json_quote(r->parts[i].shown.name, &b);
			json_rows(r, &r->parts[i], &b);
			buf_char(&b, '}');
		}
		buf_text(&b, "\n]");
	} else {
		json_rows(r, &r->parts[0], &b);
	}
	buf_text(&b, "}\n");
	fwrite(buf_str(&b), 1, b.len, file);
	buf_free(&b);
}

/* ---- all of them */

bool app_report_write(struct app *a, size_t i, const struct app_period *p, const struct app_report_as *as,
    const char *path, struct err *e)
{
	struct app_report *r;
	struct path_writer file;
	if (!formats[as->format].write)
		return report_write_pdf(a, i, p, as->outside, path, e);
	if (!app_report_read(a, i, p, as->outside, &r, e))
		return false;
	bool ok = path_write_begin(&file, path, e);
	if (ok) {
		formats[as->format].write(r, as->excel, file.file);
		ok = path_write_end(&file, e);
	}
	app_report_free(r);
	return ok;
}
