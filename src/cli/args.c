/* cli/args.c - the words of the command line against the rows of options. Knows no command. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

static const struct cli_option *option_in(const struct cli_option *row, const char *name, size_t n)
{
	for (; row && row->name; row++)
		if (strlen(row->name) == n && memcmp(row->name, name, n) == 0)
			return row;
	return NULL;
}

static const struct cli_option *letter_in(const struct cli_option *row, char letter)
{
	for (; row && row->name; row++)
		if (row->letter == letter)
			return row;
	return NULL;
}

const char *cli_peek(int argc, char **argv, const char *name)
{
	size_t n = strlen(name);
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--", 2) != 0 || strncmp(argv[i] + 2, name, n) != 0)
			continue;
		if (argv[i][2 + n] == '=')
			return argv[i] + 3 + n;
		if (!argv[i][2 + n] && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

static const char *option_name_at(void *ctx, size_t i)
{
	const struct cli *c = ctx;
	const struct cli_option *row = c->command ? c->command->options : NULL;
	for (; row && row->name; row++)
		if (i-- == 0)
			return row->name;
	for (row = cli_global_options(); row->name; row++)
		if (i-- == 0)
			return row->name;
	return NULL;
}

static bool unknown_option(struct cli *c, const char *typed, struct err *e)
{
	char name[64];
	const char *bare = typed + (typed[1] == '-' ? 2 : 1);
	size_t n = strcspn(bare, "=");
	if (n >= sizeof name)
		n = sizeof name - 1;
	memcpy(name, bare, n);
	name[n] = '\0';
	const char *near = cli_nearest(name, option_name_at, c);
	err_set(e, ERR_USAGE, _("There is no option \"%s\" here."), typed);
	if (near)
		return err_hint(e, _("Did you mean --%s?"), near);
	if (c->command)
		return err_hint(e, _("\"obste help %s\" shows the options."), c->command->name);
	return err_hint(e, _("\"obste help\" shows the commands and options."));
}

static void give(struct cli *c, const struct cli_option *o, const char *value)
{
	c->given[c->ngiven++] = (struct cli_given){o, value};
}

/* --name, --name=value, --name value. */
static bool take_long(struct cli *c, int argc, char **argv, int *i, struct err *e)
{
	const char *name = argv[*i] + 2;
	size_t n = strcspn(name, "=");
	const struct cli_option *o = c->command ? option_in(c->command->options, name, n) : NULL;
	if (!o)
		o = option_in(cli_global_options(), name, n);
	if (!o)
		return unknown_option(c, argv[*i], e);
	if (!o->arg && name[n])
		return err_set(e, ERR_USAGE, _("The option --%s takes no value."), o->name);
	if (o->arg && !name[n] && *i + 1 >= argc)
		return err_set(e, ERR_USAGE, _("The option --%s needs a value: --%s %s"), o->name, o->name, o->arg);
	give(c, o, !o->arg ? "" : name[n] ? name + n + 1 : argv[++*i]);
	return true;
}

/* -o value, -ovalue, -h. */
static bool take_short(struct cli *c, int argc, char **argv, int *i, struct err *e)
{
	const char *word = argv[*i];
	const struct cli_option *o = c->command ? letter_in(c->command->options, word[1]) : NULL;
	if (!o)
		o = letter_in(cli_global_options(), word[1]);
	if (!o || (!o->arg && word[2]))
		return unknown_option(c, word, e);
	if (o->arg && !word[2] && *i + 1 >= argc)
		return err_set(e, ERR_USAGE, _("The option -%c needs a value: -%c %s"), o->letter, o->letter, o->arg);
	give(c, o, !o->arg ? "" : word[2] ? word + 2 : argv[++*i]);
	return true;
}

static const char *command_name_at(void *ctx, size_t i)
{
	size_t count;
	const struct cli_command *const *all = cli_commands(&count);
	(void)ctx;
	return i < count ? all[i]->name : NULL;
}

static bool take_command(struct cli *c, const char *word, struct err *e)
{
	c->command = cli_command_find(word);
	if (c->command)
		return true;
	const char *near = cli_nearest(word, command_name_at, NULL);
	err_set(e, ERR_USAGE, _("There is no command \"%s\"."), word);
	if (near)
		return err_hint(e, _("Did you mean \"obste %s\"?"), near);
	return err_hint(e, _("\"obste help\" shows the commands and options."));
}

/* A lone "-" is stdin; "-12" is a number or a date, as no option's letter is a digit. */
static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] && !(word[1] >= '0' && word[1] <= '9');
}

/* A global option may stand before the command, so the command is looked for before the options are understood. */
static bool take_words(struct cli *c, int argc, char **argv, struct err *e)
{
	bool only_words = false;
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];
		if (!only_words && strcmp(word, "--") == 0)
			only_words = true;
		else if (!only_words && is_option(word)) {
			if (word[1] == '-' ? !take_long(c, argc, argv, &i, e) : !take_short(c, argc, argv, &i, e))
				return false;
		} else if (!c->command) {
			if (!take_command(c, word, e))
				return false;
		} else
			c->args[c->nargs++] = word;
	}
	return true;
}

static bool check_count(const struct cli *c, struct err *e)
{
	if (!c->command || cli_flag(c, "help"))
		return true;
	if (c->nargs >= c->command->least && (c->command->most < 0 || c->nargs <= c->command->most))
		return true;
	if (c->nargs < c->command->least)
		err_set(e, ERR_USAGE, _("Something is missing after \"%s\"."), c->command->name);
	else
		err_set(e, ERR_USAGE, _("The command \"%s\" does not take so many words: \"%s\" is too much."),
		    c->command->name, c->args[c->command->most]);
	return err_hint(e, "obste %s %s", c->command->name, c->command->args);
}

/* "ro|ru|en" lists the words that can be given; capitals ("person:ID") are places to fill. */
static bool value_fits(const char *arg, const char *value)
{
	if (!arg || !strchr(arg, '|') || strpbrk(arg, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return true;
	for (const char *p = arg; *p; p += p[strcspn(p, "|")] ? strcspn(p, "|") + 1 : strcspn(p, "|"))
		if (strlen(value) == strcspn(p, "|") && strncmp(p, value, strlen(value)) == 0)
			return true;
	return false;
}

static bool check_values(const struct cli *c, struct err *e)
{
	for (int i = 0; i < c->ngiven; i++) {
		const struct cli_option *o = c->given[i].option;
		if (!value_fits(o->arg, c->given[i].value))
			return err_set(
			    e, ERR_USAGE, _("--%s takes one of %s, not \"%s\"."), o->name, o->arg, c->given[i].value);
	}
	return true;
}

bool cli_parse(struct cli *c, int argc, char **argv, struct err *e)
{
	c->args = mem_array((size_t)argc + 1, sizeof *c->args);
	c->given = mem_array((size_t)argc + 1, sizeof *c->given);
	return take_words(c, argc, argv, e) && check_values(c, e) && check_count(c, e);
}

void cli_free(struct cli *c)
{
	free(c->args);
	free(c->given);
	c->args = NULL;
	c->given = NULL;
}

const char *cli_option_at(const struct cli *c, const char *name, int n)
{
	for (int i = 0; i < c->ngiven; i++)
		if (strcmp(c->given[i].option->name, name) == 0 && n-- == 0)
			return c->given[i].value;
	return NULL;
}

const char *cli_option(const struct cli *c, const char *name)
{
	size_t n = strlen(name);
	if (!option_in(cli_global_options(), name, n) && !(c->command && option_in(c->command->options, name, n)))
		abort(); /* a command asked for an option that its row does not have */
	for (int i = c->ngiven - 1; i >= 0; i--)
		if (strcmp(c->given[i].option->name, name) == 0)
			return c->given[i].value;
	return NULL;
}

bool cli_flag(const struct cli *c, const char *name)
{
	return cli_option(c, name) != NULL;
}

bool cli_date(const struct cli *c, const char *name, date_t *out, struct err *e)
{
	const char *typed = cli_option(c, name);
	if (!typed || date_parse(typed, clock_today(app_clock(c->app)), out))
		return true;
	err_set(e, ERR_INVALID, _("Not understood as a date: \"%s\" (--%s)."), typed, name);
	return err_hint(e, _("Examples: vineri, 27.11, +2s, 2026-11-27"));
}

bool cli_period(const struct cli *c, date_t *from, date_t *to, struct err *e)
{
	if (!cli_date(c, "from", from, e) || !cli_date(c, "to", to, e))
		return false;
	if (*from == DATE_NONE || *to == DATE_NONE || *from <= *to)
		return true;
	err_set(e, ERR_INVALID, _("The period ends before it begins (--from, --to)."));
	return err_hint(e, _("Examples: vineri, 27.11, +2s, 2026-11-27"));
}

bool cli_number(const struct cli *c, const char *name, size_t *out, struct err *e)
{
	const char *typed = cli_option(c, name);
	if (!typed)
		return true;
	if (!*typed || strlen(typed) > 9 || strspn(typed, "0123456789") != strlen(typed))
		return err_set(e, ERR_USAGE, _("--%s takes a whole number, not \"%s\"."), name, typed);
	*out = (size_t)strtoul(typed, NULL, 10);
	return true;
}

bool cli_can_ask(const struct cli *c)
{
	return !cli_flag(c, "no-input") && isatty(STDIN_FILENO);
}
