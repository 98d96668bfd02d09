/* base/path_file.c - reading a file whole, and writing one that is whole or not there. Knows no format.
 *
 * The new file is written beside the old one, forced to the disk, and renamed over it; then the folder is forced too,
 * or the rename itself may be lost in a power cut. rename replaces a symbolic link instead of following it. */
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

static bool too_big(struct err *e, const char *path, size_t limit)
{
	err_set(
	    e, ERR_INVALID, _("%s is too big: more than %zu MB. Nothing was read."), path, (limit + 999999) / 1000000);
	err_tag(e, "FILE-BIG");
	return err_hint(e, "%s", _("Check that this is the file you meant."));
}

static bool read_fd(int fd, const char *path, size_t limit, struct buf *out, struct err *e)
{
	char piece[65536];
	size_t begin = out->len;

	for (;;) {
		ssize_t n = read(fd, piece, sizeof piece);

		if (n == 0)
			return true;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(e, errno, _("Could not read %s"), path);
		if ((size_t)n > limit - (out->len - begin))
			return too_big(e, path, limit);
		buf_add(out, piece, (size_t)n);
	}
}

bool path_read_all(const char *path, size_t limit, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	size_t begin = out->len;
	bool ok;

	if (fd < 0)
		return err_errno(e, errno, _("Could not read %s"), path);
	ok = read_fd(fd, path, limit, out, e);
	if (!ok)
		buf_cut(out, begin);
	close(fd);
	return ok;
}

static void forget(struct path_writer *w)
{
	free(w->path);
	free(w->temporary);
	*w = (struct path_writer){NULL, NULL, NULL};
}

/* A device or a pipe (/dev/stdout, /dev/full) is written into, never replaced. */
static bool is_stream(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static int open_temporary(struct path_writer *w)
{
	char *folder = path_dir(w->path);
	static const char name[] = ".obste-XXXXXX";

	w->temporary = path_join(folder, name);
	free(folder);
	return mkstemp(w->temporary); /* 0600 */
}

static bool begin_failed(struct path_writer *w, int num, struct err *e)
{
	err_errno(e, num, _("Could not write %s"), w->path);
	forget(w);
	return false;
}

bool path_write_begin(struct path_writer *w, const char *path, struct err *e)
{
	struct stat st;
	int fd;

	*w = (struct path_writer){NULL, NULL, NULL};
	if (!path || strcmp(path, "-") == 0) {
		w->file = stdout;
		return true;
	}
	w->path = mem_copy_text(path);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return begin_failed(w, EISDIR, e);
	if (*path_base(path) == '\0')
		return begin_failed(w, *path ? EISDIR : ENOENT, e);
	fd = is_stream(path) ? open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY) : open_temporary(w);
	if (fd < 0)
		return begin_failed(w, errno, e);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	w->file = fdopen(fd, "wb");
	if (!w->file) {
		int num = errno;

		close(fd);
		if (w->temporary)
			unlink(w->temporary);
		return begin_failed(w, num, e);
	}
	return true;
}

static bool sync_folder_of(const char *path)
{
	char *folder = path_dir(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd < 0 || fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;

	if (fd >= 0)
		close(fd);
	free(folder);
	return ok;
}

/* Each step's failure counts: a full disk may show only at flush, at fsync or at close. Returns errno, 0 when all is
 * well. */
static int finish_file(FILE *f, bool sync)
{
	int num = 0;

	errno = 0;
	if (ferror(f))
		num = ENOSPC; /* an earlier write failed and its errno is gone; a full disk is what it nearly always was
		               */
	if (fflush(f) != 0)
		num = errno ? errno : EIO;
	if (num == 0 && sync && fsync(fileno(f)) != 0 && errno != EINVAL && errno != ENOTSUP)
		num = errno;
	return num;
}

static bool end_stdout(struct path_writer *w, struct err *e)
{
	int num = finish_file(w->file, false);

	forget(w);
	return num == 0 || err_errno(e, num, "%s", _("Could not write the output"));
}

bool path_write_end(struct path_writer *w, struct err *e)
{
	int num;

	if (!w->path)
		return end_stdout(w, e);
	num = finish_file(w->file, w->temporary != NULL);
	if (fclose(w->file) != 0 && num == 0)
		num = errno;
	if (num == 0 && w->temporary && rename(w->temporary, w->path) != 0)
		num = errno;
	if (num != 0) {
		if (w->temporary)
			unlink(w->temporary);
		err_errno(e, num, _("Could not write %s; what was there before is unchanged"), w->path);
	} else if (w->temporary && !sync_folder_of(w->path)) {
		num = errno;
		err_errno(e, num, _("%s was written, but the disk could not confirm it"), w->path);
	}
	forget(w);
	return num == 0;
}

void path_write_abandon(struct path_writer *w)
{
	if (w->file && w->path)
		fclose(w->file);
	if (w->temporary)
		unlink(w->temporary);
	forget(w);
}
