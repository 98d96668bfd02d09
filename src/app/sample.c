/* app/sample.c - the sample group: tables and calendars of data/sample through the same doors as anybody's, dated
 * around today. A table is named <kind>.csv, its columns are field keys, its references titles, its dates relative
 * ("+3", "azi"); in calendars {{+3}} stands for such a day. Knows no kind by name. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define SAMPLE_MOST ((size_t)4 << 20)

/* ---- its database */

void remove_database(const char *path)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		char *file = mem_print("%s%s", path, endings[i]);
		unlink(file);
		free(file);
	}
}

/* Only a sample is replaced: a mistyped --dir must not cost anybody their group. */
static bool remove_older(struct app *a, const char *path, struct err *e)
{
	if (!path_exists(path))
		return true;
	if (!app_open_at(a, path, NULL, e))
		return false;
	bool sample = app_is_sample(a);
	app_close(a);
	if (!sample) {
		err_set(e, ERR_DENIED, _("%s is not sample data. It was left as it is."), path);
		return err_hint(e, _("Another folder: obste demo --dir DIR"));
	}
	remove_database(path);
	return true;
}

static bool make_database(struct app *a, const char *folder, const char *path, struct err *e)
{
	char *about = path_join(folder, "sample.conf");
	struct conf *c = conf_read(about);
	const char *name = conf_get(c, "name");
	const struct app_new_group group = {.name = name ? name : _("Sample group"),
	    .locality = conf_get(c, "locality"),
	    .who = conf_get(c, "who"),
	    .sample = true};
	bool ok = app_open_at(a, path, &group, e);
	conf_free(c);
	free(about);
	return ok;
}

/* ---- its tables */

struct told {
	char first[512]; /* the first refused row, with its reason */
	const char *file;
};

static bool tell(void *ctx, size_t row, enum app_row_fate fate, const char *why)
{
	struct told *t = ctx;
	if (fate == ROW_REFUSED && !*t->first)
		snprintf(t->first, sizeof t->first, "%s: %zu: %s", t->file, row, why ? why : "");
	return true;
}

/* How many of its rows cannot be taken yet. */
static bool import_table(
    struct app *a, const struct kind *k, const char *path, struct told *t, size_t *refused, bool *helped, struct err *e)
{
	struct app_table table;
	struct app_import im = {.each = tell, .ctx = t, .refused_as = ""};
	*refused = 0;
	t->file = path_base(path);
	if (!path_exists(path))
		return true;
	if (!app_table_look(a, k, path, "UTF-8", &table, e))
		return false;
	bool ok = app_table_import(a, k, &table, &im, e);
	app_table_free(&table);
	*refused = im.refused;
	*helped = *helped || im.fresh > 0;
	return ok;
}

/* A group names its lead, a person is in groups: what names rows of a later table is taken in a later round. */
static bool import_tables(struct app *a, const char *folder, struct err *e)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	bool *done = mem_array(count, sizeof *done), ok = true, helped = true;
	size_t left = 1;
	struct told t = {{0}, NULL};
	while (ok && left && helped) {
		left = 0;
		helped = false;
		t.first[0] = '\0';
		for (size_t i = 0; ok && i < count; i++) {
			char *name = mem_print("%s.csv", all[i].key), *path = path_join(folder, name);
			size_t refused = 0;
			ok = done[i] || import_table(a, &all[i], path, &t, &refused, &helped, e);
			done[i] = refused == 0;
			left += refused;
			free(name);
			free(path);
		}
	}
	free(done);
	if (ok && left)
		ok = err_set(e, ERR_INVALID, _("The sample data have a fault: %s"), t.first);
	return ok;
}

/* ---- its calendars */

/* {{+3}} becomes 20261126. */
static bool shift_dates(struct app *a, const char *text, struct buf *out, struct err *e)
{
	for (const char *p = text; *p;) {
		const char *open = strstr(p, "{{"), *close = open ? strstr(open, "}}") : NULL;
		date_t d;
		int year, month, day;
		if (!close) {
			buf_text(out, p);
			return true;
		}
		char *word = mem_copy_bytes(open + 2, (size_t)(close - open - 2));
		bool ok = date_parse(word, clock_today(&a->clock), &d) ||
		          err_set(e, ERR_INVALID, _("The sample data have a fault: %s"), word);
		free(word);
		if (!ok)
			return false;
		date_split(d, &year, &month, &day);
		buf_add(out, p, (size_t)(open - p));
		buf_print(out, "%04d%02d%02d", year, month, day);
		p = close + 2;
	}
	return true;
}

static bool import_calendar(struct app *a, const char *path, struct err *e)
{
	struct buf text = BUF_INIT, shifted = BUF_INIT;
	struct path_writer w;
	struct app_import im = {.dry_run = false};
	char *temporary = mem_print("%s.ics", a->path);
	bool ok = path_read_all(path, SAMPLE_MOST, &text, e) && shift_dates(a, buf_str(&text), &shifted, e) &&
	          path_write_begin(&w, temporary, e);
	if (ok) {
		fwrite(buf_str(&shifted), 1, shifted.len, w.file);
		ok = path_write_end(&w, e) && app_import_ics(a, temporary, kind_get(KIND_meeting), &im, e);
		unlink(temporary);
	}
	free(temporary);
	buf_free(&text);
	buf_free(&shifted);
	return ok;
}

static bool import_calendars(struct app *a, const char *folder, struct err *e)
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, alphasort);
	bool ok = true;
	for (int i = 0; i < n; i++) {
		const char *dot = strrchr(names[i]->d_name, '.');
		if (ok && dot && strcmp(dot, ".ics") == 0) {
			char *path = path_join(folder, names[i]->d_name);
			ok = import_calendar(a, path, e);
			free(path);
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	return ok;
}

bool app_make_sample(struct app *a, const char *path, struct err *e)
{
	char *folder = path_join(app_data_folder(a), "sample");
	bool ok = path_exists(folder) || err_set(e, ERR_NOT_FOUND, _("The sample data are not installed: %s"), folder);
	ok = ok && remove_older(a, path, e) && make_database(a, folder, path, e);
	if (ok)
		app_set_db_path(a, path);
	ok = ok && import_tables(a, folder, e) && import_calendars(a, folder, e);
	if (ok)
		sample_remember_end(a);
	free(folder);
	return ok;
}
