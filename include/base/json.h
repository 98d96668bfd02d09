/* base/json.h - the little of JSON that several layers need; reading is jansson's work. */
#ifndef OBSTE_BASE_JSON_H
#define OBSTE_BASE_JSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

void json_quote(const char *text, struct buf *out); /* appends "..." escaped by RFC 8259; UTF-8 is kept */
void json_quote_bytes(const char *text, size_t n, struct buf *out);
/* Members of an object / elements of an array, each as its own JSON text (lent). false from `each` stops (and is not an
 * error). ERR_INVALID: not JSON, or not an object / array. Depth and size are limited. */
bool json_members(const char *object, bool (*each)(void *ctx, const char *key, const char *json), void *ctx, struct err *e);
bool json_elements(const char *array, bool (*each)(void *ctx, const char *json), void *ctx, struct err *e);
/* A scalar, or a list of scalars, as plain text: a string's own text, digits, "1"/"0" for true/false, list joined by
 * commas; *null for null. false: an object or nonsense. Appends. */
bool json_flat(const char *json, struct buf *out, bool *null);

#endif
