/* app/rules.c - the legal rules and days off that terms are counted by: the program's files, then the group's own.
 * Knows where they are kept; counting is civic's work. */
#include "app/app_internal.h"

#include <stdlib.h>
#include <string.h>

#include "app/dates.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

static char *data_file(const struct app *a, const char *name, struct err *e)
{
	char *path = path_join(a->data ? a->data : "", name);
	if (a->data && path_exists(path))
		return path;
	err_set(e, ERR_NOT_FOUND, _("The program's own file %s is missing: terms cannot be counted."), path);
	err_hint(e, _("Install Obște again, or say where its data is with OBSTE_DATA."));
	free(path);
	return NULL;
}

static struct term_rules *read_ours(struct app *a, struct err *e)
{
	struct term_rules *rules = NULL;
	char *path = data_file(a, "rules.tsv", e);
	if (path && !term_rules_read(&rules, path, NULL, NULL, e))
		rules = NULL;
	free(path);
	return rules;
}

const struct term_rules *rules_ours(struct app *a, struct err *e)
{
	if (!a->ours)
		a->ours = read_ours(a, e);
	return a->ours;
}

/* After a change they are read again only when the group's own are others than before: terms hold what is lent here. */
static void doubt(struct app *a)
{
	if (!a->rules_doubted)
		return;
	a->rules_doubted = false;
	const uint64_t mark = rules_own_mark(a);
	if (mark == a->rules_mark)
		return;
	a->rules_mark = mark;
	term_rules_free(a->rules);
	a->rules = NULL;
	holidays_free(a->holidays);
	a->holidays = NULL;
}

const struct term_rules *app_rules(struct app *a, struct err *e)
{
	doubt(a);
	if (a->rules)
		return a->rules;
	a->rules = read_ours(a, e);
	if (a->rules)
		rules_own_read(a, &a->rules);
	a->rules_mark = rules_own_mark(a);
	return a->rules;
}

const struct holidays *app_holidays(struct app *a, struct err *e)
{
	doubt(a);
	if (a->holidays)
		return a->holidays;
	struct holidays *h = NULL;
	char *path = data_file(a, "holidays.tsv", e);
	if (path && !holidays_read(&h, path, NULL, NULL, e))
		h = NULL;
	free(path);
	if (h)
		rules_own_days(a, h);
	a->holidays = h;
	a->rules_mark = rules_own_mark(a);
	return h;
}

bool app_check_rule(struct app *a, const struct record *r, struct err *e)
{
	const int field = r->kind->calendar.rule;
	const char *id = field == NO_FIELD ? NULL : record_text(r, field);
	const struct term_rules *rules = id ? app_rules(a, NULL) : NULL;
	if (!rules || term_rules_find(rules, id))
		return true;
	err_set(e, ERR_INVALID, _("There is no legal rule \"%s\": its term could not be counted."), id);
	err_hint(e, _("`obste rules` lists them; petition.answer and info.answer are the usual ones."));
	return err_field(e, r->kind->fields[field].key);
}
