/* tests/tui/tui.c - the program on a pseudo-terminal; its home, its keys, its screen. */
#include "tui/tui_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#include <cmocka.h>

/* ---- files */

static const char *program(void)
{
	const char *p = getenv("OBSTE_BIN");
	if (!p || !*p)
		p = getenv("OBSTE");
	return p && *p ? p : "build/obste";
}

static void run_command(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void run_command(const char *fmt, ...)
{
	char line[2048];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	if (system(line) != 0)
		fail_msg("did not work: %s", line);
}

/* The sample is made once a test program and copied for each start. */
static const char *sample_folder(void)
{
	static char folder[256];
	if (folder[0])
		return folder;
	const char *tmp = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/obste-tui-sample-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		fail_msg("mkdtemp");
	run_command(
	    "HOME=%s OBSTE_NOW=2026-11-23T18:05 LC_ALL=C.UTF-8 %s --lang ro demo --no-open --dir %s >/dev/null 2>&1",
	    folder, program(), folder);
	return folder;
}

static void make_home(struct tui *t, const struct tui_options *o)
{
	if (o->home) { /* another one's, which has ended or runs beside it */
		snprintf(t->home, sizeof t->home, "%s", o->home);
		return;
	}
	const char *tmp = getenv("TMPDIR");
	snprintf(t->home, sizeof t->home, "%s/obste-tui-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(t->home))
		fail_msg("mkdtemp");
	run_command(
	    "mkdir -m 700 -p %s/.config/obste %s/.local/share/obste %s/.local/state", t->home, t->home, t->home);
	if (o->empty)
		run_command("HOME=%s OBSTE_NOW=2026-11-23T18:05 LC_ALL=C.UTF-8 %s --db %s/obste.db init --name Proba "
		            ">/dev/null 2>&1",
		    t->home, program(), t->home);
	else if (!o->first)
		run_command("cp %s/obste.db %s/obste.db", sample_folder(), t->home);
}

/* ---- starting */

static void child(const struct tui *t, const struct tui_options *o)
{
	if (o->deaf)
		signal(SIGHUP, SIG_IGN);
	char db[300], *argv[16];
	int n = 0;
	static char args[512];
	char *binary = realpath(program(), NULL);
	clearenv();
	setenv("HOME", t->home, 1);
	setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
	setenv("TERM", o->term ? o->term : "xterm-256color", 1);
	setenv("LC_ALL", o->locale ? o->locale : "C.UTF-8", 1);
	setenv("OBSTE_NOW", "2026-11-23T18:05", 1);
	setenv("TMPDIR", t->home, 1);
	setenv("ESCDELAY", "5", 1); /* each key comes in one piece here */
	setenv("ASAN_OPTIONS", "detect_leaks=1:abort_on_error=0:log_path=stderr", 1);
	for (size_t i = 0; i < 8 && o->env[i]; i++)
		putenv((char *)(uintptr_t)o->env[i]);
	snprintf(db, sizeof db, "%s/obste.db", t->home);
	argv[n++] = binary;
	argv[n++] = (char *)(uintptr_t) "--db";
	argv[n++] = db;
	argv[n++] = (char *)(uintptr_t) "--lang";
	argv[n++] = (char *)(uintptr_t)(o->lang ? o->lang : "ro");
	snprintf(args, sizeof args, "%s %s", o->tips ? "" : "--no-tips", o->args ? o->args : "");
	for (char *w = strtok(args, " "); w && n < 15; w = strtok(NULL, " "))
		argv[n++] = w;
	argv[n] = NULL;
	if (binary)
		execv(binary, argv);
	_exit(127);
}

struct tui *tui_start(const struct tui_options *o)
{
	struct tui *t = calloc(1, sizeof *t);
	t->rows = o->rows ? o->rows : 24;
	t->cols = o->cols ? o->cols : 80;
	make_home(t, o);
	t->borrowed = o->home != NULL;
	struct winsize w = {.ws_row = (unsigned short)t->rows, .ws_col = (unsigned short)t->cols};
	t->pid = forkpty(&t->fd, NULL, NULL, &w);
	if (t->pid < 0)
		fail_msg("forkpty: %s", strerror(errno));
	if (t->pid == 0)
		child(t, o);
	fcntl(t->fd, F_SETFL, O_NONBLOCK);
	t->vt = vterm_new(t->rows, t->cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	tui_wait(t);
	return t;
}

/* ---- waiting */

static bool take_output(struct tui *t)
{
	char buf[65536];
	ssize_t n = read(t->fd, buf, sizeof buf);
	if (n > 0) {
		vterm_input_write(t->vt, buf, (size_t)n);
		if (t->written + (size_t)n >= t->size) {
			t->size = (t->written + (size_t)n) * 2;
			t->bytes = realloc(t->bytes, t->size);
		}
		memcpy(t->bytes + t->written, buf, (size_t)n);
		t->written += (size_t)n;
		return true;
	}
	if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		t->gone = true;
	return false;
}

/* What the kernel says of the program: does it sleep, and how often has it gone to sleep by its own will? */
static bool sleeps(const struct tui *t, long *times)
{
	char path[64], line[256], state = 'X';
	snprintf(path, sizeof path, "/proc/%d/status", (int)t->pid);
	FILE *f = fopen(path, "r");
	*times = -1;
	if (!f)
		return true;
	while (fgets(line, sizeof line, f)) {
		sscanf(line, "State: %c", &state);
		sscanf(line, "voluntary_ctxt_switches: %ld", times);
	}
	fclose(f);
	return strchr("SZTX", state) != NULL;
}

long tui_wakeups(struct tui *t)
{
	long times;
	sleeps(t, &times);
	return times;
}

/* Quiet: in each of `turns` looks, so many milliseconds apart, it sleeps, has not been awake since, and writes nothing.
 */
static void wait_quiet(struct tui *t, int turns, int apart_ms)
{
	long times, before = -2;
	int quiet = 0;
	for (int n = 0; n < 100000 && quiet < turns && !t->gone; n++) {
		struct pollfd p = {.fd = t->fd, .events = POLLIN};
		if (poll(&p, 1, apart_ms) > 0 && take_output(t)) {
			quiet = 0;
			continue;
		}
		quiet = sleeps(t, &times) && times == before ? quiet + 1 : 0;
		before = times;
	}
}

void tui_wait(struct tui *t)
{
	wait_quiet(t, 8, 5);
}

/* After keys: first until it has been woken by them (a second at most: it may have been awake all the time), then
 * until it is quiet. After Esc it sleeps a moment to see whether more comes ($ESCDELAY): longer than that. */
static void wait_keys(struct tui *t, long before, bool esc)
{
	long now = before;
	for (int n = 0; n < 800 && !t->gone && now == before; n++) {
		struct pollfd p = {.fd = t->fd, .events = POLLIN};
		if (poll(&p, 1, n < 400 ? 1 : 2) > 0)
			take_output(t);
		sleeps(t, &now);
	}
	wait_quiet(t, esc ? 12 : 3, 1);
}

/* ---- keys */

static const struct {
	const char *name, *bytes;
} keys[] = {
    {"Enter", "\r"},
    {"Esc", "\033"},
    {"Tab", "\t"},
    {"S-Tab", "\033[Z"},
    {"Space", " "},
    {"Up", "\033OA"},
    {"Down", "\033OB"},
    {"Right", "\033OC"},
    {"Left", "\033OD"},
    {"Home", "\033OH"},
    {"End", "\033OF"},
    {"PgUp", "\033[5~"},
    {"PgDn", "\033[6~"},
    {"Ins", "\033[2~"},
    {"Del", "\033[3~"},
    {"BS", "\177"},
    {"F1", "\033OP"},
    {"F2", "\033OQ"},
    {"F3", "\033OR"},
    {"F4", "\033OS"},
    {"F5", "\033[15~"},
    {"F6", "\033[17~"},
    {"F7", "\033[18~"},
    {"F8", "\033[19~"},
    {"F9", "\033[20~"},
    {"F10", "\033[21~"},
};

static void add_key(const char *word, char *out, size_t size)
{
	char ctrl[2] = "";
	const char *bytes = word;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, word) == 0)
			bytes = keys[i].bytes;
	if (word[0] == '^' && word[1] && !word[2]) {
		ctrl[0] = (char)(word[1] & 31);
		bytes = ctrl;
	}
	strncat(out, bytes, size - strlen(out) - 1);
}

void tui_raw(struct tui *t, const char *bytes, size_t n)
{
	while (n > 0 && !t->gone) {
		ssize_t k = write(t->fd, bytes, n);
		if (k > 0) {
			bytes += k;
			n -= (size_t)k;
		} else if (errno == EAGAIN) {
			struct pollfd p = {.fd = t->fd, .events = POLLIN | POLLOUT};
			poll(&p, 1, 100);
			take_output(t);
		} else {
			t->gone = true;
		}
	}
}

static void send_keys(struct tui *t, const char *bytes)
{
	size_t n = strlen(bytes);
	long before = tui_wakeups(t);
	tui_raw(t, bytes, n);
	wait_keys(t, before, n > 0 && bytes[n - 1] == '\033');
}

static void press(struct tui *t, const char *words, bool each)
{
	char copy[1024], bytes[4096] = "";
	snprintf(copy, sizeof copy, "%s", words);
	for (char *w = strtok(copy, " "); w; w = strtok(NULL, " ")) {
		if (each)
			bytes[0] = '\0';
		add_key(w, bytes, sizeof bytes);
		if (each) {
			send_keys(t, bytes);
		}
	}
	if (!each)
		send_keys(t, bytes);
}

void tui_keys(struct tui *t, const char *words)
{
	press(t, words, true);
}

void tui_type(struct tui *t, const char *text)
{
	send_keys(t, text);
}

void tui_burst(struct tui *t, const char *words)
{
	press(t, words, false);
}

void tui_burst_raw(struct tui *t, const char *bytes)
{
	send_keys(t, bytes);
}

void tui_resize(struct tui *t, int rows, int cols)
{
	struct winsize w = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	take_output(t);
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &w);
}

void tui_signal(struct tui *t, int signal)
{
	kill(t->pid, signal);
}

void tui_hangup(struct tui *t)
{
	close(t->fd);
	t->fd = -1;
	t->gone = true;
}

/* ---- beside it: the command line and files */

static void read_all(FILE *f, const char *what, char *out, size_t size)
{
	size_t n = fread(out, 1, size - 1, f);
	out[n] = '\0';
	if (n == size - 1)
		fail_msg("%s: more than the test can hold", what);
}

const char *tui_command(struct tui *t, const char *args)
{
	char line[2048];
	snprintf(line, sizeof line,
	    "HOME=%s OBSTE_NOW=2026-11-23T18:05 LC_ALL=C.UTF-8 %s --db %s/obste.db --lang en --no-input %s 2>&1",
	    t->home, program(), t->home, args);
	FILE *f = popen(line, "r");
	if (!f)
		fail_msg("popen: %s", strerror(errno));
	read_all(f, args, t->said, sizeof t->said);
	int status = pclose(f);
	if (status != 0)
		fail_msg("obste %s ended with %d:\n%s", args, status, t->said);
	return t->said;
}

const char *tui_file(struct tui *t, const char *name)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", t->home, name);
	FILE *f = fopen(path, "r");
	for (int i = 0; !f && i < 500; i++) { /* whole or not there: what goes on in the background may need a moment */
		tui_wait(t);
		poll(NULL, 0, 20);
		f = fopen(path, "r");
	}
	if (!f)
		fail_msg("%s: %s\n%s", path, strerror(errno), tui_text(t));
	read_all(f, path, t->said, sizeof t->said);
	fclose(f);
	return t->said;
}

/* Looks again until it is so; half a minute is for ever. */
bool tui_until(struct tui *t, bool (*so)(struct tui *t, const void *ctx), const void *ctx)
{
	for (int i = 0; i < 500; i++) {
		tui_wait(t);
		if (so(t, ctx))
			return true;
		poll(NULL, 0, 20);
	}
	return false;
}

static bool words_there(struct tui *t, const void *words)
{
	return tui_has(t, words);
}

void tui_expect_soon(struct tui *t, const char *words)
{
	if (!tui_until(t, words_there, words))
		tui_expect(t, words);
}

/* ---- the end */

static void reap(struct tui *t, int turns)
{
	int status;
	while (turns-- > 0) {
		if (t->fd >= 0 && !t->gone)
			tui_wait(t);
		pid_t p = waitpid(t->pid, &status, WNOHANG);
		if (p == t->pid) {
			t->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			t->pid = 0;
			return;
		}
		poll(NULL, 0, 20);
	}
}

bool tui_alive(struct tui *t)
{
	if (t->pid)
		reap(t, t->gone ? 200 : 1);
	return t->pid != 0;
}

static int end(struct tui *t)
{
	int status = t->status;
	if (t->fd >= 0)
		close(t->fd);
	if (!t->borrowed && !t->kept)
		run_command("rm -rf %s", t->home);
	vterm_free(t->vt);
	free(t->text);
	free(t->bytes);
	free(t);
	return status;
}

static void kill_it(struct tui *t)
{
	if (t->pid) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, NULL, 0);
	}
	t->pid = 0;
	t->gone = true;
}

void tui_kill(struct tui *t)
{
	kill_it(t);
	end(t);
}

struct tui *tui_again(struct tui *t, int signal, const struct tui_options *o)
{
	struct tui_options with = *o;
	char home[sizeof t->home];
	snprintf(home, sizeof home, "%s", t->home);
	with.home = home;
	if (signal == SIGKILL) {
		kill_it(t);
	} else {
		kill(t->pid, signal);
		reap(t, 500);
		if (t->pid)
			fail_msg("signal %d did not end it", signal);
	}
	t->kept = true;
	end(t);
	t = tui_start(&with);
	t->borrowed = false;
	return t;
}

int tui_wait_end(struct tui *t)
{
	for (int i = 0; i < 500 && t->pid; i++)
		reap(t, 1);
	return t->pid ? -1 : t->status;
}

int tui_stop(struct tui *t)
{
	if (tui_alive(t) && !t->gone) {
		tui_raw(t, "\021", 1);
		tui_wait(t);
	}
	if (t->pid)
		reap(t, 500);
	if (t->pid) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, NULL, 0);
		t->status = 128 + SIGKILL;
	}
	return end(t);
}
