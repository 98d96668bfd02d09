/* ui/screens/guide.c - the Guide to Civic Participation: contents, text, search, links that open the right screen. The
 * text is read line by line; a link of the line is opened by Enter, and Esc comes back from where it led. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/screens/guide.h"
#include "ui/ui_internal.h"

static struct guide_screen *guide_of(struct screen *s)
{
	return (struct guide_screen *)s;
}

void guide_go(struct ui *u, struct guide_screen *g, size_t section)
{
	(void)u;
	g->at = section;
	guide_lay(g);
	g->line = g->first = guide_line_of(g, section);
	g->link = 0;
}

/* ---- moving */

static void move_contents(struct ui *u, struct guide_screen *g, long by)
{
	guide_fill_rows(u, g);
	long to = (long)guide_chosen_row(g) + by;
	if (!g->nrows)
		return;
	to = to < 0 ? 0 : to >= (long)g->nrows ? (long)g->nrows - 1 : to;
	guide_go(u, g, g->rows[to]);
}

static void move_text(struct guide_screen *g, long by)
{
	const long last = (long)g->lines.n - 1, to = (long)g->line + by;
	g->line = to < 0 || last < 0 ? 0 : (size_t)(to > last ? last : to);
	g->link = 0;
	g->at = guide_section_at(g, g->line);
}

static void move(struct ui *u, struct screen *s, long by)
{
	if (guide_of(s)->text)
		move_text(guide_of(s), by);
	else
		move_contents(u, guide_of(s), by);
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		move(u, s, by);                                                                                        \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -(guide_of(s)->text ? guide_of(s)->height - 1 : 15))
MOVE(run_page_down, guide_of(s)->text ? guide_of(s)->height - 1 : 15)
MOVE(run_first, -1000000)
MOVE(run_last, 1000000)
#undef MOVE

/* ---- links of the text */

static bool has_link(struct ui *u, struct screen *s, const char **why)
{
	const struct guide_screen *g = guide_of(s);
	(void)u;
	*why = _("There is no link on this line. → goes to the next one.");
	return !g->text || guide_line_link(g, g->line, 0) != NULL;
}

static void run_open(struct ui *u, struct screen *s)
{
	struct guide_screen *g = guide_of(s);
	const char *url = g->text ? guide_line_link(g, g->line, g->link) : NULL;
	g->searching = false;
	if (url) {
		char *copy = mem_copy_text(url);
		guide_follow(u, g, copy);
		free(copy);
		return;
	}
	if (!g->text && g->nrows)
		g->text = true;
}

static void run_next_link(struct ui *u, struct screen *s)
{
	struct guide_screen *g = guide_of(s);
	if (!g->text) {
		run_open(u, s);
		return;
	}
	if (guide_line_link(g, g->line, g->link + 1)) {
		g->link++;
		return;
	}
	for (size_t i = g->line + 1; i < g->lines.n; i++)
		if (guide_line_link(g, i, 0)) {
			move_text(g, (long)(i - g->line));
			return;
		}
	ui_say(u, ROLE_MUTED, "%s", _("There is no link further down."));
}

static void run_previous_link(struct ui *u, struct screen *s)
{
	struct guide_screen *g = guide_of(s);
	(void)u;
	if (!g->text)
		return;
	if (g->link > 0) {
		g->link--;
		return;
	}
	for (size_t i = g->line; i-- > 0;)
		if (guide_line_link(g, i, 0)) {
			move_text(g, -(long)(g->line - i));
			while (guide_line_link(g, i, g->link + 1))
				g->link++;
			return;
		}
	g->text = false;
}

/* ---- panels, search, language */

static void run_panel(struct ui *u, struct screen *s)
{
	(void)u;
	guide_of(s)->text = !guide_of(s)->text;
	guide_of(s)->searching = false;
}

static void run_search(struct ui *u, struct screen *s)
{
	(void)u;
	line_set(&guide_of(s)->typed, ""); /* what was looked for before is done with */
	guide_of(s)->searching = true;
	guide_of(s)->text = false;
}

static void clear_search(struct guide_screen *g)
{
	line_set(&g->typed, "");
	g->searching = false;
}

/* Out of the text of a found place back to what was found, out of a link back to where it stood. */
static void run_back(struct ui *u, struct screen *s)
{
	struct guide_screen *g = guide_of(s);
	if (g->text && g->nback > 0) {
		const struct guide_place p = g->back[--g->nback];
		guide_go(u, g, p.section);
		g->line = p.line < g->lines.n ? p.line : 0;
		g->first = g->line > 3 ? g->line - 3 : 0;
	} else if (g->text) {
		g->text = false;
	} else if (g->searching || g->typed.text.len) {
		clear_search(g);
	} else {
		ui_pop(u);
	}
}

static bool load(struct ui *u, struct guide_screen *g, enum lang l)
{
	struct err e = ERR_INIT;
	struct guide *fresh = NULL;
	if (!app_guide_open(u->app, l, &fresh, &e)) {
		ui_error(u, &e);
		return false;
	}
	guide_free(g->guide);
	g->guide = fresh;
	g->lang = l;
	markdown_lines_free(&g->lines);
	return true;
}

/* The same place, if it is there: in another language, or after practices changed. */
static void load_here(struct ui *u, struct guide_screen *g, enum lang l)
{
	const struct guide_section *s = &g->guide->sections[g->at];
	const size_t before = g->line;
	const bool same = l == g->lang;
	char *place = mem_print("%s#%s", g->guide->chapters[s->chapter].name, s->anchor);
	size_t to = 0;
	if (load(u, g, l)) {
		if (!guide_topic(g->guide, place, &to))
			to = 0;
		const size_t first = g->first;
		guide_go(u, g, to);
		g->nback = 0;
		if (same && before < g->lines.n) {
			g->line = before;
			g->first = first;
		}
	}
	free(place);
}

static void run_language(struct ui *u, struct screen *s)
{
	load_here(u, guide_of(s), (guide_of(s)->lang + 1) % LANG_COUNT);
}

static void refresh(struct ui *u, struct screen *s)
{
	if (guide_of(s)->guide)
		load_here(u, guide_of(s), guide_of(s)->lang);
}

/* ---- typing */

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	return guide_of(s)->searching;
}

static void show_first_hit(struct ui *u, struct guide_screen *g)
{
	guide_fill_rows(u, g);
	g->top = 0;
	if (g->nrows)
		guide_go(u, g, g->rows[0]);
}

static bool press(struct ui *u, struct guide_screen *g, const struct key *k)
{
	const bool wheel = k->mouse_button == 4 || k->mouse_button == 5;
	const bool left = !guide_one_panel() ? k->mouse_col < g->list_width : !g->text;
	if (wheel) {
		g->text = !left;
		move(u, &g->s, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	if (k->mouse_button != 1)
		return false;
	const long row = k->mouse_row - (left ? g->list_row : g->text_row);
	if (row < 0 || row >= (left ? g->list_height : g->height))
		return false;
	g->text = !left;
	g->searching = false;
	if (left && g->top + (size_t)row < g->nrows)
		guide_go(u, g, g->rows[g->top + (size_t)row]);
	else if (!left)
		move_text(g, (long)g->first + row - (long)g->line);
	if (k->mouse_double)
		run_open(u, &g->s);
	return true;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct guide_screen *g = guide_of(s);
	if (k->code == K_MOUSE)
		return press(u, g, k);
	if (!g->searching || !line_key(&g->typed, k))
		return false;
	show_first_hit(u, g);
	return true;
}

static bool may_write(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return !*why;
}

static const struct action actions[] = {
    {"guide.open", "Enter F3", N_("Read, open"), N_("read this chapter; in the text open the link of the line"), 1,
        true, run_open, has_link},
    {"guide.panel", "Tab S-Tab", N_("Panel"), N_("from the contents to the text and back"), 2, true, run_panel, NULL},
    {"guide.search", "/ ^F .", N_("Search"), N_("search in the Guide"), 2, false, run_search, NULL},
    {"guide.next-link", "Right l", N_("Link"), N_("the next link of the text"), 4, false, run_next_link, NULL},
    {"guide.previous-link", "Left h", NULL, N_("the link before; before the first one the contents"), 0, false,
        run_previous_link, NULL},
    {"guide.print", "p", N_("Booklet"), N_("print the Guide: a booklet to fold, A5, A4"), 3, false, guide_run_print,
        NULL},
    {"guide.export", "x", N_("Export"), N_("the Guide as a page for the browser, as a website"), 4, false,
        guide_run_export, NULL},
    {"guide.practice", "n F7 Insert", N_("Practice"), N_("write down a practice of ours for this chapter"), 3, false,
        guide_run_practice, may_write},
    {"guide.mark", "B", N_("Bookmark"), N_("a bookmark here, or none any more"), 5, false, guide_run_mark, NULL},
    {"guide.language", "L", N_("Language"), N_("the Guide in the next language"), 5, false, run_language, NULL},
    {"guide.copy", "y ^C", NULL, N_("copy this part as text"), 0, false, guide_run_copy, NULL},
    {"guide.up", "Up k", NULL, N_("line above"), 0, true, run_up, NULL},
    {"guide.down", "Down j", NULL, N_("line below"), 0, true, run_down, NULL},
    {"guide.page-up", "PgUp ^U", NULL, N_("a page up"), 0, true, run_page_up, NULL},
    {"guide.page-down", "PgDn Space ^D", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"guide.first", "Home g", NULL, N_("first line"), 0, false, run_first, NULL},
    {"guide.last", "End G", NULL, N_("last line"), 0, false, run_last, NULL},
    {"guide.back", "Esc", N_("Back"), N_("back: from a link, to the contents, out of the Guide"), 1, true, run_back,
        NULL},
    {"guide.back-too", "Backspace", NULL, N_("the same"), 0, false, run_back, NULL},
    {0},
};

/* Where one read is found again next time. */
static void close_guide(struct ui *u, struct screen *s)
{
	struct guide_screen *g = guide_of(s);
	if (g->guide) {
		const struct guide_section *at = &g->guide->sections[g->at];
		char *place = mem_print("%s#%s", g->guide->chapters[at->chapter].name, at->anchor);
		if (strcmp(app_conf(u->app, "guide.place", ""), place) != 0)
			app_set_conf(u->app, "guide.place", place, NULL);
		free(place);
	}
	guide_free(g->guide);
	markdown_lines_free(&g->lines);
	line_free(&g->typed);
	free(g->rows);
	free(g);
}

const struct screen_class screen_guide = {
    .name = "guide",
    .actions = actions,
    .draw = guide_draw,
    .key = key,
    .typing = typing,
    .title = guide_title,
    .state = guide_state,
    .refresh = refresh,
    .close = close_guide,
};

void guide_open(struct ui *u, const char *place)
{
	struct guide_screen *g = mem_alloc(sizeof *g);
	size_t section = 0;
	g->s.c = &screen_guide;
	g->s.section = ui_top(u) ? ui_top(u)->section : SECTION_OTHER;
	line_init(&g->typed, false, "");
	if (!load(u, g, lang_now())) {
		line_free(&g->typed);
		free(g);
		return;
	}
	const char *where = place ? place : app_conf(u->app, "guide.place", "");
	if (*where && guide_topic(g->guide, where, &section))
		g->at = section;
	g->text = place != NULL;
	guide_go(u, g, g->at);
	ui_push(u, &g->s);
}
