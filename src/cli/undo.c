/* cli/undo.c - obste undo: the last change of this laptop taken back, across restarts. */
#include "cli/command.h"

static bool run(struct cli *c, struct err *e)
{
	struct app_undone done;
	if (!app_undo(c->app, &done, e))
		return false;
	cli_say("%s", done.text);
	return true;
}

const struct cli_command cmd_undo = {
    .name = "undo",
    .args = "",
    .summary = N_("take the last change back"),
    .more = N_("A whole import or a roll-call is one change. \"obste redo\" makes it again."),
    .needs = NEEDS_DATABASE,
    .run = run,
};
