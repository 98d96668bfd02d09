/* app/log.c - the log in the state folder: when, which version, which fault, by its permanent mark. Never what stands
 * in a record and never what was typed: the file may be sent to somebody who helps. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "app/exchange.h"
#include "base/mem.h"
#include "base/path.h"

#define LOG_MOST (256 * 1024) /* then it becomes obste.log.1, and a new one begins */

char *app_log_path(void)
{
	char *state = path_state_home(), *path = path_join(state, "obste.log");
	free(state);
	return path;
}

/* Only an ordinary file of ours: a pipe or a link that somebody else put there is left alone. */
static int open_log(const char *path)
{
	struct stat st;
	if (lstat(path, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			return -1;
		if (st.st_size > LOG_MOST) {
			char *old = mem_print("%s.1", path);
			rename(path, old);
			free(old);
		}
	}
	return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static void moment(const struct app *a, struct buf *out)
{
	struct local_time t = local_from_ms(clock_ms(&a->clock));
	int y, m, d;
	date_split(t.date, &y, &m, &d);
	buf_print(out, "%04d-%02d-%02d %02d:%02d:%02d", y, m, d, t.hour, t.minute, t.second);
}

void app_log(struct app *a, const char *mark, const char *where)
{
	struct buf b = BUF_INIT;
	char *path = app_log_path(), *folder = path_dir(path);
	struct err ignored = ERR_INIT;
	path_make_dirs(folder, &ignored);
	int fd = open_log(path);
	moment(a, &b);
	buf_print(&b, " %s %s (", mark, where);
	app_versions(&b);
	buf_text(&b, ")\n");
	if (fd >= 0) {
		if (write(fd, buf_str(&b), b.len) < 0)
			errno = 0; /* a log that cannot be written must not stop anybody */
		close(fd);
	}
	buf_free(&b);
	free(folder);
	free(path);
}
