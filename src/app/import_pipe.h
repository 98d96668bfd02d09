/* app/import_pipe.h - a large table is read in two threads: one reads the file and makes records of its rows, with all
 * that can be made of a row alone; the other, the caller's, puts them.
 *
 * Who may call what. The reading thread (import_pipe.c, make_row and what it calls): out/csv, the field types, search
 * and sort keys, command_prepare. Never the store, the app, references, progress, or anything that asks them: SQLite is
 * set up here for one thread. Of the table_run it reads only what does not change while the rows come. What is made at
 * first use and kept (words of a language, the collator, words of dates) is made before it starts. */
#ifndef OBSTE_SRC_APP_IMPORT_PIPE_H
#define OBSTE_SRC_APP_IMPORT_PIPE_H

#include "app/table_run.h"
#include "store/change.h"

/* A row read ahead. Lent to `take`. */
struct pipe_row {
	size_t number;
	bool bad; /* no table's row at all, for the reason why */
	struct buf why;
	struct buf text; /* the cells, each ended by NUL */
	char **cells;
	size_t count, room;
	struct record *record; /* what the cells alone make; NULL: they make none, `fault` says why */
	struct err fault;
	struct import_marks marks;
	struct prepared prepared;
};

/* All rows in their order, `take` in the caller's thread; it returns false to stop. *ok: the file could be read. False:
 * nothing was done, the rows are to be read in the plain way: the table is short, its rows name other records, or there
 * is no second processor or no second thread. */
bool import_pipe(struct table_run *t, bool (*take)(void *ctx, struct pipe_row *row), bool *ok, struct err *e);

#endif
