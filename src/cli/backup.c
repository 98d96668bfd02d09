/* cli/backup.c - obste backup [FILE]: a whole, checked copy. */
#include "cli/command.h"

#include <stdlib.h>

#include "app/exchange.h"

static bool run(struct cli *c, struct err *e)
{
	char *made = NULL;
	if (!app_backup(c->app, c->nargs ? c->args[0] : NULL, &made, e))
		return false;
	puts(made);
	free(made);
	return true;
}

const struct cli_command cmd_backup = {
    .name = "backup",
    .args = "[FILE]",
    .most = 1,
    .summary = N_("a safety copy; prints where it is"),
    .more = N_("Without FILE into the folder of backups, where the newest ones stay. FILE may be a folder. The copy is "
               "checked before it is said to be made."),
    .needs = NEEDS_DATABASE,
    .run = run,
};
