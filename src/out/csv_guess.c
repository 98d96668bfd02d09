/* out/csv_guess.c - what a table file is written in: is it one at all, its encoding (csv_encoding.c), separator, a
 * sample for a person's eye. Knows no record and no kind. */
#include "out/csv.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/path.h"
#include "out/csv_inner.h"

#define SAMPLE_WITHIN ((size_t)1024 * 1024)
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
		size_t high = csv_first_high(text, n);
		if (high < n)
			take_sample(text, n, high, out->sample, sizeof out->sample);
		seen += n;
		if (high < n || seen > SAMPLE_WITHIN)
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
		csv_guess_encoding(file, head, n, out->encoding, sizeof out->encoding);
	fclose(file);
	return fine && look_at_text(path, out, e);
}

bool csv_guess(const char *path, struct csv_guess *out, struct err *e)
{
	return csv_guess_with(path, NULL, out, e);
}
