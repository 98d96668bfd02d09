/* app/visit.c - the sample group as a visit: its own database beside one's own, opened in its place until one leaves.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/history.h"

char *app_sample_path(void)
{
	char *home = path_data_home(), *path = path_join(home, "sample.db");
	free(home);
	return path;
}

char *app_own_path(void)
{
	char *home = path_data_home(), *path = path_join(home, "obste.db");
	free(home);
	return path;
}

/* The number of the newest command; 0: none. */
static bool take_number(void *ctx, const struct history_entry *h)
{
	*(int64_t *)ctx = h->number;
	return false;
}

static int64_t newest_command(struct app *a)
{
	int64_t number = 0;
	struct err ignored = ERR_INIT;
	history_each(a->store, NULL, 0, 0, 1, take_number, &number, &ignored);
	return number;
}

void sample_remember_end(struct app *a)
{
	char text[24];
	struct err ignored = ERR_INIT;
	snprintf(text, sizeof text, "%lld", (long long)newest_command(a));
	app_set_conf(a, "group.sample_end", text, &ignored);
}

int64_t app_sample_edits(struct app *a)
{
	if (!app_is_sample(a))
		return 0;
	int64_t end = strtoll(app_conf(a, "group.sample_end", "0"), NULL, 10), newest = newest_command(a);
	return newest > end ? newest - end : 0;
}

bool app_enter_sample(struct app *a, struct err *e)
{
	char *path = app_sample_path(), *folder = path_dir(path), *before = mem_copy_text(a->path);
	bool was_open = app_is_open(a);
	app_close(a);
	bool ok = path_make_dirs(folder, e) && app_make_sample(a, path, e) && app_set_conf(a, "sample", "1", e);
	if (!ok) {
		struct err ignored = ERR_INIT;
		app_set_db_path(a, before);
		if (was_open)
			app_open(a, NULL, &ignored);
	}
	free(path);
	free(folder);
	free(before);
	return ok;
}

bool app_leave_sample(struct app *a, bool *own, struct err *e)
{
	struct err none = ERR_INIT;
	char *sample = mem_copy_text(a->path), *path = app_own_path();
	if (!app_is_sample(a)) {
		free(sample);
		free(path);
		return err_set(e, ERR_INVALID, _("This is not the sample group. Nothing was deleted."));
	}
	app_close(a);
	remove_database(sample);
	app_set_db_path(a, path);
	bool ok = app_set_conf(a, "sample", "0", e);
	*own = app_open(a, NULL, &none);
	if (!*own && none.code != ERR_NOT_FOUND) {
		*e = none;
		ok = false;
	}
	free(sample);
	free(path);
	return ok;
}
