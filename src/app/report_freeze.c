/* app/report_freeze.c - a report's figures kept as they were when it was submitted, so that later differences can be
 * explained. */
#include "app/report.h"

#include "app/app_internal.h"
#include "base/lang.h"

struct freezing {
	size_t columns;
	struct buf text;
};

static bool add_row(void *ctx, const char *const *cells)
{
	struct freezing *f = ctx;
	for (size_t i = 0; i < f->columns; i++)
		buf_print(&f->text, "%s%s", i ? " · " : f->text.len ? "\n" : "", cells[i] ? cells[i] : "");
	return true;
}

static void set_date(struct record *r, int field, date_t d)
{
	char iso[11] = "";
	if (d != DATE_NONE)
		date_iso(d, iso);
	record_set_text(r, field, iso); /* "" is none */
}

bool app_report_freeze(struct app *a, size_t i, const struct app_period *p, int64_t *id, struct err *e)
{
	struct app_report_column columns[APP_REPORT_COLUMNS];
	struct freezing f = {.columns = app_report_columns(i, columns)};
	const char *titles[APP_REPORT_COLUMNS];
	for (size_t c = 0; c < f.columns; c++)
		titles[c] = columns[c].label;
	add_row(&f, titles);
	bool ok = app_report_run(a, i, p, false, add_row, &f, e);
	if (ok) {
		struct record *r = record_new_initial(kind_get(KIND_snapshot), app_types(a));
		record_set_text(r, snapshot_name, app_report_label(i));
		record_set_text(r, snapshot_report, app_report_name(i));
		set_date(r, snapshot_starts_on, p->from);
		set_date(r, snapshot_ends_on, p->to);
		ok = record_parse(r, snapshot_figures, buf_str(&f.text), app_types(a), e) &&
		     app_save(a, r, NULL, NULL, e);
		if (ok && id)
			*id = r->id;
		record_free(r);
	}
	buf_free(&f.text);
	return ok;
}
