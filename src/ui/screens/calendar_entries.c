/* ui/screens/calendar_entries.c - the entries that the calendar shows: read, filtered, found again. Paints only what
 * all views have in common. Knows entries, not kinds. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/calendar.h"

enum { AGENDA_BACK = 92, AGENDA_ON = 183, SEARCH_DAYS = 731 };

static void forget_entries(struct entries *list)
{
	for (int i = 0; i < list->n; i++) {
		free(list->rows[i].title);
		free(list->rows[i].place);
		free(list->rows[i].people);
		free(list->rows[i].category);
	}
	free(list->rows);
	*list = (struct entries){0};
}

void calendar_forget(struct calendar *c)
{
	forget_entries(&c->shown);
	forget_entries(&c->soon);
	free(c->rows);
	c->rows = NULL;
	c->nrows = 0;
}

/* ---- reading */

struct reading {
	struct calendar *c;
	struct entries *list;
};

static bool wanted(const struct calendar *c, const struct app_entry *en)
{
	if (c->filter == FILTER_DEADLINES && !en->deadline)
		return false;
	if (c->filter >= 0 && kind_number(en->kind) != c->filter)
		return false;
	if (c->view != CALENDAR_AGENDA || c->search.text.len == 0)
		return true;
	struct buf all = BUF_INIT, key = BUF_INIT, query = BUF_INIT;
	buf_print(&all, "%s %s %s %s", en->category, en->title, en->place, en->people);
	text_key(buf_str(&all), &key);
	text_key(line_text(&c->search), &query);
	bool fits = text_key_matches(buf_str(&key), buf_str(&query));
	buf_free(&all);
	buf_free(&key);
	buf_free(&query);
	return fits;
}

static bool keep(void *ctx, const struct app_entry *en)
{
	struct reading *r = ctx;
	struct entries *list = r->list;
	if (!wanted(r->c, en))
		return true;
	if (list->n == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 64;
		list->rows = mem_resize(list->rows, (size_t)list->cap, sizeof *list->rows);
	}
	list->rows[list->n++] = (struct entry){en->kind, en->id, en->date, en->until, en->starts, en->ends,
	    mem_copy_text(en->title), mem_copy_text(en->place), mem_copy_text(en->people), mem_copy_text(en->category),
	    en->deadline, en->cancelled, en->overdue, en->done, en->counted};
	return true;
}

static void read_range(struct ui *u, struct calendar *c, struct entries *list, date_t from, date_t to)
{
	struct err e = ERR_INIT;
	struct reading r = {c, list};
	if (!app_agenda(u->app, from, to, keep, &r, &e))
		ui_error(u, &e);
}

date_t calendar_month_start(date_t day)
{
	int y, m, d;
	date_t first = day;
	date_split(day, &y, &m, &d);
	date_make(y, m, 1, &first);
	return first;
}

static void set_range(struct ui *u, struct calendar *c)
{
	date_t month = calendar_month_start(c->day), today = app_types(u->app)->today;
	if (c->view == CALENDAR_MONTH) {
		c->from = month - date_weekday(month);
		c->to = c->from + 41;
	} else if (c->view == CALENDAR_WEEK) {
		c->from = c->day - date_weekday(c->day);
		c->to = c->from + 6;
	} else if (c->search.text.len > 0) {
		c->from = today - SEARCH_DAYS / 2;
		c->to = today + SEARCH_DAYS;
	} else {
		c->from = c->day - AGENDA_BACK;
		c->to = c->day + AGENDA_ON;
	}
}

/* The entry one stood on; when it is gone, the first of the day. */
static void find_again(struct calendar *c, const struct kind *k, int64_t id, date_t date)
{
	c->at = entries_nth_on(&c->shown, c->day, 0);
	for (int i = 0; id && i < c->shown.n; i++)
		if (c->shown.rows[i].kind == k && c->shown.rows[i].id == id && c->shown.rows[i].date == date)
			c->at = i;
}

void calendar_load(struct ui *u, struct calendar *c)
{
	if (term_is_plain()) /* a grid cannot be read aloud */
		c->view = CALENDAR_AGENDA;
	const struct entry *en = calendar_chosen(c);
	const struct kind *k = en ? en->kind : NULL;
	int64_t id = en ? en->id : 0;
	date_t date = en ? en->date : 0, today = app_types(u->app)->today;
	calendar_forget(c);
	c->moving = false;
	set_range(u, c);
	read_range(u, c, &c->shown, c->from, c->to);
	if (c->view == CALENDAR_MONTH)
		read_range(u, c, &c->soon, today, today + 6);
	find_again(c, k, id, date);
	if (c->view == CALENDAR_WEEK)
		calendar_pick_in_hour(c);
	if (c->view == CALENDAR_AGENDA)
		calendar_make_rows(u, c);
}

static int compare(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	if (a->starts != b->starts)
		return a->starts < b->starts ? -1 : 1;
	int titles = strcmp(a->title, b->title);
	return titles ? titles : (a->id > b->id) - (a->id < b->id);
}

void calendar_sort(struct calendar *c)
{
	const struct entry *en = calendar_chosen(c);
	if (!en)
		return;
	const char *title = en->title; /* each entry has its own text */
	qsort(c->shown.rows, (size_t)c->shown.n, sizeof *c->shown.rows, compare);
	for (int i = 0; i < c->shown.n; i++)
		if (c->shown.rows[i].title == title)
			c->at = i;
}

/* ---- asking */

const struct entry *calendar_chosen(const struct calendar *c)
{
	return c->at >= 0 && c->at < c->shown.n ? &c->shown.rows[c->at] : NULL;
}

/* An end before the beginning is after midnight. */
static bool over_midnight(const struct entry *en)
{
	return en->starts >= 0 && en->ends >= 0 && en->ends <= en->starts && en->until <= en->date;
}

bool entry_part(const struct entry *en, date_t day, struct day_part *out)
{
	bool night = over_midnight(en);
	date_t last = night && en->ends > 0 ? en->date + 1 : en->until > en->date ? en->until : en->date;
	if (day < en->date || day > last)
		return false;
	*out = (struct day_part){ALL_DAY, DAY_MINUTES};
	if (en->starts < 0 || (day > en->date && day < last))
		return true;
	out->from = day == en->date ? en->starts : 0;
	if (day < last || (night && en->ends == 0))
		out->to = DAY_MINUTES;
	else
		out->to = en->ends >= 0 ? en->ends : out->from + 60 < DAY_MINUTES ? out->from + 60 : DAY_MINUTES;
	return out->to > out->from || day == en->date;
}

/* A campaign of months would fill every day: between its ends it stands behind all others. */
static int rank_on(const struct entry *en, date_t day)
{
	struct day_part part;
	if (!entry_part(en, day, &part))
		return NO_ENTRY;
	if (part.from != ALL_DAY)
		return 1;
	return en->until - en->date >= 7 && day > en->date && day < en->until ? 2 : 0;
}

int entries_count_on(const struct entries *list, date_t day, bool running)
{
	int n = 0;
	for (int i = 0; i < list->n; i++) {
		int rank = rank_on(&list->rows[i], day);
		n += rank >= 0 && (running || rank < 2);
	}
	return n;
}

int entries_nth_on(const struct entries *list, date_t day, int nth)
{
	for (int rank = 0; rank < 3; rank++)
		for (int i = 0; i < list->n; i++)
			if (rank_on(&list->rows[i], day) == rank && nth-- == 0)
				return i;
	return NO_ENTRY;
}

enum role entry_role(const struct entry *en)
{
	return en->overdue ? ROLE_WARNING : en->cancelled || en->done ? ROLE_MUTED : ROLE_NORMAL;
}

void entry_mark(const struct entry *en, struct buf *out)
{
	if (en->deadline && !en->done && !en->cancelled)
		buf_text(out, "! ");
	if (en->cancelled)
		buf_text(out, _("CANCELLED "));
}

void entry_hours(const struct entry *en, struct buf *out)
{
	char from[6], to[6];
	if (en->starts < 0) {
		buf_text(out, _("all day"));
		return;
	}
	time_text(en->starts, from);
	buf_text(out, from);
	if (en->ends < 0)
		return;
	time_text(en->ends, to);
	buf_print(out, "–%s", to);
}

bool day_off_name(struct ui *u, date_t day, struct buf *out)
{
	struct err ignored = ERR_INIT;
	const struct holidays *h = app_holidays(u->app, &ignored);
	return h && holiday_name(h, day, lang_now(), out);
}

void calendar_filter_name(struct ui *u, const struct calendar *c, struct buf *out)
{
	size_t n;
	(void)u;
	if (c->filter >= 0)
		text_lower(tr(kinds_all(&n)[c->filter].plural), out);
	else
		buf_text(out, c->filter == FILTER_DEADLINES ? _("deadlines") : _("everything"));
}

/* What is shown, and how to change it. */
void calendar_draw_foot(struct ui *u, const struct calendar *c, int row, const char *right)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%s ", _("Shown:"));
	calendar_filter_name(u, c, &b);
	buf_text(&b, " (f)");
	term_put(row, 1, term_cols() - 2, c->filter == FILTER_ALL ? ROLE_MUTED : ROLE_MARKED, buf_str(&b));
	if (right)
		term_put_right(row, term_cols() - text_width(right) - 1, text_width(right), ROLE_MUTED, right);
	buf_free(&b);
}
