/* ui/screens/history.c - who changed what, newest first, of one record or of everything; any change can be taken back
 * here. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

enum { PAGE = 100 };

struct change {
	int64_t number, at_ms, id;
	char *who, *text, *detail; /* owned */
	const struct kind *kind;
	bool undone;
};
struct history {
	struct screen s;
	const struct kind *kind; /* NULL: everything */
	int64_t id;
	char *title; /* owned; NULL: everything */
	struct change *rows;
	size_t n, at, top;
	bool last; /* all are read */
	int height;
};

static struct history *history_of(struct screen *s)
{
	return (struct history *)s;
}

static void free_rows(struct history *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->rows[i].who);
		free(h->rows[i].text);
		free(h->rows[i].detail);
	}
	free(h->rows);
	h->rows = NULL;
	h->n = 0;
}

static bool take(void *ctx, const struct app_change *c)
{
	struct history *h = ctx;
	h->rows = mem_resize(h->rows, h->n + 1, sizeof *h->rows);
	h->rows[h->n++] = (struct change){.number = c->number,
	    .at_ms = c->at_ms,
	    .id = c->id,
	    .kind = c->kind,
	    .who = mem_copy_text(c->who ? c->who : ""),
	    .text = mem_copy_text(c->text ? c->text : ""),
	    .detail = mem_copy_text(c->detail ? c->detail : ""),
	    .undone = c->undone};
	return true;
}

static void more(struct ui *u, struct history *h)
{
	struct err e = ERR_INIT;
	size_t before = h->n;
	if (h->last)
		return;
	if (!app_history(u->app, h->kind, h->id, h->n ? h->rows[h->n - 1].number : 0, PAGE, take, h, &e))
		ui_error(u, &e);
	h->last = h->n - before < PAGE;
}

static void refresh(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	int64_t kept = h->at < h->n ? h->rows[h->at].number : 0;
	free_rows(h);
	h->last = false;
	h->at = 0;
	more(u, h);
	for (size_t i = 0; i < h->n; i++)
		if (h->rows[i].number == kept)
			h->at = i;
}

/* ---- painting */

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)u;
	buf_text(left, _("History"));
	buf_text(right, history_of(s)->title ? history_of(s)->title : _("of everything"));
}

static void when_text(struct ui *u, int64_t ms, struct buf *out)
{
	struct local_time t = local_from_ms(ms);
	date_t now = app_types(u->app)->today;
	if (t.date == now || t.date == now - 1)
		date_distance(t.date, now, lang_now(), out);
	else
		date_text(t.date, lang_now(), DATE_DAY, out);
	buf_print(out, " %02d:%02d", t.hour, t.minute);
}

static void draw_row(struct ui *u, struct history *h, size_t i, int row)
{
	const struct change *c = &h->rows[i];
	bool selected = i == h->at;
	int cols = term_cols(), who = cols < 80 ? 0 : 12;
	enum role role = selected ? ROLE_SELECTED : c->undone ? ROLE_MUTED : ROLE_NORMAL;
	struct buf b = BUF_INIT;
	if (selected)
		term_fill(row, 0, cols, role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	when_text(u, c->at_ms, &b);
	term_put(row, 2, 13, role, buf_str(&b));
	if (who)
		term_put(row, 16, who, role, c->who);
	buf_clear(&b);
	buf_print(&b, "%s%s", c->undone ? _("(undone) ") : "", c->text);
	term_put(row, 17 + who, cols - 18 - who, role, buf_str(&b));
	buf_free(&b);
}

struct detail {
	int row, end;
};

static void draw_detail_line(void *ctx, const char *bytes, size_t n)
{
	struct detail *d = ctx;
	char *line = mem_copy_bytes(bytes, n);
	if (d->row < d->end)
		term_put(d->row++, 1, term_cols() - 2, ROLE_NORMAL, line);
	free(line);
}

static void draw_detail(const struct change *c, int row, int height)
{
	struct detail d = {row + 1, row + height};
	term_rule(row, 0, term_cols());
	term_put(row, 1, 0, ROLE_TITLE, " ");
	int w = text_width(c->text) < term_cols() - 6 ? text_width(c->text) : term_cols() - 6;
	term_put(row, 2, w, ROLE_TITLE, c->text);
	term_put(row, 2 + w, 1, ROLE_NORMAL, " ");
	text_wrap(c->detail, term_cols() - 2, draw_detail_line, &d);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct history *h = history_of(s);
	int detail = height >= 14 ? 7 : 0, rows = height - detail - 1;
	h->height = rows;
	term_put(top, 2, 13, ROLE_MUTED, tr_ctx("column", NC_("column", "When")));
	if (term_cols() >= 80)
		term_put(top, 16, 12, ROLE_MUTED, tr_ctx("column", NC_("column", "Who")));
	term_put(top, term_cols() >= 80 ? 29 : 17, 30, ROLE_MUTED, tr_ctx("column", NC_("column", "What changed")));
	if (h->at < h->top)
		h->top = h->at;
	if (h->at >= h->top + (size_t)rows)
		h->top = h->at - (size_t)rows + 1;
	for (int i = 0; i < rows && h->top + (size_t)i < h->n; i++)
		draw_row(u, h, h->top + (size_t)i, top + 1 + i);
	if (h->n == 0)
		term_put(top + 2, 3, term_cols() - 4, ROLE_NORMAL, _("Nothing was changed yet."));
	if (detail && h->at < h->n)
		draw_detail(&h->rows[h->at], top + height - detail, detail);
	term_cursor(top + 1 + (int)(h->at - h->top), 0, false);
}

/* ---- doing */

static void move(struct ui *u, struct history *h, int by)
{
	size_t to = by < 0 && h->at < (size_t)-by ? 0 : h->at + (size_t)by;
	while (to + 1 >= h->n && !h->last)
		more(u, h);
	h->at = h->n == 0 ? 0 : to < h->n ? to : h->n - 1;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		struct history *h = history_of(s);                                                                     \
		move(u, h, by);                                                                                        \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -h->height)
MOVE(run_page_down, h->height)
#undef MOVE

static void run_first(struct ui *u, struct screen *s)
{
	(void)u;
	history_of(s)->at = 0;
}

static void run_undo(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	struct err e = ERR_INIT;
	struct app_undone un;
	if (!app_undo_command(u->app, h->rows[h->at].number, &un, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	ui_saved(u, "%s", un.text);
}

/* From the newest to the selected one; what is undone already is passed over. */
static void run_undo_to(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	struct err e = ERR_INIT;
	struct app_undone un;
	size_t done = 0, last = h->at;
	for (size_t i = 0; i <= last; i++) {
		if (h->rows[i].undone)
			continue;
		if (!app_undo_command(u->app, h->rows[i].number, &un, &e)) {
			ui_error(u, &e);
			break;
		}
		done++;
	}
	ui_refresh_all(u);
	if (done > 0)
		ui_saved(u, tr_n("%zu change taken back", "%zu changes taken back", done), done);
}

static void run_open(struct ui *u, struct screen *s)
{
	const struct change *c = &history_of(s)->rows[history_of(s)->at];
	record_open(u, c->kind, c->id);
}

static void run_bin(struct ui *u, struct screen *s)
{
	(void)s;
	bin_open(u);
}

static bool has_row(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nothing is selected.");
	return history_of(s)->at < history_of(s)->n;
}

static bool can_undo(struct ui *u, struct screen *s, const char **why)
{
	if (!has_row(u, s, why))
		return false;
	*why = app_readonly_reason(u->app);
	if (*why)
		return false;
	*why = _("This was undone already.");
	return !history_of(s)->rows[history_of(s)->at].undone;
}

static bool can_open(struct ui *u, struct screen *s, const char **why)
{
	if (!has_row(u, s, why))
		return false;
	*why = _("This change is of no one record.");
	const struct change *c = &history_of(s)->rows[history_of(s)->at];
	return c->kind && c->id;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	if (k->code != K_MOUSE || (k->mouse_button != 4 && k->mouse_button != 5))
		return false;
	move(u, history_of(s), k->mouse_button == 4 ? -3 : 3);
	return true;
}

static void close_history(struct ui *u, struct screen *s)
{
	struct history *h = history_of(s);
	(void)u;
	free_rows(h);
	free(h->title);
	free(h);
}

static const struct action actions[] = {
    {"history.undo", "u ^Z", N_("Undo this"), N_("take back only this change"), 1, false, run_undo, can_undo},
    {"history.undo-to", "T", N_("Up to here"), N_("take back everything down to this line"), 3, false, run_undo_to,
        can_undo},
    {"history.open", "Enter F3", N_("Open"), N_("open the record"), 2, false, run_open, can_open},
    {"history.bin", "B", N_("Bin"), N_("the bin"), 4, false, run_bin, NULL},
    {"history.up", "Up k", NULL, N_("row above"), 0, false, run_up, NULL},
    {"history.down", "Down j", NULL, N_("row below"), 0, false, run_down, NULL},
    {"history.page-up", "PgUp", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"history.page-down", "PgDn", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {"history.first", "Home g", NULL, N_("first row"), 0, false, run_first, NULL},
    {0},
};

static const struct screen_class history_class = {
    .name = "history",
    .actions = actions,
    .draw = draw,
    .key = key,
    .title = title,
    .refresh = refresh,
    .close = close_history,
};

void history_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct history *h = mem_alloc(sizeof *h);
	struct buf b = BUF_INIT;
	h->s.c = &history_class;
	h->s.section = ui_top(u) ? ui_top(u)->section : SECTION_OTHER;
	h->kind = k;
	h->id = id;
	if (k) {
		app_title(u->app, k, id, &b);
		h->title = buf_take(&b);
	}
	ui_push(u, &h->s);
}
