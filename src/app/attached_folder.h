/* app/attached_folder.h - the folders in which attached files lie: beside the database, and beside safety copies. Inner
 * to attached*.c. */
#ifndef OBSTE_APP_ATTACHED_FOLDER_H
#define OBSTE_APP_ATTACHED_FOLDER_H

#include "app/app.h"

bool attached_safe(const char *name); /* a plain name: no path, not hidden, not one set aside */

/* Folders as descriptors, -1 when there is none; `make` makes it, 0700. Descriptors below may be -1. */
int attached_open_here(const struct app *a, bool make);
int attached_open_copies(struct app *a, const char *folder /* NULL: the usual one */, bool sealed, bool make);
void attached_close(int folder);

bool attached_is_there(int folder, const char *name);
/* The file and the version that was set aside; *removed becomes true when there was one. Not there: well. */
bool attached_remove(int folder, const char *name, bool *removed, struct err *e);

#endif
