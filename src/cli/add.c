/* cli/add.c - obste add KIND field=value...: a new record; its id alone on stdout. */
#include "cli/command.h"

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	if (!cli_kind(c->args[0], &k, e))
		return false;
	struct record *r = record_new_initial(k, app_types(c->app));
	bool ok = cli_set_fields(c, r, 1, e) && app_save(c->app, r, NULL, NULL, e);
	if (ok)
		printf("%lld\n", (long long)r->id);
	record_free(r);
	return ok;
}

static const struct cli_example examples[] = {
    {"add person surname=Mierlă given=Ilinca phone=069000011", N_("prints the new person's id")},
    {"add workshop title='Cum scriem o petiție' date=vineri starts=18:00", N_("dates as people say them")},
    {NULL, NULL},
};

const struct cli_command cmd_add = {
    .name = "add",
    .args = "KIND field=value...",
    .least = 2,
    .most = -1,
    .summary = N_("a new record; prints its id"),
    .more = N_("What is not said gets its initial value. A reference is an id or a title; \"obste fields KIND\" lists "
               "the fields."),
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
