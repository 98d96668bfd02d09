/* app/table_refused.c - rows that could not be taken, whole, with the reason, in a table of their own: mended there and
 * imported again. Knows no field. */
#include <stdlib.h>
#include <string.h>

#include "app/table_run.h"
#include "base/lang.h"
#include "base/mem.h"

static char *refused_path(const struct table_run *t)
{
	return t->run.im->refused_as ? mem_copy_text(t->run.im->refused_as)
	                             : mem_print("%s.refused.csv", t->table->path);
}

static bool open_refused(struct table_run *t)
{
	char *path = refused_path(t);
	bool ok = path_write_begin(&t->refused, path, &t->run.fatal);
	t->run.im->refused_path = path;
	t->refused_open = ok;
	if (!ok) {
		t->run.stopped = true;
		return false;
	}
	csv_write_begin(&t->refused_csv, t->refused.file, false, t->table->separator);
	for (size_t i = 0; i < t->table->columns; i++)
		csv_write_cell(&t->refused_csv, t->table->headers[i], strlen(t->table->headers[i]));
	const char *reason = _("reason");
	csv_write_cell(&t->refused_csv, reason, strlen(reason));
	csv_write_end_row(&t->refused_csv);
	return true;
}

/* Cells beyond the header are kept too: nothing of what somebody typed is lost. */
static void write_refused(struct table_run *t, const char *const *cells, size_t count, const char *why)
{
	bool wanted = !t->run.im->dry_run && !(t->run.im->refused_as && !*t->run.im->refused_as);
	if (!wanted || (!t->refused_open && !open_refused(t)))
		return;
	for (size_t i = 0; i < count || i < t->table->columns; i++) {
		if (i == t->table->columns)
			csv_write_cell(&t->refused_csv, why, strlen(why));
		csv_write_cell(&t->refused_csv, i < count ? cells[i] : "", i < count ? strlen(cells[i]) : 0);
	}
	if (count <= t->table->columns)
		csv_write_cell(&t->refused_csv, why, strlen(why));
	csv_write_end_row(&t->refused_csv);
}

void table_refuse(struct table_run *t, size_t number, const char *const *cells, size_t count, const char *why)
{
	write_refused(t, cells, count, why);
	import_tell(&t->run, number, ROW_REFUSED, why);
}

bool table_close_refused(struct table_run *t, bool ok, struct err *e)
{
	if (!t->refused_open)
		return ok;
	if (ok)
		return path_write_end(&t->refused, e);
	path_write_abandon(&t->refused);
	free(t->run.im->refused_path);
	t->run.im->refused_path = NULL;
	return false;
}
