/* store/command.h - an open command, for the files that write: change.c, write.c, commit.c, undo.c, erase.c. */
#ifndef OBSTE_STORE_COMMAND_H
#define OBSTE_STORE_COMMAND_H

#include "store/change.h"
#include "store/dots.h"
#include "store/impl.h"

/* What a command has done to one kind. */
struct kind_work {
	sqlite3_stmt *insert;
	int64_t live, bin; /* how the counts change */
	bool looked;       /* is top known? */
	int64_t top;       /* the greatest id before this command */
	int64_t low, high; /* ids of new rows whose search rows wait for the end; 0 none */
	bool begun;        /* of many rows, the first has come */
	bool unordered;    /* and the indexes of the table's orders wait for the end */
};

/* What a row keeps beside its record (stored.c). */
struct stored {
	struct keys keys;
	struct buf clocks;     /* of fields changed later, as JSON; "" none */
	int64_t hist;          /* number of its newest change */
	int64_t clock, device; /* of the row's base */
};

#define REFS_SEEN 256
struct command {
	struct store *s;
	char *name, *about;
	int64_t seq, clock, at; /* its number, its hybrid clock, Unix milliseconds */
	int64_t first, next;    /* numbers of its changes */
	int64_t undoes;
	int turn; /* 0 a person's own, 1 takes another back, 2 does it again */
	size_t changes;
	bool bulk, erased;
	bool seeded; /* the store's last id was looked up */
	bool lent;   /* keys and json are those of the record put next */
	bool head;   /* stands in the history even without changes */
	bool quiet;  /* wrote something that the history does not tell (what is known of other laptops' values) */
	sqlite3_stmt *change;
	struct kind_work kinds[KIND_COUNT];
	struct keys keys;     /* of the row being written */
	struct stored stored; /* what it had before */
	struct buf json, sql;
	int64_t seen[REFS_SEEN]; /* references found to exist */
};

/* ---- write.c: one row with all that hangs on it; the record's fields decide, nothing is checked any more */
bool write_new(struct command *c, struct record *r, struct err *e);
/* A record that another laptop made: it keeps that one's clock (in the record) and times. Its history is the caller's
 * work. */
bool write_arrival(struct command *c, struct record *r, int64_t device, const char *clocks, struct err *e);
/* `to` becomes the stored state; `from` is what is stored now. Nothing differs: nothing is written. */
bool write_change(struct command *c, const struct record *from, struct record *to, struct err *e);
/* The two steps of it without history and clocks: keys and what is stored beside the record (into c->keys, c->stored);
 * the row and what hangs on it, after which c->next is the number of its newest change. */
bool write_keys(struct command *c, const struct record *from, const struct record *to, struct err *e);
bool write_row(struct command *c, const struct record *from, const struct record *to, struct err *e);
bool write_dependents(struct command *c, const struct kind *k, int64_t id, struct err *e);
bool write_history(
    struct command *c, const struct kind *k, int64_t id, const char *fields, int64_t prev, struct err *e);

/* ---- stored.c */
bool stored_read(struct store *s, const struct kind *k, int64_t id, struct stored *out, struct err *e);
void stored_free(struct stored *st);
void stored_clock(const struct stored *st, const char *key, int64_t *clock, int64_t *device); /* of one field */

/* ---- extra.c: fields that this version does not know, members of a JSON object */
bool extra_get(const char *extra, const char *key, struct buf *out);    /* appends the value's JSON; false: none */
char *extra_set(const char *extra, const char *key, const char *value); /* owned, NULL when none is left */
void extra_learn(struct record *r); /* known members become values of their fields */
void extra_clocks(struct command *c, const char *from, const char *to); /* members that differ were written now */

/* ---- write_json.c: the fields of a change, appended to an empty buf */
void json_new(const struct record *r, struct buf *json);
bool json_change(
    const struct record *from, const struct record *to, struct buf *json); /* did the calendar entry change? */
bool same_text(const char *a, const char *b);                              /* NULL equals NULL only */

/* ---- bulk.c: a command of many rows */
void bulk_new_row(struct command *c, const struct kind *k); /* one is about to be written */
bool bulk_finish(struct command *c, struct err *e);

/* ---- conflict.c: in the history a settled conflict stands as "other:given":[[value,clock,device],null] */
#define CONFLICT_KEY "other:"
/* What one side of that pair says is made of what the other says now; c->stored is read anew. */
bool conflict_turn_back(
    struct command *c, const struct record *r, const char *key, const char *before, const char *after, struct err *e);

/* ---- commit.c */
void command_free(struct command *c);

/* ---- change.c */
bool command_begin_turn(struct store *s, const char *name, const char *about, int64_t undoes, int turn,
    struct command **out, struct err *e);
bool is_erased(struct store *s, int64_t id);

/* ---- history.c */
bool changes_of(struct store *s, int64_t number, bool backwards,
    bool (*each)(void *ctx, const struct kind *k, int64_t id, const char *fields), void *ctx, struct err *e);

/* ---- erase.c */
/* Of a record that names an erased person: the name and what is personal beside it, with the history. The rest stays.
 */
bool erase_personal(struct command *c, const struct record *r, int reference, struct err *e);
void store_scrub(
    struct store *s); /* removes what erased records left in the file; waits for another time when it cannot */

#endif
