/* ui/screens/feedback.c - the evaluation sheets of a workshop typed in, one row after the other: three digits, two
 * comments, Enter. Anonymous: no name is asked. Each row is on disk before the next is begun. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/line.h"
#include "ui/screen.h"

enum { SCORES = 3, CELLS = 5, SCORE_WIDTH = 9, NUMBER_WIDTH = 5, TOP_SCORE = 5 };

/* What stands in a row, in this order. */
static const struct cell {
	int field;
	const char *label;
} cells[CELLS] = {{feedback_overall, N_("Overall")}, {feedback_content, N_("Content")},
    {feedback_trainer, N_("Trainer")}, {feedback_useful, N_("Most useful")}, {feedback_better, N_("Could be better")}};

struct rows {
	struct record **rows;
	size_t n;
};

struct feedback_screen {
	struct screen base;
	int64_t workshop;
	char *title;
	struct rows stored; /* oldest first */
	int scores[SCORES]; /* 0: none */
	struct line words[CELLS - SCORES];
	int at;         /* of the cells */
	size_t entered; /* rows typed here */
};

static struct line *words_at(struct feedback_screen *s)
{
	return s->at >= SCORES ? &s->words[s->at - SCORES] : NULL;
}

/* ---- what is stored */

static void forget(struct rows *r)
{
	for (size_t i = 0; i < r->n; i++)
		record_free(r->rows[i]);
	free(r->rows);
	*r = (struct rows){NULL, 0};
}

static bool keep(void *ctx, const struct record *r)
{
	struct rows *all = ctx;
	all->rows = mem_resize(all->rows, all->n + 1, sizeof *all->rows);
	all->rows[all->n++] = record_copy(r);
	return true;
}

static int by_age(const void *x, const void *y)
{
	const struct record *a = *(struct record *const *)x, *b = *(struct record *const *)y;
	return (a->id > b->id) - (a->id < b->id);
}

static void reread(struct ui *u, struct screen *screen)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	struct err e = ERR_INIT;
	struct query q;
	struct value v = VALUE_INIT;
	forget(&s->stored);
	query_init(&q, kind_get(KIND_feedback));
	value_set_int(&v, s->workshop);
	if (!query_filter_add(&q, feedback_workshop, QUERY_IS, &v, &e) ||
	    !app_each(u->app, &q, 0, keep, &s->stored, &e))
		ui_error(u, &e);
	query_free(&q);
	if (s->stored.n)
		qsort(s->stored.rows, s->stored.n, sizeof(struct record *), by_age);
}

/* ---- the row that is typed */

static bool is_empty(const struct feedback_screen *s)
{
	for (int i = 0; i < SCORES; i++)
		if (s->scores[i])
			return false;
	return !line_text(&s->words[0])[0] && !line_text(&s->words[1])[0];
}

static void clear_row(struct feedback_screen *s)
{
	memset(s->scores, 0, sizeof s->scores);
	line_set(&s->words[0], "");
	line_set(&s->words[1], "");
	s->at = 0;
}

static struct record *typed_row(struct ui *u, const struct feedback_screen *s)
{
	struct record *r = record_new_initial(kind_get(KIND_feedback), app_types(u->app));
	record_set_int(r, feedback_workshop, s->workshop);
	for (int i = 0; i < SCORES; i++)
		if (s->scores[i])
			record_set_int(r, cells[i].field, s->scores[i]);
	for (int i = SCORES; i < CELLS; i++)
		record_set_text(r, cells[i].field, line_text(&s->words[i - SCORES]));
	return r;
}

static bool save(struct ui *u, struct feedback_screen *s)
{
	struct err e = ERR_INIT;
	struct record *r = typed_row(u, s);
	const bool ok = app_save(u->app, r, NULL, NULL, &e);
	record_free(r);
	if (!ok) {
		ui_error(u, &e);
		return false;
	}
	s->entered++;
	clear_row(s);
	return true;
}

static void act_save(struct ui *u, struct screen *screen)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	if (is_empty(s)) {
		ui_say(u, ROLE_MUTED, _("Nothing is typed in this row. Esc: done."));
		return;
	}
	if (!save(u, s))
		return;
	reread(u, screen);
	ui_saved(u, tr_n("%zu sheet in all", "%zu sheets in all", s->stored.n), s->stored.n);
}

static void act_undo(struct ui *u, struct screen *screen)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	struct app_undone undone;
	struct err e = ERR_INIT;
	if (words_at(s) && line_text(words_at(s))[0]) {
		struct key k = {.code = CTRL('Z'), .ch = 'Z'};
		line_key(words_at(s), &k);
	} else if (s->entered == 0) {
		ui_say(u, ROLE_MUTED, _("No row was typed here yet."));
	} else if (app_undo(u->app, &undone, &e)) {
		s->entered--;
		ui_saved(u, "%s", undone.text);
		reread(u, screen);
	} else {
		ui_error(u, &e);
	}
}

static void go(struct feedback_screen *s, int by)
{
	s->at = (s->at + by + CELLS) % CELLS;
}

static void act_next(struct ui *u, struct screen *s)
{
	(void)u;
	go((struct feedback_screen *)s, 1);
}

static void act_previous(struct ui *u, struct screen *s)
{
	(void)u;
	go((struct feedback_screen *)s, -1);
}

static bool score_key(struct ui *u, struct feedback_screen *s, const struct key *k)
{
	if (k->code == K_BACKSPACE) {
		if (!s->scores[s->at] && s->at > 0)
			s->at--;
		s->scores[s->at] = 0;
		return true;
	}
	if (k->code == KEY_LEFT || k->code == KEY_RIGHT) {
		go(s, k->code == KEY_LEFT ? -1 : 1);
		return true;
	}
	if (k->code != 0)
		return false;
	const bool none = k->ch == '0' || k->ch == ' ' || k->ch == '-';
	if (!none && (k->ch < '1' || k->ch > '0' + TOP_SCORE)) {
		ui_say(u, ROLE_MUTED, _("Scores are 1 to 5; Space leaves one out, Tab goes on."));
		return true;
	}
	s->scores[s->at] = none ? 0 : (int)(k->ch - '0');
	go(s, 1);
	return true;
}

static bool key(struct ui *u, struct screen *screen, const struct key *k)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	if (k->code == K_WAKE || k->code == K_MOUSE)
		return false;
	if (words_at(s) && k->code == K_BACKSPACE && !line_text(words_at(s))[0]) {
		go(s, -1);
		return true;
	}
	return words_at(s) ? line_key(words_at(s), k) : score_key(u, s, k);
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

/* Esc empties a row that was begun; leaving in another way keeps it. */
static bool can_clear(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = NULL;
	return !is_empty((struct feedback_screen *)s);
}

static void act_clear(struct ui *u, struct screen *s)
{
	clear_row((struct feedback_screen *)s);
	ui_say(u, ROLE_WARNING, _("The row that was begun is empty again. Esc once more: done."));
}

static bool leave(struct ui *u, struct screen *screen, bool hangup)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	(void)hangup;
	return is_empty(s) || save(u, s);
}

/* ---- drawing */

struct columns {
	int col[CELLS], width[CELLS];
};

static struct columns place(void)
{
	struct columns c;
	const int left = 1 + NUMBER_WIDTH, words = term_cols() - left - SCORES * SCORE_WIDTH - 1;
	for (int i = 0; i < CELLS; i++) {
		c.width[i] = i < SCORES ? SCORE_WIDTH - 1 : words / 2 - 1;
		c.col[i] =
		    i < SCORES ? left + i * SCORE_WIDTH : left + SCORES * SCORE_WIDTH + (i - SCORES) * (words / 2);
	}
	return c;
}

static void draw_heads(const struct columns *c, int row)
{
	for (int i = 0; i < CELLS; i++)
		term_put(row, c->col[i], c->width[i], ROLE_TITLE, tr(cells[i].label));
}

static void draw_number(int row, size_t n)
{
	char text[24];
	snprintf(text, sizeof text, "%zu", n);
	term_put_right(row, 1, NUMBER_WIDTH - 2, ROLE_MUTED, text);
}

static void draw_stored(struct ui *u, const struct record *r, const struct columns *c, int row, size_t n)
{
	draw_number(row, n);
	for (int i = 0; i < CELLS; i++) {
		struct buf b = BUF_INIT;
		record_format(r, cells[i].field, app_types(u->app), FOR_SCREEN, &b);
		for (char *p = b.len ? (char *)buf_str(&b) : NULL; p && *p; p++)
			*p = *p == '\n' ? ' ' : *p;
		term_put(row, c->col[i] + (i < SCORES ? 2 : 0), c->width[i] - (i < SCORES ? 2 : 0), ROLE_NORMAL,
		    buf_str(&b));
		buf_free(&b);
	}
}

static void draw_typed(struct feedback_screen *s, const struct columns *c, int row)
{
	int crow = row, ccol = c->col[0];
	draw_number(row, s->stored.n + 1);
	term_put(row, 0, 1, ROLE_KEY, ">");
	for (int i = 0; i < SCORES; i++) {
		char text[16] = "[ ]";
		if (s->scores[i])
			snprintf(text, sizeof text, "[%d]", s->scores[i]);
		term_put(row, c->col[i] + 1, 3, s->at == i ? ROLE_SELECTED : ROLE_NORMAL, text);
		if (s->at == i)
			ccol = c->col[i] + 2;
	}
	for (int i = SCORES; i < CELLS; i++) {
		int r, at;
		line_draw(&s->words[i - SCORES], row, c->col[i], 1, c->width[i], s->at == i, &r, &at);
		if (s->at == i)
			ccol = at;
	}
	term_cursor(crow, ccol, true);
}

static void draw_average(struct ui *u, const struct feedback_screen *s, int row)
{
	const struct kind *k = kind_get(KIND_workshop);
	struct buf b = BUF_INIT, rating = BUF_INIT;
	app_fact_text(u->app, k, app_fact_find(k, "rating"), s->workshop, &rating);
	if (rating.len)
		buf_print(&b, _("Average: %s"), buf_str(&rating));
	else
		buf_text(&b, _("The paper sheets, one a row: a digit a score, Tab, comments, Enter."));
	term_put(row, 1, term_cols() - 2, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
	buf_free(&rating);
}

static void draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	const struct columns c = place();
	const size_t room = height > 4 ? (size_t)height - 4 : 1;
	const size_t first = s->stored.n > room - 1 ? s->stored.n - (room - 1) : 0;
	int row = top + 1;
	draw_heads(&c, top);
	for (size_t i = first; i < s->stored.n; i++)
		draw_stored(u, s->stored.rows[i], &c, row++, i + 1);
	draw_average(u, s, top + height - 1);
	draw_typed(s, &c, row);
}

static void title(struct ui *u, struct screen *screen, struct buf *left, struct buf *right)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	(void)u;
	buf_print(left, _("EVALUATION · %s"), s->title);
	buf_text(right, _("anonymous"));
}

static void close_screen(struct ui *u, struct screen *screen)
{
	struct feedback_screen *s = (struct feedback_screen *)screen;
	(void)u;
	forget(&s->stored);
	line_free(&s->words[0]);
	line_free(&s->words[1]);
	free(s->title);
	free(s);
}

static const struct action actions[] = {
    {"feedback.save", "Enter ^S F2", N_("Next row"), N_("keep this row, begin the next"), 1, true, act_save, NULL},
    {"feedback.next", "Tab", N_("Next field"), N_("the next field"), 2, true, act_next, NULL},
    {"feedback.previous", "S-Tab", NULL, N_("the field before"), 0, true, act_previous, NULL},
    {"feedback.undo", "^Z", N_("Undo"), N_("take back the last row"), 3, true, act_undo, NULL},
    {"feedback.clear", "Esc", N_("Clear"), N_("empty the row that was begun"), 6, true, act_clear, can_clear},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

const struct screen_class screen_feedback = {
    .name = "feedback",
    .actions = actions,
    .draw = draw,
    .key = key,
    .typing = typing,
    .title = title,
    .refresh = reread,
    .leave = leave,
    .close = close_screen,
};

void feedback_enter_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct feedback_screen *s = mem_alloc(sizeof *s);
	struct buf t = BUF_INIT;
	s->base.c = &screen_feedback;
	s->base.section = k->section;
	s->workshop = id;
	app_title(u->app, k, id, &t);
	s->title = buf_take(&t);
	line_init(&s->words[0], false, "");
	line_init(&s->words[1], false, "");
	ui_push(u, &s->base);
}
