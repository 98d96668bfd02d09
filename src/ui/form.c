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
			date_text(d, ctx->lang, DATE_FULL, &b);
			buf_text(&b, " · ");
			date_distance(d, ctx->today, ctx->lang, &b);
		}
	} else if (!s->row->type->multiline && v->tag != VALUE_NULL) {
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
		if (s->row->type->widget != WIDGET_REF && s->row->type->widget != WIDGET_REFS)
			show_echo(u, s, &v);
	} else {
		s->echo[0] = '\0';
	}
	value_clear(&v);
	/* A second after the first letter that is not on disk, not after the last: who types without a pause is safe
	 * too. */
	if (u->wake_at == 0)
		u->wake_at = clock_ms(app_clock(u->app)) + 1000;
}

/* Leaving a field says what is wrong with it, but never holds the person there. */
static void judge(struct ui *u, struct form *f, struct slot *s)
{
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	(void)u;
	if (s->touched && !s->w->take(f, s, &v, &e))
		snprintf(s->error, sizeof s->error, "%s %s", e.what, e.hint);
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

static bool is_last(const struct form *f)
{
	for (int i = f->focus + 1; i < f->nslots; i++)
		if (form_visible(f, &f->slots[i]))
			return false;
	return true;
}

/* The key goes to the focused field's widget; what it changed is understood and suggestions are offered. */
static bool to_widget(struct ui *u, struct form *f, const struct key *k)
{
	struct slot *slot = &f->slots[f->focus];
	bool listed = f->drop.n > 0;
	if (f->arrived && slot->w->replaces && k->code == 0 && !(k->ch == '+' || k->ch == '-'))
		line_set(&slot->line, "");
	if (!slot->w->key(u, f, slot, k))
		return false;
	f->arrived = false;
	if (listed && (k->code == KEY_UP || k->code == KEY_DOWN))
		return true; /* only the choice in the drop-down moved */
	form_changed(u, f, slot);
	drop_close(&f->drop);
	if (slot->w->offer && k->code != K_ENTER && k->code != K_TAB)
		slot->w->offer(u, f, slot);
	return true;
}

static bool form_key(struct ui *u, struct screen *s, const struct key *k)
{
	struct form *f = as_form(s);
	if (k->code == K_WAKE) {
		if (form_dirty(f))
			draft_write(u, f);
		return true;
	}
	if (to_widget(u, f, k))
		return true;
	if (k->code != K_ENTER)
		return false;
	if (is_last(f))
		form_save(u, s);
	else
		form_move(u, f, 1);
	return true;
}

/* ---- actions */

/* Tab and the arrows belong first to an open drop-down and to a text of several rows. */
static bool widget_took(struct ui *u, struct form *f, int code)
{
	struct key k = {.code = code};
	return to_widget(u, f, &k);
}

static void act_next(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	if (f->drop.n == 0 || f->drop.selected < 0 || !widget_took(u, f, K_TAB))
		form_move(u, f, 1);
}

static void act_previous(struct ui *u, struct screen *s)
{
	form_move(u, as_form(s), -1);
}

static void act_up(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	if (!widget_took(u, f, KEY_UP))
		form_move(u, f, -1);
}

static void act_down(struct ui *u, struct screen *s)
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

static void big_done(struct ui *u, void *ctx, const char *text)
{
	struct form *f = ctx;
	struct slot *slot = &f->slots[f->focus];
	line_set(&slot->line, text);
	form_changed(u, f, slot);
}

static bool can_big(struct ui *u, struct screen *s, const char **why)
{
	struct form *f = as_form(s);
	(void)u;
	*why = _("Only long texts open on the whole screen.");
	return f->slots[f->focus].row->type->multiline;
}

static void act_big(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	struct slot *slot = &f->slots[f->focus];
	big_open(u, _(slot->row->label), line_text(&slot->line), big_done, f);
}

static const struct action actions[] = {
    {"form.next", "Tab", N_("Next"), N_("next field"), 3, true, act_next, NULL},
    {"form.previous", "BTab", N_("Previous"), N_("previous field"), 6, true, act_previous, NULL},
    {"form.up", "Up", NULL, N_("previous field, or up in the list"), 0, true, act_up, NULL},
    {"form.save", "^S F2", N_("Save"), N_("save the form"), 1, true, form_save, NULL},
    {"form.list", "Down", N_("List"), N_("what can be chosen here, or the next field"), 4, true, act_down, NULL},
    {"form.big", "^O", N_("Big text"), N_("long text on the whole screen"), 5, true, act_big, can_big},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

/* ---- the screen */

static bool form_typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void form_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct form *f = as_form(s);
	int at = 0, all = 0;
	(void)u;
	if (f->id) {
		buf_print(left, "%s · ", _(f->kind->label));
		record_title(f->before, app_types(u->app), left);
	} else {
		buf_text(left, _(f->kind->create));
	}
	for (int i = 0; i < f->nslots; i++) {
		if (!form_visible(f, &f->slots[i]))
			continue;
		all++;
		if (i <= f->focus)
			at = all;
	}
	buf_print(right, _("field %d of %d"), at, all);
}

static bool record_is_gone(struct ui *u, const struct form *f)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	bool there = !f->id || app_get(u->app, f->kind, f->id, &r, &e);
	record_free(r);
	return !there && e.code == ERR_NOT_FOUND;
}

static bool form_leave(struct ui *u, struct screen *s, bool hangup)
{
	struct form *f = as_form(s);
	if (f->drop.n && !hangup) {
		drop_close(&f->drop);
		return false;
	}
	if (f->saved || !form_dirty(f))
		return true;
	if (record_is_gone(u, f)) { /* erased for good meanwhile: nothing of it stays on this disk either */
		draft_remove(u, f);
		return true;
	}
	draft_write(u, f);
	if (!hangup)
		ui_say(u, ROLE_NORMAL, "%s", _("The draft is kept. Opening the form again brings it back."));
	return true;
}

static void form_close(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	u->wake_at = 0;
	for (int i = 0; i < f->nslots; i++) {
		line_free(&f->slots[i].line);
		value_clear(&f->slots[i].value);
	}
	record_free(f->before);
	record_free(f->now);
	free(f->slots);
	free(f);
}

static const struct screen_class form_class = {
    .name = "form",
    .actions = actions,
    .draw = form_draw,
    .key = form_key,
    .typing = form_typing,
    .title = form_title,
    .leave = form_leave,
    .close = form_close,
};

static void make_slots(struct ui *u, struct form *f)
{
	const struct type_ctx *ctx = app_types(u->app);
	f->slots = mem_array((size_t)f->kind->nfields, sizeof *f->slots);
	for (int i = 1; i < f->kind->nfields; i++) {
		const struct field *row = &f->kind->fields[i];
		if (!(row->in & IN_FORM))
			continue;
		struct slot *s = &f->slots[f->nslots++];
		s->field = i;
		s->row = row;
		s->w = widget_for(row);
		s->w->start(s, &f->now->values[i], ctx);
	}
}

/* A new record begins at the first field that must be filled and is not: what it belongs to is known already. */
static void first_focus(struct form *f)
{
	f->arrived = true;
	for (int i = 0; i < f->nslots && !f->id; i++)
		if ((f->slots[i].row->in & REQUIRED) && !record_has(f->now, f->slots[i].field)) {
			f->focus = i;
			return;
		}
}

static void draft_answer(struct ui *u, void *ctx, int64_t value, int index)
{
	struct form *f = ctx;
	int64_t at;
	if (index >= 0 && value == 1)
		draft_read(u, f, &at);
	else if (index >= 0)
		draft_remove(u, f);
}

static void offer_draft(struct ui *u, struct form *f)
{
	int64_t at;
	if (!draft_exists(u, f, &at))
		return;
	struct local_time t = local_from_ms(at);
	char *go_on = mem_copy_text(_("Go on with the draft")), *anew = mem_copy_text(_("Begin anew"));
	struct menu_item items[2] = {{go_on, NULL, 1, false, false}, {anew, NULL, 0, false, false}};
	struct buf title = BUF_INIT;
	buf_print(&title, _("There is a draft from %02d:%02d"), t.hour, t.minute);
	menu_open(u, buf_str(&title), items, 2, 0, draft_answer, f);
	buf_free(&title);
	free(go_on);
	free(anew);
}

void form_open(struct ui *u, const struct kind *k, int64_t id, struct record *start, form_done *done, void *ctx)
{
	struct err e = ERR_INIT;
	const char *why = app_readonly_reason(u->app);
	struct form *f;
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		record_free(start);
		return;
	}
	f = mem_alloc(sizeof *f);
	f->base.c = &form_class;
	f->base.section = k->section;
	f->app = u->app;
	f->kind = k;
	f->id = id;
	f->done = done;
	f->ctx = ctx;
	f->drop.selected = -1;
	if (id && !app_get(u->app, k, id, &f->before, &e)) {
		ui_error(u, &e);
		free(f);
		record_free(start);
		return;
	}
	if (f->before)
		f->now = record_copy(f->before);
	else
		f->now = start ? start : record_new_initial(k, app_types(u->app));
	if (f->before)
		record_free(start);
	make_slots(u, f);
	first_focus(f);
	if (ui_push(u, &f->base))
		offer_draft(u, f);
}
