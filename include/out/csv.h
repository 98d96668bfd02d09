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

enum csv_encoding { CSV_UTF8, CSV_UTF16LE, CSV_UTF16BE, CSV_OTHER };
struct csv_guess {
	char encoding[32]; /* "UTF-8", "WINDOWS-1251", ... as ICU knows it */
	char separator;
	bool header_mark; /* written by our --for excel */
	char sample[160]; /* a piece of text with letters outside ASCII, in UTF-8, for a person's eye */
};
/* Looks at the beginning of the file: BOM, strict UTF-8, NULs, then uchardet; separator by consistency of columns. */
bool csv_guess(const char *path, struct csv_guess *out, struct err *e);

struct csv_row {
	size_t number; /* row of the table, the header is 1 */
	size_t line;   /* line of the file where it begins */
	size_t count;
	const char *const *cells; /* UTF-8, valid, NUL-ended; lent */
	bool bad;                 /* quoting is broken here; `why` says it */
	const char *why;
};
/* Row by row without holding the file. Limits: 16 MB a field (ERR_INVALID with the line), 10,000 columns. encoding
 * NULL: guessed. A quote that never closes is ERR_INVALID with the line where it opened. `each` returns false to stop.
 */
bool csv_read(const char *path, const char *encoding, char separator,
    bool (*each)(void *ctx, const struct csv_row *row), void *ctx, struct err *e);

#endif
