/* base/text_utf16.c - UTF-16 for ICU, on the stack when short. Knows no language. */
#include "base/text_utf16.h"

#include <stdlib.h>
#include <unicode/utf16.h>

#include "base/mem.h"
#include "base/text.h"

void utf16_room(struct utf16 *u, size_t units)
{
	size_t most = units > INT32_MAX ? INT32_MAX : units; /* texts are far smaller; ICU counts in 32 bits */

	u->len = 0;
	u->cap = (int32_t)(most > UTF16_SMALL ? most : UTF16_SMALL);
	u->text = most > UTF16_SMALL ? mem_array(most, sizeof *u->text) : u->small;
}

void utf16_from(struct utf16 *u, const char *utf8, size_t n)
{
	const char *p = utf8, *end = utf8 + n;

	utf16_room(u, n + 1);
	while (p < end && u->len + 1 < u->cap) {
		uint32_t c = text_next(&p, end);

		if (c < 0x10000) {
			u->text[u->len++] = (UChar)c;
		} else {
			u->text[u->len++] = (UChar)U16_LEAD(c);
			u->text[u->len++] = (UChar)U16_TRAIL(c);
		}
	}
}

void utf16_add(const struct utf16 *u, struct buf *out)
{
	for (int32_t i = 0; i < u->len; i++) {
		uint32_t c = u->text[i];

		if (U16_IS_LEAD(c) && i + 1 < u->len && U16_IS_TRAIL(u->text[i + 1]))
			c = (c << 10) + u->text[++i] - ((0xD800U << 10) + 0xDC00U - 0x10000U);
		buf_code(out, c);
	}
}

void utf16_free(struct utf16 *u)
{
	if (u->text != u->small)
		free(u->text);
	u->text = NULL;
}
