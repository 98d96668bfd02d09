/* cli/cli.c - one run of the program: understand the words, open what the command needs, run it, show what went wrong.
 * Knows no command by name. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	(void)number;
	if (interrupted)
		_exit(ERR_INTERRUPTED);
	interrupted = 1;
}

static bool ask_interrupted(void *ctx)
{
	(void)ctx;
	return interrupted != 0;
}

/* Ctrl+C ends the work at a safe place (twice: at once; an unfinished command leaves nothing behind in any case). A
 * reader of stdout who left is seen as a failed write. */
static void take_signals(void)
{
	struct sigaction stop = {.sa_handler = on_interrupt};
	struct sigaction none = {.sa_handler = SIG_IGN};
	sigemptyset(&stop.sa_mask);
	sigemptyset(&none.sa_mask);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGPIPE, &none, NULL);
#ifdef SIGXFSZ
	sigaction(SIGXFSZ, &none, NULL);
#endif
}

/* stdin, stdout and stderr may come closed: a database opened as number 1 would receive the next line printed. */
static void hold_standard_files(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/* Says where a database may come from, when there is none. */
static bool open_database(struct cli *c, struct err *e)
{
	if (app_is_open(c->app) || app_open(c->app, NULL, e))
		return true;
	if (e->code == ERR_NOT_FOUND)
		err_hint(
		    e, "%s", _("\"obste init --name NAME\" makes a new one; \"obste demo\" opens the sample group."));
	return false;
}

static bool run_screens(struct cli *c, struct err *e)
{
	const char *color = cli_option(c, "color");
	bool always = color && strcmp(color, "always") == 0;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(e, ERR_USAGE, "%s", _("The program's screens need a terminal, and this is none."));
		return err_hint(e, "%s", _("\"obste help\" shows the commands that work without one."));
	}
	bool wanted = always || (!(color && strcmp(color, "never") == 0) && !getenv("NO_COLOR"));
	/* a damaged, full, busy disk or database: the screens say what can be done */
	if (!app_is_open(c->app) && !app_open(c->app, NULL, e) && e->code != ERR_NOT_FOUND &&
	    strncmp(e->tag, "DB-", 3) != 0)
		return false;
	const struct cli_look look = {.color = wanted,
	    .color_always = always,
	    .tips = !cli_flag(c, "no-tips"),
	    .mouse = !cli_flag(c, "no-mouse")};
	return c->screens->run(c->app, &look, e);
}

bool cli_open_screens(struct cli *c, struct err *e)
{
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	app_set_interrupt(c->app, NULL, NULL);
	return run_screens(c, e);
}

static bool run_command(struct cli *c, struct err *e)
{
	if (cli_flag(c, "version"))
		return cli_command_find("version")->run(c, e);
	if (cli_flag(c, "help")) {
		const char *about[] = {c->command ? c->command->name : NULL};
		struct cli help = *c;
		help.command = cli_command_find("help");
		help.args = about;
		help.nargs = c->command ? 1 : 0;
		return help.command->run(&help, e);
	}
	if (!c->command)
		return cli_open_screens(c, e);
	if (c->command->needs == NEEDS_DATABASE && !open_database(c, e))
		return false;
	if (c->command->needs == PREFERS_DATABASE)
		app_open(c->app, NULL, NULL);
	return c->command->run(c, e);
}

static struct app *start_app(int argc, char **argv)
{
	struct app_options o = {.argv0 = argc > 0 ? argv[0] : "obste", .db = cli_peek(argc, argv, "db")};
	const char *lang = cli_peek(argc, argv, "lang");
	o.lang_given = lang && lang_from_code(lang, &o.lang);
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		o.readonly = o.readonly || strcmp(argv[i], "--readonly") == 0;
		o.plain = o.plain || strcmp(argv[i], "--plain") == 0;
	}
	return app_start(&o);
}

/* What was printed must have arrived, or the command failed after all. */
static int finish(struct err *e, bool ok)
{
	struct err late = ERR_INIT;
	if (!ok && e->code == ERR_DENIED && cli_reader_left())
		return 0;
	if (!ok && e->code == ERR_NONE)
		e->code = ERR_FAIL;
	if (!ok && interrupted)
		e->code = ERR_INTERRUPTED;
	if (!ok && e->code != ERR_NONE && *e->what)
		cli_show_error(e);
	if (!cli_flush(&late) && ok) {
		cli_show_error(&late);
		return (int)late.code;
	}
	return ok ? 0 : (int)e->code;
}

int cli_main(int argc, char **argv, const struct cli_screens *screens)
{
	struct cli c = {NULL, screens, NULL, NULL, 0, NULL, 0};
	struct err e = ERR_INIT;
	struct cli_progress *progress = NULL;
	hold_standard_files();
	take_signals();
	c.app = start_app(argc, argv);
	app_set_interrupt(c.app, ask_interrupted, NULL);
	bool ok = cli_parse(&c, argc, argv, &e) && cli_progress_start(&c, &progress, &e) && run_command(&c, &e);
	int code = finish(&e, ok);
	cli_progress_stop(&c, progress);
	app_stop(c.app);
	cli_free(&c);
	return code;
}
