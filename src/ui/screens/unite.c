/* ui/screens/unite.c - two records of one person side by side, field by field: which value stays, or both; one key
 * makes one of the two. Nothing is written before that key. */
#include <stdlib.h>

#include "app/unite.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

enum { RESULT_ROWS = 3 }; /* below the fields: what the selected one will hold */

struct unite {
	struct screen s;
	struct app_unite *w;
	int *fields; /* those that one of the two has */
	size_t n, at, top;
	int height;
};

static struct unite *unite_of(struct screen *s)
{
	return (struct unite *)s;
}

static const struct field *field_of(const struct unite *w, size_t i)
{
	return &w->w->one->kind->fields[w->fields[i]];
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	const struct unite *w = unite_of(s);
	buf_text(left, _("One of two"));
	buf_text(left, ": ");
	record_title(w->w->one, app_types(u->app), left);
	buf_text(left, " · ");
	record_title(w->w->other, app_types(u->app), left);
	buf_print(right, _("%zu of %zu"), w->at + 1, w->n);
}

/* ---- painting */

struct places {
	int one, other, width;
};

static struct places places(void)
{
	const int cols = term_cols(), label = cols < 80 ? 13 : 18;
	return (struct places){2 + label, 2 + label + (cols - 2 - label) / 2, (cols - 2 - label) / 2};
}

/* (*) of one, [x] where both can be kept, nothing where they are equal. */
static const char *sign(const struct unite *w, size_t i, enum app_take of)
{
	const int f = w->fields[i];
	const enum app_take take = w->w->take[f];
	if (!app_unite_differs(w->w, f))
		return "   ";
	if (app_unite_joins(field_of(w, i)))
		return take == of || take == TAKE_BOTH ? "[x]" : "[ ]";
	return take == of ? "(*)" : "( )";
}

static void draw_value(struct ui *u, const struct unite *w, size_t i, enum app_take of, int row, int col, int width)
{
	const struct record *r = of == TAKE_ONE ? w->w->one : w->w->other;
	const bool selected = i == w->at, same = !app_unite_differs(w->w, w->fields[i]);
	const bool stays = same || w->w->take[w->fields[i]] == of || w->w->take[w->fields[i]] == TAKE_BOTH;
	const enum role role = selected ? ROLE_SELECTED : stays ? ROLE_NORMAL : ROLE_MUTED;
	struct buf b = BUF_INIT;
	buf_print(&b, "%s ", sign(w, i, of));
	const size_t from = b.len;
	record_format(r, w->fields[i], app_types(u->app), FOR_SCREEN, &b);
	if (b.len == from)
		buf_text(&b, "—");
	term_put(row, col, width - 1, role, buf_str(&b));
	buf_free(&b);
}

static void draw_row(struct ui *u, const struct unite *w, size_t i, int row)
{
	const struct places p = places();
	const bool selected = i == w->at;
	const enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	if (selected)
		term_fill(row, 0, term_cols(), role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	term_put(row, 2, p.one - 3, role, tr(field_of(w, i)->label));
	draw_value(u, w, i, TAKE_ONE, row, p.one, p.width);
	draw_value(u, w, i, TAKE_OTHER, row, p.other, p.width);
}

static void draw_head(const struct unite *w, int row)
{
	const struct places p = places();
	struct buf b = BUF_INIT;
	if (w->w->naming == 0)
		buf_text(&b, _("Nothing else names the newer one; the older one stays"));
	else
		buf_print(&b,
		    tr_n("%lld record will name the older one, which stays",
		        "%lld records will name the older one, which stays", (unsigned long)w->w->naming),
		    (long long)w->w->naming);
	term_put(row, 2, term_cols() - 3, ROLE_MUTED, buf_str(&b));
	term_put(row + 1, p.one + 4, p.width - 5, ROLE_TITLE, _("The older record"));
	term_put(row + 1, p.other + 4, p.width - 5, ROLE_TITLE, _("The newer record"));
	buf_free(&b);
}

struct lines {
	int row, last;
};

static void put_line(void *ctx, const char *bytes, size_t n)
{
	struct lines *l = ctx;
	if (l->row > l->last)
		return;
	char *line = mem_copy_bytes(bytes, n);
	term_put(l->row++, 2, term_cols() - 3, ROLE_GOOD, line);
	free(line);
}

static void draw_result(struct ui *u, const struct unite *w, int row)
{
	struct lines l = {row, row + RESULT_ROWS - 2};
	struct value v = VALUE_INIT;
	struct buf b = BUF_INIT;
	const struct field *f = field_of(w, w->at);
	app_unite_value(w->w, w->fields[w->at], &v);
	buf_print(&b, "%s: ", tr(f->label));
	f->type->format(f, &v, app_types(u->app), FOR_SCREEN, &b);
	text_wrap(buf_str(&b), term_cols() - 3, put_line, &l);
	buf_free(&b);
	value_clear(&v);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct unite *w = unite_of(s);
	w->height = height - 2 - RESULT_ROWS > 0 ? height - 2 - RESULT_ROWS : 1;
	if (w->at < w->top)
		w->top = w->at;
	if (w->at >= w->top + (size_t)w->height)
		w->top = w->at - (size_t)w->height + 1;
	draw_head(w, top);
	for (int i = 0; i < w->height && w->top + (size_t)i < w->n; i++)
		draw_row(u, w, w->top + (size_t)i, top + 2 + i);
	draw_result(u, w, top + height - RESULT_ROWS + 1);
	term_cursor(top + 2 + (int)(w->at - w->top), 0, false);
}

/* ---- choosing */

static bool differs(struct ui *u, struct screen *s, const char **why)
{
	const struct unite *w = unite_of(s);
	(void)u;
	*why = _("Here both say the same.");
	return app_unite_differs(w->w, w->fields[w->at]);
}

static bool joins(struct ui *u, struct screen *s, const char **why)
{
	const struct unite *w = unite_of(s);
	if (!differs(u, s, why))
		return false;
	*why = _("There is only room for one value.");
	return app_unite_joins(field_of(w, w->at));
}

static void take(struct screen *s, enum app_take what)
{
	struct unite *w = unite_of(s);
	w->w->take[w->fields[w->at]] = what;
}

static void run_one(struct ui *u, struct screen *s)
{
	(void)u;
	take(s, TAKE_ONE);
}

static void run_other(struct ui *u, struct screen *s)
{
	(void)u;
	take(s, TAKE_OTHER);
}

static void run_both(struct ui *u, struct screen *s)
{
	(void)u;
	take(s, TAKE_BOTH);
}

static void run_turn(struct ui *u, struct screen *s)
{
	const struct unite *w = unite_of(s);
	const int choices = app_unite_joins(field_of(w, w->at)) ? 3 : 2;
	(void)u;
	take(s, (enum app_take)(((int)w->w->take[w->fields[w->at]] + 1) % choices));
}

/* ---- doing */

static void run_do(struct ui *u, struct screen *s)
{
	struct unite *w = unite_of(s);
	struct err e = ERR_INIT;
	struct buf name = BUF_INIT;
	const int64_t id = w->w->one->id;
	int64_t moved;
	if (!app_unite_do(u->app, w->w, &moved, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_drop(u, s);
	ui_refresh_all(u);
	app_title(u->app, kind_get(KIND_person), id, &name);
	ui_saved(u,
	    tr_n("One person now: %s; %lld record moved. u takes it back.",
	        "One person now: %s; %lld records moved. u takes it back.", (unsigned long)moved),
	    buf_str(&name), (long long)moved);
	buf_free(&name);
}

static bool can_do(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return !*why;
}

static void move(struct unite *w, int by)
{
	const size_t to = by < 0 && w->at < (size_t)-by ? 0 : w->at + (size_t)by;
	w->at = to < w->n ? to : w->n - 1;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct unite *w = unite_of(s);                                                                         \
		(void)u;                                                                                               \
		move(w, by);                                                                                           \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -w->height)
MOVE(run_page_down, w->height)
#undef MOVE

static void close_unite(struct ui *u, struct screen *s)
{
	struct unite *w = unite_of(s);
	(void)u;
	app_unite_free(w->w);
	free(w->fields);
	free(w);
}

static const struct action actions[] = {
    {"unite.do", "Enter ^S F2", N_("Make one"), N_("make one record of the two; u takes it back"), 1, false, run_do,
        can_do},
    {"unite.turn", "Space", N_("Choose"), N_("the one value, the other, both"), 2, false, run_turn, differs},
    {"unite.one", "Left h", N_("Older"), N_("the value of the older record"), 3, false, run_one, differs},
    {"unite.other", "Right l", N_("Newer"), N_("the value of the newer record"), 3, false, run_other, differs},
    {"unite.both", "b", N_("Both"), N_("both values"), 4, false, run_both, joins},
    {"unite.up", "Up k S-Tab", NULL, N_("row above"), 0, false, run_up, NULL},
    {"unite.down", "Down j Tab", NULL, N_("row below"), 0, false, run_down, NULL},
    {"unite.page-up", "PgUp Home g", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"unite.page-down", "PgDn End G", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {0},
};

const struct screen_class screen_unite = {
    .name = "unite",
    .actions = actions,
    .draw = draw,
    .title = title,
    .close = close_unite,
};

void unite_open(struct ui *u, int64_t x, int64_t y)
{
	struct err e = ERR_INIT;
	struct app_unite *pair;
	if (!app_unite_open(u->app, x, y, &pair, &e)) {
		ui_error(u, &e);
		return;
	}
	struct unite *w = mem_alloc(sizeof *w);
	const int nfields = pair->one->kind->nfields;
	w->s.c = &screen_unite;
	w->s.section = SECTION_PEOPLE;
	w->w = pair;
	w->fields = mem_array((size_t)nfields, sizeof *w->fields);
	for (int f = 1; f < nfields; f++)
		if (app_unite_shows(pair, f))
			w->fields[w->n++] = f;
	ui_push(u, &w->s);
}
