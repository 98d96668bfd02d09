/* ui/widget.c - the table of widgets, and those that are a line or a page of text. */
#include "ui/widget.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static const struct widget_class *const widgets[WIDGET_COUNT] = {
    [WIDGET_LINE] = &widget_line,
    [WIDGET_TEXT] = &widget_text,
    [WIDGET_YESNO] = &widget_yesno,
    [WIDGET_CHOICE] = &widget_choice,
    [WIDGET_CHOICES] = &widget_choices,
    [WIDGET_DATE] = &widget_date,
    [WIDGET_TIME] = &widget_quarter,
    [WIDGET_DATETIME] = &widget_short,
    [WIDGET_DURATION] = &widget_quarter,
    [WIDGET_NUMBER] = &widget_short,
    [WIDGET_MONEY] = &widget_money,
    [WIDGET_PHONE] = &widget_line,
    [WIDGET_EMAIL] = &widget_line,
    [WIDGET_TAGS] = &widget_tags,
    [WIDGET_REF] = &widget_ref,
    [WIDGET_REFS] = &widget_refs,
    [WIDGET_RECURRENCE] = &widget_repeat,
    [WIDGET_FILE] = &widget_file,
    [WIDGET_ADDRESS] = &widget_address,
};

const struct widget_class *widget_for(const struct field *f)
{
	return widgets[f->type->widget];
}

const struct type_ctx *form_types(struct form *f)
{
	return app_types(f->app);
}

int one_row(struct slot *s, int width)
{
	(void)s;
	(void)width;
	return 1;
}

void widget_brackets(int row, int col, int width, bool focus)
{
	term_put(row, col, 1, focus ? ROLE_KEY : ROLE_MUTED, "[");
	term_put(row, col + width - 1, 1, focus ? ROLE_KEY : ROLE_MUTED, "]");
}

int drop_choose(struct drop *d, const struct key *k)
{
	int chosen;
	if (d->n == 0)
		return -2;
	if (k->code == KEY_UP || k->code == KEY_DOWN) {
		d->selected += k->code == KEY_DOWN ? 1 : -1;
		if (d->selected >= d->n)
			d->selected = d->n - 1;
		if (d->selected < -1)
			d->selected = -1;
		return -1;
	}
	if ((k->code != K_ENTER && k->code != K_TAB) || d->selected < 0)
		return -2;
	chosen = d->selected;
	return chosen;
}

/* ---- one line */

void line_widget_start(struct slot *s, const struct value *v, const struct type_ctx *ctx)
{
	struct buf b = BUF_INIT;
	s->row->type->format(s->row, v, ctx, FOR_SCREEN, &b);
	line_free(&s->line);
	line_init(&s->line, s->row->type->multiline, buf_str(&b));
	buf_free(&b);
}

bool line_widget_take(struct form *f, struct slot *s, struct value *out, struct err *e)
{
	return s->row->type->parse(s->row, line_text(&s->line), form_types(f), out, e);
}

void line_widget_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol)
{
	int echo = s->echo[0] ? text_width(s->echo) + 4 : 0;
	(void)f;
	int typed = text_width(line_text(&s->line)) + 6, least = typed < 18 ? 18 : typed;
	if (echo > width / 2 + 6)
		echo = width / 2 + 6;
	if (echo > 0 && width - echo < least) /* what is typed stays in sight */
		echo = width - least < 10 ? 0 : width - least;
	int field = width - echo;
	widget_brackets(row, col, field, focus);
	line_draw(&s->line, row, col + 2, 1, field - 4, focus, crow, ccol);
	if (echo) {
		char text[200];
		snprintf(text, sizeof text, "> %s", s->echo);
		term_put(row, col + field + 1, echo - 1, ROLE_GOOD, text);
	}
}

static bool line_widget_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	int chosen = drop_choose(&f->drop, k);
	(void)u;
	if (chosen >= 0)
		line_set(&s->line, f->drop.text[chosen]);
	return chosen != -2 || line_key(&s->line, k);
}

struct offering {
	struct drop *drop;
	const char *typed;
};

static void one_value(void *ctx, const char *value, int64_t count)
{
	struct offering *o = ctx;
	(void)count;
	if (strcmp(value, o->typed) != 0)
		drop_add(o->drop, 0, value, "");
}

static void line_widget_offer(struct ui *u, struct form *f, struct slot *s)
{
	struct err e = ERR_INIT;
	struct offering o = {&f->drop, line_text(&s->line)};
	if ((s->row->in & SUGGEST) && o.typed[0])
		app_values(u->app, f->kind, s->field, o.typed, 5, one_value, &o, &e);
}

const struct widget_class widget_line = {
    .start = line_widget_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = line_widget_key,
    .offer = line_widget_offer,
    .leaves = true,
};

const struct widget_class widget_short = {
    .start = line_widget_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = line_widget_key,
    .replaces = true,
};

/* ---- a page: grows to six rows */

static int text_rows(struct slot *s, int width)
{
	int n = line_rows(&s->line, width - 4);
	return n < 1 ? 1 : n > 6 ? 6 : n;
}

static void text_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol)
{
	int rows = text_rows(s, width);
	(void)f;
	for (int i = 0; i < rows; i++)
		widget_brackets(row + i, col, width, focus);
	line_draw(&s->line, row, col + 2, rows, width - 4, focus, crow, ccol);
}

static bool page_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	(void)u;
	(void)f;
	return line_key(&s->line, k);
}

const struct widget_class widget_text = {
    .start = line_widget_start,
    .take = line_widget_take,
    .rows = text_rows,
    .draw = text_draw,
    .key = page_key,
};
