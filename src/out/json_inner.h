/* out/json_inner.h - what the writing and the reading of JSON share, inside out/ only. */
#ifndef OBSTE_OUT_JSON_INNER_H
#define OBSTE_OUT_JSON_INNER_H

#include <stdbool.h>
#include <stdint.h>

#define JSON_MOMENT 25
/* RFC 3339 in UTC with milliseconds: 2026-11-23T10:00:00.123Z. Any offset is read. */
void json_moment_text(int64_t ms, char out[JSON_MOMENT]);
bool json_moment_parse(const char *text, int64_t *ms);
/* Keys of what the store keeps beside the fields. */
bool json_is_own_key(const char *key);

#endif
