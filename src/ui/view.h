/* ui/view.h - a window on the records of one query: a few screens of rows in memory, never the whole list; columns;
 * marks; the selected record, which is kept by its id. The list screen and the tabs of a record's page both draw one.
 */
#ifndef OBSTE_UI_VIEW_H
#define OBSTE_UI_VIEW_H

#include "ui/screen.h"

#define VIEW_COLUMNS 24
struct view_row {
	struct record *record; /* owned */
	char **cells;          /* by field, as shown; NULL: not formatted yet; [0] is the title; owned */
};
struct view {
	struct app *app;
	const struct kind *kind;
	struct query query;
	struct view_row *rows;
	size_t n, at, top;         /* at: the selected row; top: first one drawn */
	bool first, last;          /* the window reaches the list's beginning, its end */
	int64_t count;             /* that answer the query; -1: not counted yet */
	int columns[VIEW_COLUMNS]; /* fields; 0: the title */
	int ncolumns, column;      /* column: of the column cursor */
	int skipped;               /* columns scrolled off behind the first */
	int64_t *marks;            /* ids, sorted */
	size_t nmarks;
	int row, col, height, width;                    /* of the rows, as last drawn */
	int starts[VIEW_COLUMNS], widths[VIEW_COLUMNS]; /* as last drawn; width 0: not visible */
};

void view_init(struct view *v, struct app *a, const struct kind *k, const struct query *q);
void view_free(struct view *v);

/* ---- rows (view.c). All keep the selected record where they can. */
bool view_reload(
    struct view *v, int64_t select /* id, 0: the same */, struct err *e); /* the data or the query changed */
bool view_home(struct view *v, struct err *e);
bool view_end(struct view *v, struct err *e);
bool view_move(struct view *v, int64_t by, struct err *e);
bool view_prefetch(struct view *v, struct err *e);            /* more rows on the side that runs out */
const struct record *view_selected(const struct view *v);     /* NULL: the list is empty */
int64_t view_selected_id(const struct view *v);               /* 0: empty */
const char *view_cell(struct view *v, size_t row, int field); /* as shown; 0: the title */

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
const char *view_column_label(const struct view *v, int field);
bool view_column_can(const struct view *v, int field);                               /* may it be a column? */
void view_draw(struct view *v, int row, int col, int height, int width, bool focus); /* header and rows */
/* The row at that place of the screen; false: none. */
bool view_hit(const struct view *v, const struct key *k, size_t *row, int *column, bool *header);

#endif
