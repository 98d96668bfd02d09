/* out/csv_source.c - a file of text in any encoding as a stream of UTF-8, piece by piece, by ICU's converters.
 * Knows nothing of cells and rows. */
#include "out/csv_inner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/icu.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define PIECE ((size_t)64 * 1024)

struct csv_source {
	FILE *file;
	UConverter *from, *to; /* NULL: the file is UTF-8 already */
	bool begun, over;
	char raw[PIECE];
	const char *raw_at, *raw_end;
	UChar pivot[PIECE / 4];
	UChar *pivot_source, *pivot_target;
	char out[PIECE];
};

FILE *csv_open_plain(const char *path, struct err *e)
{
	struct stat st;
	/* Asked before opening: opening a pipe would wait for ever. */
	if (stat(path, &st) != 0) {
		err_errno(e, errno, _("%s could not be read"), path_base(path));
		return NULL;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_INVALID, _("%s is not a plain file. Nothing was changed."), path_base(path));
		return NULL;
	}
	FILE *file = fopen(path, "rbe");
	if (!file)
		err_errno(e, errno, _("%s could not be read"), path_base(path));
	return file;
}

static bool open_converters(struct csv_source *s, const char *encoding, struct err *e)
{
	UErrorCode status = U_ZERO_ERROR;
	s->from = icu()->ucnv_open(encoding, &status);
	s->to = icu()->ucnv_open("UTF-8", &status);
	s->pivot_source = s->pivot_target = s->pivot;
	if (U_SUCCESS(status))
		return true;
	err_set(e, ERR_INVALID, _("No encoding is called “%s”. Nothing was changed."), encoding);
	return err_hint(e, _("Usual ones are UTF-8, windows-1251 (Russian), windows-1250 (Romanian), UTF-16."));
}

bool csv_source_open(struct csv_source **out, const char *path, const char *encoding, struct err *e)
{
	FILE *file = csv_open_plain(path, e);
	*out = NULL;
	if (!file)
		return false;
	struct csv_source *s = mem_alloc(sizeof *s);
	s->file = file;
	bool utf8 = strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;
	if (!utf8 && !open_converters(s, encoding, e)) {
		csv_source_close(s);
		return false;
	}
	*out = s;
	return true;
}

bool csv_source_is_utf8(const struct csv_source *s)
{
	return s->from == NULL;
}

static bool read_raw(struct csv_source *s, struct err *e)
{
	size_t n = fread(s->raw, 1, sizeof s->raw, s->file);
	s->raw_at = s->raw;
	s->raw_end = s->raw + n;
	s->over = n < sizeof s->raw;
	if (ferror(s->file))
		return err_errno(e, errno, "%s", _("The table could not be read to its end"));
	return true;
}

/* Bytes that no letter belongs to become U+FFFD (ICU's way); the reader of rows looks for that. */
static bool convert(struct csv_source *s, size_t *n, struct err *e)
{
	char *target = s->out;
	while (target == s->out) {
		if (s->raw_at == s->raw_end && !s->over && !read_raw(s, e))
			return false;
		UErrorCode status = U_ZERO_ERROR;
		icu()->ucnv_convertEx(s->to, s->from, &target, s->out + sizeof s->out, &s->raw_at, s->raw_end, s->pivot,
		    &s->pivot_source, &s->pivot_target, s->pivot + PIECE / 4, false, s->over, &status);
		if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR)
			return err_set(e, ERR_INVALID,
			    _("The table could not be converted from its encoding. Nothing was changed."));
		if (s->over && s->raw_at == s->raw_end && status != U_BUFFER_OVERFLOW_ERROR)
			break;
	}
	*n = (size_t)(target - s->out);
	return true;
}

bool csv_source_next(struct csv_source *s, const char **bytes, size_t *n, struct err *e)
{
	if (s->from) {
		*bytes = s->out;
		if (!convert(s, n, e))
			return false;
	} else {
		if (!s->over && !read_raw(s, e))
			return false;
		*bytes = s->raw;
		*n = (size_t)(s->raw_end - s->raw_at);
		s->raw_at = s->raw_end;
	}
	if (!s->begun && *n >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0) {
		*bytes += 3;
		*n -= 3;
	}
	s->begun = true;
	return true;
}

void csv_source_close(struct csv_source *s)
{
	if (!s)
		return;
	if (s->from)
		icu()->ucnv_close(s->from);
	if (s->to)
		icu()->ucnv_close(s->to);
	fclose(s->file);
	free(s);
}
