/* ui/screens/calendar_move.c - the chosen entry to another day and hour with the arrows: shown at once, stored with
 * Enter as one change, put back with Esc. What a repetition means is app's work. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/screens/calendar.h"

bool calendar_can_move(struct ui *u, struct screen *s, const char **why)
{
	const struct entry *en = calendar_chosen((struct calendar *)s);
	*why = _("Nothing on this day. n makes an event here.");
	if (!en)
		return false;
	*why = app_readonly_reason(u->app);
	if (!*why)
		*why = en->counted
		           ? _("This day is counted by law from another one. Open the record to change that one.")
		           : app_move_refused(en->kind);
	return !*why;
}

static void say_place(struct ui *u, const struct entry *en)
{
	struct buf b = BUF_INIT;
	date_text(en->date, lang_now(), DATE_WEEKDAY, &b);
	buf_text(&b, ", ");
	entry_hours(en, &b);
	ui_say(u, ROLE_MARKED, _("Moving \"%s\" to: %s"), en->title, buf_str(&b));
	buf_free(&b);
}

void calendar_move_start(struct ui *u, struct calendar *c)
{
	c->before = *calendar_chosen(c);
	c->moving = true;
	say_place(u, calendar_chosen(c));
}

/* The view follows the entry. What leaves the range that is read stays in the list: it is being moved. */
static void follow(struct calendar *c)
{
	const struct entry *en = calendar_chosen(c);
	c->day = en->date;
	c->hour = en->starts < 0 ? ALL_DAY : en->starts / 60;
	date_t month = calendar_month_start(c->day);
	if (c->view == CALENDAR_WEEK)
		c->from = c->day - date_weekday(c->day);
	else if (c->view == CALENDAR_MONTH)
		c->from = month - date_weekday(month);
	if (c->view != CALENDAR_AGENDA)
		c->to = c->from + (c->view == CALENDAR_WEEK ? 6 : 41);
}

static int shifted(int minutes, int by)
{
	return ((minutes + by) % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES;
}

void calendar_move_by(struct ui *u, struct calendar *c, int days, int minutes)
{
	struct entry *en = &c->shown.rows[c->at];
	int y, m, d;
	date_split(en->date + days, &y, &m, &d);
	if (y < 1583 || y > 9998)
		return;
	en->date += days;
	en->until += days;
	if (en->starts >= 0 && minutes && en->starts + minutes >= 0 && en->starts + minutes < DAY_MINUTES) {
		en->starts += minutes;
		if (en->ends >= 0)
			en->ends = shifted(en->ends, minutes);
	}
	calendar_sort(c);
	follow(c);
	if (c->view == CALENDAR_AGENDA)
		calendar_make_rows(u, c);
	say_place(u, calendar_chosen(c));
}

/* ---- storing */

static void store(struct ui *u, struct calendar *c, enum app_move_scope scope)
{
	const struct entry *en = calendar_chosen(c);
	struct err e = ERR_INIT;
	struct app_move m = {.kind = en->kind,
	    .id = en->id,
	    .on = c->before.date,
	    .to = en->date,
	    .starts = en->starts == c->before.starts ? -1 : en->starts,
	    .scope = scope};
	char *title = mem_copy_text(en->title);
	c->moving = false;
	if (app_move_entry(u->app, &m, &e)) {
		ui_refresh_all(u);
		ui_saved(u, _("Moved: %s. u takes it back."), title);
	} else {
		calendar_load(u, c);
		ui_error(u, &e);
	}
	free(title);
}

static void scope_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct calendar *c = ctx;
	if (index >= 0)
		store(u, c, (enum app_move_scope)value);
	else
		calendar_move_end(u, c, false);
}

static void ask_scope(struct ui *u, struct calendar *c)
{
	static const struct {
		enum app_move_scope scope;
		const char *words;
	} ways[] = {{MOVE_ONE, N_("Only this one")}, {MOVE_FOLLOWING, N_("This one and all after it")},
	    {MOVE_ALL, N_("All of them")}};
	enum { WAYS = sizeof ways / sizeof *ways };
	struct menu_item items[WAYS] = {{0}};
	for (int i = 0; i < WAYS; i++)
		items[i] = (struct menu_item){mem_copy_text(tr(ways[i].words)), NULL, ways[i].scope, false, false};
	menu_open(u, _("It repeats. Move:"), items, WAYS, 0, scope_chosen, c);
	for (int i = 0; i < WAYS; i++)
		free(items[i].text);
}

void calendar_move_end(struct ui *u, struct calendar *c, bool keep)
{
	const struct entry *en = calendar_chosen(c);
	if (keep && (en->date != c->before.date || en->starts != c->before.starts)) {
		if (app_repeats(u->app, en->kind, en->id))
			ask_scope(u, c);
		else
			store(u, c, MOVE_ALL);
		return;
	}
	struct entry *now = &c->shown.rows[c->at];
	now->date = c->before.date;
	now->until = c->before.until;
	now->starts = c->before.starts;
	now->ends = c->before.ends;
	c->moving = false;
	calendar_sort(c);
	follow(c);
	calendar_load(u, c);
	ui_say(u, ROLE_MUTED, _("It stays where it was."));
}
