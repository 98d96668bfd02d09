/* base/text_sort.c - the order of names: ICU's Romanian, Cyrillic after Latin. Knows no search key. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/icu.h"
#include "base/mem.h"
#include "base/text_utf16.h"

enum { KEY_SMALL = 512 };

/* Opening a collator costs a millisecond, so there is one for the program. Numbers sort by value: "bloc 2", "bloc 10".
 */
static UCollator *collator(void)
{
	static UCollator *the;
	UErrorCode status = U_ZERO_ERROR;

	if (the)
		return the;
	the = icu()->ucol_open("ro", &status);
	if (U_FAILURE(status)) {
		status = U_ZERO_ERROR;
		the = icu()->ucol_open("", &status); /* ICU without Romanian data: its root order */
	}
	if (the)
		icu()->ucol_setAttribute(the, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
	return the;
}

void text_sort_key(const char *s, struct buf *out)
{
	struct utf16 u;
	uint8_t small[KEY_SMALL], *key = small;
	int32_t n;

	if (!collator()) { /* no data at all: by bytes */
		buf_text(out, s);
		return;
	}
	utf16_from(&u, s, strlen(s));
	n = icu()->ucol_getSortKey(collator(), u.text, u.len, key, KEY_SMALL);
	if (n > KEY_SMALL) {
		key = mem_alloc((size_t)n);
		n = icu()->ucol_getSortKey(collator(), u.text, u.len, key, n);
	}
	buf_add(out, (const char *)key, n > 0 ? (size_t)n - 1 : 0); /* ICU's own final NUL is not part of it */
	if (key != small)
		free(key);
	utf16_free(&u);
}

int text_compare(const char *a, const char *b)
{
	struct utf16 ua, ub;
	UCollationResult r;

	if (!collator())
		return strcmp(a, b);
	utf16_from(&ua, a, strlen(a));
	utf16_from(&ub, b, strlen(b));
	r = icu()->ucol_strcoll(collator(), ua.text, ua.len, ub.text, ub.len);
	utf16_free(&ua);
	utf16_free(&ub);
	return r == UCOL_LESS ? -1 : r == UCOL_GREATER;
}

/* Which data ICU sorts by goes with its number, and to which number we are bound the build knows: asking the data
 * themselves would mean opening ICU whenever a database is opened. After the slash ours: raise it when the attributes
 * above change. */
const char *text_sort_version(void)
{
	return U_ICU_VERSION_SHORT "/1";
}
