/* ui/form.c - the form of any kind of record: its slots, moving between them, leaving. Knows fields only through their
 * rows and widgets. */
#include "ui/form.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static struct form *as_form(struct screen *s)
{
	return (struct form *)s;
}

struct slot *form_slot(struct form *f, int field)
{
	for (int i = 0; i < f->nslots; i++)
		if (f->slots[i].field == field)
			return &f->slots[i];
	return NULL;
}

bool form_visible(const struct form *f, const struct slot *s)
{
	return kind_condition(f->kind, s->row->when, f->now->values);
}

bool form_dirty(const struct form *f)
{
	for (int i = 0; i < f->nslots; i++)
		if (f->slots[i].touched)
			return true;
	return false;
}

/* What was understood stands behind the field when it reads differently from what was typed. */
static void show_echo(struct ui *u, struct slot *s, const struct value *v)
{
	const struct type_ctx *ctx = app_types(u->app);
	struct buf b = BUF_INIT;
	s->echo[0] = '\0';
	if (s->row->type->widget == WIDGET_DATE && v->tag == VALUE_TEXT) {
		date_t d;
		if (date_parse_iso(v->text, &d)) {
			date_text(d, ctx->lang, term_cols() < 80 ? DATE_WEEKDAY : DATE_FULL, &b);
			buf_text(&b, " · ");
			date_distance(d, ctx->today, ctx->lang, &b);
		}
	} else if (!s->line.multiline && v->tag != VALUE_NULL) {
		s->row->type->format(s->row, v, ctx, FOR_SCREEN, &b);
	}
	if (b.len && strcmp(buf_str(&b), line_text(&s->line)) != 0)
		snprintf(s->echo, sizeof s->echo, "%s", buf_str(&b));
	buf_free(&b);
}

void form_changed(struct ui *u, struct form *f, struct slot *s)
{
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	s->touched = true;
	s->error[0] = '\0';
	if (s->w->take(f, s, &v, &e)) {
		value_copy(&f->now->values[s->field], &v);
		if (!s->w->quiet)
			show_echo(u, s, &v);
	} else {
		s->echo[0] = '\0';
	}
	value_clear(&v);
	form_alike_changed(f, s);
	/* A second after the first letter that is not on disk, not after the last: who types without a pause is safe
	 * too. */
	if (u->wake_at == 0)
		u->wake_at = clock_ms(app_clock(u->app)) + 1000;
}

/* Leaving a field says what is wrong with it, but never holds the person there. Words that name a record, a last tag
 * become what they mean. */
static void judge(struct ui *u, struct form *f, struct slot *s)
{
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	if (s->touched && !s->w->take(f, s, &v, &e))
		snprintf(s->error, sizeof s->error, "%s %s", e.what, e.hint);
	else if (s->touched && s->w->settles && line_text(&s->line)[0])
		s->w->start(s, &v, app_types(u->app));
	value_clear(&v);
}

void form_move(struct ui *u, struct form *f, int by)
{
	judge(u, f, &f->slots[f->focus]);
	drop_close(&f->drop);
	for (int i = f->focus + by; i >= 0 && i < f->nslots; i += by) {
		if (!form_visible(f, &f->slots[i]))
			continue;
		f->focus = i;
		f->arrived = true;
		return;
	}
}

bool form_is_last(const struct form *f)
{
	for (int i = f->focus + 1; i < f->nslots; i++)
		if (form_visible(f, &f->slots[i]))
			return false;
	return true;
}

bool form_chooses(const struct form *f, const struct key *k)
{
	return f->drop.n > 0 && f->drop.selected >= 0 && (k->code == K_ENTER || k->code == K_TAB);
}

/* + and - move the value that stands there, when one does. */
static bool steps(struct form *f, struct slot *s, const struct key *k)
{
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	bool ok = (k->ch == '+' || k->ch == '-') && s->w->take(f, s, &v, &e) && v.tag != VALUE_NULL;
	value_clear(&v);
	return ok;
}

/* Keys that only move the caret, or the choice in the drop-down, change nothing. */
static bool has_changed(const struct slot *s, unsigned edits, const struct value *before)
{
	return s->line.edits != edits || !value_equal(&s->value, before);
}

/* The key goes to the focused field's widget; what it changed is understood and suggestions are offered. */
bool form_to_widget(struct ui *u, struct form *f, const struct key *k)
{
	struct slot *slot = &f->slots[f->focus];
	bool listed = f->drop.n > 0, leaves = form_chooses(f, k) && slot->w->leaves;
	struct value before = VALUE_INIT;
	unsigned edits = slot->line.edits;
	value_copy(&before, &slot->value);
	if (f->arrived && slot->w->replaces && k->code == 0 && !steps(f, slot, k))
		line_set(&slot->line, "");
	bool taken = slot->w->key(u, f, slot, k);
	bool changed = taken && has_changed(slot, edits, &before);
	value_clear(&before);
	if (!taken)
		return false;
	f->arrived = false;
	if (listed && !changed && (k->code == KEY_UP || k->code == KEY_DOWN))
		return true; /* only the choice in the drop-down moved */
	if (changed)
		form_changed(u, f, slot);
	drop_close(&f->drop);
	if (changed && slot->w->offer && k->code != K_ENTER && k->code != K_TAB)
		slot->w->offer(u, f, slot);
	if (leaves)
		form_move(u, f, 1);
	return true;
}

void slot_under(const struct slot *s, struct buf *out)
{
	if (s->error[0])
		buf_text(out, s->error);
	else if (s->row->help)
		buf_text(out, _(s->row->help));
	else if (s->row->type->example && s->value.tag == VALUE_NULL && line_text(&s->line)[0] == '\0')
		buf_print(out, _("Examples: %s"), _(s->row->type->example));
}

bool form_can_list(struct ui *u, struct screen *s, const char **why)
{
	struct form *f = as_form(s);
	(void)u;
	*why = _("There is nothing to choose from here.");
	return f->slots[f->focus].w->list != NULL;
}

/* Tab and the arrows belong first to an open drop-down and to a text of several rows. */
static bool widget_took(struct ui *u, struct form *f, int code)
{
	struct key k = {.code = code};
	return form_to_widget(u, f, &k);
}

bool form_took_tab(struct ui *u, struct form *f)
{
	bool chosen = f->drop.n > 0 && f->drop.selected >= 0;
	return (chosen || f->slots[f->focus].w->tab) && widget_took(u, f, K_TAB);
}

void form_act_up(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	if (!widget_took(u, f, KEY_UP))
		form_move(u, f, -1);
}

void form_act_down(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	struct slot *slot = &f->slots[f->focus];
	if (widget_took(u, f, KEY_DOWN))
		return;
	if (slot->w->list)
		slot->w->list(u, f, slot);
	else
		form_move(u, f, 1);
}

static void big_changed(struct ui *u, void *ctx, const char *text)
{
	struct form *f = ctx;
	struct slot *slot = &f->slots[f->focus];
	line_set(&slot->line, text);
	form_changed(u, f, slot);
}

bool form_can_close_list(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = NULL;
	return as_form(s)->drop.n > 0;
}

void form_act_close_list(struct ui *u, struct screen *s)
{
	(void)u;
	drop_close(&as_form(s)->drop);
}

bool form_can_big(struct ui *u, struct screen *s, const char **why)
{
	struct form *f = as_form(s);
	(void)u;
	*why = _("Only long texts open on the whole screen.");
	return f->slots[f->focus].line.multiline;
}

void form_act_big(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	struct slot *slot = &f->slots[f->focus];
	big_open(u, _(slot->row->label), line_text(&slot->line), big_changed, NULL, f);
}

bool form_typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

void form_close(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	u->wake_at = 0;
	for (int i = 0; i < f->nslots; i++) {
		line_free(&f->slots[i].line);
		value_clear(&f->slots[i].value);
	}
	record_free(f->before);
	record_free(f->now);
	record_free(f->stored);
	walk_free(&f->walk);
	free(f->slots);
	free(f);
}

/* ---- beginning */

static void add_slot(struct form *f, int field, const struct type_ctx *ctx)
{
	struct slot *s = &f->slots[f->nslots++];
	s->field = field;
	s->row = &f->kind->fields[field];
	s->w = widget_for(s->row);
	s->w->start(s, &f->now->values[field], ctx);
}

/* f->now holds the beginnings of a new record. */
bool form_start(struct ui *u, struct form *f, const struct screen_class *c, const struct kind *k, int64_t id, int only,
    struct err *e)
{
	f->base.c = c;
	f->base.section = k->section;
	f->app = u->app;
	f->kind = k;
	f->id = id;
	f->drop.selected = -1;
	f->arrived = true;
	if (id && !app_get(u->app, k, id, &f->before, e))
		return false;
	if (f->before)
		f->now = record_copy(f->before);
	f->slots = mem_array((size_t)k->nfields, sizeof *f->slots);
	for (int i = 1; i < k->nfields; i++)
		if (only == NO_FIELD ? (k->fields[i].in & IN_FORM) != 0 : i == only)
			add_slot(f, i, app_types(u->app));
	return true;
}
