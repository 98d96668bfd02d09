/* app/export_members.c - one calendar for each member, and what changed since the last time: a file that would be the
 * same is not touched. Knows no file format. */
#include "app/exchange.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

#define CALENDAR_MOST ((size_t)64 << 20)

struct members {
	struct app *app;
	int64_t *ids;
	size_t n;
};

static bool is_closed(const struct record *r)
{
	int status = kind_field(r->kind, "status");
	const struct choice *c =
	    status == NO_FIELD ? NULL : choice_find(&r->kind->fields[status], record_text(r, status));
	return c && c->closed;
}

static bool take_member(void *ctx, const struct record *r)
{
	struct members *m = ctx;
	if (is_closed(r))
		return true;
	if ((m->n & (m->n - 1)) == 0)
		m->ids = mem_resize(m->ids, m->n ? m->n * 2 : 1, sizeof *m->ids);
	m->ids[m->n++] = r->id;
	return true;
}

static bool same_bytes(const char *a, const char *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same = path_read_all(a, CALENDAR_MOST, &x, NULL) && path_read_all(b, CALENDAR_MOST, &y, NULL) &&
	            x.len == y.len && memcmp(buf_str(&x), buf_str(&y), x.len) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}

static char *member_path(struct app *a, const char *folder, int64_t id, struct buf *name)
{
	app_title(a, kind_get(KIND_person), id, name);
	char *safe = path_safe_name(buf_str(name)), *file = mem_print("%s-%" PRId64 ".ics", safe, id);
	char *path = path_join(folder, file);
	free(safe);
	free(file);
	return path;
}

/* Somebody whom no entry concerns gets no file; one who had some gets the empty one, so that old entries go. */
static bool write_member(struct app *a, const struct app_ics_out *like, const char *path, int64_t id,
    enum app_row_fate *fate, int64_t *events, struct err *e)
{
	struct app_ics_out o = *like;
	char *fresh = mem_print("%s.new", path);
	bool there = path_exists(path);
	o.audience = AUDIENCE_PERSON;
	o.of = id;
	o.path = fresh;
	bool ok = app_export_ics(a, &o, events, e);
	*fate = !there ? (*events ? ROW_NEW : ROW_REFUSED) : ok && same_bytes(path, fresh) ? ROW_SAME : ROW_CHANGED;
	if (ok && (*fate == ROW_NEW || *fate == ROW_CHANGED))
		ok = rename(fresh, path) == 0 || err_set(e, ERR_DENIED, _("Could not write %s"), path);
	else if (ok)
		unlink(fresh);
	free(fresh);
	return ok;
}

bool app_export_ics_members(struct app *a, const struct app_ics_out *like, const char *folder,
    void (*told)(void *ctx, const char *name, const char *path, enum app_row_fate fate, int64_t events), void *ctx,
    struct err *e)
{
	struct members m = {.app = a};
	struct query q;
	query_init(&q, kind_get(KIND_person));
	bool ok = app_store(a, e) && path_make_dirs(folder, e) && store_each(a->store, &q, 0, take_member, &m, e);
	query_free(&q);
	for (size_t i = 0; ok && i < m.n; i++) {
		struct buf name = BUF_INIT;
		enum app_row_fate fate;
		int64_t events = 0;
		char *path = member_path(a, folder, m.ids[i], &name);
		ok = write_member(a, like, path, m.ids[i], &fate, &events, e);
		if (ok && fate != ROW_REFUSED)
			told(ctx, buf_str(&name), path, fate, events);
		free(path);
		buf_free(&name);
	}
	free(m.ids);
	return ok;
}
