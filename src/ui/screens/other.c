/* ui/screens/other.c - the last tab: every kind's list, and the program's own places (settings, history, the bin). Made
 * from the rows of kinds and of the global actions. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/ui_internal.h"

struct other {
	struct screen s;
	struct chooser list;
};

/* The global actions that are places to go to. */
static const char *const places[] = {
    "settings", "import", "history", "bin", "merge", "conflicts", "guide", "doubles", "rules", "promises"};
enum { PLACE = 1000 };

static void add_place(struct ui *u, struct other *o, size_t i)
{
	bool global;
	const struct action *a = ui_find_action(u, places[i], &global);
	struct buf words = BUF_INIT, key = BUF_INIT;
	action_words(a, &words);
	keymap_name(a->keys, 0, &key);
	chooser_add(&o->list, buf_str(&words), buf_str(&key), PLACE + (int64_t)i, false, false);
	buf_free(&words);
	buf_free(&key);
}

/* Kinds stand under the tab they belong to, so that one finds them again there. */
static void add_section(struct other *o, enum section s)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		if (all[i].section == s && !all[i].main)
			chooser_add(&o->list, tr(all[i].plural), tr_ctx("tab long", section_row(s)->tab_long),
			    (int64_t)i, false, false);
}

static void refresh(struct ui *u, struct screen *s)
{
	struct other *o = (struct other *)s;
	size_t kept = 0;
	chooser_selected(&o->list, &kept);
	size_t top = o->list.top;
	chooser_clear(&o->list);
	chooser_add(&o->list, _("The program"), NULL, 0, true, false);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		add_place(u, o, i);
	chooser_add(&o->list, _("Lists"), NULL, 0, true, false);
	for (int n = SECTION_OTHER; n >= 0; n--)
		add_section(o, (enum section)n);
	chooser_filter(&o->list, "");
	if (kept)
		chooser_select(&o->list, kept);
	o->list.top = top;
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	(void)u;
	int width = term_cols() < 64 ? term_cols() - 2 : 62;
	chooser_draw(&((struct other *)s)->list, top, 0, height, width);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)s;
	buf_text(left, tr_ctx("tab long", "More"));
	buf_text(right, app_group_name(u->app));
}

static void run_open(struct ui *u, struct screen *s)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	const struct menu_item *i = chooser_selected(&((struct other *)s)->list, NULL);
	if (!i)
		return;
	if (i->value >= PLACE)
		ui_action(u, places[i->value - PLACE]);
	else
		list_open(u, &all[i->value], NULL, NULL);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct other *o = (struct other *)s;
	bool pressed = chooser_pressed(&o->list, k), taken = chooser_key(&o->list, k);
	if (pressed && k->mouse_double)
		run_open(u, s);
	return taken;
}

static void close_other(struct ui *u, struct screen *s)
{
	(void)u;
	chooser_clear(&((struct other *)s)->list);
	free(s);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	chooser_go(&((struct other *)s)->list, step);
}
ROWS_RUN(go)

static const struct action actions[] = {
    {"other.open", "Enter F3 Right l", N_("Open"), N_("open this list or place"), 1, false, run_open, NULL},
    ROWS("other", N_("Choose"), 2),
    {0},
};

const struct screen_class screen_other = {
    .name = "other",
    .actions = actions,
    .draw = draw,
    .key = key,
    .title = title,
    .refresh = refresh,
    .close = close_other,
};

struct screen *other_new(struct ui *u, enum section s)
{
	struct other *o = mem_alloc(sizeof *o);
	(void)u;
	(void)s;
	o->s.c = &screen_other;
	return &o->s;
}
