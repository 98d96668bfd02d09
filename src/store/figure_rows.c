/* store/figure_rows.c - the table of reports; its rows stand in reports/, by subject. A new report is a new row
 * there and nothing else. */
#include "store/figures.h"

#include "base/lang.h"

/* The group's own words for what is computed and stored nowhere. */
static const struct choice activity_words[] = {{"1new", N_("new in the period"), false},
    {"2active", N_("active: came or did something"), false}, {"3lapsed", N_("came before, not now"), false},
    {"4never", N_("never came"), false}, {NULL, NULL, false}};
static const struct choice waiting_words[] = {{"1month", N_("under a month"), false},
    {"2quarter", N_("one to three months"), false}, {"3year", N_("three months to a year"), false},
    {"4older", N_("over a year"), false}, {"5unknown", N_("not known since when"), false}, {NULL, NULL, false}};
static const struct choice doing_words[] = {{"workshop", N_("workshops"), false}, {"meeting", N_("meetings"), false},
    {"action", N_("actions"), false}, {NULL, NULL, false}};

static const struct figure_report reports[] = {
#include "store/reports/attendance.def"

#include "store/reports/people.def"

#include "store/reports/problems.def"

#include "store/reports/council.def"

#include "store/reports/actions.def"
};

const struct figure_report *figure_reports(size_t *count)
{
	*count = sizeof reports / sizeof *reports;
	return reports;
}
