/* out/markdown.c - CommonMark as plain blocks: cmark reads, here its tree is walked once. Knows nothing of who shows
 * them. */
#include "out/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "out/cmark.h"
#include "out/markdown_inner.h"

LATE_DEFINE(commonmark, CMARK_FUNCTIONS, LATE_CMARK)

#define MOST_BYTES (4u << 20)
#define DEEPEST 16

struct walking {
	struct markdown *out;
	struct buf text; /* of the block that is being gathered */
	char **urls;
	size_t nurls;
	int numbers[DEEPEST]; /* of the next item of each open list; 0: points */
	bool fresh[DEEPEST];  /* no item of it was seen yet */
	int depth, quotes, bold, italic;
	bool item; /* the next block begins an item */
};

struct markdown_block *markdown_add(struct markdown *m, enum markdown_kind kind)
{
	if (m->n == m->room) {
		m->room = m->room ? m->room * 2 : 64;
		m->at = mem_resize(m->at, m->room, sizeof *m->at);
	}
	struct markdown_block *b = &m->at[m->n++];
	*b = (struct markdown_block){.kind = kind};
	return b;
}

static int innermost(const struct walking *w)
{
	return w->depth < DEEPEST ? w->depth - 1 : DEEPEST - 1;
}

static void begin_item(struct walking *w, struct markdown_block *b)
{
	const int at = innermost(w);
	b->item = true;
	b->first = w->fresh[at];
	b->number = w->numbers[at];
	w->fresh[at] = false;
	if (w->numbers[at])
		w->numbers[at]++;
	w->item = false;
}

/* What was gathered becomes a block; nothing was: nothing does, unless an item has to be shown. */
static struct markdown_block *put(struct walking *w, enum markdown_kind kind)
{
	if (!w->text.len && kind != MARKDOWN_RULE && !w->item)
		return NULL;
	struct markdown_block *b = markdown_add(w->out, kind);
	b->level = w->depth;
	b->quotes = w->quotes;
	if (w->item)
		begin_item(w, b);
	b->text = buf_take(&w->text);
	b->anchor = mem_copy_text("");
	b->urls = w->urls;
	b->nurls = w->nurls;
	w->urls = NULL;
	w->nurls = 0;
	return b;
}

/* ---- inlines */

static void mark(struct walking *w, int *depth, bool entering, char sign)
{
	*depth += entering ? 1 : -1;
	if (*depth == (entering ? 1 : 0))
		buf_char(&w->text, sign);
}

static void link_mark(struct walking *w, cmark_node *node, bool entering)
{
	const char *url = commonmark()->cmark_node_get_url(node);
	if (entering) {
		w->urls = mem_resize(w->urls, w->nurls + 1, sizeof *w->urls);
		w->urls[w->nurls++] = mem_copy_text(url ? url : "");
	}
	buf_char(&w->text, entering ? MARKDOWN_LINK : MARKDOWN_LINK_END);
}

static void inlines(struct walking *w, cmark_node *node, bool entering)
{
	switch (commonmark()->cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		markdown_harmless(commonmark()->cmark_node_get_literal(node), &w->text);
		break;
	case CMARK_NODE_SOFTBREAK:
		buf_char(&w->text, MARKDOWN_SOFT);
		break;
	case CMARK_NODE_LINEBREAK:
		buf_char(&w->text, '\n');
		break;
	case CMARK_NODE_STRONG:
		mark(w, &w->bold, entering, MARKDOWN_BOLD);
		break;
	case CMARK_NODE_EMPH:
		mark(w, &w->italic, entering, MARKDOWN_ITALIC);
		break;
	case CMARK_NODE_LINK:
		link_mark(w, node, entering);
		break;
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		w->out->html = true;
		break;
	default:
		break;
	}
}

/* ---- blocks */

static void put_heading(struct walking *w, cmark_node *node)
{
	struct markdown_block *b = put(w, MARKDOWN_HEADING);
	if (!b)
		return;
	b->level = commonmark()->cmark_node_get_heading_level(node);
	markdown_soft(b->text);
	markdown_take_anchor(b);
}

static void put_paragraph(struct walking *w)
{
	struct markdown_block *b = put(w, MARKDOWN_TEXT);
	if (!b || markdown_make_table(b))
		return;
	markdown_soft(b->text);
	if (b->item)
		markdown_take_box(b);
}

static void put_code(struct walking *w, cmark_node *node)
{
	markdown_harmless(commonmark()->cmark_node_get_literal(node), &w->text);
	while (w->text.len && w->text.data[w->text.len - 1] == '\n')
		buf_cut(&w->text, w->text.len - 1);
	put(w, MARKDOWN_CODE);
}

static void list(struct walking *w, cmark_node *node, bool entering)
{
	w->depth += entering ? 1 : -1;
	if (!entering)
		return;
	const bool ordered = commonmark()->cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	const int start = ordered ? commonmark()->cmark_node_get_list_start(node) : 0;
	w->numbers[innermost(w)] = ordered && start < 1 ? 1 : start;
	w->fresh[innermost(w)] = true;
}

static void item(struct walking *w, bool entering)
{
	if (!entering && w->item)
		put(w, MARKDOWN_TEXT); /* an item of nothing is shown as that */
	w->item = entering;
}

static void visit(struct walking *w, cmark_node *node, bool entering)
{
	switch (commonmark()->cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		if (!entering)
			put_heading(w, node);
		break;
	case CMARK_NODE_PARAGRAPH:
		if (!entering)
			put_paragraph(w);
		break;
	case CMARK_NODE_LIST:
		list(w, node, entering);
		break;
	case CMARK_NODE_ITEM:
		item(w, entering);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		w->quotes += entering ? 1 : -1;
		break;
	case CMARK_NODE_CODE_BLOCK:
		put_code(w, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		put(w, MARKDOWN_RULE);
		break;
	default:
		inlines(w, node, entering);
	}
}

void markdown_read(const char *text, struct markdown *out)
{
	const struct commonmark *c = commonmark();
	const size_t n = strlen(text);
	cmark_node *root = c->cmark_parse_document(text, n < MOST_BYTES ? n : MOST_BYTES, CMARK_OPT_DEFAULT);
	cmark_iter *at = c->cmark_iter_new(root);
	cmark_event_type event;
	struct walking w = {.out = out};
	while ((event = c->cmark_iter_next(at)) != CMARK_EVENT_DONE)
		visit(&w, c->cmark_iter_get_node(at), event == CMARK_EVENT_ENTER);
	buf_free(&w.text);
	for (size_t i = 0; i < w.nurls; i++)
		free(w.urls[i]);
	free(w.urls);
	c->cmark_iter_free(at);
	c->cmark_node_free(root);
}

void markdown_free(struct markdown *m)
{
	for (size_t i = 0; i < m->n; i++) {
		struct markdown_block *b = &m->at[i];
		for (size_t u = 0; u < b->nurls; u++)
			free(b->urls[u]);
		for (size_t c = 0; c < b->rows * b->columns; c++)
			free(b->cells[c]);
		free(b->urls);
		free(b->cells);
		free(b->text);
		free(b->anchor);
	}
	free(m->at);
	*m = (struct markdown){0};
}
