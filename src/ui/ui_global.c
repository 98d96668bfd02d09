/* ui/ui_global.c - the actions that work everywhere. One row each; help, palette, menus and the hint bar read them
 * here. */
#include "ui/job.h"
#include "ui/ui_internal.h"

#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "ui/drafts.h"

static void run_help(struct ui *u, struct screen *s)
{
	(void)s;
	help_open(u);
}

static void run_palette(struct ui *u, struct screen *s)
{
	(void)s;
	palette_open(u);
}

static void run_section(struct ui *u, struct screen *s)
{
	(void)s;
	for (enum section n = 0; n < SECTION_COUNT; n++)
		if (strcmp(section_row(n)->action, u->p->running->name) == 0) {
			ui_section(u, n);
			return;
		}
}

static bool can_section(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = _("First finish the start.");
	return app_is_open(u->app);
}

static void run_menubar(struct ui *u, struct screen *s)
{
	(void)s;
	menubar_open(u);
}

static void run_context(struct ui *u, struct screen *s)
{
	(void)s;
	context_menu_open(u);
}

static void run_back(struct ui *u, struct screen *s)
{
	(void)s;
	if (u->depth > 1)
		ui_pop(u);
	else if (job_running(u))
		job_stop(u);
	else
		ui_say(u, ROLE_MUTED, _("To quit: Ctrl+Q or q"));
}

static void run_close(struct ui *u, struct screen *s)
{
	(void)s;
	if (u->depth > 1)
		ui_pop(u);
	else
		ui_quit(u);
}

static void run_quit(struct ui *u, struct screen *s)
{
	(void)s;
	ui_quit(u);
}

/* "Undone: tag on 12 people (People). U does it again": the words are cut, what to press is not. */
static void after_undo(struct ui *u, const struct app_undone *un, const char *back)
{
	struct buf rest = BUF_INIT, text = BUF_INIT;
	bool elsewhere = un->kind && ui_top(u) && un->kind->section != ui_top(u)->section;
	u->saved_at = clock_ms(app_clock(u->app));
	ui_refresh_all(u);
	if (un->kept > 0)
		buf_print(&rest,
		    tr_n(" (%zu later change was left alone)", " (%zu later changes were left alone)", un->kept),
		    un->kept);
	if (elsewhere)
		buf_print(&rest, " [%s]", tr_ctx("tab long", section_row(un->kind->section)->tab_long));
	buf_print(&rest, ". %s", back);
	int room = term_cols() - 2 - text_width(buf_str(&rest));
	if (text_width(un->text) > room && room > 8)
		text_fit(un->text, room, TEXT_LEFT, term_ascii(), &text);
	else
		buf_text(&text, un->text);
	ui_say(u, un->kept > 0 ? ROLE_WARNING : ROLE_GOOD, "%s%s", buf_str(&text), buf_str(&rest));
	buf_free(&rest);
	buf_free(&text);
}

static void run_undo(struct ui *u, struct screen *s)
{
	struct err e = ERR_INIT;
	struct app_undone un;
	(void)s;
	if (draft_reopen(u))
		return;
	if (app_undo(u->app, &un, &e))
		after_undo(u, &un, _("U does it again"));
	else
		ui_error(u, &e);
}

static void run_redo(struct ui *u, struct screen *s)
{
	struct err e = ERR_INIT;
	struct app_undone un;
	(void)s;
	if (app_redo(u->app, &un, &e))
		after_undo(u, &un, _("u takes it back"));
	else
		ui_error(u, &e);
}

static void run_promises(struct ui *u, struct screen *s)
{
	(void)s;
	promises_open(u);
}

static void run_rules(struct ui *u, struct screen *s)
{
	(void)s;
	rules_open(u);
}

static void run_history(struct ui *u, struct screen *s)
{
	(void)s;
	history_open(u, NULL, 0);
}

static void run_bin(struct ui *u, struct screen *s)
{
	(void)s;
	bin_open(u);
}

static void run_merge(struct ui *u, struct screen *s)
{
	(void)s;
	merge_open(u);
}

static void run_conflicts(struct ui *u, struct screen *s)
{
	(void)s;
	conflicts_open(u);
}

static void run_doubles(struct ui *u, struct screen *s)
{
	(void)s;
	doubles_open(u);
}

static void run_drafts(struct ui *u, struct screen *s)
{
	(void)s;
	drafts_open(u);
}

static void run_settings(struct ui *u, struct screen *s)
{
	(void)s;
	settings_open(u);
}

static void run_guide(struct ui *u, struct screen *s)
{
	(void)s;
	guide_open(u, NULL);
}

static void run_import(struct ui *u, struct screen *s)
{
	(void)s;
	import_ask(u, NULL);
}

static bool can_import(struct ui *u, struct screen *s, const char **why)
{
	if (!can_section(u, s, why))
		return false;
	*why = app_readonly_reason(u->app);
	return *why == NULL;
}

static void run_redraw(struct ui *u, struct screen *s)
{
	(void)s;
	u->p->repaint = true;
}

static void run_suspend(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	term_suspend();
}

static void run_mouse(struct ui *u, struct screen *s)
{
	(void)s;
	struct err e = ERR_INIT;
	bool on = !u->p->no_mouse && strcmp(app_conf(u->app, "mouse", "1"), "0") != 0;
	u->p->no_mouse = false;
	if (!app_set_conf(u->app, "mouse", on ? "0" : "1", &e))
		ui_error(u, &e);
	ui_apply_settings(u);
	ui_say(u, ROLE_NORMAL, "%s", on ? _("Mouse: off") : _("Mouse: on"));
}

static void run_no_copy(struct ui *u, struct screen *s)
{
	(void)s;
	ui_say(u, ROLE_NORMAL, _("Nothing to copy here. To quit: Ctrl+Q"));
}

static void run_stop(struct ui *u, struct screen *s)
{
	(void)s;
	job_stop(u);
}

static bool can_stop(struct ui *u, struct screen *s, const char **why)
{
	(void)s;
	*why = _("Nothing works in the background.");
	return job_running(u);
}

static void run_backup(struct ui *u, struct screen *s)
{
	(void)s;
	static const char *const words[] = {"backup", NULL};
	job_start(u, &(struct job){.what = _("Safety copy"), .words = words, .prints_path = true});
}

static const struct action actions[] = {
    {.name = "help",
        .keys = "? F1 ^G ,",
        .hint = N_("Help"),
        .help = N_("keys and actions of this screen"),
        .priority = 1,
        .in_text = true,
        .run = run_help},
#define SECTION(n, key_, tab_, tab_long_, action_, help_, make_)                                                       \
	{.name = action_, .keys = key_, .help = help_, .run = run_section, .can = can_section},
#define RECORD_ACTION(...)
#include "ui/screens/screens.def"
#undef SECTION
#undef RECORD_ACTION
    {.name = "menu.bar", .keys = "F9", .help = N_("the menu"), .in_text = true, .run = run_menubar},
    {.name = "menu.context", .keys = "m Menu", .help = N_("what can be done here, as a menu"), .run = run_context},
    {.name = "undo",
        .keys = "u ^Z",
        .hint = N_("Undo"),
        .help = N_("undo the last change"),
        .priority = 7,
        .run = run_undo,
        .can = can_section},
    {.name = "redo", .keys = "U ^Y", .help = N_("redo what was undone"), .run = run_redo, .can = can_section},
    {.name = "job.stop",
        .keys = "^X",
        .hint = N_("Stop"),
        .help = N_("stop the work in the background"),
        .priority = 1,
        .in_text = true,
        .run = run_stop,
        .can = can_stop},
    {.name = "promises",
        .keys = "",
        .help = N_("the register of promises: kept, broken, running"),
        .run = run_promises,
        .can = can_section},
    {.name = "rules",
        .keys = "",
        .help = N_("the legal rules: see, change, put back"),
        .run = run_rules,
        .can = can_section},
    {.name = "history", .keys = "H", .help = N_("history: who changed what"), .run = run_history, .can = can_section},
    {.name = "merge", .keys = "", .help = N_("take in another laptop's file"), .run = run_merge, .can = can_section},
    {.name = "conflicts",
        .keys = "",
        .help = N_("conflicts: what two laptops wrote differently"),
        .run = run_conflicts,
        .can = can_section},
    {.name = "doubles",
        .keys = "",
        .help = N_("likely doubles: people who may be here twice"),
        .run = run_doubles,
        .can = can_section},
    {.name = "bin", .keys = "", .help = N_("the bin"), .run = run_bin, .can = can_section},
    {.name = "backup", .keys = "", .help = N_("make a safety copy now"), .run = run_backup, .can = can_section},
    {.name = "drafts",
        .keys = "",
        .help = N_("drafts: what was typed and not saved"),
        .run = run_drafts,
        .can = can_section},
    {.name = "settings",
        .keys = "",
        .help = N_("settings: colours, keys, language, safety copies"),
        .run = run_settings,
        .can = can_section},
    {.name = "guide", .keys = "", .help = N_("the Guide to Civic Participation"), .run = run_guide, .can = can_section},
    {.name = "import",
        .keys = "",
        .help = N_("import a table (CSV, Excel), a calendar, JSON"),
        .run = run_import,
        .can = can_import},
    {.name = "redraw", .keys = "^L", .help = N_("paint the screen anew"), .in_text = true, .run = run_redraw},
    {.name = "copy.none", .keys = "y ^C", .help = N_("copy"), .in_text = true, .run = run_no_copy},
    {.name = "mouse", .keys = "", .help = N_("mouse on or off"), .run = run_mouse},
    {.name = "suspend", .keys = "", .help = N_("suspend: to the shell and back with fg"), .run = run_suspend},
    {.name = "back", .keys = "Esc Backspace", .help = N_("back, close"), .in_text = true, .run = run_back},
    {.name = "close", .keys = "q", .help = N_("close; on the first level quit"), .run = run_close},
    {.name = "quit", .keys = "^Q F10", .help = N_("quit the program"), .in_text = true, .run = run_quit},
    {.name = "palette",
        .keys = "^K :",
        .hint = N_("All"),
        .help = N_("do anything, find anything"),
        .priority = 1,
        .in_text = true,
        .run = run_palette},
    {.name = NULL},
};

const struct action *ui_actions_global(void)
{
	return actions;
}
