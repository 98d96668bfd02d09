/* ui/widget_ref.c - a reference, or several: any part of the name finds the record, the last row of the list makes a
 * new one with just that name. */
#include <curses.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/names.h"
#include "ui/widget.h"

enum { CREATE = -1 };

/* ---- what stands in the field */

static void ref_start(struct slot *s, const struct value *v, const struct type_ctx *ctx)
{
	(void)ctx;
	value_copy(&s->value, v);
	line_free(&s->line);
	line_init(&s->line, false, "");
}

/* Words typed but nothing chosen: the one record they name is taken, otherwise it is said. */
static bool ref_take(struct form *f, struct slot *s, struct value *out, struct err *e)
{
	if (line_text(&s->line)[0] == '\0') {
		value_copy(out, &s->value);
		return true;
	}
	return s->row->type->parse(s->row, line_text(&s->line), form_types(f), out, e);
}

struct adding {
	struct buf text;
	int64_t without; /* left out */
};

static bool add_id(void *ctx, int64_t id)
{
	struct adding *a = ctx;
	if (id != a->without)
		buf_print(&a->text, "%s%" PRId64, a->text.len ? "," : "", id);
	return true;
}

static void refs_change(struct slot *s, int64_t add, int64_t without)
{
	struct adding a = {BUF_INIT, add ? add : without};
	if (s->value.tag == VALUE_TEXT)
		refs_each(s->value.text, add_id, &a);
	a.without = 0;
	if (add)
		add_id(&a, add);
	value_set_text(&s->value, buf_str(&a.text));
	buf_free(&a.text);
}

static bool is_many(const struct slot *s)
{
	return s->row->type->tag == VALUE_TEXT;
}

static void put_id(struct slot *s, int64_t id)
{
	if (is_many(s))
		refs_change(s, id, 0);
	else
		value_set_int(&s->value, id);
	line_set(&s->line, "");
}

/* Those chosen, and the one that the words being typed name; the slot stays as it is: the words may go on. */
static bool refs_take(struct form *f, struct slot *s, struct value *out, struct err *e)
{
	const char *typed = line_text(&s->line);
	const struct type_ctx *ctx = form_types(f);
	struct slot with = {.row = s->row, .value = VALUE_INIT};
	int64_t id;
	if (typed[0] && !ctx->ref_find(ctx->ctx, field_target(s->row), typed, &id, e))
		return false;
	value_copy(&with.value, &s->value);
	if (typed[0])
		refs_change(&with, id, 0);
	value_copy(out, &with.value);
	value_clear(&with.value);
	return true;
}

/* ---- drawing */

struct drawing {
	struct form *f;
	struct slot *s;
	int row, col, end;
};

static bool draw_one(void *ctx, int64_t id)
{
	struct drawing *d = ctx;
	struct buf t = BUF_INIT;
	if (is_many(d->s))
		buf_text(&t, "[");
	app_title(d->f->app, field_target(d->s->row), id, &t);
	if (is_many(d->s))
		buf_text(&t, "]");
	int room = d->end - d->col;
	int w = text_width(buf_str(&t));
	if (room > 2)
		d->col += term_put(d->row, d->col, w < room ? w : room, ROLE_NORMAL, buf_str(&t)) + 1;
	buf_free(&t);
	return true;
}

static void ref_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol)
{
	struct drawing d = {f, s, row, col + 2, col + width - 5};
	bool typing = line_text(&s->line)[0] != '\0';
	widget_brackets(row, col, width - 2, focus);
	term_put(row, col + width - 1, 1, ROLE_MUTED, term_ascii() ? "v" : "▼");
	if (is_many(s) && s->value.tag == VALUE_TEXT)
		refs_each(s->value.text, draw_one, &d);
	else if (!is_many(s) && s->value.tag == VALUE_INT && !typing)
		draw_one(&d, s->value.num);
	int room = d.end - d.col > 3 ? d.end - d.col : 3;
	if (typing || focus)
		line_draw(&s->line, row, d.col, 1, room, focus, crow, ccol);
}

/* ---- searching */

/* What tells two people of one name apart: the next fields that lists show. */
static void more_about(struct ui *u, const struct record *r, struct buf *out)
{
	int shown = 0;
	for (int i = 1; i < r->kind->nfields && shown < 2; i++) {
		const struct field *row = &r->kind->fields[i];
		if (!(row->in & IN_LIST) || i == r->kind->title[0] || i == r->kind->title[1] ||
		    r->values[i].tag == VALUE_NULL)
			continue;
		buf_text(out, out->len ? "  " : "");
		record_format(r, i, app_types(u->app), FOR_SCREEN, out);
		shown++;
	}
}

static void offer_record(struct ui *u, struct drop *d, const struct record *r)
{
	struct buf title = BUF_INIT, more = BUF_INIT;
	record_title(r, app_types(u->app), &title);
	more_about(u, r, &more);
	drop_add(d, r->id, buf_str(&title), buf_str(&more));
	buf_free(&title);
	buf_free(&more);
}

static void offer_found(struct ui *u, struct drop *d, const struct kind *k, const char *typed)
{
	struct err e = ERR_INIT;
	struct app_hit hits[DROP_MAX - 1];
	size_t n = 0;
	if (!app_find(u->app, typed, k, hits, DROP_MAX - 1, &n, &e))
		return;
	for (size_t i = 0; i < n; i++) {
		struct record *r = NULL;
		if (app_get(u->app, k, hits[i].id, &r, &e))
			offer_record(u, d, r);
		record_free(r);
	}
}

static void offer_first(struct ui *u, struct drop *d, const struct kind *k)
{
	struct err e = ERR_INIT;
	struct record *rows[DROP_MAX];
	struct query q;
	size_t n = 0;
	query_init(&q, k);
	if (app_page(u->app, &q, NULL, false, DROP_MAX, rows, &n, &e))
		for (size_t i = 0; i < n; i++) {
			offer_record(u, d, rows[i]);
			record_free(rows[i]);
		}
	query_free(&q);
}

static void ref_offer(struct ui *u, struct form *f, struct slot *s)
{
	const struct kind *k = field_target(s->row);
	const char *typed = line_text(&s->line);
	struct buf create = BUF_INIT;
	drop_close(&f->drop);
	if (typed[0] == '\0')
		return;
	offer_found(u, &f->drop, k, typed);
	buf_print(&create, "+ %s: „%s”", _(k->create), typed);
	drop_add(&f->drop, CREATE, buf_str(&create), "");
	f->drop.selected = 0;
	buf_free(&create);
}

static void ref_list(struct ui *u, struct form *f, struct slot *s)
{
	if (line_text(&s->line)[0]) {
		ref_offer(u, f, s);
	} else {
		drop_close(&f->drop);
		offer_first(u, &f->drop, field_target(s->row));
		f->drop.selected = f->drop.n ? 0 : -1;
	}
	if (f->drop.n == 0)
		form_move(u, f, 1);
}

/* ---- choosing and making */

static bool make_new(struct ui *u, struct slot *s)
{
	const struct kind *k = field_target(s->row);
	struct record *r = record_new_initial(k, app_types(u->app));
	struct err e = ERR_INIT;
	record_name(r, line_text(&s->line));
	bool ok = app_save(u->app, r, NULL, NULL, &e);
	if (ok) {
		ui_saved(u, _("%s: only the name for now; the rest can follow"), _(k->create));
		put_id(s, r->id);
	} else {
		ui_error(u, &e);
	}
	record_free(r);
	return ok;
}

static bool ref_choose(struct ui *u, struct form *f, struct slot *s, int chosen)
{
	int64_t id = f->drop.id[chosen];
	if (id == CREATE)
		return make_new(u, s);
	put_id(s, id);
	return true;
}

static bool last_id(void *ctx, int64_t id)
{
	*(int64_t *)ctx = id;
	return true;
}

/* Backspace in an empty field takes the reference (the last of several) away. */
static bool take_away(struct slot *s)
{
	int64_t last = 0;
	if (line_text(&s->line)[0] || s->value.tag == VALUE_NULL)
		return false;
	if (is_many(s)) {
		refs_each(s->value.text, last_id, &last);
		refs_change(s, 0, last);
	} else {
		value_clear(&s->value);
	}
	return true;
}

static bool ref_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	int chosen = drop_choose(&f->drop, k);
	if (chosen >= 0)
		return ref_choose(u, f, s, chosen);
	if (chosen == -1)
		return true;
	if (k->code == K_BACKSPACE && take_away(s))
		return true;
	return line_key(&s->line, k);
}

const struct widget_class widget_ref = {
    .quiet = true,
    .settles = true,
    .leaves = true,
    .start = ref_start,
    .take = ref_take,
    .rows = one_row,
    .draw = ref_draw,
    .key = ref_key,
    .list = ref_list,
    .offer = ref_offer,
};

const struct widget_class widget_refs = {
    .quiet = true,
    .settles = true,
    .start = ref_start,
    .take = refs_take,
    .rows = one_row,
    .draw = ref_draw,
    .key = ref_key,
    .list = ref_list,
    .offer = ref_offer,
};
