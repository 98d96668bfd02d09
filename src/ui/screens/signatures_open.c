/* ui/screens/signatures_open.c - which sheet is typed in: one of the petition's, or a new one. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/items.h"
#include "ui/screens/signatures.h"
#include "ui/ui_internal.h"

static void sheet_made(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	struct record *r = NULL;
	struct err e = ERR_INIT;
	(void)ctx;
	if (app_get(u->app, k, id, &r, &e))
		sheet_open(u, record_int(r, sheet_action), id);
	record_free(r);
}

static void make_sheet(struct ui *u, int64_t action, int64_t number)
{
	struct record *r = record_new_initial(kind_get(KIND_sheet), app_types(u->app));
	record_set_int(r, sheet_action, action);
	record_set_int(r, sheet_number, number);
	form_open(u, kind_get(KIND_sheet), 0, r, sheet_made, NULL);
}

struct choosing {
	int64_t action, most;
	struct items items;
	struct ui *u;
};

static bool add_sheet(void *ctx, const struct record *r)
{
	struct choosing *c = ctx;
	struct buf text = BUF_INIT, who = BUF_INIT;
	const int64_t number = record_int(r, sheet_number);
	buf_print(&text, _("sheet %lld"), (long long)number);
	if (record_has(r, sheet_collected_by))
		app_title(c->u->app, kind_get(KIND_person), record_int(r, sheet_collected_by), &who);
	items_add(&c->items, buf_str(&text), buf_str(&who), r->id);
	c->most = number > c->most ? number : c->most;
	buf_free(&text);
	buf_free(&who);
	return true;
}

static void sheet_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct choosing *c = ctx;
	if (index >= 0 && value == 0)
		make_sheet(u, c->action, c->most + 1);
	else if (index >= 0)
		sheet_open(u, c->action, value);
	free(c);
}

void signatures_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct choosing *c = mem_alloc(sizeof *c);
	struct query q;
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	(void)k;
	*c = (struct choosing){.action = id, .u = u};
	query_init(&q, kind_get(KIND_sheet));
	value_set_int(&v, id);
	query_filter_add(&q, sheet_action, QUERY_IS, &v, NULL);
	value_clear(&v);
	items_add(&c->items, _("New sheet"), "", 0);
	if (!app_each(u->app, &q, 500, add_sheet, c, &e))
		ui_error(u, &e);
	query_free(&q);
	if (c->most == 0) {
		items_free(&c->items);
		make_sheet(u, id, 1);
		free(c);
		return;
	}
	items_open(u, _("Which sheet?"), &c->items, 0, sheet_chosen, c);
}
