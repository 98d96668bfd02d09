/* cli/completions.c - obste completions bash|zsh|fish: made from the rows of commands, options, kinds and reports. */
#include "cli/command.h"

#include <ctype.h>
#include <string.h>

#include "app/report.h"

/* Which words may stand in a place of the syntax: "KIND|ics|json" gives the kinds and two words. */
static void add_words(const char *place, size_t n, struct buf *out)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	if (n == 4 && memcmp(place, "KIND", 4) == 0)
		for (size_t i = 0; i < count; i++)
			buf_print(out, " %s", all[i].key);
	else if (n == 6 && memcmp(place, "REPORT", 6) == 0)
		for (size_t i = 0; i < app_report_count(); i++)
			buf_print(out, " %s", app_report_name(i));
	else if (n == 7 && memcmp(place, "COMMAND", 7) == 0) {
		const struct cli_command *const *commands = cli_commands(&count);
		for (size_t i = 0; i < count; i++)
			if (!commands[i]->hidden)
				buf_print(out, " %s", commands[i]->name);
	} else if (n && islower((unsigned char)place[0])) {
		buf_char(out, ' ');
		buf_add(out, place, n);
	}
}

static void words_of(const char *places, struct buf *out)
{
	for (const char *p = places; *p;) {
		size_t n = strcspn(p, "|[] .");
		add_words(p, n, out);
		p += n;
		p += *p != '\0';
	}
}

/* The words that may follow a command: those of its first place ("KIND field=value..."). */
static void first_words(const struct cli_command *k, struct buf *out)
{
	char place[128];
	const char *p = k->args + strspn(k->args, "[");
	size_t n = strcspn(p, " ");
	if (strchr(p, '=') && strchr(p, '=') < p + n)
		return;
	snprintf(place, sizeof place, "%.*s", (int)n, p);
	words_of(place, out);
	if (strcmp(k->args, "KIND|ics|json FILE") != 0 && strstr(k->args, "[KIND"))
		words_of("KIND", out);
}

static void option_words(const struct cli_option *o, struct buf *out)
{
	for (; o && o->name; o++)
		buf_print(out, " --%s", o->name);
}

/* "text|csv": words; "KIND": kinds; "FILE", "DIR": files; otherwise nothing can be offered. */
static bool takes_file(const struct cli_option *o)
{
	return o->arg && (strcmp(o->arg, "FILE") == 0 || strcmp(o->arg, "DIR") == 0);
}

/* ---- bash */

static void bash_values(const struct cli_option *o)
{
	for (; o && o->name; o++) {
		struct buf words = BUF_INIT;
		if (!o->arg)
			continue;
		words_of(o->arg, &words);
		if (takes_file(o))
			printf("\t\t%s--%s) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n",
			    o->letter == 'o' ? "-o|" : "", o->name);
		else if (words.len)
			printf("\t\t--%s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", o->name,
			    buf_str(&words) + 1);
		buf_free(&words);
	}
}

static void bash_command(const struct cli_command *k)
{
	struct buf words = BUF_INIT, options = BUF_INIT;
	first_words(k, &words);
	option_words(k->options, &options);
	printf("\t%s)\n\t\twords='%s'\n\t\toptions='%s' ;;\n", k->name, words.len ? buf_str(&words) + 1 : "",
	    options.len ? buf_str(&options) + 1 : "");
	buf_free(&words);
	buf_free(&options);
}

static void print_bash(const struct cli_command *const *all, size_t count)
{
	struct buf names = BUF_INIT, globals = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		if (!all[i]->hidden)
			buf_print(&names, " %s", all[i]->name);
	option_words(cli_global_options(), &globals);
	puts("# obste completions bash > /usr/share/bash-completion/completions/obste");
	puts("_obste() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= words= "
	     "options= i\n"
	     "\tCOMPREPLY=()\n"
	     "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	     "\t\tcase ${COMP_WORDS[i]} in\n"
	     "\t\t--db|--lang|--color) ((i++)) ;;\n"
	     "\t\t-*) ;;\n"
	     "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
	     "\t\tesac\n\tdone\n\tcase $prev in");
	bash_values(cli_global_options());
	puts("\tesac\n\tcase $command.$prev in");
	for (size_t i = 0; i < count; i++)
		for (const struct cli_option *o = all[i]->options; o && o->name; o++) {
			struct buf words = BUF_INIT;
			if (o->arg)
				words_of(o->arg, &words);
			if (takes_file(o))
				printf("\t%s.--%s%s%s%s) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n",
				    all[i]->name, o->name, o->letter ? "|" : "", o->letter ? all[i]->name : "",
				    o->letter ? (char[]){'.', '-', o->letter, 0} : "");
			else if (words.len)
				printf("\t%s.--%s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n",
				    all[i]->name, o->name, buf_str(&words) + 1);
			buf_free(&words);
		}
	puts("\tesac\n\tcase $command in");
	printf("\t'')\n\t\twords='%s'\n\t\toptions='' ;;\n", buf_str(&names) + 1);
	for (size_t i = 0; i < count; i++)
		bash_command(all[i]);
	printf("\tesac\n\tcase $cur in\n\t-*) COMPREPLY=($(compgen -W \"$options%s\" -- \"$cur\")) ;;\n"
	       "\t*)\n\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	       "\t\t[ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n\tesac\n}\n"
	       "complete -o filenames -F _obste obste\n",
	    buf_str(&globals));
	buf_free(&names);
	buf_free(&globals);
}

/* ---- fish and zsh: with the summaries */

/* Inside single quotes of a shell. */
static void put_quoted(const char *text, const char *more)
{
	putchar('\'');
	for (const char *p = text; *p; p++) {
		if (*p == '\'')
			fputs("'\\''", stdout);
		else if (strchr(more, *p))
			printf("\\%c", *p);
		else
			putchar(*p);
	}
	putchar('\'');
}

static void fish_option(const struct cli_option *o, const char *condition)
{
	struct buf words = BUF_INIT;
	for (; o && o->name; o++) {
		printf("complete -c obste%s -l %s", condition, o->name);
		if (o->letter)
			printf(" -s %c", o->letter);
		buf_clear(&words);
		if (o->arg)
			words_of(o->arg, &words);
		if (o->arg)
			fputs(takes_file(o) ? " -r -F" : " -x", stdout);
		if (words.len)
			printf(" -a '%s'", buf_str(&words) + 1);
		fputs(" -d ", stdout);
		put_quoted(tr(o->help), "");
		putchar('\n');
	}
	buf_free(&words);
}

static void print_fish(const struct cli_command *const *all, size_t count)
{
	puts("# obste completions fish > ~/.config/fish/completions/obste.fish");
	fish_option(cli_global_options(), "");
	for (size_t i = 0; i < count; i++) {
		struct buf words = BUF_INIT;
		char condition[96];
		if (all[i]->hidden)
			continue;
		printf("complete -c obste -n __fish_use_subcommand -a %s -d ", all[i]->name);
		put_quoted(tr(all[i]->summary), "");
		putchar('\n');
		snprintf(condition, sizeof condition, " -n '__fish_seen_subcommand_from %s'", all[i]->name);
		first_words(all[i], &words);
		if (words.len)
			printf("complete -c obste%s%s -a '%s'\n", condition, strstr(all[i]->args, "FILE") ? "" : " -f",
			    buf_str(&words) + 1);
		fish_option(all[i]->options, condition);
		buf_free(&words);
	}
}

static void zsh_option(const struct cli_option *o)
{
	for (; o && o->name; o++) {
		struct buf spec = BUF_INIT, words = BUF_INIT;
		buf_print(&spec, "%s--%s%s[%s]", o->many ? "*" : "", o->name, o->arg ? "=" : "", tr(o->help));
		for (char *p = strchr(spec.data, '[') + 1; *p && p[1]; p++)
			if (*p == '[' || *p == ']' || *p == ':')
				*p = *p == ':' ? ',' : *p == '[' ? '(' : ')';
		if (o->arg)
			words_of(o->arg, &words);
		if (takes_file(o))
			buf_print(&spec, ":%s:_files", o->arg);
		else if (words.len)
			buf_print(&spec, ":value:(%s)", buf_str(&words) + 1);
		else if (o->arg)
			buf_text(&spec, ":value:");
		fputs(" \\\n\t\t\t", stdout);
		put_quoted(buf_str(&spec), "");
		buf_free(&spec);
		buf_free(&words);
	}
}

static void print_zsh(const struct cli_command *const *all, size_t count)
{
	puts("#compdef obste\n# obste completions zsh > a folder of $fpath, as _obste\n\n_obste() {\n\tlocal state "
	     "line\n\tlocal -a "
	     "commands\n\tcommands=(");
	for (size_t i = 0; i < count; i++)
		if (!all[i]->hidden) {
			struct buf b = BUF_INIT;
			buf_print(&b, "%s:%s", all[i]->name, tr(all[i]->summary));
			fputs("\t\t", stdout);
			put_quoted(buf_str(&b), "");
			putchar('\n');
			buf_free(&b);
		}
	fputs("\t)\n\t_arguments -C", stdout);
	zsh_option(cli_global_options());
	puts(" \\\n\t\t'1:command:->command' '*::words:->words'\n\tcase $state in\n\tcommand) _describe command "
	     "commands ;;\n"
	     "\twords)\n\t\tcase $line[1] in");
	for (size_t i = 0; i < count; i++) {
		struct buf words = BUF_INIT;
		first_words(all[i], &words);
		printf("\t\t%s) _arguments", all[i]->name);
		zsh_option(all[i]->options);
		if (words.len)
			printf(" \\\n\t\t\t'1:what:(%s)'", buf_str(&words) + 1);
		puts(" \\\n\t\t\t'*:file:_files' ;;");
		buf_free(&words);
	}
	puts("\t\tesac ;;\n\tesac\n}\n\n_obste \"$@\"");
}

static const struct shell {
	const char *name;
	void (*print)(const struct cli_command *const *all, size_t count);
} shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

static bool run(struct cli *c, struct err *e)
{
	size_t count;
	const struct cli_command *const *all = cli_commands(&count);
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
		if (strcmp(shells[i].name, c->args[0]) == 0) {
			shells[i].print(all, count);
			return true;
		}
	return err_set(e, ERR_USAGE, _("Completions are made for bash, zsh and fish, not for \"%s\"."), c->args[0]);
}

static const struct cli_example examples[] = {
    {"completions bash > ~/.local/share/bash-completion/completions/obste", NULL},
    {NULL, NULL},
};

const struct cli_command cmd_completions = {
    .name = "completions",
    .args = "bash|zsh|fish",
    .least = 1,
    .most = 1,
    .summary = N_("completions for the shell"),
    .examples = examples,
    .run = run,
};
