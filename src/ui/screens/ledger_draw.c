/* ui/screens/ledger_draw.c - painting an action's ledger: the sums against the aim, then a line an entry with the
 * balance after it, and who confirmed the selected one. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "model/money.h"
#include "ui/preview.h"
#include "ui/screens/ledger.h"

enum { LABEL = 12, AMOUNT = 16, BAR = 30, DATE = 8, MONEY = 13, CHECKED = 4, PARTY = 20, WIDE = 80 };

static void sum_text(int64_t bani, const char *currency, struct buf *out)
{
	money_text(bani, lang_now(), currency, out);
}

/* "Collected   14.250,00 lei   ██████░░░░ 71%" */
static void draw_sum(int row, const char *label, int64_t bani, const char *currency, int64_t aim)
{
	struct buf b = BUF_INIT;
	sum_text(bani, currency, &b);
	preview_label(row, 1, LABEL, label);
	term_put_right(row, LABEL + 2, AMOUNT, ROLE_NORMAL, buf_str(&b));
	if (aim > 0 && term_cols() >= LABEL + AMOUNT + BAR + 10) {
		term_bar(row, LABEL + AMOUNT + 4, BAR, bani < aim ? bani : aim, aim);
		buf_clear(&b);
		buf_print(&b, "%lld%%", (long long)(bani * 100 / aim));
		term_put(row, LABEL + AMOUNT + BAR + 5, 0, ROLE_NORMAL, buf_str(&b));
	}
	buf_free(&b);
}

static int draw_aim(struct ui *u, const struct ledger *l, int row)
{
	const int64_t aim = l->about ? record_int(l->about, action_sum) : 0;
	struct buf b = BUF_INIT;
	if (!aim)
		return row;
	draw_sum(row, _("Aim"), aim, "MDL", 0);
	if (record_has(l->about, action_ends_on)) {
		const date_t end = record_date(l->about, action_ends_on);
		buf_print(&b, "%s ", _("until"));
		date_text(end, lang_now(), DATE_SHORT, &b);
		buf_text(&b, " · ");
		date_distance(end, app_types(u->app)->today, lang_now(), &b);
		term_put(row, LABEL + AMOUNT + 4, term_cols() - LABEL - AMOUNT - 5, ROLE_MUTED, buf_str(&b));
	}
	buf_free(&b);
	return row + 1;
}

/* What is not money in hand: promised, given as things. */
static void draw_more(const struct app_ledger_sum *s, int row)
{
	struct buf b = BUF_INIT;
	if (s->pledged) {
		buf_print(&b, "%s ", _("pledged"));
		sum_text(s->pledged, s->currency, &b);
	}
	if (s->in_kind) {
		buf_print(&b, "%s%s ", b.len ? " · " : "", _("in kind"));
		sum_text(s->in_kind, s->currency, &b);
	}
	term_put(row, LABEL + AMOUNT + 4, term_cols() - LABEL - AMOUNT - 5, ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

static int draw_currency(const struct ledger *l, size_t i, int row)
{
	const struct app_ledger_sum *s = &l->sums[i];
	const int64_t aim =
	    i == 0 && l->about && strcmp(s->currency, "MDL") == 0 ? record_int(l->about, action_sum) : 0;
	if (l->nsums > 1 && i > 0) { /* further currencies take a line each */
		struct buf b = BUF_INIT;
		buf_print(&b, "+");
		sum_text(s->income, NULL, &b);
		buf_print(&b, "  −");
		sum_text(s->costs, NULL, &b);
		draw_sum(row, s->currency, s->balance, s->currency, 0);
		term_put(row, LABEL + AMOUNT + 4, term_cols() - LABEL - AMOUNT - 5, ROLE_MUTED, buf_str(&b));
		buf_free(&b);
		return row + 1;
	}
	draw_sum(row, _("Collected"), s->income, s->currency, aim);
	draw_sum(row + 1, _("Spent"), s->costs, s->currency, s->income > s->costs ? s->income : s->costs);
	draw_sum(row + 2, _("In hand"), s->balance, s->currency, 0);
	draw_more(s, row + 2);
	return row + 3;
}

static int draw_sums(struct ui *u, const struct ledger *l, int row, int end)
{
	row = draw_aim(u, l, row);
	for (size_t i = 0; i < l->nsums && row + 3 < end; i++)
		row = draw_currency(l, i, row);
	return row;
}

/* ---- the entries */

struct widths {
	int what, party;
};

static struct widths widths(void)
{
	const int left = term_cols() - 2 - DATE - 1 - 2 * (MONEY + 1) - CHECKED - 1;
	const int party = term_cols() >= WIDE ? (left > 2 * PARTY ? PARTY : left / 3) : 0;
	return (struct widths){left - party - (party ? 1 : 0), party};
}

static void draw_cells(int row, enum role role, const char *const cells[6])
{
	const struct widths w = widths();
	int col = 2;
	term_put(row, col, DATE, role, cells[0]);
	col += DATE + 1;
	term_put(row, col, w.what, role, cells[1]);
	col += w.what + 1;
	if (w.party) {
		term_put(row, col, w.party, role, cells[2]);
		col += w.party + 1;
	}
	term_put_right(row, col, MONEY, role, cells[3]);
	term_put_right(row, col + MONEY + 1, MONEY, role, cells[4]);
	term_put_right(row, col + 2 * (MONEY + 1), CHECKED, role, cells[5]);
}

/* "+500,00", "(2.000,00)" for what is only promised or a thing. */
static void amount_text(const struct ledger_row *r, struct buf *out)
{
	const int64_t bani = record_int(r->record, ledger_amount);
	const char *unit = strcmp(r->line.currency, "MDL") == 0 ? NULL : r->line.currency;
	buf_text(out, !r->line.cash ? "(" : r->line.amount < 0 ? "-" : "+");
	money_text(bani, lang_now(), unit, out);
	buf_text(out, r->line.cash ? "" : ")");
}

static void draw_row(struct ui *u, const struct ledger *l, size_t i, int row)
{
	const struct ledger_row *r = &l->rows[i];
	const bool selected = i == l->at;
	struct buf b[5] = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
	const enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
	if (record_has(r->record, ledger_on))
		date_text(record_date(r->record, ledger_on), lang_now(), DATE_DAY, &b[0]);
	record_format(r->record, ledger_what, app_types(u->app), FOR_SCREEN, &b[1]);
	if (record_has(r->record, ledger_document)) {
		buf_text(&b[1], ", ");
		record_format(r->record, ledger_document, app_types(u->app), FOR_SCREEN, &b[1]);
	}
	record_format(r->record, ledger_party, app_types(u->app), FOR_SCREEN, &b[2]);
	amount_text(r, &b[3]);
	money_text(r->line.balance, lang_now(), strcmp(r->line.currency, "MDL") == 0 ? NULL : r->line.currency, &b[4]);
	static const char *const confirmed[] = {"0/2", "1/2", "2/2"};
	const char *cells[] = {buf_str(&b[0]), buf_str(&b[1]), buf_str(&b[2]), buf_str(&b[3]), buf_str(&b[4]),
	    r->line.cash ? confirmed[r->line.confirmed] : ""};
	if (selected)
		term_fill(row, 0, term_cols(), role, ' ');
	term_put(row, 0, 1, selected ? role : ROLE_WARNING,
	    selected                          ? ">"
	    : r->line.cash && !r->line.proved ? "!"
	                                      : " ");
	draw_cells(row, role, cells);
	for (size_t k = 0; k < 5; k++)
		buf_free(&b[k]);
}

/* ---- who confirmed, what lacks a proof */

static void add_person(struct ui *u, const struct record *r, int who, int on, struct buf *out)
{
	if (!record_has(r, who))
		return;
	buf_text(out, out->len ? " · " : "");
	app_title(u->app, kind_get(KIND_person), record_int(r, who), out);
	if (record_has(r, on)) {
		buf_text(out, " ");
		date_text(record_date(r, on), lang_now(), DATE_DAY, out);
	}
}

static void draw_selected(struct ui *u, const struct ledger *l, int row)
{
	const struct ledger_row *r = l->at < l->n ? &l->rows[l->at] : NULL;
	struct buf people = BUF_INIT, b = BUF_INIT;
	if (!r)
		return;
	add_person(u, r->record, ledger_confirmed_by, ledger_confirmed_on, &people);
	add_person(u, r->record, ledger_second_by, ledger_second_on, &people);
	if (!r->line.cash)
		record_format(r->record, ledger_kind, app_types(u->app), FOR_SCREEN, &b);
	else
		buf_print(&b, "%s: %s", _("Confirmed by"), people.len ? buf_str(&people) : _("nobody yet"));
	if (record_has(r->record, ledger_noted_by)) {
		buf_print(&b, " · %s ", _("noted by"));
		app_title(u->app, kind_get(KIND_person), record_int(r->record, ledger_noted_by), &b);
	}
	term_put(row, 1, term_cols() - 2, ROLE_NORMAL, buf_str(&b));
	buf_free(&people);
	buf_free(&b);
}

static void draw_lacking(const struct ledger *l, int row)
{
	size_t unconfirmed = 0, unproved = 0;
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < l->nsums; i++) {
		unconfirmed += l->sums[i].unconfirmed;
		unproved += l->sums[i].unproved;
	}
	if (unconfirmed)
		buf_print(&b,
		    tr_n("%zu entry waits for two people (V)", "%zu entries wait for two people (V)", unconfirmed),
		    unconfirmed);
	else if (l->n)
		buf_text(&b, _("All cash is confirmed by two people."));
	if (unproved) {
		buf_text(&b, " · ");
		buf_print(&b, tr_n("%zu without a document", "%zu without a document", unproved), unproved);
	}
	term_put(row, 1, term_cols() - 2, unproved || unconfirmed ? ROLE_WARNING : ROLE_MUTED, buf_str(&b));
	buf_free(&b);
}

static void draw_empty(int row)
{
	term_put(row, 2, term_cols() - 3, ROLE_NORMAL, tr(kind_get(KIND_ledger)->empty));
	struct buf b = BUF_INIT;
	buf_print(&b, "n  %s", tr(kind_get(KIND_ledger)->create));
	term_put(row + 1, 2, term_cols() - 3, ROLE_KEY, buf_str(&b));
	buf_free(&b);
}

void ledger_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct ledger *l = (struct ledger *)s;
	const int end = top + height;
	int row = draw_sums(u, l, top, end - 5);
	const char *heads[] = {_("Date"), _("What"), _("From / to"), _("Amount"), _("Balance"), "2/2"};
	term_rule(row++, 0, term_cols());
	draw_cells(row++, ROLE_MUTED, heads);
	l->row = row;
	l->height = end - 2 - row > 1 ? end - 2 - row : 1;
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + (size_t)l->height)
		l->top = l->at - (size_t)l->height + 1;
	for (int i = 0; i < l->height && l->top + (size_t)i < l->n; i++)
		draw_row(u, l, l->top + (size_t)i, row + i);
	if (l->n == 0)
		draw_empty(row);
	draw_selected(u, l, end - 2);
	draw_lacking(l, end - 1);
	term_cursor(row + (int)(l->at - l->top), 0, false);
}
