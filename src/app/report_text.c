/* app/report_text.c - a report as an aligned table of plain text, for the terminal, an e-mail, a screen reader. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#define GAP "  "

/* Widths are known only at the end, so the rows wait here: one buffer of texts ended by NUL. */
struct table {
	struct buf cells;
	int widths[APP_REPORT_COLUMNS];
};

static void keep(struct report_out *o, size_t i, const char *text)
{
	struct table *t = o->own;
	struct buf clean = BUF_INIT;
	text_harmless(text ? text : "", &clean);
	for (size_t c = 0; c < clean.len; c++)
		if (clean.data[c] == '\n')
			clean.data[c] = ' ';
	const int width = text_width(buf_str(&clean));
	if (width > t->widths[i])
		t->widths[i] = width;
	buf_add(&t->cells, buf_str(&clean), clean.len + 1);
	buf_free(&clean);
}

static void text_begin(struct report_out *o)
{
	o->own = mem_alloc(sizeof(struct table));
	for (size_t i = 0; i < o->ncolumns; i++)
		keep(o, i, o->columns[i].label);
}

static void text_row(struct report_out *o, const char *const *cells)
{
	for (size_t i = 0; i < o->ncolumns; i++)
		keep(o, i, cells[i]);
}

/* Blanks at the end of a line are left out. */
static void print_line(struct report_out *o, const char **p)
{
	const struct table *t = o->own;
	struct buf line = BUF_INIT;
	for (size_t i = 0; i < o->ncolumns; i++) {
		if (i)
			buf_text(&line, GAP);
		text_fit(*p, t->widths[i], o->columns[i].right ? TEXT_RIGHT : TEXT_LEFT, false, &line);
		*p += strlen(*p) + 1;
	}
	while (line.len && line.data[line.len - 1] == ' ')
		buf_cut(&line, line.len - 1);
	fprintf(o->file, "%s\n", buf_str(&line));
	buf_free(&line);
}

static void print_rule(struct report_out *o)
{
	const struct table *t = o->own;
	struct buf line = BUF_INIT;
	for (size_t i = 0; i < o->ncolumns; i++) {
		buf_text(&line, i ? GAP : "");
		buf_repeat(&line, "-", t->widths[i]);
	}
	fprintf(o->file, "%s\n", buf_str(&line));
	buf_free(&line);
}

static void print_table(struct report_out *o)
{
	const struct table *t = o->own;
	struct buf period = BUF_INIT;
	report_period_text(o->app, o->period, &period);
	fprintf(o->file, "%s · %s\n\n", tr(o->report->label), buf_str(&period));
	buf_free(&period);
	const char *p = buf_str(&t->cells);
	if (o->rows) {
		print_line(o, &p);
		print_rule(o);
		for (size_t i = 0; i < o->rows; i++)
			print_line(o, &p);
	} else {
		fprintf(o->file, "%s\n", _("There is nothing in this period."));
	}
}

static void text_end(struct report_out *o)
{
	struct table *t = o->own;
	if (!o->failed)
		print_table(o);
	buf_free(&t->cells);
	free(t);
}

const struct report_format report_as_text = {CELL_SCREEN, text_begin, text_row, text_end};
