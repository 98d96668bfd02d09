/* cli/cli.h - the command line's only door. Every command is one file of src/cli/ and one row of commands.def. */
#ifndef OBSTE_CLI_CLI_H
#define OBSTE_CLI_CLI_H

/* Understands the words, runs the command, shows its error. Returns the exit code (enum err_code). */
int cli_main(int argc, char **argv);

#endif
