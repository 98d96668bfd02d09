/* ui/screens/history_draw.c - the history painted: its rows, and the selected change field by field. */
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "ui/screens/history.h"

void history_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct history *h = (struct history *)s;
	(void)u;
	buf_text(left, _("History"));
	if (h->title)
		buf_print(left, " · %s", h->title);
	buf_text(right, h->only_who ? h->only_who : h->only_kind ? tr(h->only_kind->plural) : _("everything"));
	buf_text(right, " (f)");
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

static int who_width(void)
{
	return term_cols() < 80 ? 0 : term_cols() < 120 ? 14 : 24;
}

static void draw_row(struct ui *u, struct history *h, size_t i, int row)
{
	const struct change *c = &h->rows[i];
	bool selected = i == h->at;
	int cols = term_cols(), who = who_width();
	enum role role = selected ? ROLE_SELECTED : c->undone ? ROLE_MUTED : ROLE_NORMAL;
	struct buf b = BUF_INIT;
	if (selected)
		term_fill(row, 0, cols, role, ' ');
	term_put(row, 0, 1, role, selected ? ">" : " ");
	when_text(u, c->at_ms, &b);
	term_put(row, 2, 14, role, buf_str(&b));
	if (who)
		term_put(row, 17, who - 1, role, c->who);
	buf_clear(&b);
	buf_print(&b, "%s%s", c->undone ? _("(undone) ") : "", c->text);
	term_put(row, 17 + who, cols - 18 - who, role, buf_str(&b));
	buf_free(&b);
}

static void draw_head(int row)
{
	int who = who_width();
	term_put(row, 2, 14, ROLE_MUTED, tr_ctx("column", NC_("column", "When")));
	if (who)
		term_put(row, 17, who - 1, ROLE_MUTED, tr_ctx("column", NC_("column", "Who")));
	term_put(row, 17 + who, 30, ROLE_MUTED, tr_ctx("column", NC_("column", "What changed")));
}

static void draw_fields(const struct detail *d, int row, int end)
{
	int cols = term_cols(), label = cols < 80 ? 18 : 24;
	const char *title = NULL;
	for (size_t i = 0; i < d->n && row < end; i++) {
		const struct changed_field *f = &d->fields[i];
		struct buf b = BUF_INIT;
		if (!title || strcmp(title, f->title) != 0) {
			if (!title)
				term_put_right(row, cols - 19, 18, ROLE_MUTED, _("before > now"));
			term_put(row++, 1, cols - 21, ROLE_TITLE, f->title);
			title = f->title;
		}
		buf_print(&b, "%s > %s", f->before, f->now);
		if (row < end) {
			term_put(row, 2, label - 3, ROLE_MUTED, f->label);
			term_put(row++, label, cols - label - 1, ROLE_NORMAL, buf_str(&b));
		}
		buf_free(&b);
	}
}

/* What u and T would do here. */
static void draw_means(const struct history *h, int row)
{
	const struct detail *d = &h->detail;
	struct buf b = BUF_INIT;
	if (d->later > 0)
		buf_print(&b,
		    tr_n("u takes back only this; %zu later change of the same fields stays",
		        "u takes back only this; %zu later changes of the same fields stay", d->later),
		    d->later);
	else
		buf_text(&b, _("u takes back only this; no later change depends on it"));
	term_put(row, 1, term_cols() - 2, d->later ? ROLE_WARNING : ROLE_MUTED, buf_str(&b));
	buf_clear(&b);
	if (h->kind) { /* of one record: what else happened meanwhile is not seen */
		buf_free(&b);
		return;
	}
	buf_print(&b,
	    tr_n("T takes back everything down to here: %zu change",
	        "T takes back everything down to here: %zu changes", d->to_here),
	    d->to_here);
	term_put(row + 1, 1, term_cols() - 2, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

static void draw_detail(struct ui *u, struct history *h, int row, int height)
{
	const struct change *c = &h->rows[h->at];
	struct buf b = BUF_INIT;
	term_rule(row, 0, term_cols());
	buf_char(&b, ' ');
	when_text(u, c->at_ms, &b);
	buf_print(&b, "%s%s ", c->who[0] ? " · " : "", c->who);
	term_put(row, 1, 0, ROLE_TITLE, buf_str(&b));
	buf_free(&b);
	if (h->detail.number != c->number)
		return;
	draw_fields(&h->detail, row + 1, row + height - 2);
	draw_means(h, row + height - 2);
}

static int draw_search(struct history *h, int top)
{
	int row, col, width = term_cols() < 80 ? 30 : 40;
	if (!h->searching && h->search.text.len == 0)
		return 0;
	int label = term_put(top, 1, 0, ROLE_NORMAL, _("Search:"));
	term_put(top, label + 2, 1, ROLE_NORMAL, "[");
	line_draw(&h->search, top, label + 4, 1, width, h->searching, &row, &col);
	term_put(top, label + width + 5, 1, ROLE_NORMAL, "]");
	if (h->searching)
		term_cursor(row, col, true);
	return 1;
}

void history_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct history *h = (struct history *)s;
	int detail = height >= 14 ? DETAIL : 0, search;
	term_cursor(top + 1, 0, false);
	search = draw_search(h, top);
	int rows = height - detail - 1 - search, first = top + search + 1;
	h->height = rows;
	h->first_row = first;
	draw_head(first - 1);
	if (h->at < h->top)
		h->top = h->at;
	if (h->at >= h->top + (size_t)rows)
		h->top = h->at - (size_t)rows + 1;
	for (int i = 0; i < rows && h->top + (size_t)i < h->n; i++)
		draw_row(u, h, h->top + (size_t)i, first + i);
	if (h->n == 0)
		term_put(first + 1, 3, term_cols() - 4, ROLE_NORMAL,
		    h->search.text.len || h->only_who || h->only_kind ? _("Nothing fits.")
		                                                      : _("Nothing was changed yet."));
	if (detail && h->at < h->n)
		draw_detail(u, h, top + height - detail, detail);
	if (!h->searching)
		term_cursor(first + (int)(h->at - h->top), 0, false);
}
