/* app/join.c - joining many records to one, and taking them out again. Knows no kind by name. */
#include "app/join.h"

#include <string.h>

#include "app/app_internal.h"
#include "base/buf.h"
#include "store/read.h"

int app_join_member(const struct kind *joined, const struct kind *k)
{
	for (int i = 0; i < 4 && joined->joined[i] != NO_FIELD; i++)
		if (field_target(&joined->fields[joined->joined[i]]) == k)
			return joined->joined[i];
	return NO_FIELD;
}

int app_join_until(const struct kind *joined)
{
	return kind_field(joined, "to");
}

/* The one record that joins the two, in the bin or not; NULL: none. */
static struct record *joining(struct app *a, const struct app_join *j, int64_t member)
{
	struct query q;
	struct value v = VALUE_INIT;
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	size_t got = 0;
	query_init(&q, j->kind);
	q.bin = QUERY_BOTH;
	value_set_int(&v, j->id);
	query_filter_add(&q, j->to, QUERY_IS, &v, &ignored);
	value_set_int(&v, member);
	query_filter_add(&q, j->member, QUERY_IS, &v, &ignored);
	if (!store_page(a->store, &q, NULL, false, 1, &r, &got, &ignored) || got == 0)
		r = NULL;
	query_free(&q);
	return r;
}

/* Back from the bin, and no longer ended. */
static bool come_back(struct app *a, struct command *c, struct record *r, size_t *added, struct err *e)
{
	int until = app_join_until(r->kind);
	bool ended = until != NO_FIELD && record_has(r, until);
	if (!r->deleted && !ended)
		return true;
	++*added;
	if (r->deleted && !command_unbin(c, r->kind, r->id, e))
		return false;
	if (!ended)
		return true;
	record_clear(r, until);
	r->deleted = 0;
	return app_put(a, c, r, NULL, NULL, NULL, e);
}

static bool join_one(
    struct app *a, struct command *c, const struct app_join *j, int64_t member, size_t *added, struct err *e)
{
	struct record *r = joining(a, j, member);
	bool ok;
	if (r) {
		ok = come_back(a, c, r, added, e);
	} else {
		r = record_new_initial(j->kind, app_types(a));
		record_set_int(r, j->to, j->id);
		record_set_int(r, j->member, member);
		ok = app_put(a, c, r, NULL, NULL, NULL, e);
		++*added;
	}
	record_free(r);
	return ok;
}

static bool leave_one(
    struct app *a, struct command *c, const struct app_join *j, int64_t member, size_t *gone, struct err *e)
{
	struct record *r = joining(a, j, member);
	bool ok = !r || r->deleted || command_bin(c, j->kind, r->id, e);
	*gone += r && !r->deleted;
	record_free(r);
	return ok;
}

typedef bool one_member(
    struct app *a, struct command *c, const struct app_join *j, int64_t member, size_t *changed, struct err *e);

static bool each_in(struct app *a, struct command *c, one_member *one, const struct app_join *j, const int64_t *members,
    size_t n, size_t *changed, struct err *e)
{
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = app_asked_to_stop(a) ? app_interrupted(e) : one(a, c, j, members[i], changed, e);
	return ok;
}

static bool each_member(struct app *a, const char *name, one_member *one, const struct app_join *j,
    const int64_t *members, size_t n, size_t *changed, struct err *e)
{
	struct command *c;
	struct buf about = BUF_INIT;
	*changed = 0;
	if (!app_store_write(a, e))
		return false;
	app_title(a, field_target(&j->kind->fields[j->to]), j->id, &about);
	bool ok = app_command(a, name, buf_str(&about), &c, e);
	buf_free(&about);
	if (!ok)
		return false;
	if (each_in(a, c, one, j, members, n, changed, e))
		return app_commit(a, c, e);
	app_abort(a, c);
	return false;
}

bool app_join(struct app *a, const char *name, const struct app_join *j, const int64_t *members, size_t n,
    size_t *added, struct err *e)
{
	return each_member(a, name, join_one, j, members, n, added, e);
}

bool app_join_in(struct app *a, struct command *c, const struct app_join *j, const int64_t *members, size_t n,
    size_t *added, struct err *e)
{
	return each_in(a, c, join_one, j, members, n, added, e);
}

bool app_leave(struct app *a, const char *name, const struct app_join *j, const int64_t *members, size_t n,
    size_t *gone, struct err *e)
{
	return each_member(a, name, leave_one, j, members, n, gone, e);
}
