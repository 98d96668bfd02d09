/* app/notes.h - what is written down while a meeting goes on: each note is stored when the call returns. */
#ifndef OBSTE_APP_NOTES_H
#define OBSTE_APP_NOTES_H

#include "app/app.h"

/* A note of the sort `kind` (code of observation.kind) at this moment; `item` 0: none. `id` 0: a new one, else its text and
 * sort are changed. A vote's numbers and result are written into the item as well, in the same command; *voted (may be
 * NULL) says whether they were understood. Returns the note's id, 0 with an error. */
int64_t app_note(struct app *a, int64_t meeting, int64_t item, int64_t id, const char *kind, const char *text, bool *voted,
                 struct err *e);
/* Who promises, and until when ("" nobody, DATE_NONE no day): from now on it stands in the register of promises as running
 * and its day in the calendar. */
bool app_note_promise(struct app *a, int64_t note, const char *who, date_t until, struct err *e);

#endif
