/* out/csv_write.c - writes tables by RFC 4180, fast. Knows no record and no database: only cells. */
#include "out/csv.h"

#include <string.h>

#include "out/csv_inner.h"

/* A cell with any of these is quoted. Blanks at its ends are too: many programs trim them otherwise. */
static bool needs_quotes(const char *text, size_t n, char separator)
{
	if (n == 0)
		return false;
	if (text[0] == ' ' || text[0] == '\t' || text[n - 1] == ' ' || text[n - 1] == '\t')
		return true;
	for (size_t i = 0; i < n; i++)
		if (text[i] == separator || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
			return true;
	return false;
}

/* -12, -12.50, -12,50: a spreadsheet reads these as numbers, and nothing else. */
static bool is_negative_number(const char *text, size_t n)
{
	size_t digits = 0, marks = 0;
	if (n < 2 || text[0] != '-')
		return false;
	for (size_t i = 1; i < n; i++) {
		if (text[i] >= '0' && text[i] <= '9')
			digits++;
		else if ((text[i] == '.' || text[i] == ',') && marks == 0 && digits > 0)
			marks++;
		else
			return false;
	}
	return text[n - 1] >= '0' && text[n - 1] <= '9';
}

/* Would a spreadsheet run this cell as a formula? A leading ' is doubled so that reading back is exact. */
static bool needs_apostrophe(const char *text, size_t n)
{
	return n > 0 && strchr(CSV_RISKY, text[0]) && text[0] != '\0' && !is_negative_number(text, n);
}

static void write_quoted(FILE *file, const char *text, size_t n)
{
	putc_unlocked('"', file);
	while (n > 0) {
		const char *quote = memchr(text, '"', n);
		size_t part = quote ? (size_t)(quote - text) + 1 : n;
		fwrite_unlocked(text, 1, part, file);
		if (quote)
			putc_unlocked('"', file);
		text += part;
		n -= part;
	}
	putc_unlocked('"', file);
}

void csv_write_begin(struct csv_writer *w, FILE *file, bool excel, char separator)
{
	*w = (struct csv_writer){.file = file, .excel = excel, .separator = separator};
	if (separator == '\0')
		w->separator = excel ? ';' : ',';
	if (excel)
		fputs("\xEF\xBB\xBF", file);
}

/* Cells that need more than copying: put together first, then quoted as one. */
static void write_excel_cell(struct csv_writer *w, const char *text, size_t n)
{
	bool apostrophe = needs_apostrophe(text, n), mark = !w->begun && w->column == 0;
	if (!apostrophe && !mark) {
		if (needs_quotes(text, n, w->separator))
			write_quoted(w->file, text, n);
		else
			fwrite_unlocked(text, 1, n, w->file);
		return;
	}
	struct buf cell = BUF_INIT;
	if (apostrophe)
		buf_char(&cell, '\'');
	buf_add(&cell, text, n);
	if (mark)
		buf_text(&cell, CSV_MARK);
	if (needs_quotes(cell.data, cell.len, w->separator))
		write_quoted(w->file, cell.data, cell.len);
	else
		fwrite_unlocked(cell.data, 1, cell.len, w->file);
	buf_free(&cell);
}

void csv_write_cell(struct csv_writer *w, const char *text, size_t n)
{
	if (w->column > 0)
		putc_unlocked(w->separator, w->file);
	w->lone_empty = w->column == 0 && n == 0;
	if (w->excel)
		write_excel_cell(w, text, n);
	else if (needs_quotes(text, n, w->separator))
		write_quoted(w->file, text, n);
	else
		fwrite_unlocked(text, 1, n, w->file);
	w->column++;
}

void csv_write_end_row(struct csv_writer *w)
{
	/* One empty cell alone would be an empty line, which readers skip. */
	if (w->column == 1 && w->lone_empty && (!w->excel || w->begun))
		fputs("\"\"", w->file);
	fputs("\r\n", w->file);
	w->column = 0;
	w->begun = true;
}
