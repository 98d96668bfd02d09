/* ui/screens/agenda.c - the agenda of a meeting pasted as text: above the text, below what it becomes (+ new, *
 * changed, = the same), before anything is stored. A file may be read in. */
#include <curses.h>
#include <stdlib.h>

#include "app/council.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/kept.h"
#include "ui/line.h"
#include "ui/ui_internal.h"

struct agenda {
	struct screen base;
	int64_t meeting;
	char *title, *file; /* file: the text on disk until it is stored; owned */
	struct line text;
	struct buf preview; /* a line an item */
	size_t items, news, changes;
	unsigned split, told;  /* the text's edits as split, as written to disk */
	int top, rows, height; /* of the preview */
};

static struct agenda *agenda_of(struct screen *s)
{
	return (struct agenda *)s;
}

/* ---- what it becomes */

static void add_item(void *ctx, const struct app_agenda_item *i)
{
	struct agenda *a = ctx;
	a->items++;
	a->news += i->fresh;
	a->changes += i->changed && !i->fresh;
	buf_print(&a->preview, "%s %3d  %s%s%s\n",
	    i->fresh     ? "+"
	    : i->changed ? "*"
	                 : "=",
	    i->number, i->title, i->draft ? " · " : "", i->draft ? i->draft : "");
}

static void split(struct ui *u, struct agenda *a)
{
	struct err ignored = ERR_INIT;
	a->items = a->news = a->changes = 0;
	a->split = a->text.edits;
	buf_clear(&a->preview);
	if (*line_text(&a->text))
		app_meeting_items(u->app, a->meeting, line_text(&a->text), true, add_item, a, &ignored);
}

static bool idle(struct ui *u, struct screen *s)
{
	struct agenda *a = agenda_of(s);
	if (a->split == a->text.edits)
		return false;
	split(u, a);
	return true;
}

static void agenda_refresh(struct ui *u, struct screen *s)
{
	split(u, agenda_of(s));
}

/* ---- doing */

static void act_store(struct ui *u, struct screen *s)
{
	struct agenda *a = agenda_of(s);
	struct err e = ERR_INIT;
	split(u, a);
	if (!app_meeting_items(u->app, a->meeting, line_text(&a->text), false, NULL, NULL, &e)) {
		ui_error(u, &e);
		return;
	}
	const size_t news = a->news, changes = a->changes;
	line_set(&a->text, "");
	a->told = a->text.edits;
	kept_write(a->file, "");
	ui_drop(u, s);
	ui_refresh_all(u);
	ui_saved(u, _("Items: %zu new, %zu changed (u takes it back)"), news, changes);
}

static void path_chosen(struct ui *u, void *ctx, const char *path)
{
	struct agenda *a = ctx;
	struct buf raw = BUF_INIT, clean = BUF_INIT;
	struct err e = ERR_INIT;
	if (path && path_read_all(path, 1 << 20, &raw, &e)) {
		text_clean(buf_str(&raw), raw.len, true, &clean);
		line_set(&a->text, buf_str(&clean));
	} else if (path) {
		ui_error(u, &e);
	}
	buf_free(&raw);
	buf_free(&clean);
}

static void act_file(struct ui *u, struct screen *s)
{
	char *folder = path_documents();
	path_prompt_open(u, _("Which text file?"), folder, "txt md", NULL, path_chosen, agenda_of(s));
	free(folder);
}

static void scroll_items(struct screen *s, int by)
{
	struct agenda *a = agenda_of(s);
	const int most = a->rows > a->height ? a->rows - a->height : 0;
	a->top = a->top + by > most ? most : a->top + by < 0 ? 0 : a->top + by;
}

static void act_page_up(struct ui *u, struct screen *s)
{
	(void)u;
	scroll_items(s, -agenda_of(s)->height);
}

static void act_page_down(struct ui *u, struct screen *s)
{
	(void)u;
	scroll_items(s, agenda_of(s)->height);
}

static void act_back(struct ui *u, struct screen *s)
{
	(void)s;
	ui_pop(u);
}

static bool can_store(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Paste or type the agenda first: a line an item, or numbered points.");
	return *line_text(&agenda_of(s)->text) != '\0';
}

static bool can_scroll(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return agenda_of(s)->rows > agenda_of(s)->height;
}

static const struct action actions[] = {
    {"agenda.store", "^S F2", N_("Store"), N_("store these items in the meeting"), 1, true, act_store, can_store},
    {"agenda.file", "^O", N_("File"), N_("read the text from a file"), 3, true, act_file, NULL},
    {"agenda.page-up", "PgUp", N_("Scroll"), N_("the items above"), 4, true, act_page_up, can_scroll},
    {"agenda.page-down", "PgDn", N_("Scroll"), N_("the items below"), 4, true, act_page_down, can_scroll},
    {"agenda.back", "Esc", N_("Back"), N_("back; the text is kept until it is stored"), 2, true, act_back, NULL},
    {0},
};

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct agenda *a = agenda_of(s);
	if (k->code == K_WAKE) {
		if (a->told != a->text.edits)
			kept_write(a->file, line_text(&a->text));
		a->told = a->text.edits;
		return false;
	}
	/* at the text's edge the arrows have nothing to do, and that is no mistake */
	const bool taken = line_key(&a->text, k) || k->code == KEY_UP || k->code == KEY_DOWN;
	if (a->told != a->text.edits)
		kept_soon(u);
	return taken;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	struct agenda *a = agenda_of(s);
	if (a->told != a->text.edits)
		kept_write(a->file, line_text(&a->text));
	if (!hangup && *line_text(&a->text))
		ui_say(u, ROLE_NORMAL, _("Nothing was stored; the text is here again when you come back."));
	return true;
}

/* ---- drawing */

struct painter {
	int row, end, line, top;
};

static void put(void *ctx, const char *bytes, size_t n)
{
	struct painter *p = ctx;
	if (p->line++ < p->top || p->row >= p->end)
		return;
	char *text = mem_copy_bytes(bytes, n);
	const enum role role = *text == '+' ? ROLE_GOOD : *text == '*' ? ROLE_WARNING : ROLE_MUTED;
	term_put(p->row++, 1, term_cols() - 2, role, text);
	free(text);
}

static void draw_preview(struct agenda *a, int top, int height)
{
	struct painter all = {.end = 0}, p = {.row = top, .end = top + height};
	text_wrap(buf_str(&a->preview), term_cols() - 2, put, &all);
	a->rows = a->preview.len ? all.line : 0;
	a->height = height;
	scroll_items(&a->base, 0);
	p.top = a->top;
	if (a->rows)
		text_wrap(buf_str(&a->preview), term_cols() - 2, put, &p);
	else
		term_put(top, 1, term_cols() - 2, ROLE_MUTED,
		    *line_text(&a->text)
		        ? _("No item is found in this text.")
		        : _("Paste the agenda above: what it becomes stands here before it is stored."));
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct agenda *a = agenda_of(s);
	const int text = height * 2 / 5;
	int row = top, col = 1;
	struct buf b = BUF_INIT;
	(void)u;
	line_draw(&a->text, top, 1, text, term_cols() - 2, true, &row, &col);
	if (!term_is_plain())
		term_rule(top + text, 0, term_cols());
	buf_print(&b, " ");
	buf_print(&b, tr_n("%zu item", "%zu items", (unsigned long)a->items), a->items);
	buf_text(&b, " · ");
	buf_print(&b, _("+ new, * changed, = the same"));
	buf_text(&b, " ");
	term_put(top + text, 2, 0, ROLE_TITLE, buf_str(&b));
	draw_preview(a, top + text + 1, height - text - 1);
	term_cursor(row, col, true);
	buf_free(&b);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct agenda *a = agenda_of(s);
	(void)u;
	buf_print(left, "%s · %s", tr(kind_get(KIND_item)->plural), a->title);
	if (a->news || a->changes)
		buf_text(right, _("not stored yet"));
}

static void close_agenda(struct ui *u, struct screen *s)
{
	struct agenda *a = agenda_of(s);
	(void)u;
	line_free(&a->text);
	buf_free(&a->preview);
	free(a->title);
	free(a->file);
	free(a);
}

const struct screen_class screen_agenda = {
    .name = "agenda",
    .actions = actions,
    .draw = draw,
    .key = key,
    .typing = typing,
    .title = title,
    .refresh = agenda_refresh,
    .leave = leave,
    .close = close_agenda,
    .idle = idle,
};

void meeting_agenda_open(struct ui *u, const struct kind *k, int64_t id)
{
	const char *why = app_readonly_reason(u->app);
	struct buf title = BUF_INIT, kept = BUF_INIT;
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		return;
	}
	struct agenda *a = mem_alloc(sizeof *a);
	a->base.c = &screen_agenda;
	a->base.section = k->section;
	a->meeting = id;
	app_title(u->app, k, id, &title);
	a->title = buf_take(&title);
	a->file = kept_path("agenda", id);
	kept_read(a->file, &kept);
	line_init(&a->text, true, buf_str(&kept));
	a->told = a->text.edits;
	buf_free(&kept);
	ui_push(u, &a->base);
}
