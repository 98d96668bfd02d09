/* ui/term_key.c - keys as they come: bytes to characters, sequences to codes, paste, mouse; and what the same physical
 * key gives on a Latin layout. Knows no screen and no action. */
#include "ui/term_internal.h"

#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

static const struct {
	const char *sequence;
	int code;
} extra_keys[] = {
    {"\033[200~", T_PASTE_BEGIN},
    {"\033[201~", T_PASTE_END},
    {"\033[1;5D", T_CTRL_LEFT},
    {"\033[1;5C", T_CTRL_RIGHT},
    {"\033[1;5A", T_CTRL_UP},
    {"\033[1;5B", T_CTRL_DOWN},
    {"\033Od", T_CTRL_LEFT},
    {"\033Oc", T_CTRL_RIGHT},
    {"\033[H", KEY_HOME},
    {"\033[F", KEY_END},
    {"\033[1~", KEY_HOME},
    {"\033[4~", KEY_END},
    {"\033[A", KEY_UP},
    {"\033[B", KEY_DOWN},
    {"\033[C", KEY_RIGHT},
    {"\033[D", KEY_LEFT},
    {"\033[Z", KEY_BTAB},
    {"\033[29~", T_MENU},
};

/* Terminals of one name differ: sequences that mean the same everywhere are known beside those of terminfo. */
void term_keys_start(void)
{
	for (size_t i = 0; i < sizeof extra_keys / sizeof *extra_keys; i++)
		if (extra_keys[i].code >= T_PASTE_BEGIN || key_defined(extra_keys[i].sequence) <= 0)
			define_key(extra_keys[i].sequence, extra_keys[i].code);
}

static void push(const struct key *k)
{
	if (term.npushed < (int)(sizeof term.pushed / sizeof *term.pushed))
		term.pushed[term.npushed++] = *k;
}

static bool pop(struct key *k)
{
	if (term.npushed == 0)
		return false;
	*k = term.pushed[0];
	term.npushed--;
	memmove(term.pushed, term.pushed + 1, (size_t)term.npushed * sizeof *term.pushed);
	return true;
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- characters */

static bool partial_whole(void)
{
	unsigned char first = term.partial[0];
	int need = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
	return term.npartial >= need;
}

/* A byte of a character; true: the character is whole. A byte that does not continue one ends it as it is. */
static bool take_byte(int byte, struct key *k)
{
	if (term.npartial > 0 && (byte & 0xC0) != 0x80) {
		ungetch(byte);
		term.npartial = 0;
		k->ch = 0xFFFD;
		return true;
	}
	term.partial[term.npartial++] = (unsigned char)byte;
	if (!partial_whole())
		return false;
	char text[5] = "";
	memcpy(text, term.partial, (size_t)term.npartial);
	const char *p = text;
	k->ch = text_next(&p, text + term.npartial);
	term.npartial = 0;
	return true;
}

/* ---- paste and mouse */

static void add_pasted(int c)
{
	if (c == KEY_ENTER || c == '\r')
		c = '\n';
	if (c < 256)
		buf_char(&term.pasted, (char)c);
}

/* The rest of a paste comes without pause; a lost end mark ends it after a second of silence. */
static void read_paste(struct key *k)
{
	struct buf raw = BUF_INIT;
	buf_clear(&term.pasted);
	for (;;) {
		int c = wgetch(term.input);
		if (c == T_PASTE_END)
			break;
		if (c != ERR) {
			if (term.pasted.len < 4u * 1024 * 1024)
				add_pasted(c);
			continue;
		}
		struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
		if (poll(&p, 1, 1000) <= 0 || (p.revents & (POLLHUP | POLLERR)) || term_hangup)
			break;
	}
	buf_add(&raw, buf_str(&term.pasted), term.pasted.len);
	buf_clear(&term.pasted);
	text_clean(buf_str(&raw), raw.len, true, &term.pasted);
	buf_free(&raw);
	k->code = K_PASTE;
	k->paste = buf_str(&term.pasted);
}

static bool read_mouse(struct key *k)
{
	MEVENT m;
	if (getmouse(&m) != OK)
		return false;
	k->code = K_MOUSE;
	k->mouse_row = m.y;
	k->mouse_col = m.x;
	k->mouse_button = m.bstate & BUTTON1_PRESSED   ? 1
	                  : m.bstate & BUTTON2_PRESSED ? 2
	                  : m.bstate & BUTTON3_PRESSED ? 3
	                  : m.bstate & BUTTON4_PRESSED ? 4
	                  : m.bstate & BUTTON5_PRESSED ? 5
	                                               : 0;
	int64_t now = now_ms();
	k->mouse_double =
	    k->mouse_button == 1 && m.y == term.click_row && m.x == term.click_col && now - term.click_ms < 400;
	term.click_ms = k->mouse_double ? 0 : now;
	term.click_row = m.y;
	term.click_col = m.x;
	return k->mouse_button != 0;
}

/* ---- one key */

static const struct {
	int curses, code;
} same[] = {
    {27, K_ESC},
    {'\r', K_ENTER},
    {'\n', K_ENTER},
    {KEY_ENTER, K_ENTER},
    {'\t', K_TAB},
    {KEY_BTAB, K_BTAB},
    {8, K_BACKSPACE},
    {127, K_BACKSPACE},
    {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_FIND, KEY_HOME},
    {KEY_SELECT, KEY_END},
    {KEY_SUSPEND, CTRL('Z')},
    {T_CTRL_LEFT, K_CTRL_LEFT},
    {T_CTRL_RIGHT, K_CTRL_RIGHT},
    {T_CTRL_UP, K_CTRL_UP},
    {T_CTRL_DOWN, K_CTRL_DOWN},
    {T_MENU, K_MENU},
};

static bool special(int c, struct key *k)
{
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (same[i].curses == c) {
			k->code = same[i].code;
			if (k->code > K_CTRL && k->code < K_ALT)
				k->ch = (uint32_t)(k->code - K_CTRL);
			return true;
		}
	if (c >= 0 && c < 32) {
		k->code = CTRL(c + '@');
		k->ch = (uint32_t)(c + '@');
		return true;
	}
	if (c >= KEY_MIN) {
		k->code = c;
		return true;
	}
	return false;
}

static bool read_one(struct key *k);

/* Esc with a byte already behind it is Alt; alone it is Esc. */
static void after_esc(struct key *k)
{
	struct key next;
	memset(&next, 0, sizeof next);
	if (!read_one(&next))
		return;
	if (next.code == 0 && next.ch < 0x80)
		*k = (struct key){.code = K_ALT + (int)next.ch, .ch = next.ch};
	else
		push(&next);
}

/* Without waiting. false: nothing (whole) is there. */
static bool read_one(struct key *k)
{
	for (;;) {
		int c = wgetch(term.input);
		if (c == ERR)
			return false;
		term.misreads = 0;
		memset(k, 0, sizeof *k);
		if (c == T_PASTE_BEGIN) {
			read_paste(k);
			return true;
		}
		if (c == KEY_MOUSE) {
			if (read_mouse(k))
				return true;
			continue;
		}
		if (c == T_PASTE_END || c == KEY_RESIZE)
			continue;
		if (special(c, k)) {
			if (k->code == K_ESC)
				after_esc(k);
			return true;
		}
		if (take_byte(c, k))
			return true;
	}
}

bool term_pending(void)
{
	struct key k;
	if (term.npushed > 0)
		return true;
	if (!read_one(&k))
		return false;
	/* what after_esc pushed belongs behind this one */
	struct key behind[8];
	int n = term.npushed;
	memcpy(behind, term.pushed, sizeof behind);
	term.npushed = 0;
	push(&k);
	for (int i = 0; i < n; i++)
		push(&behind[i]);
	return true;
}

/* ---- waiting */

static bool take_signals(struct key *k)
{
	char drain[64];
	while (read(term.wake[0], drain, sizeof drain) > 0)
		;
	memset(k, 0, sizeof *k);
	if (term_hangup) {
		k->code = K_WAKE;
		k->hangup = true;
		return true;
	}
	if (term_stopped) {
		term_stopped = 0;
		term_suspend();
	}
	if (term_continued) {
		term_continued = 0;
		term_resume();
		k->code = K_RESIZE;
	}
	if (term_resized) {
		term_resized = 0;
		term_resize();
		k->code = K_RESIZE;
	}
	return k->code != 0;
}

static bool signal_came(void)
{
	return term_hangup || term_stopped || term_continued || term_resized;
}

/* The terminal has gone when it is readable and yet gives nothing, or says so itself. */
static bool terminal_gone(short events)
{
	int waiting = 0;
	if (events & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	if (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0)
		return false;
	return ++term.misreads > 3;
}

static bool any_ready(const struct pollfd *p, int n)
{
	for (int i = 0; i < n; i++)
		if (p[i].revents)
			return true;
	return false;
}

bool term_read(struct key *k, const int *watch, int watched, int timeout_ms)
{
	for (;;) {
		if (take_signals(k))
			return true;
		if (pop(k) || read_one(k))
			return true;
		struct pollfd p[2 + TERM_WATCH] = {
		    {.fd = STDIN_FILENO, .events = POLLIN}, {.fd = term.wake[0], .events = POLLIN}};
		for (int i = 0; i < watched; i++)
			p[2 + i] = (struct pollfd){.fd = watch[i], .events = POLLIN};
		int n = poll(p, (nfds_t)(2 + watched), timeout_ms);
		if (n < 0)
			continue;
		/* A signal that comes together with a key counts first, though the pipe was not readable yet: the key
		 * was pressed in the new window. */
		if (p[1].revents || signal_came())
			continue;
		if (p[0].revents && read_one(k))
			return true;
		if (p[0].revents && terminal_gone(p[0].revents)) {
			term_hangup = 1;
			continue;
		}
		if (n == 0 || any_ready(p + 2, watched)) {
			memset(k, 0, sizeof *k);
			k->code = K_WAKE;
			return true;
		}
	}
}
