/* ui/list_bulk.c - one thing done with all marked rows (or the selected one): a menu made from bulk.def. Each is one
 * command with one undo. Knows no kind. */
#include <stdlib.h>
#include <string.h>

#include "app/join.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/items.h"
#include "ui/list.h"
#include "ui/pick.h"

static bool always(struct ui *u, struct list *l)
{
	(void)u;
	return list_selected_id(l) != 0;
}

static bool can_bin(struct ui *u, struct list *l)
{
	const char *why;
	return list_can_change(u, &l->s, &why) && l->view.query.bin != QUERY_BIN;
}

static bool can_restore(struct ui *u, struct list *l)
{
	const char *why;
	return list_can_change(u, &l->s, &why) && l->view.query.bin == QUERY_BIN;
}

static bool can_set(struct ui *u, struct list *l)
{
	return can_bin(u, l);
}

static bool can_tags(struct ui *u, struct list *l)
{
	return can_bin(u, l) && kind_field(l->view.kind, "tags") != NO_FIELD;
}

/* The list shows who belongs to something: then they can be taken out of it. */
static bool can_leave(struct ui *u, struct list *l)
{
	return can_bin(u, l) && l->view.query.via != NULL;
}

/* Two records of one person. */
static bool can_unite(struct ui *u, struct list *l)
{
	return can_bin(u, l) && l->view.kind == kind_get(KIND_person) && l->view.nmarks == 2;
}

static void unite(struct ui *u, struct list *l)
{
	unite_open(u, l->view.marks[0], l->view.marks[1]);
}

static bool has_marks(struct ui *u, struct list *l)
{
	(void)u;
	return l->view.nmarks > 0;
}

/* ---- tags */

static void add_tags(struct ui *u, struct list *l)
{
	list_run_tags(u, &l->s);
}

struct tags {
	struct list *list;
	struct items items;
	int *counts;
};

static void count_tag(struct tags *t, const char *word, size_t n)
{
	while (n > 0 && *word == ' ') {
		word++;
		n--;
	}
	for (size_t i = 0; i < t->items.n; i++)
		if (strlen(t->items.m[i].text) == n && strncmp(t->items.m[i].text, word, n) == 0) {
			t->counts[i]++;
			return;
		}
	if (n == 0)
		return;
	char *text = mem_copy_bytes(word, n);
	t->counts = mem_resize(t->counts, t->items.n + 1, sizeof *t->counts);
	t->counts[t->items.n] = 1;
	items_add(&t->items, text, NULL, (int64_t)t->items.n);
	free(text);
}

static void each_tag(const char *text, void (*one)(struct tags *t, const char *word, size_t n), struct tags *t)
{
	while (text && *text) {
		size_t n = strcspn(text, ",");
		one(t, text, n);
		text += n + (text[n] == ',');
	}
}

static void free_tags(struct tags *t)
{
	items_free(&t->items);
	free(t->counts);
	free(t);
}

static bool among(const struct tags *t, const int64_t *values, size_t n, const char *word, size_t len)
{
	for (size_t i = 0; i < n; i++) {
		const char *tag = t->items.m[values[i]].text;
		if (strlen(tag) == len && strncmp(tag, word, len) == 0)
			return true;
	}
	return false;
}

static void without(const struct tags *t, const char *text, const int64_t *values, size_t n, struct buf *out)
{
	while (text && *text) {
		size_t len = strcspn(text, ","), blank = strspn(text, " ");
		if (!among(t, values, n, text + blank, len - blank))
			buf_print(out, "%s%.*s", out->len ? "," : "", (int)(len - blank), text + blank);
		text += len + (text[len] == ',');
	}
}

static void tags_chosen(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t chosen)
{
	struct tags *t = ctx;
	struct err e = ERR_INIT;
	size_t n = 0;
	int f = kind_field(t->list->view.kind, "tags");
	struct record **rs = yes && chosen ? list_chosen_records(u, t->list, &n) : NULL;
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		without(t, record_text(rs[i], f), values, chosen, &b);
		record_set_text(rs[i], f, buf_str(&b));
		buf_free(&b);
	}
	if (n > 0 && app_save_many(u->app, N_("Tags taken away"), rs, n, &e)) {
		ui_refresh_all(u);
		ui_saved(u,
		    tr_n("Tags taken away from %zu record; u brings them back",
		        "Tags taken away from %zu records; u brings them back", n),
		    n);
	} else if (n > 0) {
		ui_error(u, &e);
	}
	list_free_records(rs, n);
	free_tags(t);
}

static void drop_tags(struct ui *u, struct list *l)
{
	struct tags *t = mem_alloc(sizeof *t);
	size_t n;
	struct record **rs = list_chosen_records(u, l, &n);
	t->list = l;
	for (size_t i = 0; i < n; i++)
		each_tag(record_text(rs[i], kind_field(l->view.kind, "tags")), count_tag, t);
	list_free_records(rs, n);
	if (t->items.n == 0) {
		ui_say(u, ROLE_WARNING, _("They have no tags."));
		free_tags(t);
		return;
	}
	for (size_t i = 0; i < t->items.n; i++)
		t->items.m[i].right = mem_print("%d", t->counts[i]);
	struct pick_options o = {
	    .title = _("Take which tags away?"), .several = true, .items = t->items.m, .n = t->items.n};
	pick_open(u, &o, tags_chosen, t);
}

/* ---- one value for all */

static void field_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		list_ask_value(u, ctx, (int)value, "", NULL);
}

/* What is chosen from a few stands first: role, status, stage. */
static void set_field(struct ui *u, struct list *l)
{
	const struct kind *k = l->view.kind;
	struct items it = {NULL, 0};
	for (int choices = 1; choices >= 0; choices--)
		for (int f = 1; f < k->nfields; f++)
			if ((k->fields[f].in & IN_FORM) && (k->fields[f].choices != NULL) == choices)
				items_add(&it, tr(k->fields[f].label), NULL, f);
	items_open(u, _("Set which field?"), &it, 0, field_chosen, l);
}

/* ---- to the clipboard */

static void copy_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct list *l = ctx;
	struct buf b = BUF_INIT;
	size_t n, copied = 0;
	if (index < 0)
		return;
	struct record **rs = list_chosen_records(u, l, &n);
	for (size_t i = 0; i < n; i++) {
		size_t before = b.len;
		buf_text(&b, before ? "\n" : "");
		size_t from = b.len;
		record_format(rs[i], (int)value, app_types(u->app), FOR_SCREEN, &b);
		copied += b.len > from;
		if (b.len == from)
			buf_cut(&b, before);
	}
	list_free_records(rs, n);
	if (copied > 0) {
		term_copy(buf_str(&b));
		ui_say(u, ROLE_GOOD, tr_n("Copied: %zu of %zu", "Copied: %zu of %zu", copied), copied, n);
	} else {
		ui_say(u, ROLE_WARNING, _("That is empty in all of them."));
	}
	buf_free(&b);
}

/* What one writes to or calls stands first. */
static void copy_column(struct ui *u, struct list *l)
{
	const struct kind *k = l->view.kind;
	struct items it = {NULL, 0};
	for (int reach = 1; reach >= 0; reach--)
		for (int f = 1; f < k->nfields; f++) {
			enum widget w = k->fields[f].type->widget;
			if ((w == WIDGET_PHONE || w == WIDGET_EMAIL) == reach)
				items_add(&it, tr(k->fields[f].label), NULL, f);
		}
	items_open(u, _("Copy what of them?"), &it, 0, copy_chosen, l);
}

static void export_csv(struct ui *u, struct list *l)
{
	list_export_marked(u, l);
}

static void restore(struct ui *u, struct list *l)
{
	list_bin_chosen(u, l, true);
}

static void delete (struct ui *u, struct list *l)
{
	list_bin_chosen(u, l, false);
}

static void unmark(struct ui *u, struct list *l)
{
	(void)u;
	view_mark_none(&l->view);
}

/* ---- out of what the list shows the members of */

static void leave(struct ui *u, struct list *l)
{
	const struct query *q = &l->view.query;
	struct app_join j = {q->via, q->via_from, q->via_to, q->via_id};
	struct err e = ERR_INIT;
	int64_t *ids;
	size_t n = list_chosen(l, &ids), gone;
	if (app_leave(u->app, N_("Removed from a group"), &j, ids, n, &gone, &e)) {
		view_mark_none(&l->view);
		ui_refresh_all(u);
		ui_saved(u, tr_n("%zu removed; u takes it back", "%zu removed; u takes it back", gone), gone);
	} else {
		ui_error(u, &e);
	}
	free(ids);
}

/* ---- the table */

struct bulk {
	char letter;
	const char *text;
	bool (*can)(struct ui *u, struct list *l);
	void (*run)(struct ui *u, struct list *l);
	const char *history, *joined, *to; /* of rows that join */
};
static const struct bulk rows[] = {
#define BULK(letter_, text_, can_, run_) {.letter = letter_, .text = text_, .can = can_, .run = run_},
#define JOIN(letter_, text_, history_, joined_, to_)                                                                   \
	{.letter = letter_, .text = text_, .can = can_bin, .history = history_, .joined = joined_, .to = to_},
#include "ui/bulk.def"
#undef BULK
#undef JOIN
};
enum { ROWS = sizeof rows / sizeof *rows };

struct joining {
	struct list *list;
	const struct bulk *row;
	struct app_join join;
};

static bool join_of(const struct bulk *b, const struct list *l, struct app_join *j)
{
	j->kind = kind_find(b->joined);
	j->member = app_join_member(j->kind, l->view.kind);
	j->to = kind_field(j->kind, b->to);
	return j->member != NO_FIELD && j->member != j->to;
}

static void target_chosen(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t chosen)
{
	struct joining *g = ctx;
	struct list *l = g->list;
	struct err e = ERR_INIT;
	size_t added;
	int64_t *ids;
	if (yes && chosen == 1) {
		g->join.id = values[0];
		size_t n = list_chosen(l, &ids);
		struct buf title = BUF_INIT;
		app_title(u->app, field_target(&g->join.kind->fields[g->join.to]), g->join.id, &title);
		if (app_join(u->app, g->row->history, &g->join, ids, n, &added, &e)) {
			ui_refresh_all(u);
			ui_saved(u, _("%s: %zu added, %zu were there already"), buf_str(&title), added, n - added);
		} else {
			ui_error(u, &e);
		}
		buf_free(&title);
		free(ids);
	}
	free(g);
}

static void choose_target(struct ui *u, struct list *l, const struct bulk *b)
{
	struct joining *g = mem_alloc(sizeof *g);
	struct query q;
	*g = (struct joining){.list = l, .row = b};
	join_of(b, l, &g->join);
	query_init(&q, field_target(&g->join.kind->fields[g->join.to]));
	pick_open(u, &(struct pick_options){.title = tr(b->text), .query = &q}, target_chosen, g);
	query_free(&q);
}

static bool is_possible(struct ui *u, struct list *l, const struct bulk *b)
{
	struct app_join j;
	return b->can(u, l) && (!b->joined || join_of(b, l, &j));
}

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index < 0)
		return;
	if (rows[value].run)
		rows[value].run(u, ctx);
	else
		choose_target(u, ctx, &rows[value]);
}

void list_run_bulk(struct ui *u, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct items it = {NULL, 0};
	size_t many = l->view.nmarks ? l->view.nmarks : 1;
	for (int i = 0; i < ROWS; i++)
		if (is_possible(u, l, &rows[i])) {
			char letter[2] = {rows[i].letter, '\0'};
			items_add(&it, tr(rows[i].text), letter, i);
		}
	char *title = mem_print(tr_n("%zu chosen record", "%zu chosen records", many), many);
	char *note = mem_print(
	    tr_n("It is done to this one; u undoes it.", "It is done to all %zu; one u undoes it.", many), many);
	items_open_keys(u, title, &it, note, chosen, l);
	free(title);
	free(note);
}
