/* ui/screens/ledger.h - what the files of the ledger's screen share: the action's entries with their balances. */
#ifndef OBSTE_UI_SCREENS_LEDGER_H
#define OBSTE_UI_SCREENS_LEDGER_H

#include "app/ledger.h"
#include "ui/ui_internal.h"

struct ledger_row {
	struct record *record; /* owned */
	struct app_ledger_line line;
};
struct ledger {
	struct screen s;
	int64_t action;
	struct record *about;    /* the action; owned; NULL when it could not be read */
	struct ledger_row *rows; /* newest first; owned */
	size_t n, at, top;
	struct app_ledger_sum sums[APP_CURRENCIES];
	size_t nsums;
	int row, height; /* of the rows, as last drawn */
};

void ledger_draw(struct ui *u, struct screen *s, int top, int height);

#endif
