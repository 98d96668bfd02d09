/* app/sync.c - a shared folder (a stick, Nextcloud, Syncthing): every laptop writes files of its own and changes none,
 * and reads the others'. First everything, then what changed since; when there are many, everything once more in their
 * place. A file that is half there is told and tried again next time. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/share_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define ENDING ".obste"
#define FILES_MOST 16 /* of our own, then they become one */

struct names {
	char **list;
	size_t n;
};

struct syncing {
	struct app *app;
	struct app_sync *s;
	char *folder;              /* as it is remembered */
	struct names own;          /* files that we wrote there */
	struct exchange_mark mark; /* how far they go */
	int64_t counter;
	bool whole; /* all of them are still there */
};

static void say(struct syncing *y, const char *file, const char *what)
{
	if (!y->s->said)
		return;
	char *line = mem_print("%s: %s", file, what);
	y->s->said(y->s->ctx, line);
	free(line);
}

static void add_name(struct names *l, const char *name)
{
	l->list = mem_resize(l->list, l->n + 1, sizeof *l->list);
	l->list[l->n++] = mem_copy_text(name);
}

static void names_free(struct names *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->list[i]);
	free(l->list);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool list_folder(const char *folder, struct names *out, struct err *e)
{
	DIR *d = opendir(folder);
	if (!d)
		return err_errno(e, errno, _("Could not open the folder %s"), folder);
	for (struct dirent *f; (f = readdir(d));) {
		const size_t n = strlen(f->d_name), end = sizeof ENDING - 1;
		if (*f->d_name != '.' && n > end && strcmp(f->d_name + n - end, ENDING) == 0)
			add_name(out, f->d_name);
	}
	closedir(d);
	if (out->n)
		qsort(out->list, out->n, sizeof *out->list, by_name);
	return true;
}

struct app_merge_told share_add(struct app_merge_told a, const struct app_merge_told *b)
{
	a.fresh += b->fresh;
	a.changed += b->changed;
	a.fields += b->fields;
	a.conflicts += b->conflicts;
	a.erased += b->erased;
	a.refused += b->refused;
	a.taken_back += b->taken_back;
	a.unknown += b->unknown;
	return a;
}

/* ---- reading the others' */

/* Ours, and what was read before, is not taken in again. */
static bool wanted(struct syncing *y, struct app_merge *m)
{
	return !share_is_own(m, y->app) && !exchange_file_read(y->app->store, share_hash(m));
}

static bool take_in(struct syncing *y, struct app_merge *m, const char *name, struct err *e)
{
	struct app_merge_told told = {0};
	struct buf words = BUF_INIT;
	if (!app_merge_unlock(m, y->s->passphrase, e) || !app_merge_do(m, y->s->clock_accepted, &told, e))
		return false;
	y->s->read++;
	y->s->sum = share_add(y->s->sum, &told);
	app_merge_words(&told, &words);
	say(y, name, buf_str(&words));
	buf_free(&words);
	/* What this version left out comes when a later one reads the file again. */
	return told.unknown || exchange_remember_file(y->app->store, share_hash(m), y->folder, told.command, e);
}

static bool stops(const struct err *e)
{
	return e->code == ERR_INTERRUPTED || e->code == ERR_BUSY ||
	       (e->code == ERR_DENIED && strcmp(e->tag, "PACK-WORD") != 0);
}

static bool read_one(struct syncing *y, const char *name, struct err *e)
{
	struct app_merge *m = NULL;
	struct err why = ERR_INIT;
	char *path = path_join(y->s->folder, name);
	const bool ok = app_merge_open(y->app, path, &m, &why) && (!wanted(y, m) || take_in(y, m, name, &why));
	app_merge_close(m);
	free(path);
	if (ok)
		return true;
	y->s->failed++;
	say(y, name, why.what);
	if (stops(&why) && e)
		*e = why;
	return !stops(&why);
}

static bool read_others(struct syncing *y, struct err *e)
{
	struct names all = {NULL, 0};
	bool ok = list_folder(y->s->folder, &all, e);
	for (size_t i = 0; ok && i < all.n; i++)
		ok = read_one(y, all.list[i], e);
	names_free(&all);
	return ok;
}

/* ---- writing ours */

static bool sent_before(void *ctx, const struct exchange_sent *f)
{
	struct syncing *y = ctx;
	char *path = path_join(y->s->folder, f->name);
	y->whole = y->whole && path_exists(path);
	free(path);
	add_name(&y->own, f->name);
	y->mark = f->mark;
	y->counter = f->counter;
	return true;
}

/* "laptop-elena-3f2a91c0-000004.obste"; a number that stands there already is somebody else's or an older life's. */
static char *new_path(struct syncing *y, char **name)
{
	unsigned char uid[EXCHANGE_UID];
	char *device = NULL, *path = NULL;
	exchange_device_here(y->app->store, uid, &device, NULL);
	char *safe = path_safe_name(device ? device : "laptop");
	do {
		free(path);
		free(*name);
		*name = mem_print(
		    "%s-%02x%02x%02x%02x-%06lld" ENDING, safe, uid[0], uid[1], uid[2], uid[3], (long long)++y->counter);
		path = path_join(y->s->folder, *name);
	} while (path_exists(path));
	free(safe);
	free(device);
	return path;
}

static void remove_old(struct syncing *y)
{
	for (size_t i = 0; i < y->own.n; i++) {
		char *path = path_join(y->s->folder, y->own.list[i]);
		unlink(path);
		free(path);
	}
}

static bool write_file(struct syncing *y, bool all, struct err *e)
{
	struct exchange_out o = {.what = all ? "full" : "changes", .not_from = y->folder};
	struct exchange_sent sent = {0};
	char *name = NULL, *path = new_path(y, &name);
	if (!all)
		o.since = y->mark;
	sent.name = name;
	sent.counter = y->counter;
	bool ok = share_write(y->app, path, y->s->passphrase, &o, NULL, &sent.mark, NULL, e) &&
	          exchange_remember_sent(y->app->store, y->folder, &sent, all, e);
	if (ok && all)
		remove_old(y);
	if (ok)
		y->s->written = path;
	else
		free(path);
	free(name);
	return ok;
}

static bool nothing(void *ctx, const char *text, size_t n, struct err *e)
{
	(void)ctx, (void)text, (void)n, (void)e;
	return true;
}

/* Is there something that the others cannot have from the files there? */
static bool anything_new(struct syncing *y, bool *yes, struct err *e)
{
	struct exchange_out o = {.what = "changes", .since = y->mark, .not_from = y->folder, .line = nothing};
	struct exchange_mark now;
	size_t records = 0;
	if (!exchange_write(y->app->store, &o, &records, &now, e))
		return false;
	*yes = records > 0 || now.erased != y->mark.erased;
	return true;
}

static bool write_ours(struct syncing *y, struct err *e)
{
	bool yes = true;
	y->whole = true;
	if (exchange_is_fresh(y->app->store)) /* it is nobody's yet: its group is still to be read here */
		return true;
	if (!exchange_sent_each(y->app->store, y->folder, sent_before, y, e))
		return false;
	const bool all = y->own.n == 0 || !y->whole || y->own.n >= FILES_MOST;
	/* A database that holds nothing yet may still join the group of a file that could not be read today: nothing is
	 * said in its own name before. */
	if ((y->own.n == 0 || y->whole) && !anything_new(y, &yes, e))
		return false;
	return !yes || write_file(y, all, e);
}

bool app_sync(struct app *a, struct app_sync *s, struct err *e)
{
	struct syncing y = {.app = a, .s = s};
	s->read = s->failed = 0;
	s->sum = (struct app_merge_told){0};
	s->written = NULL;
	if (!app_store_write(a, e))
		return false;
	y.folder = realpath(s->folder, NULL);
	if (!y.folder)
		return err_errno(e, errno, _("Could not open the folder %s"), s->folder);
	const bool ok = read_others(&y, e) && write_ours(&y, e);
	names_free(&y.own);
	free(y.folder);
	return ok;
}
