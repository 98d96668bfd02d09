/* ui/prompt.c - a dialog for one line of text. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/line.h"
#include "ui/ui_internal.h"

struct prompt {
	struct screen s;
	char *title, *help;
	struct line line;
	bool secret; /* the text is not shown */
	void (*done)(struct ui *u, void *ctx, const char *text);
	void *ctx;
};

struct help_draw {
	struct ui_box box;
	int row;
};

static void draw_help(void *ctx, const char *bytes, size_t n)
{
	struct help_draw *h = ctx;
	if (h->row >= h->box.row + h->box.height)
		return;
	char *line = mem_copy_bytes(bytes, n);
	term_put(h->row++, h->box.col, h->box.width, ROLE_MUTED, line);
	free(line);
}

/* How much was typed, not what. */
static void draw_secret(struct prompt *p, int row, int col, int width, int *at_row, int *at_col)
{
	struct buf b = BUF_INIT;
	int n = text_width(line_text(&p->line));
	n = n < width - 1 ? n : width - 1;
	buf_repeat(&b, "*", n);
	term_put(row, col, width, ROLE_NORMAL, buf_str(&b));
	*at_row = row;
	*at_col = col + n;
	buf_free(&b);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct prompt *p = (struct prompt *)s;
	(void)u;
	(void)top;
	(void)height;
	int row, col, width = term_cols() - 16 < 60 ? term_cols() - 16 : 60;
	int lines = p->help ? 1 + text_width(p->help) / width : 0;
	struct ui_box b = ui_box(p->help ? 2 + lines : 1, width, p->title);
	term_put(b.row, b.col, 1, ROLE_NORMAL, "[");
	term_put(b.row, b.col + b.width - 1, 1, ROLE_NORMAL, "]");
	if (p->secret)
		draw_secret(p, b.row, b.col + 2, b.width - 4, &row, &col);
	else
		line_draw(&p->line, b.row, b.col + 2, 1, b.width - 4, true, &row, &col);
	struct help_draw h = {b, b.row + 2};
	if (p->help)
		text_wrap(p->help, b.width, draw_help, &h);
	term_cursor(row, col, true);
}

/* The caller gets its own copy's answer after the dialog has gone: it may open another one. */
static void answer(struct ui *u, struct prompt *p, bool yes)
{
	void (*done)(struct ui *, void *, const char *) = p->done;
	void *ctx = p->ctx;
	const bool secret = p->secret;
	char *text = yes ? mem_copy_text(line_text(&p->line)) : NULL;
	ui_drop(u, &p->s);
	u->p->typed = secret ? NULL : text; /* should it fail, the words are not lost */
	if (done)
		done(u, ctx, text);
	if (u->p->typed == text)
		u->p->typed = NULL;
	if (secret && text)
		explicit_bzero(text, strlen(text));
	free(text);
}

static void run_done(struct ui *u, struct screen *s)
{
	answer(u, (struct prompt *)s, true);
}

static void run_cancel(struct ui *u, struct screen *s)
{
	answer(u, (struct prompt *)s, false);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	(void)u;
	return line_key(&((struct prompt *)s)->line, k);
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	struct prompt *p = (struct prompt *)s;
	if (p->done && !hangup)
		p->done(u, p->ctx, NULL);
	p->done = NULL;
	return true;
}

static void close_prompt(struct ui *u, struct screen *s)
{
	struct prompt *p = (struct prompt *)s;
	(void)u;
	line_free(&p->line);
	free(p->title);
	free(p->help);
	free(p);
}

static const struct action actions[] = {
    {"prompt.done", "Enter ^S F2", N_("Done"), N_("take the text"), 1, true, run_done, NULL},
    {"prompt.cancel", "Esc", N_("Cancel"), N_("leave it as it was"), 1, true, run_cancel, NULL},
    {0},
};

const struct screen_class screen_prompt = {
    .name = "prompt",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .leave = leave,
    .close = close_prompt,
};

void prompt_open(struct ui *u, const char *title, const char *initial, const char *help,
    void (*done)(struct ui *u, void *ctx, const char *text), void *ctx)
{
	struct prompt *p = mem_alloc(sizeof *p);
	p->s.c = &screen_prompt;
	p->title = mem_copy_text(title ? title : "");
	p->help = mem_copy_text(help);
	p->done = done;
	p->ctx = ctx;
	line_init(&p->line, false, initial);
	ui_push(u, &p->s);
}

void secret_open(struct ui *u, const char *title, const char *help,
    void (*done)(struct ui *u, void *ctx, const char *text), void *ctx)
{
	prompt_open(u, title, "", help, done, ctx);
	struct screen *top = ui_top(u);
	if (top && top->c == &screen_prompt)
		((struct prompt *)top)->secret = true;
}

/* ---- where to write */

struct save {
	path_done *done;
	void *ctx;
};

static void name_typed(struct ui *u, void *ctx, const char *text)
{
	struct save s = *(struct save *)ctx;
	char *path = text && *text ? path_as_typed(text) : NULL;
	free(ctx);
	s.done(u, s.ctx, path);
	free(path);
}

void save_prompt_open(struct ui *u, const char *title, const char *name, const char *help, path_done *done, void *ctx)
{
	struct save *s = mem_alloc(sizeof *s);
	*s = (struct save){done, ctx};
	char *folder = path_documents(), *path = path_join(folder, name);
	prompt_open(u, title, path, help, name_typed, s);
	free(folder);
	free(path);
}
