/* fuzz_paper.c - any bytes as a document for obste-print: refused with a word, or laid out to the last page. */
#include <stdint.h>
#include <stdlib.h>

#include "print/print.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static PangoContext *context;
	struct err e = ERR_INIT;
	struct document d;
	if (!context)
		context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	if (!document_read((const char *)data, size, &d, &e)) {
		if (!e.what[0])
			abort();
		return 0;
	}
	struct flow f = {.document = &d, .pango = context};
	if (!flow_document(&f, &e) && !e.what[0])
		abort();
	document_free(&d);
	return 0;
}
