/* ui/big.c - a long text on the whole screen, or in $EDITOR. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/form.h"

struct big {
	struct screen base;
	char title[120];
	struct line line;
	unsigned told; /* the line's edits that the form knows */
	void (*changed)(struct ui *u, void *ctx, const char *text);
	void (*closed)(struct ui *u, void *ctx); /* may be NULL */
	void *ctx;
};

static void big_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct big *b = (struct big *)s;
	int crow = top, ccol = 1;
	(void)u;
	line_draw(&b->line, top, 1, height, term_cols() - 2, true, &crow, &ccol);
	term_cursor(crow, ccol, true);
}

/* The form knows what was typed here a second later: its draft is never older. */
static void tell(struct ui *u, struct big *b)
{
	if (b->line.edits != b->told)
		b->changed(u, b->ctx, line_text(&b->line));
	b->told = b->line.edits;
}

static bool big_key(struct ui *u, struct screen *s, const struct key *k)
{
	struct big *b = (struct big *)s;
	if (k->code == K_WAKE) {
		tell(u, b);
		return false; /* now the form */
	}
	bool taken = line_key(&b->line, k);
	if (b->line.edits != b->told && u->wake_at == 0)
		u->wake_at = clock_ms(app_clock(u->app)) + 1000;
	return taken;
}

static bool big_typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

static void big_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)u;
	(void)right;
	buf_text(left, ((struct big *)s)->title);
}

/* Leaving gives the text back to the form: nothing typed is lost. */
static bool big_leave(struct ui *u, struct screen *s, bool hangup)
{
	struct big *b = (struct big *)s;
	(void)hangup;
	tell(u, b);
	return true;
}

static void big_close(struct ui *u, struct screen *s)
{
	struct big *b = (struct big *)s;
	if (b->closed)
		b->closed(u, b->ctx);
	line_free(&b->line);
	free(b);
}

static bool write_text(const char *path, const char *text, struct err *e)
{
	struct path_writer w;
	if (!path_write_begin(&w, path, e))
		return false;
	fputs(text, w.file);
	return path_write_end(&w, e);
}

static void act_editor(struct ui *u, struct screen *s)
{
	struct big *b = (struct big *)s;
	const char *editor = getenv("VISUAL") ? getenv("VISUAL") : getenv("EDITOR");
	char *state = path_state_home();
	char *name = mem_print("text-%ld.txt", (long)getpid()), *path = path_join(state, name);
	struct err e = ERR_INIT;
	struct buf text = BUF_INIT, clean = BUF_INIT;
	if (path_make_dirs(state, &e) && write_text(path, line_text(&b->line), &e) &&
	    term_edit(editor && *editor ? editor : "nano", path) && path_read_all(path, 16u << 20, &text, &e)) {
		text_clean(buf_str(&text), text.len, true, &clean);
		line_set(&b->line, buf_str(&clean));
	} else {
		ui_say(u, ROLE_WARNING, "%s",
		    e.code ? e.what : _("The editor could not be started. The text is as it was."));
	}
	unlink(path);
	buf_free(&text);
	buf_free(&clean);
	free(path);
	free(name);
	free(state);
}

static void act_done(struct ui *u, struct screen *s)
{
	(void)s;
	ui_pop(u);
}

static const struct action actions[] = {
    {"big.done", "^S F2", N_("Done"), N_("keep this text and go back"), 1, true, act_done, NULL},
    {"big.editor", "^O", N_("Editor"), N_("edit in the program named by EDITOR"), 2, true, act_editor, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

const struct screen_class screen_big = {
    .name = "big",
    .actions = actions,
    .draw = big_draw,
    .key = big_key,
    .typing = big_typing,
    .title = big_title,
    .leave = big_leave,
    .close = big_close,
};

void big_open(struct ui *u, const char *title, const char *text,
    void (*changed)(struct ui *u, void *ctx, const char *text), void (*closed)(struct ui *u, void *ctx), void *ctx)
{
	struct big *b = mem_alloc(sizeof *b);
	b->base.c = &screen_big;
	b->base.section = ui_top(u)->section;
	snprintf(b->title, sizeof b->title, "%s", title);
	b->changed = changed;
	b->closed = closed;
	b->ctx = ctx;
	line_init(&b->line, true, text);
	b->told = b->line.edits;
	ui_push(u, &b->base);
}
