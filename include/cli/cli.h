/* cli/cli.h - the command line's only door. Every command is one file of src/cli/ and one row of commands.def. */
#ifndef OBSTE_CLI_CLI_H
#define OBSTE_CLI_CLI_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"
/* Opens the terminal program: main gives it, so that the command line knows no screens. always: colours even where the
 * terminal says none. */
struct cli_look {
	bool color, color_always; /* --color, NO_COLOR */
	bool tips;                /* --no-tips */
};
typedef bool cli_screens(struct app *a, const struct cli_look *look, struct err *e);

/* Understands the words, runs the command, shows its error. Returns the exit code (enum err_code). */
int cli_main(int argc, char **argv, cli_screens *screens);

#endif
