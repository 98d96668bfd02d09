/* out/csv_guess.c - what a table file is written in: encoding and separator. Knows no record and no kind.
 * Order of trust: BOM, a pattern of zero bytes, strict UTF-8, then uchardet (19 of 19 on Windows-1251, where ICU's own
 * detector found 10). A person sees the sample before anything is stored. */
#include "out/csv.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "base/lang.h"
#include "base/path.h"
#include "base/text.h"
#include "out/csv_inner.h"

#define LOOK ((size_t)64 * 1024)
#define DETECT ((size_t)1024 * 1024)
#define ROWS 200

/* ---- not tables at all */

static const struct magic {
	const char *bytes;
	size_t n;
	const char *what;
} magics[] = {
    {"PK\x03\x04", 4, N_("a workbook (.xlsx, .ods) or an archive")},
    {"\xD0\xCF\x11\xE0", 4, N_("an old Excel workbook (.xls)")},
    {"%PDF", 4, N_("a PDF document")},
    {"\x1F\x8B", 2, N_("a packed file")},
    {"SQLite format 3", 15, N_("a database")},
    {"\x89PNG", 4, N_("a picture")},
    {"\xFF\xD8\xFF", 3, N_("a picture")},
};

static bool refuse_other_files(const char *path, const char *bytes, size_t n, struct err *e)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		if (n < magics[i].n || memcmp(bytes, magics[i].bytes, magics[i].n) != 0)
			continue;
		err_set(e, ERR_INVALID, _("%s is not a text table but %s. Nothing was changed."), path_base(path),
		    _(magics[i].what));
		return err_hint(e, _("Open it in the spreadsheet and save it as CSV UTF-8."));
	}
	return true;
}

/* ---- encoding */

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
	char piece[LOOK];
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

static size_t first_high_byte(const char *piece, size_t n)
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
	while (out->len < DETECT && (n = fread(piece, 1, sizeof piece, file)) > 0) {
		for (size_t at = 0, part; at < n; at += part) {
			const char *end = memchr(piece + at, '\n', n - at);
			part = end ? (size_t)(end - piece) + 1 - at : n - at;
			if (first_high_byte(piece + at, part) < part)
				buf_add(out, piece + at, part);
		}
	}
}

static void detect(const struct buf *letters, char *name, size_t room)
{
	uchardet_t detector = uchardet_new();
	uchardet_handle_data(detector, letters->data, letters->len);
	uchardet_data_end(detector);
	snprintf(name, room, "%s", uchardet_get_charset(detector));
	uchardet_delete(detector);
}

static bool icu_knows(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *c = *name ? ucnv_open(name, &status) : NULL;
	if (c)
		ucnv_close(c);
	return c && U_SUCCESS(status);
}

/* Letters of Russian words stand side by side as high bytes; in Romanian ones they are alone among plain letters. */
static bool looks_cyrillic(const struct buf *letters)
{
	size_t pairs = 0, high = 0;
	for (size_t i = 1; i < letters->len; i++) {
		bool now = (unsigned char)letters->data[i] >= 0xC0;
		high += now;
		pairs += now && (unsigned char)letters->data[i - 1] >= 0xC0;
	}
	return pairs * 2 > high;
}

static bool begins_with_one(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strncmp(name, *list, strlen(*list)) == 0)
			return true;
	return false;
}

/* uchardet's word, unless a short table led it astray: to a set that nobody here writes in, or to a Western one for
 * words that are all high bytes. */
static void guess_legacy(FILE *file, char *name, size_t room)
{
	static const char *const likely[] = {"WINDOWS-125", "ISO-8859-", "KOI8", "IBM8", "MAC-C", NULL};
	static const char *const cyrillic[] = {
	    "WINDOWS-1251", "ISO-8859-5", "KOI8", "IBM855", "IBM866", "MAC-CYR", NULL};
	struct buf letters = BUF_INIT;
	gather_letters(file, &letters);
	detect(&letters, name, room);
	bool russian = looks_cyrillic(&letters);
	if (!begins_with_one(name, likely) || !icu_knows(name) || (russian && !begins_with_one(name, cyrillic)))
		snprintf(name, room, "%s", russian ? "WINDOWS-1251" : "WINDOWS-1250");
	buf_free(&letters);
}

static void guess_encoding(FILE *file, const char *head, size_t n, char *name, size_t room)
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

/* ---- separator */

struct shape {
	size_t header, same, rows;
};

/* How many cells have the rows, if this is the separator? A row that the piece cuts off does not count. */
static struct shape shape_of(const char *text, size_t n, char separator)
{
	struct shape s = {0, 0, 0};
	bool quoted = false;
	size_t cells = 1, length = 0;
	for (size_t i = 0; i < n && s.rows < ROWS; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		if (!quoted && (text[i] == '\n' || text[i] == '\r')) {
			if (length > 0) {
				s.header = s.rows == 0 ? cells : s.header;
				s.same += cells == s.header;
				s.rows++;
			}
			cells = 1;
			length = 0;
			continue;
		}
		cells += !quoted && text[i] == separator;
		length++;
	}
	if (s.rows == 0)
		s = (struct shape){cells, 1, 1};
	return s;
}

/* Better: it divides the header; more rows agree with the header; it makes more columns. */
static bool shape_better(const struct shape *a, const struct shape *b)
{
	bool a_divides = a->header > 1, b_divides = b->header > 1;
	if (a_divides != b_divides)
		return a_divides;
	size_t left = a->same * b->rows, right = b->same * a->rows;
	if (left != right)
		return left > right;
	return a_divides && a->header > b->header;
}

char csv_guess_separator(const char *text, size_t n)
{
	static const char candidates[] = ",;\t|";
	char best = ',';
	struct shape best_shape = shape_of(text, n, best);
	for (const char *c = candidates + 1; *c; c++) {
		struct shape s = shape_of(text, n, *c);
		if (shape_better(&s, &best_shape)) {
			best = *c;
			best_shape = s;
		}
	}
	return best;
}

size_t csv_sep_line(const char *text, size_t n, char *separator)
{
	if (n < 6 || memcmp(text, "sep=", 4) != 0)
		return 0;
	size_t at = text[5] == '\r' ? 6 : 5;
	if (at >= n || text[at] != '\n')
		return 0;
	if (separator)
		*separator = text[4];
	return at + 1;
}

/* ---- sample and mark */

static bool bears_mark(const char *text, size_t n, char separator)
{
	size_t end = 0, mark = sizeof CSV_MARK - 1;
	while (end < n && text[end] != separator && text[end] != '\r' && text[end] != '\n')
		end++;
	if (end > 0 && text[end - 1] == '"')
		end--;
	return end >= mark && memcmp(text + end - mark, CSV_MARK, mark) == 0;
}

/* The line around the first letter outside ASCII, cut at whole characters. */
static void take_sample(const char *text, size_t n, size_t high, char *out, size_t room)
{
	size_t begin = high, end = high;
	while (begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r' && high - begin < 40)
		begin--;
	while (end < n && text[end] != '\n' && text[end] != '\r')
		end++;
	while (end - begin >= room || (end > begin && end < n && ((unsigned char)text[end] & 0xC0) == 0x80))
		end--;
	memcpy(out, text + begin, end - begin);
	out[end - begin] = '\0';
}

static bool look_at_text(const char *path, struct csv_guess *out, struct err *e)
{
	struct csv_source *s;
	const char *text;
	size_t n, seen = 0;
	if (!csv_source_open(&s, path, out->encoding, e))
		return false;
	bool fine;
	while ((fine = csv_source_next(s, &text, &n, e)) && n > 0) {
		if (seen == 0) {
			size_t sep = csv_sep_line(text, n, &out->separator);
			if (sep == 0)
				out->separator = csv_guess_separator(text, n);
			out->header_mark = bears_mark(text + sep, n - sep, out->separator);
		}
		size_t high = first_high_byte(text, n);
		if (high < n)
			take_sample(text, n, high, out->sample, sizeof out->sample);
		seen += n;
		if (high < n || seen > DETECT)
			break;
	}
	csv_source_close(s);
	return fine;
}

bool csv_guess_with(const char *path, const char *encoding, struct csv_guess *out, struct err *e)
{
	char head[4096];
	*out = (struct csv_guess){.separator = ','};
	FILE *file = csv_open_plain(path, e);
	if (!file)
		return false;
	size_t n = fread(head, 1, sizeof head, file);
	bool fine = !ferror(file);
	if (!fine)
		err_errno(e, errno, _("%s could not be read"), path_base(path));
	else if (n == 0)
		fine = err_set(e, ERR_INVALID, _("%s is empty. Nothing was changed."), path_base(path));
	else
		fine = refuse_other_files(path, head, n, e);
	if (fine && encoding)
		snprintf(out->encoding, sizeof out->encoding, "%s", encoding);
	else if (fine)
		guess_encoding(file, head, n, out->encoding, sizeof out->encoding);
	fclose(file);
	return fine && look_at_text(path, out, e);
}

bool csv_guess(const char *path, struct csv_guess *out, struct err *e)
{
	return csv_guess_with(path, NULL, out, e);
}
