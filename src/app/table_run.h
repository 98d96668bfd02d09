/* app/table_run.h - one import of a table, between its files: the rows (table_import.c), one row's cells and the record
 * they mean (table_row.c), what is refused (table_refused.c). */
#ifndef OBSTE_SRC_APP_TABLE_RUN_H
#define OBSTE_SRC_APP_TABLE_RUN_H

#include "app/import.h"
#include "base/path.h"
#include "out/csv.h"

enum name_order { NAME_WHOLE, NAME_FIRST_FIRST, NAME_LAST_FIRST }; /* how one column holds a name of two fields */

/* What a column does: which field, and where the ids of the same reference stand. */
struct table_column {
	int field;      /* -1: nothing */
	int ids_column; /* -1: none */
	bool ids_only;  /* it holds the ids, and no other column the titles */
};

struct waiting;
struct table_run {
	struct import_run run;
	const struct kind *kind;
	const struct app_table *table;
	struct table_column columns[APP_COLUMNS];
	struct import_keys keys;
	struct import_refs refs;
	bool *mapped;           /* field: some column becomes it */
	struct record *initial; /* what a new record begins with where the file says nothing */
	int id_column;          /* -1 none */
	enum name_order names;
	struct waiting *first, **last;
	bool retrying;
	struct table_pair *pairs; /* likely doubles that stay apart */
	size_t npairs;
	struct path_writer refused;
	struct csv_writer refused_csv;
	bool refused_open;
};

/* The row with its reason into the table of refused rows; counted and told. */
void table_refuse(struct table_run *t, size_t number, const char *const *cells, size_t count, const char *why);
/* The table of refused rows is finished, or (ok false) not made. */
bool table_close_refused(struct table_run *t, bool ok, struct err *e);
/* Cells into the record's fields. `fill_only`: an empty cell says nothing. */
bool table_read_row(
    struct table_run *t, struct record *r, const char *const *cells, size_t count, bool fill_only, struct err *e);

struct meant {
	struct record *base; /* NULL: a new one; owned */
	int64_t new_id;      /* given by the file; 0 none */
	bool by_id;
	bool joined;             /* a likely double that is to become one with it */
	int64_t pair_with;       /* a likely double that stays apart; 0 none */
	enum app_double decided; /* of the pair */
};
/* Which stored record is the row? `row` is what the row alone would make. */
bool table_find_meant(struct table_run *t, const char *const *cells, size_t count, const struct record *row,
    struct meant *m, struct err *e);
/* A new row: is it like a record that is there, and what is to become of it? */
bool table_find_double(struct table_run *t, size_t number, const struct record *row, struct meant *m, struct err *e);
/* `r` was read over `base`: the name stays as it is there, and of what tells people apart both are kept. */
void table_join_double(const struct table_run *t, const struct record *base, struct record *r);
/* The pair that is to be decided later, or never again: kept until all rows are there, then stored where it is still a
 * likely one (a name that many rows have was none). */
void table_keep_pair(struct table_run *t, const struct record *row, const struct meant *m, int64_t id);
bool table_store_pairs(struct table_run *t, struct err *e);
void table_free_pairs(struct table_run *t);
bool table_blank(const char *cell);

#endif
