/* ui/screens/reading.h - a screen of lines about one record that are made anew when something changes. */
#ifndef OBSTE_UI_SCREENS_READING_H
#define OBSTE_UI_SCREENS_READING_H

#include "ui/screen.h"

/* Appends the lines; `r` is the record as it is now. The actions on records of its kind work here too. */
typedef bool reading_make(struct ui *u, const struct record *r, struct buf *out, struct err *e);
void reading_open(
    struct ui *u, const struct kind *k, int64_t id, const char *words /* of the title */, reading_make *make);

#endif
