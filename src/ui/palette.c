/* ui/palette.c - do anything, find anything: the actions of this screen and the global ones, a new record of any kind,
 * and the records that are found, in one list. Made from the rows of actions and kinds. The last five are remembered.
 */
#include <stdlib.h>
#include <string.h>

#include "app/guide.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/chooser.h"
#include "ui/line.h"
#include "ui/screens/settings.h"
#include "ui/ui_internal.h"

enum { HITS = 12, GUIDE_HITS = 5 };

struct palette {
	struct screen s;
	struct line typed;
	struct chooser list;
	struct app_hit hits[HITS];
	size_t nhits;
	struct guide *guide; /* read when something is looked for; NULL not yet, or there is none */
	size_t places[GUIDE_HITS], nplaces;
	bool find_due, guide_read;
};

/* What a line stands for: an action by its place, a new record of a kind, a list, a record that was found. */
enum what { ACTION_HERE, ACTION_GLOBAL, NEW_KIND, LIST_KIND, SETTING, HIT, PLACE };
#define VALUE(what, n) ((int64_t)(what) << 32 | (int64_t)(n))

static struct screen *below(struct ui *u, struct palette *p)
{
	for (int i = u->depth - 1; i > 0; i--)
		if (u->stack[i] == &p->s)
			return u->stack[i - 1];
	return ui_top(u);
}

static void add_action(struct ui *u, struct palette *p, struct screen *s, const struct action *a, int64_t value)
{
	const char *why;
	struct buf key = BUF_INIT, text = BUF_INIT;
	if (!a->help || strcmp(a->name, "palette") == 0 || !ui_can(u, s, a, &why))
		return;
	keymap_name(a->keys, 0, &key);
	action_words(a, &text);
	chooser_add(&p->list, buf_str(&text), buf_str(&key), value, false, false);
	buf_free(&key);
	buf_free(&text);
}

static void add_actions(struct ui *u, struct palette *p)
{
	struct screen *s = below(u, p);
	const bool all = *line_text(&p->typed) != '\0'; /* "a page up" is nothing that one looks for */
	chooser_add(&p->list, _("Here"), NULL, 0, true, false);
	for (int i = 0; s->c->actions && s->c->actions[i].name; i++)
		if (all || !keymap_moves(s->c->actions[i].keys))
			add_action(u, p, s, &s->c->actions[i], VALUE(ACTION_HERE, i));
	chooser_add(&p->list, _("Everywhere"), NULL, 0, true, false);
	for (int i = 0; ui_actions_global()[i].name; i++)
		add_action(u, p, s, &ui_actions_global()[i], VALUE(ACTION_GLOBAL, i));
}

static void add_kinds(struct palette *p)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	chooser_add(&p->list, _("New"), NULL, 0, true, false);
	for (size_t i = 0; i < n; i++)
		chooser_add(&p->list, tr(all[i].create), NULL, VALUE(NEW_KIND, i), false, false);
	chooser_add(&p->list, _("Lists"), NULL, 0, true, false);
	for (size_t i = 0; i < n; i++)
		chooser_add(&p->list, tr(all[i].plural), NULL, VALUE(LIST_KIND, i), false, false);
}

/* "Settings > Theme", with what it is now. */
static void add_settings(struct ui *u, struct palette *p)
{
	const char *why;
	chooser_add(&p->list, _("Settings"), NULL, 0, true, false);
	for (size_t i = 0; i < settings_count(); i++) {
		const struct setting *row = settings_row(i);
		struct buf now = BUF_INIT;
		char *text = mem_print("%s > %s", settings_page_name(row->page), tr(row->label));
		if (!row->tell && !row->run)
			setting_text(u, row, &now);
		if (!row->can || row->can(u, &why))
			chooser_add(&p->list, text, buf_str(&now), VALUE(SETTING, i), false, false);
		free(text);
		buf_free(&now);
	}
}

/* ---- what was done last stands first while nothing is typed */

static int64_t value_of_name(struct ui *u, struct palette *p, const char *name)
{
	struct screen *s = below(u, p);
	for (int i = 0; s->c->actions && s->c->actions[i].name; i++)
		if (strcmp(s->c->actions[i].name, name) == 0)
			return VALUE(ACTION_HERE, i);
	for (int i = 0; ui_actions_global()[i].name; i++)
		if (strcmp(ui_actions_global()[i].name, name) == 0)
			return VALUE(ACTION_GLOBAL, i);
	return -1;
}

static void read_recent(struct ui *u)
{
	if (u->p->recent[0])
		return;
	const char *s = app_conf(u->app, "palette.recent", "");
	for (int i = 0; i < UI_RECENT && *s; i++) {
		size_t n = strcspn(s, " ");
		u->p->recent[i] = mem_copy_bytes(s, n);
		s += n + (s[n] == ' ');
	}
}

static void remember(struct ui *u, const char *name)
{
	struct buf b = BUF_INIT;
	char *fresh = mem_copy_text(name);
	int at = 0;
	while (at < UI_RECENT - 1 && u->p->recent[at] && strcmp(u->p->recent[at], name) != 0)
		at++;
	free(u->p->recent[at]);
	memmove(&u->p->recent[1], &u->p->recent[0], (size_t)at * sizeof u->p->recent[0]);
	u->p->recent[0] = fresh;
	for (int i = 0; i < UI_RECENT && u->p->recent[i]; i++)
		buf_print(&b, "%s%s", i ? " " : "", u->p->recent[i]);
	app_set_conf(u->app, "palette.recent", buf_str(&b), NULL);
	buf_free(&b);
}

static void add_recent(struct ui *u, struct palette *p)
{
	read_recent(u);
	if (u->p->recent[0])
		chooser_add(&p->list, _("Last done"), NULL, 0, true, false);
	for (int i = 0; i < UI_RECENT && u->p->recent[i]; i++) {
		int64_t value = value_of_name(u, p, u->p->recent[i]);
		if (value < 0)
			continue;
		const struct action *table = value >> 32 == ACTION_HERE ? below(u, p)->c->actions : ui_actions_global();
		add_action(u, p, below(u, p), &table[value & 0xFFFFFFFF], value);
	}
}

/* ---- records */

/* What tells one from another of the same name: two fields of the list that hold chosen or often written words. */
static void hit_about(struct ui *u, const struct app_hit *hit, struct buf *out)
{
	const struct kind *k = hit->kind;
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	if (!app_get(u->app, k, hit->id, &r, &ignored))
		return;
	for (int f = 1, told = 0; f < k->nfields && told < 2; f++) {
		const struct field *row = &k->fields[f];
		bool titled = f == k->title[0] || f == k->title[1] || f == k->title[2];
		if (titled || !(row->in & IN_LIST) || !(row->choices || row->in & SUGGEST) || !record_has(r, f))
			continue;
		buf_text(out, told++ ? ", " : "");
		record_format(r, f, app_types(u->app), FOR_SCREEN, out);
	}
	record_free(r);
}

static void add_hits(struct ui *u, struct palette *p)
{
	const struct kind *k = NULL;
	for (size_t i = 0; i < p->nhits; i++) {
		struct buf b = BUF_INIT, about = BUF_INIT;
		if (p->hits[i].kind != k)
			chooser_add(&p->list, tr(p->hits[i].kind->plural), NULL, 0, true, false);
		k = p->hits[i].kind;
		app_title(u->app, k, p->hits[i].id, &b);
		hit_about(u, &p->hits[i], &about);
		chooser_add(
		    &p->list, buf_str(&b), about.len ? buf_str(&about) : tr(k->label), VALUE(HIT, i), false, false);
		buf_free(&b);
		buf_free(&about);
	}
}

/* ---- the Guide */

static void find_places(struct ui *u, struct palette *p)
{
	struct err ignored = ERR_INIT;
	if (!p->guide_read)
		app_guide_open(u->app, lang_now(), &p->guide, &ignored);
	p->guide_read = true;
	p->nplaces = p->guide ? guide_search(p->guide, line_text(&p->typed), p->places, GUIDE_HITS) : 0;
}

static void add_places(struct palette *p)
{
	if (p->nplaces)
		chooser_add(&p->list, _("The Guide"), NULL, 0, true, false);
	for (size_t i = 0; i < p->nplaces; i++) {
		const struct guide_section *s = &p->guide->sections[p->places[i]];
		struct buf words = BUF_INIT;
		markdown_plain(s->title, &words);
		chooser_add(&p->list, buf_str(&words), s->level > 1 ? p->guide->chapters[s->chapter].title : "",
		    VALUE(PLACE, i), false, false);
		buf_free(&words);
	}
}

static char *place_word(const struct palette *p, int64_t i)
{
	const struct guide_section *s = &p->guide->sections[p->places[i]];
	return mem_print("%s#%s", p->guide->chapters[s->chapter].name, s->anchor);
}

/* The words are filtered at once; what is found in the database joins them when no key is waiting. */
static void fill(struct ui *u, struct palette *p)
{
	const char *typed = line_text(&p->typed);
	chooser_clear(&p->list);
	if (!*typed)
		add_recent(u, p);
	add_actions(u, p);
	if (app_is_open(u->app)) {
		add_kinds(p);
		add_settings(u, p);
	}
	chooser_filter(&p->list, typed);
}

static void show_hits(struct ui *u, struct palette *p)
{
	size_t first = p->list.n;
	add_hits(u, p);
	add_places(p);
	/* records were found by the database, which reads more than titles: all of them stay */
	for (size_t i = first; i < p->list.n; i++) {
		bool there = false;
		for (size_t j = 0; j < p->list.nshown && !there; j++)
			there = p->list.shown[j] == i;
		if (!there)
			p->list.shown[p->list.nshown++] = i;
	}
	if (p->list.at < p->list.nshown && p->list.items[p->list.shown[p->list.at]].heading)
		chooser_move(&p->list, 1);
}

static bool typed_ahead(void *ctx)
{
	(void)ctx;
	return term_pending();
}

static bool idle(struct ui *u, struct screen *s)
{
	struct palette *p = (struct palette *)s;
	struct err e = ERR_INIT;
	if (!p->find_due || !app_is_open(u->app))
		return false;
	p->find_due = false;
	if (p->typed.text.len == 0)
		return false;
	app_set_interrupt(u->app, typed_ahead, NULL);
	bool ok = app_find(u->app, line_text(&p->typed), NULL, p->hits, HITS, &p->nhits, &e);
	app_set_interrupt(u->app, NULL, NULL);
	if (ok) {
		find_places(u, p);
		show_hits(u, p);
	} else if (e.code == ERR_INTERRUPTED)
		p->find_due = true;
	return ok;
}

static bool key(struct ui *u, struct screen *s, const struct key *k);

/* ---- doing */

static void refresh_list(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	(void)ctx;
	(void)k;
	(void)id;
	ui_refresh_all(u);
}

static void do_value(struct ui *u, int64_t value, const struct app_hit *hit)
{
	size_t n;
	const struct kind *kinds = kinds_all(&n);
	int64_t at = value & 0xFFFFFFFF;
	switch ((enum what)(value >> 32)) {
	case ACTION_HERE:
	case ACTION_GLOBAL: {
		const struct action *a =
		    value >> 32 == ACTION_HERE ? &ui_top(u)->c->actions[at] : &ui_actions_global()[at];
		memset(&u->p->key, 0, sizeof u->p->key);
		remember(u, a->name);
		ui_run_action(u, a);
		return;
	}
	case NEW_KIND:
		if (app_readonly_reason(u->app))
			ui_say(u, ROLE_WARNING, "%s", app_readonly_reason(u->app));
		else
			form_open(u, &kinds[at], 0, NULL, refresh_list, NULL);
		return;
	case LIST_KIND:
		list_open(u, &kinds[at], NULL, NULL);
		return;
	case SETTING:
		settings_open_at(u, (size_t)at);
		return;
	case HIT:
		record_open(u, hit->kind, hit->id);
		return;
	case PLACE:
		return;
	}
}

static void run_do(struct ui *u, struct screen *s)
{
	struct palette *p = (struct palette *)s;
	idle(u, s); /* what was typed is asked even when Enter came at once */
	const struct menu_item *i = chooser_selected(&p->list, NULL);
	if (!i)
		return;
	int64_t value = i->value;
	if (value >> 32 == PLACE) {
		char *place = place_word(p, value & 0xFFFFFFFF);
		ui_drop(u, s);
		guide_open(u, place);
		free(place);
		return;
	}
	struct app_hit hit = value >> 32 == HIT ? p->hits[value & 0xFFFFFFFF] : (struct app_hit){NULL, 0};
	ui_drop(u, s);
	do_value(u, value, &hit);
}

static void run_complete(struct ui *u, struct screen *s)
{
	struct palette *p = (struct palette *)s;
	const struct menu_item *i = chooser_selected(&p->list, NULL);
	if (!i)
		return;
	line_set(&p->typed, i->text);
	p->find_due = true;
	p->nhits = p->nplaces = 0;
	fill(u, p);
}

static void run_close(struct ui *u, struct screen *s)
{
	ui_drop(u, s);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct palette *p = (struct palette *)s;
	if (chooser_pressed(&p->list, k)) {
		chooser_key(&p->list, k);
		run_do(u, s);
		return true;
	}
	if (chooser_key(&p->list, k))
		return true;
	if (!line_key(&p->typed, k))
		return false;
	p->find_due = true;
	p->nhits = p->nplaces = 0;
	fill(u, p);
	return true;
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct palette *p = (struct palette *)s;
	(void)u;
	(void)top;
	int row, col, width = term_cols() - 12 < 64 ? term_cols() - 12 : 64;
	struct ui_box b = ui_box(height < 22 ? height : 22, width, _("What would you like to do? · search everything"));
	term_put(b.row, b.col, 1, ROLE_NORMAL, "[");
	term_put(b.row, b.col + b.width - 1, 1, ROLE_NORMAL, "]");
	line_draw(&p->typed, b.row, b.col + 2, 1, b.width - 4, true, &row, &col);
	chooser_draw(&p->list, b.row + 2, b.col, b.height - 4, b.width);
	if (p->list.nshown == 0)
		term_put(b.row + 2, b.col + 2, b.width - 2, ROLE_MUTED, p->find_due ? "…" : _("Nothing fits."));
	term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED,
	    _("The key on the right does the same without this menu."));
	if (p->list.nshown == 0)
		term_cursor(row, col, true);
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void close_palette(struct ui *u, struct screen *s)
{
	struct palette *p = (struct palette *)s;
	(void)u;
	chooser_clear(&p->list);
	line_free(&p->typed);
	guide_free(p->guide);
	free(p);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	chooser_go(&((struct palette *)s)->list, step);
}
ROWS_RUN_TYPED(go)

static const struct action actions[] = {
    ROWS_TYPED("palette", N_("Choose"), 2),
    {"palette.do", "Enter", N_("Do it"), N_("do what the line says"), 1, true, run_do, NULL},
    {"palette.complete", "Tab", N_("Complete"), N_("take the line's words into the search"), 3, true, run_complete,
        NULL},
    {"palette.close", "Esc ^K", N_("Close"), N_("close"), 1, true, run_close, NULL},
    {0},
};

const struct screen_class screen_palette = {
    .name = "palette",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .idle = idle,
    .close = close_palette,
};

void palette_open(struct ui *u)
{
	struct palette *p = mem_alloc(sizeof *p);
	p->s.c = &screen_palette;
	line_init(&p->typed, false, "");
	if (ui_push(u, &p->s))
		fill(u, p);
}
