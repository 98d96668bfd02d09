/* ui/screens/notes.c - notes while a meeting goes on: one line, one Enter, on disk. Tab changes the sort of note; a
 * promise asks who and until when; a vote's numbers go into the agenda item. The line being typed is kept on disk too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/notes.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/kept.h"
#include "ui/screens/notes.h"

const char *const note_sorts[NOTE_SORTS] = {"fact", "promise", "vote", "quote", "question"};

static struct notes *notes_of(struct screen *s)
{
	return (struct notes *)s;
}

/* ---- the line on disk */

static void keep_line(struct notes *n)
{
	if (n->line.edits == n->told || n->changing || n->asked != A_TEXT)
		return;
	const char *text = line_text(&n->line);
	char *kept = *text ? mem_print("%d %s", n->sort, text) : mem_copy_text("");
	n->told = n->line.edits;
	kept_write(n->file, kept);
	free(kept);
}

static void restore_line(struct ui *u, struct notes *n)
{
	struct buf b = BUF_INIT;
	if (kept_read(n->file, &b) && b.len > 2 && b.data[0] >= '0' && b.data[0] < '0' + NOTE_SORTS) {
		n->sort = b.data[0] - '0';
		line_set(&n->line, b.data + 2);
		ui_say(u, ROLE_NORMAL, _("The line that was being typed is here again."));
	}
	n->told = n->line.edits;
	buf_free(&b);
}

/* ---- reading */

static void forget(struct record ***list, size_t *n)
{
	for (size_t i = 0; i < *n; i++)
		record_free((*list)[i]);
	free(*list);
	*list = NULL;
	*n = 0;
}

struct keeping {
	struct record ***list;
	size_t *n;
};

static bool keep(void *ctx, const struct record *r)
{
	struct keeping *k = ctx;
	*k->list = mem_resize(*k->list, *k->n + 1, sizeof **k->list);
	(*k->list)[(*k->n)++] = record_copy(r);
	return true;
}

/* In the order in which they were said. */
static int by_time(const void *x, const void *y)
{
	const struct record *a = *(struct record *const *)x, *b = *(struct record *const *)y;
	const char *at = record_text(a, observation_at), *bt = record_text(b, observation_at);
	const int order = strcmp(at ? at : "", bt ? bt : "");
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

static void read_of(struct ui *u, const struct kind *k, int field, int64_t meeting, bool by_id, struct keeping *to)
{
	struct query q;
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	query_init(&q, k);
	q.by_id = by_id;
	value_set_int(&v, meeting);
	query_filter_add(&q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
	if (!app_each(u->app, &q, 0, keep, to, &e))
		ui_error(u, &e);
	query_free(&q);
}

static void refresh(struct ui *u, struct screen *s)
{
	struct notes *n = notes_of(s);
	struct record *r = NULL;
	struct err e = ERR_INIT;
	struct buf title = BUF_INIT, watched = BUF_INIT;
	const int64_t item = n->item < n->nitems ? n->items[n->item]->id : 0;
	forget(&n->items, &n->nitems);
	forget(&n->notes, &n->nnotes);
	read_of(u, kind_get(KIND_item), item_meeting, n->meeting, false, &(struct keeping){&n->items, &n->nitems});
	read_of(u, kind_get(KIND_observation), observation_meeting, n->meeting, true,
	    &(struct keeping){&n->notes, &n->nnotes});
	if (n->nnotes)
		qsort(n->notes, n->nnotes, sizeof *n->notes, by_time);
	n->item = item ? n->nitems : n->item < n->nitems ? n->item : n->nitems;
	for (size_t i = 0; item && i < n->nitems; i++)
		if (n->items[i]->id == item)
			n->item = i;
	if (app_get(u->app, kind_get(KIND_meeting), n->meeting, &r, &e)) {
		record_title(r, app_types(u->app), &title);
		record_format(r, meeting_observers, app_types(u->app), FOR_SCREEN, &watched);
	} else {
		ui_error(u, &e);
	}
	free(n->title);
	free(n->watched);
	n->title = buf_take(&title);
	n->watched = buf_take(&watched);
	record_free(r);
}

/* ---- a note is done */

static void say_vote(struct ui *u, bool voted)
{
	if (voted)
		ui_saved(u, _("Noted; the vote stands in the agenda item too."));
	else
		ui_say(
		    u, ROLE_WARNING, _("Noted as text: no numbers were understood (for 7, against 1, abstained 2)."));
}

static void begin_line(struct notes *n)
{
	line_set(&n->line, "");
	n->told = n->line.edits;
	n->changing = 0;
	n->asked = A_TEXT;
}

static void note_typed(struct ui *u, struct notes *n)
{
	const char *kind = note_sorts[n->sort];
	const int64_t item = n->item < n->nitems ? n->items[n->item]->id : 0;
	struct err e = ERR_INIT;
	bool voted = false;
	const bool fresh = n->changing == 0, vote = strcmp(kind, "vote") == 0;
	const int64_t id = app_note(u->app, n->meeting, item, n->changing, kind, line_text(&n->line), &voted, &e);
	if (!id) {
		ui_error(u, &e); /* the line stays as it was typed */
		return;
	}
	kept_write(n->file, "");
	begin_line(n);
	refresh(u, &n->base);
	if (vote)
		say_vote(u, voted && item);
	else
		ui_saved(u, _("Noted."));
	if (fresh && strcmp(kind, "promise") == 0) {
		n->promise = id;
		n->asked = A_WHO;
		ui_say(u, ROLE_NORMAL, _("Noted. Who promises? Enter goes on, Esc leaves it open."));
	}
}

static void who_typed(struct ui *u, struct notes *n)
{
	struct err e = ERR_INIT;
	if (!app_note_promise(u->app, n->promise, line_text(&n->line), DATE_NONE, &e)) {
		ui_error(u, &e);
		return;
	}
	line_set(&n->line, "");
	n->asked = A_UNTIL;
	refresh(u, &n->base);
	ui_say(u, ROLE_NORMAL, _("Until when? 20 dec, +2s, end of the month… Enter alone: no day was said."));
}

static void until_typed(struct ui *u, struct notes *n)
{
	struct err e = ERR_INIT;
	const char *typed = line_text(&n->line);
	date_t until = DATE_NONE;
	if (*typed && !date_parse(typed, app_types(u->app)->today, &until)) {
		ui_say(
		    u, ROLE_WARNING, _("“%s” is no day that is understood. For example: 20 dec, +2s, vineri"), typed);
		return;
	}
	if (!app_note_promise(u->app, n->promise, NULL, until, &e)) {
		ui_error(u, &e);
		return;
	}
	begin_line(n);
	n->sort = 0;
	refresh(u, &n->base);
	if (until != DATE_NONE) {
		struct buf day = BUF_INIT;
		date_text(until, lang_now(), DATE_FULL, &day);
		ui_saved(u, _("A promise until %s: in the calendar and in the register."), buf_str(&day));
		buf_free(&day);
	} else {
		ui_saved(u, _("A promise without a day: in the register."));
	}
}

static void act_enter(struct ui *u, struct screen *s)
{
	struct notes *n = notes_of(s);
	if (n->asked == A_WHO)
		who_typed(u, n);
	else if (n->asked == A_UNTIL)
		until_typed(u, n);
	else if (*line_text(&n->line))
		note_typed(u, n);
	else
		ui_say(u, ROLE_NORMAL, _("Type what is said, then Enter. Esc: done."));
}

/* ---- what else */

static void turn_sort(struct notes *n, int by)
{
	n->sort = (n->sort + by + NOTE_SORTS) % NOTE_SORTS;
	n->told = 0; /* the sort stands on disk too */
}

static void act_sort(struct ui *u, struct screen *s)
{
	turn_sort(notes_of(s), u->p->key.code == K_BTAB ? -1 : 1);
}

static void move_item(struct screen *s, int by)
{
	struct notes *n = notes_of(s);
	const size_t places = n->nitems + 1; /* the last one: no item */
	n->item = (n->item + places + (size_t)(by + (int)places)) % places;
}

static void act_next_item(struct ui *u, struct screen *s)
{
	(void)u;
	move_item(s, 1);
}

static void act_previous_item(struct ui *u, struct screen *s)
{
	(void)u;
	move_item(s, -1);
}

static size_t place_of(const struct notes *n, int64_t id)
{
	for (size_t i = 0; i < n->nnotes; i++)
		if (n->notes[i]->id == id)
			return i;
	return n->nnotes;
}

static int sort_of(const struct record *r)
{
	const char *kind = record_text(r, observation_kind);
	for (int i = 0; kind && i < NOTE_SORTS; i++)
		if (strcmp(note_sorts[i], kind) == 0)
			return i;
	return -1;
}

static void stop_changing(struct notes *n)
{
	line_set(&n->line, line_text(&n->kept));
	n->changing = 0;
}

/* Up to the note before, Down back to the line being typed. A breach was counted, not typed: it is passed over. */
static void change(struct notes *n, int by)
{
	size_t at = n->changing ? place_of(n, n->changing) : n->nnotes;
	do
		at = by < 0 ? (at > 0 ? at - 1 : n->nnotes) : at + 1;
	while (at < n->nnotes && sort_of(n->notes[at]) < 0);
	if (!n->changing && at < n->nnotes)
		line_set(&n->kept, line_text(&n->line));
	if (at >= n->nnotes) {
		if (n->changing && by > 0)
			stop_changing(n);
		return;
	}
	n->changing = n->notes[at]->id;
	n->sort = sort_of(n->notes[at]);
	line_set(&n->line, record_text(n->notes[at], observation_text));
}

static void act_change(struct ui *u, struct screen *s)
{
	(void)u;
	change(notes_of(s), -1);
}

static void act_change_back(struct ui *u, struct screen *s)
{
	(void)u;
	change(notes_of(s), 1);
}

static void act_undo(struct ui *u, struct screen *s)
{
	struct app_undone undone;
	struct err e = ERR_INIT;
	if (!app_undo(u->app, &undone, &e)) {
		ui_error(u, &e);
		return;
	}
	begin_line(notes_of(s));
	ui_refresh_all(u);
	ui_saved(u, "%s", undone.text);
}

/* First what is asked or changed is left, then the screen. */
static void act_back(struct ui *u, struct screen *s)
{
	struct notes *n = notes_of(s);
	if (n->asked != A_TEXT) {
		begin_line(n);
		ui_say(u, ROLE_NORMAL, _("The promise stays as it is noted."));
	} else if (n->changing) {
		stop_changing(n);
	} else {
		ui_pop(u);
	}
}

static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	(void)u;
	(void)hangup;
	notes_of(s)->told--; /* in any case */
	keep_line(notes_of(s));
	return true;
}

static bool can_text(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("First Enter or Esc: it is asked about the promise.");
	return notes_of(s)->asked == A_TEXT;
}

static bool has_items(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("The meeting has no agenda items yet (Z).");
	return notes_of(s)->nitems > 0;
}

static bool has_notes(struct ui *u, struct screen *s, const char **why)
{
	*why = _("Nothing is noted yet.");
	return notes_of(s)->nnotes > 0 && can_text(u, s, why);
}

static const struct action actions[] = {
    {"notes.save", "Enter", N_("Save"), N_("save the note with the time"), 1, true, act_enter, NULL},
    {"notes.sort", "Tab S-Tab", N_("Sort"), N_("fact, promise, vote, quote, question"), 2, true, act_sort, can_text},
    {"notes.change", "Up", N_("Correct"), N_("change the note before"), 4, true, act_change, has_notes},
    {"notes.change-back", "Down", NULL, N_("back to the line being typed"), 0, true, act_change_back, has_notes},
    {"notes.next-item", "PgDn", N_("Item"), N_("the next agenda item"), 3, true, act_next_item, has_items},
    {"notes.previous-item", "PgUp", N_("Item"), N_("the agenda item before"), 3, true, act_previous_item, has_items},
    {"notes.undo", "^Z", N_("Undo"), N_("undo the last note"), 5, true, act_undo, NULL},
    {"notes.back", "Esc", N_("Done"), N_("leave what is asked; then back"), 2, true, act_back, NULL},
    {0},
};

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct notes *n = notes_of(s);
	if (k->code == K_WAKE) {
		keep_line(n);
		return false;
	}
	const bool taken = line_key(&n->line, k);
	if (n->line.edits != n->told)
		kept_soon(u);
	return taken;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct notes *n = notes_of(s);
	size_t promises = 0;
	(void)u;
	for (size_t i = 0; i < n->nnotes; i++)
		promises += sort_of(n->notes[i]) == 1;
	buf_print(left, "%s · %s", _("Notes"), n->title);
	buf_print(right, tr_n("%zu note", "%zu notes", (unsigned long)n->nnotes), n->nnotes);
	buf_text(right, " · ");
	buf_print(right, tr_n("%zu promise", "%zu promises", (unsigned long)promises), promises);
}

static void close_notes(struct ui *u, struct screen *s)
{
	struct notes *n = notes_of(s);
	(void)u;
	forget(&n->items, &n->nitems);
	forget(&n->notes, &n->nnotes);
	line_free(&n->line);
	line_free(&n->kept);
	free(n->title);
	free(n->watched);
	free(n->file);
	free(n);
}

const struct screen_class screen_notes = {
    .name = "notes",
    .actions = actions,
    .draw = notes_draw,
    .key = key,
    .typing = typing,
    .title = title,
    .refresh = refresh,
    .leave = leave,
    .close = close_notes,
};

void meeting_notes_open(struct ui *u, const struct kind *k, int64_t id)
{
	const char *why = app_readonly_reason(u->app);
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		return;
	}
	struct notes *n = mem_alloc(sizeof *n);
	n->base.c = &screen_notes;
	n->base.section = k->section;
	n->meeting = id;
	n->file = kept_path("note", id);
	line_init(&n->line, false, "");
	line_init(&n->kept, false, "");
	if (ui_push(u, &n->base))
		restore_line(u, n);
}
