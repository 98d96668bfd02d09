/* out/csv_read.c - reads tables row by row without holding the file: libcsv in its strict mode, fed line by line so
 * that every fault has its line. Knows no record and no kind. */
#include "out/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "out/csv_inner.h"

struct reader {
	struct csv_parser parser;
	char separator;
	bool utf8;
	bool (*each)(void *ctx, const struct csv_row *row);
	void *ctx;
	/* the row being gathered */
	struct buf text; /* cells one after another, each ended by NUL */
	size_t *starts;  /* where each cell begins in text */
	size_t count, room;
	const char **cells;
	const char *why;        /* what is wrong with it; NULL nothing */
	struct buf explanation; /* where `why` lives when it has numbers in it */
	/* where we are */
	size_t rows, columns;    /* rows so far; columns of the header */
	size_t line, row_line;   /* of the file, from 1 */
	size_t quote_line, done; /* line where the open quote stands; cells finished so far */
	bool in_quote, after_cr, skip, stopped, marked;
	bool too_wide;
};

/* libcsv takes any blank around a cell away unless it is told that there are none. */
static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void *limited_realloc(void *old, size_t size)
{
	return size > CSV_FIELD_MAX + 1 ? NULL : realloc(old, size);
}

static void parser_start(struct reader *r)
{
	csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&r->parser, (unsigned char)r->separator);
	csv_set_space_func(&r->parser, no_space);
	csv_set_realloc_func(&r->parser, limited_realloc);
	csv_set_blk_size(&r->parser, 64 * 1024);
}

/* ---- cells */

/* U+FFFD: the converter met bytes that mean nothing. */
static bool has_replacement(const char *cell, size_t n)
{
	const char *end = cell + n;
	while ((cell = memchr(cell, '\xEF', (size_t)(end - cell)))) {
		if (end - cell >= 3 && memcmp(cell, "\xEF\xBF\xBD", 3) == 0)
			return true;
		cell++;
	}
	return false;
}

static const char *cell_fault(const struct reader *r, const char *cell, size_t n)
{
	if (memchr(cell, '\0', n))
		return _("a cell holds a zero byte");
	if (r->utf8 ? !text_is_utf8(cell, n) : has_replacement(cell, n))
		return _("a cell holds bytes that are no letters in this encoding");
	return NULL;
}

/* What is lent must be valid UTF-8 without zero bytes, even in a row that is refused. */
static void add_mended(struct buf *out, const char *cell, size_t n)
{
	const char *end = cell + n;
	while (cell < end) {
		if (*cell == '\0') {
			buf_char(out, '?');
			cell++;
		} else {
			buf_code(out, text_next(&cell, end));
		}
	}
}

/* Take away the apostrophe that protected the cell from being run as a formula. */
static void strip_apostrophe(const struct reader *r, const char **cell, size_t *n)
{
	if (r->marked && *n >= 2 && (*cell)[0] == '\'' && strchr(CSV_RISKY, (*cell)[1])) {
		(*cell)++;
		(*n)--;
	}
}

static void add_cell(struct reader *r, const char *cell, size_t n)
{
	r->done++;
	if (r->count >= CSV_COLUMNS_MAX || r->text.len + n > CSV_ROW_MAX) {
		r->too_wide = true;
		return;
	}
	if (r->count == r->room) {
		r->room = r->room ? r->room * 2 : 64;
		r->starts = mem_resize(r->starts, r->room, sizeof *r->starts);
		r->cells = mem_resize(r->cells, r->room, sizeof *r->cells);
	}
	r->starts[r->count++] = r->text.len;
	strip_apostrophe(r, &cell, &n);
	const char *fault = cell_fault(r, cell, n);
	if (fault) {
		r->why = fault;
		add_mended(&r->text, cell, n);
	} else {
		buf_add(&r->text, cell, n);
	}
	buf_char(&r->text, '\0');
}

static void cell_read(void *bytes, size_t n, void *ctx)
{
	struct reader *r = ctx;
	if (!r->stopped && !r->too_wide)
		add_cell(r, bytes ? bytes : "", n);
}

/* ---- rows */

static bool cell_empty(const struct reader *r, size_t i)
{
	return r->text.data[r->starts[i]] == '\0';
}

static bool row_empty(const struct reader *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (!cell_empty(r, i))
			return false;
	return true;
}

static void take_mark_off(struct reader *r)
{
	char *first = r->text.data + r->starts[0];
	size_t n = strlen(first), mark = sizeof CSV_MARK - 1;
	if (n < mark || strcmp(first + n - mark, CSV_MARK) != 0)
		return;
	first[n - mark] = '\0';
	r->marked = true;
}

/* Spreadsheets pad tables with empty columns on the right; those are no fault. */
static void check_columns(struct reader *r)
{
	bool header = r->rows == 0;
	while (r->count > (header ? 1 : r->columns) && cell_empty(r, r->count - 1))
		r->count--;
	if (header) {
		r->columns = r->count;
		take_mark_off(r);
	} else if (r->count != r->columns && !r->why) {
		buf_clear(&r->explanation);
		buf_print(&r->explanation, _("the row has %zu cells, the header has %zu"), r->count, r->columns);
		r->why = buf_str(&r->explanation);
	}
}

static void end_row(struct reader *r)
{
	if (!r->stopped && !r->too_wide && r->count > 0) {
		if (!row_empty(r) || r->why) {
			check_columns(r);
			for (size_t i = 0; i < r->count; i++)
				r->cells[i] = r->text.data + r->starts[i];
			struct csv_row row = {r->rows + 1, r->row_line, r->count, r->cells, r->why != NULL, r->why};
			r->stopped = !r->each(r->ctx, &row);
		}
		r->rows++;
	}
	buf_clear(&r->text);
	r->count = 0;
	r->why = NULL;
}

static void row_read(int terminator, void *ctx)
{
	(void)terminator;
	end_row(ctx);
}

/* ---- lines */

/* Broken quoting: the row is given as far as it was understood, with the rest of its line as the last cell. */
static void give_up_row(struct reader *r, const char *rest, size_t n)
{
	struct buf last = BUF_INIT;
	while (n > 0 && (rest[n - 1] == '\n' || rest[n - 1] == '\r'))
		n--;
	buf_add(&last, (const char *)r->parser.entry_buf, r->parser.entry_pos);
	buf_add(&last, rest, n);
	add_cell(r, buf_str(&last), last.len);
	buf_free(&last);
	buf_clear(&r->explanation);
	if (r->in_quote)
		buf_print(&r->explanation,
		    _("a quote that opens in line %zu closes in the middle of a cell in line %zu"), r->quote_line,
		    r->line);
	else
		buf_text(&r->explanation, _("a quote stands in the middle of a cell"));
	r->why = buf_str(&r->explanation);
	if (r->rows == 0)
		r->columns = r->count;
	end_row(r);
	csv_free(&r->parser);
	parser_start(r);
	r->skip = true;
}

/* libcsv's own states: 2 is the inside of a cell. */
static void watch_quote(struct reader *r)
{
	bool open = r->parser.quoted && r->parser.pstate == 2;
	if (open && !r->in_quote)
		r->quote_line = r->line;
	r->in_quote = open;
}

static bool feed(struct reader *r, const char *bytes, size_t n, struct err *e)
{
	if (r->count == 0 && r->parser.pstate == 0)
		r->row_line = r->line;
	size_t done_before = r->done;
	size_t taken = csv_parse(&r->parser, bytes, n, cell_read, row_read, r);
	if (r->done != done_before)
		r->in_quote = false;
	if (r->too_wide)
		return err_set(e, ERR_INVALID,
		    _("Line %zu begins a row of more than 10,000 cells or 64 MB. Nothing was changed."), r->row_line);
	if (taken < n && csv_error(&r->parser) == CSV_EPARSE) {
		give_up_row(r, bytes + taken, n - taken);
		return true;
	}
	watch_quote(r);
	if (taken == n)
		return true;
	err_set(e, ERR_INVALID, _("A cell that begins in line %zu is longer than 16 MB. Nothing was changed."),
	    r->in_quote ? r->quote_line : r->row_line);
	return err_hint(e, _("Perhaps a quote is opened there and never closed."));
}

/* Length of the next line with its end; a lone CR ends a line too (old files from a Mac). */
static size_t line_length(const char *bytes, size_t n)
{
	const char *lf = memchr(bytes, '\n', n);
	size_t part = lf ? (size_t)(lf - bytes) + 1 : n;
	const char *cr = memchr(bytes, '\r', part);
	if (cr && (size_t)(cr - bytes) + 2 != part)
		return (size_t)(cr - bytes) + 1;
	return cr && !lf ? (size_t)(cr - bytes) + 1 : part;
}

static bool feed_piece(struct reader *r, const char *bytes, size_t n, struct err *e)
{
	while (n > 0 && !r->stopped) {
		size_t part = line_length(bytes, n);
		char last = bytes[part - 1];
		bool second_half = r->after_cr && part == 1 && last == '\n';
		if (!r->skip && !feed(r, bytes, part, e))
			return false;
		if (last == '\n' || last == '\r') {
			r->skip = false;
			r->line += second_half ? 0 : 1;
		}
		r->after_cr = last == '\r';
		bytes += part;
		n -= part;
	}
	return true;
}

static bool finish(struct reader *r, struct err *e)
{
	if (r->stopped || r->skip)
		return true;
	if (csv_fini(&r->parser, cell_read, row_read, r) == 0)
		return true;
	err_set(e, ERR_INVALID, _("A quote that opens in line %zu never closes. Nothing was changed."), r->quote_line);
	return err_hint(e, _("Close the quote in that line, or take it away, and try again."));
}

static bool read_all(struct reader *r, struct csv_source *source, struct err *e)
{
	const char *bytes;
	size_t n;
	bool first = true;
	do {
		if (!csv_source_next(source, &bytes, &n, e))
			return false;
		size_t sep = first ? csv_sep_line(bytes, n, NULL) : 0;
		r->line += sep > 0;
		first = false;
		if (!feed_piece(r, bytes + sep, n - sep, e))
			return false;
	} while (n > 0 && !r->stopped);
	return finish(r, e);
}

bool csv_read(const char *path, const char *encoding, char separator,
    bool (*each)(void *ctx, const struct csv_row *row), void *ctx, struct err *e)
{
	struct csv_guess guess;
	if (!csv_guess_with(path, encoding, &guess, e))
		return false;
	struct csv_source *source;
	if (!csv_source_open(&source, path, guess.encoding, e))
		return false;
	struct reader r = {.separator = separator ? separator : guess.separator,
	    .utf8 = csv_source_is_utf8(source),
	    .each = each,
	    .ctx = ctx,
	    .line = 1,
	    .row_line = 1};
	parser_start(&r);
	bool fine = read_all(&r, source, e);
	csv_free(&r.parser);
	csv_source_close(source);
	buf_free(&r.text);
	buf_free(&r.explanation);
	free(r.starts);
	free(r.cells);
	return fine;
}
