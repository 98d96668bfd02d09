/* out/json.h - JSON out (streamed, written here) and in (jansson). Ids are texts, dates ISO, money whole bani. */
#ifndef OBSTE_OUT_JSON_H
#define OBSTE_OUT_JSON_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/record.h"

/* {"id":"...","created":"2026-11-23T10:00:00.123Z","modified":...,"deleted":null,...fields, unknown fields} */
void json_record(const struct record *r, const struct type_ctx *ctx, struct buf *out);
/* Whole file: {"version":1,"kind":"person","rows":[ ... ]} or, with kind NULL,
 * {"version":1,"kinds":{"person":[...],...}}. */
struct json_writer {
	FILE *file;
	const struct kind *kind; /* of the rows being written */
	bool many;               /* all kinds */
	bool first_kind, first_row;
};
void json_write_begin(struct json_writer *w, FILE *file, const struct kind *only);
void json_write_kind(struct json_writer *w, const struct kind *k); /* only when many */
void json_write_row(struct json_writer *w, const struct record *r, const struct type_ctx *ctx);
void json_write_end(struct json_writer *w);

/* Reads either form; one record at a time (lent). A record that cannot be taken is told with its place and left out.
 * Unknown fields go to record->extra. */
bool json_read(const char *path, const struct type_ctx *ctx, bool (*each)(void *c, struct record *r),
    void (*refused)(void *c, const char *place, const char *why), void *c, struct err *e);

#endif
