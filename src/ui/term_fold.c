/* ui/term_fold.c - text in ASCII letters and signs, for terminals that have no others. Only for showing: what is stored
 * never passes here. */
#include "ui/term_internal.h"

#include <string.h>

#include "base/text.h"

static const struct {
	uint32_t from;
	const char *to;
} folds[] = {
    {0xA0, " "},
    {0xAB, "\""},
    {0xB0, "o"},
    {0xB7, "."},
    {0xBB, "\""},
    {0xC2, "A"},
    {0xC7, "C"},
    {0xC9, "E"},
    {0xCA, "E"},
    {0xCE, "I"},
    {0xD6, "O"},
    {0xDC, "U"},
    {0xE0, "a"},
    {0xE1, "a"},
    {0xE2, "a"},
    {0xE4, "a"},
    {0xE7, "c"},
    {0xE8, "e"},
    {0xE9, "e"},
    {0xEA, "e"},
    {0xEE, "i"},
    {0xF6, "o"},
    {0xFC, "u"},
    {0x102, "A"},
    {0x103, "a"},
    {0x131, "i"},
    {0x15E, "S"},
    {0x15F, "s"},
    {0x162, "T"},
    {0x163, "t"},
    {0x218, "S"},
    {0x219, "s"},
    {0x21A, "T"},
    {0x21B, "t"},
    {0x2010, "-"},
    {0x2011, "-"},
    {0x2013, "-"},
    {0x2014, "-"},
    {0x2018, "'"},
    {0x2019, "'"},
    {0x201C, "\""},
    {0x201D, "\""},
    {0x201E, "\""},
    {0x2026, "~"},
    {0x2116, "N"},
    {0x2190, "<"},
    {0x2191, "^"},
    {0x2192, ">"},
    {0x2193, "v"},
    {0x2500, "-"},
    {0x2502, "|"},
    {0x250C, "+"},
    {0x2510, "+"},
    {0x2514, "+"},
    {0x2518, "+"},
    {0x25A0, "#"},
    {0x25B2, "^"},
    {0x25BC, "v"},
    {0x2588, "#"},
    {0x2591, "."},
    {0x401, "E"},
    {0x451, "e"},
};

/* а..я, one letter each so that widths stay what they were. */
static const char cyrillic[] = "abvgdejziiklmnoprstufhtcss'y'eua";

static bool fold_cyrillic(uint32_t c, struct buf *out)
{
	if (c < 0x410 || c > 0x44F)
		return false;
	char to = cyrillic[(c - 0x410) % 32];
	buf_char(out, c < 0x430 && to >= 'a' ? (char)(to - 'a' + 'A') : to);
	return true;
}

/* One character for one, so that widths stay what they were. */
void term_fold(const char *text, struct buf *out)
{
	const char *end = text + strlen(text);
	while (text < end) {
		uint32_t c = text_next(&text, end);
		if (c < 0x80) {
			buf_char(out, (char)c);
			continue;
		}
		if (c >= 0x300 && c < 0x370) /* a mark on the letter before it */
			continue;
		if (fold_cyrillic(c, out))
			continue;
		const char *to = "?";
		for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
			if (folds[i].from == c)
				to = folds[i].to;
		buf_text(out, to);
	}
}
