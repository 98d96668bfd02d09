/* cli/demo.c - obste demo: the sample group's own database, and what the program makes of it where there is no terminal
 * to show it in. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/exchange.h"
#include "app/report.h"
#include "base/mem.h"
#include "base/path.h"
#include "cli/entries.h"

#define DAYS_SHOWN 42

static char *demo_folder(const struct cli *c)
{
	const char *given = cli_option(c, "dir");
	if (given)
		return mem_copy_text(given);
	char *home = path_data_home(), *folder = path_join(home, "demo");
	free(home);
	return folder;
}

static bool say_made(const char *path, bool made)
{
	if (made)
		cli_say(_("Made: %s"), path);
	return made;
}

static bool write_calendar(
    struct cli *c, const char *folder, const char *name, enum app_audience audience, struct err *e)
{
	char *path = path_join(folder, name);
	const struct app_ics_out o = {.path = path, .audience = audience, .from = DATE_NONE, .to = DATE_NONE};
	bool ok = say_made(path, app_export_ics(c->app, &o, NULL, e));
	free(path);
	return ok;
}

static bool write_report(struct cli *c, const char *folder, size_t report, enum app_report_format f, struct err *e)
{
	const struct app_period all = {DATE_NONE, DATE_NONE, 0};
	char *name = mem_print("%s.%s", app_report_name(report), f == REPORT_HTML ? "html" : "csv");
	char *path = path_join(folder, name);
	const struct app_report_as as = {.format = f, .outside = app_report_format_leaves(f)};
	bool ok = say_made(path, app_report_write(c->app, report, &all, &as, path, e));
	free(name);
	free(path);
	return ok;
}

static bool write_files(struct cli *c, const char *folder, struct err *e)
{
	if (!write_calendar(c, folder, "calendar.ics", AUDIENCE_GROUP, e) ||
	    !write_calendar(c, folder, "calendar-public.ics", AUDIENCE_PUBLIC, e))
		return false;
	for (size_t i = 0; i < app_report_count(); i++)
		if (!write_report(c, folder, i, REPORT_CSV, e) ||
		    (!app_report_names_people(i) && !write_report(c, folder, i, REPORT_HTML, e)))
			return false;
	return true;
}

static bool print_agenda(struct cli *c, struct err *e)
{
	struct entries t = {.c = c};
	date_t today = clock_today(app_clock(c->app));
	printf("%s\n\n", app_group_name(c->app));
	return app_agenda(c->app, today, today + DAYS_SHOWN, entries_tell, &t, e);
}

static bool without_terminal(struct cli *c, const char *folder, struct err *e)
{
	if (!print_agenda(c, e) || !write_files(c, folder, e))
		return false;
	cli_say(_("This is no terminal: in one, the program opens on this database."));
	return true;
}

static bool make(struct cli *c, const char *folder, struct err *e)
{
	char *path = path_join(folder, "obste.db");
	bool ok = path_make_dirs(folder, e) && say_made(path, app_make_sample(c->app, path, e));
	free(path);
	return ok;
}

static bool run(struct cli *c, struct err *e)
{
	char *folder = demo_folder(c);
	bool ok = make(c, folder, e);
	if (ok && !cli_flag(c, "no-open")) {
		if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
			ok = cli_open_screens(c, e);
		else
			ok = without_terminal(c, folder, e);
	}
	free(folder);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "dir", .arg = "DIR", .help = N_("the folder of its files ($XDG_DATA_HOME/obste/demo)")},
    {.name = "no-open", .help = N_("make it only")},
    {.name = NULL},
};

const struct cli_command cmd_demo = {
    .name = "demo",
    .args = "",
    .summary = N_("the sample group: make it and open it"),
    .more = N_("Its people are invented and its dates lie around today. It has a database of its own; yours is not "
               "touched. Without a terminal the agenda is printed, and calendars and reports are written beside the "
               "database."),
    .options = options,
    .run = run,
};
