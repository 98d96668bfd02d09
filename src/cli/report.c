/* cli/report.c - obste report [NAME]: figures for reports. */
#include "cli/command.h"

#include <string.h>
#include <unistd.h>

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
	const char *given = cli_option(c, "format");
	for (enum app_report_format f = REPORT_TEXT; given && app_report_format_name(f); f++)
		if (strcmp(app_report_format_name(f), given) == 0)
			return f;
	return cli_flag(c, "plain") && !given ? REPORT_SENTENCES : REPORT_TEXT;
}

static bool is_drawn(const struct cli *c, struct err *e)
{
	const char *path = cli_option(c, "output");
	if (report_format(c) != REPORT_PDF || (path && strcmp(path, "-") != 0) || !isatty(STDOUT_FILENO))
		return true;
	err_set(e, ERR_USAGE, "%s", _("A document cannot be shown in the terminal."));
	return err_hint(e, "%s", _("Say where it goes: -o FILE.pdf"));
}

/* ---- against what was submitted */

static bool print_difference(void *ctx, const struct app_report_difference *d)
{
	size_t *n = ctx;
	printf("%s: %s → %s\n%s", d->where, *d->before ? d->before : "—", *d->now ? d->now : "—", d->why);
	++*n;
	return true;
}

static bool compare(struct cli *c, struct err *e)
{
	int64_t snapshot;
	size_t n = 0;
	if (!cli_record_id(c, kind_get(KIND_snapshot), cli_option(c, "against"), &snapshot, e) ||
	    !app_report_differences(c->app, snapshot, print_difference, &n, e))
		return false;
	if (!n)
		printf("%s\n", _("Every figure is what it was when the report was submitted."));
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	struct app_period p = {DATE_NONE, DATE_NONE, 0};
	size_t report;
	if (cli_option(c, "against"))
		return compare(c, e);
	if (c->nargs == 0) {
		list_reports(c);
		return true;
	}
	if (!find_report(c->args[0], &report, e) || !cli_period(c, &p.from, &p.to, e) || !is_drawn(c, e))
		return false;
	if (cli_option(c, "group") && !cli_record_id(c, kind_get(KIND_group), cli_option(c, "group"), &p.group, e))
		return false;
	const enum app_report_format f = report_format(c);
	const char *reader = cli_option(c, "for");
	const struct app_report_as as = {.format = f,
	    .excel = reader && strcmp(reader, "excel") == 0,
	    .outside = reader ? strcmp(reader, "outside") == 0 : app_report_format_leaves(f)};
	if (!app_report_write(c->app, report, &p, &as, cli_option(c, "output"), e))
		return false;
	return !cli_flag(c, "freeze") || app_report_freeze(c->app, report, &p, NULL, e);
}

static const struct cli_option options[] = {
    {.name = "from", .arg = "DATE", .help = N_("from this day")},
    {.name = "to", .arg = "DATE", .help = N_("to this day")},
    {.name = "group", .arg = "GROUP", .help = N_("only this group")},
    {.name = "format",
        .arg = "text|csv|json|html|sentences|pdf",
        .help = N_("as text (usual), CSV, JSON, a page for the browser, sentences, paper")},
    {.name = "for",
        .arg = "inside|outside|excel",
        .help = N_("outside (usual for html and pdf): counts of people under five are hidden; excel: csv that opens "
                   "with a double click")},
    {.name = "output", .letter = 'o', .arg = "FILE", .help = N_("into this file, whole or not at all (stdout)")},
    {.name = "freeze", .help = N_("keep the figures as they are now, as submitted")},
    {.name = "against",
        .arg = "SNAPSHOT",
        .help = N_("what differs today from a kept report (obste list snapshot), and the changes that made it so")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"report funder --from 2026-07-01 --to 2026-12-31 --format pdf -o raport.pdf --freeze",
        N_("the funder's report, its figures kept as submitted")},
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
