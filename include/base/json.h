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
/* ---- walking a text that was judged once, without copying: for streams of many small objects */
bool json_judge(const char *text, struct err *e); /* ERR_INVALID: not JSON */
struct json_slice {
	const char *key;   /* as it stands between the quotes, escapes and all; NULL in a list */
	size_t key_n;
	const char *value; /* likewise as it stands */
	size_t n;
};
/* *p stands on the object or list, or where the last step left it. False: no more (or neither object nor list). */
bool json_step(const char **p, struct json_slice *out);
bool json_slice_text(const struct json_slice *s, struct buf *out); /* appends the text of a string; false: none */
/* A scalar, or a list of scalars, as plain text: a string's own text, digits, "1"/"0" for true/false, list joined by
 * commas; *null for null. false: an object or nonsense. Appends. */
bool json_flat(const char *json, struct buf *out, bool *null);

#endif
