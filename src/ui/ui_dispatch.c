/* ui/ui_dispatch.c - which action a key means here, and doing it. The order: the top screen's actions, its key(), the
 * actions that work everywhere; while a text is typed only Ctrl and function keys are actions. */
#include "ui/job.h"
#include "ui/open_with.h"
#include "ui/ui_internal.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/text.h"

bool ui_typing(struct ui *u, struct screen *s)
{
	return s && s->c->typing && s->c->typing(u, s);
}

bool ui_can(struct ui *u, struct screen *s, const struct action *a, const char **why)
{
	*why = NULL;
	if (!a->can)
		return true;
	/* one can() may serve several rows: it finds here for which it is asked */
	const struct action *running = u->p->running;
	u->p->running = a;
	bool possible = a->can(u, s, why);
	u->p->running = running;
	return possible;
}

/* Words of the help begin with a small letter, a line of a list with a capital one. */
void action_words(const struct action *a, struct buf *out)
{
	const char *help = tr(a->help), *at = help;
	uint32_t c = text_next(&at, help + strlen(help));
	buf_code(out, c >= 'a' && c <= 'z'       ? c - 32
	              : c >= 0x430 && c <= 0x44F ? c - 32
	              : c == 0xEE                ? 0xCE
	              : c == 0x219               ? 0x218
	                                         : c);
	buf_text(out, at);
}

bool ui_shadowed(struct ui *u, struct screen *s, const struct action *a)
{
	struct key k;
	return s->c->actions && keymap_spec(a->keys, 0, &k) &&
	       keymap_find(keymap_of(&u->p->maps, s->c->actions), &k, 0);
}

void ui_run_action(struct ui *u, const struct action *a)
{
	const char *why;
	struct screen *s = ui_top(u);
	if (!ui_can(u, s, a, &why)) {
		if (why)
			ui_say(u, ROLE_WARNING, "%s", why);
		return;
	}
	u->p->running = a;
	a->run(u, s);
	u->p->running = NULL;
}

const struct action *ui_find_action(struct ui *u, const char *name, bool *global)
{
	struct screen *s = ui_top(u);
	*global = false;
	for (const struct action *a = s ? s->c->actions : NULL; a && a->name; a++)
		if (strcmp(a->name, name) == 0)
			return a;
	*global = true;
	for (const struct action *a = ui_actions_global(); a->name; a++)
		if (strcmp(a->name, name) == 0)
			return a;
	return NULL;
}

void ui_action(struct ui *u, const char *name)
{
	bool global;
	const struct action *a = ui_find_action(u, name, &global);
	memset(&u->p->key, 0, sizeof u->p->key);
	if (a)
		ui_run_action(u, a);
}

/* Several rows may have one key: the first that is possible now; when none is, the first, which says why. */
static const struct action *action_of(struct ui *u, const struct action *table, const struct key *k, bool typing)
{
	const struct action *a, *refused = NULL;
	const char *why;
	int needs = k->code == 0 ? IN_TEXT_PLAIN : true; /* the roll-call's digits act, a name's letters do not */
	if (!table)
		return NULL;
	const struct keymap *m = keymap_of(&u->p->maps, table);
	for (int i = 0; (a = keymap_find(m, k, i)); i++) {
		if (typing && a->in_text < needs)
			continue;
		if (ui_can(u, ui_top(u), a, &why))
			return a;
		if (why && !refused)
			refused = a;
	}
	return refused;
}

static bool run_for_key(struct ui *u, const struct action *table, const struct key *k, bool typing)
{
	const struct action *a = action_of(u, table, k, typing);
	if (!a)
		return false;
	u->p->key = *k;
	ui_run_action(u, a);
	return true;
}

/* ---- what is not a key of the screen */

/* What woke us is read away, else the sleep would end at once again. */
static void drain(int fd)
{
	char gone[4096];
	struct pollfd p = {.fd = fd, .events = POLLIN};
	while (fd >= 0 && poll(&p, 1, 0) > 0 && read(fd, gone, sizeof gone) > 0)
		;
}

static void wake(struct ui *u, const struct key *k)
{
	job_look(u);
	drain(app_is_open(u->app) ? app_watch_fd(u->app) : -1);
	if (app_is_open(u->app) && app_changed_elsewhere(u->app))
		ui_refresh_all(u);
	if (u->wake_at <= clock_ms(app_clock(u->app)))
		u->wake_at = 0; /* also when nobody takes it: it would wake us again at once, for ever */
	/* the top one first: a form whose date is being chosen keeps its draft too */
	for (int i = u->depth - 1; i >= 0; i--)
		if (u->stack[i]->c->key && u->stack[i]->c->key(u, u->stack[i], k))
			return;
}

static bool press_frame(struct ui *u, const struct key *k)
{
	if (k->mouse_button != 1)
		return false;
	for (int i = 0; i < u->p->nhits; i++) {
		const struct ui_hit *h = &u->p->hits[i];
		if (h->row != k->mouse_row || k->mouse_col < h->col || k->mouse_col >= h->col + h->width)
			continue;
		memset(&u->p->key, 0, sizeof u->p->key);
		ui_run_action(u, h->action);
		return true;
	}
	return false;
}

/* A press outside a dialog closes it; one beside the words inside it does nothing. */
static void mouse(struct ui *u, const struct key *k)
{
	struct screen *s = ui_top(u);
	if (press_frame(u, k))
		return;
	if (s->c->key && s->c->key(u, s, k))
		return;
	if (k->mouse_button == 3 && !s->c->overlay)
		ui_action(u, "menu.context");
	else if (s->c->overlay && k->mouse_button == 1 && !term_in_box(k->mouse_row, k->mouse_col))
		ui_pop(u);
}

static void unknown(struct ui *u, const struct key *k)
{
	struct buf name = BUF_INIT;
	if (k->code == K_PASTE || (k->code == 0 && k->ch == 0xFFFD))
		return;
	/* of several in a row, as when a text is typed by mistake, the first is told once: it stays as it stands */
	if (u->p->unknown_at != u->count - 1)
		u->p->unknown = *k;
	u->p->unknown_at = u->count;
	keymap_pressed(&u->p->unknown, &name);
	ui_say(u, ROLE_MUTED, _("The key \"%s\" does nothing here. ? shows the keys."), buf_str(&name));
	buf_free(&name);
}

static bool is_vim_key(const struct key *k)
{
	return k->code == 0 && k->ch != 0 && k->ch < 0x80 && strchr("jkhlgG", (int)k->ch);
}

static void press(struct ui *u, const struct key *k)
{
	struct screen *s = ui_top(u);
	bool typing = ui_typing(u, s);
	if (!typing && u->p->no_vim && is_vim_key(k)) {
		unknown(u, k);
		return;
	}
	if (run_for_key(u, s->c->actions, k, typing))
		return;
	if (s->c->key && s->c->key(u, s, k))
		return;
	if (run_for_key(u, ui_actions_global(), k, typing))
		return;
	unknown(u, k);
}

/* "Written: ... · o opens it" */
static bool open_offered(struct ui *u, const struct key *k)
{
	bool is_o = k->code == 0 && (k->ch == 'o' || term_latin(k->ch) == 'o');
	if (!u->p->offered || !is_o || ui_typing(u, ui_top(u)))
		return false;
	char *path = u->p->offered;
	u->p->offered = NULL;
	open_path(u, path);
	free(path);
	return true;
}

/* "10 not marked: 3 = absent" */
static bool take_offer(struct ui *u, const struct key *k)
{
	if (!u->p->offer.key || k->code != 0 || k->ch != u->p->offer.key)
		return false;
	u->p->offer.key = 0;
	u->p->offer.take(u, u->p->offer.of, u->p->offer.id);
	return true;
}

void ui_dispatch(struct ui *u, const struct key *k)
{
	if (k->code == K_RESIZE)
		return; /* everything is laid out anew at each painting */
	if (k->code == K_WAKE) {
		wake(u, k);
		return;
	}
	u->count++;
	if (open_offered(u, k) || take_offer(u, k))
		return;
	if (u->p->keep_until_ms < clock_ms(app_clock(u->app)))
		ui_say(u, ROLE_NORMAL, "%s", "");
	if (!ui_top(u))
		u->leaving = true;
	else if (term_too_small() && k->code == 0 && (k->ch == 'q' || term_latin(k->ch) == 'q'))
		ui_quit(u);
	else if (k->code == K_MOUSE)
		mouse(u, k);
	else
		press(u, k);
	if (!ui_top(u))
		u->leaving = true;
}
