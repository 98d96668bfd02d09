/* ui/screens/import_doubles.c - rows of a table that share something with somebody who is here: the same person, a new
 * one, or to be decided later; for all of them, or one by one. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/items.h"
#include "ui/screens/import.h"

static const struct {
	const char *word, *label, *help;
} choices[] = {
    [DOUBLE_NEW] = {"new", N_("new"), N_("new people")},
    [DOUBLE_SAME] = {"same", N_("same person"), N_("the same people: what the row says is added to them")},
    [DOUBLE_LATER] = {"later", N_("later"), N_("decide later: stored, and kept in the list of likely doubles")},
    [DOUBLE_DIFFERENT] = {"different", N_("two people"), N_("new people, and never ask again")},
};
enum { CHOICES = sizeof choices / sizeof *choices };

const char *import_double_word(enum app_double d)
{
	return choices[d].word;
}

const char *import_double_label(enum app_double d)
{
	return tr(choices[d].label);
}

/* ---- gathered while the rows are tried: what was chosen by hand stays with its row */

static void free_texts(struct import_double *d)
{
	free(d->name);
	free(d->theirs);
	free(d->why);
}

static struct import_double *next(struct import_doubles *d)
{
	if (d->n == d->room) {
		const size_t before = d->room;
		d->room = d->room ? d->room * 2 : 64;
		d->list = mem_resize(d->list, d->room, sizeof *d->list);
		for (size_t i = before; i < d->room; i++)
			d->list[i] = (struct import_double){0};
	}
	return &d->list[d->n++];
}

enum app_double import_decide(void *ctx, const struct app_double_row *row)
{
	struct import_doubles *all = &((struct import *)ctx)->doubles;
	struct import_double *d = next(all);
	if (d->row != row->row) /* the rows are others than the last time */
		d->chosen = false;
	free_texts(d);
	d->row = row->row;
	d->name = mem_copy_text(row->name);
	d->theirs = mem_copy_text(row->theirs);
	d->why = mem_copy_text(row->why);
	return d->chosen ? d->decided : all->otherwise;
}

void import_doubles_free(struct import_doubles *d)
{
	for (size_t i = 0; i < d->room; i++)
		free_texts(&d->list[i]);
	free(d->list);
}

/* ---- for all */

static void all_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct import *i = ctx;
	(void)u;
	if (index < 0)
		return;
	i->doubles.otherwise = (enum app_double)value;
	for (size_t n = 0; n < i->doubles.room; n++)
		i->doubles.list[n].chosen = false;
	import_count_again(i);
}

void import_doubles_ask(struct ui *u, struct import *i)
{
	struct items it = {NULL, 0};
	for (size_t n = 0; n < CHOICES; n++)
		items_add(&it, tr(choices[n].help), NULL, (int64_t)n);
	items_open(u, _("Likely doubles"), &it, i->doubles.otherwise, all_chosen, i);
}

/* ---- one by one */

struct one_by_one {
	struct screen s;
	struct import *import; /* the screen below */
	size_t at, top;
	int height;
};

static struct one_by_one *list_of(struct screen *s)
{
	return (struct one_by_one *)s;
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	const struct one_by_one *l = list_of(s);
	(void)u;
	buf_text(left, _("Likely doubles"));
	buf_print(right, _("%zu of %zu"), l->at + 1, l->import->doubles.n);
}

static void draw_one(const struct one_by_one *l, size_t n, int row)
{
	const struct import_doubles *all = &l->import->doubles;
	const struct import_double *d = &all->list[n];
	const bool selected = n == l->at;
	const enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	const int cols = term_cols(), word = 12, number = 7, names = (cols - 2 - number - word - 1) / 3;
	struct buf b = BUF_INIT;
	if (selected)
		term_fill(row, 0, cols, role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	buf_print(&b, "%zu", d->row);
	term_put_right(row, 1, number - 1, role, buf_str(&b));
	term_put(row, 2 + number, names - 1, role, d->name);
	term_put(row, 2 + number + names, names - 1, role, d->theirs);
	term_put(row, 2 + number + 2 * names, names - 1, selected ? role : ROLE_MUTED, d->why);
	buf_clear(&b);
	buf_text(&b, import_double_label(d->chosen ? d->decided : all->otherwise));
	term_put(row, cols - word, word, d->chosen && !selected ? ROLE_GOOD : role, buf_str(&b));
	buf_free(&b);
}

static void draw_heads(int row)
{
	const int cols = term_cols(), word = 12, number = 7, names = (cols - 2 - number - word - 1) / 3;
	term_put_right(row, 1, number - 1, ROLE_TITLE, _("No."));
	term_put(row, 2 + number, names - 1, ROLE_TITLE, _("In the table"));
	term_put(row, 2 + number + names, names - 1, ROLE_TITLE, _("Here already"));
	term_put(row, 2 + number + 2 * names, names - 1, ROLE_TITLE, _("Both have"));
	term_put(row, cols - word, word, ROLE_TITLE, _("Becomes"));
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct one_by_one *l = list_of(s);
	(void)u;
	l->height = height - 1 > 0 ? height - 1 : 1;
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + (size_t)l->height)
		l->top = l->at - (size_t)l->height + 1;
	draw_heads(top);
	for (int n = 0; n < l->height && l->top + (size_t)n < l->import->doubles.n; n++)
		draw_one(l, l->top + (size_t)n, top + 1 + n);
	term_cursor(top + 1 + (int)(l->at - l->top), 0, false);
}

static void move(struct one_by_one *l, int by)
{
	const size_t n = l->import->doubles.n, to = by < 0 && l->at < (size_t)-by ? 0 : l->at + (size_t)by;
	l->at = to < n ? to : n - 1;
}

/* And on to the next row, as marking does in lists. */
static void choose(struct screen *s, enum app_double what)
{
	struct one_by_one *l = list_of(s);
	struct import_double *d = &l->import->doubles.list[l->at];
	d->chosen = true;
	d->decided = what;
	l->import->count_due = true; /* when one is back there */
	move(l, 1);
}

static void run_turn(struct ui *u, struct screen *s)
{
	struct one_by_one *l = list_of(s);
	struct import_double *d = &l->import->doubles.list[l->at];
	const enum app_double now = d->chosen ? d->decided : l->import->doubles.otherwise;
	const size_t at = l->at;
	(void)u;
	choose(s, (enum app_double)(((size_t)now + 1) % CHOICES));
	l->at = at;
}

#define CHOOSE(name, what)                                                                                             \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		(void)u;                                                                                               \
		choose(s, what);                                                                                       \
	}
CHOOSE(run_same, DOUBLE_SAME)
CHOOSE(run_new, DOUBLE_NEW)
CHOOSE(run_later, DOUBLE_LATER)
CHOOSE(run_different, DOUBLE_DIFFERENT)
#undef CHOOSE

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct one_by_one *l = list_of(s);                                                                     \
		(void)u;                                                                                               \
		move(l, by);                                                                                           \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -l->height)
MOVE(run_page_down, l->height)
#undef MOVE

static void close_list(struct ui *u, struct screen *s)
{
	(void)u;
	free(s);
}

static const struct action actions[] = {
    {"import-doubles.turn", "Space Enter Right", N_("Choose"), N_("the next possibility for this row"), 1, false,
        run_turn, NULL},
    {"import-doubles.same", "s F6", N_("The same"), N_("the same person: the row is added to what is here"), 2, false,
        run_same, NULL},
    {"import-doubles.new", "n F7 Insert", N_("New"), N_("a new person"), 2, false, run_new, NULL},
    {"import-doubles.later", "l", N_("Later"), N_("a new person for now; the pair is kept, to be decided"), 3, false,
        run_later, NULL},
    {"import-doubles.different", "d F8 Delete", N_("Two people"), N_("a new person, and never ask again"), 3, false,
        run_different, NULL},
    {"import-doubles.up", "Up k", NULL, N_("row above"), 0, false, run_up, NULL},
    {"import-doubles.down", "Down j", NULL, N_("row below"), 0, false, run_down, NULL},
    {"import-doubles.page-up", "PgUp Home g", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"import-doubles.page-down", "PgDn End G", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {0},
};

const struct screen_class screen_import_doubles = {
    .name = "import-doubles",
    .actions = actions,
    .draw = draw,
    .title = title,
    .close = close_list,
};

void import_doubles_open(struct ui *u, struct import *i)
{
	struct one_by_one *l = mem_alloc(sizeof *l);
	l->s.c = &screen_import_doubles;
	l->s.section = i->s.section;
	l->import = i;
	ui_push(u, &l->s);
}
