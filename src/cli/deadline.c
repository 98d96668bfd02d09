/* cli/deadline.c - obste deadline RULE --from DATE: the date a legal term ends; day by day with --explain. */
#include "cli/command.h"

#include "app/dates.h"

struct rules_at {
	const struct term_rules *rules;
};

static const char *rule_at(void *ctx, size_t i)
{
	const struct rules_at *r = ctx;
	return i < term_rules_count(r->rules) ? term_rules_at(r->rules, i)->id : NULL;
}

static const struct term_rule *find_rule(struct cli *c, struct err *e)
{
	struct rules_at all = {app_rules(c->app, e)};
	if (!all.rules)
		return NULL;
	const struct term_rule *rule = term_rules_find(all.rules, c->args[0]);
	if (rule)
		return rule;
	const char *near = cli_nearest(c->args[0], rule_at, &all);
	err_set(e, ERR_NOT_FOUND, _("There is no legal rule \"%s\"."), c->args[0]);
	if (near)
		err_hint(e, _("Did you mean \"%s\"?"), near);
	else
		err_hint(e, _("\"obste rules\" lists them."));
	return NULL;
}

static void print_json(const struct term_rule *rule, date_t from, const struct term_end *end)
{
	struct buf b = BUF_INIT;
	buf_char(&b, '{');
	cli_json_int(&b, "version", 1);
	cli_json_text(&b, "kind", "deadline");
	cli_json_text(&b, "rule", rule->id);
	cli_json_text(&b, "name", rule->name[lang_now()]);
	cli_json_text(&b, "law", rule->law);
	cli_json_date(&b, "from", from);
	cli_json_date(&b, "raw", end->raw);
	cli_json_date(&b, "end", end->end);
	buf_char(&b, '}');
	puts(buf_str(&b));
	buf_free(&b);
}

static void print_line(void *ctx, const char *text)
{
	(void)ctx;
	puts(text);
}

static bool run(struct cli *c, struct err *e)
{
	date_t from = DATE_NONE;
	struct term_end end;
	const struct holidays *days;
	if (!cli_date(c, "from", &from, e))
		return false;
	if (from == DATE_NONE)
		return err_set(e, ERR_USAGE, _("Say from which day the term runs: --from DATE"));
	const struct term_rule *rule = find_rule(c, e);
	if (!rule || !(days = app_holidays(c->app, e)) || !term_compute(rule, from, days, &end, e))
		return false;
	if (cli_flag(c, "json")) {
		print_json(rule, from, &end);
		return true;
	}
	if (cli_flag(c, "explain"))
		return term_explain(rule, from, days, lang_now(), print_line, NULL, e);
	char iso[11];
	date_iso(end.end, iso);
	puts(iso);
	return true;
}

static const struct cli_option options[] = {
    {.name = "from", .arg = "DATE", .help = N_("the day from which the term runs")},
    {.name = "explain", .help = N_("day by day, with the articles")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"deadline petition.answer --from 2026-11-23 --explain", N_("when a petition must be answered, and why")},
    {NULL, NULL},
};

const struct cli_command cmd_deadline = {
    .name = "deadline",
    .args = "RULE",
    .least = 1,
    .most = 1,
    .summary = N_("the date a legal term ends"),
    .more = N_("It informs and is no legal advice; \"obste rules\" names the sources."),
    .options = options,
    .examples = examples,
    .needs = PREFERS_DATABASE,
    .run = run,
};
