/* main.c - start-up and nothing else: the command line is given the screens, so that neither knows the other. */
#include "cli/cli.h"
#include "ui/ui.h"

static bool screens(struct app *a, const struct cli_look *look, struct err *e)
{
	const struct ui_options o = {
	    .color = look->color, .color_always = look->color_always, .mouse = true, .tips = look->tips};
	return ui_run(a, &o, e);
}

int main(int argc, char **argv)
{
	return cli_main(argc, argv, screens);
}
