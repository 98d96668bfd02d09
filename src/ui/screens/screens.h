/* ui/screens/screens.h - how the screens open one another. One screen = one file here and one row in screens.def. */
#ifndef OBSTE_UI_SCREENS_SCREENS_H
#define OBSTE_UI_SCREENS_SCREENS_H

#include "ui/screen.h"

void rollcall_open(struct ui *u, const struct kind *of, int64_t id);
struct screen *reports_new(struct ui *u, enum section section);
struct screen *calendar_new(struct ui *u, enum section section);

#endif
