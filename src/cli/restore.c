/* cli/restore.c - obste restore KIND ID: out of the bin. */
#include "cli/command.h"

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	int64_t id;
	return cli_kind(c->args[0], &k, e) && cli_record_id(c, k, c->args[1], &id, e) &&
	       app_unbin(c->app, k, &id, 1, e);
}

static const struct cli_example examples[] = {
    {"list person --bin", N_("what is in the bin, with the ids")},
    {NULL, NULL},
};

const struct cli_command cmd_restore = {
    .name = "restore",
    .args = "KIND ID",
    .least = 2,
    .most = 2,
    .summary = N_("take a record out of the bin"),
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
