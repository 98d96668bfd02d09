/* app/password.c - the password of a mail or calendar server: typed, from a program, or from a file that only its owner
 * can read. Never kept in the settings. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "app/app_internal.h"
#include "app/invite.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

static void first_line(FILE *f, struct buf *out)
{
	int c;
	while ((c = getc(f)) != EOF && c != '\n' && out->len < 1024)
		buf_char(out, (char)c);
	if (out->len && out->data[out->len - 1] == '\r')
		buf_cut(out, out->len - 1);
	while (c != EOF && c != '\n')
		c = getc(f);
}

static bool from_command(const char *command, struct buf *out, struct err *e)
{
	FILE *f = popen(command, "re");
	if (!f)
		return err_errno(e, errno, "%s", _("The program that tells the password could not be started"));
	first_line(f, out);
	while (getc(f) != EOF)
		;
	const int status = pclose(f);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && out->len)
		return true;
	err_set(e, ERR_DENIED, _("The program that tells the password gave none."));
	return err_hint(e, _("Try it in a terminal: %s"), command);
}

static bool from_file(const char *path, struct buf *out, struct err *e)
{
	struct stat st;
	FILE *f = fopen(path, "re");
	if (!f)
		return err_errno(e, errno, _("Could not read %s"), path);
	if (fstat(fileno(f), &st) != 0 || (st.st_mode & 077) != 0) {
		fclose(f);
		err_set(e, ERR_DENIED, _("Others can read the file with the password, so it is not used: %s"), path);
		return err_hint(e, "chmod 600 %s", path);
	}
	first_line(f, out);
	fclose(f);
	return out->len > 0 || err_set(e, ERR_DENIED, _("The file with the password is empty: %s"), path);
}

static const char *setting(struct app *a, const char *prefix, const char *name)
{
	char key[64];
	snprintf(key, sizeof key, "%s.%s", prefix, name);
	const char *value = app_conf(a, key, NULL);
	return value && *value ? value : NULL;
}

bool app_password(struct app *a, const char *prefix, const char *typed, char **out, bool *needed, struct err *e)
{
	const char *command = setting(a, prefix, "password_command"), *file = setting(a, prefix, "password_file");
	struct buf b = BUF_INIT;
	*out = NULL;
	*needed = false;
	if (!setting(a, prefix, "user"))
		return true;
	bool ok = true;
	if (typed)
		buf_text(&b, typed);
	else if (command)
		ok = from_command(command, &b, e);
	else if (file)
		ok = from_file(file, &b, e);
	else
		*needed = true;
	if (ok && !*needed)
		*out = buf_take(&b);
	buf_free(&b);
	return ok;
}
