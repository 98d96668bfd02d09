/* ui/ui.c - the terminal program: the loop that sleeps until a key, the stack of screens, what is said in the message
 * line. Knows no particular screen; which key does what is in ui_dispatch.c, the frame in ui_frame.c. */
#include "ui/job.h"
#include "ui/trouble.h"
#include "ui/ui_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/drafts.h"

#define KEEP_MS 3000 /* what comes without a key is read before the next one takes it away */

/* ---- the stack */

struct screen *ui_top(struct ui *u)
{
	return u->depth > 0 ? u->stack[u->depth - 1] : NULL;
}

static void close_screen(struct ui *u, struct screen *s)
{
	keymap_forget(&u->p->maps, s->c->actions);
	u->p->nhits = 0; /* they may name its actions; the next painting makes them anew */
	if (s->c->close)
		s->c->close(u, s);
	else
		free(s);
}

static void refresh_screen(struct ui *u, struct screen *s)
{
	if (s && s->c->refresh)
		s->c->refresh(u, s);
}

bool ui_push(struct ui *u, struct screen *s)
{
	if (u->depth == (int)(sizeof u->stack / sizeof *u->stack)) {
		close_screen(u, s);
		ui_say(u, ROLE_WARNING, _("Too many screens are open; close some with Esc."));
		return false;
	}
	if (u->depth > 0 && s->c->overlay)
		s->section = ui_top(u)->section;
	u->stack[u->depth++] = s;
	refresh_screen(u, s);
	return true;
}

void ui_drop(struct ui *u, struct screen *s)
{
	for (int i = 0; i < u->depth; i++)
		if (u->stack[i] == s) {
			memmove(&u->stack[i], &u->stack[i + 1], (size_t)(u->depth - i - 1) * sizeof *u->stack);
			u->depth--;
			close_screen(u, s);
			return;
		}
}

static bool may_leave(struct ui *u, struct screen *s, bool hangup)
{
	return !s->c->leave || s->c->leave(u, s, hangup);
}

void ui_pop(struct ui *u)
{
	struct screen *s = ui_top(u);
	if (!s || !may_leave(u, s, false))
		return;
	bool overlay = s->c->overlay;
	ui_drop(u, s);
	if (!overlay)
		refresh_screen(u, ui_top(u));
}

void ui_refresh_all(struct ui *u)
{
	for (int i = 0; i < u->depth; i++)
		refresh_screen(u, u->stack[i]);
}

/* Closes everything above the section's own screen. false: a screen wants to stay. */
static bool leave_above(struct ui *u)
{
	while (u->depth > 1) {
		struct screen *s = ui_top(u);
		if (!may_leave(u, s, false))
			return false;
		ui_drop(u, s);
	}
	return true;
}

/* A section's screen is kept when another is shown: it comes back as it was left. */
void ui_section(struct ui *u, enum section n)
{
	if (!leave_above(u))
		return;
	struct screen *now = ui_top(u);
	if (now && !may_leave(u, now, false))
		return;
	if (now && u->p->roots[now->section] == NULL && now->section != n) {
		u->p->roots[now->section] = now;
		u->depth = 0;
	} else if (now) {
		refresh_screen(u, now);
		return;
	}
	struct screen *s = u->p->roots[n] ? u->p->roots[n] : section_row(n)->make(u, n);
	u->p->roots[n] = NULL;
	s->section = n;
	if (ui_push(u, s))
		tip_show(u, n);
}

bool ui_leave_all(struct ui *u, bool hangup)
{
	for (int i = u->depth - 1; i >= 0; i--)
		if (!may_leave(u, u->stack[i], hangup) && !hangup)
			return false;
	return true;
}

void ui_quit(struct ui *u)
{
	if (job_running(u) && u->p->quit_asked != u->count - 1) {
		u->p->quit_asked = u->count;
		ui_say(u, ROLE_WARNING, _("Work in the background is not done. Ctrl+Q once more stops it and quits."));
		return;
	}
	if (ui_leave_all(u, false))
		u->leaving = true;
}

/* ---- saying */

static void say(struct ui *u, enum role role, const char *fmt, va_list ap)
{
	vsnprintf(u->message, sizeof u->message, fmt, ap);
	u->message_role = role;
	if (role == ROLE_WARNING && u->p->bell)
		term_bell();
	u->p->keep_until_ms = 0;
	free(u->p->offered);
	u->p->offered = NULL;
	u->p->offer.key = 0;
}

void ui_offer(struct ui *u, uint32_t key, void (*take)(struct ui *u, const struct kind *of, int64_t id),
    const struct kind *of, int64_t id)
{
	u->p->offer.key = key;
	u->p->offer.take = take;
	u->p->offer.of = of;
	u->p->offer.id = id;
}

void ui_say(struct ui *u, enum role role, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(u, role, fmt, ap);
	va_end(ap);
}

void ui_saved(struct ui *u, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(u, ROLE_GOOD, fmt, ap);
	va_end(ap);
	u->saved_at = clock_ms(app_clock(u->app));
}

void ui_keep_message(struct ui *u)
{
	u->p->keep_until_ms = clock_ms(app_clock(u->app)) + KEEP_MS;
}

void ui_copy(struct ui *u, const char *text)
{
	term_copy(text);
	ui_say(u, ROLE_GOOD, _("Copied: %s"), text);
}

void ui_written(struct ui *u, const char *path)
{
	struct buf b = BUF_INIT;
	buf_print(&b, _("Written: %s · o opens it"), path_shown(path));
	ui_say(u, ROLE_GOOD, "%s", buf_str(&b));
	buf_free(&b);
	u->p->offered = mem_copy_text(path);
}

void ui_error(struct ui *u, const struct err *e)
{
	struct buf b = BUF_INIT;
	if (trouble_open(u, e))
		return;
	buf_text(&b, e->what);
	if (*e->hint)
		buf_print(&b, " %s", e->hint);
	if (text_width(buf_str(&b)) <= term_cols() - 4) {
		ui_say(u, ROLE_WARNING, "! %s", buf_str(&b));
	} else {
		buf_clear(&b);
		buf_text(&b, e->what);
		if (*e->hint)
			buf_print(&b, "\n\n%s", e->hint);
		if (*e->tag)
			buf_print(&b, "\n\n%s %s", _("Code:"), e->tag);
		pager_open(u, _("This did not work"), buf_str(&b));
	}
	buf_free(&b);
}

/* ---- the loop */

static bool idle(struct ui *u)
{
	bool changed = false;
	for (int i = 0; i < u->depth && !changed; i++)
		if (u->stack[i]->c->idle)
			changed = u->stack[i]->c->idle(u, u->stack[i]);
	return changed;
}

/* Paint once for a burst of keys; work that can wait is done after the echo is on the screen. */
static void settle(struct ui *u)
{
	while (!term_pending()) {
		ui_paint(u);
		if (!idle(u))
			return;
	}
}

static int timeout(struct ui *u)
{
	if (u->wake_at == 0)
		return -1;
	int64_t left = u->wake_at - clock_ms(app_clock(u->app));
	return left < 0 ? 0 : left > 600000 ? 600000 : (int)left;
}

static void loop(struct ui *u)
{
	struct key k;
	while (!u->leaving) {
		settle(u);
		int watch[TERM_WATCH], n = job_fds(u, watch);
		if (app_is_open(u->app) && app_watch_fd(u->app) >= 0)
			watch[n++] = app_watch_fd(u->app);
		if (!term_read(&k, watch, n, timeout(u)))
			continue;
		if (k.code == K_WAKE && k.hangup) {
			ui_leave_all(u, true);
			u->p->hangup = true;
			u->leaving = true;
		} else {
			ui_dispatch(u, &k);
		}
	}
}

/* ---- start and end */

/* A terminal that was said to be another than UTF-8 gets ASCII; one of which nothing is said is taken for UTF-8. */
static bool environment_is_ascii(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < 3; i++) {
		const char *v = getenv(names[i]);
		if (v && *v)
			return !strstr(v, "UTF-8") && !strstr(v, "utf8") && !strstr(v, "UTF8") && !strstr(v, "utf-8");
	}
	return false;
}

static bool ascii_wanted(struct ui *u)
{
	const char *signs = app_conf(u->app, "signs", "auto");
	if (strcmp(signs, "auto") == 0)
		return environment_is_ascii();
	return strcmp(signs, "ascii") == 0;
}

void ui_apply_settings(struct ui *u)
{
	term_theme(app_conf(u->app, "theme", "auto"), ascii_wanted(u));
	term_plain(app_plain(u->app));
	term_mouse(!u->p->no_mouse && strcmp(app_conf(u->app, "mouse", "1"), "0") != 0);
	term_latin_keys(strcmp(app_conf(u->app, "keys.russian", "1"), "0") != 0);
	u->p->no_vim = strcmp(app_conf(u->app, "keys.vim", "1"), "0") == 0;
	u->p->function_keys = strcmp(app_conf(u->app, "keys.bar", "letters"), "function") == 0;
	u->p->bell = strcmp(app_conf(u->app, "bell", "0"), "1") == 0;
	term_cursor_always(strcmp(app_conf(u->app, "cursor", "0"), "1") == 0);
}

static void close_all(struct ui *u)
{
	while (u->depth > 0)
		ui_drop(u, ui_top(u));
	for (int i = 0; i < SECTION_COUNT; i++) {
		if (u->p->roots[i])
			close_screen(u, u->p->roots[i]);
		u->p->roots[i] = NULL;
	}
}

void ui_begin(struct ui *u)
{
	close_all(u);
	u->saved_at = 0;
	if (app_is_open(u->app))
		ui_section(u, SECTION_TODAY);
	else
		start_open(u);
}

static void free_all(struct ui *u)
{
	close_all(u);
	for (int i = 0; i < UI_RECENT; i++)
		free(u->p->recent[i]);
	keymap_free(&u->p->maps);
	free(u->p->offered);
	free(u->p);
	free(u);
}

static struct ui *new_ui(struct app *a, const struct ui_options *o)
{
	struct ui *u = mem_alloc(sizeof *u);
	u->app = a;
	u->p = mem_alloc(sizeof *u->p);
	u->p->options = o;
	u->p->no_mouse = !o->mouse;
	u->p->quit_asked = -1;
	u->p->unknown_at = -1;
	return u;
}

/* One line, and where to look; made while all is well. */
static void prepare_crash(void)
{
	char *log = app_log_path();
	struct buf b = BUF_INIT;
	buf_print(&b,
	    _("obste: the program has failed. What was saved is safe, what was typed is in the draft. Log: %s"), log);
	term_crash_words(buf_str(&b), log);
	buf_free(&b);
	free(log);
}

/* When the program is left, not when the terminal vanishes: then every moment counts. */
static void copy_of_the_day(struct ui *u)
{
	struct err ignored = ERR_INIT;
	char *made = NULL;
	if (!u->p->hangup && app_is_open(u->app))
		app_backup_daily(u->app, &made, &ignored);
	free(made);
}

bool ui_run(struct app *a, const struct ui_options *o, struct err *e)
{
	const struct err fault = *e;
	struct ui *u = new_ui(a, o);
	if (!term_start(o, app_conf(a, "theme", "auto"), ascii_wanted(u), e)) {
		free_all(u);
		return false;
	}
	prepare_crash();
	ui_apply_settings(u);
	if (environment_is_ascii() && term_ascii())
		ui_say(u, ROLE_NORMAL, _("Only ASCII letters: the locale says that this terminal knows no others."));
	if (!app_is_open(a) && fault.code != ERR_NONE && fault.code != ERR_NOT_FOUND)
		trouble_at_start(u, &fault);
	else
		ui_begin(u);
	if (app_is_open(a))
		drafts_say(u);
	if (app_readonly_reason(a))
		ui_say(u, ROLE_WARNING, "%s", app_readonly_reason(a));
	loop(u);
	term_stop();
	job_end_all(u);
	copy_of_the_day(u);
	free_all(u);
	return true;
}
