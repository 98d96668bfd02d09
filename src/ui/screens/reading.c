/* ui/screens/reading.c - lines about one record, to read, scroll and copy: a term day by day, the notice of a meeting,
 * the chain of a problem. Made anew when something changes. Knows no kind. */
#include "ui/screens/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

struct reading {
	struct screen s;
	struct screen_class class;
	struct action *actions; /* owned */
	const struct kind *kind;
	int64_t id;
	char *words, *title; /* owned */
	struct buf text;
	reading_make *make;
	int top, rows, height;
};

static struct reading *reading_of(struct screen *s)
{
	return (struct reading *)s;
}

static void refresh(struct ui *u, struct screen *s)
{
	struct reading *r = reading_of(s);
	struct record *record = NULL;
	struct err e = ERR_INIT;
	struct buf title = BUF_INIT;
	buf_clear(&r->text);
	if (!app_get(u->app, r->kind, r->id, &record, &e) || !r->make(u, record, &r->text, &e))
		ui_error(u, &e);
	if (record)
		record_title(record, app_types(u->app), &title);
	free(r->title);
	r->title = mem_print("%s · %s", r->words, buf_str(&title));
	buf_free(&title);
	record_free(record);
}

struct drawing {
	const struct reading *r;
	int row, line, end;
};

static void count_line(void *ctx, const char *bytes, size_t n)
{
	(void)bytes;
	(void)n;
	++*(int *)ctx;
}

static void draw_line(void *ctx, const char *bytes, size_t n)
{
	struct drawing *d = ctx;
	if (d->line++ < d->r->top || d->row >= d->end)
		return;
	char *text = mem_copy_bytes(bytes, n);
	const enum role role = *text == '!' ? ROLE_WARNING : ROLE_NORMAL;
	term_put(d->row++, 1, term_cols() - 2, role, text);
	free(text);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct reading *r = reading_of(s);
	(void)u;
	r->rows = 0;
	r->height = height;
	text_wrap(buf_str(&r->text), term_cols() - 2, count_line, &r->rows);
	if (r->top > r->rows - height)
		r->top = r->rows > height ? r->rows - height : 0;
	struct drawing d = {r, top, 0, top + height};
	text_wrap(buf_str(&r->text), term_cols() - 2, draw_line, &d);
	term_cursor(top, 0, false);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct reading *r = reading_of(s);
	(void)u;
	buf_text(left, r->title);
	if (r->rows > r->height)
		buf_print(right, _("line %d of %d"), r->top + 1, r->rows);
}

static void move(struct screen *s, int by)
{
	struct reading *r = reading_of(s);
	const int most = r->rows > r->height ? r->rows - r->height : 0;
	r->top = r->top + by > most ? most : r->top + by < 0 ? 0 : r->top + by;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		(void)u;                                                                                               \
		move(s, by);                                                                                           \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -reading_of(s)->height)
MOVE(run_page_down, reading_of(s)->height)
MOVE(run_first, -100000)
MOVE(run_last, 100000)
#undef MOVE

static void run_copy(struct ui *u, struct screen *s)
{
	term_copy(buf_str(&reading_of(s)->text));
	ui_say(u, ROLE_GOOD, _("Copied."));
}

static void run_page(struct ui *u, struct screen *s)
{
	record_open(u, reading_of(s)->kind, reading_of(s)->id);
}

static bool can_scroll(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Everything is on the screen.");
	return reading_of(s)->rows > reading_of(s)->height;
}

static void run_record_action(struct ui *u, struct screen *s)
{
	record_actions_run(u, reading_of(s)->kind, reading_of(s)->id);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	(void)u;
	if (k->code != K_MOUSE || (k->mouse_button != 4 && k->mouse_button != 5))
		return false;
	move(s, k->mouse_button == 4 ? -3 : 3);
	return true;
}

static void close_reading(struct ui *u, struct screen *s)
{
	struct reading *r = reading_of(s);
	(void)u;
	buf_free(&r->text);
	free(r->words);
	free(r->title);
	free(r->actions);
	free(r);
}

static const struct action actions[] = {
    {"reading.up", "Up k", N_("Scroll"), N_("one line up"), 4, false, run_up, can_scroll},
    {"reading.down", "Down j", N_("Scroll"), N_("one line down"), 4, false, run_down, can_scroll},
    {"reading.copy", "y ^C", N_("Copy"), N_("copy the text"), 3, false, run_copy, NULL},
    {"reading.page", "Enter F3", N_("Page"), N_("the page of what it is about"), 5, false, run_page, NULL},
    {"reading.page-up", "PgUp ^U", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"reading.page-down", "PgDn Space ^D", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"reading.first", "Home g", NULL, N_("the beginning"), 0, false, run_first, NULL},
    {"reading.last", "End G", NULL, N_("the end"), 0, false, run_last, NULL},
    {0},
};

const struct screen_class screen_reading = {
    .name = "reading",
    .actions = actions, /* each one has its own table: these, and those of its record */
    .draw = draw,
    .key = key,
    .title = title,
    .refresh = refresh,
    .close = close_reading,
};

void reading_open(struct ui *u, const struct kind *k, int64_t id, const char *words, reading_make *make)
{
	struct reading *r = mem_alloc(sizeof *r);
	r->kind = k;
	r->id = id;
	r->words = mem_copy_text(words);
	r->make = make;
	r->actions = record_actions_join(actions, k, run_record_action, NULL);
	r->class = screen_reading;
	r->class.actions = r->actions;
	r->s.c = &r->class;
	r->s.section = k->section;
	ui_push(u, &r->s);
}
