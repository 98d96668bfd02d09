/* store/change.h - the one door for every change: a command (one user action, perhaps many records) is one transaction
 * that writes the records and their history together. */
#ifndef OBSTE_STORE_CHANGE_H
#define OBSTE_STORE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/lang.h"
#include "model/record.h"
#include "store/store.h"

struct command;

/* The name of a command that only notes what was done already: undo passes over it, for what was given out stays given out. */
#define COMMAND_GIVEN_OUT N_("Written down: given out")

/* `name` is a msgid (N_("Import of a table")) shown in the history; `about` free text beside it (a file's name) or NULL.
 * Waits up to five seconds for another writer, then ERR_BUSY. STORE_READONLY / STORE_NEWER: ERR_DENIED. */
bool command_begin(struct store *s, const char *name, const char *about, struct command **out, struct err *e);

/* Create (id 0: given here, derived for joined kinds; an id not yet there is kept) or change. With `base` (the record as
 * it was read) only the fields that differ from base are written; where such a field was meanwhile changed by another
 * program to something else, it is not written and reported by `clash` (may be NULL: then the later one wins).
 * Without base every field is compared with the stored one. Nothing changed: nothing is written. Unknown references are
 * ERR_INVALID with err->field. r->id is filled in. */
typedef void command_clash(void *ctx, int field, const struct value *theirs);
bool command_put(struct command *c, struct record *r, const struct record *base, command_clash *clash, void *ctx,
                 struct err *e);
bool command_bin(struct command *c, const struct kind *k, int64_t id, struct err *e);
bool command_unbin(struct command *c, const struct kind *k, int64_t id, struct err *e);
/* For good, with history and search (data protection). The id is remembered as erased and never comes back. */
bool command_erase(struct command *c, const struct kind *k, int64_t id, struct err *e);
/* Promise that many rows follow: search index and counts are brought up to date at the end in one go. */
void command_bulk(struct command *c);
/* What is made of a new record before it is written: keys and history. It may be made ahead, in another thread, for it
 * asks no database; therefore only of records whose title names no other record. `at` is command_at(). */
struct prepared {
	struct buf sort, search, json;
};
int64_t command_at(const struct command *c);
void command_prepare(const struct record *r, int64_t at, struct prepared *out);
void prepared_free(struct prepared *p);
/* Gives it for the record that is put next, and takes another's memory back for it; NULL: nothing is given any more. */
void command_lend(struct command *c, struct prepared *p);
/* How many records the command has changed so far. */
size_t command_changes(const struct command *c);
/* Acknowledged only after this returns true: on disk, safe against a power cut. Nothing to write leaves no history. */
bool command_commit(struct command *c, struct err *e); /* frees c in every case */
void command_abort(struct command *c);                 /* frees c; nothing happened */

#endif
