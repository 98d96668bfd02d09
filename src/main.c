/* main.c - start-up and nothing else: the command line is given the screens, so that neither knows the other. */
#include "cli/cli.h"
#include "ui/ui.h"

static bool run(struct app *a, const struct cli_look *look, struct err *e)
{
	const struct ui_options o = {
	    .color = look->color, .color_always = look->color_always, .mouse = look->mouse, .tips = look->tips};
	return ui_run(a, &o, e);
}

int main(int argc, char **argv)
{
	static const struct cli_screens screens = {.run = run, .keys = ui_keys};
	return cli_main(argc, argv, &screens);
}
