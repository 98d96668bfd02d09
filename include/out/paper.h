/* out/paper.h - writing the small text format in which documents go to obste-print, the program that draws them. Who
 * writes one knows records and no fonts; who reads one knows fonts and no records.
 *
 * UTF-8, one line a thing: a word, then fields, each after a tab. In a field \n is a new line, \t a tab, \\ a backslash,
 * \b turns bold on and off, \i italics. Lengths are millimetres ("9", "13.5"). {page} and {pages} in the footer and in
 * heads and feet are numbers.
 *
 *   obste-paper  1                       the first line
 *   title  TEXT                          of the file; lang CODE; date ISO (of the file's properties); warn TEXT is said
 *   paper  a4|a5  portrait|landscape  MARGIN
 *   footer  LEFT  RIGHT                  small, at the foot of every page
 *   booklet                              two pages on a sheet's side, in the order in which sheets are folded; as many
 *                                        as a multiple of four
 *   section  [frame] [center] [bare]     a new page; frame: a line around it; center: in the middle of the height; bare:
 *                                        without the footer
 *   head | foot | body                   where the blocks that follow go: top and bottom of every page of the section,
 *                                        or the text that flows (at first)
 *   text  STYLE  TEXT  [ID  [BULLET]]    STYLE: words of h1 h2 h3 p small tiny big huge, left center right justify,
 *                                        bold italic keep (with what follows), size= before= after= indent=, fit=MM (the
 *                                        letters become smaller until it fits that height), toc=1 (stands in the
 *                                        contents). {page:ID} in a text is the page of the text that has this ID; the
 *                                        BULLET stands in the indent
 *   contents  SIZE                       the texts with toc= and their pages
 *   gap  MM  |  rule  |  break           room, a line across, a new page
 *   line  LABEL                          a line to write on, to the end of the line
 *   markdown  TEXT                       CommonMark; HTML in it is left out
 *   table  OPTIONS                       border=grid|rows|none, row=MM (all rows so high: letters shrink), size=POINTS, nohead
 *   col  WIDTH  OPTIONS  TITLE           WIDTH: millimetres, or a share of the rest: "2*"; right center bold qr bar
 *   row  CELL ...                        of the table above; a cell of a qr column is what its code says, of a bar
 *                                        column a number from 0 to 100
 *   qr  MM  TEXT  CAPTION
 */
#ifndef OBSTE_OUT_PAPER_H
#define OBSTE_OUT_PAPER_H

#include "base/buf.h"

/* In the texts given below: bold and italics on and off. */
#define PAPER_BOLD "\x02"
#define PAPER_ITALIC "\x03"

struct paper {
	struct buf text;
};

void paper_begin(struct paper *p);
void paper_free(struct paper *p);
/* One line: the word and its fields, ended by NULL. */
void paper_line(struct paper *p, const char *word, ...) __attribute__((sentinel));
/* The same for fields that are counted; a NULL field is empty. */
void paper_fields(struct paper *p, const char *word, const char *const *fields, size_t n);

#endif
