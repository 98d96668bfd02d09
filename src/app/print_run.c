/* app/print_run.c - calling obste-print: the document goes in through a socket (no file with people's names lies
 * around), its words come back through a pipe. Knows no document. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

extern char **environ;

struct child {
	pid_t pid;
	int document; /* we write */
	int words;    /* we read */
};

static bool no_program(struct err *e, const char *path, int why)
{
	err_set(e, ERR_NOT_FOUND, _("The program that prints (%s) could not be started: %s. Nothing was written."),
	    path, strerror(why));
	return err_hint(e, "%s", _("It comes with Obște: install the package obste-print, or run \"make\" again."));
}

static bool spawn(char *const *words, struct child *out, struct err *e)
{
	int in[2], said[2], why = 0;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, in) != 0)
		return err_errno(e, errno, "%s", _("Printing could not begin"));
	if (pipe(said) != 0) {
		why = errno;
		close(in[0]);
		close(in[1]);
		return err_errno(e, why, "%s", _("Printing could not begin"));
	}
	fcntl(in[1], F_SETFD, FD_CLOEXEC);
	fcntl(said[0], F_SETFD, FD_CLOEXEC);
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, said[1], STDERR_FILENO);
	posix_spawn_file_actions_addclose(&actions, in[0]);
	posix_spawn_file_actions_addclose(&actions, said[1]);
	why = posix_spawn(&out->pid, words[0], &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(in[0]);
	close(said[1]);
	*out = (struct child){out->pid, in[1], said[0]};
	if (why == 0)
		return true;
	close(in[1]);
	close(said[0]);
	return no_program(e, words[0], why);
}

/* A child that died is seen by how it ended, not here. */
static void send_document(int to, const struct buf *document)
{
	for (size_t sent = 0; sent < document->len;) {
		const ssize_t n = sendto(to, document->data + sent, document->len - sent, MSG_NOSIGNAL, NULL, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		sent += (size_t)n;
	}
	close(to);
}

static void read_words(int from, struct buf *out)
{
	char piece[4096];
	for (;;) {
		const ssize_t n = read(from, piece, sizeof piece);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (out->len < 65536)
			buf_add(out, piece, (size_t)n);
	}
	close(from);
}

static int wait_for(pid_t pid)
{
	int status = 0;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* "obste-print: what happened", then what to do; warnings stand before. */
static bool take_error(struct app *a, int code, const struct buf *words, struct err *e)
{
	static const char mark[] = "obste-print: ";
	const char *what = strstr(buf_str(words), mark);
	if (app_asked_to_stop(a))
		return app_interrupted(e);
	if (code < 0 || !what)
		return err_set(e, ERR_FAIL, "%s",
		    _("The program that prints ended without a word. What was there before is unchanged."));
	what += sizeof mark - 1;
	const size_t n = strcspn(what, "\n");
	err_set(e, (enum err_code)code, "%.*s", (int)n, what);
	what += n + (what[n] == '\n');
	return *what ? err_hint(e, "%.*s", (int)strcspn(what, "\n"), what) : false;
}

bool print_run(struct app *a, const struct app_print *wish, const struct buf *document, const char *path, char **said,
    struct err *e)
{
	char *program = path_helper(a->argv0, "obste-print");
	char *page = mem_print("%zu", wish->page ? wish->page : 1);
	char *words[] = {program, "--lang", mem_copy_text(lang_code(lang_now())), "-o",
	    mem_copy_text(path ? path : "-"), "--page", page, wish->format ? "--format" : NULL,
	    mem_copy_text(wish->format), NULL};
	struct child child;
	struct buf heard = BUF_INIT;
	int code = 0;
	bool ok = spawn(words, &child, e);
	if (ok) {
		send_document(child.document, document);
		read_words(child.words, &heard);
		code = wait_for(child.pid);
		ok = code == 0 || take_error(a, code, &heard, e);
	}
	while (heard.len && heard.data[heard.len - 1] == '\n')
		buf_cut(&heard, heard.len - 1);
	if (ok && said && heard.len)
		*said = buf_take(&heard);
	buf_free(&heard);
	free(program);
	free(page);
	free(words[2]);
	free(words[4]);
	free(words[8]);
	return ok;
}
