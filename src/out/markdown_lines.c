/* out/markdown_lines.c - see out/markdown_lines.h: words are wrapped without their marks, then each line gets the marks
 * back that fall into it. */
#include "out/markdown_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

enum { STEP = 2, LEAST = 16, GAP = 2, MOST_COLUMNS = 12 };

struct mark {
	size_t at; /* in the text without marks */
	char sign;
};

/* One text being laid into lines. */
struct laying {
	struct markdown_lines *out;
	struct markdown_line like; /* what its lines have in common */
	int first_indent, indent;  /* of the first line and of the others */
	const char *lead;          /* stands before the first line, in its indent */
	struct buf plain;
	struct mark *marks;
	size_t nmarks, next; /* the next mark */
	bool bold, italic, all_bold;
	int link, links; /* the one that is open; the one that comes next */
	bool begun;
};

static struct markdown_line *add_line(struct markdown_lines *out, const struct markdown_line *like)
{
	if (out->n == out->room) {
		out->room = out->room ? out->room * 2 : 128;
		out->at = mem_resize(out->at, out->room, sizeof *out->at);
	}
	out->at[out->n] = *like;
	out->at[out->n].runs = NULL;
	out->at[out->n].nruns = 0;
	return &out->at[out->n++];
}

static void add_run(struct markdown_line *line, const struct laying *l, const char *text, size_t n)
{
	if (!n)
		return;
	line->runs = mem_resize(line->runs, line->nruns + 1, sizeof *line->runs);
	line->runs[line->nruns++] =
	    (struct markdown_run){mem_copy_bytes(text, n), l->bold || l->all_bold, l->italic, l->link};
}

/* ---- marks out of the text, and back into its lines */

static void add_mark(struct laying *l, char sign)
{
	l->marks = mem_resize(l->marks, l->nmarks + 1, sizeof *l->marks);
	l->marks[l->nmarks++] = (struct mark){l->plain.len, sign};
}

static void split(struct laying *l, const char *text)
{
	for (; *text; text++) {
		if (*text == MARKDOWN_LINK_END)
			buf_char(&l->plain, ']');
		if (*text > MARKDOWN_LINK_END || *text < 0)
			buf_char(&l->plain, *text);
		else
			add_mark(l, *text);
		if (*text == MARKDOWN_LINK)
			buf_char(&l->plain, '[');
	}
}

static void turn(struct laying *l, char sign)
{
	if (sign == MARKDOWN_BOLD)
		l->bold = !l->bold;
	else if (sign == MARKDOWN_ITALIC)
		l->italic = !l->italic;
	else
		l->link = sign == MARKDOWN_LINK ? l->links++ : MARKDOWN_NO_LINK;
}

static void one_line(void *ctx, const char *bytes, size_t n)
{
	struct laying *l = ctx;
	const size_t begin = (size_t)(bytes - buf_str(&l->plain)), end = begin + n;
	struct markdown_line *line = add_line(l->out, &l->like);
	size_t at = begin;
	line->indent = l->begun ? l->indent : l->first_indent;
	if (!l->begun && l->lead) {
		const struct laying none = {.link = MARKDOWN_NO_LINK};
		add_run(line, &none, l->lead, strlen(l->lead));
	}
	for (; l->next < l->nmarks && l->marks[l->next].at < end; l->next++) {
		const size_t to = l->marks[l->next].at > at ? l->marks[l->next].at : at;
		add_run(line, l, buf_str(&l->plain) + at, to - at);
		at = to;
		turn(l, l->marks[l->next].sign);
	}
	add_run(line, l, buf_str(&l->plain) + at, end - at);
	l->begun = true;
}

/* What closes at the end of a line closes there, so that a blank before the next is not in it. */
static void lay_text(struct laying *l, const char *text, int cells)
{
	const int room = cells - l->indent;
	split(l, text);
	l->link = MARKDOWN_NO_LINK;
	text_wrap(buf_str(&l->plain), room < LEAST ? LEAST : room, one_line, l);
	if (!l->begun)
		one_line(l, buf_str(&l->plain), 0);
	for (; l->next < l->nmarks; l->next++)
		turn(l, l->marks[l->next].sign);
	buf_free(&l->plain);
	free(l->marks);
}

/* ---- tables */

static int cell_width(const char *cell)
{
	struct buf plain = BUF_INIT;
	int links = 0;
	markdown_plain(cell, &plain);
	for (const char *p = cell; (p = strchr(p, MARKDOWN_LINK)); p++)
		links += 2;
	const int width = text_width(buf_str(&plain)) + links;
	buf_free(&plain);
	return width;
}

static int column_widths(const struct markdown_block *b, int widths[MOST_COLUMNS])
{
	int all = 0;
	for (size_t c = 0; c < b->columns; c++) {
		widths[c] = 0;
		for (size_t r = 0; r < b->rows; r++) {
			const int w = cell_width(b->cells[r * b->columns + c]);
			widths[c] = w > widths[c] ? w : widths[c];
		}
		all += widths[c] + GAP;
	}
	return all - GAP;
}

static int count_links(const char *text)
{
	int n = 0;
	for (; *text; text++)
		n += *text == MARKDOWN_LINK;
	return n;
}

/* Columns beside each other: one text with blanks between. */
static void lay_row(const struct markdown_block *b, size_t r, const int *widths, struct laying *l)
{
	struct buf text = BUF_INIT;
	for (size_t c = 0; c < b->columns; c++) {
		const char *cell = b->cells[r * b->columns + c];
		buf_text(&text, cell);
		if (c + 1 < b->columns)
			buf_repeat(&text, "\u00a0", widths[c] - cell_width(cell) + GAP);
	}
	l->all_bold = r == 0;
	lay_text(l, buf_str(&text), 1000);
	buf_free(&text);
}

/* One cell after the other: the row's first as its heading, the others behind the words of their columns. */
static void lay_cell(const struct markdown_block *b, size_t r, size_t c, int cells, struct laying *l)
{
	struct buf text = BUF_INIT, head = BUF_INIT;
	markdown_plain(b->cells[c], &head);
	if (c && head.len)
		buf_print(&text, "%s: ", buf_str(&head));
	buf_text(&text, b->cells[r * b->columns + c]);
	l->all_bold = c == 0;
	l->first_indent = c ? STEP : 0;
	l->indent = c ? 2 * STEP : 0;
	lay_text(l, buf_str(&text), cells);
	buf_free(&text);
	buf_free(&head);
}

static void lay_table(const struct markdown_block *b, struct laying like, int cells)
{
	int widths[MOST_COLUMNS], link = 0;
	const bool fits = column_widths(b, widths) <= cells;
	for (size_t r = 0; r < b->rows; r++) {
		for (size_t c = 0; c < b->columns; c++) {
			struct laying l = like;
			l.links = link;
			if (!fits && r > 0)
				lay_cell(b, r, c, cells, &l);
			if (fits && c == 0)
				lay_row(b, r, widths, &l);
			link += count_links(b->cells[r * b->columns + c]);
		}
	}
}

/* ---- blocks */

static void lay_item(const struct markdown_block *b, bool ascii, struct laying *l, char lead[16])
{
	const int in = (b->level - 1 + b->quotes) * STEP;
	if (b->box)
		snprintf(lead, 16, "[%c] ", b->box);
	else if (b->number)
		snprintf(lead, 16, "%d. ", b->number);
	else
		snprintf(lead, 16, "%s ", ascii ? "-" : "·");
	l->lead = lead;
	l->first_indent = in;
	l->indent = in + text_width(lead);
}

static void lay_block(const struct markdown_block *b, struct laying l, int cells, bool ascii)
{
	char lead[16];
	l.first_indent = l.indent = (b->kind == MARKDOWN_HEADING ? 0 : b->level + b->quotes) * STEP;
	l.all_bold = b->kind == MARKDOWN_HEADING;
	if (b->item)
		lay_item(b, ascii, &l, lead);
	lay_text(&l, b->text, cells);
}

/* Items of a list stand close together, everything else apart. */
static bool stands_apart(const struct markdown *m, size_t from, size_t i)
{
	return i > from && !(m->at[i].item && !m->at[i].first && m->at[i - 1].level >= m->at[i].level) &&
	       !(m->at[i].item && m->at[i].first && m->at[i].level > 1);
}

void markdown_lay(const struct markdown *m, size_t from, size_t to, int cells, bool ascii, struct markdown_lines *out)
{
	for (size_t i = from; i < to && i < m->n; i++) {
		const struct markdown_block *b = &m->at[i];
		const struct markdown_line like = {.block = i, .kind = b->kind, .level = b->level};
		const struct laying l = {.out = out, .like = like, .link = MARKDOWN_NO_LINK};
		if (stands_apart(m, from, i))
			add_line(out, &(struct markdown_line){.block = i, .kind = MARKDOWN_TEXT});
		if (b->kind == MARKDOWN_RULE)
			add_line(out, &like);
		else if (b->kind == MARKDOWN_TABLE)
			lay_table(b, l, cells);
		else
			lay_block(b, l, cells, ascii);
	}
}

void markdown_lines_free(struct markdown_lines *l)
{
	for (size_t i = 0; i < l->n; i++) {
		for (size_t r = 0; r < l->at[i].nruns; r++)
			free(l->at[i].runs[r].text);
		free(l->at[i].runs);
	}
	free(l->at);
	*l = (struct markdown_lines){0};
}
