/* ui/screens/notes_draw.c - a meeting's notes on the screen: the item at hand, the notes so far, the line being typed.
 * Reads and stores nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/notes.h"

static void clock_of(const struct record *r, char out[6])
{
	const char *at = record_text(r, observation_at);
	snprintf(out, 6, "%s", at && strlen(at) >= 16 ? at + 11 : "     ");
}

/* "> who: ...   until: 20 Dec   kept?" under a promise. */
static void promise_words(struct ui *u, const struct record *r, struct buf *out)
{
	static const int fields[] = {observation_who, observation_until, observation_kept};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!record_has(r, fields[i]))
			continue;
		buf_text(out, out->len ? " · " : "> ");
		record_format(r, fields[i], app_types(u->app), FOR_SCREEN, out);
	}
}

struct painter {
	struct ui *u;
	int row, end, skip; /* skip: rows above the first that is shown */
	bool measure;
};

static void put(struct painter *p, int col, int width, enum role role, const char *text)
{
	if (p->measure || p->skip > 0 || p->row >= p->end)
		return;
	term_put(p->row, col, width, role, text);
}

static void next_row(struct painter *p)
{
	if (p->skip > 0 && !p->measure)
		p->skip--;
	else
		p->row++;
}

struct wrapped {
	struct painter *p;
	int col;
	enum role role;
};

static void put_wrapped(void *ctx, const char *bytes, size_t n)
{
	struct wrapped *w = ctx;
	char *line = mem_copy_bytes(bytes, n);
	put(w->p, w->col, term_cols() - w->col - 1, w->role, line);
	next_row(w->p);
	free(line);
}

static void draw_note(struct painter *p, const struct notes *n, const struct record *r)
{
	struct buf sort = BUF_INIT, more = BUF_INIT;
	char clock[6];
	const enum role role = r->id == n->changing ? ROLE_SELECTED : ROLE_NORMAL;
	const char *text = record_text(r, observation_text);
	clock_of(r, clock);
	buf_char(&sort, '[');
	record_format(r, observation_kind, app_types(p->u->app), FOR_SCREEN, &sort);
	buf_char(&sort, ']');
	const int w = text_width(buf_str(&sort)), col = 7 + (w > 13 ? w : 13) + 1;
	put(p, 1, 5, ROLE_MUTED, clock);
	put(p, 7, w, ROLE_MUTED, buf_str(&sort));
	struct wrapped wr = {p, col, role};
	text_wrap(text ? text : "", term_cols() - col - 1, put_wrapped, &wr);
	promise_words(p->u, r, &more);
	if (more.len) {
		put(p, 9, term_cols() - 10, ROLE_MUTED, buf_str(&more));
		next_row(p);
	}
	buf_free(&sort);
	buf_free(&more);
}

static void draw_notes(struct ui *u, const struct notes *n, int top, int height)
{
	struct painter p = {.u = u, .measure = true};
	for (size_t i = 0; i < n->nnotes; i++)
		draw_note(&p, n, n->notes[i]);
	p = (struct painter){.u = u, .row = top, .end = top + height, .skip = p.row > height ? p.row - height : 0};
	for (size_t i = 0; i < n->nnotes; i++)
		draw_note(&p, n, n->notes[i]);
	if (n->nnotes == 0)
		term_put(
		    top, 1, term_cols() - 2, ROLE_MUTED, _("Nothing is noted yet. Type what is said; Enter saves it."));
}

static void draw_head(const struct notes *n, int row)
{
	struct buf b = BUF_INIT;
	if (n->item < n->nitems) {
		const char *title = record_text(n->items[n->item], item_title);
		buf_print(&b, _("Item %zu of %zu: %s"), n->item + 1, n->nitems, title ? title : "");
	} else {
		buf_text(&b, n->nitems ? _("No item: about the meeting itself") : _("The agenda has no items yet"));
	}
	const int w = *n->watched ? text_width(n->watched) + 1 : 0, fits = w < term_cols() / 3 ? w : 0;
	term_put(row, 1, term_cols() - 2 - fits, ROLE_TITLE, buf_str(&b));
	if (fits)
		term_put_right(row, term_cols() - fits - 1, fits, ROLE_MUTED, n->watched);
	buf_free(&b);
}

static void input_label(struct ui *u, const struct notes *n, struct buf *out)
{
	const struct field *f = &kind_get(KIND_observation)->fields[observation_kind];
	const int minute = app_types(u->app)->now_minute;
	if (n->asked == A_WHO)
		buf_print(out, "%s:", _("Who promises"));
	else if (n->asked == A_UNTIL)
		buf_print(out, "%s:", _("Until when"));
	else
		buf_print(out, "%s%02d:%02d [%s]", n->changing ? "* " : "", minute / 60, minute % 60,
		    tr(choice_find(f, note_sorts[n->sort])->label));
}

/* What the typed day means stands behind it. */
static void draw_echo(struct ui *u, const struct notes *n, int row)
{
	date_t d;
	struct buf b = BUF_INIT;
	if (n->asked != A_UNTIL || !date_parse(line_text(&n->line), app_types(u->app)->today, &d))
		return;
	buf_text(&b, "> ");
	date_text(d, lang_now(), DATE_FULL, &b);
	term_put(row, 1, term_cols() - 2, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

static void draw_sorts(int row)
{
	const struct field *f = &kind_get(KIND_observation)->fields[observation_kind];
	struct buf b = BUF_INIT;
	buf_print(&b, "Tab: ");
	for (int i = 0; i < NOTE_SORTS; i++)
		buf_print(&b, "%s%s", i ? " · " : "", tr(choice_find(f, note_sorts[i])->label));
	term_put(row, 1, term_cols() - 2, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

void notes_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct notes *n = (struct notes *)s;
	struct buf label = BUF_INIT;
	int row = top, col = 0;
	draw_head(n, top);
	const int line_row = top + height - 3;
	draw_notes(u, n, top + 2, line_row - top - 3);
	if (!term_is_plain())
		term_rule(line_row - 1, 0, term_cols());
	input_label(u, n, &label);
	const int w = text_width(buf_str(&label)) + 2;
	term_put(line_row, 1, w, ROLE_TITLE, buf_str(&label));
	line_draw(&n->line, line_row, w + 1, 1, term_cols() - w - 2, true, &row, &col);
	draw_echo(u, n, line_row + 1);
	if (n->asked == A_TEXT)
		draw_sorts(line_row + 1);
	term_put(line_row + 2, 1, term_cols() - 2, ROLE_MUTED,
	    _("Every Enter saves the note with its time: nothing is lost."));
	term_cursor(row, col, true);
	buf_free(&label);
}
