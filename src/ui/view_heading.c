/* ui/view_heading.c - headings between the rows of a list that is sorted by what they say, with how many rows each has.
 * Counting waits until the rows are on the screen. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/shown.h"
#include "ui/view.h"

void view_headings_clear(struct view *v)
{
	for (size_t i = 0; i < v->nheadings; i++)
		value_clear(&v->headings[i].value);
	free(v->headings);
	v->headings = NULL;
	v->nheadings = 0;
}

static const struct value *value_at(const struct view *v, size_t row)
{
	return &v->rows[row].record->values[v->heading];
}

bool view_heads(const struct view *v, size_t row)
{
	return row == 0 || !value_equal(value_at(v, row), value_at(v, row - 1));
}

static struct view_heading *heading_of(struct view *v, const struct value *value)
{
	for (size_t i = 0; i < v->nheadings; i++)
		if (value_equal(&v->headings[i].value, value))
			return &v->headings[i];
	v->headings = mem_resize(v->headings, v->nheadings + 1, sizeof *v->headings);
	struct view_heading *h = &v->headings[v->nheadings++];
	*h = (struct view_heading){VALUE_INIT, -1};
	value_copy(&h->value, value);
	return h;
}

void view_heading_text(struct view *v, size_t row, struct buf *out)
{
	const struct view_heading *h = heading_of(v, value_at(v, row));
	const char *text = view_cell(v, row, v->heading);
	if (*text)
		buf_text(out, text);
	else
		buf_print(out, "%s: %s", shown_label(v->kind, v->heading), _("empty"));
	if (h->count >= 0)
		buf_print(out, " · %lld", (long long)h->count);
}

bool view_heading_count(struct view *v)
{
	struct err ignored = ERR_INIT;
	struct view_heading *h = NULL;
	for (size_t i = 0; i < v->nheadings && !h; i++)
		if (v->headings[i].count < 0)
			h = &v->headings[i];
	if (!h)
		return false;
	struct query q;
	query_copy(&q, &v->query);
	enum query_op op = h->value.tag == VALUE_NULL ? QUERY_EMPTY : QUERY_IS;
	h->count = 0;
	if (query_filter_add(&q, v->heading, op, &h->value, &ignored))
		h->count = app_count(v->app, &q);
	query_free(&q);
	return h->count >= 0;
}
