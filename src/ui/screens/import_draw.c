/* ui/screens/import_draw.c - painting the preview of a file that comes in. Changes nothing. */
#include <string.h>

#include "base/lang.h"
#include "ui/screens/import.h"

/* What shows whether the letters are right: the first text that is not plain ASCII. */
static const char *sample_of(const struct app_table *t)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < t->columns; i++) {
			const char *text = pass ? t->headers[i] : t->examples[i];
			for (const char *p = text; p && *p; p++)
				if ((unsigned char)*p >= 0x80)
					return text;
		}
	return t->sample;
}

static void put_row(struct import *i, size_t n, int row, const char *const *cells, const int *starts, int ncells)
{
	bool selected = n == i->at;
	int cols = term_cols();
	enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	if (selected)
		term_fill(row, 0, cols, role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	for (int c = 0; c < ncells; c++)
		term_put(row, starts[c], (c + 1 < ncells ? starts[c + 1] : cols) - starts[c] - 1, role, cells[c]);
	if (selected)
		term_cursor(row, 0, false);
}

static void draw_kind_row(struct import *i, int row)
{
	const int starts[] = {2, 22};
	const char *cells[] = {_("The rows are"), tr(i->kind->plural)};
	put_row(i, KIND_ROW, row, cells, starts, 2);
}

static void draw_encoding_row(struct import *i, int row)
{
	const int starts[] = {2, 22};
	struct buf b = BUF_INIT;
	buf_print(&b, "%s%s · ", i->table.encoding, *i->encoding ? "" : _(" (guessed)"));
	buf_print(&b, _("Sample: \"%s\". Right?"), sample_of(&i->table));
	const char *cells[] = {_("Letters (encoding)"), buf_str(&b)};
	put_row(i, ENCODING_ROW, row, cells, starts, 2);
	buf_free(&b);
}

static void draw_doubles_row(struct import *i, int row)
{
	const int starts[] = {2, 22};
	struct buf b = BUF_INIT;
	if (!app_table_doubles(i->kind))
		buf_text(&b, _("— (only people are compared)"));
	else if (i->counted && i->doubles.n == 0)
		buf_text(&b, _("none"));
	else {
		if (i->counted)
			buf_print(&b, "%zu: ", i->doubles.n);
		buf_text(&b, import_double_label(i->doubles.otherwise));
		if (i->doubles.n)
			buf_text(&b, _(" (P one by one)"));
	}
	const char *cells[] = {_("Likely doubles"), buf_str(&b)};
	put_row(i, DOUBLES_ROW, row, cells, starts, 2);
	buf_free(&b);
}

/* "069000021 > 069 000 021": what the cell says, and what is made of it where that differs. */
static void example(struct ui *u, const struct import *i, size_t c, struct buf *out)
{
	const char *cell = i->table.examples[c];
	const int field = i->table.fields[c];
	const struct field *f = field > 0 ? &i->kind->fields[field] : NULL;
	struct value v = VALUE_INIT;
	struct err ignored = ERR_INIT;
	struct buf b = BUF_INIT;
	buf_text(out, cell ? cell : "—");
	if (!cell || !f || f->target || i->table.ids[c])
		return;
	if (!f->type->parse(f, cell, app_types(u->app), &v, &ignored))
		buf_text(out, " !");
	else
		f->type->format(f, &v, app_types(u->app), FOR_SCREEN, &b);
	if (b.len && strcmp(buf_str(&b), cell) != 0)
		buf_print(out, " > %s", buf_str(&b));
	buf_free(&b);
	value_clear(&v);
}

static void draw_column(struct ui *u, struct import *i, size_t n, int row)
{
	const struct app_table *t = &i->table;
	size_t c = n - FIRST_COLUMN;
	int cols = term_cols(), third = (cols - 4) / 3;
	const int starts[] = {2, 2 + third, 2 + 2 * third};
	int field = t->fields[c];
	const char *becomes = field < 0    ? _("(left out)")
	                      : field == 0 ? _("number (id)")
	                                   : tr(i->kind->fields[field].label);
	struct buf b = BUF_INIT;
	example(u, i, c, &b);
	const char *cells[] = {t->headers[c], becomes, buf_str(&b)};
	put_row(i, n, row, cells, starts, 3);
	buf_free(&b);
}

static void draw_heads(int row)
{
	int third = (term_cols() - 4) / 3;
	term_put(row, 2, third - 1, ROLE_TITLE, _("Your column"));
	term_put(row, 2 + third, third - 1, ROLE_TITLE, _("becomes"));
	term_put(row, 2 + 2 * third, third - 1, ROLE_TITLE, _("Example"));
}

static void draw_counts(const struct import *i, int row)
{
	const struct app_import *c = &i->counts;
	struct buf b = BUF_INIT;
	if (i->count_due)
		buf_text(&b, _("Counting…"));
	else if (!i->counted)
		buf_text(&b, _("No column is known yet: e says what a column is."));
	if (i->counted) {
		size_t there = c->changed + c->same;
		buf_print(&b, tr_n("%zu new", "%zu new", c->fresh), c->fresh);
		buf_text(&b, " · ");
		buf_print(&b, tr_n("%zu is there already", "%zu are there already", there), there);
		buf_text(&b, " · ");
		buf_print(&b, tr_n("%zu with a fault", "%zu with faults", c->refused), c->refused);
		if (c->refused)
			buf_text(&b, _(" (r shows them)"));
	}
	term_put(row, 2, term_cols() - 3, c->refused ? ROLE_WARNING : ROLE_GOOD, buf_str(&b));
	buf_free(&b);
}

void import_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct import *i = (struct import *)s;
	int row = top, end = top + height - 3;
	term_cursor(top, 0, false);
	if (i->format != JSON)
		draw_kind_row(i, row++);
	if (i->format == TABLE) {
		draw_encoding_row(i, row++);
		draw_doubles_row(i, row++);
		draw_heads(++row);
		row++;
		size_t room = (size_t)(end - row), at = i->at < FIRST_COLUMN ? 0 : i->at - FIRST_COLUMN;
		if (at < i->top)
			i->top = at;
		if (at >= i->top + room)
			i->top = at - room + 1;
		i->first_row = row;
		for (size_t n = 0; n < room && i->top + n < i->table.columns; n++)
			draw_column(u, i, FIRST_COLUMN + i->top + n, row++);
	}
	draw_counts(i, end + 1);
	term_put(end + 2, 2, term_cols() - 3, ROLE_MUTED,
	    _("Nothing is stored before Enter; u takes the whole import back."));
}
