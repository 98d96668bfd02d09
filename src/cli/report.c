/* cli/report.c - obste report [NAME]: figures for reports. */
#include "cli/command.h"

#include <string.h>

#include "app/report.h"

static const char *report_at(void *ctx, size_t i)
{
	(void)ctx;
	return i < app_report_count() ? app_report_name(i) : NULL;
}

static void list_reports(const struct cli *c)
{
	const struct cli_column columns[] = {
	    {_("Report"), 16, false}, {_("Label"), 34, false}, {_("What it shows"), 60, false}};
	if (!cli_flag(c, "plain"))
		cli_table_head(columns, 3);
	for (size_t i = 0; i < app_report_count(); i++) {
		const char *cells[] = {app_report_name(i), app_report_label(i), app_report_help(i)};
		if (cli_flag(c, "plain"))
			printf("%s: %s. %s\n", cells[0], cells[1], cells[2]);
		else
			cli_table_row(columns, 3, cells);
	}
}

static bool find_report(const char *typed, size_t *report, struct err *e)
{
	if (app_report_find(typed, report))
		return true;
	const char *near = cli_nearest(typed, report_at, NULL);
	err_set(e, ERR_NOT_FOUND, _("There is no report \"%s\"."), typed);
	return near ? err_hint(e, _("Did you mean \"%s\"?"), near) : err_hint(e, _("\"obste report\" lists them."));
}

static enum app_report_format report_format(const struct cli *c)
{
	static const char *const words[] = {
	    [REPORT_TEXT] = "text", [REPORT_CSV] = "csv", [REPORT_JSON] = "json", [REPORT_HTML] = "html"};
	const char *given = cli_option(c, "format");
	for (size_t i = 0; given && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], given) == 0)
			return (enum app_report_format)i;
	return REPORT_TEXT;
}

static bool run(struct cli *c, struct err *e)
{
	struct app_period p = {DATE_NONE, DATE_NONE, 0};
	size_t report;
	if (c->nargs == 0) {
		list_reports(c);
		return true;
	}
	if (!find_report(c->args[0], &report, e) || !cli_period(c, &p.from, &p.to, e))
		return false;
	if (cli_option(c, "group") && !cli_record_id(c, kind_get(KIND_group), cli_option(c, "group"), &p.group, e))
		return false;
	if (!app_report_write(c->app, report, &p, report_format(c), false, cli_option(c, "output"), e))
		return false;
	return !cli_flag(c, "freeze") || app_report_freeze(c->app, report, &p, NULL, e);
}

static const struct cli_option options[] = {
    {.name = "from", .arg = "DATE", .help = N_("from this day")},
    {.name = "to", .arg = "DATE", .help = N_("to this day")},
    {.name = "group", .arg = "GROUP", .help = N_("only this group")},
    {.name = "format", .arg = "text|csv|json|html", .help = N_("as text (usual), CSV, JSON or a page for the browser")},
    {.name = "output", .letter = 'o', .arg = "FILE", .help = N_("into this file, whole or not at all (stdout)")},
    {.name = "freeze", .help = N_("keep the figures as they are now, as submitted")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"report attendance --from 2026-07-01 --to 2026-12-31 --format html -o raport.html",
        N_("the half year, for a browser")},
    {NULL, NULL},
};

const struct cli_command cmd_report = {
    .name = "report",
    .args = "[REPORT]",
    .most = 1,
    .summary = N_("figures; without a name the list of reports"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
