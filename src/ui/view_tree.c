/* ui/view_tree.c - a window on records that stand under one another: all of them, each below its parent, what is folded
 * left out. For kinds of which there are few: groups, authorities. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/view.h"

enum { MOST = 2000 }; /* more are shown as a plain list */

struct node {
	struct record *record; /* owned until it becomes a row */
	int64_t parent;        /* 0: none that is in the list */
};
struct tree {
	struct node *all;
	size_t n;
};

bool view_can_tree(const struct kind *k)
{
	return k->parent != NO_FIELD && field_target(&k->fields[k->parent]) == k;
}

static bool gather(void *ctx, const struct record *r)
{
	struct tree *t = ctx;
	if ((t->n & (t->n - 1)) == 0)
		t->all = mem_resize(t->all, t->n ? t->n * 2 : 1, sizeof *t->all);
	t->all[t->n++] = (struct node){record_copy(r), record_int(r, r->kind->parent)};
	return true;
}

static size_t place(const struct tree *t, int64_t id)
{
	size_t i = 0;
	while (i < t->n && (!t->all[i].record || t->all[i].record->id != id))
		i++;
	return i;
}

/* A parent that is not among them (in the bin), or that stands under its own child, counts as none. */
static void cut_loose(struct tree *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (place(t, t->all[i].parent) == t->n)
			t->all[i].parent = 0;
	for (size_t i = 0; i < t->n; i++) {
		size_t up = i, steps = 0;
		while (t->all[up].parent && steps++ < t->n)
			up = place(t, t->all[up].parent);
		if (t->all[up].parent)
			t->all[i].parent = 0;
	}
}

static bool is_folded(const struct view *v, int64_t id)
{
	for (size_t i = 0; i < v->nfolded; i++)
		if (v->folded[i] == id)
			return true;
	return false;
}

static bool has_children(const struct tree *t, int64_t id)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].parent == id)
			return true;
	return false;
}

static void add_under(struct view *v, struct tree *t, int64_t parent, int depth)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->all[i].parent != parent || !t->all[i].record)
			continue;
		int64_t id = t->all[i].record->id;
		bool under = has_children(t, id), folded = under && is_folded(v, id);
		v->rows[v->n++] = (struct view_row){.record = t->all[i].record,
		    .depth = depth,
		    .fold = folded  ? '+'
		            : under ? '-'
		                    : ' '};
		t->all[i].record = NULL;
		if (under && !folded)
			add_under(v, t, id, depth + 1);
	}
}

static void select_row(struct view *v, int64_t id)
{
	v->at = 0;
	for (size_t i = 0; i < v->n; i++)
		if (v->rows[i].record->id == id)
			v->at = i;
}

/* Also what stands under something folded and became no row. */
static void free_tree(struct tree *t)
{
	for (size_t i = 0; i < t->n; i++)
		record_free(t->all[i].record);
	free(t->all);
}

bool view_tree_load(struct view *v, int64_t select, struct err *e)
{
	struct tree t = {NULL, 0};
	int64_t id = select ? select : view_selected_id(v);
	bool ok = app_each(v->app, &v->query, MOST, gather, &t, e);
	if (!ok || t.n == MOST) {
		free_tree(&t);
		v->tree = v->tree && !ok;
		return ok && view_reload(v, select, e);
	}
	cut_loose(&t);
	view_rows_clear(v);
	v->rows = mem_array(t.n ? t.n : 1, sizeof *v->rows);
	add_under(v, &t, 0, 0);
	free_tree(&t);
	v->first = v->last = true;
	v->count = (int64_t)t.n;
	select_row(v, id);
	return true;
}

static void set_folded(struct view *v, int64_t id, bool folded)
{
	size_t kept = 0;
	for (size_t i = 0; i < v->nfolded; i++)
		if (v->folded[i] != id)
			v->folded[kept++] = v->folded[i];
	v->nfolded = kept;
	if (!folded)
		return;
	v->folded = mem_resize(v->folded, v->nfolded + 1, sizeof *v->folded);
	v->folded[v->nfolded++] = id;
}

bool view_fold(struct view *v, bool hide, struct err *e)
{
	if (v->n == 0)
		return true;
	const struct view_row *r = &v->rows[v->at];
	if (r->fold == (hide ? '-' : '+')) {
		set_folded(v, r->record->id, hide);
		return view_tree_load(v, 0, e);
	}
	size_t to = v->at;
	while (hide && to > 0 && v->rows[to].depth >= r->depth)
		to--;
	if (hide && v->rows[to].depth < r->depth)
		v->at = to;
	else if (!hide && r->fold == '-' && v->at + 1 < v->n)
		v->at++;
	return true;
}
