/* app/ledger_csv.c - an action's ledger as a table for other programs. Amounts as people's tables have them: 1200.50.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/ledger.h"
#include "base/lang.h"
#include "base/path.h"
#include "out/csv.h"

struct writing {
	struct app *app;
	struct csv_writer csv;
	int64_t rows;
	bool excel;
};

static const int fields[] = {ledger_on, ledger_kind, ledger_what, ledger_party, ledger_document};
static const int after[] = {
    ledger_noted_by, ledger_confirmed_by, ledger_confirmed_on, ledger_second_by, ledger_second_on};
#define COUNT_OF(a) (sizeof(a) / sizeof *(a))

static void text(struct writing *w, const char *s)
{
	csv_write_cell(&w->csv, s, strlen(s));
}

static void labels(struct writing *w, const int *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text(w, tr(kind_get(KIND_ledger)->fields[list[i]].label));
}

static void values(struct writing *w, const struct record *r, const int *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		const struct field *f = &r->kind->fields[list[i]];
		const bool date = f->type == &ft_date && !w->excel;
		record_format(r, list[i], &w->app->types, date ? FOR_DATA : FOR_SCREEN, &b);
		text(w, buf_str(&b));
		buf_free(&b);
	}
}

static void money(struct writing *w, int64_t bani)
{
	char s[40];
	const char mark = w->excel && lang_now() != LANG_EN ? ',' : '.';
	const uint64_t whole = bani < 0 ? (uint64_t)-bani : (uint64_t)bani;
	snprintf(s, sizeof s, "%s%" PRIu64 "%c%02d", bani < 0 ? "-" : "", whole / 100, mark, (int)(whole % 100));
	text(w, s);
}

static bool write_line(void *ctx, const struct app_ledger_line *l)
{
	struct writing *w = ctx;
	values(w, l->record, fields, COUNT_OF(fields));
	money(w, l->cash ? l->amount : record_int(l->record, ledger_amount));
	text(w, l->currency);
	money(w, l->balance);
	values(w, l->record, after, COUNT_OF(after));
	csv_write_end_row(&w->csv);
	w->rows++;
	return true;
}

static void write_head(struct writing *w)
{
	labels(w, fields, COUNT_OF(fields));
	text(w, tr(kind_get(KIND_ledger)->fields[ledger_amount].label));
	text(w, tr(kind_get(KIND_ledger)->fields[ledger_currency].label));
	text(w, _("Balance"));
	labels(w, after, COUNT_OF(after));
	csv_write_end_row(&w->csv);
}

bool app_ledger_csv(struct app *a, int64_t action, bool excel, const char *path, int64_t *rows, struct err *e)
{
	struct writing w = {.app = a, .excel = excel};
	struct path_writer file;
	if (!app_store(a, e) || !path_write_begin(&file, path, e))
		return false;
	app_types(a);
	csv_write_begin(&w.csv, file.file, excel, 0);
	write_head(&w);
	const bool ok = app_ledger(a, action, write_line, &w, e);
	if (rows)
		*rows = w.rows;
	if (ok)
		return path_write_end(&file, e);
	path_write_abandon(&file);
	return false;
}
