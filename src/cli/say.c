/* cli/say.c - words on stderr, data on stdout: errors, questions of whether everything arrived, small JSON objects. */
#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

void cli_say(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

/* What was typed or read stands in messages too: it must not paint the terminal. */
static void say_harmless(const char *before, const char *text)
{
	struct buf b = BUF_INIT;
	text_harmless(text, &b);
	fprintf(stderr, "%s%s\n", before, buf_str(&b));
	buf_free(&b);
}

void cli_show_error(const struct err *e)
{
	fflush(stdout);
	say_harmless("obste: ", e->what);
	if (*e->hint)
		say_harmless("       ", e->hint);
}

bool cli_stdout_gone(void)
{
	return ferror(stdout) != 0;
}

/* The other end of a pipe was closed ("| head"): nobody wants the rest, and that is no error. */
bool cli_reader_left(void)
{
	struct pollfd p = {.fd = STDOUT_FILENO, .events = POLLOUT};
	return poll(&p, 1, 0) == 1 && (p.revents & (POLLERR | POLLHUP)) != 0;
}

bool cli_flush(struct err *e)
{
	errno = 0;
	bool failed = fflush(stdout) != 0 || ferror(stdout) != 0;
	int why = errno ? errno : ENOSPC;
	if (!failed || cli_reader_left())
		return true;
	err_errno(e, why, "%s", _("Not everything could be written"));
	if (e)
		e->code = ERR_DENIED;
	return false;
}

void cli_option_text(const struct cli_option *o, struct buf *out)
{
	if (o->letter)
		buf_print(out, "-%c%s%s, ", o->letter, o->arg ? " " : "", o->arg ? o->arg : "");
	buf_print(out, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
}

void cli_syntax(const struct cli_command *k, struct buf *out)
{
	buf_print(out, "%s%s%s", k->name, *k->args ? " " : "", k->args);
	for (const struct cli_option *o = k->options; o && o->name; o++) {
		if (o->letter && o->arg)
			buf_print(out, " [-%c %s]", o->letter, o->arg);
		else
			buf_print(out, " [--%s%s%s]", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
		buf_text(out, o->many ? "..." : "");
	}
}

static void json_key(struct buf *b, const char *key)
{
	if (b->len && b->data[b->len - 1] != '{')
		buf_char(b, ',');
	json_quote(key, b);
	buf_char(b, ':');
}

void cli_json_rows_begin(const char *kind)
{
	printf("{\"version\":1,\"kind\":\"%s\",\"rows\":[", kind);
}

void cli_json_row(struct buf *row, bool first)
{
	printf("%s\n%s}", first ? "" : ",", buf_str(row));
	buf_free(row);
}

void cli_json_rows_end(void)
{
	puts("]}");
}

void cli_json_text(struct buf *b, const char *key, const char *value)
{
	json_key(b, key);
	if (value)
		json_quote(value, b);
	else
		buf_text(b, "null");
}

void cli_json_int(struct buf *b, const char *key, int64_t value)
{
	json_key(b, key);
	buf_print(b, "%" PRId64, value);
}

void cli_json_bool(struct buf *b, const char *key, bool value)
{
	json_key(b, key);
	buf_text(b, value ? "true" : "false");
}

void cli_json_date(struct buf *b, const char *key, date_t d)
{
	char iso[11];
	if (d != DATE_NONE)
		date_iso(d, iso);
	cli_json_text(b, key, d == DATE_NONE ? NULL : iso);
}

static bool spool(int to, struct err *e)
{
	char piece[65536];
	for (;;) {
		ssize_t n = read(STDIN_FILENO, piece, sizeof piece);
		if (n < 0 && errno == EINTR)
			return err_set(e, ERR_INTERRUPTED, _("Stopped. Nothing was changed."));
		if (n < 0)
			return err_errno(e, errno, "%s", _("Could not read from stdin"));
		if (n == 0)
			return true;
		if (write(to, piece, (size_t)n) != n)
			return err_errno(e, errno ? errno : ENOSPC, "%s", _("Could not keep what came from stdin"));
	}
}

bool cli_spool_stdin(char **path, struct err *e)
{
	const char *folder = getenv("TMPDIR");
	*path = mem_print("%s/obste-stdin-XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = mkstemp(*path);
	if (fd < 0) {
		err_errno(e, errno, _("Could not write %s"), *path);
		free(*path);
		*path = NULL;
		return false;
	}
	bool ok = spool(fd, e);
	close(fd);
	if (!ok) {
		unlink(*path);
		free(*path);
		*path = NULL;
	}
	return ok;
}

#define MOST_TEXT (8 << 20) /* nobody types or pastes more */

bool cli_read_text(struct cli *c, int n, struct buf *out, struct err *e)
{
	const char *path = c->nargs > n ? c->args[n] : "-";
	char *spooled = NULL;
	if (strcmp(path, "-") == 0 && !cli_spool_stdin(&spooled, e))
		return false;
	const bool ok = path_read_all(spooled ? spooled : path, MOST_TEXT, out, e);
	if (spooled)
		unlink(spooled);
	free(spooled);
	return ok;
}
