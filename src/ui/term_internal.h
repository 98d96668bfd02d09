/* ui/term_internal.h - what the files of the terminal share. Only src/ui/term*.c include it. */
#ifndef OBSTE_UI_TERM_INTERNAL_H
#define OBSTE_UI_TERM_INTERNAL_H

#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

#include "base/buf.h"
#include "ui/term.h"

/* The terminal's own state: the one mutable global of the program. */
struct terminal {
	SCREEN *screen;
	WINDOW *input; /* a pad: reading from it never paints */
	bool started, stopped_by_us;
	bool color, mouse, ascii, plain;
	bool paste;  /* bracketed paste is understood here */
	bool simple; /* dumb and vt*: nothing beyond plain capabilities is sent */
	attr_t attr[ROLE_COUNT];
	int cursor_row, cursor_col;
	int box_row, box_col, box_height, box_width; /* the last one painted; height 0: none */
	bool cursor_visible, cursor_always;
	int wake[2];                           /* signals write here, poll() reads */
	struct termios before;                 /* for the crash handler */
	struct sigaction segv, abrt, bus, fpe; /* handlers of others, e.g. a sanitizer's */
	char crash_line[600], crash_log[512];  /* made beforehand: a crash handler may not ask for memory */
	struct key pushed[8];
	int npushed;
	unsigned char partial[4]; /* a character whose bytes have not all come */
	int npartial;
	struct buf pasted;
	int64_t click_ms;
	int click_row, click_col;
	int misreads; /* readable, yet nothing to read: the other end has gone */
};
extern struct terminal term;

extern volatile sig_atomic_t term_hangup, term_resized, term_stopped, term_continued;

/* Codes for sequences that terminfo does not name; above every KEY_*. */
enum { T_PASTE_BEGIN = 0x1000, T_PASTE_END, T_CTRL_LEFT, T_CTRL_RIGHT, T_CTRL_UP, T_CTRL_DOWN, T_MENU };

bool term_signals_start(void);
void term_signals_stop(void);
void term_keys_start(void);
void term_resize(void);    /* the window's size, as it is now */
void term_extras(bool on); /* mouse and bracketed paste */
void term_resume(void);    /* after a stop: modes again, everything painted anew */
void term_attributes(const char *theme);
/* What a theme gives a role. Backgrounds stay the terminal's own, so each colour has to be read on any dark, or any
 * light one: `many` is a fixed colour of the 256, `few` one of the eight, which each terminal paints as it likes. */
struct look {
	attr_t many_attr;
	short many; /* -1: the terminal's own */
	attr_t few_attr;
	short few; /* likewise */
};
struct theme {
	const char *name;
	bool light; /* made for a light background */
	struct look look[ROLE_COUNT];
};
const struct theme *term_theme_at(size_t n); /* NULL: there are fewer */
void term_write_raw(const char *bytes, size_t n);
/* Letters and signs of ASCII for a terminal that has no others (term_fold.c). Appends. */
void term_fold(const char *text, struct buf *out);

#endif
