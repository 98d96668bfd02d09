/* ui/term.c - starting and stopping the terminal: modes, size, other programs, the clipboard. Knows no screen and no
 * record; reading keys is in term_key.c, painting in term_paint.c, signals in term_signal.c. */
#include "ui/term_internal.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

struct terminal term = {.wake = {-1, -1}};

static bool term_is_simple(const char *name)
{
	return strncmp(name, "dumb", 4) == 0 || strncmp(name, "vt", 2) == 0;
}

static bool color_wanted(const struct ui_options *o)
{
	const char *no = getenv("NO_COLOR");
	if (o->color_always)
		return true;
	return o->color && !(no && *no) && !term.simple;
}

/* raw(): ^S ^Q ^Z ^C reach us as keys. The terminal's typeahead check is off: the loop drains keys itself. */
static void modes_start(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	if (!getenv("ESCDELAY"))
		set_escdelay(25);
	term.input = newpad(1, 1);
	keypad(term.input, TRUE);
	nodelay(term.input, TRUE);
	leaveok(stdscr, FALSE);
	term_keys_start();
}

static bool start_screen(struct err *e)
{
	const char *name = getenv("TERM");
	if (!name || !*name)
		name = "ansi";
	term.simple = term_is_simple(name);
	term.screen = newterm(name, stdout, stdin);
	if (!term.screen && !term.simple)
		term.screen =
		    newterm("xterm", stdout, stdin); /* an unknown name today is nearly always a relative of xterm */
	if (!term.screen) {
		err_set(e, ERR_USAGE, _("This kind of terminal is not known (TERM=%s)."), name);
		return err_hint(e, _("Set TERM, for example TERM=xterm, or use the commands: obste help."));
	}
	if (!tigetstr("cup") || tigetstr("cup") == (char *)-1) {
		endwin();
		delscreen(term.screen);
		term.screen = NULL;
		err_set(e, ERR_USAGE, _("This terminal cannot place the cursor (TERM=%s)."), name);
		return err_hint(e, _("Set TERM, for example TERM=xterm, or use the commands: obste help."));
	}
	return true;
}

bool term_start(const struct ui_options *o, const char *theme, bool ascii, struct err *e)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(e, ERR_USAGE, _("The screens need a terminal."));
		return err_hint(e, _("In a script use the commands: obste help."));
	}
	tcgetattr(STDIN_FILENO, &term.before);
	if (!start_screen(e))
		return false;
	term.started = true;
	mem_on_exhausted(term_stop);
	term_signals_start();
	modes_start();
	term.mouse = o->mouse && !term.simple;
	term.paste = !term.simple;
	term.color = color_wanted(o) && has_colors();
	if (term.color) {
		start_color();
		use_default_colors();
	}
	term_theme(theme, ascii);
	term_extras(true);
	return true;
}

void term_stop(void)
{
	if (!term.started)
		return;
	term.started = false;
	term_extras(false);
	curs_set(1);
	endwin();
	term_signals_stop();
	buf_free(&term.pasted);
}

void term_write_raw(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t k = write(STDOUT_FILENO, bytes, n);
		if (k <= 0)
			return;
		bytes += k;
		n -= (size_t)k;
	}
}

void term_extras(bool on)
{
	mousemask(on && term.mouse
	              ? BUTTON1_PRESSED | BUTTON2_PRESSED | BUTTON3_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED
	              : 0,
	    NULL);
	mouseinterval(0);
	if (term.paste)
		term_write_raw(on ? "\033[?2004h" : "\033[?2004l", 8);
}

void term_mouse(bool on)
{
	term.mouse = on && !term.simple;
	term_extras(true);
}

void term_theme(const char *theme, bool ascii)
{
	term.ascii = ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	term_attributes(theme);
}

bool term_ascii(void)
{
	return term.ascii;
}

int term_rows(void)
{
	return LINES;
}

#define PLAIN_COLS 79 /* below 80 there is one panel everywhere */

int term_cols(void)
{
	return term.plain && COLS > PLAIN_COLS ? PLAIN_COLS : COLS;
}

void term_plain(bool on)
{
	term.plain = on;
}

bool term_is_plain(void)
{
	return term.plain;
}

bool term_too_small(void)
{
	return LINES < 20 || COLS < 60;
}

void term_resize(void)
{
	struct winsize w;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0)
		resize_term(w.ws_row, w.ws_col);
	clearok(curscr, TRUE);
}

void term_repaint(void)
{
	clearok(curscr, TRUE);
}

void term_resume(void)
{
	reset_prog_mode();
	term_extras(true);
	term_resize();
	refresh();
}

void term_suspend(void)
{
	struct sigaction ours, usual;
	memset(&usual, 0, sizeof usual);
	usual.sa_handler = SIG_DFL;
	def_prog_mode();
	term_extras(false);
	endwin();
	sigaction(SIGTSTP, &usual, &ours);
	kill(getpid(), SIGTSTP); /* sleeps here until SIGCONT */
	sigaction(SIGTSTP, &ours, NULL);
	term_stopped = 0;
	term_continued = 0;
	term_resume();
}

static int run_child(const char *command, const char *path)
{
	pid_t child = fork();
	if (child == 0) {
		char *script = mem_print("%s \"$1\"", command);
		execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
		_exit(127);
	}
	int status = -1;
	while (child > 0 && waitpid(child, &status, 0) < 0)
		if (term_hangup)
			break;
	return status;
}

bool term_edit(const char *command, const char *path)
{
	def_prog_mode();
	term_extras(false);
	endwin();
	int status = run_child(command, path);
	term_resume();
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void base64(const char *s, size_t n, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)(unsigned char)s[i] << 16;
		if (i + 1 < n)
			v |= (unsigned)(unsigned char)s[i + 1] << 8;
		if (i + 2 < n)
			v |= (unsigned char)s[i + 2];
		buf_char(out, digits[v >> 18]);
		buf_char(out, digits[v >> 12 & 63]);
		buf_char(out, i + 1 < n ? digits[v >> 6 & 63] : '=');
		buf_char(out, i + 2 < n ? digits[v & 63] : '=');
	}
}

/* Old consoles would print the sequence; a terminal that only does not know it drops it. */
void term_copy(const char *text)
{
	const char *name = getenv("TERM");
	if (term.simple || !name || strcmp(name, "linux") == 0)
		return;
	bool tmux = getenv("TMUX") != NULL;
	bool screen = !tmux && strncmp(name, "screen", 6) == 0;
	struct buf b = BUF_INIT;
	buf_text(&b, tmux ? "\033Ptmux;\033" : screen ? "\033P" : "");
	buf_text(&b, "\033]52;c;");
	base64(text, strlen(text), &b);
	buf_char(&b, '\a');
	buf_text(&b, tmux || screen ? "\033\\" : "");
	term_write_raw(buf_str(&b), b.len);
	buf_free(&b);
}
