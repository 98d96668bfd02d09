/* store/figure_sql.h - a report's row as SQL: for figures.c, which runs it, and where.c, which lists what a figure
 * counts. */
#ifndef OBSTE_SRC_STORE_FIGURE_SQL_H
#define OBSTE_SRC_STORE_FIGURE_SQL_H

#include "base/buf.h"
#include "store/figures.h"

/* The report's rows, or (total) its last one. Named parameters :from :to :group :today. */
void figure_sql(const struct figure_report *r, bool total, struct buf *out);
/* The ids behind one column, of the row whose key is :key, or of the whole. */
void figure_ids_sql(const struct figure_report *r, const struct figure_column *c, bool total, struct buf *out);

/* A place read back from its text; `copy` is cut up for it. false: it is none of ours. */
bool figure_place_read(char *copy, struct figure_place *out);

/* The value of a parameter, "from" or "key"; NULL: none. `number` holds what has to be written first. */
const char *figure_value(const struct figure_place *p, const char *name, char number[32]);

#endif
