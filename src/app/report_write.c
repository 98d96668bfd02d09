/* app/report_write.c - a report into a file: as CSV and JSON here, as text and HTML in their own files; one row of the
 * table below a format. Written whole or not at all. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/csv.h"

static const struct report_format *const formats[] = {[REPORT_TEXT] = &report_as_text,
    [REPORT_CSV] = &report_as_csv,
    [REPORT_JSON] = &report_as_json,
    [REPORT_HTML] = &report_as_html};

void report_period_text(struct app *a, const struct app_period *p, struct buf *out)
{
	if (p->from != DATE_NONE)
		date_text(p->from, lang_now(), DATE_SHORT, out);
	if (p->from != DATE_NONE || p->to != DATE_NONE)
		buf_text(out, " – ");
	if (p->to != DATE_NONE)
		date_text(p->to, lang_now(), DATE_SHORT, out);
	if (p->from == DATE_NONE && p->to == DATE_NONE)
		buf_text(out, _("the whole time"));
	if (p->group) {
		buf_text(out, " · ");
		app_title(a, kind_get(KIND_group), p->group, out);
	}
}

/* ---- CSV */

static void csv_begin(struct report_out *o)
{
	struct csv_writer *w = mem_alloc(sizeof *w);
	o->own = w;
	csv_write_begin(w, o->file, o->excel, o->excel && lang_now() == LANG_EN ? ',' : '\0');
	for (size_t i = 0; i < o->ncolumns; i++) {
		const char *head = o->excel ? o->columns[i].label : o->columns[i].key;
		csv_write_cell(w, head, strlen(head));
	}
	csv_write_end_row(w);
}

static void csv_row(struct report_out *o, const char *const *cells)
{
	for (size_t i = 0; i < o->ncolumns; i++)
		csv_write_cell(o->own, cells[i] ? cells[i] : "", cells[i] ? strlen(cells[i]) : 0);
	csv_write_end_row(o->own);
}

static void csv_end(struct report_out *o)
{
	free(o->own);
}

const struct report_format report_as_csv = {CELL_CSV, csv_begin, csv_row, csv_end};

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

static void json_begin(struct report_out *o)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "{\"version\":1,\"report\":");
	json_quote(o->report->name, &b);
	json_date("from", o->period->from, &b);
	json_date("to", o->period->to, &b);
	if (o->period->group)
		buf_print(&b, ",\"group\":\"%lld\"", (long long)o->period->group);
	buf_text(&b, ",\"rows\":[");
	fputs(buf_str(&b), o->file);
	buf_free(&b);
}

static void json_row(struct report_out *o, const char *const *cells)
{
	struct buf b = BUF_INIT;
	buf_text(&b, o->rows ? ",\n{" : "\n{");
	for (size_t i = 0; i < o->ncolumns; i++) {
		if (i)
			buf_char(&b, ',');
		json_quote(o->columns[i].key, &b);
		buf_char(&b, ':');
		if (!cells[i])
			buf_text(&b, "null");
		else if (o->columns[i].right && is_json_number(cells[i]))
			buf_text(&b, cells[i]);
		else
			json_quote(cells[i], &b);
	}
	buf_char(&b, '}');
	fputs(buf_str(&b), o->file);
	buf_free(&b);
}

static void json_end(struct report_out *o)
{
	if (!o->failed)
		fputs("\n]}\n", o->file);
}

const struct report_format report_as_json = {CELL_DATA, json_begin, json_row, json_end};

/* ---- all of them */

struct writing {
	struct report_out out;
	const struct report_format *format;
};

static bool write_row(void *ctx, const char *const *cells)
{
	struct writing *w = ctx;
	w->format->row(&w->out, cells);
	w->out.rows++;
	return true;
}

bool app_report_write(struct app *a, size_t i, const struct app_period *p, enum app_report_format f, bool excel,
    const char *path, struct err *e)
{
	size_t n;
	const struct figure_report *all = figure_reports(&n);
	if (i >= n)
		return err_set(e, ERR_NOT_FOUND, _("There is no such report."));
	struct path_writer file;
	if (!app_store(a, e) || !path_write_begin(&file, path, e))
		return false;
	struct writing w = {{.app = a, .report = &all[i], .period = p, .file = file.file, .excel = excel}, formats[f]};
	w.out.ncolumns = app_report_columns(i, w.out.columns);
	const enum cell_for cells = excel && w.format->cells == CELL_CSV ? CELL_EXCEL : w.format->cells;
	w.format->begin(&w.out);
	bool ok = report_run(a, &all[i], p, cells, write_row, &w, e);
	w.out.failed = !ok;
	w.format->end(&w.out);
	if (ok)
		return path_write_end(&file, e);
	path_write_abandon(&file);
	return false;
}
