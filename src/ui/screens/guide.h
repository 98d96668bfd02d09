/* ui/screens/guide.h - what the files of the Guide's screen share. */
#ifndef OBSTE_SRC_UI_SCREENS_GUIDE_H
#define OBSTE_SRC_UI_SCREENS_GUIDE_H

#include "app/guide.h"
#include "out/markdown_lines.h"
#include "ui/line.h"
#include "ui/screen.h"

enum { GUIDE_HITS = 200, GUIDE_BACK = 16 };

/* Where somebody reads: a section, and a line of its chapter. */
struct guide_place {
	size_t section, line;
};

struct guide_screen {
	struct screen s;
	struct guide *guide;
	enum lang lang;
	size_t at;    /* the section that is chosen */
	bool text;    /* the text has the focus, not the contents */
	size_t *rows; /* sections that the contents show, or those that were found */
	size_t nrows, top;
	int list_row, list_height, list_width; /* as last drawn */
	struct line typed;
	bool searching;              /* the line of the search has the focus */
	struct markdown_lines lines; /* of the chapter `laid`, `cells` wide */
	size_t laid;
	int cells;
	size_t line, first;             /* where the reader stands; the first line shown */
	int text_row, text_col, height; /* as last drawn */
	int link;                       /* of the line's links the one that Enter opens */
	struct guide_place back[GUIDE_BACK];
	int nback;
};

/* guide_draw.c */
bool guide_one_panel(void); /* too narrow, or plain text: contents or text */
void guide_lay(struct guide_screen *g);
void guide_fill_rows(struct ui *u, struct guide_screen *g);
size_t guide_chosen_row(const struct guide_screen *g);
size_t guide_line_of(const struct guide_screen *g, size_t section);
size_t guide_section_at(const struct guide_screen *g, size_t line);
/* The nth link of a line; NULL: it has fewer. */
const char *guide_line_link(const struct guide_screen *g, size_t line, int nth);
void guide_draw(struct ui *u, struct screen *s, int top, int height);
void guide_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right);
void guide_state(struct ui *u, struct screen *s, struct buf *out);
bool guide_marked(struct ui *u, const struct guide *g, size_t section);

/* guide.c */
void guide_go(struct ui *u, struct guide_screen *g, size_t section);
/* guide_do.c: what leads out of the Guide. */
void guide_follow(struct ui *u, struct guide_screen *g, const char *url);
void guide_run_print(struct ui *u, struct screen *s);
void guide_run_export(struct ui *u, struct screen *s);
void guide_run_practice(struct ui *u, struct screen *s);
void guide_run_mark(struct ui *u, struct screen *s);
void guide_run_copy(struct ui *u, struct screen *s);

#endif
