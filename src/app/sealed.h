/* app/sealed.h - safety copies that only a passphrase opens. What seals them (out/seal.h) stands in the database's
 * settings, so that a copy is made without a question; nothing secret stands there but wrapped by the passphrase. */
#ifndef OBSTE_APP_SEALED_H
#define OBSTE_APP_SEALED_H

#include "app/app.h"
#include "out/seal.h"
#include "store/backup.h"

/* ---- making */
struct sealed {
	bool set; /* copies are sealed */
	struct seal_lock lock;
	const char *group; /* lent */
	struct backup_seal seal;
};
/* How the open database's copies are made. A lock that cannot be read is an error: never a copy in the clear. */
bool sealed_begin(struct app *a, struct sealed *out, struct err *e);
extern const struct backup_seal sealed_reading;              /* telling sealed copies apart, without a database */
char *sealed_name(const struct sealed *s, const char *path); /* where a copy meant for this path goes; owned */
bool sealed_file(const struct sealed *s, const char *from, const char *to, struct err *e);

/* ---- opening */
struct unsealed {
	const char *path; /* of the plain copy */
	bool sealed;      /* else the copy itself is plain */
	struct seal_key key;
	struct private_folder {
		char *folder, *file;
		int lock;
	} at; /* gone when its program ends: whoever comes next removes it */
};
bool unsealed_begin(struct unsealed *u, const char *copy, const char *passphrase, struct err *e);
void unsealed_end(struct unsealed *u);

#endif
