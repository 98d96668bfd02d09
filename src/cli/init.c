/* cli/init.c - obste init: a new, empty database. */
#include "cli/command.h"

#include <stdlib.h>

#include "base/path.h"

static bool make_folder(const char *path, struct err *e)
{
	char *folder = path_dir(path);
	bool ok = path_make_dirs(folder, e);
	free(folder);
	return ok;
}

static bool run(struct cli *c, struct err *e)
{
	const struct app_new_group group = {
	    .name = cli_option(c, "name"), .locality = cli_option(c, "locality"), .who = cli_option(c, "who")};
	if (!group.name || !*group.name) {
		err_set(e, ERR_USAGE, _("The group needs a name."));
		return err_hint(e, "obste init --name \"Grup de inițiativă Botanica\"");
	}
	if (path_exists(app_db_path(c->app))) {
		err_set(
		    e, ERR_DENIED, _("There already is a database: %s. It was left as it is."), app_db_path(c->app));
		return err_hint(e, _("Another one: obste --db FILE init --name NAME"));
	}
	if (!make_folder(app_db_path(c->app), e) || !app_open(c->app, &group, e))
		return false;
	cli_say(_("Made: %s"), app_db_path(c->app));
	return true;
}

static const struct cli_option options[] = {
    {.name = "name", .arg = "NAME", .help = N_("the group's name")},
    {.name = "locality", .arg = "PLACE", .help = N_("where it works")},
    {.name = "who", .arg = "PERSON", .help = N_("who works at this laptop, for the history")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"init --name 'Poșta Veche' --locality Chișinău", NULL},
    {NULL, NULL},
};

const struct cli_command cmd_init = {
    .name = "init",
    .args = "",
    .summary = N_("a new, empty database"),
    .options = options,
    .examples = examples,
    .run = run,
};
