/* store/store.h - the database file: opening, closing, its state. SQLite's types never leave store/. */
#ifndef OBSTE_STORE_STORE_H
#define OBSTE_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "model/record.h"

struct store;

struct store_options {
	const char *path;
	bool create;        /* make it when it is not there; otherwise ERR_NOT_FOUND */
	bool readonly;
	struct clock clock;
	const char *who;    /* the person at this laptop, for the history; may be NULL */
	const char *group_name, *locality; /* of a new database; may be NULL */
	const char *group;  /* of a new database: the mark of the group whose copy it becomes; NULL: a group of its own */
	bool sample;        /* a new database is marked as sample data */
	const char *notes;  /* folder for a note on how the file was left; NULL: a large one is looked through at every opening */
};

enum store_state {
	STORE_FINE,
	STORE_READONLY,  /* asked for, or the file or medium allows no writing */
	STORE_NEWER      /* made by a newer version: opened read-only; store_needs() names it */
};

/* Opens in milliseconds: adds missing tables, columns and indexes. quick_check before anything is read when the file is
 * small, its last writer was killed, it is not as this program left it, or the last look is a week old.
 * ERR_NOT_FOUND no file; ERR_INVALID not a database, foreign, damaged (tag "DB-DAMAGED"); ERR_BUSY; ERR_DENIED no
 * permission, network file system or synced folder (with the right way as hint). Nothing is changed on failure. */
bool store_open(const struct store_options *o, struct store **out, struct err *e);
void store_close(struct store *s); /* NULL is fine */

enum store_state store_state(const struct store *s);
const char *store_path(const struct store *s);
const char *store_needs(const struct store *s);   /* version that made a newer database */
bool store_is_sample(const struct store *s);
const char *store_group(const struct store *s);   /* mark of the group's database, the same on all its laptops: letters, digits, - */
int64_t store_device(const struct store *s);      /* this laptop's number in the database */
const struct clock *store_clock(const struct store *s);

/* Settings of the group, kept in the database: "group.name", "group.locality", "hram", ... Owned text or NULL. */
char *store_setting(struct store *s, const char *key);
bool store_set_setting(struct store *s, const char *key, const char *value, struct err *e);

/* Has another connection changed the database since the last call? (PRAGMA data_version) */
bool store_changed_elsewhere(struct store *s);
/* A descriptor that becomes readable when the files change (inotify), or -1: lets the screen sleep until then. Read and
 * discard what is there, then ask store_changed_elsewhere. */
int store_watch_fd(struct store *s);

const char *store_library_version(void); /* of SQLite */

/* PRAGMA integrity_check, foreign references that name nothing, the search index against the rows, figures against the
 * counts. Calls `say` for each fault; true when there was none. */
bool store_check(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
/* Rebuild what is derived: search index, sort keys, links, counts. */
bool store_rebuild(struct store *s, struct err *e);

#endif
