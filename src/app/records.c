/* app/records.c - one record: read, save, bin, erase. Checks before the store is asked; every change is one command. */
#include "app/app_internal.h"
#include "app/attached.h"
#include "app/letter_facts.h"
#include "app/naming.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

#define MANY_RECORDS 200 /* from here on the search index is brought up to date once, at the end */

bool app_get(struct app *a, const struct kind *k, int64_t id, struct record **out, struct err *e)
{
	*out = NULL;
	struct store *s = app_store(a, e);
	return s && store_get(s, k, id, out, e);
}

/* ---- commands */

bool app_command(struct app *a, const char *name, const char *about, struct command **out, struct err *e)
{
	*out = NULL;
	struct store *s = app_store_write(a, e);
	return s && command_begin(s, name, about, out, e);
}

bool app_commit(struct app *a, struct command *c, struct err *e)
{
	bool ok = command_commit(c, e);
	app_forget(a);
	return ok;
}

void app_abort(struct app *a, struct command *c)
{
	command_abort(c);
	app_forget(a); /* titles read while the command was open never came true */
}

static bool check(struct app *a, struct record *r, struct err *e)
{
	if (r->kind == kind_get(KIND_letter))
		letter_begin(r);
	else if (r->kind == kind_get(KIND_problem))
		problem_days(a, r);
	return record_validate(r, app_types(a), e) && app_check_rule(a, r, e) && rules_own_check(a, r, e) &&
	       sheet_check(a, r, e);
}

bool app_put(struct app *a, struct command *c, struct record *r, const struct record *base, command_clash *clash,
    void *ctx, struct err *e)
{
	ledger_follow(a, r);
	return check(a, r, e) && command_put(c, r, base, clash, ctx, e) && letter_follow(a, c, r, e);
}

/* Is a new one of a joined kind (attendance = workshop + person) already there, live or in the bin? */
static bool joined_is_there(struct app *a, const struct record *r)
{
	struct record *twin = naming_twin(a, r);
	bool there = twin != NULL;
	record_free(twin);
	return there;
}

static bool is_new(struct app *a, const struct record *r)
{
	return r->id ? !store_exists(a->store, r->kind, r->id) : !joined_is_there(a, r);
}

static void note_clash(void *ctx, int field, const struct value *theirs)
{
	struct app_save *s = ctx;
	if (s->nclashes == sizeof s->clashes / sizeof s->clashes[0])
		return;
	struct app_clash *c = &s->clashes[s->nclashes++];
	memset(c, 0, sizeof *c);
	c->field = field;
	value_copy(&c->theirs, theirs);
}

static void forget_clashes(struct app_save *s)
{
	for (size_t i = 0; i < s->nclashes; i++)
		value_clear(&s->clashes[i].theirs);
	memset(s, 0, sizeof *s);
}

bool app_save(struct app *a, struct record *r, const struct record *base, struct app_save *result, struct err *e)
{
	struct app_save own;
	struct app_save *res = result ? result : &own;
	memset(res, 0, sizeof *res);
	if (!app_store_write(a, e))
		return false;
	ledger_follow(a, r);
	if (!check(a, r, e))
		return false;
	struct command *c;
	const int64_t id = r->id;
	const bool created = is_new(a, r);
	if (!app_command(a, created ? N_("New record") : N_("Change"), NULL, &c, e))
		return false;
	if (!command_put(c, r, base, result ? note_clash : NULL, res, e) || !letter_follow(a, c, r, e)) {
		app_abort(a, c);
		r->id = id;
		forget_clashes(res);
		return false;
	}
	if (!app_commit(a, c, e)) {
		r->id = id;
		forget_clashes(res);
		return false;
	}
	res->created = created;
	return true;
}

bool app_save_many(struct app *a, const char *name, struct record **records, size_t n, struct err *e)
{
	struct command *c;
	if (!app_command(a, name, NULL, &c, e))
		return false;
	if (n >= MANY_RECORDS)
		command_bulk(c);
	int64_t *ids = mem_array(n + 1, sizeof *ids);
	bool ok = true;
	size_t done = 0;
	for (; ok && done < n; done++) {
		ids[done] = records[done]->id;
		ok = app_asked_to_stop(a) ? app_interrupted(e) : app_put(a, c, records[done], NULL, NULL, NULL, e);
	}
	if (ok)
		ok = app_commit(a, c, e);
	else
		app_abort(a, c);
	for (size_t i = 0; !ok && i < done; i++)
		records[i]->id = ids[i]; /* what was not stored has no id */
	free(ids);
	return ok;
}

/* ---- bin */

typedef bool one_record(struct command *c, const struct kind *k, int64_t id, struct err *e);

static bool each_id(struct app *a, const char *name, one_record *change, const struct kind *k, const int64_t *ids,
    size_t n, struct err *e)
{
	struct command *c;
	if (!app_command(a, name, NULL, &c, e))
		return false;
	if (n >= MANY_RECORDS)
		command_bulk(c);
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = app_asked_to_stop(a) ? app_interrupted(e) : change(c, k, ids[i], e);
	if (!ok) {
		app_abort(a, c);
		return false;
	}
	return app_commit(a, c, e);
}

bool app_bin(struct app *a, const struct kind *k, const int64_t *ids, size_t n, struct err *e)
{
	return each_id(a, N_("To the bin"), command_bin, k, ids, n, e);
}

bool app_unbin(struct app *a, const struct kind *k, const int64_t *ids, size_t n, struct err *e)
{
	return each_id(a, N_("Out of the bin"), command_unbin, k, ids, n, e);
}

/* ---- the bin is emptied */

struct id_list {
	const struct kind *kind;
	int64_t *ids;
	size_t n;
};

static bool take_id(void *ctx, const struct record *r)
{
	struct id_list *l = ctx;
	if ((l->n & (l->n - 1)) == 0)
		l->ids = mem_resize(l->ids, l->n ? l->n * 2 : 1, sizeof *l->ids);
	l->ids[l->n++] = r->id;
	return true;
}

static bool list_bin(struct app *a, struct id_list *l, struct err *e)
{
	struct query q;
	query_init(&q, l->kind);
	q.bin = QUERY_BIN;
	bool ok = store_each(a->store, &q, 0, take_id, l, e);
	query_free(&q);
	return ok;
}

static bool erase_listed(struct app *a, struct command *c, const struct id_list *l, size_t *erased, struct err *e)
{
	for (size_t i = 0; i < l->n; i++) {
		if (app_asked_to_stop(a))
			return app_interrupted(e);
		if (!command_erase(c, l->kind, l->ids[i], e))
			return false;
		++*erased;
	}
	return true;
}

/* What belongs to others is erased before what it belongs to: kinds.def names parents first. */
bool app_empty_bin(struct app *a, size_t *erased, struct err *e)
{
	size_t count = 0, nkinds;
	const struct kind *kinds = kinds_all(&nkinds);
	struct attached files;
	struct command *c;
	if (!app_store_write(a, e) || !attached_read(a, &files, e))
		return false;
	if (!app_command(a, N_("The bin was emptied"), NULL, &c, e)) {
		attached_free(&files);
		return false;
	}
	command_bulk(c);
	bool ok = true;
	for (size_t i = nkinds; ok && i-- > 0;) {
		struct id_list l = {.kind = &kinds[i]};
		ok = list_bin(a, &l, e) && erase_listed(a, c, &l, &count, e);
		free(l.ids);
	}
	if (ok)
		ok = app_commit(a, c, e);
	else
		app_abort(a, c);
	if (erased)
		*erased = ok ? count : 0;
	ok = ok && attached_forget(a, &files, false, NULL, e); /* older copies name them still */
	attached_free(&files);
	return ok;
}
