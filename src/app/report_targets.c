/* app/report_targets.c - what was promised to the funder beside what was reached: each indicator names a figure of a
 * report ("attendance_month.people"), counted over the indicator's own period. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

const struct figure_column report_target_columns[] = {
    {.key = "name", .label = N_("Target"), .form = COLUMN_TEXT, .width = 34},
    {.key = "until", .label = N_("Until"), .form = COLUMN_DATE, .width = 12},
    {.key = "target", .label = N_("Planned"), .form = COLUMN_NUMBER, .width = 9},
    {.key = "reached", .label = N_("Reached"), .form = COLUMN_NUMBER, .width = 9, .people = true},
    {.key = "share", .label = N_("Share"), .form = COLUMN_PERCENT, .width = 6},
    {0},
};

/* Names that a coordinator finds, for the figures that funders ask for; any "report.column" of the whole, and any
 * "report.column/key" of one row, is understood too. */
static const struct {
	const char *name, *figure;
} measures[] = {
    {"people.reached", "attendance_month.people"},
    {"people.new", "people_sector.new"},
    {"workshops.held", "attendance_month.workshops"},
    {"attendances", "attendance_month.came"},
    {"hours", "hours.hours"},
    {"problems.reported", "problems_sector.count"},
    {"problems.solved", "problems_sector.solved"},
    {"signatures", "signatures.signatures"},
    {"actions", "actions_level.count"},
    {"actions.won", "actions_level.won"},
    {"petitions.sent", "letters_kind.sent/petition"},
    {"meetings.followed", "meetings_body.observed"},
    {"items.followed", "meetings.items"},
    {"media", "media.count"},
};

/* Which column of which report, and of which row (NULL: the whole); NULL: none. */
static const struct figure_column *measured(const char *text, const struct figure_report **report, const char **key)
{
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		if (strcmp(measures[i].name, text) == 0)
			text = measures[i].figure;
	const char *dot = strchr(text, '.');
	char *name = mem_copy_bytes(text, dot ? (size_t)(dot - text) : 0);
	*report = figure_report_find(name);
	free(name);
	const char *slash = dot ? strchr(dot, '/') : NULL;
	char *column = dot ? mem_copy_bytes(dot + 1, slash ? (size_t)(slash - dot - 1) : strlen(dot + 1)) : NULL;
	const struct figure_column *c = *report ? figure_column_find(*report, column) : NULL;
	free(column);
	*key = slash ? slash + 1 : NULL;
	return c && (c->counts || c->sums) ? c : NULL;
}

struct making {
	struct app_report *report;
	struct report_part *part;
	struct err *e;
	bool failed;
};

struct reaching {
	size_t column;
	const char *key; /* NULL: the row of the whole */
	int64_t n;
	bool found;
};

static bool take_total(void *ctx, const char *key, const char *const *cells)
{
	struct reaching *r = ctx;
	if (r->key && (!key || strcmp(key, r->key) != 0))
		return true;
	r->found = cells[r->column] != NULL;
	r->n = r->found ? strtoll(cells[r->column], NULL, 10) : 0;
	return true;
}

/* The sum over everything, so that people are counted once. Minutes become hours. */
static bool reached(struct making *m, const struct record *r, int64_t *n, bool *known)
{
	const char *text = record_text(r, indicator_measures);
	const struct figure_report *report;
	struct reaching sum = {0};
	const struct figure_column *c = text ? measured(text, &report, &sum.key) : NULL;
	*known = r->values[indicator_actual].tag != VALUE_NULL;
	*n = record_int(r, indicator_actual);
	if (!c || *known)
		return true;
	struct figure_period p = {DATE_NONE, DATE_NONE, m->report->period.today, m->report->period.group};
	p.from = record_date(r, indicator_starts_on);
	p.to = record_date(r, indicator_ends_on);
	sum.column = (size_t)(c - report->columns);
	if (!(sum.key ? figure_run : figure_total)(m->report->app->store, report, &p, take_total, &sum, m->e))
		return false;
	*known = true; /* no such row: none of them yet */
	*n = c->form == COLUMN_HOURS ? sum.n / 60 : sum.n;
	return true;
}

static const char *number(char out[32], bool there, int64_t n)
{
	snprintf(out, 32, "%lld", (long long)n);
	return there ? out : NULL;
}

static bool add_target(void *ctx, const struct record *r)
{
	struct making *m = ctx;
	const int64_t target = record_int(r, indicator_target);
	int64_t n;
	bool known;
	char texts[4][32];
	if (!reached(m, r, &n, &known)) {
		m->failed = true;
		return false;
	}
	const char *cells[] = {record_text(r, indicator_name), record_text(r, indicator_ends_on),
	    number(texts[0], target > 0, target), number(texts[1], known, n),
	    number(texts[2], known && target > 0, target > 0 ? n * 100 / target : 0)};
	snprintf(texts[3], sizeof texts[3], "%lld", (long long)r->id);
	report_add_row(m->part, texts[3], cells);
	return true;
}

/* Of the period: those whose own time touches it. */
static bool touches(const struct figure_period *p, const struct record *r)
{
	const date_t from = record_date(r, indicator_starts_on), to = record_date(r, indicator_ends_on);
	return (p->to == DATE_NONE || from == DATE_NONE || from <= p->to) &&
	       (p->from == DATE_NONE || to == DATE_NONE || to >= p->from);
}

static bool add_touching(void *ctx, const struct record *r)
{
	const struct making *m = ctx;
	return !touches(&m->report->period, r) || add_target(ctx, r);
}

bool report_make_targets(struct app_report *r, struct report_part *p, struct err *e)
{
	struct making m = {r, p, e, false};
	struct query q;
	query_init(&q, kind_get(KIND_indicator));
	const bool ok = store_each(r->app->store, &q, 0, add_touching, &m, e);
	query_free(&q);
	p->shown.charted = 4;
	return ok && !m.failed;
}
