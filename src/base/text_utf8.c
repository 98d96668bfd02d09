/* base/text_utf8.c - reading UTF-8, valid or broken, and the one form in which text is stored. Knows no screen. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/icu.h"
#include "base/mem.h"
#include "base/text_utf16.h"

enum { BROKEN = 0xFFFD };

static bool is_tail(const unsigned char *p, const unsigned char *end, size_t n)
{
	if ((size_t)(end - p) < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((p[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* The length of the valid character at p, 0 when broken: no overlong forms, no surrogates, nothing above U+10FFFF. */
static size_t decode(const unsigned char *p, const unsigned char *end, uint32_t *c)
{
	if (*p < 0x80) {
		*c = *p;
		return 1;
	}
	if (*p >= 0xC2 && *p < 0xE0 && is_tail(p + 1, end, 1)) {
		*c = (uint32_t)(*p & 0x1F) << 6 | (p[1] & 0x3F);
		return 2;
	}
	if (*p >= 0xE0 && *p < 0xF0 && is_tail(p + 1, end, 2)) {
		*c = (uint32_t)(*p & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
		return *c >= 0x800 && (*c < 0xD800 || *c > 0xDFFF) ? 3 : 0;
	}
	if (*p >= 0xF0 && *p < 0xF5 && is_tail(p + 1, end, 3)) {
		*c = (uint32_t)(*p & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
		     (p[3] & 0x3F);
		return *c >= 0x10000 && *c <= 0x10FFFF ? 4 : 0;
	}
	return 0;
}

/* Past the ASCII at p, eight bytes at a time. */
static const unsigned char *skip_ascii(const unsigned char *p, const unsigned char *end)
{
	uint64_t eight;

	for (; end - p >= 8; p += 8) {
		memcpy(&eight, p, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (p < end && *p < 0x80)
		p++;
	return p;
}

bool text_is_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + n;
	uint32_t c;

	while ((p = skip_ascii(p, end)) < end) {
		size_t len = decode(p, end, &c);

		if (len == 0)
			return false;
		p += len;
	}
	return true;
}

uint32_t text_next(const char **s, const char *end)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t c = BROKEN;
	size_t len;

	if (*s >= end)
		return 0;
	len = decode(p, (const unsigned char *)end, &c);
	*s += len ? len : 1;
	return len ? c : BROKEN;
}

bool text_is_alnum(uint32_t c)
{
	uint32_t mask = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;

	return c <= 0x10FFFF && (U_MASK(icu()->u_charType((UChar32)c)) & mask) != 0;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
	       c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* What a character becomes when stored: 0 for nothing. CR LF is one line end, and so is a lone CR. */
static uint32_t stored(uint32_t c, bool lf_follows, bool multiline)
{
	if (c == '\r' && lf_follows)
		return 0;
	if (c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C || c == 0x85)
		c = '\n';
	if (c == '\n' || c == '\t')
		return multiline ? c : ' ';
	if (!is_control(c))
		return c;
	return multiline || c == 0 ? 0 : ' ';
}

/* Could NFC change a text that has this character? Latin, Cyrillic and common punctuation on their own cannot. */
static bool may_compose(uint32_t c)
{
	return c >= 0x300 && !(c >= 0x400 && c < 0x483) && !(c >= 0x48A && c < 0x530) && !(c >= 0x2010 && c < 0x2050);
}

static void compose(struct buf *b, size_t from)
{
	struct utf16 in, out;
	const UNormalizer2 *nfc;
	UErrorCode status = U_ZERO_ERROR;
	int32_t n;

	nfc = icu()->unorm2_getNFCInstance(&status);
	utf16_from(&in, b->data + from, b->len - from);
	utf16_room(&out, (size_t)in.len * 3 + 1); /* the greatest growth of NFC in UTF-16 (UAX 15) */
	n = icu()->unorm2_normalize(nfc, in.text, in.len, out.text, out.cap, &status);
	if (U_SUCCESS(status)) {
		out.len = n;
		buf_cut(b, from);
		utf16_add(&out, b);
	}
	utf16_free(&in);
	utf16_free(&out);
}

/* Is the last character before `end` a blank? Sets *at to where it begins. The text is valid. */
static bool blank_before(const char *begin, const char *end, const char **at)
{
	const char *p = end - 1;

	while (p > begin && ((unsigned char)*p & 0xC0) == 0x80)
		p--;
	*at = p;
	return is_blank(text_next(&p, end));
}

/* Drops the blanks at both ends of what was appended. */
static void trim(struct buf *b, size_t from)
{
	const char *first = b->data + from, *end = b->data + b->len, *p = first, *at;

	while (p < end && is_blank(text_next(&p, end)))
		first = p;
	while (end > first && blank_before(first, end, &at))
		end = at;
	buf_cut(b, (size_t)(end - b->data));
	if (first == b->data + from)
		return;
	memmove(b->data + from, first, (size_t)(end - first));
	buf_cut(b, from + (size_t)(end - first));
}

static bool is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < 0x20 || s[i] == 0x7F) /* char is signed: also everything beyond ASCII */
			return false;
	return n > 0 && s[0] != ' ' && s[n - 1] != ' ';
}

void text_clean(const char *s, size_t n, bool multiline, struct buf *out)
{
	const char *p = s, *end = s + n;
	size_t from = out->len;
	bool odd = false;

	if (n == 0 || is_plain(s, n)) {
		buf_add(out, s, n);
		return;
	}
	buf_text(out, "");
	while (p < end) {
		const char *at = p;
		uint32_t typed = text_next(&p, end), c = stored(typed, p < end && *p == '\n', multiline);

		odd = odd || may_compose(c);
		if (c && c == typed && c != BROKEN)
			buf_add(out, at, (size_t)(p - at));
		else if (c)
			buf_code(out, c);
	}
	if (odd)
		compose(out, from);
	trim(out, from);
}

void text_lower(const char *s, struct buf *out)
{
	struct utf16 in, low;
	UErrorCode status = U_ZERO_ERROR;
	size_t n = 0;

	while (s[n] > 0)
		n++;
	if (s[n] == '\0') {
		for (; *s; s++)
			buf_char(out, (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s));
		return;
	}
	utf16_from(&in, s, strlen(s));
	utf16_room(&low, (size_t)in.len * 3 + 1);
	low.len = icu()->u_strToLower(low.text, low.cap, in.text, in.len, "", &status);
	if (U_SUCCESS(status))
		utf16_add(&low, out);
	utf16_free(&in);
	utf16_free(&low);
}
