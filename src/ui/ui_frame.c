/* ui/ui_frame.c - what stands around every screen: tabs, the title's rule, the message line, the hint bar. Drawn from
 * the same tables that dispatch the keys. Knows no particular screen. */
#include "ui/job.h"
#include "ui/ui_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

static void hit(struct ui *u, int row, int col, int width, const struct action *a)
{
	if (u->p->nhits < UI_HITS)
		u->p->hits[u->p->nhits++] = (struct ui_hit){row, col, width, a};
}

/* ---- tabs */

/* The outermost blanks may fall off: the first and the last tab are never lit both. */
static void tab_text(enum section n, bool wide, bool lit, struct buf *out)
{
	const struct section_row *row = section_row(n);
	if (lit || n > 0)
		buf_char(out, lit ? '[' : ' ');
	buf_print(out, "%d %s", (n + 1) % 10, wide ? tr_ctx("tab long", row->tab_long) : tr_ctx("tab", row->tab));
	if (lit || n + 1 < SECTION_COUNT)
		buf_char(out, lit ? ']' : ' ');
}

static int tabs_width(enum section lit, bool wide)
{
	int w = 0;
	struct buf b = BUF_INIT;
	for (enum section n = 0; n < SECTION_COUNT; n++) {
		buf_clear(&b);
		tab_text(n, wide, n == lit, &b);
		w += text_width(buf_str(&b));
	}
	buf_free(&b);
	return w;
}

static void draw_tabs(struct ui *u, enum section lit, bool wide)
{
	/* where there is room they stay where they are, whichever is lit */
	int col = lit != 0 && tabs_width(lit, wide) < term_cols() ? 1 : 0;
	struct buf b = BUF_INIT;
	for (enum section n = 0; n < SECTION_COUNT; n++) {
		bool global;
		buf_clear(&b);
		tab_text(n, wide, n == lit, &b);
		int w = term_put(0, col, 0, n == lit ? ROLE_TITLE : ROLE_NORMAL, buf_str(&b));
		hit(u, 0, col, w, ui_find_action(u, section_row(n)->action, &global));
		col += w;
	}
	buf_free(&b);
}

/* Under 80 columns, or where a language's tabs do not fit: the menu's key, and where we are. */
static void draw_narrow_tabs(struct ui *u, const char *title)
{
	bool global;
	struct buf b = BUF_INIT;
	buf_print(&b, " F9 %s", _("Menu"));
	int w = term_put(0, 0, 0, ROLE_KEY, buf_str(&b));
	hit(u, 0, 0, w, ui_find_action(u, "menu.bar", &global));
	buf_clear(&b);
	buf_print(&b, "%d %s", (ui_top(u)->section + 1) % 10, title);
	term_put_right(0, w + 2, term_cols() - w - 3, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
}

/* ---- the title's rule */

static void titles_of(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	if (s->c->title)
		s->c->title(u, s, left, right);
	if (!app_is_open(u->app))
		return;
	if (app_is_sample(u->app))
		buf_print(right, "%s%s", right->len ? " · " : "", _("SAMPLE DATA"));
	if (app_readonly_reason(u->app))
		buf_print(right, "%s%s", right->len ? " · " : "", _("look only"));
}

static void draw_rule(const char *left, const char *right)
{
	int cols = term_cols(), room = cols - 4, w;
	term_rule(1, 0, cols);
	if (*right) {
		w = text_width(right);
		int most = *left ? room / 2 : room;
		if (w > most)
			w = most;
		term_put(1, cols - w - 3, 1, ROLE_NORMAL, " ");
		term_put(1, cols - w - 2, w, ROLE_NORMAL, right);
		term_put(1, cols - 2, 1, ROLE_NORMAL, " ");
		room -= w + 4;
	}
	if (*left) {
		w = text_width(left);
		if (w > room)
			w = room;
		term_put(1, 1, 1, ROLE_NORMAL, " ");
		term_put(1, 2, w, ROLE_TITLE, left);
		term_put(1, 2 + w, 1, ROLE_NORMAL, " ");
	}
}

static void draw_top(struct ui *u, struct screen *s)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	int cols = term_cols();
	titles_of(u, s, &left, &right);
	bool wide = cols >= 100 && tabs_width(s->section, true) <= cols;
	if (cols >= 80 && (wide || tabs_width(s->section, false) <= cols)) {
		draw_tabs(u, s->section, wide);
		draw_rule(buf_str(&left), buf_str(&right));
	} else {
		draw_narrow_tabs(u, buf_str(&left));
		draw_rule("", buf_str(&right));
	}
	buf_free(&left);
	buf_free(&right);
}

/* ---- the message line */

static void save_state(struct ui *u, struct buf *out)
{
	if (!app_is_open(u->app))
		return;
	struct screen *s = ui_top(u);
	for (int i = u->depth - 1; i > 0 && u->stack[i]->c->overlay; i--)
		s = u->stack[i - 1];
	if (s->c->state) {
		s->c->state(u, s, out);
	} else if (app_readonly_reason(u->app)) {
		buf_text(out, _("look only"));
	} else if (u->saved_at) {
		struct local_time t = local_from_ms(u->saved_at);
		buf_print(out, _("saved %02d:%02d"), t.hour, t.minute);
	} else {
		buf_text(out, _("saves by itself"));
	}
}

/* "3 of 12": wanted by the setting, always in plain text. */
static void put_position(struct ui *u, struct buf *out)
{
	struct screen *s = ui_top(u);
	int64_t at, of;
	bool wanted = term_is_plain() || strcmp(app_conf(u->app, "position", "0"), "1") == 0;
	if (!wanted || !s->c->position || !s->c->position(u, s, &at, &of))
		return;
	buf_print(out, _("%lld of %lld"), (long long)at, (long long)of);
	buf_text(out, "  ");
}

/* A message too long for its line takes one or two of the lines above: what is said is never cut. */
enum { MESSAGE_LINES = 3 };
struct message_lines {
	char *text[MESSAGE_LINES]; /* owned */
	int n;
};

static void take_line(void *ctx, const char *bytes, size_t n)
{
	struct message_lines *m = ctx;
	if (m->n < MESSAGE_LINES)
		m->text[m->n++] = mem_copy_bytes(bytes, n);
}

static int message_lines(struct ui *u, struct message_lines *m)
{
	const int room = term_cols() - 2;
	m->n = 0;
	if (text_width(u->message) <= room || term_too_small())
		take_line(m, u->message, strlen(u->message));
	else
		text_wrap(u->message, room, take_line, m);
	return m->n;
}

static void free_message(struct message_lines *m)
{
	for (int i = 0; i < m->n; i++)
		free(m->text[i]);
}

/* How many lines the body loses to it. */
static int draw_message(struct ui *u)
{
	int row = term_rows() - 2, cols = term_cols();
	struct buf right = BUF_INIT;
	struct message_lines m;
	const int n = message_lines(u, &m), need = n > 0 ? text_width(m.text[n - 1]) : 0;
	if (job_running(u))
		job_line(u, cols - 2 - (need ? need + 4 : 0), &right);
	if (!right.len) {
		put_position(u, &right);
		save_state(u, &right);
	}
	int w = text_width(buf_str(&right));
	if (need + w + 4 <= cols)
		term_put(row, cols - w - 1, w, ROLE_MUTED, buf_str(&right));
	for (int i = 0; i < n; i++) {
		const int width = text_width(m.text[i]);
		term_put(row - n + 1 + i, 1, width < cols - 2 ? width : cols - 2, u->message_role, m.text[i]);
	}
	free_message(&m);
	buf_free(&right);
	return n > 1 ? n - 1 : 0;
}

/* ---- the hint bar */

static bool same_hint(const struct action *a, const struct action *b)
{
	return a && b && a->hint && b->hint && strcmp(a->hint, b->hint) == 0;
}

/* While a text is typed the first key that is no character. */
static void hint_key(struct ui *u, const struct action *a, bool typing, struct buf *out)
{
	struct key k;
	int function = u->p->function_keys ? keymap_function(a->keys) : -1;
	if (function >= 0) {
		keymap_name(a->keys, function, out);
		return;
	}
	for (int i = 0; keymap_spec(a->keys, i, &k); i++)
		if (!typing || k.code != 0 || a->in_text == IN_TEXT_PLAIN) {
			keymap_name(a->keys, i, out);
			return;
		}
}

static bool hint_wanted(struct ui *u, struct screen *s, const struct action *a, bool typing)
{
	const char *why;
	struct buf key = BUF_INIT;
	if (!a->hint || a->priority <= 0 || (typing && !a->in_text && s->c->actions == NULL))
		return false;
	if (typing && !a->in_text)
		return false;
	hint_key(u, a, typing, &key);
	bool has = key.len > 0;
	buf_free(&key);
	u->p->hinting = true;
	bool can = has && ui_can(u, s, a, &why);
	u->p->hinting = false;
	return can;
}

static int add_global(struct ui *u, struct screen *s, const char *name, bool typing, const struct action **out, int n)
{
	bool global;
	const struct action *a = ui_find_action(u, name, &global);
	if (a && global && hint_wanted(u, s, a, typing) && !ui_shadowed(u, s, a))
		out[n++] = a;
	return n;
}

/* Help first, then the screen's own, then the others that work everywhere, "everything" last; a dialog's own only. */
int ui_hints(struct ui *u, const struct action **out, int max)
{
	struct screen *s = ui_top(u);
	bool typing = ui_typing(u, s);
	int n = 0;
	if (!s->c->overlay)
		n = add_global(u, s, "help", typing, out, n);
	for (const struct action *a = s->c->actions; a && a->name && n < max - 8; a++)
		if (hint_wanted(u, s, a, typing))
			out[n++] = a;
	if (s->c->overlay)
		return n;
	for (const struct action *a = ui_actions_global(); a->name && n < max - 1; a++)
		if (strcmp(a->name, "help") != 0 && strcmp(a->name, "palette") != 0)
			n = add_global(u, s, a->name, typing, out, n);
	return add_global(u, s, "palette", typing, out, n);
}

struct hint {
	const struct action *action;
	struct buf text;
	int width, priority;
	int key; /* bytes of the text that are the key */
};

/* Neighbours with one word ("↑" and "↓" Choose) share it. */
static int make_hints(struct ui *u, const struct action **actions, int n, bool typing, struct hint *out)
{
	int made = 0;
	for (int i = 0; i < n; i++) {
		struct hint *h = &out[made];
		if (i > 0 && same_hint(actions[i - 1], actions[i]))
			continue;
		*h = (struct hint){.action = actions[i], .priority = actions[i]->priority};
		hint_key(u, actions[i], typing, &h->text);
		for (int j = i + 1; j < n && same_hint(actions[i], actions[j]); j++)
			hint_key(u, actions[j], typing, &h->text);
		h->key = (int)h->text.len;
		buf_print(&h->text, " %s", tr(actions[i]->hint));
		h->width = text_width(buf_str(&h->text));
		made++;
	}
	return made;
}

static int hints_width(const struct hint *h, int n)
{
	int w = 1;
	for (int i = 0; i < n; i++)
		w += h[i].width + (i > 0 ? 2 : 0);
	return w;
}

/* Whole hints are dropped, the least important first, never the first or the last. */
static int fit_hints(struct hint *h, int n, int cols)
{
	while (n > 1 && hints_width(h, n) > cols) {
		int worst = n > 2 ? 1 : 0;
		for (int i = worst; i < (n > 2 ? n - 1 : n); i++)
			if (h[i].priority >= h[worst].priority)
				worst = i;
		buf_free(&h[worst].text);
		memmove(&h[worst], &h[worst + 1], (size_t)(n - worst - 1) * sizeof *h);
		n--;
	}
	return n;
}

static void draw_hint(struct ui *u, struct hint *h, int row, int col)
{
	struct buf key = BUF_INIT;
	buf_add(&key, buf_str(&h->text), (size_t)h->key);
	term_put(row, col, h->width, ROLE_NORMAL, buf_str(&h->text));
	term_put(row, col, 0, ROLE_KEY, buf_str(&key));
	hit(u, row, col, h->width, h->action);
	buf_free(&key);
}

static void draw_hints(struct ui *u)
{
	const struct action *actions[64];
	struct hint hints[64];
	int n = ui_hints(u, actions, 64), row = term_rows() - 1, col = 1;
	n = make_hints(u, actions, n, ui_typing(u, ui_top(u)), hints);
	n = fit_hints(hints, n, term_cols());
	for (int i = 0; i < n; i++) {
		draw_hint(u, &hints[i], row, col);
		col += hints[i].width + 2;
		buf_free(&hints[i].text);
	}
}

/* ---- the whole */

static void draw_too_small(void)
{
	struct buf b = BUF_INIT;
	buf_print(&b, _("The window is too small: %dx%d. At least 60x20. q = quit"), term_cols(), term_rows());
	int w = text_width(buf_str(&b)), row = term_rows() / 2;
	int col = w < term_cols() ? (term_cols() - w) / 2 : 0;
	term_put(row, col, w < term_cols() ? w : term_cols(), ROLE_NORMAL, buf_str(&b));
	term_cursor(row, col, false);
	buf_free(&b);
}

static void draw_screen(struct ui *u, struct screen *s, int less)
{
	int top = s->c->full ? 0 : 2;
	s->c->draw(u, s, top, term_rows() - 2 - top - less);
}

void ui_paint(struct ui *u)
{
	int base = u->depth - 1;
	u->p->nhits = 0;
	term_erase();
	if (!ui_top(u))
		return;
	if (term_too_small()) {
		draw_too_small();
		term_flush();
		return;
	}
	while (base > 0 && u->stack[base]->c->overlay)
		base--;
	if (!u->stack[base]->c->full)
		draw_top(u, u->stack[base]);
	const int less = draw_message(u);
	for (int i = base; i < u->depth; i++)
		draw_screen(u, u->stack[i], less);
	draw_hints(u);
	if (u->p->repaint)
		term_repaint();
	u->p->repaint = false;
	term_flush();
}

struct ui_box ui_box(int want_height, int want_width, const char *title)
{
	int rows = term_rows() - 4, cols = term_cols() - 4;
	int height = want_height + 2 > rows ? rows : want_height + 2;
	int width = want_width + 4 > cols ? cols : want_width + 4;
	int row = 2 + (rows - height) / 3, col = (term_cols() - width) / 2;
	term_box(row, col, height, width, title);
	return (struct ui_box){row + 1, col + 2, height - 2, width - 4};
}
