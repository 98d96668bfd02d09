/* ui/pick.h - a dialog in which one or several are chosen: of the records that answer a query, or of given lines.
 * Typing narrows it; Tab marks. */
#ifndef OBSTE_UI_PICK_H
#define OBSTE_UI_PICK_H

#include "model/query.h"
#include "ui/screen.h"

/* The values chosen (ids of records, values of the lines); n 0: none, or Esc and `yes` is false. Lent. */
typedef void pick_done(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t n);
struct pick_options {
	const char *title;
	bool several;                  /* Tab marks; otherwise Enter takes the one */
	const struct query *query;     /* records; copied. NULL: the lines */
	const struct menu_item *items; /* copied */
	size_t n;
	const int64_t *marked; /* at first; copied */
	size_t nmarked;
	bool empty_too; /* Enter with no mark takes none instead of the selected one */
};
void pick_open(struct ui *u, const struct pick_options *o, pick_done *done, void *ctx);

#endif
