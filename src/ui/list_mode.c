/* ui/list_mode.c - ways of looking at one list: plain, as a tree, with headings, as a board, in the calendar. Which a
 * kind has at first says shown.def; any field of choices makes two more. The last one is remembered by kind. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/list.h"
#include "ui/shown.h"

enum { CALENDAR = LIST_BOARD + 1 };

/* One row for each way: its word in shown.def and in the settings, its name. */
static const struct {
	const char *word, *label;
	bool by_field;
} ways[] = {
    [LIST_PLAIN] = {"list", N_("List"), false},
    [LIST_TREE] = {"tree", N_("Tree"), false},
    [LIST_BY] = {"by", N_("By"), true},
    [LIST_BOARD] = {"board", N_("Board"), true},
    [CALENDAR] = {"calendar", N_("Calendar"), false},
};
enum { WAYS = sizeof ways / sizeof *ways };

static void way_text(const struct kind *k, int way, int field, struct buf *out)
{
	buf_text(out, tr(ways[way].label));
	if (ways[way].by_field)
		buf_print(out, ": %s", shown_label(k, field));
}

void list_mode_text(const struct list *l, struct buf *out)
{
	way_text(l->view.kind, (int)l->mode, l->mode_field, out);
}

/* Does a board have a column for each of its values? */
static bool is_choice(const struct field *f)
{
	return f->choices && f->type->json != JSON_LIST;
}

static bool read_way(const struct kind *k, const char *word, size_t n, int *way, int *field)
{
	size_t key = 0;
	while (key < n && word[key] != ':')
		key++;
	*field = key < n ? shown_find(k, word + key + 1, n - key - 1) : NO_FIELD;
	for (*way = 0; *way < WAYS; ++*way)
		if (strlen(ways[*way].word) == key && strncmp(ways[*way].word, word, key) == 0) {
			bool field_ok = *field > 0 && !shown_is_fact(k, *field) &&
			                (*way != LIST_BOARD || is_choice(&k->fields[*field]));
			return ways[*way].by_field ? field_ok : *way != LIST_TREE || view_can_tree(k);
		}
	return false;
}

static char *conf_key(const struct list *l)
{
	return mem_print("view.%s", l->view.kind->key);
}

void list_mode_start(struct ui *u, struct list *l)
{
	int way, field;
	char *key = conf_key(l);
	const char *first = shown_of(l->view.kind)->views, *word = app_conf(u->app, key, "");
	if (!*word) /* a tree is how such records are best seen; others begin as a list */
		word = first && strncmp(first, "tree", 4) == 0 ? "tree" : "list";
	if (read_way(l->view.kind, word, strlen(word), &way, &field) && way != CALENDAR)
		list_mode_set(u, l, (enum list_mode)way, field);
	free(key);
}

static void remember(struct ui *u, const struct list *l)
{
	struct err e = ERR_INIT;
	char *key = conf_key(l);
	bool by = ways[l->mode].by_field;
	char *word =
	    mem_print("%s%s%s", ways[l->mode].word, by ? ":" : "", by ? shown_key(l->view.kind, l->mode_field) : "");
	if (l->remembered && !app_set_conf(u->app, key, word, &e))
		ui_error(u, &e);
	free(key);
	free(word);
}

void list_mode_set(struct ui *u, struct list *l, enum list_mode m, int field)
{
	int64_t id = list_selected_id(l);
	board_close(l);
	l->mode = m;
	l->mode_field = field;
	l->view.heading = NO_FIELD;
	l->view.query.then_title = m == LIST_BY;
	if (m == LIST_BY) {
		l->view.heading = field;
		l->view.query.sort = field;
		l->view.query.down = false;
	}
	if (m == LIST_BOARD)
		board_open(l, u->app, field);
	list_reload(u, l, id);
	l->view.top = 0; /* as much before it as fits */
}

/* ---- the menu */

struct views {
	struct list *list;
	struct menu_item items[96];
	size_t n, now;
};

/* What a line of the menu stands for, in one number. */
static int64_t pack(int way, int field)
{
	return (int64_t)way * 1000 + field;
}

static void add_way(struct views *w, int way, int field)
{
	struct buf b = BUF_INIT;
	const struct list *l = w->list;
	for (size_t i = 0; i < w->n; i++)
		if (w->items[i].value == pack(way, field))
			return;
	if (w->n == sizeof w->items / sizeof *w->items)
		return;
	way_text(l->view.kind, way, field, &b);
	if (way == (int)l->mode && (!ways[way].by_field || field == l->mode_field))
		w->now = w->n;
	w->items[w->n++] = (struct menu_item){buf_take(&b), NULL, pack(way, field), false, false};
}

static void add_word(void *ctx, const char *word, size_t n)
{
	struct views *w = ctx;
	int way, field;
	if (read_way(w->list->view.kind, word, n, &way, &field))
		add_way(w, way, field);
}

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	int way = (int)(value / 1000), field = (int)(value % 1000);
	if (index < 0)
		return;
	if (way == CALENDAR) {
		calendar_open_kind(u, l->view.kind);
		return;
	}
	list_mode_set(u, l, (enum list_mode)way, field);
	remember(u, l);
}

bool list_can_views(struct ui *u, struct screen *s, const char **why)
{
	const struct list *l = (struct list *)s;
	(void)u;
	*why = _("These records have one view only.");
	if (shown_of(l->view.kind)->views)
		return true;
	for (int f = 1; f < l->view.kind->nfields; f++)
		if (is_choice(&l->view.kind->fields[f]))
			return true;
	return false;
}

/* The cursor stands on the next one, so that v and Enter go round. */
void list_run_views(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	const struct kind *k = l->view.kind;
	struct views w = {.list = l};
	add_way(&w, LIST_PLAIN, NO_FIELD);
	shown_each(shown_of(k)->views, add_word, &w);
	size_t usual = w.n;
	for (int f = 1; f < k->nfields; f++)
		if (is_choice(&k->fields[f])) {
			add_way(&w, LIST_BOARD, f);
			add_way(&w, LIST_BY, f);
		}
	if (usual == 1)
		usual = w.n;
	menu_open(u, _("View"), w.items, w.n, (w.now + 1) % usual, chosen, l);
	for (size_t i = 0; i < w.n; i++)
		free(w.items[i].text);
}
