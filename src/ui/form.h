/* ui/form.h - inside the form: its slots (one a field) and the widgets (one row a sort of widget). */
#ifndef OBSTE_UI_FORM_H
#define OBSTE_UI_FORM_H

#include "model/record.h"
#include "ui/line.h"
#include "ui/screen.h"
#include "ui/walk.h"

struct form;
struct slot;

struct widget_class {
	void (*start)(struct slot *s, const struct value *v, const struct type_ctx *ctx);
	/* What the slot says now. false: not understood, with words. */
	bool (*take)(struct form *f, struct slot *s, struct value *out, struct err *e);
	int (*rows)(struct slot *s, int width);
	void (*draw)(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol);
	bool (*key)(struct ui *u, struct form *f, struct slot *s, const struct key *k);
	/* Opens the list of what may be chosen (Down); NULL: none, Down goes to the next field. */
	void (*list)(struct ui *u, struct form *f, struct slot *s);
	/* A short value (a date, a number): the first character typed after coming here replaces what stands there. */
	bool replaces;
	/* Fills the drop-down below the field while typing; NULL: none. */
	void (*offer)(struct ui *u, struct form *f, struct slot *s);
	/* What it shows is the value itself: no echo behind it. */
	bool quiet;
	/* Leaving the field turns the typed words into the value they mean. */
	bool settles;
	/* One value: choosing it in the drop-down goes on to the next field. */
	bool leaves;
	/* Tab goes to the widget first (it completes something); false from key(): to the next field. */
	bool tab;
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

/* What a new record may repeat (form_alike.c). */
enum { ALIKE_MOST = 3 };
struct form_alike {
	int n, field; /* below this field */
	bool due;     /* typed, not looked for yet */
	int64_t ids[ALIKE_MOST];
	char text[ALIKE_MOST][240];
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
	int beside;   /* a field without a slot that a widget has set too (the currency of an amount); NO_FIELD */
	struct drop drop;
	struct form_alike alike;
	bool saved;
	bool given;       /* it was opened with beginnings: they belong to the draft */
	bool unkept;      /* the draft could not be written, and the person knows */
	int64_t draft_ms; /* when the draft was last written; 0: no draft on disk */
	struct walk walk;
	struct record *stored; /* as it was saved last; with `result` */
	struct app_save result;
	form_done *done;
	void *ctx;
};

/* form.c - slots, keys, moving */
bool form_start(struct ui *u, struct form *f, const struct screen_class *c, const struct kind *k, int64_t id,
    int only /* this field; NO_FIELD: all */, struct err *e);
void form_changed(struct ui *u, struct form *f, struct slot *s); /* after every change of a slot */
bool form_visible(const struct form *f, const struct slot *s);
bool form_dirty(const struct form *f);
void form_move(struct ui *u, struct form *f, int by);
bool form_is_last(const struct form *f);
bool form_to_widget(struct ui *u, struct form *f, const struct key *k); /* false: not taken */
bool form_chooses(const struct form *f, const struct key *k);           /* does it take a row of the drop-down? */
bool form_took_tab(struct ui *u, struct form *f);                       /* a drop-down's choice, something completed */
struct slot *form_slot(struct form *f, int field);                      /* NULL: it has none */
/* What stands under a field: its error, else its help. Appends. */
void slot_under(const struct slot *s, struct buf *out);
bool form_typing(struct ui *u, struct screen *s);
void form_close(struct ui *u, struct screen *s);
void form_act_up(struct ui *u, struct screen *s);
void form_act_down(struct ui *u, struct screen *s);
void form_act_big(struct ui *u, struct screen *s);
/* Esc, while the drop-down is open: leaving the program is not held up by it. */
void form_act_close_list(struct ui *u, struct screen *s);
bool form_can_close_list(struct ui *u, struct screen *s, const char **why);
bool form_can_big(struct ui *u, struct screen *s, const char **why);
bool form_can_list(struct ui *u, struct screen *s, const char **why);

/* form_draw.c */
void form_draw(struct ui *u, struct screen *s, int top, int height);

/* form_save.c */
void form_save(struct ui *u, struct screen *s);
/* Saves what was changed, without closing; false: something is not understood, and is said. */
bool form_store(struct ui *u, struct form *f);
void form_after(
    struct ui *u, struct form *f); /* after form_store: the form closes, its opener is told, conflicts are asked */
void form_take_beside(const struct form *f, struct record *r);
/* Files that a field of the record names are copied into the data folder. */
bool form_keep_files(struct ui *u, struct record *r, int field, struct err *e);

/* form_paste.c - a list pasted into a field of one line. true: it asks what to do with it */
bool form_paste(struct ui *u, struct form *f, const struct key *k);

/* form_alike.c */
void form_alike_changed(struct form *f, const struct slot *s);
bool form_alike_idle(struct ui *u, struct screen *s);
int form_alike_rows(const struct form *f, const struct slot *s);
void form_alike_draw(const struct form *f, int row, int col, int width, int top, int bottom);
bool form_can_alike(struct ui *u, struct screen *s, const char **why);
bool form_can_same(struct ui *u, struct screen *s, const char **why);
void form_act_alike(struct ui *u, struct screen *s);
void form_act_same(struct ui *u, struct screen *s);

/* form_keep.c */
bool form_keep(struct ui *u, struct screen *s, const char *path, struct err *e); /* see struct screen_class */

/* form_draft.c - what was typed, on disk, so that a killed terminal costs at most two seconds */
bool draft_write(struct ui *u, struct form *f); /* false: it could not be kept; said once */
void draft_remove(struct ui *u, struct form *f);
/* Puts a draft's texts into the slots; *at_ms when it was written. false: there is none. */
bool draft_read(struct ui *u, struct form *f, int64_t *at_ms);
bool draft_exists(struct ui *u, const struct form *f, int64_t *at_ms);
void draft_left(struct ui *u, const struct form *f); /* the next key may be `u`, which opens it again */

/* drop.c */
void drop_close(struct drop *d);
void drop_draw(const struct drop *d, int row, int col, int bottom);
void drop_add(struct drop *d, int64_t id, const char *text, const char *more);

/* pick_date.c - a month to choose a day from; `typed` (may be NULL) is what stands in the field */
void pick_date_open(struct ui *u, const char *title, const char *typed, date_t from,
    void (*chosen)(struct ui *u, void *ctx, date_t d), void *ctx);
/* big.c - a long text on the whole screen; `changed` is told now and then and at the end, `closed` (or NULL) after it
 */
void big_open(struct ui *u, const char *title, const char *text,
    void (*changed)(struct ui *u, void *ctx, const char *text), void (*closed)(struct ui *u, void *ctx), void *ctx);

#endif
