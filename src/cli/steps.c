/* cli/steps.c - obste steps ACTION [LIST]: the lists of steps for its type; one of them put in. */
#include "cli/command.h"

#include <string.h>

#include "app/plan.h"

struct looking {
	const char *wanted; /* NULL: all are told */
	int64_t template;
	char id[64];
	bool found;
};

static bool is_wanted(const struct looking *l, const struct app_plan *p)
{
	return strcmp(l->wanted, p->name) == 0 || (*p->name_id && strcmp(l->wanted, p->name_id) == 0);
}

static bool look(void *ctx, const struct app_plan *p)
{
	struct looking *l = ctx;
	struct buf b = BUF_INIT;
	if (!l->wanted) {
		buf_print(&b, "%-14s %s (%zu)\n", *p->name_id ? p->name_id : "*", p->name, p->steps);
		cli_print_text(buf_str(&b));
		buf_free(&b);
		return true;
	}
	if (!is_wanted(l, p))
		return true;
	l->found = true;
	l->template = p->template;
	snprintf(l->id, sizeof l->id, "%s", p->name_id);
	return false;
}

static bool run(struct cli *c, struct err *e)
{
	struct looking l = {.wanted = c->nargs > 1 ? c->args[1] : NULL};
	struct record *r = NULL;
	int64_t id;
	size_t made;
	if (!cli_record_id(c, kind_get(KIND_action), c->args[0], &id, e) ||
	    !app_get(c->app, kind_get(KIND_action), id, &r, e))
		return false;
	bool ok = app_plans(c->app, l.wanted ? NULL : record_text(r, action_type), look, &l, e);
	record_free(r);
	if (!ok || !l.wanted)
		return ok;
	if (!l.found)
		return err_set(e, ERR_NOT_FOUND, _("There is no list of steps \"%s\"."), l.wanted);
	if (!app_plan_apply(c->app, id, l.template, l.id, &made, e))
		return false;
	printf(tr_n("%zu step put in", "%zu steps put in", made), made);
	putchar('\n');
	return true;
}

static const struct cli_example examples[] = {
    {"steps 'Pichet tăcut la primărie'", N_("the lists for actions of its type; * the group's own")},
    {"steps 'Pichet tăcut la primărie' direct", N_("steps, roles and safety list put in, dated from its first day")},
    {NULL, NULL},
};

const struct cli_command cmd_steps = {
    .name = "steps",
    .args = "ACTION [LIST]",
    .least = 1,
    .most = 2,
    .summary = N_("lists of steps for an action; put one in"),
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
