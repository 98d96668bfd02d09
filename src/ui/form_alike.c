/* ui/form_alike.c - while a new record is typed: what it may repeat, below the field that says so. One key opens it,
 * one more makes this one its duplicate. What is alike is app's work. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/alike.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/form.h"

void form_alike_changed(struct form *f, const struct slot *s)
{
	if (!f->id && app_alike_by(f->kind, s->field)) {
		f->alike.due = true;
		f->alike.field = s->field;
	}
}

static void add(void *ctx, const struct app_alike *like)
{
	struct form *f = ctx;
	f->alike.ids[f->alike.n] = like->id;
	snprintf(f->alike.text[f->alike.n++], sizeof f->alike.text[0], "%s: %s", like->why, like->title);
}

/* When typed-ahead keys are drained: typing is never held up by it. */
bool form_alike_idle(struct ui *u, struct screen *s)
{
	struct form *f = (struct form *)s;
	struct err ignored = ERR_INIT;
	if (!f->alike.due)
		return false;
	const int before = f->alike.n;
	f->alike.due = false;
	f->alike.n = 0;
	app_alike(u->app, f->now, ALIKE_MOST, add, f, &ignored);
	return before > 0 || f->alike.n > 0;
}

int form_alike_rows(const struct form *f, const struct slot *s)
{
	return s->field == f->alike.field ? f->alike.n : 0;
}

void form_alike_draw(const struct form *f, int row, int col, int width, int top, int bottom)
{
	for (int i = 0; i < f->alike.n; i++, row++) {
		if (row < top || row >= bottom)
			continue;
		const int used = term_put(row, col, 2, ROLE_WARNING, "! ");
		term_put(row, col + used, width - used, ROLE_WARNING, f->alike.text[i]);
	}
}

bool form_can_alike(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing that is there already looks like this.");
	return ((struct form *)s)->alike.n > 0;
}

bool form_can_same(struct ui *u, struct screen *s, const char **why)
{
	if (!form_can_alike(u, s, why))
		return false;
	*why = _("Only a problem is marked as a duplicate of another.");
	return ((struct form *)s)->kind == kind_get(KIND_problem);
}

static void choose(
    struct ui *u, struct form *f, const char *title, void (*chosen)(struct ui *u, void *ctx, int64_t value, int index))
{
	struct menu_item items[ALIKE_MOST];
	if (f->alike.n == 1) {
		chosen(u, f, 0, 0);
		return;
	}
	for (int i = 0; i < f->alike.n; i++)
		items[i] = (struct menu_item){f->alike.text[i], NULL, i, false, false};
	menu_open(u, title, items, (size_t)f->alike.n, 0, chosen, f);
}

static void open_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct form *f = ctx;
	if (index >= 0)
		record_open(u, f->kind, f->alike.ids[value]);
}

void form_act_alike(struct ui *u, struct screen *s)
{
	choose(u, (struct form *)s, _("Open which one?"), open_chosen);
}

static void set_slot(struct ui *u, struct form *f, int field, const struct value *v)
{
	struct slot *slot = form_slot(f, field);
	if (!slot)
		return;
	slot->w->start(slot, v, app_types(u->app));
	form_changed(u, f, slot);
}

/* It is kept, not thrown away: what was typed may say more than what is there. */
static void same_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct form *f = ctx;
	struct value v = VALUE_INIT;
	if (index < 0)
		return;
	const int64_t of = f->alike.ids[value];
	value_set_text(&v, "duplicate");
	set_slot(u, f, problem_state, &v);
	value_set_int(&v, of);
	set_slot(u, f, problem_duplicate_of, &v);
	value_clear(&v);
	form_save(u, &f->base);
}

void form_act_same(struct ui *u, struct screen *s)
{
	choose(u, (struct form *)s, _("It is a duplicate of which one?"), same_chosen);
}
