/* ui/rows.c - how far a key goes over rows. */
#include "ui/rows.h"

enum { FAR = 1000000 };

int rows_by(enum rows_step step, int page)
{
	const int whole = page > 2 ? page - 1 : 1, half = page > 1 ? page / 2 : 1;
	const int by[] = {[ROWS_UP] = -1,
	    [ROWS_DOWN] = 1,
	    [ROWS_PAGE_UP] = -whole,
	    [ROWS_PAGE_DOWN] = whole,
	    [ROWS_HALF_UP] = -half,
	    [ROWS_HALF_DOWN] = half,
	    [ROWS_FIRST] = -FAR,
	    [ROWS_LAST] = FAR};
	return by[step];
}

size_t rows_to(enum rows_step step, size_t at, size_t n, int page)
{
	const int by = rows_by(step, page);
	const size_t far = (size_t)(by < 0 ? -by : by);
	if (n == 0)
		return 0;
	if (by < 0)
		return at > far ? at - far : 0;
	return at + far < n ? at + far : n - 1;
}
