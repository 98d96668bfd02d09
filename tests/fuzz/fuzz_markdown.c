/* fuzz_markdown.c - any bytes as Markdown: blocks of harmless text, lines of every width, and again from its own
 * escape. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "out/markdown.h"
#include "out/markdown_lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Only our marks and the end of a line are below the blank. */
static void check(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 && *text != '\n' &&
		    (*text < MARKDOWN_BOLD || *text > MARKDOWN_LINK_END))
			abort();
}

static size_t links_of(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += *text == MARKDOWN_LINK;
	return n;
}

static void check_block(const struct markdown_block *b)
{
	size_t links = links_of(b->text);
	check(b->text);
	for (size_t c = 0; c < b->rows * b->columns; c++) {
		check(b->cells[c]);
		links += links_of(b->cells[c]);
	}
	if (links > b->nurls)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mem_copy_bytes((const char *)data, size);
	struct markdown m = {0};
	struct markdown_lines lines = {0};
	markdown_read(text, &m);
	for (size_t i = 0; i < m.n; i++)
		check_block(&m.at[i]);
	markdown_lay(&m, 0, m.n, (int)(size % 100), size % 2, &lines);
	markdown_lines_free(&lines);
	markdown_free(&m);
	free(text);
	return 0;
}
