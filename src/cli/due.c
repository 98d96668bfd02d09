/* cli/due.c - obste due: what is overdue or soon due, the worst first. */
#include "cli/command.h"

#include "app/dates.h"
#include "cli/entries.h"

static bool run(struct cli *c, struct err *e)
{
	struct entries t = {.c = c, .json = cli_flag(c, "json")};
	size_t days = 14;
	if (!cli_number(c, "days", &days, e))
		return false;
	entries_begin(&t);
	bool ok = app_due(c->app, (int)(days < 36500 ? days : 36500), entries_tell, &t, e);
	entries_end(&t);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "days", .arg = "N", .help = N_("what ends within N days (14)")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

const struct cli_command cmd_due = {
    .name = "due",
    .args = "",
    .summary = N_("what is overdue or soon due, the worst first"),
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
