/* ui/screens/merge.c - another laptop's file: which one, its passphrase, what it would change, and one key to take it
 * in. Nothing is written before that key. */
#include <stdlib.h>
#include <string.h>

#include "app/share.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/rows.h"
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
		buf_print(out,
		    tr_n("Its clock is %lld hour ahead of ours: once it is taken in, changes made here count as later "
		         "than their date.",
		        "Its clock is %lld hours ahead of ours: once it is taken in, changes made here count as later "
		        "than their date.",
		        (unsigned long)(a->ahead_ms / 3600000)),
		    (long long)(a->ahead_ms / 3600000));
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

static void put_warning(void *ctx, const char *bytes, size_t n)
{
	int *row = ctx;
	char *line = mem_copy_bytes(bytes, n);
	term_put((*row)++, 1, term_cols() - 2, ROLE_WARNING, line);
	free(line);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct merge *m = merge_of(s);
	struct buf from = BUF_INIT, sum = BUF_INIT, warn = BUF_INIT;
	(void)u;
	head_lines(m, &from, &sum);
	term_put(top, 1, term_cols() - 2, ROLE_MUTED, buf_str(&from));
	term_put(top + 1, 1, term_cols() - 2, ROLE_NORMAL, buf_str(&sum));
	int row = top + 2;
	text_wrap(warning(m, &warn), term_cols() - 2, put_warning, &row);
	const int first = row + 1 > top + 4 ? row + 1 : top + 4;
	m->height = top + height - first > 0 ? top + height - first : 1;
	if (m->at < m->top)
		m->top = m->at;
	if (m->at >= m->top + (size_t)m->height)
		m->top = m->at - (size_t)m->height + 1;
	for (int i = 0; i < m->height && m->top + (size_t)i < m->told.n; i++)
		draw_line(m, m->top + (size_t)i, first + i);
	term_cursor(first + (int)(m->at - m->top), 0, false);
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

static void run_take(struct ui *u, struct screen *s)
{
	take(u, merge_of(s));
}

static bool can_take(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = app_readonly_reason(u->app);
	return !*why;
}

static void close_merge(struct ui *u, struct screen *s)
{
	struct merge *m = merge_of(s);
	(void)u;
	app_merge_told_free(&m->told);
	app_merge_close(m->m);
	free(m);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	struct merge *m = merge_of(s);
	(void)u;
	m->at = rows_to(step, m->at, m->told.n, m->height);
}
ROWS_RUN(go)

static const struct action actions[] = {
    {"merge.take", "Enter ^S F2", N_("Take it in"), N_("join the file with what is here"), 1, false, run_take,
        can_take},
    ROWS("merge", NULL, 0),
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

static void file_named(struct ui *u, void *ctx, const char *text)
{
	struct app_merge *file;
	struct err e = ERR_INIT;
	(void)ctx;
	if (!text || !*text)
		return;
	const char *kept = app_conf(u->app, "exchange.passphrase", NULL);
	char *path = path_as_typed(text);
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
	    file_named, NULL);
}
