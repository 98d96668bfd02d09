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

/* A group's own rules stand beside its database: rules.tsv. Its wrong lines are left out, as in ours. */
static bool read_own_rules(struct app *a, struct term_rules **rules)
{
	if (!a->store)
		return true;
	char *folder = path_dir(store_path(a->store));
	char *path = path_join(folder, "rules.tsv");
	struct err ignored = ERR_INIT;
	bool ok = !path_exists(path) || term_rules_read(rules, path, NULL, NULL, &ignored);
	free(path);
	free(folder);
	return ok;
}

const struct term_rules *app_rules(struct app *a, struct err *e)
{
	if (a->rules)
		return a->rules;
	char *path = data_file(a, "rules.tsv", e);
	if (!path)
		return NULL;
	struct term_rules *rules = NULL;
	bool ok = term_rules_read(&rules, path, NULL, NULL, e);
	free(path);
	if (!ok) {
		term_rules_free(rules);
		return NULL;
	}
	read_own_rules(a, &rules);
	a->rules = rules;
	return rules;
}

/* "2026-12-31, 2027-01-02" */
static void add_moved(struct holidays *h, const char *list, bool off)
{
	for (const char *p = list; p && *p;) {
		p += strspn(p, " ,;\t");
		const size_t n = strcspn(p, " ,;\t");
		char *day = mem_copy_bytes(p, n);
		date_t d;
		if (date_parse_iso(day, &d))
			holidays_add_moved(h, d, off);
		free(day);
		p += n;
	}
}

/* Settings of the group: its Hram ("10-14", or "no"), days that the Government moved. */
static void add_group_days(struct app *a, struct holidays *h)
{
	const char *hram = app_conf(a, "group.hram", NULL);
	if (hram)
		holidays_set_hram(h, strcmp(hram, "no") == 0 ? NULL : hram);
	add_moved(h, app_conf(a, "group.days_off", NULL), true);
	add_moved(h, app_conf(a, "group.days_worked", NULL), false);
}

const struct holidays *app_holidays(struct app *a, struct err *e)
{
	if (a->holidays)
		return a->holidays;
	char *path = data_file(a, "holidays.tsv", e);
	if (!path)
		return NULL;
	struct holidays *h = NULL;
	bool ok = holidays_read(&h, path, NULL, NULL, e);
	free(path);
	if (!ok) {
		holidays_free(h);
		return NULL;
	}
	add_group_days(a, h);
	a->holidays = h;
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
