/* ui/items.c - the lines of a menu while they are gathered. */
#include "ui/items.h"

#include <stdlib.h>

#include "base/mem.h"

static void add(struct items *it, const struct menu_item *line)
{
	it->m = mem_resize(it->m, it->n + 1, sizeof *it->m);
	it->m[it->n++] = *line;
}

void items_add(struct items *it, const char *text, const char *right, int64_t value)
{
	add(it, &(struct menu_item){mem_copy_text(text), mem_copy_text(right), value, false, false});
}

void items_heading(struct items *it, const char *text)
{
	add(it, &(struct menu_item){mem_copy_text(text), NULL, 0, true, false});
}

void items_free(struct items *it)
{
	for (size_t i = 0; i < it->n; i++) {
		free(it->m[i].text);
		free(it->m[i].right);
	}
	free(it->m);
	*it = (struct items){NULL, 0};
}

void items_open(struct ui *u, const char *title, struct items *it, size_t selected,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx)
{
	menu_open(u, title, it->m, it->n, selected, chosen, ctx);
	items_free(it);
}

void items_open_keys(struct ui *u, const char *title, struct items *it, const char *note,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx)
{
	menu_open_keys(u, title, it->m, it->n, note, chosen, ctx);
	items_free(it);
}
