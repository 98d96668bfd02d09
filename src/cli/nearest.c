/* cli/nearest.c - which of the known words was probably meant. Knows only letters. */
#include "cli/command.h"

#include <string.h>

#define LONGEST 64

static size_t least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;
	return m < c ? m : c;
}

/* Optimal string alignment: insertions, deletions, changes, and neighbours that changed places. */
static size_t distance(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	size_t row[3][LONGEST + 1];
	if (na > LONGEST || nb > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= nb; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *now = row[i % 3], *before = row[(i + 2) % 3], *two = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			now[j] = least(before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two[j - 2] + 1 < now[j])
				now[j] = two[j - 2] + 1;
		}
	}
	return row[na % 3][nb];
}

const char *cli_nearest(const char *typed, const char *(*at)(void *ctx, size_t i), void *ctx)
{
	const char *best = NULL;
	size_t limit = strlen(typed) / 3 + 2, best_distance = limit;
	const char *name;
	for (size_t i = 0; (name = at(ctx, i)); i++) {
		size_t d = distance(typed, name);
		if (d < best_distance && d < strlen(name)) {
			best = name;
			best_distance = d;
		}
	}
	return best;
}
