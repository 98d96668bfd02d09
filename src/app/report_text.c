/* app/report_text.c - a report as plain text: tables with bars beside the figures, for the terminal and an e-mail; and
 * as sentences, for a screen reader. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#define GAP "  "
enum { BAR = 18 };

/* One line, harmless. Lent until the next call. */
static const char *line_text(struct app_report *r, const struct report_part *p, size_t row, size_t c)
{
	struct buf raw = BUF_INIT;
	report_cell(r->app, p, row, c, CELL_SCREEN, &raw);
	buf_clear(&r->cell);
	text_harmless(buf_str(&raw), &r->cell);
	for (size_t i = 0; i < r->cell.len; i++)
		if (r->cell.data[i] == '\n')
			r->cell.data[i] = ' ';
	buf_free(&raw);
	return buf_str(&r->cell);
}

static void measure(struct app_report *r, const struct report_part *p, int widths[])
{
	for (size_t c = 0; c < p->shown.ncolumns; c++) {
		widths[c] = text_width(p->columns[c].label);
		for (size_t row = 0; row < p->shown.nrows; row++) {
			const int w = text_width(line_text(r, p, row, c));
			widths[c] = w > widths[c] ? w : widths[c];
		}
	}
}

/* Blanks at the end of a line are left out. */
static void end_line(struct buf *line)
{
	while (line->len && line->data[line->len - 1] == ' ')
		buf_cut(line, line->len - 1);
	buf_char(line, '\n');
}

static void add_bar(struct app_report *r, size_t part, size_t row, struct buf *out)
{
	const struct app_report_table *t = app_report_table(r, part);
	int64_t n;
	if (t->charted < 0 || t->most <= 0 || !app_report_number(r, part, row, (size_t)t->charted, &n) ||
	    (t->total && row + 1 == t->nrows && !t->columns[t->charted].percent))
		return;
	const int full = n <= 0 ? 0 : n >= t->most ? BAR : (int)((n * BAR + t->most / 2) / t->most);
	buf_text(out, GAP);
	buf_repeat(out, r->app->ascii ? "#" : "█", full);
	buf_repeat(out, r->app->ascii ? "." : "░", BAR - full);
}

static void add_table(struct app_report *r, size_t part, struct buf *out)
{
	const struct report_part *p = &r->parts[part];
	int widths[APP_REPORT_COLUMNS];
	measure(r, p, widths);
	for (size_t c = 0; c < p->shown.ncolumns; c++) {
		buf_text(out, c ? GAP : "");
		text_fit(p->columns[c].label, widths[c], p->columns[c].right ? TEXT_RIGHT : TEXT_LEFT, false, out);
	}
	end_line(out);
	for (size_t c = 0; c < p->shown.ncolumns; c++) {
		buf_text(out, c ? GAP : "");
		buf_repeat(out, "-", widths[c]);
	}
	buf_char(out, '\n');
	for (size_t row = 0; row < p->shown.nrows; row++) {
		for (size_t c = 0; c < p->shown.ncolumns; c++) {
			buf_text(out, c ? GAP : "");
			text_fit(line_text(r, p, row, c), widths[c], p->columns[c].right ? TEXT_RIGHT : TEXT_LEFT,
			    false, out);
		}
		add_bar(r, part, row, out);
		end_line(out);
	}
}

/* The report's name, the period; of one of several parts its own name. */
static void add_title(struct app_report *r, struct buf *out)
{
	buf_print(out, "%s · ", app_report_label(r->which));
	report_period_text(r->app, r->period.from, r->period.to, r->period.group, out);
	buf_text(out, "\n\n");
}

static void add_part_title(const struct app_report *r, const struct report_part *p, struct buf *out)
{
	if (!report_row(r->which).pieces)
		return;
	if (p->shown.heading)
		buf_print(out, "== %s ==\n\n", p->shown.heading);
	buf_print(out, "%s\n\n", p->shown.label);
}

static void add_foot(const struct app_report *r, struct buf *out)
{
	if (r->outside)
		buf_print(out, "\n%s\n", report_outside_words());
}

void report_write_text(struct app_report *r, bool excel, FILE *file)
{
	struct buf out = BUF_INIT;
	(void)excel;
	add_title(r, &out);
	size_t rows = 0;
	for (size_t i = 0; i < r->nparts; i++) {
		rows += r->parts[i].shown.nrows;
		if (!r->parts[i].shown.nrows)
			continue;
		buf_text(&out, i ? "\n" : "");
		add_part_title(r, &r->parts[i], &out);
		add_table(r, i, &out);
	}
	if (!rows)
		buf_print(&out, "%s\n", _("There is nothing in this period."));
	add_foot(r, &out);
	fwrite(buf_str(&out), 1, out.len, file);
	buf_free(&out);
}

/* ---- sentences */

static void add_extreme(struct app_report *r, size_t part, bool highest, struct buf *out)
{
	const struct app_report_table *t = app_report_table(r, part);
	const size_t column = (size_t)t->charted;
	size_t best = SIZE_MAX;
	int64_t n, found = 0;
	for (size_t row = 0; row < t->nrows - t->total; row++)
		if (app_report_number(r, part, row, column, &n) &&
		    (best == SIZE_MAX || (highest ? n > found : n < found))) {
			best = row;
			found = n;
		}
	if (best == SIZE_MAX)
		return;
	struct buf name = BUF_INIT;
	app_report_row_name(r, part, best, &name);
	const char *text = line_text(r, &r->parts[part], best, column);
	if (highest)
		buf_print(out, _("The highest: %s, %s."), buf_str(&name), text);
	else
		buf_print(out, _("The lowest: %s, %s."), buf_str(&name), text);
	buf_char(out, ' ');
	buf_free(&name);
}

/* "Rate in all: 71%. The highest: ..., 95%. The lowest: ..., 61%." */
static void add_summary(struct app_report *r, size_t part, struct buf *out)
{
	const struct app_report_table *t = app_report_table(r, part);
	const size_t rows = t->nrows - t->total;
	if (t->charted < 0 || rows < 2)
		return;
	if (t->total) {
		const char *text = line_text(r, &r->parts[part], rows, (size_t)t->charted);
		buf_print(out, _("%s in all: %s."), t->columns[t->charted].label, text);
		buf_char(out, ' ');
	}
	add_extreme(r, part, true, out);
	add_extreme(r, part, false, out);
	end_line(out);
}

/* "23 Oct 2026 · Mapping: Expected 20, Came 19, Rate 95%." */
static void add_sentence(struct app_report *r, size_t part, size_t row, struct buf *out)
{
	const struct report_part *p = &r->parts[part];
	const char *join = ": ";
	app_report_row_name(r, part, row, out);
	for (size_t c = 0; c < p->shown.ncolumns; c++) {
		if (report_is_label(&p->own[c]) || !report_data(p, row, c))
			continue;
		buf_print(out, "%s%s ", join, p->columns[c].label);
		buf_text(out, line_text(r, p, row, c));
		join = ", ";
	}
	buf_text(out, ".\n");
}

void app_report_sentences(struct app_report *r, struct buf *out)
{
	for (size_t i = 0; i < r->nparts; i++) {
		if (!r->parts[i].shown.nrows)
			continue;
		buf_text(out, i ? "\n" : "");
		add_part_title(r, &r->parts[i], out);
		add_summary(r, i, out);
		for (size_t row = 0; row < r->parts[i].shown.nrows; row++)
			add_sentence(r, i, row, out);
	}
	if (!out->len)
		buf_print(out, "%s\n", _("There is nothing in this period."));
}

void report_write_sentences(struct app_report *r, bool excel, FILE *file)
{
	struct buf title = BUF_INIT, out = BUF_INIT;
	(void)excel;
	add_title(r, &title);
	app_report_sentences(r, &out);
	add_foot(r, &out);
	fwrite(buf_str(&title), 1, title.len, file);
	fwrite(buf_str(&out), 1, out.len, file);
	buf_free(&title);
	buf_free(&out);
}
