/* ui/screens/calendar_do.c - what the calendar opens, makes and writes. Knows entries and the kinds' calendar rows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/job.h"
#include "ui/screens/calendar.h"

static struct calendar *calendar_of(struct screen *s)
{
	return (struct calendar *)s;
}

bool calendar_can_open(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing on this day. n makes an event here.");
	return calendar_chosen(calendar_of(s)) != NULL && !calendar_of(s)->moving;
}

static void entry_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct calendar *c = ctx;
	if (index < 0 || value >= c->shown.n)
		return;
	c->at = (int)value;
	record_open(u, c->shown.rows[value].kind, c->shown.rows[value].id);
}

/* A day with several: which of them. */
static void open_day(struct ui *u, struct calendar *c, int n)
{
	struct menu_item *items = mem_array((size_t)n, sizeof *items);
	size_t selected = 0;
	struct buf title = BUF_INIT;
	for (int i = 0; i < n; i++) {
		int at = entries_nth_on(&c->shown, c->day, i);
		const struct entry *en = &c->shown.rows[at];
		struct buf text = BUF_INIT, hours = BUF_INIT;
		entry_mark(en, &text);
		buf_print(&text, "%s: %s", en->category, en->title);
		entry_hours(en, &hours);
		items[i] = (struct menu_item){buf_take(&text), buf_take(&hours), at, false, false};
		selected = at == c->at ? (size_t)i : selected;
	}
	date_text(c->day, lang_now(), DATE_FULL, &title);
	menu_open(u, buf_str(&title), items, (size_t)n, selected, entry_chosen, c);
	for (int i = 0; i < n; i++) {
		free(items[i].text);
		free(items[i].right);
	}
	free(items);
	buf_free(&title);
}

void calendar_run_open(struct ui *u, struct screen *s)
{
	struct calendar *c = calendar_of(s);
	int n = entries_count_on(&c->shown, c->day, true);
	if (c->view == CALENDAR_MONTH && n > 1)
		open_day(u, c, n);
	else
		record_open(u, calendar_chosen(c)->kind, calendar_chosen(c)->id);
}

void calendar_run_edit(struct ui *u, struct screen *s)
{
	const struct entry *en = calendar_chosen(calendar_of(s));
	form_open(u, en->kind, en->id, NULL, NULL, NULL);
}

/* As one tells it to somebody: what, when, where. */
void calendar_run_copy(struct ui *u, struct screen *s)
{
	const struct entry *en = calendar_chosen(calendar_of(s));
	struct buf b = BUF_INIT;
	buf_print(&b, "%s, ", en->title);
	date_text(en->date, lang_now(), DATE_FULL, &b);
	buf_text(&b, ", ");
	entry_hours(en, &b);
	if (en->place[0])
		buf_print(&b, ", %s", en->place);
	ui_copy(u, buf_str(&b));
	buf_free(&b);
}

/* ---- making: any kind that has a date of its own */

/* At the hour one stands at, as long as such a thing usually takes. */
static void set_hour(const struct calendar *c, const struct kind *k, struct record *r)
{
	const struct kind_calendar *kc = &k->calendar;
	if (c->view != CALENDAR_WEEK || c->hour == ALL_DAY || kc->starts == NO_FIELD)
		return;
	int64_t length = kc->ends != NO_FIELD && record_has(r, kc->ends) && record_has(r, kc->starts)
	                     ? record_int(r, kc->ends) - record_int(r, kc->starts)
	                     : 0;
	record_set_int(r, kc->starts, c->hour * 60);
	if (length > 0)
		record_set_int(r, kc->ends, (c->hour * 60 + length) % DAY_MINUTES);
}

static void new_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct calendar *c = ctx;
	size_t n;
	char iso[11];
	if (index < 0)
		return;
	const struct kind *k = &kinds_all(&n)[value];
	struct record *r = record_new_initial(k, app_types(u->app));
	date_iso(c->day, iso);
	record_set_text(r, k->calendar.date, iso);
	set_hour(c, k, r);
	form_open(u, k, 0, r, NULL, NULL);
}

void calendar_run_new(struct ui *u, struct screen *s)
{
	struct menu_item items[KIND_COUNT] = {{0}};
	size_t n, count = 0;
	const struct kind *k = kinds_all(&n);
	/* first what has an hour: events, meetings, workshops */
	for (int hours = 1; hours >= 0; hours--)
		for (size_t i = n; i-- > 0;) {
			const struct kind_calendar *c = &k[i].calendar;
			if (!c->has || c->rule || c->only_when || (c->repeat != NO_FIELD) != hours)
				continue;
			items[count].text = mem_copy_text(tr(k[i].create));
			items[count++].value = (int64_t)i;
		}
	struct buf day = BUF_INIT;
	date_text(calendar_of(s)->day, lang_now(), DATE_FULL, &day);
	menu_open(u, buf_str(&day), items, count, 0, new_chosen, s);
	buf_free(&day);
	for (size_t i = 0; i < count; i++)
		free(items[i].text);
}

bool calendar_can_new(struct ui *u, struct screen *s, const char **why)
{
	*why = app_readonly_reason(u->app);
	return *why == NULL && !calendar_of(s)->moving;
}

/* ---- what is shown */

static void filter_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct calendar *c = ctx;
	if (index < 0)
		return;
	c->filter = (int)value;
	calendar_load(u, c);
	c->first = c->row;
}

void calendar_run_filter(struct ui *u, struct screen *s)
{
	struct menu_item items[KIND_COUNT + 2] = {{0}};
	size_t n, count = 0, selected = 0;
	const struct kind *k = kinds_all(&n);
	items[count++] = (struct menu_item){mem_copy_text(_("Everything")), NULL, FILTER_ALL, false, false};
	items[count++] = (struct menu_item){mem_copy_text(_("Deadlines")), NULL, FILTER_DEADLINES, false, false};
	for (size_t i = n; i-- > 0;)
		if (k[i].calendar.has)
			items[count++] =
			    (struct menu_item){mem_copy_text(tr(k[i].plural)), NULL, (int64_t)i, false, false};
	for (size_t i = 0; i < count; i++)
		selected = items[i].value == calendar_of(s)->filter ? i : selected;
	menu_open(u, _("Show"), items, count, selected, filter_chosen, s);
	for (size_t i = 0; i < count; i++)
		free(items[i].text);
}

/* ---- out */

/* The command's words for what is shown. */
struct words {
	const char *at[2 * KIND_COUNT + 16];
	size_t n;
	char from[11], to[11];
};

static void add(struct words *w, const char *option, const char *value)
{
	w->at[w->n++] = option;
	w->at[w->n++] = value;
}

static void put_shown(const struct calendar *c, struct words *w)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		if (c->filter == (int)i || (c->filter == FILTER_DEADLINES && k[i].calendar.deadline))
			add(w, "--kind", k[i].key);
	if (c->view == CALENDAR_AGENDA)
		return;
	const bool month = c->view == CALENDAR_MONTH;
	date_iso(month ? calendar_month_start(c->day) : c->from, w->from);
	date_iso(month ? date_add_months(calendar_month_start(c->day), 1) - 1 : c->to, w->to);
	add(w, "--from", w->from);
	add(w, "--to", w->to);
}

static void calendar_written(struct ui *u, void *ctx, const struct job_result *r)
{
	(void)ctx;
	if (r->ok) {
		app_set_conf(u->app, "first.calendar", "1", NULL); /* one of the first steps */
		ui_refresh_all(u);
	}
	job_say_end(u, r);
}

void calendar_export_job(struct ui *u, const char *const *words, const char *path)
{
	job_start(u, &(struct job){.what = _("Calendar file"), .words = words, .path = path, .done = calendar_written});
}

static void export_to(struct ui *u, void *ctx, const char *path)
{
	struct words w = {.at = {"export", "ics", "-o", path}, .n = 4};
	if (!path)
		return;
	put_shown(ctx, &w);
	calendar_export_job(u, w.at, path);
}

void calendar_run_export(struct ui *u, struct screen *s)
{
	const struct calendar *c = calendar_of(s);
	char name[64] = "obste.ics";
	int y, m, d;
	date_split(c->day, &y, &m, &d);
	if (c->view == CALENDAR_MONTH)
		snprintf(name, sizeof name, "obste-%04d-%02d.ics", y, m);
	else if (c->view == CALENDAR_WEEK)
		snprintf(name, sizeof name, "obste-%04d-w%02d.ics", y, date_iso_week(c->day, NULL));
	save_prompt_open(u, _("Calendar file"), name,
	    _("What is shown here is written: this month, this week, or everything in the agenda, by the filter (f)."),
	    export_to, s);
}
