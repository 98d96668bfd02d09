/* app/attached.h - the files that records name, as a whole: kept in safety copies, brought back from them, looked for,
 * removed when what named them was erased. Only those in our own folder ("files/NAME"); what stands elsewhere on the
 * disk is not ours to touch. The store is open in every call. */
#ifndef OBSTE_APP_ATTACHED_H
#define OBSTE_APP_ATTACHED_H

#include "app/app.h"
#include "out/seal.h"

struct attached {
	struct attached_one {
		char *name; /* below files/ */
		int64_t id; /* of the record that names it */
	} * all;
	size_t n;
};

/* What the records name, those in the bin too. */
bool attached_read(struct app *a, struct attached *out, struct err *e);
/* What the history of a record names. */
bool attached_read_history(struct app *a, const struct kind *k, int64_t id, struct attached *out, struct err *e);
void attached_free(struct attached *l);

/* The files go where those of this copy belong, sealed when there is a lock; and back from there, when they are missing
 * here (sealed ones with the key). `copy` is the path of the copy; `shared`: it lies in a folder of copies. */
bool attached_keep(struct app *a, const char *copy, bool shared, const struct seal_lock *lock, struct err *e);
bool attached_bring_back(struct app *a, const char *copy, const struct seal_key *key, struct err *e);
/* What was kept in the usual folder of copies until now is sealed, and no longer there in the clear. */
bool attached_seal_kept(struct app *a, const struct seal_lock *lock, struct err *e);
/* Has the usual folder of copies a file of this name? */
bool attached_in_copies(struct app *a, const char *name);

/* Of what was named before, what only records named that are erased now is removed, here and (`copies`) in the usual
 * folder of copies. Names are appended to `told` (may be NULL). */
bool attached_forget(struct app *a, const struct attached *before, bool copies, struct buf *told, struct err *e);
/* A line for each file that is not here; false: not looked. */
bool attached_check(struct app *a, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);

bool file_copy_bytes(int from, int to); /* and to the disk */

#endif
