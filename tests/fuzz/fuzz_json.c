/* fuzz_json.c - any bytes as JSON. Each record that is taken goes out again as JSON that is taken. */
#include <string.h>

#include "base/json.h"
#include "fuzz/fuzz_file.inc"
#include "out/json.h"

static bool find(void *ctx, const struct kind *kind, const char *typed, int64_t *id, struct err *e)
{
	(void)ctx, (void)kind;
	*id = strtoll(typed, NULL, 10);
	return *id > 0 || err_set(e, ERR_NOT_FOUND, "no such record");
}

static bool member(void *ctx, const char *key, const char *json)
{
	(void)ctx, (void)key, (void)json;
	return true;
}

static bool look(void *c, struct record *r)
{
	struct buf out = BUF_INIT;
	struct err e = ERR_INIT;
	json_record(r, c, &out);
	if (!json_members(buf_str(&out), member, NULL, &e))
		abort();
	buf_free(&out);
	return true;
}

static void refused(void *c, const char *place, const char *why)
{
	(void)c;
	if (!place[0] || !why[0])
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct type_ctx ctx = {.lang = LANG_EN, .ref_find = find};
	struct err e = ERR_INIT;
	if (!json_read(fuzz_file(data, size), &ctx, look, refused, &ctx, &e) && !e.what[0])
		abort();
	return 0;
}
