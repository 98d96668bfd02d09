/* ui/tips.c - one tip at the first visit of each section, once; the settings and --no-tips stop them. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/ui_internal.h"

static const char *const tips[SECTION_COUNT] = {
    [SECTION_TODAY] = N_("Tip: ? shows all keys of the screen you are on, ^K finds everything."),
    [SECTION_PEOPLE] = N_("Tip: / searches as you type; names are found without diacritics too."),
    [SECTION_GROUPS] = N_("Tip: Enter opens a group with its members, n makes a new one."),
    [SECTION_PROBLEMS] = N_("Tip: v changes the view, f shows only some."),
    [SECTION_ACTIONS] = N_("Tip: an action gathers its steps, letters, signatures and money: Enter."),
    [SECTION_WORKSHOPS] = N_("Tip: P takes attendance at the door, x writes calendars and tables."),
    [SECTION_COUNCIL] = N_("Tip: Enter opens a meeting with its agenda; n there adds an item."),
    [SECTION_CALENDAR] = N_("Tip: v turns month, week, agenda; M moves an event with the arrows."),
    [SECTION_REPORTS] = N_("Tip: Tab goes from the list of reports to the figures, x writes them."),
    [SECTION_OTHER] = N_("Tip: here are all lists, the settings, the history and the bin."),
};

static bool was_seen(struct ui *u, const char *section)
{
	const char *seen = app_conf(u->app, "tips.seen", "");
	size_t n = strlen(section);
	for (const char *at = seen; (at = strstr(at, section)); at += n)
		if ((at == seen || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

void tip_show(struct ui *u, enum section s)
{
	const char *section = section_row(s)->action;
	struct err ignored = ERR_INIT;
	if (!u->p->options->tips || !tips[s] || u->message[0] || strcmp(app_conf(u->app, "tips", "1"), "0") == 0 ||
	    was_seen(u, section))
		return;
	const char *seen = app_conf(u->app, "tips.seen", "");
	char *now = mem_print("%s%s%s", seen, *seen ? " " : "", section);
	app_set_conf(u->app, "tips.seen", now, &ignored);
	free(now);
	ui_say(u, ROLE_MUTED, "%s", tr(tips[s]));
}
