/* ui/help.c - the help of the screen one stands in: every action's keys and words, from the same rows that dispatch the
 * keys. Typing filters by word and by key, Enter does the line. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/chooser.h"
#include "ui/line.h"
#include "ui/ui_internal.h"

enum { KEYS_WIDTH = 17 };
struct help {
	struct screen s;
	char *title;
	struct chooser list;
	struct line typed;
	const struct action **actions; /* by the items' value */
	size_t n;
};

/* Keys in a column, cut when somebody gave an action too many. */
static void add_row(struct help *h, const struct action *a)
{
	struct buf keys = BUF_INIT, text = BUF_INIT, padded = BUF_INIT;
	keymap_names(a->keys, &keys);
	text_fit(buf_str(&keys), KEYS_WIDTH, TEXT_LEFT, term_ascii(), &padded);
	buf_print(&text, "%s %s", buf_str(&padded), tr(a->help));
	h->actions = mem_resize(h->actions, h->n + 1, sizeof *h->actions);
	h->actions[h->n] = a;
	chooser_add(&h->list, buf_str(&text), NULL, (int64_t)h->n, false, false);
	h->n++;
	buf_free(&keys);
	buf_free(&text);
	buf_free(&padded);
}

static void add_table(struct ui *u, struct help *h, struct screen *s, const struct action *table, bool possible)
{
	const char *why;
	for (const struct action *a = table; a && a->name; a++)
		if (a->help && ui_can(u, s, a, &why) == possible && (table == s->c->actions || !ui_shadowed(u, s, a)))
			add_row(h, a);
}

static void fill(struct ui *u, struct help *h, struct screen *s)
{
	chooser_add(&h->list, _("Here"), NULL, -1, true, false);
	add_table(u, h, s, s->c->actions, true);
	chooser_add(&h->list, _("Everywhere"), NULL, -1, true, false);
	add_table(u, h, s, ui_actions_global(), true);
	chooser_add(&h->list, _("Not possible now"), NULL, -1, true, false);
	add_table(u, h, s, s->c->actions, false);
	chooser_filter(&h->list, "");
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct help *h = (struct help *)s;
	(void)u;
	(void)top;
	int row, col, width = term_cols() - 10 < 70 ? term_cols() - 10 : 70;
	struct ui_box b = ui_box(height, width, h->title);
	int label = term_put(b.row, b.col, 0, ROLE_NORMAL, _("Search:"));
	term_put(b.row, b.col + label + 1, 1, ROLE_NORMAL, "[");
	term_put(b.row, b.col + b.width - 1, 1, ROLE_NORMAL, "]");
	line_draw(&h->typed, b.row, b.col + label + 3, 1, b.width - label - 5, true, &row, &col);
	int tips = b.height >= 14 ? 3 : 0;
	chooser_draw(&h->list, b.row + 2, b.col, b.height - 2 - tips, b.width);
	if (tips) {
		term_put(b.row + b.height - 2, b.col, b.width, ROLE_MUTED,
		    _("Russian keyboard: the same keys (т = n, у = e)."));
		term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED,
		    _("No F keys? All have a letter. No mouse? All have a key."));
	}
	if (h->list.nshown == 0)
		term_cursor(row, col, true);
}

static void run_do(struct ui *u, struct screen *s)
{
	struct help *h = (struct help *)s;
	const struct menu_item *i = chooser_selected(&h->list, NULL);
	const struct action *a = i && i->value >= 0 ? h->actions[i->value] : NULL;
	if (!a)
		return;
	memset(&u->p->key, 0, sizeof u->p->key);
	ui_drop(u, s);
	ui_run_action(u, a);
}

static void run_close(struct ui *u, struct screen *s)
{
	ui_drop(u, s);
}

static void run_up(struct ui *u, struct screen *s)
{
	(void)u;
	chooser_move(&((struct help *)s)->list, -1);
}
static void run_down(struct ui *u, struct screen *s)
{
	(void)u;
	chooser_move(&((struct help *)s)->list, 1);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct help *h = (struct help *)s;
	(void)u;
	if (chooser_key(&h->list, k))
		return true;
	if (!line_key(&h->typed, k))
		return false;
	chooser_filter(&h->list, line_text(&h->typed));
	return true;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void close_help(struct ui *u, struct screen *s)
{
	struct help *h = (struct help *)s;
	(void)u;
	chooser_clear(&h->list);
	line_free(&h->typed);
	free(h->actions);
	free(h->title);
	free(h);
}

static const struct action actions[] = {
    {"help.up", "Up", N_("Choose"), N_("line above"), 2, true, run_up, NULL},
    {"help.down", "Down", N_("Choose"), N_("line below"), 2, true, run_down, NULL},
    {"help.do", "Enter", N_("Do it"), N_("do what the line says"), 1, true, run_do, NULL},
    {"help.close", "Esc F1 ^G", N_("Close"), N_("close the help"), 1, true, run_close, NULL},
    {0},
};

static const struct screen_class help_class = {
    .name = "help",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .close = close_help,
};

void help_open(struct ui *u)
{
	struct screen *below = ui_top(u);
	struct buf left = BUF_INIT, right = BUF_INIT;
	struct help *h = mem_alloc(sizeof *h);
	h->s.c = &help_class;
	if (below->c->title)
		below->c->title(u, below, &left, &right);
	h->title = left.len ? mem_print("%s: %s", _("Help"), buf_str(&left)) : mem_copy_text(_("Help"));
	line_init(&h->typed, false, "");
	fill(u, h, below);
	ui_push(u, &h->s);
	buf_free(&left);
	buf_free(&right);
}
