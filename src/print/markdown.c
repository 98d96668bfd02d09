/* print/markdown.c - Markdown as blocks of a page: headings, paragraphs, lists, quotations, code, tables. Links show
 * where they lead. Knows no fonts. */
#include "print/print.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "out/markdown.h"

#define STEP_IN 6.0 /* mm a level */

/* Bold and italics are the same marks here; behind a link stands its address. */
static char *marked(const char *text, char *const *urls, size_t nurls, size_t *link)
{
	struct buf out = BUF_INIT;
	for (const char *p = text; *p; p++)
		if (*p == MARKDOWN_LINK_END && *link < nurls) {
			const char *url = urls[(*link)++];
			if (*url && *url != '#' && strncmp(url, "obste:", 6) != 0)
				buf_print(&out, " (%s)", url);
		} else if (*p != MARKDOWN_LINK && *p != MARKDOWN_LINK_END) {
			buf_char(&out, *p);
		}
	return buf_take(&out);
}

static void put_table(const struct markdown_block *m, struct blocks *out)
{
	struct table *t = mem_alloc(sizeof *t);
	size_t link = 0;
	blocks_add(out, BLOCK_TABLE)->table = t;
	*t = (struct table){.border = BORDER_ROWS, .size = 9, .ncolumns = m->columns, .nrows = m->rows - 1};
	t->rows = mem_array(m->rows, sizeof *t->rows);
	for (size_t c = 0; c < m->columns; c++)
		t->columns[c] = (struct column){.share = 1, .title = marked(m->cells[c], m->urls, m->nurls, &link)};
	for (size_t r = 0; r < t->nrows; r++) {
		t->rows[r] = mem_array(m->columns, sizeof *t->rows[r]);
		for (size_t c = 0; c < m->columns; c++)
			t->rows[r][c] = marked(m->cells[(r + 1) * m->columns + c], m->urls, m->nurls, &link);
	}
}

static char *bullet(const struct markdown_block *m)
{
	if (m->box)
		return mem_copy_text(m->box == ' ' ? "☐" : "☒");
	return m->number ? mem_print("%d.", m->number) : mem_copy_text("•");
}

static void put_text(const struct markdown_block *m, struct blocks *out)
{
	static const char *const headings[] = {"h1", "h1", "h2", "h3", "h3", "h3", "h3"};
	struct block *b = blocks_add(out, BLOCK_TEXT);
	size_t link = 0;
	const bool heading = m->kind == MARKDOWN_HEADING;
	style_word(&b->style, heading ? headings[m->level % 7] : m->kind == MARKDOWN_CODE ? "small" : "p");
	b->style.indent = (m->quotes + (heading ? 0 : m->level)) * STEP_IN;
	b->style.italic = m->quotes > 0;
	b->style.mono = m->kind == MARKDOWN_CODE;
	if (m->item) {
		b->more = bullet(m);
		b->style.after = 0.8;
	}
	b->text = marked(m->text, m->urls, m->nurls, &link);
}

void markdown_blocks(const char *text, struct blocks *out)
{
	struct markdown m = {0};
	markdown_read(text, &m);
	for (size_t i = 0; i < m.n; i++)
		if (m.at[i].kind == MARKDOWN_RULE)
			blocks_add(out, BLOCK_RULE);
		else if (m.at[i].kind == MARKDOWN_TABLE)
			put_table(&m.at[i], out);
		else
			put_text(&m.at[i], out);
	markdown_free(&m);
}
