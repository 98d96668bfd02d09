/* cli/restore_backup.c - obste restore-backup FILE: a copy in the database's place; the present one is kept beside it.
 */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"

static bool agreed(struct cli *c, struct err *e)
{
	char answer[16] = "";
	if (cli_flag(c, "yes") || !cli_can_ask(c))
		return cli_flag(c, "yes") ||
		       err_set(e, ERR_USAGE, _("Restoring replaces the database; add --yes when you are sure."));
	fprintf(stderr, _("Replace %s by the copy? The present one is kept beside it. [yes/no] "), app_db_path(c->app));
	if (fgets(answer, sizeof answer, stdin) &&
	    (strncmp(answer, "yes", 3) == 0 || strncmp(answer, _("yes"), strlen(_("yes"))) == 0))
		return true;
	return err_set(e, ERR_INTERRUPTED, _("Nothing was changed."));
}

static bool run(struct cli *c, struct err *e)
{
	char *kept = NULL, *passphrase = NULL;
	bool ok = agreed(c, e) && (!app_backup_is_sealed(c->args[0]) || cli_passphrase(c, false, &passphrase, e)) &&
	          app_restore_backup(c->app, c->args[0], passphrase, &kept, e);
	cli_passphrase_free(passphrase);
	if (ok)
		cli_say(_("Restored: %s"), app_db_path(c->app));
	if (kept)
		cli_say(_("What was there before: %s"), kept);
	free(kept);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "yes", .help = N_("do not ask")},
    CLI_PASSPHRASE,
    {.name = NULL},
};

const struct cli_command cmd_restore_backup = {
    .name = "restore-backup",
    .args = "FILE",
    .least = 1,
    .most = 1,
    .summary = N_("put a safety copy in the database's place"),
    .more = N_(
        "The copy is checked first; the present database is kept beside it. Attached files that "
        "are missing are brought back; those that are there stay. A sealed copy (its name ends with .sealed) asks for "
        "its passphrase."),
    .options = options,
    .run = run,
};
