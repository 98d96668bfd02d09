/* civic/agenda_text.h - an agenda as people paste it, split into its items. Pure text work. */
#ifndef OBSTE_CIVIC_AGENDA_TEXT_H
#define OBSTE_CIVIC_AGENDA_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct agenda_item {
	int number;
	char *title; /* one line; owned */
	char *draft; /* "10/10" of "(proiect nr. 10/10)"; NULL none; owned */
	char *aside; /* who reports on it, who proposed it; NULL none; owned */
};
/* "1. ...", "2) ...", "pct. 3 ...", "- ...": lines that follow belong to the item before; points of a point (1.1) too.
 * Without numbers and bullets every line is an item. Headings and page numbers are left out. Returns how many; *out is
 * owned (agenda_items_free). */
size_t agenda_split(const char *text, struct agenda_item **out);
void agenda_items_free(struct agenda_item *items, size_t n);

#endif
