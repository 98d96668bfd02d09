/* app/report.c - the table of reports: those that the store counts, one table each, and those that are made of
 * several. Knows no SQL and no format. */
#include "app/report.h"

#include <string.h>

#include "app/report_internal.h"
#include "base/lang.h"

/* Plan and done, attendance, actions and results, money, annex. */
static const struct report_piece funder_pieces[] = {
    {N_("Promised and done"), "targets"},
    {N_("Attendance"), "attendance_month"},
    {NULL, "attendance_series"},
    {NULL, "attendance_category"},
    {NULL, "attendance_gender"},
    {NULL, "attendance_age"},
    {NULL, "people_activity"},
    {NULL, "hours"},
    {NULL, "feedback"},
    {N_("Problems, letters, the council"), "problems_category"},
    {NULL, "letters_kind"},
    {NULL, "letters"},
    {NULL, "meetings_body"},
    {NULL, "votes"},
    {NULL, "promises"},
    {NULL, "promises_authority"},
    {NULL, "response"},
    {NULL, "breaches"},
    {N_("Actions and results"), "actions_level"},
    {NULL, "petitions"},
    {NULL, "results"},
    {NULL, "media_list"},
    {N_("Money"), "money"},
    {N_("Annex: list of activities"), "attendance"},
    {NULL, "meetings"},
    {NULL, NULL},
};

static const struct report_row own[] = {
    {.name = "targets",
        .label = N_("Targets and results"),
        .help = N_("What was promised to the funder, and what was reached"),
        .make = report_make_targets,
        .columns = report_target_columns},
    {.name = "response",
        .label = N_("Response times"),
        .help = N_("From registration to the answer, without the days on which the authority waited for us"),
        .make = report_make_response,
        .columns = report_response_columns},
    {.name = "funder",
        .label = N_("The funder's report"),
        .help = N_("Everything for a period: targets, attendance, actions, money, list of activities"),
        .pieces = funder_pieces},
};
enum { OWN_REPORTS = sizeof own / sizeof *own };

struct report_row report_row(size_t i)
{
	size_t n;
	const struct figure_report *all = figure_reports(&n);
	if (i < n)
		return (struct report_row){
		    .name = all[i].name, .label = all[i].label, .help = all[i].help, .figure = &all[i]};
	return i < n + OWN_REPORTS ? own[i - n] : (struct report_row){.name = NULL};
}

size_t app_report_count(void)
{
	size_t n;
	figure_reports(&n);
	return n + OWN_REPORTS;
}

const char *app_report_name(size_t i)
{
	const char *name = report_row(i).name;
	return name ? name : "";
}

const char *app_report_label(size_t i)
{
	const struct report_row r = report_row(i);
	return r.name ? tr(r.label) : "";
}

const char *app_report_help(size_t i)
{
	const struct report_row r = report_row(i);
	return r.name ? tr(r.help) : "";
}

bool app_report_find(const char *name, size_t *i)
{
	const size_t n = app_report_count();
	for (*i = 0; *i < n; ++*i)
		if (strcmp(app_report_name(*i), name) == 0)
			return true;
	return false;
}

bool app_report_names_people(size_t i)
{
	const struct report_row r = report_row(i);
	return r.figure && r.figure->names_people;
}
