/* ui/items.h - the lines of a menu while they are gathered. */
#ifndef OBSTE_UI_ITEMS_H
#define OBSTE_UI_ITEMS_H

#include "ui/screen.h"

struct items {
	struct menu_item *m;
	size_t n;
};
void items_add(struct items *it, const char *text, const char *right, int64_t value);
void items_heading(struct items *it, const char *text);
void items_free(struct items *it);
/* Opens the menu and forgets them. */
void items_open(struct ui *u, const char *title, struct items *it, size_t selected,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx);

/* The same; the letter at the right of a line chooses it at once, `note` stands below. */
void items_open_keys(struct ui *u, const char *title, struct items *it, const char *note,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx);

#endif
