/* ui/form_cell.c - one field of a record in a small dialog (screens.md 6.4), with the form's own widgets: for a cell of
 * a list and a field of a record's page. */
#include "ui/widget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

struct cell {
	struct form form; /* with one slot */
	void (*done)(struct ui *u, void *ctx, enum cell_next next);
	void *ctx;
};

static struct cell *cell_of(struct screen *s)
{
	return (struct cell *)s;
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct form *f = &cell_of(s)->form;
	struct slot *slot = &f->slots[0];
	struct buf title = BUF_INIT, under = BUF_INIT;
	int width = term_cols() - 12 < 64 ? term_cols() - 12 : 64, crow = top, ccol = 0;
	(void)u;
	buf_print(&title, "%s · ", _(slot->row->label));
	record_title(f->before, form_types(f), &title);
	int rows = slot->w->rows(slot, width);
	struct ui_box b = ui_box(rows + 2, width, buf_str(&title));
	slot->w->draw(f, slot, b.row, b.col, b.width, true, &crow, &ccol);
	slot_under(slot, &under);
	term_put(b.row + rows, b.col, b.width, slot->error[0] ? ROLE_WARNING : ROLE_MUTED, buf_str(&under));
	drop_draw(&f->drop, b.row + rows, b.col, top + height);
	term_cursor(crow, ccol, true);
	buf_free(&title);
	buf_free(&under);
}

/* What else of the record changed meanwhile stays: it is read again, and only this field is written. */
static bool store(struct ui *u, struct cell *c, struct err *e)
{
	struct form *f = &c->form;
	struct slot *slot = &f->slots[0];
	struct record *base = NULL;
	struct value v = VALUE_INIT;
	bool ok = slot->w->take(f, slot, &v, e) && app_get(u->app, f->kind, f->id, &base, e);
	if (ok) {
		struct record *r = record_copy(base);
		value_copy(&r->values[slot->field], &v);
		form_take_beside(f, r);
		ok = form_keep_files(u, r, slot->field, e) && app_save(u->app, r, base, NULL, e);
		record_free(r);
	}
	record_free(base);
	value_clear(&v);
	return ok;
}

static void finish(struct ui *u, struct cell *c, enum cell_next next)
{
	void (*done)(struct ui *, void *, enum cell_next) = c->done;
	void *ctx = c->ctx;
	struct err e = ERR_INIT;
	bool changed = c->form.slots[0].touched;
	if (changed && !store(u, c, &e)) {
		snprintf(c->form.slots[0].error, sizeof c->form.slots[0].error, "%s %s", e.what, e.hint);
		ui_say(u, ROLE_WARNING, "! %s", e.what);
		return;
	}
	if (changed)
		ui_saved(u, _("Saved: %s"), _(c->form.slots[0].row->label));
	ui_drop(u, &c->form.base);
	done(u, ctx, next);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	if (k->code == K_WAKE)
		return true; /* a field is not kept as a draft */
	struct form *f = &cell_of(s)->form;
	bool chosen = form_chooses(f, k) && f->slots[0].w->leaves, taken = form_to_widget(u, f, k);
	if (taken && !chosen)
		return true;
	if (!taken && k->code != K_ENTER)
		return false;
	finish(u, cell_of(s), CELL_DOWN);
	return true;
}

static void run_right(struct ui *u, struct screen *s)
{
	if (!form_took_tab(u, &cell_of(s)->form))
		finish(u, cell_of(s), CELL_RIGHT);
}

static void run_save(struct ui *u, struct screen *s)
{
	finish(u, cell_of(s), CELL_STAY);
}

static const struct action actions[] = {
    {"cell.save", "^S F2", N_("Save"), N_("save the field"), 2, true, run_save, NULL},
    {"cell.right", "Tab", N_("Right"), N_("save, then the field to the right"), 4, true, run_right, NULL},
    {"cell.up", "Up", NULL, N_("up in the list or the text"), 0, true, form_act_up, NULL},
    {"cell.list", "Down", N_("List"), N_("what can be chosen here"), 3, true, form_act_down, form_can_list},
    {"cell.list.close", "Esc", NULL, N_("close the list that is open"), 0, true, form_act_close_list,
        form_can_close_list},
    {"cell.big", "^O", N_("Big text"), N_("long text on the whole screen"), 5, true, form_act_big, form_can_big},
    {0},
};

const struct screen_class screen_cell = {
    .name = "cell",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = form_typing,
    .close = form_close,
};

void cell_open(struct ui *u, const struct kind *k, int64_t id, int field,
    void (*done)(struct ui *u, void *ctx, enum cell_next next), void *ctx)
{
	struct err e = ERR_INIT;
	const char *why = app_readonly_reason(u->app);
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		return;
	}
	struct cell *c = mem_alloc(sizeof *c);
	c->done = done;
	c->ctx = ctx;
	if (!form_start(u, &c->form, &screen_cell, k, id, field, &e)) {
		ui_error(u, &e);
		free(c);
		return;
	}
	ui_push(u, &c->form.base);
}
