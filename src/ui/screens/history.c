/* ui/screens/history.c - who changed what, newest first, of one record or of everything: filtered, searched, told field
 * by field; any change can be taken back here, or everything down to it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/rows.h"
#include "ui/screens/history.h"

static struct history *history_of(struct screen *s)
{
	return (struct history *)s;
}

/* ---- reading */

static void forget_detail(struct history *h)
{
	for (size_t i = 0; i < h->detail.n; i++) {
		free(h->detail.fields[i].title);
		free(h->detail.fields[i].label);
		free(h->detail.fields[i].before);
		free(h->detail.fields[i].now);
	}
	h->detail = (struct detail){0};
}

static void free_rows(struct history *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->rows[i].who);
		free(h->rows[i].text);
	}
	free(h->rows);
	h->rows = NULL;
	h->n = 0;
	h->before = 0;
	h->last = false;
	forget_detail(h);
}

static bool wanted(const struct history *h, const struct app_change *c)
{
	if (h->only_who && strcmp(h->only_who, c->who ? c->who : "") != 0)
		return false;
	if (h->only_kind && h->only_kind != c->kind)
		return false;
	if (h->search.text.len == 0)
		return true;
	struct buf all = BUF_INIT, key = BUF_INIT, query = BUF_INIT;
	buf_print(&all, "%s %s %s", c->who ? c->who : "", c->text ? c->text : "", c->detail ? c->detail : "");
	text_key(buf_str(&all), &key);
	text_key(line_text(&h->search), &query);
	bool fits = text_key_matches(buf_str(&key), buf_str(&query));
	buf_free(&all);
	buf_free(&key);
	buf_free(&query);
	return fits;
}

static bool take(void *ctx, const struct app_change *c)
{
	struct history *h = ctx;
	h->before = c->number;
	if (!wanted(h, c))
		return true;
	h->rows = mem_resize(h->rows, h->n + 1, sizeof *h->rows);
	h->rows[h->n++] = (struct change){.number = c->number,
	    .at_ms = c->at_ms,
	    .id = c->id,
	    .changes = c->changes,
	    .undoes = c->undoes,
	    .kind = c->kind,
	    .who = mem_copy_text(c->who ? c->who : ""),
	    .text = mem_copy_text(c->text ? c->text : ""),
	    .undone = c->undone};
	return true;
}

/* Pages of the history until a page of it is wanted. */
static void more(struct ui *u, struct history *h)
{
	size_t enough = h->n + PAGE;
	while (!h->last && h->n < enough) {
		struct err e = ERR_INIT;
		int64_t before = h->before;
		if (!app_history(u->app, h->kind, h->id, h->before, PAGE, take, h, &e)) {
			ui_error(u, &e);
			h->last = true;
		}
		h->last = h->last || h->before == before;
	}
}

static void refresh(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	int64_t kept = h->at < h->n ? h->rows[h->at].number : 0;
	free_rows(h);
	h->at = 0;
	more(u, h);
	for (size_t i = 0; i < h->n; i++)
		if (h->rows[i].number == kept)
			h->at = i;
}

static bool take_field(void *ctx, const struct app_changed *c)
{
	struct detail *d = ctx;
	d->fields[d->n++] = (struct changed_field){
	    mem_copy_text(c->title), mem_copy_text(c->label), mem_copy_text(c->before), mem_copy_text(c->now)};
	return d->n < FIELDS;
}

/* Down to the selected one there are so many that stand. */
static size_t standing(const struct history *h)
{
	size_t n = 0;
	for (size_t i = 0; i <= h->at && i < h->n; i++)
		n += !h->rows[i].undone && !h->rows[i].undoes;
	return n;
}

static bool idle(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	struct err ignored = ERR_INIT;
	if (h->at >= h->n || h->detail.number == h->rows[h->at].number)
		return false;
	forget_detail(h);
	h->detail.number = h->rows[h->at].number;
	app_change_fields(u->app, h->detail.number, FIELDS, take_field, &h->detail, &ignored);
	h->detail.later = app_change_later(u->app, h->detail.number);
	h->detail.to_here = standing(h);
	return true;
}

/* ---- moving */

static void move(struct ui *u, struct history *h, int by)
{
	size_t to = by < 0 && h->at < (size_t)-by ? 0 : h->at + (size_t)by;
	while (to + 1 >= h->n && !h->last)
		more(u, h);
	h->at = h->n == 0 ? 0 : to < h->n ? to : h->n - 1;
}

/* ---- taking back */

static void run_undo(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	struct err e = ERR_INIT;
	struct app_undone un;
	if (!app_undo_command(u->app, h->rows[h->at].number, &un, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	if (un.kept > 0)
		ui_say(u, ROLE_WARNING,
		    tr_n("%s; %zu field was changed later and stays", "%s; %zu fields were changed later and stay",
		        un.kept),
		    un.text, un.kept);
	else
		ui_saved(u, "%s", un.text);
}

static void run_undo_to(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	struct err e = ERR_INIT;
	struct app_undone un;
	size_t n = standing(h);
	if (!app_undo_to(u->app, h->rows[h->at].number, &un, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	ui_saved(u, tr_n("%zu change taken back. U does it again", "%zu changes taken back. U does them again", n), n);
}

/* ---- what is shown */

enum { SHOW_ALL = -1, SHOW_MINE = -2, SHOW_PEOPLE = -100 };

static void filter_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct history *h = ctx;
	size_t n;
	if (index < 0)
		return;
	char *who = NULL;
	if (value == SHOW_MINE)
		who = mem_copy_text(app_conf(u->app, "who", ""));
	else if (value <= SHOW_PEOPLE)
		who = mem_copy_text(h->rows[SHOW_PEOPLE - value].who);
	free(h->only_who);
	h->only_who = who;
	h->only_kind = value >= 0 ? &kinds_all(&n)[value] : NULL;
	refresh(u, &h->s);
}

static bool first_of_person(const struct history *h, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(h->rows[k].who, h->rows[i].who) == 0)
			return false;
	return h->rows[i].who[0] != '\0';
}

static bool first_of_kind(const struct history *h, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (h->rows[k].kind == h->rows[i].kind)
			return false;
	return h->rows[i].kind != NULL;
}

/* Everybody and every kind that is met among what is shown. */
static void run_filter(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	struct menu_item *items = mem_array(2 * h->n + 4, sizeof *items);
	size_t n = 0;
	items[n++] = (struct menu_item){mem_copy_text(_("Everything")), NULL, SHOW_ALL, false, false};
	if (*app_conf(u->app, "who", ""))
		items[n++] = (struct menu_item){mem_copy_text(_("Only mine")), NULL, SHOW_MINE, false, false};
	items[n++] = (struct menu_item){mem_copy_text(_("By person")), NULL, 0, true, false};
	for (size_t i = 0; i < h->n; i++)
		if (first_of_person(h, i))
			items[n++] = (struct menu_item){
			    mem_copy_text(h->rows[i].who), NULL, SHOW_PEOPLE - (int64_t)i, false, false};
	items[n++] = (struct menu_item){mem_copy_text(_("By kind")), NULL, 0, true, false};
	for (size_t i = 0; i < h->n; i++)
		if (first_of_kind(h, i))
			items[n++] = (struct menu_item){mem_copy_text(tr(h->rows[i].kind->plural)), NULL,
			    kind_number(h->rows[i].kind), false, false};
	menu_open(u, _("Show"), items, n, 0, filter_chosen, h);
	for (size_t i = 0; i < n; i++)
		free(items[i].text);
	free(items);
}

static void run_search(struct ui *u, struct screen *s)
{
	(void)u;
	history_of(s)->searching = true;
}

static bool is_searching(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return history_of(s)->searching;
}

static void run_search_done(struct ui *u, struct screen *s)
{
	(void)u;
	history_of(s)->searching = false;
}

static bool is_narrowed(struct ui *u, struct screen *s, const char **why)
{
	struct history *h = history_of(s);
	(void)u;
	(void)why;
	return h->searching || h->search.text.len || h->only_who || h->only_kind;
}

static void run_clear(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	h->searching = false;
	line_set(&h->search, "");
	free(h->only_who);
	h->only_who = NULL;
	h->only_kind = NULL;
	refresh(u, s);
}

/* ---- opening */

static void run_open(struct ui *u, struct screen *s)
{
	const struct change *c = &history_of(s)->rows[history_of(s)->at];
	record_open(u, c->kind, c->id);
}

static void run_bin(struct ui *u, struct screen *s)
{
	(void)s;
	bin_open(u);
}

/* ---- what is possible */

static bool has_row(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return history_of(s)->at < history_of(s)->n;
}

static bool can_write(struct ui *u, struct screen *s, const char **why)
{
	if (!has_row(u, s, why))
		return false;
	*why = app_readonly_reason(u->app);
	return *why == NULL;
}

static bool can_undo(struct ui *u, struct screen *s, const char **why)
{
	if (!can_write(u, s, why))
		return false;
	*why = _("This was undone already.");
	return !history_of(s)->rows[history_of(s)->at].undone;
}

static bool can_undo_to(struct ui *u, struct screen *s, const char **why)
{
	struct history *h = history_of(s);
	if (!can_write(u, s, why))
		return false;
	*why = _("First show everything (Esc): what is not seen would be taken back too.");
	if (h->kind || is_narrowed(u, s, why)) {
		*why = _("First show everything (Esc): what is not seen would be taken back too.");
		return false;
	}
	*why = _("This was undone already.");
	return standing(h) > 0;
}

static bool can_open(struct ui *u, struct screen *s, const char **why)
{
	if (!has_row(u, s, why))
		return false;
	*why = _("This change is of no one record.");
	const struct change *c = &history_of(s)->rows[history_of(s)->at];
	return c->kind && c->id;
}

static bool press(struct ui *u, struct history *h, const struct key *k)
{
	const char *why;
	int to = k->mouse_row - h->first_row;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		move(u, h, k->mouse_button == 4 ? -3 : 3);
		return true;
	}
	if (k->mouse_button != 1 || to < 0 || to >= h->height || h->top + (size_t)to >= h->n)
		return false;
	h->at = h->top + (size_t)to;
	if (k->mouse_double && can_open(u, &h->s, &why))
		run_open(u, &h->s);
	return true;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct history *h = history_of(s);
	if (k->code == K_MOUSE)
		return press(u, h, k);
	if (!h->searching || !line_key(&h->search, k))
		return false;
	refresh(u, s);
	return true;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	return history_of(s)->searching;
}

static void close_history(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	(void)u;
	free_rows(h);
	line_free(&h->search);
	free(h->only_who);
	free(h->title);
	free(h);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	move(u, history_of(s), rows_by(step, history_of(s)->height));
}
ROWS_RUN(go)

static void run_copy(struct ui *u, struct screen *s)
{
	const struct history *h = history_of(s);
	ui_copy(u, h->rows[h->at].text);
}

static const struct action actions[] = {
    {"history.search-done", "Enter Down", N_("Results"), N_("to what was found"), 1, true, run_search_done,
        is_searching},
    {"history.clear", "Esc", N_("All"), N_("show everything again"), 2, true, run_clear, is_narrowed},
    {"history.undo", "u ^Z", N_("Undo this"), N_("take back only this change"), 1, false, run_undo, can_undo},
    {"history.undo-to", "T", N_("Up to here"), N_("take back everything down to this line"), 3, false, run_undo_to,
        can_undo_to},
    {"history.open", "Enter F3", N_("Open"), N_("open the record"), 2, false, run_open, can_open},
    {"history.filter", "f", N_("Filter"), N_("only mine, of one person, of one kind"), 5, false, run_filter, NULL},
    {"history.search", "/ ^F .", N_("Search"), N_("search in the history"), 5, false, run_search, NULL},
    {"history.bin", "B", N_("Bin"), N_("the bin"), 4, false, run_bin, NULL},
    {"history.copy", "y ^C", NULL, N_("copy the line"), 0, false, run_copy, has_row},
    ROWS("history", NULL, 0),
    {0},
};

const struct screen_class screen_history = {
    .name = "history",
    .actions = actions,
    .draw = history_draw,
    .key = key,
    .typing = typing,
    .title = history_title,
    .refresh = refresh,
    .idle = idle,
    .close = close_history,
};

void history_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct history *h = mem_alloc(sizeof *h);
	struct buf b = BUF_INIT;
	h->s.c = &screen_history;
	h->s.section = ui_top(u) ? ui_top(u)->section : SECTION_OTHER;
	k = id ? k : NULL;
	h->kind = k;
	h->id = id;
	line_init(&h->search, false, "");
	if (k) {
		app_title(u->app, k, id, &b);
		h->title = buf_take(&b);
	}
	ui_push(u, &h->s);
}
