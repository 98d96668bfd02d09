/* ui/list.h - what the files of the list screen share. */
#ifndef OBSTE_UI_LIST_H
#define OBSTE_UI_LIST_H

#include "ui/line.h"
#include "ui/preview.h"
#include "ui/ui_internal.h"
#include "ui/view.h"

struct list {
	struct screen s;
	struct screen_class class; /* its own: the actions hold those of the kind */
	struct action *actions;    /* owned */
	struct view view;
	char *title; /* owned; NULL: the kind's plural */
	int given;   /* filters that the list was opened with: Esc leaves them */
	struct line search;
	bool searching;  /* the search box has the focus */
	bool search_due; /* typed, not asked yet */
	bool failed;     /* the last reading: not tried again by itself */
	int64_t total;   /* without search and the person's filters; -1 unknown */
	struct preview preview;
	int chosen_field; /* between the dialogs of a filter, a bulk change */
};

/* Reads again; errors are shown. `select` 0: the same record. */
void list_reload(struct ui *u, struct list *l, int64_t select);
/* The question changed: from the beginning of the answer. */
void list_ask(struct ui *u, struct list *l);
/* A record was saved, or its page went on to it: it is the selected one. A form_done. */
void list_moved(struct ui *u, void *ctx, const struct kind *k, int64_t id);
bool list_has_selected(struct ui *u, struct screen *s, const char **why);
bool list_can_write(struct ui *u, struct screen *s, const char **why);
bool list_can_change(struct ui *u, struct screen *s, const char **why); /* both */

/* ---- actions (list_find.c) */
void list_search(struct ui *u, struct screen *s);
bool list_search_key(struct list *l, const struct key *k);
void list_search_leave(struct ui *u, struct screen *s);
void list_search_open(struct ui *u, struct screen *s);
void list_search_clear(struct ui *u, struct screen *s);
bool list_escape(struct ui *u, struct list *l); /* takes search and filters away; false: there were none */
void list_run_filter(struct ui *u, struct screen *s);
void list_run_sort(struct ui *u, struct screen *s);
void list_sort_by(struct ui *u, struct list *l, int field);
void list_run_columns(struct ui *u, struct screen *s);
/* ---- (list_change.c) */
void list_run_new(struct ui *u, struct screen *s);
void list_run_edit(struct ui *u, struct screen *s);
void list_run_duplicate(struct ui *u, struct screen *s);
void list_run_delete(struct ui *u, struct screen *s);
void list_run_restore(struct ui *u, struct screen *s);
void list_run_cell(struct ui *u, struct screen *s);
void list_run_tags(struct ui *u, struct screen *s);
bool list_can_tags(struct ui *u, struct screen *s, const char **why);
void list_run_bulk(struct ui *u, struct screen *s);
/* ---- (list_out.c) */
void list_run_copy(struct ui *u, struct screen *s);
void list_run_open_with(struct ui *u, struct screen *s);
void list_run_export(struct ui *u, struct screen *s);
void list_export_marked(struct ui *u, struct list *l);

#endif
