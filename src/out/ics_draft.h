/* out/ics_draft.h - a file's own VTIMEZONE, checked line by line and made anew for libical. Inside out/ only. */
#ifndef OBSTE_OUT_ICS_DRAFT_H
#define OBSTE_OUT_ICS_DRAFT_H

#include <stdbool.h>

#include "base/buf.h"
#include "out/ics_lines.h"

struct ics_draft {
	struct buf text;
	char *tzid;
	size_t lines, parts;
	bool sound;
	bool inside, from, to;     /* in a STANDARD or DAYLIGHT part; its offsets were seen */
	char start[17], rule[200]; /* of the STANDARD or DAYLIGHT part being read; "" none */
	long changes;              /* of all definitions so far */
};

void ics_draft_begin(struct ics_draft *d);
void ics_draft_line(struct ics_draft *d, struct ics_line *line);
/* Its name and the text of a VTIMEZONE, both owned by the caller. false: it cannot be used. */
bool ics_draft_end(struct ics_draft *d, char **tzid, char **text);
void ics_draft_free(struct ics_draft *d);

#endif
