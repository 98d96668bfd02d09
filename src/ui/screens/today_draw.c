/* ui/screens/today_draw.c - Today on the screen: two columns or one, the first steps above. Reads nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/today.h"
#include "ui/screens/today_steps.h"

size_t today_part(const struct today *t, enum part part)
{
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += t->lines[i].part == part;
	return n;
}

/* Where a part is drawn, and the next row of it. */
struct area {
	int row, col, width, end;
};

/* `right` (may be NULL) stands at the end of the row; the text is cut before it. */
static void put_row(
    const struct today *t, size_t i, struct area *a, const char *text, const char *right, enum role role)
{
	bool selected = i == t->at;
	int end = right && text_width(right) + 12 < a->width ? text_width(right) + 1 : 0;
	if (selected)
		term_fill(a->row, a->col, a->width, ROLE_SELECTED, ' ');
	term_put(a->row, a->col, 1, selected ? ROLE_SELECTED : ROLE_NORMAL, selected ? ">" : " ");
	term_put(a->row, a->col + 2, a->width - 2 - end, selected ? ROLE_SELECTED : role, text);
	if (end)
		term_put_right(
		    a->row, a->col + a->width - end + 1, end - 1, selected ? ROLE_SELECTED : ROLE_MUTED, right);
	if (selected)
		term_cursor(a->row, a->col, false);
	a->row++;
}

static void draw_due_line(const struct today *t, size_t i, struct area *a)
{
	const struct today_line *l = &t->lines[i];
	struct buf b = BUF_INIT;
	buf_print(&b, "%s %s", l->warn ? "!" : "·", l->text);
	put_row(t, i, a, buf_str(&b), l->more, l->warn ? ROLE_WARNING : ROLE_NORMAL);
	buf_free(&b);
}

static void draw_day(const struct today_line *l, date_t now, struct area *a)
{
	struct buf b = BUF_INIT;
	if (l->date == DATE_NONE) {
		buf_text(&b, _("Under way"));
	} else {
		if (l->date - now < 2) {
			date_distance(l->date, now, lang_now(), &b);
			buf_text(&b, ", ");
		}
		date_text(l->date, lang_now(), DATE_WEEKDAY, &b);
	}
	term_put(a->row++, a->col, a->width, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
}

static void draw_week_line(const struct today *t, size_t i, struct area *a)
{
	const struct today_line *l = &t->lines[i];
	struct buf b = BUF_INIT;
	char clock[6] = "     ";
	if (l->starts >= 0)
		time_text(l->starts, clock);
	buf_print(&b, "%s %s%s", clock, l->cancelled ? _("CANCELLED ") : "", l->text);
	put_row(t, i, a, buf_str(&b), NULL, ROLE_NORMAL);
	buf_free(&b);
	if (l->more && a->row < a->end)
		term_put(a->row++, a->col + 8, a->width - 8, ROLE_MUTED, l->more);
}

static void draw_step(const struct today *t, size_t i, struct area *a)
{
	const struct today_line *l = &t->lines[i];
	struct buf b = BUF_INIT;
	buf_print(&b, "%s %d  %s", l->done ? "[x]" : "[ ]", (int)l->id + 1, l->text);
	/* the hint only beside a whole step: a cut step tells nothing */
	bool fits = l->more && text_width(buf_str(&b)) + text_width(l->more) + 4 < a->width;
	put_row(t, i, a, buf_str(&b), fits && !l->done ? l->more : NULL, l->done ? ROLE_MUTED : ROLE_NORMAL);
	buf_free(&b);
}

/* The first line drawn of a part, so that the selected one is in sight. */
static size_t first_line(struct today *t, enum part part, int room)
{
	size_t first = 0;
	while (first < t->n && t->lines[first].part != part)
		first++;
	bool here = t->at < t->n && t->lines[t->at].part == part;
	if (!here || t->at < first + t->tops[part])
		t->tops[part] = here ? t->at - first : 0;
	if (here && t->at >= first + t->tops[part] + (size_t)room)
		t->tops[part] = t->at - first - (size_t)room + 1;
	return first + t->tops[part];
}

static void draw_part(struct ui *u, struct today *t, enum part part, struct area *a)
{
	date_t now = app_types(u->app)->today;
	const struct today_line *before = NULL;
	int each = part == WEEKS ? 3 : 1;
	for (size_t i = first_line(t, part, (a->end - a->row) / each > 0 ? (a->end - a->row) / each : 1);
	     i < t->n && t->lines[i].part == part && a->row < a->end; i++) {
		if (part == WEEKS && (!before || before->date != t->lines[i].date) && a->row + 1 < a->end)
			draw_day(&t->lines[i], now, a);
		before = &t->lines[i];
		if (part == DUE)
			draw_due_line(t, i, a);
		else if (part == WEEKS)
			draw_week_line(t, i, a);
		else
			draw_step(t, i, a);
	}
}

static void draw_due(struct ui *u, struct today *t, struct area *a)
{
	struct buf b = BUF_INIT;
	size_t n = today_part(t, DUE);
	buf_print(&b, "%s (%zu)", _("Needs attention"), n);
	term_put(a->row++, a->col + 1, a->width - 1, ROLE_TITLE, buf_str(&b));
	if (n == 0)
		term_put(a->row++, a->col + 2, a->width - 2, ROLE_MUTED, t->due ? "…" : _("Nothing is due."));
	draw_part(u, t, DUE, a);
	buf_free(&b);
}

static void draw_week(struct ui *u, struct today *t, struct area *a)
{
	if (today_part(t, WEEKS) == 0)
		term_put(a->row++, a->col, a->width, ROLE_MUTED, t->due ? "…" : _("Nothing this week."));
	draw_part(u, t, WEEKS, a);
}

static void put_wrapped(void *ctx, const char *bytes, size_t n)
{
	struct area *a = ctx;
	char *line = mem_copy_bytes(bytes, n);
	if (a->row < a->end)
		term_put(a->row++, a->col, a->width, ROLE_MUTED, line);
	free(line);
}

/* Alone on the screen while there is nothing else. */
static void draw_steps(struct ui *u, struct today *t, struct area *a)
{
	int end = a->end;
	term_put(a->row + 1, 3, a->width - 3, ROLE_TITLE, _("Welcome! First steps, in any order:"));
	a->row += 3;
	a->col = 2;
	a->width = a->width - 4 > 74 ? 74 : a->width - 4;
	draw_part(u, t, STEPS, a);
	struct area words = {a->row + 1, 3, a->width, end};
	text_wrap(
	    _("Enter begins a step. The list goes when all is done, or with X."), words.width, put_wrapped, &words);
	words.row++;
	text_wrap(_("To see how it looks with data in it: S opens the sample group, which is kept apart and is deleted "
	            "at one "
	            "stroke."),
	    words.width, put_wrapped, &words);
}

/* Above what is due, when something is. */
static void draw_steps_above(struct ui *u, struct today *t, struct area *a)
{
	int end = a->end;
	if (today_part(t, STEPS) == 0)
		return;
	term_put(a->row++, a->col + 1, a->width - 1, ROLE_TITLE, _("First steps (X hides them)"));
	a->end = a->row + (int)today_part(t, STEPS) < end ? a->row + (int)today_part(t, STEPS) : end;
	draw_part(u, t, STEPS, a);
	a->row++;
	a->end = end;
}

static void draw_numbers(const struct today *t, struct area a)
{
	if (t->numbers && *t->numbers && a.row + 1 < a.end) {
		a.row++;
		a.col++;
		a.width -= 2;
		term_put(a.row++, a.col, a.width, ROLE_TITLE, _("The group in numbers"));
		text_wrap(t->numbers, a.width, put_wrapped, &a);
	}
}

void today_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct today *t = today_of(s);
	int cols = term_cols(), end = top + height;
	bool two = cols >= 80;
	int left = two ? cols * 11 / 20 : cols;
	struct area a = {top, 0, left - 1, two ? end : top + height / 2};
	term_cursor(top, 0, false);
	if (today_part(t, STEPS) == t->n && t->n > 0) {
		a = (struct area){top, 0, cols, end};
		draw_steps(u, t, &a);
		return;
	}
	draw_steps_above(u, t, &a);
	draw_due(u, t, &a);
	if (two)
		draw_numbers(t, a);
	struct area b =
	    two ? (struct area){top, left + 1, cols - left - 2, end} : (struct area){a.row + 1, 0, cols, end};
	if (two)
		term_vrule(top, left - 1, height);
	draw_week(u, t, &b);
}
