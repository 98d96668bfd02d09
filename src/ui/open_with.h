/* ui/open_with.h - what in a record can be called, written to, opened. */
#ifndef OBSTE_UI_OPEN_WITH_H
#define OBSTE_UI_OPEN_WITH_H

#include "ui/screen.h"

/* A menu of the record's phones, addresses, links, files; one that is chosen is copied and, where there is a desktop,
 * given to the program that opens such things. */
void open_with(struct ui *u, const struct record *r);
/* An address of the web: copied, and opened where there is a desktop. */
void open_address(struct ui *u, const char *url);
/* A file: by the desktop's program; where there is none, text is shown and any path copied. */
void open_path(struct ui *u, const char *path);
/* The same for a file as a record names it. */
void open_stored(struct ui *u, const char *stored);

#endif
