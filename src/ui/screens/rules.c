/* ui/screens/rules.c - the legal rules: the program's own and the group's, each with its source; changed in the form,
 * added, given back, tried on a day. Counting is civic's work. */
#include <stdlib.h>
#include <string.h>

#include "app/rules.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/items.h"
#include "ui/ui_internal.h"

enum { TERM_WIDTH = 27, TERM_NARROW = 22, DETAIL_MOST = 12, LIST_LEAST = 4 };

struct rules {
	struct screen s;
	char *id; /* of the selected rule; owned; NULL: the first */
	size_t at, top;
	int height;
};

static struct rules *rules_of(struct screen *s)
{
	return (struct rules *)s;
}

/* Lent until the rules change; NULL: they cannot be read. */
static const struct term_rule *rule_at(struct ui *u, size_t i)
{
	const struct term_rules *all = app_rules(u->app, NULL);
	return all && i < term_rules_count(all) ? term_rules_at(all, i) : NULL;
}

static size_t count(struct ui *u)
{
	const struct term_rules *all = app_rules(u->app, NULL);
	return all ? term_rules_count(all) : 0;
}

static void select_at(struct ui *u, struct rules *r, size_t at)
{
	const struct term_rule *rule = rule_at(u, at);
	if (!rule)
		return;
	r->at = at;
	free(r->id);
	r->id = mem_copy_text(rule->id);
}

/* Rules came or went: the same one stays selected. */
static void refresh(struct ui *u, struct screen *s)
{
	struct rules *r = rules_of(s);
	struct err e = ERR_INIT;
	if (!app_rules(u->app, &e))
		ui_error(u, &e);
	for (size_t i = 0; r->id && i < count(u); i++)
		if (strcmp(rule_at(u, i)->id, r->id) == 0) {
			r->at = i;
			return;
		}
	select_at(u, r, r->at < count(u) ? r->at : 0);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	buf_text(left, _("Legal rules"));
	buf_print(right, "%zu / %zu", rules_of(s)->at + 1, count(u));
}

static bool position(struct ui *u, struct screen *s, int64_t *at, int64_t *of)
{
	*at = (int64_t)rules_of(s)->at + 1;
	*of = (int64_t)count(u);
	return *of > 0;
}

/* ---- painting: a line a rule, the selected one whole below */

static void draw_rule(struct ui *u, const struct rules *r, size_t i, int row)
{
	const struct term_rule *rule = rule_at(u, i);
	const bool selected = i == r->at, own = app_rule_whose(u->app, rule->id) != RULE_OURS;
	const enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	const int last = term_cols() < 80 ? TERM_NARROW : TERM_WIDTH, name = term_cols() - last - 5;
	struct buf term = BUF_INIT;
	if (selected)
		term_fill(row, 0, term_cols(), role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	term_put(row, 2, 1, role, own ? "*" : " ");
	term_put(row, 4, name, role, rule->name[lang_now()]);
	app_rule_term(rule, &term);
	term_put(row, 4 + name + 1, last, selected ? role : ROLE_MUTED, buf_str(&term));
	buf_free(&term);
}

struct detail {
	int row, end;
};

static void detail_line(void *ctx, const char *bytes, size_t n)
{
	struct detail *d = ctx;
	char *text = mem_copy_bytes(bytes, n);
	if (d->row < d->end)
		term_put(d->row++, 2, term_cols() - 3, ROLE_NORMAL, text);
	free(text);
}

static void draw_detail(struct ui *u, const struct rules *r, int row, int height)
{
	const struct term_rule *rule = rule_at(u, r->at);
	struct buf b = BUF_INIT;
	struct detail d = {row + 1, row + height};
	if (!rule || height < 3)
		return;
	term_rule(row, 0, term_cols());
	app_rule_tell(u->app, rule, &b);
	text_wrap(buf_str(&b), term_cols() - 3, detail_line, &d);
	buf_free(&b);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct rules *r = rules_of(s);
	const int detail = height / 2 < DETAIL_MOST ? height / 2 : DETAIL_MOST;
	r->height = height - detail > LIST_LEAST ? height - detail : height;
	if (r->at < r->top)
		r->top = r->at;
	if (r->at >= r->top + (size_t)r->height)
		r->top = r->at - (size_t)r->height + 1;
	for (int i = 0; i < r->height && r->top + (size_t)i < count(u); i++)
		draw_rule(u, r, r->top + (size_t)i, top + i);
	if (r->height < height)
		draw_detail(u, r, top + r->height, height - r->height);
	term_cursor(top + (int)(r->at - r->top), 0, false);
}

/* ---- doing */

static void saved(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	struct rules *r = ctx;
	struct record *rule = NULL;
	struct err e = ERR_INIT;
	if (!app_get(u->app, k, id, &rule, &e))
		return;
	free(r->id);
	r->id = mem_copy_text(record_text(rule, rule_code));
	record_free(rule);
	refresh(u, &r->s);
}

static void run_edit(struct ui *u, struct screen *s)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (!app_rule_edit(u->app, rules_of(s)->id, &r, &e)) {
		ui_error(u, &e);
		return;
	}
	const int64_t id = r->id;
	if (id) {
		record_free(r);
		r = NULL;
	}
	form_open(u, kind_get(KIND_rule), id, r, saved, s);
}

static void run_new(struct ui *u, struct screen *s)
{
	form_open(u, kind_get(KIND_rule), 0, NULL, saved, s);
}

static void run_reset(struct ui *u, struct screen *s)
{
	struct err e = ERR_INIT;
	char *id = mem_copy_text(rules_of(s)->id);
	if (app_rule_reset(u->app, id, &e)) {
		ui_refresh_all(u);
		ui_saved(u, _("%s: as the program has it (u takes it back)"), id);
	} else {
		ui_error(u, &e);
	}
	free(id);
}

static void add_line(void *ctx, const char *text)
{
	buf_print(ctx, "%s\n", text);
}

static void day_typed(struct ui *u, void *ctx, const char *text)
{
	const struct term_rules *all = app_rules(u->app, NULL);
	const struct term_rule *rule = all ? term_rules_find(all, rules_of(ctx)->id) : NULL;
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	date_t from;
	if (!text || !*text || !rule)
		return;
	if (!date_parse(text, app_types(u->app)->today, &from))
		ui_say(u, ROLE_WARNING, _("\"%s\" is not a day."), text);
	else if (!term_explain(rule, from, app_holidays(u->app, NULL), lang_now(), add_line, &b, &e))
		ui_error(u, &e);
	else
		pager_open(u, rule->name[lang_now()], buf_str(&b));
	buf_free(&b);
}

static void run_try(struct ui *u, struct screen *s)
{
	const struct term_rule *rule = rule_at(u, rules_of(s)->at);
	struct buf today = BUF_INIT;
	date_text(app_types(u->app)->today, lang_now(), DATE_SHORT, &today);
	prompt_open(u, _("From which day?"), buf_str(&today), rule->from[lang_now()], day_typed, s);
	buf_free(&today);
}

static void found(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		select_at(u, ctx, (size_t)value);
}

static void run_search(struct ui *u, struct screen *s)
{
	struct items it = {NULL, 0};
	for (size_t i = 0; i < count(u); i++)
		items_add(&it, rule_at(u, i)->name[lang_now()], rule_at(u, i)->id, (int64_t)i);
	items_open(u, _("Which rule?"), &it, rules_of(s)->at, found, s);
}

static void run_days(struct ui *u, struct screen *s)
{
	(void)s;
	list_open(u, kind_get(KIND_dayoff), NULL, NULL);
}

static bool can_write(struct ui *u, struct screen *s, const char **why)
{
	*why = app_readonly_reason(u->app);
	return !*why && rules_of(s)->id;
}

static bool can_reset(struct ui *u, struct screen *s, const char **why)
{
	if (!can_write(u, s, why))
		return false;
	*why = _("This rule is as the program has it.");
	return app_rule_whose(u->app, rules_of(s)->id) != RULE_OURS;
}

static bool has_rule(struct ui *u, struct screen *s, const char **why)
{
	*why = _("Nothing is selected.");
	return rule_at(u, rules_of(s)->at) != NULL;
}

static void move(struct ui *u, struct rules *r, int64_t by)
{
	const int64_t to = (int64_t)r->at + by, last = (int64_t)count(u) - 1;
	select_at(u, r, (size_t)(to < 0 ? 0 : to > last ? (last < 0 ? 0 : last) : to));
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct rules *r = rules_of(s);                                                                         \
		move(u, r, by);                                                                                        \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -r->height)
MOVE(run_page_down, r->height)
MOVE(run_first, -100000)
MOVE(run_last, 100000)
#undef MOVE

static void close_rules(struct ui *u, struct screen *s)
{
	(void)u;
	free(rules_of(s)->id);
	free(s);
}

static const struct action actions[] = {
    {"rules.edit", "Enter e F3 F4", N_("Edit"), N_("change this rule for the group"), 1, false, run_edit, can_write},
    {"rules.new", "n F7 Insert", N_("New"), N_("a new legal rule"), 3, false, run_new, can_write},
    {"rules.reset", "R", N_("Usual"), N_("back to the program's own rule"), 2, false, run_reset, can_reset},
    {"rules.try", "T", N_("From a day"), N_("count this term from a day, day by day"), 4, false, run_try, has_rule},
    {"rules.days", "V", N_("Days off"), N_("days that a decision made free or working"), 6, false, run_days, NULL},
    {"rules.search", "/ ^F .", N_("Search"), N_("search a rule"), 5, false, run_search, has_rule},
    {"rules.up", "Up k", NULL, N_("row above"), 0, false, run_up, NULL},
    {"rules.down", "Down j", NULL, N_("row below"), 0, false, run_down, NULL},
    {"rules.page-up", "PgUp ^U", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"rules.page-down", "PgDn ^D Space", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"rules.first", "Home g", NULL, N_("first row"), 0, false, run_first, NULL},
    {"rules.last", "End G", NULL, N_("last row"), 0, false, run_last, NULL},
    {0},
};

const struct screen_class screen_rules = {
    .name = "rules",
    .actions = actions,
    .draw = draw,
    .title = title,
    .refresh = refresh,
    .close = close_rules,
    .position = position,
};

void rules_open(struct ui *u)
{
	struct rules *r = mem_alloc(sizeof *r);
	r->s.c = &screen_rules;
	r->s.section = SECTION_OTHER;
	ui_push(u, &r->s);
}
