/* store/backup.h - safety copies: whole, checked, rotated. */
#ifndef OBSTE_STORE_BACKUP_H
#define OBSTE_STORE_BACKUP_H

#include "base/buf.h"
#include "base/err.h"
#include "store/store.h"

/* VACUUM INTO beside the target, integrity_check of the copy, then renamed to `path`. 0600. */
bool backup_make(struct store *s, const char *path, struct err *e);
/* A copy named by date and time in `folder`; of this group's copies the newest `keep` stay, others' are not touched. *path (owned) is the new one. */
bool backup_rotate(struct store *s, const char *folder, int keep, char **path, struct err *e);
/* The newest copy of this database's group in the folder that passes its check; NULL none. Owned. The database need not
 * be whole: the group's mark is read from the raw file. */
char *backup_newest_good(const char *folder, const char *database);
/* The copies of this database's group in the folder, the newest first, each with the moment of its name (Unix ms) and its
 * bytes. Lent texts; false stops. */
void backup_each(const char *folder, const char *database,
                 bool (*each)(void *ctx, const char *path, int64_t at_ms, int64_t bytes), void *ctx);
/* Put a copy in the database's place. The present file is kept beside it as NAME.before-restore-DATE (or .damaged-DATE):
 * *kept, owned. The copy is checked first; ERR_INVALID when it is not a whole Obște database. */
bool backup_restore(const char *copy, const char *database, const struct clock *clock, char **kept, struct err *e);

#endif
