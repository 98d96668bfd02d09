/* cli/table.c - rows of cells on stdout for a person's eye. On a terminal they are cut to its width; into a file or a
 * pipe nothing is cut. Knows nothing of records. */
#include "cli/command.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

int cli_cells(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO))
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

void cli_print_text(const char *text)
{
	struct buf b = BUF_INIT;
	if (isatty(STDOUT_FILENO))
		text_harmless(text, &b);
	else
		buf_text(&b, text);
	fwrite(buf_str(&b), 1, b.len, stdout);
	buf_free(&b);
}

static void put_line(struct buf *b)
{
	while (b->len && b->data[b->len - 1] == ' ')
		buf_cut(b, b->len - 1);
	buf_char(b, '\n');
	fwrite(b->data, 1, b->len, stdout);
	buf_free(b);
}

/* A cell that is too wide is cut only where a terminal reads. */
static void put_cell(const char *text, int width, bool right, bool cut, struct buf *b)
{
	struct buf flat = BUF_INIT;
	text_harmless(text, &flat);
	for (char *p = flat.data; p && *p; p++)
		if (*p == '\n')
			*p = ' ';
	if (cut || text_width(buf_str(&flat)) <= width)
		text_fit(buf_str(&flat), width, right ? TEXT_RIGHT : TEXT_LEFT, false, b);
	else
		buf_text(b, buf_str(&flat));
	buf_free(&flat);
}

void cli_table_row(const struct cli_column *columns, size_t n, const char *const *cells)
{
	struct buf b = BUF_INIT;
	int have = cli_cells(), at = 0;
	for (size_t i = 0; i < n; i++) {
		int width = columns[i].width;
		if (have && at + 1 >= have)
			break;
		if (have && (width == 0 || at + width > have || i + 1 == n))
			width = have - at;
		put_cell(cells[i] ? cells[i] : "", width, columns[i].right, have > 0, &b);
		buf_text(&b, "  ");
		at += width + 2;
	}
	put_line(&b);
}

void cli_table_head(const struct cli_column *columns, size_t n)
{
	const char *titles[64];
	for (size_t i = 0; i < n && i < 64; i++)
		titles[i] = columns[i].title;
	cli_table_row(columns, n < 64 ? n : 64, titles);
}

void cli_block_line(const char *label, const char *value)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%s: ", label);
	for (const char *p = value; *p; p++) {
		buf_char(&b, *p);
		if (*p == '\n')
			buf_text(&b, "  ");
	}
	buf_char(&b, '\n');
	cli_print_text(buf_str(&b));
	buf_free(&b);
}
