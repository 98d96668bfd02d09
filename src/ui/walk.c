/* ui/walk.c - a record's neighbours in the list that it was opened from. Knows no screen. */
#include "ui/walk.h"

#include <string.h>

#include "base/lang.h"

void walk_init(struct walk *w, const struct walk_from *from)
{
	memset(w, 0, sizeof *w);
	if (!from || !from->query)
		return;
	w->has = true;
	query_copy(&w->query, from->query);
	w->moved = from->moved;
	w->ctx = from->ctx;
}

void walk_free(struct walk *w)
{
	if (w->has)
		query_free(&w->query);
	w->has = false;
}

struct walk_from walk_again(const struct walk *w)
{
	return (struct walk_from){w->has ? &w->query : NULL, w->moved, w->ctx};
}

void walk_count(struct walk *w, struct app *a, const struct record *r)
{
	w->at = w->count = 0;
	if (!w->has || !r || r->kind != w->query.kind)
		return;
	w->count = app_count(a, &w->query);
	w->at = app_position(a, &w->query, r) + 1;
	if (w->at > w->count)
		w->at = 0;
}

bool walk_step(struct walk *w, struct ui *u, const struct record *r, int by, int64_t *id)
{
	struct err e = ERR_INIT;
	struct record *found[2] = {NULL, NULL};
	size_t n = 0;
	if (!w->has || !r || r->kind != w->query.kind)
		return false;
	/* its own place may have moved since it was read: then it is met again itself */
	if (!app_page(u->app, &w->query, r, by < 0, 2, found, &n, &e)) {
		ui_error(u, &e);
		return false;
	}
	*id = 0;
	for (size_t i = 0; i < n; i++) {
		const struct record *next = found[by < 0 ? n - 1 - i : i];
		if (!*id && next->id != r->id)
			*id = next->id;
	}
	for (size_t i = 0; i < n; i++)
		record_free(found[i]);
	if (!*id) {
		ui_say(u, ROLE_NORMAL, "%s",
		    by < 0 ? _("This is the first of the list.") : _("This is the last of the list."));
		return false;
	}
	if (w->moved)
		w->moved(u, w->ctx, r->kind, *id);
	return true;
}

void walk_text(const struct walk *w, struct buf *out)
{
	if (w->at > 0 && w->count > 0)
		buf_print(out, _("%lld of %lld"), (long long)w->at, (long long)w->count);
}
