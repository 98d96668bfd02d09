/* civic/disclose.c - small counts of people hidden so that they cannot be computed back. Pure computation. */
#include "civic/disclose.h"

/* A line: cells of which the sum is taken as known. */
struct line {
	const int64_t *counts;
	enum disclosed *state;
	const struct disclose_column *columns; /* NULL: every cell belongs to the line */
	size_t first, step, n;
};

#define FAR INT32_MAX /* no upper bound */

static size_t cell_at(const struct line *l, size_t i)
{
	return l->first + i * l->step;
}

static bool belongs(const struct line *l, size_t i)
{
	return !l->columns || (l->columns[i].people && l->columns[i].linked);
}

static int64_t least(enum disclosed d)
{
	return d == DISCLOSE_SMALL ? 1 : DISCLOSE_LEAST;
}

static int64_t most(enum disclosed d)
{
	return d == DISCLOSE_SMALL ? DISCLOSE_LEAST - 1 : FAR;
}

/* What the hidden ones of a line come to, at the least, in truth, at the most. */
struct hidden {
	int64_t least, sum, most;
	size_t n;
};

static struct hidden hidden_of(const struct line *l)
{
	struct hidden h = {0, 0, 0, 0};
	for (size_t i = 0; i < l->n; i++) {
		const size_t at = cell_at(l, i);
		if (!belongs(l, i) || l->state[at] == DISCLOSE_SHOWN)
			continue;
		h.least += least(l->state[at]);
		h.sum += l->counts[at];
		h.most += most(l->state[at]);
		h.n++;
	}
	return h;
}

/* Has every hidden one at least two values that fit the sum? */
static bool is_safe(const struct line *l)
{
	const struct hidden h = hidden_of(l);
	for (size_t i = 0; i < l->n; i++) {
		const size_t at = cell_at(l, i);
		if (!belongs(l, i) || l->state[at] == DISCLOSE_SHOWN)
			continue;
		const int64_t lo = least(l->state[at]), hi = most(l->state[at]);
		const int64_t from = h.sum - (h.most - hi), to = h.sum - (h.least - lo);
		if ((to < hi ? to : hi) <= (from > lo ? from : lo))
			return false;
	}
	return true;
}

/* The smallest that is still shown; nought hides nobody. */
static bool hide_one(const struct line *l)
{
	size_t smallest = 0;
	bool found = false;
	for (size_t i = 0; i < l->n; i++) {
		const size_t at = cell_at(l, i);
		if (!belongs(l, i) || l->state[at] != DISCLOSE_SHOWN || l->counts[at] < DISCLOSE_LEAST)
			continue;
		if (!found || l->counts[at] < l->counts[smallest])
			smallest = at;
		found = true;
	}
	if (found)
		l->state[smallest] = DISCLOSE_HIDDEN;
	return found;
}

static bool make_safe(const struct line *l)
{
	bool changed = false;
	while (!is_safe(l) && hide_one(l))
		changed = true;
	return changed;
}

void disclose(const int64_t *counts, size_t rows, const struct disclose_column *columns, size_t ncolumns, bool total,
    enum disclosed *out)
{
	for (size_t i = 0; i < rows * ncolumns; i++)
		out[i] = columns[i % ncolumns].people && counts[i] > 0 && counts[i] < DISCLOSE_LEAST ? DISCLOSE_SMALL
		                                                                                     : DISCLOSE_SHOWN;
	const size_t parts = total && rows ? rows - 1 : rows;
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t r = 0; r < rows; r++)
			changed |= make_safe(&(struct line){counts, out, columns, r * ncolumns, 1, ncolumns});
		/* A sum that is small itself is not shown anywhere; one that had to be hidden could stand elsewhere. */
		for (size_t c = 0; c < ncolumns; c++)
			if (columns[c].people)
				changed |= make_safe(&(struct line){counts, out, NULL, c, ncolumns, parts});
	}
	/* Nothing was left to hide them behind: then the sum is not told. */
	for (size_t c = 0; parts < rows && c < ncolumns; c++)
		if (columns[c].people && out[parts * ncolumns + c] == DISCLOSE_SHOWN &&
		    !is_safe(&(struct line){counts, out, NULL, c, ncolumns, parts}))
			out[parts * ncolumns + c] = DISCLOSE_HIDDEN;
}
