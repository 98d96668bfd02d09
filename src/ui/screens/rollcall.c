/* ui/screens/rollcall.c - attendance in a room full of people: type two letters and Enter. Phones and addresses are
 * never shown here, the screen may be projected. Every mark is on disk before the next key is read. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/workshop.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/line.h"
#include "ui/screen.h"

struct roll {
	struct screen base;
	struct app_roll roll;
	char *title;
	struct line typed;
	size_t *shown; /* rows of the roll that fit what is typed, in the order they are listed */
	size_t nshown, selected, first;
	char last[340];
};

/* What stands in the brackets beside a name, and in which counter it is. */
static const struct mark {
	const char *code, *sign;
	const char *label; /* of the counter */
} marks[] = {
    {"present", "[x]", N_("present")},
    {"late", "[t]", N_("late")},
    {"absent", "[-]", N_("absent")},
    {"excused", "[m]", N_("excused")},
};
enum { MARKS = sizeof marks / sizeof *marks };

static const struct mark *mark_of(const struct app_roll_row *r)
{
	for (size_t i = 0; i < MARKS; i++)
		if (strcmp(marks[i].code, r->mark) == 0)
			return &marks[i];
	return NULL;
}

/* ---- which rows, in which order */

static int rank(const struct app_roll_row *r, const char *query)
{
	size_t n = strlen(query);
	int begins = strncmp(r->key, query, n) == 0 ? 0 : 1;
	return (mark_of(r) ? 2 : 0) + begins;
}

static void sort_shown(struct roll *s, const char *query)
{
	for (size_t i = 1; i < s->nshown; i++) {
		size_t row = s->shown[i], k = i;
		while (k > 0 && rank(&s->roll.rows[s->shown[k - 1]], query) > rank(&s->roll.rows[row], query)) {
			s->shown[k] = s->shown[k - 1];
			k--;
		}
		s->shown[k] = row;
	}
}

static void roll_filter(struct roll *s)
{
	struct buf key = BUF_INIT, other = BUF_INIT, other_key = BUF_INIT;
	const char *typed = line_text(&s->typed);
	text_key(typed, &key);
	bool both = typed[0] && text_other_layout(typed, &other);
	if (both)
		text_key(buf_str(&other), &other_key);
	free(s->shown);
	s->shown = mem_array(s->roll.n + 1, sizeof *s->shown);
	s->nshown = 0;
	for (size_t i = 0; i < s->roll.n; i++)
		if (text_key_matches(s->roll.rows[i].key, buf_str(&key)) ||
		    (both && other_key.len && text_key_matches(s->roll.rows[i].key, buf_str(&other_key))))
			s->shown[s->nshown++] = i;
	if (typed[0])
		sort_shown(s, buf_str(&key));
	if (s->selected >= s->nshown)
		s->selected = s->nshown ? s->nshown - 1 : 0;
	buf_free(&key);
	buf_free(&other);
	buf_free(&other_key);
}

static void search_changed(struct roll *s)
{
	s->selected = 0;
	roll_filter(s);
}

/* ---- marking */

static void go_to_next_untouched(struct roll *s)
{
	for (size_t i = 1; i <= s->nshown; i++) {
		size_t at = (s->selected + i) % s->nshown;
		if (!mark_of(&s->roll.rows[s->shown[at]])) {
			s->selected = at;
			return;
		}
	}
}

/* The screen says what was marked in its own line; the frame says when it was saved. */
static void just_saved(struct ui *u)
{
	u->saved_at = clock_ms(app_clock(u->app));
}

static void say_last(struct ui *u, struct roll *s, const struct app_roll_row *r)
{
	just_saved(u);
	const struct mark *m = mark_of(r);
	char time[6] = "";
	if (r->arrived >= 0)
		time_text(r->arrived, time);
	snprintf(s->last, sizeof s->last, "%s, %s %s", r->name, m ? _(m->label) : _("not marked"), time);
}

static void mark(struct ui *u, struct screen *screen, const char *code)
{
	struct roll *s = (struct roll *)screen;
	struct err e = ERR_INIT;
	bool searching = line_text(&s->typed)[0] != '\0';
	if (s->nshown == 0)
		return;
	size_t row = s->shown[s->selected];
	if (!app_roll_mark(u->app, &s->roll, row, code, &e)) {
		ui_error(u, &e);
		return;
	}
	say_last(u, s, &s->roll.rows[row]);
	if (searching) {
		line_set(&s->typed, "");
		search_changed(s);
		for (size_t i = 0; i < s->nshown; i++)
			if (s->shown[i] == row)
				s->selected = i;
	}
	go_to_next_untouched(s);
}

static void reload(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	struct app_roll fresh = {0};
	struct err e = ERR_INIT;
	if (!app_roll_open(u->app, s->roll.of, s->roll.id, &fresh, &e)) {
		ui_error(u, &e);
		return;
	}
	app_roll_close(&s->roll);
	s->roll = fresh;
	roll_filter(s);
}

/* ---- walk-ins */

struct walk_in {
	struct roll *s;
	char *name;
};

static void add_walk_in(struct ui *u, struct roll *s, const char *name, int64_t known)
{
	struct err e = ERR_INIT;
	size_t row;
	if (!app_roll_walk_in(u->app, &s->roll, name, NULL, known, &row, &e)) {
		ui_error(u, &e);
		return;
	}
	say_last(u, s, &s->roll.rows[row]);
	line_set(&s->typed, "");
	search_changed(s);
}

static void walk_in_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct walk_in *w = ctx;
	if (index >= 0)
		add_walk_in(u, w->s, w->name, value);
	free(w->name);
	free(w);
}

/* Likely the same person: offered, never forced. */
static void offer_known(struct ui *u, struct roll *s, const char *name, const struct app_hit *hits, size_t n)
{
	struct menu_item items[8] = {{0}};
	struct walk_in *w = mem_alloc(sizeof *w);
	w->s = s;
	w->name = mem_copy_text(name);
	items[0].text = mem_print("+ %s: „%s”", _("New person"), name);
	for (size_t i = 0; i < n; i++) {
		struct buf t = BUF_INIT;
		app_title(u->app, hits[i].kind, hits[i].id, &t);
		items[i + 1].text = mem_print(_("It is %s"), buf_str(&t));
		items[i + 1].value = hits[i].id;
		buf_free(&t);
	}
	menu_open(u, _("Walk-in: do we know them?"), items, n + 1, 1, walk_in_chosen, w);
	for (size_t i = 0; i <= n; i++)
		free(items[i].text);
}

static void walk_in_named(struct ui *u, void *ctx, const char *name)
{
	struct roll *s = ctx;
	struct err e = ERR_INIT;
	struct app_hit hits[6];
	size_t n = 0;
	if (!name || !name[0])
		return;
	if (app_find(u->app, name, kind_get(KIND_person), hits, 6, &n, &e) && n > 0)
		offer_known(u, s, name, hits, n);
	else
		add_walk_in(u, s, name, 0);
}

static void act_walk_in(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	prompt_open(u, _("Walk-in: surname and name"), line_text(&s->typed),
	    _("Only the name is needed; phone and consent can follow."), walk_in_named, s);
}

/* ---- the other actions */

static void act_present(struct ui *u, struct screen *s)
{
	struct roll *r = (struct roll *)s;
	if (r->nshown == 0 && line_text(&r->typed)[0])
		act_walk_in(u, s);
	else
		mark(u, s, "present");
}

static void act_late(struct ui *u, struct screen *s)
{
	mark(u, s, "late");
}

static void act_absent(struct ui *u, struct screen *s)
{
	mark(u, s, "absent");
}

static void act_excused(struct ui *u, struct screen *s)
{
	mark(u, s, "excused");
}

static void act_untouched(struct ui *u, struct screen *s)
{
	mark(u, s, "untouched");
}

static void act_all(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	struct err e = ERR_INIT;
	size_t n = 0;
	if (!app_roll_mark_all(u->app, &s->roll, "present", &n, &e)) {
		ui_error(u, &e);
		return;
	}
	snprintf(s->last, sizeof s->last, tr_n("%zu person present", "%zu people present", n), n);
	just_saved(u);
	roll_filter(s);
}

static void sheet_typed(struct ui *u, void *ctx, const char *text)
{
	struct roll *s = ctx;
	struct err e = ERR_INIT;
	size_t n = 0;
	if (!text || !text[0])
		return;
	if (!app_roll_sheet(u->app, &s->roll, text, &n, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_saved(u, tr_n("%zu mark changed", "%zu marks changed", n), n);
	roll_filter(s);
}

static void act_sheet(struct ui *u, struct screen *s)
{
	prompt_open(u, _("Numbers from the signed sheet"), "",
	    _("1-9 12 present   !14 absent   ?15 excused   ~16 late"), sheet_typed, s);
}

static void act_undo(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	struct app_undone undone;
	struct err e = ERR_INIT;
	if (!app_undo(u->app, &undone, &e)) {
		ui_error(u, &e);
		return;
	}
	snprintf(s->last, sizeof s->last, "%s", undone.text);
	just_saved(u);
	reload(u, screen);
}

/* Esc with a search first empties it. */
static bool can_clear(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = NULL;
	return line_text(&((struct roll *)s)->typed)[0] != '\0';
}

static void act_clear(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	(void)u;
	line_set(&s->typed, "");
	search_changed(s);
}

static const struct action actions[] = {
    {"roll.clear", "Esc", N_("Clear"), N_("empty the search"), 6, true, act_clear, can_clear},
    {"roll.present", "Enter 1", N_("Present"), N_("mark present and go on"), 1, IN_TEXT_PLAIN, act_present, NULL},
    {"roll.late", "2", N_("Late"), N_("mark late"), 2, IN_TEXT_PLAIN, act_late, NULL},
    {"roll.absent", "3", N_("Absent"), N_("mark absent"), 2, IN_TEXT_PLAIN, act_absent, NULL},
    {"roll.excused", "4", N_("Excused"), N_("mark excused"), 3, IN_TEXT_PLAIN, act_excused, NULL},
    {"roll.untouched", "0", N_("Not marked"), N_("take the mark back"), 5, IN_TEXT_PLAIN, act_untouched, NULL},
    {"roll.walkin", "+", N_("Walk-in"), N_("somebody who was not expected"), 2, IN_TEXT_PLAIN, act_walk_in, NULL},
    {"roll.all", "*", N_("All"), N_("all that are not marked become present"), 4, IN_TEXT_PLAIN, act_all, NULL},
    {"roll.sheet", "# №", N_("Sheet"), N_("type numbers from the signed sheet"), 6, IN_TEXT_PLAIN, act_sheet, NULL},
    {"roll.undo", "^Z", N_("Undo"), N_("undo the last mark"), 3, true, act_undo, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

/* ---- keys that type or move */

static bool step(struct roll *s, int by)
{
	long to = (long)s->selected + by;
	if (to >= (long)s->nshown)
		to = (long)s->nshown - 1;
	s->selected = to < 0 ? 0 : (size_t)to;
	return true;
}

static bool roll_key(struct ui *u, struct screen *screen, const struct key *k)
{
	struct roll *s = (struct roll *)screen;
	bool empty = line_text(&s->typed)[0] == '\0';
	switch (k->code) {
	case KEY_UP:
		return step(s, -1);
	case KEY_DOWN:
		return step(s, 1);
	case KEY_PPAGE:
		return step(s, -10);
	case KEY_NPAGE:
		return step(s, 10);
	default:
		break;
	}
	if (k->code == 0 && k->ch == ' ' && empty) {
		mark(u, screen, "present");
		return true;
	}
	if (!line_key(&s->typed, k))
		return false;
	search_changed(s);
	return true;
}

static bool roll_typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

/* ---- drawing */

static int list_width(void)
{
	return term_cols() - 16;
}

static void draw_row(struct roll *s, int row, size_t at)
{
	const struct app_roll_row *r = &s->roll.rows[s->shown[at]];
	const struct mark *m = mark_of(r);
	enum role role = at == s->selected ? ROLE_SELECTED : ROLE_NORMAL;
	int w = list_width(), name = w - 4 - 13 - 11;
	char state[40], time[6] = "";
	if (r->arrived >= 0)
		time_text(r->arrived, time);
	term_put(row, 0, w - 1, role, at == s->selected ? ">" : " ");
	term_put(row, 2, 2, role, r->walk_in ? "+" : " ");
	term_put(row, 4, name, role, r->name);
	term_put(row, 4 + name + 1, 12, role, r->sector ? r->sector : "");
	snprintf(state, sizeof state, "%s %s", m ? m->sign : "[ ]", time);
	term_put(row, 4 + name + 14, w - 1 - (4 + name + 14), role, state);
}

static void draw_counters(struct roll *s, int top)
{
	int col = list_width() + 1, count[MARKS] = {0}, walk_in = 0, untouched = 0;
	char text[80];
	for (size_t i = 0; i < s->roll.n; i++) {
		const struct mark *m = mark_of(&s->roll.rows[i]);
		walk_in += s->roll.rows[i].walk_in;
		untouched += !m;
		if (m)
			count[m - marks]++;
	}
	int came = count[0] + count[1];
	term_put(top + 2, col, 14, ROLE_TITLE, _("PRESENT"));
	snprintf(text, sizeof text, "%d / %zu", came, s->roll.n);
	term_put(top + 3, col + 1, 12, ROLE_GOOD, text);
	term_bar(top + 5, col, 12, came, (int64_t)(s->roll.n ? s->roll.n : 1));
	for (size_t i = 1; i < MARKS; i++) {
		snprintf(text, sizeof text, "%3d", count[i]);
		term_put(top + 6 + (int)i, col, 10, ROLE_NORMAL, _(marks[i].label));
		term_put_right(top + 6 + (int)i, col + 10, 4, ROLE_NORMAL, text);
	}
	snprintf(text, sizeof text, "%3d", untouched);
	term_put(top + 10, col, 10, ROLE_NORMAL, _("not marked"));
	term_put_right(top + 10, col + 10, 4, ROLE_NORMAL, text);
	snprintf(text, sizeof text, "%3d", walk_in);
	term_put(top + 11, col, 10, ROLE_NORMAL, _("walk-ins"));
	term_put_right(top + 11, col + 10, 4, ROLE_NORMAL, text);
}

static void draw_list(struct roll *s, int top, int height)
{
	if (s->selected < s->first)
		s->first = s->selected;
	if (s->selected >= s->first + (size_t)height)
		s->first = s->selected - (size_t)height + 1;
	for (int i = 0; i < height && s->first + (size_t)i < s->nshown; i++)
		draw_row(s, top + i, s->first + (size_t)i);
	if (s->nshown == 0 && s->roll.n == 0)
		term_put(top, 4, list_width() - 6, ROLE_MUTED,
		    _("Nobody is expected yet. + adds whoever came; invited groups fill the list."));
	else if (s->nshown == 0)
		term_put(top, 4, list_width() - 6, ROLE_MUTED, _("Nobody fits. Enter or + adds them as a walk-in."));
}

static void roll_draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct roll *s = (struct roll *)screen;
	int crow = top, ccol = 0;
	const char *label = _("Search / type a name:");
	int at = 2 + text_width(label), w = list_width();
	char now[6];
	time_text(clock_minute(app_clock(u->app)), now);
	term_put(top, 1, at, ROLE_NORMAL, label);
	term_put(top, at, 1, ROLE_KEY, "[");
	term_put(top, w - 3, 1, ROLE_KEY, "]");
	term_vrule(top, w - 1, height);
	term_put_right(top, w + 1, 12, ROLE_TITLE, now);
	draw_list(s, top + 2, height - 4);
	draw_counters(s, top);
	if (s->last[0]) {
		term_put(top + height - 1, 1, w - 3, ROLE_MUTED, s->last);
	}
	line_draw(&s->typed, top, at + 2, 1, w - 6 - at, true, &crow, &ccol);
	term_cursor(crow, ccol, true);
}

static void roll_title(struct ui *u, struct screen *screen, struct buf *left, struct buf *right)
{
	struct roll *s = (struct roll *)screen;
	(void)u;
	(void)right;
	buf_print(left, _("ATTENDANCE · %s"), s->title);
}

static void roll_close(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	(void)u;
	app_roll_close(&s->roll);
	line_free(&s->typed);
	free(s->shown);
	free(s->title);
	free(s);
}

const struct screen_class screen_roll = {
    .name = "rollcall",
    .actions = actions,
    .draw = roll_draw,
    .key = roll_key,
    .typing = roll_typing,
    .title = roll_title,
    .refresh = reload,
    .close = roll_close,
};

void rollcall_open(struct ui *u, const struct kind *of, int64_t id)
{
	struct roll *s = mem_alloc(sizeof *s);
	struct err e = ERR_INIT;
	struct buf t = BUF_INIT;
	if (!app_roll_open(u->app, of, id, &s->roll, &e)) {
		ui_error(u, &e);
		free(s);
		return;
	}
	app_title(u->app, of, id, &t);
	s->title = buf_take(&t);
	s->base.c = &screen_roll;
	s->base.section = of->section;
	line_init(&s->typed, false, "");
	roll_filter(s);
	ui_push(u, &s->base);
}
