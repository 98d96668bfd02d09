/* ui/screens/import_entries.h - what becomes of each entry of a calendar that is looked at before it is imported. */
#ifndef OBSTE_UI_SCREENS_IMPORT_ENTRIES_H
#define OBSTE_UI_SCREENS_IMPORT_ENTRIES_H

#include "app/exchange.h"
#include "ui/screen.h"

struct import_entries {
	struct buf text, reasons; /* all of them; those that are refused, or stay as they were changed here */
	size_t n, nreasons;
};
void import_entries_take(void *ctx, const struct app_ics_in *en); /* ctx: a struct import_entries */
void import_entries_show(struct ui *u, const struct import_entries *x);
void import_entries_clear(struct import_entries *x);
void import_entries_free(struct import_entries *x);

#endif
