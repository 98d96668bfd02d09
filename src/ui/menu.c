/* ui/menu.c - a dialog in which one line is chosen; typing narrows it. Knows nothing of what the lines mean. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/chooser.h"
#include "ui/line.h"
#include "ui/ui_internal.h"

struct menu {
	struct screen s;
	char *title, *note; /* note: NULL none */
	bool letters;       /* they choose lines instead of narrowing */
	struct chooser list;
	struct line filter;
	void (*chosen)(struct ui *u, void *ctx, int64_t value, int index);
	void *ctx;
};

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct menu *m = (struct menu *)s;
	(void)u;
	(void)top;
	int width = chooser_width(&m->list), title = text_width(m->title) + 4;
	bool typed = m->filter.text.len > 0;
	int note = m->note ? text_width(m->note) : 0, want = (int)m->list.n + 1 + (m->note != NULL);
	width = width < title ? title : width < 30 ? 30 : width;
	width = width < note ? note : width;
	struct ui_box b = ui_box(want < height ? want : height, width, m->title);
	if (typed)
		term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED, line_text(&m->filter));
	bool room = typed || b.height > (int)m->list.n;
	int last = m->note ? 2 : room;
	if (m->note)
		term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED, m->note);
	chooser_draw(&m->list, b.row, b.col, b.height > last ? b.height - last : b.height, b.width);
	if (m->list.nshown == 0)
		term_put(b.row, b.col + 2, b.width - 2, ROLE_MUTED, _("Nothing fits."));
}

static void answer(struct ui *u, struct menu *m, bool yes)
{
	size_t item = 0;
	const struct menu_item *i = yes ? chooser_selected(&m->list, &item) : NULL;
	if (yes && (!i || i->disabled))
		return;
	void (*chosen)(struct ui *, void *, int64_t, int) = m->chosen;
	void *ctx = m->ctx;
	int64_t value = i ? i->value : 0;
	ui_drop(u, &m->s);
	if (chosen)
		chosen(u, ctx, value, i ? (int)item : -1);
}

/* Capitals are meant as such where a line has one; else a letter is a letter, on every layout. */
static bool by_letter(struct ui *u, struct menu *m, const struct key *k)
{
	uint32_t latin = k->code == 0 ? term_latin(k->ch) : 0;
	for (size_t i = 0; latin && i < m->list.n; i++) {
		const char *right = m->list.items[i].right;
		if (!right || (uint32_t)(unsigned char)right[0] != latin)
			continue;
		chooser_select(&m->list, i);
		answer(u, m, true);
		return true;
	}
	return false;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct menu *m = (struct menu *)s;
	if (chooser_pressed(&m->list, k)) {
		chooser_key(&m->list, k);
		answer(u, m, true);
		return true;
	}
	if (chooser_key(&m->list, k))
		return true;
	if (m->letters)
		return by_letter(u, m, k);
	if (!line_key(&m->filter, k))
		return false;
	chooser_filter(&m->list, line_text(&m->filter));
	return true;
}

static void run_choose(struct ui *u, struct screen *s)
{
	answer(u, (struct menu *)s, true);
}

static void run_cancel(struct ui *u, struct screen *s)
{
	answer(u, (struct menu *)s, false);
}

/* A press outside, Ctrl+Q: an answer all the same, so that nobody waits for it. */
static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	struct menu *m = (struct menu *)s;
	if (m->chosen && !hangup)
		m->chosen(u, m->ctx, 0, -1);
	m->chosen = NULL;
	return true;
}

static void close_menu(struct ui *u, struct screen *s)
{
	struct menu *m = (struct menu *)s;
	(void)u;
	chooser_clear(&m->list);
	line_free(&m->filter);
	free(m->title);
	free(m->note);
	free(m);
}

static bool position(struct ui *u, struct screen *s, int64_t *at, int64_t *of)
{
	const struct chooser *c = &((struct menu *)s)->list;
	(void)u;
	*at = (int64_t)c->at + 1;
	*of = (int64_t)c->nshown;
	return c->nshown > 0;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	chooser_go(&((struct menu *)s)->list, step);
}
ROWS_RUN_TYPED(go)

static const struct action actions[] = {
    ROWS_TYPED("menu", N_("Choose"), 2),
    {"menu.choose", "Enter", N_("Continue"), N_("take this line"), 1, true, run_choose, NULL},
    {"menu.cancel", "Esc", N_("Cancel"), N_("close the menu"), 1, true, run_cancel, NULL},
    {0},
};

const struct screen_class screen_menu = {
    .name = "menu",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .leave = leave,
    .position = position,
    .close = close_menu,
};

static struct menu *make(const char *title, const struct menu_item *items, size_t n,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx)
{
	struct menu *m = mem_alloc(sizeof *m);
	m->s.c = &screen_menu;
	m->title = mem_copy_text(title ? title : "");
	m->chosen = chosen;
	m->ctx = ctx;
	line_init(&m->filter, false, "");
	for (size_t i = 0; i < n; i++)
		chooser_add(
		    &m->list, items[i].text, items[i].right, items[i].value, items[i].heading, items[i].disabled);
	chooser_filter(&m->list, "");
	return m;
}

void menu_open(struct ui *u, const char *title, const struct menu_item *items, size_t n, size_t selected,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx)
{
	struct menu *m = make(title, items, n, chosen, ctx);
	chooser_select(&m->list, selected);
	ui_push(u, &m->s);
}

void menu_open_keys(struct ui *u, const char *title, const struct menu_item *items, size_t n, const char *note,
    void (*chosen)(struct ui *u, void *ctx, int64_t value, int index), void *ctx)
{
	struct menu *m = make(title, items, n, chosen, ctx);
	m->letters = true;
	m->note = mem_copy_text(note);
	ui_push(u, &m->s);
}
