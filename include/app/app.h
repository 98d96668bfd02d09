/* app/app.h - the use cases: what the screens and the command line both do. They open an app, ask it, and show its
 * errors; they know no SQL and no file format. */
#ifndef OBSTE_APP_APP_H
#define OBSTE_APP_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "model/query.h"
#include "model/record.h"

struct app;

struct app_options {
	const char *argv0;    /* for finding data/ and locale/ */
	const char *db;       /* --db; NULL: $OBSTE_DB, then the usual place */
	bool lang_given;
	enum lang lang;
	bool readonly;
	bool ascii, plain;    /* signs; plain text mode */
};

/* Languages, clock, data folders; no database yet. Never fails but for memory. */
struct app *app_start(const struct app_options *o);
void app_stop(struct app *a); /* closes the database; NULL is fine */

/* Open the database; `create` makes an empty one (name, locality). See store_open for the errors. */
struct app_new_group {
	const char *name, *locality, *who;
	const char *mark; /* of a group that other laptops have already (app/share.h); NULL: a new one */
	bool sample;
};
bool app_open(struct app *a, const struct app_new_group *create, struct err *e);
void app_close(struct app *a);
bool app_is_open(const struct app *a);
const char *app_db_path(const struct app *a);
void app_set_db_path(struct app *a, const char *path);
const char *app_data_folder(const struct app *a);   /* the program's own data/ */
const char *app_group_name(const struct app *a);    /* "" when none is open */
bool app_is_sample(const struct app *a);
/* Why nothing can be written, in the language; NULL when it can. */
const char *app_readonly_reason(const struct app *a);

const struct type_ctx *app_types(struct app *a);    /* refreshed: language, today, titles */
const struct clock *app_clock(const struct app *a);
bool app_plain(struct app *a);                      /* plain text: --plain, or the setting "plain" */
bool app_set_lang(struct app *a, enum lang l, struct err *e); /* now and next time */

/* Settings by key: the program's own (language, theme, ...: obste.conf) and the group's ("group.name": in the database). */
const char *app_conf(struct app *a, const char *key, const char *otherwise); /* lent until the next change */
bool app_set_conf(struct app *a, const char *key, const char *value, struct err *e);

/* The log in the state folder: one line with the time and the versions. `mark` is a fault's permanent mark ("DB-FULL"),
 * `where` a permanent name (an action's): never what stands in a record or was typed. */
void app_log(struct app *a, const char *mark, const char *where);
char *app_log_path(void);                           /* owned */

/* ---- records */
bool app_get(struct app *a, const struct kind *k, int64_t id, struct record **out, struct err *e);
/* An id, or a title that only one record has, of that kind. */
bool app_resolve(struct app *a, const struct kind *k, const char *typed, int64_t *id, struct err *e);
void app_title(struct app *a, const struct kind *k, int64_t id, struct buf *out); /* appends; "?" when unknown */

struct app_clash { int field; struct value theirs; };
struct app_save {
	struct app_clash clashes[16]; /* fields that somebody else changed meanwhile; values owned by the caller */
	size_t nclashes;
	bool created;
};
/* Validate and store (id 0: new). base: the record as it was read, or NULL. *result may be NULL. */
bool app_save(struct app *a, struct record *r, const struct record *base, struct app_save *result, struct err *e);
/* Several at once as one command, one undo. `name` is a msgid. */
bool app_save_many(struct app *a, const char *name, struct record **records, size_t n, struct err *e);
bool app_bin(struct app *a, const struct kind *k, const int64_t *ids, size_t n, struct err *e);
bool app_unbin(struct app *a, const struct kind *k, const int64_t *ids, size_t n, struct err *e);
/* For good: person and what is only about them (consents, memberships, attendance, signatures). *told (owned): what was
 * erased and which files given out may still hold it. */
bool app_erase_person(struct app *a, int64_t id, char **told, struct err *e);
bool app_empty_bin(struct app *a, size_t *erased, struct err *e);

/* ---- lists */
int64_t app_count(struct app *a, const struct query *q);
bool app_page(struct app *a, const struct query *q, const struct record *anchor, bool backwards, size_t n,
              struct record **out, size_t *got, struct err *e);
int64_t app_position(struct app *a, const struct query *q, const struct record *r);
bool app_each(struct app *a, const struct query *q, size_t limit, bool (*each)(void *ctx, const struct record *r), void *ctx,
              struct err *e);
struct app_hit { const struct kind *kind; int64_t id; };
bool app_find(struct app *a, const char *text, const struct kind *only, struct app_hit *out, size_t max, size_t *got,
              struct err *e);
bool app_values(struct app *a, const struct kind *k, int field, const char *prefix, size_t max,
                void (*each)(void *ctx, const char *value, int64_t count), void *ctx, struct err *e);
bool app_references(struct app *a, const struct kind *k, int64_t id,
                    void (*each)(void *ctx, const struct kind *from, int field, int64_t count), void *ctx, struct err *e);
/* True once after another program changed the database. The descriptor wakes a sleeping screen (-1: none). */
bool app_changed_elsewhere(struct app *a);
int app_watch_fd(struct app *a);
/* Called during long reads and imports: returns true to stop. NULL takes it away. */
void app_set_interrupt(struct app *a, bool (*ask)(void *ctx), void *ctx);
/* Told now and then how far long work (import, export, backup) is; whole 0: not known. NULL takes it away. */
void app_set_progress(struct app *a, void (*tell)(void *ctx, int64_t done, int64_t whole), void *ctx);

/* ---- saved filters (filter.c) */
/* Adds what a saved filter says (a record of the kind filter) to a query of its kind: conditions, words, order. */
bool app_filter_add(struct app *a, const struct record *filter, struct query *q, struct err *e);
/* The members of a group become those who answer its question now (group.question, a saved filter of people): who does
 * not belong to it yet joins, who came in so and no longer answers has left today. One command. ERR_INVALID: the group
 * has no question of people. */
bool app_group_refresh(struct app *a, int64_t group, size_t *joined, size_t *left, struct err *e);

/* ---- history */
struct app_undone { char text[320]; /* "Undone: ..." in the language */ const struct kind *kind; int64_t id; size_t records, kept; };
bool app_undo(struct app *a, struct app_undone *out, struct err *e);
bool app_redo(struct app *a, struct app_undone *out, struct err *e);
bool app_undo_command(struct app *a, int64_t number, struct app_undone *out, struct err *e);
struct app_change {
	int64_t number, at_ms;
	const char *who;
	const char *text;      /* "Person changed: Mierlă Ilinca" in the language */
	const char *detail;    /* "role: member > volunteer" lines in the language; may be "" */
	const char *fields;    /* the JSON */
	const struct kind *kind;
	int64_t id, changes, undoes;
	bool undone;
};
/* Everything from the newest change down to this one, as one step: U does all of it again. */
bool app_undo_to(struct app *a, int64_t number, struct app_undone *out, struct err *e);
/* A change by field, at most so many; texts in the language, lent. */
struct app_changed { const struct kind *kind; int64_t id; const char *title, *label, *before, *now; };
bool app_change_fields(struct app *a, int64_t number, size_t most, bool (*each)(void *ctx, const struct app_changed *c),
                       void *ctx, struct err *e);
/* How many later changes, that stand, wrote the same fields of the same records: they stay when it is undone. */
size_t app_change_later(struct app *a, int64_t number);
bool app_history(struct app *a, const struct kind *k, int64_t id, int64_t before, size_t limit,
                 bool (*each)(void *ctx, const struct app_change *c), void *ctx, struct err *e);

#endif
