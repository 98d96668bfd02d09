/* fuzz_pack.c - any bytes as an exchange file: refused in words, or its signature holds. */
#include <stdlib.h>

#include "fuzz/fuzz_file.inc"
#include "out/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pack_reader *r = NULL;
	struct err e = ERR_INIT;
	if (!pack_open(fuzz_file(data, size), &r, &e) && !e.what[0])
		abort();
	pack_close(r);
	return 0;
}
