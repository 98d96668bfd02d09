/* base/text_utf16.h - UTF-16 for ICU, on the stack when short. For base/text_*.c only. */
#ifndef OBSTE_BASE_TEXT_UTF16_H
#define OBSTE_BASE_TEXT_UTF16_H

#include <stdint.h>
#include <unicode/utypes.h>

#include "base/buf.h"

enum { UTF16_SMALL = 256 };

struct utf16 {
	UChar *text; /* `small` or owned */
	int32_t len, cap;
	UChar small[UTF16_SMALL];
};

void utf16_room(struct utf16 *u, size_t units);               /* empty, with room for so many */
void utf16_from(struct utf16 *u, const char *utf8, size_t n); /* broken bytes become U+FFFD */
void utf16_add(const struct utf16 *u, struct buf *out);       /* appends as UTF-8 */
void utf16_free(struct utf16 *u);

#endif
