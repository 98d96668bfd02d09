/* ui/screens/letter_draft.h - the draft of a step of the ladder, to look at before it becomes a letter. */
#ifndef OBSTE_UI_SCREENS_LETTER_DRAFT_H
#define OBSTE_UI_SCREENS_LETTER_DRAFT_H

#include "ui/screen.h"

void letter_draft_open(struct ui *u, int64_t letter, const char *step);

#endif
