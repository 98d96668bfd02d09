/* civic/disclose.h - which counts of people may be shown outside the group. A count from one to four could point at
 * somebody, so it is shown as "<5"; where it could be computed back from the figures beside it or from the sum of its
 * column, another one is hidden as well. The rule of the statistical offices (small cells, secondary suppression). */
#ifndef OBSTE_CIVIC_DISCLOSE_H
#define OBSTE_CIVIC_DISCLOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISCLOSE_LEAST 5 /* the smallest count that is shown; nought shows nobody and is shown too */

enum disclosed {
	DISCLOSE_SHOWN,
	DISCLOSE_SMALL,  /* from 1 to 4: "<5" */
	DISCLOSE_HIDDEN, /* five or more, hidden for the sake of a small one */
};

struct disclose_column {
	bool people; /* counts people: looked at; others are shown as they are */
	bool linked; /* in each row the linked ones add up to one another */
};

/* counts: rows x columns, row by row; `total`: the last row is the sum of its column, or at least it is known. What
 * comes out may be shown together: whoever knows every shown figure and every sum still has two values to choose from
 * for each one that is not shown. Figures of other periods are not looked at. */
void disclose(const int64_t *counts, size_t rows, const struct disclose_column *columns, size_t ncolumns, bool total,
              enum disclosed *out);

#endif
