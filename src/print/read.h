/* print/read.h - what the two files that read the format share. */
#ifndef OBSTE_SRC_PRINT_READ_H
#define OBSTE_SRC_PRINT_READ_H

#include "print/print.h"

struct reading {
	struct document *document;
	enum place place;
	struct table *table; /* the one that rows belong to; NULL none */
	size_t line;
	bool new_section, contents;
};

struct section *read_section(struct reading *r); /* the one that is being filled */
struct blocks *read_place(struct reading *r);    /* where blocks go now */
bool read_number(const char *text, double *out); /* "13.5", at most 1000 */
bool read_refuse(const struct reading *r, struct err *e, const char *what);
/* read_block.c: a line that makes a block or belongs to a table. */
bool read_block(struct reading *r, const char *word, char **fields, size_t n, struct err *e);

#endif
