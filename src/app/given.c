/* app/given.c - what a reader's copy says of each entry, as text and back. Damaged lines are as if they were not there.
 */
#include "app/given.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/read.h"

static int compare(const void *x, const void *y)
{
	const struct given_entry *a = x, *b = y;
	return (a->id > b->id) - (a->id < b->id);
}

void given_add(struct given *g, const struct given_entry *en)
{
	if ((g->n & (g->n - 1)) == 0)
		g->rows = mem_resize(g->rows, g->n ? g->n * 2 : 1, sizeof *g->rows);
	g->rows[g->n++] = *en;
}

/* ID SEQUENCE DATE STARTS ENDS WORDS [GONE] */
static bool read_line(const char *line, struct given_entry *en)
{
	char date[11], gone[11];
	int n = sscanf(line, "%" SCNd64 " %" SCNd64 " %10s %d %d %" SCNx32 " %10s", &en->id, &en->sequence, date,
	    &en->starts, &en->ends, &en->words, gone);
	en->gone = DATE_NONE;
	return n >= 6 && en->id > 0 && date_parse_iso(date, &en->date) && (n < 7 || date_parse_iso(gone, &en->gone));
}

void given_read(const char *state, struct given *out)
{
	*out = (struct given){NULL, 0};
	for (const char *at = state; at && *at;) {
		const size_t n = strcspn(at, "\n");
		char *line = mem_copy_bytes(at, n);
		struct given_entry en;
		if (read_line(line, &en))
			given_add(out, &en);
		free(line);
		at += n + (at[n] == '\n');
	}
	if (out->n)
		qsort(out->rows, out->n, sizeof *out->rows, compare);
}

const struct given_entry *given_find(const struct given *g, int64_t id)
{
	const struct given_entry key = {.id = id};
	return g->n ? bsearch(&key, g->rows, g->n, sizeof key, compare) : NULL;
}

void given_text(const struct given *g, struct buf *out)
{
	char date[11];
	for (size_t i = 0; i < g->n; i++) {
		const struct given_entry *en = &g->rows[i];
		date_iso(en->date, date);
		buf_print(out, "%s%" PRId64 " %" PRId64 " %s %d %d %08" PRIx32, i ? "\n" : "", en->id, en->sequence,
		    date, en->starts, en->ends, en->words);
		if (en->gone != DATE_NONE) {
			date_iso(en->gone, date);
			buf_print(out, " %s", date);
		}
	}
}

bool given_same(const struct given *a, const struct given *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	given_text(a, &x);
	given_text(b, &y);
	const bool same = x.len == y.len && strcmp(buf_str(&x), buf_str(&y)) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}

void given_free(struct given *g)
{
	free(g->rows);
	*g = (struct given){NULL, 0};
}

/* ---- the newest one */

struct newest {
	struct given *out;
	bool any;
	int64_t created, clock; /* of the newest so far: within one millisecond ids tell nothing */
};

static bool take_newest(void *ctx, const struct record *r)
{
	struct newest *n = ctx;
	if (n->any && (r->created < n->created || (r->created == n->created && r->clock < n->clock)))
		return true;
	given_free(n->out);
	given_read(record_text(r, handout_state), n->out);
	n->any = true;
	n->created = r->created;
	n->clock = r->clock;
	return true;
}

static void filter_code(struct query *q, int field, const char *code)
{
	struct value v = {VALUE_TEXT, 0, (char *)(uintptr_t)code};
	query_filter_add(q, field, QUERY_IS, &v, NULL);
}

bool given_last(struct app *a, const char *what, const char *whom, int64_t person, int64_t group, struct given *out,
    bool *any, struct err *e)
{
	struct newest n = {out, false, 0, 0};
	struct query q;
	*out = (struct given){NULL, 0};
	query_init(&q, kind_get(KIND_handout));
	filter_code(&q, handout_what, what);
	filter_code(&q, handout_whom, whom);
	struct value v = {VALUE_INT, person ? person : group, NULL};
	query_filter_add(&q, person ? handout_person : handout_group, QUERY_IS, &v, NULL);
	q.by_id = true;
	const bool ok = store_each(a->store, &q, 0, take_newest, &n, e);
	query_free(&q);
	*any = n.any;
	return ok;
}
