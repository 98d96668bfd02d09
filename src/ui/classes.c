/* ui/classes.c - all tables of keys, in one order: for the manual, and for the tests that hold them to one another. */
#include "ui/ui_internal.h"

#include "base/lang.h"
#include "ui/ui.h"

static const struct {
	const struct screen_class *c;
	const char *title;
} rows[] = {
#define SCREEN(name, title) {&screen_##name, title},
#include "ui/screens/classes.def"
#undef SCREEN
};

const struct screen_class *screen_class_at(size_t n)
{
	return n < sizeof rows / sizeof *rows ? rows[n].c : NULL;
}

static void put_table(ui_key_row *row, void *ctx, const char *title, const struct action *a)
{
	for (; a->name; a++) {
		struct buf keys = BUF_INIT;
		keymap_names(*a->keys ? a->keys : ":", &keys);
		row(ctx, title, buf_str(&keys), tr(a->help));
		buf_free(&keys);
	}
}

void ui_keys(ui_key_row *row, void *ctx)
{
	const struct record_action *r;
	put_table(row, ctx, _("Everywhere"), ui_actions_global());
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_table(row, ctx, tr(rows[i].title), rows[i].c->actions);
	for (size_t i = 0; (r = record_action_at(i)); i++)
		put_table(row, ctx, _("Records of some kinds, in lists and on their pages"),
		    (const struct action[]){r->action, {.name = NULL}});
}
