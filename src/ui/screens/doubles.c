/* ui/screens/doubles.c - pairs of records that may be of one person: what both have, and the decision: one person (the
 * two are made one, unite.c) or two (never asked again). Of all people, or of one. */
#include <stdlib.h>

#include "app/unite.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/pick.h"
#include "ui/ui_internal.h"

struct doubles {
	struct screen s;
	int64_t of; /* only pairs of this person; 0 all */
	char *name; /* the person's; owned, NULL */
	struct app_pair *list;
	size_t n, at, top;
	int height;
	bool due, read; /* to be looked for; looked for once */
};

static struct doubles *doubles_of(struct screen *s)
{
	return (struct doubles *)s;
}

static const struct kind *person(void)
{
	return kind_get(KIND_person);
}

/* ---- looking for them, when nobody types */

static bool typed_ahead(void *ctx)
{
	(void)ctx;
	return term_pending();
}

static void refresh(struct ui *u, struct screen *s)
{
	(void)u;
	doubles_of(s)->due = true;
}

static bool idle(struct ui *u, struct screen *s)
{
	struct doubles *d = doubles_of(s);
	struct err e = ERR_INIT;
	struct app_pair *list;
	size_t n;
	if (!d->due)
		return false;
	app_set_interrupt(u->app, typed_ahead, NULL);
	bool ok = app_pairs(u->app, d->of, &list, &n, &e);
	app_set_interrupt(u->app, NULL, NULL);
	d->due = !ok && e.code == ERR_INTERRUPTED; /* a key was waiting: again after it */
	if (!ok && !d->due)
		ui_error(u, &e);
	if (ok) {
		free(d->list);
		d->list = list;
		d->n = n;
		d->at = n == 0 ? 0 : d->at < n ? d->at : n - 1;
		d->read = true;
	}
	return !d->due;
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	const struct doubles *d = doubles_of(s);
	(void)u;
	buf_text(left, tr(kind_get(KIND_pair)->plural));
	if (d->name)
		buf_print(left, " · %s", d->name);
	if (d->n)
		buf_print(right, _("%zu of %zu"), d->at + 1, d->n);
}

/* ---- painting: two rows a pair */

/* What tells them apart, of the fields that lists show. */
static void facts_of(struct ui *u, int64_t id, struct buf *out)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	if (!app_get(u->app, person(), id, &r, &ignored))
		return;
	const size_t from = out->len;
	for (int f = 1; f < person()->nfields; f++) {
		const struct field *row = &person()->fields[f];
		bool names = f == person()->title[0] || f == person()->title[1] || row->initial;
		if (names || !(row->in & (IN_LIST | IN_SEARCH)) || !record_has(r, f))
			continue;
		buf_text(out, out->len > from ? ", " : "");
		record_format(r, f, app_types(u->app), FOR_SCREEN, out);
	}
	if (out->len == from)
		buf_text(out, "—");
	record_free(r);
}

static void draw_one(struct ui *u, const struct doubles *d, size_t i, int row)
{
	const struct app_pair *p = &d->list[i];
	const bool selected = i == d->at;
	const enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	const int cols = term_cols(), half = (cols - 4) / 2;
	struct buf b = BUF_INIT;
	if (selected)
		term_fill(row, 0, cols, role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	app_title(u->app, person(), p->one, &b);
	buf_text(&b, " · ");
	app_title(u->app, person(), p->other, &b);
	term_put(row, 2, cols - 26, role, buf_str(&b));
	buf_clear(&b);
	app_pair_words(p->facts, &b);
	if (p->kept || !p->facts)
		buf_print(&b, "%s%s", b.len ? " · " : "", _("to be decided"));
	term_put_right(row, cols - 24, 23, selected ? role : ROLE_WARNING, buf_str(&b));
	buf_clear(&b);
	facts_of(u, p->one, &b);
	term_put(row + 1, 4, half - 2, ROLE_MUTED, buf_str(&b));
	buf_clear(&b);
	facts_of(u, p->other, &b);
	term_put(row + 1, 4 + half, half - 1, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct doubles *d = doubles_of(s);
	d->height = height / 2 > 0 ? height / 2 : 1;
	if (d->at < d->top)
		d->top = d->at;
	if (d->at >= d->top + (size_t)d->height)
		d->top = d->at - (size_t)d->height + 1;
	for (int i = 0; i < d->height && d->top + (size_t)i < d->n; i++)
		draw_one(u, d, d->top + (size_t)i, top + 2 * i);
	if (!d->read)
		term_put(top + 1, 3, term_cols() - 4, ROLE_NORMAL, _("Looking for them…"));
	else if (d->n == 0)
		term_put(top + 1, 3, term_cols() - 4, ROLE_NORMAL,
		    d->of ? _("Nobody here is like this person.") : _("Nobody seems to be here twice."));
	term_cursor(top + (d->n ? 2 * (int)(d->at - d->top) : 0), 0, false);
}

/* ---- doing */

static void decide(struct ui *u, struct doubles *d, bool later)
{
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	const struct app_pair p = d->list[d->at];
	app_title(u->app, person(), p.one, &b);
	buf_text(&b, " · ");
	app_title(u->app, person(), p.other, &b);
	if (!app_pair_decide(u->app, p.one, p.other, later, &e)) {
		ui_error(u, &e);
	} else {
		ui_refresh_all(u);
		ui_saved(u, later ? _("%s: to be decided") : _("%s: two people; u takes it back"), buf_str(&b));
	}
	buf_free(&b);
}

static void run_different(struct ui *u, struct screen *s)
{
	decide(u, doubles_of(s), false);
}

static void run_later(struct ui *u, struct screen *s)
{
	decide(u, doubles_of(s), true);
}

static void run_unite(struct ui *u, struct screen *s)
{
	const struct doubles *d = doubles_of(s);
	unite_open(u, d->list[d->at].one, d->list[d->at].other);
}

static void other_chosen(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t n)
{
	const struct doubles *d = ctx;
	if (yes && n == 1)
		unite_open(u, d->of, values[0]);
}

static void run_other(struct ui *u, struct screen *s)
{
	struct doubles *d = doubles_of(s);
	struct query q;
	query_init(&q, person());
	pick_open(u, &(struct pick_options){.title = _("Who is the same person?"), .query = &q}, other_chosen, d);
	query_free(&q);
}

static void run_open(struct ui *u, struct screen *s)
{
	const struct doubles *d = doubles_of(s);
	record_open(u, person(), d->list[d->at].other);
}

static bool has_row(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return doubles_of(s)->n > 0;
}

static bool can_write(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return !*why;
}

static bool can_decide(struct ui *u, struct screen *s, const char **why)
{
	return has_row(u, s, why) && can_write(u, s, why);
}

static bool can_choose(struct ui *u, struct screen *s, const char **why)
{
	*why = _("Open it from one person: the menu (m) on that person.");
	return doubles_of(s)->of && can_write(u, s, why);
}

static void move(struct doubles *d, int by)
{
	const size_t to = by < 0 && d->at < (size_t)-by ? 0 : d->at + (size_t)by;
	d->at = d->n == 0 ? 0 : to < d->n ? to : d->n - 1;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct doubles *d = doubles_of(s);                                                                     \
		(void)u;                                                                                               \
		move(d, by);                                                                                           \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -d->height)
MOVE(run_page_down, d->height)
MOVE(run_first, -(int)d->n)
MOVE(run_last, (int)d->n)
#undef MOVE

static void close_doubles(struct ui *u, struct screen *s)
{
	struct doubles *d = doubles_of(s);
	(void)u;
	free(d->list);
	free(d->name);
	free(d);
}

static bool position(struct ui *u, struct screen *s, int64_t *at, int64_t *of)
{
	const struct doubles *d = doubles_of(s);
	(void)u;
	*at = (int64_t)d->at + 1;
	*of = (int64_t)d->n;
	return d->n > 0;
}

static const struct action actions[] = {
    {"doubles.unite", "Enter", N_("Make one"), N_("see both side by side and make one of two"), 1, false, run_unite,
        can_decide},
    {"doubles.different", "d F8 Delete", N_("Two people"), N_("they are two people: never ask again"), 2, false,
        run_different, can_decide},
    {"doubles.later", "Space", NULL, N_("keep the pair in the list, to be decided"), 0, false, run_later, can_decide},
    {"doubles.open", "o F3", N_("Open"), N_("open the page of the second one"), 3, false, run_open, has_row},
    {"doubles.other", "n F7 Insert", N_("Another"), N_("make one with somebody else"), 2, false, run_other, can_choose},
    {"doubles.up", "Up k", NULL, N_("row above"), 0, false, run_up, NULL},
    {"doubles.down", "Down j", NULL, N_("row below"), 0, false, run_down, NULL},
    {"doubles.page-up", "PgUp", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"doubles.page-down", "PgDn", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"doubles.first", "Home g", NULL, N_("first row"), 0, false, run_first, NULL},
    {"doubles.last", "End G", NULL, N_("last row"), 0, false, run_last, NULL},
    {0},
};

const struct screen_class screen_doubles = {
    .name = "doubles",
    .actions = actions,
    .draw = draw,
    .title = title,
    .refresh = refresh,
    .idle = idle,
    .position = position,
    .close = close_doubles,
};

static void open_doubles(struct ui *u, int64_t of)
{
	struct doubles *d = mem_alloc(sizeof *d);
	d->s.c = &screen_doubles;
	d->s.section = SECTION_PEOPLE;
	d->of = of;
	if (of) {
		struct buf b = BUF_INIT;
		app_title(u->app, person(), of, &b);
		d->name = buf_take(&b);
	}
	ui_push(u, &d->s);
}

void doubles_open(struct ui *u)
{
	open_doubles(u, 0);
}

void doubles_open_of(struct ui *u, const struct kind *k, int64_t id)
{
	(void)k;
	open_doubles(u, id);
}
