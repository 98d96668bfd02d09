/* cli/erase.c - obste erase person ID --yes: a person's data for good, history included (a data-protection request). */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

static bool agreed(struct cli *c, const char *name, struct err *e)
{
	char answer[16] = "";
	if (cli_flag(c, "yes"))
		return true;
	if (!cli_can_ask(c)) {
		err_set(e, ERR_USAGE, _("Erasing cannot be undone, and nobody can be asked here."));
		return err_hint(e, _("Add --yes when you are sure."));
	}
	fprintf(
	    stderr, _("Erase everything about %s for good, history included? It cannot be undone. [yes/no] "), name);
	if (fgets(answer, sizeof answer, stdin) &&
	    (strncmp(answer, "yes", 3) == 0 || strncmp(answer, _("yes"), strlen(_("yes"))) == 0))
		return true;
	return err_set(e, ERR_INTERRUPTED, _("Nothing was erased."));
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	int64_t id;
	char *told = NULL;
	struct buf name = BUF_INIT;
	if (!cli_kind(c->args[0], &k, e))
		return false;
	if (k != kind_get(KIND_person)) {
		err_set(e, ERR_USAGE, _("Only a person's data is erased for good."));
		return err_hint(e, _("\"obste remove %s ID\" puts other records into the bin."), k->key);
	}
	if (!cli_record_id(c, k, c->args[1], &id, e))
		return false;
	app_title(c->app, k, id, &name);
	bool ok = agreed(c, buf_str(&name), e) && app_erase_person(c->app, id, &told, e);
	if (ok && told)
		cli_say("%s", told);
	free(told);
	buf_free(&name);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "yes", .help = N_("do not ask")},
    {.name = NULL},
};

const struct cli_command cmd_erase = {
    .name = "erase",
    .args = "person ID",
    .least = 2,
    .most = 2,
    .summary = N_("a person's data for good, history included"),
    .more =
        N_("For a data-protection request. It cannot be undone; backups and files that were given out are named, as "
           "they may still hold the data."),
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
