/* ui/form_save.c - saving a form: read every slot, store what the person changed, and where somebody else changed the
 * same field meanwhile, ask which of the two stays. */
#include "ui/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void jump_to(struct form *f, const char *key, const struct err *e)
{
	for (int i = 0; i < f->nslots; i++) {
		if (strcmp(f->slots[i].row->key, key) != 0)
			continue;
		f->focus = i;
		snprintf(f->slots[i].error, sizeof f->slots[i].error, "%s %s", e->what, e->hint);
		return;
	}
}

/* Every visible slot into the record; the first that is not understood gets the focus. */
static bool collect(struct ui *u, struct form *f, struct record *r)
{
	for (int i = 0; i < f->nslots; i++) {
		struct slot *s = &f->slots[i];
		struct value v = VALUE_INIT;
		struct err e = ERR_INIT;
		if (f->id && !s->touched)
			continue;
		if (!s->w->take(f, s, &v, &e)) {
			jump_to(f, s->row->key, &e);
			ui_say(u, ROLE_WARNING, _("%s: %s"), _(s->row->label), e.what);
			return false;
		}
		value_copy(&r->values[s->field], &v);
		value_clear(&v);
	}
	return true;
}

/* ---- the same field changed on both sides */

struct clash {
	const struct kind *kind;
	int64_t id;
	int field;
	struct value mine, theirs;
};

static void clash_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct clash *c = ctx;
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (index >= 0 && value == 1 && app_get(u->app, c->kind, c->id, &r, &e)) {
		struct record *base = record_copy(r);
		value_copy(&r->values[c->field], &c->mine);
		if (!app_save(u->app, r, base, NULL, &e))
			ui_error(u, &e);
		else
			ui_refresh_all(u);
		record_free(base);
	}
	record_free(r);
	value_clear(&c->mine);
	value_clear(&c->theirs);
	free(c);
}

static void ask_clash(struct ui *u, const struct record *r, struct app_clash *theirs)
{
	const struct field *row = &r->kind->fields[theirs->field];
	const struct type_ctx *ctx = app_types(u->app);
	struct clash *c = mem_alloc(sizeof *c);
	struct buf mine = BUF_INIT, other = BUF_INIT, title = BUF_INIT;
	c->kind = r->kind;
	c->id = r->id;
	c->field = theirs->field;
	value_copy(&c->mine, &r->values[theirs->field]);
	value_copy(&c->theirs, &theirs->theirs);
	buf_text(&other, _("Theirs: "));
	row->type->format(row, &c->theirs, ctx, FOR_SCREEN, &other);
	buf_text(&mine, _("Mine: "));
	row->type->format(row, &c->mine, ctx, FOR_SCREEN, &mine);
	buf_print(&title, _("%s was changed elsewhere meanwhile"), _(row->label));
	struct menu_item items[2] = {{other.data, NULL, 0, false, false}, {mine.data, NULL, 1, false, false}};
	menu_open(u, buf_str(&title), items, 2, 0, clash_chosen, c);
	buf_free(&mine);
	buf_free(&other);
	buf_free(&title);
}

static void report(struct ui *u, const struct record *r, bool created)
{
	struct buf t = BUF_INIT;
	record_title(r, app_types(u->app), &t);
	ui_saved(u, created ? _("Added: %s") : _("Saved: %s"), buf_str(&t));
	buf_free(&t);
}

static void finish(struct ui *u, struct form *f, struct record *r, struct app_save *result)
{
	form_done *done = f->done;
	void *ctx = f->ctx;
	draft_remove(u, f);
	f->saved = true;
	report(u, r, result->created);
	ui_drop(u, &f->base);
	ui_refresh_all(u);
	if (done)
		done(u, ctx, r->kind, r->id);
	for (size_t i = 0; i < result->nclashes; i++) {
		ask_clash(u, r, &result->clashes[i]);
		value_clear(&result->clashes[i].theirs);
	}
}

void form_save(struct ui *u, struct screen *screen)
{
	struct form *f = (struct form *)screen;
	struct err e = ERR_INIT;
	struct app_save result;
	struct record *r = record_copy(f->before ? f->before : f->now);
	memset(&result, 0, sizeof result);
	drop_close(&f->drop);
	if (!collect(u, f, r)) {
		record_free(r);
		return;
	}
	if (app_save(u->app, r, f->before, &result, &e)) {
		finish(u, f, r, &result);
	} else {
		draft_write(u, f);
		if (e.field[0])
			jump_to(f, e.field, &e);
		ui_error(u, &e);
	}
	record_free(r);
}
