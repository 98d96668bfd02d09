/* ui/job.c - jobs in the background: starting the program once more, reading what it tells, saying how it ended. Knows
 * no command and no screen. */
#include "ui/job.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/ui_internal.h"

#define MOST_BYTES (256 * 1024) /* of what a command prints: more is thrown away */

enum { PRINTED, SAID, PROGRESS };

struct job_running {
	struct job_running *next;
	char *what, *path, **words; /* owned */
	bool prints_path;
	FILE *input; /* NULL: nothing */
	void (*done)(struct ui *u, void *ctx, const struct job_result *r);
	void *ctx;
	pid_t pid; /* 0: it waits for its turn */
	int fd[JOB_FDS];
	struct buf got[JOB_FDS];
	bool stopped, told;
	int64_t done_rows, whole, began_ms;
};

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- starting */

static void add_word(struct job_running *j, size_t *n, const char *word)
{
	j->words = mem_resize(j->words, *n + 2, sizeof *j->words);
	j->words[(*n)++] = mem_copy_text(word);
	j->words[*n] = NULL;
}

static void make_words(struct ui *u, struct job_running *j, const char *const *words)
{
	size_t n = 0;
	const char *const ours[] = {
	    "obste", "--db", app_db_path(u->app), "--lang", lang_code(lang_now()), "--no-input", "--progress-fd", "3"};
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		add_word(j, &n, ours[i]);
	if (app_readonly_reason(u->app))
		add_word(j, &n, "--readonly");
	for (; *words; words++)
		add_word(j, &n, *words);
}

/* In the child: what it reads, the pipes as 1, 2 and 3, a session of its own so that the terminal's end does not kill
 * it half-way. */
static void become(const struct job_running *j, const int ends[JOB_FDS])
{
	int kept[JOB_FDS], in = j->input ? fileno(j->input) : open("/dev/null", O_RDONLY | O_CLOEXEC);
	setsid();
	for (int i = 0; i < JOB_FDS; i++)
		kept[i] = fcntl(ends[i], F_DUPFD_CLOEXEC, 10);
	dup2(in, STDIN_FILENO);
	for (int i = 0; i < JOB_FDS; i++)
		dup2(kept[i], 1 + i);
	execv("/proc/self/exe", j->words);
	_exit(127);
}

static bool open_pipes(int mine[JOB_FDS], int theirs[JOB_FDS])
{
	for (int i = 0; i < JOB_FDS; i++) {
		int p[2];
		if (pipe(p) != 0) {
			while (i-- > 0) {
				close(mine[i]);
				close(theirs[i]);
			}
			return false;
		}
		mine[i] = p[0];
		theirs[i] = p[1];
		fcntl(mine[i], F_SETFL, O_NONBLOCK);
		fcntl(mine[i], F_SETFD, FD_CLOEXEC);
		fcntl(theirs[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

/* false: no process can be made (errno). */
static bool launch(struct job_running *j)
{
	int theirs[JOB_FDS];
	if (!open_pipes(j->fd, theirs))
		return false;
	j->began_ms = now_ms();
	j->pid = fork();
	if (j->pid == 0)
		become(j, theirs);
	int why = errno;
	for (int i = 0; i < JOB_FDS; i++) {
		close(theirs[i]);
		if (j->pid < 0)
			close(j->fd[i]);
	}
	errno = why;
	if (j->pid > 0)
		return true;
	j->pid = 0;
	return false;
}

/* ---- how it ended */

static void free_job(struct job_running *j)
{
	for (size_t i = 0; j->words && j->words[i]; i++)
		free(j->words[i]);
	for (int i = 0; i < JOB_FDS; i++)
		buf_free(&j->got[i]);
	if (j->input)
		fclose(j->input);
	free(j->words);
	free(j->what);
	free(j->path);
	free(j);
}

void job_error(const struct job_result *r, struct err *e)
{
	const char *said = r->said;
	if (strncmp(said, "obste: ", 7) == 0)
		said += 7;
	size_t n = strcspn(said, "\n");
	enum err_code code = r->code > 0 ? (enum err_code)r->code : ERR_FAIL;
	if (n)
		err_set(e, code, "%.*s", (int)n, said);
	else
		err_set(e, code, _("It did not work."));
	said += n + (said[n] == '\n');
	said += strspn(said, " ");
	if (*said)
		err_hint(e, "%s", said);
}

void job_say_end(struct ui *u, const struct job_result *r)
{
	struct err e = ERR_INIT;
	if (r->stopped) {
		ui_say(u, ROLE_NORMAL, _("Stopped: %s. Nothing was changed."), r->what);
	} else if (!r->ok) {
		job_error(r, &e);
		ui_error(u, &e);
	} else if (r->path) {
		ui_written(u, r->path);
	} else {
		ui_say(u, ROLE_GOOD, _("Done: %s"), r->what);
	}
	ui_keep_message(u);
}

/* The last line that it printed. */
static void take_path(struct job_running *j)
{
	const char *all = buf_str(&j->got[PRINTED]);
	size_t n = strlen(all);
	while (n > 0 && all[n - 1] == '\n')
		n--;
	size_t from = n;
	while (from > 0 && all[from - 1] != '\n')
		from--;
	free(j->path);
	j->path = n > from ? mem_copy_bytes(all + from, n - from) : NULL;
}

static void tell_end(struct ui *u, struct job_running *j, int code)
{
	struct buf said = BUF_INIT;
	text_clean(buf_str(&j->got[SAID]), j->got[SAID].len, true, &said);
	if (code == 0 && j->prints_path)
		take_path(j);
	struct job_result r = {
	    j->what, j->path, code == 0, j->stopped && code != 0, code, buf_str(&j->got[PRINTED]), buf_str(&said)};
	if (j->done)
		j->done(u, j->ctx, &r);
	else
		job_say_end(u, &r);
	buf_free(&said);
}

static void start_next(struct ui *u);

static void finish(struct ui *u, int code)
{
	struct job_running *j = u->p->jobs;
	u->p->jobs = j->next;
	if (app_is_open(u->app) && app_changed_elsewhere(u->app))
		ui_refresh_all(u);
	tell_end(u, j, code);
	free_job(j);
	if (!u->leaving)
		start_next(u);
}

static void start_next(struct ui *u)
{
	struct job_running *j = u->p->jobs;
	if (!j || j->pid || launch(j))
		return;
	buf_print(&j->got[SAID], "%s", strerror(errno));
	finish(u, ERR_FAIL);
}

/* A file without a name, for it may be long; without one the job reads nothing and says so itself. */
static FILE *input_file(const char *text)
{
	FILE *f = tmpfile();
	if (!f)
		return NULL;
	fputs(text, f);
	rewind(f);
	fcntl(fileno(f), F_SETFD, FD_CLOEXEC);
	return f;
}

void job_start(struct ui *u, const struct job *with)
{
	struct job_running *j = mem_alloc(sizeof *j), **last = &u->p->jobs;
	j->what = mem_copy_text(with->what);
	j->path = with->path ? mem_copy_text(with->path) : NULL;
	j->prints_path = with->prints_path;
	j->input = with->input ? input_file(with->input) : NULL;
	j->done = with->done;
	j->ctx = with->ctx;
	make_words(u, j, with->words);
	while (*last)
		last = &(*last)->next;
	*last = j;
	if (j != u->p->jobs)
		ui_say(u, ROLE_NORMAL, _("It begins after: %s"), u->p->jobs->what);
	start_next(u);
}

bool job_running(const struct ui *u)
{
	return u->p->jobs != NULL;
}

void job_stop(struct ui *u)
{
	struct job_running *j = u->p->jobs;
	if (!j || !j->pid)
		return;
	kill(j->pid, SIGINT);
	j->stopped = true;
	ui_say(u, ROLE_NORMAL, _("Stopping: %s"), j->what);
}

/* ---- while it runs */

int job_fds(const struct ui *u, int fds[JOB_FDS])
{
	const struct job_running *j = u->p->jobs;
	int n = 0;
	for (int i = 0; j && j->pid && i < JOB_FDS; i++)
		if (j->fd[i] >= 0)
			fds[n++] = j->fd[i];
	return n;
}

/* The last whole line of the progress counts. */
static void read_progress(struct job_running *j)
{
	struct buf *b = &j->got[PROGRESS];
	char *line = b->len ? b->data : NULL, *end;
	while (line && (end = memchr(line, '\n', (size_t)(b->data + b->len - line)))) {
		*end = '\0';
		if (sscanf(line, "%" SCNd64 " %" SCNd64, &j->done_rows, &j->whole) == 2)
			j->told = true;
		line = end + 1;
	}
	if (line && line > b->data) {
		size_t rest = (size_t)(b->data + b->len - line);
		memmove(b->data, line, rest);
		buf_cut(b, rest);
	}
}

/* false: nothing more will come on this one. */
static bool read_some(struct job_running *j, int i)
{
	char bytes[16384];
	ssize_t n;
	while ((n = read(j->fd[i], bytes, sizeof bytes)) > 0)
		if (j->got[i].len + (size_t)n <= MOST_BYTES)
			buf_add(&j->got[i], bytes, (size_t)n);
	return n < 0 && (errno == EAGAIN || errno == EINTR);
}

static int wait_for(pid_t pid)
{
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : WIFSIGNALED(status) ? ERR_INTERRUPTED : ERR_FAIL;
}

void job_look(struct ui *u)
{
	struct job_running *j = u->p->jobs;
	bool open = false;
	if (!j || !j->pid)
		return;
	for (int i = 0; i < JOB_FDS; i++) {
		if (j->fd[i] >= 0 && !read_some(j, i)) {
			close(j->fd[i]);
			j->fd[i] = -1;
		}
		open = open || j->fd[i] >= 0;
	}
	read_progress(j);
	if (!open)
		finish(u, wait_for(j->pid));
}

void job_end_all(struct ui *u)
{
	struct job_running *j = u->p->jobs;
	u->leaving = true;
	if (j && j->pid)
		kill(j->pid, SIGINT);
	while ((j = u->p->jobs)) {
		j->stopped = true;
		for (int i = 0; j->pid && i < JOB_FDS; i++)
			if (j->fd[i] >= 0)
				close(j->fd[i]);
		finish(u, j->pid ? wait_for(j->pid) : ERR_INTERRUPTED);
	}
}

/* ---- what is shown */

static void put_left(const struct job_running *j, struct buf *out)
{
	int64_t spent = now_ms() - j->began_ms, left;
	if (j->done_rows <= 0 || spent < 1000)
		return;
	left = (int64_t)((double)spent / (double)j->done_rows * (double)(j->whole - j->done_rows) / 1000) + 1;
	if (left < 0 || left > 24 * 3600)
		return;
	buf_text(out, "  ");
	if (left < 100)
		buf_print(out, _("about %d s left"), (int)left);
	else
		buf_print(out, _("about %d min left"), (int)((left + 59) / 60));
}

static void put_bar(int width, int percent, struct buf *out)
{
	int full = width * percent / 100;
	buf_text(out, "  ");
	buf_repeat(out, term_ascii() ? "#" : "█", full);
	buf_repeat(out, term_ascii() ? "." : "░", width - full);
}

/* The name, the share, the bar, the time left: as much as there is room for. */
void job_line(const struct ui *u, int width, struct buf *out)
{
	const struct job_running *j = u->p->jobs;
	struct buf left = BUF_INIT, name = BUF_INIT;
	if (!j || !j->told)
		return;
	int percent = j->whole > 0 ? (int)(j->done_rows * 100 / j->whole) : -1;
	percent = percent > 99 ? 99 : percent;
	if (percent >= 0) {
		put_left(j, &left);
		buf_print(&name, "%s  %d%%", j->what, percent);
	} else {
		buf_print(&name, "%s  %" PRId64, j->what, j->done_rows);
	}
	int room = width - text_width(buf_str(&name)) - text_width(buf_str(&left)) - 2;
	if (text_width(buf_str(&name)) <= width)
		buf_text(out, buf_str(&name));
	else if (percent >= 0)
		buf_print(out, "%d%%", percent);
	if (percent >= 0 && room >= 8)
		put_bar(room > 20 ? 20 : room, percent, out);
	if (room >= 0)
		buf_text(out, buf_str(&left));
	buf_free(&left);
	buf_free(&name);
}
