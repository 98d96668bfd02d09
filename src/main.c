/* main.c - start-up and nothing else: the command line is given the screens, so that neither knows the other. */
#include "cli/cli.h"
#include "ui/ui.h"

static bool screens(struct app *a, bool color, bool always, struct err *e)
{
	const struct ui_options o = {.color = color, .color_always = always, .mouse = true};
	return ui_run(a, &o, e);
}

int main(int argc, char **argv)
{
	return cli_main(argc, argv, screens);
}
