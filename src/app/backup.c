/* app/backup.c - safety copies: where they go, which is the newest, putting one back, and whether all is well. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app_internal.h"
#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/backup.h"

#define KEEP 14

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The setting, or a folder of its own among the documents. */
char *app_backup_folder(struct app *a)
{
	const char *set = app_conf(a, "backup.folder", NULL);
	if (set && *set)
		return mem_copy_text(set);
	char *documents = path_documents(), *folder = path_join(documents, "obste-backups");
	free(documents);
	return folder;
}

static bool rotate(struct app *a, const char *folder, char **made, struct err *e)
{
	return path_make_dirs(folder, e) && backup_rotate(a->store, folder, KEEP, made, e);
}

bool app_backup(struct app *a, const char *path, char **made, struct err *e)
{
	*made = NULL;
	if (!app_store(a, e))
		return false;
	if (path && !is_folder(path)) {
		if (!backup_make(a->store, path, e))
			return false;
		*made = mem_copy_text(path);
		return true;
	}
	char *folder = path ? mem_copy_text(path) : app_backup_folder(a);
	bool ok = rotate(a, folder, made, e);
	free(folder);
	return ok;
}

bool app_restore_backup(struct app *a, const char *copy, char **kept, struct err *e)
{
	bool was_open = app_is_open(a);
	*kept = NULL;
	app_close(a);
	bool ok = backup_restore(copy, a->path, &a->clock, kept, e);
	if (!was_open)
		return ok;
	return app_open(a, NULL, ok ? e : NULL) && ok;
}

char *app_newest_backup(struct app *a)
{
	char *folder = app_backup_folder(a), *newest = backup_newest_good(folder, a->path);
	free(folder);
	return newest;
}

bool app_repair(struct app *a, struct err *e)
{
	struct store *s = app_store_write(a, e);
	bool ok = s && store_rebuild(s, e);
	app_forget(a);
	return ok;
}

bool app_check(struct app *a, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	return s && store_check(s, say, ctx, e);
}
