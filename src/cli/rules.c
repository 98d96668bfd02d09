/* cli/rules.c - obste rules: the legal rules with their sources. */
#include "cli/command.h"

#include "app/dates.h"

static void print_json(const struct term_rules *rules)
{
	cli_json_rows_begin("rule");
	for (size_t i = 0; i < term_rules_count(rules); i++) {
		const struct term_rule *r = term_rules_at(rules, i);
		struct buf b = BUF_INIT;
		buf_char(&b, '{');
		cli_json_text(&b, "id", r->id);
		cli_json_text(&b, "name", r->name[lang_now()]);
		cli_json_text(&b, "law", r->law);
		cli_json_int(&b, "amount", r->amount);
		if (r->amount_max)
			cli_json_int(&b, "amount_max", r->amount_max);
		cli_json_text(&b, "unit", term_unit_word(r->unit));
		cli_json_text(&b, "direction", term_direction_word(r->direction));
		cli_json_text(&b, "from", r->from[lang_now()]);
		cli_json_text(&b, "extension", r->extension);
		cli_json_text(&b, "source", r->source);
		cli_json_text(&b, "text_date", r->text_date);
		cli_json_text(&b, "confidence", r->confidence);
		cli_json_text(&b, "counting", r->counting);
		cli_json_row(&b, i == 0);
	}
	cli_json_rows_end();
}

static void print_plain(const struct term_rule *r)
{
	cli_block_line(_("Rule"), r->id);
	cli_block_line(_("Name"), r->name[lang_now()]);
	cli_block_line(_("Law"), r->law);
	cli_block_line(_("Runs from"), r->from[lang_now()]);
	cli_block_line(_("Source"), r->source);
}

static bool run(struct cli *c, struct err *e)
{
	const struct term_rules *rules = app_rules(c->app, e);
	const struct cli_column columns[] = {
	    {_("Rule"), 26, false}, {_("Name"), 46, false}, {_("Law"), 50, false}, {_("Source"), 8, false}};
	if (!rules)
		return false;
	if (cli_flag(c, "json")) {
		print_json(rules);
		return true;
	}
	if (!cli_flag(c, "plain"))
		cli_table_head(columns, 4);
	for (size_t i = 0; i < term_rules_count(rules); i++) {
		const struct term_rule *r = term_rules_at(rules, i);
		const char *cells[] = {r->id, r->name[lang_now()], r->law, r->source};
		if (!cli_flag(c, "plain"))
			cli_table_row(columns, 4, cells);
		else {
			print_plain(r);
			putchar('\n');
		}
	}
	return true;
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

const struct cli_command cmd_rules = {
    .name = "rules",
    .args = "",
    .summary = N_("the legal rules with their sources"),
    .options = options,
    .needs = PREFERS_DATABASE,
    .run = run,
};
