/* cli/backup.c - obste backup [FILE]: a whole, checked copy. */
#include "cli/command.h"

#include <stdlib.h>

#include "app/exchange.h"

/* Said before it is asked for: afterwards it is too late to choose one that is kept in mind. */
static bool set_passphrase(struct cli *c, struct err *e)
{
	char *passphrase;
	cli_say(
	    "%s", _("Copies will be sealed. Who forgets the passphrase loses them: nobody can open them without it."));
	if (!cli_passphrase(c, true, &passphrase, e))
		return false;
	bool ok = app_backup_set_passphrase(c->app, passphrase, e);
	cli_passphrase_free(passphrase);
	return ok;
}

static bool seal(struct cli *c, struct err *e)
{
	if (cli_flag(c, "set-passphrase") && cli_flag(c, "no-passphrase"))
		return err_set(e, ERR_USAGE, _("Either --set-passphrase or --no-passphrase."));
	if (cli_flag(c, "set-passphrase"))
		return set_passphrase(c, e);
	return !cli_flag(c, "no-passphrase") || app_backup_set_passphrase(c->app, NULL, e);
}

static bool run(struct cli *c, struct err *e)
{
	char *made = NULL;
	bool ok = seal(c, e) && app_backup(c->app, c->nargs ? c->args[0] : NULL, &made, e);
	if (ok)
		puts(made);
	free(made);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "set-passphrase", .help = N_("seal copies from now on, and those in the folder; asks for a passphrase")},
    {.name = "no-passphrase", .help = N_("make open copies from now on")},
    CLI_PASSPHRASE,
    {.name = NULL},
};

const struct cli_command cmd_backup = {
    .name = "backup",
    .args = "[FILE]",
    .most = 1,
    .summary = N_("a safety copy; prints where it is"),
    .more = N_("Without FILE into the folder of backups, where the newest ones stay. FILE may be a folder. The copy is "
               "checked before it is said to be made. Attached files are kept too: in the folder files/ beside the "
               "copies, once for all of them, or in FILE.files/. With a passphrase set, copies and files are sealed "
               "(names ending "
               "with .sealed): making one asks nothing, putting one back asks for the passphrase. Nobody can recover a "
               "forgotten one."),
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
