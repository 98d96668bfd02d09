/* ui/drop.c - the drop-down under a field: what is known already and fits what is typed. */
#include "ui/form.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

void drop_close(struct drop *d)
{
	d->n = 0;
	d->selected = -1;
}

void drop_add(struct drop *d, int64_t id, const char *text, const char *more)
{
	if (d->n == DROP_MAX)
		return;
	d->id[d->n] = id;
	snprintf(d->text[d->n], sizeof d->text[0], "%s", text);
	snprintf(d->more[d->n], sizeof d->more[0], "%s", more ? more : "");
	d->n++;
}

static int widest(const struct drop *d)
{
	int w = 20;
	for (int i = 0; i < d->n; i++) {
		int n = text_width(d->text[i]) + text_width(d->more[i]) + 6;
		if (n > w)
			w = n;
	}
	return w;
}

void drop_draw(const struct drop *d, int row, int col, int bottom)
{
	int w = widest(d), h = d->n + 2;
	if (d->n == 0)
		return;
	if (col + w > term_cols() - 1)
		w = term_cols() - 1 - col;
	if (row + h > bottom)
		row = row - 1 - h >= 0 ? row - 1 - h : bottom - h;
	term_box(row, col, h, w, NULL);
	for (int i = 0; i < d->n; i++) {
		bool on = i == d->selected;
		int more = text_width(d->more[i]);
		if (more > w / 2)
			more = w / 2;
		term_put(row + 1 + i, col + 1, w - 2, on ? ROLE_SELECTED : ROLE_NORMAL, "");
		term_put(row + 1 + i, col + 1, 2, on ? ROLE_SELECTED : ROLE_NORMAL, on ? ">" : " ");
		term_put(row + 1 + i, col + 3, w - 5 - more, on ? ROLE_SELECTED : ROLE_NORMAL, d->text[i]);
		term_put(row + 1 + i, col + w - 1 - more, more, on ? ROLE_SELECTED : ROLE_MUTED, d->more[i]);
	}
}
