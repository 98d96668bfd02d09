/* fuzz_vcard.c - any bytes as cards: every cell that is lent is valid, every bad row says why. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fuzz/fuzz_file.inc"
#include "out/vcard.h"

static bool look(void *ctx, const struct csv_row *row)
{
	(void)ctx;
	if (row->bad != (row->why != NULL) || row->line == 0 || row->number == 0 || row->count != VCARD_PARTS)
		abort();
	for (size_t i = 0; i < row->count; i++)
		if (!text_is_utf8(row->cells[i], strlen(row->cells[i])))
			abort();
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = {NULL, "UTF-16LE", "windows-1251"};
	const char *path = fuzz_file(data, size);
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		struct err e = ERR_INIT;
		if (!vcard_read(path, encodings[i], look, NULL, &e) && !e.what[0])
			abort();
	}
	return 0;
}
