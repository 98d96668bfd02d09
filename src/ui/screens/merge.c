/* ui/screens/merge.c - another laptop's file: which one, its passphrase, what it would change, and one key to take it
 * in. Nothing is written before that key. */
#include <stdlib.h>
#include <string.h>

#include "app/share.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

struct merge {
	struct screen s;
	struct app_merge *m;
	struct app_merge_told told;
	size_t at, top;
	int height;
};

static struct merge *merge_of(struct screen *s)
{
	return (struct merge *)s;
}

/* ---- painting */

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)u;
	buf_text(left, _("What the file would change"));
	buf_text(right, app_merge_about(merge_of(s)->m)->about);
}

static void head_lines(const struct merge *m, struct buf *from, struct buf *sum)
{
	const struct app_merge_about *a = app_merge_about(m->m);
	const struct local_time t = local_from_ms(a->made_ms);
	buf_print(from, "%s · ", a->from);
	date_text(t.date, lang_now(), DATE_SHORT, from);
	buf_print(from, " %02d:%02d", t.hour, t.minute);
	app_merge_words(&m->told, sum);
}

/* What must be known before the key is pressed. */
static const char *warning(const struct merge *m, struct buf *out)
{
	const struct app_merge_about *a = app_merge_about(m->m);
	if (a->group_name)
		buf_print(out, _("This empty database becomes a copy of the group \"%s\"."), a->group_name);
	else if (a->ahead_ms)
		buf_print(out, _("Its clock is %lld hours ahead of ours."), (long long)(a->ahead_ms / 3600000));
	else if (m->told.erased)
		buf_text(out, _("What was erased on another laptop is erased here too; that cannot be undone."));
	return buf_str(out);
}

static void draw_line(const struct merge *m, size_t i, int row)
{
	static const char *const fates[] = {N_("new"), N_("changed"), N_("conflict"), N_("twice?")};
	const struct app_merge_line *l = &m->told.lines[i];
	const bool selected = i == m->at, loud = l->fate == MERGE_CONFLICT || l->fate == MERGE_SAME_PERSON;
	const enum role role = selected ? ROLE_SELECTED : loud ? ROLE_WARNING : ROLE_NORMAL;
	struct buf b = BUF_INIT;
	if (selected)
		term_fill(row, 0, term_cols(), role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	term_put(row, 2, 10, role, tr(fates[l->fate]));
	buf_print(&b, "%s: %s%s%s", tr(l->kind->label), l->text, *l->detail ? "  " : "", l->detail);
	term_put(row, 13, term_cols() - 14, role, buf_str(&b));
	buf_free(&b);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct merge *m = merge_of(s);
	struct buf from = BUF_INIT, sum = BUF_INIT, warn = BUF_INIT;
	(void)u;
	head_lines(m, &from, &sum);
	term_put(top, 1, term_cols() - 2, ROLE_MUTED, buf_str(&from));
	term_put(top + 1, 1, term_cols() - 2, ROLE_NORMAL, buf_str(&sum));
	term_put(top + 2, 1, term_cols() - 2, ROLE_WARNING, warning(m, &warn));
	m->height = height - 4 > 0 ? height - 4 : 1;
	if (m->at < m->top)
		m->top = m->at;
	if (m->at >= m->top + (size_t)m->height)
		m->top = m->at - (size_t)m->height + 1;
	for (int i = 0; i < m->height && m->top + (size_t)i < m->told.n; i++)
		draw_line(m, m->top + (size_t)i, top + 4 + i);
	term_cursor(top + 4 + (int)(m->at - m->top), 0, false);
	buf_free(&from);
	buf_free(&sum);
	buf_free(&warn);
}

/* ---- taking it in */

static void take(struct ui *u, struct merge *m)
{
	struct err e = ERR_INIT;
	struct app_merge_told told;
	struct buf words = BUF_INIT;
	const bool ok = app_merge_do(m->m, app_merge_about(m->m)->ahead_ms != 0, &told, &e);
	if (ok)
		app_merge_words(&told, &words);
	ui_drop(u, &m->s);
	ui_refresh_all(u);
	if (!ok) {
		ui_error(u, &e);
	} else {
		if (told.conflicts)
			conflicts_open(u);
		ui_saved(u, _("Merged: %s. Undo takes it back."), buf_str(&words));
	}
	buf_free(&words);
}

static void sure(struct ui *u, void *ctx)
{
	take(u, ctx);
}

static void run_take(struct ui *u, struct screen *s)
{
	struct merge *m = merge_of(s);
	if (app_merge_about(m->m)->ahead_ms)
		confirm_open(u, _("Take it in all the same?"),
		    _("The clock of the other laptop is far ahead. From now on every change here counts as later than "
		      "its date."),
		    _("Take it in"), sure, m);
	else
		take(u, m);
}

static bool can_take(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return !*why;
}

static void move(struct merge *m, int by)
{
	const size_t to = by < 0 && m->at < (size_t)-by ? 0 : m->at + (size_t)by;
	m->at = m->told.n == 0 ? 0 : to < m->told.n ? to : m->told.n - 1;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct merge *m = merge_of(s);                                                                         \
		(void)u;                                                                                               \
		move(m, by);                                                                                           \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -m->height)
MOVE(run_page_down, m->height)
#undef MOVE

static void close_merge(struct ui *u, struct screen *s)
{
	struct merge *m = merge_of(s);
	(void)u;
	app_merge_told_free(&m->told);
	app_merge_close(m->m);
	free(m);
}

static const struct action actions[] = {
    {"merge.take", "Enter ^S F2", N_("Take it in"), N_("join the file with what is here"), 1, false, run_take,
        can_take},
    {"merge.up", "Up k", NULL, N_("row above"), 0, false, run_up, NULL},
    {"merge.down", "Down j", NULL, N_("row below"), 0, false, run_down, NULL},
    {"merge.page-up", "PgUp", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"merge.page-down", "PgDn", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {0},
};

const struct screen_class screen_merge = {
    .name = "merge",
    .actions = actions,
    .draw = draw,
    .title = title,
    .close = close_merge,
};

/* ---- which file, which passphrase */

static void show(struct ui *u, struct app_merge *file)
{
	struct err e = ERR_INIT;
	struct merge *m = mem_alloc(sizeof *m);
	m->s.c = &screen_merge;
	m->s.section = SECTION_OTHER;
	m->m = file;
	if (app_merge_preview(file, &m->told, &e)) {
		ui_push(u, &m->s);
		return;
	}
	close_merge(u, &m->s);
	ui_error(u, &e);
}

static void word_typed(struct ui *u, void *ctx, const char *text)
{
	struct app_merge *file = ctx;
	struct err e = ERR_INIT;
	if (text && app_merge_unlock(file, text, &e)) {
		show(u, file);
		return;
	}
	if (text)
		ui_error(u, &e);
	app_merge_close(file);
}

static void path_typed(struct ui *u, void *ctx, const char *text)
{
	struct app_merge *file;
	struct err e = ERR_INIT;
	(void)ctx;
	if (!text || !*text)
		return;
	const char *home = getenv("HOME"), *kept = app_conf(u->app, "exchange.passphrase", NULL);
	char *path = text[0] == '~' && text[1] == '/' && home ? mem_print("%s%s", home, text + 1) : mem_copy_text(text);
	if (!app_merge_open(u->app, path, &file, &e))
		ui_error(u, &e);
	else if (kept && app_merge_unlock(file, kept, &e))
		show(u, file);
	else
		secret_open(
		    u, _("The file's passphrase"), _("The person who made the file knows it."), word_typed, file);
	free(path);
}

void merge_open(struct ui *u)
{
	prompt_open(u, _("Which file?"), "~/", _("A file that \"obste pack\" or another laptop of the group has made."),
	    path_typed, NULL);
}
