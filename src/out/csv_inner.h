/* out/csv_inner.h - what the writing and the reading of tables share, inside out/ only. */
#ifndef OBSTE_OUT_CSV_INNER_H
#define OBSTE_OUT_CSV_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "out/csv.h"

/* A table written for a spreadsheet bears this at the end of its first header: two no-break blanks. They are not seen,
 * and exist in UTF-8, UTF-16 and all Windows code pages, so that they survive "Save as" in the spreadsheet. Only such
 * a table has its protecting apostrophes taken away again. */
#define CSV_MARK "\xC2\xA0\xC2\xA0"
/* A cell that begins with one of these gets an apostrophe before it. */
#define CSV_RISKY "=+-@\t\r'"

#define CSV_FIELD_MAX ((size_t)16 * 1024 * 1024)
#define CSV_ROW_MAX ((size_t)64 * 1024 * 1024)
#define CSV_COLUMNS_MAX 10000

/* A table file as a stream of UTF-8, whatever it is written in. The BOM is taken away. */
struct csv_source;
bool csv_source_open(struct csv_source **out, const char *path, const char *encoding, struct err *e);
bool csv_source_is_utf8(const struct csv_source *s); /* passed on as it is: broken bytes too */
/* The next piece, lent until the next call; *n 0 at the end. */
bool csv_source_next(struct csv_source *s, const char **bytes, size_t *n, struct err *e);
void csv_source_close(struct csv_source *s);

/* A plain file that can be read, or ERR_INVALID / ERR_NOT_FOUND with words. */
FILE *csv_open_plain(const char *path, struct err *e);
/* As csv_guess, for a file whose encoding is known (NULL: guessed). */
bool csv_guess_with(const char *path, const char *encoding, struct csv_guess *out, struct err *e);
/* The file's encoding as ICU knows it; `head` is its beginning. */
void csv_guess_encoding(FILE *file, const char *head, size_t n, char *name, size_t room);
size_t csv_first_high(const char *text, size_t n); /* where the first byte outside ASCII stands; n: nowhere */
/* Which separator do the first rows agree on? */
char csv_guess_separator(const char *text, size_t n);
/* "sep=;" as the first line, as some spreadsheets want it: its length with the line end, and the separator; 0 none. */
size_t csv_sep_line(const char *text, size_t n, char *separator);

#endif
