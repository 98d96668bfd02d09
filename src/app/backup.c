/* app/backup.c - safety copies: where they go, which is the newest, putting one back, and whether all is well. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app_internal.h"
#include "app/attached.h"
#include "app/exchange.h"
#include "app/sealed.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/backup.h"
#include "store/history.h"

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

/* The newest fourteen stay, or as many as the setting says. */
static int copies_kept(struct app *a)
{
	int n = atoi(app_conf(a, "backup.keep", "14"));
	return n < 1 ? 1 : n > 1000 ? 1000 : n;
}

/* The copy of the database is there in any case. */
static bool keep_files(struct app *a, const char *copy, bool shared, const struct sealed *s, struct err *e)
{
	if (attached_keep(a, copy, shared, s->set ? &s->lock : NULL, e))
		return true;
	return err_hint(
	    e, _("The copy of the database is whole: %s. Only attached files are missing beside it."), copy);
}

static bool rotate(struct app *a, const char *folder, const struct sealed *s, char **made, struct err *e)
{
	return path_make_dirs(folder, e) && backup_rotate(a->store, folder, copies_kept(a), &s->seal, made, e) &&
	       keep_files(a, *made, true, s, e);
}

static bool make_one(struct app *a, const char *path, const struct sealed *s, char **made, struct err *e)
{
	char *name = sealed_name(s, path);
	if (!(s->set ? s->seal.make(s->seal.ctx, a->store, name, e) : backup_make(a->store, name, e))) {
		free(name);
		return false;
	}
	*made = name;
	return keep_files(a, name, false, s, e);
}

bool app_backup(struct app *a, const char *path, char **made, struct err *e)
{
	struct sealed s;
	*made = NULL;
	if (!app_store(a, e) || !sealed_begin(a, &s, e))
		return false;
	if (path && !is_folder(path))
		return make_one(a, path, &s, made, e);
	char *folder = path ? mem_copy_text(path) : app_backup_folder(a);
	bool ok = rotate(a, folder, &s, made, e);
	free(folder);
	return ok;
}

static bool bring_files(struct app *a, const char *copy, const struct unsealed *u, struct err *e)
{
	if (attached_bring_back(a, copy, u->sealed ? &u->key : NULL, e))
		return true;
	return err_hint(e, _("The database is restored; only attached files are missing beside it."));
}

bool app_restore_backup(struct app *a, const char *copy, const char *passphrase, char **kept, struct err *e)
{
	bool was_open = app_is_open(a);
	struct unsealed u;
	*kept = NULL;
	if (!unsealed_begin(&u, copy, passphrase, e))
		return false;
	app_close(a);
	bool ok = backup_restore(u.path, a->path, &a->clock, kept, e);
	if (was_open || ok)
		ok = app_open(a, NULL, ok ? e : NULL) && ok && bring_files(a, copy, &u, e);
	unsealed_end(&u);
	return ok;
}

char *app_newest_backup(struct app *a)
{
	char *folder = app_backup_folder(a), *newest = backup_newest_good(folder, a->path, &sealed_reading);
	free(folder);
	return newest;
}

struct copies {
	bool (*each)(void *ctx, const struct app_copy *c);
	void *ctx;
};

static bool tell_copy(void *ctx, const char *path, int64_t at_ms, int64_t bytes)
{
	struct copies *c = ctx;
	const struct app_copy copy = {path, at_ms, bytes};
	return c->each(c->ctx, &copy);
}

void app_backups(struct app *a, bool (*each)(void *ctx, const struct app_copy *c), void *ctx)
{
	struct copies c = {each, ctx};
	char *folder = app_backup_folder(a);
	backup_each(folder, a->path, &sealed_reading, tell_copy, &c);
	free(folder);
}

struct counting {
	int64_t since, n;
};

static bool count_change(void *ctx, const struct history_entry *h)
{
	struct counting *c = ctx;
	if (h->at_ms <= c->since)
		return false;
	c->n++;
	return true;
}

int64_t app_changes_since(struct app *a, int64_t at_ms)
{
	struct counting c = {at_ms, 0};
	struct err ignored = ERR_INIT;
	if (a->store)
		history_each(a->store, NULL, 0, 0, 0, count_change, &c, &ignored);
	return c.n;
}

static bool take_newest(void *ctx, const struct app_copy *c)
{
	*(int64_t *)ctx = c->at_ms;
	return false;
}

/* Not when nothing was changed since the last one: a copy of the same would push an older one out. */
bool app_backup_daily(struct app *a, char **made, struct err *e)
{
	int64_t newest = 0;
	*made = NULL;
	if (!a->store || a->readonly_reason || app_is_sample(a) || strcmp(app_conf(a, "backup.daily", "1"), "0") == 0)
		return true;
	app_backups(a, take_newest, &newest);
	bool today = newest && local_from_ms(newest).date >= clock_today(&a->clock);
	if (today || app_changes_since(a, newest) == 0)
		return true;
	return app_backup(a, NULL, made, e);
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
	return s && store_check(s, say, ctx, e) && attached_check(a, say, ctx, e);
}
