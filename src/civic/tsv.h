/* civic/tsv.h - tables of data/: tab-separated, a header line, # for remarks. For the civic layer's readers. */
#ifndef OBSTE_CIVIC_TSV_H
#define OBSTE_CIVIC_TSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/lang.h"

struct tsv_row;
/* The cell under that heading; "" when the column or the cell is missing. Lent during the call. */
const char *tsv_cell(const struct tsv_row *row, const char *heading);

/* The cells name_ro, name_ru, name_en (for `what` "name"); a missing one is said in another language. Owned copies. */
void tsv_languages(const struct tsv_row *row, const char *what, char *out[LANG_COUNT]);

/* `take` fills `why` (already translated) and returns false to refuse a line: it is told to `say` (which may be NULL)
 * as "rules.tsv:12: ..." and left out. ERR_INVALID when no line was good. */
struct tsv_reader {
	bool (*take)(void *ctx, const struct tsv_row *row, char *why, size_t size);
	void *ctx;
	void (*say)(void *ctx, const char *line);
	void *say_ctx;
};
bool tsv_read(const char *path, const struct tsv_reader *reader, struct err *e);

#endif
