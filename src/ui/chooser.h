/* ui/chooser.h - a list of words to choose from that typing narrows: what menus, the help and the palette share. */
#ifndef OBSTE_UI_CHOOSER_H
#define OBSTE_UI_CHOOSER_H

#include "ui/rows.h"
#include "ui/screen.h"

struct chooser {
	struct menu_item *items; /* owned, with their texts */
	char **keys;             /* search keys; owned */
	size_t n;
	size_t *shown; /* which items pass the filter, in order */
	size_t nshown;
	size_t at, top;              /* positions in `shown` */
	int row, col, height, width; /* as last drawn */
	bool quiet;                  /* another list has the focus: no line is marked */
};
void chooser_add(struct chooser *c, const char *text, const char *right, int64_t value, bool heading, bool disabled);
void chooser_clear(struct chooser *c);                     /* also frees */
void chooser_filter(struct chooser *c, const char *typed); /* "" shows all; the first that can be chosen is selected */
void chooser_select(struct chooser *c, size_t item);
const struct menu_item *chooser_selected(const struct chooser *c, size_t *item); /* NULL: nothing can be chosen */
bool chooser_move(struct chooser *c, int by);
void chooser_go(struct chooser *c, enum rows_step step);
bool chooser_key(struct chooser *c, const struct key *k);           /* wheel, a press; true: taken */
bool chooser_pressed(const struct chooser *c, const struct key *k); /* a press on a row, for choosing at once */
/* Draws and puts the cursor on the selected row. */
void chooser_draw(struct chooser *c, int row, int col, int height, int width);
int chooser_width(const struct chooser *c);

#endif
