/* store/header.c - the file's first bytes, read before SQLite opens it, so that a stranger's, damaged or half file is
 * refused without leaving a trace beside it. Knows SQLite's file format (sqlite.org/fileformat2.html), no table. */
#include "store/impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

#define LOOK_AT 65536 /* the group's mark stands in one of the first pages */

static uint32_t number(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void find_group(const char *bytes, size_t n, struct header *h)
{
	const size_t mark = sizeof STORE_GROUP_MARK - 1, whole = mark + 32;
	for (size_t i = 0; i + whole <= n; i++)
		if (bytes[i] == STORE_GROUP_MARK[0] && memcmp(bytes + i, STORE_GROUP_MARK, mark) == 0) {
			memcpy(h->group, bytes + i, whole);
			return;
		}
}

static bool has_log(const char *path)
{
	struct stat st;
	char *log = mem_print("%s-wal", path);
	bool there = stat(log, &st) == 0 && st.st_size > 0;
	free(log);
	return there;
}

static void look(const unsigned char *p, size_t n, int64_t size, struct header *h)
{
	h->sqlite = n >= 100 && memcmp(p, "SQLite format 3", 16) == 0;
	if (!h->sqlite)
		return;
	h->ours = number(p + 68) == STORE_APPLICATION;
	h->wal = p[18] == 2;
	int64_t page = p[16] << 8 | p[17];
	page = page == 1 ? 65536 : page;
	bool valid = number(p + 24) == number(p + 92); /* else the count of pages means nothing */
	h->truncated = valid && size < page * (int64_t)number(p + 28);
	find_group((const char *)p, n, h);
}

bool header_read(const char *path, struct header *h, struct err *e)
{
	*h = (struct header){0};
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return errno == ENOENT || err_errno(e, errno, _("Could not open the database %s"), path);
	h->exists = true;
	bool ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	unsigned char *bytes = mem_alloc(LOOK_AT);
	ssize_t n = ok ? read(fd, bytes, LOOK_AT) : 0;
	int why = errno;
	if (ok && n > 0)
		look(bytes, (size_t)n, st.st_size, h);
	h->empty = ok && n == 0;
	h->truncated = h->truncated && !has_log(path);
	free(bytes);
	close(fd);
	if (n < 0)
		return err_errno(e, why, _("Could not read the database %s"), path);
	return ok || err_set(e, ERR_INVALID, _("%s is not a file."), path);
}
