/* cli/check.c - obste check: is the database whole, and is there a backup? */
#include "cli/command.h"

#include "app/exchange.h"

static void tell(void *ctx, const char *line)
{
	++*(size_t *)ctx;
	puts(line);
}

static bool run(struct cli *c, struct err *e)
{
	size_t faults = 0;
	if (cli_flag(c, "repair") && !app_repair(c->app, e))
		return false;
	if (app_check(c->app, tell, &faults, e)) {
		cli_say(_("No faults: %s"), app_db_path(c->app));
		return true;
	}
	if (e->code != ERR_NONE)
		return false;
	err_set(e, ERR_FAIL, tr_n("%zu fault was found.", "%zu faults were found.", faults), faults);
	return err_hint(e, _("\"obste backup\" makes a copy now; \"obste restore-backup FILE\" takes a good one."));
}

static const struct cli_option options[] = {
    {.name = "repair", .help = N_("first make the search index and the counts again from the records")},
    {.name = NULL},
};

const struct cli_command cmd_check = {
    .name = "check",
    .args = "",
    .summary = N_("is the database whole, do references name something, is there a backup"),
    .more = N_("Ends with 4 when there is a fault. Attached files that are not here are named; that is no fault, as "
               "files do not travel between laptops."),
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
