/* ui/view_mark.c - the marked records of a window: a small sorted set of ids. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/view.h"

static size_t place_of(const struct view *v, int64_t id)
{
	size_t low = 0, high = v->nmarks;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (v->marks[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool view_marked(const struct view *v, int64_t id)
{
	size_t at = place_of(v, id);
	return at < v->nmarks && v->marks[at] == id;
}

void view_mark(struct view *v, int64_t id, bool on)
{
	size_t at = place_of(v, id);
	bool is = at < v->nmarks && v->marks[at] == id;
	if (is == on)
		return;
	if (on) {
		v->marks = mem_resize(v->marks, v->nmarks + 1, sizeof *v->marks);
		memmove(v->marks + at + 1, v->marks + at, (v->nmarks - at) * sizeof *v->marks);
		v->marks[at] = id;
		v->nmarks++;
	} else {
		memmove(v->marks + at, v->marks + at + 1, (v->nmarks - at - 1) * sizeof *v->marks);
		v->nmarks--;
	}
}

void view_mark_none(struct view *v)
{
	v->nmarks = 0;
}

struct gathered {
	int64_t *ids;
	size_t n;
};

static bool gather(void *ctx, const struct record *r)
{
	struct gathered *g = ctx;
	if ((g->n & (g->n - 1)) == 0)
		g->ids = mem_resize(g->ids, g->n ? g->n * 2 : 1, sizeof *g->ids);
	g->ids[g->n++] = r->id;
	return true;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* All that answer the query; inverted: those that were not marked. */
bool view_mark_all(struct view *v, bool invert, struct err *e)
{
	struct gathered g = {NULL, 0};
	if (!app_each(v->app, &v->query, 0, gather, &g, e)) {
		free(g.ids);
		return false;
	}
	size_t kept = 0;
	for (size_t i = 0; i < g.n; i++)
		if (!invert || !view_marked(v, g.ids[i]))
			g.ids[kept++] = g.ids[i];
	if (kept > 0)
		qsort(g.ids, kept, sizeof *g.ids, by_id);
	free(v->marks);
	v->marks = g.ids;
	v->nmarks = kept;
	return true;
}

size_t view_chosen(const struct view *v, int64_t **ids)
{
	int64_t id = view_selected_id(v);
	size_t n = v->nmarks ? v->nmarks : id ? 1 : 0;
	*ids = mem_array(n ? n : 1, sizeof **ids);
	if (v->nmarks)
		memcpy(*ids, v->marks, n * sizeof **ids);
	else
		(*ids)[0] = id;
	return n;
}
