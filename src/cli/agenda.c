/* cli/agenda.c - obste agenda: what comes, with deadlines. */
#include "cli/command.h"

#include "app/dates.h"
#include "cli/entries.h"

#define USUAL_DAYS 30

static bool run(struct cli *c, struct err *e)
{
	date_t from = clock_today(app_clock(c->app)), to = DATE_NONE;
	struct entries t = {.c = c, .json = cli_flag(c, "json")};
	if (!cli_period(c, &from, &to, e))
		return false;
	if (to == DATE_NONE)
		to = from + USUAL_DAYS;
	entries_begin(&t);
	bool ok = app_agenda(c->app, from, to, entries_tell, &t, e);
	entries_end(&t);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "from", .arg = "DATE", .help = N_("from this day (today)")},
    {.name = "to", .arg = "DATE", .help = N_("to this day (30 days later)")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"agenda --from azi --to +2s", N_("the next two weeks")},
    {NULL, NULL},
};

const struct cli_command cmd_agenda = {
    .name = "agenda",
    .args = "",
    .summary = N_("what comes, with deadlines"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
