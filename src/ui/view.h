/* ui/view.h - a window on the records of one query: a few screens of rows in memory, never the whole list; columns;
 * marks; the selected record, which is kept by its id. The list screen and the tabs of a record's page both draw one.
 */
#ifndef OBSTE_UI_VIEW_H
#define OBSTE_UI_VIEW_H

#include "ui/screen.h"

#define VIEW_COLUMNS 24
struct view_row {
	struct record *record; /* owned */
	char **cells;          /* by column code (shown.h), as shown; NULL: not formatted yet; owned */
	int depth;             /* in a tree */
	char fold;             /* in a tree: '-' its children are shown, '+' they are hidden, ' ' it has none */
};
struct view_heading {
	struct value value; /* owned */
	int64_t count;      /* -1: not counted yet */
};
struct view {
	struct app *app;
	const struct kind *kind;
	struct query query;
	struct view_row *rows;
	size_t n, at, top;         /* at: the selected row; top: first one drawn */
	bool first, last;          /* the window reaches the list's beginning, its end */
	int64_t count;             /* that answer the query; -1: not counted yet */
	int columns[VIEW_COLUMNS]; /* codes of shown.h: fields, 0 the title, facts */
	int custom[VIEW_COLUMNS];  /* widths as the person set them; 0: the column's own */
	int ncolumns, column;      /* column: of the column cursor */
	bool own;                  /* the person chose the columns */
	int skipped;               /* columns scrolled off behind the first */
	int64_t *marks;            /* ids, sorted */
	size_t nmarks;
	bool tree;       /* all rows, each under its parent (view_tree.c) */
	int64_t *folded; /* ids whose children are hidden; owned */
	size_t nfolded;
	int heading;                   /* field whose values stand as headings between the rows; NO_FIELD: none */
	struct view_heading *headings; /* owned */
	size_t nheadings;
	int row, col, height, width;                    /* of the rows, as last drawn */
	int *lines;                                     /* which row stands on each line; -1: none; owned */
	int starts[VIEW_COLUMNS], widths[VIEW_COLUMNS]; /* as last drawn; width 0: not visible */
};

void view_init(struct view *v, struct app *a, const struct kind *k, const struct query *q);
void view_free(struct view *v);

/* ---- rows (view.c). All keep the selected record where they can. */
bool view_reload(
    struct view *v, int64_t select /* id, 0: the same */, struct err *e); /* the data or the query changed */
void view_rows_clear(struct view *v);
bool view_home(struct view *v, struct err *e);
bool view_end(struct view *v, struct err *e);
bool view_move(struct view *v, int64_t by, struct err *e);
bool view_prefetch(struct view *v, struct err *e);           /* more rows on the side that runs out */
const struct record *view_selected(const struct view *v);    /* NULL: the list is empty */
int64_t view_selected_id(const struct view *v);              /* 0: empty */
const char *view_cell(struct view *v, size_t row, int code); /* as shown */

/* ---- a tree (view_tree.c) */
bool view_can_tree(const struct kind *k); /* does its parent name a record of the same kind? */
bool view_tree_load(struct view *v, int64_t select, struct err *e);
/* Hides or shows what is under the selected row; hiding where nothing is shown goes to its parent. */
bool view_fold(struct view *v, bool hide, struct err *e);

/* ---- headings (view_heading.c) */
bool view_heads(const struct view *v, size_t row); /* does a heading stand above it? */
void view_heading_text(struct view *v, size_t row, struct buf *out);
bool view_heading_count(struct view *v); /* one that is shown and not counted yet; false: there is none */
void view_headings_clear(struct view *v);

/* ---- marks (view_mark.c) */
bool view_marked(const struct view *v, int64_t id);
void view_mark(struct view *v, int64_t id, bool on);
void view_mark_none(struct view *v);
bool view_mark_all(struct view *v, bool invert, struct err *e);
/* The marked ids, or the selected one when none is marked. Returns how many; owned array. */
size_t view_chosen(const struct view *v, int64_t **ids);

/* ---- columns and painting (view_draw.c) */
void view_columns(struct view *v);         /* as the person set them, or the kind's own */
void view_hide(struct view *v, int field); /* not among the columns, here only */
bool view_columns_store(struct view *v, struct err *e);
bool view_columns_forget(struct view *v, struct err *e); /* the kind's own again */
int view_column_width(const struct view *v, int column);
bool view_column_can(const struct view *v, int code);                                /* may it be a column? */
void view_lay_out(struct view *v, int col, int width);                               /* starts and widths */
void view_draw(struct view *v, int row, int col, int height, int width, bool focus); /* header and rows */
/* The row at that place of the screen; false: none. */
bool view_hit(const struct view *v, const struct key *k, size_t *row, int *column, bool *header);

#endif
