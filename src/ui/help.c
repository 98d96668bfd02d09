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

enum { HERE, EVERYWHERE, COLUMNS };
struct help {
	struct screen s;
	char *title;
	struct chooser lists[COLUMNS]; /* one column: everything in the first */
	int column;
	struct line typed;
	const struct action **actions; /* by the items' value */
	size_t n;
};

static bool two_columns(void)
{
	return term_cols() >= 80;
}

/* Keys in a column, cut when somebody gave an action too many. */
static void add_row(struct help *h, struct chooser *list, const struct action *a)
{
	struct buf keys = BUF_INIT, text = BUF_INIT, padded = BUF_INIT;
	keymap_names(a->keys, &keys);
	text_fit(buf_str(&keys), two_columns() ? 10 : 14, TEXT_LEFT, term_ascii(), &padded);
	buf_print(&text, "%s %s", buf_str(&padded), tr(a->help));
	h->actions = mem_resize(h->actions, h->n + 1, sizeof *h->actions);
	h->actions[h->n] = a;
	chooser_add(list, buf_str(&text), NULL, (int64_t)h->n, false, false);
	h->n++;
	buf_free(&keys);
	buf_free(&text);
	buf_free(&padded);
}

static void add_table(
    struct ui *u, struct help *h, struct chooser *list, struct screen *s, const struct action *table, bool possible)
{
	const char *why;
	for (const struct action *a = table; a && a->name; a++)
		if (a->help && ui_can(u, s, a, &why) == possible && (table == s->c->actions || !ui_shadowed(u, s, a)))
			add_row(h, list, a);
}

static struct screen *below(struct ui *u, const struct help *h)
{
	for (int i = u->depth - 1; i > 0; i--)
		if (u->stack[i] == &h->s)
			return u->stack[i - 1];
	return ui_top(u);
}

static void filter(struct help *h)
{
	for (int i = 0; i < COLUMNS; i++)
		chooser_filter(&h->lists[i], line_text(&h->typed));
	if (h->lists[h->column].nshown == 0 && h->lists[1 - h->column].nshown > 0)
		h->column = 1 - h->column;
}

static void fill(struct ui *u, struct help *h)
{
	struct screen *s = below(u, h);
	struct chooser *here = &h->lists[HERE], *all = two_columns() ? &h->lists[EVERYWHERE] : here;
	chooser_clear(&h->lists[HERE]);
	chooser_clear(&h->lists[EVERYWHERE]);
	h->n = 0;
	h->column = two_columns() ? h->column : HERE;
	chooser_add(here, _("Here"), NULL, -1, true, false);
	add_table(u, h, here, s, s->c->actions, true);
	chooser_add(all, _("Everywhere"), NULL, -1, true, false);
	add_table(u, h, all, s, ui_actions_global(), true);
	chooser_add(here, _("Not possible now"), NULL, -1, true, false);
	add_table(u, h, here, s, s->c->actions, false);
	filter(h);
}

static const struct action *selected(const struct help *h)
{
	const struct menu_item *i = chooser_selected(&h->lists[h->column], NULL);
	return i && i->value >= 0 ? h->actions[i->value] : NULL;
}

/* The line one stands on, whole: all its keys and all its words. */
static void draw_whole(const struct help *h, int row, int col, int width)
{
	const struct action *a = selected(h);
	struct buf b = BUF_INIT;
	if (a) {
		keymap_names(a->keys, &b);
		buf_print(&b, "%s%s", b.len ? "  " : "", tr(a->help));
		term_put(row, col, width, ROLE_MARKED, buf_str(&b));
	}
	buf_free(&b);
}

static void draw_lists(struct help *h, const struct ui_box *b, int rows)
{
	int half = two_columns() ? (b->width * 11 / 20) : b->width;
	int row = b->row + 2, other = 1 - h->column;
	/* the one with the cursor last */
	for (int i = 0; i < COLUMNS; i++) {
		int n = i == 0 ? other : h->column;
		if (n == EVERYWHERE && !two_columns())
			continue;
		h->lists[n].quiet = n != h->column;
		if (n == HERE)
			chooser_draw(&h->lists[n], row, b->col, rows, half - 1);
		else
			chooser_draw(&h->lists[n], row, b->col + half + 1, rows, b->width - half - 1);
	}
	if (two_columns())
		term_vrule(row, b->col + half - 1, rows);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct help *h = (struct help *)s;
	(void)top;
	int row, col, most = term_cols() >= 120 ? 110 : 76, width = term_cols() - 8 < most ? term_cols() - 8 : most;
	if (two_columns() != (h->lists[EVERYWHERE].n > 0))
		fill(u, h); /* the window has another size */
	struct ui_box b = ui_box(height, width, h->title);
	int label = term_put(b.row, b.col, 0, ROLE_NORMAL, _("Search:"));
	term_put(b.row, b.col + label + 1, 1, ROLE_NORMAL, "[");
	term_put(b.row, b.col + b.width - 1, 1, ROLE_NORMAL, "]");
	line_draw(&h->typed, b.row, b.col + label + 3, 1, b.width - label - 5, true, &row, &col);
	int tips = b.height >= 14 ? 4 : 2;
	draw_lists(h, &b, b.height - 2 - tips);
	draw_whole(h, b.row + b.height - tips + 1, b.col, b.width);
	if (tips == 4) {
		term_put(b.row + b.height - 2, b.col, b.width, ROLE_MUTED,
		    _("Russian keyboard: the same keys (т = n, у = e)."));
		term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED,
		    _("No F keys? All have a letter. No mouse? All have a key."));
	}
	if (h->lists[h->column].nshown == 0) {
		if (h->lists[1 - h->column].nshown == 0)
			term_put(b.row + 2, b.col + 2, 20, ROLE_MUTED, _("Nothing fits."));
		term_cursor(row, col, true);
	}
}

static void run_do(struct ui *u, struct screen *s)
{
	const struct action *a = selected((struct help *)s);
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

static bool can_column(struct ui *u, struct screen *s, const char **why)
{
	struct help *h = (struct help *)s;
	(void)u;
	*why = _("There is one column only.");
	return h->lists[1 - h->column].nshown > 0;
}

static void run_column(struct ui *u, struct screen *s)
{
	struct help *h = (struct help *)s;
	(void)u;
	h->column = 1 - h->column;
}

/* A press chooses the line, a second one does it. */
static bool press(struct ui *u, struct help *h, const struct key *k)
{
	for (int i = 0; i < COLUMNS; i++) {
		if (!chooser_pressed(&h->lists[i], k))
			continue;
		h->column = i;
		chooser_key(&h->lists[i], k);
		if (k->mouse_double)
			run_do(u, &h->s);
		return true;
	}
	return (k->mouse_button == 4 || k->mouse_button == 5) && chooser_key(&h->lists[h->column], k);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct help *h = (struct help *)s;
	if (k->code == K_MOUSE)
		return press(u, h, k);
	if (chooser_key(&h->lists[h->column], k))
		return true;
	if (!line_key(&h->typed, k))
		return false;
	filter(h);
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
	chooser_clear(&h->lists[HERE]);
	chooser_clear(&h->lists[EVERYWHERE]);
	line_free(&h->typed);
	free(h->actions);
	free(h->title);
	free(h);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	chooser_go(&((struct help *)s)->lists[((struct help *)s)->column], step);
}
ROWS_RUN_TYPED(go)

static const struct action actions[] = {
    ROWS_TYPED("help", N_("Choose"), 2),
    {"help.column", "Tab S-Tab", N_("Column"), N_("here, everywhere"), 3, true, run_column, can_column},
    {"help.do", "Enter", N_("Do it"), N_("do what the line says"), 1, true, run_do, NULL},
    {"help.close", "Esc F1 ^G", N_("Close"), N_("close the help"), 1, true, run_close, NULL},
    {0},
};

const struct screen_class screen_help = {
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
	struct screen *under = ui_top(u);
	struct buf left = BUF_INIT, right = BUF_INIT;
	struct help *h = mem_alloc(sizeof *h);
	h->s.c = &screen_help;
	if (under->c->title)
		under->c->title(u, under, &left, &right);
	h->title = left.len ? mem_print("%s: %s", _("Help"), buf_str(&left)) : mem_copy_text(_("Help"));
	line_init(&h->typed, false, "");
	if (ui_push(u, &h->s))
		fill(u, h);
	buf_free(&left);
	buf_free(&right);
}
