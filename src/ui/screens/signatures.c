/* ui/screens/signatures.c - the rows of a paper sheet typed in, one line a signer. Known people complete themselves,
 * the same person on another sheet is caught, and every Enter is on disk before the next row is typed. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/petition.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/form.h"
#include "ui/screens/signatures.h"
#include "ui/ui_internal.h"

#define OFFERED 5

struct sheet {
	struct screen base;
	int64_t action, sheet;
	char *title;          /* "Petition > Sheet 16 · Rusu Ion" */
	struct record **rows; /* the signatures of this sheet by row; owned */
	size_t n;
	int row;   /* the one being typed, from 1 */
	int first; /* row drawn at the top */
	struct line name, address;
	bool in_address, touched; /* touched: something was typed in this row and not stored */
	bool given;               /* the address was completed and not looked at yet: typing begins it anew */
	int64_t person;           /* chosen from those offered; 0: as typed */
	struct drop drop;
	int64_t others; /* signatures of the other sheets that count; -1: not counted yet */
	char last[340];
};

enum { AS_TYPED = -1 };

/* ---- the rows */

static int by_row(const void *x, const void *y)
{
	const struct record *a = *(struct record *const *)x, *b = *(struct record *const *)y;
	return record_int(a, signature_row) < record_int(b, signature_row) ? -1 : 1;
}

static bool keep_row(void *ctx, const struct record *r)
{
	struct sheet *s = ctx;
	s->rows = mem_resize(s->rows, s->n + 1, sizeof *s->rows);
	s->rows[s->n++] = record_copy(r);
	return true;
}

static void forget_rows(struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		record_free(s->rows[i]);
	free(s->rows);
	s->rows = NULL;
	s->n = 0;
}

static void read_rows(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	struct query q;
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	forget_rows(s);
	query_init(&q, kind_get(KIND_signature));
	value_set_int(&v, s->sheet);
	query_filter_add(&q, signature_sheet, QUERY_IS, &v, NULL);
	value_clear(&v);
	if (!app_each(u->app, &q, 0, keep_row, s, &e))
		ui_error(u, &e);
	query_free(&q);
	if (s->n)
		qsort(s->rows, s->n, sizeof *s->rows, by_row);
}

static void read_again(struct ui *u, struct screen *screen)
{
	((struct sheet *)screen)->others = -1; /* what changed may be on another sheet */
	read_rows(u, screen);
}

static const struct record *row_at(const struct sheet *s, int row)
{
	for (size_t i = 0; i < s->n; i++)
		if (record_int(s->rows[i], signature_row) == row)
			return s->rows[i];
	return NULL;
}

static int last_row(const struct sheet *s)
{
	return s->n ? (int)record_int(s->rows[s->n - 1], signature_row) : 0;
}

static const char *text_of(const struct record *r, int field)
{
	const char *text = r ? record_text(r, field) : NULL;
	return text ? text : "";
}

/* The row's texts into the fields; an empty one begins a new row. */
static void go_to(struct sheet *s, int row)
{
	const struct record *r = row_at(s, row);
	s->row = row;
	s->in_address = s->touched = s->given = false;
	s->person = r ? record_int(r, signature_person) : 0;
	line_set(&s->name, text_of(r, signature_name));
	line_set(&s->address, text_of(r, signature_address));
	drop_close(&s->drop);
}

/* ---- who may be meant */

/* Enter takes the first that begins as typed; what only fits somewhere is shown, and Enter means the typed name. */
static void offer(void *ctx, int64_t person, const char *name, const char *address)
{
	struct sheet *s = ctx;
	struct buf typed = BUF_INIT, key = BUF_INIT;
	text_key(line_text(&s->name), &typed);
	text_key(name, &key);
	if (s->drop.selected < 0 && typed.len && strncmp(buf_str(&key), buf_str(&typed), typed.len) == 0)
		s->drop.selected = s->drop.n;
	drop_add(&s->drop, person, name, address);
	buf_free(&typed);
	buf_free(&key);
}

static void offer_for(struct ui *u, struct sheet *s)
{
	struct err e = ERR_INIT;
	char as_typed[160];
	const char *typed = line_text(&s->name);
	drop_close(&s->drop);
	s->person = 0;
	if (strlen(typed) < 2 || !app_signers(u->app, typed, OFFERED, offer, s, &e) || s->drop.n == 0)
		return;
	snprintf(as_typed, sizeof as_typed, _("+ As typed: „%s”"), typed);
	drop_add(&s->drop, AS_TYPED, as_typed, "");
	if (s->drop.selected < 0)
		s->drop.selected = s->drop.n - 1;
}

/* The offered signer into the fields; true: with an address, so that the row is whole. */
static bool take_offer(struct sheet *s)
{
	const struct drop *d = &s->drop;
	const int i = d->selected;
	if (d->n == 0 || i < 0 || d->id[i] == AS_TYPED)
		return false;
	s->person = d->id[i];
	line_set(&s->name, d->text[i]);
	if (d->more[i][0])
		line_set(&s->address, d->more[i]);
	return d->more[i][0] != '\0';
}

/* ---- a row is done */

static int64_t own_signatures(const struct sheet *s)
{
	int64_t n = 0;
	for (size_t i = 0; i < s->n; i++) {
		const char *checked = record_text(s->rows[i], signature_checked);
		n += !checked || strcmp(checked, "ok") == 0;
	}
	return n;
}

/* The other sheets are counted once: of a petition with a hundred thousand signatures that is felt at every row. */
static void say_count(struct ui *u, struct sheet *s)
{
	struct app_signatures n;
	struct err e = ERR_INIT;
	if (s->others < 0) {
		if (!app_petition_count(u->app, s->action, &n, &e))
			return;
		s->others = n.paper + n.online - own_signatures(s);
	}
	const int64_t all = s->others + own_signatures(s);
	snprintf(
	    s->last, sizeof s->last, tr_n("%lld signature", "%lld signatures", (unsigned long)all), (long long)all);
}

static void say_signed(struct ui *u, struct sheet *s, const struct app_signed *got)
{
	u->saved_at = clock_ms(app_clock(u->app));
	if (strcmp(got->checked, "double") == 0)
		ui_say(u, ROLE_WARNING, _("! %s signed already: %s. Not counted; ^O: another person"),
		    line_text(&s->name), got->double_of);
	say_count(u, s);
}

static bool store_row(struct ui *u, struct sheet *s, bool sure)
{
	struct app_signed got;
	struct err e = ERR_INIT;
	if (!app_sheet_sign(u->app, s->action, s->sheet, s->row, line_text(&s->name), line_text(&s->address), s->person,
	        sure, &got, &e)) {
		ui_error(u, &e);
		return false;
	}
	read_rows(u, &s->base);
	say_signed(u, s, &got);
	return true;
}

static void next_row(struct ui *u, struct sheet *s)
{
	if (store_row(u, s, false))
		go_to(s, s->row + 1);
}

static void act_enter(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	if (!line_text(&s->name)[0]) {
		ui_pop(u);
		return;
	}
	const bool whole = s->in_address || take_offer(s) || line_text(&s->address)[0];
	drop_close(&s->drop);
	if (whole)
		next_row(u, s);
	else
		s->in_address = true;
}

static void act_tab(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	(void)u;
	s->given = !s->in_address && take_offer(s);
	drop_close(&s->drop);
	s->in_address = !s->in_address;
}

/* ---- what else is done with a row */

/* The row at hand when it is stored, else the one above it. */
static const struct record *this_row(const struct sheet *s)
{
	const struct record *r = row_at(s, s->row);
	return r ? r : row_at(s, s->row - 1);
}

static void refused(struct ui *u, void *ctx, const char *reason)
{
	struct sheet *s = ctx;
	struct err e = ERR_INIT;
	const struct record *r = reason ? this_row(s) : NULL;
	if (!r)
		return;
	if (!app_sheet_refuse(u->app, r->id, reason, &e)) {
		ui_error(u, &e);
		return;
	}
	read_rows(u, &s->base);
	ui_saved(u, _("Refused: %s"), reason);
}

static void act_refuse(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	prompt_open(
	    u, _("Why does it not count?"), "", _("For example: no address, not readable, no signature"), refused, s);
}

static void act_sure(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	const int at = s->row;
	const struct record *r = this_row(s);
	if (!r)
		return;
	go_to(s, (int)record_int(r, signature_row));
	if (store_row(u, s, true))
		ui_saved(u, _("Counted: another person of that name"));
	go_to(s, at);
}

static void act_undo(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	struct app_undone undone;
	struct err e = ERR_INIT;
	if (!app_undo(u->app, &undone, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_saved(u, "%s", undone.text);
	read_rows(u, screen);
	go_to(s, last_row(s) + 1);
}

static void header_saved(struct ui *u, void *ctx, const struct kind *k, int64_t id);

static void act_header(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	form_open(u, kind_get(KIND_sheet), s->sheet, NULL, header_saved, s);
}

/* Esc closes what is offered, then takes back a row half typed, then leaves: only Enter makes a signature. */
static void act_back(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	if (s->drop.n)
		drop_close(&s->drop);
	else if (s->touched)
		go_to(s, s->row);
	else
		ui_pop(u);
}

static bool can_row(struct ui *u, struct screen *screen, const char **why)
{
	(void)u;
	*why = _("There is no row yet.");
	return this_row((struct sheet *)screen) != NULL;
}

static const struct action actions[] = {
    {"sheet.next", "Enter", N_("Next row"), N_("save the row and go on; on an empty row: done"), 1, true, act_enter,
        NULL},
    {"sheet.field", "Tab S-Tab", N_("Address"), N_("from the name to the address and back"), 2, true, act_tab, NULL},
    {"sheet.refuse", "^X", N_("Refuse row"), N_("the row does not count; why"), 3, true, act_refuse, can_row},
    {"sheet.sure", "^O", N_("Another person"), N_("not the same as on the other sheet: counted"), 4, true, act_sure,
        can_row},
    {"sheet.undo", "^Z", N_("Undo"), N_("undo the last row"), 3, true, act_undo, NULL},
    {"sheet.back", "Esc", N_("Back"), N_("leave the row as it was; then back"), 6, true, act_back, NULL},
    {"sheet.header", "F4 ^E", N_("Sheet"), N_("number, who collected it, the day"), 5, true, act_header, NULL},
    {.name = NULL},
};

/* ---- keys that type or move */

static bool move_in_drop(struct sheet *s, int by)
{
	struct drop *d = &s->drop;
	if (d->n == 0)
		return false;
	d->selected = (d->selected + by + d->n) % d->n;
	return true;
}

static bool move_row(struct sheet *s, int by)
{
	const int to = s->row + by;
	if (to >= 1 && to <= last_row(s) + 1)
		go_to(s, to);
	return true;
}

static bool sheet_key(struct ui *u, struct screen *screen, const struct key *k)
{
	struct sheet *s = (struct sheet *)screen;
	if (k->code == KEY_UP)
		return move_in_drop(s, -1) || move_row(s, -1);
	if (k->code == KEY_DOWN)
		return move_in_drop(s, 1) || move_row(s, 1);
	struct line *l = s->in_address ? &s->address : &s->name;
	l->changed = false;
	if (s->in_address && s->given && k->code == 0)
		line_set(l, "");
	s->given = false;
	if (!line_key(l, k))
		return false;
	s->touched = s->touched || l->changed;
	if (l->changed && !s->in_address)
		offer_for(u, s);
	return true;
}

static bool sheet_typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

/* ---- drawing */

struct columns {
	int name, name_width, address, address_width, check, check_width;
};

static struct columns columns_now(void)
{
	struct columns c = {.name = 5};
	const int w = term_cols();
	c.check_width = w < 80 ? 13 : 20;
	c.name_width = (w - 8 - c.check_width) * 2 / 5;
	c.address = c.name + c.name_width + 1;
	c.check = w - c.check_width - 1;
	c.address_width = c.check - c.address - 1;
	return c;
}

static void check_text(const struct sheet *s, const struct record *r, struct buf *out)
{
	const char *checked = text_of(r, signature_checked), *why = text_of(r, signature_reason);
	(void)s;
	if (strcmp(checked, "ok") == 0)
		buf_text(out, record_has(r, signature_person) ? _("ok · known") : _("ok"));
	else if (strcmp(checked, "double") == 0)
		buf_print(out, "! %s", why);
	else if (strcmp(checked, "refused") == 0)
		buf_print(out, _("refused: %s"), why);
}

static void draw_stored(const struct sheet *s, const struct columns *c, int y, int row)
{
	const struct record *r = row_at(s, row);
	struct buf check = BUF_INIT;
	char number[12];
	snprintf(number, sizeof number, "%d", row);
	term_put_right(y, 1, 3, ROLE_MUTED, number);
	if (!r)
		return;
	check_text(s, r, &check);
	term_put(y, c->name, c->name_width, ROLE_NORMAL, text_of(r, signature_name));
	term_put(y, c->address, c->address_width, ROLE_NORMAL, text_of(r, signature_address));
	term_put(y, c->check, c->check_width, *buf_str(&check) == '!' ? ROLE_WARNING : ROLE_NORMAL, buf_str(&check));
	buf_free(&check);
}

static void draw_typed(struct sheet *s, const struct columns *c, int y, int *crow, int *ccol)
{
	char number[12];
	int row, col;
	snprintf(number, sizeof number, "%d", s->row);
	term_put(y, 0, 1, ROLE_SELECTED, ">");
	term_put_right(y, 1, 3, ROLE_NORMAL, number);
	line_draw(&s->name, y, c->name, 1, c->name_width, !s->in_address, &row, &col);
	*crow = row;
	*ccol = col;
	line_draw(&s->address, y, c->address, 1, c->address_width, s->in_address, &row, &col);
	if (s->in_address) {
		*crow = row;
		*ccol = col;
	}
}

static void draw_head(const struct columns *c, int y)
{
	term_put_right(y, 1, 3, ROLE_TITLE, _("No."));
	term_put(y, c->name, c->name_width, ROLE_TITLE, _("Surname, name"));
	term_put(y, c->address, c->address_width, ROLE_TITLE, _("Address"));
	term_put(y, c->check, c->check_width, ROLE_TITLE, _("Checked"));
}

static void sheet_draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct sheet *s = (struct sheet *)screen;
	const struct columns c = columns_now();
	const int rows = height - 4;
	int crow = top, ccol = 0;
	(void)u;
	if (s->row < s->first)
		s->first = s->row;
	if (s->row >= s->first + rows)
		s->first = s->row - rows + 1;
	draw_head(&c, top);
	for (int i = 0; i < rows && s->first + i <= last_row(s) + 1; i++)
		if (s->first + i == s->row)
			draw_typed(s, &c, top + 1 + i, &crow, &ccol);
		else
			draw_stored(s, &c, top + 1 + i, s->first + i);
	if (s->row > last_row(s) + 1 || (s->row == last_row(s) + 1 && s->row >= s->first + rows))
		draw_typed(s, &c, top + rows, &crow, &ccol);
	int col = 1 + term_put(top + height - 2, 1, 0, ROLE_MUTED, _("Empty row + Enter: done."));
	if (term_cols() >= 100)
		term_put(top + height - 2, col + 1, 0, ROLE_MUTED,
		    _("The signature stays on the paper; here is noted that it exists."));
	term_put(top + height - 1, 1, term_cols() - 2, ROLE_NORMAL, s->last);
	if (!s->in_address)
		drop_draw(&s->drop, crow + 1, c.name, top + height);
	term_cursor(crow, ccol, true);
}

static void sheet_title(struct ui *u, struct screen *screen, struct buf *left, struct buf *right)
{
	struct sheet *s = (struct sheet *)screen;
	(void)u;
	buf_text(left, s->title);
	buf_print(right, tr_n("%zu row", "%zu rows", (unsigned long)s->n), s->n);
}

static void sheet_close(struct ui *u, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	(void)u;
	forget_rows(s);
	line_free(&s->name);
	line_free(&s->address);
	free(s->title);
	free(s);
}

const struct screen_class screen_sheet = {
    .name = "signatures",
    .actions = actions,
    .draw = sheet_draw,
    .key = sheet_key,
    .typing = sheet_typing,
    .title = sheet_title,
    .refresh = read_again,
    .close = sheet_close,
};

/* ---- opening */

static char *sheet_name(struct ui *u, int64_t sheet, int64_t action)
{
	struct record *r = NULL;
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	if (!app_get(u->app, kind_get(KIND_sheet), sheet, &r, &e))
		return mem_copy_text("");
	app_title(u->app, kind_get(KIND_action), action, &b);
	buf_print(&b, " · ");
	buf_print(&b, _("sheet %lld"), (long long)record_int(r, sheet_number));
	if (record_has(r, sheet_collected_by)) {
		buf_text(&b, " · ");
		app_title(u->app, kind_get(KIND_person), record_int(r, sheet_collected_by), &b);
	}
	record_free(r);
	return buf_take(&b);
}

static void header_saved(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	struct sheet *s = ctx;
	(void)k;
	free(s->title);
	s->title = sheet_name(u, id, s->action);
}

void sheet_open(struct ui *u, int64_t action, int64_t sheet)
{
	struct sheet *s = mem_alloc(sizeof *s);
	s->base.c = &screen_sheet;
	s->base.section = SECTION_ACTIONS;
	s->action = action;
	s->sheet = sheet;
	s->first = 1;
	s->title = sheet_name(u, sheet, action);
	line_init(&s->name, false, "");
	line_init(&s->address, false, "");
	s->others = -1;
	read_rows(u, &s->base);
	go_to(s, last_row(s) + 1);
	ui_push(u, &s->base);
}
