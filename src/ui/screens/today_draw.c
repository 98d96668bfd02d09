/* ui/screens/today_draw.c - Today on the screen: two columns or one, the first steps above. A column is rows painted
 * from the one that keeps the selected line in sight. Reads nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/today.h"
#include "ui/screens/today_steps.h"

enum { TWO_COLUMNS = 80, BAR = 14, TASKS_SHOWN = 4, DUE_LEAST = 4 };

size_t today_part(const struct today *t, enum part part)
{
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += t->lines[i].part == part;
	return n;
}

/* The place of a line within its part. */
static size_t place_of(const struct today *t, size_t line)
{
	size_t n = 0;
	for (size_t i = 0; i < line; i++)
		n += t->lines[i].part == t->lines[line].part;
	return n;
}

/* The line for the rest is hidden when there is none. */
bool today_hidden(const struct today *t, size_t line)
{
	const struct today_line *l = &t->lines[line];
	const size_t cap = t->cap[l->part], all = today_part(t, l->part);
	if (l->rest)
		return (!cap || cap >= all - 1) && l->count == 0;
	return cap && place_of(t, line) >= cap;
}

/* A column being painted, or only measured. */
struct pen {
	int row, col, width, height; /* on the screen */
	int at, top;                 /* the next row of the column; the first that is shown */
	bool measure;
	int from, to; /* rows of the selected line; from -1: it is not in this column */
};

static int place(const struct pen *p)
{
	return p->measure || p->at < p->top || p->at >= p->top + p->height ? -1 : p->row + p->at - p->top;
}

static void put_plain(struct pen *p, int indent, enum role role, const char *text)
{
	const int row = place(p);
	if (row >= 0)
		term_put(row, p->col + indent, p->width - indent, role, text);
	p->at++;
}

static void begin_line(const struct today *t, size_t i, struct pen *p)
{
	if (i == t->at && p->from < 0)
		p->from = p->at;
}

/* The row of a line; `right` stands at its end, the text is cut before it. */
static void put_line(
    const struct today *t, size_t i, struct pen *p, const char *text, const char *right, enum role role)
{
	const bool selected = i == t->at;
	const int row = place(p), end = right && text_width(right) + 12 < p->width ? text_width(right) + 1 : 0;
	begin_line(t, i, p);
	if (row >= 0) {
		if (selected)
			term_fill(row, p->col, p->width, ROLE_SELECTED, ' ');
		term_put(row, p->col, 1, selected ? ROLE_SELECTED : ROLE_NORMAL, selected ? ">" : " ");
		term_put(row, p->col + 2, p->width - 2 - end, selected ? ROLE_SELECTED : role, text);
		if (end)
			term_put_right(
			    row, p->col + p->width - end + 1, end - 1, selected ? ROLE_SELECTED : ROLE_MUTED, right);
		if (selected)
			term_cursor(row, p->col, false);
		t->lines[i].row = row;
		t->lines[i].col = p->col;
		t->lines[i].shown = p->width;
	}
	p->at++;
	if (selected)
		p->to = p->at;
}

/* ---- the sorts of lines */

static void draw_due(const struct today *t, size_t i, struct pen *p)
{
	const struct today_line *l = &t->lines[i];
	struct buf b = BUF_INIT;
	if (l->rest) {
		const size_t more = today_part(t, DUE) - 1 - t->cap[DUE] + (size_t)l->count;
		buf_print(&b, tr_n("… and %zu more", "… and %zu more", (unsigned long)more), more);
		put_line(t, i, p, buf_str(&b), NULL, ROLE_MUTED);
	} else {
		buf_print(&b, "%s %s", l->warn ? "!" : "·", l->text);
		put_line(t, i, p, buf_str(&b), l->right, l->warn ? ROLE_WARNING : ROLE_NORMAL);
		if (l->more)
			put_plain(p, 4, ROLE_MUTED, l->more);
		if (i == t->at)
			p->to = p->at;
	}
	buf_free(&b);
}

static void draw_task(const struct today *t, size_t i, struct pen *p)
{
	const struct today_line *l = &t->lines[i];
	struct buf b = BUF_INIT;
	if (l->rest) {
		const size_t own = today_part(t, TASKS) - 1,
		             hidden = t->cap[TASKS] && own > t->cap[TASKS] ? own - t->cap[TASKS] : 0;
		const size_t more = hidden + (size_t)l->count;
		buf_print(&b,
		    hidden ? tr_n("… and %zu more, with the others'", "… and %zu more, with the others'",
		                 (unsigned long)more)
		           : tr_n("others': %zu open", "others': %zu open", (unsigned long)more),
		    more);
		put_line(t, i, p, buf_str(&b), l->right, l->warn ? ROLE_WARNING : ROLE_MUTED);
	} else {
		buf_print(&b, "%s %s%s", l->done ? "[x]" : "[ ]", l->warn ? "! " : "", l->text);
		put_line(t, i, p, buf_str(&b), l->right, l->done ? ROLE_MUTED : l->warn ? ROLE_WARNING : ROLE_NORMAL);
	}
	buf_free(&b);
}

static void draw_more(struct pen *p, const char *more)
{
	for (const char *s = more; s && *s;) {
		const size_t n = strcspn(s, "\n");
		char *line = mem_copy_bytes(s, n);
		put_plain(p, 8, ROLE_MUTED, line);
		free(line);
		s += n + (s[n] != '\0');
	}
}

/* Today and tomorrow with what belongs to it; the days after in one row each. */
static void draw_entry(struct ui *u, const struct today *t, size_t i, struct pen *p)
{
	const struct today_line *l = &t->lines[i];
	const date_t now = app_types(u->app)->today;
	struct buf b = BUF_INIT;
	char clock[6] = "     ";
	if (l->starts >= 0)
		time_text(l->starts, clock);
	if (!l->begun && l->date - now >= 2) {
		int year, month, day;
		date_split(l->date, &year, &month, &day);
		buf_print(&b, "%s %2d ", date_weekday_short(date_weekday(l->date), lang_now()), day);
	}
	const bool compact = b.len > 0;
	if ((!l->begun && !compact) || l->starts >= 0)
		buf_print(&b, "%s ", clock);
	buf_print(&b, "%s%s%s", l->warn ? "! " : "", l->cancelled ? _("CANCELLED ") : "", l->text);
	put_line(t, i, p, buf_str(&b), NULL, ROLE_NORMAL);
	draw_more(p, l->more);
	if (i == t->at)
		p->to = p->at;
	buf_free(&b);
}

static void draw_figure(const struct today *t, size_t i, struct pen *p)
{
	const struct today_line *l = &t->lines[i];
	const int row = place(p), bar = p->width >= 40 ? BAR : BAR / 2;
	put_line(t, i, p, l->text, l->right, ROLE_NORMAL);
	if (row >= 0 && !term_is_plain() && i != t->at)
		term_bar(row, p->col + p->width - 6 - bar, bar, l->count < l->whole ? l->count : l->whole, l->whole);
}

static void draw_step(const struct today *t, size_t i, struct pen *p)
{
	const struct today_line *l = &t->lines[i];
	struct buf b = BUF_INIT;
	buf_print(&b, "%s %d  %s", l->done ? "[x]" : "[ ]", (int)l->id + 1, l->text);
	/* the hint only beside a whole step: a cut step tells nothing */
	bool fits = l->more && text_width(buf_str(&b)) + text_width(l->more) + 4 < p->width;
	put_line(t, i, p, buf_str(&b), fits && !l->done ? l->more : NULL, l->done ? ROLE_MUTED : ROLE_NORMAL);
	buf_free(&b);
}

/* ---- parts */

/* "today, Mon 23 Nov"; "This week"; "Under way". */
static void draw_day_heading(struct ui *u, const struct today_line *l, struct pen *p)
{
	const date_t now = app_types(u->app)->today;
	struct buf b = BUF_INIT;
	if (l->begun)
		buf_text(&b, _("Under way"));
	else if (l->date - now >= 2)
		buf_text(&b, _("This week"));
	else {
		date_distance(l->date, now, lang_now(), &b);
		buf_text(&b, ", ");
		date_text(l->date, lang_now(), DATE_WEEKDAY, &b);
	}
	put_plain(p, 0, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
}

static int heading_of(struct ui *u, const struct today_line *l)
{
	const date_t now = app_types(u->app)->today;
	return l->begun ? 3 : l->date - now < 2 ? l->date - now : 2;
}

static void draw_heading(struct ui *u, struct today *t, enum part part, struct pen *p)
{
	struct buf b = BUF_INIT;
	size_t open = 0, left = 0;
	for (size_t i = 0; i < t->n; i++) {
		open += t->lines[i].part == part && !t->lines[i].done && !t->lines[i].rest;
		left += t->lines[i].part == part && t->lines[i].rest ? (size_t)t->lines[i].count : 0;
	}
	if (part == DUE)
		buf_print(&b, "%s (%zu)", _("Needs attention"), open + left);
	else if (part == TASKS)
		buf_print(&b, "%s (%zu)", *app_conf(u->app, "who", "") ? _("My tasks") : _("Tasks"), open);
	else if (part == FIGURES)
		buf_text(&b, _("The last 4 weeks"));
	else if (part == STEPS)
		buf_text(&b, _("First steps (X hides them)"));
	if (b.len)
		put_plain(p, 1, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
}

static void draw_part(struct ui *u, struct today *t, enum part part, struct pen *p)
{
	int heading = -1;
	if (part == WEEKS ? today_part(t, WEEKS) == 0 : part == DUE && today_part(t, DUE) == 0) {
		if (part == DUE)
			draw_heading(u, t, part, p);
		put_plain(p, 2, ROLE_MUTED,
		    t->due        ? "…"
		    : part == DUE ? _("Nothing is due.")
		                  : _("Nothing this week."));
		p->at++;
		return;
	}
	if (today_part(t, part) == 0)
		return;
	draw_heading(u, t, part, p);
	for (size_t i = 0; i < t->n; i++) {
		if (t->lines[i].part != part || today_hidden(t, i))
			continue;
		if (part == WEEKS && heading_of(u, &t->lines[i]) != heading) {
			heading = heading_of(u, &t->lines[i]);
			draw_day_heading(u, &t->lines[i], p);
		}
		if (part == DUE)
			draw_due(t, i, p);
		else if (part == TASKS)
			draw_task(t, i, p);
		else if (part == WEEKS)
			draw_entry(u, t, i, p);
		else if (part == FIGURES)
			draw_figure(t, i, p);
		else
			draw_step(t, i, p);
	}
	p->at++;
}

static void draw_parts(struct ui *u, struct today *t, const enum part *parts, struct pen *p)
{
	p->at = 0;
	p->from = -1;
	for (; *parts != PARTS; parts++)
		draw_part(u, t, *parts, p);
}

/* Measured first: the selected line with all its rows is in sight. */
static void draw_column(struct ui *u, struct today *t, const enum part *parts, struct pen *p, int *top)
{
	p->measure = true;
	draw_parts(u, t, parts, p);
	const int rows = p->at - 1;
	if (p->from >= 0 && p->from <= *top)
		*top = p->from > 1 ? p->from - 1 : 0; /* with the heading above it */
	if (p->from >= 0 && p->to > *top + p->height)
		*top = p->to - p->height;
	if (p->from < 0 || *top > rows - p->height)
		*top = p->from < 0 || rows <= p->height ? 0 : rows - p->height;
	p->measure = false;
	p->top = *top;
	draw_parts(u, t, parts, p);
}

/* What is due leaves room for the tasks and the figures, until one wants all of it. */
static void set_caps(struct today *t, int height, bool two)
{
	const int tasks = (int)today_part(t, TASKS), figures = (int)today_part(t, FIGURES);
	const int shown = tasks < TASKS_SHOWN ? tasks : TASKS_SHOWN + 1;
	int room = two ? height - 2 - (tasks ? shown + 2 : 0) - (figures ? figures + 1 : 0) : height / 2, n = 0;
	if (today_part(t, STEPS))
		room -= (int)today_part(t, STEPS) + 2;
	t->cap[TASKS] = tasks > TASKS_SHOWN + 1 ? TASKS_SHOWN : 0;
	t->cap[DUE] = 0;
	for (size_t i = 0; i < t->n && !t->all; i++) {
		const struct today_line *l = &t->lines[i];
		if (l->part != DUE || l->rest)
			continue;
		room -= l->more ? 2 : 1;
		if (room < 1 && n >= DUE_LEAST) {
			/* a row that says "1 more" would take the room of that one */
			t->cap[DUE] = (size_t)n + 2 < today_part(t, DUE) ? (size_t)n : 0;
			return;
		}
		n++;
	}
}

static void put_wrapped(void *ctx, const char *bytes, size_t n)
{
	struct pen *p = ctx;
	char *line = mem_copy_bytes(bytes, n);
	put_plain(p, 0, ROLE_MUTED, line);
	free(line);
}

/* Alone on the screen while there is nothing else. */
static void draw_welcome(struct today *t, int top, int height)
{
	const int width = term_cols() - 4 > 74 ? 74 : term_cols() - 4;
	struct pen p = {.row = top, .col = 2, .width = width, .height = height, .from = -1};
	p.at = 1;
	put_plain(&p, 1, ROLE_TITLE, _("Welcome! First steps, in any order:"));
	p.at++;
	for (size_t i = 0; i < t->n; i++)
		draw_step(t, i, &p);
	p.at++;
	p.col = 3;
	text_wrap(_("Enter begins a step. The list goes when all is done, or with X."), width, put_wrapped, &p);
	p.at++;
	text_wrap(_("To see how it looks with data in it: S opens the sample group, which is kept apart and is deleted "
	            "at one "
	            "stroke."),
	    width, put_wrapped, &p);
}

void today_draw(struct ui *u, struct screen *s, int top, int height)
{
	static const enum part left[] = {STEPS, DUE, TASKS, FIGURES, PARTS}, right[] = {WEEKS, PARTS},
	                       one[] = {STEPS, DUE, TASKS, WEEKS, FIGURES, PARTS};
	struct today *t = today_of(s);
	const int cols = term_cols();
	const bool two = cols >= TWO_COLUMNS && !term_is_plain();
	term_cursor(top, 0, false);
	for (size_t i = 0; i < t->n; i++)
		t->lines[i].shown = 0;
	if (t->n > 0 && today_part(t, STEPS) == t->n) {
		draw_welcome(t, top, height);
		return;
	}
	set_caps(t, height, two);
	while (t->at > 0 && t->at < t->n && today_hidden(t, t->at))
		t->at--;
	const int wide = two ? cols * 11 / 20 : cols;
	struct pen p = {.row = top, .col = 0, .width = wide - 1, .height = height};
	draw_column(u, t, two ? left : one, &p, &t->tops[0]);
	if (!two)
		return;
	term_vrule(top, wide - 1, height);
	struct pen q = {.row = top, .col = wide + 1, .width = cols - wide - 2, .height = height};
	draw_column(u, t, right, &q, &t->tops[1]);
}
