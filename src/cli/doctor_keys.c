/* cli/doctor_keys.c - obste doctor --keys: each key as this terminal sends it, and what Obște takes it for. Shows what
 * a desktop or a multiplexer keeps for itself: a key that prints nothing does not arrive. Knows no screen. */
#include "cli/command.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/doctor.h"

#define TOGETHER_MS 25 /* bytes of one key come without a pause */

/* What most terminals send; others are shown by their bytes. */
static const struct {
	const char *bytes, *name;
} known[] = {{"\r", "Enter"}, {"\033", "Esc"}, {"\t", "Tab"}, {"\177", "Backspace"}, {"\b", "Backspace (^H)"},
    {" ", "Space"}, {"\033[A", "Up"}, {"\033OA", "Up"}, {"\033[B", "Down"}, {"\033OB", "Down"}, {"\033[C", "Right"},
    {"\033OC", "Right"}, {"\033[D", "Left"}, {"\033OD", "Left"}, {"\033[Z", "Shift+Tab"}, {"\033[H", "Home"},
    {"\033OH", "Home"}, {"\033[1~", "Home"}, {"\033[F", "End"}, {"\033OF", "End"}, {"\033[4~", "End"},
    {"\033[2~", "Insert"}, {"\033[3~", "Delete"}, {"\033[5~", "PgUp"}, {"\033[6~", "PgDn"}, {"\033OP", "F1"},
    {"\033OQ", "F2"}, {"\033OR", "F3"}, {"\033OS", "F4"}, {"\033[[A", "F1"}, {"\033[[B", "F2"}, {"\033[[C", "F3"},
    {"\033[[D", "F4"}, {"\033[[E", "F5"}, {"\033[11~", "F1"}, {"\033[12~", "F2"}, {"\033[13~", "F3"},
    {"\033[14~", "F4"}, {"\033[15~", "F5"}, {"\033[17~", "F6"}, {"\033[18~", "F7"}, {"\033[19~", "F8"},
    {"\033[20~", "F9"}, {"\033[21~", "F10"}, {"\033[23~", "F11"}, {"\033[24~", "F12"}, {"\033[29~", "Menu"},
    {"\033[1;5A", "Ctrl+Up"}, {"\033[1;5B", "Ctrl+Down"}, {"\033[1;5C", "Ctrl+Right"}, {"\033[1;5D", "Ctrl+Left"}};

static void name_key(const char *bytes, size_t n, struct buf *out)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].bytes, bytes) == 0) {
			buf_text(out, known[i].name);
			return;
		}
	if (n == 1 && (unsigned char)bytes[0] < 32)
		buf_print(out, "Ctrl+%c", bytes[0] + 64);
	else if (bytes[0] == 27 && n > 1 && bytes[1] != '[' && bytes[1] != 'O')
		buf_print(out, "Alt+%s", bytes + 1);
	else if (bytes[0] != 27 && text_is_utf8(bytes, n))
		buf_text(out, bytes);
	else
		buf_text(out, _("unknown: it does nothing in Obște"));
}

static void show_key(const char *bytes, size_t n)
{
	struct buf name = BUF_INIT, clean = BUF_INIT;
	name_key(bytes, n, &name);
	text_clean(buf_str(&name), name.len, false, &clean);
	int blanks = 28 - text_width(buf_str(&clean));
	printf("  %s%*s", buf_str(&clean), blanks > 0 ? blanks : 0, "");
	for (size_t i = 0; i < n; i++)
		printf(" %02x", (unsigned char)bytes[i]);
	fputs("\r\n", stdout);
	fflush(stdout);
	buf_free(&name);
	buf_free(&clean);
}

/* How many of the bytes are the first key: a sequence, Alt and a character, a character. */
static size_t first_key(const char *bytes, size_t n)
{
	const char *p = bytes;
	size_t i = 2;
	if (bytes[0] != 27) {
		text_next(&p, bytes + n);
		return (size_t)(p - bytes);
	}
	if (n < 2 || bytes[1] == 27)
		return 1;
	p = bytes + 1;
	if (bytes[1] != '[' && bytes[1] != 'O') {
		text_next(&p, bytes + n);
		return (size_t)(p - bytes);
	}
	i += i < n && bytes[1] == '[' && bytes[2] == '['; /* the Linux console's F1 */
	while (i < n && (unsigned char)bytes[i] < 0x40)
		i++;
	return i < n ? i + 1 : n;
}

/* false: one of them ends it. */
static bool show_keys(const char *bytes, size_t n)
{
	while (n > 0) {
		char key[64];
		size_t len = first_key(bytes, n);
		memcpy(key, bytes, len);
		key[len] = '\0';
		if (strcmp(key, "\003") == 0 || strcmp(key, "q") == 0)
			return false;
		show_key(key, len);
		bytes += len;
		n -= len;
	}
	return true;
}

/* One key's bytes, or those of several; false: the terminal has gone. */
static bool read_key(char *bytes, size_t size, size_t *n)
{
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
	*n = 0;
	do {
		ssize_t got = read(STDIN_FILENO, bytes + *n, size - 1 - *n);
		if (got <= 0)
			return false;
		*n += (size_t)got;
	} while (bytes[0] == 27 && *n < size - 1 && poll(&p, 1, TOGETHER_MS) > 0);
	bytes[*n] = '\0';
	return true;
}

bool doctor_keys(struct err *e)
{
	struct termios before, raw;
	char bytes[64];
	size_t n;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0)
		return err_set(e, ERR_USAGE, _("Keys can be tried only at a terminal."));
	puts(_(
	    "Press any key to see what arrives: F1-F12, Ctrl+Z, Ctrl+K, Esc, letters of each layout. A key that shows "
	    "nothing is kept by the desktop; every action has a letter as well. End: Ctrl+C or q."));
	fflush(stdout);
	raw = before;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
	while (read_key(bytes, sizeof bytes, &n) && show_keys(bytes, n))
		;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	return true;
}
