/* print/markdown.c - CommonMark as blocks, by cmark: headings, paragraphs, lists, quotes, code. HTML is left out, links
 * show their address. Knows no fonts. */
#include "print/print.h"

#include <cmark.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

#define STEP_IN 6.0 /* mm a level */

struct walking {
	struct blocks *out;
	struct buf text; /* of the paragraph that is being gathered */
	double indent;
	int heading; /* level, 0 none */
	int quotes;
	char bullet[16]; /* for the next paragraph; "" none */
};

static void put_text(struct walking *w, const char *style)
{
	if (!w->text.len)
		return;
	struct block *b = blocks_add(w->out, BLOCK_TEXT);
	style_word(&b->style, style);
	b->style.indent = w->indent;
	b->style.italic = w->quotes > 0;
	if (*w->bullet) {
		struct buf bullet = BUF_INIT;
		buf_text(&bullet, w->bullet);
		b->more = buf_take(&bullet);
		b->style.after = 0.8;
	}
	*w->bullet = '\0';
	b->text = buf_take(&w->text);
}

static void enter_item(struct walking *w, cmark_node *node)
{
	cmark_node *list = cmark_node_parent(node);
	int number = cmark_node_get_list_start(list);
	for (cmark_node *n = cmark_node_previous(node); n; n = cmark_node_previous(n))
		number++;
	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST)
		snprintf(w->bullet, sizeof w->bullet, "%d.", number);
	else
		snprintf(w->bullet, sizeof w->bullet, "•");
}

static void put_code(struct walking *w, cmark_node *node)
{
	buf_text(&w->text, cmark_node_get_literal(node));
	while (w->text.len && buf_str(&w->text)[w->text.len - 1] == '\n')
		buf_cut(&w->text, w->text.len - 1);
	put_text(w, "small");
	if (w->out->n)
		w->out->at[w->out->n - 1].style.mono = true;
}

static void leave_link(struct walking *w, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	if (url && *url && *url != '#' && strncmp(url, "obste:", 6) != 0)
		buf_print(&w->text, " (%s)", url);
}

static void inlines(struct walking *w, cmark_node *node, bool entering)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		buf_text(&w->text, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_SOFTBREAK:
		buf_char(&w->text, ' ');
		break;
	case CMARK_NODE_LINEBREAK:
		buf_char(&w->text, '\n');
		break;
	case CMARK_NODE_STRONG:
		buf_char(&w->text, PRINT_BOLD);
		break;
	case CMARK_NODE_EMPH:
		buf_char(&w->text, PRINT_ITALIC);
		break;
	case CMARK_NODE_LINK:
		if (!entering)
			leave_link(w, node);
		break;
	default:
		break;
	}
}

static void visit(struct walking *w, cmark_node *node, bool entering)
{
	static const char *const headings[] = {"h1", "h1", "h2", "h3", "h3", "h3", "h3"};
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		if (!entering)
			put_text(w, headings[cmark_node_get_heading_level(node) % 7]);
		break;
	case CMARK_NODE_PARAGRAPH:
		if (!entering)
			put_text(w, "p");
		break;
	case CMARK_NODE_LIST:
		w->indent += entering ? STEP_IN : -STEP_IN;
		break;
	case CMARK_NODE_ITEM:
		if (entering)
			enter_item(w, node);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		w->quotes += entering ? 1 : -1;
		w->indent += entering ? STEP_IN : -STEP_IN;
		break;
	case CMARK_NODE_CODE_BLOCK:
		put_code(w, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		blocks_add(w->out, BLOCK_RULE);
		break;
	default:
		inlines(w, node, entering);
	}
}

void markdown_blocks(const char *text, struct blocks *out)
{
	cmark_node *root = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
	cmark_iter *at = cmark_iter_new(root);
	cmark_event_type event;
	struct walking w = {.out = out};
	while ((event = cmark_iter_next(at)) != CMARK_EVENT_DONE)
		visit(&w, cmark_iter_get_node(at), event == CMARK_EVENT_ENTER);
	buf_free(&w.text);
	cmark_iter_free(at);
	cmark_node_free(root);
}
