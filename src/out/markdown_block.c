/* out/markdown_block.c - what CommonMark itself does not have: anchors of headings, tables, checklists; and texts with
 * and without marks. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "out/markdown_inner.h"

#define MOST_COLUMNS 12
#define LONGEST_ANCHOR 60

void markdown_harmless(const char *literal, struct buf *out)
{
	struct buf clean = BUF_INIT;
	text_harmless(literal ? literal : "", &clean);
	buf_add(out, buf_str(&clean), clean.len);
	buf_free(&clean);
}

void markdown_soft(char *text)
{
	for (; *text; text++)
		if (*text == MARKDOWN_SOFT)
			*text = ' ';
}

/* ---- anchors */

static void made_anchor(const char *text, struct buf *out)
{
	struct buf plain = BUF_INIT, key = BUF_INIT;
	markdown_plain(text, &plain);
	text_key(buf_str(&plain), &key);
	for (const char *p = buf_str(&key); *p && out->len < LONGEST_ANCHOR; p++)
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			buf_char(out, *p);
		else if (out->len && out->data[out->len - 1] != '-')
			buf_char(out, '-');
	buf_free(&plain);
	buf_free(&key);
}

/* "Terms {#terms}": the anchor, and how long the words before it are. */
static bool own_anchor(const char *text, size_t *words, struct buf *out)
{
	const char *mark = strstr(text, "{#");
	const size_t n = mark ? strspn(mark + 2, "abcdefghijklmnopqrstuvwxyz0123456789-") : 0;
	if (!n || n > LONGEST_ANCHOR || strcmp(mark + 2 + n, "}") != 0)
		return false;
	buf_add(out, mark + 2, n);
	for (*words = (size_t)(mark - text); *words && text[*words - 1] == ' ';)
		--*words;
	return true;
}

void markdown_take_anchor(struct markdown_block *b)
{
	struct buf anchor = BUF_INIT;
	size_t words;
	if (own_anchor(b->text, &words, &anchor))
		b->text[words] = '\0';
	else
		made_anchor(b->text, &anchor);
	free(b->anchor);
	b->anchor = buf_take(&anchor);
}

/* ---- checklists */

void markdown_take_box(struct markdown_block *b)
{
	if (b->text[0] != '[' || !strchr(" xX", b->text[1]) || b->text[1] == '\0' || b->text[2] != ']' ||
	    b->text[3] != ' ')
		return;
	b->box = b->text[1] == ' ' ? ' ' : 'x';
	memmove(b->text, b->text + 4, strlen(b->text + 4) + 1);
}

/* ---- tables */

static bool is_ruler(const char *line, size_t n)
{
	return n > 2 && memchr(line, '-', n) && strspn(line, "|-: ") >= n;
}

/* Cuts "| a | b |" into its cells; how many. Pieces are not ended by NUL. */
static size_t cut_row(const char *p, const char *end, const char **begins, size_t *lengths)
{
	size_t n = 0;
	if (p < end && *p == '|')
		p++;
	while (end > p && end[-1] == ' ')
		end--;
	if (end > p && end[-1] == '|')
		end--;
	while (n < MOST_COLUMNS && p <= end) {
		const char *bar = memchr(p, '|', (size_t)(end - p)), *stop = bar ? bar : end;
		const char *from = p, *to = stop;
		while (from < to && *from == ' ')
			from++;
		while (to > from && to[-1] == ' ')
			to--;
		begins[n] = from;
		lengths[n++] = (size_t)(to - from);
		p = stop + 1;
	}
	return n;
}

static void add_row(struct markdown_block *b, const char *line, const char *end)
{
	const char *begins[MOST_COLUMNS];
	size_t lengths[MOST_COLUMNS], n = cut_row(line, end, begins, lengths);
	if (!b->columns)
		b->columns = n ? n : 1;
	b->cells = mem_resize(b->cells, (b->rows + 1) * b->columns, sizeof *b->cells);
	for (size_t c = 0; c < b->columns; c++)
		b->cells[b->rows * b->columns + c] = c < n ? mem_copy_bytes(begins[c], lengths[c]) : mem_copy_text("");
	b->rows++;
}

bool markdown_make_table(struct markdown_block *b)
{
	const char *end = b->text + strlen(b->text), *second = strchr(b->text, MARKDOWN_SOFT);
	if (*b->text != '|' || !second)
		return false;
	const char *third = strchr(second + 1, MARKDOWN_SOFT);
	if (!is_ruler(second + 1, (size_t)((third ? third : end) - second - 1)))
		return false;
	add_row(b, b->text, second);
	for (const char *line = third; line;) {
		const char *next = strchr(line + 1, MARKDOWN_SOFT);
		add_row(b, line + 1, next ? next : end);
		line = next;
	}
	b->kind = MARKDOWN_TABLE;
	b->text[0] = '\0';
	return true;
}

/* ---- texts */

void markdown_plain(const char *text, struct buf *out)
{
	for (; text && *text; text++)
		if (*text > MARKDOWN_SOFT || *text < 0)
			buf_char(out, *text);
}

void markdown_escape(const char *text, struct buf *out)
{
	for (; text && *text; text++) {
		if (strchr("\\`*_{}[]<>()#+-.!|&~:=\"", *text))
			buf_char(out, '\\');
		buf_char(out, *text);
	}
}
