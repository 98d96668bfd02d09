/* fuzz_csv.c - any bytes as a table: guessed, read in the guessed encoding and as UTF-8; every cell that is lent is
 * valid. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fuzz/fuzz_file.inc"
#include "out/csv.h"

static bool look(void *ctx, const struct csv_row *row)
{
	size_t *total = ctx;
	if (row->bad != (row->why != NULL) || row->line == 0 || row->number == 0)
		abort();
	for (size_t i = 0; i < row->count; i++) {
		size_t n = strlen(row->cells[i]);
		if (!text_is_utf8(row->cells[i], n))
			abort();
		*total += n;
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = {NULL, "UTF-8", "UTF-16LE", "windows-1251"};
	const char *path = fuzz_file(data, size);
	size_t total = 0;
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		struct err e = ERR_INIT;
		if (!csv_read(path, encodings[i], i == 1 ? ';' : 0, look, &total, &e) && !e.what[0])
			abort();
	}
	return 0;
}
