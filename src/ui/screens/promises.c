/* ui/screens/promises.c - the register of promises: what was promised, by whom, until when, and whether it was kept; a
 * key marks it. Lists, boards and the form are those of every kind. */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/ui_internal.h"

void promises_open(struct ui *u)
{
	const struct kind *k = kind_get(KIND_observation);
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, k);
	value_set_text(&v, "promise");
	query_filter_add(&q, observation_kind, QUERY_IS, &v, NULL);
	value_clear(&v);
	q.sort = observation_until;
	q.down = false;
	list_open(u, k, &q, _("Promises"));
	query_free(&q);
}

static void say(struct ui *u, const struct record *r)
{
	struct buf b = BUF_INIT, kept = BUF_INIT;
	record_title(r, app_types(u->app), &b);
	record_format(r, observation_kept, app_types(u->app), FOR_SCREEN, &kept);
	ui_saved(u, "%s: %s", buf_str(&kept), buf_str(&b));
	buf_free(&b);
	buf_free(&kept);
}

/* The same key again takes it back: it is running. */
static void settle(struct ui *u, int64_t id, const char *as)
{
	const char *why = app_readonly_reason(u->app);
	struct record *base = NULL;
	struct err e = ERR_INIT;
	char today[11];
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		return;
	}
	if (!app_get(u->app, kind_get(KIND_observation), id, &base, &e)) {
		ui_error(u, &e);
		return;
	}
	const char *kind = record_text(base, observation_kind), *now = record_text(base, observation_kept);
	struct record *r = record_copy(base);
	const bool again = now && strcmp(now, as) == 0;
	date_iso(app_types(u->app)->today, today);
	record_set_text(r, observation_kept, again ? "running" : as);
	if (again)
		record_clear(r, observation_settled_on);
	else
		record_set_text(r, observation_settled_on, today);
	if (!kind || strcmp(kind, "promise") != 0)
		ui_say(u, ROLE_WARNING, _("Only a promise can be kept or broken."));
	else if (!app_save(u->app, r, base, NULL, &e))
		ui_error(u, &e);
	else {
		ui_refresh_all(u);
		say(u, r);
	}
	record_free(r);
	record_free(base);
}

void promise_kept(struct ui *u, const struct kind *k, int64_t id)
{
	(void)k;
	settle(u, id, "kept");
}

void promise_broken(struct ui *u, const struct kind *k, int64_t id)
{
	(void)k;
	settle(u, id, "broken");
}
