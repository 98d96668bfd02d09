/* tests/tui/tui.h - the real program on a real (small) terminal: libvterm reads what it writes, tests press keys and
 * look at the screen as text. Nothing here measures time: "quiet" is when the program sleeps and has nothing more to
 * say. */
#ifndef OBSTE_TESTS_TUI_H
#define OBSTE_TESTS_TUI_H

#include <stdbool.h>
#include <stddef.h>

struct tui;
struct tui_options {
	int rows, cols;     /* 0: 24 x 80 */
	const char *lang;   /* NULL: "ro" */
	const char *term;   /* NULL: "xterm-256color" */
	const char *locale; /* LC_ALL; NULL: "C.UTF-8" */
	const char *args;   /* more arguments, between blanks; NULL none */
	const char *env[8]; /* more of the environment, "NAME=value" */
	bool tips;          /* without --no-tips */
	bool empty;         /* an empty group instead of the sample's copy */
	bool first;         /* no database at all: the first run */
	bool deaf;          /* SIGHUP is ignored, as under nohup */
	const char *home;   /* use the home of another one */
};
/* Starts the program in a home of its own, the clock at Monday, 23 November 2026, 18:05. Ends the test when it cannot.
 */
struct tui *tui_start(const struct tui_options *o);
/* Ends it with Ctrl+Q when it still runs; returns its exit status, or 128 + signal. */
int tui_stop(struct tui *t);
int tui_wait_end(struct tui *t); /* it ends by itself: its exit status; -1: it does not */
void tui_kill(struct tui *t);    /* at once, as kill -9; its home goes too */
/* Ends it by a signal and starts it again in the same home. */
struct tui *tui_again(struct tui *t, int signal, const struct tui_options *o);
bool tui_alive(struct tui *t);

/* Keys between blanks: Enter Esc Tab S-Tab Space Up Down Left Right Home End PgUp PgDn Ins Del BS F1..F12 ^K (Ctrl+K);
 * any other word is typed as it stands. Waits until the program is quiet after each. */
void tui_keys(struct tui *t, const char *keys);
void tui_type(struct tui *t, const char *text);       /* as it stands, blanks too; waits at the end */
void tui_burst_raw(struct tui *t, const char *bytes); /* bytes in one write; waits at the end */
void tui_burst(struct tui *t, const char *keys);      /* all in one write, as typed ahead; waits at the end */
void tui_raw(struct tui *t, const char *bytes, size_t n);
void tui_wait(struct tui *t);
void tui_resize(struct tui *t, int rows, int cols); /* does not wait */
void tui_signal(struct tui *t, int signal);
void tui_hangup(struct tui *t); /* the terminal vanishes */

/* The screen: rows ended by newlines, without blanks at their ends. Lent until the next call. */
const char *tui_text(struct tui *t);
const char *tui_row(struct tui *t, int row);
bool tui_has(struct tui *t, const char *words);
void tui_cursor(struct tui *t, int *row, int *col);
const char *tui_cell(struct tui *t, int row, int col); /* what stands there; " " for nothing; lent */
bool tui_reversed(struct tui *t, int row, int col);
int tui_colored(struct tui *t);       /* cells that are not in the terminal's own colours */
size_t tui_written(struct tui *t);    /* bytes that the program has written so far */
const char *tui_bytes(struct tui *t); /* these bytes; none of them is zero */
bool tui_sane(struct tui *t);         /* are the terminal's modes those of a shell? */
long tui_wakeups(struct tui *t);      /* how often it has gone to sleep by its own will; -1: it has ended */
const char *tui_home(struct tui *t);

/* What `obste ARGS` says on the same database while the program runs; fails when it fails. A file of its home, also one
 * that is only being written. Lent
 * until the next of the two. */
const char *tui_command(struct tui *t, const char *args);
const char *tui_file(struct tui *t, const char *name);
/* Without pressing anything: waits until it is so. */
bool tui_until(struct tui *t, bool (*so)(struct tui *t, const void *ctx), const void *ctx);
void tui_expect_soon(struct tui *t, const char *words);

/* Fails, and prints the screen, when the words are not there. */
void tui_expect(struct tui *t, const char *words);
void tui_expect_not(struct tui *t, const char *words);
/* The text against tests/tui/golden/NAME.txt; OBSTE_UPDATE=1 writes it. */
void tui_golden_text(const char *name, const char *text);
bool tui_golden_wanted(const char *name); /* is there such a file, or shall it be written? */

#endif
