/* ui/screens/reports_out.c - a report out of the screen: as a file or paper (by a job in the background), as text to
 * copy or to read; and the reports that were submitted, kept and compared. */
#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "model/query.h"
#include "ui/job.h"
#include "ui/pick.h"
#include "ui/screens/reports.h"

/* ---- files: the command line's own words, so that both write the same */

struct writing {
	size_t report;
	struct app_period period;
	const char *format;
	bool excel, outside;
};

static const char *day_word(date_t d, char iso[11])
{
	date_iso(d, iso);
	return iso;
}

static void path_typed(struct ui *u, void *ctx, const char *path)
{
	struct writing *w = ctx;
	char from[11], to[11], group[24];
	const char *words[20];
	size_t n = 0;
	if (path && *path) {
		words[n++] = "report";
		words[n++] = app_report_name(w->report);
		words[n++] = "--format";
		words[n++] = w->format;
		words[n++] = "--for";
		words[n++] = w->outside ? "outside" : w->excel ? "excel" : "inside";
		if (w->period.from != DATE_NONE) {
			words[n++] = "--from";
			words[n++] = day_word(w->period.from, from);
		}
		if (w->period.to != DATE_NONE) {
			words[n++] = "--to";
			words[n++] = day_word(w->period.to, to);
		}
		if (w->period.group) {
			snprintf(group, sizeof group, "%lld", (long long)w->period.group);
			words[n++] = "--group";
			words[n++] = group;
		}
		words[n++] = "-o";
		words[n++] = path;
		words[n] = NULL;
		job_start(u, &(const struct job){.what = app_report_label(w->report), .words = words, .path = path});
	}
	free(w);
}

static void ask_path(struct ui *u, struct writing *w, const char *ending)
{
	char *folder = path_documents(), *name = mem_print("obste-%s.%s", app_report_name(w->report), ending);
	char *path = path_join(folder, name);
	prompt_open(u, _("Write to which file?"), path, NULL, path_typed, w);
	free(folder);
	free(name);
	free(path);
}

static const struct out_row {
	const char *label, *format, *ending;
	bool excel, outside;
} outs[] = {
    {N_("Table for Excel (CSV)"), "csv", "csv", true, false},
    {N_("Table for programs (CSV)"), "csv", "csv", false, false},
    {N_("Table to give away (CSV)"), "csv", "csv", false, true},
    {N_("Page for a browser (HTML)"), "html", "html", false, true},
    {N_("Plain text"), "text", "txt", false, false},
    {N_("Sentences"), "sentences", "txt", false, false},
    {N_("JSON"), "json", "json", false, false},
};
enum { OUTS = sizeof outs / sizeof *outs };
static const struct out_row papers[] = {
    {N_("To give away: counts under five are hidden"), "pdf", "pdf", false, true},
    {N_("For the group itself: every figure"), "pdf", "pdf", false, false},
};
enum { PAPERS = sizeof papers / sizeof *papers };

static void write_as(struct ui *u, const struct reports *s, const struct out_row *o)
{
	struct writing *w = mem_alloc(sizeof *w);
	*w = (struct writing){s->chosen, s->period, o->format, o->excel, o->outside};
	ask_path(u, w, o->ending);
}

static void out_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		write_as(u, ctx, &outs[value]);
}

static void paper_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	if (index >= 0)
		write_as(u, ctx, &papers[value]);
}

/* What names people is not offered for giving away. */
static void offer(struct ui *u, struct reports *s, const struct out_row *rows, size_t n,
    void (*done)(struct ui *u, void *ctx, int64_t value, int index))
{
	struct menu_item items[OUTS];
	size_t offered = 0;
	for (size_t i = 0; i < n; i++)
		if (!rows[i].outside || !app_report_names_people(s->chosen))
			items[offered++] =
			    (struct menu_item){(char *)(uintptr_t)tr(rows[i].label), NULL, (int64_t)i, false, false};
	menu_open(u, app_report_label(s->chosen), items, offered, 0, done, s);
}

void reports_export(struct ui *u, struct screen *s)
{
	offer(u, (struct reports *)s, outs, OUTS, out_chosen);
}

void reports_paper(struct ui *u, struct screen *s)
{
	offer(u, (struct reports *)s, papers, PAPERS, paper_chosen);
}

/* ---- as text */

static char *sentences(const struct reports *s, struct ui *u)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%s · ", app_report_label(s->chosen));
	reports_period_text(s, u, &b);
	buf_text(&b, "\n\n");
	if (s->report)
		app_report_sentences(s->report, &b);
	return buf_take(&b);
}

void reports_copy(struct ui *u, struct screen *screen)
{
	char *text = sentences((struct reports *)screen, u);
	term_copy(text);
	ui_say(u, ROLE_GOOD, _("Copied: %s"), app_report_label(((struct reports *)screen)->chosen));
	free(text);
}

void reports_plain(struct ui *u, struct screen *screen)
{
	char *text = sentences((struct reports *)screen, u);
	pager_open(u, app_report_label(((struct reports *)screen)->chosen), text);
	free(text);
}

/* ---- submitted */

void reports_keep(struct ui *u, struct screen *screen)
{
	const struct reports *s = (struct reports *)screen;
	struct err e = ERR_INIT;
	if (!app_report_freeze(u->app, s->chosen, &s->period, NULL, &e))
		ui_error(u, &e);
	else
		ui_saved(u, _("Kept as submitted: %s. C compares later."), app_report_label(s->chosen));
}

static bool add_difference(void *ctx, const struct app_report_difference *d)
{
	struct buf *b = ctx;
	buf_print(b, "%s: %s → %s\n%s\n", d->where, *d->before ? d->before : "—", *d->now ? d->now : "—", d->why);
	return b->len < 200000;
}

static void kept_chosen(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t n)
{
	struct buf b = BUF_INIT, title = BUF_INIT;
	struct err e = ERR_INIT;
	(void)ctx;
	if (!yes || !n)
		return;
	if (app_report_differences(u->app, values[0], add_difference, &b, &e)) {
		app_title(u->app, kind_get(KIND_snapshot), values[0], &title);
		pager_open(u, buf_str(&title),
		    b.len ? buf_str(&b) : _("Every figure is what it was when the report was submitted."));
	} else {
		ui_error(u, &e);
	}
	buf_free(&b);
	buf_free(&title);
}

void reports_compare(struct ui *u, struct screen *screen)
{
	const struct reports *s = (struct reports *)screen;
	struct query q;
	struct value name = VALUE_INIT;
	struct err ignored = ERR_INIT;
	query_init(&q, kind_get(KIND_snapshot));
	value_set_text(&name, app_report_name(s->chosen));
	query_filter_add(&q, snapshot_report, QUERY_IS, &name, &ignored);
	if (app_count(u->app, &q) > 0)
		pick_open(
		    u, &(struct pick_options){.title = _("Compare with which one?"), .query = &q}, kept_chosen, NULL);
	else
		ui_say(u, ROLE_WARNING, _("This report was not kept yet: S keeps it as submitted."));
	value_clear(&name);
	query_free(&q);
}
