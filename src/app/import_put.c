/* app/import_put.c - what every importer does: one command for the whole file, each record put when it differs, counted
 * and told. Knows no file format. */
#include <string.h>
#include <sys/stat.h>

#include "app/import.h"
#include "base/lang.h"
#include "base/path.h"

#define BIG_FILE (64 * 1024) /* from here on the search index is brought up to date once, at the end */

static bool is_big(const char *path)
{
	struct stat st;
	return stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > BIG_FILE;
}

/* How often the mark stands in the file: about as many records as there are. */
static int64_t count_marks(const char *path, const char *mark)
{
	char bytes[65536];
	size_t n, at = 0;
	int64_t found = 0;
	FILE *f = fopen(path, "r");
	while (f && (n = fread(bytes, 1, sizeof bytes, f)) > 0)
		for (size_t i = 0; i < n; i++) {
			at = bytes[i] == mark[at] ? at + 1 : bytes[i] == mark[0];
			if (mark[at] == '\0') {
				found++;
				at = 0;
			}
		}
	if (f)
		fclose(f);
	return found;
}

bool import_begin(struct import_run *run, struct app *a, struct app_import *im, const char *name, const char *path,
    const char *row_mark, struct err *e)
{
	*run = (struct import_run){.app = a, .im = im};
	im->fresh = im->changed = im->same = im->refused = im->likely = 0;
	im->refused_path = NULL;
	if (!app_command(a, name, path_base(path), &run->command, e))
		return false;
	run->big = is_big(path);
	if (run->big)
		command_bulk(run->command);
	if (a->tell)
		run->whole = count_marks(path, row_mark);
	return true;
}

void import_tell(struct import_run *run, size_t row, enum app_row_fate fate, const char *why)
{
	struct app_import *im = run->im;
	size_t *counts[] = {&im->fresh, &im->changed, &im->same, &im->refused};
	++*counts[fate];
	bool go_on = !im->each || im->each(im->ctx, row, fate, why);
	/* the eighth at the end: the search index is made when all rows are there */
	if (app_worked(run->app, ++run->rows, run->whole + run->whole / 8) || !go_on) {
		run->stopped = true;
		app_interrupted(&run->fatal);
	}
}

/* A bad row is one row; a full disk is the end. */
static bool is_fatal(const struct err *e)
{
	return e->code != ERR_INVALID && e->code != ERR_NOT_FOUND;
}

bool import_put(struct import_run *run, size_t row, struct record *r, const struct record *base, struct err *e)
{
	if (base && record_same(r, base)) {
		import_tell(run, row, ROW_SAME, NULL);
		return true;
	}
	bool fine = run->parsed && !base ? record_validate_parsed(r, e) : record_validate(r, app_types(run->app), e);
	if (!fine || !app_check_rule(run->app, r, e))
		return false;
	command_lend(run->command, base ? NULL : run->prepared);
	bool put = command_put(run->command, r, base, NULL, NULL, e);
	command_lend(run->command, NULL);
	if (!put) {
		if (is_fatal(e)) {
			run->fatal = *e;
			run->stopped = true;
		}
		return false;
	}
	import_tell(run, row, base ? ROW_CHANGED : ROW_NEW, NULL);
	return true;
}

bool import_end(struct import_run *run, bool ok, struct err *e)
{
	if (ok && run->stopped) {
		*e = run->fatal;
		ok = false;
	}
	if (ok && !run->im->dry_run)
		return app_commit(run->app, run->command, e);
	command_abort(run->command);
	app_forget(run->app);
	return ok;
}
