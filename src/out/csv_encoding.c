/* out/csv_encoding.c - in which encoding is a table written? Knows nothing of cells.
 * Order of trust: BOM, a pattern of zero bytes, strict UTF-8 of the whole file, then uchardet (19 of 19 on
 * Windows-1251, where ICU's own detector found 10), whose word is weighed when the table is short. A person sees a
 * sample before anything is stored. */
#include <stdio.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/icu.h"
#include "base/text.h"
#include "out/csv_inner.h"

#define PIECE ((size_t)64 * 1024)
#define ENOUGH ((size_t)1024 * 1024)

static const char *encoding_by_bom(const unsigned char *b, size_t n)
{
	if (n >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF)
		return "UTF-8";
	if (n >= 4 && b[0] == 0xFF && b[1] == 0xFE && b[2] == 0 && b[3] == 0)
		return "UTF-32LE";
	if (n >= 2 && b[0] == 0xFF && b[1] == 0xFE)
		return "UTF-16LE";
	if (n >= 2 && b[0] == 0xFE && b[1] == 0xFF)
		return "UTF-16BE";
	return NULL;
}

/* In UTF-16 the separators and line ends have a zero byte, always on the same side. */
static const char *encoding_by_zeros(const unsigned char *b, size_t n)
{
	size_t zeros[2] = {0, 0};
	for (size_t i = 0; i < n; i++)
		zeros[i % 2] += b[i] == 0;
	if (zeros[1] >= 2 && zeros[1] * 50 >= n && zeros[0] * 20 <= zeros[1])
		return "UTF-16LE";
	if (zeros[0] >= 2 && zeros[0] * 50 >= n && zeros[1] * 20 <= zeros[0])
		return "UTF-16BE";
	return NULL;
}

/* How many bytes at the end belong to a character that the next piece completes. */
static size_t unfinished_tail(const char *bytes, size_t n)
{
	for (size_t back = 1; back <= 3 && back <= n; back++) {
		unsigned char c = (unsigned char)bytes[n - back];
		if (c >= 0xC0)
			return (c >= 0xF0 ? 4U : c >= 0xE0 ? 3U : 2U) > back ? back : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

/* The whole file, not only its beginning: the first letter with a mark may stand in row 50,000. */
static bool whole_file_is_utf8(FILE *file)
{
	char piece[PIECE];
	size_t kept = 0, n;
	rewind(file);
	while ((n = fread(piece + kept, 1, sizeof piece - kept, file)) > 0) {
		n += kept;
		kept = unfinished_tail(piece, n);
		if (!text_is_utf8(piece, n - kept))
			return false;
		memmove(piece, piece + n - kept, kept);
	}
	return kept == 0;
}

size_t csv_first_high(const char *piece, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)piece[i] >= 0x80)
			return i;
	return n;
}

/* The lines that have letters outside ASCII, until there are enough; a table may begin with thousands of plain rows. */
static void gather_letters(FILE *file, struct buf *out)
{
	char piece[4096];
	size_t n;
	rewind(file);
	while (out->len < ENOUGH && (n = fread(piece, 1, sizeof piece, file)) > 0) {
		for (size_t at = 0, part; at < n; at += part) {
			const char *end = memchr(piece + at, '\n', n - at);
			part = end ? (size_t)(end - piece) + 1 - at : n - at;
			if (csv_first_high(piece + at, part) < part)
				buf_add(out, piece + at, part);
		}
	}
}

#define GUESSER_FUNCTIONS(X)                                                                                           \
	X(uchardet_data_end) X(uchardet_delete) X(uchardet_get_charset) X(uchardet_handle_data) X(uchardet_new)

LATE_DECLARE(guesser, GUESSER_FUNCTIONS)
LATE_DEFINE(guesser, GUESSER_FUNCTIONS, LATE_UCHARDET)

static void detect(const struct buf *letters, char *name, size_t room)
{
	uchardet_t detector = guesser()->uchardet_new();
	guesser()->uchardet_handle_data(detector, letters->data, letters->len);
	guesser()->uchardet_data_end(detector);
	snprintf(name, room, "%.31s", guesser()->uchardet_get_charset(detector));
	guesser()->uchardet_delete(detector);
}

static bool icu_knows(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *c = *name ? icu()->ucnv_open(name, &status) : NULL;
	if (c)
		icu()->ucnv_close(c);
	return c && U_SUCCESS(status);
}

/* What the bytes outside ASCII look like. */
struct letters {
	size_t high; /* how many there are */
	size_t runs; /* of them, in runs of three and more: Russian words are such runs, Romanian letters stand alone */
	size_t dos;  /* A0..AF: small letters in DOS, signs in Windows */
	size_t ro;   /* ă ţ ş Ş Ţ by windows-1250, where Western sets have letters that nobody here needs */
	size_t fr;   /* à è by windows-1252, where windows-1250 has Slovak ones */
};

static struct letters count_letters(const struct buf *text)
{
	struct letters n = {0, 0, 0, 0, 0};
	size_t run = 0;
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->data[i];
		run = c >= 0x80 ? run + 1 : 0;
		n.high += c >= 0x80;
		n.runs += run > 3 ? 1 : run == 3 ? 3 : 0;
		n.dos += c >= 0xA0 && c <= 0xAF;
		n.ro += c == 0xE3 || c == 0xFE || c == 0xBA || c == 0xAA || c == 0xDE;
		n.fr += c == 0xE0 || c == 0xE8;
	}
	return n;
}

static bool begins_with_one(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strncmp(name, *list, strlen(*list)) == 0)
			return true;
	return false;
}

#define FEW_LETTERS 60

/* uchardet's word, unless a short table led it astray: to a set that nobody here writes in, or to another alphabet. */
static const char *better_guess(const struct letters *n, const char *name)
{
	static const char *const likely[] = {"WINDOWS-125", "ISO-8859-", "KOI8", "IBM8", "MAC-CYR", NULL};
	static const char *const cyrillic[] = {
	    "WINDOWS-1251", "ISO-8859-5", "KOI8", "IBM855", "IBM866", "MAC-CYR", NULL};
	static const char *const common[] = {"WINDOWS-1251", "KOI8-R", "IBM866", NULL};
	static const char *const western[] = {"WINDOWS-1252", "ISO-8859-1", NULL};
	bool few = n->high < FEW_LETTERS;
	if (n->runs * 2 > n->high) {
		if (begins_with_one(name, cyrillic) && icu_knows(name) && (!few || begins_with_one(name, common)))
			return name;
		return n->dos * 8 > n->high ? "IBM866" : "WINDOWS-1251";
	}
	if (!begins_with_one(name, likely) || begins_with_one(name, cyrillic) || !icu_knows(name))
		return "WINDOWS-1250";
	return begins_with_one(name, western) && n->ro > 0 && n->fr == 0 ? "WINDOWS-1250" : name;
}

static void guess_legacy(FILE *file, char *name, size_t room)
{
	char detected[32];
	struct buf text = BUF_INIT;
	gather_letters(file, &text);
	detect(&text, detected, sizeof detected);
	struct letters n = count_letters(&text);
	snprintf(name, room, "%s", better_guess(&n, detected));
	buf_free(&text);
}

void csv_guess_encoding(FILE *file, const char *head, size_t n, char *name, size_t room)
{
	const unsigned char *bytes = (const unsigned char *)head;
	const char *sure = encoding_by_bom(bytes, n);
	if (!sure)
		sure = encoding_by_zeros(bytes, n);
	if (!sure && whole_file_is_utf8(file))
		sure = "UTF-8";
	if (sure) {
		snprintf(name, room, "%s", sure);
		return;
	}
	guess_legacy(file, name, room);
}
