/* cli/remove.c - obste remove KIND ID: into the bin. */
#include "cli/command.h"

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	int64_t id;
	return cli_kind(c->args[0], &k, e) && cli_record_id(c, k, c->args[1], &id, e) && app_bin(c->app, k, &id, 1, e);
}

const struct cli_command cmd_remove = {
    .name = "remove",
    .args = "KIND ID",
    .least = 2,
    .most = 2,
    .summary = N_("put a record into the bin"),
    .more = N_("\"obste restore KIND ID\" or \"obste undo\" brings it back."),
    .needs = NEEDS_DATABASE,
    .run = run,
};
