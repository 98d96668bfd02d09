/* ui/kept.c - a text being typed, on disk. A killed terminal costs a second of typing. */
#include "ui/kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

enum { SOON_MS = 1000, KEPT_MOST = 1 << 20 };

char *kept_path(const char *name, int64_t id)
{
	struct err ignored = ERR_INIT;
	char *state = path_state_home(), *file = mem_print("%s-%lld.txt", name, (long long)id);
	char *path = path_join(state, file);
	path_make_dirs(state, &ignored);
	free(state);
	free(file);
	return path;
}

void kept_write(const char *path, const char *text)
{
	struct path_writer w;
	struct err ignored = ERR_INIT;
	if (!*text) {
		unlink(path);
	} else if (path_write_begin(&w, path, &ignored)) {
		fputs(text, w.file);
		path_write_end(&w, &ignored);
	}
}

bool kept_read(const char *path, struct buf *out)
{
	struct buf raw = BUF_INIT;
	struct err ignored = ERR_INIT;
	const bool ok = path_exists(path) && path_read_all(path, KEPT_MOST, &raw, &ignored) && raw.len > 0;
	if (ok)
		text_clean(buf_str(&raw), raw.len, true, out);
	buf_free(&raw);
	return ok;
}

void kept_soon(struct ui *u)
{
	if (u->wake_at == 0)
		u->wake_at = clock_ms(app_clock(u->app)) + SOON_MS;
}
