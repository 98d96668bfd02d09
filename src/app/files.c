/* app/files.c - the files of records: copied beside the database under safe names. Knows no record. */
#include "app/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "app/attached.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define FOLDER "files/"
enum { TRIES = 1000, CHUNK = 1 << 16 };

static char *beside(const struct app *a, const char *name)
{
	char *folder = path_dir(app_db_path(a)), *path = path_join(folder, name);
	free(folder);
	return path;
}

char *app_file_path(const struct app *a, const char *stored)
{
	const char *home = getenv("HOME");
	if (stored[0] == '~' && stored[1] == '/' && home && *home)
		return mem_print("%s%s", home, stored + 1);
	return stored[0] == '/' ? mem_copy_text(stored) : beside(a, stored);
}

/* ---- one file */

/* "Petiția mea.pdf" -> "Petiția-mea.pdf", then "Petiția-mea-2.pdf". */
static char *nth_name(const char *path, int nth)
{
	const char *base = path_base(path), *dot = strrchr(base, '.');
	size_t stem = dot && dot != base ? (size_t)(dot - base) : strlen(base);
	char *name = mem_copy_bytes(base, stem), *safe = path_safe_name(name);
	char *end = dot && dot != base ? path_safe_name(dot + 1) : NULL;
	char *out = nth > 1 ? mem_print("%s-%d%s%s", safe, nth, end ? "." : "", end ? end : "")
	                    : mem_print("%s%s%s", safe, end ? "." : "", end ? end : "");
	free(name);
	free(safe);
	free(end);
	return out;
}

/* The first name that is free; opened for writing, so that nobody else takes it. What safety copies hold under a name
 * is another file, that was here once. */
static int open_new(struct app *a, const char *path, char **name, struct err *e)
{
	char *folder = beside(a, FOLDER);
	int fd = -1;
	bool ok = path_make_dirs(folder, e);
	for (int nth = 1; ok && fd < 0 && nth < TRIES; nth++) {
		char *safe = nth_name(path, nth), *to = path_join(folder, safe);
		const bool taken = attached_in_copies(a, safe);
		fd = taken ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && !taken && errno != EEXIST)
			ok = err_errno(e, errno, _("The file %s could not be copied"), to);
		else if (fd >= 0)
			*name = mem_print(FOLDER "%s", safe);
		free(safe);
		free(to);
	}
	free(folder);
	return fd;
}

bool file_copy_bytes(int from, int to)
{
	char *chunk = mem_alloc(CHUNK);
	ssize_t n;
	bool ok = true;
	while (ok && (n = read(from, chunk, CHUNK)) != 0)
		ok = n > 0 && write(to, chunk, (size_t)n) == n;
	free(chunk);
	return ok && fsync(to) == 0;
}

static bool copy_file(struct app *a, const char *path, char **name, struct err *e)
{
	struct stat st;
	int from = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), to = -1;
	if (from < 0 || fstat(from, &st) != 0 || !S_ISREG(st.st_mode)) {
		err_errno(e, from < 0 ? errno : EINVAL, _("The file %s could not be read"), path);
	} else if ((to = open_new(a, path, name, e)) >= 0 && !file_copy_bytes(from, to)) {
		int why = errno;
		char *half = beside(a, *name);
		unlink(half);
		free(half);
		free(*name);
		*name = NULL;
		err_errno(e, why, _("The file %s could not be copied"), path);
	}
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return *name != NULL;
}

/* Is it one of ours already, or a name without a file that came from elsewhere? */
static bool is_kept(const char *stored)
{
	return stored[0] != '/' && stored[0] != '~';
}

static bool keep_one(struct app *a, const char *stored, struct buf *out, struct err *e)
{
	char *name = NULL, *path = app_file_path(a, stored);
	bool ok = is_kept(stored) || copy_file(a, path, &name, e);
	buf_print(out, "%s%s", out->len ? ";" : "", name ? name : stored);
	free(name);
	free(path);
	return ok;
}

bool app_files_keep(struct app *a, const char *text, char **out, struct err *e)
{
	struct buf b = BUF_INIT;
	bool ok = true;
	for (const char *s = text; *s;) {
		size_t n = strcspn(s, ";");
		char *one = mem_copy_bytes(s, n);
		if (*one)
			ok = keep_one(a, one, &b, e) && ok;
		free(one);
		s += n + (s[n] != '\0');
	}
	*out = buf_take(&b);
	return ok;
}
