/* ui/screens/rollcall.c - attendance in a room full of people: type two letters and Enter. Phones and addresses are
 * never shown here, the screen may be projected. Every mark is on disk before the next key is read. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/rollcall.h"
#include "ui/ui_internal.h"

const struct roll_mark roll_marks[ROLL_MARKS] = {
    {"present", "[x]", N_("present"), NC_("count", "present")},
    {"late", "[t]", N_("late"), NC_("count", "late")},
    {"absent", "[-]", N_("absent"), NC_("count", "absent")},
    {"excused", "[m]", N_("excused"), NC_("count", "excused")},
};

const struct roll_mark *roll_mark_of(const struct app_roll_row *r)
{
	for (size_t i = 0; i < ROLL_MARKS; i++)
		if (strcmp(roll_marks[i].code, r->mark) == 0)
			return &roll_marks[i];
	return NULL;
}

/* ---- marking */

static void go_to_next_untouched(struct roll *s)
{
	for (size_t i = 1; i <= s->nshown; i++) {
		size_t at = (s->selected + i) % s->nshown;
		if (!roll_mark_of(&s->roll.rows[s->shown[at]])) {
			s->selected = at;
			return;
		}
	}
}

/* What Ctrl+Z takes back is what was done here, nothing of another screen. The screen says what was marked in its own
 * line; the frame says when it was saved. */
static void note_change(struct ui *u, struct roll *s)
{
	u->saved_at = clock_ms(app_clock(u->app));
	if (s->nchanges == ROLL_UNDO)
		memmove(s->changes, s->changes + 1, --s->nchanges * sizeof *s->changes);
	if (s->roll.last && (s->nchanges == 0 || s->changes[s->nchanges - 1] != s->roll.last))
		s->changes[s->nchanges++] = s->roll.last;
}

static void say_last(struct roll *s, const struct app_roll_row *r)
{
	const struct roll_mark *m = roll_mark_of(r);
	const char *what = m                          ? _(m->label)
	                   : r->said == ROLL_SAID_YES ? tr_ctx("roll", "said yes")
	                   : r->said == ROLL_SAID_NO  ? tr_ctx("roll", "said no")
	                                              : _("not marked");
	char time[6] = "";
	if (r->arrived >= 0)
		time_text(r->arrived, time);
	snprintf(s->last, sizeof s->last, "%s, %s%s%s", r->name, what, *time ? " " : "", time);
}

void roll_changed(struct ui *u, struct roll *s, size_t row)
{
	note_change(u, s);
	say_last(s, &s->roll.rows[row]);
	if (line_text(&s->typed)[0]) {
		line_set(&s->typed, "");
		roll_search_changed(s);
	}
	roll_select(s, row);
	go_to_next_untouched(s);
}

static void mark(struct ui *u, struct screen *screen, const char *code)
{
	struct roll *s = (struct roll *)screen;
	struct err e = ERR_INIT;
	roll_ask_others(u, s);
	const struct app_roll_known *other = roll_other(s);
	if (!other && !roll_selected(s))
		return;
	size_t row = other ? 0 : s->shown[s->selected];
	if (other ? app_roll_add(u->app, &s->roll, other->person, code, ROLL_SAID_NOTHING, &row, &e)
	          : app_roll_mark(u->app, &s->roll, row, code, &e))
		roll_changed(u, s, row);
	else
		ui_error(u, &e);
}

static void select_person(struct roll *s, int64_t person)
{
	roll_filter(s);
	for (size_t i = 0; i < s->roll.n; i++)
		if (s->roll.rows[i].person == person)
			roll_select(s, i);
}

/* The same person stays selected; what is typed stays. */
static void reload(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	struct app_roll fresh;
	struct err e = ERR_INIT;
	const int64_t person = roll_selected(s) ? roll_selected(s)->person : 0;
	const enum app_roll_order order = s->roll.order;
	if (!app_roll_open(u->app, s->roll.of, s->roll.id, &fresh, &e)) {
		ui_error(u, &e);
		return;
	}
	app_roll_close(&s->roll);
	s->roll = fresh;
	app_roll_sort(&s->roll, order);
	select_person(s, person);
}

/* ---- actions */

static void act_walk_in(struct ui *u, struct screen *s)
{
	roll_walk_in_open(u, (struct roll *)s);
}

static void act_present(struct ui *u, struct screen *s)
{
	struct roll *r = (struct roll *)s;
	roll_ask_others(u, r);
	if (roll_listed(r) == 0 && line_text(&r->typed)[0])
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

/* Yes, no, nothing: each press the next. */
static void act_answer(struct ui *u, struct screen *screen)
{
	static const enum app_roll_said next[] = {ROLL_SAID_YES, ROLL_SAID_NO, ROLL_SAID_NOTHING};
	struct roll *s = (struct roll *)screen;
	struct err e = ERR_INIT;
	roll_ask_others(u, s);
	const struct app_roll_known *other = roll_other(s);
	if (!other && !roll_selected(s))
		return;
	size_t row = other ? 0 : s->shown[s->selected];
	if (other ? !app_roll_add(u->app, &s->roll, other->person, NULL, ROLL_SAID_YES, &row, &e)
	          : !app_roll_answer(u->app, &s->roll, row, next[roll_selected(s)->said], &e)) {
		ui_error(u, &e);
		return;
	}
	note_change(u, s);
	say_last(s, &s->roll.rows[row]);
	line_set(&s->typed, "");
	roll_search_changed(s);
	roll_select(s, row);
}

struct asked {
	struct roll *s;
	size_t row;
};

int roll_halves_of(const struct app_roll *roll)
{
	const bool halves = roll->counted && strcmp(roll->counted, "halves") == 0;
	return halves && roll->starts >= 0 && roll->ends > roll->starts ? roll->ends - roll->starts : 0;
}

/* "2:30", "90", "½" of the event; where half-days are counted "0", "1", "2" of them. */
static bool read_minutes(struct ui *u, const struct app_roll *roll, const char *text, int *minutes, struct err *e)
{
	const struct field *f = &kind_get(KIND_attendance)->fields[attendance_minutes];
	const int whole = roll->starts >= 0 && roll->ends > roll->starts ? roll->ends - roll->starts : 0;
	struct value v = VALUE_INIT;
	if (whole && (strcmp(text, "\xC2\xBD") == 0 || strcmp(text, "1/2") == 0)) {
		*minutes = whole / 2;
		return true;
	}
	if (roll_halves_of(roll) && strlen(text) == 1 && *text >= '0' && *text <= '2') {
		*minutes = whole * (*text - '0') / 2;
		return true;
	}
	if (!f->type->parse(f, text, app_types(u->app), &v, e))
		return false;
	*minutes = v.tag == VALUE_INT ? (int)v.num : -1;
	value_clear(&v);
	return true;
}

static void hours_typed(struct ui *u, void *ctx, const char *text)
{
	struct asked *q = ctx;
	struct err e = ERR_INIT;
	int minutes;
	if (text && q->row < q->s->roll.n) {
		if (read_minutes(u, &q->s->roll, text, &minutes, &e) &&
		    app_roll_minutes(u->app, &q->s->roll, q->row, minutes, &e)) {
			note_change(u, q->s);
			say_last(q->s, &q->s->roll.rows[q->row]);
		} else {
			ui_error(u, &e);
		}
	}
	free(q);
}

static void act_hours(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	if (!roll_selected(s))
		return;
	struct asked *q = mem_alloc(sizeof *q);
	*q = (struct asked){s, s->shown[s->selected]};
	const struct app_roll_row *r = &s->roll.rows[q->row];
	char now[16] = "";
	const int whole = roll_halves_of(&s->roll);
	if (r->minutes >= 0 && whole)
		snprintf(now, sizeof now, "%d", (r->minutes * 2 + whole / 2) / whole);
	else if (r->minutes >= 0)
		snprintf(now, sizeof now, "%d:%02d", r->minutes / 60, r->minutes % 60);
	char *title = mem_print(_("Time taken part: %s"), r->name);
	prompt_open(u, title, now,
	    whole ? _("Half-days: 0, 1 or 2; or a time like 1:30; empty: not noted")
	          : _("1:30 or 90 (minutes); ½ is half of the event; empty: not noted"),
	    hours_typed, q);
	free(title);
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
	if (n)
		note_change(u, s);
	snprintf(s->last, sizeof s->last, tr_n("%zu person present", "%zu people present", n), n);
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
	if (n)
		note_change(u, s);
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
	if (s->nchanges == 0) {
		ui_say(u, ROLE_MUTED, _("Nothing was marked here that could be taken back."));
		return;
	}
	if (!app_undo_command(u->app, s->changes[s->nchanges - 1], &undone, &e)) {
		ui_error(u, &e);
		return;
	}
	s->nchanges--;
	snprintf(s->last, sizeof s->last, "%s", undone.text);
	u->saved_at = clock_ms(app_clock(u->app));
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
	roll_search_changed(s);
}

static void act_order(struct ui *u, struct screen *screen)
{
	static const char *const said[ROLL_ORDERS] = {
	    N_("In the order of surnames"), N_("In the order of groups"), N_("In the order of arrival")};
	struct roll *s = (struct roll *)screen;
	const int64_t person = roll_selected(s) ? roll_selected(s)->person : 0;
	app_roll_sort(&s->roll, (s->roll.order + 1) % ROLL_ORDERS);
	select_person(s, person);
	ui_say(u, ROLE_NORMAL, "%s", tr(said[s->roll.order]));
}

static bool can_count(struct ui *u, struct screen *screen, const char **why)
{
	(void)u;
	*why = _("Time is not counted here: the field \"Hours are in\" of the workshop.");
	return ((struct roll *)screen)->roll.counted != NULL;
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
    {"roll.hours", "=", N_("Hours"), N_("how long the person took part, where it is counted"), 5, IN_TEXT_PLAIN,
        act_hours, can_count},
    {"roll.answer", "5", N_("Said yes"), N_("said yes, said no, no answer: the invitation, before the day"), 7,
        IN_TEXT_PLAIN, act_answer, NULL},
    {"roll.sheet", "# №", N_("Sheet"), N_("type numbers from the signed sheet"), 6, IN_TEXT_PLAIN, act_sheet, NULL},
    {"roll.order", "^O", N_("Order"), N_("in the order of surnames, of groups, of arrival"), 7, true, act_order, NULL},
    {"roll.undo", "^Z", N_("Undo"), N_("undo the last mark"), 3, true, act_undo, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

/* ---- keys that type or move */

static bool step(struct roll *s, long by)
{
	long to = (long)s->selected + by;
	if (to >= (long)roll_listed(s))
		to = (long)roll_listed(s) - 1;
	s->selected = to < 0 ? 0 : (size_t)to;
	s->on_list = true; /* who listens to the screen hears the person */
	return true;
}

static bool press(struct ui *u, struct roll *s, const struct key *k)
{
	if (k->mouse_button >= 4)
		return step(s, k->mouse_button == 4 ? -3 : 3);
	const size_t at = s->first + (size_t)(k->mouse_row - s->list_top);
	if (k->mouse_button != 1 || k->mouse_row < s->list_top || k->mouse_row >= s->list_top + s->list_height ||
	    at >= roll_listed(s))
		return false;
	s->selected = at;
	if (k->mouse_double)
		mark(u, &s->base, "present");
	return true;
}

static bool roll_key(struct ui *u, struct screen *screen, const struct key *k)
{
	struct roll *s = (struct roll *)screen;
	const bool empty = line_text(&s->typed)[0] == '\0';
	const int page = s->list_height > 1 ? s->list_height - 1 : 1;
	if (k->code != 0 && k->code != K_WAKE)
		roll_ask_others(u, s);
	switch (k->code) {
	case KEY_UP:
		return step(s, -1);
	case KEY_DOWN:
		return step(s, 1);
	case KEY_PPAGE:
		return step(s, -page);
	case KEY_NPAGE:
		return step(s, page);
	case K_MOUSE:
		return press(u, s, k);
	case K_WAKE: /* the minute is painted; others below may wait for the same */
		return false;
	default:
		break;
	}
	if (k->code == KEY_HOME && empty)
		return step(s, -(long)roll_listed(s));
	if (k->code == KEY_END && empty)
		return step(s, (long)roll_listed(s));
	if (k->code == 0 && k->ch == ' ' && empty) {
		mark(u, screen, "present");
		return true;
	}
	if (!line_key(&s->typed, k))
		return false;
	s->on_list = false;
	roll_search_changed(s);
	return true;
}

/* The letters stand on the screen first. */
static bool roll_idle(struct ui *u, struct screen *s)
{
	return roll_ask_others(u, (struct roll *)s);
}

/* ---- leaving */

static size_t untouched(const struct roll *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->roll.n; i++)
		n += app_roll_is_untouched(&s->roll.rows[i]);
	return n;
}

/* The 3 that was offered when the roll-call was left. */
static void rest_is_absent(struct ui *u, const struct kind *of, int64_t id)
{
	struct app_roll roll;
	struct err e = ERR_INIT;
	size_t n = 0;
	if (!app_roll_open(u->app, of, id, &roll, &e)) {
		ui_error(u, &e);
		return;
	}
	if (app_roll_mark_all(u->app, &roll, "absent", &n, &e)) {
		ui_refresh_all(u);
		ui_saved(u, tr_n("%zu person absent", "%zu people absent", n), n);
	} else {
		ui_error(u, &e);
	}
	app_roll_close(&roll);
}

/* Nothing is asked; who is left is offered to be absent, once the event has begun
 * to be marked. */
static bool roll_leave(struct ui *u, struct screen *screen, bool hangup)
{
	struct roll *s = (struct roll *)screen;
	const size_t left = untouched(s);
	if (hangup)
		return true;
	if (left && left < s->roll.n && s->roll.day <= app_types(u->app)->today && !app_readonly_reason(u->app)) {
		ui_say(u, ROLE_WARNING, tr_n("%zu not marked: 3 = absent", "%zu not marked: 3 = absent", left), left);
		ui_offer(u, '3', rest_is_absent, s->roll.of, s->roll.id);
	}
	return true;
}

static bool roll_typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void roll_state(struct ui *u, struct screen *s, struct buf *out)
{
	(void)s;
	if (app_readonly_reason(u->app))
		buf_print(out, "%s · ", _("look only"));
	buf_text(
	    out, term_cols() < 76 ? _("Esc Done") : _("Type 2-3 letters + Enter; any keyboard layout works. Esc Done"));
}

static bool roll_position(struct ui *u, struct screen *screen, int64_t *at, int64_t *of)
{
	struct roll *s = (struct roll *)screen;
	(void)u;
	*at = (int64_t)s->selected + 1;
	*of = (int64_t)roll_listed(s);
	return roll_listed(s) > 0;
}

static void roll_close(struct ui *u, struct screen *screen)
{
	struct roll *s = (struct roll *)screen;
	if (u->wake_at == s->tick)
		u->wake_at = 0;
	app_roll_close(&s->roll);
	line_free(&s->typed);
	free(s->shown);
	free(s->title);
	free(s);
}

const struct screen_class screen_roll = {
    .name = "rollcall",
    .actions = actions,
    .full = true,
    .draw = roll_draw,
    .key = roll_key,
    .typing = roll_typing,
    .idle = roll_idle,
    .state = roll_state,
    .refresh = reload,
    .leave = roll_leave,
    .close = roll_close,
    .position = roll_position,
};

void roll_open(struct ui *u, const struct kind *of, int64_t id)
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
