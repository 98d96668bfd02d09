/* ui/screens/guide_draw.c - painting the Guide: contents on the left, the text on the right, where there is room for
 * both. Changes nothing but where things were drawn. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/guide.h"

enum { WIDEST_TEXT = 88 };

bool guide_one_panel(void)
{
	return term_cols() < 80 || term_is_plain();
}

static int list_width(void)
{
	return guide_one_panel() ? term_cols() : term_cols() >= 140 ? 42 : term_cols() >= 100 ? 34 : 28;
}

static int text_cells(void)
{
	const int left = guide_one_panel() ? 0 : list_width() + 1, room = term_cols() - left - 4;
	return room > WIDEST_TEXT ? WIDEST_TEXT : room;
}

/* ---- the chapter as lines */

void guide_lay(struct guide_screen *g)
{
	const size_t chapter = g->guide->sections[g->at].chapter;
	const struct guide_chapter *c = &g->guide->chapters[chapter];
	if (g->lines.n && g->laid == chapter && g->cells == text_cells())
		return;
	markdown_lines_free(&g->lines);
	g->laid = chapter;
	g->cells = text_cells();
	markdown_lay(&c->text, 0, c->text.n, g->cells, term_ascii(), &g->lines);
	if (g->line >= g->lines.n)
		g->line = g->lines.n ? g->lines.n - 1 : 0;
}

size_t guide_line_of(const struct guide_screen *g, size_t section)
{
	const struct guide_section *s = &g->guide->sections[section];
	for (size_t i = 0; s->level > 1 && i < g->lines.n; i++)
		if (g->lines.at[i].block == s->block && g->lines.at[i].nruns)
			return i;
	return 0;
}

size_t guide_section_at(const struct guide_screen *g, size_t line)
{
	const size_t block = line < g->lines.n ? g->lines.at[line].block : 0;
	size_t found = guide_section_find(g->guide, g->laid, "");
	for (size_t i = found + 1; i < g->guide->nsections && g->guide->sections[i].chapter == g->laid; i++)
		if (g->guide->sections[i].block <= block)
			found = i;
	return found;
}

static const char *url_of(const struct guide_screen *g, size_t line, int link)
{
	const struct markdown_block *b = &g->guide->chapters[g->laid].text.at[g->lines.at[line].block];
	return link >= 0 && (size_t)link < b->nurls ? b->urls[link] : NULL;
}

const char *guide_line_link(const struct guide_screen *g, size_t line, int nth)
{
	int last = MARKDOWN_NO_LINK;
	if (line >= g->lines.n)
		return NULL;
	for (size_t r = 0; r < g->lines.at[line].nruns; r++) {
		const int link = g->lines.at[line].runs[r].link;
		if (link != MARKDOWN_NO_LINK && link != last && nth-- == 0)
			return url_of(g, line, link);
		last = link;
	}
	return NULL;
}

/* ---- the contents */

/* Chapters, the headings of the one that is read, and those with a bookmark. */
static bool in_contents(struct ui *u, const struct guide_screen *g, size_t i)
{
	const struct guide_section *s = &g->guide->sections[i];
	return s->level == 1 || (s->level == 2 && s->chapter == g->guide->sections[g->at].chapter) ||
	       (s->level == 2 && guide_marked(u, g->guide, i));
}

void guide_fill_rows(struct ui *u, struct guide_screen *g)
{
	g->nrows = 0;
	g->rows = mem_resize(g->rows, g->guide->nsections + 1, sizeof *g->rows);
	if (g->typed.text.len) {
		g->nrows = guide_search(g->guide, line_text(&g->typed), g->rows, g->guide->nsections);
		return;
	}
	for (size_t i = 0; i < g->guide->nsections; i++)
		if (in_contents(u, g, i))
			g->rows[g->nrows++] = i;
}

/* The row of the section, or of what it stands under. */
size_t guide_chosen_row(const struct guide_screen *g)
{
	size_t row = 0;
	for (size_t i = 0; i < g->nrows; i++) {
		if (g->rows[i] == g->at)
			return i;
		if (g->rows[i] < g->at && !g->typed.text.len)
			row = i;
	}
	return row;
}

static void row_words(struct ui *u, const struct guide_screen *g, size_t section, struct buf *out)
{
	const struct guide_section *s = &g->guide->sections[section];
	struct buf plain = BUF_INIT;
	markdown_plain(s->title, &plain);
	if (s->level == 1 || g->typed.text.len)
		buf_print(out, "%2zu%s", s->chapter + 1, s->level == 1 ? " " : ": ");
	else
		buf_text(out, "     ");
	buf_text(out, buf_str(&plain));
	if (guide_marked(u, g->guide, section))
		buf_text(out, " *");
	buf_free(&plain);
}

static void draw_row(struct ui *u, const struct guide_screen *g, size_t i, size_t chosen, int row)
{
	const bool here = i == chosen && g->nrows;
	const enum role role = !here ? ROLE_NORMAL : g->text ? ROLE_MARKED : ROLE_SELECTED;
	struct buf words = BUF_INIT;
	row_words(u, g, g->rows[i], &words);
	if (here && !g->text)
		term_fill(row, 0, g->list_width - 1, role, ' ');
	term_put(row, 0, 1, role, here ? ">" : " ");
	term_put(row, 1, g->list_width - 2, role, buf_str(&words));
	buf_free(&words);
}

static void draw_search(struct guide_screen *g, int row, int *caret_row, int *caret_col)
{
	if (!g->searching && !g->typed.text.len) {
		term_put(row, 0, g->list_width - 1, ROLE_MUTED, _("/ search in the Guide"));
		return;
	}
	const int label = term_put(row, 0, 0, ROLE_NORMAL, "/ [");
	line_draw(&g->typed, row, label, 1, g->list_width - label - 3, g->searching, caret_row, caret_col);
	term_put(row, g->list_width - 2, 1, ROLE_NORMAL, "]");
}

static void draw_contents(struct ui *u, struct guide_screen *g, int top, int height)
{
	int caret_row = 0, caret_col = 0;
	const size_t rows = height > 2 ? (size_t)height - 1 : 1, chosen = guide_chosen_row(g);
	g->list_row = top;
	g->list_height = (int)rows;
	g->list_width = list_width();
	if (chosen < g->top)
		g->top = chosen;
	if (chosen >= g->top + rows)
		g->top = chosen - rows + 1;
	if (g->top + rows > g->nrows)
		g->top = g->nrows > rows ? g->nrows - rows : 0;
	for (size_t i = g->top; i < g->nrows && i < g->top + rows; i++)
		draw_row(u, g, i, chosen, top + (int)(i - g->top));
	if (!g->nrows)
		term_put(top, 2, g->list_width - 3, ROLE_MUTED, _("Nothing fits."));
	draw_search(g, top + (int)rows, &caret_row, &caret_col);
	if (g->searching)
		term_cursor(caret_row, caret_col, true);
	else if (!g->text)
		term_cursor(top + (int)(chosen - g->top), 0, false);
}

/* ---- the text */

static enum role role_of(
    const struct guide_screen *g, const struct markdown_line *l, const struct markdown_run *r, bool open)
{
	if (r->link != MARKDOWN_NO_LINK)
		return open && g->text ? ROLE_SELECTED : ROLE_KEY;
	return l->kind == MARKDOWN_HEADING || r->bold ? ROLE_TITLE : ROLE_NORMAL;
}

/* Which of the line's links it is, counted from 0. */
static int nth_link(const struct markdown_line *l, size_t run)
{
	int n = -1, last = MARKDOWN_NO_LINK;
	for (size_t r = 0; r <= run; r++) {
		if (l->runs[r].link != MARKDOWN_NO_LINK && l->runs[r].link != last)
			n++;
		last = l->runs[r].link;
	}
	return n;
}

static void draw_line(struct guide_screen *g, size_t i, int row, int col, int *focus)
{
	const struct markdown_line *l = &g->lines.at[i];
	const bool here = g->text && i == g->line;
	int at = col + 2 + l->indent;
	const int end = col + 2 + g->cells;
	term_put(row, col, 1, here ? ROLE_SELECTED : ROLE_NORMAL, here ? ">" : " ");
	if (l->kind == MARKDOWN_RULE)
		term_rule(row, at, g->cells > 20 ? 20 : g->cells);
	for (size_t r = 0; r < l->nruns && at < end; r++) {
		const bool open = here && l->runs[r].link != MARKDOWN_NO_LINK && nth_link(l, r) == g->link;
		if (open && *focus < 0)
			*focus = at;
		const int width = text_width(l->runs[r].text);
		at += term_put(
		    row, at, width < end - at ? width : end - at, role_of(g, l, &l->runs[r], open), l->runs[r].text);
	}
}

/* The chapter's name stays above its text. */
static void draw_heading(const struct guide_screen *g, int row, int col)
{
	const struct guide_chapter *c = &g->guide->chapters[g->laid];
	char *words = mem_print("%zu %s", g->laid + 1, c->title);
	term_put(row, col + 2, g->cells, ROLE_TITLE, words);
	free(words);
}

static void draw_text(struct guide_screen *g, int top, int height, int left)
{
	int focus = -1;
	const size_t rows = height > 2 ? (size_t)height - 2 : 1;
	g->text_row = top + 2;
	g->text_col = left;
	g->height = (int)rows;
	if (g->line < g->first)
		g->first = g->line;
	if (g->line >= g->first + rows)
		g->first = g->line - rows + 1;
	if (g->first + rows > g->lines.n) /* no emptiness below while there is text above */
		g->first = g->lines.n > rows ? g->lines.n - rows : 0;
	draw_heading(g, top, left);
	for (size_t i = g->first; i < g->lines.n && i < g->first + rows; i++)
		draw_line(g, i, top + 2 + (int)(i - g->first), left, &focus);
	if (g->text)
		term_cursor(top + 2 + (int)(g->line - g->first), focus >= 0 ? focus : left, false);
}

void guide_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct guide_screen *g = (struct guide_screen *)s;
	const bool one = guide_one_panel();
	guide_fill_rows(u, g);
	guide_lay(g);
	if (!one)
		term_vrule(top, list_width(), height);
	if (!one || g->text)
		draw_text(g, top, height, one ? 0 : list_width() + 1);
	if (!one || !g->text)
		draw_contents(u, g, top, height);
}

void guide_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	const struct guide_screen *g = (struct guide_screen *)s;
	(void)u;
	buf_text(left, _("Guide to Civic Participation"));
	buf_print(right, _("without internet · %s"), lang_name(g->lang));
}

void guide_state(struct ui *u, struct screen *s, struct buf *out)
{
	const struct guide_screen *g = (struct guide_screen *)s;
	(void)u;
	if (g->typed.text.len && !g->text)
		buf_print(out, tr_n("%zu place", "%zu places", g->nrows), g->nrows);
	else if (g->lines.n)
		buf_print(out, _("line %zu / %zu"), g->line + 1, g->lines.n);
}
