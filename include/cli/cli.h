/* cli/cli.h - the command line's only door. Every command is one file of src/cli/ and one row of commands.def. */
#ifndef OBSTE_CLI_CLI_H
#define OBSTE_CLI_CLI_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"

/* What the options say of the terminal. always: colours even where the terminal says none. */
struct cli_look {
	bool color, color_always; /* --color, NO_COLOR */
	bool tips;                /* --no-tips */
	bool mouse;               /* --no-mouse */
};
/* The terminal program: main gives it, so that the command line knows no screens. */
struct cli_screens {
	bool (*run)(struct app *a, const struct cli_look *look, struct err *e);
	/* each row of each table of keys, translated, for the manual */
	void (*keys)(void (*row)(void *ctx, const char *where, const char *keys, const char *help), void *ctx);
};

/* Understands the words, runs the command, shows its error. Returns the exit code (enum err_code). */
int cli_main(int argc, char **argv, const struct cli_screens *screens);

#endif
