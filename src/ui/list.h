/* ui/list.h - what the files of the list screen share. */
#ifndef OBSTE_UI_LIST_H
#define OBSTE_UI_LIST_H

#include "ui/chooser.h"
#include "ui/line.h"
#include "ui/preview.h"
#include "ui/record.h"
#include "ui/ui_internal.h"
#include "ui/view.h"

/* How the list is looked at (list_mode.c). */
enum list_mode { LIST_PLAIN, LIST_TREE, LIST_BY, LIST_BOARD };

struct board; /* list_board.c */

struct list {
	struct screen s;
	struct screen_class class; /* its own: the actions hold those of the kind */
	struct action *actions;    /* owned */
	struct view view;          /* the question, the marks, the columns; the rows but on a board */
	struct view *now;          /* where the cursor is: the view, or a column of the board */
	enum list_mode mode;
	int mode_field;
	bool remembered; /* the mode is this kind's own, for the next time */
	struct board *board;
	char *title; /* owned; NULL: the kind's plural */
	int given;   /* filters that the list was opened with: Esc leaves them */
	struct line search;
	bool searching;  /* the search box has the focus */
	bool search_due; /* typed, not asked yet */
	bool failed;     /* the last reading: not tried again by itself */
	int64_t total;   /* without search and the person's filters; -1 unknown */
	struct preview preview;
	int panel, panels;     /* with the focus; how many are shown */
	struct page_rows news; /* what happened around the selected record, where there is room */
	int64_t news_of;       /* which record that is; 0: read it again */
	bool news_shown;
	int skip;              /* lines of the detail that are scrolled away */
	struct chooser offers; /* what can be done when nothing was found (list_empty.c) */
	char *offered;         /* for which search they were made; owned */
	size_t chosen_question;
	int chosen_field; /* between the dialogs of a filter, a bulk change */
};

/* Reads again; errors are shown. `select` 0: the same record. */
void list_reload(struct ui *u, struct list *l, int64_t select);
/* The question changed: from the beginning of the answer. */
void list_ask(struct ui *u, struct list *l);
/* A record was saved, or its page went on to it: it is the selected one. A form_done. */
void list_moved(struct ui *u, void *ctx, const struct kind *k, int64_t id);
bool list_is_narrowed(const struct list *l);
const struct record *list_selected(const struct list *l);
int64_t list_selected_id(const struct list *l);
size_t list_chosen(const struct list *l, int64_t **ids); /* the marked, or the selected one; owned */
void list_move(struct ui *u, struct list *l, int64_t by);
void list_open_record(struct ui *u, struct list *l);
bool list_has_selected(struct ui *u, struct screen *s, const char **why);
bool list_can_write(struct ui *u, struct screen *s, const char **why);
bool list_can_change(struct ui *u, struct screen *s, const char **why); /* both */

/* ---- painting (list_draw.c) */
void list_draw(struct ui *u, struct screen *s, int top, int height);
void list_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right);
bool list_press(struct ui *u, struct list *l, const struct key *k);

/* ---- ways of looking (list_mode.c) */
void list_mode_start(struct ui *u, struct list *l);
void list_mode_set(struct ui *u, struct list *l, enum list_mode m, int field);
void list_mode_text(const struct list *l, struct buf *out); /* "Board: State"; appends */
bool list_can_views(struct ui *u, struct screen *s, const char **why);
void list_run_views(struct ui *u, struct screen *s);

/* ---- the board (list_board.c): a column for each choice of a field */
void board_open(struct list *l, struct app *a, int field);
void board_close(struct list *l);
bool board_reload(struct list *l, int64_t select, bool home, struct err *e);
void board_draw(struct ui *u, struct list *l, int row, int height, int width, bool focus);
bool board_press(struct ui *u, struct list *l, const struct key *k);
void board_step(struct list *l, int by); /* to the column beside, or there with the card that is picked up */
bool board_idle(struct ui *u, struct list *l);
bool board_holds(const struct list *l); /* is a card picked up? */
void board_run_move(struct ui *u, struct screen *s);
bool board_can_move(struct ui *u, struct screen *s, const char **why);
void board_run_drop(struct ui *u, struct screen *s);
void board_run_left(struct ui *u, struct screen *s);
void board_run_right(struct ui *u, struct screen *s);
void board_run_leave(struct ui *u, struct screen *s);
bool board_can_drop(struct ui *u, struct screen *s, const char **why);

/* ---- nothing found (list_empty.c) */
void list_empty_draw(struct ui *u, struct list *l, int row, int height, int width);
bool list_empty_offers(const struct list *l); /* is there something to choose? */
bool list_empty_key(struct ui *u, struct list *l, const struct key *k);
void list_empty_run(struct ui *u, struct list *l);
void list_empty_clear(struct list *l);

/* ---- actions (list_find.c) */
void list_search(struct ui *u, struct screen *s);
bool list_search_key(struct list *l, const struct key *k);
void list_search_leave(struct ui *u, struct screen *s);
void list_search_open(struct ui *u, struct screen *s);
void list_search_clear(struct ui *u, struct screen *s);
bool list_escape(struct ui *u, struct list *l); /* takes search and filters away; false: there were none */
void list_run_sort(struct ui *u, struct screen *s);
void list_sort_by(struct ui *u, struct list *l, int field);
/* ---- (list_filter.c) */
void list_run_filter(struct ui *u, struct screen *s);
void list_filter_drop(struct query *q, int i);
/* ---- (list_columns.c) */
void list_run_columns(struct ui *u, struct screen *s);
/* ---- (list_change.c) */
void list_run_new(struct ui *u, struct screen *s);
void list_new_titled(struct ui *u, struct list *l, const char *title);
void list_run_edit(struct ui *u, struct screen *s);
void list_run_duplicate(struct ui *u, struct screen *s);
void list_run_delete(struct ui *u, struct screen *s);
void list_run_restore(struct ui *u, struct screen *s);
void list_run_cell(struct ui *u, struct screen *s);
void list_run_tags(struct ui *u, struct screen *s);
bool list_can_tags(struct ui *u, struct screen *s, const char **why);
/* The chosen records, as they are now; each owned, the array too. */
struct record **list_chosen_records(struct ui *u, struct list *l, size_t *n);
void list_free_records(struct record **rs, size_t n);
void list_bin_chosen(struct ui *u, struct list *l, bool back);
/* A value for this field of all chosen records: chosen or typed. */
void list_ask_value(struct ui *u, struct list *l, int field, const char *now, const char *code);
/* ---- (list_bulk.c) */
void list_run_bulk(struct ui *u, struct screen *s);
/* ---- (list_out.c) */
void list_run_copy(struct ui *u, struct screen *s);
void list_run_open_with(struct ui *u, struct screen *s);
void list_run_export(struct ui *u, struct screen *s);
void list_run_import(struct ui *u, struct screen *s);
void list_export_marked(struct ui *u, struct list *l);

#endif
