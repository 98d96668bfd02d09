/* store/history.h - who changed what, when; undo and redo as new commands; the bin. */
#ifndef OBSTE_STORE_HISTORY_H
#define OBSTE_STORE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/record.h"
#include "store/store.h"

struct history_entry {
	int64_t number;       /* of the command, rising */
	int64_t at_ms;
	const char *who, *device_name;
	const char *name, *about; /* msgid and free text */
	int64_t undoes;       /* number of the command that this one takes back, or 0 */
	bool undone;
	int64_t changes;      /* how many records */
	bool arrived;         /* asked for one record: made on another laptop; who, when and name are that one's */
	/* of the first (or, when asked for one record, that) change: */
	const struct kind *kind; /* NULL: of a kind that this version does not know */
	int64_t id;
	const char *fields;   /* JSON {"key":[before,after]}; "deleted" (ms or null) and "extra" stand among the keys; one that
	                       * begins with "created" made the record; {} was erased for good */
};
/* Newest first, from before `before` (0: the newest). `k` and `id` narrow to one record (NULL, 0: all). Lent texts. */
bool history_each(struct store *s, const struct kind *k, int64_t id, int64_t before, size_t limit,
                  bool (*each)(void *ctx, const struct history_entry *h), void *ctx, struct err *e);
/* Every change of one command. */
bool history_changes(struct store *s, int64_t number,
                     bool (*each)(void *ctx, const struct kind *k, int64_t id, const char *fields), void *ctx, struct err *e);

struct undo_result {
	int64_t number;         /* the command taken back */
	char name[128], about[128];
	size_t records;         /* how many were put back */
	size_t kept;            /* fields left alone because they were changed later */
	const struct kind *kind;/* of the first record, for jumping there; NULL none */
	int64_t id;
};
/* The last command of this laptop that is not undone; across restarts. ERR_NOT_FOUND: nothing to undo. */
bool store_undo(struct store *s, struct undo_result *out, struct err *e);
bool store_redo(struct store *s, struct undo_result *out, struct err *e);
/* All that stand from this one on, the newest first, as one command: redo brings all of them again. */
bool store_undo_to(struct store *s, int64_t number, struct undo_result *out, struct err *e);
/* One command anywhere in the history (later changes of the same fields stay). */
bool store_undo_command(struct store *s, int64_t number, struct undo_result *out, struct err *e);

#endif
