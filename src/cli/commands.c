/* cli/commands.c - the table of commands, made from commands.def, and the options that all of them take. */
#include "cli/command.h"

#include <string.h>

#define COMMAND(name) extern const struct cli_command cmd_##name;
#include "cli/commands.def"
#undef COMMAND

static const struct cli_command *const commands[] = {
#define COMMAND(name) &cmd_##name,
#include "cli/commands.def"
#undef COMMAND
};

static const struct cli_option global_options[] = {
    {.name = "db", .arg = "FILE", .help = N_("another database ($OBSTE_DB, or the usual place)")},
    {.name = "lang", .arg = "ro|ru|en", .help = N_("language of the words")},
    {.name = "color", .arg = "auto|always|never", .help = N_("colours; NO_COLOR is obeyed")},
    {.name = "no-mouse", .help = N_("keys only: the mouse is left to the terminal, to mark and copy text")},
    {.name = "plain", .help = N_("plain text: one \"label: value\" a line, nothing drawn")},
    {.name = "readonly", .help = N_("look only, change nothing")},
    {.name = "no-tips", .help = N_("no tips at the first visits of the screens")},
    {.name = "no-input", .help = N_("never ask; a question becomes an error that names the missing flag")},
    {.name = "progress-fd",
        .arg = "N",
        .help = N_("long work tells into this descriptor how far it is: lines \"DONE WHOLE\"")},
    {.name = "help", .letter = 'h', .help = N_("help for the command")},
    {.name = "version", .letter = 'V', .help = N_("the version")},
    {.name = NULL},
};

const struct cli_command *const *cli_commands(size_t *count)
{
	*count = sizeof commands / sizeof *commands;
	return commands;
}

const struct cli_command *cli_command_find(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

const struct cli_option *cli_global_options(void)
{
	return global_options;
}
