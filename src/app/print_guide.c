/* app/print_guide.c - the Guide on paper: cover, contents with pages, each chapter on a page of its own; links to other
 * chapters name the page, addresses of the web stand as notes at the chapter's end. Knows no fonts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/guide.h"
#include "app/print_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

/* Sizes of letters, in points, for each paper. */
struct sizes {
	const char *paper, *margin, *text, *small, *h1, *h2, *h3;
};
static const struct sizes papers[] = {
    {"a5", "13", "8.5", "7.5", "14", "10.5", "9"},
    {"a4", "22", "10.5", "9", "18", "13", "11"},
};

struct writing {
	struct printing *p;
	const struct guide *guide;
	const struct sizes *sizes;
	size_t chapter, url;
	const char *notes[40]; /* addresses of this chapter, lent */
	size_t nnotes;
};

/* ---- texts */

static const char *place_id(struct writing *w, size_t section)
{
	const struct guide_section *s = &w->guide->sections[section];
	return print_text(w->p, "%s#%s", w->guide->chapters[s->chapter].name, s->anchor);
}

static size_t note(struct writing *w, const char *url)
{
	for (size_t i = 0; i < w->nnotes; i++)
		if (strcmp(w->notes[i], url) == 0)
			return i + 1;
	if (w->nnotes == sizeof w->notes / sizeof *w->notes)
		return 0;
	w->notes[w->nnotes++] = url;
	return w->nnotes;
}

static void begin_link(struct writing *w, const char *url, struct buf *out)
{
	if (guide_link(w->guide, w->chapter, url, NULL) == GUIDE_PROGRAM)
		buf_text(out, PAPER_ITALIC "▸\u00a0");
}

static void end_link(struct writing *w, const char *url, struct buf *out)
{
	size_t section, number;
	switch (guide_link(w->guide, w->chapter, url, &section)) {
	case GUIDE_PROGRAM:
		buf_text(out, PAPER_ITALIC);
		break;
	case GUIDE_SECTION:
		buf_print(out, print_word(w->p, N_(" (p. %s)")), print_text(w->p, "{page:%s}", place_id(w, section)));
		break;
	case GUIDE_WEB:
		number = note(w, url);
		if (number)
			buf_print(out, " [%zu]", number);
		break;
	case GUIDE_BROKEN:
		break;
	}
}

static const char *words_of(struct writing *w, const struct markdown_block *b, const char *text)
{
	struct buf out = BUF_INIT;
	for (const char *p = text; *p; p++) {
		const char *url = w->url < b->nurls ? b->urls[w->url] : NULL;
		if (*p == MARKDOWN_LINK && url)
			begin_link(w, url, &out);
		else if (*p == MARKDOWN_LINK_END && url) {
			end_link(w, url, &out);
			w->url++;
		} else if (*p != MARKDOWN_LINK && *p != MARKDOWN_LINK_END)
			buf_char(&out, *p);
	}
	return print_keep(w->p, buf_take(&out));
}

/* ---- blocks */

static const char *bullet_of(struct writing *w, const struct markdown_block *b)
{
	if (!b->item)
		return "";
	if (b->box)
		return b->box == ' ' ? "☐" : "☒";
	return b->number ? print_text(w->p, "%d.", b->number) : "•";
}

static void put_heading(struct writing *w, size_t block, const struct markdown_block *b)
{
	const bool second = b->level <= 2;
	const char *id = "";
	for (size_t s = 0; s < w->guide->nsections; s++)
		if (w->guide->sections[s].chapter == w->chapter && w->guide->sections[s].level > 1 &&
		    w->guide->sections[s].block == block)
			id = place_id(w, s);
	paper_line(&w->p->paper, "text",
	    print_text(
	        w->p, "%s before=3 after=1.2 size=%s", second ? "h2" : "h3", second ? w->sizes->h2 : w->sizes->h3),
	    words_of(w, b, b->text), id, NULL);
}

/* Items of a list stand close to each other, what comes after them does not. */
static void put_text(struct writing *w, const struct markdown_block *b, bool after_item)
{
	const bool code = b->kind == MARKDOWN_CODE;
	paper_line(&w->p->paper, "text",
	    print_text(w->p, "p size=%s indent=%d%s after=%s%s%s", code ? w->sizes->small : w->sizes->text,
	        (b->level + b->quotes) * 5, after_item && !b->item ? " before=0.9" : "", b->item ? "0.6" : "1.5",
	        b->quotes ? " italic" : "", code ? " mono" : ""),
	    words_of(w, b, b->text), "", bullet_of(w, b), NULL);
}

/* A column is as wide as its longest cell asks, within reason. */
static int share_of(const struct markdown_block *b, size_t column)
{
	int longest = 12;
	for (size_t r = 0; r < b->rows; r++) {
		const int n = text_width(b->cells[r * b->columns + column]);
		longest = n > longest ? n : longest;
	}
	return longest > 40 ? 40 : longest;
}

static void put_table(struct writing *w, const struct markdown_block *b)
{
	struct paper *out = &w->p->paper;
	const char *cells[16];
	const size_t n = b->columns < 16 ? b->columns : 16;
	paper_line(out, "gap", "0.8", NULL);
	paper_line(out, "table", print_text(w->p, "border=rows size=%s", w->sizes->small), NULL);
	for (size_t c = 0; c < n; c++)
		paper_line(out, "col", print_text(w->p, "%d*", share_of(b, c)), "", words_of(w, b, b->cells[c]), NULL);
	for (size_t r = 1; r < b->rows; r++) {
		for (size_t c = 0; c < b->columns; c++) {
			const char *words = words_of(w, b, b->cells[r * b->columns + c]);
			if (c < n)
				cells[c] = words;
		}
		paper_fields(out, "row", cells, n);
	}
}

static void put_block(struct writing *w, size_t block, const struct markdown_block *b)
{
	w->url = 0;
	if (b->kind == MARKDOWN_HEADING)
		put_heading(w, block, b);
	else if (b->kind == MARKDOWN_RULE)
		paper_line(&w->p->paper, "rule", NULL);
	else if (b->kind == MARKDOWN_TABLE)
		put_table(w, b);
	else
		put_text(w, b, block > 0 && b[-1].item);
}

static void put_notes(struct writing *w)
{
	for (size_t i = 0; i < w->nnotes; i++)
		paper_line(&w->p->paper, "text", print_text(w->p, "small size=%s", w->sizes->small),
		    print_text(w->p, "[%zu] %s", i + 1, w->notes[i]), NULL);
	w->nnotes = 0;
}

static void put_chapter(struct writing *w, size_t chapter)
{
	const struct guide_chapter *c = &w->guide->chapters[chapter];
	w->chapter = chapter;
	print_section(w->p, "");
	paper_line(&w->p->paper, "text", print_text(w->p, "h1 size=%s toc=1 after=4", w->sizes->h1),
	    print_text(w->p, "%zu. %s", chapter + 1, c->title), print_text(w->p, "%s#", c->name), NULL);
	for (size_t b = 0; b < c->text.n; b++)
		put_block(w, b, &c->text.at[b]);
	put_notes(w);
}

/* ---- cover, contents */

static void put_cover(struct writing *w)
{
	struct printing *p = w->p;
	const bool small = strcmp(w->sizes->paper, "a5") == 0;
	print_section(p, "center bare");
	print_style(p, "p center size=11 after=14", print_group(p));
	print_style(p, small ? "huge center size=25 after=6" : "huge center after=8",
	    print_word(p, N_("Guide to Civic Participation")));
	print_style(p, "p center size=10.5 after=16",
	    print_word(p, N_("how to find a problem, write to city hall, and not be left without an answer")));
	print_style(p, "p center size=9", print_date(p, clock_today(app_clock(p->app)), DATE_LONG));
	print_style(p, "p center size=8",
	    print_word(p, N_("The Guide informs; it is no legal advice. Check each article on legis.md.")));
}

static void put_contents(struct writing *w)
{
	print_section(w->p, "");
	print_style(w->p, print_text(w->p, "h1 size=%s after=4", w->sizes->h1), print_word(w->p, N_("Contents")));
	paper_line(&w->p->paper, "contents", w->sizes->text, NULL);
}

static bool find_paper(const struct app_print *wish, const struct sizes **out, struct err *e)
{
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (!wish->paper || strcmp(papers[i].paper, wish->paper) == 0) {
			*out = &papers[i];
			if (wish->booklet && i > 0)
				return err_set(e, ERR_USAGE, "%s", _("A booklet is made of pages of A5."));
			return true;
		}
	return err_set(e, ERR_USAGE, _("\"%s\" is no paper of the Guide (a5, a4)."), wish->paper);
}

static bool make(struct printing *p, struct err *e)
{
	struct guide *g = NULL;
	struct writing w = {.p = p};
	if (!find_paper(p->wish, &w.sizes, e) || !app_guide_open(p->app, p->lang, &g, e))
		return false;
	w.guide = g;
	print_begin(p, print_word(p, N_("Guide to Civic Participation")), w.sizes->paper, "portrait", w.sizes->margin);
	if (p->wish->booklet)
		paper_line(&p->paper, "booklet", NULL);
	for (size_t i = 0; i < g->nfaults; i++)
		paper_line(&p->paper, "warn", g->faults[i], NULL);
	put_cover(&w);
	put_contents(&w);
	for (size_t c = 0; c < g->nchapters; c++)
		put_chapter(&w, c);
	guide_free(g);
	return true;
}

const struct print_maker print_guide = {
    .name = "guide",
    .args = "",
    .label = N_("The Guide"),
    .help = N_("the Guide to Civic Participation: a booklet to fold, A5 or A4"),
    .make = make,
};
