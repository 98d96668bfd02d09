/* cli/rules.c - obste rules: the legal rules with their sources; one of them told whole, changed for this group, given
 * back. */
#include "cli/command.h"

#include <string.h>

#include "app/rules.h"

static const char *const whose[] = {[RULE_OURS] = "", [RULE_CHANGED] = "changed", [RULE_ADDED] = "added"};

static bool is_wanted(struct cli *c, const struct term_rule *r)
{
	return !cli_flag(c, "own") || app_rule_whose(c->app, r->id) != RULE_OURS;
}

static void print_json(struct cli *c, const struct term_rules *rules)
{
	bool first = true;
	cli_json_rows_begin("rule");
	for (size_t i = 0; i < term_rules_count(rules); i++) {
		const struct term_rule *r = term_rules_at(rules, i);
		struct buf b = BUF_INIT;
		if (!is_wanted(c, r))
			continue;
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
		cli_json_text(&b, "own", whose[app_rule_whose(c->app, r->id)]);
		cli_json_row(&b, first);
		first = false;
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

static bool list(struct cli *c, struct err *e)
{
	const struct term_rules *rules = app_rules(c->app, e);
	const struct cli_column columns[] = {{_("Rule"), 26, false}, {_("Name"), 46, false}, {_("How long"), 28, false},
	    {_("Law"), 50, false}, {_("Source"), 8, false}};
	if (!rules)
		return false;
	if (cli_flag(c, "json")) {
		print_json(c, rules);
		return true;
	}
	if (!cli_flag(c, "plain"))
		cli_table_head(columns, 5);
	for (size_t i = 0; i < term_rules_count(rules); i++) {
		const struct term_rule *r = term_rules_at(rules, i);
		struct buf term = BUF_INIT;
		app_rule_term(r, &term);
		const char *cells[] = {r->id, r->name[lang_now()], buf_str(&term), r->law, r->source};
		if (is_wanted(c, r) && !cli_flag(c, "plain"))
			cli_table_row(columns, 5, cells);
		else if (is_wanted(c, r)) {
			print_plain(r);
			putchar('\n');
		}
		buf_free(&term);
	}
	return true;
}

static bool tell(struct cli *c, const char *id, struct err *e)
{
	const struct term_rules *rules = app_rules(c->app, e);
	const struct term_rule *r = rules ? term_rules_find(rules, id) : NULL;
	struct buf b = BUF_INIT;
	if (!r)
		return rules && err_set(e, ERR_NOT_FOUND, _("There is no legal rule \"%s\"."), id);
	app_rule_tell(c->app, r, &b);
	cli_print_text(buf_str(&b));
	buf_free(&b);
	return true;
}

/* A rule that is not there yet is begun: what is missing is said when it is stored. */
static bool begin(struct cli *c, const char *id, struct record **out, struct err *e)
{
	const struct term_rules *rules = app_rules(c->app, e);
	if (!rules)
		return false;
	if (term_rules_find(rules, id))
		return app_rule_edit(c->app, id, out, e);
	*out = record_new_initial(kind_get(KIND_rule), app_types(c->app));
	record_set_text(*out, rule_code, id);
	return true;
}

static bool change(struct cli *c, const char *id, struct err *e)
{
	struct record *r = NULL;
	if (!begin(c, id, &r, e))
		return false;
	const bool ok = cli_set_fields(c, r, 1, e) && app_save(c->app, r, NULL, NULL, e);
	record_free(r);
	return ok && tell(c, id, e);
}

static bool run(struct cli *c, struct err *e)
{
	if (c->nargs == 0)
		return list(c, e);
	if (!cli_flag(c, "reset"))
		return c->nargs == 1 ? tell(c, c->args[0], e) : change(c, c->args[0], e);
	if (c->nargs > 1)
		return err_set(e, ERR_USAGE, _("--reset takes only the rule's name."));
	return app_rule_reset(c->app, c->args[0], e) && tell(c, c->args[0], NULL);
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON")},
    {.name = "own", .help = N_("only those that the group changed or added")},
    {.name = "reset", .help = N_("back to the program's own rule")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"rules petition.answer", N_("everything that is known of one rule")},
    {"rules petition.answer amount=20 'law=Codul administrativ, art. 60 (nou)'",
        N_("the law has changed: for this group")},
    {"rules petition.answer --reset", N_("back to the program's own")},
    {NULL, NULL},
};

const struct cli_command cmd_rules = {
    .name = "rules",
    .args = "[RULE [field=value...]]",
    .least = 0,
    .most = -1,
    .summary = N_("the legal rules with their sources; change one for the group"),
    .more = N_("What a group changes stands in its database, is exchanged between its laptops and can be undone. A "
               "rule that makes "
               "no sense is refused. Check on legis.md."),
    .options = options,
    .examples = examples,
    .needs = PREFERS_DATABASE,
    .run = run,
};
