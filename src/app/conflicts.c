/* app/conflicts.c - values that collided, in words; settling them. Knows no screen. */
#include <stdlib.h>
#include <string.h>

#include "app/share_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

struct listing {
	struct app *app;
	struct app_conflict *list;
	size_t n;
};

static void now_words(struct app *a, const struct record *r, const char *key, struct buf *out)
{
	const int i = kind_field(r->kind, key);
	struct buf json = BUF_INIT;
	if (i != NO_FIELD)
		value_json(&r->kind->fields[i], &r->values[i], &json);
	else if (strcmp(key, "deleted") == 0)
		buf_text(&json, r->deleted ? "1" : "null");
	if (json.len)
		share_value(a, r->kind, key, buf_str(&json), out);
	buf_free(&json);
}

static bool keep(void *ctx, const struct exchange_conflict *x)
{
	struct listing *l = ctx;
	struct buf title = BUF_INIT, now = BUF_INIT, other = BUF_INIT, who = BUF_INIT;
	struct record *r = NULL;
	if (!store_get(l->app->store, x->kind, x->id, &r, NULL))
		return true;
	record_title(r, app_types(l->app), &title);
	now_words(l->app, r, x->key, &now);
	share_value(l->app, x->kind, x->key, x->value, &other);
	share_who(x->who, x->device_name, x->at_ms, &who);
	record_free(r);
	l->list = mem_resize(l->list, l->n + 1, sizeof *l->list);
	l->list[l->n++] = (struct app_conflict){.kind = x->kind,
	    .id = x->id,
	    .key = mem_copy_text(x->key),
	    .value = mem_copy_text(x->value),
	    .clock = x->clock,
	    .device = x->device,
	    .at_ms = x->at_ms,
	    .title = buf_take(&title),
	    .label = mem_copy_text(share_label(x->kind, x->key)),
	    .now = buf_take(&now),
	    .other = buf_take(&other),
	    .who = buf_take(&who)};
	return true;
}

bool app_conflicts(struct app *a, struct app_conflict **list, size_t *n, struct err *e)
{
	struct store *s = app_store(a, e);
	struct listing l = {.app = a};
	const bool ok = s && exchange_conflicts(s, keep, &l, e);
	*list = l.list;
	*n = l.n;
	return ok;
}

void app_conflicts_free(struct app_conflict *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(list[i].key);
		free(list[i].value);
		free(list[i].title);
		free(list[i].label);
		free(list[i].now);
		free(list[i].other);
		free(list[i].who);
	}
	free(list);
}

static bool count(void *ctx, const struct exchange_conflict *x)
{
	(void)x;
	++*(size_t *)ctx;
	return true;
}

size_t app_conflicts_count(struct app *a)
{
	size_t n = 0;
	if (a->store)
		exchange_conflicts(a->store, count, &n, NULL);
	return n;
}

bool app_conflict_settle(struct app *a, const struct app_conflict *c, bool swap, struct err *e)
{
	const struct exchange_conflict x = {
	    .kind = c->kind, .id = c->id, .key = c->key, .value = c->value, .clock = c->clock, .device = c->device};
	struct store *s = app_store_write(a, e);
	const bool ok = s && exchange_settle(s, &x, swap, e);
	app_forget(a);
	return ok;
}
