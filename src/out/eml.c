/* out/eml.c - writes one message. Everything from outside is encoded, so that no name can begin a header of its own. */
#include "out/eml.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"

#define WORD_BYTES 42 /* of UTF-8 in one encoded word: 75 characters are allowed */
#define LINE_BYTES 57 /* 76 characters of base64 */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void base64(const char *bytes, size_t n, struct buf *out)
{
	const unsigned char *p = (const unsigned char *)bytes;
	for (size_t i = 0; i < n; i += 3) {
		const unsigned v =
		    (unsigned)p[i] << 16 | (i + 1 < n ? (unsigned)p[i + 1] << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
		buf_char(out, digits[v >> 18]);
		buf_char(out, digits[v >> 12 & 63]);
		buf_char(out, i + 1 < n ? digits[v >> 6 & 63] : '=');
		buf_char(out, i + 2 < n ? digits[v & 63] : '=');
	}
}

static void base64_lines(const char *bytes, size_t n, struct buf *out)
{
	for (size_t at = 0; at < n; at += LINE_BYTES) {
		base64(bytes + at, n - at < LINE_BYTES ? n - at : LINE_BYTES, out);
		buf_text(out, "\r\n");
	}
}

/* RFC 2047, 2: words of whole characters, each on a line of its own. Line ends and other control characters become
 * blanks. */
static void encoded(const char *text, struct buf *out)
{
	struct buf word = BUF_INIT;
	bool first = true;
	const char *p = text, *end = text + strlen(text);
	while (p < end || first) {
		buf_clear(&word);
		while (p < end && word.len < WORD_BYTES - 4) {
			const uint32_t c = text_next(&p, end);
			buf_code(&word, c < 0x20 || c == 0x7F ? ' ' : c);
		}
		buf_text(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		base64(buf_str(&word), word.len, out);
		buf_text(out, "?=");
		first = false;
	}
	buf_free(&word);
}

static bool is_plain(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	for (; *c; c++)
		if (*c < 0x20 || *c >= 0x7F)
			return false;
	return (size_t)(c - (const unsigned char *)text) < 60 && !strstr(text, "=?");
}

static void subject(const char *text, struct buf *out)
{
	buf_text(out, "Subject: ");
	if (is_plain(text))
		buf_text(out, text);
	else
		encoded(text, out);
	buf_text(out, "\r\n");
}

static void person(const char *header, const char *name, const char *address, struct buf *out)
{
	buf_print(out, "%s: ", header);
	if (name && *name && is_plain(name) && !strpbrk(name, "\"\\"))
		buf_print(out, "\"%s\" ", name);
	else if (name && *name) {
		encoded(name, out);
		buf_text(out, "\r\n ");
	}
	buf_print(out, "<%s>\r\n", address);
}

/* Tue, 24 Nov 2026 18:05:00 +0200 */
static void date(int64_t ms, struct buf *out)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {
	    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const struct local_time t = local_from_ms(ms);
	const int offset = local_offset_minutes(ms);
	int y, m, d;
	date_split(t.date, &y, &m, &d);
	buf_print(out, "Date: %s, %d %s %d %02d:%02d:%02d +%02d%02d\r\n", days[date_weekday(t.date)], d, months[m - 1],
	    y, t.hour, t.minute, t.second, offset / 60, offset % 60);
}

static void part(const char *boundary, const char *type, const char *bytes, size_t n, struct buf *out)
{
	buf_print(out, "--%s\r\nContent-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n", boundary, type);
	base64_lines(bytes, n, out);
}

/* Text is sent with CRLF. */
static void text_part(const char *boundary, const char *text, struct buf *out)
{
	struct buf lines = BUF_INIT;
	for (; *text; text++) {
		if (*text == '\n')
			buf_char(&lines, '\r');
		if (*text != '\r')
			buf_char(&lines, *text);
	}
	part(boundary, "text/plain; charset=UTF-8", buf_str(&lines), lines.len, out);
	buf_free(&lines);
}

void eml_write(const struct eml *m, struct buf *out)
{
	char boundary[40], type[80];
	uint64_t h = UINT64_C(0xCBF29CE484222325);
	for (const char *c = m->id; *c; c++)
		h = (h ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
	/* "_" is no digit of base64: no line of a part can be taken for the boundary. */
	snprintf(boundary, sizeof boundary, "=_obste_%016llx", (unsigned long long)h);
	snprintf(type, sizeof type, "text/calendar; charset=UTF-8; method=%s; component=VEVENT", m->method);
	person("From", m->from_name, m->from, out);
	person("To", m->to_name, m->to, out);
	subject(m->subject, out);
	date(m->at_ms, out);
	buf_print(out, "Message-ID: <%s>\r\nMIME-Version: 1.0\r\nAuto-Submitted: no\r\n", m->id);
	if (m->draft)
		buf_text(out, "X-Unsent: 1\r\n");
	buf_print(out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n", boundary);
	text_part(boundary, m->text, out);
	part(boundary, type, buf_str(m->calendar), m->calendar->len, out);
	buf_print(out, "--%s--\r\n", boundary);
}

bool eml_address(const char *text)
{
	size_t ats = 0, n = 0;
	for (const unsigned char *c = (const unsigned char *)text; *c; c++, n++) {
		if (*c <= 0x20 || *c >= 0x7F || strchr("<>()[]\\,;:\"", *c))
			return false;
		ats += *c == '@';
	}
	return n < 250 && ats == 1 && *text != '@' && text[n - 1] != '@';
}
