/* ui/list_find.c - what the list shows: search as one types, and in which order. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/items.h"
#include "ui/list.h"
#include "ui/shown.h"

/* ---- search: the echo is painted first, the question is asked when no key is waiting (idle) */

void list_search(struct ui *u, struct screen *s)
{
	(void)u;
	((struct list *)s)->searching = true;
}

bool list_search_key(struct list *l, const struct key *k)
{
	if (!line_key(&l->search, k))
		return false;
	l->search_due = true;
	return true;
}

void list_search_leave(struct ui *u, struct screen *s)
{
	(void)u;
	((struct list *)s)->searching = false;
}

static void settle_search(struct ui *u, struct list *l)
{
	if (!l->search_due)
		return;
	l->search_due = false;
	free(l->view.query.search);
	l->view.query.search = l->search.text.len ? mem_copy_text(line_text(&l->search)) : NULL;
	list_ask(u, l);
}

void list_search_open(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	settle_search(u, l);
	l->searching = false;
	if (list_selected_id(l))
		list_open_record(u, l);
	else
		ui_say(u, ROLE_WARNING, _("Nothing fits: choose below what else to do."));
}

void list_search_clear(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	(void)u;
	if (l->search.text.len == 0) {
		l->searching = false;
		return;
	}
	line_set(&l->search, "");
	l->search_due = true;
}

bool list_escape(struct ui *u, struct list *l)
{
	struct query *q = &l->view.query;
	if (l->view.nmarks > 0 && !q->search && q->nfilters == l->given) {
		view_mark_none(&l->view);
		return true;
	}
	if (!q->search && q->nfilters == l->given)
		return false;
	int64_t id = list_selected_id(l);
	line_set(&l->search, "");
	free(q->search);
	q->search = NULL;
	while (q->nfilters > l->given)
		list_filter_drop(q, q->nfilters - 1);
	list_reload(u, l, id);
	return true;
}

/* ---- order */

/* The same field again: the other way round. What is computed has no order; headings and trees have their own. */
void list_sort_by(struct ui *u, struct list *l, int field)
{
	struct query *q = &l->view.query;
	if (shown_is_fact(l->view.kind, field)) {
		ui_say(u, ROLE_WARNING, _("\"%s\" is computed for each row: lists cannot be sorted by it."),
		    shown_label(l->view.kind, field));
		return;
	}
	if (field == 0 && l->view.kind->title[0] != NO_FIELD)
		field = l->view.kind->title[0];
	int now = q->sort != NO_FIELD               ? q->sort
	          : l->view.kind->order != NO_FIELD ? l->view.kind->order
	                                            : l->view.kind->title[0];
	bool down = q->sort != NO_FIELD ? q->down : l->view.kind->order != NO_FIELD && l->view.kind->order_down;
	q->down = now == field ? !down : false;
	q->sort = field;
	if (l->mode == LIST_TREE || (l->mode == LIST_BY && field != l->mode_field))
		list_mode_set(u, l, LIST_PLAIN, NO_FIELD);
	else
		list_reload(u, l, 0);
}

static void sort_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		list_sort_by(u, ctx, (int)value);
}

void list_run_sort(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct items it = {NULL, 0};
	const struct kind *k = l->view.kind;
	const struct query *q = &l->view.query;
	int now = q->sort != NO_FIELD ? q->sort : k->order;
	size_t selected = 0;
	for (int f = 1; f < k->nfields; f++) {
		if (f == now)
			selected = it.n;
		items_add(&it, tr(k->fields[f].label),
		    f == now ? (q->sort != NO_FIELD ? q->down : k->order_down) ? "▼" : "▲" : NULL, f);
	}
	items_open(u, _("Sort by"), &it, selected, sort_chosen, l);
}
