/* app/attached.c - which files records name; the missing ones told, those of erased records removed. */
#include "app/attached.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/attached_folder.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/history.h"
#include "store/read.h"

#define OURS "files/"

/* ---- reading */

static void add(struct attached *l, const char *name, size_t n, int64_t id)
{
	char *one = mem_copy_bytes(name, n);
	if (!attached_safe(one)) {
		free(one);
		return;
	}
	if ((l->n & (l->n - 1)) == 0)
		l->all = mem_resize(l->all, l->n ? l->n * 2 : 1, sizeof *l->all);
	l->all[l->n++] = (struct attached_one){one, id};
}

/* In the text of a field, or in what the history keeps of it (JSON): a name begins at the text's or a part's begin. */
static void take_text(struct attached *l, const char *text, int64_t id)
{
	for (const char *p = text; (p = strstr(p, OURS)); p++) {
		const char *name = p + strlen(OURS);
		if (p == text || p[-1] == ';' || p[-1] == '"')
			add(l, name, strcspn(name, ";\"\\"), id);
	}
}

struct taking {
	struct attached *list;
	int field;
};

static bool take_record(void *ctx, const struct record *r)
{
	const struct taking *t = ctx;
	take_text(t->list, record_text(r, t->field), r->id);
	return true;
}

static bool read_field(struct app *a, const struct kind *k, struct taking *t, struct err *e)
{
	struct query q;
	query_init(&q, k);
	q.bin = QUERY_BOTH;
	q.by_id = true;
	bool ok =
	    query_filter_add(&q, t->field, QUERY_FILLED, NULL, e) && store_each(a->store, &q, 0, take_record, t, e);
	query_free(&q);
	return ok;
}

bool attached_read(struct app *a, struct attached *out, struct err *e)
{
	size_t n;
	const struct kind *kinds = kinds_all(&n);
	*out = (struct attached){NULL, 0};
	for (size_t i = 0; i < n; i++)
		for (int f = 1; f < kinds[i].nfields; f++)
			if (kinds[i].fields[f].type == &ft_file &&
			    !read_field(a, &kinds[i], &(struct taking){out, f}, e)) {
				attached_free(out);
				return false;
			}
	return true;
}

struct past {
	struct attached *list;
	int64_t id;
};

static bool take_change(void *ctx, const struct history_entry *h)
{
	const struct past *p = ctx;
	take_text(p->list, h->fields, p->id);
	return true;
}

bool attached_read_history(struct app *a, const struct kind *k, int64_t id, struct attached *out, struct err *e)
{
	struct past p = {out, id};
	return history_each(a->store, k, id, 0, 0, take_change, &p, e);
}

void attached_free(struct attached *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->all[i].name);
	free(l->all);
	*l = (struct attached){NULL, 0};
}

static bool names(const struct attached *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->all[i].name, name) == 0)
			return true;
	return false;
}

/* ---- what nobody names any more */

static bool remove_one(struct app *a, const char *name, bool copies, struct buf *told, struct err *e)
{
	const int folders[] = {attached_open_here(a, false), copies ? attached_open_copies(a, NULL, false, false) : -1,
	    copies ? attached_open_copies(a, NULL, true, false) : -1};
	bool removed = false, ok = true;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		ok = attached_remove(folders[i], name, &removed, e) && ok;
		attached_close(folders[i]);
	}
	if (removed && told)
		buf_print(told, "%s%s", told->len ? ", " : "", name);
	return ok;
}

bool attached_forget(struct app *a, const struct attached *before, bool copies, struct buf *told, struct err *e)
{
	struct attached now = {NULL, 0};
	bool ok = before->n == 0 || attached_read(a, &now, e), fine = ok;
	for (size_t i = 0; ok && i < before->n; i++) {
		const struct attached_one *one = &before->all[i];
		if (!store_kind_of(a->store, one->id) && !names(&now, one->name))
			fine = remove_one(a, one->name, copies, told, e) && fine;
	}
	attached_free(&now);
	return fine;
}

/* ---- what is missing */

static void tell_missing(
    struct app *a, const struct attached_one *one, void (*say)(void *ctx, const char *line), void *ctx)
{
	const struct kind *k = store_kind_of(a->store, one->id);
	struct buf title = BUF_INIT;
	if (k)
		app_title(a, k, one->id, &title);
	char *line = mem_print(
	    _("%s “%s”: the attached file %s is not here."), k ? tr(k->label) : "", buf_str(&title), one->name);
	say(ctx, line);
	free(line);
	buf_free(&title);
}

/* No fault of the database: files do not travel with what laptops exchange. */
bool attached_check(struct app *a, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct attached l;
	bool ok = attached_read(a, &l, e), missing = false;
	int here = attached_open_here(a, false);
	for (size_t i = 0; ok && say && i < l.n; i++) {
		if (attached_is_there(here, l.all[i].name))
			continue;
		tell_missing(a, &l.all[i], say, ctx);
		missing = true;
	}
	if (missing)
		say(ctx, _("Attached files do not travel between laptops: ask for them where they were attached, or "
		           "restore a backup that has them."));
	attached_close(here);
	attached_free(&l);
	return ok;
}
