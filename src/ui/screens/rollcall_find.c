/* ui/screens/rollcall_find.c - who fits the letters typed in the roll-call, and who of them stands first. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/rollcall.h"
#include "ui/ui_internal.h"

/* How the letters fit a name. Inside counts only when nothing begins so: "ar" shall not find Moraru before Arseni. */
enum fit { FIT_SURNAME, FIT_NAME, FIT_INSIDE, FIT_NOT };

/* What was typed, as it stands and as the other keyboard layout would have written it. */
struct asked {
	struct buf key, other;
	bool both;
};

static void ask(const char *typed, struct asked *q)
{
	struct buf other = BUF_INIT;
	*q = (struct asked){.key = BUF_INIT, .other = BUF_INIT};
	text_key(typed, &q->key);
	if (*typed && text_other_layout(typed, &other))
		text_key(buf_str(&other), &q->other);
	q->both = q->other.len > 0;
	buf_free(&other);
}

static enum fit fit_key(const char *key, const char *query)
{
	if (!*query)
		return FIT_NOT;
	if (text_key_matches(key, query))
		return strncmp(key, query, strcspn(query, " ")) == 0 ? FIT_SURNAME : FIT_NAME;
	return strlen(query) > 1 && strstr(key, query) ? FIT_INSIDE : FIT_NOT;
}

static enum fit fit_of(const struct app_roll_row *r, const struct asked *q)
{
	const enum fit a = fit_key(r->key, buf_str(&q->key));
	const enum fit b = q->both ? fit_key(r->key, buf_str(&q->other)) : FIT_NOT;
	return a < b ? a : b;
}

struct found {
	size_t row;
	int rank;
};

static int compare(const void *x, const void *y)
{
	const struct found *a = x, *b = y;
	const int c = a->rank - b->rank;
	return c ? c : (a->row > b->row) - (a->row < b->row);
}

/* Untouched before marked, then surname, name, inside; else as the roll is ordered. */
static size_t find(struct roll *s, const struct asked *q, struct found *out)
{
	size_t n = 0, kept = 0;
	bool beginning = false;
	for (size_t i = 0; i < s->roll.n; i++) {
		const enum fit fit = fit_of(&s->roll.rows[i], q);
		if (fit == FIT_NOT)
			continue;
		beginning = beginning || fit < FIT_INSIDE;
		out[n++] = (struct found){i, (roll_mark_of(&s->roll.rows[i]) ? FIT_NOT : 0) + (int)fit};
	}
	for (size_t i = 0; i < n; i++)
		if (!beginning || out[i].rank % FIT_NOT != FIT_INSIDE)
			out[kept++] = out[i];
	qsort(out, kept, sizeof *out, compare);
	s->inside = !beginning;
	return kept;
}

static void search(struct roll *s, const char *typed)
{
	struct asked q;
	struct found *found = mem_array(s->roll.n + 1, sizeof *found);
	ask(typed, &q);
	s->nshown = find(s, &q, found);
	for (size_t i = 0; i < s->nshown; i++)
		s->shown[i] = found[i].row;
	free(found);
	buf_free(&q.key);
	buf_free(&q.other);
}

void roll_select(struct roll *s, size_t row)
{
	for (size_t i = 0; i < s->nshown; i++)
		if (s->shown[i] == row)
			s->selected = i;
}

size_t roll_listed(const struct roll *s)
{
	return s->nshown + s->nothers;
}

const struct app_roll_row *roll_selected(const struct roll *s)
{
	return s->selected < s->nshown ? &s->roll.rows[s->shown[s->selected]] : NULL;
}

const struct app_roll_known *roll_other(const struct roll *s)
{
	return s->selected >= s->nshown && s->selected < roll_listed(s) ? &s->others[s->selected - s->nshown] : NULL;
}

enum { LETTERS_LEAST = 2, FEW = 6 };

/* As long as many of the roll fit, the one who is meant is among them. Letters inside a name are a guess: they give way
 * to a name that begins so. */
bool roll_ask_others(struct ui *u, struct roll *s)
{
	const char *typed = line_text(&s->typed);
	if (!s->ask)
		return false;
	s->ask = false;
	if (text_width(typed) >= LETTERS_LEAST && s->nshown <= FEW)
		s->nothers = app_roll_find_others(u->app, &s->roll, typed, s->others, ROLL_OTHERS);
	if (s->nothers && s->inside)
		s->nshown = 0;
	return s->nothers > 0;
}

void roll_filter(struct roll *s)
{
	const char *typed = line_text(&s->typed);
	s->nothers = 0;
	s->ask = true;
	free(s->shown);
	s->shown = mem_array(s->roll.n + 1, sizeof *s->shown);
	s->nshown = 0;
	if (*typed)
		search(s, typed);
	else
		for (size_t i = 0; i < s->roll.n; i++)
			s->shown[s->nshown++] = i;
	if (s->selected >= s->nshown)
		s->selected = s->nshown ? s->nshown - 1 : 0;
}

void roll_search_changed(struct roll *s)
{
	s->selected = s->first = 0;
	roll_filter(s);
}
