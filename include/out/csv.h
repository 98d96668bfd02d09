/* out/csv.h - tables: writing by RFC 4180 (CRLF, quotes where needed), reading whatever people have. */
#ifndef OBSTE_OUT_CSV_H
#define OBSTE_OUT_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"

struct csv_writer {
	FILE *file;
	char separator;
	bool excel; /* BOM, formulas neutralised with ' (a literal leading ' is doubled), an unseen mark in the first
	               header */
	bool begun; /* the first row, the header, is written */
	bool lone_empty;
	size_t column;
};
void csv_write_begin(
    struct csv_writer *w, FILE *file, bool excel, char separator); /* separator 0: comma, or ; for excel */
void csv_write_cell(struct csv_writer *w, const char *text, size_t n);
void csv_write_end_row(struct csv_writer *w);

struct csv_guess {
	char encoding[32]; /* "UTF-8", "WINDOWS-1251", ... as ICU knows it */
	char separator;
	bool header_mark; /* written by our --for excel */
	char sample[160]; /* a piece of text with letters outside ASCII, in UTF-8, for a person's eye */
};
/* BOM, a pattern of zero bytes, strict UTF-8 of the whole file, then uchardet; separator by consistency of columns, or
 * as a first line "sep=;" says. ERR_INVALID: empty, not a plain file, or a workbook, PDF, archive by its first bytes.
 */
bool csv_guess(const char *path, struct csv_guess *out, struct err *e);

struct csv_row {
	size_t number; /* row of the table, the header is 1 */
	size_t line;   /* line of the file where it begins */
	size_t count;
	const char *const *cells; /* UTF-8, valid, NUL-ended; lent */
	bool bad;                 /* broken quoting, other bytes than letters, more or fewer cells than the header */
	const char *why;          /* in the language, a phrase without a full stop; NULL when not bad */
};
/* Row by row without holding the file. Limits: 16 MB a field (ERR_INVALID with the line), 10,000 columns. encoding
 * NULL: guessed; separator 0: guessed. Empty lines and rows of empty cells are passed over (but numbered), empty
 * columns beyond the header too. The protecting ' of our own --for excel is taken away again. A quote that never closes
 * is ERR_INVALID with the line where it opened. `each` returns false to stop.
 */
bool csv_read(const char *path, const char *encoding, char separator,
    bool (*each)(void *ctx, const struct csv_row *row), void *ctx, struct err *e);

#endif
