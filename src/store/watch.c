/* store/watch.c - noticing what other programs do to the database, and stopping a long read. */
#include "store/impl.h"

#include <stdlib.h>
#include <sys/inotify.h>

#include "base/path.h"
#include "store/read.h"

bool store_changed_elsewhere(struct store *s)
{
	int64_t version;
	if (!db_int(s, &version, NULL, "PRAGMA data_version", "") || version == s->seen_version)
		return false;
	s->seen_version = version;
	return true;
}

/* The folder, not the files: the log beside the database comes and goes. */
int store_watch_fd(struct store *s)
{
	if (s->watch >= 0)
		return s->watch;
	s->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	char *folder = path_dir(s->path);
	if (s->watch >= 0)
		inotify_add_watch(s->watch, folder, IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO);
	free(folder);
	return s->watch;
}

/* Often: a search abandoned at the next letter must not be felt. */
#define STEPS_BETWEEN 200

static int interrupted(void *ctx)
{
	struct store *s = ctx;
	return !s->command && !s->committing && s->ask(s->ask_ctx); /* a command ends by its own will only */
}

void store_set_progress(struct store *s, void (*tell)(void *ctx, int64_t done, int64_t whole), void *ctx)
{
	s->tell = tell;
	s->tell_ctx = ctx;
}

void store_set_interrupt(struct store *s, bool (*ask)(void *ctx), void *ctx)
{
	s->ask = ask;
	s->ask_ctx = ctx;
	sqlite3_progress_handler(s->db, ask ? STEPS_BETWEEN : 0, ask ? interrupted : NULL, s);
}
