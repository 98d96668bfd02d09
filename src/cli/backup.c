/* cli/backup.c - obste backup [FILE]: a whole, checked copy. */
#include "cli/command.h"

#include <stdlib.h>

#include "app/exchange.h"

static bool run(struct cli *c, struct err *e)
{
	char *made = NULL;
	bool ok = app_backup(c->app, c->nargs ? c->args[0] : NULL, &made, e);
	if (ok)
		puts(made);
	free(made);
	return ok;
}

const struct cli_command cmd_backup = {
    .name = "backup",
    .args = "[FILE]",
    .most = 1,
    .summary = N_("a safety copy; prints where it is"),
    .more = N_("Without FILE into the folder of backups, where the newest ones stay. FILE may be a folder. The copy is "
               "checked before it is said to be made. Attached files are kept too: in the folder files/ beside the "
               "copies, once for all of them, or in FILE.files/."),
    .needs = NEEDS_DATABASE,
    .run = run,
};
