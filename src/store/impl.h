/* store/impl.h - what the files of store/ share. Nobody else includes it; sqlite3.h goes no further than here. */
#ifndef OBSTE_STORE_IMPL_H
#define OBSTE_STORE_IMPL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"
#include "model/query.h"
#include "model/record.h"
#include "store/store.h"

#define STORE_APPLICATION 0x4F627374 /* "Obst", in the file's header */
#define STORE_FORMAT 1               /* what a program must understand to write here: meta.needs */
#ifndef OBSTE_VERSION
#define OBSTE_VERSION "0.1.0"
#endif
#define STORE_WAIT_MS 5000
#define STORE_CACHE "-8000"   /* KiB of pages at most: what is read once is soon read, the system keeps the rest */
#define STORE_PAGE "8192"     /* bytes, of new files: half the writes of 4096 in an import, an edit costs the same */
#define STORE_SMALL (8 << 20) /* bytes: looked through at every opening, some milliseconds; others: note.c */
#define STORE_GROUP_MARK "obste-group-" /* begins meta.group; looked for in the raw file, so it never changes */

/* One prepared statement that waits to be used again. */
struct kept {
	sqlite3_stmt *st;
	char *sql;
	uint64_t hash;
	unsigned used; /* for throwing out the one used longest ago */
};
#define KEPT_MAX 96

/* SQL texts of one kind, made at first use; owned. */
struct kind_sql {
	char *columns; /* select list, from table t */
	char *get, *exists, *insert, *stored;
	bool *sorted; /* by field: is there a table of sort keys? NULL: none; owned */
};

/* What is known of the file from outside (note.c). */
#define NOTE_LOOK 128
struct note {
	char *path;                               /* of the note; NULL: none is kept */
	char opened[NOTE_LOOK], noted[NOTE_LOOK]; /* how it looked now and when it was left */
	int64_t looked_ms;                        /* when it was last looked through; 0 never */
	bool looked;                              /* just now */
};

struct search;
struct store {
	sqlite3 *db;
	char *path, *who, *needs, *group;
	struct clock clock;
	enum store_state state;
	bool sample;
	bool immutable; /* opened without locks, on a medium nobody can write */
	bool marked;    /* this session has told the file that it writes */
	bool scrub;     /* something was erased and its traces are not yet all gone */
	char *broken;   /* why nothing more may be written until reopening; NULL fine */
	int64_t device; /* 0: not in the database yet */
	struct id_source ids;
	int64_t seen_version;
	int64_t sorted_version; /* of the schema, when `sorted` was read */
	bool any_sorted;
	const struct search *walk; /* whose rows are walked along; lent */
	int64_t looks;             /* rows that the walk may still look at; 0: any number */
	int64_t fitted;            /* those of them that answered */
	bool looked_enough;        /* it ended for that reason */
	struct note note;
	int watch;
	int errnum;              /* the system's word on the last step */
	struct command *command; /* the one that is open */
	bool committing;         /* its last step */
	bool (*ask)(void *ctx);
	void *ask_ctx;
	void (*tell)(void *ctx, int64_t done, int64_t whole); /* hears how far a copy is; NULL none */
	void *tell_ctx;
	struct kept kept[KEPT_MAX];
	unsigned uses;
	struct kind_sql kinds[KIND_COUNT];
};

/* ---- db.c: statements and errors */
bool db_fail(struct store *s, struct err *e); /* from SQLite's last error; false */
/* A prepared statement for this text, alone in the caller's hands until given back. */
bool db_take(struct store *s, const char *sql, sqlite3_stmt **out, struct err *e);
void db_give(struct store *s, sqlite3_stmt *st); /* NULL is fine */
void db_drop_kept(struct store *s);
/* Bind by letters: i int64_t, t const char * (may be NULL), b const void * and size_t, n nothing (NULL). */
bool db_run(struct store *s, struct err *e, const char *sql, const char *form, ...);
bool db_int(struct store *s, int64_t *out, struct err *e, const char *sql, const char *form, ...); /* no row: 0 */
char *db_text(struct store *s, const char *sql, const char *form, ...); /* owned; NULL: none or failed */
bool db_script(struct store *s, const char *sql, struct err *e);
void db_bind_value(sqlite3_stmt *st, int at, const struct value *v);
void db_read_value(sqlite3_stmt *st, int at, const struct field *f, struct value *out);
/* One step: true with *row set; false on failure. */
bool db_step(struct store *s, sqlite3_stmt *st, bool *row, struct err *e);
void db_quote(const char *name, struct buf *out); /* "name" */
uint64_t db_hash(uint64_t h, const char *text);
#define DB_HASH_START 0xcbf29ce484222325u

/* ---- place.c: may a database live here? */
bool place_allowed(const char *path, struct err *e);

/* ---- note.c: is the file as we left it? */
void note_read(struct note *n, const char *folder, const char *database);
bool note_holds(const struct note *n, int64_t now_ms);
void note_write(struct note *n, const char *database, bool wrote); /* after closing */
void note_free(struct note *n);

/* ---- header.c: the file's first bytes, before SQLite touches anything */
struct header {
	bool exists, empty, sqlite, ours, wal;
	bool truncated; /* shorter than it says, without a log that could explain it */
	char group[64]; /* mark found in the raw file; "" none */
};
bool header_read(const char *path, struct header *h, struct err *e);

/* ---- schema.c, step.c: tables made from the kinds */
void schema_sql(struct buf *out);                           /* every statement, ended by ;\n */
void schema_indexes(const struct kind *k, struct buf *out); /* the part of it that is a kind's indexes */
uint64_t schema_fingerprint(void);                          /* of all that schema_sql says */
bool schema_make(struct store *s, struct err *e);           /* missing tables, columns, indexes; inside a transaction */
bool schema_cover(struct store *s, struct err *e);          /* read-only: temporary views for what is missing */
extern const char schema_search_table[];                    /* the statement that makes the search index */
uint64_t schema_search_fingerprint(void);
uint64_t schema_sort_fingerprint(void);
void schema_aside(const struct kind *k, struct buf *out); /* "status" = 'guest' */
bool kind_searched(const struct kind *k);                 /* has the search index rows of it? */
bool field_is_ref(const struct field *f);
bool field_is_refs(const struct field *f);

bool extra_learn_all(
    struct store *s, struct err *e); /* extra.c: values of fields that this version did not know before */

/* ---- meta.c */
char *meta_get(struct store *s, const char *key); /* owned; NULL none */
int64_t meta_int(struct store *s, const char *key);
bool meta_set(struct store *s, const char *key, const char *value, struct err *e);
bool meta_set_int(struct store *s, const char *key, int64_t value, struct err *e);
void device_uid(const struct store *s, unsigned char uid[16]);
bool device_find(struct store *s, struct err *e);     /* sets s->device, 0 when not there yet */
bool device_register(struct store *s, struct err *e); /* inside a transaction */
void writer_mark(char out[96]);                       /* this process, in a form that another can check */
bool writer_alive(const char *mark);

/* ---- rows.c: records and rows */
const char *rows_columns(struct store *s, const struct kind *k);
#define ROWS_FIXED 7 /* id created modified deleted clock seq extra stand before the fields */
void rows_read(sqlite3_stmt *st, struct record *r); /* into a record of the same kind; old values are freed */
bool rows_get(
    struct store *s, const struct kind *k, int64_t id, struct record **out, struct err *e); /* *out NULL: none */
bool rows_exists(struct store *s, const struct kind *k, int64_t id);
/* The fields that differ and `extra`, nothing else: for what changes no record as people see it. */
bool rows_set(struct store *s, const struct record *from, const struct record *to, struct err *e);
const char *rows_insert_sql(struct store *s, const struct kind *k);
struct keys;
void rows_bind_insert(sqlite3_stmt *st, const struct record *r, int64_t device, int64_t hist, const struct keys *keys);

/* ---- derive.c, indexing.c: what is made from records: keys, links, rows of the search index */
struct keys {
	struct buf sort, search;
};
void derive_title(struct store *s, const struct record *r, int depth, struct buf *out);
void derive_keys(struct store *s, const struct record *r, struct keys *keys);
void keys_free(struct keys *k);
bool derive_search_add(struct store *s, const struct kind *k, int64_t id, const char *key, struct err *e);
bool derive_search_remove(struct store *s, const struct kind *k, int64_t id, const char *key, struct err *e);
bool derive_links(struct store *s, const struct record *r, const struct record *old, struct err *e);
bool derive_search_change(
    struct store *s, const struct kind *k, int64_t id, const char *from, const char *to, struct err *e);
bool derive_search_merging(struct store *s, bool on, struct err *e); /* of the index's parts while rows come */
/* Of every row (id, search key) that the statement gives, in the order of ids. */
bool derive_search_add_all(struct store *s, const struct kind *k, sqlite3_stmt *rows, struct err *e);

/* ---- rebuild.c */
bool rebuild_search(struct store *s, struct err *e);
bool rebuild_keys(struct store *s, struct err *e);
bool rebuild_rest(struct store *s, struct err *e); /* links, counts */

/* ---- sql.c: functions that our SQL uses */
bool functions_add(struct store *s, struct err *e);

#endif
