/* ui/screens/reports.c - the reports: their list on the left, the chosen one's figures on the right. Behind every
 * figure is its list: Enter opens it. Knows no report by name; drawing and files have files of their own. */
#include "ui/screens/reports.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/query.h"
#include "ui/pick.h"

/* ---- the figures, laid out in lines */

static void add_line(struct reports *s, enum report_line what, size_t table, size_t row)
{
	s->lines[s->nlines++] = (struct report_place){what, table, row};
}

static size_t lines_wanted(const struct reports *s)
{
	size_t n = 0;
	for (size_t t = 0; t < app_report_tables(s->report); t++)
		n += app_report_table(s->report, t)->nrows + 4;
	return n;
}

static void lay_out(struct reports *s)
{
	const bool parts = app_report_tables(s->report) > 1;
	s->lines = mem_array(lines_wanted(s) + 1, sizeof *s->lines);
	for (size_t t = 0; t < app_report_tables(s->report); t++) {
		const struct app_report_table *table = app_report_table(s->report, t);
		if (parts && t)
			add_line(s, LINE_BLANK, t, 0);
		if (parts && table->heading)
			add_line(s, LINE_HEADING, t, 0);
		if (parts)
			add_line(s, LINE_LABEL, t, 0);
		if (table->nrows)
			add_line(s, LINE_HEADER, t, 0);
		for (size_t row = 0; row < table->nrows; row++)
			add_line(s, LINE_FIGURES, t, row);
	}
}

static void forget(struct reports *s)
{
	app_report_free(s->report);
	free(s->lines);
	s->report = NULL;
	s->lines = NULL;
	s->nlines = 0;
}

/* From `at` on in this direction the next line of figures; where there is none, as it was. */
static size_t figures_from(const struct reports *s, size_t at, int way)
{
	for (size_t i = at; i < s->nlines; i += (size_t)way)
		if (s->lines[i].what == LINE_FIGURES)
			return i;
	return SIZE_MAX;
}

static void run(struct ui *u, struct reports *s)
{
	struct err e = ERR_INIT;
	forget(s);
	if (!app_report_read(u->app, s->chosen, &s->period, false, &s->report, &e)) {
		ui_error(u, &e);
		return;
	}
	lay_out(s);
	size_t at = figures_from(s, s->at < s->nlines ? s->at : 0, 1);
	s->at = at == SIZE_MAX ? figures_from(s, 0, 1) : at;
	s->at = s->at == SIZE_MAX ? 0 : s->at;
}

const struct report_place *reports_at(const struct reports *s)
{
	return s->at < s->nlines && s->lines[s->at].what == LINE_FIGURES ? &s->lines[s->at] : NULL;
}

static void reports_refresh(struct ui *u, struct screen *screen)
{
	run(u, (struct reports *)screen);
}

/* ---- moving */

static void choose(struct ui *u, struct reports *s, long to)
{
	const long last = (long)app_report_count() - 1;
	s->chosen = (size_t)(to < 0 ? 0 : to > last ? last : to);
	s->at = s->first = s->column = 0;
	run(u, s);
}

static void go(struct ui *u, struct reports *s, long by)
{
	if (!s->table) {
		choose(u, s, (long)s->chosen + by);
		return;
	}
	long to = (long)s->at + by;
	to = to < 0 ? 0 : to >= (long)s->nlines ? (long)s->nlines - 1 : to;
	size_t at = s->nlines ? figures_from(s, (size_t)to, by < 0 ? -1 : 1) : SIZE_MAX;
	if (at == SIZE_MAX && s->nlines)
		at = figures_from(s, (size_t)to, by < 0 ? 1 : -1);
	if (at != SIZE_MAX)
		s->at = at;
}

static void act_up(struct ui *u, struct screen *s)
{
	go(u, (struct reports *)s, -1);
}

static void act_down(struct ui *u, struct screen *s)
{
	go(u, (struct reports *)s, 1);
}

static void act_page_up(struct ui *u, struct screen *s)
{
	go(u, (struct reports *)s, -15);
}

static void act_page_down(struct ui *u, struct screen *s)
{
	go(u, (struct reports *)s, 15);
}

static void act_first(struct ui *u, struct screen *s)
{
	go(u, (struct reports *)s, -(1L << 30));
}

static void act_last(struct ui *u, struct screen *s)
{
	go(u, (struct reports *)s, 1L << 30);
}

static void act_left(struct ui *u, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	(void)u;
	if (s->table && s->column > 0)
		s->column--;
}

static void act_right(struct ui *u, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	const struct report_place *at = reports_at(s);
	(void)u;
	if (s->table && at && s->column + 1 < app_report_table(s->report, at->table)->ncolumns)
		s->column++;
}

static void act_panel(struct ui *u, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	(void)u;
	s->table = !s->table;
}

/* ---- the list behind a figure */

static void open_list(struct ui *u, struct reports *s, const struct report_place *at, size_t column)
{
	const struct kind *k;
	struct buf filter = BUF_INIT, title = BUF_INIT;
	struct query q;
	struct err e = ERR_INIT;
	if (app_report_list(s->report, at->table, at->row, column, &k, &filter)) {
		query_init(&q, k);
		buf_print(&title, "%s · ", app_report_table(s->report, at->table)->columns[column].label);
		app_report_row_name(s->report, at->table, at->row, &title);
		if (query_filter_parse(&q, buf_str(&filter), app_types(u->app), &e))
			list_open(u, k, &q, buf_str(&title));
		else
			ui_error(u, &e);
		query_free(&q);
	} else {
		ui_say(u, ROLE_WARNING, _("There is no list behind this one."));
	}
	buf_free(&filter);
	buf_free(&title);
}

static void act_open(struct ui *u, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	const struct report_place *at = reports_at(s);
	const struct kind *k;
	int64_t id;
	if (!s->table) {
		s->table = true;
		return;
	}
	if (!at)
		return;
	const struct app_report_table *t = app_report_table(s->report, at->table);
	const size_t column = s->column < t->ncolumns ? s->column : t->ncolumns - 1;
	if (!t->columns[column].opens && app_report_record(s->report, at->table, at->row, &k, &id))
		record_open(u, k, id);
	else
		open_list(u, s, at, column);
}

/* ---- the period and the group */

enum period_choice { MONTH, MONTH_BEFORE, QUARTER, HALF, HALF_BEFORE, YEAR, YEAR_BEFORE, ALL, TYPED, OF_GROUP };

static const struct {
	enum period_choice choice;
	const char *label;
	int months, back; /* how long; begun so many such times ago */
} periods[] = {
    {MONTH, N_("This month"), 1, 0},
    {MONTH_BEFORE, N_("Last month"), 1, 1},
    {QUARTER, N_("This quarter"), 3, 0},
    {HALF, N_("This half year"), 6, 0},
    {HALF_BEFORE, N_("Last half year"), 6, 1},
    {YEAR, N_("This year"), 12, 0},
    {YEAR_BEFORE, N_("Last year"), 12, 1},
    {ALL, N_("The whole time"), 0, 0},
    {TYPED, N_("From … to …"), 0, 0},
    {OF_GROUP, N_("Only one group"), 0, 0},
};
enum { PERIODS = sizeof periods / sizeof *periods };

static void set_months(struct ui *u, struct app_period *p, int months, int back)
{
	int y, m, d;
	date_split(app_types(u->app)->today, &y, &m, &d);
	const int begun = y * 12 + (m - 1) / months * months - back * months;
	date_make(begun / 12, begun % 12 + 1, 1, &p->from);
	date_make((begun + months) / 12, (begun + months) % 12 + 1, 1, &p->to);
	p->to--;
}

static void period_typed(struct ui *u, void *ctx, const char *text)
{
	struct reports *s = ctx;
	date_t today = app_types(u->app)->today;
	if (!text)
		return;
	char *copy = mem_copy_text(text), *sep = strstr(copy, "..");
	struct app_period p = {DATE_NONE, DATE_NONE, s->period.group};
	bool ok = true;
	if (sep) {
		*sep = '\0';
		ok = (copy[0] == '\0' || date_parse(copy, today, &p.from)) &&
		     (sep[2] == '\0' || date_parse(sep + 2, today, &p.to));
	} else if (copy[0]) {
		ok = date_parse(copy, today, &p.from);
	}
	if (ok && p.from != DATE_NONE && p.to != DATE_NONE && p.from > p.to)
		ui_say(u, ROLE_WARNING, _("The period ends before it begins."));
	else if (ok)
		s->period = p;
	else
		ui_say(u, ROLE_WARNING, _("I did not understand „%s”. Example: 1.07.2026..31.12.2026"), text);
	free(copy);
	run(u, s);
}

static void group_picked(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t n)
{
	struct reports *s = ctx;
	if (!yes)
		return;
	s->period.group = n ? values[0] : 0;
	run(u, s);
}

static void pick_group(struct ui *u, struct reports *s)
{
	struct query q;
	query_init(&q, kind_get(KIND_group));
	pick_open(u, &(struct pick_options){.title = _("Only one group"), .query = &q}, group_picked, s);
	query_free(&q);
}

static void period_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct reports *s = ctx;
	if (index < 0)
		return;
	if (periods[value].choice == TYPED) {
		prompt_open(u, _("Period"), "", _("from..to, for example 1.07.2026..31.12.2026; empty: everything"),
		    period_typed, s);
		return;
	}
	if (periods[value].choice == OF_GROUP) {
		pick_group(u, s);
		return;
	}
	if (periods[value].choice == ALL)
		s->period = (struct app_period){DATE_NONE, DATE_NONE, 0};
	else
		set_months(u, &s->period, periods[value].months, periods[value].back);
	run(u, s);
}

static void act_period(struct ui *u, struct screen *s)
{
	struct menu_item items[PERIODS];
	for (size_t i = 0; i < PERIODS; i++)
		items[i] = (struct menu_item){(char *)(uintptr_t)tr(periods[i].label), NULL, (int64_t)i, false, false};
	menu_open(u, _("Period"), items, PERIODS, 0, period_chosen, s);
}

/* ---- the screen */

static const struct action actions[] = {
    {"reports.up", "Up k", NULL, N_("up"), 0, false, act_up, NULL},
    {"reports.down", "Down j", NULL, N_("down"), 0, false, act_down, NULL},
    {"reports.pageup", "PgUp ^U", NULL, N_("a page up"), 0, false, act_page_up, NULL},
    {"reports.pagedown", "PgDn ^D", NULL, N_("a page down"), 0, false, act_page_down, NULL},
    {"reports.first", "Home g", NULL, N_("to the first"), 0, false, act_first, NULL},
    {"reports.last", "End G", NULL, N_("to the last"), 0, false, act_last, NULL},
    {"reports.left", "Left h", NULL, N_("the figure to the left"), 0, false, act_left, NULL},
    {"reports.right", "Right l", NULL, N_("the figure to the right"), 0, false, act_right, NULL},
    {"reports.open", "Enter F3", N_("Open"), N_("the list behind the figure"), 2, false, act_open, NULL},
    {"reports.panel", "Tab S-Tab", N_("Panel"), N_("from the list to the figures and back"), 2, false, act_panel, NULL},
    {"reports.period", "f", N_("Period"), N_("choose the period, one group"), 1, false, act_period, NULL},
    {"reports.paper", "p", N_("Paper"), N_("the report as PDF"), 1, false, reports_paper, NULL},
    {"reports.export", "x", N_("Export"), N_("write the report to a file"), 1, false, reports_export, NULL},
    {"reports.copy", "y ^C", NULL, N_("copy the report as text"), 0, false, reports_copy, NULL},
    {"reports.plain", "A", N_("Plain text"), N_("the report as sentences"), 3, false, reports_plain, NULL},
    {"reports.keep", "S", N_("As submitted"), N_("keep the figures as submitted"), 3, false, reports_keep, NULL},
    {"reports.compare", "C", N_("Compare"), N_("what differs from a report that was submitted"), 4, false,
        reports_compare, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

void reports_period_text(const struct reports *s, struct ui *u, struct buf *out)
{
	const struct type_ctx *ctx = app_types(u->app);
	const size_t from = out->len;
	if (s->period.from != DATE_NONE)
		date_text(s->period.from, ctx->lang, DATE_SHORT, out);
	if (s->period.from != DATE_NONE || s->period.to != DATE_NONE)
		buf_text(out, " – ");
	if (s->period.to != DATE_NONE)
		date_text(s->period.to, ctx->lang, DATE_SHORT, out);
	if (out->len == from)
		buf_text(out, _("everything"));
	if (s->period.group) {
		buf_text(out, " · ");
		app_title(u->app, kind_get(KIND_group), s->period.group, out);
	}
}

static void reports_title(struct ui *u, struct screen *screen, struct buf *left, struct buf *right)
{
	struct reports *s = (struct reports *)screen;
	buf_print(left, _("Reports · %s"), app_report_label(s->chosen));
	reports_period_text(s, u, right);
}

static void reports_close(struct ui *u, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	(void)u;
	forget(s);
	free(s);
}

const struct screen_class screen_reports = {
    .name = "reports",
    .actions = actions,
    .draw = reports_draw,
    .title = reports_title,
    .refresh = reports_refresh,
    .close = reports_close,
};

struct screen *reports_new(struct ui *u, enum section section)
{
	struct reports *s = mem_alloc(sizeof *s);
	(void)u;
	s->base.c = &screen_reports;
	s->base.section = section;
	s->period.from = s->period.to = DATE_NONE;
	return &s->base;
}
