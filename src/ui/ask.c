/* ui/ask.c - a question with two or three answers, each with its own key: a kept draft, a pasted list, a field that
 * somebody else changed too. */
#include "ui/ask.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

enum { ANSWERS = 3 };
static const char *const names[ANSWERS] = {"ask.first", "ask.second", "ask.third"};

struct ask {
	struct screen s;
	struct screen_class class;
	struct action actions[ANSWERS + 1];
	char *title, *text;
	size_t n;
	int row, col, width; /* of the first answer, as last drawn */
	void (*answered)(struct ui *u, void *ctx, int answer);
	void *ctx;
};

static void answer(struct ui *u, struct ask *a, int which)
{
	void (*answered)(struct ui *, void *, int) = a->answered;
	void *ctx = a->ctx;
	a->answered = NULL;
	ui_drop(u, &a->s);
	answered(u, ctx, which);
}

static void run(struct ui *u, struct screen *s)
{
	struct ask *a = (struct ask *)s;
	answer(u, a, (int)(u->p->running - a->actions));
}

struct text_draw {
	struct ui_box box;
	int row;
};

static void draw_text(void *ctx, const char *bytes, size_t n)
{
	struct text_draw *t = ctx;
	char *line = mem_copy_bytes(bytes, n);
	if (t->row < t->box.row + t->box.height)
		term_put(t->row++, t->box.col, t->box.width, ROLE_NORMAL, line);
	free(line);
}

static void count_line(void *ctx, const char *bytes, size_t n)
{
	(void)bytes;
	(void)n;
	++*(int *)ctx;
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct ask *a = (struct ask *)s;
	int width = term_cols() - 12 < 60 ? term_cols() - 12 : 60, lines = 0;
	(void)u;
	text_wrap(a->text, width, count_line, &lines);
	if (lines > height - 6)
		lines = height - 6;
	(void)top;
	struct text_draw t = {ui_box(lines + 1 + (int)a->n, width, a->title), 0};
	t.row = t.box.row;
	t.box.height = lines;
	text_wrap(a->text, t.box.width, draw_text, &t);
	a->row = t.box.row + lines + 1;
	a->col = t.box.col;
	a->width = t.box.width;
	for (size_t i = 0; i < a->n; i++) {
		struct buf key = BUF_INIT;
		keymap_name(a->actions[i].keys, 0, &key);
		term_put(a->row + (int)i, a->col, 7, ROLE_KEY, buf_str(&key));
		term_put(a->row + (int)i, a->col + 7, a->width - 7, ROLE_NORMAL, tr(a->actions[i].help));
		buf_free(&key);
	}
	term_cursor(a->row, a->col, true);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct ask *a = (struct ask *)s;
	int at = k->mouse_row - a->row;
	if (k->code != K_MOUSE || k->mouse_button != 1 || at < 0 || at >= (int)a->n || k->mouse_col < a->col ||
	    k->mouse_col >= a->col + a->width)
		return false;
	answer(u, a, at);
	return true;
}

static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	struct ask *a = (struct ask *)s;
	if (hangup || !a->answered)
		return true;
	answer(u, a, -1);
	return false; /* it has gone already */
}

static void close_ask(struct ui *u, struct screen *s)
{
	struct ask *a = (struct ask *)s;
	(void)u;
	free(a->title);
	free(a->text);
	free(a);
}

static const struct screen_class ask_class = {
    .name = "ask", .overlay = true, .draw = draw, .key = key, .leave = leave, .close = close_ask};

void ask_open(struct ui *u, const char *title, const char *text, const struct ask_answer *answers, size_t n,
    void (*answered)(struct ui *u, void *ctx, int answer), void *ctx)
{
	struct ask *a = mem_alloc(sizeof *a);
	for (a->n = 0; a->n < n && a->n < ANSWERS; a->n++) {
		const struct ask_answer *one = &answers[a->n];
		a->actions[a->n] = (struct action){names[a->n], one->keys, one->label, one->label, 1, true, run, NULL};
	}
	a->class = ask_class;
	a->class.actions = a->actions;
	a->s.c = &a->class;
	a->title = mem_copy_text(title);
	a->text = mem_copy_text(text);
	a->answered = answered;
	a->ctx = ctx;
	ui_push(u, &a->s);
}
