/* cli/redo.c - obste redo: what undo took back, made again. */
#include "cli/command.h"

static bool run(struct cli *c, struct err *e)
{
	struct app_undone done;
	if (!app_redo(c->app, &done, e))
		return false;
	cli_say("%s", done.text);
	return true;
}

const struct cli_command cmd_redo = {
    .name = "redo",
    .args = "",
    .summary = N_("make again what undo took back"),
    .needs = NEEDS_DATABASE,
    .run = run,
};
