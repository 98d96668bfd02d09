/* tests/unit/out_help.h - files in a fresh folder for the tests of out/. */
#ifndef OBSTE_TESTS_OUT_HELP_H
#define OBSTE_TESTS_OUT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"

int out_help_setup(void **state); /* *state is the folder's path */
int out_help_teardown(void **state);
/* Owned path of NAME in the folder, with these bytes in it. */
char *out_help_file(void **state, const char *name, const void *bytes, size_t n);
char *out_help_text(void **state, const char *name, const char *text);
char *out_help_path(void **state, const char *name);
/* The whole file; owned by the caller, NUL-ended. */
char *out_help_read(const char *path, size_t *n);
/* Is it the same as tests/golden/NAME? With OBSTE_GOLDEN=write in the environment the file is written instead. */
void out_help_golden(const char *name, const char *text);
date_t out_help_day(const char *iso);

#endif
