/* ui/widget_choice.c - one of few, several of few, yes or no: arrows, Space, a first letter, or a list. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/widget.h"

enum { FEW = 5 }; /* that many stand beside one another; more open in a list */

static int choice_count(const struct field *f)
{
	int n = 0;
	while (f->choices[n].code)
		n++;
	return n;
}

static int choice_at(const struct slot *s)
{
	for (int i = 0; s->row->choices[i].code; i++)
		if (s->value.tag == VALUE_TEXT && strcmp(s->row->choices[i].code, s->value.text) == 0)
			return i;
	return -1;
}

static void value_start(struct slot *s, const struct value *v, const struct type_ctx *ctx)
{
	(void)ctx;
	value_copy(&s->value, v);
	line_free(&s->line);
	line_init(&s->line, false, "");
}

static bool value_take(struct form *f, struct slot *s, struct value *out, struct err *e)
{
	(void)f;
	(void)e;
	value_copy(out, &s->value);
	return true;
}

/* ---- yes or no */

static void yesno_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol)
{
	(void)f;
	(void)width;
	term_put(row, col, 3, focus ? ROLE_SELECTED : ROLE_NORMAL, s->value.num ? "[x]" : "[ ]");
	if (focus) {
		*crow = row;
		*ccol = col + 1;
	}
}

static bool yesno_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	(void)u;
	(void)f;
	if (k->code != 0 || (k->ch != ' ' && k->ch != 'x'))
		return false;
	value_set_int(&s->value, !s->value.num);
	return true;
}

const struct widget_class widget_yesno = {
    .quiet = true,
    .start = value_start,
    .take = value_take,
    .rows = one_row,
    .draw = yesno_draw,
    .key = yesno_key,
};

/* ---- one of few */

static void choose(struct slot *s, int i)
{
	if (i < 0)
		value_clear(&s->value);
	else
		value_set_text(&s->value, s->row->choices[i].code);
}

/* The other choices stand beside the chosen one while they fit, so that nobody must open a list of three. */
static void draw_others(const struct slot *s, int row, int col, int width)
{
	struct buf b = BUF_INIT;
	int at = choice_at(s);
	for (int i = 0; s->row->choices[i].code; i++)
		if (i != at)
			buf_print(&b, "%s%s", b.len ? " · " : "", _(s->row->choices[i].label));
	if (width > 6)
		term_put(row, col, width, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

static void choice_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol)
{
	int at = choice_at(s);
	char text[200];
	(void)f;
	const char *unknown = s->value.tag == VALUE_TEXT ? s->value.text : "—";
	snprintf(text, sizeof text, "< %s >", at < 0 ? unknown : _(s->row->choices[at].label));
	int used = term_put(row, col, 0, focus ? ROLE_SELECTED : ROLE_NORMAL, text);
	if (focus || choice_count(s->row) <= FEW)
		draw_others(s, row, col + used + 2, width - used - 2);
	if (focus) {
		*crow = row;
		*ccol = col + 2;
	}
}

/* The next choice, after the present one, whose label begins with the letter (also on the other layout). */
static bool jump_to_letter(struct slot *s, uint32_t ch)
{
	int n = choice_count(s->row), at = choice_at(s);
	struct buf typed = BUF_INIT, key = BUF_INIT, label = BUF_INIT;
	bool found = false;
	buf_code(&typed, ch);
	text_key(buf_str(&typed), &key);
	for (int i = 1; i <= n && key.len && !found; i++) {
		int to = (at + i) % n;
		buf_clear(&label);
		text_key(_(s->row->choices[to].label), &label);
		found = strncmp(buf_str(&label), buf_str(&key), key.len) == 0;
		if (found)
			choose(s, to);
	}
	buf_free(&typed);
	buf_free(&key);
	buf_free(&label);
	return found;
}

static bool choice_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	int n = choice_count(s->row), at = choice_at(s);
	(void)u;
	(void)f;
	if (k->code == KEY_LEFT) {
		choose(s, at <= 0 ? n - 1 : at - 1);
		return true;
	}
	if (k->code == KEY_RIGHT || (k->code == 0 && k->ch == ' ')) {
		choose(s, (at + 1) % n);
		return true;
	}
	if ((k->code == K_BACKSPACE || k->code == KEY_DC) && !(s->row->in & REQUIRED)) {
		choose(s, -1);
		return true;
	}
	return k->code == 0 && jump_to_letter(s, k->ch);
}

struct choosing {
	struct form *f;
	struct slot *s;
};

static void choice_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct choosing *c = ctx;
	if (index >= 0) {
		choose(c->s, (int)value);
		form_changed(u, c->f, c->s);
		form_move(u, c->f, 1);
	}
	free(c);
}

static void choice_list(struct ui *u, struct form *f, struct slot *s)
{
	int n = choice_count(s->row), at = choice_at(s), first = s->row->in & REQUIRED ? 0 : -1;
	size_t count = 0;
	if (n <= FEW) {
		form_move(u, f, 1);
		return;
	}
	struct menu_item *items = mem_array((size_t)n + 1, sizeof *items);
	struct choosing *c = mem_alloc(sizeof *c);
	c->f = f;
	c->s = s;
	for (int i = first; i < n; i++) {
		items[count].text = mem_copy_text(i < 0 ? "—" : _(s->row->choices[i].label));
		items[count++].value = i;
	}
	menu_open(u, _(s->row->label), items, count, (size_t)(at - first), choice_chosen, c);
	for (size_t i = 0; i < count; i++)
		free(items[i].text);
	free(items);
}

const struct widget_class widget_choice = {
    .quiet = true,
    .start = value_start,
    .take = value_take,
    .rows = one_row,
    .draw = choice_draw,
    .key = choice_key,
    .list = choice_list,
};

/* ---- several of few: the caret walks over them, Space ticks */

static bool has_code(const struct slot *s, const char *code)
{
	size_t n = strlen(code);
	for (const char *p = s->value.tag == VALUE_TEXT ? s->value.text : ""; *p;) {
		size_t len = strcspn(p, ",");
		if (len == n && memcmp(p, code, n) == 0)
			return true;
		p += len + (p[len] == ',');
	}
	return false;
}

static void toggle(struct slot *s, int at)
{
	struct buf b = BUF_INIT;
	for (int i = 0; s->row->choices[i].code; i++) {
		bool on = has_code(s, s->row->choices[i].code) != (i == at);
		if (on)
			buf_print(&b, "%s%s", b.len ? "," : "", s->row->choices[i].code);
	}
	value_set_text(&s->value, buf_str(&b));
	buf_free(&b);
}

static int option_width(const struct slot *s, int i)
{
	return text_width(_(s->row->choices[i].label)) + 4;
}

/* As many rows as the options need. */
static int choices_rows(struct slot *s, int width)
{
	int x = 0, rows = 1;
	for (int i = 0; s->row->choices[i].code; i++) {
		if (x > 0 && x + option_width(s, i) > width) {
			rows++;
			x = 0;
		}
		x += option_width(s, i) + 2;
	}
	return rows;
}

static void choices_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol)
{
	int at = (int)s->line.scroll, x = 0;
	(void)f;
	for (int i = 0; s->row->choices[i].code; i++) {
		char text[120];
		if (x > 0 && x + option_width(s, i) > width) {
			row++;
			x = 0;
		}
		snprintf(text, sizeof text, "[%c] %s", has_code(s, s->row->choices[i].code) ? 'x' : ' ',
		    _(s->row->choices[i].label));
		if (focus && i == at) {
			*crow = row;
			*ccol = col + x + 1;
		}
		term_put(row, col + x, 0, focus && i == at ? ROLE_SELECTED : ROLE_NORMAL, text);
		x += option_width(s, i) + 2;
	}
}

static bool choices_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	size_t n = (size_t)choice_count(s->row);
	(void)u;
	(void)f;
	if (k->code == KEY_LEFT || k->code == KEY_RIGHT) {
		s->line.scroll = (s->line.scroll + (k->code == KEY_RIGHT ? 1 : n - 1)) % n;
		return true;
	}
	if (k->code != 0 || k->ch != ' ')
		return false;
	toggle(s, (int)s->line.scroll);
	return true;
}

const struct widget_class widget_choices = {
    .quiet = true,
    .start = value_start,
    .take = value_take,
    .rows = choices_rows,
    .draw = choices_draw,
    .key = choices_key,
};
