/* app/filter.c - saved filters as questions: read into a query, and a group whose members are those who answer one. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/join.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

static bool add_lines(struct app *a, const char *lines, struct query *q, struct err *e)
{
	bool ok = true;
	while (ok && lines && *lines) {
		const size_t n = strcspn(lines, "\n");
		char *expr = mem_copy_bytes(lines, n);
		ok = n == 0 || query_filter_parse(q, expr, app_types(a), e);
		free(expr);
		lines += n + (lines[n] == '\n');
	}
	return ok;
}

bool app_filter_add(struct app *a, const struct record *filter, struct query *q, struct err *e)
{
	const char *words = record_text(filter, filter_search), *sort = record_text(filter, filter_sorting);
	free(q->search);
	q->search = mem_copy_text(words);
	return (!sort || query_sort_parse(q, sort, e)) && add_lines(a, record_text(filter, filter_conditions), q, e);
}

/* ---- a group by its question */

struct asking {
	struct app *app;
	struct command *command;
	struct app_join join;
	struct err *e;
	int64_t *ids;
	size_t n, joined, left;
	bool failed;
};

static bool gather(void *ctx, const struct record *r)
{
	struct asking *g = ctx;
	g->ids = mem_resize(g->ids, g->n + 1, sizeof *g->ids);
	g->ids[g->n++] = r->id;
	return true;
}

static int by_id(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static bool answers(const struct asking *g, int64_t person)
{
	return g->n && bsearch(&person, g->ids, g->n, sizeof *g->ids, by_id);
}

static bool read_question(struct asking *g, const struct record *group, struct err *e)
{
	struct record *filter = NULL;
	struct query q;
	const int64_t id = record_int(group, group_question);
	if (!id || !store_get(g->app->store, kind_get(KIND_filter), id, &filter, e) ||
	    strcmp(record_text(filter, filter_list) ? record_text(filter, filter_list) : "", "person") != 0) {
		record_free(filter);
		err_set(e, ERR_INVALID, _("This group has no question whose answers are people."));
		return err_hint(e, _("Save a filter of the list of people, and choose it in the group's form."));
	}
	query_init(&q, kind_get(KIND_person));
	bool ok = app_filter_add(g->app, filter, &q, e);
	q.sort = NO_FIELD;
	q.by_id = true;
	ok = ok && store_each(g->app->store, &q, 0, gather, g, e);
	if (g->n)
		qsort(g->ids, g->n, sizeof *g->ids, by_id);
	query_free(&q);
	record_free(filter);
	return ok;
}

/* Who no longer answers has left today; by hand they can be taken in again. */
static bool look_at_member(void *ctx, const struct record *m)
{
	struct asking *g = ctx;
	if (record_has(m, membership_to) || answers(g, record_int(m, membership_person)))
		return true;
	struct record *r = record_copy(m);
	char iso[11];
	date_iso(app_types(g->app)->today, iso);
	record_set_text(r, membership_to, iso);
	g->failed = !app_put(g->app, g->command, r, m, NULL, NULL, g->e);
	record_free(r);
	g->left++;
	return !g->failed;
}

static bool let_go(struct asking *g, int64_t group, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, kind_get(KIND_membership));
	value_set_int(&v, group);
	bool ok = query_filter_add(&q, membership_group, QUERY_IS, &v, e) &&
	          store_each(g->app->store, &q, 0, look_at_member, g, e);
	query_free(&q);
	return ok && !g->failed;
}

bool app_group_refresh(struct app *a, int64_t group, size_t *joined, size_t *left, struct err *e)
{
	struct record *r = NULL;
	struct buf about = BUF_INIT;
	struct asking g = {.app = a, .e = e};
	if (!app_store_write(a, e) || !store_get(a->store, kind_get(KIND_group), group, &r, e))
		return false;
	app_title(a, r->kind, group, &about);
	const struct app_join join = {kind_get(KIND_membership), membership_group, membership_person, group};
	bool ok =
	    read_question(&g, r, e) && app_command(a, N_("Members by their question"), buf_str(&about), &g.command, e);
	if (ok) {
		ok = app_join_in(a, g.command, &join, g.ids, g.n, &g.joined, e) && let_go(&g, group, e);
		ok = ok ? app_commit(a, g.command, e) : (app_abort(a, g.command), false);
	}
	*joined = g.joined;
	*left = g.left;
	free(g.ids);
	buf_free(&about);
	record_free(r);
	return ok;
}
