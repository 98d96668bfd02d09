/* print/print.h - what the files of obste-print share: a document as it is held between reading (read.c, markdown.c)
 * and drawing (flow.c, row.c, text.c, draw.c). Knows no records and no database; the format is told in out/paper.h. */
#ifndef OBSTE_SRC_PRINT_H
#define OBSTE_SRC_PRINT_H

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/path.h"

#define MM (72.0 / 25.4) /* points */
#define PRINT_COLUMNS 24
#define PRINT_BOLD '\x02' /* in texts: on and off */
#define PRINT_ITALIC '\x03'

enum print_align { PRINT_LEFT, PRINT_CENTER, PRINT_RIGHT, PRINT_JUSTIFY };

struct style {
	double size;                  /* points */
	double before, after, indent; /* mm */
	double fit;                   /* mm; 0: as high as the text is */
	double toc;                   /* level in the contents; 0: not there */
	enum print_align align;
	bool bold, italic, mono;
	bool keep; /* on the same page as the beginning of what follows */
};

enum cell_kind { CELL_TEXT, CELL_QR, CELL_BAR };
enum border { BORDER_NONE, BORDER_ROWS, BORDER_GRID };

struct column {
	double mm, share; /* one of the two */
	enum print_align align;
	bool bold;
	enum cell_kind kind;
	char *title;
};

struct table {
	enum border border;
	double row, size; /* mm, 0 natural; points */
	bool nohead;
	struct column columns[PRINT_COLUMNS];
	size_t ncolumns;
	char ***rows; /* each of ncolumns cells */
	size_t nrows, room;
};

enum block_kind { BLOCK_TEXT, BLOCK_GAP, BLOCK_RULE, BLOCK_BREAK, BLOCK_LINE, BLOCK_QR, BLOCK_TABLE, BLOCK_CONTENTS };

struct block {
	enum block_kind kind;
	struct style style;
	char *text;  /* BLOCK_QR: what it says; BLOCK_LINE: its label */
	char *more;  /* BLOCK_QR: the caption; BLOCK_TEXT: what stands in the indent, "•" */
	double mm;   /* BLOCK_GAP, BLOCK_QR; of BLOCK_CONTENTS points */
	size_t mark; /* its place in document.marks, from 1; 0 none */
	struct table *table;
};

struct blocks {
	struct block *at;
	size_t n, room;
};

enum place { PLACE_HEAD, PLACE_FOOT, PLACE_BODY, PLACE_COUNT };

struct section {
	bool frame, center, bare;
	struct blocks blocks[PLACE_COUNT];
};

struct document {
	char *title, *lang, *date, *footer[2];
	double width, height, margin; /* points */
	bool booklet;
	struct section *sections;
	size_t n, room;
	char **marks; /* the texts' IDs, "" for those that only stand in the contents */
	size_t nmarks;
};

/* read.c: from the format's text. ERR_INVALID with the line at fault. Warnings (`warn`) go to stderr. */
bool document_read(const char *text, size_t n, struct document *out, struct err *e);
void document_free(struct document *d);
struct block *blocks_add(struct blocks *b, enum block_kind kind); /* filled with zeros */
bool style_word(struct style *s, const char *word);               /* one word of a STYLE; false: unknown */
/* markdown.c: CommonMark as blocks. */
void markdown_blocks(const char *text, struct blocks *out);

/* Where on which page we are. */
struct flow {
	const struct document *document;
	const struct section *section;
	PangoContext *pango;
	cairo_t *target;                   /* NULL: only measuring */
	cairo_t *cr;                       /* target while a wanted page is drawn, else NULL */
	int wanted;                        /* the only page that is drawn; 0: all */
	cairo_t *(*sheet)(struct flow *f); /* each page on a surface of its own: gives it; NULL: all on the target */
	void *sheets;                      /* of it */
	int *mark_pages;                   /* by mark, as counted so far */
	int page, pages;                   /* this one, from 1; all of them, 0 while they are counted */
	double left, width, top, bottom, y;
	bool still;   /* a head, a foot, a measuring: the page is not turned */
	long unknown; /* characters that no font has */
	long cut;     /* texts that were cut because they did not fit even with small letters */
};

/* text.c: a layout of so many points' width, with the marks for bold understood. {page} is filled in. */
PangoLayout *text_layout(struct flow *f, const char *text, const struct style *s, double width);
/* The letters become smaller until it is at most so high; then it is cut with …. */
PangoLayout *text_layout_fitted(struct flow *f, const char *text, const struct style *s, double width, double height);
double text_height(PangoLayout *l);
/* Draws lines from *line on as far as they fit into `room`; *line is then the first that did not. Returns the height.
 */
double text_draw(struct flow *f, PangoLayout *l, double x, double y, double room, int *line);
int text_lines(PangoLayout *l);

/* row.c: cells beside each other, the element of everything. */
struct cell {
	enum cell_kind kind;
	const char *text; /* lent */
	struct style style;
	double x, width; /* points, from the left edge of the flow */
	PangoLayout *layout;
	int line; /* the first line that is not drawn yet */
};
struct row {
	struct cell cells[PRINT_COLUMNS];
	size_t n;
	enum border border;
	bool shaded;
	double fixed; /* points; 0: as high as its text */
	double pad;
	bool begun; /* a part of it is drawn */
};
void row_layout(struct flow *f, struct row *r);
double row_height(const struct row *r);       /* what is left of it */
double row_least(const struct row *r);        /* the least that may stand at the foot of a page */
bool row_draw(struct flow *f, struct row *r); /* at f->y, as far as it fits; true: all of it. f->y moves on */
int row_lines(const struct row *r);           /* drawn so far, over all cells */
void row_free(struct row *r);

/* flow.c: sections to pages. false: there is no room between head and foot. */
bool flow_document(struct flow *f, struct err *e);

/* booklet.c: the pages two on a side, in the order in which folded sheets are read. The paper it needs (lent texts);
 * how many sides there are for so many pages; all of them drawn on f->target, or the wanted one. */
struct document booklet_paper(const struct document *d);
int booklet_sides(int pages);
bool booklet_draw(struct flow *f, struct err *e);

/* qr.c: false: too long for a code. */
bool qr_draw(cairo_t *cr, const char *text, double x, double y, double size);

/* draw.c: the fonts, the file. */
enum print_format { PRINT_PDF, PRINT_PNG, PRINT_SVG };
struct print_wish {
	enum print_format format;
	int page;        /* PNG and SVG: which; 1 at first */
	double dpi;      /* PNG */
	const char *out; /* NULL or "-": stdout */
};
bool print_document(const struct document *d, const struct print_wish *w, struct err *e);
void print_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
