/* out/ics_lines.h - content lines of an iCalendar file (RFC 5545, 3.1), inside out/ only. */
#ifndef OBSTE_OUT_ICS_LINES_H
#define OBSTE_OUT_ICS_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"

#define ICS_FILE_MAX ((long long)50 * 1024 * 1024)
#define ICS_LINE_MAX ((size_t)64 * 1024)

struct ics_lines {
	FILE *file;
	struct buf text;
	size_t next_line; /* number of the physical line that comes next */
	bool zero;        /* a zero byte was met: not a text */
};

struct ics_line {
	char *text;    /* unfolded, without its end, NUL-ended; lent, may be cut up */
	size_t line;   /* where it begins in the file, from 1 */
	bool too_long; /* more than ICS_LINE_MAX: text is only its beginning */
};

bool ics_lines_open(struct ics_lines *l, const char *path, struct err *e);
bool ics_lines_next(struct ics_lines *l, struct ics_line *out); /* false: the end */
void ics_lines_rewind(struct ics_lines *l);
void ics_lines_close(struct ics_lines *l);

/* A line taken apart in place. */
#define ICS_PARAMS 16
struct ics_prop {
	const char *name; /* in capitals */
	char *value;
	struct {
		const char *name, *value; /* name in capitals */
	} params[ICS_PARAMS];
	size_t nparams;
};
bool ics_prop_split(char *line, struct ics_prop *out);
const char *ics_prop_param(const struct ics_prop *p, const char *name); /* NULL none */
/* TEXT as it was meant: \n, \, \; \\. Appends. */
void ics_unescape(const char *value, struct buf *out);

#endif
