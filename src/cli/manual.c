/* cli/manual.c - obste manual: the page obste(1) in the language, made from the rows of commands, kinds and fields. */
#include "cli/command.h"

#include <string.h>

/* Text for mdoc: a backslash is \e; a line must not begin with a dot or an apostrophe; a hyphen stays a hyphen. */
static void put(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (const char *p = text; *p; p++) {
		if (*p == '\\')
			fputs("\\e", stdout);
		else if (*p == '-')
			fputs("\\-", stdout);
		else if (*p == '^') /* a bare one is printed as an accent */
			fputs("\\(ha", stdout);
		else if (*p == '`')
			fputs("\\(ga", stdout);
		else if (*p == '"')
			fputs("\\(dq", stdout);
		else if (*p == '\n')
			fputs("\n.br\n", stdout);
		else
			putchar(*p);
	}
}

static void put_section(const char *title)
{
	fputs(".Sh \"", stdout);
	put(title);
	puts("\"");
}

static void put_item(const char *term)
{
	fputs(".It \"", stdout);
	put(term);
	puts("\"");
}

static void put_line(const char *text)
{
	put(text);
	putchar('\n');
}

static void put_options(const struct cli_option *o)
{
	if (!o || !o->name)
		return;
	puts(".Bl -tag -width Ds -compact");
	for (; o->name; o++) {
		struct buf b = BUF_INIT;
		cli_option_text(o, &b);
		put_item(buf_str(&b));
		put_line(tr(o->help));
		buf_free(&b);
	}
	puts(".El");
}

static void put_command(const struct cli_command *k)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "obste %s%s%s", k->name, *k->args ? " " : "", k->args);
	put_item(buf_str(&b));
	buf_clear(&b);
	put_line(tr(k->summary));
	if (k->more) {
		puts(".Pp");
		put_line(tr(k->more));
	}
	put_options(k->options);
	for (const struct cli_example *x = k->examples; x && x->line; x++) {
		buf_clear(&b);
		buf_print(&b, "obste %s", x->line);
		fputs(".Dl ", stdout);
		put_line(buf_str(&b));
		if (x->says)
			put_line(tr(x->says));
	}
	buf_free(&b);
}

static void put_commands(void)
{
	size_t count;
	const struct cli_command *const *all = cli_commands(&count);
	put_section(_("COMMANDS"));
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < count; i++)
		if (!all[i]->hidden)
			put_command(all[i]);
	puts(".El");
}

static void put_field(const struct field *f)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%s (%s%s%s)", f->key, f->type->name, f->target ? " " : "", f->target ? f->target : "");
	put_item(buf_str(&b));
	buf_clear(&b);
	buf_print(&b, "%s%s", tr(f->label), f->in & REQUIRED ? " *" : "");
	for (const struct choice *c = f->choices; c && c->code; c++)
		buf_print(&b, "%s%s", c == f->choices ? ": " : ", ", c->code);
	put_line(buf_str(&b));
	buf_free(&b);
}

static void put_kinds(void)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	put_section(_("KINDS AND FIELDS"));
	put_line(_("Every kind also has id. * must be filled."));
	for (size_t i = 0; i < count; i++) {
		fputs(".Ss \"", stdout);
		put(all[i].key);
		puts("\"");
		put_line(tr(all[i].empty));
		puts(".Bl -tag -width Ds -compact");
		for (int f = 1; f < all[i].nfields; f++)
			put_field(&all[i].fields[f]);
		puts(".El");
	}
}

static void put_pairs(const char *title, const char *const (*rows)[2])
{
	put_section(title);
	puts(".Bl -tag -width Ds -compact");
	for (; (*rows)[0]; rows++) {
		put_item((*rows)[0]);
		put_line(tr((*rows)[1]));
	}
	puts(".El");
}

static const char *const exit_codes[][2] = {{"0", N_("done; a list without rows too")}, {"1", N_("error")},
    {"2", N_("wrong usage")}, {"3", N_("not found")}, {"4", N_("invalid data")}, {"5", N_("database busy")},
    {"6", N_("no permission, or disk full")}, {"130", N_("interrupted")}, {NULL, NULL}};

static const char *const environment[][2] = {{"OBSTE_DB", N_("the database, when --db is not given")},
    {"OBSTE_NOW", N_("fixes the clock (ISO date and time), for tests")},
    {"OBSTE_DATA", N_("the program's own data folder")},
    {"XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME", N_("where the database, the settings and the log are")},
    {"NO_COLOR", N_("no colours")},
    {"LC_ALL, LC_MESSAGES, LANG, LANGUAGE", N_("the language, when neither --lang nor the settings say it")},
    {NULL, NULL}};

struct keys {
	const char *where; /* the part that is being listed; lent */
};

static void put_key(void *ctx, const char *where, const char *keys, const char *help)
{
	struct keys *k = ctx;
	if (!k->where || strcmp(k->where, where) != 0) {
		if (k->where)
			puts(".El");
		fputs(".Ss \"", stdout);
		put(where);
		puts("\"\n.Bl -tag -width Ds -compact");
	}
	k->where = where;
	put_item(keys);
	put_line(help);
}

static void put_keys(const struct cli *c)
{
	struct keys k = {NULL};
	put_section(_("KEYS"));
	put_line(_("A letter of a Russian, Romanian or Gagauz layout is the command on the same key of a Latin one. "
	           "\":\" finds what "
	           "has no key; F9 shows everything as a menu."));
	c->screens->keys(put_key, &k);
	puts(".El");
}

static bool run(struct cli *c, struct err *e)
{
	(void)e;
	puts(".\\\" Made by \"obste manual\" from the program's own tables.\n.Dd 2026\n.Dt OBSTE 1\n.Os");
	put_section(_("NAME"));
	puts(".Nm obste");
	fputs(".Nd ", stdout);
	put_line(_("the notebook of a community organizing group"));
	put_section(_("SYNOPSIS"));
	puts(".Nm obste");
	for (const struct cli_option *o = cli_global_options(); o->name; o++)
		printf(".Op Fl \\-%s%s%s\n", o->name, o->arg ? " Ar " : "", o->arg ? o->arg : "");
	puts(".Op Ar COMMAND ...");
	put_section(_("DESCRIPTION"));
	put_line(
	    _("Without a command the terminal program opens. Data goes to stdout, everything else to stderr. Dates are "
	      "ISO dates and what people type: azi, vineri, 27.11, +2s, завтра, next mon."));
	put_section(_("OPTIONS"));
	put_options(cli_global_options());
	put_commands();
	put_keys(c);
	put_kinds();
	put_pairs(_("EXIT STATUS"), exit_codes);
	put_pairs(_("ENVIRONMENT"), environment);
	put_section(_("SEE ALSO"));
	puts(".Xr obste.conf 5");
	return true;
}

const struct cli_command cmd_manual = {
    .name = "manual",
    .args = "",
    .summary = N_("the manual page obste(1), in the language"),
    .hidden = true,
    .run = run,
};
