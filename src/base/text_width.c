/* base/text_width.c - how many cells text takes on a terminal, and text made harmless for one. Knows no curses and no
 * locale: Unicode's own properties by ICU, because wcwidth() depends on the machine's locale. */
#include "base/text.h"

#include <string.h>

#include "base/icu.h"

enum { MARKS_MAX = 4 /* as many as curses keeps in a cell */, CELL_BYTES = 4 * (1 + MARKS_MAX) };

/* One thing on the screen: a base character with its marks, made harmless. */
struct cell {
	uint32_t base;
	int width;
	char bytes[CELL_BYTES];
	size_t n;
};

/* Letters of names, and the signs of texts and of our own screens: one cell each, harmless, no marks. ICU says the same
 * of them (a test asks it); but a screen of them alone must not have to open it. */
static bool is_ordinary(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0x20, 0x7E}, {0xA0, 0xAC}, {0xAE, 0x24F}, {0x400, 0x482}, {0x48A, 0x52F}, {0x2010, 0x2027},
	    {0x2030, 0x205E}, {0x20A0, 0x20BF}, {0x2190, 0x2319}, {0x2500, 0x25FC}, {0x2713, 0x2718}};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && c >= ranges[i].first; i++)
		if (c <= ranges[i].last)
			return true;
	return false;
}

static bool is_selector(
    uint32_t c) /* variation selectors: terminals disagree about their effect, so they are dropped */
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static bool is_mark(uint32_t c)
{
	uint32_t type;

	if (c < 0x300 || is_ordinary(c))
		return false;
	if (c < 0x370)
		return c != 0x34F;
	if (c >= 0x1160 && c <= 0x11FF) /* the vowels and ends of Korean syllables */
		return true;
	type = U_MASK(icu()->u_charType((UChar32)c));
	return (type & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

/* Controls, bidi and zero-width characters, private ones, and what Unicode has not given out. */
static bool is_harmful(uint32_t c)
{
	uint32_t bad =
	    U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CN_MASK | U_GC_CS_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;

	return (U_MASK(icu()->u_charType((UChar32)c)) & bad) != 0 || c == 0x34F || c == 0x115F || c == 0x3164 ||
	       c == 0xFFA0;
}

static int width_of(uint32_t c)
{
	UEastAsianWidth w;

	if (c < 0x1100)
		return 1;
	w = (UEastAsianWidth)icu()->u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return w == U_EA_WIDE || w == U_EA_FULLWIDTH ? 2 : 1;
}

static void put_code(struct cell *c, uint32_t code)
{
	if (code < 0x80) {
		c->bytes[c->n++] = (char)code;
	} else if (code < 0x800) {
		c->bytes[c->n++] = (char)(0xC0 | (code >> 6));
	} else {
		if (code < 0x10000) {
			c->bytes[c->n++] = (char)(0xE0 | (code >> 12));
		} else {
			c->bytes[c->n++] = (char)(0xF0 | (code >> 18));
			c->bytes[c->n++] = (char)(0x80 | ((code >> 12) & 0x3F));
		}
		c->bytes[c->n++] = (char)(0x80 | ((code >> 6) & 0x3F));
	}
	if (code >= 0x80)
		c->bytes[c->n++] = (char)(0x80 | (code & 0x3F));
}

static void set_base(struct cell *c, uint32_t code)
{
	c->base = code;
	c->width = 1;
	c->n = 0;
	if (code == '\n' || code == '\t' || code == '\r')
		c->bytes[c->n++] = ' ';
	else if (is_ordinary(code))
		put_code(c, code);
	else if (is_harmful(code) || is_mark(code)) /* a mark without a base would climb onto what stands before */
		c->bytes[c->n++] = '?';
	else {
		c->width = width_of(code);
		put_code(c, code);
	}
}

/* Reads one cell with all its marks; false at the end. */
static bool next_cell(const char **s, const char *end, struct cell *c)
{
	const char *p;
	uint32_t code;
	int marks = 0;

	if (*s >= end)
		return false;
	do {
		code = text_next(s, end);
	} while (is_selector(code) && *s < end);
	if (is_selector(code))
		return false;
	set_base(c, code);
	for (p = *s; p < end && (unsigned char)*p >= 0xCC; *s = p) {
		code = text_next(&p, end);
		if (!is_mark(code) && !is_selector(code))
			break;
		if (!is_selector(code) && marks++ < MARKS_MAX && c->bytes[0] != '?' && c->bytes[0] != ' ')
			put_code(c, code);
	}
	return true;
}

static bool is_ascii(const char *s, size_t *n)
{
	size_t i = 0;

	while (s[i] >= 0x20 && s[i] < 0x7F)
		i++;
	*n = i;
	return s[i] == '\0';
}

int text_width(const char *s)
{
	size_t n;
	const char *end;
	struct cell c;
	int width;

	if (is_ascii(s, &n))
		return (int)n;
	width = (int)n;
	end = s + n + strlen(s + n);
	if (n > 0) { /* the last one may carry a mark that follows */
		n--;
		width--;
	}
	for (s += n; next_cell(&s, end, &c);)
		width += c.width;
	return width;
}

/* Appends as many whole cells as fit in `room`; returns their width, and whether everything fitted. */
static int take_cells(const char *s, const char *end, int room, struct buf *out, bool *all)
{
	struct cell c;
	int width = 0;

	*all = true;
	while (next_cell(&s, end, &c)) {
		if (width + c.width > room) {
			*all = false;
			break;
		}
		buf_add(out, c.bytes, c.n);
		width += c.width;
	}
	return width;
}

/* The same for a text that is too wide: one cell less and the sign that it was cut. */
static int take_cut(const char *s, const char *end, int room, bool ascii, struct buf *out)
{
	bool all;
	int width = take_cells(s, end, room - 1, out, &all);

	buf_text(out, ascii ? "~" : "…");
	return width + 1;
}

static void insert_blank(struct buf *b, size_t at, int count)
{
	for (; count > 0; count--) {
		buf_char(b, ' ');
		memmove(b->data + at + 1, b->data + at, b->len - at - 1);
		b->data[at] = ' ';
	}
}

void text_fit(const char *s, int cells, enum text_align align, bool ascii, struct buf *out)
{
	int pad, wide = text_width(s), width;
	size_t n, from;
	bool all = true;

	if (cells <= 0)
		return;
	pad = wide < cells ? cells - wide : 0;
	if (align == TEXT_RIGHT)
		buf_repeat(out, " ", pad);
	from = out->len;
	if (wide > cells) {
		width = take_cut(s, s + strlen(s), cells, ascii, out);
		pad = cells - width; /* half of a wide character does not fit */
		if (align == TEXT_RIGHT)
			insert_blank(out, from, pad);
	} else if (is_ascii(s, &n)) {
		buf_add(out, s, n);
	} else {
		take_cells(s, s + strlen(s), cells, out, &all);
	}
	if (align == TEXT_LEFT)
		buf_repeat(out, " ", pad);
}

void text_harmless(const char *s, struct buf *out)
{
	const char *end = s + strlen(s);
	struct cell c;

	while (next_cell(&s, end, &c)) {
		if (c.base == '\n')
			buf_char(out, '\n');
		else
			buf_add(out, c.bytes, c.n);
	}
}

struct wrap {
	int cells;
	void (*line)(void *ctx, const char *bytes, size_t n);
	void *ctx;
};

/* Blanks may hang over the edge while a line is measured; they are not part of it. */
static void give_line(const struct wrap *w, const char *begin, const char *end, int width)
{
	for (; width > w->cells && end > begin && end[-1] == ' '; width--)
		end--;
	w->line(w->ctx, begin, (size_t)(end - begin));
}

/* One line that ends at `end` (a newline or the text's end), in pieces of at most so many cells. */
static void wrap_line(const struct wrap *w, const char *s, const char *end)
{
	const char *begin = s, *blank = NULL, *p = s, *at;
	struct cell c;
	int width = 0;

	while (at = p, next_cell(&p, end, &c)) {
		if (width + c.width > w->cells && at > begin && c.base != ' ') {
			if (blank)
				w->line(w->ctx, begin, (size_t)(blank - begin));
			else
				give_line(w, begin, at, width);
			begin = blank ? blank + strspn(blank, " ") : at;
			p = begin;
			blank = NULL;
			width = 0;
			continue;
		}
		if (c.base == ' ' && (at == begin || at[-1] != ' '))
			blank = at > begin ? at : NULL;
		width += c.width;
	}
	give_line(w, begin, end, width);
}

void text_wrap(const char *s, int cells, void (*line)(void *ctx, const char *bytes, size_t n), void *ctx)
{
	struct wrap w = {cells < 1 ? 1 : cells, line, ctx};

	while (*s) {
		const char *end = s + strcspn(s, "\n");

		wrap_line(&w, s, end);
		s = end + (*end == '\n');
	}
}

size_t text_next_char(const char *s, size_t at)
{
	const char *p = s + at, *end = p + strlen(p), *after;

	if (p >= end)
		return 0;
	text_next(&p, end);
	for (after = p; after < end && (unsigned char)*after >= 0xCC; p = after) {
		uint32_t c = text_next(&after, end);

		if (!is_mark(c) && !is_selector(c))
			break;
	}
	return (size_t)(p - (s + at));
}

/* Where the code point that ends at `at` begins; a broken byte is one by itself. */
static size_t code_begin(const char *s, size_t at)
{
	size_t begin = at - 1;

	while (begin > 0 && at - begin < 4 && ((unsigned char)s[begin] & 0xC0) == 0x80)
		begin--;
	return text_is_utf8(s + begin, at - begin) ? begin : at - 1;
}

size_t text_prev_char(const char *s, size_t at)
{
	size_t begin = at;

	while (begin > 0) {
		const char *p;
		uint32_t c;

		begin = code_begin(s, begin);
		p = s + begin;
		c = text_next(&p, s + at);
		if (!is_mark(c) && !is_selector(c))
			break;
	}
	return at - begin;
}
