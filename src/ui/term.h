/* ui/term.h - the terminal: modes, colours, signs, keys as they come. The only file pair with signal handlers. */
#ifndef OBSTE_UI_TERM_H
#define OBSTE_UI_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "ui/ui.h"

/* Eight roles; a theme gives each an attribute. Mono: bold, underline, reverse only. */
enum role {
	ROLE_NORMAL,
	ROLE_SELECTED,
	ROLE_MARKED,
	ROLE_TITLE,
	ROLE_KEY,
	ROLE_WARNING,
	ROLE_GOOD,
	ROLE_MUTED,
	ROLE_COUNT
};

bool term_start(const struct ui_options *o, const char *theme, bool ascii, struct err *e);
void term_stop(void); /* as it was: screen, cursor, mouse, paste; safe to call twice and from the memory hook */
/* Should the program crash: this line on stderr after the terminal was put back, and a line in this log. */
void term_crash_words(const char *line, const char *log);
void term_theme(const char *theme, bool ascii);
void term_mouse(bool on); /* at once */
/* Plain text: no boxes and rules, one column (never wider than 79), for speech and braille. */
void term_plain(bool on);
bool term_is_plain(void);
bool term_ascii(void);
int term_rows(void);
int term_cols(void);
bool term_too_small(void); /* below 60x20 */

/* A key as pressed. Special keys have their KEY_* of ncurses or one of these; characters have code 0 and `ch`. */
enum {
	K_ESC = 0x110000,
	K_ENTER,
	K_TAB,
	K_BTAB,
	K_BACKSPACE,
	K_PASTE /* text in key.paste */,
	K_MOUSE,
	K_RESIZE,
	K_CTRL /* + letter 'A'..'Z' */ = 0x110100,
	K_ALT = 0x110200 /* + character */,
	K_CTRL_LEFT = 0x110300,
	K_CTRL_RIGHT,
	K_CTRL_UP,
	K_CTRL_DOWN,
	K_MENU /* the menu key of a PC keyboard */,
	K_WAKE = 0x110400 /* the watched descriptor, a timer or a signal */
};
struct key {
	int code;          /* 0: a character */
	uint32_t ch;       /* the character, or the letter of K_CTRL */
	const char *paste; /* lent until the next read; harmless text, newlines kept */
	int mouse_row, mouse_col, mouse_button /* 1 left 2 middle 3 right 4 wheel up 5 wheel down */;
	bool mouse_double;
	bool hangup; /* with K_WAKE: SIGHUP or SIGTERM came: save drafts and leave */
};
#undef CTRL /* of <sys/ttydefaults.h> */
#define CTRL(letter) (K_CTRL + (letter))
#define TERM_WATCH 6
/* Sleeps until a key, one of `n` descriptors (at most TERM_WATCH) or the deadline (ms, -1 none): no polling. true: a
 * key was read. */
bool term_read(struct key *k, const int *watch, int n, int timeout_ms);
bool term_pending(void); /* is typed-ahead input waiting? then painting can wait */
/* What the same physical key gives on a Latin layout (т -> n, Romanian standard, Gagauz); for command keys only. */
uint32_t term_latin(uint32_t ch);

/* Painting in cells. Text is made harmless, cut and padded to `width` cells (0: as long as it is, cut at the edge).
 * Return the cells used. Off-screen parts are left out. */
int term_put(int row, int col, int width, enum role role, const char *text);
int term_put_right(int row, int col, int width, enum role role, const char *text);
void term_fill(int row, int col, int width, enum role role, char c);
void term_rule(int row, int col, int width);                               /* ─ */
void term_vrule(int row, int col, int height);                             /* │ */
void term_box(int row, int col, int height, int width, const char *title); /* cleared inside */
bool term_in_box(int row, int col); /* inside the last box that was painted, its border too */
void term_bar(int row, int col, int width, int64_t part, int64_t whole); /* █░ or #. */
void term_erase(void);
void term_cursor(int row, int col, bool visible); /* where the focus is; set last in every draw */
void term_cursor_always(bool on);                 /* shown even where it only marks a row */
void term_flush(void);
void term_repaint(void);                               /* the next flush paints every cell anew */
void term_suspend(void);                               /* to the shell and back */
bool term_edit(const char *command, const char *path); /* run another program on the terminal */
void term_bell(void);
void term_latin_keys(bool on);    /* false: only Latin letters are command keys */
void term_copy(const char *text); /* OSC 52, through tmux too */

#endif
