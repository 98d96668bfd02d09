/* ui/screens/rollcall_open.c - from a record to its roll-call. What comes again every week is asked for its day first:
 * each day has a roll of its own, else the second week would write over the first. */
#include <stdlib.h>

#include "app/dates.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/screens/rollcall.h"
#include "ui/ui_internal.h"

enum { DAYS_AROUND = 45, DAYS_MOST = 32 };

struct choosing {
	const struct kind *kind;
	int64_t id;
	struct menu_item items[DAYS_MOST]; /* value: the day */
	size_t n, nearest;
	date_t today;
};

static bool take_day(void *ctx, const struct app_entry *en)
{
	struct choosing *c = ctx;
	struct buf b = BUF_INIT;
	char time[6];
	if (en->kind != c->kind || en->id != c->id)
		return true;
	date_text(en->date, lang_now(), DATE_WEEKDAY, &b);
	if (en->starts >= 0) {
		time_text(en->starts, time);
		buf_print(&b, ", %s", time);
	}
	if (c->n == 0 || en->date <= c->today)
		c->nearest = c->n;
	c->items[c->n++] = (struct menu_item){.text = buf_take(&b), .value = en->date};
	return c->n < DAYS_MOST;
}

static void forget(struct choosing *c)
{
	for (size_t i = 0; i < c->n; i++)
		free(c->items[i].text);
	free(c);
}

static void day_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct choosing *c = ctx;
	struct err e = ERR_INIT;
	int64_t own;
	if (index >= 0 && app_own_day(u->app, c->kind, c->id, (date_t)value, &own, &e)) {
		if (own != c->id)
			ui_refresh_all(u);
		roll_open(u, c->kind, own);
	} else if (index >= 0) {
		ui_error(u, &e);
	}
	forget(c);
}

void rollcall_open(struct ui *u, const struct kind *of, int64_t id)
{
	struct err e = ERR_INIT;
	if (!app_repeats(u->app, of, id)) {
		roll_open(u, of, id);
		return;
	}
	struct choosing *c = mem_alloc(sizeof *c);
	*c = (struct choosing){.kind = of, .id = id, .today = app_types(u->app)->today};
	if (!app_agenda(u->app, c->today - DAYS_AROUND, c->today + DAYS_AROUND, take_day, c, &e)) {
		ui_error(u, &e);
		forget(c);
	} else if (c->n == 0) {
		roll_open(u, of, id);
		forget(c);
	} else {
		menu_open(u, _("Attendance of which day?"), c->items, c->n, c->nearest, day_chosen, c);
	}
}
