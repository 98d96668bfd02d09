/* ui/confirm.c - the few questions that are asked at all: what cannot be undone. The safe answer stands first. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/chooser.h"
#include "ui/ui_internal.h"

struct confirm {
	struct screen s;
	char *title, *text;
	struct chooser list;
	void (*yes)(struct ui *u, void *ctx);
	void (*no)(struct ui *u, void *ctx); /* NULL: nothing to do */
	void *ctx;
};

struct drawing {
	struct ui_box box;
	int row;
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
	if (d->row >= d->box.row + d->box.height - 3)
		return;
	char *line = mem_copy_bytes(bytes, n);
	term_put(d->row++, d->box.col, d->box.width, ROLE_NORMAL, line);
	free(line);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct confirm *c = (struct confirm *)s;
	(void)u;
	(void)top;
	(void)height;
	int width = term_cols() - 12 < 60 ? term_cols() - 12 : 60, lines = 0;
	text_wrap(c->text, width, count_line, &lines);
	struct drawing d = {.box = ui_box(lines + 3, width, c->title)};
	d.row = d.box.row;
	text_wrap(c->text, width, draw_line, &d);
	chooser_draw(&c->list, d.box.row + d.box.height - 2, d.box.col, 2, d.box.width);
}

static void answer(struct ui *u, struct confirm *c, bool yes)
{
	void (*then)(struct ui *, void *) = yes ? c->yes : c->no;
	void *ctx = c->ctx;
	c->no = NULL;
	ui_drop(u, &c->s);
	if (then)
		then(u, ctx);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct confirm *c = (struct confirm *)s;
	bool pressed = chooser_pressed(&c->list, k);
	bool taken = chooser_key(&c->list, k);
	const struct menu_item *i = chooser_selected(&c->list, NULL);
	if (pressed && k->mouse_double && i)
		answer(u, c, i->value == 1);
	return taken;
}

/* Enter opened the question, mostly: it takes only the safe answer. */
static void run_choose(struct ui *u, struct screen *s)
{
	struct confirm *c = (struct confirm *)s;
	const struct menu_item *i = chooser_selected(&c->list, NULL);
	if (i && i->value == 1)
		ui_say(u, ROLE_WARNING, _("Enter is not enough for this: press y, or F8."));
	else
		answer(u, c, false);
}

static void run_yes(struct ui *u, struct screen *s)
{
	answer(u, (struct confirm *)s, true);
}

/* A press outside, Ctrl+Q: no. */
static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	struct confirm *c = (struct confirm *)s;
	(void)hangup;
	if (c->no)
		c->no(u, c->ctx);
	c->no = NULL;
	return true;
}

static void run_cancel(struct ui *u, struct screen *s)
{
	answer(u, (struct confirm *)s, false);
}

static void close_confirm(struct ui *u, struct screen *s)
{
	struct confirm *c = (struct confirm *)s;
	(void)u;
	chooser_clear(&c->list);
	free(c->title);
	free(c->text);
	free(c);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	chooser_go(&((struct confirm *)s)->list, step);
}
ROWS_RUN(go)

static const struct action actions[] = {
    ROWS("confirm", N_("Choose"), 2),
    {"confirm.choose", "Enter", N_("Continue"), N_("take the safe answer"), 1, true, run_choose, NULL},
    {"confirm.yes", "y F8", N_("Yes"), N_("do it"), 2, true, run_yes, NULL},
    {"confirm.cancel", "Esc q Backspace", N_("Cancel"), N_("do nothing"), 1, true, run_cancel, NULL},
    {0},
};

const struct screen_class screen_confirm = {
    .name = "confirm",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .leave = leave,
    .close = close_confirm,
};

void confirm_open_or(struct ui *u, const char *title, const char *text, const char *yes_label,
    void (*yes)(struct ui *u, void *ctx), void (*no)(struct ui *u, void *ctx), void *ctx)
{
	struct confirm *c = mem_alloc(sizeof *c);
	c->s.c = &screen_confirm;
	c->title = mem_copy_text(title);
	c->text = mem_copy_text(text);
	c->yes = yes;
	c->no = no;
	c->ctx = ctx;
	chooser_add(&c->list, _("No, leave it as it is"), NULL, 0, false, false);
	chooser_add(&c->list, yes_label, "y", 1, false, false);
	chooser_filter(&c->list, "");
	ui_push(u, &c->s);
}

void confirm_open(struct ui *u, const char *title, const char *text, const char *yes_label,
    void (*yes)(struct ui *u, void *ctx), void *ctx)
{
	confirm_open_or(u, title, text, yes_label, yes, NULL, ctx);
}
