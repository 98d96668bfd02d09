/* ui/trouble.h - faults of the database and the disk: what happened, is the work safe, what can be done now. */
#ifndef OBSTE_UI_TROUBLE_H
#define OBSTE_UI_TROUBLE_H

#include "ui/screen.h"

/* Opens the dialog when the error's mark begins with DB- or DISK-; false: it is of another sort. */
bool trouble_open(struct ui *u, const struct err *e);
/* The database could not be opened at the start: the same as the only screen. */
void trouble_at_start(struct ui *u, const struct err *e);

/* trouble_disk.c: words about disks. */
/* "The disk of /home has 12 MB left." Appends; nothing when it is not known. */
void disk_left(const char *path, struct buf *out);
/* The database, the drafts, the copies, what else is big beside them; one a line. Appends. */
void disk_used(struct ui *u, struct buf *out);
/* Where a file could be put when the usual disk refuses: a stick when there is one. Owned. */
char *disk_other(const char *name);

#endif
