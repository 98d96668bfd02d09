/* ui/screens/settings.c - the settings by pages. Changes act at once and are written at once; `u` takes them back. The
 * rows are in settings_rows.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/settings.h"

enum { PAGES_WIDTH = 22, UNDO_MOST = 50 };

struct settings_undo {
	const struct setting *row;
	char *value; /* owned */
};
struct settings {
	struct screen s;
	size_t at;
	int *rows;    /* owned; where each row was drawn last; -1: not */
	int page_row; /* of the first page's name */
	struct settings_undo undo[UNDO_MOST];
	size_t nundo;
};

static struct settings *settings_of(struct screen *s)
{
	return (struct settings *)s;
}

static const struct setting *row_of(const struct settings *st)
{
	return settings_row(st->at);
}

/* ---- changing */

static void remember(struct settings *st, const struct setting *row, const char *before)
{
	if (st->nundo == UNDO_MOST) {
		free(st->undo[0].value);
		memmove(&st->undo[0], &st->undo[1], (UNDO_MOST - 1) * sizeof st->undo[0]);
		st->nundo--;
	}
	st->undo[st->nundo++] = (struct settings_undo){row, mem_copy_text(before)};
}

static void say_value(struct ui *u, const struct setting *row)
{
	struct buf b = BUF_INIT;
	setting_text(u, row, &b);
	ui_saved(u, "%s: %s", tr(row->label), buf_str(&b));
	buf_free(&b);
}

static void change(struct ui *u, struct settings *st, const struct setting *row, const char *value)
{
	struct err e = ERR_INIT;
	char *before = mem_copy_text(setting_now(u, row));
	if (strcmp(before, value) != 0) {
		if (setting_store(u, row, value, &e)) {
			remember(st, row, before);
			say_value(u, row);
		} else {
			ui_error(u, &e);
		}
	}
	free(before);
}

static void turn(struct ui *u, struct settings *st, int by)
{
	const struct setting *row = row_of(st);
	const char *now = setting_now(u, row);
	int n = 0, at = 0;
	for (; row->values[n].value; n++)
		if (strcmp(row->values[n].value, now) == 0)
			at = n;
	change(u, st, row, row->values[(at + by + n) % n].value);
}

static void typed(struct ui *u, void *ctx, const char *text)
{
	struct settings *st = ctx;
	const struct setting *row = row_of(st);
	struct err e = ERR_INIT;
	if (!text)
		return;
	char *value = row->read && *text ? row->read(u, text, &e) : mem_copy_text(text);
	if (value)
		change(u, st, row, value);
	else
		ui_error(u, &e);
	free(value);
}

/* ---- painting */

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)u;
	buf_text(left, _("Settings"));
	if (term_cols() < 80) {
		buf_print(left, " · %s", settings_page_name(row_of(settings_of(s))->page));
		buf_print(right, "%d/%d", (int)row_of(settings_of(s))->page + 1, (int)SETTINGS_PAGES);
	}
}

static void draw_pages(struct settings *st, int top, int height)
{
	st->page_row = top;
	for (int p = 0; p < SETTINGS_PAGES; p++) {
		bool here = p == (int)row_of(st)->page;
		term_put(top + p, 0, 1, here ? ROLE_TITLE : ROLE_NORMAL, here ? ">" : " ");
		term_put(top + p, 2, PAGES_WIDTH - 3, here ? ROLE_TITLE : ROLE_NORMAL,
		    settings_page_name((enum settings_page)p));
	}
	term_vrule(top, PAGES_WIDTH, height);
}

static void draw_row(struct ui *u, struct settings *st, size_t i, int row, int col)
{
	const struct setting *r = settings_row(i);
	bool selected = i == st->at;
	const char *why;
	bool there = !r->can || r->can(u, &why);
	enum role role = selected ? ROLE_SELECTED : there ? ROLE_NORMAL : ROLE_MUTED;
	int label = term_cols() < 80 ? 26 : 27, width = term_cols() - col;
	struct buf b = BUF_INIT;
	setting_text(u, r, &b);
	if (selected)
		term_fill(row, col, width, role, ' ');
	term_put(row, col, 1, role, selected ? ">" : " ");
	term_put(row, col + 2, label - 3, role, tr(r->label));
	term_put(row, col + label, width - label - 1, role, buf_str(&b));
	if (selected)
		term_cursor(row, col, false);
	buf_free(&b);
}

/* Every role as it looks now, and the signs. */
static void draw_sample(int row, int col)
{
	static const struct {
		enum role role;
		const char *text;
	} parts[] = {{ROLE_NORMAL, N_("normal")}, {ROLE_SELECTED, N_("> chosen")}, {ROLE_WARNING, N_("! attention")},
	    {ROLE_MARKED, N_("* marked")}, {ROLE_GOOD, N_("saved")}, {ROLE_MUTED, N_("less")}, {ROLE_KEY, "Enter"}};
	int at = col + term_put(row, col, 0, ROLE_TITLE, tr_ctx("colours", NC_("colours", "Sample"))) + 2;
	for (size_t i = 0; i < sizeof parts / sizeof *parts && at < term_cols() - 4; i++)
		at += term_put(row, at, 0, parts[i].role, tr(parts[i].text)) + 2;
	term_put(row + 1, col, term_cols() - col - 1, ROLE_NORMAL, "ă â î ș ț   щ ы э ю я   ─│┌┐ █░ ■ [x] [ ]");
}

/* How dates, money and numbers of people read in the language. */
static void draw_formats(struct ui *u, int row, int col)
{
	struct buf b = BUF_INIT;
	date_t today = app_types(u->app)->today;
	date_text(today, lang_now(), DATE_FULL, &b);
	buf_text(&b, " · ");
	date_text(today, lang_now(), DATE_SHORT, &b);
	buf_text(&b, " · 18:30 · ");
	date_distance(today + 4, today, lang_now(), &b);
	term_put(row, col, term_cols() - col - 1, ROLE_NORMAL, buf_str(&b));
	buf_free(&b);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct settings *st = settings_of(s);
	int col = term_cols() < 80 ? 0 : PAGES_WIDTH + 1, row = top;
	enum settings_page page = row_of(st)->page;
	if (col)
		draw_pages(st, top, height);
	for (size_t i = 0; i < settings_count(); i++) {
		st->rows[i] = -1;
		if (settings_row(i)->page != page)
			continue;
		st->rows[i] = row;
		draw_row(u, st, i, row++, col);
	}
	term_put(row + 1, col + 2, term_cols() - col - 3, ROLE_MUTED, tr(row_of(st)->help));
	if (page == PAGE_SCREEN)
		draw_sample(row + 3, col + 2);
	if (page == PAGE_LANGUAGE)
		draw_formats(u, row + 3, col + 2);
	term_put(top + height - 1, col + 2, term_cols() - col - 3, ROLE_MUTED,
	    _("Changes are seen at once. u takes them back."));
}

/* ---- doing */

static void move(struct settings *st, int by)
{
	size_t n = settings_count();
	st->at = by < 0 ? st->at - (st->at > 0) : st->at + (st->at + 1 < n);
}

static void run_up(struct ui *u, struct screen *s)
{
	(void)u;
	move(settings_of(s), -1);
}

static void run_down(struct ui *u, struct screen *s)
{
	(void)u;
	move(settings_of(s), 1);
}

static void to_page(struct settings *st, int page)
{
	int n = (int)SETTINGS_PAGES;
	for (size_t i = 0; i < settings_count(); i++)
		if ((int)settings_row(i)->page == (page + n) % n) {
			st->at = i;
			return;
		}
}

static void run_next_page(struct ui *u, struct screen *s)
{
	(void)u;
	to_page(settings_of(s), (int)row_of(settings_of(s))->page + 1);
}

static void run_previous_page(struct ui *u, struct screen *s)
{
	(void)u;
	to_page(settings_of(s), (int)row_of(settings_of(s))->page - 1);
}

static void run_first(struct ui *u, struct screen *s)
{
	(void)u;
	settings_of(s)->at = 0;
}

static void run_last(struct ui *u, struct screen *s)
{
	(void)u;
	settings_of(s)->at = settings_count() - 1;
}

static void run_left(struct ui *u, struct screen *s)
{
	turn(u, settings_of(s), -1);
}

static void run_right(struct ui *u, struct screen *s)
{
	turn(u, settings_of(s), 1);
}

static void run_change(struct ui *u, struct screen *s)
{
	const struct setting *row = row_of(settings_of(s));
	if (row->run)
		row->run(u);
	else if (row->values)
		turn(u, settings_of(s), 1);
	else
		prompt_open(u, tr(row->label), setting_now(u, row), tr(row->help), typed, settings_of(s));
}

static void run_default(struct ui *u, struct screen *s)
{
	const struct setting *row = row_of(settings_of(s));
	change(u, settings_of(s), row, row->initial);
}

static void run_undo(struct ui *u, struct screen *s)
{
	struct settings *st = settings_of(s);
	struct settings_undo last = st->undo[--st->nundo];
	struct err e = ERR_INIT;
	if (setting_store(u, last.row, last.value, &e)) {
		for (size_t i = 0; i < settings_count(); i++)
			if (settings_row(i) == last.row)
				st->at = i;
		say_value(u, last.row);
	} else {
		ui_error(u, &e);
	}
	free(last.value);
}

static bool can_undo(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("No setting was changed here.");
	return settings_of(s)->nundo > 0;
}

/* ---- finding one */

static void found(struct ui *u, void *ctx, int64_t value, int index)
{
	(void)u;
	if (index >= 0)
		((struct settings *)ctx)->at = (size_t)value;
}

static void run_search(struct ui *u, struct screen *s)
{
	size_t n = settings_count();
	struct menu_item *items = mem_array(n, sizeof *items);
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		setting_text(u, settings_row(i), &b);
		items[i] = (struct menu_item){
		    mem_print("%s > %s", settings_page_name(settings_row(i)->page), tr(settings_row(i)->label)),
		    buf_take(&b), (int64_t)i, false, false};
	}
	menu_open(u, _("Which setting?"), items, n, settings_of(s)->at, found, s);
	for (size_t i = 0; i < n; i++) {
		free(items[i].text);
		free(items[i].right);
	}
	free(items);
}

/* ---- what is possible */

static bool can_turn(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Enter changes this one.");
	return row_of(settings_of(s))->values != NULL;
}

static bool can_change(struct ui *u, struct screen *s, const char **why)
{
	const struct setting *row = row_of(settings_of(s));
	*why = app_readonly_reason(u->app);
	if (row->group && *why)
		return false;
	return !row->can || row->can(u, why);
}

static bool can_default(struct ui *u, struct screen *s, const char **why)
{
	const struct setting *row = row_of(settings_of(s));
	if (!can_change(u, s, why))
		return false;
	*why = _("This one has no usual value.");
	return *row->key != '\0';
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct settings *st = settings_of(s);
	const char *why;
	if (k->code != K_MOUSE)
		return false;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		move(st, k->mouse_button == 4 ? -1 : 1);
		return true;
	}
	if (k->mouse_button != 1)
		return false;
	if (term_cols() >= 80 && k->mouse_col < PAGES_WIDTH) {
		int page = k->mouse_row - st->page_row;
		if (page >= 0 && page < SETTINGS_PAGES)
			to_page(st, page);
		return true;
	}
	for (size_t i = 0; i < settings_count(); i++)
		if (st->rows[i] == k->mouse_row) {
			bool again = st->at == i;
			st->at = i;
			if (again && can_change(u, s, &why))
				run_change(u, s);
			return true;
		}
	return false;
}

static void close_settings(struct ui *u, struct screen *s)
{
	struct settings *st = settings_of(s);
	(void)u;
	for (size_t i = 0; i < st->nundo; i++)
		free(st->undo[i].value);
	free(st->rows);
	free(s);
}

static const struct action actions[] = {
    {"settings.up", "Up k", N_("Choose"), N_("line above"), 3, false, run_up, NULL},
    {"settings.down", "Down j", N_("Choose"), N_("line below"), 3, false, run_down, NULL},
    {"settings.left", "Left h", N_("Value"), N_("the value before"), 3, false, run_left, can_turn},
    {"settings.right", "Right l", N_("Value"), N_("the next value"), 3, false, run_right, can_turn},
    {"settings.change", "Enter Space e F4", N_("Change"), N_("change, or do it"), 1, false, run_change, can_change},
    {"settings.page", "Tab PgDn ^D", N_("Pages"), N_("the next page"), 2, false, run_next_page, NULL},
    {"settings.page-before", "S-Tab PgUp ^U", NULL, N_("the page before"), 0, false, run_previous_page, NULL},
    {"settings.first", "Home g", NULL, N_("first setting"), 0, false, run_first, NULL},
    {"settings.last", "End G", NULL, N_("last setting"), 0, false, run_last, NULL},
    {"settings.search", "/ ^F .", N_("Search"), N_("search a setting"), 5, false, run_search, NULL},
    {"settings.default", "R", N_("Usual"), N_("the usual value again"), 6, false, run_default, can_default},
    {"settings.undo", "u ^Z", N_("Undo"), N_("take back the last change of a setting"), 4, false, run_undo, can_undo},
    {0},
};

const struct screen_class screen_settings = {
    .name = "settings",
    .actions = actions,
    .draw = draw,
    .key = key,
    .title = title,
    .close = close_settings,
};

void settings_open_at(struct ui *u, size_t row)
{
	struct settings *st = mem_alloc(sizeof *st);
	st->s.c = &screen_settings;
	st->s.section = SECTION_OTHER;
	st->at = row;
	st->rows = mem_array(settings_count(), sizeof *st->rows);
	ui_push(u, &st->s);
}

void settings_open(struct ui *u)
{
	settings_open_at(u, 0);
}
