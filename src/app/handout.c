/* app/handout.c - writing down what was given out, and finding it again. */
#include "app/handout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/given.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

static void set_ref(struct record *r, int field, int64_t id)
{
	if (id)
		record_set_int(r, field, id);
}

static void set_holds(struct record *r, const struct app_handout *h)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < h->nholds; i++)
		buf_print(&b, "%s%" PRId64, i ? "," : "", h->holds[i]);
	record_set_text(r, handout_holds, buf_str(&b));
	buf_free(&b);
}

static struct record *make(struct app *a, const struct app_handout *h)
{
	struct record *r = record_new_initial(kind_get(KIND_handout), app_types(a));
	record_set_text(r, handout_what, h->what);
	record_set_text(r, handout_whom, h->whom);
	record_set_text(r, handout_how, h->how ? h->how : "file");
	record_set_text(r, handout_file, h->file);
	record_set_text(r, handout_state, h->state);
	record_set_int(r, handout_entries, h->entries);
	set_ref(r, handout_person, h->person);
	set_ref(r, handout_group, h->group);
	set_holds(r, h);
	if (h->everybody)
		record_set_int(r, handout_everybody, 1);
	return r;
}

bool app_handouts_add(struct app *a, const struct app_handout *list, size_t n, struct err *e)
{
	struct command *c;
	if (n == 0 || app_readonly_reason(a))
		return true;
	if (!app_command(a, COMMAND_GIVEN_OUT, n == 1 ? path_base(list->file ? list->file : "") : NULL, &c, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct record *r = make(a, &list[i]);
		const bool ok = app_put(a, c, r, NULL, NULL, NULL, e);
		record_free(r);
		if (!ok) {
			app_abort(a, c);
			return false;
		}
	}
	return app_commit(a, c, e);
}

/* ---- who has data of a person */

struct finding {
	struct app *app;
	int64_t person, since; /* the person's record is that old: older tables cannot hold it */
	bool (*each)(void *ctx, const struct app_handed *h);
	void *ctx;
};

static bool is_in(void *ctx, int64_t id)
{
	struct finding *f = ctx;
	return id != f->person;
}

static bool holds(struct finding *f, const struct record *r)
{
	const char *others = record_text(r, handout_holds);
	if (record_int(r, handout_person) == f->person)
		return true;
	if (record_int(r, handout_everybody) && r->created >= f->since)
		return true;
	return others && !refs_each(others, is_in, f);
}

static void reader_words(struct app *a, const struct record *r, struct buf *out)
{
	if (record_has(r, handout_person))
		app_title(a, kind_get(KIND_person), record_int(r, handout_person), out);
	else if (record_has(r, handout_group))
		app_title(a, kind_get(KIND_group), record_int(r, handout_group), out);
	else
		record_format(r, handout_whom, app_types(a), FOR_SCREEN, out);
}

static bool tell_one(void *ctx, const struct record *r)
{
	struct finding *f = ctx;
	struct buf what = BUF_INIT, whom = BUF_INIT;
	if (!holds(f, r))
		return true;
	record_format(r, handout_what, app_types(f->app), FOR_SCREEN, &what);
	reader_words(f->app, r, &whom);
	const char *file = record_text(r, handout_file), *how = record_text(r, handout_how);
	const struct app_handed h = {.id = r->id,
	    .at_ms = r->created,
	    .what = buf_str(&what),
	    .whom = buf_str(&whom),
	    .file = file ? file : "",
	    .there = file && how && strcmp(how, "file") == 0 && path_exists(file)};
	const bool more = f->each(f->ctx, &h);
	buf_free(&what);
	buf_free(&whom);
	return more;
}

bool app_handouts_of(
    struct app *a, int64_t person, bool (*each)(void *ctx, const struct app_handed *h), void *ctx, struct err *e)
{
	struct record *r = NULL;
	struct finding f = {.app = a, .person = person, .each = each, .ctx = ctx};
	struct query q;
	if (!app_store(a, e) || !store_get(a->store, kind_get(KIND_person), person, &r, e))
		return false;
	f.since = r->created;
	record_free(r);
	query_init(&q, kind_get(KIND_handout));
	q.bin = QUERY_BOTH;
	q.sort = handout_at;
	q.down = true;
	const bool ok = store_each(a->store, &q, 0, tell_one, &f, e);
	query_free(&q);
	return ok;
}
