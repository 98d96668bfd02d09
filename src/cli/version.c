/* cli/version.c - obste version. */
#include "cli/command.h"

#include "base/version.h"

static bool run(struct cli *c, struct err *e)
{
	(void)c;
	(void)e;
	printf("obste %s\n", OBSTE_VERSION);
	return true;
}

const struct cli_command cmd_version = {
    .name = "version",
    .args = "",
    .summary = N_("the program's version"),
    .run = run,
};
