/* ui/screens/reports.c - the reports: their list on the left, the chosen one's table on the right; out as CSV, HTML,
 * text. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/report.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/screen.h"

enum { LEFT = 28 };

struct reports {
	struct screen base;
	size_t chosen, first_name;
	struct app_period period;
	bool table; /* the table has the focus, not the list */
	struct app_report_column columns[APP_REPORT_COLUMNS];
	size_t ncolumns;
	char ***rows; /* owned texts */
	size_t nrows, cap, first, at;
};

/* ---- the figures */

static void forget_rows(struct reports *s)
{
	for (size_t i = 0; i < s->nrows; i++) {
		for (size_t c = 0; c < s->ncolumns; c++)
			free(s->rows[i][c]);
		free(s->rows[i]);
	}
	s->nrows = s->first = s->at = s->ncolumns = 0;
}

static bool one_row(void *ctx, const char *const *cells)
{
	struct reports *s = ctx;
	if (s->nrows == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->rows = mem_resize(s->rows, s->cap, sizeof *s->rows);
	}
	char **row = mem_array(s->ncolumns + 1, sizeof *row);
	for (size_t c = 0; c < s->ncolumns; c++)
		row[c] = mem_copy_text(cells[c] ? cells[c] : "");
	s->rows[s->nrows++] = row;
	return true;
}

static void run(struct ui *u, struct reports *s)
{
	struct err e = ERR_INIT;
	forget_rows(s);
	s->ncolumns = app_report_columns(s->chosen, s->columns);
	if (!app_report_run(u->app, s->chosen, &s->period, false, one_row, s, &e))
		ui_error(u, &e);
}

static void reports_refresh(struct ui *u, struct screen *screen)
{
	run(u, (struct reports *)screen);
}

/* ---- actions */

static void choose(struct ui *u, struct reports *s, long to)
{
	long last = (long)app_report_count() - 1;
	s->chosen = (size_t)(to < 0 ? 0 : to > last ? last : to);
	run(u, s);
}

static void go(struct ui *u, struct reports *s, long by)
{
	if (!s->table) {
		choose(u, s, (long)s->chosen + by);
		return;
	}
	long to = (long)s->at + by;
	if (to >= (long)s->nrows)
		to = (long)s->nrows - 1;
	s->at = to < 0 ? 0 : (size_t)to;
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

static void act_panel(struct ui *u, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	(void)u;
	s->table = !s->table;
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
	if (ok)
		s->period = p;
	else
		ui_say(u, ROLE_WARNING, _("I did not understand „%s”. Example: 1.07.2026..31.12.2026"), text);
	free(copy);
	run(u, s);
}

static void act_period(struct ui *u, struct screen *s)
{
	prompt_open(
	    u, _("Period"), "", _("from..to, for example 1.07.2026..31.12.2026; empty: everything"), period_typed, s);
}

/* ---- out */

static const struct out_row {
	enum app_report_format format;
	const char *label, *ending;
	bool excel;
} outs[] = {
    {REPORT_CSV, N_("Table for Excel (CSV)"), "csv", true},
    {REPORT_CSV, N_("Table for programs (CSV)"), "csv", false},
    {REPORT_HTML, N_("Page for a browser (HTML)"), "html", false},
    {REPORT_TEXT, N_("Plain text"), "txt", false},
    {REPORT_JSON, N_("JSON"), "json", false},
};

static void write_out(struct ui *u, void *ctx, int64_t value, int index)
{
	struct reports *s = ctx;
	struct err e = ERR_INIT;
	if (index < 0)
		return;
	const struct out_row *o = &outs[value];
	char *folder = path_documents();
	char *name = mem_print("obste-%s.%s", app_report_name(s->chosen), o->ending);
	char *path = path_join(folder, name);
	if (app_report_write(u->app, s->chosen, &s->period, o->format, o->excel, path, &e))
		ui_say(u, ROLE_GOOD, _("Written: %s"), path);
	else
		ui_error(u, &e);
	free(folder);
	free(name);
	free(path);
}

static void act_export(struct ui *u, struct screen *s)
{
	enum { N = sizeof outs / sizeof *outs };
	struct menu_item items[N] = {{0}};
	for (size_t i = 0; i < N; i++) {
		items[i].text = mem_copy_text(_(outs[i].label));
		items[i].value = (int64_t)i;
	}
	menu_open(u, app_report_label(((struct reports *)s)->chosen), items, N, 0, write_out, s);
	for (size_t i = 0; i < N; i++)
		free(items[i].text);
}

static const struct action actions[] = {
    {"reports.up", "Up k", NULL, N_("up"), 0, false, act_up, NULL},
    {"reports.down", "Down j", NULL, N_("down"), 0, false, act_down, NULL},
    {"reports.pageup", "PgUp ^U", NULL, N_("a page up"), 0, false, act_page_up, NULL},
    {"reports.pagedown", "PgDn ^D", NULL, N_("a page down"), 0, false, act_page_down, NULL},
    {"reports.panel", "Tab Enter", N_("Panel"), N_("from the list to the table and back"), 2, false, act_panel, NULL},
    {"reports.period", "f", N_("Period"), N_("choose the period"), 2, false, act_period, NULL},
    {"reports.export", "x", N_("Export"), N_("write the report to a file"), 1, false, act_export, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

/* ---- drawing */

static void draw_names(struct reports *s, int top, int height)
{
	const size_t rows = height > 0 ? (size_t)height : 1;
	if (s->chosen < s->first_name)
		s->first_name = s->chosen;
	if (s->chosen >= s->first_name + rows)
		s->first_name = s->chosen - rows + 1;
	for (size_t i = s->first_name; i < app_report_count() && i < s->first_name + rows; i++) {
		enum role role = i != s->chosen ? ROLE_NORMAL : s->table ? ROLE_MARKED : ROLE_SELECTED;
		const int row = top + (int)(i - s->first_name);
		term_put(row, 0, LEFT - 1, role, i == s->chosen ? ">" : " ");
		term_put(row, 2, LEFT - 3, role, app_report_label(i));
	}
}

/* A cell; a share also as a bar where there is room. */
static int draw_cell(const struct reports *s, size_t c, int row, int col, int end, enum role role, const char *text)
{
	int w = s->columns[c].width > 0 ? s->columns[c].width : 10;
	int wanted = w;
	if (col + w > end)
		w = end - col;
	if (w < 1 || (w < wanted && w < 5))
		return end; /* a rest of a column says nothing */
	if (s->columns[c].right)
		term_put_right(row, col, w, role, text);
	else
		term_put(row, col, w, role, text);
	col += w + 1;
	if (s->columns[c].percent && role != ROLE_TITLE && col + 12 < end) {
		term_bar(row, col, 10, strtol(text, NULL, 10), 100);
		col += 11;
	}
	return col;
}

/* Too wide a table: the widest words give way, the numbers stay. */
static void fit_columns(struct reports *s, int room)
{
	int all = 0;
	for (size_t c = 0; c < s->ncolumns; c++)
		all += s->columns[c].width + 1;
	while (all > room + 1) {
		size_t widest = s->ncolumns;
		for (size_t c = 0; c < s->ncolumns; c++)
			if (!s->columns[c].right && s->columns[c].width > 12 &&
			    (widest == s->ncolumns || s->columns[c].width > s->columns[widest].width))
				widest = c;
		if (widest == s->ncolumns)
			return;
		s->columns[widest].width--;
		all--;
	}
}

static void draw_table(struct reports *s, int top, int height, int left)
{
	int end = term_cols(), col = left;
	app_report_columns(s->chosen, s->columns);
	fit_columns(s, end - left);
	if (s->at < s->first)
		s->first = s->at;
	if (s->at >= s->first + (size_t)(height - 1))
		s->first = s->at - (size_t)(height - 1) + 1;
	for (size_t c = 0; c < s->ncolumns && col < end; c++) {
		int next = draw_cell(s, c, top, col, end, ROLE_TITLE, s->columns[c].label);
		col = next + (s->columns[c].percent && next + 12 < end ? 11 : 0);
	}
	for (int i = 0; i < height - 1 && s->first + (size_t)i < s->nrows; i++) {
		size_t r = s->first + (size_t)i;
		enum role role = s->table && r == s->at ? ROLE_SELECTED : ROLE_NORMAL;
		col = left;
		for (size_t c = 0; c < s->ncolumns && col < end; c++)
			col = draw_cell(s, c, top + 1 + i, col, end, role, s->rows[r][c]);
	}
	if (s->nrows == 0)
		term_put(top + 2, left, end - left, ROLE_MUTED, _("Nothing in this period."));
}

static void reports_draw(struct ui *u, struct screen *screen, int top, int height)
{
	struct reports *s = (struct reports *)screen;
	/* under 110 columns the table has the whole width while one is in it */
	bool narrow = term_cols() < (s->table ? 110 : 80);
	(void)u;
	if (!narrow || !s->table)
		draw_names(s, top, height - 1);
	if (!narrow)
		term_vrule(top, LEFT - 1, height - 1);
	if (!narrow || s->table)
		draw_table(s, top, height - 1, narrow ? 0 : LEFT + 1);
	term_put(top + height - 1, 1, term_cols() - 2, ROLE_MUTED, app_report_help(s->chosen));
	if (s->table)
		term_cursor(top + 1 + (int)(s->at - s->first), narrow ? 0 : LEFT + 1, false);
	else
		term_cursor(top + (int)(s->chosen - s->first_name), 0, false);
}

static void reports_title(struct ui *u, struct screen *screen, struct buf *left, struct buf *right)
{
	struct reports *s = (struct reports *)screen;
	const struct type_ctx *ctx = app_types(u->app);
	buf_print(left, _("Reports · %s"), app_report_label(s->chosen));
	if (s->period.from != DATE_NONE)
		date_text(s->period.from, ctx->lang, DATE_SHORT, right);
	if (s->period.from != DATE_NONE || s->period.to != DATE_NONE)
		buf_text(right, " – ");
	if (s->period.to != DATE_NONE)
		date_text(s->period.to, ctx->lang, DATE_SHORT, right);
	if (right->len == 0)
		buf_text(right, _("everything"));
}

static void reports_close(struct ui *u, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	(void)u;
	forget_rows(s);
	free(s->rows);
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
