/* ui/menubar.c - the menus of F9 and m: the sections, and the actions of the screen, as lines to choose. Made from the
 * rows of actions. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/ui_internal.h"

static void add(struct menu_item **items, size_t *n, const struct action *a)
{
	struct buf key = BUF_INIT;
	keymap_name(a->keys, 0, &key);
	*items = mem_resize(*items, *n + 1, sizeof **items);
	(*items)[*n] =
	    (struct menu_item){mem_copy_text(tr(a->help)), buf_take(&key), (int64_t)(intptr_t)a, false, false};
	++*n;
}

static void heading(struct menu_item **items, size_t *n, const char *text)
{
	*items = mem_resize(*items, *n + 1, sizeof **items);
	(*items)[(*n)++] = (struct menu_item){mem_copy_text(text), NULL, 0, true, false};
}

static void add_table(struct ui *u, struct menu_item **items, size_t *n, const struct action *table)
{
	const char *why;
	for (const struct action *a = table; a && a->name; a++)
		if (a->help && ui_can(u, ui_top(u), a, &why))
			add(items, n, a);
}

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	(void)ctx;
	memset(&u->p->key, 0, sizeof u->p->key);
	if (index >= 0)
		ui_run_action(u, (const struct action *)(intptr_t)value);
}

static void show(struct ui *u, const char *title, struct menu_item *items, size_t n)
{
	menu_open(u, title, items, n, 0, chosen, NULL);
	for (size_t i = 0; i < n; i++) {
		free(items[i].text);
		free(items[i].right);
	}
	free(items);
}

void menubar_open(struct ui *u)
{
	struct menu_item *items = NULL;
	size_t n = 0;
	bool global;
	heading(&items, &n, _("Go to"));
	for (enum section s = 0; s < SECTION_COUNT; s++)
		add(&items, &n, ui_find_action(u, section_row(s)->action, &global));
	heading(&items, &n, _("Here"));
	add_table(u, &items, &n, ui_top(u)->c->actions);
	heading(&items, &n, _("Everywhere"));
	for (const struct action *a = ui_actions_global(); a->name; a++)
		if (strncmp(a->name, "section.", 8) != 0 && strncmp(a->name, "menu.", 5) != 0)
			add(&items, &n, a);
	show(u, _("Menu"), items, n);
}

void context_menu_open(struct ui *u)
{
	struct menu_item *items = NULL;
	size_t n = 0;
	add_table(u, &items, &n, ui_top(u)->c->actions);
	if (n == 0) {
		ui_say(u, ROLE_MUTED, _("Nothing can be done here."));
		return;
	}
	show(u, _("Here"), items, n);
}
