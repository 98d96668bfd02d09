/* civic/tsv.c - reading the tables of data/. Knows nothing of what they say. */
#include "civic/tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#define COLUMNS 32
#define FILE_MOST (4 << 20)

struct tsv_row {
	const char *headings[COLUMNS];
	size_t columns;
	const char *cells[COLUMNS];
};

const char *tsv_cell(const struct tsv_row *row, const char *heading)
{
	for (size_t i = 0; i < row->columns; i++)
		if (strcmp(row->headings[i], heading) == 0)
			return row->cells[i];
	return "";
}

static const char *language_cell(const struct tsv_row *row, const char *what, enum lang l)
{
	char heading[32];
	snprintf(heading, sizeof heading, "%s_%s", what, lang_code(l));
	return tsv_cell(row, heading);
}

void tsv_languages(const struct tsv_row *row, const char *what, char *out[LANG_COUNT])
{
	const char *any = "";
	for (enum lang l = 0; l < LANG_COUNT && !*any; l++)
		any = language_cell(row, what, l);
	for (enum lang l = 0; l < LANG_COUNT; l++) {
		const char *text = language_cell(row, what, l);
		out[l] = mem_copy_text(*text ? text : any);
	}
}

/* Cuts the line at its tabs, blanks around each piece taken off; how many there are (more than COLUMNS: one more). */
static size_t cut(char *line, const char **pieces)
{
	size_t n = 0;
	for (char *p = line; n < COLUMNS; n++) {
		size_t length = strcspn(p, "\t");
		bool last = p[length] == '\0';
		p[length] = '\0';
		char *begin = p + strspn(p, " "), *end = begin + strlen(begin);
		while (end > begin && end[-1] == ' ')
			*--end = '\0';
		pieces[n] = begin;
		if (last)
			return n + 1;
		p += length + 1;
	}
	return COLUMNS + 1;
}

static bool take_line(char *line, struct tsv_row *row, const struct tsv_reader *reader, char *why, size_t size)
{
	if (!text_is_utf8(line, strlen(line))) {
		snprintf(why, size, "%s", _("the line is not in UTF-8"));
		return false;
	}
	for (size_t i = 0; i < COLUMNS; i++)
		row->cells[i] = "";
	if (cut(line, row->cells) > row->columns) {
		snprintf(why, size, "%s", _("the line has more columns than the header"));
		return false;
	}
	return reader->take(reader->ctx, row, why, size);
}

static size_t read_lines(char *text, const char *name, const struct tsv_reader *reader)
{
	struct tsv_row row = {.columns = 0};
	char *rest = text;
	size_t number = 0, good = 0;
	for (char *line; (line = strsep(&rest, "\n"));) {
		char why[200] = "";
		number++;
		line[strcspn(line, "\r")] = '\0';
		if (*line == '#' || line[strspn(line, " \t")] == '\0')
			continue;
		if (row.columns == 0) {
			row.columns = cut(line, row.headings);
			if (row.columns > COLUMNS)
				return 0;
		} else if (take_line(line, &row, reader, why, sizeof why)) {
			good++;
		} else if (reader->say) {
			char *told = mem_print("%s:%zu: %s", name, number, why);
			reader->say(reader->say_ctx, told);
			free(told);
		}
	}
	return good;
}

bool tsv_read(const char *path, const struct tsv_reader *reader, struct err *e)
{
	struct buf text = BUF_INIT;
	if (!path_read_all(path, FILE_MOST, &text, e)) {
		buf_free(&text);
		return false;
	}
	char *begin = buf_take(&text), *from = strncmp(begin, "\xEF\xBB\xBF", 3) == 0 ? begin + 3 : begin;
	size_t good = read_lines(from, path_base(path), reader);
	free(begin);
	if (good)
		return true;
	err_set(e, ERR_INVALID, _("%s has no usable line."), path);
	return err_hint(e, _("The first line names the columns, the others hold one entry each, with tabs between."));
}
