/* cli/ledger.c - obste ledger ACTION: its money in order with the balance, totals by currency; somebody confirms. */
#include "cli/command.h"

#include "app/ledger.h"
#include "model/money.h"

struct telling {
	struct cli *c;
	bool first;
};

static void print_line(struct telling *t, const struct app_ledger_line *l)
{
	static const char *const confirmed[] = {"0/2", "1/2", "2/2"};
	const struct cli_column columns[] = {
	    {"", 12, false}, {"", 11, false}, {"", 34, false}, {"", 16, true}, {"", 16, true}, {"", 4, true}};
	struct buf b[5] = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
	const struct type_ctx *types = app_types(t->c->app);
	record_format(l->record, ledger_on, types, FOR_SCREEN, &b[0]);
	record_format(l->record, ledger_kind, types, FOR_SCREEN, &b[1]);
	record_format(l->record, ledger_what, types, FOR_SCREEN, &b[2]);
	money_text(l->cash ? l->amount : record_int(l->record, ledger_amount), lang_now(), l->currency, &b[3]);
	money_text(l->balance, lang_now(), l->currency, &b[4]);
	const char *cells[] = {buf_str(&b[0]), buf_str(&b[1]), buf_str(&b[2]), buf_str(&b[3]), buf_str(&b[4]),
	    l->cash ? confirmed[l->confirmed] : ""};
	cli_table_row(columns, 6, cells);
	for (size_t i = 0; i < 5; i++)
		buf_free(&b[i]);
}

static void print_json(struct telling *t, const struct app_ledger_line *l)
{
	struct buf b = BUF_INIT;
	buf_char(&b, '{');
	cli_json_int(&b, "id", l->record->id);
	cli_json_text(&b, "on", record_text(l->record, ledger_on));
	cli_json_text(&b, "kind", record_text(l->record, ledger_kind));
	cli_json_text(&b, "what", record_text(l->record, ledger_what));
	cli_json_int(&b, "amount", record_int(l->record, ledger_amount));
	cli_json_text(&b, "currency", l->currency);
	cli_json_int(&b, "balance", l->balance);
	cli_json_int(&b, "confirmed", l->confirmed);
	cli_json_row(&b, t->first);
	t->first = false;
}

static bool tell(void *ctx, const struct app_ledger_line *l)
{
	struct telling *t = ctx;
	if (cli_flag(t->c, "json"))
		print_json(t, l);
	else
		print_line(t, l);
	return true;
}

static void print_sum(const struct app_ledger_sum *s)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%s: %s ", s->currency, _("Pledged"));
	money_text(s->pledged, lang_now(), s->currency, &b);
	buf_print(&b, " · %s ", _("Income"));
	money_text(s->income, lang_now(), s->currency, &b);
	buf_print(&b, " · %s ", _("Costs"));
	money_text(s->costs, lang_now(), s->currency, &b);
	buf_print(&b, " · %s ", _("In kind"));
	money_text(s->in_kind, lang_now(), s->currency, &b);
	buf_print(&b, " · %s ", _("Balance"));
	money_text(s->balance, lang_now(), s->currency, &b);
	if (s->unconfirmed)
		buf_print(&b, " · %s %zu", _("Not yet confirmed by two people"), s->unconfirmed);
	buf_char(&b, '\n');
	cli_print_text(buf_str(&b));
	buf_free(&b);
}

static bool confirm(struct cli *c, int64_t action, const char *who, struct err *e)
{
	size_t done, skipped;
	int64_t person;
	if (!cli_record_id(c, kind_get(KIND_person), who, &person, e) ||
	    !app_ledger_confirm(c->app, action, 0, person, &done, &skipped, e))
		return false;
	printf(_("%zu confirmed; %zu are for somebody else"), done, skipped);
	putchar('\n');
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	struct telling t = {c, true};
	struct app_ledger_sum sums[APP_CURRENCIES];
	size_t n;
	int64_t id;
	const char *who = cli_option(c, "confirm");
	if (!cli_record_id(c, kind_get(KIND_action), c->args[0], &id, e))
		return false;
	if (who)
		return confirm(c, id, who, e);
	if (cli_flag(c, "csv"))
		return app_ledger_csv(c->app, id, false, "-", NULL, e);
	if (cli_flag(c, "json"))
		cli_json_rows_begin("entry");
	bool ok = app_ledger(c->app, id, tell, &t, e) && app_ledger_sums(c->app, id, sums, &n, e);
	if (cli_flag(c, "json"))
		cli_json_rows_end();
	for (size_t i = 0; ok && !cli_flag(c, "json") && i < n; i++)
		print_sum(&sums[i]);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "confirm", .arg = "PERSON", .help = N_("this person has counted the money that lacks people")},
    {.name = "csv", .help = N_("as a table")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"ledger 'Bănci noi în curte'", N_("what came and went, with the balance after each line")},
    {"ledger 'Bănci noi în curte' --confirm 'Arțar Fiodor'", N_("the second of the two who confirm the cash")},
    {NULL, NULL},
};

const struct cli_command cmd_ledger = {
    .name = "ledger",
    .args = "ACTION",
    .least = 1,
    .most = 1,
    .summary = N_("an action's money with balances and who confirmed it"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
