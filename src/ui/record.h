/* ui/record.h - what the files of a record's page share: the record's fields as shown at the head, and its tabs. */
#ifndef OBSTE_UI_RECORD_H
#define OBSTE_UI_RECORD_H

#include "app/page.h"
#include "ui/ui_internal.h"
#include "ui/view.h"
#include "ui/walk.h"

struct record_page;

struct area {
	int row, col, height, width;
};

/* What a tab shows and does; one row each in record_tabs.c. */
struct tab_class {
	const char *label; /* N_(); NULL: the related kind's plural */
	void (*load)(struct ui *u, struct record_page *p);
	void (*draw)(struct record_page *p, struct area a, bool focus);
	void (*open)(struct ui *u, struct record_page *p); /* Enter; NULL: nothing */
	bool wrapped;                                      /* long texts: the arrows scroll */
};

/* Records of a kind that have a tab of their own (pages.def). */
struct tab_part {
	const char *page, *kind, *filters, *set, *label; /* label: N_(), context "tab of steps" */
};

struct tab {
	const struct tab_class *c;
	const struct tab_part *part; /* only these; NULL: all, but for those of a part */
	const struct kind *kind;     /* related records: of this kind */
	int field;                   /* of that kind; names this record */
	int64_t count;               /* live ones */
	int rank, place;             /* in which order; as the page's row names it, 0 not */
	bool child;                  /* they belong to this record */
	bool several;                /* more than one field of that kind names it */
	int col, width;              /* as last drawn; width 0: not visible */
};

/* One line of the tabs that are no lists of records. */
struct page_row {
	char *first, *second, *text; /* owned; as shown */
	const struct kind *kind;     /* what Enter opens */
	int64_t id;
	int field; /* of this record */
	int64_t whole;
	bool change;
};

struct page_rows {
	struct page_row *rows; /* owned */
	size_t n, at, top;
	int skip, lines, height; /* of wrapped texts */
};

/* A field at the head. */
struct head_cell {
	char *label, *text; /* owned; as shown */
	int row, col, width, height;
};

struct record_page {
	struct screen s;
	struct screen_class class;
	struct action *actions; /* owned */
	const struct kind *kind;
	int64_t id;
	struct record *record;         /* owned; NULL when it could not be read */
	char *title, *trail, *changed; /* owned: its name, what it belongs to, "changed yesterday by Ana" */
	struct head_cell *cells;       /* owned */
	size_t ncells;
	struct page_row *figures; /* owned; first: label, text: value, id: the part of `whole` */
	size_t nfigures;
	struct page_rows stand;    /* where it stands: first label, text; change: it needs attention */
	struct tab *tabs;          /* owned */
	size_t ntabs, nshown, tab; /* those after nshown only say what else could be linked */
	int tab_row;               /* as last drawn */
	struct page_rows rows;     /* of the tab */
	struct page_rows news;     /* the activity beside another tab, on wide screens */
	struct view view;          /* of the tab */
	bool viewing;
	struct walk walk;
	date_t today;
};

static inline struct tab *page_tab(struct record_page *p)
{
	return &p->tabs[p->tab];
}

/* ---- record.c */
void page_reload(struct ui *u, struct record_page *p);
void page_saved(struct ui *u, void *ctx, const struct kind *k, int64_t id); /* a form_done */
/* The record that an action means: the selected one of a related tab, else the page's own; may be NULL. */
const struct record *page_subject(struct record_page *p);
void page_reference(struct ui *u, const struct record_page *p, const struct field *f, struct value *v);

/* ---- record_tabs.c */
void tabs_find(struct record_page *p);
void tabs_count(struct ui *u, struct record_page *p);
void tabs_order(struct record_page *p); /* again when one that was not shown has got records */
void tab_open(struct ui *u, struct record_page *p, size_t tab);
void tab_close(struct record_page *p);
void tab_text(const struct tab *t, struct buf *out);

/* ---- record_parts.c: pages.def */
/* The parts of that kind on this page, one after the other; NULL: no more. */
const struct tab_part *tab_part_next(const struct record_page *p, const struct kind *k, const struct tab_part *after);
/* The records of a tab: those that name this one, those of its part or without those of any part. */
bool tab_query(struct ui *u, const struct record_page *p, const struct tab *t, struct query *q, struct err *e);
int64_t tab_count(struct ui *u, const struct record_page *p, const struct tab *t);
/* Where the page's row names this tab, from 1; 0: it does not. */
int tab_place(const struct record_page *p, const struct tab *t);
/* Puts into a new record what belongs into this tab. */
void tab_begin(struct ui *u, const struct tab *t, struct record *r);

bool tab_move(struct ui *u, struct record_page *p, int by); /* false: there is nothing to move over */
bool tab_end(struct ui *u, struct record_page *p, bool last);
const struct page_row *tab_row(const struct record_page *p); /* NULL: none is selected */
bool tab_is_fields(const struct record_page *p);
bool tab_is_files(const struct record_page *p);
void rows_activity(struct ui *u, const struct kind *k, int64_t id, struct page_rows *out);
void rows_draw(struct page_rows *r, struct area a, bool focus);
void rows_clear(struct page_rows *r);

/* ---- record_head.c */
void head_set(struct ui *u, struct record_page *p);
void head_clear(struct record_page *p);
/* Lays the fields out in `width` cells; returns the rows they take. */
int head_place(struct record_page *p, int width);
void head_draw(struct record_page *p, struct area a);
int figures_draw(struct record_page *p, struct area a); /* returns the rows taken */

/* ---- record_stand.c */
void stand_set(struct ui *u, struct record_page *p);
int stand_height(const struct record_page *p, int width, int most); /* rows it takes, at most so many */
void stand_draw(const struct record_page *p, struct area a);

/* ---- record_draw.c */
void page_draw(struct ui *u, struct screen *s, int top, int height);

/* ---- record_change.c */
void page_edit(struct ui *u, struct screen *s);
void page_field(struct ui *u, struct screen *s);
void page_new(struct ui *u, struct screen *s);
void page_note(struct ui *u, struct screen *s);
void page_task(struct ui *u, struct screen *s);
void page_delete(struct ui *u, struct screen *s);
void page_copy(struct ui *u, struct screen *s);
bool page_can_write(struct ui *u, struct screen *s, const char **why);
bool page_can_new(struct ui *u, struct screen *s, const char **why);
bool page_can_note(struct ui *u, struct screen *s, const char **why);
bool page_can_task(struct ui *u, struct screen *s, const char **why);
bool page_has_subject(struct ui *u, struct screen *s, const char **why);
bool page_can_delete(struct ui *u, struct screen *s, const char **why);

#endif
