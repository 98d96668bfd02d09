/* out/markdown.h - CommonMark as plain blocks, one after the other, for whoever shows them: the screen, a page for the
 * browser, paper. HTML in it is left out; a paragraph of lines between | is a table; "## Words {#name}" names its own
 * anchor; "- [ ] words" is a line of a checklist. Whatever the bytes are, the end is blocks of harmless text. */
#ifndef OBSTE_OUT_MARKDOWN_H
#define OBSTE_OUT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

/* In the texts: bold and italics on and off, where the next of the block's links begins and ends. */
#define MARKDOWN_BOLD '\x02'
#define MARKDOWN_ITALIC '\x03'
#define MARKDOWN_LINK '\x04'
#define MARKDOWN_LINK_END '\x05'

enum markdown_kind { MARKDOWN_HEADING, MARKDOWN_TEXT, MARKDOWN_CODE, MARKDOWN_RULE, MARKDOWN_TABLE };

struct markdown_block {
	enum markdown_kind kind;
	int level;  /* of a heading, 1 to 6; else how deep in lists, 0 in none */
	int quotes; /* how deep in quotations */
	bool item;  /* begins an item of a list */
	bool first; /* and that the first of its list */
	int number; /* of an item, 0 in a list of points */
	char box;   /* of a checklist's line: ' ' or 'x'; 0 none */
	char *text, *anchor; /* "" where there is none; anchors of headings only */
	char **urls;         /* of its links, in order; for a table through all its cells */
	size_t nurls;
	char **cells; /* of a table, row by row; the first row is its head */
	size_t columns, rows;
};
struct markdown {
	struct markdown_block *at;
	size_t n, room;
	bool html; /* some was left out */
};

void markdown_read(const char *text, struct markdown *out); /* appends */
void markdown_free(struct markdown *m);
/* An empty block at the end. */
struct markdown_block *markdown_add(struct markdown *m, enum markdown_kind kind);

/* The text without its marks. Appends. */
struct buf;
void markdown_plain(const char *text, struct buf *out);
/* With a backslash before what would be read as a mark: words of people inside a text of ours. Appends. */
void markdown_escape(const char *text, struct buf *out);

#endif
