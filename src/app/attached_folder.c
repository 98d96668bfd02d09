/* app/attached_folder.c - attached files beside safety copies. A folder of copies has one folder files/ for all of
 * them, and in it one for each group (a folder may hold the copies of several databases): every file once, under its
 * stored name. FILE.db, made where the user said, has FILE.files/ of its own.
 *
 * A file is a hard link where the disk can, else a copy: deleting the original does not harm it; a program that writes
 * into the same file changes both. A file that was changed since is kept anew; the version before it stays as NAME~.
 * When an old copy goes, files stay: whether another copy names them could be told only by opening every one.
 *
 * Of sealed copies they are sealed too, in a folder beside that one whose name ends with .sealed. */
#include "app/attached_folder.h"

#include <dirent.h>
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
#include "store/backup.h"

#define FOLDER "files"
#define COPY_ENDS ".db"

/* How a file's bytes go from one folder to another: as they are, sealed, or opened. */
struct carrying {
	const char *group;
	const struct seal_lock *lock; /* NULL: not sealed */
	const struct seal_key *key;   /* NULL: not opened */
	bool renew;                   /* what was changed since goes anew */
};

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

int attached_open_copies(struct app *a, const char *folder, bool sealed, bool make)
{
	char *path = folder ? mem_copy_text(folder) : app_backup_folder(a);
	char *name = path_safe_name(store_group(a->store));
	char *group = mem_print("%s%s", name, sealed ? BACKUP_SEALED : "");
	int top = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int files = top < 0 ? -1 : open_at(top, FOLDER, make);
	int own = files < 0 ? -1 : open_at(files, group, make);
	attached_close(top);
	attached_close(files);
	free(path);
	free(name);
	free(group);
	return own;
}

static size_t without(const char *path, size_t n, const char *end)
{
	const size_t m = strlen(end);
	return n > m && strncmp(path + n - m, end, m) == 0 ? n - m : n;
}

/* copies/mine.db: copies/mine.files */
static int open_own(const char *copy, bool sealed, bool make)
{
	const size_t n = without(copy, without(copy, strlen(copy), BACKUP_SEALED), COPY_ENDS);
	char *path = mem_print("%.*s.files%s", (int)n, copy, sealed ? BACKUP_SEALED : "");
	int folder = open_at(AT_FDCWD, path, make);
	free(path);
	return folder;
}

static int open_beside(struct app *a, const char *copy, bool shared, bool sealed, bool make)
{
	if (!shared)
		return open_own(copy, sealed, make);
	char *folder = path_dir(copy);
	int own = attached_open_copies(a, folder, sealed, make);
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
	bool there = false;
	for (int sealed = 0; a->store && !there && sealed < 2; sealed++) {
		int folder = attached_open_copies(a, NULL, sealed, false);
		there = look(folder, name, &st);
		attached_close(folder);
	}
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

static bool sealed_by(int folder, const char *name, const struct seal_lock *lock)
{
	struct seal_lock theirs;
	char mark[SEAL_MARK];
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool same = file >= 0 && seal_group(file, mark, &theirs) && memcmp(&theirs, lock, sizeof theirs) == 0;
	attached_close(file);
	return same;
}

static bool kept_already(const struct carrying *c, int to, const char *name, const struct stat *a, const struct stat *b)
{
	if (a->st_ino == b->st_ino && a->st_dev == b->st_dev)
		return true;
	const uint64_t size = c->lock ? seal_size((uint64_t)a->st_size) : (uint64_t)a->st_size;
	return size == (uint64_t)b->st_size && llabs((long long)a->st_mtime - (long long)b->st_mtime) <= SAME_SECONDS &&
	       (!c->lock || sealed_by(to, name, c->lock));
}

static bool not_copied(const char *name, struct err *e)
{
	return err_errno(e, errno, _("The attached file %s was not copied"), name);
}

static bool carry_bytes(const struct carrying *c, const char *name, int in, int out, struct err *e)
{
	if (c->lock)
		return seal_write(c->lock, c->group, in, out, e);
	if (c->key)
		return seal_open(in, c->key, out, e);
	return file_copy_bytes(in, out) || not_copied(name, e);
}

/* Whole or not there. */
static bool copy_file(
    const struct carrying *c, int from, int to, const char *name, const struct stat *st, struct err *e)
{
	char *half = mem_print(".copying-%ld", (long)getpid());
	unlinkat(to, half, 0);
	int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int out = in < 0 ? -1 : openat(to, half, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	const struct timespec times[2] = {st->st_atim, st->st_mtim};
	bool ok = out >= 0 || not_copied(name, e);
	ok = ok && carry_bytes(c, name, in, out, e) &&
	     ((futimens(out, times) == 0 && renameat(to, half, to, name) == 0) || not_copied(name, e));
	attached_close(in);
	attached_close(out);
	if (!ok)
		unlinkat(to, half, 0);
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

static bool carry(const struct carrying *c, int from, int to, const char *name, struct err *e)
{
	struct stat here, there;
	if (!look(from, name, &here) || !S_ISREG(here.st_mode))
		return true; /* the record came from another laptop; the check tells of it */
	if (look(to, name, &there)) {
		if (!S_ISREG(there.st_mode))
			return err_errno(e, EEXIST, _("The attached file %s was not copied"), name);
		if (!c->renew || kept_already(c, to, name, &here, &there))
			return true;
		if (!set_aside(to, name))
			return not_copied(name, e);
	}
	bool as_it_is = !c->lock && !c->key;
	return (as_it_is && linkat(from, name, to, name, 0) == 0) || copy_file(c, from, to, name, &here, e);
}

/* One that cannot be carried does not keep the others from it. */
static bool carry_all(
    struct app *a, const struct carrying *c, const struct attached *l, int from, int to, struct err *e)
{
	bool ok = true;
	for (size_t i = 0; i < l->n; i++) {
		if (app_asked_to_stop(a))
			return app_interrupted(e);
		ok = carry(c, from, to, l->all[i].name, e) && ok;
	}
	return fsync(to) == 0 && ok;
}

/* ---- all of them */

bool attached_keep(struct app *a, const char *copy, bool shared, const struct seal_lock *lock, struct err *e)
{
	const struct carrying c = {store_group(a->store), lock, NULL, true};
	struct attached l;
	bool ok = attached_read(a, &l, e);
	if (ok && l.n > 0) {
		int from = attached_open_here(a, false), to = from < 0 ? -1 : open_beside(a, copy, shared, lock, true);
		if (to >= 0)
			ok = carry_all(a, &c, &l, from, to, e);
		else if (from >= 0)
			ok = err_errno(e, errno, _("The attached files could not be copied beside %s"), copy);
		attached_close(from);
		attached_close(to);
	}
	attached_free(&l);
	return ok;
}

static bool bring_from(struct app *a, const struct attached *l, int from, const struct seal_key *key, struct err *e)
{
	const struct carrying c = {store_group(a->store), NULL, key, false};
	int to = from < 0 ? -1 : attached_open_here(a, true);
	bool ok = true;
	if (to >= 0)
		ok = carry_all(a, &c, l, from, to, e);
	else if (from >= 0)
		ok = err_errno(e, errno, _("The attached files could not be brought back beside %s"), app_db_path(a));
	attached_close(to);
	attached_close(from);
	return ok;
}

bool attached_bring_back(struct app *a, const char *copy, const struct seal_key *key, struct err *e)
{
	struct attached l;
	bool ok = attached_read(a, &l, e);
	for (int shared = 0; ok && l.n > 0 && shared < 2; shared++)
		ok = (!key || bring_from(a, &l, open_beside(a, copy, shared, true, false), key, e)) &&
		     bring_from(a, &l, open_beside(a, copy, shared, false, false), NULL, e);
	attached_free(&l);
	return ok;
}

/* Also what no record names any more, and versions that were set aside. */
static bool seal_within(struct app *a, const struct seal_lock *lock, int from, int to, struct err *e)
{
	const struct carrying c = {store_group(a->store), lock, NULL, true};
	DIR *d = fdopendir(dup(from));
	bool ok = d || err_errno(e, errno, "%s", _("The folder of copies could not be read"));
	for (const struct dirent *en; d && (en = readdir(d));) {
		if (en->d_name[0] == '.' || !attached_is_there(from, en->d_name))
			continue;
		bool sealed = carry(&c, from, to, en->d_name, e);
		if (sealed)
			unlinkat(from, en->d_name, 0);
		ok = ok && sealed;
	}
	if (d)
		closedir(d);
	return fsync(to) == 0 && ok;
}

bool attached_seal_kept(struct app *a, const struct seal_lock *lock, struct err *e)
{
	int from = attached_open_copies(a, NULL, false, false);
	int to = from < 0 ? -1 : attached_open_copies(a, NULL, true, true);
	bool ok = from < 0 || to >= 0 || err_errno(e, errno, "%s", _("The folder of copies could not be read"));
	if (to >= 0)
		ok = seal_within(a, lock, from, to, e);
	attached_close(from);
	attached_close(to);
	return ok;
}
