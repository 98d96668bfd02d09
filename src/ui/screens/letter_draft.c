/* ui/screens/letter_draft.c - a drafted letter: read, in Romanian or Russian, copied as text, or taken as a new letter
 * and printed. Nothing is stored before it is taken. */
#include "ui/screens/letter_draft.h"

#include <stdlib.h>
#include <string.h>

#include "app/letters.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

struct draft {
	struct screen s;
	int64_t letter;
	char *step; /* owned */
	enum lang lang;
	struct record *record; /* the letter as it would be; owned; NULL: it could not be made */
	struct buf text;       /* subject and text */
	int top, rows, height;
};

void print_open(struct ui *u, const struct kind *k, int64_t id);

static struct draft *draft_of(struct screen *s)
{
	return (struct draft *)s;
}

static void refresh(struct ui *u, struct screen *s)
{
	struct draft *d = draft_of(s);
	const struct kind *k = kind_get(KIND_letter);
	struct record *r = NULL;
	struct err e = ERR_INIT;
	record_free(d->record);
	d->record = NULL;
	buf_clear(&d->text);
	if (!app_get(u->app, k, d->letter, &r, &e) || !app_letter_draft(u->app, r, d->step, d->lang, &d->record, &e))
		ui_error(u, &e);
	if (d->record) {
		buf_print(&d->text, "%s\n\n", record_text(d->record, letter_subject));
		buf_text(&d->text, record_text(d->record, letter_text));
	}
	record_free(r);
}

/* ---- drawing */

struct drawing {
	const struct draft *d;
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
	struct drawing *w = ctx;
	const bool first = w->line == 0;
	if (w->line++ < w->d->top || w->row >= w->end)
		return;
	char *text = mem_copy_bytes(bytes, n);
	term_put(w->row++, 2, term_cols() - 4, first ? ROLE_TITLE : ROLE_NORMAL, text);
	free(text);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct draft *d = draft_of(s);
	const int width = term_cols() - 4 < 76 ? term_cols() - 4 : 76;
	(void)u;
	d->rows = 0;
	d->height = height;
	text_wrap(buf_str(&d->text), width, count_line, &d->rows);
	if (d->top > d->rows - height)
		d->top = d->rows > height ? d->rows - height : 0;
	struct drawing w = {d, top, 0, top + height};
	text_wrap(buf_str(&d->text), width, draw_line, &w);
	term_cursor(top, 0, false);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct draft *d = draft_of(s);
	(void)u;
	buf_print(left, "%s · %s", _("Draft"), lang_name(d->lang));
	if (d->rows > d->height)
		buf_print(right, _("line %d of %d"), d->top + 1, d->rows);
	else
		buf_text(right, _("not stored yet"));
}

/* ---- doing */

static void move(struct screen *s, int by)
{
	struct draft *d = draft_of(s);
	const int most = d->rows > d->height ? d->rows - d->height : 0;
	d->top = d->top + by > most ? most : d->top + by < 0 ? 0 : d->top + by;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		(void)u;                                                                                               \
		move(s, by);                                                                                           \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -draft_of(s)->height)
MOVE(run_page_down, draft_of(s)->height)
#undef MOVE

static void run_copy(struct ui *u, struct screen *s)
{
	term_copy(buf_str(&draft_of(s)->text));
	ui_say(u, ROLE_GOOD, _("Copied."));
}

static void run_language(struct ui *u, struct screen *s)
{
	struct draft *d = draft_of(s);
	d->lang = d->lang == LANG_RO ? LANG_RU : LANG_RO;
	d->top = 0;
	refresh(u, s);
}

/* Stores it; the screen goes. Returns the letter's id, 0: it was not stored. */
static int64_t take(struct ui *u, struct draft *d)
{
	struct err e = ERR_INIT;
	struct record *base = NULL;
	int64_t id = 0;
	if (d->record->id) /* the letter itself with its text */
		app_get(u->app, d->record->kind, d->record->id, &base, &e);
	if (!app_save(u->app, d->record, base, NULL, &e)) {
		ui_error(u, &e);
	} else {
		id = d->record->id;
		ui_drop(u, &d->s);
		ui_refresh_all(u);
	}
	record_free(base);
	return id;
}

static void run_take(struct ui *u, struct screen *s)
{
	const int64_t id = take(u, draft_of(s));
	if (!id)
		return;
	form_open(u, kind_get(KIND_letter), id, NULL, NULL, NULL);
	ui_saved(u, _("Stored as a letter; u takes it back. Write in what is missing."));
}

static void run_print(struct ui *u, struct screen *s)
{
	const int64_t id = take(u, draft_of(s));
	if (id)
		print_open(u, kind_get(KIND_letter), id);
}

static bool can_take(struct ui *u, struct screen *s, const char **why)
{
	*why = app_readonly_reason(u->app);
	if (*why)
		return false;
	*why = _("There is no draft.");
	return draft_of(s)->record != NULL;
}

static void close_draft(struct ui *u, struct screen *s)
{
	struct draft *d = draft_of(s);
	(void)u;
	record_free(d->record);
	buf_free(&d->text);
	free(d->step);
	free(d);
}

static const struct action actions[] = {
    {"draft.take", "Enter e F4 ^S F2", N_("Take as a letter"), N_("store it as a letter and fill it in"), 1, false,
        run_take, can_take},
    {"draft.language", "L", N_("Language"), N_("in Romanian or in Russian"), 2, false, run_language, NULL},
    {"draft.copy", "y ^C", N_("Copy"), N_("copy the text"), 3, false, run_copy, can_take},
    {"draft.print", "p", N_("Print"), N_("store it as a letter and make a PDF"), 4, false, run_print, can_take},
    {"draft.up", "Up k", NULL, N_("one line up"), 0, false, run_up, NULL},
    {"draft.down", "Down j", NULL, N_("one line down"), 0, false, run_down, NULL},
    {"draft.page-up", "PgUp ^U", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"draft.page-down", "PgDn Space ^D", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {0},
};

const struct screen_class screen_draft = {
    .name = "draft",
    .actions = actions,
    .draw = draw,
    .title = title,
    .refresh = refresh,
    .close = close_draft,
};

void letter_draft_open(struct ui *u, int64_t letter, const char *step)
{
	struct draft *d = mem_alloc(sizeof *d);
	d->s.c = &screen_draft;
	d->s.section = SECTION_ACTIONS;
	d->letter = letter;
	d->step = mem_copy_text(step);
	d->lang = lang_now() == LANG_RU ? LANG_RU : LANG_RO;
	ui_push(u, &d->s);
}
