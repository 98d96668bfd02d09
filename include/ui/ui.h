/* ui/ui.h - the terminal program's only door. ncurses never leaves ui/. */
#ifndef OBSTE_UI_UI_H
#define OBSTE_UI_UI_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"

struct ui_options {
	bool color, color_always; /* --color */
	bool mouse;
	bool tips; /* one at the first visit of each section */
};
/* Runs until the person leaves. The app has its database open, or opens (makes) it at the first run; when it could
 * not be opened *e says why, and the person is shown what can be done. The terminal is as it
 * was afterwards, also after a signal. ERR_USAGE when this is no terminal. */
bool ui_run(struct app *a, const struct ui_options *o, struct err *e);

/* Each row of each table of keys, translated: where, its keys, what it does. */
typedef void ui_key_row(void *ctx, const char *where, const char *keys, const char *help);
void ui_keys(ui_key_row *row, void *ctx);

#endif
