/* app/export_news.c - what changed in somebody's calendar, as a text to paste into a chat: new, moved, cancelled,
 * changed. What is over is no news. */
#include <stdlib.h>
#include <string.h>

#include "app/export_internal.h"
#include "base/lang.h"
#include "base/mem.h"

#define LINES_MOST 40 /* nobody reads more in a chat */

static void add_when(date_t date, date_t until, int starts, int ends, struct buf *out)
{
	char from[6], to[6];
	date_text(date, lang_now(), DATE_WEEKDAY, out);
	if (until != DATE_NONE && until > date) {
		buf_text(out, " – ");
		date_text(until, lang_now(), DATE_WEEKDAY, out);
	}
	if (starts < 0)
		return;
	time_text(starts, from);
	buf_print(out, ", %s", from);
	if (ends < 0)
		return;
	time_text(ends, to);
	buf_print(out, "–%s", to);
}

/* "Atelier: Cum scriem o petiție · Biblioteca (formator)"; the title without what is before a cancelled one. */
static void add_what(const struct ics_event *ev, const char *title, const char *role, struct buf *out)
{
	buf_print(out, "%s: %s", ev->category ? ev->category : "", title);
	if (ev->location && *ev->location)
		buf_print(out, " · %s", ev->location);
	if (*role)
		buf_print(out, " (%s)", role);
}

static const char *plain_title(const struct ics_event *ev)
{
	const char *prefix = _("CANCELLED: ");
	const size_t n = strlen(prefix);
	return strncmp(ev->summary, prefix, n) == 0 ? ev->summary + n : ev->summary;
}

static bool moved(const struct given_entry *was, const struct given_entry *now)
{
	return was->date != now->date || was->starts != now->starts || was->ends != now->ends;
}

/* The word before the line; NULL: no news. */
static const char *sort_of(const struct given_entry *was, const struct given_entry *now)
{
	if (now->gone != DATE_NONE)
		return was && was->gone == DATE_NONE ? _("CANCELLED") : NULL;
	if (!was || was->gone != DATE_NONE)
		return _("NEW");
	if (moved(was, now))
		return _("MOVED");
	return was->words != now->words ? _("CHANGED") : NULL;
}

/* A series is told by its next day. */
static date_t next_day(const struct ics_event *ev, date_t today)
{
	date_t day;
	return ev->rule && ev->date < today && ics_occurrences(ev, today, today + 366, &day, 1) ? day : ev->date;
}

void news_add(struct app *a, struct ics_reader *rd, const struct given_entry *was, const struct given_entry *now,
    const struct ics_event *ev, const char *role)
{
	const date_t today = clock_today(app_clock(a)), last = ev->until == DATE_NONE ? now->date : ev->until;
	const char *sort = sort_of(was, now);
	const bool over = last < today && !ev->rule && (!was || was->date < today);
	if (!sort || over)
		return;
	struct buf b = BUF_INIT;
	buf_print(&b, "%s · ", sort);
	const date_t day = next_day(ev, today);
	add_when(day, ev->rule ? DATE_NONE : ev->until, now->starts, now->ends, &b);
	if (was && was->gone == DATE_NONE && now->gone == DATE_NONE && moved(was, now)) {
		struct buf old = BUF_INIT;
		add_when(was->date, DATE_NONE, was->starts, -1, &old);
		buf_print(&b, _(" (it was %s)"), buf_str(&old));
		buf_free(&old);
	}
	buf_text(&b, " · ");
	add_what(ev, plain_title(ev), role, &b);
	rd->news.lines = mem_resize(rd->news.lines, rd->news.n + 1, sizeof *rd->news.lines);
	rd->news.lines[rd->news.n++] = (struct news_line){day, now->starts, buf_take(&b)};
}

static int compare(const void *x, const void *y)
{
	const struct news_line *a = x, *b = y;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return a->starts != b->starts ? (a->starts < b->starts ? -1 : 1) : strcmp(a->text, b->text);
}

void news_text(struct app *a, const struct ics_reader *rd, const char *name, struct buf *out)
{
	if (rd->news.n == 0)
		return;
	qsort(rd->news.lines, rd->news.n, sizeof *rd->news.lines, compare);
	buf_print(out, rd->had ? _("%s, your calendar from %s has changed:") : _("%s, your calendar from %s:"), name,
	    app_group_name(a));
	for (size_t i = 0; i < rd->news.n && i < LINES_MOST; i++)
		buf_print(out, "\n%s", rd->news.lines[i].text);
	if (rd->news.n > LINES_MOST)
		buf_print(out, "\n%s", _("The rest is in the calendar."));
	buf_char(out, '\n');
}
