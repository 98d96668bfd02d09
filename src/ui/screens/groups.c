/* ui/screens/groups.c - what is done with a group: its people as a list, people added, people taken out. Opened from
 * the groups' list and from a group's page. */
#include <stdlib.h>

#include "app/join.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/pick.h"
#include "ui/ui_internal.h"

static struct app_join membership(int64_t group)
{
	const struct kind *k = kind_get(KIND_membership);
	return (struct app_join){k, membership_group, membership_person, group};
}

/* The people of the group, as they are today. */
static void people_of(struct ui *u, int64_t group, struct query *q)
{
	struct app_join j = membership(group);
	query_init(q, kind_get(KIND_person));
	q->via = j.kind;
	q->via_from = j.to;
	q->via_to = j.member;
	q->via_until = app_join_until(j.kind);
	q->via_id = group;
	q->via_day = app_types(u->app)->today;
}

static char *title_of(struct ui *u, const struct kind *k, int64_t group, const char *words)
{
	struct buf b = BUF_INIT;
	app_title(u->app, k, group, &b);
	buf_print(&b, " · %s", words);
	return buf_take(&b);
}

void group_people_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct query q;
	char *title = title_of(u, k, id, tr(kind_get(KIND_person)->plural));
	people_of(u, id, &q);
	list_open(u, q.kind, &q, title);
	query_free(&q);
	free(title);
}

struct choosing {
	int64_t group;
};

static bool may_change(struct ui *u)
{
	const char *why = app_readonly_reason(u->app);
	if (why)
		ui_say(u, ROLE_WARNING, "%s", why);
	return why == NULL;
}

static void added(struct ui *u, void *ctx, bool yes, const int64_t *people, size_t n)
{
	struct choosing *c = ctx;
	struct app_join j = membership(c->group);
	struct err e = ERR_INIT;
	size_t came;
	free(c);
	if (!yes || n == 0)
		return;
	if (!app_join(u->app, N_("Added to a group"), &j, people, n, &came, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	ui_saved(u, tr_n("%zu person added; u takes it back", "%zu people added; u takes it back", came), came);
}

static void gone(struct ui *u, void *ctx, bool yes, const int64_t *people, size_t n)
{
	struct choosing *c = ctx;
	struct app_join j = membership(c->group);
	struct err e = ERR_INIT;
	size_t left;
	free(c);
	if (!yes || n == 0)
		return;
	if (!app_leave(u->app, N_("Removed from a group"), &j, people, n, &left, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	ui_saved(
	    u, tr_n("%zu person removed; u brings them back", "%zu people removed; u brings them back", left), left);
}

static void choose(
    struct ui *u, const struct kind *k, int64_t id, const struct query *q, const char *words, pick_done *done)
{
	struct choosing *c = mem_alloc(sizeof *c);
	char *title = title_of(u, k, id, words);
	c->group = id;
	pick_open(u, &(struct pick_options){.title = title, .several = true, .query = q}, done, c);
	free(title);
}

void group_people_add(struct ui *u, const struct kind *k, int64_t id)
{
	struct query q;
	query_init(&q, kind_get(KIND_person));
	if (may_change(u))
		choose(u, k, id, &q, _("add people"), added);
	query_free(&q);
}

/* Who answers the group's saved filter now. */
void group_people_refresh(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	size_t joined, left;
	(void)k;
	if (!may_change(u))
		return;
	if (!app_group_refresh(u->app, id, &joined, &left, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	buf_print(&b, tr_n("%zu person joined", "%zu people joined", (unsigned long)joined), joined);
	buf_text(&b, ", ");
	buf_print(&b, tr_n("%zu left", "%zu left", (unsigned long)left), left);
	ui_saved(u, "%s", buf_str(&b));
	buf_free(&b);
}

void group_people_remove(struct ui *u, const struct kind *k, int64_t id)
{
	struct query q;
	people_of(u, id, &q);
	if (may_change(u))
		choose(u, k, id, &q, _("remove people"), gone);
	query_free(&q);
}
