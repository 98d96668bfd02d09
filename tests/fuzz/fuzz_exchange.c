/* fuzz_exchange.c - any lines as an unsealed stream of records into a database: refused in words, or joined; the
 * database is whole after it, and nothing is kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/exchange.h"
#include "store/store.h"

static struct store *database(void)
{
	static struct store *s;
	char folder[] = "/tmp/obste-fuzz-XXXXXX";
	struct err e = ERR_INIT;
	if (s)
		return s;
	if (!mkdtemp(folder))
		abort();
	char *path = mem_print("%s/a.db", folder);
	const struct store_options o = {
	    .path = path, .create = true, .group = "obste-group-0123456789abcdef0123456789abcdef"};
	if (!store_open(&o, &s, &e))
		abort();
	unlink(path); /* goes with the process */
	rmdir(folder);
	free(path);
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct exchange_in_options o = {.name = "Merge", .dry = true};
	struct exchange_in *in;
	struct exchange_told told;
	struct exchange_head head;
	struct err e = ERR_INIT;
	char *text = mem_copy_bytes((const char *)data, size), *rest = NULL;
	bool ok = exchange_begin(database(), &o, &in, &e);
	if (!ok)
		abort();
	for (char *line = strtok_r(text, "\n", &rest); ok && line; line = strtok_r(NULL, "\n", &rest)) {
		if (exchange_head_read(line, &head, &e))
			e = (struct err)ERR_INIT;
		exchange_head_free(&head);
		ok = exchange_line(in, line, &e);
	}
	if (!ok)
		exchange_abort(in);
	else
		ok = exchange_end(in, &told, &e);
	if (!ok && !e.what[0])
		abort();
	free(text);
	return 0;
}
