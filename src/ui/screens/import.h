/* ui/screens/import.h - a file that comes in, for the files of its screen: the preview (import.c), its painting
 * (import_draw.c), the rows that may be people who are here already (import_doubles.c), large files (import_job.c). */
#ifndef OBSTE_UI_IMPORT_H
#define OBSTE_UI_IMPORT_H

#include "app/exchange.h"
#include "ui/screens/import_entries.h"
#include "ui/ui_internal.h"

enum import_row { KIND_ROW, ENCODING_ROW, DOUBLES_ROW, FIRST_COLUMN };
enum import_format { TABLE, CALENDAR, JSON };

/* A row that is like somebody who is here. */
struct import_double {
	size_t row;
	char *name, *theirs, *why; /* owned */
	bool chosen;               /* by hand: else what is set for all */
	enum app_double decided;
};
struct import_doubles {
	struct import_double *list;
	size_t n, room;
	enum app_double otherwise;
};

struct import {
	struct screen s;
	const char *step; /* said in the title; NULL */
	const struct kind *kind;
	enum import_format format;
	char *path; /* owned */
	struct app_table table;
	char encoding[32]; /* as chosen; "" guessed */
	size_t at, top;
	int first_row; /* as last drawn */
	struct app_import counts;
	bool count_due, counted;
	bool mapped; /* a column was corrected */
	struct buf reasons;
	size_t nreasons;
	struct import_doubles doubles;
	struct import_entries entries; /* of a calendar */
};

size_t import_rows(const struct import *i);
void import_draw(struct ui *u, struct screen *s, int top, int height);

/* ---- import_doubles.c */
enum app_double import_decide(void *ctx /* struct import */, const struct app_double_row *d);
const char *import_double_word(enum app_double d); /* "later", as --duplicates says it */
const char *import_double_label(enum app_double d);
void import_doubles_ask(struct ui *u, struct import *i);  /* for all of them */
void import_doubles_open(struct ui *u, struct import *i); /* one by one */
void import_doubles_free(struct import_doubles *d);
void import_count_again(struct import *i);

/* ---- import_job.c: a large table is read by the program once more, in a process of its own */
/* Can that process be told everything that was decided here? */
bool import_job_can(const struct app_table *t);
void import_job_start(struct ui *u, const struct import *i);
/* What came in, in the message line. */
void import_say_done(struct ui *u, const struct app_import *c);

#endif
