/* app/report.c - reports: the store's figures with labels and formats. Knows no SQL; writing files is report_write.c's.
 */
#include "app/report.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/money.h"

static const struct figure_report *report_at(size_t i)
{
	size_t n;
	const struct figure_report *all = figure_reports(&n);
	return i < n ? &all[i] : NULL;
}

size_t app_report_count(void)
{
	size_t n;
	figure_reports(&n);
	return n;
}

const char *app_report_name(size_t i)
{
	const struct figure_report *r = report_at(i);
	return r ? r->name : "";
}

const char *app_report_label(size_t i)
{
	const struct figure_report *r = report_at(i);
	return r ? tr(r->label) : "";
}

const char *app_report_help(size_t i)
{
	const struct figure_report *r = report_at(i);
	return r && r->help ? tr(r->help) : "";
}

bool app_report_find(const char *name, size_t *i)
{
	const size_t n = app_report_count();
	for (*i = 0; *i < n; ++*i)
		if (strcmp(app_report_name(*i), name) == 0)
			return true;
	return false;
}

static bool is_right(enum column_form form)
{
	return form == COLUMN_NUMBER || form == COLUMN_PERCENT || form == COLUMN_MONEY || form == COLUMN_SCORE;
}

size_t app_report_columns(size_t i, struct app_report_column out[APP_REPORT_COLUMNS])
{
	const struct figure_report *r = report_at(i);
	size_t n = 0;
	for (const struct figure_column *c = r ? r->columns : NULL; c && c->key && n < APP_REPORT_COLUMNS; c++)
		out[n++] = (struct app_report_column){.key = c->key,
		    .label = tr(c->label),
		    .width = c->width,
		    .right = is_right(c->form),
		    .percent = c->form == COLUMN_PERCENT};
	return n;
}

/* ---- one figure as text, by the field types' own formats */

static const struct field plain_fields[] = {[COLUMN_TEXT] = {.key = "text", .type = &ft_text},
    [COLUMN_NUMBER] = {.key = "number", .type = &ft_number},
    [COLUMN_PERCENT] = {.key = "percent", .type = &ft_text},
    [COLUMN_DATE] = {.key = "date", .type = &ft_date},
    [COLUMN_MONEY] = {.key = "money", .type = &ft_money},
    [COLUMN_SCORE] = {.key = "score", .type = &ft_text}};

/* "problem.state": the field whose choices label the codes. */
static const struct field *choice_field(const char *of)
{
	const char *dot = of ? strchr(of, '.') : NULL;
	if (!dot)
		return NULL;
	char *key = mem_copy_bytes(of, (size_t)(dot - of));
	const struct kind *k = kind_find(key);
	free(key);
	const int field = k ? kind_field(k, dot + 1) : NO_FIELD;
	return field == NO_FIELD ? NULL : &k->fields[field];
}

static const struct field *field_of(const struct figure_column *c)
{
	const struct field *f = c->form == COLUMN_CHOICE ? choice_field(c->choice_of) : &plain_fields[c->form];
	return f ? f : &plain_fields[COLUMN_TEXT];
}

static bool is_number(const char *s)
{
	s += *s == '-';
	return *s && strspn(s, "0123456789") == strlen(s);
}

/* Data as the type holds it; false: it is no such value (an average with a fraction in a column of numbers). */
static bool cell_value(const struct figure_column *c, const struct field *f, const char *data, struct value *v)
{
	date_t d;
	if (f->type->tag == VALUE_TEXT)
		value_set_text(v, data);
	else if (c->form == COLUMN_DATE && date_parse_iso(data, &d))
		value_set_int(v, d);
	else if (c->form != COLUMN_DATE && is_number(data))
		value_set_int(v, strtoll(data, NULL, 10));
	return v->tag != VALUE_NULL;
}

/* Excel in Romanian and Russian reads a comma. */
static void decimal_comma(struct buf *b, size_t from)
{
	char *point = lang_now() == LANG_EN ? NULL : strchr(b->data + from, '.');
	if (point)
		*point = ',';
}

/* The currency that the row's amounts are in: its own column says it. */
static const char *row_unit(const struct figure_report *r, const char *const *data)
{
	static const char end[] = ".currency";
	for (size_t i = 0; i < APP_REPORT_COLUMNS && r->columns[i].key; i++) {
		const char *of = r->columns[i].choice_of;
		const size_t n = of ? strlen(of) : 0;
		if (n >= sizeof end && strcmp(of + n - (sizeof end - 1), end) == 0)
			return data[i];
	}
	return "MDL";
}

/* One figure as text; `unit` of money. */
static void cell_text(struct app *a, const struct figure_column *c, const char *data, const char *unit,
    enum cell_for what, struct buf *out)
{
	const struct field *f = field_of(c);
	struct value v = VALUE_INIT;
	const size_t from = out->len;
	const bool words = what == CELL_SCREEN || (what == CELL_EXCEL && c->form == COLUMN_CHOICE);
	if (what == CELL_DATA || !cell_value(c, f, data, &v))
		buf_text(out, data);
	else if (c->form == COLUMN_MONEY && words)
		money_text(v.num, a->types.lang, unit, out);
	else
		f->type->format(f, &v, &a->types, words ? FOR_SCREEN : FOR_CSV, out);
	if (what == CELL_SCREEN && c->form == COLUMN_PERCENT && *data)
		buf_char(out, '%');
	if (what != CELL_DATA && c->form == COLUMN_SCORE && out->len > from)
		decimal_comma(out, from);
	if (what == CELL_EXCEL && out->len > from && (c->form == COLUMN_MONEY || c->form == COLUMN_PERCENT))
		decimal_comma(out, from);
	value_clear(&v);
}

/* ---- running */

struct run {
	struct app *app;
	const struct figure_report *report;
	enum cell_for what;
	bool (*row)(void *ctx, const char *const *cells);
	void *ctx;
	struct buf texts[APP_REPORT_COLUMNS];
	bool stopped;
};

static bool run_row(void *ctx, const char *const *data)
{
	struct run *r = ctx;
	const char *cells[APP_REPORT_COLUMNS], *unit = row_unit(r->report, data);
	for (size_t i = 0; i < APP_REPORT_COLUMNS && r->report->columns[i].key; i++) {
		buf_clear(&r->texts[i]);
		if (data[i])
			cell_text(r->app, &r->report->columns[i], data[i], unit, r->what, &r->texts[i]);
		cells[i] = data[i] ? buf_str(&r->texts[i]) : NULL;
	}
	r->stopped = app_asked_to_stop(r->app);
	return !r->stopped && r->row(r->ctx, cells);
}

bool report_run(struct app *a, const struct figure_report *report, const struct app_period *p, enum cell_for what,
    bool (*row)(void *ctx, const char *const *cells), void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	if (!s)
		return false;
	app_types(a);
	struct run r = {.app = a, .report = report, .what = what, .row = row, .ctx = ctx};
	bool ok = figure_run(s, report, p->from, p->to, p->group, run_row, &r, e);
	for (size_t i = 0; i < APP_REPORT_COLUMNS; i++)
		buf_free(&r.texts[i]);
	return ok && (!r.stopped || app_interrupted(e));
}

bool app_report_run(struct app *a, size_t i, const struct app_period *p, bool data,
    bool (*row)(void *ctx, const char *const *cells), void *ctx, struct err *e)
{
	const struct figure_report *r = report_at(i);
	if (!r)
		return err_set(e, ERR_NOT_FOUND, _("There is no such report."));
	return report_run(a, r, p, data ? CELL_DATA : CELL_SCREEN, row, ctx, e);
}
