/* ui/screens/today_steps.c - the first steps of a new group, ticked by what is really there. */
#include <string.h>

#include "base/lang.h"
#include "ui/screens/today_steps.h"

struct step {
	const char *kind;   /* there is a record of this kind, and the step makes one */
	const char *conf;   /* else: this setting is filled; NULL: done in any case */
	const char *action; /* what the step does when it makes no record */
	const char *label;  /* N_() */
	const char *more;   /* N_(); NULL */
};

static const struct step steps[] = {
    {"person", NULL, NULL, N_("Add the first people"), N_("or import a table: I")},
    {"problem", NULL, NULL, N_("Note a problem of the neighbourhood"), NULL},
    {"workshop", NULL, NULL, N_("Plan a workshop"), NULL},
    {NULL, "first.calendar", "section.calendar", N_("Write the calendar to a file for everybody"),
        N_("in the calendar: x")},
    {NULL, NULL, "settings", N_("Choose the language and the group's name"), NULL},
};

size_t steps_count(void)
{
	return sizeof steps / sizeof *steps;
}

static int64_t records_of(struct ui *u, const char *kind)
{
	struct query q;
	query_init(&q, kind_find(kind));
	int64_t n = app_count(u->app, &q);
	query_free(&q);
	return n;
}

bool step_done(struct ui *u, size_t i)
{
	if (steps[i].kind)
		return records_of(u, steps[i].kind) > 0;
	return !steps[i].conf || strcmp(app_conf(u->app, steps[i].conf, "0"), "0") != 0;
}

/* Asked for by the first run; a group that holds nothing at all is shown them too. */
bool steps_wanted(struct ui *u, bool empty)
{
	const char *set = app_conf(u->app, "first.steps", empty ? "1" : "0");
	if (app_is_sample(u->app) || strcmp(set, "0") == 0)
		return false;
	for (size_t i = 0; i < steps_count(); i++)
		if (!step_done(u, i))
			return true;
	return false;
}

const char *step_label(size_t i)
{
	return tr(steps[i].label);
}

const char *step_more(size_t i)
{
	return steps[i].more ? tr(steps[i].more) : NULL;
}

void step_run(struct ui *u, size_t i)
{
	if (steps[i].kind)
		form_open(u, kind_find(steps[i].kind), 0, NULL, NULL, NULL);
	else
		ui_action(u, steps[i].action);
}

void steps_hide(struct ui *u)
{
	struct err e = ERR_INIT;
	if (!app_set_conf(u->app, "first.steps", "0", &e))
		ui_error(u, &e);
}
