/* cli/help.c - obste help [COMMAND]: made from the rows. */
#include "cli/command.h"

#include <string.h>

#include "base/text.h"

static void put_wrapped(void *ctx, const char *bytes, size_t n)
{
	printf("%*s%.*s\n", *(int *)ctx, "", (int)n, bytes);
}

static void wrapped(const char *text, int indent)
{
	int cells = cli_cells();
	text_wrap(text, (cells > 40 && cells < 100 ? cells : 80) - indent, put_wrapped, &indent);
}

/* Two columns: the word and what it does. */
static void put_pair(const char *left, const char *right, int width)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "  ");
	if (text_width(left) <= width)
		text_fit(left, width, TEXT_LEFT, false, &b);
	else {
		buf_print(&b, "%s\n  ", left);
		buf_repeat(&b, " ", width);
	}
	buf_print(&b, "  %s", right);
	puts(buf_str(&b));
	buf_free(&b);
}

static void put_options(const struct cli_option *o)
{
	for (; o && o->name; o++) {
		struct buf b = BUF_INIT;
		cli_option_text(o, &b);
		put_pair(buf_str(&b), tr(o->help), 24);
		buf_free(&b);
	}
}

static void help_all(void)
{
	size_t count;
	const struct cli_command *const *all = cli_commands(&count);
	puts(_("obste - the notebook of a community organizing group"));
	printf("\n  obste [%s] [%s ...]\n\n", _("options"), _("COMMAND"));
	puts(_("Without a command: the terminal program."));
	printf("\n%s\n", _("Commands:"));
	for (size_t i = 0; i < count; i++) {
		struct buf b = BUF_INIT;
		buf_print(&b, "%s%s%s", all[i]->name, *all[i]->args ? " " : "", all[i]->args);
		if (!all[i]->hidden)
			put_pair(buf_str(&b), tr(all[i]->summary), 30);
		buf_free(&b);
	}
	printf("\n%s\n", _("Options of every command:"));
	put_options(cli_global_options());
	printf("\n%s\n", _("Dates: 2026-11-27, 27.11, azi, vineri, +2s, завтра, next mon."));
	puts(_(
	    "Exit codes: 0 done, 1 error, 2 wrong usage, 3 not found, 4 invalid data, 5 database busy, 6 no permission "
	    "or disk full, 130 interrupted."));
	puts(_("\"obste help COMMAND\" shows more."));
}

static void help_one(const struct cli_command *k)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "obste ");
	cli_syntax(k, &b);
	wrapped(buf_str(&b), 0);
	buf_free(&b);
	putchar('\n');
	wrapped(tr(k->summary), 0);
	if (k->more) {
		putchar('\n');
		wrapped(tr(k->more), 0);
	}
	if (k->options && k->options->name)
		printf("\n%s\n", _("Options:"));
	put_options(k->options);
	if (k->examples && k->examples->line)
		printf("\n%s\n", _("Examples:"));
	for (const struct cli_example *x = k->examples; x && x->line; x++) {
		printf("  obste %s\n", x->line);
		if (x->says)
			printf("      %s\n", tr(x->says));
	}
}

static const char *name_at(void *ctx, size_t i)
{
	size_t count;
	const struct cli_command *const *all = cli_commands(&count);
	(void)ctx;
	return i < count ? all[i]->name : NULL;
}

static bool run(struct cli *c, struct err *e)
{
	if (c->nargs == 0) {
		help_all();
		return true;
	}
	const struct cli_command *k = cli_command_find(c->args[0]);
	if (k) {
		help_one(k);
		return true;
	}
	const char *near = cli_nearest(c->args[0], name_at, NULL);
	err_set(e, ERR_USAGE, _("There is no command \"%s\"."), c->args[0]);
	return near ? err_hint(e, _("Did you mean \"obste %s\"?"), near) : false;
}

const struct cli_command cmd_help = {
    .name = "help",
    .args = "[COMMAND]",
    .most = 1,
    .summary = N_("the commands; one command with its options and examples"),
    .run = run,
};
