/* out/ics_child.c - a foreign calendar is read by a process of its own with limits on time, memory and files: whatever
 * the file makes of the reader, the program and what is open in it live on. The process is a fork of this one, without
 * exec: no second program to install and to find, and what tests and fuzzers link runs the same way. It holds nothing
 * but the file and a pipe; each entry comes back as one message, and nothing in a message is believed unseen. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/ics_inner.h"

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#ifdef WATCHED
#define CPU_SECONDS 30 /* sanitizers take their time, and all addresses there are */
#else
#define CPU_SECONDS 5
#define MEMORY ((rlim_t)512 << 20)
#endif
#define SILENT_MS 60000 /* a machine that is asleep, not a reader that works */
#define MESSAGE_MAX ((size_t)16 << 20)
#define FDS_MAX 4096

/* ---- what goes through the pipe */

enum {
	TEXT_UID,
	TEXT_SUMMARY,
	TEXT_LOCATION,
	TEXT_DESCRIPTION,
	TEXT_URL,
	TEXT_CATEGORY,
	TEXT_STATUS,
	TEXT_RULE,
	TEXT_REFUSED,
	TEXT_WARNING,
	TEXTS
};

struct head {
	bool last; /* no entry: the end, with `fine` and the error */
	bool fine;
	size_t line;
	struct ics_event event; /* its pointers mean nothing */
	size_t lengths[TEXTS];  /* with the final NUL; 0: NULL */
	struct err err;
};

static const char **texts_of(struct ics_seen *s, const char **all[TEXTS])
{
	all[TEXT_UID] = &s->event.uid;
	all[TEXT_SUMMARY] = &s->event.summary;
	all[TEXT_LOCATION] = &s->event.location;
	all[TEXT_DESCRIPTION] = &s->event.description;
	all[TEXT_URL] = &s->event.url;
	all[TEXT_CATEGORY] = &s->event.category;
	all[TEXT_STATUS] = &s->event.status;
	all[TEXT_RULE] = &s->event.rule;
	all[TEXT_REFUSED] = &s->refused;
	all[TEXT_WARNING] = &s->warning;
	return all[0];
}

/* ---- the child */

static bool put_all(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;
	while (n) {
		const ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

struct child {
	int fd;
	struct buf out;
};

static bool flush(struct child *c)
{
	const bool ok = put_all(c->fd, buf_str(&c->out), c->out.len);
	buf_clear(&c->out);
	return ok;
}

static bool tell_entry(void *ctx, const struct ics_seen *seen)
{
	struct child *c = ctx;
	struct ics_seen copy = *seen;
	const char **all[TEXTS];
	struct head h;
	memset(&h, 0, sizeof h);
	h.line = seen->line;
	h.event = seen->event;
	texts_of(&copy, all);
	for (size_t i = 0; i < TEXTS; i++)
		h.lengths[i] = *all[i] ? strlen(*all[i]) + 1 : 0;
	buf_add(&c->out, (const char *)&h, sizeof h);
	buf_add(&c->out, (const char *)seen->event.except, seen->event.excepts * sizeof *seen->event.except);
	buf_add(&c->out, (const char *)seen->event.moved, seen->event.moves * sizeof *seen->event.moved);
	for (size_t i = 0; i < TEXTS; i++)
		buf_add(&c->out, *all[i] ? *all[i] : "", h.lengths[i]);
	return c->out.len < 32768 || flush(c);
}

static void limit(int what, rlim_t soft, rlim_t hard)
{
	const struct rlimit l = {soft, hard};
	setrlimit(what, &l);
}

static void end_child(void)
{
	_exit(1);
}

/* Nothing of the program is in reach: no terminal, no database, no file to write to. */
static void shut_in(int keep)
{
	const int null = open("/dev/null", O_RDWR);
	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	for (int fd = 3; fd < FDS_MAX; fd++)
		if (fd != keep)
			close(fd);
	/* The program's handlers would restore a terminal that is not this process's. */
	for (int number = 1; number < 65; number++)
		signal(number, SIG_DFL);
	mem_on_exhausted(end_child);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	limit(RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1);
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_FSIZE, 0, 0);
	limit(RLIMIT_NOFILE, 32, 32);
#ifdef MEMORY
	limit(RLIMIT_DATA, MEMORY, MEMORY);
#endif
}

static _Noreturn void run_child(int fd, const char *path)
{
	struct child c = {fd, BUF_INIT};
	struct head h;
	memset(&h, 0, sizeof h);
	shut_in(fd);
	h.fine = ics_read_here(path, tell_entry, &c, &h.err);
	h.last = true;
	buf_add(&c.out, (const char *)&h, sizeof h);
	_exit(flush(&c) ? 0 : 1);
}

/* ---- the parent */

struct parent {
	int fd;
	struct buf in;
	size_t at;
	bool silent;
	date_t except[ICS_EXCEPTIONS];
	struct ics_moved moved[ICS_EXCEPTIONS];
};

/* So many bytes are there, or will never be. */
static bool need(struct parent *p, size_t n)
{
	char piece[65536];
	if (p->at > 0 && p->in.len - p->at < n) {
		memmove(p->in.data, p->in.data + p->at, p->in.len - p->at);
		buf_cut(&p->in, p->in.len - p->at);
		p->at = 0;
	}
	while (p->in.len - p->at < n) {
		struct pollfd wait = {p->fd, POLLIN, 0};
		const int ready = poll(&wait, 1, SILENT_MS);
		if (ready < 0 && errno == EINTR)
			continue;
		p->silent = ready == 0;
		const ssize_t got = ready > 0 ? read(p->fd, piece, sizeof piece) : 0;
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		buf_add(&p->in, piece, (size_t)got);
	}
	return true;
}

static bool take(struct parent *p, void *into, size_t n)
{
	if (!need(p, n))
		return false;
	memcpy(into, p->in.data + p->at, n);
	p->at += n;
	return true;
}

static bool sound_date(date_t d)
{
	return d == DATE_NONE || (d > -200000 && d < 3000000);
}

static bool sound_event(const struct ics_event *ev)
{
	return sound_date(ev->date) && sound_date(ev->until) && ev->starts >= -1 && ev->starts < 1440 &&
	       ev->ends >= -1 && ev->ends < 1440 && ev->excepts + ev->moves <= ICS_EXCEPTIONS &&
	       ev->excepts <= ICS_EXCEPTIONS;
}

static bool sound_exceptions(const struct parent *p, const struct ics_event *ev)
{
	for (size_t i = 0; i < ev->excepts; i++)
		if (!sound_date(p->except[i]))
			return false;
	for (size_t i = 0; i < ev->moves; i++)
		if (!sound_date(p->moved[i].on) || !sound_date(p->moved[i].to) || p->moved[i].starts >= 1440 ||
		    p->moved[i].ends >= 1440)
			return false;
	return true;
}

/* The texts lie one behind the other, each with its end. */
static bool lend_texts(struct parent *p, const struct head *h, struct ics_seen *s)
{
	const char **all[TEXTS];
	size_t sum = 0;
	texts_of(s, all);
	for (size_t i = 0; i < TEXTS; i++) {
		if (h->lengths[i] > MESSAGE_MAX - sum)
			return false;
		sum += h->lengths[i];
	}
	if (!need(p, sum))
		return false;
	const char *at = buf_str(&p->in) + p->at;
	for (size_t i = 0; i < TEXTS; at += h->lengths[i++]) {
		*all[i] = h->lengths[i] ? at : NULL;
		if (h->lengths[i] && at[h->lengths[i] - 1] != '\0')
			return false;
	}
	p->at += sum;
	return true;
}

/* One entry for `each`. *more false: it does not want any more. */
static bool give(
    struct parent *p, const struct head *h, bool (*each)(void *ctx, const struct ics_seen *seen), void *ctx, bool *more)
{
	struct ics_seen seen = {.event = h->event, .line = h->line};
	struct ics_event *ev = &seen.event;
	ev->organizer = ev->organizer_mail = ev->attendee = ev->attendee_mail = NULL;
	if (!sound_event(ev) || !take(p, p->except, ev->excepts * sizeof *p->except) ||
	    !take(p, p->moved, ev->moves * sizeof *p->moved) || !sound_exceptions(p, ev) || !lend_texts(p, h, &seen))
		return false;
	ev->except = p->except;
	ev->moved = p->moved;
	if (!seen.refused && (ev->date == DATE_NONE || !ev->uid))
		return false;
	*more = each(ctx, &seen);
	return true;
}

/* False: the child ended without a last word, or said nonsense. */
static bool listen(struct parent *p, bool (*each)(void *ctx, const struct ics_seen *seen), void *ctx, bool *fine,
    bool *stopped, struct err *e)
{
	struct head h;
	bool more = true;
	while (more) {
		if (!take(p, &h, sizeof h))
			return false;
		if (h.last) {
			*fine = h.fine;
			h.err.what[sizeof h.err.what - 1] = h.err.hint[sizeof h.err.hint - 1] = '\0';
			h.err.tag[sizeof h.err.tag - 1] = h.err.field[sizeof h.err.field - 1] = '\0';
			if (!h.fine && e)
				*e = h.err;
			return true;
		}
		if (!give(p, &h, each, ctx, &more))
			return false;
	}
	*fine = *stopped = true;
	return true;
}

static bool broken(const char *path, int status, bool silent, struct err *e)
{
	const bool long_work =
	    silent || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL));
	err_set(e, ERR_INVALID,
	    long_work ? _("%s keeps the reader busy without end, so it was stopped. Nothing was changed.")
	              : _("%s is made so that the reader of calendars breaks. Nothing was changed."),
	    path_base(path));
	err_tag(e, "ICS-READER");
	return err_hint(e, _("Ask whoever made the file for another export; it may be damaged or hostile."));
}

bool ics_read(const char *path, bool (*each)(void *ctx, const struct ics_seen *seen), void *ctx, struct err *e)
{
	int fds[2], status = 0;
	bool fine = false, stopped = false;
	if (pipe(fds) != 0)
		return err_errno(e, errno, "%s", _("The calendar could not be read"));
	const pid_t pid = fork();
	if (pid == 0)
		run_child(fds[1], path);
	close(fds[1]);
	if (pid < 0) {
		close(fds[0]);
		return err_errno(e, errno, "%s", _("The calendar could not be read"));
	}
	struct parent *p = mem_alloc(sizeof *p);
	p->fd = fds[0];
	fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	const bool heard = listen(p, each, ctx, &fine, &stopped, e);
	const bool silent = p->silent;
	if (!heard || stopped)
		kill(pid, SIGKILL);
	close(p->fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	buf_free(&p->in);
	free(p);
	return heard ? fine : broken(path, status, silent, e);
}
