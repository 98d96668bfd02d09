/* tests/unit/app_help.h - a fresh group in a fresh folder for the tests of app/: real files, a real database, the clock
 * at Monday 2026-11-23 18:05. */
#ifndef OBSTE_TESTS_APP_HELP_H
#define OBSTE_TESTS_APP_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "model/record.h"

struct app_help {
	char folder[64];
	struct app *app;
};

int app_help_setup(void **state); /* *state is a struct app_help with an empty database open */
int app_help_teardown(void **state);
struct app *app_help_app(void **state);
/* A second program on the same database. */
struct app *app_help_other(void **state);
char *app_help_path(void **state, const char *name); /* in the folder; owned */

/* "key=value" pairs ended by NULL; fails the test when it cannot be stored. Returns the id. */
int64_t app_help_add(struct app *a, enum kind_number k, ...);
void app_help_set(struct app *a, enum kind_number k, int64_t id, const char *key, const char *value);
struct record *app_help_get(struct app *a, enum kind_number k, int64_t id); /* owned */
int64_t app_help_count(struct app *a, enum kind_number k);                  /* live ones */
date_t app_help_day(const char *iso);

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

#endif
