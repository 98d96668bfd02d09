/* store/backup.h - safety copies: whole, checked, rotated. */
#ifndef OBSTE_STORE_BACKUP_H
#define OBSTE_STORE_BACKUP_H

#include "base/buf.h"
#include "base/err.h"
#include "store/store.h"

#define BACKUP_SEALED ".sealed" /* what the name of a sealed copy ends with, behind .db */

/* Sealed copies: only their names are known here. */
struct backup_seal {
	bool (*group)(const char *path, char mark[64]); /* whose is it? false: it is not sealed */
	bool (*whole)(const char *path);
	bool (*make)(void *ctx, struct store *s, const char *path, struct err *e); /* NULL: copies are made open */
	void *ctx;
};

/* VACUUM INTO beside the target, integrity_check of the copy, then renamed to `path`. 0600. */
bool backup_make(struct store *s, const char *path, struct err *e);
/* A copy named by date and time in `folder`; of this group's copies the newest `keep` stay, others' are not touched. *path (owned) is the new one. */
bool backup_rotate(struct store *s, const char *folder, int keep, const struct backup_seal *seal, char **path, struct err *e);
/* The newest copy of this database's group in the folder that passes its check; NULL none. Owned. The database need not
 * be whole: the group's mark is read from the raw file. */
char *backup_newest_good(const char *folder, const char *database, const struct backup_seal *seal);
/* The copies of this database's group in the folder, the newest first, each with the moment of its name (Unix ms) and its
 * bytes. Lent texts; false stops. */
void backup_each(const char *folder, const char *database, const struct backup_seal *seal,
                 bool (*each)(void *ctx, const char *path, int64_t at_ms, int64_t bytes), void *ctx);
/* Put a copy in the database's place. The present file is kept beside it as NAME.before-restore-DATE (or .damaged-DATE):
 * *kept, owned. The copy is checked first; ERR_INVALID when it is not a whole Obște database. */
bool backup_restore(const char *copy, const char *database, const struct clock *clock, char **kept, struct err *e);

#endif
