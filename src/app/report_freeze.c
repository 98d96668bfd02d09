/* app/report_freeze.c - a report's figures kept as they were when it was submitted, with what was counted for them. */
#include <stdlib.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/json.h"
#include "base/lang.h"

/* Of a report over hundreds of thousands of rows only the figures are kept. */
enum { MOST_IDS = 50000 };

struct freezing {
	struct app_report *report;
	struct buf *out;
	size_t ids;
	bool first;
};

static bool add_id(void *ctx, int64_t id)
{
	struct freezing *f = ctx;
	buf_print(f->out, "%s\"%lld\"", f->first ? "" : ",", (long long)id);
	f->first = false;
	return ++f->ids < MOST_IDS;
}

/* "came":["123","124"] */
static bool add_behind(struct freezing *f, size_t part, size_t row, struct err *e)
{
	const struct report_part *p = &f->report->parts[part];
	const char *join = "";
	bool ok = true;
	buf_text(f->out, ",\"behind\":{");
	for (size_t c = 0; ok && p->figure && c < p->shown.ncolumns && f->ids < MOST_IDS; c++) {
		const struct figure_place place = {
		    p->figure->name, p->own[c].key, report_key(p, row), f->report->period};
		if (!p->own[c].counts)
			continue;
		buf_text(f->out, join);
		json_quote(p->own[c].key, f->out);
		buf_text(f->out, ":[");
		f->first = true;
		ok = figure_ids(f->report->app->store, &place, add_id, f, e);
		buf_char(f->out, ']');
		join = ",";
	}
	buf_char(f->out, '}');
	return ok;
}

static bool add_row(struct freezing *f, size_t part, size_t row, struct err *e)
{
	const struct report_part *p = &f->report->parts[part];
	struct buf name = BUF_INIT;
	app_report_row_name(f->report, part, row, &name);
	buf_text(f->out, "{\"key\":");
	if (report_key(p, row))
		json_quote(report_key(p, row), f->out);
	else
		buf_text(f->out, "null");
	buf_text(f->out, ",\"name\":");
	json_quote(buf_str(&name), f->out);
	buf_text(f->out, ",\"cells\":{");
	const char *join = "";
	for (size_t c = 0; c < p->shown.ncolumns; c++) {
		const char *data = report_data(p, row, c);
		if (report_is_label(&p->own[c]) || !data)
			continue;
		buf_text(f->out, join);
		json_quote(p->own[c].key, f->out);
		buf_char(f->out, ':');
		json_quote(data, f->out);
		join = ",";
	}
	buf_char(f->out, '}');
	buf_free(&name);
	const bool ok = add_behind(f, part, row, e);
	buf_char(f->out, '}');
	return ok;
}

static bool add_parts(struct freezing *f, struct err *e)
{
	bool ok = true;
	buf_print(f->out, "{\"version\":1,\"group\":\"%lld\",\"at\":\"%lld\",\"parts\":[",
	    (long long)f->report->period.group, (long long)clock_ms(app_clock(f->report->app)));
	for (size_t i = 0; ok && i < f->report->nparts; i++) {
		const struct report_part *p = &f->report->parts[i];
		buf_text(f->out, i ? ",{\"report\":" : "{\"report\":");
		json_quote(p->shown.name, f->out);
		buf_text(f->out, ",\"rows\":[");
		for (size_t row = 0; ok && row < p->shown.nrows; row++) {
			buf_text(f->out, row ? "," : "");
			ok = add_row(f, i, row, e);
		}
		buf_text(f->out, "]}");
	}
	buf_text(f->out, "]}");
	return ok;
}

static void set_date(struct record *r, int field, date_t d)
{
	char iso[11] = "";
	if (d != DATE_NONE)
		date_iso(d, iso);
	record_set_text(r, field, iso); /* "" is none */
}

static bool keep(struct app_report *r, const struct buf *data, int64_t *id, struct err *e)
{
	struct app *a = r->app;
	struct buf text = BUF_INIT;
	app_report_sentences(r, &text);
	struct record *s = record_new_initial(kind_get(KIND_snapshot), app_types(a));
	record_set_text(s, snapshot_name, app_report_label(r->which));
	record_set_text(s, snapshot_report, app_report_name(r->which));
	set_date(s, snapshot_starts_on, r->period.from);
	set_date(s, snapshot_ends_on, r->period.to);
	record_set_text(s, snapshot_data, buf_str(data));
	const bool ok =
	    record_parse(s, snapshot_figures, buf_str(&text), app_types(a), e) && app_save(a, s, NULL, NULL, e);
	if (ok && id)
		*id = s->id;
	record_free(s);
	buf_free(&text);
	return ok;
}

bool app_report_freeze(struct app *a, size_t i, const struct app_period *p, int64_t *id, struct err *e)
{
	struct buf data = BUF_INIT;
	struct freezing f = {.out = &data};
	if (!app_report_read(a, i, p, false, &f.report, e))
		return false;
	const bool ok = add_parts(&f, e) && keep(f.report, &data, id, e);
	app_report_free(f.report);
	buf_free(&data);
	return ok;
}
