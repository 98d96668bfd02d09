/* base/catalogue.c - reading .mo files (GNU gettext manual, "The Format of GNU MO Files"). Sorted, so that a word is
 * found by halving. Every offset is checked once, when the file is read. */
#include "base/catalogue.h"

#include <stdint.h>
#include <string.h>

#include "base/path.h"

#define MAGIC 0x950412deU
enum { HEADER = 28, ENTRY = 8, LARGEST = 16 << 20 };

static unsigned number_at(const struct catalogue *c, size_t at)
{
	uint32_t n;
	memcpy(&n, c->file.data + at, sizeof n);
	return n;
}

/* The text of entry i in the table at `table`; *len without its NUL. */
static const char *text_at(const struct catalogue *c, unsigned table, unsigned i, size_t *len)
{
	size_t entry = table + (size_t)i * ENTRY;
	*len = number_at(c, entry);
	return c->file.data + number_at(c, entry + 4);
}

static bool table_is_whole(const struct catalogue *c, unsigned table)
{
	size_t size = c->file.len, len;
	if (table > size || (size - table) / ENTRY < c->count)
		return false;
	for (unsigned i = 0; i < c->count; i++) {
		size_t at = number_at(c, table + (size_t)i * ENTRY + 4);
		len = number_at(c, table + (size_t)i * ENTRY);
		if (at >= size || len >= size - at || c->file.data[at + len] != '\0')
			return false;
	}
	return true;
}

static bool is_whole(struct catalogue *c)
{
	if (c->file.len < HEADER || number_at(c, 0) != MAGIC)
		return false;
	c->count = number_at(c, 8);
	c->originals = number_at(c, 12);
	c->translations = number_at(c, 16);
	return table_is_whole(c, c->originals) && table_is_whole(c, c->translations);
}

void catalogue_read(struct catalogue *c, const char *path)
{
	catalogue_free(c);
	if (!path_read_all(path, LARGEST, &c->file, NULL) || !is_whole(c))
		catalogue_free(c);
}

void catalogue_free(struct catalogue *c)
{
	buf_free(&c->file);
	memset(c, 0, sizeof *c);
}

const char *catalogue_form(const struct catalogue *c, const char *msgid, unsigned form)
{
	unsigned low = 0, high = c->count;
	size_t len;
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		int order = strcmp(msgid, text_at(c, c->originals, middle, &len));
		if (order == 0) {
			const char *text = text_at(c, c->translations, middle, &len), *end = text + len;
			for (const char *next; form > 0 && (next = text + strlen(text) + 1) < end; form--)
				text = next;
			return *text ? text : NULL;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *catalogue_find(const struct catalogue *c, const char *msgid)
{
	return catalogue_form(c, msgid, 0);
}
