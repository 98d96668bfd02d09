/* out/dav.c - reads the few tags of a WebDAV answer that matter. No XML library for two names: what is not understood
 * is passed over, nothing is resolved, nothing is loaded. */
#include "out/dav.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"

struct tag {
	const char *name; /* without its prefix */
	size_t n;
	bool closes;
	const char *after; /* what follows it */
};

static const char *find(const char *from, const char *end, char c)
{
	return from < end ? memchr(from, c, (size_t)(end - from)) : NULL;
}

/* The next tag; comments and declarations are passed over like tags of an unknown name. */
static bool next_tag(const char *from, const char *end, struct tag *out)
{
	const char *open = find(from, end, '<'), *close = open ? find(open, end, '>') : NULL;
	if (!close)
		return false;
	const char *name = open + 1;
	out->closes = name < close && *name == '/';
	name += out->closes;
	const char *stop = name;
	while (stop < close && !isspace((unsigned char)*stop) && *stop != '/') {
		if (*stop == ':')
			name = stop + 1;
		stop++;
	}
	out->name = name;
	out->n = (size_t)(stop - name);
	out->after = close + 1;
	return true;
}

static bool is(const struct tag *t, const char *name)
{
	return t->n == strlen(name) && memcmp(t->name, name, t->n) == 0;
}

/* &quot; and the like; numbers only below 128, more is not needed in an ETag. */
static size_t entity(const char *at, const char *end, char *out)
{
	static const struct {
		const char *text;
		char c;
	} known[] = {{"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&apos;", '\''}, {"&#34;", '"'},
	    {"&#39;", '\''}, {"&#x22;", '"'}, {"&#38;", '&'}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const size_t n = strlen(known[i].text);
		if ((size_t)(end - at) >= n && memcmp(at, known[i].text, n) == 0) {
			*out = known[i].c;
			return n;
		}
	}
	return 0;
}

static void text_until(const char *from, const char *end, struct buf *out)
{
	buf_clear(out);
	while (from < end && *from != '<') {
		char c;
		const size_t n = entity(from, end, &c);
		buf_char(out, n ? c : *from);
		from += n ? n : 1;
	}
	while (out->len && isspace((unsigned char)out->data[out->len - 1]))
		buf_cut(out, out->len - 1);
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : -1;
}

/* "/user/cal/obste-1.ics" and "https://host/user/cal/a%20b.ics" -> the last part. */
static void last_part(const char *href, struct buf *out)
{
	const size_t n = strlen(href);
	size_t end = n && href[n - 1] == '/' ? n - 1 : n, at = end;
	while (at > 0 && href[at - 1] != '/')
		at--;
	buf_clear(out);
	for (; at < end; at++) {
		const int high = href[at] == '%' && at + 2 < end ? hex(href[at + 1]) : -1;
		const int low = high >= 0 ? hex(href[at + 2]) : -1;
		if (high >= 0 && low >= 0 && (high || low)) {
			buf_char(out, (char)(high * 16 + low));
			at += 2;
		} else {
			buf_char(out, href[at]);
		}
	}
}

void dav_responses(const char *xml, size_t n, bool (*each)(void *ctx, const char *name, const char *etag), void *ctx)
{
	const char *at = xml, *end = xml + n;
	struct buf href = BUF_INIT, etag = BUF_INIT, name = BUF_INIT;
	bool more = true;
	struct tag t;
	for (; more && next_tag(at, end, &t); at = t.after) {
		if (!t.closes && is(&t, "response")) {
			buf_clear(&href);
			buf_clear(&etag);
		} else if (!t.closes && is(&t, "href") && href.len == 0) {
			text_until(t.after, end, &href);
		} else if (!t.closes && is(&t, "getetag")) {
			text_until(t.after, end, &etag);
		} else if (t.closes && is(&t, "response") && href.len) {
			last_part(buf_str(&href), &name);
			more = each(ctx, buf_str(&name), buf_str(&etag));
		}
	}
	buf_free(&href);
	buf_free(&etag);
	buf_free(&name);
}

bool dav_is_multistatus(const char *xml, size_t n)
{
	const char *at = xml, *end = xml + n;
	struct tag t;
	for (; next_tag(at, end, &t); at = t.after)
		if (is(&t, "multistatus"))
			return true;
	return false;
}
