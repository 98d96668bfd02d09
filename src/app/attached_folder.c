/* app/attached_folder.c - attached files beside safety copies. A folder of copies has one folder files/ for all of
 * them, and in it one for each group (a folder may hold the copies of several databases): every file once, under its
 * stored name. FILE.db, made where the user said, has FILE.files/ of its own.
 *
 * A file is a hard link where the disk can, else a copy: deleting the original does not harm it; a program that writes
 * into the same file changes both. A file that was changed since is kept anew; the version before it stays as NAME~.
 * When an old copy goes, files stay: whether another copy names them could be told only by opening every one. */
#include "app/attached_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "app/attached.h"
#include "app/exchange.h"
#include "app/files.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define FOLDER "files"
#define COPY_ENDS ".db"
enum { SAME_SECONDS = 2 }; /* FAT keeps even seconds only */

bool attached_safe(const char *name)
{
	const size_t n = strlen(name);
	if (n == 0 || name[0] == '.' || name[n - 1] == '~')
		return false;
	for (const char *p = name; *p; p++)
		if (*p == '/' || (unsigned char)*p < ' ')
			return false;
	return true;
}

/* ---- folders */

static int open_at(int at, const char *name, bool make)
{
	if (make)
		mkdirat(at, name, 0700);
	return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void attached_close(int folder)
{
	const int why = errno;
	if (folder >= 0)
		close(folder);
	errno = why;
}

/* The user may have put this one elsewhere, by a link: attaching writes through it as well. */
int attached_open_here(const struct app *a, bool make)
{
	char *path = app_file_path(a, FOLDER);
	if (make)
		mkdir(path, 0700);
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(path);
	return folder;
}

int attached_open_copies(struct app *a, const char *folder, bool make)
{
	char *path = folder ? mem_copy_text(folder) : app_backup_folder(a);
	char *group = path_safe_name(store_group(a->store));
	int top = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int files = top < 0 ? -1 : open_at(top, FOLDER, make);
	int own = files < 0 ? -1 : open_at(files, group, make);
	attached_close(top);
	attached_close(files);
	free(path);
	free(group);
	return own;
}

/* copies/mine.db: copies/mine.files */
static int open_own(const char *copy, bool make)
{
	const size_t n = strlen(copy), end = strlen(COPY_ENDS);
	const bool cut = n > end && strcmp(copy + n - end, COPY_ENDS) == 0;
	char *path = mem_print("%.*s.files", (int)(cut ? n - end : n), copy);
	int folder = open_at(AT_FDCWD, path, make);
	free(path);
	return folder;
}

static int open_beside(struct app *a, const char *copy, bool shared, bool make)
{
	if (!shared)
		return open_own(copy, make);
	char *folder = path_dir(copy);
	int own = attached_open_copies(a, folder, make);
	free(folder);
	return own;
}

/* ---- one file */

static bool look(int folder, const char *name, struct stat *st)
{
	return folder >= 0 && fstatat(folder, name, st, AT_SYMLINK_NOFOLLOW) == 0;
}

bool attached_is_there(int folder, const char *name)
{
	struct stat st;
	return look(folder, name, &st) && S_ISREG(st.st_mode);
}

bool attached_in_copies(struct app *a, const char *name)
{
	struct stat st;
	int folder = a->store ? attached_open_copies(a, NULL, false) : -1;
	bool there = look(folder, name, &st);
	attached_close(folder);
	return there;
}

bool attached_remove(int folder, const char *name, bool *removed, struct err *e)
{
	char *before = mem_print("%s~", name);
	if (folder >= 0 && unlinkat(folder, before, 0) == 0)
		*removed = true;
	free(before);
	if (folder >= 0 && unlinkat(folder, name, 0) == 0)
		*removed = true;
	else if (folder >= 0 && errno != ENOENT)
		return err_errno(
		    e, errno, _("What named the attached file %s is erased, but the file could not be removed"), name);
	return true;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	if (a->st_ino == b->st_ino && a->st_dev == b->st_dev)
		return true;
	return a->st_size == b->st_size && llabs((long long)a->st_mtime - (long long)b->st_mtime) <= SAME_SECONDS;
}

/* Whole or not there. */
static bool copy_file(int from, int to, const char *name, const struct stat *st)
{
	char *half = mem_print(".copying-%ld", (long)getpid());
	unlinkat(to, half, 0);
	int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int out = in < 0 ? -1 : openat(to, half, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	const struct timespec times[2] = {st->st_atim, st->st_mtim};
	bool ok =
	    out >= 0 && file_copy_bytes(in, out) && futimens(out, times) == 0 && renameat(to, half, to, name) == 0;
	attached_close(in);
	attached_close(out);
	if (!ok) {
		const int why = errno;
		unlinkat(to, half, 0);
		errno = why;
	}
	free(half);
	return ok;
}

static bool set_aside(int folder, const char *name)
{
	char *before = mem_print("%s~", name);
	bool ok = renameat(folder, name, folder, before) == 0;
	free(before);
	return ok;
}

static bool carry(int from, int to, const char *name, bool renew, struct err *e)
{
	struct stat here, there;
	if (!look(from, name, &here) || !S_ISREG(here.st_mode))
		return true; /* the record came from another laptop; the check tells of it */
	if (look(to, name, &there)) {
		if (!S_ISREG(there.st_mode))
			return err_errno(e, EEXIST, _("The attached file %s was not copied"), name);
		if (!renew || same_file(&here, &there))
			return true;
		if (!set_aside(to, name))
			return err_errno(e, errno, _("The attached file %s was not copied"), name);
	}
	return linkat(from, name, to, name, 0) == 0 || copy_file(from, to, name, &here) ||
	       err_errno(e, errno, _("The attached file %s was not copied"), name);
}

/* One that cannot be carried does not keep the others from it. */
static bool carry_all(struct app *a, const struct attached *l, int from, int to, bool renew, struct err *e)
{
	bool ok = true;
	for (size_t i = 0; i < l->n; i++) {
		if (app_asked_to_stop(a))
			return app_interrupted(e);
		ok = carry(from, to, l->all[i].name, renew, e) && ok;
	}
	return fsync(to) == 0 && ok;
}

/* ---- all of them */

bool attached_keep(struct app *a, const char *copy, bool shared, struct err *e)
{
	struct attached l;
	bool ok = attached_read(a, &l, e);
	if (ok && l.n > 0) {
		int from = attached_open_here(a, false), to = from < 0 ? -1 : open_beside(a, copy, shared, true);
		if (to >= 0)
			ok = carry_all(a, &l, from, to, true, e);
		else if (from >= 0)
			ok = err_errno(e, errno, _("The attached files could not be copied beside %s"), copy);
		attached_close(from);
		attached_close(to);
	}
	attached_free(&l);
	return ok;
}

static bool bring_from(struct app *a, const struct attached *l, int from, struct err *e)
{
	int to = from < 0 ? -1 : attached_open_here(a, true);
	bool ok = true;
	if (to >= 0)
		ok = carry_all(a, l, from, to, false, e);
	else if (from >= 0)
		ok = err_errno(e, errno, _("The attached files could not be brought back beside %s"), app_db_path(a));
	attached_close(to);
	attached_close(from);
	return ok;
}

bool attached_bring_back(struct app *a, const char *copy, struct err *e)
{
	struct attached l;
	bool ok = attached_read(a, &l, e);
	if (ok && l.n > 0)
		ok = bring_from(a, &l, open_beside(a, copy, false, false), e) &&
		     bring_from(a, &l, open_beside(a, copy, true, false), e);
	attached_free(&l);
	return ok;
}
