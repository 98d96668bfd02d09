/* ui/screens/today_steps.h - the first steps of a new group: for Today. */
#ifndef OBSTE_UI_SCREENS_TODAY_STEPS_H
#define OBSTE_UI_SCREENS_TODAY_STEPS_H

#include "ui/ui_internal.h"

size_t steps_count(void);
bool steps_wanted(struct ui *u, bool empty); /* `empty`: the group holds no record at all */
bool step_done(struct ui *u, size_t i);
const char *step_label(size_t i);
const char *step_more(size_t i); /* NULL: nothing to add */
void step_run(struct ui *u, size_t i);
void steps_hide(struct ui *u);

#endif
