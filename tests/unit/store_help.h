/* tests/unit/store_help.h - a fresh database in a fresh folder for the tests of store/: real files, a clock that the
 * test moves by hand. */
#ifndef OBSTE_TESTS_STORE_HELP_H
#define OBSTE_TESTS_STORE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/path.h"
#include "store/change.h"
#include "store/history.h"
#include "store/read.h"
#include "store/store.h"

struct store_help {
	char folder[256];
	char *path; /* of the database */
	struct clock clock;
	struct store *s; /* NULL when the test closed it */
};

int store_help_setup(void **state); /* an empty database, open */
int store_help_teardown(void **state);
struct store *store_help_store(void **state);
/* The same file once more, as another program would; the caller closes it. */
struct store *store_help_other(void **state);
/* Close and open again; fails the test when that is refused. */
struct store *store_help_reopen(void **state);
bool store_help_open(void **state, bool readonly, struct store **out, struct err *e);
/* The clock is read at opening: this reopens. */
struct store *store_help_at(void **state, int64_t ms);

/* "key=value" pairs (FOR_DATA) ended by NULL, as one command. Returns the id. */
int64_t store_help_add(struct store *s, enum kind_number k, ...);
void store_help_set(struct store *s, enum kind_number k, int64_t id, const char *key, const char *value);
void store_help_bin(struct store *s, enum kind_number k, int64_t id);
struct record *store_help_get(struct store *s, enum kind_number k, int64_t id); /* owned; fails the test when missing */
const char *store_help_sample(
    const struct field *f); /* FOR_DATA text that a field of this type takes; NULL: a reference */
int64_t store_help_count(struct store *s, enum kind_number k);
void store_help_many(struct store *s, size_t n); /* people Nume0000, Nume0001 ... in one command */
/* The titles' first field of every row of the query, joined by blanks; owned. */
char *store_help_list(struct store *s, const struct query *q);
void store_help_fault(void *ctx, const char *line); /* for store_check: prints the line */

#define assert_ok(call)                                                                                                \
	do {                                                                                                           \
		struct err err_ = ERR_INIT;                                                                            \
		struct err *e = &err_;                                                                                 \
		if (!(call))                                                                                           \
			fail_msg("%s: %s / %s", #call, err_.what, err_.hint);                                          \
	} while (0)
#define assert_refused(code_, call)                                                                                    \
	do {                                                                                                           \
		struct err err_ = ERR_INIT;                                                                            \
		struct err *e = &err_;                                                                                 \
		assert_false(call);                                                                                    \
		if (err_.code != (code_))                                                                              \
			fail_msg("%s: code %d, %s", #call, err_.code, err_.what);                                      \
		assert_true(err_.what[0] != '\0');                                                                     \
	} while (0)
#define assert_healthy(s) assert_ok(store_check(s, store_help_fault, NULL, e))

#endif
