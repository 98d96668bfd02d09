/* ui/term_signal.c - signals: each only sets a flag and wakes the sleeping loop through a pipe; a crash puts the
 * terminal back before the program ends. Knows no screen. */
#include "ui/term_internal.h"

#include <errno.h>
#ifdef __GLIBC__
#include <execinfo.h>
#endif
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

volatile sig_atomic_t term_hangup, term_resized, term_stopped, term_continued;

static void on_signal(int n)
{
	int kept = errno;
	if (n == SIGWINCH)
		term_resized = 1;
	else if (n == SIGTSTP)
		term_stopped = 1;
	else if (n == SIGCONT)
		term_continued = 1;
	else
		term_hangup = 1;
	if (term.wake[1] >= 0 && write(term.wake[1], "", 1) < 0)
		errno = kept; /* a full pipe wakes as well */
	errno = kept;
}

static struct sigaction *kept_action(int n)
{
	switch (n) {
	case SIGSEGV:
		return &term.segv;
	case SIGABRT:
		return &term.abrt;
	case SIGBUS:
		return &term.bus;
	default:
		return &term.fpe;
	}
}

static void write_number(int fd, long v)
{
	char digits[24];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + v % 10);
	while ((v /= 10) > 0 && at > 0);
	if (write(fd, digits + at, sizeof digits - at) < 0)
		errno = 0;
}

/* The signal, and where the glibc can say it, the calls: never what stands in memory. */
static void log_crash(int signal_number)
{
	static const char word[] = "CRASH ";
	int fd =
	    *term.crash_log ? open(term.crash_log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 0600) : -1;
	if (fd < 0)
		return;
	if (write(fd, word, sizeof word - 1) < 0)
		errno = 0;
	write_number(fd, signal_number);
	if (write(fd, "\n", 1) < 0)
		errno = 0;
#ifdef __GLIBC__
	void *calls[32];
	backtrace_symbols_fd(calls, backtrace(calls, 32), fd);
#endif
	close(fd);
}

static void tell_crash(int signal_number)
{
	log_crash(signal_number);
	if (write(STDERR_FILENO, term.crash_line, strlen(term.crash_line)) < 0)
		errno = 0;
}

void term_crash_words(const char *line, const char *log)
{
	snprintf(term.crash_line, sizeof term.crash_line, "%s\r\n", line);
	snprintf(term.crash_log, sizeof term.crash_log, "%s", log);
}

/* Only what may be done inside a handler: plain sequences and the line's modes; then whoever was there before. */
static void on_crash(int n)
{
	static const char plain[] = "\033[?2004l\033[?1006l\033[?1000l\033[0m\033[?25h\033[?1049l\r\n";
	if (!term.simple && write(STDOUT_FILENO, plain, sizeof plain - 1) < 0)
		term_hangup = 1;
	tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	tell_crash(n);
	sigaction(n, kept_action(n), NULL);
	raise(n);
}

static void handle(int n, void (*f)(int), struct sigaction *old)
{
	struct sigaction a;
	memset(&a, 0, sizeof a);
	a.sa_handler = f;
	sigfillset(&a.sa_mask);
	sigaction(n, &a, old);
}

static const int caught[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};

bool term_signals_start(void)
{
	if (pipe(term.wake) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(term.wake[i], F_SETFL, O_NONBLOCK);
		fcntl(term.wake[i], F_SETFD, FD_CLOEXEC);
	}
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
		handle(caught[i], on_signal, NULL);
	handle(SIGPIPE, SIG_IGN, NULL);
	handle(SIGSEGV, on_crash, &term.segv);
	handle(SIGABRT, on_crash, &term.abrt);
	handle(SIGBUS, on_crash, &term.bus);
	handle(SIGFPE, on_crash, &term.fpe);
	return true;
}

void term_signals_stop(void)
{
	/* SIGHUP and SIGTERM stay caught: the program is on its way out and must close its database in order. */
	sigaction(SIGSEGV, &term.segv, NULL);
	sigaction(SIGABRT, &term.abrt, NULL);
	sigaction(SIGBUS, &term.bus, NULL);
	sigaction(SIGFPE, &term.fpe, NULL);
	for (size_t i = 3; i < sizeof caught / sizeof *caught; i++)
		handle(caught[i], SIG_DFL, NULL);
}
