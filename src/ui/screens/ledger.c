/* ui/screens/ledger.c - an action's money: entries with the balance after each, two people who confirm, a table and
 * paper out. Painting is ledger_draw.c's work, counting app's. */
#include "ui/screens/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/pick.h"

static struct ledger *ledger_of(struct screen *s)
{
	return (struct ledger *)s;
}

/* ---- reading */

static void clear(struct ledger *l)
{
	for (size_t i = 0; i < l->n; i++)
		record_free(l->rows[i].record);
	free(l->rows);
	l->rows = NULL;
	l->n = 0;
	record_free(l->about);
	l->about = NULL;
}

static bool take_line(void *ctx, const struct app_ledger_line *line)
{
	struct ledger *l = ctx;
	l->rows = mem_resize(l->rows, l->n + 1, sizeof *l->rows);
	l->rows[l->n].line = *line;
	l->rows[l->n++].record = record_copy(line->record);
	return true;
}

static void newest_first(struct ledger *l)
{
	for (size_t i = 0; i < l->n / 2; i++) {
		const struct ledger_row other = l->rows[l->n - 1 - i];
		l->rows[l->n - 1 - i] = l->rows[i];
		l->rows[i] = other;
	}
}

static int64_t selected_id(const struct ledger *l)
{
	return l->at < l->n ? l->rows[l->at].record->id : 0;
}

static void select_id(struct ledger *l, int64_t id)
{
	for (size_t i = 0; id && i < l->n; i++)
		if (l->rows[i].record->id == id)
			l->at = i;
	if (l->at >= l->n)
		l->at = l->n ? l->n - 1 : 0;
}

static void refresh(struct ui *u, struct screen *s)
{
	struct ledger *l = ledger_of(s);
	struct err e = ERR_INIT;
	const int64_t was = selected_id(l);
	clear(l);
	if (!app_get(u->app, kind_get(KIND_action), l->action, &l->about, &e) ||
	    !app_ledger(u->app, l->action, take_line, l, &e) ||
	    !app_ledger_sums(u->app, l->action, l->sums, &l->nsums, &e))
		ui_error(u, &e);
	newest_first(l);
	select_id(l, was);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	app_title(u->app, kind_get(KIND_action), ledger_of(s)->action, left);
	buf_text(right, tr(kind_get(KIND_ledger)->plural));
}

static bool position(struct ui *u, struct screen *s, int64_t *at, int64_t *of)
{
	(void)u;
	*at = (int64_t)ledger_of(s)->at + 1;
	*of = (int64_t)ledger_of(s)->n;
	return *of > 0;
}

/* ---- changing */

static void saved(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	(void)k;
	refresh(u, ctx);
	select_id(ctx, id);
}

static void run_new(struct ui *u, struct screen *s)
{
	struct record *r = record_new_initial(kind_get(KIND_ledger), app_types(u->app));
	record_set_int(r, ledger_action, ledger_of(s)->action);
	form_open(u, kind_get(KIND_ledger), 0, r, saved, s);
}

static void run_edit(struct ui *u, struct screen *s)
{
	form_open(u, kind_get(KIND_ledger), selected_id(ledger_of(s)), NULL, saved, s);
}

static void run_delete(struct ui *u, struct screen *s)
{
	struct err e = ERR_INIT;
	int64_t id = selected_id(ledger_of(s));
	struct buf b = BUF_INIT;
	app_title(u->app, kind_get(KIND_ledger), id, &b);
	if (app_bin(u->app, kind_get(KIND_ledger), &id, 1, &e)) {
		ui_refresh_all(u);
		ui_saved(u, "%s: %s", _("In the bin (u takes it back)"), buf_str(&b));
	} else {
		ui_error(u, &e);
	}
	buf_free(&b);
}

/* ---- two people confirm */

struct confirming {
	struct ledger *ledger;
	int64_t id; /* 0: every entry that lacks people */
};

static void confirm_as(struct ui *u, void *ctx, bool yes, const int64_t *people, size_t n)
{
	struct confirming *c = ctx;
	struct err e = ERR_INIT;
	size_t done, skipped;
	if (yes && n == 1) {
		if (app_ledger_confirm(u->app, c->ledger->action, c->id, people[0], &done, &skipped, &e)) {
			struct buf name = BUF_INIT;
			app_title(u->app, kind_get(KIND_person), people[0], &name);
			ui_refresh_all(u);
			if (skipped)
				ui_saved(
				    u, _("%s confirmed %zu; %zu are for somebody else"), buf_str(&name), done, skipped);
			else
				ui_saved(u, tr_n("%s confirmed %zu entry", "%s confirmed %zu entries", done),
				    buf_str(&name), done);
			buf_free(&name);
		} else {
			ui_error(u, &e);
		}
	}
	free(c);
}

static void ask_who(struct ui *u, struct ledger *l, int64_t id)
{
	struct confirming *c = mem_alloc(sizeof *c);
	struct query q;
	*c = (struct confirming){l, id};
	query_init(&q, kind_get(KIND_person));
	pick_open(u,
	    &(struct pick_options){
	        .title = id ? _("Who has counted this money?") : _("Who has counted all the money?"), .query = &q},
	    confirm_as, c);
	query_free(&q);
}

static void run_confirm(struct ui *u, struct screen *s)
{
	ask_who(u, ledger_of(s), selected_id(ledger_of(s)));
}

static void run_confirm_all(struct ui *u, struct screen *s)
{
	ask_who(u, ledger_of(s), 0);
}

/* ---- out */

static void path_typed(struct ui *u, void *ctx, const char *path)
{
	struct err e = ERR_INIT;
	int64_t rows = 0;
	if (!path || !*path)
		return;
	if (app_ledger_csv(u->app, ledger_of(ctx)->action, true, path, &rows, &e))
		ui_written(u, path);
	else
		ui_error(u, &e);
}

static void run_csv(struct ui *u, struct screen *s)
{
	struct buf t = BUF_INIT;
	app_title(u->app, kind_get(KIND_action), ledger_of(s)->action, &t);
	char *folder = path_documents(), *safe = path_safe_name(buf_str(&t));
	char *name = mem_print("%s-%s.csv", tr(kind_get(KIND_ledger)->plural), safe), *path = path_join(folder, name);
	prompt_open(u, _("Write to which file?"), path, _("a table for Excel: one row an entry, with the balance"),
	    path_typed, s);
	buf_free(&t);
	free(folder);
	free(safe);
	free(name);
	free(path);
}

static void run_print(struct ui *u, struct screen *s)
{
	print_open(u, kind_get(KIND_action), ledger_of(s)->action);
}

/* ---- moving, and what is possible */

static bool has_row(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return ledger_of(s)->n > 0;
}

static bool can_write(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return !*why;
}

static bool can_change(struct ui *u, struct screen *s, const char **why)
{
	return can_write(u, s, why) && has_row(u, s, why);
}

static void move(struct ledger *l, int64_t by)
{
	const int64_t to = (int64_t)l->at + by, last = (int64_t)l->n - 1;
	l->at = (size_t)(to > last ? (last < 0 ? 0 : last) : to < 0 ? 0 : to);
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct ledger *l = ledger_of(s);                                                                       \
		(void)u;                                                                                               \
		move(l, by);                                                                                           \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -l->height)
MOVE(run_page_down, l->height)
MOVE(run_first, -1000000)
MOVE(run_last, 1000000)
#undef MOVE

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct ledger *l = ledger_of(s);
	if (k->code != K_MOUSE)
		return false;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		move(l, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	const size_t at = l->top + (size_t)(k->mouse_row - l->row);
	if (k->mouse_button != 1 || k->mouse_row < l->row || k->mouse_row >= l->row + l->height || at >= l->n)
		return false;
	const bool again = l->at == at;
	l->at = at;
	if (again && k->mouse_double)
		run_edit(u, s);
	return true;
}

static void close_ledger(struct ui *u, struct screen *s)
{
	(void)u;
	clear(ledger_of(s));
	free(s);
}

static const struct action actions[] = {
    {"ledger.new", "n F7 Insert", N_("New"), N_("a new entry: money or a thing"), 1, false, run_new, can_write},
    {"ledger.edit", "Enter e F3 F4", N_("Edit"), N_("edit this entry"), 3, false, run_edit, can_change},
    {"ledger.confirm", "V", N_("Confirm"), N_("somebody confirms this money"), 2, false, run_confirm, can_change},
    {"ledger.confirm-all", "A", N_("All"), N_("somebody confirms all the money that lacks people"), 4, false,
        run_confirm_all, can_change},
    {"ledger.print", "p", N_("Print"), N_("the dossier with its ledger as PDF"), 6, false, run_print, NULL},
    {"ledger.csv", "x", N_("Table"), N_("the ledger as a table (CSV)"), 5, false, run_csv, NULL},
    {"ledger.delete", "d F8 Delete", N_("Delete"), N_("put into the bin"), 8, false, run_delete, can_change},
    {"ledger.up", "Up k", NULL, N_("row above"), 0, false, run_up, NULL},
    {"ledger.down", "Down j", NULL, N_("row below"), 0, false, run_down, NULL},
    {"ledger.page-up", "PgUp ^U", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"ledger.page-down", "PgDn ^D Space", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"ledger.first", "Home g", NULL, N_("first row"), 0, false, run_first, NULL},
    {"ledger.last", "End G", NULL, N_("last row"), 0, false, run_last, NULL},
    {0},
};

const struct screen_class screen_ledger = {
    .name = "ledger",
    .actions = actions,
    .draw = ledger_draw,
    .key = key,
    .title = title,
    .refresh = refresh,
    .close = close_ledger,
    .position = position,
};

void ledger_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct ledger *l = mem_alloc(sizeof *l);
	(void)k;
	l->s.c = &screen_ledger;
	l->s.section = SECTION_ACTIONS;
	l->action = id;
	ui_push(u, &l->s);
}
