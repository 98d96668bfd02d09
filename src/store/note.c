/* store/note.c - is the file as we left it? Looking through a large database takes long (a quarter of a second for
 * 100 MB), opening must not. So a note kept outside the file says how it looked when this program closed it last: its
 * number on the disk, size and times of change, and when it was last looked through. Whatever else touches it (another
 * program, a copy put in its place, a synced folder, a repaired disk) changes one of these, and it is looked through at
 * the next opening before anything is read. What leaves no trace there, a disk that forgets by itself, is found by the
 * weekly look, by the check before every backup, and when the place is touched.
 * A note that is missing, torn or wrong costs one look more, never one less. Small files are always looked through, and
 * so are those whose last writer was killed (store.c). SQLite keeps no sums of contents: a letter changed within a row
 * is found by nobody. */
#include "store/impl.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"

#define LOOK_AGAIN_MS (INT64_C(7) * 24 * 60 * 60 * 1000)

/* One note a path: the same group's file in two places is two files. */
static char *note_path(const char *folder, const char *database)
{
	char *whole = folder ? realpath(database, NULL) : NULL;
	if (!whole)
		return NULL;
	char *path = mem_print("%s/%016" PRIx64, folder, db_hash(DB_HASH_START, whole));
	free(whole);
	return path;
}

/* How the file looks from outside: all that changes when somebody writes it or puts another in its place. Its size. */
static int64_t look(const char *path, char out[NOTE_LOOK])
{
	struct stat st = {0};
	*out = '\0';
	if (stat(path, &st) == 0)
		snprintf(out, NOTE_LOOK, "%" PRIu64 " %" PRId64 " %" PRId64 ".%09ld %" PRId64 ".%09ld",
		    (uint64_t)st.st_ino, (int64_t)st.st_size, (int64_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
		    (int64_t)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
	return st.st_size;
}

void note_read(struct note *n, const char *folder, const char *database)
{
	struct buf b = BUF_INIT;
	long long at = 0;
	int begin = 0;
	free(n->path);
	*n = (struct note){.path = note_path(folder, database)};
	look(database, n->opened);
	if (n->path && path_read_all(n->path, 512, &b, NULL) && sscanf(buf_str(&b), "%lld %n", &at, &begin) == 1 &&
	    begin > 0 && (size_t)begin < b.len) {
		n->looked_ms = at;
		snprintf(
		    n->noted, sizeof n->noted, "%.*s", (int)strcspn(buf_str(&b) + begin, "\n"), buf_str(&b) + begin);
	}
	buf_free(&b);
}

bool note_holds(const struct note *n, int64_t now_ms)
{
	return *n->opened && strcmp(n->opened, n->noted) == 0 && now_ms >= n->looked_ms &&
	       now_ms - n->looked_ms < LOOK_AGAIN_MS;
}

static void write_line(const struct note *n, const char *now)
{
	char *folder = path_dir(n->path);
	int fd = path_make_dirs(folder, NULL) ? open(n->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	free(folder);
	if (fd < 0)
		return;
	/* Not forced to the disk: lost in a power cut it is only missing. */
	dprintf(fd, "%" PRId64 " %s\n", n->looked_ms, now);
	close(fd);
}

/* What this program did not write itself it does not vouch for. */
void note_write(struct note *n, const char *database, bool wrote)
{
	char now[NOTE_LOOK];
	if (!n->path || !n->looked_ms || look(database, now) <= STORE_SMALL)
		return;
	if (*now && (wrote || strcmp(now, n->opened) == 0) && (n->looked || strcmp(now, n->noted) != 0))
		write_line(n, now);
}

void note_free(struct note *n)
{
	free(n->path);
	n->path = NULL;
}
