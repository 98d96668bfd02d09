/* ui/screens/settings_do.c - what the settings' rows do: safety copies, checks, the sample, files in and out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/job.h"
#include "ui/screens/settings.h"

/* ---- safety copies */

static void copy_text(const struct app_copy *c, struct buf *out)
{
	struct local_time t = local_from_ms(c->at_ms);
	char size[32];
	date_text(t.date, lang_now(), DATE_SHORT, out);
	buf_print(out, ", %02d:%02d", t.hour, t.minute);
	snprintf(size, sizeof size, "%lld.%lld", (long long)(c->bytes / 1000000), (long long)(c->bytes / 100000 % 10));
	buf_text(out, " · ");
	buf_print(out, _("%s MB"), size);
}

static bool take_first(void *ctx, const struct app_copy *c)
{
	copy_text(c, ctx);
	return false;
}

void settings_tell_copy(struct ui *u, struct buf *out)
{
	struct buf last = BUF_INIT;
	app_backups(u->app, take_first, &last);
	buf_print(out, _("last: %s"), last.len ? buf_str(&last) : _("none yet"));
	buf_free(&last);
}

void settings_tell_folder(struct ui *u, struct buf *out)
{
	char *folder = app_backup_folder(u->app);
	buf_print(out, "[ %s ]", path_shown(folder));
	free(folder);
}

void settings_backup(struct ui *u)
{
	ui_action(u, "backup");
}

struct copies {
	struct menu_item *items; /* owned, with their texts */
	char **paths;            /* owned */
	int64_t *moments;
	size_t n;
};

static bool take_copy(void *ctx, const struct app_copy *c)
{
	struct copies *all = ctx;
	struct buf b = BUF_INIT;
	copy_text(c, &b);
	all->items = mem_resize(all->items, all->n + 1, sizeof *all->items);
	all->items[all->n] = (struct menu_item){buf_take(&b), NULL, (int64_t)all->n, false, false};
	all->paths = mem_resize(all->paths, all->n + 1, sizeof *all->paths);
	all->paths[all->n] = mem_copy_text(c->path);
	all->moments = mem_resize(all->moments, all->n + 1, sizeof *all->moments);
	all->moments[all->n++] = c->at_ms;
	return true;
}

static void free_copies(struct copies *all)
{
	for (size_t i = 0; i < all->n; i++) {
		free(all->items[i].text);
		free(all->paths[i]);
	}
	free(all->items);
	free(all->paths);
	free(all->moments);
	free(all);
}

static void is_back(struct ui *u, void *ctx, bool ok, const char *kept, const struct err *e)
{
	(void)ctx;
	if (app_is_open(u->app) && ok) {
		ui_begin(u);
		ui_saved(u, _("The copy is in place. What was there before: %s"), kept ? path_base(kept) : "—");
	} else {
		ui_error(u, e);
	}
}

static void put_back(struct ui *u, void *ctx)
{
	char *path = ctx;
	restore_copy(u, path, is_back, NULL);
	free(path);
}

static void leave_it(struct ui *u, void *ctx)
{
	(void)u;
	free(ctx);
}

static void ask_put_back(struct ui *u, const char *path, const char *label, int64_t at_ms)
{
	int64_t later = app_changes_since(u->app, at_ms);
	if (later == 0) {
		put_back(u, mem_copy_text(path));
		return;
	}
	struct buf b = BUF_INIT;
	buf_print(&b, _("The copy of %s takes the place of the present data."), label);
	buf_char(&b, ' ');
	buf_print(&b,
	    tr_n("%lld change made after it is not in it.", "%lld changes made after it are not in it.",
	        (unsigned long)later),
	    (long long)later);
	buf_print(&b, "\n\n%s", _("The present file is kept beside it and can be put back."));
	confirm_open_or(u, _("Put an older copy back?"), buf_str(&b), _("Put the copy back"), put_back, leave_it,
	    mem_copy_text(path));
	buf_free(&b);
}

static void copy_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct copies *all = ctx;
	if (index >= 0)
		ask_put_back(u, all->paths[value], all->items[value].text, all->moments[value]);
	free_copies(all);
}

void settings_restore(struct ui *u)
{
	struct copies *all = mem_alloc(sizeof *all);
	app_backups(u->app, take_copy, all);
	if (all->n == 0) {
		free_copies(all);
		ui_say(u, ROLE_NORMAL, _("There is no copy of this group in the folder yet."));
		return;
	}
	menu_open(u, _("Which copy?"), all->items, all->n, 0, copy_chosen, all);
}

/* ---- the database */

static void take_line(void *ctx, const char *line)
{
	buf_print(ctx, "%s\n", line);
}

void settings_check(struct ui *u)
{
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	if (!app_check(u->app, take_line, &b, &e))
		ui_error(u, &e);
	else
		pager_open(u, _("Check"), b.len ? buf_str(&b) : _("All is well."));
	buf_free(&b);
}

void settings_repair(struct ui *u)
{
	struct err e = ERR_INIT;
	if (app_repair(u->app, &e)) {
		ui_refresh_all(u);
		ui_saved(u, _("The search was made anew."));
	} else {
		ui_error(u, &e);
	}
}

void settings_empty_bin(struct ui *u)
{
	bin_ask_empty(u);
}

/* ---- law and days off */

void settings_rules(struct ui *u)
{
	rules_open(u);
}

void settings_days(struct ui *u)
{
	list_open(u, kind_get(KIND_dayoff), NULL, NULL);
}

static void tell_count(struct ui *u, enum kind_number k, struct buf *out)
{
	struct query q;
	query_init(&q, kind_get(k));
	int64_t n = app_count(u->app, &q);
	query_free(&q);
	if (n > 0)
		buf_print(
		    out, tr_n("%lld of the group's own", "%lld of the group's own", (unsigned long)n), (long long)n);
	else
		buf_text(out, _("as the program has them"));
}

void settings_tell_rules(struct ui *u, struct buf *out)
{
	tell_count(u, KIND_rule, out);
}

void settings_tell_days(struct ui *u, struct buf *out)
{
	tell_count(u, KIND_dayoff, out);
}

/* ---- the sample */

bool settings_own(struct ui *u, const char **why)
{
	*why = _("This is the sample group already.");
	return !app_is_sample(u->app);
}

bool settings_in_sample(struct ui *u, const char **why)
{
	*why = _("This is your own group, not the sample.");
	return app_is_sample(u->app);
}

void settings_sample_look(struct ui *u)
{
	struct err e = ERR_INIT;
	if (!app_enter_sample(u->app, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_begin(u);
	ui_say(u, ROLE_GOOD, _("This is the sample group. Back to yours: More, Settings, Sample data."));
}

static void leave_sample(struct ui *u, void *ctx)
{
	struct err e = ERR_INIT;
	bool own = false;
	(void)ctx;
	if (!app_leave_sample(u->app, &own, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_begin(u);
	ui_say(u, ROLE_GOOD,
	    own ? _("The sample is deleted; this is your own group.")
	        : _("The sample is deleted. Now your own group:"));
}

void settings_sample_leave(struct ui *u)
{
	int64_t edits = app_sample_edits(u->app);
	if (edits == 0) {
		leave_sample(u, NULL);
		return;
	}
	char *text =
	    mem_print(tr_n("You made %lld change in the sample data; it goes with them. This cannot be undone.",
	                  "You made %lld changes in the sample data; they go with them. This cannot be undone.",
	                  (unsigned long)edits),
	        (long long)edits);
	confirm_open(u, _("Delete the sample data?"), text, _("Delete them"), leave_sample, NULL);
	free(text);
}

/* ---- files */

void settings_import(struct ui *u)
{
	ui_action(u, "import");
}

static void write_ics(struct ui *u, void *ctx, const char *path)
{
	const char *const words[] = {"export", "ics", "-o", path, NULL};
	(void)ctx;
	if (path)
		calendar_export_job(u, words, path);
}

static void write_json(struct ui *u, void *ctx, const char *path)
{
	const char *const words[] = {"export", "json", "-o", path, NULL};
	(void)ctx;
	if (path)
		job_start(u, &(struct job){.what = _("Export as JSON"), .words = words, .path = path});
}

void settings_export_ics(struct ui *u)
{
	save_prompt_open(u, _("Write to which file?"), "obste.ics", NULL, write_ics, NULL);
}

void settings_export_json(struct ui *u)
{
	save_prompt_open(u, _("Write to which file?"), "obste.json", NULL, write_json, NULL);
}

/* ---- about */

void settings_tell_database(struct ui *u, struct buf *out)
{
	buf_text(out, path_shown(app_db_path(u->app)));
}

void settings_about(struct ui *u)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "Obște\n\n%s\n\n", _("The group's shared notebook: people, actions, workshops"));
	app_versions(&b);
	buf_print(&b, "\n%s %s\n%s GPL-3.0-or-later\n\n%s", _("Database:"), app_db_path(u->app), _("Licence:"),
	    _("What this terminal can do: obste doctor"));
	pager_open(u, _("About"), buf_str(&b));
	buf_free(&b);
}
