/* ui/form.h - inside the form: its slots (one a field) and the widgets (one row a sort of widget). */
#ifndef OBSTE_UI_FORM_H
#define OBSTE_UI_FORM_H

#include "model/record.h"
#include "ui/line.h"
#include "ui/screen.h"

struct form;
struct slot;

struct widget_class {
	void (*start)(struct slot *s, const struct value *v, const struct type_ctx *ctx);
	/* What the slot says now. false: not understood, with words. */
	bool (*take)(struct form *f, struct slot *s, struct value *out, struct err *e);
	int (*rows)(const struct slot *s, int width);
	void (*draw)(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol);
	bool (*key)(struct ui *u, struct form *f, struct slot *s, const struct key *k);
	/* Opens the list of what may be chosen (Down); NULL: none, Down goes to the next field. */
	void (*list)(struct ui *u, struct form *f, struct slot *s);
	/* A short value (a date, a number): the first character typed after coming here replaces what stands there. */
	bool replaces;
	/* Fills the drop-down below the field while typing; NULL: none. */
	void (*offer)(struct ui *u, struct form *f, struct slot *s);
};
const struct widget_class *widget_for(const struct field *f);

struct slot {
	int field;
	const struct field *row;
	const struct widget_class *w;
	struct line line;   /* what is typed; in references: the words searched for */
	struct value value; /* choices, yes/no, references */
	bool touched;       /* differs, or may differ, from what was read */
	char error[976], echo[160];
};

#define DROP_MAX 7
struct drop {                 /* the drop-down under the focused field */
	int n, selected;      /* selected -1: none, Enter then means the field itself */
	int64_t id[DROP_MAX]; /* reference; 0: the text; -1: create */
	char text[DROP_MAX][160], more[DROP_MAX][120];
};

struct form {
	struct screen base;
	struct app *app;
	const struct kind *kind;
	int64_t id;
	struct record *before; /* as it was read; NULL for a new one */
	struct record *now;    /* values understood so far; for conditions */
	struct slot *slots;
	int nslots, focus, scroll;
	bool arrived; /* the focus has just come to its field: nothing typed or moved in it yet */
	struct drop drop;
	bool saved;
	int64_t draft_ms; /* when the draft was last written; 0: no draft on disk */
	form_done *done;
	void *ctx;
};

/* form.c */
void form_changed(struct ui *u, struct form *f, struct slot *s); /* after every change of a slot */
bool form_visible(const struct form *f, const struct slot *s);
bool form_dirty(const struct form *f);
void form_move(struct ui *u, struct form *f, int by);

/* form_draw.c */
void form_draw(struct ui *u, struct screen *s, int top, int height);

/* form_save.c */
void form_save(struct ui *u, struct screen *s);

/* form_draft.c - what was typed, on disk, so that a killed terminal costs at most two seconds */
void draft_write(struct ui *u, struct form *f);
void draft_remove(struct ui *u, struct form *f);
/* Puts a draft's texts into the slots; *at_ms when it was written. false: there is none. */
bool draft_read(struct ui *u, struct form *f, int64_t *at_ms);
bool draft_exists(struct ui *u, const struct form *f, int64_t *at_ms);

/* drop.c */
void drop_close(struct drop *d);
void drop_draw(struct form *f, int row, int col, int bottom);
void drop_add(struct drop *d, int64_t id, const char *text, const char *more);

/* pick_date.c - a month to choose a day from */
void pick_date_open(
    struct ui *u, const char *title, date_t from, void (*chosen)(struct ui *u, void *ctx, date_t d), void *ctx);
/* big.c - a long text on the whole screen */
void big_open(struct ui *u, const char *title, const char *text,
    void (*done)(struct ui *u, void *ctx, const char *text), void *ctx);

#endif
