/* app/history_fields.c - one change of the history by field: what stood there before and what stands there since, and
 * which later changes have written the same. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/history.h"

struct telling {
	struct app *app;
	size_t left;
	bool (*each)(void *ctx, const struct app_changed *c);
	void *ctx;
	bool stopped;
	/* the record at hand */
	const struct kind *kind;
	int64_t id;
	struct buf title;
};

static bool tell(struct telling *t, const char *label, const char *before, const char *now)
{
	const struct app_changed c = {t->kind, t->id, buf_str(&t->title), label, before, now};
	t->stopped = !t->each(t->ctx, &c) || --t->left == 0;
	return !t->stopped;
}

/* Into the bin and out of it is a change too. */
static bool tell_member(void *ctx, const char *key, const char *json)
{
	struct telling *t = ctx;
	int field = kind_field(t->kind, key);
	struct buf before = BUF_INIT, now = BUF_INIT;
	bool more = true;
	if (strcmp(key, "deleted") == 0) {
		bool into = strstr(json, "[null") != NULL;
		more = tell(t, _("Bin"), into ? "—" : _("in the bin"), into ? _("in the bin") : "—");
	} else if (field != NO_FIELD && changed_value_words(t->app, &t->kind->fields[field], json, &before, &now)) {
		more = tell(t, tr(t->kind->fields[field].label), buf_str(&before), buf_str(&now));
	}
	buf_free(&before);
	buf_free(&now);
	return more;
}

static bool tell_record(void *ctx, const struct kind *k, int64_t id, const char *fields)
{
	struct telling *t = ctx;
	struct err ignored = ERR_INIT;
	if (!k)
		return true;
	t->kind = k;
	t->id = id;
	buf_clear(&t->title);
	app_title(t->app, k, id, &t->title);
	json_members(fields, tell_member, t, &ignored);
	return !t->stopped;
}

bool app_change_fields(struct app *a, int64_t number, size_t most, bool (*each)(void *ctx, const struct app_changed *c),
    void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	if (!s)
		return false;
	app_types(a);
	struct telling t = {.app = a, .left = most, .each = each, .ctx = ctx};
	bool ok = history_changes(s, number, tell_record, &t, e);
	buf_free(&t.title);
	return ok;
}

/* ---- what depends on it */

enum { RECORDS_LOOKED_AT = 50 };

struct depending {
	struct app *app;
	int64_t number;
	size_t n, records;
	const char *fields; /* of the change at hand */
	int64_t *seen;      /* later commands already counted */
};

struct common {
	const char *fields;
	bool found;
};

static bool is_in(void *ctx, const char *key, const char *json)
{
	struct common *c = ctx;
	(void)json;
	char *quoted = mem_print("\"%s\":", key);
	c->found = strstr(c->fields, quoted) != NULL;
	free(quoted);
	return !c->found;
}

static bool has_common(const char *a, const char *b)
{
	struct common c = {a, false};
	struct err ignored = ERR_INIT;
	json_members(b, is_in, &c, &ignored);
	return c.found;
}

static bool count_later(void *ctx, const struct history_entry *h)
{
	struct depending *d = ctx;
	if (h->number <= d->number)
		return false;
	bool known = false;
	for (size_t i = 0; i < d->n && !known; i++)
		known = d->seen[i] == h->number;
	if (h->undone || h->undoes || known || !has_common(d->fields, h->fields))
		return true;
	d->seen = mem_resize(d->seen, d->n + 1, sizeof *d->seen);
	d->seen[d->n++] = h->number;
	return true;
}

static bool count_record(void *ctx, const struct kind *k, int64_t id, const char *fields)
{
	struct depending *d = ctx;
	struct err ignored = ERR_INIT;
	d->fields = fields;
	if (k)
		history_each(d->app->store, k, id, 0, 0, count_later, d, &ignored);
	return ++d->records < RECORDS_LOOKED_AT;
}

size_t app_change_later(struct app *a, int64_t number)
{
	struct depending d = {.app = a, .number = number};
	struct err ignored = ERR_INIT;
	if (a->store)
		history_changes(a->store, number, count_record, &d, &ignored);
	free(d.seen);
	return d.n;
}
