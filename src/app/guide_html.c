/* app/guide_html.c - a chapter as HTML: headings with stable anchors, lists inside lists, tables, links. No script, and
 * nothing that a browser would have to fetch. Knows no files. */
#include <stdlib.h>
#include <string.h>

#include "app/guide_page.h"
#include "base/lang.h"
#include "base/mem.h"
#include "out/html.h"

#define DEEPEST 16

/* Where in a chapter we are. */
struct writing {
	const struct page *page;
	size_t chapter;
	char open[DEEPEST]; /* 'u' 'o': the lists that are open, outermost first */
	int depth, quotes;
	size_t url; /* of the block: the next link's */
};

/* ---- addresses */

void page_anchor(const struct page *p, size_t section, struct buf *out)
{
	const struct guide_section *s = &p->guide->sections[section];
	if (p->single)
		buf_print(out, "%s-%s%s", lang_code(p->guide->lang), p->guide->chapters[s->chapter].name,
		    *s->anchor ? "-" : "");
	html_escape(s->anchor, out);
}

void page_address(const struct page *p, size_t section, struct buf *out)
{
	const struct guide_section *s = &p->guide->sections[section];
	if (!p->single)
		buf_print(out, "%s.html", p->guide->chapters[s->chapter].name);
	if (!p->single && !*s->anchor)
		return;
	buf_char(out, '#');
	page_anchor(p, section, out);
}

/* ---- texts */

static void open_link(struct writing *w, const char *url)
{
	struct buf *out = w->page->out;
	size_t section;
	const enum guide_link_kind kind = guide_link(w->page->guide, w->chapter, url, &section);
	if (kind == GUIDE_SECTION) {
		buf_text(out, "<a href=\"");
		page_address(w->page, section, out);
		buf_text(out, "\">");
	} else if (kind == GUIDE_WEB) {
		html_tagged("<a rel=\"noreferrer\" href=\"", url, "\">", out);
	} else {
		buf_text(out, "<span class=\"in\">");
	}
}

static void close_link(struct writing *w, const char *url)
{
	struct buf *out = w->page->out;
	if (strncmp(url, "obste:", 6) == 0)
		html_tagged(" <small>(", _("in the program Obște"), ")</small></span>", out);
	else
		buf_text(out, "</a>");
}

static void put_words(const char *text, size_t n, struct buf *out)
{
	char *words = mem_copy_bytes(text, n);
	html_escape(words, out);
	free(words);
}

static void put_mark(struct writing *w, const struct markdown_block *b, char sign, bool *bold, bool *italic)
{
	struct buf *out = w->page->out;
	if (sign == MARKDOWN_BOLD)
		buf_text(out, (*bold = !*bold) ? "<strong>" : "</strong>");
	else if (sign == MARKDOWN_ITALIC)
		buf_text(out, (*italic = !*italic) ? "<em>" : "</em>");
	else if (sign == '\n')
		buf_text(out, "<br>\n");
	else if (w->url < b->nurls && sign == MARKDOWN_LINK)
		open_link(w, b->urls[w->url]);
	else if (w->url < b->nurls && sign == MARKDOWN_LINK_END)
		close_link(w, b->urls[w->url++]);
}

static void put_text(struct writing *w, const struct markdown_block *b, const char *text)
{
	bool bold = false, italic = false;
	static const char signs[] = "\x02\x03\x04\x05\n";
	while (*text) {
		const size_t n = strcspn(text, signs);
		put_words(text, n, w->page->out);
		text += n;
		if (*text)
			put_mark(w, b, *text++, &bold, &italic);
	}
}

/* ---- lists */

static void close_lists(struct writing *w, int to)
{
	while (w->depth > to)
		buf_print(w->page->out, "</li></%cl>\n", w->open[--w->depth]);
}

/* A level deeper than its list's would be: the missing ones are opened too, so that tags always close. */
static void open_item(struct writing *w, const struct markdown_block *b, int level)
{
	struct buf *out = w->page->out;
	close_lists(w, b->first ? level - 1 : level);
	if (w->depth == level)
		buf_text(out, "</li>");
	while (w->depth < level) {
		const char sort = b->number ? 'o' : 'u';
		buf_print(out, "<%cl%s", sort, b->box ? " class=\"check\"" : "");
		if (b->number > 1)
			buf_print(out, " start=\"%d\"", b->number);
		buf_char(out, '>');
		w->open[w->depth++] = sort;
		if (w->depth < level)
			buf_text(out, "<li>");
	}
	buf_text(out, "<li>");
	if (b->box)
		buf_text(out, b->box == ' ' ? "☐ " : "☒ ");
}

static void set_quotes(struct writing *w, int quotes)
{
	for (; w->quotes < quotes; w->quotes++)
		buf_text(w->page->out, "<blockquote>\n");
	for (; w->quotes > quotes; w->quotes--)
		buf_text(w->page->out, "</blockquote>\n");
}

/* ---- blocks */

/* On a phone a table's cells stand below each other: each but the first says what its column is. */
static void open_cell(const struct markdown_block *b, size_t column, struct buf *out)
{
	struct buf head = BUF_INIT;
	markdown_plain(b->cells[column], &head);
	if (column && head.len)
		html_tagged("<td data-head=\"", buf_str(&head), ": \">", out);
	else
		buf_text(out, "<td>");
	buf_free(&head);
}

static void put_table(struct writing *w, const struct markdown_block *b)
{
	struct buf *out = w->page->out;
	buf_text(out, "<table>\n");
	for (size_t r = 0; r < b->rows; r++) {
		buf_text(out, "<tr>");
		for (size_t c = 0; c < b->columns; c++) {
			if (r)
				open_cell(b, c, out);
			else
				buf_text(out, "<th scope=\"col\">");
			put_text(w, b, b->cells[r * b->columns + c]);
			buf_text(out, r ? "</td>" : "</th>");
		}
		buf_text(out, "</tr>\n");
	}
	buf_text(out, "</table>\n");
}

static void put_heading(struct writing *w, size_t block, const struct markdown_block *b)
{
	const struct guide *g = w->page->guide;
	const int level = b->level < 2 ? 2 : b->level > 5 ? 5 : b->level;
	const int shown = w->page->single ? level + 1 : level;
	buf_print(w->page->out, "<h%d", shown);
	for (size_t s = 0; s < g->nsections; s++)
		if (g->sections[s].chapter == w->chapter && g->sections[s].level > 1 && g->sections[s].block == block &&
		    *b->anchor) {
			buf_text(w->page->out, " id=\"");
			page_anchor(w->page, s, w->page->out);
			buf_char(w->page->out, '"');
		}
	buf_char(w->page->out, '>');
	put_text(w, b, b->text);
	buf_print(w->page->out, "</h%d>\n", shown);
}

static void put_plain(struct writing *w, const struct markdown_block *b, const char *open, const char *close)
{
	buf_text(w->page->out, open);
	put_text(w, b, b->text);
	buf_text(w->page->out, close);
}

static void put_block(struct writing *w, size_t block, const struct markdown_block *b)
{
	const int level = b->kind == MARKDOWN_HEADING ? 0 : b->level < DEEPEST ? b->level : DEEPEST - 1;
	w->url = 0;
	if (w->quotes != b->quotes) {
		close_lists(w, 0);
		set_quotes(w, b->quotes);
	}
	if (b->item && level > 0)
		open_item(w, b, level);
	else
		close_lists(w, level);
	if (b->kind == MARKDOWN_HEADING)
		put_heading(w, block, b);
	else if (b->kind == MARKDOWN_RULE)
		buf_text(w->page->out, "<hr>\n");
	else if (b->kind == MARKDOWN_CODE)
		put_plain(w, b, "<pre>", "</pre>\n");
	else if (b->kind == MARKDOWN_TABLE)
		put_table(w, b);
	else
		put_plain(w, b, b->item ? "" : "<p>", b->item ? "" : "</p>\n");
}

void page_chapter(const struct page *p, size_t chapter)
{
	const struct guide_chapter *c = &p->guide->chapters[chapter];
	struct writing w = {.page = p, .chapter = chapter};
	const char *tag = p->single ? "h2" : "h1";
	buf_print(p->out, "<%s", tag);
	if (p->single) {
		buf_text(p->out, " id=\"");
		page_anchor(p, guide_section_find(p->guide, chapter, ""), p->out);
		buf_char(p->out, '"');
	}
	buf_print(p->out, ">%zu. ", chapter + 1);
	html_escape(c->title, p->out);
	buf_print(p->out, "</%s>\n", tag);
	for (size_t b = 0; b < c->text.n; b++)
		put_block(&w, b, &c->text.at[b]);
	close_lists(&w, 0);
	set_quotes(&w, 0);
}

void page_contents(const struct page *p)
{
	buf_text(p->out, "<ol>\n");
	for (size_t c = 0; c < p->guide->nchapters; c++) {
		buf_text(p->out, "<li><a href=\"");
		page_address(p, guide_section_find(p->guide, c, ""), p->out);
		html_tagged("\">", p->guide->chapters[c].title, "</a></li>\n", p->out);
	}
	buf_text(p->out, "</ol>\n");
}
