/* cli/holidays.c - obste holidays YEAR: the days off. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/dates.h"

struct telling {
	const struct holidays *days;
	bool json;
	size_t n;
	date_t last;
};

static void tell(void *ctx, date_t d, const char *key)
{
	struct telling *t = ctx;
	struct buf name = BUF_INIT, b = BUF_INIT;
	if (t->n && d == t->last) /* two names on one day are told together */
		return;
	holiday_name(t->days, d, lang_now(), &name);
	if (t->json) {
		buf_char(&b, '{');
		cli_json_date(&b, "date", d);
		cli_json_text(&b, "key", key);
		cli_json_text(&b, "name", buf_str(&name));
		cli_json_row(&b, t->n == 0);
	} else {
		char iso[11];
		date_iso(d, iso);
		printf("%s  %s  %s\n", iso, date_weekday_short(date_weekday(d), lang_now()), buf_str(&name));
	}
	t->n++;
	t->last = d;
	buf_free(&name);
}

static bool read_year(const char *typed, int *year, struct err *e)
{
	if (strlen(typed) == 4 && strspn(typed, "0123456789") == 4)
		*year = (int)strtol(typed, NULL, 10);
	if (*year >= 1583)
		return true;
	return err_set(e, ERR_INVALID, _("\"%s\" is not a year from 1583 to 9999."), typed);
}

static bool run(struct cli *c, struct err *e)
{
	struct telling t = {.days = app_holidays(c->app, e), .json = cli_flag(c, "json")};
	int year = 0;
	if (!t.days || !read_year(c->args[0], &year, e))
		return false;
	if (t.json)
		cli_json_rows_begin("holiday");
	holidays_each(t.days, year, tell, &t);
	if (t.json)
		cli_json_rows_end();
	return true;
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

const struct cli_command cmd_holidays = {
    .name = "holidays",
    .args = "YEAR",
    .least = 1,
    .most = 1,
    .summary = N_("the days off of a year"),
    .options = options,
    .needs = PREFERS_DATABASE,
    .run = run,
};
