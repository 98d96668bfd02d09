/* ui/screen.h - the stack of screens and the table of actions that dispatches keys. The hint bar, the help, the menus,
 * the palette and the manual are made from the same rows.
 *
 * A screen is one file under ui/screens/ with one `const struct screen_class`, and one row in screens/screens.def.
 * An action is one row in its screen's table (or in the table of those that work everywhere). */
#ifndef OBSTE_UI_SCREEN_H
#define OBSTE_UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/app.h"
#include "ui/term.h"

struct ui;
struct screen;

enum { IN_TEXT_PLAIN = 2 };

struct action {
	const char *name; /* "record.new": permanent; the palette and the manual name it so */
	const char
	    *keys; /* "n F7 Insert" "^Z u" "Enter F3" "Space" "Up k" "PgDn" "?": separated by blanks, first is shown */
	const char *hint; /* N_("New"): in the hint bar; NULL: not there */
	const char *help; /* N_("new record"): in help and palette; in small letters */
	int priority;     /* in the hint bar: 1 stays longest; 0: not there */
	int in_text; /* also while a text is typed: true for Ctrl and function keys, IN_TEXT_PLAIN for its characters
	                too (signs that no name contains: the roll-call's digits) */
	/* Does it. A key that cannot be used now: say why with ui_say. */
	void (*run)(struct ui *u, struct screen *s);
	/* Possible now? NULL: always. Not possible: the hint is not shown, and pressing it says *why (translated). */
	bool (*can)(struct ui *u, struct screen *s, const char **why);
};

struct screen_class {
	const char *name;             /* "list" */
	const struct action *actions; /* ended by a NULL name */
	bool overlay;                 /* a dialog: the screen below is drawn first */
	bool full;                    /* no tabs, no title rule: draws rows 0..rows-3 itself */
	/* Draws the body and, last, places the cursor with term_cursor. Area: rows top..top+height-1, full width
	 * (overlays choose their own box). */
	void (*draw)(struct ui *u, struct screen *s, int top, int height);
	/* A key that no action took (characters, paste). true: taken. */
	bool (*key)(struct ui *u, struct screen *s, const struct key *k);
	/* Does a text field have the focus? Then characters go to key() and only in_text actions work. NULL: never. */
	bool (*typing)(struct ui *u, struct screen *s);
	void (*title)(struct ui *u, struct screen *s, struct buf *left, struct buf *right); /* of the rule in row 1 */
	void (*state)(struct ui *u, struct screen *s,
	    struct buf *out);                            /* at the right of the message line; NULL: when it was saved */
	void (*refresh)(struct ui *u, struct screen *s); /* the data changed here or elsewhere */
	/* About to be left by Esc or by leaving the program (hangup): keep what was typed. false: stay. NULL: leave. */
	bool (*leave)(struct ui *u, struct screen *s, bool hangup);
	void (*close)(struct ui *u, struct screen *s); /* frees s */
	/* Where the selection stands, 1 the first; false: not known. NULL: this is no list. */
	bool (*position)(struct ui *u, struct screen *s, int64_t *at, int64_t *of);
	/* What was typed here, into a file as JSON that "import json" takes; path NULL: is the draft on disk? NULL:
	 * nothing is typed here. */
	bool (*keep)(struct ui *u, struct screen *s, const char *path, struct err *e);
	/* Work that waits until typed-ahead keys are drained and the echo is painted (a search, a count). true:
	 * something changed, paint again; it is called until it says false. NULL: none. */
	bool (*idle)(struct ui *u, struct screen *s);
	/* A record's copy text for `y`, and so on, are actions of the screen. */
};

#define SCREEN(name, title) extern const struct screen_class screen_##name;
#include "ui/screens/classes.def"
#undef SCREEN

struct screen {
	const struct screen_class *c;
	enum section section; /* which tab is lit */
	                      /* the screen's own struct begins with this one */
};

struct ui {
	struct app *app;
	struct screen *stack[32];
	int depth;
	bool leaving;
	char message[512]; /* row rows-2, left; stays until the next key */
	enum role message_role;
	int64_t wake_at;  /* Unix ms at which a screen wants a K_WAKE key, the top one first; 0: never (no wake-ups) */
	int64_t saved_at; /* when something was last saved here, Unix ms; 0: not yet */
	int count;        /* keys so far */
	bool drafts_failed; /* it was said that drafts cannot be kept */
	const struct kind
	    *left_kind; /* the form that was left with a draft; NULL: none, or nothing is offered any more */
	int64_t left_id;
	int64_t left_change;  /* the newest change then: a later one is what u takes back */
	struct ui_private *p; /* of ui*.c */
};

/* ---- the stack (ui.c) */
bool ui_push(struct ui *u, struct screen *s); /* takes it, refreshes it; false: too many are open, it is gone */
void ui_pop(struct ui *u);                    /* asks leave(), closes, refreshes the one below */
void ui_drop(struct ui *u, struct screen *s); /* closes without asking (a dialog that has answered) */
struct screen *ui_top(struct ui *u);
void ui_say(struct ui *u, enum role role, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void ui_error(
    struct ui *u, const struct err *e); /* short ones in the message line, with the hint; long ones in a box */
void ui_saved(struct ui *u, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* To the clipboard, and says so. */
void ui_copy(struct ui *u, const char *text);
/* "Written: PATH · o opens it": until the next key `o` opens the file. */
void ui_written(struct ui *u, const char *path);
/* What was just said offers a key (a digit or sign): pressed next, it does this for that record. */
void ui_offer(struct ui *u, uint32_t key, void (*take)(struct ui *u, const struct kind *of, int64_t id),
    const struct kind *of, int64_t id);
/* What was just said came without a key: it stays for some seconds whatever is pressed. */
void ui_keep_message(struct ui *u);
void ui_refresh_all(struct ui *u);              /* data changed: every screen on the stack */
void ui_section(struct ui *u, enum section s);  /* show that tab's screen (others are left) */
void ui_action(struct ui *u, const char *name); /* do an action of the top screen or a global one by name */
const struct action *ui_actions_global(void);

/* ---- screens that others open */
struct query;
void list_open(
    struct ui *u, const struct kind *k, const struct query *q /* or NULL */, const char *title /* or NULL */);
void calendar_open_kind(struct ui *u, const struct kind *k);      /* only what is of that kind */
void record_open(struct ui *u, const struct kind *k, int64_t id); /* the record's page with its tabs */
/* The form. id 0: new, with `start` (taken, may be NULL) as beginnings. `done` (may be NULL) is called after saving. */
typedef void form_done(struct ui *u, void *ctx, const struct kind *k, int64_t id);
void form_open(struct ui *u, const struct kind *k, int64_t id, struct record *start, form_done *done, void *ctx);
/* The list that a record is opened from: the page and the form then go to its neighbours with PgUp and PgDn. `moved` is
 * told where they are; may be NULL. */
struct walk_from {
	const struct query *query; /* lent: it is copied */
	form_done *moved;
	void *ctx;
};
void record_open_from(struct ui *u, const struct kind *k, int64_t id, const struct walk_from *from);
void form_open_from(struct ui *u, const struct kind *k, int64_t id, const struct walk_from *from);
/* One field of a record in a small dialog, with the form's own widgets (screens.md 6.4): Enter saves and says that the
 * one below is next, Tab the one to the right, Esc leaves it as it was. */
enum cell_next { CELL_STAY, CELL_DOWN, CELL_RIGHT };
void cell_open(struct ui *u, const struct kind *k, int64_t id, int field,
    void (*done)(struct ui *u, void *ctx, enum cell_next next), void *ctx);

/* ---- dialogs (answers come by callback; `ctx` is the caller's) */
struct menu_item {
	char *text;
	char *right;
	int64_t value;
	bool heading;
	bool disabled;
}; /* owned texts */
/* Choose one: typing filters. `chosen` gets value, or index -1 for Esc. Items are taken (copied). */
void menu_open(struct ui *u, const char *title, const struct menu_item *items, size_t n, size_t selected,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx);
/* The same; a letter chooses the line that has it at its right, and `note` (or NULL) stands below. */
void menu_open_keys(struct ui *u, const char *title, const struct menu_item *items, size_t n, const char *note,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx);
/* One line of text. text NULL: Esc. `help` stands below; may be NULL. */
void prompt_open(struct ui *u, const char *title, const char *initial, const char *help,
    void (*done)(struct ui *u, void *ctx, const char *text), void *ctx);
/* The same for a passphrase: what is typed is not shown and nowhere kept. */
void secret_open(struct ui *u, const char *title, const char *help,
    void (*done)(struct ui *u, void *ctx, const char *text), void *ctx);
/* Where to write a file called `name`: the documents folder is offered. path NULL: Esc. */
typedef void path_done(struct ui *u, void *ctx, const char *path);
void save_prompt_open(struct ui *u, const char *title, const char *name, const char *help, path_done *done, void *ctx);
/* A file that is there: completion, the folder's files with these endings ("csv txt"; NULL: all). path NULL: Esc. */
void path_prompt_open(struct ui *u, const char *title, const char *folder, const char *endings, const char *help,
    path_done *done, void *ctx);
/* Only the four cases of screens.md 9.4: safe answer first. */
void confirm_open(struct ui *u, const char *title, const char *text, const char *yes_label,
    void (*yes)(struct ui *u, void *ctx), void *ctx);
/* The same, told when the answer is no: for what `ctx` owns. */
void confirm_open_or(struct ui *u, const char *title, const char *text, const char *yes_label,
    void (*yes)(struct ui *u, void *ctx), void (*no)(struct ui *u, void *ctx), void *ctx);
/* A safety copy in the database's place; a sealed one asks for its passphrase. `done` is not called when somebody gives
 * up there; kept: where the file that was there lies, NULL none. */
typedef void restore_done(struct ui *u, void *ctx, bool ok, const char *kept, const struct err *e);
void restore_copy(struct ui *u, const char *copy, restore_done *done, void *ctx);
/* Text to read: scrolls. */
void pager_open(struct ui *u, const char *title, const char *text);

#endif
