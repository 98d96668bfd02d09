/* cli/passphrase.c - asking for the passphrase of an exchange file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "cli/command.h"
#include "out/pack.h"

#define LONGEST 1024

static bool usable(const char *text, struct err *e)
{
	if (*text)
		return true;
	return err_set(e, ERR_USAGE, "%s", _("The passphrase is empty."));
}

static bool from_file(const char *path, char **out, struct err *e)
{
	struct buf b = BUF_INIT;
	if (!path_read_all(path, 65536, &b, e))
		return false;
	*out = mem_copy_bytes(buf_str(&b), strcspn(buf_str(&b), "\r\n"));
	pack_wipe(b.data ? b.data : (char *)"", b.len);
	buf_free(&b);
	return usable(*out, e);
}

static char *ask(const char *question)
{
	struct termios shown, hidden;
	char line[LONGEST];
	const bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
	fputs(question, stderr);
	fflush(stderr);
	if (terminal) {
		hidden = shown;
		hidden.c_lflag &= (tcflag_t)~ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	}
	char *got = fgets(line, sizeof line, stdin);
	if (terminal)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	fputc('\n', stderr);
	got = got ? mem_copy_bytes(line, strcspn(line, "\r\n")) : NULL;
	pack_wipe(line, sizeof line);
	return got;
}

static bool ask_twice(bool twice, char **out, struct err *e)
{
	*out = ask(_("Passphrase: "));
	if (!*out)
		return err_set(e, ERR_INTERRUPTED, "%s", _("Stopped. Nothing was changed."));
	if (!usable(*out, e))
		return false;
	if (!twice)
		return true;
	char *again = ask(_("The same once more: "));
	const bool same = again && strcmp(again, *out) == 0;
	cli_passphrase_free(again);
	return same || err_set(e, ERR_USAGE, "%s", _("The two are not the same. Nothing was written."));
}

bool cli_passphrase(const struct cli *c, bool twice, char **out, struct err *e)
{
	const char *file = cli_option(c, "passphrase-file"), *env = getenv("OBSTE_PASSPHRASE");
	*out = NULL;
	bool ok;
	if (file) {
		ok = from_file(file, out, e);
	} else if (env && *env) {
		*out = mem_copy_text(env);
		ok = true;
	} else if (cli_can_ask(c)) {
		ok = ask_twice(twice, out, e);
	} else {
		err_set(e, ERR_USAGE, "%s", _("A passphrase is needed, and nobody can be asked here."));
		ok = err_hint(e, "%s", _("Give it with --passphrase-file FILE or in $OBSTE_PASSPHRASE."));
	}
	if (ok)
		return true;
	cli_passphrase_free(*out);
	*out = NULL;
	return false;
}

bool cli_ask_secret(const struct cli *c, const char *question, char **out, struct err *e)
{
	*out = NULL;
	if (!cli_can_ask(c)) {
		err_set(e, ERR_USAGE, "%s", _("A password is needed, and nobody can be asked here."));
		return err_hint(e, "%s", _("Set its password_command or password_file in obste.conf."));
	}
	*out = ask(question);
	return *out || err_set(e, ERR_INTERRUPTED, "%s", _("Stopped. Nothing was changed."));
}

void cli_passphrase_free(char *passphrase)
{
	if (passphrase)
		pack_wipe(passphrase, strlen(passphrase));
	free(passphrase);
}
