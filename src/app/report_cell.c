/* app/report_cell.c - one figure of a report as text, by the field types' own formats. Knows no report. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/money.h"

static const struct field plain_fields[] = {[COLUMN_TEXT] = {.key = "text", .type = &ft_text},
    [COLUMN_NUMBER] = {.key = "number", .type = &ft_number},
    [COLUMN_PERCENT] = {.key = "percent", .type = &ft_text},
    [COLUMN_DATE] = {.key = "date", .type = &ft_date},
    [COLUMN_MONEY] = {.key = "money", .type = &ft_money},
    [COLUMN_SCORE] = {.key = "score", .type = &ft_text},
    [COLUMN_HOURS] = {.key = "hours", .type = &ft_duration}};

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

/* The column's own words make a field of their own. */
static struct field field_of(const struct figure_column *c)
{
	if (c->words)
		return (struct field){.key = c->key, .type = &ft_choice, .choices = c->words};
	const struct field *f = c->form == COLUMN_CHOICE ? choice_field(c->choice_of) : &plain_fields[c->form];
	return f ? *f : plain_fields[COLUMN_TEXT];
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
static const char *row_unit(const struct report_part *p, size_t row)
{
	static const char end[] = ".currency";
	for (size_t i = 0; i < p->shown.ncolumns; i++) {
		const char *of = p->own[i].choice_of;
		const size_t n = of ? strlen(of) : 0;
		if (n >= sizeof end && strcmp(of + n - (sizeof end - 1), end) == 0)
			return report_data(p, row, i);
	}
	return "MDL";
}

/* The first label of the last row says what it is. */
static bool total_label(const struct report_part *p, size_t row, size_t column, enum cell_for what, struct buf *out)
{
	if (!p->shown.total || row + 1 != p->shown.nrows || column != 0)
		return false;
	buf_text(out, what == CELL_DATA || what == CELL_CSV ? "total" : _("In all"));
	return true;
}

static bool hidden_cell(const struct report_part *p, size_t row, size_t column, struct buf *out)
{
	const enum disclosed d = report_disclosed(p, row, column);
	if (d == DISCLOSE_SMALL)
		buf_print(out, "<%d", DISCLOSE_LEAST);
	else if (d == DISCLOSE_HIDDEN)
		buf_char(out, '*');
	return d != DISCLOSE_SHOWN;
}

static void shown_cell(struct app *a, const struct figure_column *c, const char *data, const char *unit,
    enum cell_for what, struct buf *out)
{
	const struct field f = field_of(c);
	struct value v = VALUE_INIT;
	const size_t from = out->len;
	const bool words = what == CELL_SCREEN || (what == CELL_EXCEL && c->form == COLUMN_CHOICE);
	if (what == CELL_DATA || !cell_value(c, &f, data, &v))
		buf_text(out, data);
	else if (c->form == COLUMN_HOURS && what != CELL_SCREEN) /* spreadsheets add up 4:30 */
		buf_print(out, "%lld:%02d", (long long)(v.num / 60), (int)(v.num % 60));
	else if (c->form == COLUMN_MONEY && words)
		money_text(v.num, app_types(a)->lang, unit, out);
	else
		f.type->format(&f, &v, app_types(a), words ? FOR_SCREEN : FOR_CSV, out);
	if (what == CELL_SCREEN && c->form == COLUMN_PERCENT && *data)
		buf_char(out, '%');
	if (what != CELL_DATA && c->form == COLUMN_SCORE && out->len > from)
		decimal_comma(out, from);
	if (what == CELL_EXCEL && out->len > from && (c->form == COLUMN_MONEY || c->form == COLUMN_PERCENT))
		decimal_comma(out, from);
	value_clear(&v);
}

void report_figure_text(struct app *a, const struct figure_column *c, const char *data, struct buf *out)
{
	shown_cell(a, c, data, NULL, CELL_SCREEN, out);
}

bool report_cell(
    struct app *a, const struct report_part *p, size_t row, size_t column, enum cell_for what, struct buf *out)
{
	const char *data = report_data(p, row, column);
	if (total_label(p, row, column, what, out) || hidden_cell(p, row, column, out))
		return true;
	if (data)
		shown_cell(a, &p->own[column], data, row_unit(p, row), what, out);
	else if (column == 0 && what == CELL_SCREEN)
		buf_text(out, "—"); /* what has no sector, no category */
	return data != NULL;
}
