/* app/guide_text.c - the Guide as plain text: its contents, one section, for the command line and for copying. */
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#include "app/guide_inner.h"
#include "out/markdown_lines.h"

#define CELLS 78

static void put_title(const char *title, char under, struct buf *out)
{
	struct buf plain = BUF_INIT;
	markdown_plain(title, &plain);
	buf_print(out, "%s\n", buf_str(&plain));
	for (int i = text_width(buf_str(&plain)); under && i > 0; i--)
		buf_char(out, under);
	buf_text(out, under ? "\n\n" : "");
	buf_free(&plain);
}

static void put_line(const struct markdown_line *line, struct buf *out)
{
	buf_repeat(out, " ", line->indent);
	if (line->kind == MARKDOWN_RULE)
		buf_repeat(out, "-", 20);
	for (size_t r = 0; r < line->nruns; r++)
		buf_text(out, line->runs[r].text);
	buf_char(out, '\n');
}

void guide_text(const struct guide *g, size_t section, struct buf *out)
{
	const struct guide_section *s = &g->sections[section];
	const struct guide_chapter *c = &g->chapters[s->chapter];
	struct markdown_lines lines = {0};
	if (s->level == 1)
		put_title(c->title, '=', out);
	markdown_lay(&c->text, s->block, guide_section_end(g, section), CELLS, false, &lines);
	for (size_t i = 0; i < lines.n; i++)
		put_line(&lines.at[i], out);
	markdown_lines_free(&lines);
}

void guide_contents_text(const struct guide *g, struct buf *out)
{
	for (size_t i = 0; i < g->nsections; i++) {
		const struct guide_section *s = &g->sections[i];
		const struct guide_chapter *c = &g->chapters[s->chapter];
		if (s->level > 2)
			continue;
		if (s->level == 1)
			buf_print(out, "%s%zu  ", i ? "\n" : "", s->chapter + 1);
		else
			buf_print(out, "   %s#%s  ", c->name, s->anchor);
		put_title(s->title, '\0', out);
	}
}
